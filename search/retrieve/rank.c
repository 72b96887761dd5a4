/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "number.h"
#include "query/rank_table.h"
#include "schema.h"
#include "static_rank.h"

#define RANK_SLOTS 3

/* One of the slots that add to a score. */
struct rank_slot {
    enum slot slot;
    double factor; /* of the stored number */
};

static void list_rank_slots(const struct rank *rank, struct rank_slot slots[RANK_SLOTS])
{
    slots[0] = (struct rank_slot){ SLOT_QUALITY_RANK, rank->weights.quality };
    slots[1] = (struct rank_slot){ SLOT_HEAT_RANK, rank->weights.heat };
    slots[2] = (struct rank_slot){ SLOT_RECENCY_RANK, rank->recency_factor };
}

static struct engine_query *scaled_slot(const struct rank_slot *rank_slot, struct error *err)
{
    return engine_query_scale(engine_query_value_weight((unsigned)rank_slot->slot, err),
                              rank_slot->factor, err);
}

/* What recency adds: to the articles whose day began before now by their age, to later ones the
 * full weight. */
static struct engine_query *bounded_recency(const struct rank *rank,
                                            const struct rank_slot *rank_slot, struct error *err)
{
    char now[NUMBER_SIZE], after[NUMBER_SIZE];
    int64_t end = static_rank_date(rank->now) + STATIC_RANK_DAY;
    size_t now_length = number_encode(now, end - 1);
    size_t after_length = number_encode(after, end);
    struct engine_query *past =
        engine_query_pair(ENGINE_FILTER, scaled_slot(rank_slot, err),
                          engine_query_range(SLOT_DATE, NULL, 0, now, now_length, err), err);
    struct engine_query *future =
        engine_query_pair(ENGINE_FILTER, engine_query_constant(rank->weights.recency, err),
                          engine_query_range(SLOT_DATE, after, after_length, NULL, 0, err), err);
    return engine_query_pair(ENGINE_OR, past, future, err);
}

/* No article has more; *present: some may have one. */
static int read_largest(int64_t *number, bool *present, struct shim_database *database,
                        enum slot slot, struct error *err)
{
    char *value;
    size_t length;
    if (shim_largest_value(database, (unsigned)slot, &value, &length, err) < 0)
        return -1;
    *present = length > 0;
    *number = number_decode(value, length);
    free(value);
    return 0;
}

int rank_init(struct rank *rank, const struct request_rank *weights, int64_t now,
              struct shim_database *database, struct error *err)
{
    int64_t quality, heat, date;
    bool present, dated;
    if (now < STATIC_RANK_FIRST)
        now = STATIC_RANK_FIRST;
    *rank = (struct rank){ .weights = *weights,
                           .now = now,
                           .remote = shim_database_is_remote(database),
                           .recency_parts =
                               memory_allocate(STATIC_RANK_DAYS * sizeof *rank->recency_parts) };
    for (int i = 0; i < RANK_PARTS; i++) {
        rank->quality_parts[i] = weights->quality * static_rank_saturating(i);
        rank->heat_parts[i] = weights->heat * static_rank_saturating(i);
    }
    rank->recency_factor = weights->recency * static_rank_recency_scale(now);
    if (!isfinite(rank->recency_factor))
        rank->recency_factor = 0;
    if (read_largest(&quality, &present, database, SLOT_QUALITY, err) < 0 ||
        read_largest(&heat, &present, database, SLOT_HEAT, err) < 0 ||
        read_largest(&date, &dated, database, SLOT_DATE, err) < 0)
        return -1;
    rank->has_future = dated && date > now && now < STATIC_RANK_LAST && weights->recency > 0;
    rank->most_undated = weights->quality * static_rank_saturating(quality) +
                         weights->heat * static_rank_saturating(heat);
    rank->most = rank->most_undated;
    if (dated && date > now)
        rank->most += weights->recency;
    else if (dated)
        rank->most += rank->recency_factor * static_rank_recency(date);
    return 0;
}

void rank_release(struct rank *rank)
{
    free(rank->recency_parts);
    rank->recency_parts = NULL;
}

bool rank_adds(const struct rank *rank)
{
    return rank->weights.quality > 0 || rank->weights.heat > 0 || rank->weights.recency > 0;
}

const struct engine_scoring rank_scoring = { .c = 1.0 };

static double saturating_part(const double known[RANK_PARTS], double weight, int64_t value)
{
    if ((uint64_t)value < RANK_PARTS)
        return known[value];
    return weight * static_rank_saturating(value);
}

static double recency_part(const struct rank *rank, int64_t date)
{
    if (rank->weights.recency <= 0)
        return 0;
    if (static_rank_date(date) > rank->now)
        return rank->weights.recency;
    return rank->recency_factor * static_rank_recency(date);
}

