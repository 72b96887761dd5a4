/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tally.h"

#include <stdlib.h>

#include "memory.h"
#include "schema.h"

static int count_values(struct tally *tally, struct shim_document *document)
{
    const char *value;
    size_t length;
    for (size_t i = 0; i < tally->facet_count; i++) {
        if (shim_document_value(document, facet_slot(&tally->facets[i]), &value, &length,
                                tally->err) < 0)
            return -1;
        facet_add(&tally->facets[i], value, length, 1);
    }
    for (size_t i = 0; i < tally->chart_count; i++) {
        if (shim_document_value(document, chart_slot(&tally->charts[i]), &value, &length,
                                tally->err) < 0)
            return -1;
        chart_add(&tally->charts[i], value, length, 1);
    }
    return 0;
}

int tally_init(struct tally *tally, const struct request *request,
               const struct regex_filters *filters, struct error *err)
{
    *tally = (struct tally){ .filters = filters, .err = err };
    for (size_t i = 0; i < request->facet_count; i++)
        if (!facet_possible(request->facets[i].field))
            return error_set(err, "--facet: the field %s has no values to count",
                             schema_field(request->facets[i].field)->prefix);
    tally->facet_count = request->facet_count;
    tally->facets = memory_allocate((tally->facet_count + 1) * sizeof *tally->facets);
    for (size_t i = 0; i < tally->facet_count; i++)
        facet_init(&tally->facets[i], &request->facets[i]);
    tally->chart_count = request->chart_count;
    tally->charts = memory_allocate((tally->chart_count + 1) * sizeof *tally->charts);
    for (size_t i = 0; i < tally->chart_count; i++)
        chart_init(&tally->charts[i], request->charts[i]);
    return 0;
}

void tally_release(struct tally *tally)
{
    for (size_t i = 0; i < tally->facet_count; i++)
        facet_release(&tally->facets[i]);
    for (size_t i = 0; i < tally->chart_count; i++)
        chart_release(&tally->charts[i]);
    free(tally->facets);
    free(tally->charts);
    *tally = (struct tally){ 0 };
}

bool tally_filters(const struct tally *tally)
{
    return tally->filters->count > 0 && !tally->filters->settled;
}

bool tally_counts(const struct tally *tally)
{
    return tally_filters(tally) || tally->facet_count > 0 || tally->chart_count > 0;
}

int tally_filter(void *context, struct shim_document *document)
{
    struct tally *tally = context;
    return regex_filters_accept(tally->filters, document, tally->err);
}

int tally_accept(void *context, struct shim_document *document)
{
    struct tally *tally = context;
    int accepted = tally_filters(tally) ? tally_filter(tally, document) : 1;
    if (accepted <= 0)
        return accepted;
    tally->matched++;
    return count_values(tally, document) < 0 ? -1 : 1;
}

unsigned *tally_spy_slots(const struct tally *tally, size_t *count)
{
    unsigned *slots =
        memory_allocate((tally->facet_count + tally->chart_count + 1) * sizeof *slots);
    *count = 0;
    for (size_t i = 0; i < tally->facet_count; i++)
        slots[(*count)++] = facet_slot(&tally->facets[i]);
    for (size_t i = 0; i < tally->chart_count; i++)
        slots[(*count)++] = chart_slot(&tally->charts[i]);
    return slots;
}

static int take_facet(void *context, const char *value, size_t length, uint32_t documents)
{
    facet_add(context, value, length, documents);
    return 0;
}

struct charted {
    struct chart *chart;
    uint64_t seen;
};

static int take_chart(void *context, const char *value, size_t length, uint32_t documents)
{
    struct charted *charted = context;
    chart_add(charted->chart, value, length, documents);
    charted->seen += documents;
    return 0;
}

int tally_take_spied(struct tally *tally, struct shim_matches *matches, uint64_t total,
                     struct error *err)
{
    size_t spy = 0;
    tally->matched += total;
    for (size_t i = 0; i < tally->facet_count; i++)
        if (shim_matches_each_spied(matches, spy++, take_facet, &tally->facets[i], err) < 0)
            return -1;
    for (size_t i = 0; i < tally->chart_count; i++) {
        struct charted charted = { &tally->charts[i], 0 };
        if (shim_matches_each_spied(matches, spy++, take_chart, &charted, err) < 0)
            return -1;
        if (charted.seen < total)
            chart_add(charted.chart, "", 0, total - charted.seen);
    }
    return 0;
}

static void warn_of_sparse(const struct bucket_list *chart, struct list *warnings)
{
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence,
                  "the chart by %s would have more than %d buckets, so the empty ones are "
                  "left out",
                  chart->name, CHART_BUCKETS_MAX);
    list_add(warnings, sentence.data, sentence.length);
    buffer_release(&sentence);
}

void tally_finish(const struct tally *tally, struct buckets *found, struct list *warnings)
{
    found->facet_count = tally->facet_count;
    found->facets = memory_allocate((tally->facet_count + 1) * sizeof *found->facets);
    for (size_t i = 0; i < tally->facet_count; i++)
        facet_finish(&tally->facets[i], &found->facets[i]);
    found->chart_count = tally->chart_count;
    found->charts = memory_allocate((tally->chart_count + 1) * sizeof *found->charts);
    for (size_t i = 0; i < tally->chart_count; i++) {
        chart_finish(&tally->charts[i], &found->charts[i]);
        if (found->charts[i].sparse)
            warn_of_sparse(&found->charts[i], warnings);
    }
}
