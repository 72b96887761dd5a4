/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words_fixture.h: an index of random words with a table of records, and queries asked of it twice:
 * with the table (matched by our own loop) and without (by Xapian's matcher). */
#ifndef NEWSSEARCH_WORDS_FIXTURE_H
#define NEWSSEARCH_WORDS_FIXTURE_H

#include <math.h>

#include "draw.h"
#include "shim_fixture.h"

enum { DOCUMENTS = 3000, VOCABULARY = 30, TOLD = 40 };

static const struct shim_table table = { "test", 2, 100 };

/* Two markers, and the words after them: the first is in each document with words, at
 * position 1, the second at position 21. */
#define EARLY "early"
#define LATE "late"

/* The first words are the most frequent; the last two stand nowhere. */
static const char *draw_word(void)
{
    static char word[20];
    snprintf(word, sizeof word, "w%u", draw(1 + draw(VOCABULARY)));
    return word;
}

/* What a record has of a number: it tells those from 1 to TOLD - 1. */
static inline unsigned told(int number)
{
    return number < 0 ? 0 : number < TOLD ? (unsigned)number : TOLD;
}

static inline bool add_document(struct shim_writer *writer, struct shim_document *document,
                                unsigned n)
{
    const bool has_number = draw(5) > 0;
    const int number = (int)draw(60) - 3;
    const char record[2] = { (char)(has_number ? told(number) : 0), (char)draw(100) };
    unsigned words = draw(4) == 0 ? draw(3) : draw(60);
    char value[SHIM_NUMBER_SIZE];
    shim_document_clear(document);
    if (has_number)
        shim_document_set_value(document, SLOT_NUMBER, value, shim_number(value, number), &err);
    for (unsigned i = 0; i < words; i++) {
        const char *word = draw_word();
        const unsigned position = i < 19 ? i + 2 : i + 3;
        if (i == 0)
            shim_document_add_term(document, EARLY, strlen(EARLY), 1, 0, &err);
        if (i == 19)
            shim_document_add_term(document, LATE, strlen(LATE), 21, 0, &err);
        if (strcmp(word, "w28") != 0 && strcmp(word, "w29") != 0)
            shim_document_add_term(document, word, strlen(word), position, draw(3), &err);
    }
    return shim_add(writer, document, NULL, &err) == 0 &&
           engine_set_record(writer, &table, n, record, ENGINE_LENGTH_KNOWN, &err) == 0;
}

/* With gaps between the numbers, and documents that have no record. */
static inline bool build_words(const char *path)
{
    struct shim_document *document = shim_document_new();
    struct shim_writer *writer = shim_writer_open(path, SHIM_CREATE, &err);
    bool good = writer != NULL;
    for (unsigned n = 1; good && n <= DOCUMENTS; n++)
        good = add_document(writer, document, n);
    if (good) /* what has no record has no value */
        shim_document_set_value(document, SLOT_NUMBER, "", 0, &err);
    for (unsigned n = 0; good && n < 20; n++)
        good = shim_add(writer, document, NULL, &err) == 0;
    for (unsigned n = 3; good && n <= DOCUMENTS; n += 1 + draw(9))
        good = shim_remove(writer, n, &err) == 0;
    good = good && shim_commit(writer, &err) == 0;
    shim_writer_close(writer);
    shim_document_free(document);
    return good;
}

static inline double weigh_record(const void *context, const char *record)
{
    return record ? *(const double *)context * (record[0] * 100 + record[1]) : 0;
}

static inline size_t find_record(const void *context, const struct engine_record_run *run,
                                 double least)
{
    for (size_t i = 0; i < run->count; i++)
        if (weigh_record(context, run->records + i * run->stride) >= least)
            return i;
    return run->count;
}

/* By weigh_record, found by find or record by record. */
static inline struct engine_query *weigh_records(const double *factor, engine_find_record *find)
{
    const struct engine_record_weights weights = { &table, weigh_record, find, factor, 5 };
    return engine_query_weigh(&weights, &err);
}

static inline void draw_terms(struct engine_query **terms, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        terms[i] = term(draw_word());
}

static inline bool same_rows(const struct engine_matches *own, const struct engine_matches *xapian)
{
    size_t count = engine_matches_size(xapian);
    if (engine_matches_size(own) != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (fabs(engine_matches_weight(own, i) - engine_matches_weight(xapian, i)) > 1e-11)
            return false;
    /* Weights that are equal but for the last digit may change places. */
    for (size_t i = 0; i < count; i++) {
        bool tie =
            (i > 0 && engine_matches_weight(own, i - 1) - engine_matches_weight(own, i) < 1e-11) ||
            i + 1 == count ||
            engine_matches_weight(own, i) - engine_matches_weight(own, i + 1) < 1e-11;
        if (!tie && engine_matches_docid(own, i) != engine_matches_docid(xapian, i))
            return false;
    }
    return true;
}

struct listed {
    uint64_t count;
    uint32_t last;
    bool ascends;
};

static inline int take_listed(void *context, uint32_t docid)
{
    struct listed *listed = context;
    listed->ascends = listed->ascends && docid > listed->last;
    listed->last = docid;
    listed->count++;
    return 0;
}

/* Whether the matches are as many, listed and only counted. */
static inline bool same_list(struct shim_database *database, const struct engine_query *query,
                             const struct engine_matches *xapian)
{
    uint32_t total, ignored;
    struct listed listed = { 0, 0, true };
    uint64_t counted = 0;
    engine_matches_total(xapian, &total, &ignored, &ignored);
    return engine_each_match(database, query, take_listed, &listed, &err) == 0 &&
           engine_count_matches(database, query, true, &counted, &err) == 0 && listed.ascends &&
           listed.count == counted && counted == total;
}

/* Whether few matches may be guessed too: Xapian's matcher does it, and of a phrase the articles
 * with its words count. */
static inline bool is_guessed(const struct engine_matches *own, const struct engine_query *query)
{
    char *described = engine_query_describe(query);
    bool phrase = strstr(described, "PHRASE");
    free(described);
    return phrase || strcmp(engine_matches_strategy(own), "xapian") == 0;
}

/* Whether Xapian's own matcher was left out of it; *good: the same was found. */
static inline bool compare(struct shim_database *database, const struct engine_query *query,
                           bool *good)
{
    static const uint32_t limits[] = { 1, 7, 100, UINT32_MAX };
    uint32_t lower, estimated, upper, total, ignored;
    struct engine_request request = {
        .query = query, .scoring = &by_weight, .limit = limits[draw(4)], .sort_slot = -1
    };
    if (draw(4) == 0)
        request.least_weight = draw(40) * 0.1;
    request.check_at_least = UINT32_MAX;
    shim_database_use_table(database, NULL);
    struct engine_matches *xapian = engine_search(database, &request, &err);
    shim_database_use_table(database, &table);
    request.check_at_least = 0;
    request.count_up_to = draw(2) == 0 ? UINT32_MAX : draw(500);
    request.min_postings_per_thread = draw(2) == 0 ? 0 : 100;
    struct engine_matches *own = engine_search(database, &request, &err);
    *good = xapian && own && same_rows(own, xapian) &&
            (request.least_weight > 0 || same_list(database, query, xapian));
    bool exact = false;
    if (*good) {
        engine_matches_total(xapian, &total, &ignored, &ignored);
        engine_matches_total(own, &lower, &estimated, &upper);
        exact = lower == upper && lower == estimated;
        if (request.least_weight == 0)
            *good = lower <= total && total <= upper && lower <= estimated && estimated <= upper &&
                    (exact || total > request.count_up_to || is_guessed(own, query));
    }
    engine_matches_free(xapian);
    engine_matches_free(own);
    return exact;
}

/* Makes the index of words and opens it. */
static inline struct shim_database *words_begin(void)
{
    fixture_begin();
    tap_ok(build_words(in_temporary("words")), "an index of words is built");
    struct shim_database *database = open_one(in_temporary("words"));
    shim_database_use_table(database, &table);
    return database;
}

#endif
