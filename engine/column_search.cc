/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "column_search.h"

#include <algorithm>

#include "engine_limits.h"

namespace engine
{

namespace
{

/* query, of which a match weighs as much as its number, and nothing else. */
flat_query weighed_by_number(const flat_query &query, const struct engine_column_order &order)
{
    flat_query made = without_weights(query);
    made.static_rank = static_rank_of(order.numbers);
    return made;
}

class column_search
{
  public:
    /* All are borrowed. */
    column_search(struct engine_matches &found, struct shim_database &searched,
                  const flat_query &of, const struct engine_request &asked)
        : matches(found), database(searched), request(asked),
          query(weighed_by_number(of, *asked.sort_column)), needed(asked.limit + 1)
    {
    }

    bool run()
    {
        /* First only those with a number: where dates are missing, the others may be all matches,
         * kept and sorted for nothing. Phrases are not checked twice. */
        find(query.phrases.empty() ? 1 : 0);
        const Xapian::doccount total = matches.counts.lower; /* whatever is kept */
        const Xapian::doccount beyond = total > needed ? total - needed : 0;
        const double least =
            beyond > 0 && matches.rows.size() >= needed ? matches.rows[needed - 1].weight : 0;
        if (least <= 0 && beyond > ENGINE_MAX_WITHOUT_NUMBER)
            return false;
        if (matches.rows.size() < std::min(needed, total))
            find(0);
        sort_rows(least);
        cut_rows();
        matches.are_weighed = false;
        matches.strategy = request.sort_column->strategy;
        return true;
    }

  private:
    struct engine_matches &matches;
    struct shim_database &database;
    const struct engine_request &request;
    const flat_query query;
    const Xapian::doccount needed; /* rows */

    /* Of those with this number or a higher one: the needed rows, and all that have the number of
     * the last of them. */
    void find(double lowest)
    {
        matches.rows.clear();
        const flat_search search = { query,
                                     *database.table,
                                     1,
                                     { ~Xapian::doccount{ 0 }, lowest, needed, 0, {} },
                                     ~Xapian::doccount{ 0 },
                                     request.min_postings_per_thread };
        matches.counts = search_flat_query(matches.rows, database, search);
    }

    struct keyed_row {
        std::string key;
        Xapian::docid docid;
    };

    /* The rows down to the least number, by their values, the highest first. */
    void sort_rows(double least)
    {
        std::vector<keyed_row> sorted;
        for (const matched &row : matches.rows)
            if (row.weight >= least)
                sorted.push_back({ {}, row.docid });
        read_keys(sorted);
        std::sort(sorted.begin(), sorted.end(), [](const keyed_row &a, const keyed_row &b) {
            return a.key != b.key ? a.key > b.key : a.docid < b.docid;
        });
        matches.rows.clear();
        for (keyed_row &row : sorted) {
            matches.rows.push_back({ row.docid, 0, 0 });
            matches.keys.push_back(std::move(row.key));
        }
    }

    void read_keys(std::vector<keyed_row> &rows) const
    {
        std::sort(rows.begin(), rows.end(),
                  [](const keyed_row &a, const keyed_row &b) { return a.docid < b.docid; });
        auto at = database.database.valuestream_begin(static_cast<unsigned>(request.sort_slot));
        for (keyed_row &row : rows) {
            if (at == Xapian::ValueIterator())
                return;
            at.skip_to(row.docid);
            if (at != Xapian::ValueIterator() && at.get_docid() == row.docid)
                row.key = *at;
        }
    }

    void cut_rows()
    {
        size_t end = std::min<size_t>(needed, matches.rows.size());
        if (end == needed && end > 1 && matches.tie(end - 1, end - 2))
            while (end < matches.rows.size() && matches.tie(end, end - 1))
                end++;
        matches.rows.resize(end);
        matches.keys.resize(end);
    }
};

} // namespace

bool search_by_column(struct engine_matches &matches, struct shim_database &database,
                      const flat_query &query, const struct engine_request &request)
{
    return column_search(matches, database, query, request).run();
}

} // namespace engine
