/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table is in the order of enum field_id. */
#include "schema.h"

#include <string.h>

#include "ascii.h"
#include "text.h"

/* Term prefixes of title, excerpt and body. */
#define TITLE_TERMS "S"
#define FREE_TERMS ""

static const struct field fields[FIELD_COUNT] = {
    { .id = FIELD_TITLE,
      .key = "title",
      .prefix = "title",
      .kind = KIND_TEXT,
      .free_word = true,
      .slot = SLOT_TITLE,
      .term_prefix = TITLE_TERMS,
      .stems = true,
      .weight = 3,
      .sources = { { .name = "title" } },
      .help = "the headline" },
    { .id = FIELD_EXCERPT,
      .key = "excerpt",
      .prefix = "excerpt",
      .kind = KIND_TEXT,
      .free_word = true,
      .slot = SLOT_EXCERPT,
      .term_prefix = FREE_TERMS,
      .words = WORDS_FREE,
      .weight = 1,
      .sources = { { .name = "excerpt" }, { .name = "description" }, { .name = "summary" } },
      .help = "the summary" },
    { .id = FIELD_BODY,
      .key = "body",
      .prefix = "body",
      .kind = KIND_TEXT,
      .free_word = true,
      .slot = SLOT_NONE,
      .term_prefix = FREE_TERMS,
      .words = WORDS_FREE,
      .weight = 1,
      .help = "the text after the front matter" },
    { .id = FIELD_TOPICS,
      .key = "topics",
      .prefix = "topic",
      .aliases = { "tag", "tags" },
      .kind = KIND_NAME,
      .many = true,
      .free_word = true,
      .slot = SLOT_TOPICS,
      .term_prefix = "XTOPIC",
      .weight = 1,
      .sources = { { .name = "topics" },
                   { .name = "tags" },
                   { .name = "tag", .commas = true },
                   { .name = "categories" },
                   { .name = "keywords", .commas = true } },
      .help = "what the article is about" },
    { .id = FIELD_PROVIDER_NAME,
      .key = "provider.name",
      .prefix = "provider",
      .kind = KIND_NAME,
      .free_word = true,
      .slot = SLOT_PROVIDER_NAME,
      .term_prefix = "XPROV",
      .weight = 1,
      .sources = { { .name = "provider.name" } },
      .help = "the publisher" },
    { .id = FIELD_PROVIDER_DOMAIN,
      .key = "provider.domain",
      .prefix = "site",
      .kind = KIND_DOMAIN,
      .slot = SLOT_PROVIDER_DOMAIN,
      .term_prefix = "XSITE",
      .weight = 1,
      .sources = { { .name = "provider.domain" } },
      .help = "the publisher's domain, with those below it" },
    { .id = FIELD_AUTHORS,
      .key = "authors",
      .prefix = "author",
      .kind = KIND_NAME,
      .many = true,
      .free_word = true,
      .slot = SLOT_AUTHORS,
      .term_prefix = "A",
      .weight = 1,
      .sources = { { .name = "provider.authors" },
                   { .name = "author" },
                   { .name = "authors" },
                   { .name = "by" },
                   { .name = "byline" } },
      .help = "who wrote it" },
    { .id = FIELD_CATEGORY,
      .key = "category",
      .prefix = "category",
      .kind = KIND_NAME,
      .slot = SLOT_CATEGORY,
      .term_prefix = "XCAT",
      .weight = 1,
      .sources = { { .name = "category" } },
      .help = "the section, such as news" },
    { .id = FIELD_TYPE,
      .key = "type",
      .prefix = "type",
      .kind = KIND_NAME,
      .slot = SLOT_TYPE,
      .term_prefix = "T",
      .weight = 1,
      .sources = { { .name = "type" } },
      .help = "the form, such as article or video" },
    { .id = FIELD_LANG,
      .key = "lang",
      .prefix = "lang",
      .kind = KIND_NAME,
      .slot = SLOT_LANG,
      .term_prefix = "L",
      .weight = 1,
      .sources = { { .name = "lang" }, { .name = "language" }, { .name = "locale" } },
      .help = "the language, such as en or pt-br" },
    { .id = FIELD_DATE,
      .key = "publishedDateTime",
      .prefix = "date",
      .kind = KIND_TIME,
      .slot = SLOT_DATE,
      .sources = { { .name = "publishedDateTime" },
                   { .name = "date" },
                   { .name = "pubDate" },
                   { .name = "published", .shared = true } },
      .help = "when it was published, in UTC" },
    { .id = FIELD_URL,
      .key = "webUrl",
      .prefix = "url",
      .kind = KIND_TEXT,
      .slot = SLOT_URL,
      .term_prefix = "U",
      .words = WORDS_LISTED,
      .weight = 1,
      .sources = { { .name = "webUrl" },
                   { .name = "originalUrl" },
                   { .name = "permalink" },
                   { .name = "url" } },
      .help = "where to read it" },
    { .id = FIELD_QUALITY,
      .key = "quality",
      .prefix = "quality",
      .kind = KIND_INTEGER,
      .slot = SLOT_QUALITY,
      .sources = { { .name = "quality" } },
      .help = "how good it is, higher is better" },
    { .id = FIELD_HEAT,
      .key = "heat",
      .prefix = "heat",
      .kind = KIND_INTEGER,
      .slot = SLOT_HEAT,
      .sources = { { .name = "heat" } },
      .help = "how much it is talked about" },
    { .id = FIELD_PUBLISHED,
      .key = "published",
      .prefix = "published",
      .kind = KIND_BOOLEAN,
      .slot = SLOT_PUBLISHED,
      .sources = { { .name = "published", .shared = true }, { .name = "draft", .inverted = true } },
      .help = "whether it is public (true) or a draft (false)" },
    { .id = FIELD_RELATED,
      .key = "related",
      .prefix = "related",
      .kind = KIND_TEXT,
      .many = true,
      .slot = SLOT_NONE,
      .term_prefix = "R",
      .words = WORDS_LISTED,
      .weight = 1,
      .sources = { { .name = "related" } },
      .help = "titles and excerpts of related articles" },
    { .id = FIELD_PATH,
      .key = "path",
      .prefix = "path",
      .kind = KIND_TEXT,
      .slot = SLOT_PATH,
      .term_prefix = "P",
      .words = WORDS_LISTED,
      .weight = 1,
      .help = "the file's path" },
};

