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

/* Eight bytes, the highest first. */
static uint64_t get_8(const char *bytes)
{
    uint64_t number;
    memcpy(&number, bytes, sizeof number);
    return be64toh(number);
}

void prior_pack(char out[PRIOR_SIZE], const struct prior_values *values)
{
    out = put(out, (uint64_t)bound(values->quality), 3);
    out = put(out, (uint64_t)bound(values->heat), 3);
    put(out, values->dated ? (uint64_t)(values->date + DATE_OFFSET) : 0, 5);
}

/* Done for every match of a search: two loads and some shifts. */
void prior_unpack(struct prior_values *values, const char record[PRIOR_SIZE])
{
    uint64_t first = get_8(record), last = get_8(record + PRIOR_SIZE - 8);
    uint64_t date = last & UINT64_C(0xFFFFFFFFFF);
    values->quality = (int64_t)(first >> 40);
    values->heat = (int64_t)(first >> 16 & 0xFFFFFF);
    values->dated = date != 0;
    values->date = date ? (int64_t)date - DATE_OFFSET : 0;
}
