/* SPDX-License-Identifier: GPL-2.0-or-later */
/* engine.h: queries over a Xapian database, and searches.
 *
 * The rules of xapian_shim.h hold here, too. A query is one tree, which is not bound to a database:
 * each search brings it into the form that the database and the request allow, and names the
 * strategy that found the matches.
 */
#ifndef NEWSSEARCH_ENGINE_H
#define NEWSSEARCH_ENGINE_H

#include "xapian_shim.h"

#ifdef __cplusplus
extern "C" {
#endif

struct shim_query;
struct shim_matches;

enum shim_operator {
    SHIM_AND,
    SHIM_OR,
    SHIM_XOR,
    SHIM_AND_NOT,   /* the first and none of the others */
    SHIM_AND_MAYBE, /* the first; the others add weight */
    SHIM_FILTER,    /* the first and all others, which have no weight */
    SHIM_PHRASE,    /* terms in order within window positions */
    SHIM_NEAR,      /* terms in any order within window positions */
    SHIM_SYNONYM,   /* any, with the weight of one term */
};
struct shim_query *shim_query_all(struct error *err);
struct shim_query *shim_query_none(struct error *err);
/* Fails for an empty term, which would mean all documents to Xapian. */
struct shim_query *shim_query_term(const char *term, size_t length, uint32_t wqf, uint32_t position,
                                   struct error *err);
/* Takes ownership of queries[0] to queries[count - 1]. For count 0 the result is shim_query_none,
 * for 1 the query itself. window: for PHRASE and NEAR; else 0. PHRASE and NEAR take terms, and ORs
 * of terms. */
struct shim_query *shim_query_combine(enum shim_operator op, struct shim_query **queries,
                                      size_t count, uint32_t window, struct error *err);
struct shim_query *shim_query_pair(enum shim_operator op, struct shim_query *left,
                                   struct shim_query *right, struct error *err);
/* Values of slot from lower to upper, ends included; NULL: no limit. Documents without the value
 * never match. No weight. */
struct shim_query *shim_query_range(unsigned slot, const char *lower, size_t lower_length,
                                    const char *upper, size_t upper_length, struct error *err);
struct shim_range { /* of the values of a slot, ends included; data NULL: no limit */
    unsigned slot;
    struct shim_slice lower, upper;
};
/* A range of values as a range of the numbers in the records of a table. The number has `bits` bits
 * (at most 16) and begins at bit `first` (0 is the highest bit of the first byte). Numbers between
 * lowest and highest are inside; lowest or highest itself is inside if lowest_sure or highest_sure,
 * else the value is read. A missing record counts as 0. */
struct shim_column_range {
    const struct shim_table *table;
    unsigned first, bits;
    uint32_t lowest, highest;
    bool lowest_sure, highest_sure;
};
/* As shim_query_range, but a few times as fast where the database uses the table. */
struct shim_query *shim_query_column_range(const struct shim_column_range *column,
                                           const struct shim_range *range, struct error *err);
struct shim_query *shim_query_scale(struct shim_query *query, double factor, struct error *err);
/* Weighs each document by the number (shim_number, >= 0) in slot: Xapian::ValueWeightPostingSource;
 * matches the documents that have one. */
struct shim_query *shim_query_value_weight(unsigned slot, struct error *err);
/* What a document's record (NULL: none) adds to its weight: 0 or more. */
typedef double shim_weigh(const void *context, const char *record);
/* Weighs every document by its record in table, by at most `most`. table and context must outlive
 * the query. Local databases only: servers fail with SHIM_FAULT_NO_REMOTE. */
struct shim_query *shim_query_weigh(const struct shim_table *table, shim_weigh *weigh,
                                    const void *context, double most, struct error *err);
/* The documents with these numbers, ascending and unique (copied), without weight. For a database
 * of one local part. */
struct shim_query *shim_query_docids(const uint32_t *docids, size_t count, struct error *err);
/* Weighs every document alike: Xapian::FixedWeightPostingSource. */
struct shim_query *shim_query_constant(double weight, struct error *err);
/* Allowed positions of a word: first to last and, unless high_first is 0, high_first to high_last.
 */
struct shim_positions {
    uint32_t first, last, high_first, high_last;
};
/* A PHRASE or NEAR (owned) of at least two words, with its window, where word i has a position in
 * ranges[i]: all words with their weight, filtered by the documents with the phrase there. These
 * are found when a search begins, from the matches of the phrase and their positions, among the
 * documents that match narrow (owned). Safe where it need not match. Local databases only. */
struct shim_query *shim_query_phrase_at(struct shim_query *phrase, uint32_t window,
                                        const struct shim_positions *ranges,
                                        struct shim_query *narrow, struct error *err);
/* 1: the document is a match, 0: it is not, -1 with *err: the search fails. document belongs to the
 * shim. */
typedef int shim_confirm(void *context, struct shim_document *document, struct error *err);
/* query (owned), filtered by a callback that is called for each match when a search begins, on the
 * searching thread. context must outlive the query. Local databases only. */
struct shim_query *shim_query_confirmed(struct shim_query *query, shim_confirm *confirm,
                                        void *context, struct error *err);
/* Whether words occur within a window: in order, or in any order at different positions. lists[i]
 * has the counts[i] ascending positions of word i. */
bool shim_window_holds(bool ordered, const uint32_t *const *lists, const size_t *counts,
                       size_t count, uint32_t window);
struct shim_query *shim_query_copy(const struct shim_query *query, struct error *err);
void shim_query_free(struct shim_query *query);
bool shim_query_is_none(const struct shim_query *query); /* MatchNothing */
bool shim_query_is_all(const struct shim_query *query);  /* shim_query_all */
/* What Xapian will run, "Query((Zpytorch@1 AND Zazur@2))"; malloc'd, free(). */
char *shim_query_describe(const struct shim_query *query);

/* Pairs of words that add to the weight of documents where both are side by side. */
struct shim_proximity;
/* Documents in which words[0] and words[1] are in this order, within window positions, weigh more
 * by a part of what both words weigh, or only the first or the second. Each document with the pair
 * also has both required terms, at least as often as the word in the same place. */
enum shim_weighs { SHIM_BOTH, SHIM_FIRST, SHIM_SECOND };
struct shim_proximity_pair {
    struct shim_slice words[2], required[2];
    uint32_t window;
    enum shim_weighs weighs;
    double factor; /* the part */
};
struct shim_proximity *shim_proximity_new(void); /* NULL when memory ran out */
void shim_proximity_free(struct shim_proximity *proximity);
int shim_proximity_add(struct shim_proximity *proximity, const struct shim_proximity_pair *pair,
                       struct error *err);

/* How matches are weighed: by Xapian::IneB2Weight(c), and by pairs (NULL: none). */
struct shim_scoring {
    double c;
    const struct shim_proximity *proximity;
};

/* Weights differ in the last digits by the order in which Xapian adds them up, which depends on how
 * frequent words are in each part of an index. Rounded to this step they are equal again, so that
 * ties are seen, and an index in parts gives the scores of a whole one. */
#define SHIM_SCORE_QUANTUM 0x1p-30
double shim_round_score(double weight);

/* 1: the document is a match, 0: it is not, -1: stop the search (shim_last_fault:
 * SHIM_FAULT_STOPPED; the caller keeps its own reason, *err is not touched). document belongs to
 * the shim. Asked before a match is counted or ranked, and perhaps again. */
typedef int shim_filter(void *context, struct shim_document *document);
struct shim_request {
    const struct shim_query *query;
    const struct shim_scoring *scoring; /* NULL: no weights, which is faster */
    uint32_t limit;
    uint32_t check_at_least; /* UINT32_MAX: all, which makes counts exact */
    int sort_slot; /* -1: by weight; else by this slot's value, then weight; no value sorts as "" */
    bool sort_descending; /* of the value */
    double least_weight;  /* 0: all; else only matches of at least this weight */
    shim_filter *filter;  /* or NULL; servers fail with SHIM_FAULT_NO_REMOTE */
    void *filter_context;
    /* In place of check_at_least where the engine's own matcher runs: so many documents are counted
     * before any is passed over, and the total is an estimate then. UINT32_MAX: all. */
    uint32_t count_up_to;
    uint32_t min_postings_per_thread; /* 0: what pays on most machines */
    const unsigned *counted_slots;    /* count the values of these slots over all matches seen */
    size_t counted_slot_count;
};
struct shim_matches *shim_search(struct shim_database *database, const struct shim_request *request,
                                 struct error *err);
void shim_matches_free(struct shim_matches *matches);
/* Whether the database's table makes a search of the query faster. */
bool shim_is_of_words(const struct shim_database *database, const struct shim_query *query);
/* How many documents match: exactly, or (which costs next to nothing) at most. */
int shim_count_matches(struct shim_database *database, const struct shim_query *query, bool exact,
                       uint64_t *count, struct error *err);
/* The documents that match, ascending. Not of a remote database. */
int shim_each_match(struct shim_database *database, const struct shim_query *query,
                    shim_posting_visit *visit, void *context, struct error *err);

size_t shim_matches_size(const struct shim_matches *matches); /* rows fetched */
/* The number of all matches; exact if lower equals upper. */
void shim_matches_total(const struct shim_matches *matches, uint32_t *lower, uint32_t *estimated,
                        uint32_t *upper);
/* How they were found, such as "conjunction, 2 threads"; borrowed. */
const char *shim_matches_strategy(const struct shim_matches *matches);
/* Whether all matches that tie with the last row are rows too, though they are more than the limit;
 * weights are then rounded. */
bool shim_matches_has_whole_ties(const struct shim_matches *matches);
uint32_t shim_matches_docid(const struct shim_matches *matches, size_t row);
double shim_matches_weight(const struct shim_matches *matches, size_t row);
struct shim_document *shim_matches_document(struct shim_matches *matches, size_t row,
                                            struct error *err); /* _free it */
/* The distinct values of counted slot number `number`, in byte order; documents is the count. */
int shim_matches_each_value(struct shim_matches *matches, size_t number, shim_term_visit *visit,
                            void *context, struct error *err);

/* The best terms to tell documents from the rest (Xapian's ESet), best first. */
struct shim_expansion {
    size_t limit;
    bool (*keep)(void *context, const char *term, size_t length); /* NULL: all terms */
    int (*visit)(void *context, const char *term, size_t length, double weight);
    void *context; /* of both */
};
int shim_expand(struct shim_database *database, const uint32_t *docids, size_t count,
                const struct shim_expansion *expansion, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
