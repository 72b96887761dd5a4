/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scan.h"

#include <string.h>

#include "ascii.h"

/* Effort for each byte of the text, and for any text. Real texts use a hundredth of it. */
#define EFFORT_PER_BYTE 64
#define EFFORT_MIN 65536

void scan_init(struct scan *scan, const char *text, size_t length)
{
    *scan = (struct scan){ .text = text,
                           .length = length,
                           .effort = EFFORT_MIN + length * EFFORT_PER_BYTE };
}

bool scan_is_at(const struct scan *scan, size_t at, const char *needle)
{
    size_t length = strlen(needle);
    return at <= scan->length && scan->length - at >= length &&
           memcmp(scan->text + at, needle, length) == 0;
}

size_t scan_fail(struct scan *scan, size_t length)
{
    scan->effort -= length < scan->effort ? length : scan->effort;
    return 0;
}

size_t scan_past(struct scan *scan, size_t from, size_t stop, const char *needle)
{
    size_t length = strlen(needle);
    if (from >= stop || scan->effort == 0)
        return 0;
    const char *found = memmem(scan->text + from, stop - from, needle, length);
    return found ? (size_t)(found - scan->text) + length : scan_fail(scan, stop - from);
}

size_t scan_line_end(struct scan *scan, size_t at)
{
    if (at >= scan->line_from && at <= scan->line_end && scan->line_end > 0)
        return scan->line_end;
    scan->line_from = at;
    while (at < scan->length && scan->text[at] != '\n' && scan->text[at] != '\r')
        at++;
    return scan->line_end = at;
}

size_t scan_next_line(struct scan *scan, size_t at)
{
    at = scan_line_end(scan, at);
    if (scan_is_at(scan, at, "\r\n"))
        return at + 2;
    return at < scan->length ? at + 1 : at;
}

size_t scan_past_blanks(const struct scan *scan, size_t at)
{
    while (at < scan->length && (scan->text[at] == ' ' || scan->text[at] == '\t'))
        at++;
    return at;
}

size_t scan_columns(const struct scan *scan, size_t at)
{
    size_t width = 0;
    for (size_t end = scan_past_blanks(scan, at); at < end; at++)
        width += scan->text[at] == '\t' ? 4 - width % 4 : 1;
    return width;
}

bool scan_is_blank(const struct scan *scan, size_t at)
{
    at = scan_past_blanks(scan, at);
    return at >= scan->length || scan->text[at] == '\n' || scan->text[at] == '\r';
}

size_t scan_paragraph_end(struct scan *scan, size_t at)
{
    if (at >= scan->paragraph_from && at < scan->paragraph_end)
        return scan->paragraph_end;
    scan->paragraph_from = at;
    while ((at = scan_next_line(scan, at)) < scan->length)
        if (scan_is_blank(scan, at))
            break;
    return scan->paragraph_end = at;
}

bool scan_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool scan_is_word(char c)
{
    return ascii_is_alphanumeric(c) || (unsigned char)c >= 0x80;
}
