/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates: as articles and queries write them, and as charts count them. */
#include <stdlib.h>

#include "date.h"
#include "tap.h"

static void is_moment(const char *text, const char *want)
{
    struct error err;
    int64_t seconds;
    char out[DATE_TEXT_SIZE];
    const char *got =
        date_parse(&seconds, text, strlen(text), &err) == 0 ? date_format(out, seconds) : err.text;
    if (!tap_ok(strcmp(got, want) == 0, "'%s' is the moment %s", text, want))
        tap_note("got '%s', want '%s'", got, want);
}

static void test_moments(void)
{
    is_moment("2021-06-27", "2021-06-27T00:00:00Z");
    is_moment("2021-06", "2021-06-01T00:00:00Z");
    is_moment("2021", "2021-01-01T00:00:00Z");
    is_moment("2021-06-27T06:09:00Z", "2021-06-27T06:09:00Z");
    is_moment("2021-06-27t06:09:00z", "2021-06-27T06:09:00Z");
    is_moment("2021-06-27 06:09", "2021-06-27T06:09:00Z");
    is_moment("2021-06-27 06:09:08 +0200", "2021-06-27T04:09:08Z");
    is_moment("2021-06-27 06:09:08 -0730", "2021-06-27T13:39:08Z");
    is_moment("2021-06-27T06:09:08.123+02:00", "2021-06-27T04:09:08Z");
    is_moment("2021-06-27 06:09:08 UTC", "2021-06-27T06:09:08Z");
    is_moment("2021-06-27T06:09+02", "2021-06-27T04:09:00Z");
    is_moment(" 2021-06-27\t", "2021-06-27T00:00:00Z");
    is_moment("2021-06-27T23:59:60Z", "2021-06-27T23:59:59Z");
    is_moment("2020-02-29", "2020-02-29T00:00:00Z");
    is_moment("2000-02-29", "2000-02-29T00:00:00Z");
    is_moment("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z");
    is_moment("0001-01-01", "0001-01-01T00:00:00Z");
    is_moment("0001-01-01T00:30:00-01:00", "0001-01-01T01:30:00Z");
    is_moment("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z");
}

static void test_refused(void)
{
    is_moment("2021-02-29", "29 February 2021 is not a date: 2021 is not a leap year");
    is_moment("1900-02-29", "29 February 1900 is not a date: 1900 is not a leap year");
    is_moment("2021-02-30", "30 February is not a date");
    is_moment("2021-04-31", "31 April is not a date");
    is_moment("2021-06-00", "day 00 is not a date: days run from 01");
    is_moment("2021-13-01", "month 13 is not a date: months run from 01 to 12");
    is_moment("2021-00", "month 00 is not a date: months run from 01 to 12");
    is_moment("0000", "year 0000 is not a date: years run from 0001 to 9999");
    is_moment("2021-06-27T24:00:00Z", "hour 24 is not a time: hours run from 00 to 23");
    is_moment("2021-06-27T12:60", "minute 60 is not a time: minutes run from 00 to 59");
    is_moment("2021-06-27T12:00:61", "second 61 is not a time: seconds run from 00 to 59");
    is_moment("0001-01-01T00:30:00+01:00", "that is before the year 0001");
    is_moment("9999-12-31T23:30:00-01:00", "that is after the year 9999");
    is_moment("yesterday", "'yesterday' is not a date");

    static const char *const malformed[] = {
        "",
        "   ",
        "21-06-27",
        "2021-6-7",
        "20210627",
        "2021-",
        "2021-06-",
        "2021-06-27T",
        "2021-06-27T06",
        "2021-06-27 6:09",
        "2021/06",
        "2021-06-27x",
        "2021-06-27T06:09:",
        "2021-06-27T06:09:00.",
        "-2021",
        "12021",
        "2021-06-27T06:09+2",
        "2021-06-27T06:09+24:00",
        "2021-06-27T06:09+02:60",
        "2021-06-27T06:09 CEST",
        "2021-06-27T06:09+020",
        "2021-06-27Z",
    };
    struct error err;
    int64_t seconds;
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        tap_ok(date_parse(&seconds, malformed[i], strlen(malformed[i]), &err) == -1 &&
                   strstr(err.text, "is not a date"),
               "'%s' is no date", malformed[i]);
    tap_ok(date_parse(&seconds, "2021\0", 5, &err) == -1, "a NUL is no part of a date");
    tap_ok(date_parse(&seconds, "2021-06", 4, &err) == 0, "nothing is read past the end");
}

