/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The documents are divided among threads. */
#include "sliced_search.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "matcher.h"
#include "shim/xapian_handles.h"
#include "top_k.h"

namespace shim
{

namespace
{

const wanted_rows none = { 0, 0, 0, 0, {} };

/* The documents by ascending numbers, in parts. */
class division
{
  public:
    struct part {
        std::vector<matched> rows;
        std::vector<Xapian::docid> docids;
        match_counts counts = { 0, 0, 0 };
        matcher::sample before_passing = { 0, 0 };
        std::exception_ptr failure;
    };

    /* All are borrowed. */
    division(struct shim_database &searched, const words &matched_query, double c_of_weight,
             const struct shim_table &table_of_lengths, const wanted_rows &which,
             std::vector<matched> &rows)
        : database(searched), query(matched_query), c(c_of_weight), lengths(table_of_lengths),
          wanted(which), last(searched.database.get_lastdocid()), best(rows, which, common),
          first(searched.database, query, c, lengths, wanted, best, common)
    {
    }

    /* The best rows. */
    match_counts run(Xapian::doccount counted_anyway, size_t apart)
    {
        divide(apart);
        counted = counted_anyway;
        run_parts();
        for (const part &each : parts)
            for (const matched &row : each.rows)
                best.add(row);
        best.finish();
        return sum_up();
    }

    match_lists list(bool only_count, size_t apart)
    {
        match_lists all;
        divide(apart);
        purpose = only_count ? COUNT : LIST;
        run_parts();
        for (part &each : parts) {
            all.count += each.counts.lower;
            if (!only_count)
                all.docids.push_back(std::move(each.docids));
        }
        return all;
    }

  private:
    struct shim_database &database;
    const words &query;
    const double c;
    const struct shim_table &lengths;
    const wanted_rows &wanted;
    const Xapian::docid last; /* of all documents */
    common_search common;
    best_rows best;
    matcher first; /* for part 0 */
    enum { BEST_ROWS, LIST, COUNT } purpose = BEST_ROWS;
    Xapian::doccount counted = 0; /* before any is passed over */
    std::vector<part> parts;

    /* Where documents were passed over, what matched before is typical of all. */
    match_counts sum_up() const
    {
        match_counts counts = { 0, 0, 0 };
        double numbers = 0, before = 0;
        for (const part &each : parts) {
            counts.lower += each.counts.lower;
            counts.estimated += each.counts.estimated;
            counts.upper += each.counts.upper;
            numbers += each.before_passing.numbers;
            before += each.before_passing.matched;
        }
        counts.upper = std::min(counts.upper, database.database.get_doccount());
        if (query.phrases.empty() && numbers > 0 && numbers < last)
            counts.estimated =
                std::max(counts.lower,
                         static_cast<Xapian::doccount>(
                             std::min(before * last / numbers, static_cast<double>(counts.upper))));
        counts.estimated = std::min(counts.estimated, counts.upper);
        return counts;
    }

    void divide(size_t apart)
    {
        parts.resize(shim_parallel_parts(first.postings_to_read(), apart));
    }

    Xapian::docid first_of(size_t number) const
    {
        return static_cast<Xapian::docid>(shim_parallel_first(last, number, parts.size())) + 1;
    }

    void match(part &here, matcher &own, size_t number) const
    {
        const Xapian::docid from = first_of(number), to = first_of(number + 1);
        if (purpose == BEST_ROWS) {
            here.counts = own.run(from, to, counted);
            here.before_passing = own.before_passing();
        } else {
            here.counts.lower = own.list(from, to, purpose == COUNT, here.docids);
        }
    }

    void run_part(size_t number, const Xapian::Database &own_database)
    {
        part &here = parts[number];
        here = part();
        if (number == 0) {
            match(here, first, 0);
            return;
        }
        best_rows own_best(here.rows, wanted, common);
        matcher own(own_database, query, c, lengths, wanted, own_best, common);
        match(here, own, number);
    }

    static int try_part(void *context, size_t number, struct shim_database *database,
                        struct error *)
    {
        division &all = *static_cast<division *>(context);
        try {
            all.run_part(number, database->database);
            return 0;
        } catch (...) {
            all.parts[number].failure = std::current_exception();
            return -1;
        }
    }

    void run_parts()
    {
        struct error err;
        if (shim_parallel(&database, parts.size(), try_part, this, &err) == 0)
            return;
        for (const part &each : parts)
            if (each.failure)
                std::rethrow_exception(each.failure);
        fail(SHIM_FAULT_OTHER, err.text);
    }
};

} // namespace

match_counts match_words(std::vector<matched> &rows, struct shim_database &database,
                         const words &query, double c, const struct shim_table &lengths,
                         const wanted_rows &wanted, Xapian::doccount counted, size_t apart)
{
    return division(database, query, c, lengths, wanted, rows).run(counted, apart);
}

match_lists list_words(struct shim_database &database, const words &query,
                       const struct shim_table &table, bool only_count, size_t apart)
{
    std::vector<matched> no_rows;
    return division(database, query, 1, table, none, no_rows).list(only_count, apart);
}

} // namespace shim
