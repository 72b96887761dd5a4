/* SPDX-License-Identifier: GPL-2.0-or-later */
/* length_norm.h: what Xapian::IneB2Weight makes of a document's length. */
#ifndef NEWSSEARCH_ENGINE_LENGTH_NORM_H
#define NEWSSEARCH_ENGINE_LENGTH_NORM_H

#include <cmath>
#include <memory>

#include <xapian.h>

namespace engine
{

/* Those of lengths met lately are kept. */
class length_norm
{
  public:
    explicit length_norm(double product) : c_average(product)
    {
    }

    /* length is not 0. */
    double of(Xapian::termcount length)
    {
        const size_t place = length % size;
        if (lengths[place] != length) {
            lengths[place] = length;
            known[place] = log2(1 + c_average / length);
        }
        return known[place];
    }

  private:
    static const size_t size = 1024;
    const double c_average;
    Xapian::termcount lengths[size] = {};
    const std::unique_ptr<double[]> known{
        new double[size]
    }; /* of these; not touched before they are known */
};

} // namespace engine

#endif
