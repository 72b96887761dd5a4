/* SPDX-License-Identifier: GPL-2.0-or-later */
/* date_front_matter.c: dates of front matter and of files' names. A text is a row of parts
 * (numbers, words, signs); each part fills one place of the date, and a part that fits nowhere
 * makes the text no date. */
#include "date.h"

#include <string.h>

#include "civil.h"

#define NAME_MAX 10 /* the longest name of a month or day has 9 letters */

enum place { YEAR = 1, MONTH = 2, DAY = 4, WEEKDAY = 8, TIME = 16, HALF = 32, ZONE = 64 };

struct moment {
    const char *at, *end; /* the text that is not yet read */
    struct civil civil;
    int64_t offset;  /* seconds ahead of UTC */
    unsigned filled; /* of enum place */
    bool is_short;   /* the year has two digits */
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static char peek(const struct moment *moment)
{
    return moment->at < moment->end ? *moment->at : '\0';
}

static bool skip(struct moment *moment, char byte)
{
    if (peek(moment) != byte || moment->at == moment->end)
        return false;
    moment->at++;
    return true;
}

static void skip_blanks(struct moment *moment)
{
    while (peek(moment) && strchr(" \t\r\n", peek(moment)))
        moment->at++;
}

/* A number of least to most digits, and no more after them. */
static bool read_number(struct moment *moment, int least, int most, int *value)
{
    int digits = 0;
    for (*value = 0; is_digit(peek(moment)); digits++) {
        if (digits == most)
            return false;
        *value = *value * 10 + (*moment->at++ - '0');
    }
    return digits >= least;
}

/* Each place is filled once. */
static bool fill(struct moment *moment, unsigned place)
{
    if (moment->filled & place)
        return false;
    moment->filled |= place;
    return true;
}

/* What follows "+" or "-": 2, 02, 0200, 2:00 or 02:00. */
static bool read_offset(struct moment *moment, bool behind)
{
    const char *first = moment->at;
    int hours, minutes = 0;
    if (!read_number(moment, 1, 4, &hours))
        return false;
    size_t digits = (size_t)(moment->at - first);
    if (digits == 4) {
        minutes = hours % 100;
        hours /= 100;
    } else if (digits == 3 || (skip(moment, ':') && !read_number(moment, 2, 2, &minutes))) {
        return false;
    }
    if (hours > 23 || minutes > 59)
        return false;
    moment->offset += (behind ? -1 : 1) * (hours * 60 + minutes) * 60;
    return fill(moment, ZONE);
}

/* ":09:08.123" after the hour. */
static bool read_time(struct moment *moment, int hour)
{
    struct civil *civil = &moment->civil;
    civil->hour = hour;
    if (!skip(moment, ':') || !read_number(moment, 2, 2, &civil->minute))
        return false;
    if (skip(moment, ':')) {
        if (!read_number(moment, 2, 2, &civil->second))
            return false;
        if (skip(moment, '.')) {
            if (!is_digit(peek(moment)))
                return false;
            while (is_digit(peek(moment))) /* less than a second does not count */
                moment->at++;
        }
    }
    return civil->hour < 24 && civil->minute < 60 && civil->second <= 60 && fill(moment, TIME);
}

/* 2021-6-27, 2021/06/27, 2021-06 or 2021; a T or t may join a time to the day. */
static bool read_year(struct moment *moment, int year)
{
    char separator = peek(moment);
    moment->civil.year = year;
    if (!fill(moment, YEAR))
        return false;
    if ((separator != '-' && separator != '/') || moment->filled != YEAR)
        return true;
    moment->at++;
    if (!is_digit(peek(moment))) /* 2021-Jun-27 */
        return separator == '-' && is_letter(peek(moment));
    if (!read_number(moment, 1, 2, &moment->civil.month) || !fill(moment, MONTH))
        return false;
    if (!skip(moment, separator))
        return separator == '-';
    if (!read_number(moment, 1, 2, &moment->civil.day) || !fill(moment, DAY))
        return false;
    return (!skip(moment, 'T') && !skip(moment, 't')) || is_digit(peek(moment));
}

/* The years of RFC 2822, section 4.3: 21 is 2021, 99 is 1999. */
static bool read_short_year(struct moment *moment, int number)
{
    moment->is_short = true;
    moment->civil.year = number + (number < 50 ? 2000 : 1900);
    return fill(moment, YEAR);
}

static bool read_digits(struct moment *moment)
{
    const char *first = moment->at;
    int number;
    if (!read_number(moment, 1, 4, &number))
        return false;
    size_t digits = (size_t)(moment->at - first);
    if (digits == 4)
        return read_year(moment, number);
    if (digits > 2)
        return false;
    if (peek(moment) == ':')
        return read_time(moment, number);
    if (digits == 2 && (moment->filled & (DAY | MONTH)) == (DAY | MONTH))
        return read_short_year(moment, number);
    moment->civil.day = number;
    return fill(moment, DAY);
}

/* Whether the word is the name or the first three letters of it. 1 for the first name; 0: none. */
static int find_name(const char *const names[], int count, const char *word, size_t length)
{
    for (int i = 0; i < count; i++)
        if (strncmp(word, names[i], length < 3 ? 3 : length) == 0 &&
            (length == 3 || length == strlen(names[i])))
            return i + 1;
    return 0;
}

static bool set_half(struct moment *moment, bool afternoon)
{
    int hour = moment->civil.hour;
    if (!(moment->filled & TIME) || hour < 1 || hour > 12)
        return false;
    moment->civil.hour = hour % 12 + (afternoon ? 12 : 0);
    return fill(moment, HALF);
}

/* Hours ahead of UTC, as RFC 2822 has them. */
static bool set_zone(struct moment *moment, const char *word)
{
    static const struct {
        const char *name;
        int hours;
    } zones[] = {
        { "z", 0 },    { "ut", 0 },   { "utc", 0 },  { "gmt", 0 },  { "est", -5 }, { "edt", -4 },
        { "cst", -6 }, { "cdt", -5 }, { "mst", -7 }, { "mdt", -6 }, { "pst", -8 }, { "pdt", -7 },
    };
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (strcmp(word, zones[i].name) != 0)
            continue;
        moment->offset = zones[i].hours * 3600;
        if (zones[i].hours == 0 && (peek(moment) == '+' || peek(moment) == '-'))
            return read_offset(moment, *moment->at++ == '-'); /* GMT+0200 */
        return fill(moment, ZONE);
    }
    return false;
}

