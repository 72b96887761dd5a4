/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "column.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "date.h"
#include "text.h"

/* From COLUMN_RANK on. */
static const char *const added_keys[] = { "rank", "score", "snippet", "highlights", "collapsed" };
static_assert(sizeof added_keys / sizeof *added_keys == COLUMN_COUNT - COLUMN_RANK,
              "each added column has a key");

const char *column_key(int column)
{
    if (column < FIELD_COUNT)
        return schema_field((enum field_id)column)->key;
    return added_keys[column - COLUMN_RANK];
}

int column_find(const char *name, size_t length)
{
    const struct field *field = schema_by_name(name, length);
    if (field)
        return (int)field->id;
    for (int column = FIELD_COUNT; column < COLUMN_COUNT; column++) {
        const char *key = column_key(column);
        if (strlen(key) == length && memcmp(key, name, length) == 0)
            return column;
    }
    return -1;
}

void column_names(struct list *names)
{
    for (int column = 0; column < COLUMN_COUNT; column++)
        list_add_text(names, column_key(column));
}

static void add_list(struct buffer *out, const struct list *list)
{
    bool first = true;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].length == 0)
            continue; /* a related article without title or excerpt */
        if (!first)
            buffer_add_text(out, "; ");
        text_repair(out, list->items[i].data, list->items[i].length);
        first = false;
    }
}

static void add_field(struct buffer *out, const struct article *article, enum field_id id)
{
    char date[DATE_TEXT_SIZE];
    const struct list *list = &article->values[id];
    bool has = article->has[id];
    int64_t number = article->numbers[id];
    switch (schema_field(id)->kind) {
    case KIND_TEXT:
    case KIND_NAME:
    case KIND_DOMAIN:
        if (id == FIELD_PATH && list->count > 0)
            buffer_add(out, list->items[0].data, list->items[0].length);
        else
            add_list(out, list);
        break;
    case KIND_TIME:
        buffer_add_text(out, has ? date_format(date, number) : "");
        break;
    case KIND_INTEGER:
        if (has)
            buffer_printf(out, "%" PRId64, number);
        break;
    case KIND_BOOLEAN:
        if (has)
            buffer_add_text(out, number ? "true" : "false");
        break;
    }
}

static void add_highlights(struct buffer *out, const struct snippet *snippet)
{
    for (size_t i = 0; i < snippet->mark_count; i++) {
        size_t start = text_characters(snippet->text, snippet->marks[i][0]);
        size_t end = text_characters(snippet->text, snippet->marks[i][1]);
        buffer_printf(out, "%s%zu-%zu", i ? "; " : "", start, end);
    }
}

void column_add_text(struct buffer *out, const struct result *result, int column)
{
    switch (column) {
    case COLUMN_RANK:
        buffer_printf(out, "%" PRIu32, result->rank);
        break;
    case COLUMN_SCORE:
        buffer_printf(out, "%.17g", result->score);
        break;
    case COLUMN_SNIPPET:
        if (result->snippet.text)
            text_repair(out, result->snippet.text, strlen(result->snippet.text));
        break;
    case COLUMN_HIGHLIGHTS:
        add_highlights(out, &result->snippet);
        break;
    case COLUMN_COLLAPSED:
        buffer_printf(out, "%" PRIu32, result->collapsed);
        break;
    default:
        add_field(out, &result->article, (enum field_id)column);
    }
}
