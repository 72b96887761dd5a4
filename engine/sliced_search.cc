/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The documents are divided among threads. */
#include "sliced_search.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "matcher.h"
#include "shim/xapian_handles.h"
#include "top_k.h"

namespace engine
{

namespace
{

/* The documents by ascending numbers, in parts. */
class sliced_search
{
  public:
    struct part {
        std::vector<matched> rows;
        std::vector<Xapian::docid> docids;
        match_counts counts = { 0, 0, 0 };
        matcher::sample before_pruning = { 0, 0 };
        std::exception_ptr failure;
    };

    /* All are borrowed. */
    sliced_search(struct shim_database &searched, const flat_search &wanted_search,
                  std::vector<matched> &rows)
        : database(searched), search(wanted_search), last(searched.database.get_lastdocid()),
          best(rows, search.wanted, common), first(searched.database, search, best, common)
    {
    }

    /* The best rows. */
    match_counts run()
    {
        divide();
        run_parts();
        for (const part &each : parts)
            for (const matched &row : each.rows)
                best.add(row);
        best.finish();
        match_counts counts = sum_up();
        counts.threads = parts.size();
        return counts;
    }

    listed_matches list(bool only_count)
    {
        listed_matches all;
        divide();
        purpose = only_count ? COUNT : LIST;
        run_parts();
        for (part &each : parts) {
            all.count += each.counts.lower;
            if (!only_count)
                all.docids.insert(all.docids.end(), each.docids.begin(), each.docids.end());
        }
        return all;
    }

  private:
    struct shim_database &database;
    const flat_search &search;
    const Xapian::docid last; /* of all documents */
    shared_threshold common;
    top_k best;
    matcher first; /* for part 0 */
    enum { TOP_K, LIST, COUNT } purpose = TOP_K;
    std::vector<part> parts;

    /* Where documents were passed over, what matched before is typical of all. */
    match_counts sum_up() const
    {
        match_counts counts = { 0, 0, 0 };
        if (first.knows_count()) {
            counts.lower = counts.estimated = counts.upper = first.known_count();
            return counts;
        }
        double numbers = 0, before = 0;
        for (const part &each : parts) {
            counts.lower += each.counts.lower;
            counts.estimated += each.counts.estimated;
            counts.upper += each.counts.upper;
            numbers += each.before_pruning.numbers;
            before += each.before_pruning.matched;
        }
        counts.upper = std::min(counts.upper, database.database.get_doccount());
        if (search.query.phrases.empty() && numbers > 0 && numbers < last)
            counts.estimated =
                std::max(counts.lower,
                         static_cast<Xapian::doccount>(
                             std::min(before * last / numbers, static_cast<double>(counts.upper))));
        counts.estimated = std::min(counts.estimated, counts.upper);
        return counts;
    }

    void divide()
    {
        const size_t least = search.min_postings_per_thread;
        parts.resize(engine_parallel_parts(first.postings_to_read(),
                                           least > 0 ? least : ENGINE_MIN_POSTINGS_PER_THREAD));
    }

    Xapian::docid first_of(size_t number) const
    {
        return static_cast<Xapian::docid>(engine_parallel_first(last, number, parts.size())) + 1;
    }

    void match(part &here, matcher &own, size_t number) const
    {
        const Xapian::docid from = first_of(number), to = first_of(number + 1);
        if (purpose == TOP_K) {
            here.counts = own.run(from, to);
            here.before_pruning = own.before_pruning();
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
        top_k own_best(here.rows, search.wanted, common);
        matcher own(own_database, search, own_best, common);
        match(here, own, number);
    }

    static int try_part(void *context, size_t number, struct shim_database *database,
                        struct error *)
    {
        sliced_search &all = *static_cast<sliced_search *>(context);
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
        if (engine_parallel(&database, parts.size(), try_part, this, &err) == 0)
            return;
        for (const part &each : parts)
            if (each.failure)
                std::rethrow_exception(each.failure);
        shim::fail(SHIM_FAULT_OTHER, err.text);
    }
};

} // namespace

match_counts search_flat_query(std::vector<matched> &rows, struct shim_database &database,
                               const flat_search &search)
{
    return sliced_search(database, search, rows).run();
}

listed_matches list_flat_query(struct shim_database &database, const flat_query &query,
                               bool only_count)
{
    std::vector<matched> no_rows;
    const flat_query unweighed = without_weights(query);
    const flat_search search = { unweighed, *database.table, 1, {}, 0, 0 };
    return sliced_search(database, search, no_rows).list(only_count);
}

} // namespace engine