const char *const schema_listed[SCHEMA_LISTED] = { TITLE_TERMS, FREE_TERMS };

static bool equals(const char *text, const char *bytes, size_t length)
{
    return strlen(text) == length && memcmp(text, bytes, length) == 0;
}

const struct field *schema_field(enum field_id id)
{
    return &fields[id];
}

bool schema_is_name(const struct field *field)
{
    return field->kind == KIND_NAME || field->kind == KIND_DOMAIN;
}

bool schema_is_shown(const struct field *field)
{
    return field->slot != SLOT_NONE && field->kind != KIND_INTEGER;
}

const struct field *schema_by_prefix(const char *prefix, size_t length)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (equals(fields[i].prefix, prefix, length))
            return &fields[i];
    return NULL;
}

const struct field *schema_by_key(const char *key, size_t length)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (equals(fields[i].key, key, length))
            return &fields[i];
    return NULL;
}

static bool is_named(const struct field *field, const char *name, size_t length)
{
    const char *names[] = { field->prefix, field->key, field->aliases[0], field->aliases[1] };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i] && ascii_is_word(name, length, names[i]))
            return true;
    return false;
}

const struct field *schema_by_name(const char *name, size_t length)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (is_named(&fields[i], name, length))
            return &fields[i];
    return NULL;
}

const struct field *schema_nearest(const char *name, size_t length)
{
    const struct field *nearest = NULL;
    unsigned least = length < 5 ? 1 : 2;
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        const char *prefix = fields[i].prefix;
        unsigned distance = text_distance(name, length, prefix, strlen(prefix), least);
        if (distance > least || (nearest && distance == least))
            continue;
        least = distance;
        nearest = &fields[i];
    }
    return nearest;
}
