/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_filter.c: values of fields that are not text: names, domains, numbers, times
 * (query_compile.h). They filter and give no weight. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ascii.h"
#include "date.h"
#include "number.h"
#include "query_term.h"
#include "query_token.h"
#include "rank_table.h"
#include "static_rank.h"
#include "term.h"
#include "text.h"

/* A range of numbers, ends included. */
struct range {
    bool has_lower, has_upper;
    int64_t lower, upper;
};

/* The text on each side of "..", or of a single value. */
struct range_text {
    const char *lower, *upper;
    size_t lower_length, upper_length;
    bool dots;
};

/* FIELD:VALUE while it is compiled. */
struct filter {
    struct query_compiler *compiler;
    struct query_node *node;
    const struct field *field;
    const char *value;
    size_t length;
};

static int complain_at(const struct filter *filter, const char *place, struct error *err,
                       const char *reason)
{
    const struct query_source *source = filter->node->source;
    return query_complain(source, (size_t)(place - source->text), err, "%s: %s",
                          filter->field->prefix, reason);
}

static struct range_text split_range(const struct filter *filter)
{
    struct range_text text = { .lower = filter->value, .lower_length = filter->length };
    const char *dots = memmem(filter->value, filter->length, "..", 2);
    if (!dots)
        return text;
    text.dots = true;
    text.lower_length = (size_t)(dots - filter->value);
    text.upper = dots + 2;
    text.upper_length = filter->length - text.lower_length - 2;
    return text;
}

static size_t integer_length(const char *text, size_t length)
{
    size_t sign = length > 0 && *text == '-' ? 1 : 0, at = sign;
    while (at < length && ascii_is_digit(text[at]))
        at++;
    return at > sign ? at : 0;
}

/* 80-90, 80–90, where a range is meant. */
static int refuse_hyphen(const struct filter *filter, struct error *err)
{
    const char *text = filter->value, *prefix = filter->field->prefix;
    size_t bytes = 0, lower = integer_length(text, filter->length);
    const char *upper = text + lower;
    size_t left = filter->length - lower;
    if (query_sign(upper, left, &bytes) != '-')
        bytes = query_dash(upper, left);
    upper += bytes;
    left -= bytes;
    if (lower == 0 || bytes == 0 || left == 0 || integer_length(upper, left) != left)
        return 0;
    struct buffer reason = BUFFER_INIT;
    buffer_printf(&reason, "a range has two dots; write %s:%.*s..%.*s", prefix, (int)lower, text,
                  (int)left, upper);
    complain_at(filter, text, err, buffer_text(&reason));
    buffer_release(&reason);
    return -1;
}

static int read_integer(const struct filter *filter, int64_t *number, const char *text,
                        size_t length, struct error *err)
{
    size_t at = length > 0 && *text == '-' ? 1 : 0;
    bool negative = at > 0, digits = at < length, fits = true;
    int64_t value = 0; /* negative, since there is one more negative number */
    for (; at < length; at++) {
        digits = digits && ascii_is_digit(text[at]);
        fits = fits && digits && !__builtin_mul_overflow(value, 10, &value) &&
               !__builtin_sub_overflow(value, text[at] - '0', &value);
    }
    if (!digits)
        return complain_at(filter, text, err,
                           "this is not a whole number; write 84, 80.., ..20 or 80..90");
    if (!fits || (!negative && value == INT64_MIN))
        return complain_at(filter, text, err,
                           "this number is too large: numbers have 64 bits, from "
                           "-9223372036854775808 to 9223372036854775807");
    *number = negative ? value : -value;
    return 0;
}

static int read_integers(const struct filter *filter, const struct range_text *text,
                         struct range *range, struct error *err)
{
    if (!text->dots && refuse_hyphen(filter, err) < 0)
        return -1;
    if (range->has_lower &&
        read_integer(filter, &range->lower, text->lower, text->lower_length, err) < 0)
        return -1;
    if (range->has_upper && text->dots)
        return read_integer(filter, &range->upper, text->upper, text->upper_length, err);
    range->upper = range->lower;
    return 0;
}

static int read_span(const struct filter *filter, struct date_span *span, bool *is_duration,
                     const char *text, size_t length, struct error *err)
{
    struct error reason;
    if (date_parse_span(span, is_duration, text, length, filter->compiler->options->now, &reason) <
        0)
        return complain_at(filter, text, err, reason.text);
    return 0;
}

