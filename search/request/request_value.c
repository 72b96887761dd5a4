/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "request_value.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "choice.h"
#include "date.h"
#include "index_layout.h"
#include "memory.h"
#include "option.h"
#include "output/column.h"
#include "output/formats.h"
#include "request_table.h"

#define NUMBER_MAX ((long)LIMIT_ALL - 1)
#define FACET_DEFAULT 10
#define TIMEOUT_MAX 1e6 /* seconds: as milliseconds an int, which is what Xapian makes of it */

/* A number, or "all", which leaves *number as it is. */
static int read_number_or_all(long *number, const char *value, long least, const char *name,
                              struct error *err)
{
    if (strcmp(value, "all") == 0 ||
        option_number(number, value, least, NUMBER_MAX, name, err) == 0)
        return 0;
    return error_set(err, "%s takes all or a whole number from %ld to %ld, not '%s'", name, least,
                     NUMBER_MAX, value);
}

int request_value_limit(struct request *request, const char *value, struct error *err)
{
    long number = LIMIT_ALL;
    if (read_number_or_all(&number, value, 0, "--limit", err))
        return -1;
    request->limit = (uint32_t)number;
    request->origins.limit = ORIGIN_OPTION;
    return 0;
}

int request_value_offset(struct request *request, const char *value, struct error *err)
{
    long number;
    if (option_number(&number, value, 0, NUMBER_MAX, "--offset", err))
        return -1;
    request->offset = (uint32_t)number;
    return 0;
}

/* One key of --sort. */
static int read_sort_key(struct request *request, const char *part, size_t length,
                         struct error *err)
{
    bool reversed = part[0] == '-';
    char *name = memory_copy(part + reversed, length - reversed);
    int key;
    int failed = choice_read(&key, request_sort_word, "sort key", "", name, err);
    free(name);
    if (failed)
        return -1;
    for (size_t i = 0; i < request->sort_count; i++)
        if (request->sorts[i].key == (enum sort_key)key)
            return error_set(err, "--sort names the key %s twice", request_sort_word(key));
    request->sorts = memory_resize(request->sorts, request->sort_count + 1, sizeof *request->sorts);
    request->sorts[request->sort_count++] = (struct request_sort){ (enum sort_key)key, reversed };
    return 0;
}

int request_value_sort(struct request *request, const char *value, struct error *err)
{
    request->sort_count = 0;
    request->origins.sort = ORIGIN_OPTION;
    for (const char *part = value;;) {
        size_t length = strcspn(part, ",");
        if (read_sort_key(request, part, length, err))
            return -1;
        if (part[length] == '\0')
            return 0;
        part += length + 1;
    }
}

/* A number from 0 to most that takes all of length. */
static int read_number(double *out, double most, const char *text, size_t length, const char *name,
                       struct error *err)
{
    char *copy = memory_copy(text, length), *end;
    *out = strtod(copy, &end);
    bool good = length > 0 && *end == '\0' && *out >= 0 && *out <= most;
    free(copy);
    return good ? 0
                : error_set(err, "%s takes a number from 0 to %.0f, not '%.*s'", name, most,
                            (int)length, text);
}

#define WEIGHT_TEXT 3 /* not one of the weights */

static const char *weight_word(int weight)
{
    static const char *const words[] = { "quality", "heat", "recency", "text", NULL };
    return words[weight];
}

/* One WEIGHT=NUMBER of --rank. */
static int read_weight(struct request *request, const char *part, size_t length, unsigned *seen,
                       struct error *err)
{
    const char *equals = memchr(part, '=', length);
    size_t name_length = equals ? (size_t)(equals - part) : length;
    char *name = memory_copy(part, name_length);
    int weight;
    int failed = choice_read(&weight, weight_word, "weight", " in --rank", name, err);
    free(name);
    if (failed)
        return -1;
    if (weight == WEIGHT_TEXT)
        return error_set(err, "--rank=text is the text score alone: write it without weights");
    if (!equals)
        return error_set(err, "--rank needs a number for each weight, as in %s=0.5",
                         weight_word(weight));
    if (*seen & 1U << weight)
        return error_set(err, "--rank names the weight %s twice", weight_word(weight));
    *seen |= 1U << weight;
    double number;
    if (read_number(&number, CONFIG_WEIGHT_MAX, equals + 1, length - name_length - 1,
                    "a weight in --rank", err))
        return -1;
    double *const values[] = { &request->rank.quality, &request->rank.heat,
                               &request->rank.recency };
    enum request_origin *const origins[] = { &request->origins.quality, &request->origins.heat,
                                             &request->origins.recency };
    *values[weight] = number;
    *origins[weight] = ORIGIN_OPTION;
    return 0;
}

