/* xapian_table.h: where in an index's metadata a document's record stands (struct shim_table). */
#ifndef NEWSSEARCH_SHIM_XAPIAN_TABLE_H
#define NEWSSEARCH_SHIM_XAPIAN_TABLE_H

#include <string>

#include <xapian.h>

#include "xapian_shim.h"

namespace shim
{

/* The key of the entry that has the document's record, and the record's first byte in it. */
std::string table_key(const struct shim_table &table, Xapian::docid docid);
size_t table_offset(const struct shim_table &table, Xapian::docid docid);

} // namespace shim

#endif