/* 2021-03-31T12:00:00Z */
#define NOW INT64_C(1617192000)

static void is_span_at(const char *text, int64_t now, bool want_relative, const char *want)
{
    struct error err;
    struct date_span span;
    bool relative;
    char got[128], first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    if (date_parse_span(&span, &relative, text, strlen(text), now, &err) < 0) {
        tap_ok(false, "'%s' is a span of time", text);
        tap_note("%s", err.text);
        return;
    }
    snprintf(got, sizeof got, "%s..%s", date_format(first, span.first),
             date_format(last, span.last));
    if (!tap_ok(strcmp(got, want) == 0 && relative == want_relative, "'%s' is the span %s", text,
                want))
        tap_note("got %s, want %s", got, want);
}

static void is_span(const char *text, const char *want)
{
    is_span_at(text, NOW, false, want);
}

/* A duration is the moment that long before now. */
static void is_ago(const char *text, const char *moment)
{
    char want[128];
    snprintf(want, sizeof want, "%s..%s", moment, moment);
    is_span_at(text, NOW, true, want);
}

static void test_spans(void)
{
    is_span("2021", "2021-01-01T00:00:00Z..2021-12-31T23:59:59Z");
    is_span("2021-02", "2021-02-01T00:00:00Z..2021-02-28T23:59:59Z");
    is_span("2021-12", "2021-12-01T00:00:00Z..2021-12-31T23:59:59Z");
    is_span("2021-06-27", "2021-06-27T00:00:00Z..2021-06-27T23:59:59Z");
    is_span("2021-06-27T06:09", "2021-06-27T06:09:00Z..2021-06-27T06:09:59Z");
    is_span("2021-06-27T06:09:08Z", "2021-06-27T06:09:08Z..2021-06-27T06:09:08Z");
    is_span("2021-06-27T06:09:08+02:00", "2021-06-27T04:09:08Z..2021-06-27T04:09:08Z");
    is_span("9999", "9999-01-01T00:00:00Z..9999-12-31T23:59:59Z");
    is_span("0001", "0001-01-01T00:00:00Z..0001-12-31T23:59:59Z");
    is_span("today", "2021-03-31T00:00:00Z..2021-03-31T23:59:59Z");
    is_span("yesterday", "2021-03-30T00:00:00Z..2021-03-30T23:59:59Z");
    is_span("2021-6", "2021-06-01T00:00:00Z..2021-06-30T23:59:59Z");
    is_span("2021-6-7", "2021-06-07T00:00:00Z..2021-06-07T23:59:59Z");
    is_span("2021/06/27", "2021-06-27T00:00:00Z..2021-06-27T23:59:59Z");
    is_span("2021-06-27T06", "2021-06-27T06:00:00Z..2021-06-27T06:59:59Z");
    is_span("2021-06-27T06:09:08,75+0200", "2021-06-27T04:09:08Z..2021-06-27T04:09:08Z");
    is_span("2021-06-27t06:09:08.75z", "2021-06-27T06:09:08Z..2021-06-27T06:09:08Z");
    is_span("2021-06-27 06:09:60 -0230", "2021-06-27T08:39:59Z..2021-06-27T08:39:59Z");
    is_span("2021-Q1", "2021-01-01T00:00:00Z..2021-03-31T23:59:59Z");
    is_span("2021-q4", "2021-10-01T00:00:00Z..2021-12-31T23:59:59Z");
    is_span("2021-W07", "2021-02-15T00:00:00Z..2021-02-21T23:59:59Z");
    is_span("2021-W1", "2021-01-04T00:00:00Z..2021-01-10T23:59:59Z");
    is_span("2020-W53", "2020-12-28T00:00:00Z..2021-01-03T23:59:59Z");
    is_span("2019-W01", "2018-12-31T00:00:00Z..2019-01-06T23:59:59Z");
    is_span("now", "2021-03-31T12:00:00Z..2021-03-31T12:00:00Z");
    is_span("Today", "2021-03-31T00:00:00Z..2021-03-31T23:59:59Z");
    is_span("this-day", "2021-03-31T00:00:00Z..2021-03-31T23:59:59Z");
    is_span("last-day", "2021-03-30T00:00:00Z..2021-03-30T23:59:59Z");
    is_span("this-week", "2021-03-29T00:00:00Z..2021-04-04T23:59:59Z");
    is_span("last-week", "2021-03-22T00:00:00Z..2021-03-28T23:59:59Z");
    is_span("this-month", "2021-03-01T00:00:00Z..2021-03-31T23:59:59Z");
    is_span("last-month", "2021-02-01T00:00:00Z..2021-02-28T23:59:59Z");
    is_span("this-quarter", "2021-01-01T00:00:00Z..2021-03-31T23:59:59Z");
    is_span("last-quarter", "2020-10-01T00:00:00Z..2020-12-31T23:59:59Z");
    is_span("this-year", "2021-01-01T00:00:00Z..2021-12-31T23:59:59Z");
    is_span("LAST-YEAR", "2020-01-01T00:00:00Z..2020-12-31T23:59:59Z");
    is_span_at("yesterday", -1, false, "1969-12-30T00:00:00Z..1969-12-30T23:59:59Z");
}

