/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "regex_filter.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "memory.h"
#include "record.h"
#include "regex.h"
#include "text.h"

struct regex_cache {
    struct regex **items;
    size_t count;
};

struct regex_cache *regex_cache_new(void)
{
    return memory_allocate(sizeof(struct regex_cache));
}

void regex_cache_free(struct regex_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < cache->count; i++)
        regex_free(cache->items[i]);
    free(cache->items);
    free(cache);
}

static struct regex *take_regex(struct regex_cache *cache, const char *pattern, size_t length,
                                const char *flags, size_t *place, struct error *err)
{
    for (size_t i = 0; cache && i < cache->count; i++)
        if (regex_equals(cache->items[i], pattern, length, flags))
            return regex_share(cache->items[i]);
    struct regex *regex = regex_new(pattern, length, flags, place, err);
    if (regex && cache) {
        cache->items = memory_resize(cache->items, cache->count + 1, sizeof *cache->items);
        cache->items[cache->count++] = regex_share(regex);
    }
    return regex;
}

static void add(struct regex_filters *filters, struct regex *regex, enum field_id field,
                bool negated)
{
    filters->items = memory_resize(filters->items, filters->count + 1, sizeof *filters->items);
    filters->items[filters->count++] =
        (struct regex_filter){ .regex = regex, .field = field, .negated = negated };
}

int regex_filters_add(struct regex_filters *filters, struct regex_cache *cache,
                      const struct regex_text *text, size_t *place, struct error *err)
{
    struct regex *regex = take_regex(cache, text->pattern, text->length, text->flags, place, err);
    if (!regex)
        return -1;
    add(filters, regex, text->field, text->negated);
    return 0;
}

void regex_filters_add_all(struct regex_filters *filters, const struct regex_filters *others)
{
    for (size_t i = 0; i < others->count; i++) {
        const struct regex_filter *other = &others->items[i];
        add(filters, regex_share(other->regex), other->field, other->negated);
    }
}

const struct field *regex_option_field(const char *argument, const char **pattern)
{
    const char *colon = strchr(argument, ':');
    const struct field *field = colon ? schema_by_name(argument, (size_t)(colon - argument)) : NULL;
    *pattern = field ? colon + 1 : argument;
    return field;
}

int regex_filters_add_option(struct regex_filters *filters, struct regex_cache *cache,
                             const char *argument, bool negated, bool ignore_case,
                             struct error *err)
{
    const char *pattern;
    const struct field *field = regex_option_field(argument, &pattern);
    size_t place = 0;
    const struct regex_text text = { .field = field ? field->id : FIELD_COUNT,
                                     .negated = negated,
                                     .pattern = pattern,
                                     .length = strlen(pattern),
                                     .flags = ignore_case ? "i" : "" };
    if (regex_filters_add(filters, cache, &text, &place, err) == 0)
        return 0;
    struct error reason = *err;
    return error_set(err, "%s, at character %zu of %s", reason.text,
                     text_characters(pattern, place) + 1, pattern);
}

static void release_filter(struct regex_filter *filter)
{
    regex_free(filter->regex);
    for (size_t i = 0; i < REGEX_FIELDS; i++)
        docset_release(&filter->possible[i]);
}

void regex_filters_release(struct regex_filters *filters)
{
    for (size_t i = 0; i < filters->count; i++)
        release_filter(&filters->items[i]);
    free(filters->items);
    *filters = (struct regex_filters){ 0 };
}

size_t regex_filter_fields(const struct regex_filter *filter, enum field_id fields[REGEX_FIELDS])
{
    bool free_text = filter->field == FIELD_COUNT;
    fields[0] = free_text ? FIELD_TITLE : filter->field;
    fields[1] = FIELD_EXCERPT;
    return free_text ? 2 : 1;
}

void regex_filter_describe(const struct regex_filter *filter, struct buffer *out)
{
    buffer_add_text(out, filter->negated ? "NOT " : "");
    if (filter->field != FIELD_COUNT)
        buffer_printf(out, "%s:", schema_field(filter->field)->prefix);
    regex_describe(filter->regex, out);
}

int regex_filter_complain(const struct regex_filter *filter, struct shim_document *document,
                          struct error *err)
{
    const char *path;
    size_t length;
    if (shim_document_value(document, SLOT_PATH, &path, &length, err) < 0)
        return -1;
    struct buffer pattern = BUFFER_INIT;
    regex_describe(filter->regex, &pattern);
    error_set(err, "the pattern %.*s takes too long on %.*s (PCRE2's match limit)", 300,
              buffer_text(&pattern), length < 600 ? (int)length : 600, path);
    buffer_release(&pattern);
    return -1;
}

/* -1: a limit was exhausted. */
static int search_values(const struct regex_filter *filter, struct value_walk *walk)
{
    const char *text;
    size_t length, start, end;
    int found = 0;
    while (found == 0 && value_walk_next(walk, &text, &length))
        found = regex_search(filter->regex, text, length, &start, &end);
    return found;
}

int regex_filter_matches_value(const struct regex_filter *filter, enum field_id field,
                               const char *value, size_t length)
{
    struct value_walk walk;
    value_walk_value(&walk, field, value, length);
    return search_values(filter, &walk);
}

int regex_filter_matches(const struct regex_filter *filter, enum field_id field,
                         struct shim_document *document, struct error *err)
{
    struct value_walk walk;
    if (value_walk_document(&walk, field, document, err) < 0)
        return -1;
    int found = search_values(filter, &walk);
    return found < 0 ? regex_filter_complain(filter, document, err) : found;
}

/* As regex_filter_matches, negation included. */
static int filter_accepts(const struct regex_filter *filter, struct shim_document *document,
                          struct error *err)
{
    enum field_id fields[REGEX_FIELDS];
    size_t count = regex_filter_fields(filter, fields);
    uint32_t docid = filter->prefiltered ? shim_document_number(document) : 0;
    int found = 0;
    for (size_t i = 0; found == 0 && i < count; i++)
        if (!filter->prefiltered || docset_has(&filter->possible[i], docid))
            found = regex_filter_matches(filter, fields[i], document, err);
    return found < 0 ? -1 : filter->negated ? !found : found;
}

int regex_filters_accept(const struct regex_filters *filters, struct shim_document *document,
                         struct error *err)
{
    for (int data = 0; data <= 1; data++)
        for (size_t i = 0; i < filters->count; i++) {
            const struct regex_filter *filter = &filters->items[i];
            if (value_walk_reads_data(filter->field) != (data == 1))
                continue;
            int accepted = filter_accepts(filter, document, err);
            if (accepted <= 0)
                return accepted;
        }
    return 1;
}

static bool marks(const struct regex_filter *filter, enum field_id field)
{
    enum field_id fields[REGEX_FIELDS];
    size_t count = regex_filter_fields(filter, fields);
    bool looks = false;
    for (size_t i = 0; i < count; i++)
        looks = looks || fields[i] == field;
    return looks && !filter->negated;
}

size_t regex_filters_mark(const struct regex_filters *filters, enum field_id field,
                          const char *text, size_t length, size_t (*places)[2], size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < filters->count; i++) {
        struct regex *regex = filters->items[i].regex;
        size_t start, end = 0;
        if (!marks(&filters->items[i], field))
            continue;
        regex_set_text(regex, text, length);
        while (count < most && regex_search_on(regex, end, &start, &end) > 0) {
            places[count][0] = start;
            places[count++][1] = end;
        }
    }
    return count;
}
