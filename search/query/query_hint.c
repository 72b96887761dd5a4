/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_hint.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "buffer.h"
#include "query_hinting.h"
#include "query_prefix.h"
#include "text.h"

/* Whether text is NAME:VALUE, where NAME may be meant as a field. Not so 16:9, Re:, C:\x, http://x,
 * a::b, x:-). */
static bool find_prefix(const struct hinting *hinting, size_t *name_length)
{
    const char *text = text_of(hinting), *end = hinting->source->text + hinting->source->length;
    *name_length = query_name_before_colon(text, end);
    if (*name_length == 0)
        return false;
    const char *value = text + *name_length + 1; /* the source ends in NUL */
    value += strspn(value, "([{<>=+-.@#'");
    return ascii_is_alphanumeric(*value) || (*value & 0x80) || *value == '"' || *value == '*' ||
           (*value == '/' && value[1] != '/');
}

/* text is searched as words, although name, its beginning, may be meant as a field with value. */
static void warn_of_prefix(const struct hinting *hinting, size_t name_length, const char *value,
                           size_t length)
{
    const char *text = text_of(hinting);
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence, "there is no field %.*s, so ", (int)name_length, text);
    buffer_add(&sentence, text, length_of(hinting));
    buffer_add_text(&sentence, " is searched as text");
    if (length > 0)
        query_add_meant(&sentence, text, name_length, value, length);
    buffer_add_text(&sentence, memchr(buffer_text(&sentence), '?', sentence.length)
                                   ? " The fields are "
                                   : "; the fields are ");
    query_add_prefixes(&sentence);
    query_warn(hinting->options, "%s", buffer_text(&sentence));
    buffer_release(&sentence);
}

/* foo:bar, foo:"bar", foo:(bar); also allintitle: bar, where the name is one of another tool's. */
static void hint_at_prefix(const struct hinting *hinting)
{
    const char *text = text_of(hinting), *value = NULL;
    size_t name_length, length = length_of(hinting), value_length = 0;
    const struct query_token *next = &token_of(hinting)[1]; /* the last token is SCAN_END */
    bool is_operand =
        next->kind == SCAN_WORDS && next->field == FIELD_COUNT && !(next->quoted && next->sign);
    bool is_prefix = find_prefix(hinting, &name_length);
    if (!is_prefix && !(name_length > 0 && length == name_length + 1 && is_operand &&
                        (strncasecmp(text, "in", 2) == 0 || strncasecmp(text, "allin", 5) == 0) &&
                        query_foreign_prefix(text, name_length))) /* not By: Alice */
        return;
    if (length > name_length + 1) {
        value = text + name_length + 1;
        value_length = length - name_length - 1;
    } else if (is_operand) {
        size_t start = next->quoted ? next->start : next->value_start;
        value = hinting->source->text + start;
        value_length = next->end - start;
    } else if (next->kind == SCAN_OPEN && next->start == token_of(hinting)->end) {
        value = hinting->source->text + next->start;
        const char *closing = strchr(value, ')');
        value_length = closing ? (size_t)(closing + 1 - value) : 0;
    }
    warn_of_prefix(hinting, name_length, value, value_length);
}

/* [quality:80] */
static void hint_at_brackets(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    size_t length = length_of(hinting);
    if (length < 2 || *text != '[')
        return;
    size_t name_length = query_name_before_colon(text + 1, text + length);
    if (name_length > 0 && schema_by_name(text + 1, name_length))
        query_warn(hinting->options, "[ ] have no meaning here; write %.*s",
                   (int)(length - 1 - (text[length - 1] == ']')), text + 1);
}

/* The bytes of a single quotation mark that text begins or ends with, or 0. */
static size_t single_quote(const char *text, size_t length, bool at_end)
{
    static const char *const quotes[] = { "'", "\xE2\x80\x98", "\xE2\x80\x99", "`" };
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        size_t bytes = strlen(quotes[i]);
        if (bytes < length && memcmp(at_end ? text + length - bytes : text, quotes[i], bytes) == 0)
            return bytes;
    }
    return 0;
}

