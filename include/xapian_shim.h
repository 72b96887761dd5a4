/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_shim.h: xapian-core behind opaque handles and plain C calls.
 *
 * Rules of the boundary:
 *  1. A handle is made by an _open or _new function and released by its _close or _free
 *     function, which accepts NULL.
 *  2. No exception leaves the shim: each call that can fail takes struct error *err and
 *     returns -1 or NULL with the sentence in it. A sentence names the database or
 *     server, never a C++ type.
 *  3. Strings are bytes with a length; terms and values may hold NULs.
 *  4. A handle is used by one thread at a time; different handles by different threads.
 *  5. Callbacks run on the calling thread and must not throw or longjmp. A visitor returns 0 to
 *     continue, 1 to end the walk, which then returns 0, or -1 if it failed: the walk then returns
 *     -1 with SHIM_FAULT_STOPPED and does not touch *err, which the visitor has filled.
 *  6. The shim knows no articles and includes only error.h.
 */
#ifndef NEWSSEARCH_XAPIAN_SHIM_H
#define NEWSSEARCH_XAPIAN_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#include "error.h" /* has no extern "C" of its own */

struct shim_database; /* for reading: one or several indexes searched as one */
struct shim_writer;   /* for writing: one index on disk */
struct shim_document;
struct shim_stemmer;

struct shim_slice { /* bytes, borrowed */
    const char *data;
    size_t length;
};

const char *shim_version(void); /* of xapian-core as linked, "1.4.22" */

/* Called in the thread that failed, if Xapian cannot report a failure: one of its destructors
 * writes, and throws if the disk is full. It ends the process and does not return. */
typedef void shim_terminate(const struct error *err);
void shim_set_terminate(shim_terminate *terminate);

/* Numbers as strings that sort (Xapian::sortable_serialise). out needs SHIM_NUMBER_SIZE
 * bytes; returns the bytes used. -inf is 0 bytes. */
#define SHIM_NUMBER_SIZE 9
size_t shim_number(char out[SHIM_NUMBER_SIZE], double number);
double shim_number_read(const char *bytes, size_t length);

/* A table in metadata with a record of fixed size for each document. The entry with the key `key`
 * followed by i in eight hexadecimal digits has the records of the documents i * count to
 * (i + 1) * count - 1, each followed by the document's length. A missing record, or one of only
 * zeros, is absent. Reading records in the order of documents is almost free. */
struct shim_table {
    const char *key;
    size_t size; /* of a record, bytes */
    uint32_t count;
};

/* What went wrong with a database, beside the sentence, so that a caller can act. */
enum shim_fault {
    SHIM_FAULT_NONE,
    SHIM_FAULT_MISSING,  /* nothing there */
    SHIM_FAULT_NO_INDEX, /* there, but not a Xapian database */
    SHIM_FAULT_MODIFIED, /* two commits behind, or replaced: reopen and search again */
    SHIM_FAULT_LOCKED,
    SHIM_FAULT_CORRUPT,
    SHIM_FAULT_NETWORK,   /* a server that cannot be reached, died or was too slow */
    SHIM_FAULT_NO_REMOTE, /* the remote backend cannot do this */
    SHIM_FAULT_SYSTEM,    /* disk full, permission, … */
    SHIM_FAULT_STOPPED,   /* a callback stopped it */
    SHIM_FAULT_OTHER,
};
/* Of the last call that failed on this thread, since the last shim_forget_fault. */
enum shim_fault shim_last_fault(void);
void shim_forget_fault(void); /* SHIM_FAULT_NONE from now on */

/* Opens places as one database: each a directory, a Xapian stub file, or tcp:HOST:PORT
 * (a xapian-tcpsrv). A directory stays open, so that tables opened later belong to it even if
 * another directory is swapped in at its path. timeout_seconds (0: 10 s) limits connecting to a
 * server and each of its answers, also for servers in stub files, but not the lookup of HOST.
 * Xapian 1.4 ignores SIGPIPE in the whole process once a server is opened; a writer to a closed
 * pipe then gets EPIPE. */
struct shim_database *shim_database_open(const char *const *places, size_t count,
                                         double timeout_seconds, struct error *err);
void shim_database_close(struct shim_database *database);

/* Searches of one local index use the table, which outlives the database, for the lengths of
 * documents and for ranges: they are then a few times as fast. NULL: none. */
