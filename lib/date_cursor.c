/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "date_cursor.h"

#include <string.h>

#include "ascii.h"

#define BLANKS " \t\r\n"

struct date_cursor date_cursor_trimmed(const char *text, size_t length)
{
    struct date_cursor cursor = { .at = text, .end = text + length };
    date_cursor_skip_blanks(&cursor);
    while (cursor.at < cursor.end && cursor.end[-1] && strchr(BLANKS, cursor.end[-1]))
        cursor.end--;
    return cursor;
}

bool date_cursor_at_end(const struct date_cursor *cursor)
{
    return cursor->at == cursor->end;
}

char date_cursor_peek(const struct date_cursor *cursor)
{
    return cursor->at < cursor->end ? *cursor->at : '\0';
}

bool date_cursor_at_digit(const struct date_cursor *cursor)
{
    return ascii_is_digit(date_cursor_peek(cursor));
}

bool date_cursor_skip(struct date_cursor *cursor, const char *bytes)
{
    char byte = date_cursor_peek(cursor);
    if (!byte || !strchr(bytes, byte))
        return false;
    cursor->at++;
    return true;
}

bool date_cursor_skip_blanks(struct date_cursor *cursor)
{
    const char *first = cursor->at;
    while (date_cursor_skip(cursor, BLANKS))
        continue;
    return cursor->at > first;
}

bool date_cursor_number(struct date_cursor *cursor, int least, int most, int *value)
{
    int digits = 0;
    for (*value = 0; digits < most && date_cursor_at_digit(cursor); digits++)
        *value = *value * 10 + (*cursor->at++ - '0');
    return digits >= least && !date_cursor_at_digit(cursor);
}

bool date_cursor_fraction(struct date_cursor *cursor)
{
    if (!date_cursor_at_digit(cursor))
        return false;
    while (date_cursor_at_digit(cursor))
        cursor->at++;
    return true;
}

int date_cursor_minutes(struct date_cursor *cursor, int *minute, int *second)
{
    if (!date_cursor_skip(cursor, ":") || !date_cursor_number(cursor, 2, 2, minute))
        return 0;
    if (!date_cursor_skip(cursor, ":"))
        return 1;
    if (!date_cursor_number(cursor, 2, 2, second))
        return 0;
    return date_cursor_skip(cursor, ".") && !date_cursor_fraction(cursor) ? 0 : 2;
}

bool date_cursor_offset(struct date_cursor *cursor, int least, int64_t *seconds)
{
    bool behind = date_cursor_peek(cursor) == '-';
    int hours, minutes = 0;
    if (!date_cursor_skip(cursor, "+-"))
        return false;
    const char *first = cursor->at;
    if (!date_cursor_number(cursor, least, 4, &hours))
        return false;
    size_t digits = (size_t)(cursor->at - first);
    if (digits == 4) {
        minutes = hours % 100;
        hours /= 100;
    } else if (digits == 3 ||
               (date_cursor_skip(cursor, ":") && !date_cursor_number(cursor, 2, 2, &minutes))) {
        return false;
    }
    *seconds = (behind ? -60 : 60) * (hours * 60 + minutes);
    return hours < 24 && minutes < 60;
}

bool date_cursor_is(const struct date_cursor *cursor, const char *word)
{
    return ascii_is_word(cursor->at, (size_t)(cursor->end - cursor->at), word);
}

bool date_cursor_zone(struct date_cursor *cursor, int64_t *seconds)
{
    *seconds = 0;
    if (date_cursor_at_end(cursor) || date_cursor_is(cursor, "Z") ||
        date_cursor_is(cursor, "UTC") || date_cursor_is(cursor, "GMT")) {
        cursor->at = cursor->end;
        return true;
    }
    return date_cursor_offset(cursor, 2, seconds);
}
