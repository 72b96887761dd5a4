/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_regex.c: regex post-filters on every kind of field, their limits, and their marks. */
#include "long_text.h"
#include "query_fixture.h"
#include "regex/regex.h"
#include "regex/regex_filter.h"

static const struct told_article articles[] = {
    { "a",
      "Power Apps & Café",
      { "excerpt=All about\nMicrosoft", "topic=AI", "topic=Power Apps", "provider=Forbes",
        "site=forbes.com", "author=Zoë Smith", "category=news", "type=article" } },
    { "b",
      "Nothing here",
      { "quality=-5", "heat=141", "date=2021-06-27T06:09:00Z", "url=https://x.y/z?q=1",
        "published=false", "body=First line\nsecond line" } },
    { "c",
      "power  apps again",
      { "topic=Power", "body=powerful", "related=Related title", "related=and its excerpt" } },
    { "d\xFF.md", "微软发布 AI", { "excerpt=power apps in excerpt", "quality=84" } },
};

static const struct {
    const char *query, *found;
} rows[] = {
    { "title:/power\\s+apps/", "c" },
    { "title:/power\\s+apps/i", "a c" },
    { "title:/Café/", "a" },
    { "title:/cafe/", "" },
    { "title:/CAFÉ/i", "a" },
    { "title:/^power/m title:/again$/", "c" },
    { "title:/p o w e r/x", "c" },
    { "title:/p o w e r/xi", "a c" },
    { "title:/\\w{4}/", "a b c d\xFF.md" },
    { "title:/^\\w{4}\\s/", "d\xFF.md" },
    { "title:/\\p{Han}/", "d\xFF.md" },
    { "excerpt:/about.Microsoft/", "" },
    { "excerpt:/about.Microsoft/s", "a" },
    { "excerpt:/^Microsoft/m", "a" },
    { "excerpt:/^$/", "b c" },
    { "-excerpt:/./", "b c" },
    { "topic:/^Power$/", "c" },
    { "topic:/^Power/", "a c" },
    { "-topic:/^Power/", "b d\xFF.md" },
    { "topic:/^AI$/ topic:/Apps/", "a" },
    { "topic:/^$/", "b d\xFF.md" },
    { "-topic:/^$/", "a c" },
    { "provider:/^F/", "a" },
    { "site:/\\.com$/", "a" },
    { "author:/zoë/i", "a" },
    { "category:/new/", "a" },
    { "type:/article/", "a" },
    { "date:/^2021-06-27T06:09:00Z$/", "b" },
    { "date:/^$/", "a c d\xFF.md" },
    { "url:/\\?q=\\d/", "b" },
    { "quality:/^-5$/", "b" },
    { "quality:/^$/", "a c" },
    { "heat:/^141$/", "b" },
    { "published:/^true$/", "a c d\xFF.md" },
    { "published:/false/", "b" },
    { "body:/^second/m", "b" },
    { "body:/^$/", "a d\xFF.md" },
    { "-body:/power/", "a b d\xFF.md" },
    { "related:/^Related/ related:/excerpt$/", "c" },
    { "related:/^$/", "a b d\xFF.md" },
    { "path:/\\/news\\/[ab]/", "a b" },
    { "path:/\\/d.*\\.md$/", "" },
    { "path:/\\.md$/", "d\xFF.md" },
    { "body:/power/ title:/again/", "c" },
    { "topics:/^AI$/ provider.name:/Forbes/", "a" },
};

static void test_filters(struct fixture *fixture)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        tap_is_text(find(fixture, rows[i].query), rows[i].found, "%s finds %s", rows[i].query,
                    *rows[i].found ? rows[i].found : "nothing");
    fixture->options.ignore_case = true;
    tap_is_text(find(fixture, "title:/power\\s+apps/"), "a c", "-i is for all regexes");
    tap_is_text(find(fixture, "title:/power\\s+apps/i"), "a c",
                "-i does not change a regex that has the flag i");
    fixture->options.ignore_case = false;
}

static const char *find_option(struct fixture *fixture, const char *argument, bool negated,
                               bool ignore_case)
{
    struct query query;
    if (query_parse(&query, "", &fixture->options, &fixture->err) < 0)
        return fixture->err.text;
    const char *found = fixture->err.text;
    if (regex_filters_add_option(&query.filters, NULL, argument, negated, ignore_case,
                                 &fixture->err) == 0)
        found = found_by(fixture, &query);
    query_release(&query);
    return found;
}

