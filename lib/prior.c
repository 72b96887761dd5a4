/* prior.c: see prior.h. */
#include "prior.h"

#include <math.h>

/* Beyond it a number would be 0 or infinite, and Xapian refuses those as weights. */
#define EXPONENT_MAX 500.0

static double half_lives(int64_t from, int64_t to)
{
    double exponent = ((double)to - (double)from) / PRIOR_HALF_LIFE;
    return fmax(-EXPONENT_MAX, fmin(EXPONENT_MAX, exponent));
}

double prior_saturating(int64_t value)
{
    return value > 0 ? (double)value / ((double)value + PRIOR_HALF) : 0;
}

double prior_recency(int64_t date)
{
    return exp2(half_lives(PRIOR_EPOCH, date));
}

double prior_recency_scale(int64_t now)
{
    return exp2(half_lives(now, PRIOR_EPOCH));
}
