/* SPDX-License-Identifier: GPL-2.0-or-later */
/* result_fixture.h: results for the tests of formats, with titles as odd as they come. */
#ifndef NEWSSEARCH_RESULT_FIXTURE_H
#define NEWSSEARCH_RESULT_FIXTURE_H

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "output/column.h"
#include "output/formats.h"
#include "output/output.h"
#include "tap.h"

#define ODD_TITLE "Tab\t, \"quote\"\r\nline \\ \033[31mred\033[0m 🎉 שלום \xff."

static inline void fixture_snippet(struct snippet *snippet, const char *text, const char *word)
{
    snippet->text = memory_copy_text(text);
    snippet->marks = memory_allocate(sizeof *snippet->marks);
    const char *found = strstr(text, word);
    if (found) {
        snippet->marks[0][0] = (size_t)(found - text);
        snippet->marks[0][1] = (size_t)(found - text) + strlen(word);
        snippet->mark_count = 1;
    }
}

static inline void fixture_number(struct article *article, enum field_id id, int64_t number)
{
    article->has[id] = true;
    article->numbers[id] = number;
}

/* Two results: one with all fields, one with a title and a path alone. */
static inline void fixture_results(struct results *results)
{
    *results = (struct results){ .query = memory_copy_text("café \xff"),
                                 .total = 2,
                                 .total_exact = true,
                                 .limit = 10,
                                 .count = 2 };
    results->rows = memory_allocate(2 * sizeof *results->rows);
    struct result *full = &results->rows[0], *bare = &results->rows[1];
    struct article *article = &full->article;
    full->rank = 1;
    full->parts = (struct score_parts){ 0.1, 0.2, 0.3, 0.4 };
    full->score = 0.1 + 0.2 + 0.3 + 0.4;
    list_add_text(&article->values[FIELD_PATH], "/news/a.md");
    list_add_text(&article->values[FIELD_TITLE], "Café, azure");
    list_add_text(&article->values[FIELD_EXCERPT], "An excerpt");
    list_add_text(&article->values[FIELD_TOPICS], "AI");
    list_add_text(&article->values[FIELD_TOPICS], "Open source");
    list_add_text(&article->values[FIELD_PROVIDER_NAME], "Forbes");
    list_add_text(&article->values[FIELD_PROVIDER_DOMAIN], "forbes.com");
    list_add_text(&article->values[FIELD_AUTHORS], "Ann");
    list_add_text(&article->values[FIELD_CATEGORY], "news");
    list_add_text(&article->values[FIELD_TYPE], "article");
    list_add_text(&article->values[FIELD_URL], "https://example.org/a");
    list_add_text(&article->values[FIELD_RELATED], "Other");
    list_add_text(&article->values[FIELD_RELATED], "");
    fixture_number(article, FIELD_DATE, 1624774140);
    fixture_number(article, FIELD_QUALITY, -5);
    fixture_number(article, FIELD_HEAT, INT64_C(9007199254740991));
    fixture_number(article, FIELD_PUBLISHED, 1);
    fixture_snippet(&full->snippet, "… the café on azure …", "azure");
    fixture_snippet(&full->title, "Café, azure", "azure");

    bare->rank = 2;
    bare->score = 0;
    list_add_text(&bare->article.values[FIELD_PATH], "/news/\xff\t.md");
    list_add_text(&bare->article.values[FIELD_TITLE], ODD_TITLE);
}

static inline void fixture_list(struct bucket_list *list, const char *name,
                                const char *const values[], const uint64_t counts[], size_t count)
{
    *list = (struct bucket_list){ .name = name, .count = count };
    list->buckets = memory_allocate((count + 1) * sizeof *list->buckets);
    for (size_t i = 0; i < count; i++)
        list->buckets[i] =
            (struct bucket){ values[i] ? memory_copy_text(values[i]) : NULL, counts[i] };
}

/* What the format prints; free() it. */
static inline char *fixture_print(const struct request *request, const struct terminal *terminal,
                                  const struct results *results)
{
    char *text = NULL;
    size_t length = 0;
    struct error err = { .text = "" };
    bool closed;
    struct output output = { .stream = open_memstream(&text, &length),
                             .request = request,
                             .terminal = *terminal };
    if (output_print(&output, results, &closed, &err))
        tap_ok(false, "prints: %s", err.text);
    fclose(output.stream);
    return text;
}

#endif
