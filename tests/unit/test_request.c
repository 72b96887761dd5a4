/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line and the configuration into a request. */
#include <unistd.h>

#include "output/output.h"
#include "request/request.h"
#include "tap.h"
#include "temporary.h"

#define ARGUMENTS_MAX 16

/* Reads "a b c" as arguments; '|' separates them. */
static int read_line(struct request *request, const char *line, struct error *err)
{
    static char copy[512];
    char *argv[ARGUMENTS_MAX + 1] = { (char *)"newssearch" };
    int argc = 1;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, "|"); word && argc < ARGUMENTS_MAX; word = strtok(NULL, "|"))
        argv[argc++] = word;
    err->text[0] = '\0';
    return request_read(request, argc, argv, err);
}

static void is_refused(const char *line, const char *want)
{
    struct request request;
    struct error err;
    bool good =
        read_line(&request, line, &err) && strstr(err.text, want) && err.status == STATUS_FAILED;
    if (!tap_ok(good, "the error of '%s' says: %s", line, want))
        tap_note("got '%s'", err.text);
    request_release(&request);
}

static void is_accepted(const char *line)
{
    struct request request;
    struct error err;
    if (!tap_ok(read_line(&request, line, &err) == 0, "'%s' is accepted", line))
        tap_note("got '%s'", err.text);
    request_release(&request);
}

static void test_values(void)
{
    struct request request;
    struct error err;
    tap_ok(!read_line(&request,
                      "--any|deep|-n5|learning|--sort=-date|--offset|20|-e|title:x|--not-regex=y|"
                      "--facet=topics:3|--facet=site|--chart=month|--|-azure",
                      &err),
           "options and operands in any order %s", err.text);
    tap_is_text(request.query, "deep learning -azure", "operands are joined by spaces");
    tap_ok(request.any && request.sort_count == 1 && request.sorts[0].key == SORT_DATE &&
               request.sorts[0].reversed,
           "flags and the sort key are read");
    tap_ok(request.limit == 5 && request.offset == 20, "limit and offset are read");
    tap_ok(request.regex_count == 2 && !request.regexes[0].negated && request.regexes[1].negated,
           "regexes keep their order");
    tap_ok(request.facet_count == 2 && request.facets[0].field == FIELD_TOPICS &&
               request.facets[0].most == 3 && request.facets[1].most == 10,
           "facets are read");
    tap_ok(request.chart_count == 1 && request.charts[0] == CHART_MONTH, "a chart is read");
    tap_is_text(request.format->name, "text", "text is the default format");
    request_release(&request);

    tap_ok(!read_line(&request, "-n|all|--rank=heat=2|--now=2021-06-27T06:09:00Z|x", &err),
           "further options are read");
    tap_ok(request.limit == LIMIT_ALL && request.rank.heat == 2.0 && request.now == 1624774140,
           "-n all, a weight and --now are read");
    tap_ok(request.rank.quality > 0, "a weight that --rank leaves out keeps its value");
    request_release(&request);

    tap_ok(!read_line(&request, "--rank=text|--fields=date,provider,rank|--format=tsv|x", &err) &&
               request.rank.quality == 0 && request.rank.heat == 0 && request.rank.recency == 0,
           "--rank=text sets all weights to zero");
    tap_ok(request.column_count == 3 && request.columns[0] == FIELD_DATE &&
               request.columns[1] == FIELD_PROVIDER_NAME,
           "columns are named by prefix or key");
    request_release(&request);
}

static void test_actions(void)
{
    static const struct {
        const char *line;
        enum request_action action;
    } cases[] = {
        { "x", ACTION_SEARCH },
        { "--batch", ACTION_BATCH },
        { "--help", ACTION_HELP },
        { "--version|--help", ACTION_HELP },
        { "-V|x", ACTION_VERSION },
        { "--print-config", ACTION_PRINT_CONFIG },
        { "--help|--config=/nonexistent", ACTION_HELP },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct request request;
        struct error err;
        bool read = !read_line(&request, cases[i].line, &err);
        tap_ok(read && request.action == cases[i].action, "'%s' has its action", cases[i].line);
        request_release(&request);
    }
}

/* No query, and none of what stands for one. */
static void test_nothing_asked(void)
{
    static const char *const enough[] = { "-e|x",        "--not-regex=x", "--like=a.md",
                                          "--sort=heat", "--facet=topic", "--chart=day",
                                          "-c",          "--since-last=x" };
    static const char *const too_little[] = {
        "", " ", "-i", "-n5", "--any", "--format=json", "--collapse=provider"
    };
    for (size_t i = 0; i < sizeof enough / sizeof *enough; i++)
        is_accepted(enough[i]);
    for (size_t i = 0; i < sizeof too_little / sizeof *too_little; i++)
        is_refused(too_little[i], "Usage: newssearch");
}

