/* xapian_logarithms.h: what Xapian::IneB2Weight makes of a document's length. */
#ifndef NEWSSEARCH_SHIM_XAPIAN_LOGARITHMS_H
#define NEWSSEARCH_SHIM_XAPIAN_LOGARITHMS_H

#include <cmath>
#include <vector>

#include <xapian.h>

namespace shim
{

/* The logarithms of short documents are worked out once. */
class logarithms
{
  public:
    explicit logarithms(double product) : c_average(product), known(most, 0.0)
    {
    }

    double of(Xapian::termcount length)
    {
        if (length >= most)
            return compute(length);
        double &kept = known[length];
        if (kept == 0)
            kept = compute(length);
        return kept;
    }

  private:
    static const Xapian::termcount most = 4096;
    const double c_average;
    std::vector<double> known;

    double compute(Xapian::termcount length) const
    {
        return log2(1 + c_average / length);
    }
};

} // namespace shim

#endif
