/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_facet.c: counts of values, and of days, months and tens. */
#include "retrieve/facet.h"

#include "buffer.h"
#include "number.h"
#include "record.h"
#include "retrieve/chart.h"
#include "tap.h"

static void add_topics(struct facet *facet, const char *const *topics, size_t count, uint64_t times)
{
    struct buffer packed = BUFFER_INIT;
    for (size_t i = 0; i < count; i++)
        record_add_item(&packed, topics[i], strlen(topics[i]));
    collector_collect(&facet->base, 0, buffer_text(&packed), packed.length, times);
    buffer_release(&packed);
}

static void release(struct bucket_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->buckets[i].value);
    free(list->buckets);
}

static void is_bucket(const struct bucket_list *list, size_t number, const char *value,
                      uint64_t count)
{
    if (!tap_ok(number < list->count, "the list of %s has a bucket %zu", list->name, number))
        return;
    tap_is_text(list->buckets[number].value, value, "bucket %zu of %s is %s", number, list->name,
                value ? value : "none");
    tap_is_number((long long)list->buckets[number].count, (long long)count,
                  "bucket %zu of %s counts %llu", number, list->name, (unsigned long long)count);
}

static void test_topics(void)
{
    static const char *const both[] = { "AI", "Cloud" }, *const twice[] = { "AI", "AI" },
                             *const cloud[] = { "Cloud" }, *const other[] = { "ai" };
    struct facet facet;
    struct bucket_list list;
    facet_init(&facet, &(struct request_facet){ FIELD_TOPICS, 10 });
    add_topics(&facet, both, 2, 1);
    add_topics(&facet, both, 2, 1);
    add_topics(&facet, twice, 2, 1);
    add_topics(&facet, cloud, 1, 1);
    add_topics(&facet, other, 1, 1);
    collector_collect(&facet.base, 0, "", 0, 7);
    facet_finish(&facet, &list);
    tap_is_text(list.name, "topic", "a facet bears the field's prefix");
    tap_is_number((long long)list.count, 2, "documents without the field count nothing");
    is_bucket(&list, 0, "AI", 4); /* a list that names it twice has it once */
    is_bucket(&list, 1, "Cloud", 3);
    release(&list);
    facet.wanted.most = 1;
    facet_finish(&facet, &list);
    tap_is_number((long long)list.count, 1, "a facet has only as many values as are wanted");
    release(&list);
    facet_release(&facet);
}

/* What topic: cannot tell apart is one value. */
static void test_forms(void)
{
    static const char *const upper[] = { "openSUSE" }, *const lower[] = { "opensuse" },
                             *const both[] = { "OPENSUSE", "opensuse", "Caf\u00e9" },
                             *const plain[] = { "cafe" }, *const spaces[] = { "  open  source" },
                             *const space[] = { "Open Source" };
    struct facet facet;
    struct bucket_list list;
    facet_init(&facet, &(struct request_facet){ FIELD_TOPICS, 10 });
    add_topics(&facet, upper, 1, 3);
    add_topics(&facet, lower, 1, 2);
    add_topics(&facet, both, 3, 1);
    add_topics(&facet, plain, 1, 1);
    add_topics(&facet, spaces, 1, 1);
    add_topics(&facet, space, 1, 2);
    facet_finish(&facet, &list);
    tap_is_number((long long)list.count, 3, "forms that fold to one name are one value");
    is_bucket(&list, 0, "openSUSE", 6); /* openSUSE and opensuse have 3 each: the first by bytes */
    is_bucket(&list, 1, "Open Source", 3);
    is_bucket(&list, 2, "Caf\u00e9", 2); /* 1 each: C stands before c */
    release(&list);
    facet_release(&facet);

    facet_init(&facet, &(struct request_facet){ FIELD_PROVIDER_DOMAIN, 10 });
    collector_collect(&facet.base, 0, "Forbes.com", 10, 1);
    collector_collect(&facet.base, 0, "forbes.com", 10, 2);
    facet_finish(&facet, &list);
    tap_is_number((long long)list.count, 1, "domains that differ in case are one value");
    is_bucket(&list, 0, "forbes.com", 3);
    release(&list);
    facet_release(&facet);

    facet_init(&facet, &(struct request_facet){ FIELD_TITLE, 10 });
    collector_collect(&facet.base, 0, "A title", 7, 1);
    collector_collect(&facet.base, 0, "a Title", 7, 2);
    facet_finish(&facet, &list);
    tap_is_number((long long)list.count, 2, "texts that fold alike are counted apart");
    release(&list);
    facet_release(&facet);
}

