/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A rule looks at one word and returns 0, or complains and returns -1. */
#include "query_foreign.h"

#include "buffer.h"
#include "query_foreign_range.h"
#include "query_foreign_word.h"
#include "query_star.h"

/* The operand right after the first bytes of the word; NULL: there is none. */
static const char *operand_after(const struct foreign_word *word, size_t bytes, size_t *length)
{
    const char *operand = query_foreign_operand(word->source, word->start + bytes, length);
    bool attached = operand == text_of(word) + bytes && *length > 0;
    return attached && (is_wordlike(*operand) || *operand == '"' || *operand == '(') ? operand
                                                                                     : NULL;
}

/* The sign that begins the word and stands right before an operand; NULL: none does. */
static const char *find_negation(const struct foreign_word *word, const char **operand,
                                 size_t *length)
{
    static const char *const signs[] = { "!=", "<>", "!" };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (begins_with(word, signs[i]) &&
            (*operand = operand_after(word, strlen(signs[i]), length)))
            return signs[i];
    return NULL;
}

static int refuse_negation(const struct foreign_word *word, struct error *err)
{
    size_t length;
    const char *operand, *sign = find_negation(word, &operand, &length);
    if (!sign || *sign == '<') /* <>text</> */
        return 0;
    return query_complain(word->source, word->start, err,
                          "%s is not an operator; to exclude something write -%.*s%s", sign,
                          shown(length), operand, after_dashes(word));
}

/* The operator of ours that the first sign in the word stands for, and the sign; NULL: there is
 * none. */
static const char *find_logic(const struct foreign_word *word, const char **place,
                              const char **sign)
{
    static const char *const signs[][2] = { { "&&", "AND" }, { "||", "OR" }, { "|", "OR" } };
    const char *written = NULL;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char *at = find(word, signs[i][0]);
        if (!at || (written && at >= *place))
            continue;
        *place = at;
        *sign = signs[i][0];
        written = signs[i][1];
    }
    return written;
}

static int refuse_logic(const struct foreign_word *word, struct error *err)
{
    const char *place, *sign, *written = find_logic(word, &place, &sign);
    if (!written || find(word, "://"))
        return 0;
    return query_complain(word->source, (size_t)(place - word->source->text), err,
                          "%s is not an operator; write %s with a space on each side", sign,
                          written);
}

/* Where a suffix of sign and perhaps digits begins, as ~ ~2 ~0.8 ^2; NULL: there is none. */
static const char *numeric_suffix(const struct foreign_word *word, char sign)
{
    const char *first = text_of(word), *at = first + length_of(word);
    while (at > first && (ascii_is_digit(at[-1]) || at[-1] == '.'))
        at--;
    bool follows = at - 1 > first ? is_wordlike(at[-2]) || at[-2] == '*' : is_glued(word);
    return at > first && at[-1] == sign && follows ? at - 1 : NULL;
}

static int refuse_tilde(const struct foreign_word *word, struct error *err)
{
    const char *place = numeric_suffix(word, '~');
    if (!place)
        return 0;
    return query_complain(
        word->source, (size_t)(place - word->source->text), err,
        is_glued(word) && place == text_of(word)
            ? "~ is not an operator; for words near each other write NEAR/5 "
              "between them, as in azure NEAR/5 cloud"
            : "~ does not find similar words; * matches any letters, as in azur*");
}

static int refuse_boost(const struct foreign_word *word, struct error *err)
{
    const char *place = numeric_suffix(word, '^');
    size_t length = length_of(word);
    if (place && place + 1 < text_of(word) + length)
        return query_complain(word->source, (size_t)(place - word->source->text), err,
                              "a word has no weight of its own; leave out %.*s",
                              shown((size_t)(text_of(word) + length - place)), place);
    if (*text_of(word) == '^' && length > 1 && is_wordlike(text_of(word)[1]))
        return query_complain(
            word->source, word->start, err,
            "^ is not an operator; for what a title begins with write title:/^%.*s/i",
            shown(length - 1), text_of(word) + 1);
    return 0;
}

