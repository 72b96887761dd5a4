/* xapian_match.cc: see xapian_match.h. The documents are divided among threads. */
#include "xapian_match.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>

#include "xapian_best.h"
#include "xapian_handles.h"
#include "xapian_matcher.h"

namespace shim
{

namespace
{

/* The documents by ascending numbers, in parts. */
struct division {
    const words &query;
    const double c;
    const struct shim_table &lengths;
    const wanted_rows &wanted;
    Xapian::doccount counted; /* of each part */
    Xapian::docid last;       /* of all documents */
    std::atomic<double> &floor;
    matcher &first; /* for part 0 */

    struct part {
        std::vector<matched> rows;
        match_counts counts = { 0, 0, 0 };
        std::exception_ptr failure;
    };
    std::vector<part> parts;

    Xapian::docid first_of(size_t number) const
    {
        return static_cast<Xapian::docid>(std::uint64_t{ last } * number / parts.size()) + 1;
    }

    void run(size_t number, const Xapian::Database &database)
    {
        part &here = parts[number];
        here = part();
        if (number == 0) {
            here.counts = first.run(1, first_of(1), counted);
            return;
        }
        best_rows best(here.rows, wanted, floor);
        here.counts = matcher(database, query, c, lengths, wanted, best)
                          .run(first_of(number), first_of(number + 1), counted);
    }
};

int run_part(void *context, size_t number, struct shim_database *database, struct error *)
{
    division &all = *static_cast<division *>(context);
    try {
        all.run(number, database->database);
        return 0;
    } catch (...) {
        all.parts[number].failure = std::current_exception();
        return -1;
    }
}

match_counts match_divided(best_rows &best, struct shim_database &database, division &all)
{
    struct error err;
    if (shim_parallel(&database, all.parts.size(), run_part, &all, &err) < 0) {
        for (const division::part &each : all.parts)
            if (each.failure)
                std::rethrow_exception(each.failure);
        fail(SHIM_FAULT_OTHER, err.text);
    }
    match_counts counts = { 0, 0, 0 };
    for (const division::part &each : all.parts) {
        for (const matched &row : each.rows)
            best.add(row);
        counts.lower += each.counts.lower;
        counts.estimated += each.counts.estimated;
        counts.upper += each.counts.upper;
    }
    counts.upper = std::min(counts.upper, database.database.get_doccount());
    return counts;
}

} // namespace

match_counts match_words(std::vector<matched> &rows, struct shim_database &database,
                         const words &query, double c, const struct shim_table &lengths,
                         const wanted_rows &wanted, Xapian::doccount counted, size_t apart)
{
    std::atomic<double> floor{ 0 };
    best_rows best(rows, wanted, floor);
    matcher first(database.database, query, c, lengths, wanted, best);
    const Xapian::docid last = database.database.get_lastdocid();
    const size_t parts = shim_parallel_parts(first.postings_to_read(), apart);
    const bool all_count = counted == ~Xapian::doccount{ 0 };
    division all{ query, c, lengths, wanted, all_count ? counted : counted / static_cast<Xapian::doccount>(parts),
                  last, floor, first, std::vector<division::part>(parts) };
    const match_counts counts = match_divided(best, database, all);
    best.finish();
    return counts;
}

} // namespace shim