/* 'azure cloud', title:'azure cloud', topic:'AI'; but not ‘azure cloud’ in a title */
static void hint_at_single_quotes(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    size_t opening = single_quote(text, length_of(hinting), false);
    const struct query_token *token = token_of(hinting);
    const char *prefix = token->field == FIELD_COUNT ? "" : schema_field(token->field)->prefix;
    bool typed = opening == 1 || token->field != FIELD_COUNT;
    if (opening == 0 || !typed || !query_begins_word(text + opening))
        return;
    if (single_quote(text, length_of(hinting), true) > 0) {
        if (has_names(hinting->field))
            query_warn(hinting->options,
                       "single quotation marks are a part of the name; leave them out: %.*s",
                       (int)length_of(hinting), text);
        return;
    }
    for (size_t i = hinting->at + 1; is_plain(&hinting->tokens->items[i]); i++) {
        const struct query_token *last = &hinting->tokens->items[i];
        const char *end = hinting->source->text + last->end;
        size_t length = (size_t)(end - text), closing = single_quote(text, length, true);
        if (closing == 0)
            continue;
        query_warn(hinting->options,
                   "single quotation marks do not make a phrase; for a phrase write %s%s\"%.*s\"",
                   prefix, *prefix ? ":" : "", (int)(length - opening - closing), text + opening);
        return;
    }
}

/* Letters and a %, as azur%; but not 5%, x%y. */
static bool ends_in_percent(const char *text, size_t length)
{
    size_t letters = 0;
    while (letters < length && text[letters] >= 'a' && text[letters] <= 'z')
        letters++;
    return letters > 2 && letters == length - 1 && text[letters] == '%';
}

/* te?t, ?zure, %azure%, azur%; but not (?i)azure, x.y/z?a=b, %s, %PATH% */
static void hint_at_wildcards(const struct hinting *hinting)
{
    const char *text = text_of(hinting), *end = text + length_of(hinting);
    const char *mark = memchr(text, '?', length_of(hinting));
    bool grouped = hinting->at > 0 && token_of(hinting)[-1].kind == SCAN_OPEN;
    if (hinting->field == FIELD_URL || hinting->field == FIELD_PATH ||
        memchr(text, '/', length_of(hinting)) || memchr(text, '=', length_of(hinting)))
        return;
    if (mark && mark + 1 < end && ascii_is_letter(mark[1]) &&
        (mark > text ? ascii_is_letter(mark[-1]) : !grouped))
        query_warn(hinting->options,
                   "? does not match a letter; * matches any number of letters: %.*s*%.*s",
                   (int)(mark - text), text, (int)(end - mark - 1), mark + 1);
    if (text + 3 < end && *text == '%' && text[1] >= 'a' && text[1] <= 'z' &&
        ascii_is_letter(text[2]))
        query_warn(hinting->options, "%% matches nothing; * matches any letters: *%.*s*",
                   (int)(end - text - 1 - (end[-1] == '%')), text + 1);
    else if (ends_in_percent(text, length_of(hinting)))
        query_warn(hinting->options, "%% matches nothing; * matches any letters: %.*s*",
                   (int)(end - text - 1), text);
}

/* Whether text is a range of numbers or dates: 50..100, 2021.., ..2021-06; but not 5... */
static bool is_range(const char *text, size_t length)
{
    const char *dots = memmem(text, length, "..", 2), *after = dots ? dots + 2 : NULL;
    const char *end = text + length;
    if (!dots || length == 2 || (after < end && *after == '.'))
        return false;
    bool upper = after < end && ascii_is_digit(*after);
    if (dots > text && after < end)
        return ascii_is_digit(dots[-1]) && upper;
    return ascii_is_digit(*text) || upper;
}

