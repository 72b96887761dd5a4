/* What quality, heat and recency add to a score. */
#include "prior.h"
#include "tap.h"

static bool near(double got, double want)
{
    return got > want - 1e-12 && got < want + 1e-12;
}

static void test_priors(void)
{
    int64_t now = INT64_C(1624774140), year = INT64_C(31557600);
    tap_ok(prior_saturating(0) == 0 && prior_saturating(-5) == 0, "nothing for 0 and below");
    tap_ok(near(prior_saturating(70), 0.5) && near(prior_saturating(140), 2.0 / 3.0),
           "half at 70, two thirds at 140");
    tap_ok(prior_saturating(INT64_MAX) <= 1, "never more than one");
    tap_ok(near(prior_recency(now) * prior_recency_scale(now), 1), "one for now");
    tap_ok(near(prior_recency(now - year) * prior_recency_scale(now), 0.5), "half for a year ago");
    tap_ok(near(prior_recency(now - 3 * year) * prior_recency_scale(now), 0.125),
           "an eighth for three years ago");
    tap_ok(prior_recency(INT64_MIN) > 0 && prior_recency(INT64_MAX) < 1e300,
           "never zero, never without bound");
}

int main(void)
{
    test_priors();
    return tap_done();
}
