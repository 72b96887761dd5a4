/* SPDX-License-Identifier: GPL-2.0-or-later */
/* engine.h: queries over a Xapian database, and searches.
 *
 * The rules of xapian_shim.h hold here, too. A query is one tree, which is not bound to a database:
 * each search brings it into the form that the database and the request allow, and names the
 * strategy that found the matches. Functions that make a query from queries take ownership of them,
 * also on failure. If one of them is NULL, the result is NULL and err is unchanged, so that a chain
 * needs one check at its end. A query and the queries that it was made of or copied from count as
 * one handle.
 */
#ifndef NEWSSEARCH_ENGINE_H
#define NEWSSEARCH_ENGINE_H

#include "xapian_shim.h"

#ifdef __cplusplus
extern "C" {
#endif

struct engine_query;
struct engine_matches;

enum engine_operator {
    ENGINE_AND,
    ENGINE_OR,
    ENGINE_XOR,
    ENGINE_AND_NOT,   /* the first and none of the others */
    ENGINE_AND_MAYBE, /* the first; the others add weight */
    ENGINE_FILTER,    /* the first and all others, which have no weight */
    ENGINE_PHRASE,    /* terms in order within window positions */
    ENGINE_NEAR,      /* terms in any order within window positions */
    ENGINE_SYNONYM,   /* any, with the weight of one term */
};
struct engine_query *engine_query_all(struct error *err);
struct engine_query *engine_query_none(struct error *err);
/* Fails for an empty term, which would mean all documents to Xapian. */
struct engine_query *engine_query_term(const char *term, size_t length, uint32_t wqf,
                                       uint32_t position, struct error *err);
/* Takes ownership of queries[0] to queries[count - 1]. For count 0 the result is engine_query_none,
 * for 1 the query itself. window: for PHRASE and NEAR; else 0. PHRASE and NEAR take terms, and ORs
 * of terms. */
struct engine_query *engine_query_combine(enum engine_operator op, struct engine_query **queries,
                                          size_t count, uint32_t window, struct error *err);
struct engine_query *engine_query_pair(enum engine_operator op, struct engine_query *left,
                                       struct engine_query *right, struct error *err);
/* Values of slot from lower to upper, ends included; NULL: no limit. Documents without the value
 * never match. No weight. */
struct engine_query *engine_query_range(unsigned slot, const char *lower, size_t lower_length,
                                        const char *upper, size_t upper_length, struct error *err);
struct engine_range { /* of the values of a slot, ends included; data NULL: no limit */
    unsigned slot;
    struct shim_slice lower, upper;
};
/* A range of values as a range of the numbers in the records of a table. The number has `bits` bits
 * (at most 16) and begins at bit `first` (0 is the highest bit of the first byte). Numbers between
 * lowest and highest are inside; lowest or highest itself is inside if lowest_sure or highest_sure,
 * else the value is read. A missing record counts as 0. */
struct engine_column_range {
    const struct shim_table *table;
    unsigned first, bits;
    uint32_t lowest, highest;
    bool lowest_sure, highest_sure;
};
/* As engine_query_range, but a few times as fast where the database uses the table. */
struct engine_query *engine_query_column_range(const struct engine_column_range *column,
                                               const struct engine_range *range, struct error *err);
struct engine_query *engine_query_scale(struct engine_query *query, double factor,
                                        struct error *err);
/* Weighs each document by the number (shim_number, >= 0) in slot: Xapian::ValueWeightPostingSource;
 * matches the documents that have one. */
struct engine_query *engine_query_value_weight(unsigned slot, struct error *err);
/* What a document's record (NULL: none) adds to its weight: 0 or more. */
typedef double engine_weigh(const void *context, const char *record);
/* Records side by side. */
struct engine_record_run {
    const char *records;
    size_t stride, count; /* stride: bytes from one record to the next */
};
/* The first of some records that weighs `least` (above 0) or more; count: none does. */
typedef size_t engine_find_record(const void *context, const struct engine_record_run *run,
                                  double least);
/* What records weigh: by at most `most`. find, or NULL: the same faster than record by record. */
struct engine_record_weights {
    const struct shim_table *table;
    engine_weigh *weigh;
    engine_find_record *find;
    const void *context;
    double most;
};
/* Weighs every document by its record. The table and the context must outlive the query. Local
 * databases only: servers fail with SHIM_FAULT_NO_REMOTE. */
struct engine_query *engine_query_weigh(const struct engine_record_weights *weights,
                                        struct error *err);
/* The documents with these numbers, ascending and unique (copied), without weight. For a database
 * of one local part. */
struct engine_query *engine_query_docids(const uint32_t *docids, size_t count, struct error *err);
/* Weighs every document alike: Xapian::FixedWeightPostingSource. */
struct engine_query *engine_query_constant(double weight, struct error *err);
/* Allowed positions of a word: first to last and, unless high_first is 0, high_first to high_last.
 */
struct engine_positions {
    uint32_t first, last, high_first, high_last;
};
/* A PHRASE or NEAR (owned) of at least two words, with its window, where word i has a position in
 * ranges[i]: all words with their weight, filtered by the documents with the phrase there. These
 * are found when a search begins, from the matches of the phrase and their positions, among the
 * documents that match narrow (owned). Safe where it need not match. Local databases only. */
struct engine_query *engine_query_phrase_at(struct engine_query *phrase, uint32_t window,
                                            const struct engine_positions *ranges,
                                            struct engine_query *narrow, struct error *err);
/* 1: the document is a match, 0: it is not, -1 with *err: the search fails. document belongs to the
 * shim. */
typedef int engine_confirm(void *context, struct shim_document *document, struct error *err);
/* query (owned), filtered by a callback that is called for each match when a search begins, on the
 * searching thread. context must outlive the query. Local databases only. */
struct engine_query *engine_query_confirmed(struct engine_query *query, engine_confirm *confirm,
                                            void *context, struct error *err);
/* Whether words occur within a window: in order, or in any order at different positions. lists[i]
 * has the counts[i] ascending positions of word i. */
bool engine_window_holds(bool ordered, const uint32_t *const *lists, const size_t *counts,
                         size_t count, uint32_t window);
struct engine_query *engine_query_copy(const struct engine_query *query, struct error *err);
void engine_query_free(struct engine_query *query);
bool engine_query_is_none(const struct engine_query *query); /* MatchNothing */
bool engine_query_is_all(const struct engine_query *query);  /* engine_query_all */
/* What Xapian will run, "Query((Zpytorch@1 AND Zazur@2))"; malloc'd, free(). */
char *engine_query_describe(const struct engine_query *query);

/* Pairs of words that add to the weight of documents where both are side by side. */
struct engine_proximity;
/* Documents in which words[0] and words[1] are in this order, within window positions, weigh more
 * by a part of what both words weigh, or only the first or the second. Each document with the pair
 * also has both required terms, at least as often as the word in the same place. */
enum engine_weighs { ENGINE_BOTH, ENGINE_FIRST, ENGINE_SECOND };
struct engine_proximity_pair {
    struct shim_slice words[2], required[2];
    uint32_t window;
    enum engine_weighs weighs;
    double factor; /* the part */
};
struct engine_proximity *engine_proximity_new(void); /* NULL when memory ran out */
void engine_proximity_free(struct engine_proximity *proximity);
int engine_proximity_add(struct engine_proximity *proximity,
                         const struct engine_proximity_pair *pair, struct error *err);

/* How matches are weighed: by Xapian::IneB2Weight(c), and by pairs (NULL: none). */
struct engine_scoring {
    double c;
    const struct engine_proximity *proximity;
};

/* Weights differ in the last digits by the order in which Xapian adds them up, which depends on how
 * frequent words are in each part of an index. Rounded to this step they are equal again, so that
 * ties are seen, and an index in parts gives the scores of a whole one. */
#define ENGINE_SCORE_QUANTUM 0x1p-30
double engine_round_score(double weight);

/* 1: the document is a match, 0: it is not, -1: stop the search (shim_last_fault:
 * SHIM_FAULT_STOPPED; the caller keeps its own reason, *err is not touched). document belongs to
 * the shim. Asked before a match is counted or ranked, and perhaps again. */
typedef int engine_filter(void *context, struct shim_document *document);
/* The whole numbers that the records of a table give as weights: where one document's number is
 * higher than another's, so is its value in some slot. 0: the document may have no value. */
struct engine_column_order {
    struct engine_record_weights numbers;
    const char *strategy; /* what to call a search by these numbers */
};
struct engine_request {
    const struct engine_query *query;
    const struct engine_scoring *scoring; /* NULL: no weights, which is faster */
    uint32_t limit;
    uint32_t check_at_least; /* UINT32_MAX: all, which makes counts exact */
    int sort_slot; /* -1: by weight; else by this slot's value, then weight; no value sorts as "" */
    bool sort_descending; /* of the value */
    /* NULL, or how to find the highest values of sort_slot where that is faster. */
    const struct engine_column_order *sort_column;
    /* There is one row more than limit; if it ties with the row before it (engine_matches_tie), all
     * that tie with it are rows. */
    bool whole_ties;
    /* Rows may come without weights where that is faster (engine_matches_are_weighed). All matches
     * by weight are then in the order of their numbers. */
    bool late_weights;
    double least_weight;   /* 0: all; else only matches of at least this weight */
    engine_filter *filter; /* or NULL; servers fail with SHIM_FAULT_NO_REMOTE */
    void *filter_context;
    /* In place of check_at_least where the engine's own matcher runs: so many documents are counted
     * before any is passed over, and the total is an estimate then. UINT32_MAX: all. */
    uint32_t count_up_to;
    uint32_t min_postings_per_thread; /* 0: what pays on most machines */
    const unsigned *counted_slots;    /* count the values of these slots over all matches seen */
    size_t counted_slot_count;
};
struct engine_matches *engine_search(struct shim_database *database,
                                     const struct engine_request *request, struct error *err);
void engine_matches_free(struct engine_matches *matches);
/* How many documents match: exactly, or (which costs next to nothing) at most. */
int engine_count_matches(struct shim_database *database, const struct engine_query *query,
                         bool exact, uint64_t *count, struct error *err);
/* The documents that match, ascending. Not of a remote database. */
int engine_each_match(struct shim_database *database, const struct engine_query *query,
                      shim_posting_visit *visit, void *context, struct error *err);

size_t engine_matches_size(const struct engine_matches *matches); /* rows found */
/* The number of all matches; exact if lower equals upper. */
void engine_matches_total(const struct engine_matches *matches, uint32_t *lower,
                          uint32_t *estimated, uint32_t *upper);
/* How they were found, such as "conjunction, 2 threads"; borrowed. */
const char *engine_matches_strategy(const struct engine_matches *matches);
bool engine_matches_are_weighed(const struct engine_matches *matches);
/* Whether two rows have the same place in the order: the same value of sort_slot, or weights that
 * are the same when rounded. */
bool engine_matches_tie(const struct engine_matches *matches, size_t row, size_t other);
uint32_t engine_matches_docid(const struct engine_matches *matches, size_t row);
/* Only if the rows are weighed. Rounded where the best were weighed by pairs after the search. */
double engine_matches_weight(const struct engine_matches *matches, size_t row);
struct shim_document *engine_matches_document(struct engine_matches *matches, size_t row,
                                              struct error *err); /* _free it */
/* The distinct values of counted slot number `number`, in byte order; documents is the count. */
int engine_matches_each_value(struct engine_matches *matches, size_t number, shim_term_visit *visit,
                              void *context, struct error *err);

/* The best terms to tell documents from the rest (Xapian's ESet), best first. */
struct engine_expansion {
    size_t limit;
    bool (*keep)(void *context, const char *term, size_t length); /* NULL: all terms */
    int (*visit)(void *context, const char *term, size_t length, double weight);
    void *context; /* of both */
};
int engine_expand(struct shim_database *database, const uint32_t *docids, size_t count,
                  const struct engine_expansion *expansion, struct error *err);

/* A list in metadata of the words of all terms with these prefixes. Finding words by a part of them
 * is about a hundred times as fast as stepping over all terms. Words of removed documents may be in
 * the list. */
struct engine_word_list {
    const char *key;
    const char *const *prefixes;
    size_t count; /* of prefixes */
};

/* Adds the words of a document that is about to be added or replaced, as part of the transaction.
 */
int engine_word_list_add(struct shim_writer *writer, const struct engine_word_list *word_list,
                         const struct shim_document *document, struct error *err);
/* Makes the list from all terms. */
int engine_word_list_build(struct shim_writer *writer, const struct engine_word_list *word_list,
                           struct error *err);
/* Letters and digits to look for inside words. visit gets 0 for documents. */
struct engine_word_part {
    const char *text;
    size_t length;
    shim_term_visit *visit;
    void *context;
};
/* Visits for each part the words that contain it, and all words that are too long for one term. For
 * a database of one local part; visits none if it has no such list. */
int engine_word_list_find(struct shim_database *database, const struct engine_word_list *word_list,
                          const struct engine_word_part *parts, size_t count, struct error *err);

/* Sets the record of docid in a table, as part of the transaction. length is the document's length
 * (shim_each_length); ENGINE_LENGTH_KNOWN: read it from the document docid, which must exist. */
#define ENGINE_LENGTH_KNOWN UINT32_MAX
int engine_set_record(struct shim_writer *writer, const struct shim_table *table, uint32_t docid,
                      const char *record, uint32_t length, struct error *err);

/* The records of a table, and who looks at them; number counts the documents as they were given. */
typedef void engine_record_visit(void *context, size_t number, const char *record);
struct engine_records {
    const struct shim_table *table;
    engine_record_visit *visit;
    void *context;
};
/* Visits the records of these documents, which are in any order. Of a database that is not one
 * local index, none. */
int engine_each_record(struct shim_database *database, const struct engine_records *records,
                       const uint32_t *docids, size_t count, struct error *err);

/* The number of parts, each for one thread, to divide `steps` steps into: each has at least `least`
 * steps, and there are at most as many parts as processors. Inside one of several parts it is
 * 1. */
size_t engine_parallel_parts(size_t steps, size_t least);
/* The first step of a part; for part == parts, the end of the last part. */
size_t engine_parallel_first(size_t steps, size_t part, size_t parts);
/* true: this thread divides no work from now on, because other threads are busy with the same. */
void engine_parallel_alone(bool alone);
/* Does part number part (from 0). No other thread uses its database: part 0 has the given one, the
 * others the same index at the same revision, opened again. It may be called again for a part that
 * failed. */
typedef int engine_parallel_part(void *context, size_t part, struct shim_database *database,
                                 struct error *err);
/* Does all parts, each in a thread. A part that fails in its thread, or that cannot have one (the
 * database has several parts, is on a server, or has changed), is done on the calling thread after
 * part 0, so that failures are reported as without threads. */
int engine_parallel(struct shim_database *database, size_t parts, engine_parallel_part *run,
                    void *context, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
