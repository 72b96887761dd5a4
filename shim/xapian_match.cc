/* xapian_match.cc: see xapian_match.h. */
#include "xapian_match.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "xapian_table.h"

namespace shim
{

namespace
{

const Xapian::docid none = ~Xapian::docid{ 0 };

/* A term's postings, and what one of them weighs. */
class postings
{
  public:
    postings(const Xapian::Database &database, const word &of)
        : held(of), at(database.postlist_begin(of.term)), frequency(database.get_termfreq(of.term))
    {
        if (frequency == 0)
            return;
        /* The constants of IneB2: a term that occurs `occurrences` times, spread evenly over all
         * documents, would stand in `expected` of them. */
        double documents = database.get_doccount();
        double occurrences = static_cast<double>(database.get_collection_freq(of.term));
        double expected = documents * (1.0 - exp(-(occurrences / documents)));
        scale = of.factor * log2((documents + 1.0) / (expected + 0.5));
        after_effect = (occurrences + 1.0) / frequency;
        settle();
    }

    Xapian::docid docid = none; /* none: there are no more */

    const word &word_of() const
    {
        return held;
    }

    void next()
    {
        ++at;
        settle();
    }

    void reach(Xapian::docid least)
    {
        if (docid >= least)
            return;
        next(); /* a third of the cost, and often enough */
        if (docid >= least)
            return;
        at.skip_to(least);
        settle();
    }

    /* logarithm is log2(1 + c * average length / length). */
    double weight(double logarithm) const
    {
        Xapian::termcount wdf = at.get_wdf();
        if (wdf == 0 || scale == 0)
            return 0; /* whatever the length, which may be 0 */
        double normalised = wdf * logarithm;
        return normalised * after_effect / (normalised + 1.0) * scale;
    }

    Xapian::termcount length() const
    {
        return at.get_doclength();
    }

    Xapian::doccount documents() const
    {
        return frequency;
    }

  private:
    std::reference_wrapper<const word> held;
    Xapian::PostingIterator at;
    Xapian::doccount frequency;
    double scale = 0, after_effect = 0;

    void settle()
    {
        docid = at == Xapian::PostingIterator() ? none : *at;
    }
};

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

bool is_better(const matched &a, const matched &b)
{
    return a.weight != b.weight ? a.weight > b.weight : a.docid < b.docid;
}

/* The best rows so far: a heap, the worst on top, once it is full. */
class best_rows
{
  public:
    best_rows(std::vector<matched> &best, Xapian::doccount most, double least_weight)
        : rows(best), limit(most), least(least_weight)
    {
    }

    /* Rows come by ascending numbers: one that weighs as much as the worst is worse. */
    bool wants(double weight) const
    {
        return rows.size() < limit ? weight >= least : weight > rows.front().weight;
    }

    void add(const matched &row)
    {
        if (!wants(row.weight))
            return;
        if (rows.size() == limit) {
            std::pop_heap(rows.begin(), rows.end(), is_better);
            rows.back() = row;
            std::push_heap(rows.begin(), rows.end(), is_better);
            return;
        }
        rows.push_back(row);
        if (rows.size() == limit)
            std::make_heap(rows.begin(), rows.end(), is_better);
    }

  private:
    std::vector<matched> &rows;
    const Xapian::doccount limit;
    const double least;
};

class matcher
{
  public:
    matcher(const Xapian::Database &database, const words &matched_query, double c,
            const struct shim_table &lengths, best_rows &best_of_all)
        : query(matched_query), best(best_of_all), records(lengths, database),
          logarithm(c * database.get_average_length())
    {
        open(required, database, query.required);
        open(optional, database, query.optional);
        open(excluded, database, query.excluded);
        std::sort(required.begin(), required.end(), [](const postings &a, const postings &b) {
            return a.documents() < b.documents();
        });
        for (const word &each : query.together)
            add_together(each);
    }