int request_value_rank(struct request *request, const char *value, struct error *err)
{
    if (strcmp(value, "text") == 0)
        return request_value_rank(request, "quality=0,heat=0,recency=0", err);
    unsigned seen = 0; /* bit 1 << weight */
    for (const char *part = value;;) {
        size_t length = strcspn(part, ",");
        if (read_weight(request, part, length, &seen, err))
            return -1;
        if (part[length] == '\0')
            return 0;
        part += length + 1;
    }
}

/* A field that can be counted can also be collapsed. */
static int read_counted_field(enum field_id *out, const char *option, const char *name,
                              size_t length, struct error *err)
{
    const struct field *field = schema_by_name(name, length);
    if (field && field->slot != SLOT_NONE) {
        *out = field->id;
        return 0;
    }
    if (memchr(name, ',', length))
        return error_set(err, "%s takes one field%s", option,
                         strcmp(option, "--facet") == 0
                             ? "; repeat it for more: --facet=topic --facet=provider"
                             : "");
    struct list names = LIST_INIT;
    char where[64];
    for (int id = 0; id < FIELD_COUNT; id++)
        if (schema_field((enum field_id)id)->slot != SLOT_NONE)
            list_add_text(&names, schema_field((enum field_id)id)->prefix);
    if (strcmp(option, "--collapse") == 0)
        list_add_text(&names, COLLAPSE_STORY_NAME);
    snprintf(where, sizeof where, " in %s", option);
    int failed = choice_refuse("field", where, name, length, &names, err);
    list_release(&names);
    return failed;
}

int request_value_collapse(struct request *request, const char *value, struct error *err)
{
    if (request->collapse)
        return error_set(err, "--collapse takes one field; a second one has no effect");
    request->collapse = true;
    if (strcmp(value, COLLAPSE_STORY_NAME) == 0) {
        request->collapse_field = COLLAPSE_STORY;
        return 0;
    }
    return read_counted_field(&request->collapse_field, "--collapse", value, strlen(value), err);
}

/* If a field is given twice, the last number is used. */
int request_value_facet(struct request *request, const char *value, struct error *err)
{
    const char *colon = strrchr(value, ':');
    struct request_facet facet = { .most = FACET_DEFAULT };
    size_t length = colon ? (size_t)(colon - value) : strlen(value);
    if (read_counted_field(&facet.field, "--facet", value, length, err))
        return -1;
    long number = NUMBER_MAX;
    if (colon && read_number_or_all(&number, colon + 1, 1, "--facet=FIELD:N", err))
        return -1;
    if (colon)
        facet.most = (size_t)number;
    for (size_t i = 0; i < request->facet_count; i++)
        if (request->facets[i].field == facet.field) {
            request->facets[i] = facet;
            return 0;
        }
    request->facets = memory_resize(request->facets, request->facet_count + 1, sizeof facet);
    request->facets[request->facet_count++] = facet;
    return 0;
}

int request_value_chart(struct request *request, const char *value, struct error *err)
{
    int kind;
    if (strchr(value, ','))
        return error_set(err, "--chart takes one unit; repeat it for more: --chart=month "
                              "--chart=quality");
    if (choice_read(&kind, request_chart_word, "chart", "", value, err))
        return -1;
    for (size_t i = 0; i < request->chart_count; i++)
        if (request->charts[i] == (enum chart_kind)kind)
            return 0;
    request->charts =
        memory_resize(request->charts, request->chart_count + 1, sizeof *request->charts);
    request->charts[request->chart_count++] = (enum chart_kind)kind;
    return 0;
}

