/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "ascii.h"
#include "buffer.h"
#include "query_foreign_word.h"
#include "query_hint_sign.h"
#include "text.h"

/* azure|cloud; but not a|row|of|a|table| nor '^a|b$' */
static void hint_at_bar(const struct query_options *options, const struct foreign_word *word)
{
    const char *text = text_of(word), *end = text + length_of(word);
    struct buffer written = BUFFER_INIT;
    bool joins = false;
    for (const char *at = text; at < end; at++) {
        bool between = at > text && *at == '|' && query_begins_word(at + 1) && at + 1 < end;
        buffer_add_text(&written, between ? " OR " : "");
        buffer_add(&written, at, !between);
        joins = joins || between;
    }
    bool plain = strcspn(text, "'$^/\\{}[]<>=;") >= length_of(word);
    if (joins && plain && *text != '|' && end[-1] != '|')
        query_warn(options, "| is not an operator; for either word write %s",
                   buffer_text(&written));
    buffer_release(&written);
}

/* azur~, azur~2, azure^2; but not HEAD~1, x^2, mc^2 */
static void hint_at_suffix(const struct query_options *options, const struct foreign_word *word)
{
    const char *text = text_of(word);
    size_t suffix = query_foreign_suffix(text, length_of(word));
    size_t base = length_of(word) - suffix;
    if (suffix == 0 || (text[base] == '^' && base < 3))
        return;
    if (text[base] == '^')
        query_warn(options, "a word has no weight of its own; leave out %.*s", shown(suffix),
                   text + base);
    else if (text_case(text, base).small)
        query_warn(options,
                   "~ does not find similar words; * matches any letters, as in azur*: %.*s",
                   shown(length_of(word)), text);
}

/* ^azure */
static void hint_at_caret(const struct query_options *options, const struct foreign_word *word)
{
    const char *text = text_of(word);
    size_t letters = 1;
    while (letters < length_of(word) && ascii_is_letter(text[letters]))
        letters++;
    if (*text == '^' && letters > 2 && letters == length_of(word))
        query_warn(options,
                   "^ is not an operator; for what a title begins with write title:/^%.*s/i",
                   shown(letters - 1), text + 1);
}

/* cloud --azure */
static void hint_at_two_signs(const struct query_options *options, const struct foreign_word *word)
{
    const char *text = text_of(word);
    bool signs = (text[0] == '+' || text[0] == '-') && (text[1] == '+' || text[1] == '-');
    if (signs && length_of(word) > 2 && ascii_is_letter(text[2]))
        query_warn(options, "a word has one sign, so %.*s has none; with its sign it is %.*s",
                   shown(length_of(word)), text, shown(length_of(word) - 1), text + 1);
}

/* The bytes of a dash at the beginning of text, or 0. */
static size_t dash_at(const char *text)
{
    static const char *const dashes[] = { "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x92" };
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (strncmp(text, dashes[i], strlen(dashes[i])) == 0)
            return strlen(dashes[i]);
    return 0;
}

/* Whether a dash is glued to the end of a word after text: –so it was– */
static bool is_closed(const char *text)
{
    for (; *text; text++) {
        size_t dash = dash_at(text),
               space = dash ? query_space(text + dash, strlen(text + dash)) : 0;
        if (dash && (space > 0 || !text[dash] || strchr(".,;:", text[dash])))
            return true;
    }
    return false;
}

/* cloud –azure; but not –5, nor a dialogue: —Azure */
static void hint_at_dash(const struct query_options *options, const struct foreign_word *word)
{
    const char *text = text_of(word);
    size_t dash = dash_at(text);
    bool first = !word->before && !word->source->name;
    if (dash == 0 || first || (is_glued(word) && word->before->kind != SCAN_OPEN) ||
        !query_begins_word(text + dash) || ascii_is_digit(text[dash]) || is_closed(text + dash))
        return;
    query_warn(options, "this dash is not the sign -; to exclude the word write -%.*s",
               shown(length_of(word) - dash), text + dash);
}

/* {azure cloud} */
static void hint_at_braces(const struct query_options *options, const struct foreign_word *word)
{
    const char *text = text_of(word), *at = text + 1;
    struct buffer written = BUFFER_INIT;
    bool spaced = false;
    if (*text != '{')
        return;
    for (; ascii_is_letter(*at) || (*at == ' ' && ascii_is_letter(at[1]) && at > text + 1); at++) {
        spaced = spaced || *at == ' ';
        buffer_add_text(&written, *at == ' ' ? " OR " : "");
        buffer_add(&written, at, *at != ' ');
    }
    if (*at == '}' && spaced)
        query_warn(options, "braces are not an operator; for either word write (%s)",
                   buffer_text(&written));
    buffer_release(&written);
}

void query_hint_at_signs(const struct query_options *options, const struct query_source *source,
                         const struct query_token *before, const struct query_token *token)
{
    const struct foreign_word word = { source, before, token->value_start, token->value_end };
    hint_at_bar(options, &word);
    hint_at_suffix(options, &word);
    hint_at_caret(options, &word);
    hint_at_two_signs(options, &word);
    hint_at_dash(options, &word);
    hint_at_braces(options, &word);
}
