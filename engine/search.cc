/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search.cc: chooses how a query is run. */
#include <algorithm>
#include <utility>
#include <vector>

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
    const auto is_of_table = [&](const column_range &each) {
        return each.values.column->table == database.table;
    };
    if (!flat || (flat->static_rank.table && flat->static_rank.table != database.table) ||
        !std::all_of(flat->ranges.begin(), flat->ranges.end(), is_of_table))
        return nullptr;
    return flat;
}

match_lists list_matches(struct shim_database &database, const flat_query &query, bool only_count)
{
    return list_flat_query(database, query, *database.table, only_count);
}

bool is_docid_list(const shared_query &query)
{
    return query->as<docid_list>() != nullptr;
}

/* The documents of query, which is the same as flat. */
shared_query list_of(struct shim_database &database, const query_node &query,
                     const flat_query &flat)
{
    return make_node(docid_list{ query.matches.get(database.database, [&] {
        std::vector<Xapian::docid> docids;
        for (const auto &list : list_matches(database, flat, false).docids)
            docids.insert(docids.end(), list.begin(), list.end());
        return docids;
    }) });
}

/* query for Xapian, which reads a value of each document for a range: where the table answers the
 * ranges, their matches are listed before. weighs: the words' weights are of use. */
shared_query answer_ranges(struct shim_database &database, const shared_query &query, bool weighs)
{
    const auto *all = query->as<operation>();
    const bool is_maybe = all && all->op == ENGINE_AND_MAYBE;
    const shared_flat_query flat = is_maybe ? nullptr : flat_query_of(database, *query);
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

class search_run
{
  public:
    /* All are borrowed. */
    search_run(struct engine_matches &found, struct shim_database &searched,
               const struct engine_request &asked)
        : matches(found), database(searched), request(asked)
    {
    }

    void run()
    {
        const struct engine_proximity *pairs =
            request.scoring ? request.scoring->proximity : nullptr;
        if (pairs && pairs->pairs.empty())
            pairs = nullptr;
        if (pairs && can_rescore() && run_rescored())
            return;
        find(pairs ? with_proximity(request.query->root, *pairs) : request.query->root,
             { request.limit, request.least_weight, 0, 0, {} });
    }

  private:
    struct engine_matches &matches;
    struct shim_database &database;
    const struct engine_request &request;

    bool can_rescore() const
    {
        return database.is_one_index() && request.limit > 0 &&
               request.limit <= ENGINE_RESCORE_MOST && request.sort_slot < 0 &&
               request.least_weight <= 0;
    }

    bool run_rescored()
    {
        std::vector<matched> rows;
        const auto search = [&](const wanted_rows &wanted) {
            find(request.query->root, wanted);
            return std::move(matches.rows);
        };
        matches.has_whole_ties =
            rescore(rows, database.database, *request.scoring, request.limit, search);
        if (!matches.has_whole_ties)
            return false;
        matches.rows = std::move(rows);
        matches.found = Xapian::MSet();
        matches.strategy += ", rescored";
        return true;
    }

    void find(const shared_query &query, const wanted_rows &wanted)
    {
        shared_flat_query flat;
        if (request.scoring && wanted.limit > 0 && request.sort_slot < 0 && !request.filter &&
            request.counted_slot_count == 0)
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
        const Xapian::doccount least = request.min_postings_per_thread;
        const flat_search search = {
            flat,   *database.table,     request.scoring->c,
            wanted, request.count_up_to, least > 0 ? least : ENGINE_MIN_POSTINGS_PER_THREAD
        };
        matches.counts = search_flat_query(matches.rows, database, search);
        matches.strategy = flat.required.empty() ? "disjunction" : "conjunction";
        if (matches.counts.threads > 1)
            matches.strategy += ", " + std::to_string(matches.counts.threads) + " threads";
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

bool engine_is_of_words(const struct shim_database *database, const struct engine_query *query)
{
    return engine::flat_query_of(*database, *query->root) != nullptr;
}

int engine_count_matches(struct shim_database *database, const struct engine_query *query,
                         bool exact, uint64_t *count, struct error *err)
{
    return guard(database->from, err, [&] {
        engine::shared_flat_query flat;
        if (exact)
            flat = engine::flat_query_of(*database, *query->root);
        if (flat) {
            *count = engine::list_matches(*database, *flat, true).count;
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
        std::vector<std::vector<Xapian::docid>> lists(1);
        const engine::shared_flat_query flat = engine::flat_query_of(*database, *query->root);
        if (flat) {
            lists = engine::list_matches(*database, *flat, false).docids;
        } else {
            struct engine_request request = engine::unscored(*query);
            request.limit = UINT32_MAX;
            struct engine_matches matches(*database);
            engine::search_run(matches, *database, request).run();
            for (const engine::matched &row : matches.rows)
                lists.front().push_back(row.docid);
            std::sort(lists.front().begin(), lists.front().end());
        }
        for (const auto &list : lists)
            for (Xapian::docid docid : list)
                if (!shim::wants_more(visit(context, docid)))
                    return;
    });
}
