/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <string.h>

#include "ascii.h"
#include "buffer.h"
#include "query_hinting.h"
#include "query_prefix.h"
#include "query_star.h"

/* Whether there is no space between the token before and this one. */
static bool is_glued(const struct hinting *hinting)
{
    return hinting->at > 0 && token_of(hinting)[-1].end == token_of(hinting)->start;
}

/* Whether the token before ends a bracket that holds an operator, a sign or a field, or is a phrase
 * with a sign or field: who writes these means the - after them as a sign. Not so
 * "Kubernetes"-native and (2019-nCoV)-related. */
static bool ends_syntax(const struct hinting *hinting)
{
    const struct query_token *token = token_of(hinting) - 1;
    if (token->quoted)
        return token->sign || token->field != FIELD_COUNT;
    if (token->kind != SCAN_CLOSE)
        return false;
    for (size_t closed = 0; token >= hinting->tokens->items; token--) {
        closed += token->kind == SCAN_CLOSE;
        closed -= token->kind == SCAN_OPEN;
        if (token->sign || token->field != FIELD_COUNT || token->kind >= SCAN_AND)
            return true;
        if (closed == 0)
            return false;
    }
    return false;
}

/* title:"azure"-cloud, (azure OR cloud)-teams */
static void hint_at_lost_sign(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    int length = (int)length_of(hinting);
    size_t bytes;
    if (is_glued(hinting) && ends_syntax(hinting) &&
        query_sign(text, length_of(hinting), &bytes) == '-' && query_begins_word(text + bytes))
        query_warn(hinting->options,
                   "the - of %.*s excludes nothing, because no space is before it; write a space "
                   "and %.*s",
                   length, text, length, text);
}

/* azure,topic:AI 'topic:AI' */
static void hint_at_inner_field(const struct hinting *hinting)
{
    const char *text = text_of(hinting), *end = text + length_of(hinting);
    if (memmem(text, length_of(hinting), "://", 3))
        return;
    for (const char *at = text + 1; at < end; at++) {
        size_t length = strchr("',;", at[-1]) ? query_name_before_colon(at, end) : 0;
        if (length == 0 || !schema_by_name(at, length) ||
            !(query_begins_word(at + length + 1) || strchr("\"(/*.-", at[length + 1])))
            continue;
        query_warn(
            hinting->options,
            "%.*s after %c is searched as text; to make it a filter, write a space before it",
            (int)(end - at), at, at[-1]);
        return;
    }
}

/* topic:^AI, -topic:#AI */
static void hint_at_sign_of_name(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    if (has_names(hinting->field) && length_of(hinting) > 1 && strchr("~^=<>#", *text) &&
        query_begins_word(text + 1))
        query_warn(hinting->options,
                   "%c is a part of the name; if it is not meant so, write %s:%.*s", *text,
                   schema_field(hinting->field)->prefix, (int)length_of(hinting) - 1, text + 1);
}

/* topic:"Open"Source, title:*"azure", quality:80.."90" */
static void hint_at_torn_value(const struct hinting *hinting)
{
    const struct query_token *token = token_of(hinting), *before = token - 1;
    const char *text = hinting->source->text;
    if (!is_glued(hinting) || before->kind != SCAN_WORDS || before->field == FIELD_COUNT ||
        !(token->quoted || token->kind == SCAN_OPEN ||
          (is_plain(token) && query_begins_word(text + token->start))))
        return;
    query_warn(hinting->options,
               "%.*s ends before %.*s, which is searched by itself; for one value put all of it "
               "into quotation marks",
               (int)(before->end - before->start), text + before->start,
               (int)(token->end - token->start), text + token->start);
}

/* topic:"Open S*" */
static void hint_at_quoted_star(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    size_t length = length_of(hinting), letters = 0;
    struct buffer regex = BUFFER_INIT, written = BUFFER_INIT;
    if (!has_names(hinting->field) || !memchr(text, '*', length))
        return;
    const char *prefix = schema_field(hinting->field)->prefix;
    while (letters < length && (ascii_is_alphanumeric(text[letters]) || text[letters] & 0x80))
        letters++;
    if (letters > 0 && letters + 1 == length)
        buffer_printf(&written, "%s:%.*s or ", prefix, (int)length, text);
    query_star_add_regex(&regex, text, length);
    if (regex.length > 0)
        buffer_printf(&written, "%s:%s", prefix, regex.data);
    query_warn(hinting->options, "* in quotation marks is a part of the name; for a pattern %s%s",
               regex.length > 0 ? "write " : "leave them out", buffer_text(&written));
    buffer_release(&regex);
    buffer_release(&written);
}

/* Whether text is a pattern that a whole path matches, such as news/2018/[*].md: a star is after a
 * slash, and words on both sides. */
static bool is_path_pattern(const char *text, size_t length)
{
    const char *end = text + length, *slash = memmem(text, length, "/*", 2);
    bool before = false, after = false;
    for (const char *at = text; slash && at < end; at++) {
        before = before || (at < slash && query_begins_word(at));
        after = after || (at > slash && query_begins_word(at));
    }
    return before && after;
}

/* path:news/2018/[*].md */
static void hint_at_path_pattern(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    size_t length = length_of(hinting);
    struct buffer regex = BUFFER_INIT;
    if ((hinting->field != FIELD_PATH && hinting->field != FIELD_URL) ||
        !is_path_pattern(text, length))
        return;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '*' && i + 1 < length && text[i + 1] == '*')
            continue;
        if (strchr("/.+?()[]{}|^$\\", text[i]))
            buffer_add_byte(&regex, '\\');
        else if (text[i] == '*')
            buffer_add_byte(&regex, '.');
        buffer_add_byte(&regex, text[i]);
    }
    query_warn(hinting->options,
               "* after / stands only for letters of the next word; for a pattern of whole paths "
               "write %s:/%s/",
               schema_field(hinting->field)->prefix, buffer_text(&regex));
    buffer_release(&regex);
}

static bool is_either(const struct query_token *token)
{
    return token->kind == SCAN_OR || token->kind == SCAN_XOR;
}

/* Whether the token is all of one side of OR or XOR: the + of azure +it OR cloud requires it. */
static bool is_whole_side(const struct hinting *hinting)
{
    const struct query_token *token = token_of(hinting), *after = token + 1;
    const struct query_token *before = hinting->at > 0 ? token - 1 : NULL;
    bool starts = !before || before->kind == SCAN_OPEN || is_either(before);
    bool ends = after->kind == SCAN_END || after->kind == SCAN_CLOSE || is_either(after);
    return starts && ends && ((before && is_either(before)) || is_either(after));
}

/* +azure OR cloud */
static void hint_at_plus(const struct hinting *hinting)
{
    const struct query_token *token = token_of(hinting);
    if (token->sign == '+' && query_token_is_word(token) && is_whole_side(hinting))
        query_warn(hinting->options, "+ has no effect beside OR or XOR: %.*s",
                   (int)(token->end - token->start), hinting->source->text + token->start);
}

void query_hint_at_place(const struct hinting *hinting)
{
    const struct query_token *token = token_of(hinting);
    hint_at_torn_value(hinting);
    hint_at_plus(hinting);
    if (token->kind != SCAN_WORDS)
        return;
    hint_at_path_pattern(hinting);
    if (token->quoted) {
        hint_at_quoted_star(hinting);
        return;
    }
    hint_at_sign_of_name(hinting);
    if (token->field == FIELD_COUNT) {
        hint_at_lost_sign(hinting);
        hint_at_inner_field(hinting);
    }
}
