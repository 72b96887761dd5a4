/* SPDX-License-Identifier: GPL-2.0-or-later */
/* column.h: a table of records in an index's metadata (struct shim_table).
 *
 * Each record is followed by the length of the document: two bytes, the highest first; 0: unknown
 * or longer.
 */
#ifndef NEWSSEARCH_ENGINE_COLUMN_H
#define NEWSSEARCH_ENGINE_COLUMN_H

#include <string>

#include <xapian.h>

#include "query.h"
#include "xapian_shim.h"

namespace engine
{

const size_t table_length_size = 2;

/* The key of entry number `entry` of the table `key`: with eight hexadecimal digits. */
std::string entry_key(const char *key, unsigned long entry);

/* The key of the entry that has the document's record. */
std::string table_key(const struct shim_table &table, Xapian::docid docid);

/* Reads records. Ascending numbers are fastest, because the last entry is kept. */
class column_reader
{
  public:
    column_reader(const struct shim_table &read_table, Xapian::Database read_database)
        : table(read_table), database(std::move(read_database))
    {
    }

    /* Valid until the next call; nullptr: there is none. */
    const char *record(Xapian::docid docid)
    {
        if (docid < first || docid - first >= table.count)
            read_entry(docid);
        size_t offset = (docid - first) * stride;
        return offset < end ? entry.data() + offset : nullptr;
    }

    /* The records from a document on, in the same entry. */
    struct record_run {
        struct engine_record_run records;
        Xapian::docid end; /* the first document of the next entry; wraps after the last entry */
    };

    record_run run_from(Xapian::docid docid)
    {
        const char *at = record(docid);
        const size_t bytes = at ? static_cast<size_t>(entry.data() + end - at) : 0;
        return { { at, stride, bytes / stride }, first + static_cast<Xapian::docid>(table.count) };
    }

    /* The length of a document, 1 at least; record is the last one, or nullptr. */
    Xapian::termcount length(const char *record, Xapian::docid docid) const
    {
        Xapian::termcount known = record ? length_in(record) : 0; /* 0: unknown */
        if (known == 0)
            known = database.get_doclength(docid);
        return known > 0 ? known : 1;
    }

  private:
    const struct shim_table &table;
    const Xapian::Database database;
    const size_t stride = table.size + table_length_size;
    Xapian::docid first = ~Xapian::docid{ 0 }; /* of the entry */
    std::string entry;
    size_t end = 0; /* of its whole records, bytes */

    Xapian::termcount length_in(const char *record) const
    {
        const auto *bytes = reinterpret_cast<const unsigned char *>(record) + table.size;
        return static_cast<Xapian::termcount>(bytes[0]) << 8 | bytes[1];
    }

    void read_entry(Xapian::docid docid);
};

/* Every document, with the weight that its record adds: for Xapian's matcher. */
Xapian::Query static_rank_query(const static_rank &added);

} // namespace engine

#endif
