/* A rule looks at one word and returns 0, or complains and returns -1. */
#include "query_foreign.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "buffer.h"

#define SHOWN_MAX 60 /* bytes of the query that a suggestion repeats */

static const char *text_of(const struct query_foreign *word)
{
    return word->source->text + word->start;
}

static size_t length_of(const struct query_foreign *word)
{
    return word->end - word->start;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* A letter or a digit, or part of a character past ASCII. */
static bool is_wordlike(char byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte & 0x80);
}

static bool begins_with(const struct query_foreign *word, const char *start)
{
    size_t length = strlen(start);
    return length_of(word) >= length && memcmp(text_of(word), start, length) == 0;
}

static const char *find(const struct query_foreign *word, const char *part)
{
    return memmem(text_of(word), length_of(word), part, strlen(part));
}

/* Whether the word stands right behind the token before it. */
static bool is_glued(const struct query_foreign *word)
{
    return word->before && word->before->end == word->start;
}

static int shown(size_t length)
{
    return length < SHOWN_MAX ? (int)length : SHOWN_MAX;
}

/* The word, phrase in ASCII quotation marks or bracket that stands at place or after spaces:
 * *length bytes. */
static const char *operand_at(const struct query_source *source, size_t place, size_t *length)
{
    size_t space, at;
    while ((space = query_space(source->text + place, source->length - place)) > 0)
        place += space;
    const char *text = source->text + place;
    size_t left = source->length - place;
    const char *closing = NULL;
    if (left > 1 && (*text == '"' || *text == '('))
        closing = memchr(text + 1, *text == '(' ? ')' : '"', left - 1);
    for (at = 0; at < left && query_space(text + at, left - at) == 0; at++)
        if (text[at] == ')' || (at > 0 && (text[at] == '(' || text[at] == '"')))
            break;
    *length = closing ? (size_t)(closing + 1 - text) : at;
    return text;
}

/* ---- comparisons: quality>80, title = azure ---- */

struct comparison {
    const struct field *field;
    const char *sign; /* one of < > = ! or : and what follows it */
    const char *value;
    size_t length; /* of value */
};

static size_t sign_length(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && at < 2 && strchr("<>=!", text[at]) && text[at])
        at++;
    return at == 1 && *text == '!' ? 0 : at;
}

/* NAME>VALUE, NAME > VALUE, NAME> VALUE or NAME : VALUE at the word. */
static bool find_comparison(const struct query_foreign *word, struct comparison *comparison)
{
    const char *text = text_of(word), *name = text;
    size_t length = length_of(word), at = 0;
    while (at < length && (is_wordlike(text[at]) || text[at] == '.'))
        at++;
    size_t name_length = at;
    if (at == 0 && word->before && word->before->kind == SCAN_WORDS && !word->before->quoted &&
        word->before->field == FIELD_COUNT) {
        name = word->source->text + word->before->start;
        name_length = word->before->end - word->before->start;
    }
    size_t sign = sign_length(text + at, length - at);
    if (sign == 0 && at == 0 && *text == ':')
        sign = 1;
    comparison->field = sign > 0 ? schema_by_name(name, name_length) : NULL;
    comparison->sign = text + at;
    comparison->value = operand_at(word->source, word->start + at + sign, &comparison->length);
    return comparison->field != NULL;
}

static bool has_ranges(const struct field *field)
{
    return field->kind == KIND_INTEGER || field->kind == KIND_TIME;
}

/* quality:81.. for quality>80, and so on. */
static void add_range(struct buffer *out, const struct comparison *comparison)
{
    bool greater = *comparison->sign == '>', strict = comparison->sign[1] != '=';
    struct buffer value = BUFFER_INIT;
    char *end = NULL;
    buffer_add(&value, comparison->value, (size_t)shown(comparison->length));
    long long number = strtoll(buffer_text(&value), &end, 10);
    if (comparison->field->kind == KIND_INTEGER && strict && value.length > 0 && !*end &&
        number > INT32_MIN && number < INT32_MAX) {
        buffer_clear(&value);
        buffer_printf(&value, "%lld", greater ? number + 1 : number - 1);
    }
    buffer_printf(out, greater ? "%s:%s.." : "%s:..%s", comparison->field->prefix,
                  buffer_text(&value));
    buffer_release(&value);
}

