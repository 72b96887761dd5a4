/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pair_weights.h"

#include <algorithm>
#include <utility>

#include "positions.h"

namespace engine
{

namespace
{

/* In place of a wdf, which may be 0 for a word that is there. */
const Xapian::termcount not_read = ~Xapian::termcount{ 0 }, absent = not_read - 1;

} // namespace

static size_t weighing(const word_pair &pair, size_t i)
{
    return pair.weighs == ENGINE_BOTH ? i : pair.weighs == ENGINE_FIRST ? 0 : 1;
}

pair_weights::pair_weights(const Xapian::Database &searched,
                           const std::vector<const word_pair *> &given, double c)
    : database(searched), logarithm(c * searched.get_average_length())
{
    for (const word_pair *each : given)
        add_words(*each);
    std::sort(words.begin(), words.end(), [](const word &a, const word &b) {
        return a.weighs != b.weighs ? a.weighs : a.documents < b.documents;
    });
    for (const word_pair *each : given) {
        pair made = { {}, {}, { { { each->words[0] }, { each->words[1] } }, each->window }, {} };
        for (size_t i = 0; i < 2; i++) {
            const size_t other = weighing(*each, i);
            made.words[i] = place_of(each->words[i]);
            made.others[i] = place_of(each->words[other]);
            made.bounds.terms[i] = each->required[other];
            made.bounds.weights[i] =
                i == 1 && other == weighing(*each, 0)
                    ? made.bounds.weights[0]
                    : ineb2_weight(database, { each->words[other] }, c,
                                   each->weighs == ENGINE_BOTH ? each->factor : each->factor / 2);
        }
        order.push_back(pairs.size());
        pairs.push_back(std::move(made));
    }
    std::stable_sort(order.begin(), order.end(), [this](size_t a, size_t b) {
        return pairs[a].bounds.upper_bound() > pairs[b].bounds.upper_bound();
    });
}

void pair_weights::add_words(const word_pair &given)
{
    for (size_t i = 0; i < 2; i++) {
        const std::string &term = given.words[i];
        size_t place = place_of(term);
        if (place == words.size())
            words.push_back({ term, database.get_termfreq(term), false });
        words[place].weighs |= weighing(given, i) == i;
    }
}

size_t pair_weights::place_of(const std::string &term) const
{
    const auto is_term = [&](const word &each) { return each.term == term; };
    return static_cast<size_t>(std::find_if(words.begin(), words.end(), is_term) - words.begin());
}

std::vector<proximity_pair> pair_weights::bounds() const
{
    std::vector<proximity_pair> all;
    for (const pair &each : pairs)
        all.push_back(each.bounds);
    return all;
}

std::vector<pair_candidate> pair_weights::find(const matched *rows, size_t count, double threshold)
{
    std::vector<pair_candidate> candidates;
    candidates.reserve(count);
    for (size_t row = 0; row < count; row++)
        candidates.push_back(
            { rows[row].docid, rows[row].weight, rows[row].max_score, rows[row].length, row });
    added.assign(count * pairs.size(), 0);
    std::vector<counts> wdfs(count, counts(words.size(), not_read));
    for (size_t place = 0; place < words.size(); place++) {
        if (place > 0 && words[place - 1].weighs && !words[place].weighs)
            weigh(candidates, wdfs, threshold);
        read_wdfs(place, candidates, wdfs);
    }
    weigh(candidates, wdfs, threshold);
    return candidates;
}

/* Whether a pair with the word may be there. */
bool pair_weights::is_needed(size_t place, const counts &wdfs) const
{
    return std::any_of(pairs.begin(), pairs.end(), [&](const pair &each) {
        return (each.words[0] == place && wdfs[each.words[1]] != absent) ||
               (each.words[1] == place && wdfs[each.words[0]] != absent);
    });
}

void pair_weights::read_wdfs(size_t place, const std::vector<pair_candidate> &candidates,
                             std::vector<counts> &wdfs) const
{
    const Xapian::PostingIterator end;
    Xapian::PostingIterator at = database.postlist_begin(words[place].term);
    for (const pair_candidate &each : candidates) {
        counts &known = wdfs[each.row];
        if (!is_needed(place, known))
            continue;
        if (at != end)
            at.skip_to(each.docid);
        known[place] = at != end && *at == each.docid ? at.get_wdf() : absent;
    }
}

/* Computes what pairs add that may be there, as far as the wdfs are known. */
void pair_weights::weigh(std::vector<pair_candidate> &candidates, const std::vector<counts> &wdfs,
                         double threshold)
{
    for (pair_candidate &each : candidates) {
        const counts &known = wdfs[each.row];
        double factor = 0; /* not known */
        for (size_t place = 0; place < pairs.size(); place++) {
            const pair &of = pairs[place];
            double &weight = added_by(each, place);
            weight = 0;
            if (known[of.words[0]] == absent || known[of.words[1]] == absent)
                continue;
            if (factor == 0)
                factor = logarithm.of(length_of(each));
            for (size_t i = 0; i < 2; i++)
                weight += of.bounds.weights[i].of(known[of.others[i]], factor);
        }
        sum_up(each);
    }
    remove_below(candidates, threshold);
}

Xapian::termcount pair_weights::length_of(pair_candidate &candidate) const
{
    if (candidate.length == 0)
        candidate.length =
            std::max(database.get_doclength(candidate.docid), Xapian::termcount{ 1 });
    return candidate.length;
}

void pair_weights::remove_below(std::vector<pair_candidate> &candidates, double threshold)
{
    candidates.erase(std::remove_if(candidates.begin(), candidates.end(),
                                    [threshold](const pair_candidate &each) {
                                        return each.max_score < threshold;
                                    }),
                     candidates.end());
}

/* In the order of the pairs, which decides the last digits. */
void pair_weights::sum_up(pair_candidate &candidate)
{
    candidate.max_score = candidate.weight;
    for (size_t place = 0; place < pairs.size(); place++)
        candidate.max_score += added_by(candidate, place);
}

void pair_weights::verify(std::vector<pair_candidate> &candidates, double threshold)
{
    for (const size_t place : order) {
        std::vector<Xapian::docid> docids;
        for (const pair_candidate &each : candidates)
            if (added_by(each, place) > 0)
                docids.push_back(each.docid);
        docids = find_verified(pairs[place].phrase, std::move(docids), database);
        auto verified = docids.begin();
        for (pair_candidate &each : candidates) {
            if (verified != docids.end() && *verified == each.docid)
                ++verified;
            else
                added_by(each, place) = 0;
            sum_up(each);
        }
        remove_below(candidates, threshold);
    }
}

} // namespace engine
