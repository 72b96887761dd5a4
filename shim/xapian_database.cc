/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_database.cc: opening for reading, and what can be read without a search. */
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "xapian_handles.h"
#include "xapian_place.h"

using shim::guard;

size_t shim_number(char out[SHIM_NUMBER_SIZE], double number)
{
    std::string bytes = Xapian::sortable_serialise(number); /* short enough never to allocate */
    bytes.copy(out, SHIM_NUMBER_SIZE);
    return bytes.size();
}

double shim_number_read(const char *bytes, size_t length)
{
    if (length == 0)
        return Xapian::sortable_unserialise(std::string());
    return Xapian::sortable_unserialise(
        std::string(bytes, length < SHIM_NUMBER_SIZE ? length : SHIM_NUMBER_SIZE));
}

struct shim_database *shim_database_open(const char *const *places, size_t count,
                                         double timeout_seconds, struct error *err)
{
    std::shared_ptr<shim::origin> from;
    return guard(from, err, [&] {
        from = std::make_shared<shim::origin>();
        auto database = std::make_unique<shim_database>();
        if (count == 0)
            shim::fail(SHIM_FAULT_OTHER, "no index is named");
        for (size_t i = 0; i < count; i++)
            database->database.add_database(
                shim::open_place(*from, places[i], timeout_seconds, database->parts));
        if (count > 1) {
            from->subject = "indexes ";
            for (size_t i = 0; i < count; i++)
                from->subject.append(i > 0 ? ", " : "").append(places[i]);
        }
        database->from = from;
        return database.release();
    });
}

void shim_database_close(struct shim_database *database)
{
    delete database;
}

void shim_database_use_table(struct shim_database *database, const struct shim_table *table)
{
    database->table = table;
}

bool shim_database_is_one_index(const struct shim_database *database)
{
    return database->is_one_index();
}

bool shim_database_is_remote(const struct shim_database *database)
{
    return database->from->remote;
}

bool shim_database_catch_up(struct shim_database *database)
{
    try {
        return database->database.reopen();
    } catch (...) {
        return false;
    }
}

int shim_last_number(struct shim_database *database, uint32_t *docid, struct error *err)
{
    return guard(database->from, err, [&] { *docid = database->database.get_lastdocid(); });
}

int shim_document_count(struct shim_database *database, uint32_t *count, struct error *err)
{
    return guard(database->from, err, [&] { *count = database->database.get_doccount(); });
}

int shim_value_frequency(struct shim_database *database, unsigned slot, uint32_t *documents,
                         struct error *err)
{
    return guard(database->from, err,
                 [&] { *documents = database->database.get_value_freq(slot); });
}

int shim_database_revision(struct shim_database *database, uint64_t *revision, struct error *err)
{
    *revision = 0;
    return guard(database->from, err, [&] {
        if (database->is_one_index())
            *revision = database->database.get_revision();
    });
}

int shim_metadata(struct shim_database *database, const char *key, char **value, size_t *length,
                  struct error *err)
{
    return guard(database->from, err,
                 [&] { *value = shim::copy_out(database->database.get_metadata(key), length); });
}

int shim_each_metadata(struct shim_database *database, const char *key, shim_metadata_visit *visit,
                       void *context, struct error *err)
{
    return guard(database->from, err, [&] {
        for (const Xapian::Database &part : database->parts) {
            const std::string value = part.get_metadata(key);
            if (!shim::wants_more(visit(context, value.data(), value.size())))
                break;
        }
    });
}

int shim_largest_value(struct shim_database *database, unsigned slot, char **value, size_t *length,
                       struct error *err)
{
    return guard(database->from, err, [&] {
        *value = shim::copy_out(database->database.get_value_upper_bound(slot), length);
    });
}

int shim_largest_number(struct shim_database *database, unsigned slot, double *number,
                        struct error *err)
{
    return guard(database->from, err, [&] {
        *number = Xapian::sortable_unserialise(database->database.get_value_upper_bound(slot));
    });
}

int shim_least_largest_number(struct shim_database *database, unsigned slot, double *number,
                              struct error *err)
{
    return guard(database->from, err, [&] {
        double least = INFINITY;
        for (const Xapian::Database &part : database->parts)
            least = std::min(least, Xapian::sortable_unserialise(part.get_value_upper_bound(slot)));
        *number = database->parts.empty() ? -INFINITY : least;
    });
}

int shim_term_frequency(struct shim_database *database, const char *term, size_t length,
                        uint32_t *documents, struct error *err)
{
    return guard(database->from, err,
                 [&] { *documents = database->database.get_termfreq(std::string(term, length)); });
}

int shim_each_term(struct shim_database *database, const char *prefix, size_t prefix_length,
                   shim_term_visit *visit, void *context, struct error *err)
{
    return guard(database->from, err, [&] {
        std::string start(prefix, prefix_length);
        Xapian::TermIterator at = database->database.allterms_begin(start);
        for (; at != database->database.allterms_end(start); ++at) {
            const std::string term = *at;
            if (!shim::wants_more(visit(context, term.data(), term.size(), at.get_termfreq())))
                break;
        }
    });
}

int shim_each_value(struct shim_database *database, unsigned slot, shim_value_visit *visit,
                    void *context, struct error *err)
{
    return guard(database->from, err, [&] {
        Xapian::ValueIterator at = database->database.valuestream_begin(slot);
        for (; at != database->database.valuestream_end(slot); ++at) {
            const std::string value = *at;
            if (!shim::wants_more(visit(context, at.get_docid(), value.data(), value.size())))
                break;
        }
    });
}

int shim_values_of(struct shim_database *database, unsigned slot, const struct shim_docids *docids,
                   shim_value_visit *visit, void *context, struct error *err)
{
    return guard(database->from, err, [&] {
        Xapian::ValueIterator at = database->database.valuestream_begin(slot);
        const Xapian::ValueIterator end = database->database.valuestream_end(slot);
        for (size_t i = 0; i < docids->count && at != end; i++) {
            at.skip_to(docids->docids[i]);
            if (at == end || at.get_docid() != docids->docids[i])
                continue;
            const std::string value = *at;
            if (!shim::wants_more(visit(context, docids->docids[i], value.data(), value.size())))
                break;
        }
    });
}

int shim_each_posting(struct shim_database *database, const char *term, size_t length,
                      shim_posting_visit *visit, void *context, struct error *err)
{
    return guard(database->from, err, [&] {
        const std::string sought(term, length);
        const Xapian::PostingIterator end;
        for (Xapian::PostingIterator at = database->database.postlist_begin(sought); at != end;
             ++at)
            if (!shim::wants_more(visit(context, *at)))
                break;
    });
}

int shim_each_length(struct shim_database *database, shim_length_visit *visit, void *context,
                     struct error *err)
{
    return guard(database->from, err, [&] {
        const std::string all;
        Xapian::PostingIterator at = database->database.postlist_begin(all);
        for (; at != database->database.postlist_end(all); ++at)
            if (!shim::wants_more(visit(context, *at, at.get_doclength())))
                break;
    });
}

int shim_find(struct shim_database *database, const char *term, size_t length, uint32_t *docid,
              struct error *err)
{
    return guard(database->from, err, [&] {
        std::string sought(term, length);
        Xapian::PostingIterator at = database->database.postlist_begin(sought);
        *docid = at == database->database.postlist_end(sought) ? 0 : *at;
    });
}
