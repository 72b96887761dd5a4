/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_hint.h"

#include <stdio.h>
#include <string.h>

#include "buffer.h"
#include "text.h"

/* A token of a query that is looked at. */
struct hinting {
    const struct query_options *options;
    const struct query_source *source;
    const struct query_tokens *tokens;
    size_t at; /* of the token */
};

/* Prefixes of other tools, and what to write here; %s is the value. */
static const struct {
    const char *prefix, *written;
} foreign_prefixes[] = {
    { "before", "date:..%s" },   { "until", "date:..%s" },
    { "older", "date:..%s" },    { "older_than", "date:..%s" },
    { "after", "date:%s.." },    { "since", "date:%s.." },
    { "newer", "date:%s.." },    { "newer_than", "date:%s.." },
    { "year", "date:%s" },       { "day", "date:%s" },
    { "from", "author:%s" },     { "by", "author:%s" },
    { "intitle", "title:%s" },   { "allintitle", "title:%s" },
    { "subject", "title:%s" },   { "headline", "title:%s" },
    { "name", "title:%s" },      { "intext", "body:%s" },
    { "allintext", "body:%s" },  { "content", "body:%s" },
    { "text", "body:%s" },       { "inurl", "url:%s" },
    { "allinurl", "url:%s" },    { "link", "url:%s" },
    { "source", "provider:%s" }, { "publisher", "provider:%s" },
    { "domain", "site:%s" },     { "host", "site:%s" },
    { "file", "path:%s" },       { "filename", "path:%s" },
    { "folder", "path:%s" },     { "in", "path:%s" },
    { "filetype", "path:%s" },   { "ext", "path:%s" },
    { "label", "topic:%s" },     { "keyword", "topic:%s" },
    { "subreddit", "topic:%s" }, { "score", "quality:%s" },
    { "summary", "excerpt:%s" }, { "description", "excerpt:%s" },
};

static const struct query_token *token_of(const struct hinting *hinting)
{
    return &hinting->tokens->items[hinting->at];
}

static const char *text_of(const struct hinting *hinting)
{
    return hinting->source->text + token_of(hinting)->value_start;
}

