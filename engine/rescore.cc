/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rescore.h"

#include <algorithm>
#include <cmath>

#include "engine_limits.h"
#include "shim/xapian_handles.h"
#include "top_k.h"

namespace engine
{

namespace
{

class rescoring
{
  public:
    rescoring(const Xapian::Database &searched, const struct engine_scoring &scoring,
              Xapian::doccount row_count)
        : pairs(searched, words_of(*scoring.proximity), scoring.c), limit(row_count)
    {
    }

    std::vector<proximity_pair> bounds() const
    {
        return pairs.bounds();
    }

    /* candidates: by their max_score. may_miss: there are others, none with a higher max_score than
     * the last. False: some of these may be wanted; candidates of the next call that were here
     * before are skipped. */
    bool run(std::vector<matched> candidates, bool may_miss)
    {
        const double missed = may_miss ? candidates.back().max_score : 0;
        remove_known(candidates);
        add(candidates);
        return !may_miss || (rows.size() >= limit && missed < threshold());
    }

    /* What a candidate must reach to become a row; it weighs more after rounding, at most by half a
     * quantum. 0: not known. */
    double threshold() const
    {
        return rows.size() < limit ? 0 : rows[limit - 1].weight - ENGINE_SCORE_QUANTUM;
    }

    std::vector<matched> rows; /* best first, and all that tie with the last wanted one */

  private:
    pair_weights pairs;
    const Xapian::doccount limit;
    std::vector<Xapian::docid> known; /* of the candidates that were weighed or left out */

    static std::vector<const word_pair *> words_of(const struct engine_proximity &proximity)
    {
        std::vector<const word_pair *> words;
        for (const auto &pair : proximity.pairs)
            words.push_back(&pair.words);
        return words;
    }

    void remove_known(std::vector<matched> &candidates)
    {
        std::sort(known.begin(), known.end());
        candidates.erase(std::remove_if(candidates.begin(), candidates.end(),
                                        [this](const matched &each) {
                                            return std::binary_search(known.begin(), known.end(),
                                                                      each.docid);
                                        }),
                         candidates.end());
        for (const matched &each : candidates)
            known.push_back(each.docid);
    }

    /* Calls add_some for those that can be among the wanted, or tie with the last of them. In
     * rounds, each four times as large: the more rows are known, the fewer candidates can still be
     * among them. candidates: by their max_score. */
    template <typename Candidate, typename Add>
    void in_rounds(std::vector<Candidate> &candidates, Add add_some) const
    {
        size_t round = limit - 1 + ENGINE_RESCORE_FIRST;
        for (size_t first = 0, end = 0; first < candidates.size(); first = end, round *= 4) {
            end = first + std::min(round, candidates.size() - first);
            while (end > first && candidates[end - 1].max_score < threshold())
                end--;
            if (end == first)
                return;
            const auto begin = candidates.begin() + static_cast<ptrdiff_t>(first);
            std::vector<Candidate> some(begin, begin + static_cast<ptrdiff_t>(end - first));
            std::sort(some.begin(), some.end(), is_before<Candidate>);
            add_some(some);
        }
    }

    void add(std::vector<matched> &candidates)
    {
        in_rounds(candidates, [this](const std::vector<matched> &some) {
            std::vector<pair_candidate> found = pairs.find(some.data(), some.size(), threshold());
            std::sort(found.begin(), found.end(), is_better_candidate);
            in_rounds(found, [this](std::vector<pair_candidate> &best) { add_verified(best); });
        });
    }

    void add_verified(std::vector<pair_candidate> &candidates)
    {
        pairs.verify(candidates, threshold());
        for (const pair_candidate &each : candidates) {
            const double weight = engine_round_score(each.max_score);
            rows.push_back({ each.docid, weight, weight });
        }
        std::sort(rows.begin(), rows.end(), is_better);
        while (rows.size() > limit && rows.back().weight < rows[limit - 1].weight)
            rows.pop_back();
    }

    template <typename Candidate> static bool is_before(const Candidate &a, const Candidate &b)
    {
        return a.docid < b.docid;
    }

    static bool is_better_candidate(const pair_candidate &a, const pair_candidate &b)
    {
        return a.max_score > b.max_score;
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
    wanted.proximity_pairs = best.bounds();
    for (Xapian::doccount more = ENGINE_RESCORE_KEPT; more <= ENGINE_RESCORE_MAX;
         more *= ENGINE_RESCORE_MORE) {
        wanted.limit = limit - 1 + more;
        wanted.least_max_score = best.threshold();
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
        engine::word_pair both = { {}, {}, pair->window, pair->weighs, pair->factor };
        for (size_t i = 0; i < 2; i++) {
            const struct shim_slice &word = pair->words[i], &stem = pair->required[i];
            both.words[i].assign(word.data, word.length);
            both.required[i].assign(stem.data, stem.length);
            words.push_back(engine::make_node(engine::single_term{ both.words[i], 1, 0 }));
        }
        engine::shared_query query = engine::combine(ENGINE_PHRASE, words, pair->window);
        if (pair->weighs != ENGINE_BOTH)
            query = engine::combine(ENGINE_FILTER,
                                    { words[pair->weighs == ENGINE_FIRST ? 0 : 1], query });
        proximity->pairs.push_back(
            { engine::make_node(engine::scaled{ query, pair->factor }), std::move(both) });
    });
}
