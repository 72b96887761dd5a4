/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_query.c: operators, fields, ranges, dates and saved queries: how each query is
 * understood, and what it finds. */
#include "query_fixture.h"

static const struct told_article articles[] = {
    { "a",
      "Azure cloud releases",
      { "topic=AI", "topic=Facebook AI", "provider=Forbes", "site=forbes.com", "quality=84",
        "heat=141", "date=2021-06-27T06:09:00Z", "type=article" } },
    { "b",
      "Azure releasing notes",
      { "topic=AI", "provider=Azure Blog", "site=azure.microsoft.com", "quality=-5", "heat=0",
        "date=2021-06-27T23:59:59Z", "type=video" } },
    { "c",
      "PyTorch on the cloud",
      { "topic=Machine Learning", "provider=The Verge", "site=theverge.com", "quality=120",
        "date=2020-02-29", "body=pytorch azure far apart" } },
    { "d",
      "Amazon cloud provider",
      { "topic=AI", "topic=Face Recognition", "heat=20", "site=microsoft.com",
        "date=2021-11-30T12:00:00Z", "excerpt=a cloud provider releases", "author=Zoë Smith" } },
    { "e",
      "The old cloud",
      { "url=https://forbes.com/sites/azure-cloud?x=1", "quality=0", "date=0001-01-01",
        "published=false", "related=Azure elsewhere" } },
    { "f",
      "Nothing of note",
      { "topic=ai", "provider=Forbes", "date=2021-12-01T00:00:00Z", "category=news",
        "body=cloud one two three four five azure" } },
};

static struct config_saved saved[] = {
    { .name = "ai", .query = "topic:AI" },
    { .name = "good", .query = "quality:80.. OR heat:20.." },
    { .name = "both", .query = "@ai @good" },
    { .name = "mild", .query = "azure title:/notes/" },
    { .name = "notes", .query = "title:/notes/" },
    { .name = "empty", .query = " " },
};

/* What query_describe says, and what is found. */
struct row {
    const char *query, *described, *found;
};