static void test_relative(void)
{
    is_ago("7d", "2021-03-24T12:00:00Z");
    is_ago("2w", "2021-03-17T12:00:00Z");
    is_ago("12h", "2021-03-31T00:00:00Z");
    is_ago("0d", "2021-03-31T12:00:00Z");
    is_ago("1m", "2021-02-28T12:00:00Z");
    is_ago("3m", "2020-12-31T12:00:00Z");
    is_ago("13m", "2020-02-29T12:00:00Z");
    is_ago("1y", "2020-03-31T12:00:00Z");
    is_ago("2020y", "0001-03-31T12:00:00Z");
    /* 2020-02-29T00:00:00Z */
    is_span_at("1y", 1582934400, true, "2019-02-28T00:00:00Z..2019-02-28T00:00:00Z");
    is_span_at("4y", 1582934400, true, "2016-02-29T00:00:00Z..2016-02-29T00:00:00Z");

    static const char *const refused[] = { "d",
                                           "7",
                                           "7x",
                                           "7dd",
                                           "-7d",
                                           "7 d",
                                           "1.5d",
                                           "2021y",
                                           "99999999999999999999999999y",
                                           "tomorrow",
                                           "7d..",
                                           "2021-00",
                                           "2021-Q0",
                                           "2021-Q5",
                                           "2021-W00",
                                           "2021-W53",
                                           "2019-W53",
                                           "2021-W07-1",
                                           "0000",
                                           "0000-W01",
                                           "2021-",
                                           "2021-06-",
                                           "2021-2-29",
                                           "2021-06-27T",
                                           "2021-06-27T24:00",
                                           "2021-06-27T6:09",
                                           "2021-06-27T06:09:08.",
                                           "2021-06-27T06:09:08,Z",
                                           "2021-06-27T06:09+2",
                                           "this-hour",
                                           "last-",
                                           "next-week",
                                           "this-weeks",
                                           "20210627",
                                           "" };
    struct error err;
    struct date_span span;
    bool relative;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        tap_ok(date_parse_span(&span, &relative, refused[i], strlen(refused[i]), NOW, &err) == -1,
               "'%s' is no span of time", refused[i]);
    tap_ok(date_parse_span(&span, &relative, "sometime", 8, NOW, &err) == -1 &&
               strstr(err.text, "'sometime' is not a date: write 2021, 2021-06"),
           "the reason says what to write");
}