static void test_numbers(void)
{
    struct facet facet;
    struct bucket_list list;
    char number[NUMBER_SIZE];
    facet_init(&facet, &(struct request_facet){ FIELD_QUALITY, 10 });
    collector_collect(&facet.base, 0, number, number_encode(number, -5), 2);
    collector_collect(&facet.base, 0, number, number_encode(number, 84), 3);
    facet_finish(&facet, &list);
    is_bucket(&list, 0, "84", 3);
    is_bucket(&list, 1, "-5", 2);
    release(&list);
    facet_release(&facet);
}

static void test_chart(enum chart_kind kind, const int64_t *numbers, size_t count,
                       struct bucket_list *list)
{
    struct chart chart;
    char number[NUMBER_SIZE];
    chart_init(&chart, kind);
    for (size_t i = 0; i < count; i++)
        collector_collect(&chart.base, 0, number, number_encode(number, numbers[i]), 1);
    chart_finish(&chart, list);
    chart_release(&chart);
}

static void test_charts(void)
{
    static const int64_t dates[] = { 1624774140, 1624774141, 1622505600, -1, 0 };
    static const int64_t heats[] = { 0, 9, 10, -1, -10, -11, 141 };
    struct bucket_list list;
    test_chart(CHART_MONTH, dates, 5, &list);
    tap_is_text(list.name, "month", "a chart has the name of its kind");
    is_bucket(&list, 0, "1969-12", 1);
    is_bucket(&list, 1, "1970-01", 1);
    is_bucket(&list, 2, "1970-02", 0); /* empty months between, too */
    tap_is_number((long long)list.count, 1 + 12 * 51 + 6,
                  "a chart has every month from the first to the last");
    is_bucket(&list, list.count - 2, "2021-05", 0);
    is_bucket(&list, list.count - 1, "2021-06", 3);
    release(&list);
    test_chart(CHART_YEAR, dates, 5, &list);
    tap_is_number((long long)list.count, 53, "a chart of years goes from 1969 to 2021");
    is_bucket(&list, 2, "1971", 0);
    release(&list);
    test_chart(CHART_WEEK, dates, 5, &list);
    is_bucket(&list, 0, "1970-W01", 2); /* 1969-12-31 too */
    is_bucket(&list, 1, "1970-W02", 0);
    is_bucket(&list, list.count - 2, "2021-W24", 0);
    release(&list);
    test_chart(CHART_HEAT, heats, 7, &list);
    tap_is_number((long long)list.count, 17, "a chart of numbers has tens, also below 0");
    is_bucket(&list, 0, "-20..-11", 1);
    is_bucket(&list, 1, "-10..-1", 2);
    is_bucket(&list, 2, "0..9", 2);
    is_bucket(&list, 3, "10..19", 1);
    is_bucket(&list, 4, "20..29", 0);
    is_bucket(&list, 16, "140..149", 1);
    release(&list);
    static const int64_t far[] = { 5, 10 * CHART_BUCKETS_MAX - 10, 10 * CHART_BUCKETS_MAX };
    test_chart(CHART_QUALITY, far, 2, &list);
    tap_is_number((long long)list.count, CHART_BUCKETS_MAX,
                  "a chart of the largest size has all its buckets");
    tap_ok(!list.sparse, "a chart of the largest size leaves out none");
    release(&list);
    test_chart(CHART_QUALITY, far, 3, &list);
    tap_is_number((long long)list.count, 3, "a larger chart leaves out empty buckets");
    tap_ok(list.sparse, "a larger chart knows that it leaves out buckets");
    release(&list);
    static const int64_t ends[] = { INT64_MIN, INT64_MAX };
    test_chart(CHART_HEAT, ends, 2, &list);
    is_bucket(&list, 0, "-9223372036854775808..-9223372036854775801", 1);
    is_bucket(&list, 1, "9223372036854775800..9223372036854775807", 1);
    release(&list);
}

static void test_absent(void)
{
    struct chart chart;
    struct bucket_list list;
    char number[NUMBER_SIZE];
    chart_init(&chart, CHART_DAY);
    collector_collect(&chart.base, 0, "", 0, 3);
    collector_collect(&chart.base, 0, number, number_encode(number, 86399), 1);
    chart_finish(&chart, &list);
    is_bucket(&list, 0, "1970-01-01", 1);
    is_bucket(&list, 1, NULL, 3);
    release(&list);
    chart_release(&chart);
}

int main(void)
{
    test_topics();
    test_forms();
    test_numbers();
    test_charts();
    test_absent();
    return tap_done();
}