void shim_database_use_table(struct shim_database *database, const struct shim_table *table);
bool shim_database_is_one_index(const struct shim_database *database); /* and no server */
bool shim_database_is_remote(const struct shim_database *database);    /* any part of it */
/* Reopens the database if there were commits since it was opened, and tells whether there were.
 * False also if that is unknown. */
bool shim_database_catch_up(struct shim_database *database);
int shim_document_count(struct shim_database *database, uint32_t *count, struct error *err);
/* The highest number that a document has or had. */
int shim_last_number(struct shim_database *database, uint32_t *docid, struct error *err);
/* Revision of a database of one local part; 0 for others. */
int shim_database_revision(struct shim_database *database, uint64_t *revision, struct error *err);
/* User metadata; of several databases the first's. *value is malloc'd (free()), "" if absent. */
int shim_metadata(struct shim_database *database, const char *key, char **value, size_t *length,
                  struct error *err);
/* The same for each index and server of the database, in order. */
typedef int shim_metadata_visit(void *context, const char *value, size_t length);
int shim_each_metadata(struct shim_database *database, const char *key, shim_metadata_visit *visit,
                       void *context, struct error *err);
/* An upper bound of the values in a slot; malloc'd (free()), "" if there is none. */
int shim_largest_value(struct shim_database *database, unsigned slot, char **value, size_t *length,
                       struct error *err);
/* The same for numbers (shim_number); -INFINITY: there is none. */
int shim_largest_number(struct shim_database *database, unsigned slot, double *number,
                        struct error *err);
/* The smallest of the numbers that shim_largest_number gives for each index and server alone. */
int shim_least_largest_number(struct shim_database *database, unsigned slot, double *number,
                              struct error *err);
/* The number of documents with a value in the slot. */
int shim_value_frequency(struct shim_database *database, unsigned slot, uint32_t *documents,
                         struct error *err);
/* The number of documents with the term. */
int shim_term_frequency(struct shim_database *database, const char *term, size_t length,
                        uint32_t *documents, struct error *err);

/* All terms that begin with prefix, in byte order. */
typedef int shim_term_visit(void *context, const char *term, size_t length, uint32_t documents);
int shim_each_term(struct shim_database *database, const char *prefix, size_t prefix_length,
                   shim_term_visit *visit, void *context, struct error *err);
/* The documents with the term, ascending. */
typedef int shim_posting_visit(void *context, uint32_t docid);
int shim_each_posting(struct shim_database *database, const char *term, size_t length,
                      shim_posting_visit *visit, void *context, struct error *err);
/* All values of a slot, by document. Slow with a server: one request for each document. */
typedef int shim_value_visit(void *context, uint32_t docid, const char *value, size_t length);
int shim_each_value(struct shim_database *database, unsigned slot, shim_value_visit *visit,
                    void *context, struct error *err);
struct shim_docids { /* numbers of documents, ascending and unique, borrowed */
    const uint32_t *docids;
    size_t count;
};
/* The same for these documents. */
int shim_values_of(struct shim_database *database, unsigned slot, const struct shim_docids *docids,
                   shim_value_visit *visit, void *context, struct error *err);
/* The lengths (sum of wdf) of all documents. */
typedef int shim_length_visit(void *context, uint32_t docid, uint32_t length);
int shim_each_length(struct shim_database *database, shim_length_visit *visit, void *context,
                     struct error *err);
/* The first document with the term; *docid is 0 if there is none. */
int shim_find(struct shim_database *database, const char *term, size_t length, uint32_t *docid,
              struct error *err);

struct shim_document *shim_document_new(void); /* NULL: out of memory */
/* docid comes from a match or a term. A document that does not exist any more has no values. */
struct shim_document *shim_document_get(struct shim_database *database, uint32_t docid,
                                        struct error *err);
void shim_document_free(struct shim_document *document);
void shim_document_clear(struct shim_document *document); /* as new */

/* Adds a posting: the term at a position (0: none), with a wdf of weight. Fails for an empty term
 * and for one of more than 245 bytes (a NUL counts twice), because shim_add would fail for it. */
int shim_document_add_term(struct shim_document *document, const char *term, size_t length,
                           uint32_t position, unsigned weight, struct error *err);
/* A term that only filters: its weight is 0. */
int shim_document_add_filter(struct shim_document *document, const char *term, size_t length,
                             struct error *err);
