/* prior.c: see prior.h. */
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

/* The multiple of the step, rounded down. */
static int64_t steps(int64_t date)
{
    int64_t quotient = date / PRIOR_DATE_STEP;
    return date % PRIOR_DATE_STEP < 0 ? quotient - 1 : quotient;
}

int64_t prior_date(int64_t date)
{
    return steps(date) * PRIOR_DATE_STEP; /* INT64_MIN is a multiple of the step */
}

double prior_recency(int64_t date)
{
    return exp2(half_lives(PRIOR_EPOCH, prior_date(date)));
}

double prior_recency_scale(int64_t now)
{
    return exp2(half_lives(now, PRIOR_EPOCH));
}

/* Makes the steps of the years 1 to 9999 positive, in 32 bits and without 0. */
#define STEP_OFFSET (INT64_C(1) << 30)

static char *put(char *out, uint64_t number, unsigned size)
{
    while (size > 0)
        *out++ = (char)(number >> 8 * --size);
    return out;
}

void prior_pack(char out[PRIOR_SIZE], const struct prior_values *values)
{
    out = put(out, (uint64_t)bound(values->quality), 2);
    out = put(out, (uint64_t)bound(values->heat), 2);
    put(out, values->dated ? (uint64_t)(steps(values->date) + STEP_OFFSET) : 0, 4);
}

/* Done for every match of a search: a load and some shifts. */
void prior_unpack(struct prior_values *values, const char record[PRIOR_SIZE])
{
    uint64_t all;
    memcpy(&all, record, sizeof all);
    all = be64toh(all);
    uint32_t date = (uint32_t)all;
    values->quality = (int64_t)(all >> 48);
    values->heat = (int64_t)(all >> 32 & 0xFFFF);
    values->dated = date != 0;
    values->date = date ? ((int64_t)date - STEP_OFFSET) * PRIOR_DATE_STEP : 0;
}