/* topic:"open s"*; value is the name. */
static int refuse_star_after_name(const struct foreign_word *word, const struct query_token *value,
                                  struct error *err)
{
    struct buffer pattern = BUFFER_INIT, regex = BUFFER_INIT;
    buffer_add(&pattern, word->source->text + value->value_start,
               value->value_end - value->value_start);
    buffer_add_byte(&pattern, '*');
    query_star_add_regex(&regex, pattern.data, pattern.length);
    int result = query_complain(word->source, word->start, err,
                                "a * outside quotation marks matches nothing; a pattern of several "
                                "words is written %s:%s",
                                schema_field(value->field)->prefix, buffer_text(&regex));
    buffer_release(&pattern);
    buffer_release(&regex);
    return result;
}

/* "azure"*, *"azure". */
static int refuse_quoted_star(const struct foreign_word *word, struct error *err)
{
    const char *after = word->source->text + word->end;
    bool star = length_of(word) == 1 && *text_of(word) == '*';
    if (!star || !((is_glued(word) && word->before->quoted) ||
                   query_quote(after, word->source->length - word->end) > 0))
        return 0;
    if (is_glued(word) && word->before->field != FIELD_COUNT &&
        schema_is_name(schema_field(word->before->field)))
        return refuse_star_after_name(word, word->before, err);
    return query_complain(word->source, word->start, err,
                          "a * outside quotation marks matches nothing; write it inside them, "
                          "as in \"deep learn*\"");
}

/* An end of a range as it is written without quotation marks: 2021-06-27T06:09. */
static void add_bound(struct buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        buffer_add_byte(out, text[i] == ' ' ? 'T' : text[i]);
}

/* quality:"80".. and quality:"80".."90" */
static int refuse_torn_range(const struct foreign_word *word, struct error *err)
{
    const struct query_token *value = word->before;
    if (!is_glued(word) || !value->quoted || value->field == FIELD_COUNT ||
        !query_has_ranges(schema_field(value->field)) || !begins_with(word, ".."))
        return 0;
    const char *prefix = schema_field(value->field)->prefix;
    size_t length, quote = 0;
    const char *upper = query_foreign_operand(word->source, word->end, &length);
    if (upper == text_of(word) + length_of(word))
        quote = query_quote(upper, length);
    size_t bytes = quote > 0 && length > 2 * quote ? length - 2 * quote : 0;
    struct buffer range = BUFFER_INIT;
    add_bound(&range, word->source->text + value->value_start,
              value->value_end - value->value_start);
    buffer_add(&range, text_of(word), length_of(word));
    add_bound(&range, upper + quote, bytes);
    int result = query_complain(word->source, word->start, err,
                                "a range needs no quotation marks; write %s:%.*s", prefix,
                                shown(range.length), range.data);
    buffer_release(&range);
    return result;
}

static int refuse_two_signs(const struct foreign_word *word, struct error *err)
{
    size_t first, second, length;
    if (!query_sign(text_of(word), length_of(word), &first))
        return 0;
    char sign = query_sign(text_of(word) + first, length_of(word) - first, &second);
    const char *operand = sign ? operand_after(word, first + second, &length) : NULL;
    if (!operand)
        return 0;
    if (begins_with(word, "--") && ascii_is_letter(*operand))
        return query_complain(word->source, word->start, err,
                              "a word has one sign; write -%.*s to exclude it; an option, such as "
                              "%.*s, is an argument of its own, before any --",
                              shown(length), operand, shown(length_of(word)), text_of(word));
    return query_complain(word->source, word->start, err,
                          "a word has one sign; write %c%.*s, or put the text into quotation marks",
                          sign, shown(length), operand);
}

static int refuse_dash(const struct foreign_word *word, struct error *err)
{
    size_t bytes = query_dash(text_of(word), length_of(word)), length = length_of(word) - bytes;
    const char *rest = text_of(word) + bytes;
    if (bytes == 0 || length == 0 || (is_glued(word) && word->before->kind != SCAN_OPEN) ||
        !is_wordlike(*rest) || ascii_is_digit(*rest))
        return 0;
    return query_complain(word->source, word->start, err,
                          "this dash is not the sign -; write -%.*s to exclude it, else "
                          "leave the dash out%s",
                          shown(length), rest, after_dashes(word));
}