static int read_dates(const struct filter *filter, const struct range_text *text,
                      struct range *range, struct error *err)
{
    struct date_span span;
    bool is_duration;
    if (range->has_lower) {
        if (read_span(filter, &span, &is_duration, text->lower, text->lower_length, err) < 0)
            return -1;
        if (is_duration && !text->dots) {
            struct buffer reason = BUFFER_INIT;
            buffer_printf(&reason,
                          "%.*s is one end of a range; write date:%.*s.. for since then, or "
                          "date:..%.*s for until then",
                          (int)text->lower_length, text->lower, (int)text->lower_length,
                          text->lower, (int)text->lower_length, text->lower);
            complain_at(filter, text->lower, err, buffer_text(&reason));
            buffer_release(&reason);
            return -1;
        }
        range->lower = span.first;
        range->upper = span.last;
    }
    if (range->has_upper && text->dots) {
        if (read_span(filter, &span, &is_duration, text->upper, text->upper_length, err) < 0)
            return -1;
        range->upper = span.last;
    }
    return 0;
}

static void add_bound(struct buffer *out, const struct filter *filter, int64_t number)
{
    char date[DATE_TEXT_SIZE];
    if (filter->field->kind == KIND_TIME)
        buffer_add_text(out, date_format(date, number));
    else
        buffer_printf(out, "%" PRId64, number);
}

static void show_range(const struct filter *filter, const struct range *range)
{
    struct buffer shown = BUFFER_INIT;
    buffer_printf(&shown, "%s:", filter->field->prefix);
    if (range->has_lower)
        add_bound(&shown, filter, range->lower);
    if (!range->has_lower || !range->has_upper || range->lower != range->upper) {
        buffer_add_text(&shown, "..");
        if (range->has_upper)
            add_bound(&shown, filter, range->upper);
    }
    free(filter->node->shown);
    filter->node->shown = buffer_detach(&shown);
}

/* Finds the part of a rank record that holds the field's values; false: there is none. */
static bool find_part(enum static_rank_part *part, enum field_id id)
{
    *part = id == FIELD_QUALITY ? STATIC_RANK_QUALITY
            : id == FIELD_HEAT  ? STATIC_RANK_HEAT
                                : STATIC_RANK_DATE;
    return id == FIELD_QUALITY || id == FIELD_HEAT || id == FIELD_DATE;
}

static struct engine_column_range column_range(enum static_rank_part part,
                                               const struct range *range)
{
    const struct static_rank_span span = static_rank_span(
        part, range->has_lower ? &range->lower : NULL, range->has_upper ? &range->upper : NULL);
    return (struct engine_column_range){ rank_table(),     span.first,   span.bits,
                                         span.lowest,      span.highest, span.lowest_sure,
                                         span.highest_sure };
}

static struct engine_query *range_query(const struct filter *filter, const struct range *range,
                                        struct error *err)
{
    char lower_bytes[NUMBER_SIZE], upper_bytes[NUMBER_SIZE];
    const char *lower = range->has_lower ? lower_bytes : NULL;
    const char *upper = range->has_upper ? upper_bytes : NULL;
    size_t lower_length = number_encode(lower_bytes, range->lower);
    size_t upper_length = number_encode(upper_bytes, range->upper);
    unsigned slot = (unsigned)filter->field->slot;
    enum static_rank_part part;
    show_range(filter, range);
    if (!find_part(&part, filter->field->id))
        return engine_query_range(slot, lower, lower_length, upper, upper_length, err);
    const struct engine_column_range column = column_range(part, range);
    const struct engine_range values = { slot, { lower, lower_length }, { upper, upper_length } };
    filter->node->lower = range->has_lower ? range->lower : INT64_MIN;
    filter->node->upper = range->has_upper ? range->upper : INT64_MAX;
    return engine_query_column_range(&column, &values, err);
}

static struct engine_query *compile_range(const struct filter *filter, struct error *err)
{
    struct range_text text = split_range(filter);
    if (filter->length == 0) {
        complain_at(filter, filter->value, err, "a value is missing");
        return NULL;
    }
    struct range range = { .has_lower = text.lower_length > 0,
                           .has_upper = !text.dots || text.upper_length > 0 };
    if (text.dots && !range.has_lower && !range.has_upper) {
        complain_at(filter, filter->value, err, "a range needs at least one end");
        return NULL;
    }
    int result = filter->field->kind == KIND_TIME ? read_dates(filter, &text, &range, err)
                                                  : read_integers(filter, &text, &range, err);
    if (result < 0)
        return NULL;
    if (range.has_lower && range.has_upper && range.upper < range.lower) {
        complain_at(filter, text.upper, err, "this range ends before it begins");
        return NULL;
    }
    return range_query(filter, &range, err);
}