static void value_parts(struct score_parts *parts, const struct rank *rank,
                        const struct static_rank_values *values)
{
    parts->quality = saturating_part(rank->quality_parts, rank->weights.quality, values->quality);
    parts->heat = saturating_part(rank->heat_parts, rank->weights.heat, values->heat);
    parts->recency = values->dated ? recency_part(rank, values->date) : 0;
}

/* By itself, so that the usual case saves no registers. */
__attribute__((noinline)) static double learn_recency_part(const struct rank *rank,
                                                           const char *record)
{
    struct static_rank_values values;
    static_rank_unpack(&values, record);
    double part = values.dated ? recency_part(rank, values.date) : 0;
    __atomic_store(&rank->recency_parts[static_rank_day(record)], &part, __ATOMIC_RELAXED);
    return part;
}

/* Computing an exponential for each match was a tenth of a search for a common word. */
static double known_recency_part(const struct rank *rank, const char *record)
{
    double part;
    __atomic_load(&rank->recency_parts[static_rank_day(record)], &part, __ATOMIC_RELAXED);
    return part > 0 ? part : learn_recency_part(rank, record);
}

static double static_rank_parts(const struct rank *rank, const char *record)
{
    return saturating_part(rank->quality_parts, rank->weights.quality,
                           static_rank_quality(record)) +
           saturating_part(rank->heat_parts, rank->weights.heat, static_rank_heat(record)) +
           known_recency_part(rank, record);
}

/* An engine_weigh; context is a rank. */
static double weigh_static_ranks(const void *context, const char *record)
{
    return record ? static_rank_parts(context, record) : 0;
}

/* An engine_find_record. Most records are of days so early that the most quality and heat would not
 * make up for it. */
static size_t find_static_ranks(const void *context, const struct engine_record_run *run,
                                double least)
{
    const struct rank *rank = context;
    const double recency = least - rank->most_undated;
    const unsigned first_day = recency > 0 && rank->recency_factor > 0
                                   ? static_rank_first_day(recency / rank->recency_factor)
                                   : 0;
    const char *record = run->records;
    for (size_t i = 0; i < run->count; i++, record += run->stride)
        if (static_rank_day(record) >= first_day && static_rank_parts(rank, record) >= least)
            return i;
    return run->count;
}

/* A server weighs by the slots that Xapian itself can weigh. */
static struct engine_query *blend_remotely(struct engine_query *text, const struct rank *rank,
                                           struct error *err)
{
    struct rank_slot slots[RANK_SLOTS];
    list_rank_slots(rank, slots);
    for (size_t i = 0; i < RANK_SLOTS; i++) {
        const bool is_bounded = slots[i].slot == SLOT_RECENCY_RANK && rank->has_future;
        if (slots[i].factor > 0)
            text = engine_query_pair(ENGINE_AND_MAYBE, text,
                                     is_bounded ? bounded_recency(rank, &slots[i], err)
                                                : scaled_slot(&slots[i], err),
                                     err);
    }
    return text;
}

struct engine_query *rank_blend(struct engine_query *text, const struct rank *rank,
                                struct error *err)
{
    if (!rank_adds(rank))
        return text;
    if (rank->remote)
        return blend_remotely(text, rank, err);
    const struct engine_record_weights weights = { rank_table(), weigh_static_ranks,
                                                   find_static_ranks, rank, rank->most };
    return engine_query_pair(ENGINE_AND_MAYBE, text, engine_query_weigh(&weights, err), err);
}

/* Whether the document has the number. */
static int read_number(int64_t *number, bool *present, struct shim_document *document,
                       enum slot slot, struct error *err)
{
    const char *value;
    size_t length;
    if (shim_document_value(document, (unsigned)slot, &value, &length, err) < 0)
        return -1;
    *present = length > 0;
    *number = *present ? number_decode(value, length) : 0;
    return 0;
}

int rank_parts(struct score_parts *parts, const struct rank *rank, double score,
               struct shim_document *document, struct error *err)
{
    struct static_rank_values values;
    bool present;
    if (read_number(&values.quality, &present, document, SLOT_QUALITY, err) < 0 ||
        read_number(&values.heat, &present, document, SLOT_HEAT, err) < 0 ||
        read_number(&values.date, &values.dated, document, SLOT_DATE, err) < 0)
        return -1;
    value_parts(parts, rank, &values);
    parts->text = score - (parts->quality + parts->heat + parts->recency);
    if (parts->text < ENGINE_SCORE_QUANTUM)
        parts->text = 0; /* what rounding left */
    return 0;
}
