/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matches.h"

#include "engine_limits.h"

using shim::guard;

void engine_matches_free(struct engine_matches *matches)
{
    delete matches;
}

size_t engine_matches_size(const struct engine_matches *matches)
{
    return matches->docids.empty() ? matches->rows.size() : matches->docids.size();
}

void engine_matches_total(const struct engine_matches *matches, uint32_t *lower,
                          uint32_t *estimated, uint32_t *upper)
{
    *lower = matches->counts.lower;
    *estimated = matches->counts.estimated;
    *upper = matches->counts.upper;
}

const char *engine_matches_strategy(const struct engine_matches *matches)
{
    return matches->strategy.c_str();
}

bool engine_matches_are_weighed(const struct engine_matches *matches)
{
    return matches->are_weighed;
}

bool engine_matches_tie(const struct engine_matches *matches, size_t row, size_t other)
{
    return matches->tie(row, other);
}

uint32_t engine_matches_docid(const struct engine_matches *matches, size_t row)
{
    return matches->docids.empty() ? matches->rows[row].docid : matches->docids[row];
}

double engine_matches_weight(const struct engine_matches *matches, size_t row)
{
    return matches->rows[row].weight;
}

struct shim_document *engine_matches_document(struct engine_matches *matches, size_t row,
                                              struct error *err)
{
    return guard(matches->from, err, [&] {
        if (matches->from->remote && !matches->prefetched &&
            matches->rows.size() <= ENGINE_FETCH_TOGETHER)
            matches->found.fetch(); /* one journey for all rows */
        matches->prefetched = true;
        auto document = std::make_unique<shim_document>();
        Xapian::doccount number = static_cast<Xapian::doccount>(row);
        document->document =
            matches->found.empty()
                ? matches->database.get_document(engine_matches_docid(matches, row))
                : matches->found[number].get_document();
        document->from = matches->from;
        return document.release();
    });
}

int engine_matches_each_value(struct engine_matches *matches, size_t number, shim_term_visit *visit,
                              void *context, struct error *err)
{
    return guard(matches->from, err, [&] {
        const Xapian::ValueCountMatchSpy &counted = *matches->value_counts.at(number);
        for (Xapian::TermIterator at = counted.values_begin(); at != counted.values_end(); ++at) {
            const std::string value = *at;
            if (!shim::wants_more(visit(context, value.data(), value.size(), at.get_termfreq())))
                break;
        }
    });
}
