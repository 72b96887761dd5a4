/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_regex.c: any pattern on any bytes: a byte of flags, the pattern, a NUL, the text. What is
 * found lies in the text and holds what the pattern needs, and nothing takes long. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../unit/literal_fixture.h"
#include "regex/regex.h"
#include "regex/regex_filter.h"

#define SECONDS_MAX 5 /* for what takes 0.05 s and a block, without sanitizers */
#define MARKS 16

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A text that matches has all runs of one of the pattern's alternatives in its words. */
static void check_literals(const struct regex *regex, const char *text, size_t text_length)
{
    struct list alternatives = LIST_INIT;
    regex_required_literals(regex, &alternatives);
    if (alternatives.count > 0 && !holds_literals(&alternatives, text, text_length))
        abort();
    list_release(&alternatives);
}

static void check_search(struct regex *regex, const char *text, size_t length)
{
    size_t start, end;
    double begin = seconds();
    int found = regex_search(regex, text, length, &start, &end);
    if (found > 0 && (start > end || end > length))
        abort();
    if (found > 0)
        check_literals(regex, text, length);
    if (seconds() - begin > SECONDS_MAX)
        abort();
}

static void check_marks(const struct regex_filters *filters, const char *text, size_t length)
{
    size_t places[MARKS][2];
    size_t count = regex_filters_mark(filters, FIELD_TITLE, text, length, places, MARKS);
    for (size_t i = 0; i < count; i++)
        if (places[i][0] >= places[i][1] || places[i][1] > length)
            abort();
}

static void read_flags(char flags[5], uint8_t byte)
{
    static const char letters[] = "imsx";
    size_t count = 0;
    for (size_t i = 0; i < 4; i++)
        if (byte & (1U << i))
            flags[count++] = letters[i];
    flags[count] = '\0';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct regex_filters filters = { 0 };
    struct error err;
    char flags[5];
    size_t place;
    if (size == 0)
        return 0;
    read_flags(flags, data[0]);
    const char *pattern = (const char *)data + 1;
    size_t length = strnlen(pattern, size - 1);
    size_t text_length = size - 1 - length;
    text_length -= text_length > 0; /* the NUL */
    /* Of its own size, so that reading past its end is seen. */
    char *text = malloc(text_length + (text_length == 0));
    if (text_length > 0)
        memcpy(text, pattern + length + 1, text_length);

    if (regex_filters_add(&filters, NULL,
                          &(struct regex_text){ FIELD_TITLE, false, pattern, length, flags },
                          &place, &err) == 0) {
        check_search(filters.items[0].regex, text, text_length);
        check_marks(&filters, text, text_length);
    } else if (place > length || !*err.text) {
        abort();
    }
    regex_filters_release(&filters);
    free(text);
    return 0;
}