/* Whether the first number of a range may be a year. */
static bool begins_with_year(const char *text, size_t length)
{
    size_t digits = 0;
    long year = 0;
    for (; length > 0 && *text == '.'; text++)
        length--;
    for (; digits < length && digits < 5 && ascii_is_digit(text[digits]); digits++)
        year = year * 10 + (text[digits] - '0');
    return digits == 4 && year >= 1900 && year <= 2100;
}

static void hint_at_range(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    int length = (int)length_of(hinting);
    size_t name_length; /* created:2021..2022 has a warning of its own */
    if (!has_kind(hinting->field, KIND_INTEGER) && !has_kind(hinting->field, KIND_TIME) &&
        is_range(text, length_of(hinting)) && !find_prefix(hinting, &name_length)) {
        bool dates = begins_with_year(text, length_of(hinting));
        query_warn(hinting->options, "a range belongs to a field; write %s:%.*s or %s:%.*s",
                   dates ? "date" : "quality", length, text, dates ? "quality" : "date", length,
                   text);
    }
}

/* ~azure, "azure cloud" ~5, =azure, title:=azure, title:>azure, azure$; but not US$, title:<b> */
static void hint_at_ignored_sign(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    size_t length = length_of(hinting);
    if (length < 2)
        return;
    bool orders =
        token_of(hinting)->field != FIELD_COUNT && strchr("<>", *text) && text[length - 1] != '>';
    bool window =
        *text == '~' && ascii_is_digit(text[1]) && hinting->at > 0 && token_of(hinting)[-1].quoted;
    bool first = ((*text == '~' || *text == '=') && ascii_is_letter(text[1])) || window ||
                 (orders && (ascii_is_letter(text[1]) || text[1] == '='));
    bool last = text[length - 1] == '$' && text[length - 2] >= 'a' && text[length - 2] <= 'z' &&
                memchr(text, '$', length) == text + length - 1; /* $x$ is a formula */
    if (first || last)
        query_warn(hinting->options, "%c has no meaning here and is ignored: %.*s",
                   first ? *text : '$', (int)length, text);
}

/* azu\*re */
static void hint_at_escape(const struct hinting *hinting)
{
    bool literal = token_of(hinting)->quoted && has_names(hinting->field);
    if (!literal && memmem(text_of(hinting), length_of(hinting), "\\*", 2))
        query_warn(hinting->options,
                   "a backslash does not change what * means: it matches any letters");
}

/* Whether text is a line's beginning in C, or a colour: #include, #ff8800. */
static bool is_code(const char *text, size_t length)
{
    static const char *const directives[] = { "include", "define", "undef", "if",
                                              "ifdef",   "ifndef", "elif",  "else",
                                              "endif",   "pragma", "error", "region" };
    size_t digits = 0, hex = 0;
    for (size_t i = 1; i < length; i++) {
        digits += ascii_is_digit(text[i]);
        hex += strchr("0123456789abcdefABCDEF", text[i]) != NULL;
    }
    if (digits > 0 && hex == length - 1 && (hex == 3 || hex == 6 || hex == 8))
        return true;
    for (size_t i = 0; i < sizeof directives / sizeof *directives; i++)
        if (strlen(directives[i]) == length - 1 && memcmp(directives[i], text + 1, length - 1) == 0)
            return true;
    return false;
}

/* #AI */
static void hint_at_hash(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    size_t length = length_of(hinting), letters = length;
    while (letters > 1 && strchr(".,;:!?", text[letters - 1]))
        letters--;
    if (letters < 2 || *text != '#' || !ascii_is_letter(text[1]) || is_code(text, letters) ||
        strcspn(text, "{}<>()[];,") < letters)
        return;
    query_warn(hinting->options, "%.*s is searched as a word; for the topic write topic:%.*s",
               (int)length, text, (int)letters - 1, text + 1);
}