static void test_options(struct fixture *fixture)
{
    tap_is_text(find_option(fixture, "power apps", false, false), "d\xFF.md",
                "a regex of an option without a field matches title or excerpt");
    tap_is_text(find_option(fixture, "power\\s+apps", false, true), "a c d\xFF.md",
                "-i ignores case in a regex of an option");
    tap_is_text(find_option(fixture, "(?i)power\\s+apps", true, false), "b",
                "a negated regex without a field leaves out title and excerpt");
    tap_is_text(find_option(fixture, "title:(?i)power apps", false, false), "a",
                "a regex of an option may have a field");
    tap_is_text(find_option(fixture, "topics:^AI$", false, false), "a",
                "a regex of an option may have a key as its field");
    tap_is_text(find_option(fixture, "Cafe:x", false, false), "",
                "a prefix that is no field belongs to the pattern");
    tap_is_text(find_option(fixture, "title:é(", false, false),
                "not a regex: missing closing parenthesis, at character 3 of é(",
                "a pattern that is malformed is an error with its place");
}

/* What regex_search says of a pattern in text, count times, and end. */
static int search(const char *pattern, const char *text, size_t count, const char *end)
{
    struct error err;
    size_t place, first, last;
    char *subject = long_text("", text, count, end);
    const size_t length = strlen(subject);
    struct regex *regex = regex_new(pattern, strlen(pattern), "", &place, &err);
    double start = processor_seconds();
    int found = regex ? regex_search(regex, subject, length, &first, &last) : -2;
    double taken = processor_seconds() - start;
    tap_ok(taken < 30, "%s on %zu bytes ends soon", pattern, length);
    tap_note("%.1f ms", taken * 1e3);
    regex_free(regex);
    free(subject);
    return found;
}

static void test_limits(void)
{
    tap_is_number(search("(a+)+$", "a", 40, "b"), -1, "an exponential pattern is given up");
    tap_is_number(search("(a+)+$", "a", 40000, "b"), -1,
                  "an exponential pattern on a long text is given up");
    tap_is_number(search("(a|aa)+$", "aaaaaaaaaaaaaaaaaaab ", 4000, ""), -1,
                  "a pattern that is costly at no single place is given up");
    tap_is_number(search("(.*)\\1{3,}x", "a", 2000, "\nx"), -1,
                  "back references, of which each step is costly");
    tap_is_number(search("(?:a|b)*c", "ab", 20000, "c"), 1,
                  "a pattern that may be tried again at many places is matched");
    tap_ok(search("(?:a|b)*c", "ab", 1000000, "c") != 0,
           "more than the compiled code's stack holds is no mismatch");
    tap_is_number(search("power\\s+apps", "lorem ipsum power ", 20000, "apps"), 1,
                  "a match at the end of a long text");
    tap_is_number(search("power\\s+oops", "lorem ipsum power ", 20000, "apps"), 0,
                  "no match in a long text");
    tap_is_number(search("^\\s*power.*apps", "lorem ipsum power\n", 20000, "apps"), 0,
                  "an anchored pattern is matched at the start only");
    tap_is_number(search("(*NO_JIT)power.*ap+s", "lorem ipsum power ", 100, "apps"), 1,
                  "a pattern that forbids compiling is matched");
    tap_is_number(search("(*NO_JIT)(a+)+$", "a", 4000, "b"), -1,
                  "a pattern without compiled code has its limits too");
    tap_is_number(search("é\\b", "ééé é", 1000, ""), 1,
                  "a match between characters of several bytes is found");
    tap_is_number(search("(*LIMIT_MATCH=4000000000)(a+)+$", "a", 40, "b"), -1,
                  "a pattern cannot raise the limit");
}

static void test_exhausted(void)
{
    static char excerpt[100] = "excerpt=";
    memset(excerpt + 8, 'a', 60);
    strcat(excerpt, "!");
    const struct told_article hostile = { "hostile.md", "Hostile", { excerpt } };
    struct fixture fixture;
    fixture_begin(&fixture);
    fixture_add(&fixture, &hostile);
    fixture_open(&fixture);
    const char *sentence = "the pattern /(a+)+$/ takes too long on /news/hostile.md (PCRE2's match "
                           "limit)";
    fixture.err.text[0] = '\0';
    find(&fixture, "excerpt:/(a+)+$/");
    tap_is_text(fixture.err.text, sentence,
                "the error of a pattern that exhausts its limits names the article");
    struct query query;
    struct error err = { .text = "" };
    if (query_parse(&query, "-excerpt:/(a+)+$/", &fixture.options, &err) < 0)
        made_fail("cannot parse", &err);
    struct shim_document *document = shim_document_get(fixture.database, 1, &err);
    tap_is_number(regex_filters_accept(&query.filters, document, &err), -1,
                  "a negated filter does not pass what it could not finish");
    tap_is_text(err.text, sentence, "a filter on a document names the article as the search does");
    shim_document_free(document);
    query_release(&query);
    shim_database_close(fixture.database);
    made_index_remove(&fixture.index);
}

