/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "priors.h"

#include <stdlib.h>

#include "index_layout.h"
#include "memory.h"
#include "number.h"
#include "prior.h"
#include "schema.h"

static const struct shim_table table = { PRIORS_KEY, PRIOR_SIZE, PRIORS_COUNT };

static int set_record(struct shim_writer *writer, uint32_t docid, const struct prior_values *values,
                      uint32_t length, struct error *err)
{
    char record[PRIOR_SIZE];
    prior_pack(record, values);
    return shim_set_record(writer, &table, docid, record, length, err);
}

int priors_set(struct shim_writer *writer, uint32_t docid, const struct article *article,
               struct error *err)
{
    const struct prior_values values = {
        .quality = article->has[FIELD_QUALITY] ? article->numbers[FIELD_QUALITY] : 0,
        .heat = article->has[FIELD_HEAT] ? article->numbers[FIELD_HEAT] : 0,
        .date = article->numbers[FIELD_DATE],
        .dated = article->has[FIELD_DATE],
    };
    return set_record(writer, docid, &values, SHIM_LENGTH_KNOWN, err);
}

struct gathering {
    struct prior_values *values; /* by docid */
    uint32_t *lengths;           /* by docid */
    uint32_t count;
};

static int take_quality(void *context, uint32_t docid, const char *value, size_t length)
{
    struct gathering *gathering = context;
    if (docid <= gathering->count)
        gathering->values[docid].quality = number_decode(value, length);
    return 0;
}

static int take_heat(void *context, uint32_t docid, const char *value, size_t length)
{
    struct gathering *gathering = context;
    if (docid <= gathering->count)
        gathering->values[docid].heat = number_decode(value, length);
    return 0;
}

static int take_date(void *context, uint32_t docid, const char *value, size_t length)
{
    struct gathering *gathering = context;
    if (docid <= gathering->count) {
        gathering->values[docid].date = number_decode(value, length);
        gathering->values[docid].dated = true;
    }
    return 0;
}

static int take_length(void *context, uint32_t docid, uint32_t length)
{
    struct gathering *gathering = context;
    if (docid <= gathering->count)
        gathering->lengths[docid] = length;
    return 0;
}

static int read_values(struct gathering *gathering, struct shim_database *database,
                       struct error *err)
{
    if (shim_each_value(database, SLOT_QUALITY, take_quality, gathering, err) < 0 ||
        shim_each_value(database, SLOT_HEAT, take_heat, gathering, err) < 0 ||
        shim_each_length(database, take_length, gathering, err) < 0)
        return -1;
    return shim_each_value(database, SLOT_DATE, take_date, gathering, err);
}

/* Of one index, whose documents come after number `before`. */
static int gather_index(struct shim_writer *writer, const char *path, uint32_t *before,
                        struct error *err)
{
    struct gathering gathering = { 0 };
    struct shim_database *database = shim_database_open(&path, 1, 0, err);
    int result = database ? shim_document_count(database, &gathering.count, err) : -1;
    if (result == 0) {
        size_t places = (size_t)gathering.count + 1;
        gathering.values = memory_allocate(places * sizeof *gathering.values);
        gathering.lengths = memory_allocate(places * sizeof *gathering.lengths);
        result = read_values(&gathering, database, err);
    }
    for (uint32_t docid = 1; result == 0 && docid <= gathering.count; docid++)
        result = set_record(writer, *before + docid, &gathering.values[docid],
                            gathering.lengths[docid], err);
    *before += gathering.count;
    shim_database_close(database);
    free(gathering.values);
    free(gathering.lengths);
    return result;
}

int priors_gather(struct shim_writer *writer, const struct list *sources, struct error *err)
{
    uint32_t before = 0;
    for (size_t i = 0; i < sources->count; i++)
        if (gather_index(writer, sources->items[i].data, &before, err) < 0)
            return -1;
    return 0;
}
