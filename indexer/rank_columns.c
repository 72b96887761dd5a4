/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rank_columns.h"

#include <stdlib.h>

#include "engine.h"
#include "index_layout.h"
#include "memory.h"
#include "number.h"
#include "schema.h"
#include "static_rank.h"

static const struct shim_table table = { RANK_COLUMNS_KEY, STATIC_RANK_SIZE, RANK_COLUMNS_COUNT };

static int set_record(struct shim_writer *writer, uint32_t docid,
                      const struct static_rank_values *values, uint32_t length, struct error *err)
{
    char record[STATIC_RANK_SIZE];
    static_rank_pack(record, values);
    return engine_set_record(writer, &table, docid, record, length, err);
}

int rank_columns_set(struct shim_writer *writer, uint32_t docid, const struct article *article,
                     struct error *err)
{
    const struct static_rank_values values = {
        .quality = article->has[FIELD_QUALITY] ? article->numbers[FIELD_QUALITY] : 0,
        .heat = article->has[FIELD_HEAT] ? article->numbers[FIELD_HEAT] : 0,
        .date = article->numbers[FIELD_DATE],
        .dated = article->has[FIELD_DATE],
    };
    return set_record(writer, docid, &values, ENGINE_LENGTH_KNOWN, err);
}

struct index_values {
    struct static_rank_values *values; /* by docid */
    uint32_t *lengths;                 /* by docid */
    uint32_t count;
};

static int take_quality(void *context, uint32_t docid, const char *value, size_t length)
{
    struct index_values *found = context;
    if (docid <= found->count)
        found->values[docid].quality = number_decode(value, length);
    return 0;
}

static int take_heat(void *context, uint32_t docid, const char *value, size_t length)
{
    struct index_values *found = context;
    if (docid <= found->count)
        found->values[docid].heat = number_decode(value, length);
    return 0;
}

static int take_date(void *context, uint32_t docid, const char *value, size_t length)
{
    struct index_values *found = context;
    if (docid <= found->count) {
        found->values[docid].date = number_decode(value, length);
        found->values[docid].dated = true;
    }
    return 0;
}

static int take_length(void *context, uint32_t docid, uint32_t length)
{
    struct index_values *found = context;
    if (docid <= found->count)
        found->lengths[docid] = length;
    return 0;
}

static int read_values(struct index_values *found, struct shim_database *database,
                       struct error *err)
{
    if (shim_each_value(database, SLOT_QUALITY, take_quality, found, err) < 0 ||
        shim_each_value(database, SLOT_HEAT, take_heat, found, err) < 0 ||
        shim_each_length(database, take_length, found, err) < 0)
        return -1;
    return shim_each_value(database, SLOT_DATE, take_date, found, err);
}

/* Of one index, whose documents come after number `before`. */
static int add_index(struct shim_writer *writer, const char *path, uint32_t *before,
                     struct error *err)
{
    struct index_values found = { 0 };
    struct shim_database *database = shim_database_open(&path, 1, 0, err);
    int result = database ? shim_document_count(database, &found.count, err) : -1;
    if (result == 0) {
        size_t places = (size_t)found.count + 1;
        found.values = memory_allocate(places * sizeof *found.values);
        found.lengths = memory_allocate(places * sizeof *found.lengths);
        result = read_values(&found, database, err);
    }
    for (uint32_t docid = 1; result == 0 && docid <= found.count; docid++)
        result =
            set_record(writer, *before + docid, &found.values[docid], found.lengths[docid], err);
    *before += found.count;
    shim_database_close(database);
    free(found.values);
    free(found.lengths);
    return result;
}

int rank_columns_build(struct shim_writer *writer, const struct list *sources, struct error *err)
{
    uint32_t before = 0;
    for (size_t i = 0; i < sources->count; i++)
        if (add_index(writer, sources->items[i].data, &before, err) < 0)
            return -1;
    return 0;
}