static struct engine_query *compile_boolean(const struct filter *filter, struct error *err)
{
    static const struct {
        const char *word;
        bool value;
    } words[] = { { "true", true }, { "yes", true }, { "false", false }, { "no", false } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ascii_is_word(filter->value, filter->length, words[i].word)) {
            int64_t value = words[i].value;
            struct range range = { true, true, value, value };
            struct engine_query *query = range_query(filter, &range, err);
            free(filter->node->shown);
            struct buffer shown = BUFFER_INIT;
            buffer_printf(&shown, "%s:%s", filter->field->prefix, value ? "true" : "false");
            filter->node->shown = buffer_detach(&shown);
            return query;
        }
    complain_at(filter, filter->value, err, "write true, false, yes or no");
    return NULL;
}

static void show_name(const struct filter *filter, const char *name, size_t length)
{
    struct buffer shown = BUFFER_INIT;
    bool bare = !memchr(name, ' ', length) && !filter->node->quoted;
    buffer_printf(&shown, bare ? "%s:" : "%s:\"", filter->field->prefix);
    for (size_t i = 0; i < length; i++) {
        if (!bare && (name[i] == '"' || name[i] == '\\'))
            buffer_add_byte(&shown, '\\');
        buffer_add_byte(&shown, name[i]);
    }
    buffer_add_text(&shown, bare ? "" : "\"");
    free(filter->node->shown);
    filter->node->shown = buffer_detach(&shown);
}

/* The value as a name. In quotation marks, a backslash comes before a quotation mark or a backslash
 * of the name. */
static void fold_value(const struct filter *filter, struct buffer *name)
{
    struct buffer value = BUFFER_INIT;
    for (size_t at = 0; at < filter->length; at++) {
        char next = at + 1 < filter->length ? filter->value[at + 1] : '\0';
        bool escapes =
            filter->node->quoted && filter->value[at] == '\\' &&
            (next == '\\' || query_quote(filter->value + at + 1, filter->length - at - 1));
        at += escapes;
        buffer_add_byte(&value, filter->value[at]);
    }
    text_fold_name(name, buffer_text(&value), value.length);
    buffer_release(&value);
}

/* A whole name or a domain. In quotes a * is one. */
static struct engine_query *compile_name(const struct filter *filter, struct error *err)
{
    struct query_compiler *compiler = filter->compiler;
    const char *prefix = filter->field->term_prefix;
    struct buffer name = BUFFER_INIT;
    struct engine_query *query = NULL;
    fold_value(filter, &name);
    show_name(filter, buffer_text(&name), name.length);
    if (name.length == 0) {
        complain_at(filter, filter->value, err, "a name is missing");
    } else if (!filter->node->quoted && memchr(name.data, '*', name.length)) {
        const struct wildcard wildcard = { prefix, name.data, name.length };
        query = query_term_pattern(compiler, filter->node, &wildcard, ENGINE_OR, NULL, err);
    } else {
        term_of_word(&compiler->term, prefix, name.data, name.length);
        query = engine_query_term(compiler->term.data, compiler->term.length, 1, 0, err);
    }
    buffer_release(&name);
    return query;
}

/* Any value at all. */
static struct engine_query *compile_presence(const struct filter *filter, struct error *err)
{
    show_name(filter, "*", 1);
    return engine_query_range((unsigned)filter->field->slot, NULL, 0, NULL, 0, err);
}

static bool is_star(const struct filter *filter)
{
    return !filter->node->quoted && filter->length == 1 && *filter->value == '*';
}

int query_compile_filter(struct query_compiler *compiler, struct query_node *node,
                         struct query_part *part, struct error *err)
{
    struct filter filter = {
        .compiler = compiler,
        .node = node,
        .field = schema_field(node->field),
        .value = query_node_value(node),
        .length = query_node_length(node),
    };
    *part = (struct query_part){ .kind = PART_FILTER };
    if (is_star(&filter))
        part->query = compile_presence(&filter, err);
    else if (schema_is_name(filter.field))
        part->query = compile_name(&filter, err);
    else if (filter.field->kind == KIND_BOOLEAN)
        part->query = compile_boolean(&filter, err);
    else
        part->query = compile_range(&filter, err);
    compiler->query->has_filter_terms = true;
    return part->query ? 0 : -1;
}