static const struct row rows[] = {
    { "", "everything", "a b c d e f" },
    { "azure cloud", "azure AND cloud", "a c f" },
    { "azure OR cloud", "azure OR cloud", "a b c d e f" },
    { "azure or cloud", "azure AND cloud (left out: or)", "a c f" },
    { "azure AND cloud", "azure AND cloud", "a c f" },
    { "azure AND NOT cloud", "azure AND NOT cloud", "b" },
    { "azure NOT cloud", "azure AND NOT cloud", "b" },
    { "azure AND -cloud", "azure AND NOT cloud", "b" },
    { "azure XOR cloud", "azure XOR cloud", "b d e" },
    { "NOT azure", "everything AND NOT azure", "d e" },
    { "NOT NOT azure", "azure", "a b c f" },
    { "NOT azure cloud", "cloud AND NOT azure", "d e" },
    { "azure NOT cloud notes", "(azure AND notes) AND NOT cloud", "b" },
    { "azure AND NOT cloud notes", "azure AND (notes AND NOT cloud)", "b" },
    { "cloud NOT (azure OR pytorch)", "cloud AND NOT (azure OR pytorch)", "d e" },
    { "cloud NOT azure NEAR/5 pytorch", "cloud AND NOT (azure NEAR/5 pytorch)", "a d e f" },
    { "NOT provider:forbes azure", "azure AND NOT provider:forbes", "b c" },
    { "NOT \"azure cloud\" azure", "azure AND NOT \"azure cloud\"", "b c f" },
    { "NOT title:/notes/ azure", "azure REGEX NOT title:/notes/", "a c f" },
    { "－azure cloud", "cloud AND NOT azure", "d e" },
    { "−azure ＋cloud", "cloud AND NOT azure", "d e" },
    { "title：azure", "title:azure", "a b" },
    { "TITLE:azure", "title:azure", "a b" },
    { "tag:ai Tags:\"Facebook AI\"", "topic:ai AND topic:\"facebook ai\"", "a" },
    { "Authors:\"zoe smith\"", "author:\"zoe smith\"", "d" },
    { "published:no", "published:false", "e" },
    { "published:Yes cloud", "cloud FILTER published:true", "a c d f" },
    { "quality:..9223372036854775807", "quality:..9223372036854775807", "a b c e" },
    { "quality:-9223372036854775808..0", "quality:-9223372036854775808..0", "b e" },
    { "azure OR NOT cloud", "azure OR (everything AND NOT cloud)", "a b c f" },
    { "-azure", "everything AND NOT azure", "d e" },
    { "azure -cloud", "azure AND NOT cloud", "b" },
    { "+azure cloud", "+azure AND cloud", "a c f" },
    { "azure OR cloud pytorch", "azure OR (cloud AND pytorch)", "a b c f" },
    { "azure AND cloud OR pytorch XOR notes", "(azure AND cloud) OR (pytorch XOR notes)",
      "a b c f" },
    { "(azure OR pytorch) cloud", "(azure OR pytorch) AND cloud", "a c f" },
    { "(azure OR pytorch) AND (cloud OR notes)", "(azure OR pytorch) AND (cloud OR notes)",
      "a b c f" },
    { "azure (cloud -(pytorch releases))", "azure AND (cloud AND NOT (pytorch AND releases))",
      "a c f" },
    { "azure NEAR/5 pytorch", "azure NEAR/5 pytorch", "c" },
    { "cloud NEAR/7 azure", "cloud NEAR/7 azure", "a f" },
    { "cloud NEAR/5 azure", "cloud NEAR/5 azure", "a" },
    { "azure NEAR cloud NEAR one", "azure NEAR/10 cloud NEAR/10 one", "f" },
    { "cloud ADJ/6 azure", "cloud ADJ/6 azure", "f" },
    { "azure ADJ/6 cloud", "azure ADJ/6 cloud", "a" },
    { "pytorch ADJ azure", "pytorch ADJ/10 azure", "c" },
    { "cloud-provider NEAR amazon", "\"cloud provider\" NEAR/10 amazon", "d" },
    { "\"cloud provider\"", "\"cloud provider\"", "d" },
    { "title:\"cloud provider\"", "title:\"cloud provider\"", "d" },
    { "title:cloud", "title:cloud", "a c d e" },
    { "title:release", "title:release", "a b" },
    { "title:provider excerpt:cloud", "title:provider AND excerpt:cloud", "d" },
    { "body:azure", "body:azure", "c f" },
    { "related:azure", "related:azure", "e" },
    { "path:news", "path:news", "a b c d e f" },
    { "url:forbes.com/sites", "url:\"forbes com sites\"", "e" },
    { "url:azure", "url:azure", "e" },
    { "title:(azure OR cloud)", "title:azure OR title:cloud", "a b c d e" },
    { "topic:(AI \"facebook ai\")", "topic:ai AND topic:\"facebook ai\"", "a" },
    { "topic:(AI OR \"machine learning\")", "topic:ai OR topic:\"machine learning\"", "a b c d f" },
    { "title:(azure provider:forbes)", "title:azure FILTER provider:forbes", "a" },
    { "topic:AI", "topic:ai", "a b d f" },
    { "topic:ai topic:\"facebook ai\"", "topic:ai AND topic:\"facebook ai\"", "a" },
    { "topics:AI", "topic:ai", "a b d f" },
    { "topic:face*", "topic:face*", "a d" },
    { "topic:\"face*\"", "topic:\"face*\"", "" },
    { "topic:*learning", "topic:*learning", "c" },
    { "topic:AI -topic:\"Facebook AI\"", "topic:ai AND NOT topic:\"facebook ai\"", "b d f" },
    { "provider:forbes provider:\"the verge\"", "(provider:forbes OR provider:\"the verge\")",
      "a c f" },
    { "+provider:forbes +provider:\"the verge\"", "provider:forbes AND provider:\"the verge\"",
      "" },
    { "provider:forbes AND provider:\"the verge\"", "provider:forbes AND provider:\"the verge\"",
      "" },
    { "provider:forbes OR title:pytorch", "provider:forbes OR title:pytorch", "a c f" },
    { "provider:forbes title:azure type:article",
      "title:azure FILTER provider:forbes AND type:article", "a" },
    { "author:\"zoe smith\"", "author:\"zoe smith\"", "d" },
    { "author:ZOË*", "author:zoe*", "d" },
    { "site:microsoft.com", "site:microsoft.com", "b d" },
    { "site:azure.microsoft.com", "site:azure.microsoft.com", "b" },
    { "site:com", "site:com", "a b c d" },
    { "site:micro*", "site:micro*", "b d" },
    { "category:news", "category:news", "f" },
    { "type:video", "type:video", "b" },
    { "quality:80..", "quality:80..", "a c" },
    { "heat:..20", "heat:..20", "b d" },
    { "quality:84", "quality:84", "a" },
    { "quality:-5..5", "quality:-5..5", "b e" },
    { "quality:-5", "quality:-5", "b" },
    { "quality:..-1", "quality:..-1", "b" },
    { "quality:84 quality:120", "(quality:84 OR quality:120)", "a c" },
    { "quality:80.. heat:100..", "quality:80.. AND heat:100..", "a" },
    { "-quality:80..", "everything AND NOT quality:80..", "b d e f" },
    { "quality:*", "quality:*", "a b c e" },
    { "-quality:*", "everything AND NOT quality:*", "d f" },
    { "topic:*", "topic:*", "a b c d f" },
    { "published:false", "published:false", "e" },
    { "published:TRUE cloud", "cloud FILTER published:true", "a c d f" },
    { "published:false published:true", "(published:false OR published:true)", "a b c d e f" },
    { "date:2021-06-27", "date:2021-06-27T00:00:00Z..2021-06-27T23:59:59Z", "a b" },
    { "date:2021-06", "date:2021-06-01T00:00:00Z..2021-06-30T23:59:59Z", "a b" },
    { "date:2021", "date:2021-01-01T00:00:00Z..2021-12-31T23:59:59Z", "a b d f" },
    { "date:..2020", "date:..2020-12-31T23:59:59Z", "c e" },
    { "date:2021-06-27..2022", "date:2021-06-27T00:00:00Z..2022-12-31T23:59:59Z", "a b d f" },
    { "date:2021-06-27T06:09:00Z", "date:2021-06-27T06:09:00Z", "a" },
    { "date:2021-06-27T08:09:00+02:00", "date:2021-06-27T06:09:00Z", "a" },
    { "date:2020-02-29", "date:2020-02-29T00:00:00Z..2020-02-29T23:59:59Z", "c" },
    { "date:today", "date:2021-12-01T00:00:00Z..2021-12-01T23:59:59Z", "f" },
    { "date:yesterday", "date:2021-11-30T00:00:00Z..2021-11-30T23:59:59Z", "d" },
    { "date:1d..now", "date:2021-11-30T00:00:00Z..2021-12-01T00:00:00Z", "d f" },
    { "date:now", "date:2021-12-01T00:00:00Z", "f" },
    { "date:12h..", "date:2021-11-30T12:00:00Z..", "d f" },
    { "date:this-month", "date:2021-12-01T00:00:00Z..2021-12-31T23:59:59Z", "f" },
    { "date:last-month", "date:2021-11-01T00:00:00Z..2021-11-30T23:59:59Z", "d" },
    { "date:2021-Q2", "date:2021-04-01T00:00:00Z..2021-06-30T23:59:59Z", "a b" },
    { "date:2021-W25", "date:2021-06-21T00:00:00Z..2021-06-27T23:59:59Z", "a b" },
    { "date:7d..", "date:2021-11-24T00:00:00Z..", "d f" },
    { "date:..1d", "date:..2021-11-30T00:00:00Z", "a b c e" },
    { "date:2w..1d", "date:2021-11-17T00:00:00Z..2021-11-30T00:00:00Z", "" },
    { "date:1y..today", "date:2020-12-01T00:00:00Z..2021-12-01T23:59:59Z", "a b d f" },
    { "date:0001..", "date:0001-01-01T00:00:00Z..", "a b c d e f" },
    { "date:2020 date:2021",
      "(date:2020-01-01T00:00:00Z..2020-12-31T23:59:59Z OR "
      "date:2021-01-01T00:00:00Z..2021-12-31T23:59:59Z)",
      "a b c d f" },
    { "quality:\"80..\"", "quality:80..", "a c" },
    { "title:/azure/i", "everything REGEX title:/azure/i", "a b" },
    { "azure title:/notes/", "azure REGEX title:/notes/", "b" },
    { "azure -title:/notes/", "azure REGEX NOT title:/notes/", "a c f" },
    { "azure NOT title:/notes/", "azure REGEX NOT title:/notes/", "a c f" },
    { "azure AND title:/notes/ AND heat:0", "(azure FILTER heat:0) REGEX title:/notes/", "b" },
    { "/azure/ cloud", "azure AND cloud", "a c f" },
    { "title:\"/azure/\"", "title:\"azure\"", "a b" },
    { "related:/else/", "everything REGEX related:/else/", "e" },
    { "-body:/azure/ cloud", "cloud REGEX NOT body:/azure/", "a d e" },
    { "author:/^Zoë/", "everything REGEX author:/^Zoë/", "d" },
    { "topic:/^AI$/ topic:/Face/", "everything REGEX topic:/^AI$/ AND topic:/Face/", "a d" },
    { "date:/^2021-06/", "everything REGEX date:/^2021-06/", "a b" },
    { "quality:/^-/", "everything REGEX quality:/^-/", "b" },
    { "published:/true/ quality:/^$/", "everything REGEX published:/true/ AND quality:/^$/",
      "d f" },
    { "provider.name:/verge$/i", "everything REGEX provider:/verge$/i", "c" },
    { "title:/a\\/b|azure/i", "everything REGEX title:/a\\/b|azure/i", "a b" },
    { "url:/\\/sites\\//", "everything REGEX url:/\\/sites\\//", "e" },
    { "@ai", "topic:ai", "a b d f" },
    { "@ai cloud", "cloud FILTER topic:ai", "a d f" },
    { "-@ai cloud", "cloud AND NOT topic:ai", "c e" },
    { "@good", "quality:80.. OR heat:20..", "a c d" },
    { "@both", "topic:ai AND (quality:80.. OR heat:20..)", "a d" },
    { "@mild", "azure REGEX title:/notes/", "b" },
    { "@mild -cloud", "(azure AND NOT cloud) REGEX title:/notes/", "b" },
    { "-@notes azure", "azure REGEX NOT title:/notes/", "a c f" },
    { "* -azure", "everything AND NOT azure", "d e" },
    { "-* azure", "azure AND NOT everything", "" },
    { "& OR azure", "azure", "a b c f" },
    { "azure NOT &", "azure", "a b c f" },
    { "the", "the", "c e" },
    { "the quality:80..", "the FILTER quality:80..", "c" },
    { "the azure", "azure (left out: the)", "a b c f" },
    { "the azure the of", "azure (left out: the, of)", "a b c f" },
    { "+the cloud", "+the AND cloud", "c e" },
    { "THE cloud", "the AND cloud", "c e" },
    { "The cloud", "cloud (left out: the)", "a c d e f" },
    { "THE CLOUD", "cloud (left out: the)", "a c d e f" },
    { "A cloud", "cloud (left out: a)", "a c d e f" },
    { "cloud A", "cloud AND a", "d" },
    { "\"the\" cloud", "\"the\" AND cloud", "c e" },
    { "the AND cloud", "the AND cloud", "c e" },
    { "the OR azure", "the OR azure", "a b c e f" },
    { "the cloud AND azure", "cloud AND azure (left out: the)", "a c f" },
    { "the NEAR cloud", "the NEAR/10 cloud", "c e" },
    { "cloud NOT the", "cloud AND NOT the", "a d f" },
    { "title:the cloud", "title:the AND cloud", "c e" },
    { "the topic:AI", "the FILTER topic:ai", "" },
    { "title:(the cloud)", "title:the AND title:cloud", "c e" },
    { "on the", "on AND the", "c" },
    { "on (the cloud)", "cloud (left out: on, the)", "a c d e f" },
    { "-(the cloud) azure", "azure AND NOT (the AND cloud)", "a b f" },
    { "azure -the", "azure AND NOT the", "a b f" },
    { "title:the", "title:the", "c e" },
};