/* NEAR/x, NEAR5. */
static int refuse_window(const struct foreign_word *word, struct error *err)
{
    const char *text = text_of(word);
    size_t at = begins_with(word, "NEAR") ? 4 : begins_with(word, "ADJ") ? 3 : 0;
    size_t length = length_of(word), digits = at + (at < length && text[at] == '/');
    if (at == 0 || at == length || !(ascii_is_digit(text[at]) || text[at] == '/'))
        return 0;
    size_t end = digits;
    while (end < length && ascii_is_digit(text[end]))
        end++;
    if (end == length && digits > at && end > digits)
        return 0;
    return query_complain(word->source, word->start, err,
                          "%.*s takes a number of words after a slash, as in %.*s/5", (int)at, text,
                          (int)at, text);
}

/* NEAR(a b, 5), a AROUND(5) b. */
static int refuse_call(const struct foreign_word *word, struct error *err)
{
    static const char *const names[] = { "NEAR", "ADJ", "AROUND" };
    const struct query_source *source = word->source;
    bool calls = word->end < source->length && source->text[word->end] == '(';
    for (size_t i = 0; calls && i < sizeof names / sizeof *names; i++)
        if (length_of(word) == strlen(names[i]) && begins_with(word, names[i]))
            return query_complain(source, word->start, err,
                                  "%s has no brackets; it is written between two words, as in "
                                  "azure NEAR/5 cloud",
                                  names[i]);
    return 0;
}

/* {a b}. */
static int refuse_braces(const struct foreign_word *word, struct error *err)
{
    const char *text = text_of(word), *end = word->source->text + word->source->length,
               *at = text + 1;
    bool spaced = false;
    if (*text != '{' || (length_of(word) > 1 && strchr("{%", text[1])))
        return 0;
    for (; at < end && *at != '}'; at++)
        spaced = spaced || *at == ' ';
    if (at == end || !spaced)
        return 0;
    return query_complain(word->source, word->start, err,
                          "braces are not an operator; for either word write (azure OR cloud)");
}

/* date:2021-06-27 06:09 */
static int refuse_time(const struct foreign_word *word, struct error *err)
{
    const struct query_token *date = word->before;
    const char *text = text_of(word);
    size_t hours = 0, length = length_of(word);
    while (hours < length && ascii_is_digit(text[hours]))
        hours++;
    if (!date || date->quoted || date->field != FIELD_DATE || hours < 1 || hours > 2 ||
        length < hours + 3 || text[hours] != ':' || !ascii_is_digit(text[hours + 1]) ||
        !ascii_is_digit(text[hours + 2]))
        return 0;
    return query_complain(
        word->source, word->start, err, "a time follows its date after a T; write date:%.*sT%s%.*s",
        shown(date->value_end - date->value_start), word->source->text + date->value_start,
        hours < 2 ? "0" : "", shown(length), text);
}

static int (*const rules[])(const struct foreign_word *, struct error *) = {
    query_refuse_comparison,
    refuse_negation,
    query_refuse_bracketed,
    refuse_braces,
    refuse_logic,
    refuse_window,
    refuse_tilde,
    refuse_boost,
    refuse_call,
    refuse_two_signs,
    refuse_dash,
    refuse_quoted_star,
    refuse_torn_range,
    refuse_time,
};

int query_refuse_foreign(const struct query_source *source, const struct query_token *before,
                         size_t start, size_t end, struct error *err)
{
    const struct foreign_word word = { source, before, start, end };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](&word, err) < 0)
            return -1;
    return 0;
}

/* title:!azure, title:!=azure, topic:<>AI */
static int refuse_value_negation(const struct foreign_word *value, const struct field *field,
                                 struct error *err)
{
    size_t length;
    const char *operand, *sign = find_negation(value, &operand, &length);
    if (!sign)
        return 0;
    return query_complain(value->source, value->start, err,
                          "%s is not an operator; to exclude something write -%s:%.*s%s", sign,
                          field->prefix, shown(length), operand, after_dashes(value));
}

