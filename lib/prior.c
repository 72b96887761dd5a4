/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "prior.h"

#include <endian.h>
#include <math.h>
#include <string.h>

/* Beyond it a number would be 0 or infinite, and Xapian refuses those as weights. */
#define EXPONENT_MAX 500.0

static double half_lives(int64_t from, int64_t to)
{
    double exponent = ((double)to - (double)from) / PRIOR_HALF_LIFE;
    if (exponent > EXPONENT_MAX)
        return EXPONENT_MAX;
    return exponent < -EXPONENT_MAX ? -EXPONENT_MAX : exponent;
}

static int64_t bound(int64_t value)
{
    return value < 0 ? 0 : value < PRIOR_MOST ? value : PRIOR_MOST;
}

double prior_saturating(int64_t value)
{
    double bounded = (double)bound(value);
    return bounded / (bounded + PRIOR_HALF);
}

/* From PRIOR_FIRST on, in 16 bits and without the highest number. */
static unsigned day_of(int64_t date)
{
    int64_t bounded = date < PRIOR_FIRST ? PRIOR_FIRST : date > PRIOR_LAST ? PRIOR_LAST : date;
    return (unsigned)((bounded - PRIOR_FIRST) / PRIOR_DAY);
}

static int64_t date_of(unsigned day)
{
    return PRIOR_FIRST + (int64_t)day * PRIOR_DAY;
}

int64_t prior_date(int64_t date)
{
    return date_of(day_of(date));
}

double prior_recency(int64_t date)
{
    return exp2(half_lives(PRIOR_EPOCH, prior_date(date)));
}

double prior_recency_scale(int64_t now)
{
    return exp2(half_lives(now, PRIOR_EPOCH));
}

void prior_pack(char out[PRIOR_SIZE], const struct prior_values *values)
{
    uint64_t all = (uint64_t)bound(values->quality) << 28 | (uint64_t)bound(values->heat) << 16 |
                   (values->dated ? day_of(values->date) + 1 : 0);
    for (unsigned i = PRIOR_SIZE; i-- > 0; all >>= 8)
        out[i] = (char)all;
}

unsigned prior_day(const char record[PRIOR_SIZE])
{
    return (unsigned)(unsigned char)record[3] << 8 | (unsigned char)record[4];
}

/* Done for every match of a search: a load and some shifts. */
void prior_unpack(struct prior_values *values, const char record[PRIOR_SIZE])
{
    uint32_t first;
    memcpy(&first, record, sizeof first);
    first = be32toh(first);
    unsigned day = prior_day(record);
    values->quality = first >> 20;
    values->heat = first >> 8 & 0xFFF;
    values->dated = day != 0;
    values->date = day ? date_of(day - 1) : 0;
}

/* Numbers beyond the ends count as these, and absent ones as 0. */
static bool is_inside(int64_t number, int64_t first, int64_t last)
{
    return number > first && number < last;
}

static struct prior_span span_of_days(const int64_t *lower, const int64_t *upper)
{
    struct prior_span span = { 24, 16, 1, PRIOR_DAYS - 1, true, true }; /* 0: undated */
    const int64_t first = PRIOR_FIRST + PRIOR_DAY - 1, last = date_of(PRIOR_DAYS - 2);
    if (lower) {
        span.lowest = day_of(*lower) + 1;
        span.lowest_sure = is_inside(*lower, first, last) && *lower == prior_date(*lower);
    }
    if (upper) {
        span.highest = day_of(*upper) + 1;
        span.highest_sure =
            is_inside(*upper, first, last) && *upper == prior_date(*upper) + PRIOR_DAY - 1;
    }
    return span;
}

struct prior_span prior_span(enum prior_part part, const int64_t *lower, const int64_t *upper)
{
    if (part == PRIOR_DATE)
        return span_of_days(lower, upper);
    struct prior_span span = { part == PRIOR_QUALITY ? 0 : 12, 12, 0, PRIOR_MOST, false, true };
    if (lower) {
        span.lowest = (uint32_t)bound(*lower);
        span.lowest_sure = is_inside(*lower, 0, PRIOR_MOST);
    }
    if (upper) {
        span.highest = (uint32_t)bound(*upper);
        span.highest_sure = is_inside(*upper, 0, PRIOR_MOST);
    }
    return span;
}
