/* xapian_logarithms.h: what Xapian::IneB2Weight makes of a document's length. */
#ifndef NEWSSEARCH_SHIM_XAPIAN_LOGARITHMS_H
#define NEWSSEARCH_SHIM_XAPIAN_LOGARITHMS_H

#include <cmath>

#include <xapian.h>

namespace shim
{

/* Those of lengths met lately are kept: few, since a search for a rare word needs one. */
class logarithms
{
  public:
    explicit logarithms(double product) : c_average(product)
    {
    }

    /* length is not 0. */
    double of(Xapian::termcount length)
    {
        entry &kept = known[length % (sizeof known / sizeof known[0])];
        if (kept.length != length)
            kept = { length, log2(1 + c_average / length) };
        return kept.logarithm;
    }

  private:
    struct entry {
        Xapian::termcount length;
        double logarithm;
    };
    const double c_average;
    entry known[256] = {};
};

} // namespace shim

#endif
