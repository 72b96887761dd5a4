/* SPDX-License-Identifier: GPL-2.0-or-later */
/* date_cursor.h: reads the digits and signs of a date, for the files of lib/ that parse dates. */
#ifndef NEWSSEARCH_DATE_CURSOR_H
#define NEWSSEARCH_DATE_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The text that is not read yet. */
struct date_cursor {
    const char *at, *end;
};

/* text without the blanks and line ends around it. */
struct date_cursor date_cursor_trimmed(const char *text, size_t length);

bool date_cursor_at_end(const struct date_cursor *cursor);

/* The next byte; '\0' at the end. */
char date_cursor_peek(const struct date_cursor *cursor);
bool date_cursor_at_digit(const struct date_cursor *cursor);

/* Skips the next byte if it is one of bytes. */
bool date_cursor_skip(struct date_cursor *cursor, const char *bytes);

/* False: there is none. */
bool date_cursor_skip_blanks(struct date_cursor *cursor);

/* A number of least to most digits, and no digit after them. */
bool date_cursor_number(struct date_cursor *cursor, int least, int most, int *value);

/* Skips the digits of a fraction of a second: at least one. */
bool date_cursor_fraction(struct date_cursor *cursor);

/* What follows an hour: ":09", ":09:08" or ":09:08.123". Returns how many numbers were read, 1 or
 * 2; 0: it is malformed. */
int date_cursor_minutes(struct date_cursor *cursor, int *minute, int *second);

/* "+0200", "+02:00" or "+02" as seconds ahead of UTC; hours of one digit if least is 1. */
bool date_cursor_offset(struct date_cursor *cursor, int least, int64_t *seconds);

/* Whether word is all the rest, case aside. */
bool date_cursor_is(const struct date_cursor *cursor, const char *word);

/* The zone that ends a date: "Z", "UTC", "GMT", an offset as above with hours of two digits, or
 * nothing, which is UTC. */
bool date_cursor_zone(struct date_cursor *cursor, int64_t *seconds);

#endif
