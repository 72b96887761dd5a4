/* SPDX-License-Identifier: GPL-2.0-or-later */
/* date_parse.c: moments as they are written (date.h). */
#include "date.h"

#include <string.h>

#include "civil.h"

/* A moment as written, and how much of it was. */
struct written {
    struct civil civil;
    int64_t offset; /* seconds ahead of UTC */
};

/* The text not yet read. */
struct cursor {
    const char *at, *end;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static char peek(const struct cursor *cursor)
{
    return cursor->at < cursor->end ? *cursor->at : '\0';
}

static bool skip(struct cursor *cursor, char byte)
{
    if (cursor->at == cursor->end || *cursor->at != byte)
        return false;
    cursor->at++;
    return true;
}

static void skip_blanks(struct cursor *cursor)
{
    while (peek(cursor) == ' ' || peek(cursor) == '\t')
        cursor->at++;
}

/* Exactly so many digits, and no more after them. */
static bool number(struct cursor *cursor, int digits, int *value)
{
    *value = 0;
    for (int i = 0; i < digits; i++) {
        if (!is_digit(peek(cursor)))
            return false;
        *value = *value * 10 + (*cursor->at++ - '0');
    }
    return !is_digit(peek(cursor));
}

static struct cursor trimmed(const char *text, size_t length)
{
    struct cursor cursor = { .at = text, .end = length > 0 ? text + length : text };
    while (cursor.at < cursor.end && strchr(" \t\r\n", *cursor.at) && *cursor.at)
        cursor.at++;
    while (cursor.at < cursor.end && strchr(" \t\r\n", cursor.end[-1]) && cursor.end[-1])
        cursor.end--;
    return cursor;
}

static int not_a_date(const char *text, size_t length, const char *hint, struct error *err)
{
    struct cursor cursor = trimmed(text, length);
    int shown = cursor.end - cursor.at > 64 ? 64 : (int)(cursor.end - cursor.at);
    return error_set(err, "'%.*s' is not a date%s", shown, cursor.at, hint);
}

/* "Z", "UTC", "GMT", "+02", "+0200", "+02:00", or nothing. */
static bool read_zone(struct cursor *cursor, int64_t *offset)
{
    int hours, minutes = 0;
    *offset = 0;
    skip_blanks(cursor);
    size_t left = (size_t)(cursor->end - cursor->at);
    if (left == 0)
        return true;
    if (left == 3 && (memcmp(cursor->at, "UTC", 3) == 0 || memcmp(cursor->at, "GMT", 3) == 0)) {
        cursor->at += 3;
        return true;
    }
    if (skip(cursor, 'Z') || skip(cursor, 'z'))
        return true;
    bool behind = peek(cursor) == '-';
    if (!skip(cursor, '+') && !skip(cursor, '-'))
        return false;
    if (left == 5) {
        if (!number(cursor, 4, &hours))
            return false;
        minutes = hours % 100;
        hours /= 100;
    } else if (!number(cursor, 2, &hours) || (skip(cursor, ':') && !number(cursor, 2, &minutes))) {
        return false;
    }
    if (hours > 23 || minutes > 59)
        return false;
    *offset = (hours * 60 + minutes) * 60;
    if (behind)
        *offset = -*offset;
    return true;
}

/* After the day: "T06:09:00.123Z" and what else date_parse allows. */
static bool read_time(struct cursor *cursor, struct written *written)
{
    struct civil *civil = &written->civil;
    if (skip(cursor, 'T') || skip(cursor, 't'))
        ;
    else if (peek(cursor) == ' ' || peek(cursor) == '\t')
        skip_blanks(cursor);
    else
        return false;
    if (!number(cursor, 2, &civil->hour) || !skip(cursor, ':') ||
        !number(cursor, 2, &civil->minute))
        return false;
    if (skip(cursor, ':')) {
        if (!number(cursor, 2, &civil->second))
            return false;
        if (skip(cursor, '.')) {
            if (!is_digit(peek(cursor)))
                return false;
            while (is_digit(peek(cursor))) /* less than a second does not count */
                cursor->at++;
        }
    }
    return read_zone(cursor, &written->offset);
}

/* By its form alone: 2021-02-30 is read. */
static bool read_form(struct cursor *cursor, struct written *written)
{
    int year;
    *written = (struct written){ .civil = { .month = 1, .day = 1 } };
    if (!number(cursor, 4, &year))
        return false;
    written->civil.year = year;
    if (skip(cursor, '-')) {
        if (!number(cursor, 2, &written->civil.month))
            return false;
        if (skip(cursor, '-')) {
            if (!number(cursor, 2, &written->civil.day))
                return false;
            if (cursor->at < cursor->end && !read_time(cursor, written))
                return false;
        }
    }
    return cursor->at == cursor->end;
}

static int read_written(struct written *written, const char *text, size_t length, const char *hint,
                        struct error *err)
{
    struct cursor cursor = trimmed(text, length);
    if (!read_form(&cursor, written))
        return not_a_date(text, length, hint, err);
    if (civil_check(&written->civil, err) < 0)
        return -1;
    if (written->civil.second == 60)
        written->civil.second = 59;
    return 0;
}

static int check_range(int64_t seconds, struct error *err)
{
    if (seconds < DATE_FIRST)
        return error_set(err, "that is before the year 0001");
    if (seconds > DATE_LAST)
        return error_set(err, "that is after the year 9999");
    return 0;
}

int date_parse(int64_t *seconds, const char *text, size_t length, struct error *err)
{
    struct written written;
    if (read_written(&written, text, length, "", err) < 0)
        return -1;
    int64_t moment = civil_seconds(&written.civil) - written.offset;
    if (check_range(moment, err) < 0)
        return -1;
    *seconds = moment;
    return 0;
}
