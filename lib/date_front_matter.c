/* SPDX-License-Identifier: GPL-2.0-or-later */
/* date_front_matter.c: dates of front matter and of files' names. A text is a row of parts
 * (numbers, words, signs). Each part fills one place of the date. If a part fits nowhere, the text
 * is not a date. */
#include "ascii.h"
#include "date.h"

#include <string.h>

#include "civil.h"
#include "date_cursor.h"

#define NAME_MAX 10 /* the longest name of a month or day has 9 letters */

enum place { YEAR = 1, MONTH = 2, DAY = 4, WEEKDAY = 8, TIME = 16, HALF = 32, ZONE = 64 };

struct moment {
    struct date_cursor cursor;
    struct civil civil;
    int64_t offset;  /* seconds ahead of UTC */
    unsigned filled; /* of enum place */
    bool is_short;   /* the year has two digits */
};

/* Each place is filled once. */
static bool fill(struct moment *moment, unsigned place)
{
    if (moment->filled & place)
        return false;
    moment->filled |= place;
    return true;
}

static bool read_offset(struct moment *moment)
{
    int64_t offset;
    if (!date_cursor_offset(&moment->cursor, 1, &offset))
        return false;
    moment->offset += offset;
    return fill(moment, ZONE);
}

/* ":09:08.123" after the hour. */
static bool read_time(struct moment *moment, int hour)
{
    struct civil *civil = &moment->civil;
    civil->hour = hour;
    return date_cursor_minutes(&moment->cursor, &civil->minute, &civil->second) > 0 &&
           fill(moment, TIME);
}

/* 2021-6-27, 2021/06/27, 2021-06 or 2021; a T or t may join a time to the day. */
static bool read_year(struct moment *moment, int year)
{
    char separator = date_cursor_peek(&moment->cursor);
    moment->civil.year = year;
    if (!fill(moment, YEAR))
        return false;
    if ((separator != '-' && separator != '/') || moment->filled != YEAR)
        return true;
    moment->cursor.at++;
    if (!date_cursor_at_digit(&moment->cursor)) /* 2021-Jun-27 */
        return separator == '-' && ascii_is_letter(date_cursor_peek(&moment->cursor));
    if (!date_cursor_number(&moment->cursor, 1, 2, &moment->civil.month) || !fill(moment, MONTH))
        return false;
    if (!date_cursor_skip(&moment->cursor, (char[]){ separator, '\0' }))
        return separator == '-';
    if (!date_cursor_number(&moment->cursor, 1, 2, &moment->civil.day) || !fill(moment, DAY))
        return false;
    return !date_cursor_skip(&moment->cursor, "Tt") || date_cursor_at_digit(&moment->cursor);
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
    const char *first = moment->cursor.at;
    int number;
    if (!date_cursor_number(&moment->cursor, 1, 4, &number))
        return false;
    size_t digits = (size_t)(moment->cursor.at - first);
    if (digits == 4)
        return read_year(moment, number);
    if (digits > 2)
        return false;
    if (date_cursor_peek(&moment->cursor) == ':')
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
        if (moment->filled & ZONE) /* +0000 UTC */
            return moment->offset == zones[i].hours * 3600;
        moment->offset = zones[i].hours * 3600;
        if (zones[i].hours == 0 &&
            (date_cursor_peek(&moment->cursor) == '+' || date_cursor_peek(&moment->cursor) == '-'))
            return read_offset(moment); /* GMT+0200 */
        return fill(moment, ZONE);
    }
    /* +0200 CEST: the offset counts */
    return moment->filled & ZONE && strlen(word) >= 3 && strlen(word) <= 5;
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
    for (; ascii_is_letter(date_cursor_peek(&moment->cursor)); length++) {
        if (length == NAME_MAX - 1)
            return false;
        word[length] = (char)(*moment->cursor.at++ | 0x20);
    }
    if (strcmp(word, "sept") == 0)
        length = 3;
    int month = find_name(months, 12, word, length);
    if (month) {
        moment->civil.month = month;
        date_cursor_skip(&moment->cursor, ".");
        return fill(moment, MONTH);
    }
    if (find_name(days, 7, word, length))
        return fill(moment, WEEKDAY);
    if (strcmp(word, "am") == 0 || strcmp(word, "pm") == 0)
        return set_half(moment, word[0] == 'p');
    if (strlen(word) == 2 && strstr("st nd rd th", word)) /* 27th */
        return moment->filled & DAY && ascii_is_digit(moment->cursor.at[-3]);
    if (strcmp(word, "at") == 0 || strcmp(word, "of") == 0)
        return true;
    return moment->filled & TIME && set_zone(moment, word);
}

/* RFC 2822's, as in "+0200 (Central European Summer Time)". */
static bool skip_comment(struct moment *moment)
{
    const char *close =
        memchr(moment->cursor.at, ')', (size_t)(moment->cursor.end - moment->cursor.at));
    moment->cursor.at = close ? close + 1 : moment->cursor.end;
    return close && moment->filled & ZONE;
}

static bool read_part(struct moment *moment)
{
    char byte = date_cursor_peek(&moment->cursor);
    if (date_cursor_at_digit(&moment->cursor))
        return read_digits(moment);
    if (ascii_is_letter(byte))
        return read_word(moment);
    if ((byte == '+' || byte == '-') && moment->filled & TIME)
        return read_offset(moment);
    moment->cursor.at++;
    if (byte == '(')
        return skip_comment(moment);
    if (byte == ',')
        return moment->filled != 0;
    return byte == '-' && moment->filled && /* 27-Jun-2021 */
           (ascii_is_letter(date_cursor_peek(&moment->cursor)) || moment->filled & MONTH);
}

static bool is_whole(struct moment *moment)
{
    struct error reason;
    unsigned filled = moment->filled;
    if (!(filled & YEAR) || (filled & DAY && !(filled & MONTH)))
        return false;
    if (filled & (TIME | WEEKDAY) && !(filled & DAY))
        return false;
    if (moment->is_short && (filled & (TIME | ZONE)) != (TIME | ZONE)) /* no RFC 2822 date */
        return false;
    return civil_check(&moment->civil, &reason) == 0;
}

int date_of_front_matter(int64_t *seconds, const char *text, size_t length)
{
    struct moment moment = { .cursor = { text, text + length }, .civil = { .month = 1, .day = 1 } };
    while (date_cursor_skip_blanks(&moment.cursor) || !date_cursor_at_end(&moment.cursor))
        if (!date_cursor_at_end(&moment.cursor) && !read_part(&moment))
            return -1;
    if (!is_whole(&moment))
        return -1;
    int64_t found = civil_seconds(&moment.civil) - moment.offset;
    if (found < DATE_FIRST || found > DATE_LAST)
        return -1;
    *seconds = found;
    return 0;
}

size_t date_of_name(int64_t *seconds, const char *name, size_t length)
{
    struct moment moment = { .cursor = { name, name + length } };
    struct civil *civil = &moment.civil;
    int year;
    if (!date_cursor_number(&moment.cursor, 4, 4, &year) ||
        !date_cursor_skip(&moment.cursor, "-") ||
        !date_cursor_number(&moment.cursor, 1, 2, &civil->month) ||
        !date_cursor_skip(&moment.cursor, "-") ||
        !date_cursor_number(&moment.cursor, 1, 2, &civil->day) ||
        ascii_is_letter(date_cursor_peek(&moment.cursor)))
        return 0;
    civil->year = year;
    moment.filled = YEAR | MONTH | DAY;
    if (!is_whole(&moment))
        return 0;
    *seconds = civil_seconds(civil);
    return (size_t)(moment.cursor.at - name);
}
