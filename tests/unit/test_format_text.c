/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text: what a person sees at several widths, with and without colour, and bars. */
#include "result_fixture.h"

#include "long_text.h"
#include "output/chart_bars.h"
#include "output/paragraph.h"

static struct palette palette; /* that without configuration */

static void is_printed(const struct request *request, const struct terminal *terminal,
                       const struct results *results, const char *want, const char *name)
{
    char *got = fixture_print(request, terminal, results);
    tap_is_text(got, want, "%s", name);
    free(got);
}

static void test_results(struct results *results)
{
    struct request request = { .format = format_find("text") };
    struct terminal terminal = { .columns = 80, .unicode = true };
    is_printed(&request, &terminal, results,
               "Café, azure\n"
               "  Forbes · 2021-06-27 · quality -5 · heat 9007199254740991 · AI, Open source\n"
               "  … the café on azure …\n"
               "  https://example.org/a\n"
               "  /news/a.md\n"
               "\n"
               "Tab , \"quote\"  line \\ \uFFFD[31mred\uFFFD[0m 🎉 שלום \uFFFD.\n"
               "  /news/\uFFFD .md\n"
               "\n"
               "1-2 of 2\n",
               "text in a pipe has whole lines, no colour, no control characters");
    results->count = 1;
    results->total = 151999;
    results->total_exact = false;
    results->offset = 10;
    results->rows[0].rank = 11;
    terminal = (struct terminal){ .columns = 23, .bounded = true, .interactive = true };
    is_printed(&request, &terminal, results,
               "11  Café, azure\n"
               "    Forbes - 2021-06-27\n"
               "    quality -5\n"
               "    heat\n"
               "    9007199254740991\n"
               "    AI, Open source\n"
               "    … the café on\n"
               "    azure …\n"
               "    https...ample.org/a\n"
               "    /news/a.md\n"
               "\n"
               "11 of about 150,000\n",
               "text on a narrow terminal is wrapped and numbered, in ASCII if it must be");
    terminal = (struct terminal){ .columns = 80,
                                  .bounded = true,
                                  .interactive = true,
                                  .color = true,
                                  .unicode = true,
                                  .palette = &palette };
    is_printed(&request, &terminal, results,
               "\033[2m11\033[0m  \033[1mCafé, \033[0m\033[1;31mazure\033[0m\n"
               "    \033[2mForbes · 2021-06-27 · quality -5 · heat 9007199254740991 · AI, Open "
               "source\033[0m\n"
               "    … the café on \033[1;31mazure\033[0m …\n"
               "    \033[36mhttps://example.org/a\033[0m  \033[2m/news/a.md\033[0m\n"
               "\n"
               "\033[2m11 of about 150,000\033[0m\n",
               "text in colours marks the match, with address and path in one line");
    results->count = 0;
    is_printed(&request, &terminal, results, "\033[2mabout 150,000 articles\033[0m\n",
               "text without rows is the number of matches");
    results->total = 0;
    is_printed(&request, &terminal, results, "", "text of no results is empty");
    results->count = 2;
    results->offset = 0;
    results->rows[0].rank = 1;
}

static void test_links(struct results *results)
{
    struct request request = { .format = format_find("text") };
    struct terminal terminal = { .columns = 80, .hyperlinks = true };
    struct article *article = &results->rows[0].article;
    list_clear(&article->values[FIELD_URL]);
    list_add_text(&article->values[FIELD_URL], "https://example.org/\033]8;;a b");
    char *got = fixture_print(&request, &terminal, results);
    tap_ok(strstr(got, "\033]8;;https://example.org/%1B]8;;a%20b\033\\https://example.org/"
                       "\uFFFD]8;;a b\033]8;;\033\\\n") != NULL,
           "an address is a link that its characters cannot break");
    tap_ok(strstr(got, "\033]8;;file://") && strstr(got, "/news/%FF%09.md\033\\"),
           "a path is a link that its characters cannot break");
    free(got);
    list_clear(&article->values[FIELD_URL]);
    list_add_text(&article->values[FIELD_URL], "javascript:alert(1)");
    got = fixture_print(&request, &terminal, results);
    tap_ok(strstr(got, "  javascript:alert(1)\n") != NULL,
           "an address that is not http is not a link");
    free(got);
}

static void is_wrapped(const char *text, const char *mark, size_t columns, const char *want)
{
    char *got = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&got, &length);
    struct paragraph paragraph = { .indent = 2, .columns = columns, .plain = NULL, .mark = "" };
    struct snippet snippet = { .text = NULL };
    fixture_snippet(&snippet, text, mark);
    paragraph_print(stream, &paragraph, &snippet);
    fclose(stream);
    tap_is_text(got, want, "'%s' is wrapped to %zu columns", text, columns);
    free(got);
    free(snippet.text);
    free(snippet.marks);
}

static void test_wrapping(void)
{
    is_wrapped("one two three", "two", 12, "  one\n  two three\n");
    is_wrapped("one three two", "two", 12, "  one\n  three two\n");
    is_wrapped("a b c d e f g h", "", 12, "  a b c d e\n  f g h\n");
    is_wrapped("a b c d e f", "", 12, "  a b c d\n  e f\n");
    is_wrapped("one two three", "two", 0, "  one two three\n");
    is_wrapped("abcdefghijklmnopqrstuvwxyz", "", 12, "  abcdefghij\n  klmnopqrst\n  uvwxyz\n");
    is_wrapped("a 深層学習のための b", "", 12, "  a 深層学習\n  のための b\n");
    is_wrapped("", "x", 12, "");
    is_wrapped("exactly 10", "", 12, "  exactly 10\n");
}

