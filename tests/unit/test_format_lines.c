/* SPDX-License-Identifier: GPL-2.0-or-later */
/* csv, tsv, paths, urls, templates, and the number of --count. */
#include "output/csv_text.h"
#include "result_fixture.h"

static const struct terminal pipe_terminal = { .columns = 80 };
static const struct terminal screen = { .columns = 80, .interactive = true };

static void is_printed(const struct request *request, const struct terminal *terminal,
                       const struct results *results, const char *want, const char *name)
{
    char *got = fixture_print(request, terminal, results);
    tap_is_text(got, want, "%s", name);
    free(got);
}

static void test_csv_text(void)
{
    static const char *const rows[][2] = {
        { "plain text; a 'quote'", "plain text; a 'quote'" },
        { "a,b", "\"a,b\"" },
        { "a \"b\"", "\"a \"\"b\"\"\"" },
        { "a\nb", "\"a\nb\"" },
        { "a\rb", "\"a\rb\"" },
        { "", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer out = BUFFER_INIT;
        csv_text_add(&out, rows[i][0], strlen(rows[i][0]));
        tap_is_text(buffer_text(&out), rows[i][1], "text %zu is quoted in csv if it must be", i);
        buffer_release(&out);
    }
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
               "csv is as in RFC 4180");
    request.columns = columns;
    request.column_count = 5;
    request.no_header = true;
    results->count = 1;
    is_printed(&request, &pipe_terminal, results, "1,\"Café, azure\",AI; Open source,Other,1\r\n",
               "csv has the chosen columns, without names if that is asked");
    results->count = 0;
    request.no_header = false;
    is_printed(&request, &pipe_terminal, results, "rank,title,topics,related,score\r\n",
               "csv of no results is the line of names");
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
               "tsv on a terminal has no control characters");
}

static void test_lines(struct results *results)
{
    struct request request = { .format = format_find("paths") };
    is_printed(&request, &pipe_terminal, results, "/news/a.md\n/news/\xff\t.md\n",
               "paths are printed as their bytes");
    is_printed(&request, &screen, results, "/news/a.md\n/news/\uFFFD .md\n",
               "paths on a terminal have no control characters");
    request.format = format_find("urls");
    is_printed(&request, &pipe_terminal, results, "https://example.org/a\n",
               "an article without an address gives no line");
    request.format = &format_count_row;
    results->total = 1234567;
    is_printed(&request, &pipe_terminal, results, "1234567\n", "--count prints only the number");
}

static void test_template(struct results *results)
{
    struct request request = { .template = (char *)"{{{quality}}}\\t{provider}|{topic}\\\\\\n" };
    request.format = format_find(request.template);
    is_printed(&request, &pipe_terminal, results, "{-5}\tForbes|AI; Open source\\\n{}\t|\\\n",
               "a template has braces, escapes, and absent values");
    request.template = (char *)"{title}\n";
    results->count = 1;
    is_printed(&request, &pipe_terminal, results, "Café, azure\n",
               "a newline in a template is printed as it is");
    results->count = 2;
}

static void is_made(const struct results *results, const char *template, const char *want)
{
    struct request request = { .template = (char *)template, .format = format_find("{}") };
    is_printed(&request, &pipe_terminal, results, want, template);
}

/* The first article: Café, azure; the second has odd characters and lacks most values. */
static void test_modifiers(struct results *results)
{
    results->count = 1;
    is_made(results, "{title:json},{topics:json},{quality:json},{published:json}",
            "\"Café, azure\",[\"AI\",\"Open source\"],-5,true");
    is_made(results, "{title:csv};{provider:csv}", "\"Café, azure\";Forbes");
    is_made(results, "{title:url}?{webUrl:url}",
            "Caf%C3%A9%2C%20azure?https%3A%2F%2Fexample.org%2Fa");
    is_made(results, "{publishedDateTime:%d %b %Y}|{date:%-d.%-m.%y %H:%M}",
            "27 Jun 2021|27.6.21 06:09");
    is_made(results, "{date:%s %Z %j %%F}", "1624774140 UTC 178 %F");
    is_made(results, "{date:%k|%l|%P|%-k|%-s|%_Z}", " 6| 6|am|6|1624774140|UTC");
    is_made(results, "{title:14}|{quality:5}|{title:3}|{rank:2}|",
            "Café, azure   |   -5|Café, azure| 1|");
    results->count = 2;
    struct request request = { .template = (char *)"{title:html}|{date:%F}|{quality:3}|{path:json}|"
                                                   "{excerpt:json}\n" };
    request.format = format_find("{}");
    char *got = fixture_print(&request, &pipe_terminal, results);
    tap_is_text(strchr(got, '\n') + 1,
                "Tab , &quot;quote&quot;  line \\ \uFFFD[31mred\uFFFD[0m 🎉 שלום \uFFFD.||   |"
                "{\"bytes\":\"L25ld3Mv/wkubWQ=\"}|null\n",
                "{title:html} escapes markup, and absent values are empty");
    free(got);
}

static void is_refused(const char *template, const char *want)
{
    struct error err = { .text = "" };
    struct request request = { .template = (char *)template, .format = format_find("{}") };
    int failed = request.format->check(&request, &err);
    tap_ok(failed && strstr(err.text, want), "the template %s is an error", template);
    if (!strstr(err.text, want))
        tap_note("got %s", err.text);
}

static void test_refusals(void)
{
    is_refused("é {titel}", "did you mean 'title'?\né {titel}\n   ^");
    is_refused("{title", "has no }");
    is_refused("title}", "has no {");
    is_refused("{title}\\x", "followed by t, n, r, 0");
    is_refused("{title}\\", "followed by t, n, r, 0");
    is_refused("{}", "unknown field");
    is_refused("{:html}", "unknown field");
    is_refused("é {title:htm}", "unknown modifier: expected html, csv, json, url, or a width such "
                                "as 20\né {title:htm}\n         ^");
    is_refused("{title:}", "unknown modifier");
    is_refused("{date:day}", "a time format such as %d %b %Y, or a width");
    is_refused("{title:%F}", "is for times");
    is_refused("{date:%d %Q}", "unknown conversion");
    is_refused("{date:%d %Q}", "\n{date:%d %Q}\n         ^");
    is_refused("{date:%}", "unknown conversion");
    is_refused("{date:%-}", "unknown conversion");
    is_refused("{title:0}", "from 1 to 1000");
    is_refused("{quality:05}", "never with 0");
    is_refused("{title:99999999999999999999999}", "from 1 to 1000");
}

int main(void)
{
    struct results results;
    fixture_results(&results);
    test_csv_text();
    test_csv(&results);
    test_tsv(&results);
    test_lines(&results);
    test_template(&results);
    test_modifiers(&results);
    test_refusals();
    results_release(&results);
    return tap_done();
}
