#include "xapian_weight.h"

#include <algorithm>
#include <cmath>

namespace shim
{

/* The constants of IneB2: a term that occurs `occurrences` times, spread evenly over all documents,
 * would stand in `expected` of them. */
term_weight::term_weight(const Xapian::Database &database, const std::string &term, double c,
                         double factor)
{
    const Xapian::doccount frequency = database.get_termfreq(term);
    if (frequency == 0 || factor == 0)
        return;
    const double documents = database.get_doccount();
    const double occurrences = static_cast<double>(database.get_collection_freq(term));
    const double expected = documents * (1.0 - exp(-(occurrences / documents)));
    scale = factor * log2((documents + 1.0) / (expected + 0.5));
    after_effect = (occurrences + 1.0) / frequency;
    note_most(database, c);
}

term_weight::term_weight(const Xapian::Database &database, double c) : scale(1)
{
    note_most(database, c);
}

void term_weight::scale_by(double factor)
{
    scale *= factor;
    for (double &each : most_by_wdf)
        each *= factor;
}

void term_weight::note_most(const Xapian::Database &database, double c)
{
    const double shortest = std::max(database.get_doclength_lower_bound(), Xapian::termcount{ 1 });
    const double logarithm = log2(1 + c * database.get_average_length() / shortest);
    for (Xapian::termcount wdf = 0; wdf < most_by_wdf.size(); wdf++)
        most_by_wdf[wdf] = of(wdf, logarithm) * (1 + 1e-12); /* it is rounded */
}

} // namespace shim
