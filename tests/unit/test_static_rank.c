/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What quality, heat and recency add to a score. */
#include "static_rank.h"
#include "tap.h"

static bool near(double got, double want)
{
    return got > want - 1e-12 && got < want + 1e-12;
}

/* As near as a day allows. */
static bool about(double got, double want)
{
    return got > want - 2e-3 && got < want + 2e-3;
}

static void test_static_ranks(void)
{
    int64_t year = INT64_C(31557600), now = static_rank_date(INT64_C(1624774140));
    tap_ok(static_rank_saturating(0) == 0 && static_rank_saturating(-5) == 0,
           "quality and heat of 0 and below add nothing");
    tap_ok(near(static_rank_saturating(70), 0.5) && near(static_rank_saturating(140), 2.0 / 3.0),
           "70 adds a half, 140 two thirds");
    tap_ok(static_rank_saturating(INT64_MAX) <= 1, "no number adds more than one");
    tap_ok(near(static_rank_recency(now) * static_rank_recency_scale(now), 1),
           "recency is one for now");
    tap_ok(about(static_rank_recency(now - year) * static_rank_recency_scale(now), 0.5),
           "recency is a half for a year ago");
    tap_ok(about(static_rank_recency(now - 3 * year) * static_rank_recency_scale(now), 0.125),
           "recency is an eighth for three years ago");
    tap_ok(static_rank_recency(now + STATIC_RANK_DAY - 1) == static_rank_recency(now) &&
               static_rank_recency(now + STATIC_RANK_DAY) > static_rank_recency(now),
           "recency changes from day to day, not within one");
    tap_ok(static_rank_date(-1) == -STATIC_RANK_DAY && static_rank_date(0) == 0 &&
               static_rank_date(-STATIC_RANK_DAY) == -STATIC_RANK_DAY,
           "dates are rounded down to days, before 1970 too");
    tap_ok(static_rank_date(INT64_MIN) == STATIC_RANK_FIRST &&
               static_rank_date(INT64_MAX) == STATIC_RANK_LAST,
           "dates are kept between the first and the last day");
    tap_ok(static_rank_recency(INT64_MIN) > 0 && static_rank_recency(INT64_MAX) < 1e300,
           "recency is never zero or infinite");
}

static void test_packed(struct static_rank_values values, const char *what)
{
    char packed[STATIC_RANK_SIZE];
    struct static_rank_values read;
    static_rank_pack(packed, &values);
    static_rank_unpack(&read, packed);
    tap_ok(read.dated == values.dated &&
               (!read.dated || read.date == static_rank_date(values.date)),
           "the date of %s is read as it was packed", what);
    tap_ok(static_rank_saturating(read.quality) == static_rank_saturating(values.quality),
           "the quality of %s is read as it was packed", what);
    tap_ok(static_rank_saturating(read.heat) == static_rank_saturating(values.heat),
           "the heat of %s is read as it was packed", what);
}

static void test_packing(void)
{
    test_packed((struct static_rank_values){ 0 }, "an article without values");
    test_packed((struct static_rank_values){ .quality = -3, .heat = INT64_MIN },
                "an article with negative numbers");
    test_packed((struct static_rank_values){ .quality = 84, .heat = 141 },
                "an article without a date");
    test_packed((struct static_rank_values){ .date = INT64_C(-62135596800), .dated = true },
                "an article of the year 1");
    test_packed((struct static_rank_values){ .date = 0, .dated = true }, "an article of 1970");
    test_packed(
        (struct static_rank_values){ INT64_MAX, STATIC_RANK_MAX, INT64_C(253402300799), true },
        "an article with the largest values");
}

static unsigned number_in(const char packed[STATIC_RANK_SIZE], const struct static_rank_span *span)
{
    unsigned number = 0;
    for (unsigned bit = span->first; bit < span->first + span->bits; bit++)
        number = number << 1 | ((unsigned)(unsigned char)packed[bit / 8] >> (7 - bit % 8) & 1u);
    return number;
}

/* 1: the record tells that the value is in the range, 0: that it is not, -1: it has to be looked
 * at. */