static int refuse_comparison(const struct query_foreign *word, struct error *err)
{
    struct comparison comparison;
    struct buffer written = BUFFER_INIT;
    if (!find_comparison(word, &comparison))
        return 0;
    bool orders = *comparison.sign == '<' || *comparison.sign == '>';
    if (orders && !has_ranges(comparison.field))
        return 0;
    if (comparison.length == 0)
        buffer_printf(&written, "%s:%s", comparison.field->prefix, orders ? "80.." : "VALUE");
    else if (orders)
        add_range(&written, &comparison);
    else
        buffer_printf(&written, "%s%s:%.*s", *comparison.sign == '!' ? "-" : "",
                      comparison.field->prefix, shown(comparison.length), comparison.value);
    query_complain(word->source, (size_t)(comparison.sign - word->source->text), err,
                   *comparison.sign == ':' ? "no space may stand before the colon; write %s"
                                           : "a field has a colon and no comparison; write %s%s",
                   buffer_text(&written),
                   orders && has_ranges(comparison.field) ? " (both ends of a range are included)"
                                                          : "");
    buffer_release(&written);
    return -1;
}

/* ---- ranges in brackets: date:[2021 TO 2022] ---- */

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

static int refuse_bracketed(const struct query_foreign *word, struct error *err)
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

/* ---- operators ---- */

static int refuse_exclamation(const struct query_foreign *word, struct error *err)
{
    size_t length;
    const char *operand = operand_at(word->source, word->start + 1, &length);
    bool attached = operand == text_of(word) + 1 && length > 0 && *operand != ')';
    if (*text_of(word) != '!' || !attached ||
        !(is_wordlike(*operand) || *operand == '"' || *operand == '('))
        return 0;
    return query_complain(word->source, word->start, err,
                          "! is no operator; to exclude something write -%.*s", shown(length),
                          operand);
}

static int refuse_logic(const struct query_foreign *word, struct error *err)
{
    static const char *const signs[][2] = { { "&&", "AND" }, { "||", "OR" }, { "|", "OR" } };
    if (find(word, "://"))
        return 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char *place = find(word, signs[i][0]);
        if (place)
            return query_complain(word->source, (size_t)(place - word->source->text), err,
                                  "%s is no operator; write %s with a space on each side",
                                  signs[i][0], signs[i][1]);
    }
    return 0;
}

/* Where a suffix of sign and perhaps digits begins, as ~ ~2 ~0.8 ^2; NULL: there is none. */
static const char *numeric_suffix(const struct query_foreign *word, char sign)
{
    const char *first = text_of(word), *at = first + length_of(word);
    while (at > first && (is_digit(at[-1]) || at[-1] == '.'))
        at--;
    bool follows = at - 1 > first ? is_wordlike(at[-2]) || at[-2] == '*' : is_glued(word);
    return at > first && at[-1] == sign && follows ? at - 1 : NULL;
}

static int refuse_tilde(const struct query_foreign *word, struct error *err)
{
    const char *place = numeric_suffix(word, '~');
    if (!place)
        return 0;
    return query_complain(word->source, (size_t)(place - word->source->text), err,
                          is_glued(word) && place == text_of(word)
                              ? "~ is no operator; for words near each other write NEAR/5 "
                                "between them, as in azure NEAR/5 cloud"
                              : "~ finds no similar words; * stands for any letters, as in azur*");
}

static int refuse_boost(const struct query_foreign *word, struct error *err)
{
    const char *place = numeric_suffix(word, '^');
    size_t length = length_of(word);
    if (place && place + 1 < text_of(word) + length)
        return query_complain(word->source, (size_t)(place - word->source->text), err,
                              "a word has no weight of its own; leave out %.*s",
                              shown((size_t)(text_of(word) + length - place)), place);
    if (*text_of(word) == '^' && length > 1 && is_wordlike(text_of(word)[1]))
        return query_complain(word->source, word->start, err,
                              "^ is no operator; for what a title begins with write title:/^%.*s/i",
                              shown(length - 1), text_of(word) + 1);
    return 0;
}

/* "azure"*, *"azure". */
static int refuse_quoted_star(const struct query_foreign *word, struct error *err)
{
    const char *after = word->source->text + word->end;
    bool star = length_of(word) == 1 && *text_of(word) == '*';
    if (!star || !((is_glued(word) && word->before->quoted) ||
                   (word->end < word->source->length && *after == '"')))
        return 0;
    return query_complain(word->source, word->start, err,
                          "a * beside quotation marks stands for nothing; write it inside them, "
                          "as in \"deep learn*\"");
}

static int refuse_two_signs(const struct query_foreign *word, struct error *err)
{
    const char *text = text_of(word); /* ends in NUL */
    bool signs = (text[0] == '+' || text[0] == '-') && (text[1] == '+' || text[1] == '-');
    if (!signs || !(is_wordlike(text[2]) || text[2] == '"' || text[2] == '('))
        return 0;
    return query_complain(word->source, word->start, err,
                          "a word has one sign; write %.*s, or put the text into quotation marks",
                          shown(length_of(word) - 1), text + 1);
}