    Xapian::doccount run()
    {
        Xapian::doccount count = 0;
        for (Xapian::docid docid = first(); docid != none; docid = after(docid)) {
            if (!is_match(docid))
                continue;
            count++;
            weigh(docid);
        }
        return count;
    }

  private:
    const words &query;
    best_rows &best;
    table_reader records;
    logarithms logarithm;
    std::vector<postings> required, optional, excluded;
    /* Of those above, with what part of its weight each adds where all are there. */
    std::vector<std::pair<const postings *, double>> together;

    void add_together(const word &added)
    {
        for (const auto *list : { &required, &optional })
            for (const postings &each : *list)
                if (each.word_of().term == added.term && each.word_of().factor > 0) {
                    together.emplace_back(&each, added.factor / each.word_of().factor);
                    return;
                }
    }

    /* What a document with all of together weighs more. */
    double together_weight(Xapian::docid docid, double factor) const
    {
        double weight = 0;
        for (const auto &[each, part] : together) {
            if (each->docid != docid)
                return 0;
            weight += each->weight(factor) * part;
        }
        return weight;
    }

    static void open(std::vector<postings> &list, const Xapian::Database &database,
                     const std::vector<word> &terms)
    {
        list.reserve(terms.size());
        for (const word &term : terms)
            list.emplace_back(database, term);
    }

    /* The next document with all required words, none before those that the rarest is at. */
    Xapian::docid agree()
    {
        Xapian::docid docid = required[0].docid;
        for (size_t i = 1; docid != none && i < required.size();) {
            required[i].reach(docid);
            if (required[i].docid == docid) {
                i++;
                continue;
            }
            required[0].reach(required[i].docid);
            docid = required[0].docid;
            i = 1;
        }
        return docid;
    }

    Xapian::docid least_optional() const
    {
        Xapian::docid docid = none;
        for (const postings &each : optional)
            docid = std::min(docid, each.docid);
        return docid;
    }

    Xapian::docid first()
    {
        return required.empty() ? least_optional() : agree();
    }

    Xapian::docid after(Xapian::docid docid)
    {
        if (!required.empty()) {
            required[0].next();
            return agree();
        }
        Xapian::docid least = none;
        for (postings &each : optional) {
            if (each.docid == docid)
                each.next();
            least = std::min(least, each.docid);
        }
        return least;
    }

    bool is_match(Xapian::docid docid)
    {
        bool has_optional = required.empty(); /* it is where one of them is */
        for (postings &each : optional) {
            each.reach(docid);
            has_optional = has_optional || each.docid == docid;
        }
        if (query.one_of && !has_optional)
            return false;
        for (postings &each : excluded) {
            each.reach(docid);
            if (each.docid == docid)
                return false;
        }
        return true;
    }

    Xapian::termcount length_of(const char *record, Xapian::docid docid) const
    {
        Xapian::termcount length = record ? records.length(record) : 0;
        if (length > 0)
            return length;
        for (const auto *list : { &required, &optional })
            for (const postings &each : *list)
                if (each.docid == docid)
                    return each.length();
        return 1;
    }

    void weigh(Xapian::docid docid)
    {
        const char *record = records.record(docid);
        double factor = logarithm.of(length_of(record, docid)), weight = 0;
        for (const postings &each : required)
            weight += each.weight(factor);
        for (const postings &each : optional)
            if (each.docid == docid)
                weight += each.weight(factor);
        weight += together_weight(docid, factor);
        if (query.added.weigh && best.wants(weight + query.added.most))
            weight += query.added.weigh(query.added.context, record);
        best.add({ docid, weight });
    }
};

} // namespace

Xapian::doccount match_words(std::vector<matched> &rows, const Xapian::Database &database,
                             const words &query, double c, const struct shim_table &lengths,
                             Xapian::doccount limit, double least)
{
    best_rows best(rows, limit, least);
    Xapian::doccount count = matcher(database, query, c, lengths, best).run();
    std::sort(rows.begin(), rows.end(), is_better);
    return count;
}

} // namespace shim