static const struct row rows_of_any[] = {
    { "azure cloud", "azure OR cloud", "a b c d e f" },
    { "azure pytorch notes", "azure OR pytorch OR notes", "a b c f" },
    { "+azure cloud", "+azure OR cloud", "a b c f" },
    { "azure cloud -notes", "(azure OR cloud) AND NOT notes", "a c d e" },
    { "azure cloud NOT notes", "(azure OR cloud) AND NOT notes", "a c d e" },
    { "NOT notes azure cloud", "(azure OR cloud) AND NOT notes", "a c d e" },
    { "azure cloud topic:AI", "(azure OR cloud) FILTER topic:ai", "a b d f" },
    { "the azure", "azure (left out: the)", "a b c f" },
    { "azure AND cloud", "azure AND cloud", "a c f" },
    { "the azure title:/a/", "azure REGEX title:/a/ (left out: the)", "a b" },
    { "topic:AI quality:80..", "topic:ai AND quality:80..", "a" },
    { "(azure cloud) AND pytorch", "(azure OR cloud) AND pytorch", "c" },
    { "azure (topic:AI OR quality:120)", "azure FILTER (topic:ai OR quality:120)", "a b c f" },
    { "azure (provider:forbes) cloud", "(azure OR cloud) FILTER provider:forbes", "a f" },
    { "+provider:forbes provider:x provider:y cloud",
      "cloud FILTER provider:forbes AND (provider:x OR provider:y)", "" },
    { "azure (-cloud)", "azure FILTER (everything AND NOT cloud)", "b" },
};

