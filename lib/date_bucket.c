/* SPDX-License-Identifier: GPL-2.0-or-later */
/* date_bucket.c: moments as text, and the days, weeks, months and years of a chart (date.h). */
#include "date.h"

#include <stdio.h>

#include "civil.h"

#define DAY_SECONDS 86400

/* Keeps seconds within the dates that a label can show. */
static int64_t clamp_to_range(int64_t seconds)
{
    return seconds < DATE_FIRST ? DATE_FIRST : seconds > DATE_LAST ? DATE_LAST : seconds;
}

/* Monday of the week that holds the day, both as days since 1970-01-01, a Thursday. */
static int64_t monday_of(int64_t day)
{
    int64_t weekday = (day + 3) % 7;
    return day - (weekday < 0 ? weekday + 7 : weekday);
}

/* An ISO 8601 week belongs to the year of its Thursday. */
static void label_week(char out[DATE_TEXT_SIZE], int64_t seconds)
{
    int64_t thursday = monday_of(civil_day(seconds)) + 3;
    struct civil civil = civil_of(thursday * DAY_SECONDS);
    struct civil new_year = { .year = civil.year, .month = 1, .day = 1 };
    int64_t day_of_year = thursday - civil_day(civil_seconds(&new_year));
    snprintf(out, DATE_TEXT_SIZE, "%04d-W%02d", (int)civil.year, (int)(day_of_year / 7) + 1);
}

const char *date_format(char out[DATE_TEXT_SIZE], int64_t seconds)
{
    struct civil civil = civil_of(clamp_to_range(seconds));
    snprintf(out, DATE_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)civil.year, civil.month,
             civil.day, civil.hour, civil.minute, civil.second);
    return out;
}

const char *date_label(char out[DATE_TEXT_SIZE], int64_t seconds, enum date_bucket bucket)
{
    seconds = clamp_to_range(seconds);
    struct civil civil = civil_of(seconds);
    switch (bucket) {
    case BUCKET_DAY:
        snprintf(out, DATE_TEXT_SIZE, "%04d-%02d-%02d", (int)civil.year, civil.month, civil.day);
        break;
    case BUCKET_WEEK:
        label_week(out, seconds);
        break;
    case BUCKET_MONTH:
        snprintf(out, DATE_TEXT_SIZE, "%04d-%02d", (int)civil.year, civil.month);
        break;
    case BUCKET_YEAR:
        snprintf(out, DATE_TEXT_SIZE, "%04d", (int)civil.year);
        break;
    }
    return out;
}

int64_t date_bucket_start(int64_t seconds, enum date_bucket bucket)
{
    int64_t day = civil_day(seconds);
    struct civil civil = civil_of(day * DAY_SECONDS);
    switch (bucket) {
    case BUCKET_DAY:
        break;
    case BUCKET_WEEK:
        return monday_of(day) * DAY_SECONDS;
    case BUCKET_YEAR:
        civil.month = 1;
        civil.day = 1;
        return civil_seconds(&civil);
    case BUCKET_MONTH:
        civil.day = 1;
        return civil_seconds(&civil);
    }
    return day * DAY_SECONDS;
}

int64_t date_next_bucket(int64_t seconds, enum date_bucket bucket)
{
    int64_t start = date_bucket_start(seconds, bucket);
    struct civil civil = civil_of(start);
    switch (bucket) {
    case BUCKET_DAY:
        return start + DAY_SECONDS;
    case BUCKET_WEEK:
        return start + 7 * DAY_SECONDS;
    case BUCKET_MONTH:
        civil_add_months(&civil, 1);
        break;
    case BUCKET_YEAR:
        civil.year++;
        break;
    }
    return civil_seconds(&civil);
}
