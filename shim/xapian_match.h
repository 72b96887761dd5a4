/* xapian_match.h: matching of queries that are nothing but words.
 *
 * A loop over the posting lists gives the rows of Xapian's own matcher, with the same weights, and the
 * exact number of matches, for a fraction of the instructions: a document's length stands in the record
 * that is read for it anyway, and the record is weighed only where it can bring the document among the
 * rows.
 */
#ifndef NEWSSEARCH_SHIM_XAPIAN_MATCH_H
#define NEWSSEARCH_SHIM_XAPIAN_MATCH_H

#include <vector>

#include "xapian_words.h"

namespace shim
{

struct matched {
    Xapian::docid docid;
    double weight;
};

/* The best limit rows of the matches that weigh least or more, by weight, then number. Terms are weighed
 * as by Xapian::IneB2Weight(c). Returns how many documents match. database is one local part; lengths
 * is its table. */
Xapian::doccount match_words(std::vector<matched> &rows, const Xapian::Database &database,
                             const words &query, double c, const struct shim_table &lengths,
                             Xapian::doccount limit, double least);

} // namespace shim

#endif