static void test_rows(struct fixture *fixture, const struct row *table, size_t count, bool any)
{
    fixture->options.any = any;
    for (size_t i = 0; i < count; i++) {
        char name[200];
        char *described = describe(fixture, table[i].query);
        snprintf(name, sizeof name, "%s%s is understood", any ? "--any " : "", table[i].query);
        tap_is_text(described, table[i].described, name);
        snprintf(name, sizeof name, "%s%s finds what it should", any ? "--any " : "",
                 table[i].query);
        tap_is_text(find(fixture, table[i].query), table[i].found, name);
        free(described);
    }
    fixture->options.any = false;
}

static struct query parsed(struct fixture *fixture, const char *text)
{
    struct query query;
    if (query_parse(&query, text, &fixture->options, &fixture->err) < 0)
        made_fail(text, &fixture->err);
    return query;
}

/* "cloud:cloud=req" for each word: its terms, how they belong together, whether it is required. */
static const char *words_of(struct fixture *fixture, const char *text)
{
    struct query query = parsed(fixture, text);
    struct buffer out = BUFFER_INIT;
    for (size_t i = 0; i < query.word_count; i++) {
        const struct query_word *word = &query.words[i];
        buffer_add_text(&out, i > 0 ? "; " : "");
        if (word->field != FIELD_COUNT)
            buffer_printf(&out, "%s:", schema_field(word->field)->prefix);
        for (size_t j = 0; j < word->terms.count; j++)
            buffer_printf(&out, "%s%s", j > 0 ? " " : "", word->terms.items[j].data);
        buffer_printf(&out, "%s%s%s @%zu-%zu", word->phrase ? " phrase" : "",
                      word->stemmed ? " stem" : "", word->required ? " required" : "", word->start,
                      word->end);
    }
    snprintf(fixture->found, sizeof fixture->found, "%s", buffer_text(&out));
    buffer_release(&out);
    query_release(&query);
    return fixture->found;
}