static size_t length_of(const struct hinting *hinting)
{
    return token_of(hinting)->value_end - token_of(hinting)->value_start;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

void query_add_prefixes(struct buffer *out)
{
    for (int id = 0; id < FIELD_COUNT; id++) {
        buffer_add_text(out, id > 0 ? ", " : "");
        buffer_add_text(out, schema_field((enum field_id)id)->prefix);
    }
}

/* Appends what to write for name:value, if that is known. */
static void add_meant(struct buffer *out, const char *name, size_t name_length, const char *value,
                      size_t length)
{
    const struct field *near = schema_nearest(name, name_length);
    const char *written = NULL;
    for (size_t i = 0; i < sizeof foreign_prefixes / sizeof *foreign_prefixes; i++)
        if (strlen(foreign_prefixes[i].prefix) == name_length &&
            strncasecmp(foreign_prefixes[i].prefix, name, name_length) == 0)
            written = foreign_prefixes[i].written;
    if (!written && !near)
        return;
    buffer_add_text(out, "; did you mean ");
    if (!written) {
        buffer_printf(out, "%s:%.*s?", near->prefix, (int)length, value);
        return;
    }
    const char *place = strstr(written, "%s");
    buffer_add(out, written, (size_t)(place - written));
    buffer_add(out, value, length);
    buffer_printf(out, "%s?", place + strlen("%s"));
}

/* Whether text is NAME:VALUE, where NAME may be meant as a field. Not so 16:9, Re:, C:\x, http://x,
 * a::b, x:-). */
static bool find_prefix(const struct hinting *hinting, size_t *name_length)
{
    const struct query_source *source = hinting->source;
    size_t start = token_of(hinting)->value_start, colon = start;
    while (colon < source->length && (is_letter(source->text[colon]) || source->text[colon] == '_'))
        colon++;
    *name_length = colon - start;
    if (colon == start || colon + 1 >= source->length || source->text[colon] != ':')
        return false;
    const char *value = source->text + colon + 1;
    value += strspn(value, "([{<>=+-.@#'");
    return is_letter(*value) || is_digit(*value) || (*value & 0x80) || *value == '"' ||
           *value == '*' || (*value == '/' && value[1] != '/');
}

static void hint_at_prefix(const struct hinting *hinting)
{
    size_t name_length;
    if (!find_prefix(hinting, &name_length))
        return;
    const char *text = text_of(hinting);
    struct buffer sentence = BUFFER_INIT;
    size_t length = length_of(hinting);
    buffer_printf(&sentence, "there is no field %.*s, so ", (int)name_length, text);
    buffer_add(&sentence, text, length);
    buffer_add_text(&sentence, " is searched as text");
    if (length > name_length + 1)
        add_meant(&sentence, text, name_length, text + name_length + 1, length - name_length - 1);
    buffer_add_text(&sentence, memchr(buffer_text(&sentence), '?', sentence.length)
                                   ? " The fields are "
                                   : "; the fields are ");
    query_add_prefixes(&sentence);
    query_warn(hinting->options, "%s", buffer_text(&sentence));
    buffer_release(&sentence);
}

static bool is_operand(const struct hinting *hinting, size_t at, enum query_token_kind bracket)
{
    enum query_token_kind kind = hinting->tokens->items[at].kind;
    return at < hinting->tokens->count && (kind <= SCAN_NAME || kind == bracket);
}

static void hint_at_operator(const struct hinting *hinting)
{
    static const struct {
        const char *word, *written;
    } operators[] = { { "or", "for either word write OR" },
                      { "not", "to exclude what follows write NOT or -" },
                      { "xor", "for one of both words write XOR" },
                      { "near/", "for words near each other write NEAR/5" },
                      { "adj/", "for words in this order write ADJ/5" },
                      { "w/", "for words near each other write NEAR/5" } };
    struct buffer folded = BUFFER_INIT;
    bool between = hinting->at > 0 && is_operand(hinting, hinting->at - 1, SCAN_CLOSE) &&
                   is_operand(hinting, hinting->at + 1, SCAN_OPEN);
    text_fold(&folded, text_of(hinting), length_of(hinting));
    const char *word = buffer_text(&folded);
    for (size_t i = 0; between && i < sizeof operators / sizeof *operators; i++) {
        size_t length = strlen(operators[i].word);
        bool slash = operators[i].word[length - 1] == '/';
        if (strncmp(word, operators[i].word, length) == 0 &&
            (slash ? is_digit(word[length]) : word[length] == '\0'))
            query_warn(hinting->options,
                       slash ? "%.*s is not an operator here; %s"
                             : "%.*s in small letters is a word like any other; %s",
                       (int)length_of(hinting), text_of(hinting), operators[i].written);
    }
    buffer_release(&folded);
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

static bool is_plain(const struct query_token *token)
{
    return token->kind == SCAN_WORDS && !token->quoted;
}

static void hint_at_single_quotes(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    size_t opening = single_quote(text, length_of(hinting), false);
    if (opening == 0 || single_quote(text, length_of(hinting), true) > 0)
        return;
    for (size_t i = hinting->at + 1; is_plain(&hinting->tokens->items[i]); i++) {
        const struct query_token *last = &hinting->tokens->items[i];
        const char *end = hinting->source->text + last->end;
        size_t length = (size_t)(end - text), closing = single_quote(text, length, true);
        if (closing == 0)
            continue;
        query_warn(hinting->options,
                   "single quotation marks make no phrase; for one write \"%.*s\"",
                   (int)(length - opening - closing), text + opening);
        return;
    }
}

/* te?t, %azure%, 50..100 */
static void hint_at_signs(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    size_t length = length_of(hinting);
    const char *mark = memchr(text, '?', length), *dots = memmem(text, length, "..", 2);
    if (memmem(text, length, "://", 3))
        return;
    if (mark && mark > text && mark + 1 < text + length && is_letter(mark[-1]) &&
        is_letter(mark[1]))
        query_warn(hinting->options,
                   "? does not match a letter; * matches any number of letters: %.*s*%.*s",
                   (int)(mark - text), text, (int)(text + length - mark - 1), mark + 1);
    if (length > 1 && *text == '%' && is_letter(text[1]))
        query_warn(hinting->options, "%% matches nothing; * matches any letters: *%.*s*",
                   (int)(length - 1 - (text[length - 1] == '%')), text + 1);
    if (dots && dots > text && dots + 2 < text + length && is_digit(dots[-1]) && is_digit(dots[2]))
        query_warn(hinting->options, "a range belongs to a field; write quality:%.*s or date:%.*s",
                   (int)length, text, (int)length, text);
}

/* /azure/i, azure.*cloud, \bazure\b */
static void hint_at_regex(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    size_t length = length_of(hinting), end = length;
    while (end > 2 && strchr("ismx", text[end - 1]))
        end--;
    bool slashes =
        end > 2 && *text == '/' && text[end - 1] == '/' && !memchr(text + 1, '/', end - 2);
    const char *dots = memmem(text, length, ".*", 2);
    bool any = dots && dots + 2 < text + length && is_letter(dots[2]);
    bool escape = length > 2 && *text == '\\' && strchr("bdws", text[1]);
    const char *bracket = memchr(text, '[', length);
    bool class = bracket && bracket + 2 < text + length && bracket[2] == '-' &&
                 memchr(bracket, ']', (size_t)(text + length - bracket));
    if (slashes || any || escape || class)
        query_warn(hinting->options,
                   "%.*s is searched as text; a regular expression is written title:/%.*s/",
                   (int)length, text, (int)(slashes ? end - 2 : length), text + slashes);
}

/* ~azure, =azure, title:=azure */
static void hint_at_comparison(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    if (length_of(hinting) > 1 && (*text == '~' || *text == '=') && is_letter(text[1]))
        query_warn(hinting->options, "%c has no meaning here and is ignored: %.*s", *text,
                   (int)length_of(hinting), text);
}

/* #AI, >80 */
static void hint_at_first_sign(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    int length = (int)length_of(hinting);
    if (length < 2)
        return;
    if (*text == '#' && is_letter(text[1]))
        query_warn(hinting->options, "%.*s is searched as a word; for the topic write topic:%.*s",
                   length, text, length - 1, text + 1);
    if ((*text == '<' || *text == '>') && is_digit(text[1]))
        query_warn(hinting->options, "%c is left out; a range belongs to a field: %s", *text,
                   *text == '>' ? "quality:80.." : "quality:..80");
}

/* topic:AI,cloud */
static void hint_at_names(const struct hinting *hinting)
{
    const struct query_token *token = token_of(hinting);
    const struct field *field = schema_field(token->field);
    const char *comma = memchr(text_of(hinting), ',', length_of(hinting));
    if (field->kind != KIND_NAME || !comma)
        return;
    int first = (int)(comma - text_of(hinting)), rest = (int)length_of(hinting) - first - 1;
    if (first == 0 || rest == 0) { /* topic:AI, cloud */
        query_warn(hinting->options, "the comma in %.*s belongs to the name; leave it out",
                   (int)length_of(hinting), text_of(hinting));
        return;
    }
    query_warn(hinting->options, "%.*s is one name; for both write %s:%.*s %s:%.*s",
               (int)length_of(hinting), text_of(hinting), field->prefix, first, text_of(hinting),
               field->prefix, rest, comma + 1);
}

static void hint_at_word(const struct hinting *hinting)
{
    hint_at_prefix(hinting);
    hint_at_single_quotes(hinting);
    hint_at_signs(hinting);
    hint_at_regex(hinting);
    hint_at_first_sign(hinting);
    hint_at_comparison(hinting);
    if (!token_of(hinting)->sign)
        hint_at_operator(hinting);
}

void query_hint(const struct query_tokens *tokens, const struct query_source *source,
                const struct query_options *options)
{
    struct hinting hinting = { options, source, tokens, 0 };
    for (; options->warn && hinting.at < tokens->count; hinting.at++) {
        if (!is_plain(token_of(&hinting)))
            continue;
        if (token_of(&hinting)->field == FIELD_COUNT)
            hint_at_word(&hinting);
        else if (schema_field(token_of(&hinting)->field)->kind == KIND_TEXT)
            hint_at_comparison(&hinting);
        else
            hint_at_names(&hinting);
    }
}
