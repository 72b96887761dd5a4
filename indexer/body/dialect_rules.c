/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dialect_rules.h"

#include <string.h>

#include "ascii.h"

void dialect_add(struct dialect *dialect, size_t start, size_t end)
{
    buffer_add(dialect->out, dialect->scan.text + start, end - start);
}

void dialect_begin_line(struct dialect *dialect)
{
    buffer_add_byte(dialect->out, '\n');
    dialect->line_start = dialect->content_start = dialect->out->length;
}

bool dialect_ends_comment(const struct dialect *dialect, size_t at)
{
    const struct scan *scan = &dialect->scan;
    return at >= scan->length || !(scan_is_word(scan->text[at]) || scan->text[at] == '~');
}

size_t dialect_item_width(const struct dialect *dialect, size_t at)
{
    const struct scan *scan = &dialect->scan;
    size_t end = at;
    while (end < scan->length && end - at < 9 && ascii_is_digit(scan->text[end]))
        end++;
    const char *signs = end > at ? ".)" : "-*+";
    if (end == scan->length || !scan->text[end] || !strchr(signs, scan->text[end]))
        return 0;
    end++;
    size_t text = scan_past_blanks(scan, end);
    return text > end && text - end <= 4 ? text - at : text > end ? end + 1 - at : 0;
}
