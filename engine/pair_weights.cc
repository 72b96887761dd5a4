/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pair_weights.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace engine
{

namespace
{

/* Ascending. */
struct positions {
    const Xapian::termpos *first, *end;
};

bool are_in_order(const positions &words, const positions &others, Xapian::termpos window)
{
    const Xapian::termpos *next = others.first;
    for (const Xapian::termpos *at = words.first; at != words.end; ++at) {
        next = std::upper_bound(next, others.end, *at);
        if (next == others.end)
            return false;
        if (*next - *at < window)
            return true;
    }
    return false;
}

} // namespace

/* Some documents, with what was read of them. Term by term, because the positions of one term lie
 * side by side in the order of the documents. */
class pair_weights::documents
{
  public:
    documents(const pair_weights &weights, matched *rows, size_t count)
        : index(weights.database), terms(weights.terms), first(rows), size(count),
          read(terms.size()), logarithms(count, 0)
    {
    }

    void add(const weighed_pair &pair, double c_average)
    {
        const std::vector<size_t> found = find(pair);
        for (size_t i = 0; i < 2; i++)
            read_wdfs(pair.others[i], found);
        for (const size_t row : found) {
            if (logarithms[row] == 0)
                logarithms[row] = log2(1 + c_average / length(first[row].docid));
            double weight = 0;
            for (size_t i = 0; i < 2; i++)
                weight += pair.weights[i].of(read[pair.others[i]].wdfs[row], logarithms[row]);
            first[row].weight += weight;
        }
    }

  private:
    struct word {
        std::vector<char> is_known;                    /* by row: its positions are */
        std::vector<std::pair<size_t, size_t>> places; /* by row: first and end in all */
        std::vector<Xapian::termpos> all;
        std::vector<Xapian::termcount> wdfs; /* by row; 0: not read */

        positions at(size_t row) const
        {
            return { all.data() + places[row].first, all.data() + places[row].second };
        }
    };
    const Xapian::Database &index;
    const std::vector<std::string> &terms;
    matched *const first;
    const size_t size;
    std::vector<word> read; /* by place of the term */
    std::vector<double> logarithms;

    Xapian::termcount length(Xapian::docid docid) const
    {
        return std::max(index.get_doclength(docid), Xapian::termcount{ 1 });
    }

    template <typename Fails> static void remove(std::vector<size_t> &rows, Fails fails)
    {
        rows.erase(std::remove_if(rows.begin(), rows.end(), fails), rows.end());
    }

    /* The rows that have the pair. */
    std::vector<size_t> find(const weighed_pair &pair)
    {
        std::vector<size_t> rows(size);
        for (size_t i = 0; i < size; i++)
            rows[i] = i;
        for (const size_t i : { pair.rarer, 1 - pair.rarer }) {
            const word &of = read_positions(pair.words[i], rows);
            remove(rows, [&](size_t row) { return of.places[row].first == of.places[row].second; });
        }
        const word &one = read[pair.words[0]], &other = read[pair.words[1]];
        remove(rows,
               [&](size_t row) { return !are_in_order(one.at(row), other.at(row), pair.window); });
        return rows;
    }

    const word &read_positions(size_t place, const std::vector<size_t> &rows)
    {
        const Xapian::PositionIterator end;
        word &of = read[place];
        of.is_known.resize(size);
        of.places.resize(size);
        for (const size_t row : rows) {
            if (of.is_known[row])
                continue;
            of.is_known[row] = 1;
            of.places[row].first = of.all.size();
            for (auto at = index.positionlist_begin(first[row].docid, terms[place]); at != end;
                 ++at)
                of.all.push_back(*at);
            of.places[row].second = of.all.size();
        }
        return of;
    }

    void read_wdfs(size_t place, const std::vector<size_t> &rows)
    {
        word &of = read[place];
        of.wdfs.resize(size);
        Xapian::PostingIterator at;
        for (const size_t row : rows) {
            if (of.wdfs[row] > 0)
                continue;
            if (at == Xapian::PostingIterator())
                at = index.postlist_begin(terms[place]);
            at.skip_to(first[row].docid);
            if (at != Xapian::PostingIterator() && *at == first[row].docid)
                of.wdfs[row] = at.get_wdf();
        }
    }
};

pair_weights::pair_weights(const Xapian::Database &searched,
                           const std::vector<const word_pair *> &pairs, double c)
    : database(searched), c_average(c * searched.get_average_length())
{
    for (const word_pair *pair : pairs) {
        weighed_pair made = {};
        for (size_t i = 0; i < 2; i++) {
            made.words[i] = place_of(pair->words[i]);
            made.others[i] = place_of(pair->bounds.others[i]);
            made.weights[i] =
                ineb2_weight(database, { pair->bounds.others[i] }, c, pair->bounds.factor);
        }
        made.rarer =
            database.get_termfreq(pair->words[1]) < database.get_termfreq(pair->words[0]) ? 1 : 0;
        made.window = pair->window;
        weighed.push_back(made);
    }
}

size_t pair_weights::place_of(const std::string &term)
{
    const auto place = std::find(terms.begin(), terms.end(), term);
    if (place == terms.end()) {
        terms.push_back(term);
        return terms.size() - 1;
    }
    return static_cast<size_t>(place - terms.begin());
}

void pair_weights::add_to(matched *rows, size_t count) const
{
    documents all(*this, rows, count);
    for (const weighed_pair &pair : weighed)
        all.add(pair, c_average);
}

} // namespace engine