static void test_refusals(void)
{
    is_refused("--sort=dat|x", "did you mean 'date'");
    is_refused("--sort=date,|x", "unknown sort key ''");
    is_refused("--sort=quality,-dat|x", "did you mean 'date'");
    is_refused("--sort=date,-date|x", "names the key date twice");
    is_refused("--sort=--date|x", "unknown sort key '-date'");
    is_refused("--limt=3|x", "--limit");
    is_refused("-n|-1|x", "from 0 to");
    is_refused("-n|1x|x", "whole number");
    is_refused("--facet=topc|x", "did you mean 'topic'");
    is_refused("--facet=topic:0|x", "from 1");
    is_refused("--facet=body|x", "one of title");
    is_refused("--collapse=related|x", "one of title");
    is_refused("--chart=decade|x", "one of day, week, month, year, quality, heat");
    is_refused("--format=jsn|x", "did you mean 'json'");
    is_refused("--format={titel}|x", "did you mean 'title'");
    is_refused("--fields=a|--format=csv|x", "unknown field 'a' in --fields: expected one of title");
    is_refused("-n|some|x", "--limit takes all or a whole number from 0 to 4294967294, not 'some'");
    is_refused("--facet=topic:x|x", "--facet=FIELD:N takes all or a whole number from 1 to");
    is_refused("--print-config|x", "--print-config takes no QUERY");
    is_refused("--fields=title,|--format=csv|x", "unknown field");
    is_refused("--fields=title|x", "--format=json, jsonl, csv or tsv");
    is_refused("-ai|cloud", "-a -i are two options");
    is_refused("cloud|-edge",
               "-- -edge excludes it: newssearch -- cloud -edge; -e dge is an option");
    is_refused("cloud|-word", "-- -word excludes it: newssearch -- cloud -word;");
    is_refused("-0|x", "paths or urls");
    is_refused("--no-header|x", "csv or tsv");
    is_refused("--rank=quality|x", "a number for each");
    is_refused("--rank=qual=1|x", "did you mean 'quality'");
    is_refused("--rank=xx|x", "expected one of quality, heat, recency, text");
    is_refused("--rank=quality=2,text|x",
               "--rank=text is the text score alone: write it without weights");
    is_refused("--rank=text=1|x", "--rank=text is the text score alone: write it without weights");
    is_refused("--rank=heat=-1|x", "from 0 to 1000000");
    is_refused("--rank=heat=1000001|x", "from 0 to 1000000");
    is_refused("--rank=heat=nan|x", "from 0 to");
    is_refused("--color=maybe|x", "auto, always, never");
    is_refused("--now=noon|x", "2021-06-27T06:09:00Z");
    is_refused("--timeout=-1|x", "from 0 to");
    is_refused("--batch|x", "remove the QUERY");
    is_refused("--batch|--format=csv", "json");
    is_refused("--batch|--count", "--count");
    is_refused("--config=/nonexistent/x|x", "/nonexistent/x");
}

/* Each asks for output that the format does not show. */
static void test_no_effect(void)
{
    static const char *const formats[] = { "jsonl", "csv", "tsv", "paths", "urls", "{title}" };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        char line[64];
        snprintf(line, sizeof line, "x|--facet=topic|--format=%s", formats[i]);
        is_refused(line,
                   "--facet is for --format=text, json or html, and with -n 0 for csv or tsv");
        snprintf(line, sizeof line, "x|--chart=day|--format=%s", formats[i]);
        is_refused(line, "--chart is for --format=text, json");
    }
    is_refused("x|--explain|--format=csv", "--explain is for --format=text, json or jsonl");
    is_refused("x|--explain|--format=paths", "--explain is for");
    is_refused("x|--facet=topic|-n0|--format=paths", "--facet is for");
    is_refused("x|--facet=topic|-n0|--fields=title|--format=csv", "--fields names the columns");
    is_refused("x|-c|--facet=topic", "--facet cannot be used with --count");
    is_refused("x|-c|--chart=day|--format=json", "--chart cannot be used with --count");
    is_refused("x|-c|--fields=title|--format=json", "--fields cannot be used with --count");
    is_refused("x|-c|-0|--format=paths", "--null cannot be used with --count");
    is_refused("x|-c|--no-header|--format=csv", "--no-header cannot be used with --count");
    is_refused("x|-c|--explain", "--explain cannot be used with --count");
    is_accepted("x|--facet=topic|-n0|--format=csv|--no-header");
    is_refused("x|--facet=topic|--format=atom", "--facet is for");
    is_accepted("x|--facet=topic|--format=html");
    is_accepted("x|--chart=day|-n|0|--format=tsv");
    is_accepted("x|-c|-n5|--offset=3|--sort=date|--rank=text|--color=always|--no-pager|-i|"
                "--timeout=3|--now=2021-06-27");
    is_accepted(
        "x|-n5|--offset=3|--sort=date|--rank=text|--color=always|--no-pager|-i|--format=urls");
}