static int tell(const char packed[STATIC_RANK_SIZE], const struct static_rank_span *span)
{
    unsigned number = number_in(packed, span);
    if (number < span->lowest || number > span->highest)
        return 0;
    bool sure = (number > span->lowest || span->lowest_sure) &&
                (number < span->highest || span->highest_sure);
    return sure ? 1 : -1;
}

/* Each value in each range, and no value: never wrong, and mostly told. */
static void test_spans(enum static_rank_part part, const int64_t *values, size_t count,
                       const char *what)
{
    unsigned wrong = 0, told = 0, tried = 0;
    for (size_t i = 0; i < count * count * (count + 1) * 3; i++) {
        const int64_t lower = values[i % count], upper = values[i / count % count];
        const size_t place = i / count / count % (count + 1),
                     open = i / count / count / (count + 1);
        const bool has = place < count;
        const int64_t value = has ? values[place] : 0;
        const bool inside = has && (open == 1 || value >= lower) && (open == 2 || value <= upper);
        char packed[STATIC_RANK_SIZE];
        static_rank_pack(packed,
                         &(struct static_rank_values){ part == STATIC_RANK_QUALITY ? value : 77,
                                                       part == STATIC_RANK_HEAT ? value : 77,
                                                       part == STATIC_RANK_DATE ? value : 77,
                                                       part == STATIC_RANK_DATE ? has : true });
        const struct static_rank_span span =
            static_rank_span(part, open == 1 ? NULL : &lower, open == 2 ? NULL : &upper);
        int says = tell(packed, &span);
        wrong += says >= 0 && says != inside;
        told += says >= 0;
        tried++;
    }
    tap_ok(wrong == 0, "no record is wrong on whether %s is in a range", what);
    tap_ok(told > tried / 2, "most records tell whether %s is in a range (%u of %u)", what, told,
           tried);
}

static void test_told(void)
{
    static const int64_t numbers[] = { INT64_MIN, -5,  -1,   0,    1,    2,      80,
                                       81,        120, 4094, 4095, 4096, 100000, INT64_MAX };
    const int64_t day = STATIC_RANK_DAY, now = 1600000000 / STATIC_RANK_DAY * STATIC_RANK_DAY;
    const int64_t dates[] = { INT64_C(-62135596800),
                              STATIC_RANK_FIRST - 1,
                              STATIC_RANK_FIRST,
                              STATIC_RANK_FIRST + day - 1,
                              STATIC_RANK_FIRST + day,
                              -day,
                              -1,
                              0,
                              now - 1,
                              now,
                              now + 1,
                              now + day - 1,
                              now + day,
                              now + 9 * day - 1,
                              STATIC_RANK_LAST - 1,
                              STATIC_RANK_LAST,
                              STATIC_RANK_LAST + day,
                              INT64_C(253402300799) };
    test_spans(STATIC_RANK_QUALITY, numbers, sizeof numbers / sizeof *numbers, "quality");
    test_spans(STATIC_RANK_HEAT, numbers, sizeof numbers / sizeof *numbers, "heat");
    test_spans(STATIC_RANK_DATE, dates, sizeof dates / sizeof *dates, "date");
}

/* Before the first day that may have a recency, no day has it; it is that day or the one before. */
static void test_first_days(void)
{
    bool good = true;
    for (unsigned day = 1; day < STATIC_RANK_DAYS; day += 7) {
        const int64_t date = STATIC_RANK_FIRST + (int64_t)(day - 1) * STATIC_RANK_DAY;
        const unsigned first = static_rank_first_day(static_rank_recency(date));
        good = good && first <= day && first + 2 >= day;
    }
    tap_ok(good, "the first day of a recency is found");
    tap_is_number(static_rank_first_day(1e-300), 0, "of almost no recency it is no day");
    tap_is_number(static_rank_first_day(1e300), STATIC_RANK_DAYS - 2,
                  "of more recency than any day has it is the last but one");
}

int main(void)
{
    test_static_ranks();
    test_packing();
    test_told();
    test_first_days();
    return tap_done();
}
