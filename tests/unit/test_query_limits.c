/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_query_limits.c: queries that are long, deep or not text. */
#include "query_fixture.h"

static char *repeat(const char *text, size_t count)
{
    struct buffer out = BUFFER_INIT;
    for (size_t i = 0; i < count; i++)
        buffer_add_text(&out, text);
    return buffer_detach(&out);
}

/* The error of before, text count times, and after: its first line. */
static void fails_with(struct fixture *fixture, const char *before, const char *text, size_t count,
                       const char *after, const char *line, const char *name)
{
    struct buffer query = BUFFER_INIT;
    char *middle = repeat(text, count);
    buffer_printf(&query, "%s%s%s", before, middle, after);
    char *error = memory_copy_text(error_of(fixture, query.data));
    bool error_wanted = strcmp(line, "no error") != 0;
    tap_ok((strchr(error, '\n') != NULL) == error_wanted, "an error has more than one line");
    error[strcspn(error, "\n")] = '\0';
    tap_is_text(error, line, name);
    free(error);
    free(middle);
    buffer_release(&query);
}

static void test_limits(struct fixture *fixture)
{
    fails_with(fixture, "", "word ", 1000, "", "no error", "1,000 words");
    fails_with(fixture, "", "word ", 1001, "", "a query may have at most 1000 words",
               "1,001 words");
    fails_with(fixture, "", "a-", 1001, "", "a query may have at most 1000 words",
               "a phrase of 1,001 words");
    fails_with(fixture, "", "(", 64, "word", "this bracket is never closed", "64 brackets");
    fails_with(fixture, "", "(", 65, "word",
               "brackets and saved queries are nested more than 64 deep", "65 brackets");
    fails_with(fixture, "", "(", 30000, "",
               "brackets and saved queries are nested more than 64 deep", "30,000 brackets");
    fails_with(fixture, "x ", "NOT ", 15000, "y", "no error", "15,000 times NOT");
    fails_with(fixture, "x ", " ", 65534, "y",
               "a query may have at most 65536 bytes; this one has 65537", "more than 64 KiB");
    fails_with(fixture, "x ", "-", 60000, "", "no error", "a long line of hyphens");
    fails_with(fixture, "title:/", "(", 3000, "/", "not a regex: parentheses are too deeply nested",
               "3,000 brackets in a regex");
    fails_with(fixture, "title:/", "", 0, "(?:(?:a|b){255}){255}/",
               "not a regex: regular expression is too large", "a regex that grows");
}

/* The text of a long query is cut around the place. */
static void test_long_text(struct fixture *fixture)
{
    char *words = repeat("azure ", 100);
    struct buffer query = BUFFER_INIT;
    buffer_printf(&query, "%squality:x %s", words, words);
    tap_is_text(error_of(fixture, query.data),
                "quality: this is not a whole number; write 84, 80.., ..20 or -5..5\n"
                "\xE2\x80\xA6"
                "azure azure azure azure azure quality:x azure azure azure azure azure azure "
                "\xE2\x80\xA6\n"
                "                                       ^",
                "a long query");
    buffer_release(&query);
    free(words);

    char *wide = repeat("\xE5\xBE\xAE ", 200);
    buffer_printf(&query, "%s(", wide);
    const char *error = error_of(fixture, query.data);
    tap_ok(strlen(error) < sizeof fixture->err.text && error[strlen(error) - 1] == '^',
           "a long query of wide characters");
    buffer_release(&query);
    free(wide);

    char *broken = repeat("\xFF\xFE ", 400);
    buffer_printf(&query, "%s( %s", broken, broken);
    error = error_of(fixture, query.data);
    tap_ok(strlen(error) + 1 < sizeof fixture->err.text && error[strlen(error) - 1] == '^',
           "a long query that is not UTF-8");
    buffer_release(&query);
    free(broken);
    broken = repeat("\xFF", 400);
    buffer_printf(&query, "%s @a%s %s", broken, broken, broken);
    error = error_of(fixture, query.data);
    tap_ok(strlen(error) + 1 < sizeof fixture->err.text && error[strlen(error) - 1] == '^',
           "a long name that is not UTF-8");
    buffer_release(&query);
    free(broken);

    tap_is_text(error_of(fixture, "azure \x1b[31m ("),
                "this bracket is never closed\n"
                "azure \xEF\xBF\xBD[31m (\n"
                "            ^",
                "control characters are not printed");
}

int main(void)
{
    static const struct told_article article = { "a", "Azure", { 0 } };
    struct fixture fixture;
    fixture_begin(&fixture);
    fixture_add(&fixture, &article);
    fixture_open(&fixture);
    test_limits(&fixture);
    test_long_text(&fixture);
    return fixture_end(&fixture);
}
