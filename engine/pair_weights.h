/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pair_weights.h: what pairs of words side by side add to the weight of documents. */
#ifndef NEWSSEARCH_ENGINE_PAIR_WEIGHTS_H
#define NEWSSEARCH_ENGINE_PAIR_WEIGHTS_H

#include <array>
#include <string>
#include <vector>

#include <xapian.h>

#include "ineb2.h"
#include "sliced_search.h"

namespace engine
{

/* Two words in order within window positions. */
struct word_pair {
    std::string words[2];
    Xapian::termpos window;
    proximity_pair bounds;
};

/* Positions are read by themselves, because Xapian's matcher looks for the documents in the posting
 * lists of both words first: five times the work for some hundred documents of a large index. */
class pair_weights
{
  public:
    /* All are borrowed. c is that of IneB2Weight. */
    pair_weights(const Xapian::Database &searched, const std::vector<const word_pair *> &pairs,
                 double c);

    /* Adds to each row, sorted by document, what its pairs weigh. */
    void add_to(matched *rows, size_t count) const;

  private:
    class documents;
    struct weighed_pair {
        size_t words[2]; /* places in terms */
        size_t rarer;    /* of words: it is read first */
        Xapian::termpos window;
        size_t others[2];                    /* places in terms */
        std::array<ineb2_weight, 2> weights; /* of others */
    };
    const Xapian::Database &database;
    const double c_average;
    std::vector<std::string> terms; /* of all pairs, each once */
    std::vector<weighed_pair> weighed;

    size_t place_of(const std::string &term);
};

} // namespace engine

#endif
