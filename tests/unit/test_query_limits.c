/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_query_limits.c: queries that are long, deep or not text. */
#include "long_text.h"
#include "query_fixture.h"

/* before, text count times, and after; and the first line of its error. */
static const struct {
    const char *before, *text;
    size_t count;
    const char *after, *line, *name;
} rows[] = {
    { "", "word ", 1000, "", "no error", "a query of 1,000 words is accepted" },
    { "", "word ", 1001, "", "a query may have at most 1000 words",
      "a query of 1,001 words is an error" },
    { "", "a-", 1001, "", "a query may have at most 1000 words",
      "a phrase of 1,001 words is an error" },
    { "", "word ", 1001, "\"", "a query may have at most 1000 words",
      "nothing after the 1,001st word is read" },
    { "", "'{[a ", 12000, "", "a query may have at most 1000 words",
      "only 1,000 words are searched for operators of other tools" },
    { "", "(", 64, "word", "this bracket is never closed",
      "64 nested brackets are read to the end" },
    { "", "(", 65, "word", "brackets and saved queries are nested more than 64 deep",
      "65 nested brackets are an error" },
    { "", "(", 30000, "", "brackets and saved queries are nested more than 64 deep",
      "30,000 nested brackets are an error" },
    { "x ", "NOT ", 15000, "y", "no error", "15,000 times NOT is accepted" },
    { "x ", " ", 65534, "y", "a query may have at most 65536 bytes; this one has 65537",
      "a query of more than 64 KiB is an error" },
    { "x ", "-", 60000, "", "no error", "60,000 hyphens are accepted" },
    { "title:/", "(", 3000, "/", "not a regex: parentheses are too deeply nested",
      "3,000 nested brackets in a regex are an error" },
    { "title:/", "", 0, "(?:(?:a|b){255}){255}/", "not a regex: regular expression is too large",
      "a regex that becomes too large is an error" },
};

static void test_limits(struct fixture *fixture)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *query = long_text(rows[i].before, rows[i].text, rows[i].count, rows[i].after);
        char *error = memory_copy_text(error_of(fixture, query));
        bool error_wanted = strcmp(rows[i].line, "no error") != 0;
        tap_ok((strchr(error, '\n') != NULL) == error_wanted, "%s: only an error shows the query",
               rows[i].name);
        error[strcspn(error, "\n")] = '\0';
        tap_is_text(error, rows[i].line, "%s", rows[i].name);
        free(error);
        free(query);
    }
}

/* The text of a long query is cut around the place. */
static void test_long_text(struct fixture *fixture)
{
    char *words = long_text("", "azure ", 100, ""),
         *query = long_text(words, "quality:x ", 1, words);
    tap_is_text(error_of(fixture, query),
                "quality: this is not a whole number; write 84, 80.., ..20 or 80..90\n"
                "\xE2\x80\xA6"
                "azure azure azure azure azure quality:x azure azure azure azure azure azure "
                "\xE2\x80\xA6\n"
                "                                       ^",
                "the error of a long query shows only the text around the place");
    free(query);
    free(words);

    static const struct {
        const char *unit;
        size_t count;
        const char *middle, *name;
    } texts[] = {
        { "\xE5\xBE\xAE ", 200, "(", "a long query of wide characters" },
        { "\xFF\xFE ", 400, "( ", "a long query that is not UTF-8" },
        { "\xFF", 400, " @a", "a long name that is not UTF-8" },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char *around = long_text("", texts[i].unit, texts[i].count, "");
        query = long_text(around, texts[i].middle, 1, around);
        const char *error = error_of(fixture, query);
        tap_ok(strlen(error) + 1 < sizeof fixture->err.text && error[strlen(error) - 1] == '^',
               "the error of %s ends in the caret", texts[i].name);
        free(query);
        free(around);
    }
    tap_is_text(error_of(fixture, "azure \x1b[31m ("),
                "this bracket is never closed\n"
                "azure \xEF\xBF\xBD[31m (\n"
                "            ^",
                "control characters of a query are not printed in its error");
}

/* One wildcard may stand for 1,000 words and no more, all of a query for 20,000. */
static void test_wildcards(struct fixture *fixture)
{
    tap_is_text(find(fixture, "zu*9"), "many", "a wildcard of 110 words finds them");
    tap_is_text(find(fixture, "deep OR zu*"),
                "zu* matches 1100 words, more than the limit of 1000; write more letters\n"
                "deep OR zu*\n"
                "        ^",
                "a wildcard of more than 1,000 words is an error");
    struct buffer query = BUFFER_INIT;
    for (int i = 0; i < 20; i++)
        buffer_add_text(&query, "zu1* ");
    tap_is_text(find(fixture, query.data), "many",
                "wildcards of 20,000 words together are accepted");
    buffer_add_text(&query, "zu1999*");
    tap_ok(strstr(find(fixture, query.data),
                  "together with this one, the wildcards and fields of the query match 20001 "
                  "words, more than the limit of 20000; use fewer of them, or longer words\n"),
           "wildcards of 20,001 words together are an error");
    buffer_release(&query);
}

static void add_many_words(struct fixture *fixture)
{
    struct buffer body = BUFFER_INIT;
    buffer_add_text(&body, "body=");
    for (int i = 1000; i < 2100; i++)
        buffer_printf(&body, "zu%d ", i);
    struct told_article many = { "many", "A list", { body.data } };
    fixture_add(fixture, &many);
    buffer_release(&body);
}

int main(void)
{
    static const struct told_article article = { "a", "Azure", { 0 } };
    struct fixture fixture;
    fixture_begin(&fixture);
    fixture_add(&fixture, &article);
    add_many_words(&fixture);
    fixture_open(&fixture);
    test_limits(&fixture);
    test_long_text(&fixture);
    test_wildcards(&fixture);
    return fixture_end(&fixture);
}
