/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "static_rank.h"

#include <math.h>

/* Beyond this a number is 0 or infinite, which Xapian rejects as a weight. */
#define EXPONENT_MAX 500.0

static double half_lives(int64_t from, int64_t to)
{
    double exponent = ((double)to - (double)from) / STATIC_RANK_HALF_LIFE;
    if (exponent > EXPONENT_MAX)
        return EXPONENT_MAX;
    return exponent < -EXPONENT_MAX ? -EXPONENT_MAX : exponent;
}

static int64_t bound(int64_t value)
{
    return value < 0 ? 0 : value < STATIC_RANK_MAX ? value : STATIC_RANK_MAX;
}

double static_rank_saturating(int64_t value)
{
    double bounded = (double)bound(value);
    return bounded / (bounded + STATIC_RANK_HALF);
}

/* Days since STATIC_RANK_FIRST in 16 bits. The highest number is not used. */
static unsigned day_of(int64_t date)
{
    int64_t bounded = date < STATIC_RANK_FIRST  ? STATIC_RANK_FIRST
                      : date > STATIC_RANK_LAST ? STATIC_RANK_LAST
                                                : date;
    return (unsigned)((bounded - STATIC_RANK_FIRST) / STATIC_RANK_DAY);
}

static int64_t date_of(unsigned day)
{
    return STATIC_RANK_FIRST + (int64_t)day * STATIC_RANK_DAY;
}

int64_t static_rank_date(int64_t date)
{
    return date_of(day_of(date));
}

double static_rank_recency(int64_t date)
{
    return exp2(half_lives(STATIC_RANK_EPOCH, static_rank_date(date)));
}

double static_rank_recency_scale(int64_t now)
{
    return exp2(half_lives(now, STATIC_RANK_EPOCH));
}

/* One day earlier, for the rounding; the number of a day is one more than day_of(). */
unsigned static_rank_first_day(double recency)
{
    const double date = (double)STATIC_RANK_EPOCH + STATIC_RANK_HALF_LIFE * log2(recency);
    if (date <= (double)STATIC_RANK_FIRST)
        return 0;
    return day_of(date < (double)STATIC_RANK_LAST ? (int64_t)date : STATIC_RANK_LAST);
}

void static_rank_pack(char out[STATIC_RANK_SIZE], const struct static_rank_values *values)
{
    uint64_t all = (uint64_t)bound(values->quality) << 28 | (uint64_t)bound(values->heat) << 16 |
                   (values->dated ? day_of(values->date) + 1 : 0);
    for (unsigned i = STATIC_RANK_SIZE; i-- > 0; all >>= 8)
        out[i] = (char)all;
}

void static_rank_unpack(struct static_rank_values *values, const char record[STATIC_RANK_SIZE])
{
    const unsigned day = static_rank_day(record);
    values->quality = static_rank_quality(record);
    values->heat = static_rank_heat(record);
    values->dated = day != 0;
    values->date = day ? date_of(day - 1) : 0;
}

/* Numbers beyond the ends are stored as the ends, absent numbers as 0. */
static bool is_inside(int64_t number, int64_t first, int64_t last)
{
    return number > first && number < last;
}

static struct static_rank_span span_of_days(const int64_t *lower, const int64_t *upper)
{
    struct static_rank_span span = { 24, 16, 1, STATIC_RANK_DAYS - 1, true, true }; /* 0: undated */
    const int64_t first = STATIC_RANK_FIRST + STATIC_RANK_DAY - 1,
                  last = date_of(STATIC_RANK_DAYS - 2);
    if (lower) {
        span.lowest = day_of(*lower) + 1;
        span.lowest_sure = is_inside(*lower, first, last) && *lower == static_rank_date(*lower);
    }
    if (upper) {
        span.highest = day_of(*upper) + 1;
        span.highest_sure = is_inside(*upper, first, last) &&
                            *upper == static_rank_date(*upper) + STATIC_RANK_DAY - 1;
    }
    return span;
}

struct static_rank_span static_rank_span(enum static_rank_part part, const int64_t *lower,
                                         const int64_t *upper)
{
    if (part == STATIC_RANK_DATE)
        return span_of_days(lower, upper);
    struct static_rank_span span = {
        part == STATIC_RANK_QUALITY ? 0 : 12, 12, 0, STATIC_RANK_MAX, false, true
    };
    if (lower) {
        span.lowest = (uint32_t)bound(*lower);
        span.lowest_sure = is_inside(*lower, 0, STATIC_RANK_MAX);
    }
    if (upper) {
        span.highest = (uint32_t)bound(*upper);
        span.highest_sure = is_inside(*upper, 0, STATIC_RANK_MAX);
    }
    return span;
}
