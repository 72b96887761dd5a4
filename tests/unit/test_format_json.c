/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json and jsonl: keys, their order, and values without loss. */
#include "result_fixture.h"

#include "output/json_writer.h"

static const struct terminal pipe_terminal = { .columns = 80 };

static void is_printed(struct request *request, const struct results *results, const char *want,
                       const char *name)
{
    char *got = fixture_print(request, &pipe_terminal, results);
    tap_is_text(got, want, "%s", name);
    free(got);
}

#define FULL                                                                                            \
    "{\"rank\":1,\"score\":1.0,\"path\":\"/news/a.md\",\"title\":\"Café, "                             \
    "azure\",\"excerpt\":\"An "                                                                         \
    "excerpt\",\"snippet\":\"… the café on azure …\",\"highlights\":[[14,19]],\"topics\":[\"AI\"," \
    "\"Open source\"],\"provider\":{\"name\":\"Forbes\",\"domain\":\"forbes.com\"},\"authors\":["       \
    "\"Ann\"],\"category\":\"news\",\"type\":\"article\",\"lang\":null,\"publishedDateTime\":"          \
    "\"2021-06-27T06:09:00Z\",\"webUrl\":\"https://example.org/a\",\"quality\":-5,\"heat\":"            \
    "9007199254740991,\"published\":true}"
#define BARE                                                                                          \
    "{\"rank\":2,\"score\":0.0,\"path\":{\"bytes\":\"L25ld3Mv/wkubWQ=\"},\"title\":\"Tab\\t, "        \
    "\\\"quote\\\"\\r\\nline \\\\ \\u001B[31mred\\u001B[0m 🎉 שלום \uFFFD.\",\"excerpt\":null," \
    "\"snippet\":null,\"highlights\":[],\"topics\":[],\"provider\":{\"name\":null,\"domain\":"        \
    "null},\"authors\":[],\"category\":null,\"type\":null,\"lang\":null,\"publishedDateTime\":"       \
    "null,\"webUrl\":"                                                                                \
    "null,\"quality\":null,\"heat\":null,\"published\":null}"

static void test_whole(struct results *results)
{
    struct request request = { .format = format_find("json") };
    is_printed(&request, results,
               "{\"schema\":1,\"query\":\"café \uFFFD\",\"total\":2,\"offset\":0,\"limit\":10,"
               "\"results\":[" FULL "," BARE "]}\n",
               "json is one object on one line");
    request.format = format_find("jsonl");
    is_printed(&request, results, FULL "\n" BARE "\n", "jsonl is one result on each line");
}

static void test_columns(struct results *results)
{
    int columns[] = { FIELD_PROVIDER_NAME, COLUMN_RANK, FIELD_RELATED, FIELD_BODY,
                      FIELD_PROVIDER_DOMAIN };
    struct request request = { .format = format_find("jsonl"),
                               .columns = columns,
                               .column_count = 5 };
    is_printed(&request, results,
               "{\"provider\":{\"name\":\"Forbes\",\"domain\":\"forbes.com\"},\"rank\":1,"
               "\"related\":[{\"title\":\"Other\",\"excerpt\":null}],\"body\":null}\n"
               "{\"provider\":{\"name\":null,\"domain\":null},\"rank\":2,\"related\":[],"
               "\"body\":null}\n",
               "--fields chooses and orders keys");
}

static void test_explained(struct results *results)
{
    int columns[] = { COLUMN_SCORE };
    struct word_share share = { (char *)"azure", "title", 0.1 };
    struct request request = { .format = format_find("json"),
                               .columns = columns,
                               .column_count = 1,
                               .explain = true,
                               .collapse = true };
    results->parsed_query = memory_copy_text("azure");
    results->strategy = memory_copy_text("conjunction");
    results->limit = LIMIT_ALL;
    results->count = 1;
    results->rows[0].shares = &share;
    results->rows[0].share_count = 1;
    results->rows[0].collapsed = 3;
    is_printed(&request, results,
               "{\"schema\":1,\"query\":\"café \uFFFD\",\"total\":2,\"offset\":0,\"limit\":null,"
               "\"parsedQuery\":\"azure\",\"strategy\":\"conjunction\",\"results\":[{\"score\":1.0,"
               "\"collapsed\":3,\"parts\":{"
               "\"text\":0.10000000000000001,\"quality\":0.20000000000000001,\"heat\":"
               "0.29999999999999999,\"recency\":0.40000000000000002},\"words\":[{\"word\":"
               "\"azure\",\"field\":\"title\",\"weight\":0.10000000000000001}]}]}\n",
               "--explain adds the parts, 17 digits each; --collapse how many it stands for");
    results->rows[0].shares = NULL;
    results->rows[0].share_count = 0;
    results->count = 2;
}

static void test_nothing(void)
{
    static const char *const topics[] = { "AI", "\xff" };
    static const char *const months[] = { "2021-06", NULL };
    static const uint64_t counts[] = { 2, 1 };
    struct request request = { .format = format_find("json") };
    struct results results = { .query = memory_copy_text("x"), .total_exact = true, .limit = 10 };
    is_printed(&request, &results,
               "{\"schema\":1,\"query\":\"x\",\"total\":0,\"offset\":0,\"limit\":10,"
               "\"results\":[]}\n",
               "json of no results has an empty list");
    results.suggestion = memory_copy_text("y");
    results.buckets.facets = memory_allocate(2 * sizeof *results.buckets.facets);
    fixture_list(&results.buckets.facets[0], "topic", topics, counts, 2);
    fixture_list(&results.buckets.facets[1], "type", NULL, NULL, 0);
    results.buckets.facet_count = 2;
    results.buckets.charts = memory_allocate(sizeof *results.buckets.charts);
    fixture_list(&results.buckets.charts[0], "month", months, counts, 2);
    results.buckets.chart_count = 1;
    is_printed(&request, &results,
               "{\"schema\":1,\"query\":\"x\",\"total\":0,\"offset\":0,\"limit\":10,\"results\":[],"
               "\"facets\":{\"topic\":[{\"value\":\"AI\",\"count\":2},{\"value\":\"\uFFFD\","
               "\"count\":1}],\"type\":[]},\"charts\":{\"month\":[{\"value\":\"2021-06\",\"count\":"
               "2},{\"value\":null,\"count\":1}]},\"suggestion\":\"y\"}\n",
               "facets, charts and a suggestion follow the results");
    request.format = format_find("jsonl");
    is_printed(&request, &results, "", "jsonl of no results is empty");
    results_release(&results);
}

static void test_error(void)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    json_write_error(stream, "a \"", "a quote\n  a \"\n    ^ \x7f\xc2\x85é");
    fclose(stream);
    tap_is_text(text,
                "{\"schema\":1,\"query\":\"a \\\"\",\"error\":\"a quote\\n  a \\\"\\n    ^ "
                "\\u007f\\u0085é\"}\n",
                "an error as json is one line without control characters");
    free(text);
}

int main(void)
{
    struct results results;
    fixture_results(&results);
    test_whole(&results);
    test_columns(&results);
    test_explained(&results);
    results_release(&results);
    test_nothing();
    test_error();
    return tap_done();
}
