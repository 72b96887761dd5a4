/* SPDX-License-Identifier: GPL-2.0-or-later */
/* static_rank.h: what quality, heat and recency add to a score, each 0 to 1 before its weight. All
 * are made at indexing time, so that Xapian can weigh and bound them
 * (Xapian::ValueWeightPostingSource).
 *
 *   saturating   value / (value + STATIC_RANK_HALF), 0 for an absent or negative one:
 *                0.5 at STATIC_RANK_HALF
 *   recency      2 ^ ((day - now) / STATIC_RANK_HALF_LIFE), where day is the beginning of the
 *                date's day. Stored as 2 ^ ((day - STATIC_RANK_EPOCH) / STATIC_RANK_HALF_LIFE);
 *                a search multiplies by 2 ^ ((STATIC_RANK_EPOCH - now) / STATIC_RANK_HALF_LIFE)
 *
 * The values are also in a table with a record for each document (struct shim_table), which local
 * searches read: about ten times as fast as three value slots.
 */
#ifndef NEWSSEARCH_STATIC_RANK_H
#define NEWSSEARCH_STATIC_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STATIC_RANK_HALF 70.0                    /* the value that is worth one half */
#define STATIC_RANK_MAX 4095                     /* larger values count as this */
#define STATIC_RANK_HALF_LIFE (365.25 * 86400.0) /* seconds */
#define STATIC_RANK_EPOCH INT64_C(1577836800)    /* 2020-01-01T00:00:00Z */
#define STATIC_RANK_FIRST INT64_C(-2208988800)   /* 1900-01-01: earlier dates count as this day, */
#define STATIC_RANK_LAST INT64_C(3453148800)     /* 2079-06-05: later ones as this, */
#define STATIC_RANK_DAY 86400                    /* and all as the beginning of their day, in UTC */

double static_rank_saturating(int64_t value);  /* 0 for value <= 0 */
int64_t static_rank_date(int64_t date);        /* the date within the limits, as a whole day */
double static_rank_recency(int64_t date);      /* as stored; exponent held within +-500 */
double static_rank_recency_scale(int64_t now); /* times static_rank_recency: 1 for date == now */

/* No day with a lower number (static_rank_day) has this recency (as stored, above 0) or more. */
unsigned static_rank_first_day(double recency);

struct static_rank_values {
    int64_t quality, heat; /* absent: 0 */
    int64_t date;          /* seconds since 1970 */
    bool dated;
};

/* A record: quality and heat (0 if absent or negative) in 12 bits each, the day (0: none) in 16,
 * the highest bits first. A search reads the records of all matches, so each byte counts. */
#define STATIC_RANK_SIZE 5
void static_rank_pack(char out[STATIC_RANK_SIZE], const struct static_rank_values *values);
/* The number of the day, higher for later days; 0: none. Below STATIC_RANK_DAYS. */
#define STATIC_RANK_DAYS 65536
static inline unsigned static_rank_day(const char record[STATIC_RANK_SIZE])
{
    return (unsigned)(unsigned char)record[3] << 8 | (unsigned char)record[4];
}
/* Done for every match of a search. */
static inline unsigned static_rank_quality(const char record[STATIC_RANK_SIZE])
{
    return (unsigned)(unsigned char)record[0] << 4 | (unsigned char)record[1] >> 4;
}
static inline unsigned static_rank_heat(const char record[STATIC_RANK_SIZE])
{
    return ((unsigned)(unsigned char)record[1] & 0xF) << 8 | (unsigned char)record[2];
}
void static_rank_unpack(struct static_rank_values *values, const char record[STATIC_RANK_SIZE]);

/* A range of values as a range of the numbers in records; lower or upper NULL: no limit. The number
 * has `bits` bits and begins at bit `first` (0 is the highest bit of the first byte). Numbers
 * outside lowest to highest are outside the range of values; numbers between them are inside; the
 * two ends themselves are inside only if lowest_sure or highest_sure, else the value decides. */
enum static_rank_part { STATIC_RANK_QUALITY, STATIC_RANK_HEAT, STATIC_RANK_DATE };
struct static_rank_span {
    unsigned first, bits;
    uint32_t lowest, highest;
    bool lowest_sure, highest_sure;
};
struct static_rank_span static_rank_span(enum static_rank_part part, const int64_t *lower,
                                         const int64_t *upper);

#endif
