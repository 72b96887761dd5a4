/* SPDX-License-Identifier: GPL-2.0-or-later */
/* civil.h: seconds since 1970 as a day of the calendar and a time of the day, and back. UTC, the
 * proleptic Gregorian calendar. timegm and gmtime_r would do as much, but timegm gives -1 both for
 * a failure and for a second of 1969. For the files of lib/ only. */
#ifndef NEWSSEARCH_CIVIL_H
#define NEWSSEARCH_CIVIL_H

#include <stdint.h>

#include "error.h"

#define DATE_FIRST INT64_C(-62135596800) /* 0001-01-01T00:00:00Z */
#define DATE_LAST INT64_C(253402300799)  /* 9999-12-31T23:59:59Z */

struct civil {
    int64_t year;
    int month, day; /* from 1 */
    int hour, minute, second;
};

struct civil civil_of(int64_t seconds);
int64_t civil_seconds(const struct civil *civil);

/* Days since 1970-01-01 of the day that holds seconds. */
int64_t civil_day(int64_t seconds);

/* 0 if there is such a day (of a year from 1 on) and time; a leap second (:60) becomes :59. Else -1
 * and why not. */
int civil_check(struct civil *civil, struct error *err);

/* -1: first is before DATE_FIRST or last after DATE_LAST. */
int civil_check_range(int64_t first, int64_t last, struct error *err);

/* months may be negative. A day past the month's end becomes its last. */
void civil_add_months(struct civil *civil, int64_t months);

#endif