static bool read_word(struct moment *moment)
{
    static const char *const months[] = { "january",   "february", "march",    "april",
                                          "may",       "june",     "july",     "august",
                                          "september", "october",  "november", "december" };
    static const char *const days[] = { "monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday" };
    char word[NAME_MAX] = "";
    size_t length = 0;
    for (; is_letter(peek(moment)); length++) {
        if (length == NAME_MAX - 1)
            return false;
        word[length] = (char)(*moment->at++ | 0x20);
    }
    if (strcmp(word, "sept") == 0)
        length = 3;
    int month = find_name(months, 12, word, length);
    if (month) {
        moment->civil.month = month;
        skip(moment, '.');
        return fill(moment, MONTH);
    }
    if (find_name(days, 7, word, length))
        return fill(moment, WEEKDAY);
    if (strcmp(word, "am") == 0 || strcmp(word, "pm") == 0)
        return set_half(moment, word[0] == 'p');
    if (strlen(word) == 2 && strstr("st nd rd th", word)) /* 27th */
        return moment->filled & DAY && is_digit(moment->at[-3]);
    if (strcmp(word, "at") == 0 || strcmp(word, "of") == 0)
        return true;
    return moment->filled & TIME && set_zone(moment, word);
}

/* RFC 2822's, as in "+0200 (Central European Summer Time)". */
static bool skip_comment(struct moment *moment)
{
    const char *close = memchr(moment->at, ')', (size_t)(moment->end - moment->at));
    moment->at = close ? close + 1 : moment->end;
    return close && moment->filled & ZONE;
}

static bool read_part(struct moment *moment)
{
    char byte = peek(moment);
    if (is_digit(byte))
        return read_digits(moment);
    if (is_letter(byte))
        return read_word(moment);
    moment->at++;
    if (byte == '(')
        return skip_comment(moment);
    if (byte == ',')
        return moment->filled != 0;
    if (byte == '-' && moment->filled && !(moment->filled & TIME)) /* 27-Jun-2021 */
        return is_letter(peek(moment)) || moment->filled & MONTH;
    return (byte == '+' || byte == '-') && moment->filled & TIME &&
           read_offset(moment, byte == '-');
}

static bool is_whole(const struct moment *moment)
{
    const struct civil *civil = &moment->civil;
    unsigned filled = moment->filled;
    if (!(filled & YEAR) || (filled & DAY && !(filled & MONTH)))
        return false;
    if (filled & (TIME | WEEKDAY) && !(filled & DAY))
        return false;
    if (moment->is_short && (filled & (TIME | ZONE)) != (TIME | ZONE)) /* no RFC 2822 date */
        return false;
    return civil->year >= 1 && civil->month >= 1 && civil->month <= 12 && civil->day >= 1 &&
           civil->day <= civil_month_days(civil->year, civil->month);
}

int date_of_front_matter(int64_t *seconds, const char *text, size_t length)
{
    struct moment moment = { .at = text, .end = text + length, .civil = { .month = 1, .day = 1 } };
    for (skip_blanks(&moment); moment.at < moment.end; skip_blanks(&moment))
        if (!read_part(&moment))
            return -1;
    if (!is_whole(&moment))
        return -1;
    if (moment.civil.second == 60)
        moment.civil.second = 59;
    int64_t found = civil_seconds(&moment.civil) - moment.offset;
    if (found < DATE_FIRST || found > DATE_LAST)
        return -1;
    *seconds = found;
    return 0;
}

size_t date_of_name(int64_t *seconds, const char *name, size_t length)
{
    struct moment moment = { .at = name, .end = name + length };
    struct civil *civil = &moment.civil;
    int year;
    if (!read_number(&moment, 4, 4, &year) || !skip(&moment, '-') ||
        !read_number(&moment, 1, 2, &civil->month) || !skip(&moment, '-') ||
        !read_number(&moment, 1, 2, &civil->day) || is_letter(peek(&moment)))
        return 0;
    civil->year = year;
    moment.filled = YEAR | MONTH | DAY;
    if (!is_whole(&moment))
        return 0;
    *seconds = civil_seconds(civil);
    return (size_t)(moment.at - name);
}
