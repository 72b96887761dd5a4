/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "date.h"

#include "civil.h"
#include "date_cursor.h"

/* After the day: "T06:09:00.123Z" and what else date_parse allows. */
static bool read_time(struct date_cursor *cursor, struct civil *civil, int64_t *offset)
{
    if (!date_cursor_skip(cursor, "Tt") && !date_cursor_skip_blanks(cursor))
        return false;
    if (!date_cursor_number(cursor, 2, 2, &civil->hour) ||
        date_cursor_minutes(cursor, &civil->minute, &civil->second) == 0)
        return false;
    date_cursor_skip_blanks(cursor);
    return date_cursor_zone(cursor, offset);
}

/* By its form alone: 2021-02-30 is read. */
static bool read_form(struct date_cursor *cursor, struct civil *civil, int64_t *offset)
{
    int year;
    if (!date_cursor_number(cursor, 4, 4, &year))
        return false;
    civil->year = year;
    if (date_cursor_skip(cursor, "-")) {
        if (!date_cursor_number(cursor, 2, 2, &civil->month))
            return false;
        if (date_cursor_skip(cursor, "-")) {
            if (!date_cursor_number(cursor, 2, 2, &civil->day))
                return false;
            if (!date_cursor_at_end(cursor) && !read_time(cursor, civil, offset))
                return false;
        }
    }
    return date_cursor_at_end(cursor);
}

int date_parse(int64_t *seconds, const char *text, size_t length, struct error *err)
{
    struct date_cursor cursor = date_cursor_trimmed(text, length);
    struct civil civil = { .month = 1, .day = 1 };
    const char *first = cursor.at;
    int64_t offset = 0;
    if (!read_form(&cursor, &civil, &offset)) {
        int shown = cursor.end - first > 64 ? 64 : (int)(cursor.end - first);
        return error_set(err, "'%.*s' is not a date", shown, first);
    }
    if (civil_check(&civil, err) < 0)
        return -1;
    int64_t moment = civil_seconds(&civil) - offset;
    if (civil_check_range(moment, moment, err) < 0)
        return -1;
    *seconds = moment;
    return 0;
}
