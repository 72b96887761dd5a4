/* prior.c: see prior.h. */
#include "prior.h"

#include <math.h>

/* Beyond it a number would be 0 or infinite, and Xapian refuses those as weights. */
#define EXPONENT_MAX 500.0

static double half_lives(int64_t from, int64_t to)
{
    double exponent = ((double)to - (double)from) / PRIOR_HALF_LIFE;
    return fmax(-EXPONENT_MAX, fmin(EXPONENT_MAX, exponent));
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

double prior_recency(int64_t date)
{
    return exp2(half_lives(PRIOR_EPOCH, date));
}

double prior_recency_scale(int64_t now)
{
    return exp2(half_lives(now, PRIOR_EPOCH));
}

/* Makes all dates positive: the years 1 to 9999 then fit into 40 bits, without 0. */
#define DATE_OFFSET (INT64_C(1) << 39)

static char *put(char *out, uint64_t number, unsigned size)
{
    while (size > 0)
        *out++ = (char)(number >> 8 * --size);
    return out;
}

/* Written out: it is done for every match of a search. */
static uint64_t get_3(const char *bytes)
{
    const unsigned char *from = (const unsigned char *)bytes;
    return (uint64_t)from[0] << 16 | (uint64_t)from[1] << 8 | from[2];
}

static uint64_t get_5(const char *bytes)
{
    return get_3(bytes) << 16 | (uint64_t)(unsigned char)bytes[3] << 8 | (unsigned char)bytes[4];
}

void prior_pack(char out[PRIOR_SIZE], const struct prior_values *values)
{
    out = put(out, (uint64_t)bound(values->quality), 3);
    out = put(out, (uint64_t)bound(values->heat), 3);
    put(out, values->dated ? (uint64_t)(values->date + DATE_OFFSET) : 0, 5);
}

void prior_unpack(struct prior_values *values, const char record[PRIOR_SIZE])
{
    uint64_t date = get_5(record + 6);
    *values = (struct prior_values){
        .quality = (int64_t)get_3(record),
        .heat = (int64_t)get_3(record + 3),
        .date = date ? (int64_t)date - DATE_OFFSET : 0,
        .dated = date != 0,
    };
}
