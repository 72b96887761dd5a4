/* csv, tsv, paths, urls, templates, and the number of --count. */
#include "result_fixture.h"

static const struct terminal pipe_terminal = { .columns = 80 };
static const struct terminal screen = { .columns = 80, .interactive = true };

static void is_printed(const struct request *request, const struct terminal *terminal,
                       const struct results *results, const char *want, const char *name)
{
    char *got = fixture_print(request, terminal, results);
    tap_is_text(got, want, name);
    free(got);
}

static void test_csv(struct results *results)
{
    int columns[] = { COLUMN_RANK, FIELD_TITLE, FIELD_TOPICS, FIELD_RELATED, COLUMN_SCORE };
    struct request request = { .format = format_find("csv") };
    is_printed(&request, &pipe_terminal, results,
               "path,title,publishedDateTime,quality,heat,webUrl\r\n"
               "/news/a.md,\"Café, azure\",2021-06-27T06:09:00Z,-5,9007199254740991,"
               "https://example.org/a\r\n"
               "/news/\xff\t.md,\"Tab\t, \"\"quote\"\"\r\nline \\ \033[31mred\033[0m 🎉 שלום "
               "\uFFFD.\",,,,\r\n",
               "csv as RFC 4180");
    request.columns = columns;
    request.column_count = 5;
    request.no_header = true;
    results->count = 1;
    is_printed(&request, &pipe_terminal, results, "1,\"Café, azure\",AI; Open source,Other,1\r\n",
               "csv of chosen columns without names");
    results->count = 0;
    request.no_header = false;
    is_printed(&request, &pipe_terminal, results, "rank,title,topics,related,score\r\n",
               "csv of nothing is the names");
    results->count = 2;
}

static void test_tsv(struct results *results)
{
    int columns[] = { FIELD_TITLE, FIELD_PROVIDER_DOMAIN };
    struct request request = { .format = format_find("tsv"),
                               .columns = columns,
                               .column_count = 2 };
    is_printed(&request, &pipe_terminal, results,
               "title\tprovider.domain\n"
               "Café, azure\tforbes.com\n"
               "Tab\\t, \"quote\"\\r\\nline \\\\ \033[31mred\033[0m 🎉 שלום \uFFFD.\t\n",
               "tsv escapes tab, newline, return and backslash");
    is_printed(&request, &screen, results,
               "title\tprovider.domain\n"
               "Café, azure\tforbes.com\n"
               "Tab , \"quote\"  line \\\\ \uFFFD[31mred\uFFFD[0m 🎉 שלום \uFFFD.\t\n",
               "a terminal gets no control characters");
}

static void test_lines(struct results *results)
{
    struct request request = { .format = format_find("paths") };
    is_printed(&request, &pipe_terminal, results, "/news/a.md\n/news/\xff\t.md\n",
               "paths are bytes");
    is_printed(&request, &screen, results, "/news/a.md\n/news/\uFFFD .md\n",
               "except on a terminal");
    request.format = format_find("urls");
    is_printed(&request, &pipe_terminal, results, "https://example.org/a\n",
               "an article without an address gives no line");
    request.format = format_count(false);
    results->total = 1234567;
    is_printed(&request, &pipe_terminal, results, "1234567\n", "--count is the number alone");
}

static void test_template(struct results *results)
{
    struct request request = { .template = (char *)"{{{quality}}}\\t{provider}|{topic}\\\\\\n" };
    request.format = format_find(request.template);
    is_printed(&request, &pipe_terminal, results, "{-5}\tForbes|AI; Open source\\\n{}\t|\\\n",
               "a template with braces, escapes, and absent values");
    request.template = (char *)"{title}\n";
    results->count = 1;
    is_printed(&request, &pipe_terminal, results, "Café, azure\n", "a newline as it is");
    results->count = 2;
}

static void is_refused(const char *template, const char *want)
{
    struct error err = { .text = "" };
    struct request request = { .template = (char *)template, .format = format_find("{}") };
    int failed = output_check(&request, &err);
    tap_ok(failed && strstr(err.text, want), "%s is refused", template);
    if (!strstr(err.text, want))
        tap_note("got %s", err.text);
}

static void test_refusals(void)
{
    is_refused("é {titel}", "did you mean 'title'?\né {titel}\n   ^");
    is_refused("{title", "has no }");
    is_refused("title}", "has no {");
    is_refused("{title}\\x", "before t, n, r, 0");
    is_refused("{title}\\", "before t, n, r, 0");
    is_refused("{}", "unknown field");
}

int main(void)
{
    struct results results;
    fixture_results(&results);
    test_csv(&results);
    test_tsv(&results);
    test_lines(&results);
    test_template(&results);
    test_refusals();
    results_release(&results);
    return tap_done();
}