static void test_words(struct fixture *fixture)
{
    static const struct {
        const char *query, *words;
    } table[] = {
        { "azure releases", "azure azur stem required @0-5; releases releas stem required @6-14" },
        { "the Clouds", "clouds cloud stem required @4-10" },
        { "azure OR cloud", "azure azur stem @0-5; cloud cloud stem @9-14" },
        { "cloud -azure", "cloud cloud stem required @0-5" },
        { "cloud AND NOT (azure pytorch)", "cloud cloud stem required @0-5" },
        { "\"cloud provider\"", "cloud provider phrase required @0-16" },
        { "\"azure\"", "azure required @0-7" },
        { "title:clouds", "title:clouds cloud stem required @0-12" },
        { "excerpt:release", "excerpt:release releases releasing required @0-15" },
        { "relea*", "releases releasing required @0-6" },
        { "\"cloud prov*\"", "cloud required @0-13" },
        { "azure NEAR cloud", "azure required @0-5; cloud required @11-16" },
        { "e-mail", "e mail phrase @0-6; email email stem @0-6" },
        { "@both cloud", "cloud cloud stem required @6-11" },
        { "x @mild", "x x stem required @0-1; azure azur stem required @2-7" },
        { "topic:AI quality:80..", "" },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char name[100];
        snprintf(name, sizeof name, "the words of %s", table[i].query);
        tap_is_text(words_of(fixture, table[i].query), table[i].words, name);
    }
    fixture->options.any = true;
    tap_is_text(words_of(fixture, "+azure cloud"),
                "azure azur stem required @0-6; cloud cloud stem @7-12",
                "of two words under --any the one after + is required");
    fixture->options.any = false;
}

