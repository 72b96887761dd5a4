/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search.cc: chooses how a query is run. */
#include <algorithm>
#include <utility>
#include <vector>

#include "column_search.h"
#include "engine_limits.h"
#include "lookup.h"
#include "matches.h"
#include "rescore.h"
#include "xapian_search.h"

using shim::guard;

namespace engine
{

namespace
{

/* query as a flat query that the database's table makes a search of sooner; nullptr: it is none. */
shared_flat_query flat_query_of(const struct shim_database &database, const query_node &query)
{
    if (!database.table || !database.is_one_index())
        return nullptr;
    shared_flat_query flat = flatten(query);
    const auto is_of_table = [&](const flat_range &each) {
        return !each.values.column || each.values.column->table == database.table;
    };
    if (!flat || (flat->static_rank.table && flat->static_rank.table != database.table) ||
        !std::all_of(flat->ranges.begin(), flat->ranges.end(), is_of_table))
        return nullptr;
    return flat;
}

/* The same where the table also answers all of its ranges. In a search without weights Xapian reads
 * the values of a range faster: it takes them in order, and looks at nothing else. */
shared_flat_query column_query_of(const struct shim_database &database, const query_node &query)
{
    const auto has_column = [](const flat_range &each) { return each.values.column.has_value(); };
    shared_flat_query flat = flat_query_of(database, query);
    return flat && std::all_of(flat->ranges.begin(), flat->ranges.end(), has_column) ? flat
                                                                                     : nullptr;
}

bool is_docid_list(const shared_query &query)
{
    return query->as<docid_list>() != nullptr;
}

/* The documents of query, which is the same as flat. */
shared_query list_of(struct shim_database &database, const query_node &query,
                     const flat_query &flat)
{
    return make_node(docid_list{ query.matches.get(
        database.database, [&] { return list_flat_query(database, flat, false).docids; }) });
}

/* query for Xapian, which reads a value of each document for a range: where the table answers the
 * ranges, their matches are listed before. weighs: the words' weights are of
 * use. */
shared_query answer_ranges(struct shim_database &database, const shared_query &query, bool weighs)
{
    const auto *all = query->as<operation>();
    const bool is_maybe = all && all->op == ENGINE_AND_MAYBE;
    const shared_flat_query flat = is_maybe ? nullptr : column_query_of(database, *query);
    if (flat && !flat->ranges.empty()) {
        const auto *part = query->as<scaled>();
        const shared_query list = list_of(database, *query, *flat);
        return weighs && !(part && part->factor == 0) ? combine(ENGINE_FILTER, { query, list })
                                                      : list;
    }
    if (flat || !all || !(is_maybe || all->op == ENGINE_FILTER || all->op == ENGINE_AND_NOT) ||
        std::any_of(all->parts.begin(), all->parts.end(), is_docid_list))
        return query;
    std::vector<shared_query> parts = all->parts;
    parts.front() = answer_ranges(database, parts.front(), weighs);
    return parts.front() == all->parts.front() ? query : combine(all->op, std::move(parts));
}

/* The documents of query with this value in a slot; without one for "". */
shared_query with_value(const shared_query &query, Xapian::valueno slot, const std::string &value)
{
    if (value.empty())
        return combine(ENGINE_AND_NOT,
                       { query, make_node(value_range{ slot, least_value(), "", true, {} }) });
    return combine(ENGINE_FILTER,
                   { query, make_node(value_range{ slot, value, value, false, {} }) });
}

class search_run
{
  public:
    /* All are borrowed. */
    search_run(struct engine_matches &found, struct shim_database &searched,
               const struct engine_request &asked)
        : matches(found), database(searched), request(asked),
          limit(asked.limit + (asked.whole_ties ? 1 : 0))
    {
    }

    void run()
    {
        if (request.late_weights && run_unweighed())
            return;
        const struct engine_proximity *pairs =
            request.scoring ? request.scoring->proximity : nullptr;
        if (pairs && pairs->pairs.empty())
            pairs = nullptr;
        if (pairs && can_rescore() && run_rescored())
            return; /* with whole ties */
        find(pairs ? with_proximity(request.query->root, *pairs) : request.query->root,
             { limit, request.least_weight, 0, 0, {} });
        if (request.whole_ties && request.limit > 0 && matches.rows.size() > request.limit &&
            matches.tie(request.limit, request.limit - 1))
            complete_ties();
    }

  private:
    struct engine_matches &matches;
    struct shim_database &database;
    const struct engine_request &request;
    const Xapian::doccount limit; /* the rows to find */

    /* Whether the rows may be found in our own loops. */
    bool may_be_own() const
    {
        return !request.filter && request.counted_slot_count == 0;
    }

    bool run_unweighed()
    {
        const bool lists_all = request.limit == UINT32_MAX && request.sort_slot < 0;
        const bool has_column =
            request.sort_column && request.sort_column->numbers.table == database.table;
        const bool by_column = has_column && request.whole_ties && request.limit < UINT32_MAX &&
                               request.sort_slot >= 0 && request.sort_descending;
        const shared_flat_query flat = may_be_own() && (lists_all || by_column)
                                           ? column_query_of(database, *request.query->root)
                                           : nullptr;
        if (flat && lists_all)
            list_all(*flat);
        return flat && (lists_all || search_by_column(matches, database, *flat, request));
    }

