/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_foreign_range.h"

#include <stdlib.h>

const char *query_foreign_operand(const struct query_source *source, size_t place, size_t *length)
{
    size_t space, at;
    while ((space = query_space(source->text + place, source->length - place)) > 0)
        place += space;
    const char *text = source->text + place;
    size_t left = source->length - place;
    size_t quote = query_quote(text, left);
    const char *closing = NULL;
    if (left > 1 && *text == '(')
        closing = memchr(text + 1, ')', left - 1);
    for (at = quote; quote > 0 && at < left && !closing; at++)
        if (query_quote(text + at, left - at) > 0)
            closing = text + at + query_quote(text + at, left - at) - 1;
    for (at = 0; at < left && query_space(text + at, left - at) == 0; at++)
        if (text[at] == ')' || (at > 0 && (text[at] == '(' || query_quote(text + at, left - at))))
            break;
    *length = closing ? (size_t)(closing + 1 - text) : at;
    return text;
}

struct comparison {
    const struct field *field;
    const char *sign;  /* one of < > = ! ~ ≥ or : and what follows it */
    const char *order; /* a sign < or > in ASCII, and what follows it; NULL: another sign */
    const char *value;
    size_t length; /* of value */
};

static size_t sign_length(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && at < 2 && strchr("<>=!~", text[at]) && text[at])
        at++;
    bool fuzzy = *text == '~' && (length < 2 || ascii_is_digit(text[1])); /* title~2 */
    if (fuzzy)
        return 0;
    return at == 1 && *text == '!' ? 0 : at;
}

size_t query_read_order(const char *text, size_t length, const char **order)
{
    static const char *const symbols[][2] = {
        { "≥", ">=" }, { "≧", ">=" }, { "≤", "<=" }, { "≦", "<=" }, { "＞", ">" }, { "＜", "<" },
    };
    const size_t bytes = strlen(symbols[0][0]);
    for (size_t i = 0; length >= bytes && i < sizeof symbols / sizeof *symbols; i++)
        if (memcmp(text, symbols[i][0], bytes) == 0) {
            *order = symbols[i][1];
            return bytes;
        }
    *order = text;
    return length > 0 && (*text == '<' || *text == '>') ? sign_length(text, length) : 0;
}

/* The sign at text, and whether it is an order. */
static size_t read_sign(struct comparison *comparison, const char *text, size_t length)
{
    comparison->sign = text;
    size_t bytes = query_read_order(text, length, &comparison->order);
    if (bytes > 0)
        return bytes;
    comparison->order = NULL;
    return length > 0 ? sign_length(text, length) : 0;
}

/* NAME>VALUE, NAME > VALUE, NAME> VALUE or NAME : VALUE at the word; but not path ~/bin. */
static bool find_comparison(const struct foreign_word *word, struct comparison *comparison)
{
    const char *text = text_of(word), *name = text;
    size_t length = length_of(word), at = 0;
    while (at < length && query_read_order(text + at, length - at, &comparison->order) == 0 &&
           (is_wordlike(text[at]) || text[at] == '.'))
        at++;
    size_t name_length = at;
    if (at == 0 && word->before && word->before->kind == SCAN_WORDS && !word->before->quoted &&
        word->before->field == FIELD_COUNT) {
        name = word->source->text + word->before->value_start;
        name_length = word->before->value_end - word->before->value_start;
    }
    size_t sign = read_sign(comparison, text + at, length - at);
    if (sign == 0 && at == 0 && *text == ':')
        sign = 1;
    comparison->field = sign > 0 ? schema_by_name(name, name_length) : NULL;
    comparison->value =
        query_foreign_operand(word->source, word->start + at + sign, &comparison->length);
    return comparison->field && (at > 0 || *text != '~');
}

bool query_has_ranges(const struct field *field)
{
    return field->kind == KIND_INTEGER || field->kind == KIND_TIME;
}

