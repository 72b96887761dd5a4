/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request_words.c: the words that completion offers (request_table.h). */
#include <string.h>

#include "buffer.h"
#include "output/column.h"
#include "output/formats.h"
#include "request.h"
#include "request_table.h"
#include "schema.h"

static void add_choices(struct list *words, choice_word *name_of)
{
    for (int i = 0; name_of(i); i++)
        list_add_text(words, name_of(i));
}

static void add_sort_keys(struct list *words)
{
    struct buffer word = BUFFER_INIT;
    add_choices(words, request_sort_word);
    for (int i = 0; request_sort_word(i); i++) {
        buffer_clear(&word);
        buffer_printf(&word, "-%s", request_sort_word(i));
        list_add_text(words, buffer_text(&word));
    }
    buffer_release(&word);
}

static void add_charts(struct list *words)
{
    add_choices(words, request_chart_word);
}

static void add_whens(struct list *words)
{
    add_choices(words, request_when_word);
}

static void add_formats(struct list *words)
{
    for (const struct format *const *format = format_table(); *format; format++)
        list_add_text(words, (*format)->name);
}

static void add_fields(struct list *words)
{
    for (int id = 0; id < FIELD_COUNT; id++)
        list_add_text(words, schema_field((enum field_id)id)->prefix);
}

static void add_counted(struct list *words)
{
    for (int id = 0; id < FIELD_COUNT; id++)
        if (schema_field((enum field_id)id)->slot != SLOT_NONE)
            list_add_text(words, schema_field((enum field_id)id)->prefix);
}

static void add_collapsed(struct list *words)
{
    add_counted(words);
    list_add_text(words, COLLAPSE_STORY_NAME);
}

/* Fields whose values are worth offering, by all prefixes: names and domains, not texts and
 * numbers. */
static void add_named(struct list *words)
{
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct field *field = schema_field((enum field_id)id);
        if (!schema_is_name(field))
            continue;
        list_add_text(words, field->prefix);
        for (const char *const *alias = field->aliases; *alias; alias++)
            list_add_text(words, *alias);
    }
}

static void add_weights(struct list *words)
{
    static const char *const weights[] = { "text", "quality=", "heat=", "recency=" };
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++)
        list_add_text(words, weights[i]);
}

static const struct {
    const char *kind; /* completes of a row, or what a script asks for */
    void (*add)(struct list *words);
} kinds[] = {
    { "sort", add_sort_keys },     { "chart", add_charts },  { "when", add_whens },
    { "format", add_formats },     { "facet", add_counted }, { "column", column_names },
    { "collapse", add_collapsed }, { "rank", add_weights },  { "field", add_fields },
    { "named", add_named },
};

bool request_words(struct list *words, const char *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].kind, kind) == 0) {
            kinds[i].add(words);
            return true;
        }
    return false;
}
