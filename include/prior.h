/* SPDX-License-Identifier: GPL-2.0-or-later */
/* prior.h: what quality, heat and recency add to a score, each 0 to 1 before its
 * weight. Both are made at indexing time, so that Xapian can weigh and bound them
 * (Xapian::ValueWeightPostingSource).
 *
 *   saturating   value / (value + PRIOR_HALF), 0 for an absent or negative one:
 *                0.5 at PRIOR_HALF
 *   recency      2 ^ ((day - now) / PRIOR_HALF_LIFE), where day is the beginning of the date's day.
 *                Stored as 2 ^ ((day - PRIOR_EPOCH) / PRIOR_HALF_LIFE); a search multiplies by
 *                2 ^ ((PRIOR_EPOCH - now) / PRIOR_HALF_LIFE)
 *
 * The values are also in a table with a record for each document (struct shim_table), which local
 * searches read: about ten times as fast as three value slots.
 */
#ifndef NEWSSEARCH_PRIOR_H
#define NEWSSEARCH_PRIOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PRIOR_HALF 70.0                    /* the value that is worth one half */
#define PRIOR_MOST 4095                    /* larger values count as this */
#define PRIOR_HALF_LIFE (365.25 * 86400.0) /* seconds */
#define PRIOR_EPOCH INT64_C(1577836800)    /* 2020-01-01T00:00:00Z */
#define PRIOR_FIRST INT64_C(-2208988800)   /* 1900-01-01: earlier dates count as this day, */
#define PRIOR_LAST INT64_C(3453148800)     /* 2079-06-05: later ones as this, */
#define PRIOR_DAY 86400                    /* and all as the beginning of their day, in UTC */

double prior_saturating(int64_t value);  /* 0 for value <= 0 */
int64_t prior_date(int64_t date);        /* the date within the limits, as a whole day */
double prior_recency(int64_t date);      /* as stored; exponent held within +-500 */
double prior_recency_scale(int64_t now); /* times prior_recency: 1 for date == now */

struct prior_values {
    int64_t quality, heat; /* absent: 0 */
    int64_t date;          /* seconds since 1970 */
    bool dated;
};

/* A record: quality and heat (0 if absent or negative) in 12 bits each, the day (0: none) in 16,
 * the highest bits first. A search reads the records of all matches, so each byte counts. */
#define PRIOR_SIZE 5
void prior_pack(char out[PRIOR_SIZE], const struct prior_values *values);
/* The number of the day, higher for later days; 0: none. Below PRIOR_DAYS. */
#define PRIOR_DAYS 65536
unsigned prior_day(const char record[PRIOR_SIZE]);
void prior_unpack(struct prior_values *values, const char record[PRIOR_SIZE]);

/* A range of values as a range of the numbers in records; lower or upper NULL: no limit. The number
 * has `bits` bits and begins at bit `first` (0 is the highest bit of the first byte). Numbers
 * outside lowest to highest are outside the range of values; numbers between them are inside; the
 * two ends themselves are inside only if lowest_sure or highest_sure, else the value decides. */
enum prior_part { PRIOR_QUALITY, PRIOR_HEAT, PRIOR_DATE };
struct prior_span {
    unsigned first, bits;
    uint32_t lowest, highest;
    bool lowest_sure, highest_sure;
};
struct prior_span prior_span(enum prior_part part, const int64_t *lower, const int64_t *upper);

#endif
