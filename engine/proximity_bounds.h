/* SPDX-License-Identifier: GPL-2.0-or-later */
/* proximity_bounds.h: what may be added to documents with two words, by how often they have them.
 */
#ifndef NEWSSEARCH_ENGINE_PROXIMITY_BOUNDS_H
#define NEWSSEARCH_ENGINE_PROXIMITY_BOUNDS_H

#include <vector>

#include "posting_iterator.h"
#include "sliced_search.h"

namespace engine
{

class proximity_bounds
{
  public:
    /* lists: of the two terms; nullptr: there is none, and any document may have the term. They
     * have to outlive it. */
    void add(const proximity_pair &added, const posting_iterator *first,
             const posting_iterator *second)
    {
        const pair both = { { first, second },
                            { added.weights[0], added.weights[1] },
                            added.upper_bound() };
        if (first && second)
            pairs.push_back(both);
        else
            anywhere += both.upper_bound;
    }

    bool empty() const
    {
        return pairs.empty() && anywhere == 0;
    }

    /* Of any document, of which lists may_have says that they may have it. */
    template <typename Lists> double upper_bound(Lists may_have) const
    {
        double sum = anywhere;
        for (const pair &each : pairs)
            if (may_have(each.lists[0]) && may_have(each.lists[1]))
                sum += each.upper_bound;
        return sum;
    }

    /* Of a document that all lists are at or behind, however short it is. */
    double upper_bound(Xapian::docid docid) const
    {
        return sum_at(docid, [](const ineb2_weight &weight, Xapian::termcount wdf) {
            return weight.upper_bound(wdf);
        });
    }

    /* logarithm is log2(1 + c * average length / its length). */
    double upper_bound(Xapian::docid docid, double logarithm) const
    {
        return sum_at(docid, [logarithm](const ineb2_weight &weight, Xapian::termcount wdf) {
            return weight.of(wdf, logarithm);
        });
    }

  private:
    struct pair {
        const posting_iterator *lists[2];
        ineb2_weight weights[2]; /* of how often a document has the terms */
        double upper_bound;
    };
    std::vector<pair> pairs;
    double anywhere = 0; /* what any document may have, of whose terms there is no list */

    template <typename Weigh> double sum_at(Xapian::docid docid, Weigh weigh) const
    {
        double sum = anywhere;
        for (const pair &each : pairs)
            if (each.lists[0]->has(docid) && each.lists[1]->has(docid))
                for (size_t i = 0; i < 2; i++)
                    sum += weigh(each.weights[i], each.lists[i]->wdf(docid));
        return sum;
    }
};

} // namespace engine

#endif
