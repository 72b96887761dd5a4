/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rescore.h"

#include <algorithm>
#include <cmath>

#include "docid_set.h"
#include "engine_limits.h"
#include "shim/xapian_handles.h"
#include "top_k.h"
#include "xapian_translation.h"

namespace engine
{

namespace
{

class rescoring
{
  public:
    rescoring(const Xapian::Database &searched, const struct engine_scoring &weights,
              Xapian::doccount row_count)
        : index(searched), scoring(weights), limit(row_count)
    {
    }

    /* candidates: by their max_score. may_miss: there are others, none with a higher max_score than
     * the last. False: some of these may be wanted. */
    bool run(std::vector<matched> candidates, bool may_miss)
    {
        const double missed = may_miss ? candidates.back().max_score : 0;
        rows.clear();
        add(candidates);
        if (may_miss && (rows.size() < limit || missed >= last_wanted() - ENGINE_SCORE_QUANTUM))
            return false;
        while (rows.size() > limit && rows.back().weight < last_wanted())
            rows.pop_back();
        return true;
    }

    std::vector<matched> rows; /* best first */

  private:
    const Xapian::Database &index;
    const struct engine_scoring &scoring;
    const Xapian::doccount limit;

    double last_wanted() const
    {
        return rows[limit - 1].weight;
    }

    /* Those that can be among the wanted, or tie with the last of them. In rounds, each four times
     * as large: the more rows are known, the fewer candidates can still be among them. */
    void add(std::vector<matched> &candidates)
    {
        size_t round = limit - 1 + ENGINE_RESCORE_FIRST;
        for (size_t first = 0, end = 0; first < candidates.size(); first = end, round *= 4) {
            end = first + std::min(round, candidates.size() - first);
            if (rows.size() >= limit)
                while (end > first &&
                       candidates[end - 1].max_score < last_wanted() - ENGINE_SCORE_QUANTUM)
                    end--;
            if (end == first)
                return;
            add_some(candidates.data() + first, end - first);
        }
    }

    void add_some(matched *candidates, size_t count)
    {
        std::sort(candidates, candidates + count, is_before);
        auto docids = std::make_shared<std::vector<Xapian::docid>>();
        for (size_t i = 0; i < count; i++)
            docids->push_back(candidates[i].docid);
        for (const auto &pair : scoring.proximity->pairs)
            add_weights(candidates, docids, *pair.query);
        for (size_t i = 0; i < count; i++) {
            const double weight = engine_round_score(candidates[i].weight);
            rows.push_back({ candidates[i].docid, weight, weight });
        }
        std::sort(rows.begin(), rows.end(), is_better);
    }

    static bool is_before(const matched &a, const matched &b)
    {
        return a.docid < b.docid;
    }

    /* Adds the weight of a pair to the candidates that have it. By itself: filtered by documents,
     * Xapian 1.4 gives an AND_MAYBE the weight of phrases that are not there. */
    void add_weights(matched *candidates, const shared_docids &docids, const query_node &pair)
    {
        const auto count = static_cast<Xapian::doccount>(docids->size());
        Xapian::Enquire enquire(index);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, translate(pair, nullptr).query,
                                        docid_set_query(docids)));
        enquire.set_weighting_scheme(Xapian::IneB2Weight(scoring.c));
        const Xapian::MSet found = enquire.get_mset(0, count);
        for (Xapian::MSetIterator at = found.begin(); at != found.end(); ++at)
            std::lower_bound(candidates, candidates + count, matched{ *at, 0, 0 }, is_before)
                ->weight += at.get_weight();
    }
};

} // namespace

shared_query with_proximity(shared_query query, const struct engine_proximity &proximity)
{
    /* One by one: of an OR with phrases in it, Xapian 1.4 adds the weight of a phrase that is not
     * there. */
    for (const auto &pair : proximity.pairs)
        query = combine(ENGINE_AND_MAYBE, { query, pair.query });
    return query;
}

bool rescore(std::vector<matched> &rows, const Xapian::Database &index,
             const struct engine_scoring &scoring, Xapian::doccount limit,
             const search_without_pairs &search)
{
    rescoring best(index, scoring, limit);
    wanted_rows wanted = { 0, 0, limit, 2 * ENGINE_SCORE_QUANTUM, {} }; /* more than is rounded */
    for (const auto &pair : scoring.proximity->pairs)
        wanted.proximity_pairs.push_back(pair.bounds);
    for (Xapian::doccount more = ENGINE_RESCORE_KEPT; more <= ENGINE_RESCORE_MAX;
         more *= ENGINE_RESCORE_MORE) {
        wanted.limit = limit - 1 + more;
        std::vector<matched> candidates = search(wanted);
        const bool may_miss = candidates.size() == wanted.limit;
        if (best.run(std::move(candidates), may_miss)) {
            rows = std::move(best.rows);
            return true;
        }
    }
    return false;
}

} // namespace engine

double engine_round_score(double weight)
{
    return nearbyint(weight / ENGINE_SCORE_QUANTUM) * ENGINE_SCORE_QUANTUM;
}

struct engine_proximity *engine_proximity_new(void)
{
    try {
        return new engine_proximity;
    } catch (...) {
        return nullptr;
    }
}

void engine_proximity_free(struct engine_proximity *proximity)
{
    delete proximity;
}

int engine_proximity_add(struct engine_proximity *proximity,
                         const struct engine_proximity_pair *pair, struct error *err)
{
    const shim::origin *nowhere = nullptr;
    return shim::guard(nowhere, err, [&] {
        std::vector<engine::shared_query> words;
        engine::proximity_pair bounds = { {}, {}, pair->factor };
        for (size_t i = 0; i < 2; i++) {
            const struct shim_slice &word = pair->words[i], &stem = pair->required[i];
            bounds.others[i].assign(word.data, word.length);
            bounds.terms[i].assign(stem.data, stem.length);
            words.push_back(engine::make_node(engine::single_term{ bounds.others[i], 1, 0 }));
        }
        engine::shared_query query = engine::combine(ENGINE_PHRASE, words, pair->window);
        if (pair->weighs != ENGINE_BOTH) {
            const size_t only = pair->weighs == ENGINE_FIRST ? 0 : 1;
            query = engine::combine(ENGINE_FILTER, { words[only], query });
            bounds.others[1 - only] = bounds.others[only];
            bounds.terms[1 - only] = bounds.terms[only];
            bounds.factor /= 2;
        }
        proximity->pairs.push_back(
            { engine::make_node(engine::scaled{ query, pair->factor }), std::move(bounds) });
    });
}