static void test_flags(struct fixture *fixture)
{
    static const struct {
        const char *query;
        bool scored, filters;
    } table[] = {
        { "", false, false },         { "azure", true, false },
        { "topic:AI", false, true },  { "azure topic:AI", true, true },
        { "title:/x/", false, true }, { "-azure", false, false },
        { "-topic:AI", false, true }, { "topic:AI OR azure", true, true },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct query query = parsed(fixture, table[i].query);
        tap_ok(query.scored == table[i].scored && query.has_filter_terms == table[i].filters,
               "whether '%s' gives weight, and filters", table[i].query);
        tap_is_text(query.text, table[i].query, "its text is kept");
        query_release(&query);
    }
}

/* Without English no word is a stop word. */
static void test_languages(struct fixture *fixture)
{
    fixture->options.stop_words = NULL;
    char *described = describe(fixture, "the azure body:azure");
    tap_is_text(described, "the AND azure AND body:azure", "without a list no word is a stop word");
    tap_is_text(find(fixture, "body:azure"), "c f", "words of a stem in any language");
    free(described);
    static const struct {
        const char *language, *query, *described;
    } table[] = {
        { "german", "der Azure für cloud", "azure AND cloud (left out: der, fur)" },
        { "fr", "l'azure à la cloud", "l'azure AND cloud (left out: a, la)" },
        { "russian", "azure и cloud", "azure AND cloud (left out: и)" },
        { "de", "the azure", "the AND azure" },
        { "basque", "the azure", "the AND azure" },
        { "none", "the azure", "the AND azure" },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        fixture->options.stop_words = stop_words_of(table[i].language);
        described = describe(fixture, table[i].query);
        tap_is_text(described, table[i].described, table[i].language);
        free(described);
    }
    fixture->options.stop_words = stop_words_of("english");
}

/* "the+cloud" for each pair, with ! where it ends the query. */
static const char *pairs_of(struct fixture *fixture, const char *text)
{
    struct query query = parsed(fixture, text);
    struct buffer out = BUFFER_INIT;
    for (size_t i = 0; i < query.pair_count; i++)
        buffer_printf(&out, "%s%s+%s%s", i > 0 ? " " : "", query.pairs[i].terms[0],
                      query.pairs[i].terms[1], query.pairs[i].ends ? "!" : "");
    snprintf(fixture->found, sizeof fixture->found, "%s", buffer_text(&out));
    buffer_release(&out);
    query_release(&query);
    return fixture->found;
}

static void test_pairs(struct fixture *fixture)
{
    static const struct {
        const char *query, *pairs;
    } table[] = {
        { "vitamin a", "vitamin+a!" },
        { "vitamin A", "vitamin+a!" },
        { "the cloud", "the+cloud" },
        { "state of the art", "state+of the+art" },
        { "a cloud of the", "a+cloud cloud+of" },
        { "to be", "" },
        { "vitamin OR a", "" },
        { "vitamin \"b c\" a", "" },
        { "vitamin topic:AI a", "" },
        { "vitamin -a", "" },
        { "cloud -(vitamin a)", "" },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char name[100];
        snprintf(name, sizeof name, "the stop words beside words in %s", table[i].query);
        tap_is_text(pairs_of(fixture, table[i].query), table[i].pairs, name);
    }
}

int main(void)
{
    struct fixture fixture;
    fixture_begin(&fixture);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        fixture_add(&fixture, &articles[i]);
    fixture_open(&fixture);
    fixture.config.saved = saved;
    fixture.config.saved_count = sizeof saved / sizeof *saved;
    test_rows(&fixture, rows, sizeof rows / sizeof *rows, false);
    test_rows(&fixture, rows_of_any, sizeof rows_of_any / sizeof *rows_of_any, true);
    test_words(&fixture);
    test_flags(&fixture);
    test_languages(&fixture);
    test_pairs(&fixture);
    return fixture_end(&fixture);
}
