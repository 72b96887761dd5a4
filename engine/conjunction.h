/* SPDX-License-Identifier: GPL-2.0-or-later */
/* conjunction.h: the documents with all required words. */
#ifndef NEWSSEARCH_ENGINE_CONJUNCTION_H
#define NEWSSEARCH_ENGINE_CONJUNCTION_H

#include "match_collector.h"
#include "match_tests.h"

namespace engine
{

class conjunction
{
  public:
    /* All are borrowed. */
    conjunction(posting_lists &of_words, scorer &weights, match_tests &further_tests)
        : lists(of_words), score(weights), tests(further_tests)
    {
    }

    /* Gives the collector the matches below end. */
    void run(Xapian::docid end, match_collector &collector)
    {
        each(end, [&](Xapian::docid docid) { collector.take(docid, score.may_rank(docid)); });
    }

    /* The same where matches weigh what one list and their records say, without phrases. In half of
     * the instructions. */
    void run_one_list(Xapian::docid end, match_collector &collector)
    {
        posting_iterator &list = lists.required.front();
        for (; tests.may_pass() && list.docid < end; list.next()) {
            if (!tests.pass(list.docid, 0))
                continue;
            collector.count();
            score.add_of_one_list(list);
        }
    }

    /* The same for a list that many documents have and no tests: looks for records that make a row,
     * and asks the list only about their documents. Does not count. */
    void run_by_records(Xapian::docid end)
    {
        posting_iterator &list = lists.required.front();
        while (list.docid < end) {
            const Xapian::docid wanted = score.next_competitive(list, list.docid, end);
            if (wanted >= end)
                return;
            list.seek(wanted);
            if (list.docid != wanted)
                continue;
            score.add_of_one_list(list);
            list.next();
        }
    }

    /* Whether that is less work, and all postings match. records: with those of gaps between
     * document numbers. */
    bool pays_by_records(Xapian::docid records) const
    {
        const posting_iterator &list = lists.required.front();
        return score.finds_records() && !tests.any_test() && list.term().terms.size() == 1 &&
               list.documents() >= records / ENGINE_RECORDS_PER_POSTING;
    }

    /* Visits all matches below end. */
    template <typename Visit> void each(Xapian::docid end, Visit visit)
    {
        for (; tests.may_pass(); lists.required.front().next()) {
            const Xapian::docid docid = lists.next_common();
            if (docid >= end)
                return;
            if (tests.pass(docid, 0))
                visit(docid);
        }
    }

  private:
    posting_lists &lists;
    scorer &score;
    match_tests &tests;
};

} // namespace engine

#endif
