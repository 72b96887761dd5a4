/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_shim.h: xapian-core behind opaque handles and plain C calls.
 *
 * Rules of the boundary:
 *  1. A handle is made by a _open/_new/query function and given back to its _close/_free,
 *     which take NULL.
 *  2. No exception leaves the shim: each call that can fail takes struct error *err and
 *     returns -1 or NULL with the sentence in it. A sentence names the database or
 *     server, never a C++ type.
 *  3. Strings are bytes with a length; terms and values may hold NULs.
 *  4. Functions that make a query from queries take ownership of them, also on failure. A NULL
 * among them is passed on as NULL with err as it is, so that a chain needs one check at its end.
 *  5. A handle is used by one thread at a time; different handles by different threads.
 *  6. Callbacks run on the calling thread, and must not throw or longjmp. A visitor returns 0 to go
 * on, 1 for enough (the walk then returns 0), or -1 when it failed: the walk then returns -1 with
 * SHIM_FAULT_STOPPED and leaves *err to the visitor, who has filled it through its context. The
 * shim knows no articles and includes error.h only.
 */
#ifndef NEWSSEARCH_XAPIAN_SHIM_H
#define NEWSSEARCH_XAPIAN_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#include "error.h" /* C's, so within */

struct shim_database; /* for reading: one or several indexes searched as one */
struct shim_writer;   /* for writing: one index on disk */
struct shim_document;
struct shim_query;
struct shim_matches;
struct shim_stemmer;

const char *shim_version(void); /* of xapian-core as linked, "1.4.22" */

/* What ends the process, and does not return, where Xapian cannot report a failure: a destructor of
 * its own writes, and throws when the disk is full. Called in the thread that failed. */
typedef void shim_terminate(const struct error *err);
void shim_set_terminate(shim_terminate *terminate);

/* Numbers as strings that sort (Xapian::sortable_serialise). out needs SHIM_NUMBER_SIZE
 * bytes; returns the bytes used. -inf is 0 bytes. */
#define SHIM_NUMBER_SIZE 9
size_t shim_number(char out[SHIM_NUMBER_SIZE], double number);
double shim_number_read(const char *bytes, size_t length);

/* Fixed-size records, one a document, kept in metadata: entry i, of key followed by i as eight
 * hexadecimal digits, has those of the documents i * count to (i + 1) * count - 1, each followed by
 * the document's length. What is not there, or is zero all over, is absent. Reading one in the
 * order of documents costs next to nothing. */
struct shim_table {
    const char *key;
    size_t size; /* of a record, bytes */
    uint32_t count;
};

/* The words that the terms with any of these prefixes are made of, kept in metadata: a word is
 * found by a part of it some hundred times sooner than by looking at all terms. Words of documents
 * that are gone may be among them. */
struct shim_vocabulary {
    const char *key;
    const char *const *prefixes;
    size_t count; /* of prefixes */
};

