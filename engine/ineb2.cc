/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ineb2.h"

#include <algorithm>
#include <cmath>

#include "flat_query.h"

namespace engine
{

namespace
{

/* Of a union of terms, as Xapian estimates it of the tree that a synonym is made
 * (xapian_translation.cc): at each branch by chance, and rounded. */
struct frequencies {
    Xapian::doccount documents;
    Xapian::termcount occurrences;
};

double either(double left, double right, double all)
{
    return left + right - (left * right / all) + 0.5;
}

frequencies estimate(const Xapian::Database &database, const std::string *terms, size_t count)
{
    if (count == 1)
        return { database.get_termfreq(*terms), database.get_collection_freq(*terms) };
    const size_t half = union_split(count);
    const frequencies left = estimate(database, terms, half),
                      right = estimate(database, terms + half, count - half);
    const auto length = static_cast<double>(database.get_total_length());
    const double occurrences = length > 0 ? either(left.occurrences, right.occurrences, length) : 0;
    return { static_cast<Xapian::doccount>(
                 either(left.documents, right.documents, database.get_doccount())),
             static_cast<Xapian::termcount>(occurrences) };
}

} // namespace

/* The constants of IneB2: a term that occurs `occurrences` times, spread evenly over all documents,
 * would stand in `expected` of them. */
ineb2_weight::ineb2_weight(const Xapian::Database &database, const std::vector<std::string> &terms,
                           double c, double factor)
{
    const frequencies counts = factor == 0 || database.get_doccount() == 0
                                   ? frequencies{ 0, 0 }
                                   : estimate(database, terms.data(), terms.size());
    if (counts.documents == 0)
        return;
    const double documents = database.get_doccount();
    const double occurrences = static_cast<double>(counts.occurrences);
    const double expected = documents * (1.0 - exp(-(occurrences / documents)));
    scale = factor * log2((documents + 1.0) / (expected + 0.5));
    after_effect = (occurrences + 1.0) / counts.documents;
    note_bounds(database, c);
}

void ineb2_weight::note_bounds(const Xapian::Database &database, double c)
{
    const double shortest = std::max(database.get_doclength_lower_bound(), Xapian::termcount{ 1 });
    const double logarithm = log2(1 + c * database.get_average_length() / shortest);
    for (Xapian::termcount wdf = 0; wdf < bound_by_wdf.size(); wdf++)
        bound_by_wdf[wdf] = of(wdf, logarithm) * (1 + 1e-12); /* it is rounded */
}

} // namespace engine
