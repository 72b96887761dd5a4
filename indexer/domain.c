/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "domain.h"

#include <stdbool.h>
#include <string.h>

#include "ascii.h"

static bool is_letter_of_scheme(char c)
{
    return ascii_is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
}

/* Past "https://" or "//"; 0: there is neither. */
static size_t past_scheme(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && is_letter_of_scheme(text[at]))
        at++;
    at += at > 0 && at < length && text[at] == ':';
    bool has_slashes = length - at >= 2 && memcmp(text + at, "//", 2) == 0;
    return has_slashes && (at == 0 || text[at - 1] == ':') ? at + 2 : 0;
}

/* Where the host's name ends, with its port. */
static size_t find_path(const char *text, size_t at, size_t length)
{
    while (at < length && text[at] && !strchr("/?#", text[at]))
        at++;
    return at;
}

static size_t without_port(const char *text, size_t start, size_t end)
{
    size_t colon = end;
    while (colon > start && ascii_is_digit(text[colon - 1]))
        colon--;
    return colon > start && text[colon - 1] == ':' ? colon - 1 : end;
}

/* Whether the text is names with dots between. Bytes beyond ASCII are letters. */
static bool is_domain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool dot = text[i] == '.', letter = ascii_is_alphanumeric(text[i]) || (text[i] & 0x80);
        if (!letter && !dot && text[i] != '-' && text[i] != '_')
            return false;
        if (dot && (i == 0 || text[i - 1] == '.'))
            return false;
    }
    return length > 0;
}

bool domain_reduce(struct buffer *address)
{
    const char *text = buffer_text(address);
    size_t scheme = past_scheme(text, address->length);
    size_t end = find_path(text, scheme, address->length);
    bool has_path = end < address->length;
    const char *user = scheme > 0 ? memrchr(text + scheme, '@', end - scheme) : NULL;
    size_t start = user ? (size_t)(user - text) + 1 : scheme;

    end = without_port(text, start, end);
    end -= end > start && text[end - 1] == '.';
    bool is_name = !memchr(text + start, '.', end - start);
    if (!is_domain(text + start, end - start) || (is_name && has_path && scheme == 0))
        return false; /* "n/a" */
    for (size_t i = start; i < end; i++) {
        bool capital = text[i] >= 'A' && text[i] <= 'Z';
        address->data[i - start] = (char)(capital ? text[i] - 'A' + 'a' : text[i]);
    }
    address->length = end - start;
    address->data[address->length] = '\0';
    return true;
}
