/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_query_terms.c: what a parsed query tells the later stages: its words, the pairs of stop
 * words and words, whether it scores; and the stop words of each language. */
#include "query_fixture.h"

static const struct told_article articles[] = {
    { "clouds", "Azure releases clouds", { "body=azure" } },
    { "notes", "Azure releasing notes", { 0 } },
    { "body", "Nothing of note", { "body=cloud one two azure" } },
};

static struct config_saved saved[] = {
    { .name = "filters", .query = "topic:AI quality:80.." },
    { .name = "mild", .query = "azure title:/notes/" },
};

static struct query parsed(struct fixture *fixture, const char *text)
{
    struct query query;
    if (query_parse(&query, text, &fixture->options, &fixture->err) < 0)
        made_fail(text, &fixture->err);
    return query;
}

/* "cloud stem @0-5" for each word: its terms, how they belong together, where it is written. */
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
        buffer_printf(&out, "%s%s @%zu-%zu", word->phrase ? " phrase" : "",
                      word->stemmed ? " stem" : "", word->start, word->end);
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
        { "azure releases", "azure azur stem @0-5; releases releas stem @6-14" },
        { "the Clouds", "clouds cloud stem @4-10" },
        { "azure OR cloud", "azure azur stem @0-5; cloud cloud stem @9-14" },
        { "cloud -azure", "cloud cloud stem @0-5" },
        { "cloud AND NOT (azure pytorch)", "cloud cloud stem @0-5" },
        { "\"cloud provider\"", "cloud provider phrase @0-16" },
        { "\"azure\"", "azure @0-7" },
        { "title:clouds", "title:clouds cloud stem @0-12" },
        { "excerpt:release", "excerpt:release releases releasing @0-15" },
        { "relea*", "releases releasing @0-6" },
        { "\"cloud prov*\"", "cloud @0-13" },
        { "azure NEAR cloud", "azure @0-5; cloud @11-16" },
        { "e-mail", "e mail phrase @0-6; email email stem @0-6" },
        { "@filters cloud", "cloud cloud stem @9-14" },
        { "x @mild", "x x stem @0-1; azure azur stem @2-7" },
        { "topic:AI quality:80..", "" },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        tap_is_text(words_of(fixture, table[i].query), table[i].words,
                    "the words of '%s' are listed with their stems and places", table[i].query);
    }
    fixture->options.any = true;
    tap_is_text(words_of(fixture, "+azure cloud"), "azure azur stem @0-6; cloud cloud stem @7-12",
                "of two words under --any the one after + is listed without it");
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
               "'%s' is %sscored, and has %s", table[i].query, table[i].scored ? "" : "not ",
               table[i].filters ? "filters" : "no filter");
        tap_is_text(query.text, table[i].query, "the parsed query keeps the text '%s'",
                    table[i].query);
        query_release(&query);
    }
}

/* Without English no word is a stop word. */
static void test_languages(struct fixture *fixture)
{
    fixture->options.stop_words = NULL;
    char *described = describe(fixture, "the azure body:azure");
    tap_is_text(described, "the AND azure AND body:azure", "without a list no word is a stop word");
    tap_is_text(find(fixture, "body:azure"), "body clouds",
                "body:azure finds the word in bodies without a stop list");
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
        tap_is_text(described, table[i].described, "'%s' in language %s is parsed as '%s'",
                    table[i].query, table[i].language, table[i].described);
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
        tap_is_text(pairs_of(fixture, table[i].query), table[i].pairs,
                    "of '%s' the pairs of a stop word and its neighbour are '%s'", table[i].query,
                    table[i].pairs);
    }
}

int main(void)
{
    struct fixture fixture;
    fixture_begin_with(&fixture, articles, sizeof articles / sizeof *articles);
    fixture.config.saved = saved;
    fixture.config.saved_count = sizeof saved / sizeof *saved;
    test_words(&fixture);
    test_flags(&fixture);
    test_languages(&fixture);
    test_pairs(&fixture);
    return fixture_end(&fixture);
}