static int refuse_value_sign(const struct foreign_word *value, const struct field *field,
                             struct error *err)
{
    size_t bytes, length;
    char sign = query_sign(text_of(value), length_of(value), &bytes);
    if (!sign)
        bytes = query_dash(text_of(value), length_of(value));
    const char *operand = bytes > 0 ? operand_after(value, bytes, &length) : NULL;
    if (query_has_ranges(field) || !operand || ascii_is_digit(*operand))
        return 0;
    return query_complain(value->source, value->start, err,
                          "a sign is written before the field; write %c%s:%.*s%s",
                          sign ? sign : '-', field->prefix, shown(length), operand,
                          sign == '+' ? "" : after_dashes(value));
}

/* "title:a OR title:b" for a||b; the number of values. Signs without a value are left out. */
static size_t add_values(struct buffer *out, const struct foreign_word *value,
                         const struct field *field)
{
    struct foreign_word rest = *value;
    const char *place, *sign, *joint = "";
    size_t count = 0;
    while (rest.start < rest.end) {
        const char *written = find_logic(&rest, &place, &sign);
        size_t end = written ? (size_t)(place - value->source->text) : rest.end;
        if (end > rest.start) {
            buffer_printf(out, "%s%s:%.*s", count++ > 0 ? joint : "", field->prefix,
                          shown(end - rest.start), text_of(&rest));
            joint = written && *written == 'A' ? " AND " : " OR ";
        }
        rest.start = written ? end + strlen(sign) : end;
    }
    return count;
}

/* topic:AI|cloud, title:azure&&cloud; but title:azure| is text */
static int refuse_value_logic(const struct foreign_word *value, const struct field *field,
                              struct error *err)
{
    const char *place, *sign;
    struct buffer written = BUFFER_INIT;
    int result = 0;
    bool address = field->kind != KIND_NAME && find(value, "://");
    if (!query_has_ranges(field) && !address && find_logic(value, &place, &sign)) {
        size_t count = add_values(&written, value, field);
        if (count == 0)
            buffer_printf(&written, "%s:a OR %s:b", field->prefix, field->prefix);
        if (count > 1 || (count == 1 && sign[1]) || field->kind == KIND_NAME)
            result = query_complain(value->source, (size_t)(place - value->source->text), err,
                                    "%s is not an operator; write %s", sign, buffer_text(&written));
    }
    buffer_release(&written);
    return result;
}

/* site:https://forbes.com/x */
static int refuse_value_address(const struct foreign_word *value, const struct field *field,
                                struct error *err)
{
    const char *text = text_of(value), *end = text + length_of(value);
    const char *scheme = find(value, "://"), *domain = scheme ? scheme + 3 : text;
    const char *slash = memchr(domain, '/', (size_t)(end - domain));
    if (field->kind != KIND_DOMAIN || (!scheme && !slash))
        return 0;
    return query_complain(value->source, value->start, err,
                          "%s: takes a domain; write %s:%.*s, or url:\"%.*s\"", field->prefix,
                          field->prefix, shown((size_t)((slash ? slash : end) - domain)), domain,
                          shown(length_of(value)), text);
}

int query_refuse_foreign_value(const struct query_source *source, size_t start, size_t end,
                               const struct field *field, struct error *err)
{
    const struct foreign_word value = { source, NULL, start, end };
    if (query_refuse_value_range(&value, field, err) < 0 ||
        refuse_value_negation(&value, field, err) < 0 ||
        refuse_value_sign(&value, field, err) < 0 ||
        query_refuse_value_comparison(&value, field, err) < 0 ||
        refuse_value_logic(&value, field, err) < 0 || refuse_value_address(&value, field, err) < 0)
        return -1;
    if (field->kind != KIND_TEXT)
        return 0;
    return refuse_tilde(&value, err) < 0 || refuse_boost(&value, err) < 0 ? -1 : 0;
}