static void warns(const char *line, const char *want)
{
    struct request request;
    struct error err;
    bool read = !read_line(&request, line, &err);
    const char *got = request.warnings.count ? request.warnings.items[0].data : "";
    bool good = read && request.warnings.count == (*want != '\0') && strstr(got, want);
    if (!tap_ok(good, "the warning of '%s' is: %s", line, *want ? want : "none"))
        tap_note("got '%s' %s", got, read ? "" : err.text);
    request_release(&request);
}

static void test_warnings(void)
{
    warns("azure|--|-c", "after --, -c excludes a word; for the option --count write it before --");
    warns("--|-quality:..50 azure|-n5", "after --, -n5 excludes a word; for the option --limit");
    warns("--|azure|--any", "after --, --any excludes a word");
    warns("--|azure|--limit=5", "after --, --limit=5 excludes a word");
    warns("--|azure|-edge|-5|--edge|-", "");
    warns("-a|-c|--|azure", "");
    warns("x|-c|--format=csv", "--format=csv has no effect on --count");
    warns("x|-c|--format=text", "");
    warns("x|-c|--format=json", "");
}

static void write_config(const char *path, const char *text)
{
    FILE *stream = fopen(path, "w");
    if (stream) {
        fputs(text, stream);
        fclose(stream);
    }
}

static void test_configuration(void)
{
    char directory[TEMPORARY_SIZE], path[TEMPORARY_SIZE + 20], line[TEMPORARY_SIZE + 100];
    struct request request;
    struct error err;
    temporary_make(directory);
    snprintf(path, sizeof path, "%s/config.yaml", directory);
    write_config(path, "db: /news/index\nlimit: 3\nformat: tsv\nrank:\n  quality: 7\n");
    snprintf(line, sizeof line, "--config=%s|x", path);
    tap_ok(!read_line(&request, line, &err), "a configuration is read");
    tap_is_text(request.places.items[0].data, "/news/index", "db of the configuration is read");
    tap_ok(request.limit == 3 && request.rank.quality == 7.0 &&
               request.origins.quality == ORIGIN_FILE && request.origins.heat == ORIGIN_DEFAULT,
           "limit and rank of the file");
    tap_is_text(request.format->name, "tsv", "format of the configuration is read");
    request_release(&request);

    snprintf(line, sizeof line, "--config=%s|-n4|--format=json|-d|/a/../b|-d|tcp:host:1|x", path);
    tap_ok(!read_line(&request, line, &err), "options and a configuration are read");
    tap_ok(request.limit == 4 && request.places.count == 2, "options go before the configuration");
    tap_is_text(request.places.items[0].data, "/b", "a path is made absolute");
    tap_is_text(request.places.items[1].data, "tcp:host:1",
                "the address of a server is not made absolute");
    request_release(&request);

    setenv("NEWSSEARCH_DB", "/environment", 1);
    snprintf(line, sizeof line, "--config=%s|--batch", path);
    tap_ok(!read_line(&request, line, &err), "the file's format is no hindrance to --batch");
    tap_is_text(request.places.items[0].data, "/environment",
                "the environment goes before the file");
    request_release(&request);
    unsetenv("NEWSSEARCH_DB");

    write_config(path, "\nformat: yaml\n");
    snprintf(line, sizeof line, "--config=%s|x", path);
    is_refused(line, ":2:9: unknown format 'yaml'");
    temporary_remove(directory);
}

int main(void)
{
    unsetenv("NEWSSEARCH_DB");
    setenv("HOME", "/nonexistent", 1);
    unsetenv("XDG_CONFIG_HOME");
    test_values();
    test_actions();
    test_nothing_asked();
    test_refusals();
    test_no_effect();
    test_warnings();
    test_configuration();
    return tap_done();
}
