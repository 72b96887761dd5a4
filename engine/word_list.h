/* word_list.h: the words that terms are made of (struct shim_vocabulary), as kept in
 * metadata.
 *
 * Under the key itself stands how many entries there are, in decimal digits. Entry i, under the key
 * and i as eight hexadecimal digits, is words with a line feed before and after each. Long words,
 * which may end in a hash for want of room in a term, stand under the key and "long" instead,
 * likewise.
 */
#ifndef NEWSSEARCH_ENGINE_WORD_LIST_H
#define NEWSSEARCH_ENGINE_WORD_LIST_H

#include <string>
#include <unordered_set>

#include <xapian.h>

#include "xapian_shim.h"

namespace shim
{

/* Words on their way into an index. */
class vocabulary_writer
{
  public:
    /* The words of the document's terms; before it is added to the database. */
    void add(const Xapian::WritableDatabase &database, const struct shim_vocabulary &vocabulary,
             const Xapian::Document &document);
    /* The words of all terms, in place of what was there. */
    void gather(Xapian::WritableDatabase &database, const struct shim_vocabulary &vocabulary);
    /* Writes what was added, as part of the transaction. */
    void write(Xapian::WritableDatabase &database);
    /* Forgets it. */
    void clear();

  private:
    const struct shim_vocabulary *adding = nullptr; /* what fresh belongs to */
    std::unordered_set<std::string> seen;           /* in the vocabulary, or in fresh */
    std::string fresh, fresh_long;
};

} // namespace shim

#endif
