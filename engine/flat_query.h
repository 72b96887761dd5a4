/* SPDX-License-Identifier: GPL-2.0-or-later */
/* flat_query.h: queries that are nothing but words: a few terms, each needed, welcome or
 * unwanted, ranges, and what the documents' records add. Most searches are; sliced_search.h matches
 * them. */
#ifndef NEWSSEARCH_ENGINE_FLAT_QUERY_H
#define NEWSSEARCH_ENGINE_FLAT_QUERY_H

#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "xapian_shim.h"

namespace shim
{

/* What a document's record adds to its weight, at most `most`; without weigh: nothing. */
struct values {
    const struct shim_table *table = nullptr;
    shim_weigh *weigh = nullptr;
    const void *context = nullptr;
    double most = 0;
};

/* A term, or several, each once, that are weighed as if one. */
struct word {
    std::vector<std::string> terms;
    double factor; /* of its weight; 0: it only narrows */
};

/* How many of so many terms, two at least, are the first half of their union: how frequent they are
 * together is estimated from both halves, and from those of each. */
inline size_t union_split(size_t count)
{
    return count / 2;
}

/* Terms that stand in this order within so many positions. */
struct phrase {
    std::vector<std::string> terms;
    size_t window;
};

/* A range of values; least is never "", which stands for none. */
struct range {
    struct shim_span span;
    Xapian::valueno slot;
    std::string least, most;
    bool is_open; /* at its upper end */
    bool is_excluded = false;
};

/* A document matches that has all of required, one of optional (if one_of), none of excluded, all
 * phrases, whose terms are among the required, and a value in each range, or none in one that is
 * excluded. The empty term stands in all documents. One with all of together, which are among the
 * required and optional, weighs more by them. */
struct words {
    std::vector<word> required, optional, excluded, together;
    std::vector<phrase> phrases;
    std::vector<range> ranges;
    bool one_of = false;
    values added;
};

using shared_words = std::shared_ptr<const words>;

/* nullptr from each of these: it is more than words. */
shared_words words_of_term(const std::string &term, Xapian::termcount wqf);
shared_words words_of_all();
shared_words words_of_range(const range &wanted);
/* What only stands beside other words, in an AND_MAYBE. */
shared_words words_of_values(const values &added);
shared_words words_scale(const shared_words &scaled, double factor);
/* window: of a phrase. */
shared_words words_combine(enum shim_operator op, size_t window,
                           const std::vector<shared_words> &parts);

} // namespace shim

#endif
