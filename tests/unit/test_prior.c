/* What quality, heat and recency add to a score. */
#include "prior.h"
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

static void test_priors(void)
{
    int64_t year = INT64_C(31557600), now = prior_date(INT64_C(1624774140));
    tap_ok(prior_saturating(0) == 0 && prior_saturating(-5) == 0, "nothing for 0 and below");
    tap_ok(near(prior_saturating(70), 0.5) && near(prior_saturating(140), 2.0 / 3.0),
           "half at 70, two thirds at 140");
    tap_ok(prior_saturating(INT64_MAX) <= 1, "never more than one");
    tap_ok(near(prior_recency(now) * prior_recency_scale(now), 1), "one for now");
    tap_ok(about(prior_recency(now - year) * prior_recency_scale(now), 0.5), "half for a year ago");
    tap_ok(about(prior_recency(now - 3 * year) * prior_recency_scale(now), 0.125),
           "an eighth for three years ago");
    tap_ok(prior_recency(now + PRIOR_DAY - 1) == prior_recency(now) &&
               prior_recency(now + PRIOR_DAY) > prior_recency(now),
           "dates count by days");
    tap_ok(prior_date(-1) == -PRIOR_DAY && prior_date(0) == 0 && prior_date(-PRIOR_DAY) == -PRIOR_DAY,
           "rounded down, before 1970 too");
    tap_ok(prior_date(INT64_MIN) == PRIOR_FIRST && prior_date(INT64_MAX) == PRIOR_LAST,
           "none before the first or after the last");
    tap_ok(prior_recency(INT64_MIN) > 0 && prior_recency(INT64_MAX) < 1e300,
           "never zero, never without bound");
}

static void test_packed(struct prior_values values, const char *what)
{
    char packed[PRIOR_SIZE];
    struct prior_values read;
    prior_pack(packed, &values);
    prior_unpack(&read, packed);
    tap_ok(read.dated == values.dated && (!read.dated || read.date == prior_date(values.date)),
           "%s: the date", what);
    tap_ok(prior_saturating(read.quality) == prior_saturating(values.quality), "%s: quality", what);
    tap_ok(prior_saturating(read.heat) == prior_saturating(values.heat), "%s: heat", what);
}

static void test_packing(void)
{
    test_packed((struct prior_values){ 0 }, "nothing");
    test_packed((struct prior_values){ .quality = -3, .heat = INT64_MIN }, "negative ones");
    test_packed((struct prior_values){ .quality = 84, .heat = 141 }, "no date");
    test_packed((struct prior_values){ .date = INT64_C(-62135596800), .dated = true }, "year 1");
    test_packed((struct prior_values){ .date = 0, .dated = true }, "1970");
    test_packed((struct prior_values){ INT64_MAX, PRIOR_MOST, INT64_C(253402300799), true },
                "the most of all");
}

int main(void)
{
    test_priors();
    test_packing();
    return tap_done();
}
