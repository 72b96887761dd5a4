/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian_search.h"

#include "boolean_search.h"
#include "xapian_translation.h"

namespace engine
{

namespace
{

/* Shows each document to the caller, without copying it, until it asks to stop. The search runs to
 * its end all the same: Xapian 2.0 corrupts its memory when a decider throws, and the rest of a
 * million documents, refused unseen, takes some milliseconds. */
class callback_decider final : public Xapian::MatchDecider
{
  public:
    callback_decider(const struct engine_request &of, std::shared_ptr<const shim::origin> origin)
        : request(of)
    {
        handle.from = std::move(origin);
    }

    bool operator()(const Xapian::Document &document) const override
    {
        if (stopped)
            return false;
        handle.match = &document;
        const int answer = request.filter(request.filter_context, &handle);
        handle.match = nullptr;
        stopped = answer < 0;
        return answer > 0;
    }

    mutable bool stopped = false;

  private:
    const struct engine_request &request;
    mutable shim_document handle;
};

void prepare(Xapian::Enquire &enquire, struct engine_matches &matches, const Xapian::Query &query,
             const struct engine_request &request)
{
    if (request.scoring) {
        enquire.set_query(query);
        enquire.set_weighting_scheme(Xapian::IneB2Weight(request.scoring->c));
    } else {
        enquire.set_query(without_weights(query));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
    }
    if (request.sort_slot >= 0) /* "reverse" is Xapian's word for the highest value first */
        enquire.set_sort_by_value_then_relevance(static_cast<unsigned>(request.sort_slot),
                                                 request.sort_descending);
    for (size_t i = 0; i < request.counted_slot_count; i++) {
        matches.value_counts.push_back(
            std::make_unique<Xapian::ValueCountMatchSpy>(request.counted_slots[i]));
        enquire.add_matchspy(matches.value_counts.back().get());
    }
}

/* The most that proximity adds to any document. */
double proximity_bound(const wanted_rows &wanted)
{
    double sum = 0;
    for (const proximity_pair &each : wanted.proximity_pairs)
        sum += each.upper_bound();
    return sum;
}

} // namespace

void search_with_xapian(struct engine_matches &matches, const struct shim_database &database,
                        const query_node &query, const struct engine_request &request,
                        const wanted_rows &wanted)
{
    const bool sees_all = request.scoring && wanted.limit > 0 && loses_weights(query);
    const xapian_query translated = translate(query, &database);
    const callback_decider decider(request, database.from);
    Xapian::Enquire enquire(database.database);
    prepare(enquire, matches, translated.query, request);
    if (wanted.lowest > 0 && !sees_all)
        enquire.set_cutoff(0, wanted.lowest / translated.unit);
    /* From the first match on: MSet::fetch() of Xapian 1.4 crashes with others. */
    matches.found =
        enquire.get_mset(0, wanted.limit, sees_all ? UINT32_MAX : request.check_at_least, nullptr,
                         request.filter ? &decider : nullptr);
    if (decider.stopped)
        throw shim::stopped{};
    const Xapian::MSet &found = matches.found;
    matches.strategy = "xapian";
    matches.counts = { found.get_matches_lower_bound(), found.get_matches_estimated(),
                       found.get_matches_upper_bound() };
    const double bound = proximity_bound(wanted);
    matches.rows.clear();
    matches.rows.reserve(found.size());
    for (Xapian::MSetIterator row = found.begin(); row != found.end(); ++row) {
        const double weight = row.get_weight() * translated.unit;
        if (weight < wanted.lowest)
            continue;
        matches.rows.push_back({ *row, weight, weight + bound });
        if (request.sort_slot >= 0)
            matches.keys.push_back(row.get_sort_key());
    }
}

} // namespace engine