int request_value_format(struct request *request, const char *value, struct error *err)
{
    request->format = format_find(value);
    if (!request->format) {
        struct list names = LIST_INIT;
        for (const struct format *const *format = format_table(); *format; format++)
            list_add_text(&names, (*format)->name);
        list_add_text(&names, "a template such as '{title}\\n'");
        int failed = choice_refuse("format", "", value, strlen(value), &names, err);
        list_release(&names);
        return failed;
    }
    free(request->template);
    request->template = memory_copy_text(value);
    request->origins.format = ORIGIN_OPTION;
    return 0;
}

int request_value_columns(struct request *request, const char *value, struct error *err)
{
    request->column_count = 0;
    for (const char *part = value;; part++) {
        size_t length = strcspn(part, ",");
        int column = column_find(part, length);
        if (column < 0) {
            struct list names = LIST_INIT;
            column_names(&names);
            choice_refuse("field", " in --fields", part, length, &names, err);
            list_release(&names);
            return -1;
        }
        request->columns =
            memory_resize(request->columns, request->column_count + 1, sizeof *request->columns);
        request->columns[request->column_count++] = column;
        part += length;
        if (*part == '\0')
            return 0;
    }
}

static int read_when(enum request_when *out, const char *where, const char *value,
                     struct error *err)
{
    int when;
    if (choice_read(&when, request_when_word, "value", where, value, err))
        return -1;
    *out = (enum request_when)when;
    return 0;
}

int request_value_color(struct request *request, const char *value, struct error *err)
{
    request->origins.color = ORIGIN_OPTION;
    return read_when(&request->color, " of --color", value, err);
}

int request_value_hyperlink(struct request *request, const char *value, struct error *err)
{
    return read_when(&request->hyperlink, " of --hyperlink", value, err);
}

static bool is_same_place(const char *one, const char *other)
{
    struct stat a, b;
    return strcmp(one, other) == 0 || (stat(one, &a) == 0 && stat(other, &b) == 0 &&
                                       a.st_dev == b.st_dev && a.st_ino == b.st_ino);
}

/* A place is added only once: otherwise each of its articles would be found twice. */
static int add_place(struct list *places, const char *place, struct error *err)
{
    for (size_t i = 0; i < places->count; i++)
        if (is_same_place(places->items[i].data, place))
            return error_set(err, "index %s is named twice", place);
    list_add_text(places, place);
    return 0;
}

int request_value_place(struct request *request, const char *value, struct error *err)
{
    if (value[0] == '\0')
        return error_set(err, "--db needs the path of an index, not an empty one");
    if (strncmp(value, "tcp:", 4) == 0)
        return add_place(&request->places, value, err);
    struct buffer path = BUFFER_INIT;
    int failed = index_path_absolute(&path, value, err);
    if (!failed)
        failed = add_place(&request->places, buffer_text(&path), err);
    buffer_release(&path);
    return failed;
}

int request_value_timeout(struct request *request, const char *value, struct error *err)
{
    return read_number(&request->timeout, TIMEOUT_MAX, value, strlen(value), "--timeout", err);
}

int request_value_now(struct request *request, const char *value, struct error *err)
{
    struct error reason;
    if (date_parse(&request->now, value, strlen(value), &reason))
        return error_set(err, "--now takes a time such as 2021-06-27T06:09:00Z: %s", reason.text);
    request->now_given = true;
    return 0;
}

int request_value_since_last(struct request *request, const char *value, struct error *err)
{
    (void)err;
    free(request->since_last);
    request->since_last = memory_copy_text(value);
    return 0;
}

int request_value_like(struct request *request, const char *value, struct error *err)
{
    if (value[0] == '\0')
        return error_set(err, "--like needs the path or the address of an article");
    if (request->like)
        return error_set(err, "--like takes one article; a second one has no effect");
    request->like = memory_copy_text(value);
    return 0;
}

static void add_regex(struct request *request, const char *value, bool negated)
{
    request->regexes =
        memory_resize(request->regexes, request->regex_count + 1, sizeof *request->regexes);
    request->regexes[request->regex_count++] =
        (struct request_regex){ memory_copy_text(value), negated };
}

int request_value_regex(struct request *request, const char *value, struct error *err)
{
    (void)err;
    add_regex(request, value, false);
    return 0;
}

int request_value_not_regex(struct request *request, const char *value, struct error *err)
{
    (void)err;
    add_regex(request, value, true);
    return 0;
}