static void is_bucket(const char *date, enum date_bucket bucket, const char *label,
                      const char *start, const char *next)
{
    struct error err;
    int64_t seconds, want_start, want_next;
    char out[DATE_TEXT_SIZE];
    if (date_parse(&seconds, date, strlen(date), &err) < 0 ||
        date_parse(&want_start, start, strlen(start), &err) < 0 ||
        date_parse(&want_next, next, strlen(next), &err) < 0)
        abort();
    date_label(out, seconds, bucket);
    if (!tap_ok(strcmp(out, label) == 0 && date_bucket_start(seconds, bucket) == want_start &&
                    date_next_bucket(seconds, bucket) == want_next,
                "%s is in %s", date, label))
        tap_note("got %s", out);
}

static void test_buckets(void)
{
    is_bucket("2021-06-27T06:09", BUCKET_DAY, "2021-06-27", "2021-06-27", "2021-06-28");
    is_bucket("2021-06-27T06:09", BUCKET_WEEK, "2021-W25", "2021-06-21", "2021-06-28");
    is_bucket("2021-06-28", BUCKET_WEEK, "2021-W26", "2021-06-28", "2021-07-05");
    is_bucket("2021-06-27T06:09", BUCKET_MONTH, "2021-06", "2021-06-01", "2021-07-01");
    is_bucket("2021-12-31T23:59:59Z", BUCKET_MONTH, "2021-12", "2021-12-01", "2022-01-01");
    is_bucket("2021-06-27T06:09", BUCKET_YEAR, "2021", "2021", "2022");
    is_bucket("2021-01-03", BUCKET_WEEK, "2020-W53", "2020-12-28", "2021-01-04");
    is_bucket("2021-01-04", BUCKET_WEEK, "2021-W01", "2021-01-04", "2021-01-11");
    is_bucket("2018-12-31", BUCKET_WEEK, "2019-W01", "2018-12-31", "2019-01-07");
    is_bucket("2016-01-01", BUCKET_WEEK, "2015-W53", "2015-12-28", "2016-01-04");
    is_bucket("1969-12-31", BUCKET_WEEK, "1970-W01", "1969-12-29", "1970-01-05");
    is_bucket("1969-12-31T23:00", BUCKET_DAY, "1969-12-31", "1969-12-31", "1970-01-01");
    is_bucket("0001-01-01", BUCKET_WEEK, "0001-W01", "0001-01-01", "0001-01-08");
    is_bucket("2020-02-29", BUCKET_MONTH, "2020-02", "2020-02-01", "2020-03-01");
}

/* Each day of the calendar, against one counted by hand. */
static void test_every_day(void)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    struct error err;
    int64_t seconds, want = INT64_C(-62135596800);
    long wrong = 0;
    for (int year = 1; year <= 9999; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; month++) {
            int last = days[month - 1] + (month == 2 && leap);
            for (int day = 1; day <= last; day++) {
                char text[32], out[DATE_TEXT_SIZE];
                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                wrong += date_parse(&seconds, text, strlen(text), &err) < 0 || seconds != want ||
                         strcmp(date_label(out, want + 86399, BUCKET_DAY), text) != 0;
                want += 86400;
            }
        }
    }
    tap_is_number(wrong, 0, "every day from 0001 to 9999 is read, and printed as it was");
    tap_is_number(want, INT64_C(253402300800), "the calendar of every year has no day more");
}

static void test_bounds(void)
{
    char out[DATE_TEXT_SIZE];
    tap_is_text(date_format(out, INT64_MAX), "9999-12-31T23:59:59Z", "no year has five digits");
    tap_is_text(date_format(out, INT64_MIN), "0001-01-01T00:00:00Z",
                "no date is before the year 1");
    tap_is_text(date_label(out, INT64_MAX, BUCKET_WEEK), "9999-W52",
                "a label has no year of five digits");
}

int main(void)
{
    test_moments();
    test_refused();
    test_spans();
    test_relative();
    test_buckets();
    test_every_day();
    test_bounds();
    return tap_done();
}
