/* SPDX-License-Identifier: GPL-2.0-or-later */
/* date.h: moments in UTC, years 0001 to 9999 of the proleptic Gregorian calendar,
 * as seconds since 1970-01-01T00:00:00Z. Leap seconds (:60) read as :59. */
#ifndef NEWSSEARCH_DATE_H
#define NEWSSEARCH_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"

#define DATE_TEXT_SIZE 32

/* A stretch of time, ends included. */
struct date_span {
    int64_t first;
    int64_t last;
};

/* Reads one of these forms: 2021-06-27, 2021-06-27T06:09:00Z,
 * 2021-06-27 06:09[:00[.123]] [+02|+0200|+02:00|UTC|GMT|Z] (no offset: UTC), 2021-06, 2021; white
 * space around it is skipped. A day without a time is its first second. Returns 0, or -1 with
 * *err saying why ("30 February is not a date"). */
int date_parse(int64_t *seconds, const char *text, size_t length, struct error *err);

/* Reads a date of front matter: the forms of date_parse, YAML 1.1's timestamps (2021-6-7 4:05:06
 * -7), days with slashes (2021/06/27), names of months (Jun 27, 2021; 27 June 2021; Sunday, June
 * 27th 2021 at 6:09 pm) and RFC 2822 (Sun, 27 Jun 2021 06:09:00 +0200). Names are English, in any
 * case. Without a zone: UTC. -1: it is not a date. */
int date_of_front_matter(int64_t *seconds, const char *text, size_t length);

/* The day that begins a file's name, as in 2023-12-1-x, 2021-05-06 and 2021-05-06_x. Returns its
 * bytes, or 0 if there is none. */
size_t date_of_name(int64_t *seconds, const char *name, size_t length);

/* Reads a date of a query, in upper or lower case:
 *   2021, 2021-6, 2021-06-27, 2021-Q2, 2021-W07 (ISO 8601), 2021-06-27T06:09:00.5+02:00 also
 *   without seconds or minutes: all of that year, month, day, quarter, week, hour, minute, second;
 *   now (a second); today, yesterday; this-day, last-day, the same with week, month, quarter, year;
 *   24h, 7d, 2w, 3m, 1y: the moment that long before now, by the calendar (1m before 31 March is
 *   the last of February). Only this form sets *is_duration; it can only be one end of a range.
 * White space around it is skipped. */
int date_parse_span(struct date_span *span, bool *is_duration, const char *text, size_t length,
                    int64_t now, struct error *err);

/* RFC 3339 with Z, "2021-06-27T06:09:00Z"; returns out. A moment outside the years 0001 to 9999 is
 * shown as the nearest inside, here and in a label. */
const char *date_format(char out[DATE_TEXT_SIZE], int64_t seconds);

/* Buckets of a chart. The label is 2021-06-27, 2021-W25 (ISO 8601), 2021-06 or 2021. */
enum date_bucket { BUCKET_DAY, BUCKET_WEEK, BUCKET_MONTH, BUCKET_YEAR };
const char *date_label(char out[DATE_TEXT_SIZE], int64_t seconds, enum date_bucket bucket);
/* The first second of the bucket after the bucket of seconds. */
int64_t date_next_bucket(int64_t seconds, enum date_bucket bucket);
/* The first second of the bucket of seconds. */
int64_t date_bucket_start(int64_t seconds, enum date_bucket bucket);

#endif