/* What went wrong with a database, beside the sentence, so that a caller can act. */
enum shim_fault {
    SHIM_FAULT_NONE,
    SHIM_FAULT_MISSING,  /* nothing there */
    SHIM_FAULT_NO_INDEX, /* there, but not a Xapian database */
    SHIM_FAULT_MODIFIED, /* overtaken by two commits, or swapped away: reopen, ask again */
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
 * (a xapian-tcpsrv). A directory is opened so that tables opened later still belong to it, even
 * when another directory has been swapped in at its path. timeout_seconds is for reaching a server
 * and for each of its answers, also for servers in stub files (0: 10 s; looking up HOST is not
 * counted). Xapian 1.4 ignores SIGPIPE in the whole process once a server is opened: a writer to a
 * closed pipe then sees EPIPE. */
struct shim_database *shim_database_open(const char *const *places, size_t count,
                                         double timeout_seconds, struct error *err);
void shim_database_close(struct shim_database *database);

bool shim_database_is_remote(const struct shim_database *database); /* any part of it */
/* Whether there have been commits since it was opened; it reads what they left from now on. False
 * also where that cannot be told. */
bool shim_database_catch_up(struct shim_database *database);
int shim_document_count(struct shim_database *database, uint32_t *count, struct error *err);
/* The highest number that a document has or had. */
int shim_last_number(struct shim_database *database, uint32_t *docid, struct error *err);
/* Revision of a database of one local part; 0 for others. */
int shim_database_revision(struct shim_database *database, uint64_t *revision, struct error *err);
/* User metadata; of several databases the first's. *value is malloc'd (free()), "" if absent. */
int shim_metadata(struct shim_database *database, const char *key, char **value, size_t *length,
                  struct error *err);
/* The same of each index and server that the database is made of, in order. */
typedef int shim_metadata_visit(void *context, const char *value, size_t length);
int shim_each_metadata(struct shim_database *database, const char *key, shim_metadata_visit *visit,
                       void *context, struct error *err);
/* The largest value in a slot, or one that is larger; malloc'd (free()), "" if there is none. */
int shim_largest_value(struct shim_database *database, unsigned slot, char **value, size_t *length,
                       struct error *err);
/* The same of numbers (shim_number); -INFINITY: there is none. */
int shim_largest_number(struct shim_database *database, unsigned slot, double *number,
                        struct error *err);
/* How many documents have a value in the slot. */
int shim_value_frequency(struct shim_database *database, unsigned slot, uint32_t *documents,
                         struct error *err);
/* How many documents hold the term. */
int shim_term_frequency(struct shim_database *database, const char *term, size_t length,
                        uint32_t *documents, struct error *err);

/* All terms that begin with prefix, in byte order. */
typedef int shim_term_visit(void *context, const char *term, size_t length, uint32_t documents);
int shim_each_term(struct shim_database *database, const char *prefix, size_t prefix_length,
                   shim_term_visit *visit, void *context, struct error *err);
/* Looked for within words: of letters and digits. documents is 0 for visit. */
struct shim_part {
    const char *text;
    size_t length;
    shim_term_visit *visit;
    void *context;
};
/* For each part the words that hold it, and all that are so long that they may not stand whole in a
 * term. Of a database of one local part; none if it keeps no vocabulary. */
int shim_vocabulary_find(struct shim_database *database, const struct shim_vocabulary *vocabulary,
                         const struct shim_part *parts, size_t count, struct error *err);
/* The documents that hold the term, ascending. */
typedef int shim_posting_visit(void *context, uint32_t docid);
int shim_each_posting(struct shim_database *database, const char *term, size_t length,
                      shim_posting_visit *visit, void *context, struct error *err);
/* All values of a slot, by document. Slow with a server: a journey for each document. */
typedef int shim_value_visit(void *context, uint32_t docid, const char *value, size_t length);
int shim_each_value(struct shim_database *database, unsigned slot, shim_value_visit *visit,
                    void *context, struct error *err);
/* The same for some documents alone, ascending and each once. */
int shim_values_of(struct shim_database *database, unsigned slot, const uint32_t *docids,
                   size_t count, shim_value_visit *visit, void *context, struct error *err);
/* The lengths (sum of wdf) of all documents. */
typedef int shim_length_visit(void *context, uint32_t docid, uint32_t length);
int shim_each_length(struct shim_database *database, shim_length_visit *visit, void *context,
                     struct error *err);
/* The first document that holds the term; *docid 0 if none. */
int shim_find(struct shim_database *database, const char *term, size_t length, uint32_t *docid,
              struct error *err);

/* In how many parts to do so many steps, of which least are worth a thread: at most one a
 * processor, and one within a part. */
size_t shim_parallel_parts(size_t steps, size_t least);
/* Of so many steps the first of a part; of part number parts, which there is not, the end. */
size_t shim_parallel_first(size_t steps, size_t part, size_t parts);
/* This thread divides no work from now on, since others are busy with the like; or it does again.
 */
void shim_parallel_alone(bool alone);
/* Does part number part (from 0), with a database that is this thread's alone: the first with the
 * one given, the others with the same index at the same revision, opened once more. It may be
 * called again for the same part, after it has failed. */
typedef int shim_parallel_part(void *context, size_t part, struct shim_database *database,
                               struct error *err);
/* Does all parts, each in a thread. One that fails in a thread of its own, or for which there is
 * none (several parts, a server, a commit since), is done again on this thread after the first:
 * what is told of a failure is the same as without threads. */
int shim_parallel(struct shim_database *database, size_t parts, shim_parallel_part *run,
                  void *context, struct error *err);

struct shim_document *shim_document_new(void); /* NULL when memory ran out */
/* docid is that of a match or a term; whether the document is still there is not looked up: one
 * that is not has no values. */
struct shim_document *shim_document_get(struct shim_database *database, uint32_t docid,
                                        struct error *err);
void shim_document_free(struct shim_document *document);
void shim_document_clear(struct shim_document *document); /* as new */

/* Makes a posting: the term at a position (0: without one), counted weight times. Fails for an
 * empty term and for one over 245 bytes (a NUL counts twice), so that shim_add does not. */
int shim_document_add_term(struct shim_document *document, const char *term, size_t length,
                           uint32_t position, unsigned weight, struct error *err);
/* A term that only filters: its weight is 0. */
int shim_document_add_filter(struct shim_document *document, const char *term, size_t length,
                             struct error *err);
int shim_document_set_value(struct shim_document *document, unsigned slot, const char *value,
                            size_t length, struct error *err); /* "" removes it */
int shim_document_set_data(struct shim_document *document, const char *data, size_t length,
                           struct error *err);
/* Borrowed until the next call of the same function on the document. Inside a shim_accept
 * callback this reads Xapian's value streams: cheap when called in document order. */
int shim_document_value(struct shim_document *document, unsigned slot, const char **value,
                        size_t *length, struct error *err);
/* 0 for a new one. */
uint32_t shim_document_number(const struct shim_document *document);
int shim_document_data(struct shim_document *document, const char **data, size_t *length,
                       struct error *err);

enum shim_open {
    SHIM_CREATE,
    SHIM_CREATE_SCRATCH /* no fsync, blocks written over in place: for a part of a build */,
    SHIM_EXISTING
};
struct shim_writer *shim_writer_open(const char *path, enum shim_open how, struct error *err);
/* Writers that are opened from now on hold the changes of so many documents in memory; more go to
 * the disk, in a transaction too. Sets the environment, by which Xapian 1.4 is told this: while
 * there is no other thread. */
void shim_set_flush_threshold(uint32_t documents);
/* Closes without committing what is pending: call shim_commit first. */
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
/* A document of the index being written, to change its values and shim_replace it: Xapian then
 * leaves its terms as they are. */
struct shim_document *shim_writer_document(struct shim_writer *writer, uint32_t docid,
                                           struct error *err);
/* Metadata as it is in the transaction; *value as of shim_metadata. */
int shim_writer_metadata(struct shim_writer *writer, const char *key, char **value, size_t *length,
                         struct error *err);
/* The values of several slots side by side, by document, as they are in the transaction. row has as
 * many values as slots, borrowed, empty where the document has none; documents without a value in
 * the first slot are left out. docids: these alone, ascending and each once; NULL: all. */
struct shim_slice {
    const char *data;
    size_t length;
};
typedef int shim_row_visit(void *context, uint32_t docid, const struct shim_slice *row);
int shim_writer_each_row(struct shim_writer *writer, const unsigned *slots, size_t slot_count,
                         const uint32_t *docids, size_t count, shim_row_visit *visit, void *context,
                         struct error *err);
int shim_set_metadata(struct shim_writer *writer, const char *key, const char *value, size_t length,
                      struct error *err);
/* The record of docid in a table; part of the transaction, as metadata is. length is the document's
 * (shim_each_length); SHIM_LENGTH_KNOWN: that of the document docid of this index, which has to be
 * there. */
#define SHIM_LENGTH_KNOWN UINT32_MAX
int shim_set_record(struct shim_writer *writer, const struct shim_table *table, uint32_t docid,
                    const char *record, uint32_t length, struct error *err);
/* Adds the words of a document that is about to be added or replaced, as part of the transaction.
 */
int shim_vocabulary_add(struct shim_writer *writer, const struct shim_vocabulary *vocabulary,
                        const struct shim_document *document, struct error *err);
/* Makes the vocabulary of the terms there are. */
int shim_vocabulary_gather(struct shim_writer *writer, const struct shim_vocabulary *vocabulary,
                           struct error *err);
/* Merges the indexes at sources, in order, into a new compact one at target. Documents are numbered
 * on from one source to the next; of a single source they keep their numbers. Metadata is the
 * first source's that has it. All sources are open at once, with 4 to 6 files each, which
 * the limit on open files has to allow. What a failure leaves at target is the caller's to remove.
 */
int shim_compact(const char *const *sources, size_t count, const char *target, struct error *err);
/* Checks every table of the index at path (Xapian::Database::check), which opens them for writing.
 * *problems is how many; a table too damaged to be walked is a failure instead. */
int shim_check(const char *path, size_t *problems, struct error *err);

/* language is a name Xapian::Stem knows, or "none". NULL and a sentence that lists the names. */
struct shim_stemmer *shim_stemmer_new(const char *language, struct error *err);
void shim_stemmer_free(struct shim_stemmer *stemmer);
/* The stem of a folded word; borrowed until the next call. Repeated words are looked up in a cache
 * of bounded size. Never fails: a word that cannot be stemmed is its own stem. */
const char *shim_stem(struct shim_stemmer *stemmer, const char *word, size_t length,
                      size_t *stem_length);
/* With how many of its first bytes the words of a stem of so many bytes begin at least: other words
 * need not be stemmed. */
size_t shim_stem_common(const struct shim_stemmer *stemmer, size_t length);

enum shim_operator {
    SHIM_AND,
    SHIM_OR,
    SHIM_XOR,
    SHIM_AND_NOT,   /* first and none of the others */
    SHIM_AND_MAYBE, /* first, the others add weight */
    SHIM_FILTER,    /* first, and all others without weight */
    SHIM_PHRASE,    /* terms in order within window positions */
    SHIM_NEAR,      /* terms in any order within window positions */
    SHIM_SYNONYM,   /* any, weighed as if one term */
};
struct shim_query *shim_query_all(struct error *err);
struct shim_query *shim_query_none(struct error *err);
/* An empty term is refused; it would be all documents to Xapian. */
struct shim_query *shim_query_term(const char *term, size_t length, uint32_t wqf, uint32_t position,
                                   struct error *err);
/* Takes ownership of each of queries[0..count). count 0 is none, count 1 that one. window: PHRASE
 * and NEAR; else 0. PHRASE and NEAR take terms, and ORs of terms. */
struct shim_query *shim_query_combine(enum shim_operator op, struct shim_query **queries,
                                      size_t count, uint32_t window, struct error *err);
struct shim_query *shim_query_pair(enum shim_operator op, struct shim_query *left,
                                   struct shim_query *right, struct error *err);
/* Values of slot between lower and upper, ends included; NULL: open at that end. Documents
 * without the value never match. No weight. */
struct shim_query *shim_query_range(unsigned slot, const char *lower, size_t lower_length,
                                    const char *upper, size_t upper_length, struct error *err);
/* What the records of a table tell of the values in a range: of the number that stands in `bits`
 * bits (at most 16) from bit first on (0 is the highest of the first byte), those from lowest to
 * highest. One that is lowest or highest is only sure to be in the range where that is said; else
 * its value is looked at. No record counts as 0. */
struct shim_span {
    const struct shim_table *table;
    unsigned first, bits;
    uint32_t lowest, highest;
    bool lowest_sure, highest_sure;
};
/* As shim_query_range, for a search with the table (struct shim_request) a few times sooner. */
struct shim_query *shim_query_range_told(const struct shim_span *span, unsigned slot,
                                         const char *lower, size_t lower_length, const char *upper,
                                         size_t upper_length, struct error *err);
struct shim_query *shim_query_scale(struct shim_query *query, double factor, struct error *err);
/* Weighs each document by the number (shim_number, >= 0) in slot: Xapian::ValueWeightPostingSource;
 * matches the documents that have one. */
struct shim_query *shim_query_value_weight(unsigned slot, struct error *err);
/* What a document's record adds to its weight: 0 or more. NULL: it has none. */
typedef double shim_weigh(const void *context, const char *record);
/* Weighs every document by its record in table, at most `most`. table and context have to outlive
 * the query. On this machine alone: a remote database refuses it (SHIM_FAULT_NO_REMOTE). */
struct shim_query *shim_query_weigh(const struct shim_table *table, shim_weigh *weigh,
                                    const void *context, double most, struct error *err);
/* The documents with these numbers, ascending and each once (copied), without weight. For a
 * database of one local part. */
struct shim_query *shim_query_among(const uint32_t *docids, size_t count, struct error *err);
/* The documents that match a query of words (shim_is_of_words) now, without weight. */
struct shim_query *shim_query_among_matches(struct shim_database *database,
                                            const struct shim_query *query,
                                            const struct shim_table *table, struct error *err);
/* Weighs every document alike: Xapian::FixedWeightPostingSource. */
struct shim_query *shim_query_constant(double weight, struct error *err);
/* A phrase or NEAR, owned, for a place where it need not match (beside OR, right of AND_MAYBE,
 * filtered from outside): with its weight only where it stands, which Xapian 1.4 gets wrong there.
 * Costs a search for the phrase alone. Others are given back as they are. On this machine alone. */
struct shim_query *shim_query_optional(struct shim_query *query, struct error *err);
/* Where a word may stand: at first to last and, unless high_first is 0, high_first to high_last. */
struct shim_positions {
    uint32_t first, last, high_first, high_last;
};
/* A PHRASE or NEAR (owned) of at least two words, with its window, whose words stand where
 * ranges[i] allows word i: all words with their weight, filtered by the documents that have the
 * phrase there. Those are found when a search begins, by the phrase's matches and their positions.
 * Only documents that match narrow (owned) are looked at.
 * It may stand where it need not match. On this machine alone. */
struct shim_query *shim_query_phrase_at(struct shim_query *phrase, uint32_t window,
                                        const struct shim_positions *ranges,
                                        struct shim_query *narrow, struct error *err);
/* 1: the document is a match, 0: it is not, -1 with *err: the search fails. document belongs to the
 * shim. */
typedef int shim_confirm(void *context, struct shim_document *document, struct error *err);
/* query (owned), filtered by a callback that sees each of its matches when a search begins, on the
 * searching thread. context has to outlive the query. On this machine alone. */
struct shim_query *shim_query_confirmed(struct shim_query *query, shim_confirm *confirm,
                                        void *context, struct error *err);
/* Whether words stand within a window: in order, or each at a position of its own. lists[i] are
 * the counts[i] ascending positions of word i. */
bool shim_window_holds(bool ordered, const uint32_t *const *lists, const size_t *counts,
                       size_t count, uint32_t window);
struct shim_query *shim_query_copy(const struct shim_query *query, struct error *err);
void shim_query_free(struct shim_query *query);
bool shim_query_is_none(const struct shim_query *query); /* MatchNothing */
bool shim_query_is_all(const struct shim_query *query);  /* shim_query_all */
/* What Xapian will run, "Query((Zpytorch@1 AND Zazur@2))"; malloc'd, free(). */
char *shim_query_describe(const struct shim_query *query);

enum shim_scheme { SHIM_INEB2, SHIM_BOOL };
struct shim_weighting {
    enum shim_scheme scheme;
    double c; /* of INEB2 */
};

/* To documents that hold both of terms, at most the weights of both of others, times factor, may be
 * added. The others occur in no document more often than those in the same place. */
struct shim_bonus {
    const char *terms[2], *others[2];
    size_t lengths[2], other_lengths[2];
    double factor;
};

/* 1: the document is a match, 0: it is not, -1: stop the search (shim_last_fault:
 * SHIM_FAULT_STOPPED; the caller keeps its own reason, *err is not touched). document belongs to
 * the shim. */
typedef int shim_accept(void *context, struct shim_document *document);

struct shim_request {
    const struct shim_query *query;
    struct shim_weighting weighting;
    uint32_t limit;
    uint32_t check_at_least; /* UINT32_MAX: all, which makes counts and spies exact */
    int sort_slot; /* -1: by weight; else by this slot's value, then weight; no value sorts as "" */
    bool sort_descending; /* of the value */
    double least_weight;  /* 0: all; else those of this weight or more */
    shim_accept *accept;  /* or NULL; a remote database refuses (SHIM_FAULT_NO_REMOTE) */
    void *accept_context;
    /* NULL, or a table with a record of each document: rows by weight of a query that is nothing
     * but words and phrases (and shim_query_weigh of this table) are then found a few times sooner.
     * In place of check_at_least, counted is so many documents that are looked at before any is
     * passed over, and the total a guess. */
    const struct shim_table *table;
    uint32_t counted; /* UINT32_MAX: all */
    uint32_t apart;   /* with the table: so many postings are worth a thread; 0: what pays on most
                         machines */
    /* What may be added to the weights of rows afterwards. Rows may be left out that, with all of
     * it, weigh more than within less than row number sure (from 1; 0: none) without. */
    const struct shim_bonus *bonuses;
    size_t bonus_count;
    uint32_t sure;
    double within;
    const unsigned *spy_slots; /* count the values of these slots over all matches seen */
    size_t spy_count;
};
struct shim_matches *shim_search(struct shim_database *database, const struct shim_request *request,
                                 struct error *err);
void shim_matches_free(struct shim_matches *matches);
/* Whether the table makes a search sooner: the query is nothing but words, phrases, told ranges and
 * weights of the table, and the database one local part. */
bool shim_is_of_words(const struct shim_database *database, const struct shim_query *query,
                      const struct shim_table *table);
/* Whether there are told ranges in it, which other searches take a value a document for. */
bool shim_has_told_ranges(const struct shim_query *query);
/* The documents that match such a query, ascending (visit may be NULL), and how many (count may be
 * NULL). */
int shim_each_match(struct shim_database *database, const struct shim_query *query,
                    const struct shim_table *table, uint64_t *count, shim_posting_visit *visit,
                    void *context, struct error *err);

size_t shim_matches_size(const struct shim_matches *matches); /* rows fetched */
/* Of all matches: exact when lower equals upper. */
void shim_matches_total(const struct shim_matches *matches, uint32_t *lower, uint32_t *estimated,
                        uint32_t *upper);
/* How they were found, "conjunction, 2 threads": a few words; borrowed. */
const char *shim_matches_strategy(const struct shim_matches *matches);
uint32_t shim_matches_docid(const struct shim_matches *matches, size_t row);
double shim_matches_weight(const struct shim_matches *matches, size_t row);
/* The same with all bonuses that there can be; rows are in the order of these where the request has
 * bonuses. */
double shim_matches_bound(const struct shim_matches *matches, size_t row);
struct shim_document *shim_matches_document(struct shim_matches *matches, size_t row,
                                            struct error *err); /* _free it */
/* The distinct values counted by spy number spy, in byte order; documents is the count. */
int shim_matches_each_spied(struct shim_matches *matches, size_t spy, shim_term_visit *visit,
                            void *context, struct error *err);

/* The best terms to tell documents from the rest (Xapian's ESet), best first. keep may be NULL. */
typedef bool shim_term_keep(void *context, const char *term, size_t length);
typedef int shim_expansion_visit(void *context, const char *term, size_t length, double weight);
int shim_expand(struct shim_database *database, const uint32_t *docids, size_t count, size_t most,
                shim_term_keep *keep, void *keep_context, shim_expansion_visit *visit,
                void *context, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
