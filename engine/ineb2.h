/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ineb2.h: what the postings of a term weigh by Xapian::IneB2Weight. */
#ifndef NEWSSEARCH_ENGINE_INEB2_H
#define NEWSSEARCH_ENGINE_INEB2_H

#include <array>
#include <string>
#include <vector>

#include <xapian.h>

namespace engine
{

class ineb2_weight
{
  public:
    ineb2_weight() = default; /* nothing */
    /* Of one term, or of several as one. c is that of IneB2Weight; the weight is multiplied by
     * factor. */
    ineb2_weight(const Xapian::Database &database, const std::vector<std::string> &terms, double c,
                 double factor);

    /* logarithm is log2(1 + c * average length / length). */
    double of(Xapian::termcount wdf, double logarithm) const
    {
        if (wdf == 0)
            return 0; /* whatever the length, which may be 0 */
        const double normalised = wdf * logarithm;
        return normalised * after_effect / (normalised + 1.0) * scale;
    }

    /* No posting with this wdf weighs more, however short the document. */
    double upper_bound(Xapian::termcount wdf) const
    {
        return wdf < bound_by_wdf.size() ? bound_by_wdf[wdf] : upper_bound();
    }

    /* No posting weighs more. */
    double upper_bound() const
    {
        return scale * after_effect;
    }

  private:
    double scale = 0, after_effect = 1;
    std::array<double, 16> bound_by_wdf = {};

    void note_bounds(const Xapian::Database &database, double c);
};

} // namespace engine

#endif
