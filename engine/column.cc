/* SPDX-License-Identifier: GPL-2.0-or-later */
/* column.cc: a table, and what a search makes of a table. */
#include "column.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "shim/xapian_handles.h"
#include "shim/xapian_writer.h"

namespace engine
{

std::string entry_key(const char *key, unsigned long entry)
{
    char digits[8]; /* snprintf took a third of the instructions of a dense search's reads */
    for (size_t i = sizeof digits; i-- > 0; entry >>= 4)
        digits[i] = "0123456789abcdef"[entry & 15];
    return std::string(key).append(digits, sizeof digits);
}

std::string table_key(const struct shim_table &table, Xapian::docid docid)
{
    return entry_key(table.key, docid / table.count);
}

static void table_put(std::string &entry, const struct shim_table &table, Xapian::docid docid,
                      const char *record, Xapian::termcount length)
{
    size_t stride = table.size + table_length_size;
    size_t offset = docid % table.count * stride;
    if (entry.size() < offset + stride)
        entry.resize(offset + stride, '\0');
    entry.replace(offset, table.size, record, table.size);
    if (length > 0xFFFF)
        length = 0;
    entry[offset + table.size] = static_cast<char>(length >> 8);
    entry[offset + table.size + 1] = static_cast<char>(length);
}

/* The entry that is being written to. Documents come in runs: it is only handed to Xapian when the
 * next one is begun. */
class pending_entry final : public shim::pending_metadata
{
  public:
    void put(Xapian::WritableDatabase &database, const struct shim_table &table,
             Xapian::docid docid, const char *record, Xapian::termcount length)
    {
        const std::string wanted = table_key(table, docid);
        if (wanted != key) {
            write(database);
            entry = database.get_metadata(wanted);
            key = wanted;
        }
        table_put(entry, table, docid, record, length);
    }

    void write(Xapian::WritableDatabase &database) override
    {
        if (!key.empty())
            database.set_metadata(key, entry);
        key.clear();
    }

  private:
    std::string key, entry; /* no key: there is none */
};

void column_reader::read_entry(Xapian::docid docid)
{
    entry = database.get_metadata(table_key(table, docid));
    first = docid - docid % table.count;
    end = entry.size() - entry.size() % stride;
}

namespace
{

/* All documents there are or could be: it only ever stands beside what knows which there are.
 * Moving costs nothing; a record is read when its weight is asked for. */
class static_rank_source final : public Xapian::PostingSource
{
  public:
    explicit static_rank_source(const static_rank &added) : rank(added)
    {
    }

    static_rank_source *clone() const override
    {
        return new static_rank_source(rank);
    }

    void init(const Xapian::Database &searched) override
    {
        records = std::make_unique<column_reader>(*rank.table, searched);
        documents = searched.get_doccount();
        last = searched.get_lastdocid();
        at = 0;
        set_maxweight(rank.upper_bound);
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return documents;
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return documents;
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return documents;
    }

    double get_weight() const override
    {
        return rank.weigh(rank.context, records->record(at));
    }

    void next(double) override
    {
        at++;
    }

    void skip_to(Xapian::docid docid, double) override
    {
        if (docid > at)
            at = docid;
    }

    bool check(Xapian::docid docid, double) override
    {
        if (docid > at)
            at = docid;
        return true;
    }

    bool at_end() const override
    {
        return at > last;
    }

    Xapian::docid get_docid() const override
    {
        return at;
    }

    std::string get_description() const override
    {
        return std::string("Weigh(") + rank.table->key + ")";
    }

  private:
    const static_rank rank;
    std::unique_ptr<column_reader> records;
    Xapian::doccount documents = 0;
    Xapian::docid last = 0, at = 0;
};

} // namespace

Xapian::Query static_rank_query(const static_rank &added)
{
    return Xapian::Query((new static_rank_source(added))->release());
}

} // namespace engine

int engine_set_record(struct shim_writer *writer, const struct shim_table *table, uint32_t docid,
                      const char *record, uint32_t length, struct error *err)
{
    return shim::guard(writer->from, err, [&] {
        if (!writer->records)
            writer->records = std::make_unique<engine::pending_entry>();
        if (length == ENGINE_LENGTH_KNOWN)
            length = writer->database.get_doclength(docid);
        auto &pending = static_cast<engine::pending_entry &>(*writer->records);
        pending.put(writer->database, *table, docid, record, length);
    });
}

int engine_each_record(struct shim_database *database, const struct engine_records *records,
                       const uint32_t *docids, size_t count, struct error *err)
{
    return shim::guard(database->from, err, [&] {
        if (!database->is_one_index())
            return;
        std::vector<std::pair<Xapian::docid, size_t>> places;
        places.reserve(count);
        for (size_t i = 0; i < count; i++)
            places.emplace_back(docids[i], i);
        std::sort(places.begin(), places.end());
        engine::column_reader reader(*records->table, database->database);
        for (const auto &[docid, number] : places)
            if (const char *record = reader.record(docid))
                records->visit(records->context, number, record);
    });
}
