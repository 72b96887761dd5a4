/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "number.h"

#include <stdbool.h>
#include <string.h>

#include "date.h"
#include "error.h"
#include "tap.h"

static int64_t last;
static char last_bytes[NUMBER_SIZE];
static size_t last_length;
static bool ordered, read_back;

static void begin(int64_t number)
{
    last = number;
    last_length = number_encode(last_bytes, number);
    ordered = read_back = true;
}

/* number is not less than the one before. */
static void follow(int64_t number)
{
    char bytes[NUMBER_SIZE];
    size_t length = number_encode(bytes, number);
    size_t shorter = length < last_length ? length : last_length;
    int order = memcmp(last_bytes, bytes, shorter);
    bool less = order < 0 || (order == 0 && last_length < length);
    if (number > last)
        ordered = ordered && less;
    read_back =
        read_back && length > 0 && length <= sizeof bytes && number_decode(bytes, length) == number;
    memcpy(last_bytes, bytes, length);
    last_length = length;
    last = number;
}

static void test_powers(void)
{
    begin(INT64_MIN);
    for (int power = 62; power >= 0; power--)
        for (int64_t beside = -1; beside <= 1; beside++)
            if (-((int64_t)1 << power) + beside > last)
                follow(-((int64_t)1 << power) + beside);
    for (int power = 0; power <= 62; power++)
        for (int64_t beside = -1; beside <= 1; beside++)
            if (((int64_t)1 << power) + beside > last)
                follow(((int64_t)1 << power) + beside);
    follow(INT64_MAX - 1);
    follow(INT64_MAX);
    tap_ok(ordered, "numbers beside every power of two are in order");
    tap_ok(read_back, "numbers beside every power of two are read back");
    follow(INT64_MIN);
    tap_ok(read_back, "the lowest number is read back");
    begin(-100000);
    for (int64_t number = -100000; number <= 100000; number++)
        follow(number);
    tap_ok(ordered && read_back, "each number of up to five digits is in order and read back");
}

static int64_t day_of(const char *text)
{
    struct error err;
    int64_t day = 0;
    tap_ok(date_parse(&day, text, strlen(text), &err) == 0, "%s is a date", text);
    return day;
}

static void test_days(void)
{
    int64_t first = day_of("0001-01-01"), last_day = day_of("9999-12-31");
    begin(first - 1);
    for (int64_t day = first; day <= last_day; day += 86400) {
        follow(day);
        follow(day + 86399);
    }
    tap_ok(ordered, "the first and last second of each day from 0001 to 9999 are in order");
    tap_ok(read_back, "the first and last second of each day from 0001 to 9999 are read back");
}

static void test_bytes(void)
{
    char bytes[NUMBER_SIZE];
    tap_is_number((long long)number_encode(bytes, 237), 1, "numbers up to 237 take one byte");
    tap_is_number((long long)number_encode(bytes, 238), 2,
                  "larger numbers take more than one byte");
    tap_is_number((long long)number_encode(bytes, 1700000000), 5, "dates take five bytes");
    tap_is_number((long long)number_decode("", 0), 0, "no bytes are read as zero");
    number_decode("\xFE\x7F", 2);
    tap_is_number((long long)number_decode("\xF7\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 10), -1,
                  "more bytes than belong to a number are not read");
}

int main(void)
{
    test_powers();
    test_days();
    test_bytes();
    return tap_done();
}