    void list_all(const flat_query &flat)
    {
        matches.docids = list_flat_query(database, flat, false).docids;
        const auto total = static_cast<Xapian::doccount>(matches.docids.size());
        matches.counts = { total, total, total };
        matches.are_weighed = false;
        matches.strategy = "listed";
    }

    bool can_rescore() const
    {
        return database.is_one_index() && limit > 0 && limit <= ENGINE_RESCORE_MAX &&
               request.sort_slot < 0 && request.least_weight <= 0;
    }

    bool run_rescored()
    {
        std::vector<matched> rows;
        const auto search = [&](const wanted_rows &wanted) {
            find(request.query->root, wanted);
            return std::move(matches.rows);
        };
        if (!rescore(rows, database.database, *request.scoring, limit, search))
            return false;
        matches.rows = std::move(rows);
        matches.found = Xapian::MSet();
        matches.strategy += ", rescored";
        return true;
    }

    void find(const shared_query &query, const wanted_rows &wanted)
    {
        shared_flat_query flat;
        if (may_be_own() && request.scoring && wanted.limit > 0 && request.sort_slot < 0)
            flat = flat_query_of(database, *query);
        if (flat)
            find_flat(*flat, wanted);
        else
            search_with_xapian(matches, database,
                               *answer_ranges(database, query, request.scoring != nullptr), request,
                               wanted);
    }

    void find_flat(const flat_query &flat, const wanted_rows &wanted)
    {
        matches.rows.clear();
        wanted_rows rows = wanted;
        if (flat.phrases.empty()) /* with phrases, the estimate of the total would differ */
            rows.lowest = std::max(rows.lowest, rows.least_max_score);
        const flat_search search = { flat, *database.table,     request.scoring->c,
                                     rows, request.count_up_to, request.min_postings_per_thread };
        matches.counts = search_flat_query(matches.rows, database, search);
        matches.strategy = flat.required.empty() ? "disjunction" : "conjunction";
        if (matches.counts.threads > 1)
            matches.strategy += ", " + std::to_string(matches.counts.threads) + " threads";
    }

    /* Puts all rows that tie with the last one in the place of those that were found of them. */
    void complete_ties()
    {
        const std::string key = matches.keys.empty() ? "" : matches.keys.back();
        const double weight = engine_round_score(matches.rows.back().weight);
        struct engine_request whole = request;
        struct engine_query group(request.query->root);
        whole.limit = UINT32_MAX;
        whole.whole_ties = whole.late_weights = false;
        whole.query = &group;
        if (request.sort_slot >= 0)
            group.root =
                with_value(group.root, static_cast<Xapian::valueno>(request.sort_slot), key);
        else
            whole.least_weight = weight - ENGINE_SCORE_QUANTUM;
        struct engine_matches all(database);
        search_run(all, database, whole).run();
        size_t first = matches.rows.size() - 1;
        while (first > 0 && matches.tie(first - 1, first))
            first--;
        matches.rows.resize(first);
        for (const matched &row : all.rows)
            if (request.sort_slot >= 0 || engine_round_score(row.weight) == weight)
                matches.rows.push_back(row);
        if (request.sort_slot >= 0)
            matches.keys.resize(matches.rows.size(), key);
        matches.found = Xapian::MSet(); /* its rows are others now */
    }
};

/* For its matches, not their rows. */
struct engine_request unscored(const struct engine_query &query)
{
    struct engine_request request = {};
    request.query = &query;
    request.sort_slot = -1;
    return request;
}

} // namespace

} // namespace engine

struct engine_matches *engine_search(struct shim_database *database,
                                     const struct engine_request *request, struct error *err)
{
    return guard(database->from, err, [&] {
        if (request->filter && database->from->remote)
            shim::fail(SHIM_FAULT_NO_REMOTE,
                       database->from->subject + " cannot run a filter of this program");
        auto matches = std::make_unique<engine_matches>(*database);
        engine::search_run(*matches, *database, *request).run();
        return matches.release();
    });
}

int engine_count_matches(struct shim_database *database, const struct engine_query *query,
                         bool exact, uint64_t *count, struct error *err)
{
    return guard(database->from, err, [&] {
        engine::shared_flat_query flat;
        if (exact)
            flat = engine::flat_query_of(*database, *query->root);
        if (flat) {
            *count = engine::list_flat_query(*database, *flat, true).count;
            return;
        }
        /* By no order: of the rows of several servers that are sorted by a value, Xapian 1.4 counts
         * some twice. */
        struct engine_request request = engine::unscored(*query);
        request.check_at_least = exact ? UINT32_MAX : 0;
        struct engine_matches matches(*database);
        engine::search_run(matches, *database, request).run();
        *count = matches.counts.upper;
    });
}

int engine_each_match(struct shim_database *database, const struct engine_query *query,
                      shim_posting_visit *visit, void *context, struct error *err)
{
    return guard(database->from, err, [&] {
        std::vector<Xapian::docid> docids;
        const engine::shared_flat_query flat = engine::flat_query_of(*database, *query->root);
        if (flat) {
            docids = engine::list_flat_query(*database, *flat, false).docids;
        } else {
            struct engine_request request = engine::unscored(*query);
            request.limit = UINT32_MAX;
            struct engine_matches matches(*database);
            engine::search_run(matches, *database, request).run();
            for (const engine::matched &row : matches.rows)
                docids.push_back(row.docid);
            std::sort(docids.begin(), docids.end());
        }
        for (Xapian::docid docid : docids)
            if (!shim::wants_more(visit(context, docid)))
                return;
    });
}