/* Each line has marks of its own. */
static void test_long_wrapping(void)
{
    const size_t count = 100000;
    struct paragraph paragraph = { .columns = 8, .mark = "" };
    struct snippet snippet = { .text = long_text("", "word ", count, "") };
    FILE *stream = fopen("/dev/null", "w");
    snippet.marks = memory_allocate(count * sizeof *snippet.marks);
    snippet.mark_count = count;
    for (size_t i = 0; i < count; i++) {
        snippet.marks[i][0] = 5 * i;
        snippet.marks[i][1] = 5 * i + 4;
    }
    double start = processor_seconds();
    paragraph_print(stream, &paragraph, &snippet);
    tap_ok(processor_seconds() - start < 3, "a text of 100,000 lines with marks is wrapped soon");
    tap_note("%.3f s", processor_seconds() - start);
    fclose(stream);
    free(snippet.text);
    free(snippet.marks);
}

static void is_cut(const char *text, size_t columns, const char *ellipsis, const char *want)
{
    struct buffer out = BUFFER_INIT;
    paragraph_fit(&out, text, strlen(text), columns, ellipsis);
    tap_is_text(buffer_text(&out), want, "'%s' is cut to %zu columns", text, columns);
    buffer_release(&out);
}

static void test_cutting(void)
{
    is_cut("/news/2021/a.md", 15, "…", "/news/2021/a.md");
    is_cut("/news/2021/a.md", 14, "…", "/new…2021/a.md");
    is_cut("/news/2021/a.md", 12, "...", "/ne...1/a.md");
    is_cut("深層学習のために", 10, "…", "深…ために");
    is_cut("a\tb", 10, "…", "a b");
}

static void is_drawn(const struct bucket_list *list, const struct terminal *terminal,
                     const char *want, const char *name)
{
    char *got = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&got, &length);
    chart_bars_print(stream, terminal, list);
    fclose(stream);
    tap_is_text(got, want, "%s", name);
    free(got);
}

static void release_list(struct bucket_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->buckets[i].value);
    free(list->buckets);
}

static void test_bars(void)
{
    static const char *const months[] = { "2020-11", "2020-12", "2021-01", "2021-02", "2021-03",
                                          "2021-04", "2021-05", "2021-06", NULL };
    static const uint64_t monthly[] = { 16, 0, 1, 0, 0, 0, 0, 1234, 9 };
    static const char *const tens[] = { "-10..-1", "0..9", "10..19", "20..29", "30..39" };
    static const uint64_t each[] = { 1, 0, 0, 0, 7 };
    static const char *const topics[] = { "Машинное обучение и не только", "深層学習", "x\033y" };
    static const uint64_t counts[] = { 16, 1, 1234, 9 };
    struct terminal wide = { .columns = 40, .unicode = true }, plain = { .columns = 30 };
    struct bucket_list list;
    fixture_list(&list, "month", months, monthly, 9);
    is_drawn(&list, &wide,
             "month\n"
             "  2020-11     16 ▎\n"
             "  2020-12      0\n"
             "  2021-01      1 ▏\n"
             "  ⋮ 4 empty months\n"
             "  2021-06  1,234 ███████████████████████\n"
             "  none         9 ▏\n",
             "a chart of months has gaps, and a row for articles without a date");
    release_list(&list);
    fixture_list(&list, "heat", tens, each, 5);
    is_drawn(&list, &plain,
             "heat\n"
             "  -10..-1  1 ##\n"
             "  0..9     0\n"
             "  10..19   0\n"
             "  20..29   0\n"
             "  30..39   7 #################\n",
             "a chart of numbers has empty tens, in ASCII if it must be");
    release_list(&list);
    fixture_list(&list, "topic", topics, counts, 3);
    is_drawn(&list, &plain,
             "topic\n"
             "  Машинно...     16 #\n"
             "  深層学習        1 #\n"
             "  x\uFFFDy         1,234 ##########\n",
             "names of a facet are cut and aligned by columns");
    release_list(&list);
}

static void test_long_chart(void)
{
    struct terminal terminal = { .columns = 40 };
    struct bucket_list list = { .name = "year", .count = 200 };
    list.buckets = memory_allocate(200 * sizeof *list.buckets);
    for (size_t i = 0; i < 200; i++) {
        char year[16];
        snprintf(year, sizeof year, "%zu", 1800 + i);
        list.buckets[i] = (struct bucket){ memory_copy_text(year), 2 };
    }
    char *got = NULL;
    size_t length = 0, lines = 0;
    FILE *stream = open_memstream(&got, &length);
    chart_bars_print(stream, &terminal, &list);
    fclose(stream);
    for (const char *at = got; (at = strchr(at, '\n')); at++)
        lines++;
    tap_ok(strstr(got, "year\n  80 earlier years with 160 articles\n  1880") == got,
           "a long chart says what it leaves out");
    tap_is_number((long long)lines, 122, "a long chart draws the last 120 buckets");
    free(got);
    release_list(&list);
}

int main(void)
{
    struct results results;
    palette_init(&palette);
    fixture_results(&results);
    test_results(&results);
    test_links(&results);
    results_release(&results);
    test_wrapping();
    test_long_wrapping();
    test_cutting();
    test_bars();
    test_long_chart();
    return tap_done();
}
