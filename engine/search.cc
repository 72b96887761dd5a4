/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search.cc: running a query, its matches, and the terms that tell them apart. */
#include <algorithm>
#include <utility>
#include <vector>

#include "engine_limits.h"
#include "proximity_bounds.h"
#include "query.h"
#include "shim/xapian_handles.h"
#include "sliced_search.h"
#include "xapian_translation.h"

using shim::guard;

struct shim_matches {
    std::shared_ptr<const shim::origin> from;
    std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies; /* enquire points to them */
    Xapian::Database database;
    Xapian::Enquire enquire;
    Xapian::MSet found; /* none where search_flat_query did the work */
    std::vector<engine::matched> rows;
    Xapian::doccount lower = 0, estimated = 0, upper = 0;
    std::string strategy;
    bool prefetched = false;

    shim_matches(std::shared_ptr<const shim::origin> origin, Xapian::Database searched)
        : from(std::move(origin)), database(std::move(searched)), enquire(database)
    {
    }
};

namespace
{

/* Shows each document to the caller, without copying it, until it asks to stop. The search runs to
 * its end all the same: Xapian 2.0 corrupts its memory when a decider throws, and the rest of a
 * million documents, refused unseen, takes some milliseconds. */
class accepting_decider final : public Xapian::MatchDecider
{
  public:
    accepting_decider(const struct shim_request &request,
                      std::shared_ptr<const shim::origin> origin)
        : accept(request.accept), context(request.accept_context)
    {
        handle.from = std::move(origin);
    }

    bool operator()(const Xapian::Document &document) const override
    {
        if (stopped)
            return false;
        handle.match = &document;
        int answer = accept(context, &handle);
        handle.match = nullptr;
        stopped = answer < 0;
        return answer > 0;
    }

    mutable bool stopped = false;

  private:
    shim_accept *accept;
    void *context;
    mutable shim_document handle;
};

class keeping_decider final : public Xapian::ExpandDecider
{
  public:
    keeping_decider(shim_term_keep *keep_term, void *keep_context)
        : keep(keep_term), context(keep_context)
    {
    }

    bool operator()(const std::string &term) const override
    {
        return keep(context, term.data(), term.size());
    }

  private:
    shim_term_keep *keep;
    void *context;
};

} // namespace

static void prepare(struct shim_matches *matches, const struct shim_database &database,
                    const struct shim_request &request)
{
    Xapian::Enquire &enquire = matches->enquire;
    const Xapian::Query query = engine::translate(*request.query->root, &database);
    if (request.weighting.scheme == SHIM_BOOL)
        enquire.set_query(engine::without_weights(query));
    else
        enquire.set_query(query);
    if (request.weighting.scheme == SHIM_BOOL)
        enquire.set_weighting_scheme(Xapian::BoolWeight());
    else
        enquire.set_weighting_scheme(Xapian::IneB2Weight(request.weighting.c));
    if (request.sort_slot >= 0) /* "reverse" is Xapian's word for the highest value first */
        enquire.set_sort_by_value_then_relevance(static_cast<unsigned>(request.sort_slot),
                                                 request.sort_descending);
    if (request.least_weight > 0)
        enquire.set_cutoff(0, request.least_weight);
    for (size_t i = 0; i < request.spy_count; i++) {
        matches->spies.push_back(
            std::make_unique<Xapian::ValueCountMatchSpy>(request.spy_slots[i]));
        enquire.add_matchspy(matches->spies.back().get());
    }
}

/* query as lists of words that the table makes a search of sooner; nullptr: it is none. */
static engine::shared_flat_query flat_query_of(const struct shim_database &database,
                                               const struct shim_query &query,
                                               const struct shim_table *table)
{
    if (!table || !database.is_one_index())
        return nullptr;
    const engine::shared_flat_query flat = engine::flatten(*query.root);
    const auto is_of_table = [&](const engine::column_range &each) {
        return each.values.span->table == table;
    };
    if (!flat || (flat->static_rank.table && flat->static_rank.table != table) ||
        !std::all_of(flat->ranges.begin(), flat->ranges.end(), is_of_table))
        return nullptr;
    return flat;
}

bool shim_is_of_words(const struct shim_database *database, const struct shim_query *query,
                      const struct shim_table *table)
{
    return flat_query_of(*database, *query, table) != nullptr;
}