void query_add_comparison(struct buffer *out, const struct field *field, const char *order,
                          const char *value, size_t length)
{
    bool greater = *order == '>', strict = order[1] != '=';
    bool integer = field->kind == KIND_INTEGER;
    struct buffer bound = BUFFER_INIT;
    char *end = NULL;
    buffer_add(&bound, value, (size_t)shown(length));
    if (length == 0)
        buffer_add_text(&bound, integer ? "80" : "2021");
    long long number = strtoll(buffer_text(&bound), &end, 10);
    if (integer && strict && length > 0 && !*end && number > INT32_MIN && number < INT32_MAX) {
        buffer_clear(&bound);
        buffer_printf(&bound, "%lld", greater ? number + 1 : number - 1);
    }
    buffer_printf(out, greater ? "%s:%s.." : "%s:..%s", field->prefix, buffer_text(&bound));
    buffer_release(&bound);
}

int query_refuse_comparison(const struct foreign_word *word, struct error *err)
{
    struct comparison comparison;
    struct buffer written = BUFFER_INIT;
    if (!find_comparison(word, &comparison))
        return 0;
    bool orders = comparison.order != NULL;
    if (orders && !query_has_ranges(comparison.field))
        return 0;
    if (orders)
        query_add_comparison(&written, comparison.field, comparison.order, comparison.value,
                             comparison.length);
    else if (comparison.length == 0)
        buffer_printf(&written, "%s:VALUE", comparison.field->prefix);
    else
        buffer_printf(&written, "%s%s:%.*s", *comparison.sign == '!' ? "-" : "",
                      comparison.field->prefix, shown(comparison.length), comparison.value);
    query_complain(word->source, (size_t)(comparison.sign - word->source->text), err,
                   *comparison.sign == ':' ? "no space is allowed before the colon; write %s"
                                           : "a field has a colon and no comparison; write %s%s",
                   buffer_text(&written), orders ? " (both ends of a range are included)" : "");
    buffer_release(&written);
    return -1;
}

/* "2021..2022" for [2021 TO 2022] at text; false: it is none. */
static bool add_bracketed(struct buffer *out, const char *text, size_t length)
{
    static const char to[] = " TO ";
    const char *end = text + 1;
    while (end < text + length && *end != ']' && *end != '}')
        end++;
    const char *middle = memmem(text, (size_t)(end - text), to, strlen(to));
    if (!middle)
        return false;
    const char *sides[2][2] = { { text + 1, middle }, { middle + strlen(to), end } };
    for (size_t i = 0; i < 2; i++) {
        const char *side = sides[i][0];
        size_t bytes = (size_t)(sides[i][1] - side);
        buffer_add_text(out, i > 0 ? ".." : "");
        if (bytes != 1 || *side != '*')
            buffer_add(out, side, (size_t)shown(bytes));
    }
    return true;
}

int query_refuse_bracketed(const struct foreign_word *word, struct error *err)
{
    const char *text = text_of(word);
    size_t left = word->source->length - word->start;
    struct buffer range = BUFFER_INIT;
    int result = 0;
    if ((*text == '[' || *text == '{') && add_bracketed(&range, text, left))
        result = query_complain(word->source, word->start, err,
                                "a range belongs to a field and has two dots; write date:%s or "
                                "quality:%s",
                                buffer_text(&range), buffer_text(&range));
    buffer_release(&range);
    return result;
}

int query_refuse_value_range(const struct foreign_word *value, const struct field *field,
                             struct error *err)
{
    const char *text = text_of(value);
    struct buffer range = BUFFER_INIT;
    int result = 0;
    bool bracketed = (*text == '[' || *text == '{') &&
                     add_bracketed(&range, text, value->source->length - value->start);
    if (bracketed || (query_has_ranges(field) && (*text == '[' || *text == '{')))
        result = query_complain(value->source, value->start, err,
                                "a range has two dots and no brackets; write %s:%s", field->prefix,
                                bracketed                     ? buffer_text(&range)
                                : field->kind == KIND_INTEGER ? "80..90"
                                                              : "2021..2022");
    buffer_release(&range);
    return result;
}

int query_refuse_value_comparison(const struct foreign_word *value, const struct field *field,
                                  struct error *err)
{
    const char *order;
    size_t sign = query_read_order(text_of(value), length_of(value), &order);
    struct buffer written = BUFFER_INIT;
    if (!query_has_ranges(field) || sign == 0)
        return 0;
    query_add_comparison(&written, field, order, text_of(value) + sign, length_of(value) - sign);
    query_complain(value->source, value->start, err,
                   "a range has two dots, and both ends are included; write %s",
                   buffer_text(&written));
    buffer_release(&written);
    return -1;
}
