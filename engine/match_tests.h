/* SPDX-License-Identifier: GPL-2.0-or-later */
/* match_tests.h: what a document has to pass besides having the words that it was found by. */
#ifndef NEWSSEARCH_ENGINE_MATCH_TESTS_H
#define NEWSSEARCH_ENGINE_MATCH_TESTS_H

#include <algorithm>
#include <vector>

#include "column.h"
#include "posting_lists.h"
#include "range_filter.h"

namespace engine
{

class match_tests
{
  public:
    /* All are borrowed. */
    match_tests(const Xapian::Database &database, const flat_query &query, posting_lists &of_words,
                column_reader &of_records)
        : lists(of_words), records(of_records), needs_optional(query.minimum_should_match)
    {
        for (const bool has_column : { true, false }) /* a column is read faster than values */
            for (const flat_range &each : query.ranges)
                if (each.values.column.has_value() == has_column)
                    ranges.emplace_back(each, database);
        possible = std::all_of(ranges.begin(), ranges.end(),
                               [](const range_filter &each) { return each.may_pass(); });
        any = !ranges.empty() || !lists.excluded.empty() ||
              (!lists.required.empty() && !lists.optional.empty());
    }

    /* Whether any document may be in all ranges. */
    bool may_pass() const
    {
        return possible;
    }

    /* Whether a document can fail. */
    bool any_test() const
    {
        return any;
    }

    /* non_essential: of a disjunction, the lists in front that did not find the document; else 0.
     * Moves the lists that did not find it to the document. */
    bool pass(Xapian::docid docid, size_t non_essential)
    {
        return (!any && non_essential == 0) || look_at(docid, non_essential);
    }

  private:
    posting_lists &lists;
    column_reader &records;
    std::vector<range_filter> ranges;
    const bool needs_optional;
    bool possible = true, any = false;

    bool look_at(Xapian::docid docid, size_t non_essential)
    {
        std::vector<posting_iterator> &optional = lists.optional;
        const bool is_disjunction = lists.required.empty();
        bool has_optional = is_disjunction;
        for (size_t i = 0; i < (is_disjunction ? non_essential : optional.size()); i++) {
            optional[i].seek(docid);
            has_optional = has_optional || optional[i].docid == docid;
        }
        if (needs_optional && !has_optional)
            return false;
        for (posting_iterator &each : lists.excluded) {
            each.seek(docid);
            if (each.docid == docid)
                return false;
        }
        const char *record = ranges.empty() ? nullptr : records.record(docid);
        return std::all_of(ranges.begin(), ranges.end(),
                           [&](range_filter &each) { return each.passes(docid, record); });
    }
};

} // namespace engine

#endif
