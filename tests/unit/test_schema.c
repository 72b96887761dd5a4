/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of fields: each row in its place, and nothing that two rows share. */
#include <ctype.h>

#include "schema.h"
#include "tap.h"

static const struct field *named(const char *name)
{
    return schema_by_name(name, strlen(name));
}

/* NULL or a NULL field does not collide. */
static bool differ(const char *a, const char *b)
{
    return !a || !b || strcmp(a, b) != 0;
}

static void test_rows(void)
{
    unsigned slots = 0;
    bool in_order = true, distinct = true, helped = true, terms = true, slots_once = true;
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct field *field = schema_field((enum field_id)id);
        in_order = in_order && field->id == (enum field_id)id;
        helped = helped && field->help && field->key && field->prefix;
        bool words =
            field->kind == KIND_TEXT || field->kind == KIND_NAME || field->kind == KIND_DOMAIN;
        terms = terms && words == (field->term_prefix != NULL) && words == (field->weight > 0);
        for (const char *at = field->term_prefix; at && *at; at++)
            terms = terms && isupper((unsigned char)*at) && *field->term_prefix != 'Z' &&
                    *field->term_prefix != 'Q';
        if (field->slot != SLOT_NONE) {
            slots_once = slots_once && field->slot < SLOT_FIELDS && !(slots & 1u << field->slot);
            slots |= 1u << field->slot;
        }
        for (int other = 0; other < id; other++) {
            const struct field *before = schema_field((enum field_id)other);
            distinct =
                distinct && differ(before->key, field->key) &&
                differ(before->prefix, field->prefix) &&
                (field->words == WORDS_FREE || differ(before->term_prefix, field->term_prefix));
        }
    }
    tap_ok(in_order, "rows stand in the order of enum field_id");
    tap_ok(helped, "each field has a key, a prefix and a word of help");
    tap_ok(distinct, "no two fields share a key, a prefix or a term prefix");
    tap_ok(terms, "fields of words have terms of capitals, never Z or Q, and the others none");
    tap_ok(slots_once && slots == (1u << SLOT_FIELDS) - 1, "each field's slot has one field");
}

static void test_listed_words(void)
{
    static const enum field_id listed[SCHEMA_LISTED] = { FIELD_TITLE, FIELD_EXCERPT };
    for (size_t i = 0; i < SCHEMA_LISTED; i++)
        tap_is_text(schema_listed[i], schema_field(listed[i])->term_prefix,
                    "words of %s are in the list", schema_field(listed[i])->key);
}

static void test_names(void)
{
    const struct field *title = named("title"), *topics = named("topics");
    tap_ok(title && title->id == FIELD_TITLE && title->weight == 3, "title");
    tap_ok(topics && topics == named("topic") && topics->many, "topics is found by key and prefix");
    tap_ok(named("provider") == named("provider.name"), "provider is a name of provider.name");
    tap_ok(named("site")->id == FIELD_PROVIDER_DOMAIN, "site is a name of provider.domain");
    tap_ok(named("date") == named("publishedDateTime"), "date is a name of publishedDateTime");
    tap_ok(named("url") == named("webUrl"), "url is a name of webUrl");
    tap_ok(named("tag") == topics && named("tags") == topics, "tag and tags are names of topics");
    tap_ok(named("Title") == title && named("WEBURL") == named("url"),
           "names of fields are compared case aside");
    tap_ok(!named("name") && !named("") && !named("titles") && !named("ta"),
           "other names are no fields");
    tap_ok(schema_by_prefix("titles", 5) == title, "the name of a field need not end in NUL");
    tap_ok(!schema_by_prefix("topics", 6) && schema_by_key("topics", 6) == topics &&
               !schema_by_key("topic", 5),
           "keys are no prefixes, and prefixes no keys");
    tap_ok(schema_by_prefix("author", 6)->id == FIELD_AUTHORS &&
               schema_by_key("authors", 7)->id == FIELD_AUTHORS,
           "author and authors are names of one field");
}

static void test_free_words(void)
{
    static const char *const free_words[] = { "title",  "excerpt",  "body",
                                              "topics", "provider", "authors" };
    int expected = 0, found = 0;
    for (size_t i = 0; i < sizeof free_words / sizeof *free_words; i++)
        expected += named(free_words[i])->free_word;
    for (int id = 0; id < FIELD_COUNT; id++)
        found += schema_field((enum field_id)id)->free_word;
    tap_ok(expected == 6 && found == 6, "a free word is looked for in six fields");
}

static void test_sources(void)
{
    const struct field *url = named("url");
    tap_is_text(url->sources[0].name, "webUrl", "webUrl is the first key of the address");
    tap_is_text(url->sources[3].name, "url", "the address has three further keys");
    tap_ok(url->sources[4].name == NULL, "the address has no more keys");
    tap_ok(named("body")->sources[0].name == NULL && named("path")->sources[0].name == NULL,
           "body and path come from no key");
    tap_is_text(named("published")->sources[1].name, "draft",
                "draft is the inverted key of published");
}

int main(void)
{
    test_rows();
    test_listed_words();
    test_names();
    test_free_words();
    test_sources();
    return tap_done();
}