bool shim_has_told_ranges(const struct shim_query *query)
{
    const engine::shared_flat_query flat = engine::flatten(*query->root);
    return flat && !flat->ranges.empty();
}

/* Whether the request asks for no more than search_flat_query gives. */
static bool is_for_flat_query(const struct shim_request &request)
{
    return request.weighting.scheme == SHIM_INEB2 && request.limit > 0 && request.sort_slot < 0 &&
           !request.accept && request.spy_count == 0;
}

static std::vector<engine::proximity_pair> proximity_pairs_of(const struct shim_request &request)
{
    std::vector<engine::proximity_pair> bonuses(request.bonus_count);
    for (size_t i = 0; i < bonuses.size(); i++) {
        const struct shim_bonus &from = request.bonuses[i];
        for (size_t j = 0; j < 2; j++) {
            bonuses[i].terms[j].assign(from.terms[j], from.lengths[j]);
            bonuses[i].others[j].assign(from.others[j], from.other_lengths[j]);
        }
        bonuses[i].factor = from.factor;
    }
    return bonuses;
}

static void run_flat_query(struct shim_matches *matches, struct shim_database &database,
                           const engine::flat_query &flat, const struct shim_request &request)
{
    const engine::wanted_rows wanted = { request.limit, request.least_weight, request.sure,
                                         request.within, proximity_pairs_of(request) };
    const engine::match_counts counts = engine::search_flat_query(
        matches->rows, database, flat, request.weighting.c, *request.table, wanted, request.counted,
        request.apart > 0 ? request.apart : ENGINE_MIN_POSTINGS_PER_THREAD);
    matches->lower = counts.lower;
    matches->estimated = counts.estimated;
    matches->upper = counts.upper;
    matches->strategy = flat.required.empty() ? "disjunction" : "conjunction";
    if (counts.threads > 1)
        matches->strategy += ", " + std::to_string(counts.threads) + " threads";
}

static void run_query(struct shim_matches *matches, const struct shim_database &database,
                      const struct shim_request &request)
{
    accepting_decider decider(request, database.from);
    Xapian::MSet &found = matches->found;
    matches->strategy = "xapian";
    prepare(matches, database, request);
    /* From the first match on: MSet::fetch() of Xapian 1.4 crashes with others. */
    found = matches->enquire.get_mset(0, request.limit, request.check_at_least, nullptr,
                                      request.accept ? &decider : nullptr);
    if (decider.stopped)
        throw shim::stopped{};
    matches->lower = found.get_matches_lower_bound();
    matches->estimated = found.get_matches_estimated();
    matches->upper = found.get_matches_upper_bound();
    matches->rows.reserve(found.size());
    engine::proximity_bounds bounds;
    for (const engine::proximity_pair &each : proximity_pairs_of(request))
        bounds.add(each, nullptr, nullptr, database.database, request.weighting.c);
    const double bonuses =
        bounds.upper_bound([](const engine::posting_iterator *) { return true; });
    for (Xapian::MSetIterator row = found.begin(); row != found.end(); ++row)
        matches->rows.push_back({ *row, row.get_weight(), row.get_weight() + bonuses });
}

struct shim_matches *shim_search(struct shim_database *database, const struct shim_request *request,
                                 struct error *err)
{
    return guard(database->from, err, [&] {
        if (request->accept && database->from->remote)
            shim::fail(SHIM_FAULT_NO_REMOTE,
                       database->from->subject + " cannot run a filter of this program");
        auto matches = std::make_unique<shim_matches>(database->from, database->database);
        engine::shared_flat_query flat;
        if (is_for_flat_query(*request))
            flat = flat_query_of(*database, *request->query, request->table);
        if (flat)
            run_flat_query(matches.get(), *database, *flat, *request);
        else
            run_query(matches.get(), *database, *request);
        return matches.release();
    });
}

static engine::match_lists list_matches(struct shim_database *database,
                                        const struct shim_query *query,
                                        const struct shim_table *table, bool only_count)
{
    const engine::shared_flat_query flat = flat_query_of(*database, *query, table);
    if (!flat)
        shim::fail(SHIM_FAULT_OTHER, "a query is of more than words");
    return engine::list_flat_query(*database, *flat, *table, only_count,
                                   ENGINE_MIN_POSTINGS_PER_THREAD);
}

