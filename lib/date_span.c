/* SPDX-License-Identifier: GPL-2.0-or-later */
/* date_span.c: ranges of time as queries write them (date.h). */
#include "date.h"

#include <string.h>
#include <strings.h>

#include "civil.h"
#include "date_cursor.h"

#define DAY_SECONDS 86400
#define FORMS                                                                                      \
    "2021, 2021-06, 2021-06-27, 2021-Q2, 2021-W07, 2021-06-27T06:09:00Z, now, today, yesterday, "  \
    "this-week, last-month, or a range such as 2019..2021, 7d.. or 3m.."

static bool read_duration(struct date_cursor cursor, int64_t *count, char *unit)
{
    const char *first = cursor.at;
    *count = 0;
    for (; date_cursor_at_digit(&cursor); cursor.at++)
        if (*count < 100000000)
            *count = *count * 10 + (*cursor.at - '0');
    *unit = (char)(date_cursor_peek(&cursor) | 0x20);
    return cursor.at > first && cursor.end - cursor.at == 1 && strchr("hdwmy", *unit);
}

static int64_t moment_before(int64_t now, int64_t count, char unit)
{
    struct civil civil = civil_of(now);
    switch (unit) {
    case 'h':
        return now - count * 3600;
    case 'd':
        return now - count * DAY_SECONDS;
    case 'w':
        return now - count * 7 * DAY_SECONDS;
    default:
        civil_add_months(&civil, unit == 'y' ? -12 * count : -count);
        return civil_seconds(&civil);
    }
}

static const struct {
    const char *name;
    enum date_bucket bucket;
    int months; /* of a quarter; else a bucket */
} periods[] = {
    { "day", BUCKET_DAY, 0 },      { "week", BUCKET_WEEK, 0 }, { "month", BUCKET_MONTH, 0 },
    { "quarter", BUCKET_YEAR, 3 }, { "year", BUCKET_YEAR, 0 },
};

/* The first second of the period that holds now, or of the quarter. */
static int64_t period_start(int64_t now, enum date_bucket bucket, int months)
{
    struct civil civil = civil_of(now);
    if (months == 0)
        return date_bucket_start(now, bucket);
    civil = (struct civil){ .year = civil.year,
                            .month = (civil.month - 1) / months * months + 1,
                            .day = 1 };
    return civil_seconds(&civil);
}

/* [first, end) */
static void set_period(int64_t now, size_t period, bool last, int64_t *first, int64_t *end)
{
    enum date_bucket bucket = periods[period].bucket;
    int months = periods[period].months;
    *first = period_start(now, bucket, months);
    if (last) {
        *end = *first;
        *first = period_start(*first - 1, bucket, months);
    } else if (months == 0) {
        *end = date_next_bucket(*first, bucket);
    } else {
        struct civil civil = civil_of(*first);
        civil_add_months(&civil, months);
        *end = civil_seconds(&civil);
    }
}

static bool read_words(struct date_cursor cursor, int64_t now, int64_t *first, int64_t *end)
{
    if (date_cursor_is(&cursor, "now")) {
        *first = now;
        *end = now + 1;
        return true;
    }
    if (date_cursor_is(&cursor, "today") || date_cursor_is(&cursor, "yesterday")) {
        set_period(now, 0, date_cursor_is(&cursor, "yesterday"), first, end);
        return true;
    }
    static const char *const starts[] = { "this-", "last-" };
    for (size_t i = 0; i < 2; i++) {
        struct date_cursor rest = { cursor.at + strlen(starts[i]), cursor.end };
        if (cursor.end - cursor.at < 5 || strncasecmp(cursor.at, starts[i], 5) != 0)
            continue;
        for (size_t j = 0; j < sizeof periods / sizeof *periods; j++)
            if (date_cursor_is(&rest, periods[j].name)) {
                set_period(now, j, i == 1, first, end);
                return true;
            }
    }
    return false;
}

/* A written time: a moment and how long it lasts. */
struct written {
    struct civil civil;
    int64_t offset;  /* seconds ahead of UTC */
    int months;      /* 12, 3 or 1; 0: seconds */
    int64_t seconds; /* of a week, a day, an hour, a minute or a second */
};

