/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Days are counted in years that begin in March, so that a leap day comes
 * last, and in eras of 400 years, after which the calendar repeats. */
#include "civil.h"

#include <stdbool.h>

#define DAY_SECONDS 86400
#define ERA_DAYS 146097
#define EPOCH_DAY 719468 /* 1970-01-01, counted from 0000-03-01 */

static int64_t floor_divide(int64_t number, int64_t divisor)
{
    return number / divisor - (number % divisor < 0);
}

/* Days since 1970-01-01. */
static int64_t day_number(int64_t year, int month, int day)
{
    if (month <= 2)
        year--;
    int64_t era = floor_divide(year, 400), year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * ERA_DAYS + day_of_era - EPOCH_DAY;
}

int64_t civil_day(int64_t seconds)
{
    return floor_divide(seconds, DAY_SECONDS);
}

static int month_days(int64_t year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

struct civil civil_of(int64_t seconds)
{
    int64_t days = civil_day(seconds);
    int second_of_day = (int)(seconds - days * DAY_SECONDS);
    int64_t era = floor_divide(days + EPOCH_DAY, ERA_DAYS);
    int64_t day_of_era = days + EPOCH_DAY - era * ERA_DAYS;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (int)((5 * day_of_year + 2) / 153);
    int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return (struct civil){
        .year = year_of_era + era * 400 + (month <= 2),
        .month = month,
        .day = (int)(day_of_year - (153 * month_from_march + 2) / 5) + 1,
        .hour = second_of_day / 3600,
        .minute = second_of_day / 60 % 60,
        .second = second_of_day % 60,
    };
}

int64_t civil_seconds(const struct civil *civil)
{
    return day_number(civil->year, civil->month, civil->day) * DAY_SECONDS + civil->hour * 3600 +
           civil->minute * 60 + civil->second;
}

void civil_add_months(struct civil *civil, int64_t months)
{
    int64_t month = civil->year * 12 + (civil->month - 1) + months;
    civil->year = floor_divide(month, 12);
    civil->month = (int)(month - civil->year * 12) + 1;
    int days = month_days(civil->year, civil->month);
    if (civil->day > days)
        civil->day = days;
}

static int check_day(const struct civil *civil, struct error *err)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    if (civil->year < 1)
        return error_set(err, "year 0000 is not a date: years run from 0001 to 9999");
    if (civil->month < 1 || civil->month > 12)
        return error_set(err, "month %02d is not a date: months run from 01 to 12", civil->month);
    if (civil->day < 1)
        return error_set(err, "day 00 is not a date: days run from 01");
    if (civil->day <= month_days(civil->year, civil->month))
        return 0;
    const char *month = months[civil->month - 1];
    if (civil->month == 2 && civil->day == 29)
        return error_set(err, "29 February %04d is not a date: %04d is not a leap year",
                         (int)civil->year, (int)civil->year);
    return error_set(err, "%d %s is not a date", civil->day, month);
}

static int check_time(const struct civil *civil, struct error *err)
{
    if (civil->hour > 23)
        return error_set(err, "hour %d is not a time: hours run from 00 to 23", civil->hour);
    if (civil->minute > 59)
        return error_set(err, "minute %d is not a time: minutes run from 00 to 59", civil->minute);
    if (civil->second > 60)
        return error_set(err, "second %d is not a time: seconds run from 00 to 59", civil->second);
    return 0;
}

int civil_check(struct civil *civil, struct error *err)
{
    if (check_day(civil, err) < 0 || check_time(civil, err) < 0)
        return -1;
    if (civil->second == 60)
        civil->second = 59;
    return 0;
}

int civil_check_range(int64_t first, int64_t last, struct error *err)
{
    if (first < DATE_FIRST)
        return error_set(err, "that is before the year 0001");
    if (last > DATE_LAST)
        return error_set(err, "that is after the year 9999");
    return 0;
}