int shim_document_set_value(struct shim_document *document, unsigned slot, const char *value,
                            size_t length, struct error *err); /* "" removes it */
int shim_document_set_data(struct shim_document *document, const char *data, size_t length,
                           struct error *err);
/* Borrowed until the next call of the same function on the document. Inside a callback of
 * a search this reads Xapian's value streams: cheap when called in document order. */
int shim_document_value(struct shim_document *document, unsigned slot, const char **value,
                        size_t *length, struct error *err);
/* 0: a new document. */
uint32_t shim_document_number(const struct shim_document *document);
int shim_document_data(struct shim_document *document, const char **data, size_t *length,
                       struct error *err);

enum shim_open {
    SHIM_CREATE,
    SHIM_CREATE_SCRATCH /* without fsync, blocks overwritten in place: for a part of a build */,
    SHIM_EXISTING
};
struct shim_writer *shim_writer_open(const char *path, enum shim_open how, struct error *err);
/* The number of changed documents that writers opened from now on keep in memory before they write
 * to disk, also in a transaction. Sets an environment variable that Xapian 1.4 reads, so call it
 * while there is no other thread. */
void shim_set_flush_threshold(uint32_t documents);
/* Closes without a commit: call shim_commit first. */
void shim_writer_close(struct shim_writer *writer);
int shim_begin(struct shim_writer *writer,
               struct error *err); /* a transaction, flushed when committed */
int shim_commit(struct shim_writer *writer, struct error *err); /* of the transaction, or plain */
void shim_cancel(struct shim_writer *writer);                   /* the transaction */
int shim_add(struct shim_writer *writer, struct shim_document *document, uint32_t *docid,
             struct error *err);
int shim_replace(struct shim_writer *writer, uint32_t docid, struct shim_document *document,
                 struct error *err);
int shim_remove(struct shim_writer *writer, uint32_t docid, struct error *err);
/* A document of the index that is being written, to change its values and shim_replace it; Xapian
 * then does not touch its terms. */
struct shim_document *shim_writer_document(struct shim_writer *writer, uint32_t docid,
                                           struct error *err);
/* Metadata as it is in the transaction; *value as of shim_metadata. */
int shim_writer_metadata(struct shim_writer *writer, const char *key, char **value, size_t *length,
                         struct error *err);
/* Visits the values of several slots by document, as they are in the transaction. row has a value
 * for each slot, borrowed, empty if the document has none. */
struct shim_rows {
    const unsigned *slots;
    size_t slot_count;
    const struct shim_docids *docids; /* ascending; NULL: all that have a value in the first slot */
};
typedef int shim_row_visit(void *context, uint32_t docid, const struct shim_slice *row);
int shim_writer_each_row(struct shim_writer *writer, const struct shim_rows *rows,
                         shim_row_visit *visit, void *context, struct error *err);
int shim_set_metadata(struct shim_writer *writer, const char *key, const char *value, size_t length,
                      struct error *err);
/* Merges the indexes at sources, in order, into a new compact one at target. The documents
 * of each source are numbered after those of the one before; those of a single source keep their
 * numbers. Metadata comes from the first source that has it. All sources are open at once, with 4
 * to 6 files each, which the limit on open files must allow. After a failure, the caller removes
 * target. */
int shim_compact(const char *const *sources, size_t count, const char *target, struct error *err);
/* Checks each table of the index at path (Xapian::Database::check), which opens them for writing.
 * *problems is the number of problems; a table that is too damaged to be read is a failure. */
int shim_check(const char *path, size_t *problems, struct error *err);

/* language is a name Xapian::Stem knows, or "none". NULL and a sentence that lists the names. */
struct shim_stemmer *shim_stemmer_new(const char *language, struct error *err);
void shim_stemmer_free(struct shim_stemmer *stemmer);
/* The stem of a folded word; borrowed until the next call. Repeated words are looked up in a cache
 * of bounded size. Never fails: a word that cannot be stemmed is its own stem. */
const char *shim_stem(struct shim_stemmer *stemmer, const char *word, size_t length,
                      size_t *stem_length);
/* The number of bytes that each word of a stem of `length` bytes has in common with its beginning;
 * words that differ there need not be stemmed. */
size_t shim_stem_common(const struct shim_stemmer *stemmer, size_t length);

#ifdef __cplusplus
}
#endif

#endif