static int refuse_dash(const struct query_foreign *word, struct error *err)
{
    static const char *const dashes[] = { "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x92" };
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t bytes = strlen(dashes[i]), length = length_of(word) - bytes;
        const char *rest = text_of(word) + bytes;
        if (!is_glued(word) && begins_with(word, dashes[i]) && length_of(word) > bytes &&
            is_wordlike(*rest))
            return query_complain(word->source, word->start, err,
                                  "this dash is not the sign -; write -%.*s to exclude it, else "
                                  "leave the dash out",
                                  shown(length), rest);
    }
    return 0;
}

/* NEAR(a b, 5), a AROUND(5) b, {a b}. */
static int refuse_call(const struct query_foreign *word, struct error *err)
{
    static const char *const names[] = { "NEAR", "ADJ", "AROUND" };
    const struct query_source *source = word->source;
    bool calls = word->end < source->length && source->text[word->end] == '(';
    for (size_t i = 0; calls && i < sizeof names / sizeof *names; i++)
        if (length_of(word) == strlen(names[i]) && begins_with(word, names[i]))
            return query_complain(source, word->start, err,
                                  "%s has no brackets; it stands between two words, as in "
                                  "azure NEAR/5 cloud",
                                  names[i]);
    return 0;
}

static int refuse_braces(const struct query_foreign *word, struct error *err)
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
                          "braces are no operator; for either word write (azure OR cloud)");
}

static int (*const rules[])(const struct query_foreign *, struct error *) = {
    refuse_comparison, refuse_exclamation, refuse_bracketed,   refuse_braces,
    refuse_logic,      refuse_tilde,       refuse_boost,       refuse_call,
    refuse_two_signs,  refuse_dash,        refuse_quoted_star,
};

int query_refuse_foreign(const struct query_foreign *word, struct error *err)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](word, err) < 0)
            return -1;
    return 0;
}

/* ---- behind the colon of a field ---- */

static int refuse_value_range(const struct query_foreign *value, const struct field *field,
                              struct error *err)
{
    const char *text = text_of(value);
    struct buffer range = BUFFER_INIT;
    int result = 0;
    bool bracketed = (*text == '[' || *text == '{') &&
                     add_bracketed(&range, text, value->source->length - value->start);
    if (bracketed || (has_ranges(field) && (*text == '[' || *text == '{')))
        result = query_complain(value->source, value->start, err,
                                "a range has two dots and no brackets; write %s:%s", field->prefix,
                                bracketed                     ? buffer_text(&range)
                                : field->kind == KIND_INTEGER ? "80..90"
                                                              : "2021..2022");
    buffer_release(&range);
    return result;
}

static int refuse_value_comparison(const struct query_foreign *value, const struct field *field,
                                   struct error *err)
{
    struct comparison comparison = { .field = field, .sign = text_of(value) };
    size_t sign = sign_length(text_of(value), length_of(value));
    struct buffer written = BUFFER_INIT;
    if (!has_ranges(field) || sign == 0 || !strchr("<>", *comparison.sign))
        return 0;
    comparison.value = text_of(value) + sign;
    comparison.length = length_of(value) - sign;
    add_range(&written, &comparison);
    query_complain(value->source, value->start, err,
                   "a range has two dots, and both ends are included; write %s",
                   buffer_text(&written));
    buffer_release(&written);
    return -1;
}

static int refuse_value_sign(const struct query_foreign *value, const struct field *field,
                             struct error *err)
{
    const char *text = text_of(value);
    if (has_ranges(field) || length_of(value) < 2 || (*text != '-' && *text != '+') ||
        !is_wordlike(text[1]) || is_digit(text[1]))
        return 0;
    return query_complain(value->source, value->start, err,
                          "a sign stands before the field; write %c%s:%.*s", *text, field->prefix,
                          shown(length_of(value) - 1), text + 1);
}

int query_refuse_foreign_value(const struct query_foreign *value, const struct field *field,
                               struct error *err)
{
    if (refuse_value_range(value, field, err) < 0 || refuse_value_sign(value, field, err) < 0 ||
        refuse_value_comparison(value, field, err) < 0)
        return -1;
    if (field->kind != KIND_TEXT)
        return 0;
    return refuse_tilde(value, err) < 0 || refuse_boost(value, err) < 0 ? -1 : 0;
}
