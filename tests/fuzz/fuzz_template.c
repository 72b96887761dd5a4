/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_template.c: any text as the template of --format, printed with one row. A complaint has
 * three lines, of which the last is a caret. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "output/formats.h"
#include "text.h"

static void fill(struct result *result)
{
    static const char *const topics[] = { "AI", "R&D \x1b[31m", "\xe6\x9c\xac" };
    *result = (struct result){ .rank = 1, .docid = 7, .score = 1.5 };
    list_add_text(&result->article.values[FIELD_PATH], "/a/\xff.md");
    list_add_text(&result->article.values[FIELD_TITLE], "A \"title\"\twith {braces}\n");
    for (size_t i = 0; i < 3; i++)
        list_add_text(&result->article.values[FIELD_TOPICS], topics[i]);
    result->article.has[FIELD_HEAT] = true;
    result->article.numbers[FIELD_HEAT] = -141;
}

static void check_complaint(const struct error *err)
{
    const char *second = strchr(err->text, '\n');
    const char *third = second ? strchr(second + 1, '\n') : NULL;
    if (strlen(err->text) + 1 < sizeof err->text &&
        (!third || third[1 + strspn(third + 1, " ")] != '^'))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static FILE *nowhere;
    char *text = memory_copy((const char *)data, size);
    struct request request = { .template = text };
    struct error err;
    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    struct output output = { .stream = nowhere, .request = &request };
    const struct format *format = format_find("{");
    if (format->check(&request, &err) == 0) {
        bool shown[256] = { false };
        struct result result;
        fill(&result);
        format->show(&request, shown);
        if (format->begin(&output, NULL, &err) < 0 || format->row(&output, &result, &err) < 0)
            abort();
        format->release(&output);
        article_release(&result.article);
    } else {
        check_complaint(&err);
    }
    free(text);
    return 0;
}