int shim_each_match(struct shim_database *database, const struct shim_query *query,
                    const struct shim_table *table, uint64_t *count, shim_posting_visit *visit,
                    void *context, struct error *err)
{
    return guard(database->from, err, [&] {
        const engine::match_lists found = list_matches(database, query, table, !visit);
        if (count)
            *count = found.count;
        for (const auto &list : found.docids)
            for (Xapian::docid docid : list)
                if (visit && !shim::wants_more(visit(context, docid)))
                    return;
    });
}

struct shim_query *shim_query_among_matches(struct shim_database *database,
                                            const struct shim_query *query,
                                            const struct shim_table *table, struct error *err)
{
    return guard(database->from, err, [&] {
        auto docids = std::make_shared<std::vector<Xapian::docid>>();
        for (const auto &list : list_matches(database, query, table, false).docids)
            docids->insert(docids->end(), list.begin(), list.end());
        return new shim_query(engine::make_node(engine::docid_list{ std::move(docids) }));
    });
}

void shim_matches_free(struct shim_matches *matches)
{
    delete matches;
}

size_t shim_matches_size(const struct shim_matches *matches)
{
    return matches->rows.size();
}

void shim_matches_total(const struct shim_matches *matches, uint32_t *lower, uint32_t *estimated,
                        uint32_t *upper)
{
    *lower = matches->lower;
    *estimated = matches->estimated;
    *upper = matches->upper;
}

const char *shim_matches_strategy(const struct shim_matches *matches)
{
    return matches->strategy.c_str();
}

uint32_t shim_matches_docid(const struct shim_matches *matches, size_t row)
{
    return matches->rows[row].docid;
}

double shim_matches_weight(const struct shim_matches *matches, size_t row)
{
    return matches->rows[row].weight;
}

double shim_matches_bound(const struct shim_matches *matches, size_t row)
{
    return matches->rows[row].max_score;
}

struct shim_document *shim_matches_document(struct shim_matches *matches, size_t row,
                                            struct error *err)
{
    return guard(matches->from, err, [&] {
        if (matches->from->remote && !matches->prefetched &&
            matches->rows.size() <= ENGINE_FETCH_TOGETHER)
            matches->found.fetch(); /* one journey for all rows */
        matches->prefetched = true;
        auto document = std::make_unique<shim_document>();
        Xapian::doccount number = static_cast<Xapian::doccount>(row);
        document->document = matches->found.empty()
                                 ? matches->database.get_document(matches->rows[row].docid)
                                 : matches->found[number].get_document();
        document->from = matches->from;
        return document.release();
    });
}

int shim_matches_each_spied(struct shim_matches *matches, size_t spy, shim_term_visit *visit,
                            void *context, struct error *err)
{
    return guard(matches->from, err, [&] {
        const Xapian::ValueCountMatchSpy &spied = *matches->spies.at(spy);
        for (Xapian::TermIterator at = spied.values_begin(); at != spied.values_end(); ++at) {
            const std::string value = *at;
            if (!shim::wants_more(visit(context, value.data(), value.size(), at.get_termfreq())))
                break;
        }
    });
}

int shim_expand(struct shim_database *database, const uint32_t *docids, size_t count, size_t most,
                shim_term_keep *keep, void *keep_context, shim_expansion_visit *visit,
                void *context, struct error *err)
{
    return guard(database->from, err, [&] {
        Xapian::RSet relevant;
        for (size_t i = 0; i < count; i++)
            relevant.add_document(docids[i]);
        keeping_decider decider(keep, keep_context);
        Xapian::Enquire enquire(database->database);
        /* Of several indexes Xapian would guess how frequent a term is in all. */
        Xapian::ESet terms =
            enquire.get_eset(static_cast<Xapian::termcount>(most), relevant,
                             Xapian::Enquire::USE_EXACT_TERMFREQ, keep ? &decider : nullptr);
        for (Xapian::ESetIterator at = terms.begin(); at != terms.end(); ++at) {
            const std::string term = *at;
            if (!shim::wants_more(visit(context, term.data(), term.size(), at.get_weight())))
                break;
        }
    });
}
