/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "ascii.h"
#include "buffer.h"
#include "query_hinting.h"

/* Whether text has a class such as [a-d] that begins it, or a usual one; but not [i-1]. */
static bool has_class(const char *text, size_t length)
{
    static const char *const classes[] = { "[a-z", "[A-Z", "[0-9" };
    if (!memchr(text, ']', length))
        return false;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (memmem(text, length, classes[i], strlen(classes[i])))
            return true;
    return length > 4 && *text == '[' && ascii_is_letter(text[1]) && text[2] == '-' &&
           text[3] > text[1];
}

/* Whether text has a repeated class, as deep\s+nets does; a path of Windows has none. */
static bool has_repeated_escape(const char *text, size_t length)
{
    for (size_t i = 0; i + 2 < length; i++)
        if (text[i] == '\\' && text[i + 1] && strchr("dsw", text[i + 1]) && text[i + 2] &&
            strchr("+*?{", text[i + 2]))
            return true;
    return false;
}

/* Whether text is a regex: /azure/i, power\s+apps, azure.*cloud, \bazure\b, \d+; but not /usr/,
 * \beta. */
static bool is_regex(const char *text, size_t length)
{
    const char *end = text + length, *dots = memmem(text, length, ".*", 2);
    if (length < 3)
        return false;
    if (dots && dots + 2 < end && ascii_is_letter(dots[2]))
        return true;
    if (*text == '\\' && strchr("dws", text[1]) && !ascii_is_letter(text[2]))
        return true;
    return has_class(text, length) || has_repeated_escape(text, length) ||
           (*text == '\\' && text[1] == 'b' && length > 4 && end[-2] == '\\' && end[-1] == 'b');
}

/* The bytes of /azure/i without its flags, or 0: it is a path, such as /usr/lib/ or /tmp/x, or
 * several words without a sign of a regex. */
static size_t slashed_length(const char *text, size_t length, bool one_word)
{
    size_t end = length;
    while (end > 2 && strchr("ismx", text[end - 1]))
        end--;
    bool slashes =
        end > 2 && *text == '/' && text[end - 1] == '/' && !memchr(text + 1, '/', end - 2);
    bool marked = memchr(text + end, 'i', length - end) || strcspn(text, "^$*+?[\\") < end ||
                  (one_word && end == length);
    return slashes && marked ? end : 0;
}

/* The same for a regex with spaces, /power apps/i; *length: with its flags. */
static size_t slashed_words(const struct hinting *hinting, size_t *length)
{
    const char *text = text_of(hinting);
    for (size_t i = hinting->at; *text == '/' && is_plain(&hinting->tokens->items[i]); i++) {
        *length = (size_t)(hinting->source->text + hinting->tokens->items[i].end - text);
        size_t slashed = slashed_length(text, *length, i == hinting->at);
        if (slashed > 0)
            return slashed;
    }
    *length = length_of(hinting);
    return 0;
}

void query_hint_at_regex(const struct hinting *hinting)
{
    const char *text = text_of(hinting);
    size_t length, slashed = slashed_words(hinting, &length);
    struct buffer regex = BUFFER_INIT;
    if (length > 1 && *text == '?' && ascii_is_letter(text[1]) && hinting->at > 0 &&
        token_of(hinting)[-1].kind == SCAN_OPEN)
        query_warn(hinting->options,
                   "%.*s is searched as text; flags are written after a regular expression: "
                   "title:/azure/i",
                   (int)length, text);
    if (!slashed && !is_regex(text, length))
        return;
    size_t from = slashed ? 1 : 0, end = slashed ? slashed - 1 : length;
    for (size_t at = from; at < end; at++) {
        bool bare = text[at] == '/' && (at == from || text[at - 1] != '\\');
        buffer_add_text(&regex, bare ? "\\" : "");
        buffer_add_byte(&regex, text[at]);
    }
    query_warn(hinting->options,
               "%.*s is searched as text; a regular expression is written title:/%s/%.*s",
               (int)length, text, buffer_text(&regex), (int)(slashed ? length - slashed : 0),
               text + slashed);
    buffer_release(&regex);
}
