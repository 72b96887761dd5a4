/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_writer.cc: writing an index, and merging several. */
#include <cstdlib>
#include <string>
#include <vector>

#include "xapian_place.h"
#include "xapian_writer.h"

using shim::guard;

static std::shared_ptr<shim::origin> origin_of(const char *path)
{
    auto from = std::make_shared<shim::origin>();
    from->subject = std::string("index ") + path;
    return from;
}

static int open_flags(enum shim_open how)
{
    switch (how) {
    case SHIM_CREATE:
        return Xapian::DB_CREATE;
    case SHIM_CREATE_SCRATCH:
        return Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
    case SHIM_EXISTING:
        break;
    }
    return Xapian::DB_OPEN;
}

struct shim_writer *shim_writer_open(const char *path, enum shim_open how, struct error *err)
{
    std::shared_ptr<shim::origin> from;
    return guard(from, err, [&] {
        from = origin_of(path);
        if (how == SHIM_EXISTING)
            shim::require_present(path);
        auto writer = std::make_unique<shim_writer>();
        writer->database =
            Xapian::WritableDatabase(path, open_flags(how) | Xapian::DB_BACKEND_GLASS);
        writer->from = from;
        return writer.release();
    });
}

void shim_set_flush_threshold(uint32_t documents)
{
    setenv("XAPIAN_FLUSH_THRESHOLD", std::to_string(documents).c_str(), 1);
}

/* close() and the destructor would commit what is pending, the latter without telling of a failure;
 * a transaction is what can be dropped. */
void shim_writer_close(struct shim_writer *writer)
{
    if (!writer)
        return;
    struct error err;
    guard(writer->from, &err, [&] {
        if (!writer->in_transaction)
            writer->database.begin_transaction(false);
        writer->in_transaction = true;
    });
    shim_cancel(writer);
    guard(writer->from, &err, [&] { writer->database.close(); });
    delete writer;
}

int shim_begin(struct shim_writer *writer, struct error *err)
{
    return guard(writer->from, err, [&] {
        writer->database.begin_transaction(true);
        writer->in_transaction = true;
    });
}

int shim_commit(struct shim_writer *writer, struct error *err)
{
    return guard(writer->from, err, [&] {
        writer->write_pending();
        bool transaction = writer->in_transaction;
        writer->in_transaction = false; /* Xapian leaves it even when the commit fails */
        if (transaction)
            writer->database.commit_transaction();
        else
            writer->database.commit();
    });
}

void shim_cancel(struct shim_writer *writer)
{
    struct error err;
    if (!writer->in_transaction)
        return;
    writer->in_transaction = false;
    writer->forget_pending();
    guard(writer->from, &err, [&] { writer->database.cancel_transaction(); });
}

int shim_add(struct shim_writer *writer, struct shim_document *document, uint32_t *docid,
             struct error *err)
{
    return guard(writer->from, err, [&] {
        Xapian::docid given = writer->database.add_document(document->document);
        if (docid)
            *docid = given;
    });
}

int shim_replace(struct shim_writer *writer, uint32_t docid, struct shim_document *document,
                 struct error *err)
{
    return guard(writer->from, err,
                 [&] { writer->database.replace_document(docid, document->document); });
}

int shim_remove(struct shim_writer *writer, uint32_t docid, struct error *err)
{
    return guard(writer->from, err, [&] { writer->database.delete_document(docid); });
}

struct shim_document *shim_writer_document(struct shim_writer *writer, uint32_t docid,
                                           struct error *err)
{
    return guard(writer->from, err, [&] {
        auto document = std::make_unique<shim_document>();
        document->document = writer->database.get_document(docid);
        document->from = writer->from;
        return document.release();
    });
}

int shim_writer_metadata(struct shim_writer *writer, const char *key, char **value, size_t *length,
                         struct error *err)
{
    return guard(writer->from, err,
                 [&] { *value = shim::copy_out(writer->database.get_metadata(key), length); });
}

/* The streams of several slots that go forward together. */
struct row_reader {
    std::vector<Xapian::ValueIterator> at, end;
    std::vector<std::string> values;
    std::vector<shim_slice> row;

    row_reader(const Xapian::Database &database, const unsigned *slots, size_t count)
        : values(count), row(count)
    {
        for (size_t i = 0; i < count; i++) {
            at.push_back(database.valuestream_begin(slots[i]));
            end.push_back(database.valuestream_end(slots[i]));
        }
    }

    const shim_slice *read(Xapian::docid docid)
    {
        for (size_t i = 0; i < values.size(); i++) {
            if (at[i] != end[i] && at[i].get_docid() < docid)
                at[i].skip_to(docid);
            bool has = at[i] != end[i] && at[i].get_docid() == docid;
            values[i] = has ? *at[i] : std::string();
            row[i] = { values[i].data(), values[i].size() };
        }
        return row.data();
    }
};

int shim_writer_each_row(struct shim_writer *writer, const struct shim_rows *rows,
                         shim_row_visit *visit, void *context, struct error *err)
{
    return guard(writer->from, err, [&] {
        row_reader reader(writer->database, rows->slots, rows->slot_count);
        if (rows->docids) {
            for (size_t i = 0; i < rows->docids->count; i++) {
                Xapian::docid docid = rows->docids->docids[i];
                if (!shim::wants_more(visit(context, docid, reader.read(docid))))
                    return;
            }
            return;
        }
        for (auto &first = reader.at[0]; first != reader.end[0]; ++first) {
            Xapian::docid docid = first.get_docid();
            if (!shim::wants_more(visit(context, docid, reader.read(docid))))
                return;
        }
    });
}

int shim_set_metadata(struct shim_writer *writer, const char *key, const char *value, size_t length,
                      struct error *err)
{
    return guard(writer->from, err,
                 [&] { writer->database.set_metadata(key, std::string(value, length)); });
}

int shim_compact(const char *const *sources, size_t count, const char *target, struct error *err)
{
    std::shared_ptr<shim::origin> from;
    return guard(from, err, [&] {
        Xapian::Database all;
        for (size_t i = 0; i < count; i++) {
            from = origin_of(sources[i]);
            shim::require_present(sources[i]);
            all.add_database(Xapian::Database(sources[i]));
        }
        from = origin_of(target);
        unsigned keep = count == 1 ? Xapian::DBCOMPACT_NO_RENUMBER : 0;
        all.compact(target, Xapian::Compactor::FULL | keep);
    });
}