/* >80; but not >90% */
static void hint_at_bare_range(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    size_t length = length_of(hinting), digits = 1;
    while (digits < length && ascii_is_digit(text[digits]))
        digits++;
    if (length > 1 && digits == length && (*text == '<' || *text == '>'))
        query_warn(hinting->options, "%c is left out; a range belongs to a field: %s", *text,
                   *text == '>' ? "quality:80.." : "quality:..80");
}

/* topic:AI,cloud topic:[AI,cloud] */
static void hint_at_names(const struct hinting *hinting)
{
    if (!has_names(hinting->field))
        return;
    const char *text = text_of(hinting), *prefix = schema_field(hinting->field)->prefix;
    size_t length = length_of(hinting);
    const char *comma = memchr(text, ',', length);
    if (!comma)
        return;
    bool opened = *text == '[', closed = text[length - 1] == ']';
    int first = (int)(comma - text) - opened, rest = (int)(text + length - comma) - 1 - closed;
    if (first <= 0 || rest <= 0) { /* topic:AI, cloud */
        query_warn(hinting->options, "the comma in %.*s belongs to the name; leave it out",
                   (int)length, text);
        return;
    }
    query_warn(hinting->options, "%.*s is one name; for both write %s:%.*s %s:%.*s", (int)length,
               text, prefix, first, text + opened, prefix, rest, comma + 1);
}

static void hint_at_word(const struct hinting *hinting)
{
    hint_at_prefix(hinting);
    hint_at_single_quotes(hinting);
    hint_at_wildcards(hinting);
    hint_at_range(hinting);
    hint_at_names(hinting);
    query_hint_at_regex(hinting);
    if (hinting->field == FIELD_COUNT || has_kind(hinting->field, KIND_TEXT)) {
        hint_at_hash(hinting);
        hint_at_bare_range(hinting);
        hint_at_ignored_sign(hinting);
    }
    hint_at_brackets(hinting);
    query_hint_at_operator(hinting);
}

/* A query in Latin-1 */
static void hint_at_bytes(const struct query_source *source, const struct query_options *options)
{
    size_t valid = text_valid_length(source->text, source->length);
    if (valid < source->length)
        query_warn(options,
                   "the byte 0x%02X is not UTF-8, so it matches nothing; write the character in "
                   "UTF-8",
                   (unsigned char)source->text[valid]);
}

static void hint_at_value(const struct hinting *hinting)
{
    hint_at_single_quotes(hinting);
    if (has_kind(hinting->field, KIND_TEXT)) {
        hint_at_ignored_sign(hinting);
        hint_at_wildcards(hinting);
    }
    hint_at_names(hinting);
}

/* Of the token itself, or of the brackets that it is in. */
static enum field_id field_around(const struct query_tokens *tokens, size_t at)
{
    enum field_id field = tokens->items[at].field;
    size_t closed = 0;
    while (field == FIELD_COUNT && at-- > 0) {
        const struct query_token *token = &tokens->items[at];
        if (token->kind == SCAN_CLOSE)
            closed++;
        else if (token->kind == SCAN_OPEN && closed > 0)
            closed--;
        else if (token->kind == SCAN_OPEN)
            field = token->field;
    }
    return field;
}

void query_hint(const struct query_tokens *tokens, const struct query_source *source,
                const struct query_options *options)
{
    struct hinting hinting = { options, source, tokens, 0, FIELD_COUNT };
    hint_at_bytes(source, options);
    for (; options->warn && hinting.at < tokens->count; hinting.at++) {
        const struct query_token *token = token_of(&hinting);
        if (token->kind == SCAN_WORDS) {
            hinting.field = field_around(tokens, hinting.at);
            hint_at_escape(&hinting);
        }
        query_hint_at_place(&hinting);
        if (is_plain(token) && token->field == FIELD_COUNT)
            hint_at_word(&hinting);
        else if (is_plain(token))
            hint_at_value(&hinting);
    }
}