/* After the day. An hour, a minute or a second is all of its time. */
static bool read_time(struct date_cursor *cursor, struct written *written)
{
    struct civil *civil = &written->civil;
    if (!date_cursor_skip(cursor, "Tt ") || !date_cursor_number(cursor, 2, 2, &civil->hour))
        return false;
    written->seconds = 3600;
    if (date_cursor_peek(cursor) == ':') {
        int numbers = date_cursor_minutes(cursor, &civil->minute, &civil->second);
        if (numbers == 0)
            return false;
        written->seconds = numbers == 2 ? 1 : 60;
        if (numbers == 2 && date_cursor_skip(cursor, ",") && !date_cursor_fraction(cursor))
            return false;
    }
    date_cursor_skip(cursor, " ");
    return date_cursor_zone(cursor, &written->offset);
}

/* The first day of an ISO week: week 1 holds the year's 4 January. */
static int set_week(struct written *written, int week, struct error *err)
{
    struct civil fourth = { .year = written->civil.year, .month = 1, .day = 4 };
    int64_t first = date_bucket_start(civil_seconds(&fourth), BUCKET_WEEK);
    fourth.year++;
    int64_t next = date_bucket_start(civil_seconds(&fourth), BUCKET_WEEK);
    int weeks = (int)((next - first) / (7 * DAY_SECONDS));
    if (week < 1 || week > weeks)
        return error_set(err, "week %d is not a date: the weeks of %d run from 1 to %d", week,
                         (int)written->civil.year, weeks);
    written->civil = civil_of(first + (int64_t)(week - 1) * 7 * DAY_SECONDS);
    written->months = 0;
    written->seconds = 7 * DAY_SECONDS;
    return 0;
}

/* 1: read, 0: not of this form, -1: *err says why it is no date. */
static int read_part(struct date_cursor *cursor, struct written *written, struct error *err)
{
    int number;
    if (date_cursor_skip(cursor, "Qq")) {
        if (!date_cursor_number(cursor, 1, 1, &number))
            return 0;
        if (number < 1 || number > 4)
            return error_set(err, "quarter %d is not a date: quarters run from 1 to 4", number);
        written->civil.month = 3 * number - 2;
        written->months = 3;
    } else if (date_cursor_skip(cursor, "Ww")) {
        if (!date_cursor_number(cursor, 1, 2, &number))
            return 0;
        return !date_cursor_at_end(cursor) ? 0 : set_week(written, number, err) < 0 ? -1 : 1;
    } else {
        if (!date_cursor_number(cursor, 1, 2, &written->civil.month))
            return 0;
        written->months = 1;
        if (date_cursor_skip(cursor, "-/")) {
            if (!date_cursor_number(cursor, 1, 2, &written->civil.day))
                return 0;
            written->months = 0;
            written->seconds = DAY_SECONDS;
            if (!date_cursor_at_end(cursor) && !read_time(cursor, written))
                return 0;
        }
    }
    return date_cursor_at_end(cursor);
}

static int read_written(struct date_cursor cursor, struct written *written, struct error *err)
{
    const char *text = cursor.at;
    int length = cursor.end - text > 64 ? 64 : (int)(cursor.end - text), year, result;
    *written = (struct written){ .civil = { .month = 1, .day = 1 }, .months = 12 };
    bool begins = date_cursor_number(&cursor, 4, 4, &year);
    written->civil.year = year;
    if (begins && date_cursor_skip(&cursor, "-/"))
        result = read_part(&cursor, written, err);
    else
        result = begins && date_cursor_at_end(&cursor);
    if (result == 0)
        return error_set(err, "'%.*s' is not a date: write " FORMS, length, text);
    return result < 0 ? -1 : civil_check(&written->civil, err);
}

static int read_calendar(struct date_cursor cursor, int64_t *first, int64_t *end, struct error *err)
{
    struct written written;
    if (read_written(cursor, &written, err) < 0)
        return -1;
    struct civil civil = written.civil;
    *first = civil_seconds(&civil);
    if (written.months > 0) {
        civil_add_months(&civil, written.months);
        *end = civil_seconds(&civil);
    } else {
        *end = *first + written.seconds;
    }
    *first -= written.offset;
    *end -= written.offset;
    return 0;
}

int date_parse_span(struct date_span *span, bool *is_duration, const char *text, size_t length,
                    int64_t now, struct error *err)
{
    struct date_cursor cursor = date_cursor_trimmed(text, length);
    int64_t count, first, end;
    char unit;
    *is_duration = read_duration(cursor, &count, &unit);
    if (*is_duration) {
        first = moment_before(now, count, unit);
        end = first + 1;
    } else if (!read_words(cursor, now, &first, &end) &&
               read_calendar(cursor, &first, &end, err) < 0) {
        return -1;
    }
    if (civil_check_range(first, end - 1, err) < 0)
        return -1;
    *span = (struct date_span){ .first = first, .last = end - 1 };
    return 0;
}
