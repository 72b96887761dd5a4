/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "chart.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "memory.h"
#include "number.h"
#include "request/request_table.h"
#include "schema.h"

#define DAY 86400
#define TEN 10

struct chart_row {
    enum slot slot;
    int64_t width;           /* of the steps that are counted while matching */
    enum date_bucket bucket; /* of a date */
};

static const struct chart_row rows[] = {
    [CHART_DAY] = { SLOT_DATE, DAY, BUCKET_DAY },
    [CHART_WEEK] = { SLOT_DATE, DAY, BUCKET_WEEK },
    [CHART_MONTH] = { SLOT_DATE, DAY, BUCKET_MONTH },
    [CHART_YEAR] = { SLOT_DATE, DAY, BUCKET_YEAR },
    [CHART_QUALITY] = { SLOT_QUALITY, TEN, BUCKET_DAY },
    [CHART_HEAT] = { SLOT_HEAT, TEN, BUCKET_DAY },
};

struct step {
    int64_t key; /* as counted, then the bucket's first second or its ten */
    uint64_t times;
};

static int compare_steps(const void *left, const void *right)
{
    const struct step *a = left, *b = right;
    return (a->key > b->key) - (a->key < b->key);
}

/* The steps as buckets, in order, each once. Returns how many. */
static size_t list_steps(const struct chart *chart, struct step *steps)
{
    const struct chart_row *row = &rows[chart->kind];
    size_t count = chart->seen.count, merged = 0;
    for (size_t i = 0; i < count; i++) {
        memcpy(&steps[i].key, counter_bytes(&chart->seen, &chart->seen.entries[i]),
               sizeof steps[i].key);
        steps[i].times = chart->seen.entries[i].times;
        if (row->slot == SLOT_DATE)
            steps[i].key = date_bucket_start(steps[i].key * DAY, row->bucket);
    }
    qsort(steps, count, sizeof *steps, compare_steps);
    for (size_t i = 0; i < count; i++) {
        if (merged > 0 && steps[merged - 1].key == steps[i].key)
            steps[merged - 1].times += steps[i].times;
        else
            steps[merged++] = steps[i];
    }
    return merged;
}

/* The first and last number of a ten; at the ends, what fits. */
static int64_t first_of_ten(int64_t key)
{
    int64_t first = (int64_t)((uint64_t)key * TEN);
    return key < 0 && first > 0 ? INT64_MIN : first;
}

static int64_t last_of_ten(int64_t key)
{
    int64_t last = (int64_t)((uint64_t)key * TEN + TEN - 1);
    return key > 0 && last < 0 ? INT64_MAX : last;
}

static char *label(const struct chart *chart, int64_t key)
{
    const struct chart_row *row = &rows[chart->kind];
    char text[64], date[DATE_TEXT_SIZE];
    if (row->slot == SLOT_DATE)
        return memory_copy_text(date_label(date, key, row->bucket));
    snprintf(text, sizeof text, "%" PRId64 "..%" PRId64, first_of_ten(key), last_of_ten(key));
    return memory_copy_text(text);
}

static void collect(struct collector *collector, uint32_t docid, const char *value, size_t length,
                    uint64_t times)
{
    struct chart *chart = (struct chart *)collector;
    (void)docid;
    if (length == 0) {
        chart->absent += times;
        return;
    }
    int64_t number = number_decode(value, length), width = rows[chart->kind].width;
    int64_t key = number / width - (number % width < 0);
    if (chart->last_entry != COUNTER_NONE && chart->last_key == key) {
        chart->seen.entries[chart->last_entry].times += times;
        return;
    }
    char bytes[sizeof key];
    memcpy(bytes, &key, sizeof key);
    chart->last_entry = counter_add(&chart->seen, bytes, sizeof bytes, times);
    chart->last_key = key;
}

static void merge(struct collector *collector, const struct collector *other)
{
    struct chart *chart = (struct chart *)collector;
    const struct chart *part = (const struct chart *)other;
    chart->absent += part->absent;
    counter_merge(&chart->seen, &part->seen);
}

static struct collector *fresh(const struct collector *collector)
{
    struct chart *part = memory_allocate(sizeof *part);
    chart_init(part, ((const struct chart *)collector)->kind);
    return &part->base;
}

static void free_part(struct collector *part)
{
    chart_release((struct chart *)part);
    free(part);
}

static const struct collector_class chart_class = { fresh, collect, merge, free_part };

void chart_init(struct chart *chart, enum chart_kind kind)
{
    *chart = (struct chart){ .base = { &chart_class, (unsigned)rows[kind].slot },
                             .kind = kind,
                             .last_entry = COUNTER_NONE };
}

void chart_release(struct chart *chart)
{
    counter_release(&chart->seen);
}

/* The key of the bucket after that of key. */
static int64_t next_key(const struct chart *chart, int64_t key)
{
    const struct chart_row *row = &rows[chart->kind];
    return row->slot == SLOT_DATE ? date_next_bucket(key, row->bucket) : key + 1;
}

/* How many buckets there are between the first step and the last, both counted. */
static size_t count_buckets(const struct chart *chart, const struct step *steps, size_t count)
{
    size_t buckets = 0;
    if (count == 0)
        return 0;
    for (int64_t key = steps[0].key; key <= steps[count - 1].key && buckets <= CHART_BUCKETS_MAX;
         key = next_key(chart, key))
        buckets++;
    return buckets;
}

void chart_finish(const struct chart *chart, struct bucket_list *out)
{
    struct step *steps = memory_allocate((chart->seen.count + 1) * sizeof *steps);
    size_t count = list_steps(chart, steps), buckets = count_buckets(chart, steps, count);
    out->name = request_chart_word((int)chart->kind);
    out->sparse = buckets > CHART_BUCKETS_MAX;
    buckets = out->sparse ? count : buckets;
    out->buckets = memory_allocate((buckets + 1) * sizeof *out->buckets);
    out->count = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t key = i > 0 && !out->sparse ? next_key(chart, steps[i - 1].key) : steps[i].key;
        for (; key < steps[i].key; key = next_key(chart, key))
            out->buckets[out->count++] = (struct bucket){ label(chart, key), 0 };
        out->buckets[out->count++] = (struct bucket){ label(chart, key), steps[i].times };
    }
    if (chart->absent > 0)
        out->buckets[out->count++] = (struct bucket){ NULL, chart->absent };
    free(steps);
}
