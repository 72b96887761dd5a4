/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pair_weights.h: what pairs of words near each other add to the weight of documents.
 *
 * First how often the words occur in a document, from their posting lists: this is what the pairs
 * add if they are there, and most documents have only one word of a pair. Then the positions of the
 * words, which cost the most. Both only while the document can still become a row.
 */
#ifndef NEWSSEARCH_ENGINE_PAIR_WEIGHTS_H
#define NEWSSEARCH_ENGINE_PAIR_WEIGHTS_H

#include <string>
#include <vector>

#include <xapian.h>

#include "engine.h"
#include "length_norm.h"
#include "sliced_search.h"

namespace engine
{

/* See struct engine_proximity_pair. */
struct word_pair {
    std::string words[2], required[2];
    Xapian::termpos window;
    enum engine_weighs weighs;
    double factor;
};

/* A document that may have pairs. */
struct pair_candidate {
    Xapian::docid docid;
    double weight;            /* without pairs */
    double max_score;         /* with the pairs that it has or may have */
    Xapian::termcount length; /* 0: not known */
    size_t row;               /* its place among the rows that were given */
};

class pair_weights
{
  public:
    /* searched is borrowed. c is that of IneB2Weight. */
    pair_weights(const Xapian::Database &searched, const std::vector<const word_pair *> &given,
                 double c);

    /* What they add at most. */
    std::vector<proximity_pair> bounds() const;

    /* The rows, which are sorted by document, with the pairs of which they have both words; without
     * those that weigh less than the threshold. The candidates of the call before are forgotten. */
    std::vector<pair_candidate> find(const matched *rows, size_t count, double threshold);

    /* Removes pairs that are not there, and candidates with less than the threshold. The candidates
     * are sorted by document. By Xapian's phrases, which keep their place in the positions. */
    void verify(std::vector<pair_candidate> &candidates, double threshold);

  private:
    using counts = std::vector<Xapian::termcount>; /* of each word in a document */
    struct pair {
        size_t words[2];  /* places in words */
        size_t others[2]; /* the words that weigh */
        struct phrase phrase;
        proximity_pair bounds;
    };
    struct word {
        std::string term;
        Xapian::doccount documents;
        bool weighs; /* in some pair */
    };
    const Xapian::Database &database;
    length_norm logarithm;
    std::vector<word> words;   /* each once: those that weigh are first, then the rarest */
    std::vector<pair> pairs;   /* as they were given */
    std::vector<size_t> order; /* of pairs: those that may add most are first */
    std::vector<double> added; /* by candidate and pair */

    void add_words(const word_pair &given);
    size_t place_of(const std::string &term) const;
    bool is_needed(size_t place, const counts &wdfs) const;
    void read_wdfs(size_t place, const std::vector<pair_candidate> &candidates,
                   std::vector<counts> &wdfs) const;
    void weigh(std::vector<pair_candidate> &candidates, const std::vector<counts> &wdfs,
               double threshold);
    Xapian::termcount length_of(pair_candidate &candidate) const;
    void sum_up(pair_candidate &candidate);
    double &added_by(const pair_candidate &candidate, size_t place)
    {
        return added[candidate.row * pairs.size() + place];
    }
    static void remove_below(std::vector<pair_candidate> &candidates, double threshold);
};

} // namespace engine

#endif
