/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posting_iterator.h: the posting list of a word of a query, and the weight of a posting by
 * Xapian::IneB2Weight. */
#ifndef NEWSSEARCH_ENGINE_POSTING_ITERATOR_H
#define NEWSSEARCH_ENGINE_POSTING_ITERATOR_H

#include <functional>
#include <memory>
#include <vector>

#include "flat_query.h"
#include "ineb2.h"
#include "union_window.h"

namespace engine
{

const Xapian::docid no_docid = ~Xapian::docid{ 0 }; /* there are no more */

/* The documents with any of several terms, with the sum of their wdfs. It reads a window of
 * document numbers at a time, each list in one go. Short lists are read whole at the beginning,
 * because an open list of Xapian takes about 20 KB. */
class synonym_iterator
{
  public:
    synonym_iterator(const Xapian::Database &database, const std::vector<std::string> &terms);
    synonym_iterator(const synonym_iterator &) =
        delete; /* copies of Xapian's iterators move together */
    synonym_iterator &operator=(const synonym_iterator &) = delete;

    Xapian::docid docid = no_docid;

    Xapian::termcount wdf() const
    {
        return held.wdf(docid);
    }

    void next()
    {
        skip_to(docid + 1);
    }

    void skip_to(Xapian::docid least)
    {
        if (held.covers(least))
            seek(least);
        else
            fill(least);
    }

  private:
    struct posting {
        Xapian::docid docid;
        Xapian::termcount wdf;
    };
    std::vector<std::pair<Xapian::docid, Xapian::PostingIterator>>
        lists;                  /* the lists that are not at their end, with their positions */
    std::vector<posting> whole; /* of all lists that were read whole, by number */
    size_t next_whole = 0;
    window_postings held; /* of the window */

    /* From this number on, which is in the window. */
    void seek(Xapian::docid least)
    {
        const Xapian::docid place = held.bits().next(least - held.first());
        if (place < window_bits::width)
            docid = held.first() + place;
        else
            fill(held.first() + window_bits::width);
    }

    void fill(Xapian::docid least);

    void add(Xapian::docid number, Xapian::termcount wdf)
    {
        held.add(number, wdf + (held.has(number) ? held.wdf(number) : 0));
    }
};

class posting_iterator
{
  public:
    /* of must outlive it. c is the parameter of IneB2Weight. */
    posting_iterator(const Xapian::Database &database, const flat_term &of, double c);

    Xapian::docid docid = no_docid;

    const flat_term &term() const
    {
        return held;
    }

    void next()
    {
        if (last > 0) {
            docid = docid < last ? docid + 1 : no_docid;
            return;
        }
        if (merged)
            merged->next();
        else
            ++at;
        update_docid();
    }

    void seek(Xapian::docid least)
    {
        if (docid >= least)
            return;
        if (last > 0) {
            docid = least <= last ? least : no_docid;
            return;
        }
        next(); /* a third of the cost, and often enough */
        if (docid >= least)
            return;
        if (merged)
            merged->skip_to(least);
        else
            at.skip_to(least);
        update_docid();
    }

    /* Reads its postings of a window and moves to the first posting after it. It knows the weights
     * of the postings in the window until it reads the next window or moves. bit: its bit in the
     * window. */
    void read(union_window &into, unsigned bit)
    {
        if (!ahead)
            ahead = std::make_unique<window_postings>();
        ahead->begin(into.first());
        for (; docid < into.end(); next()) {
            const Xapian::termcount count = read_wdf();
            ahead->add(docid, count);
            into.add(docid, weights.upper_bound(count), bit);
        }
        into.unite(*ahead);
    }

    void leave_window()
    {
        ahead.reset();
    }

    /* Whether it has the document, at its position or in the window. */
    bool has(Xapian::docid number) const
    {
        return ahead ? ahead->has(number) : docid == number;
    }

    /* Of the document that it has. */
    Xapian::termcount wdf(Xapian::docid number) const
    {
        if (ahead)
            return ahead->wdf(number);
        if (known_of != docid) {
            known_of = docid;
            known = read_wdf();
        }
        return known;
    }

    /* What that weighs; see ineb2_weight::of. */
    double weight_of(Xapian::docid number, double logarithm) const
    {
        return weights.of(wdf(number), logarithm);
    }

    const ineb2_weight &weight() const
    {
        return weights;
    }

    /* The number of postings, at most. */
    Xapian::doccount documents() const
    {
        return frequency;
    }

  private:
    std::reference_wrapper<const flat_term> held;
    Xapian::PostingIterator at;
    std::unique_ptr<synonym_iterator> merged; /* in place of at, of several terms */
    Xapian::docid last =
        0; /* in place of at, of the empty term where no number up to this one is missing */
    Xapian::doccount frequency = 0;
    ineb2_weight weights;
    std::unique_ptr<window_postings> ahead; /* its postings of a window, if it reads windows */

    mutable Xapian::docid known_of = no_docid; /* it is asked for several times */
    mutable Xapian::termcount known = 0;

    Xapian::termcount read_wdf() const
    {
        return last > 0 ? 0 : merged ? merged->wdf() : at.get_wdf();
    }

    void update_docid()
    {
        if (merged)
            docid = merged->docid;
        else
            docid = at == Xapian::PostingIterator() ? no_docid : *at;
    }

    void open_term(const Xapian::Database &database, double c);
    void open_terms(const Xapian::Database &database, double c);
};

} // namespace engine

#endif