static const char *marked(const char *pattern, const char *text)
{
    static char out[200];
    struct regex_filters filters = { 0 };
    struct error err;
    size_t places[4][2];
    out[0] = '\0';
    if (regex_filters_add_option(&filters, NULL, pattern, false, false, &err) < 0)
        return err.text[0] ? "error" : "";
    size_t count = regex_filters_mark(&filters, FIELD_TITLE, text, strlen(text), places, 4);
    for (size_t i = 0; i < count; i++)
        snprintf(out + strlen(out), sizeof out - strlen(out), "[%.*s]",
                 (int)(places[i][1] - places[i][0]), text + places[i][0]);
    regex_filters_release(&filters);
    return out;
}

static void test_marks(void)
{
    tap_is_text(marked("o\\w", "power of words"), "[ow][of][or]", "all matches are marked");
    tap_is_text(marked("x*", "axxbx"), "[xx][x]", "empty matches are not marked");
    tap_is_text(marked("|x", "axbx"), "[x][x]", "a match that is not empty is looked for");
    tap_is_text(marked("é", "éaééé"), "[é][é][é][é]", "characters of several bytes");
    tap_is_text(marked(".", "abcdef"), "[a][b][c][d]",
                "no more matches are marked than are asked for");
    tap_is_text(marked("body:o", "power"), "", "a filter on another field marks nothing");
    tap_is_text(marked("title:o", "power"), "[o]", "a filter on a field marks that field");
    tap_is_text(marked("$", ""), "", "an empty text has no marks");
}

/* A pattern that can match nothing does so at each of many places. */
static void test_marks_of_long_text(void)
{
    struct regex_filters filters = { 0 };
    struct error err;
    size_t places[4][2];
    char *text = long_text("", "word ", 200000, "");
    double start = processor_seconds();
    if (regex_filters_add_option(&filters, NULL, "q*", false, false, &err) == 0)
        regex_filters_mark(&filters, FIELD_TITLE, text, strlen(text), places, 4);
    tap_ok(processor_seconds() - start < 5, "marking the matches of q* in 1 MB ends soon");
    tap_note("%.3f s", processor_seconds() - start);
    regex_filters_release(&filters);
    free(text);
}

static void test_cache(void)
{
    struct regex_cache *cache = regex_cache_new();
    struct regex_filters filters = { 0 };
    struct error err;
    size_t place;
    regex_filters_add(&filters, cache, &(struct regex_text){ FIELD_TITLE, false, "a/b", 3, "xi" },
                      &place, &err);
    regex_filters_add(&filters, cache, &(struct regex_text){ FIELD_BODY, true, "a/b", 3, "ix" },
                      &place, &err);
    regex_filters_add(&filters, cache, &(struct regex_text){ FIELD_COUNT, false, "a/b", 3, "" },
                      &place, &err);
    tap_ok(filters.items[0].regex == filters.items[1].regex, "equal patterns are compiled once");
    tap_ok(filters.items[0].regex != filters.items[2].regex, "other flags are another pattern");
    regex_cache_free(cache);
    struct buffer out = BUFFER_INIT;
    for (size_t i = 0; i < filters.count; i++) {
        regex_filter_describe(&filters.items[i], &out);
        buffer_add_byte(&out, ' ');
    }
    tap_is_text(out.data, "title:/a\\/b/ix NOT body:/a\\/b/ix /a\\/b/ ",
                "described as a query writes them, after the cache is gone");
    tap_is_number(regex_filters_add(&filters, NULL,
                                    &(struct regex_text){ FIELD_TITLE, false, "a", 1, "ii" },
                                    &place, &err),
                  -1, "a flag that is repeated is an error");
    tap_is_number(regex_filters_add(&filters, NULL,
                                    &(struct regex_text){ FIELD_TITLE, false, "a", 1, "g" }, &place,
                                    &err),
                  -1, "an unknown flag is an error");
    buffer_release(&out);
    regex_filters_release(&filters);
}

int main(void)
{
    struct fixture fixture;
    fixture_begin(&fixture);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        fixture_add(&fixture, &articles[i]);
    fixture_open(&fixture);
    test_filters(&fixture);
    test_options(&fixture);
    test_limits();
    test_exhausted();
    test_marks();
    test_marks_of_long_text();
    test_cache();
    return fixture_end(&fixture);
}
