/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_token.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

static const char *const spaces[] = {
    " ",
    "\t",
    "\n",
    "\v",
    "\f",
    "\r",
    "\xC2\x85",
    "\xC2\xA0",
    "\xE1\x9A\x80",
    "\xE2\x80\x80",
    "\xE2\x80\x81",
    "\xE2\x80\x82",
    "\xE2\x80\x83",
    "\xE2\x80\x84",
    "\xE2\x80\x85",
    "\xE2\x80\x86",
    "\xE2\x80\x87",
    "\xE2\x80\x88",
    "\xE2\x80\x89",
    "\xE2\x80\x8A",
    "\xE2\x80\xA8",
    "\xE2\x80\xA9",
    "\xE2\x80\xAF",
    "\xE2\x81\x9F",
    "\xE3\x80\x80",
    NULL,
};

#define ASCII_QUOTE "\""
#define WIDE_QUOTE "\xEF\xBC\x82"
#define LEFT_QUOTE "\xE2\x80\x9C"  /* “ */
#define RIGHT_QUOTE "\xE2\x80\x9D" /* ” */
#define LOW_QUOTE "\xE2\x80\x9E"   /* „ */
#define HIGH_QUOTE "\xE2\x80\x9F"  /* ‟ */
#define LEFT_ANGLE "\xC2\xAB"      /* « */
#define RIGHT_ANGLE "\xC2\xBB"     /* » */

static const char *const quotes[] = { ASCII_QUOTE, LEFT_QUOTE,  RIGHT_QUOTE, LOW_QUOTE, HIGH_QUOTE,
                                      LEFT_ANGLE,  RIGHT_ANGLE, WIDE_QUOTE,  NULL };

/* A mark, and those that close a phrase which it opens: “ ”, „ “, « » and the like. */
static const struct {
    const char *opening, *closing[3];
} pairs[] = {
    { ASCII_QUOTE, { ASCII_QUOTE, WIDE_QUOTE, NULL } },
    { WIDE_QUOTE, { ASCII_QUOTE, WIDE_QUOTE, NULL } },
    { LEFT_QUOTE, { RIGHT_QUOTE, NULL } },
    { RIGHT_QUOTE, { RIGHT_QUOTE, NULL } },
    { LOW_QUOTE, { LEFT_QUOTE, RIGHT_QUOTE, NULL } },
    { HIGH_QUOTE, { RIGHT_QUOTE, NULL } },
    { LEFT_ANGLE, { RIGHT_ANGLE, NULL } },
    { RIGHT_ANGLE, { LEFT_ANGLE, RIGHT_ANGLE, NULL } },
};

/* The second is the full-width form. */
static const char *const colons[] = { ":", "\xEF\xBC\x9A", NULL };

/* The length of the item of list that text begins with, or 0. */
static size_t begins_with(const char *const *list, const char *text, size_t length)
{
    for (; length > 0 && *list; list++) {
        size_t bytes = strlen(*list);
        if (**list == *text && bytes <= length && memcmp(*list, text, bytes) == 0)
            return bytes;
    }
    return 0;
}

size_t query_space(const char *text, size_t length)
{
    return begins_with(spaces, text, length);
}

size_t query_quote(const char *text, size_t length)
{
    return begins_with(quotes, text, length);
}

bool query_quotes_pair(const char *opening, const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strncmp(opening, pairs[i].opening, strlen(pairs[i].opening)) == 0)
            return begins_with(pairs[i].closing, text, length) > 0;
    return false;
}

size_t query_colon(const char *text, size_t length)
{
    return begins_with(colons, text, length);
}

char query_sign(const char *text, size_t length, size_t *bytes)
{
    static const struct {
        const char *text;
        char sign;
    } signs[] = {
        { "+", '+' },
        { "-", '-' },
        { "\xEF\xBC\x8B", '+' },
        { "\xEF\xBC\x8D", '-' },
        { "\xE2\x88\x92", '-' },
        { "\xE2\x80\x90", '-' },
        { "\xE2\x80\x91", '-' },
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        *bytes = strlen(signs[i].text);
        if (*bytes <= length && memcmp(text, signs[i].text, *bytes) == 0)
            return signs[i].sign;
    }
    return 0;
}

bool query_begins_word(const char *text)
{
    return text_begins_word(text, strnlen(text, 4)); /* the most bytes of a character */
}

void query_tokens_release(struct query_tokens *tokens)
{
    free(tokens->items);
    *tokens = (struct query_tokens){ 0 };
}

size_t query_dash(const char *text, size_t length)
{
    static const char *const dashes[] = { "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x92" };
    const size_t bytes = strlen(dashes[0]);
    for (size_t i = 0; length >= bytes && i < sizeof dashes / sizeof *dashes; i++)
        if (memcmp(text, dashes[i], bytes) == 0)
            return bytes;
    return 0;
}
