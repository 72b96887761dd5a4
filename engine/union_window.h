/* SPDX-License-Identifier: GPL-2.0-or-later */
/* union_window.h: postings of several lists, read for a window of document numbers at a time.
 *
 * Reading lists side by side, document by document, compares each list with the lowest for every
 * document, and the processor mispredicts most of these branches. Here each list is read in one go.
 */
#ifndef NEWSSEARCH_ENGINE_UNION_WINDOW_H
#define NEWSSEARCH_ENGINE_UNION_WINDOW_H

#include <cstdint>

#include <xapian.h>

namespace engine
{

/* The documents of a window, one bit each. */
struct window_bits {
    static const Xapian::docid width = 1024;
    std::uint64_t words[width / 64] = {};

    void set(Xapian::docid place)
    {
        words[place / 64] |= std::uint64_t{ 1 } << place % 64;
    }

    bool has(Xapian::docid place) const
    {
        return words[place / 64] >> place % 64 & 1;
    }

    /* The first document from this place; width: there is none. */
    Xapian::docid next(Xapian::docid place) const
    {
        std::uint64_t left = words[place / 64] >> place % 64 << place % 64;
        for (Xapian::docid i = place / 64;; left = words[i]) {
            if (left != 0)
                return i * 64 + static_cast<Xapian::docid>(__builtin_ctzll(left));
            if (++i == width / 64)
                return width;
        }
    }

    void unite(const window_bits &others)
    {
        for (Xapian::docid i = 0; i < width / 64; i++)
            words[i] |= others.words[i];
    }
};

/* The postings of one list, or of several together. */
class window_postings
{
  public:
    /* The documents from first on. */
    void begin(Xapian::docid first)
    {
        start = first;
        documents = window_bits();
    }

    Xapian::docid first() const
    {
        return start;
    }

    const window_bits &bits() const
    {
        return documents;
    }

    bool covers(Xapian::docid docid) const
    {
        return docid - start < window_bits::width;
    }

    void add(Xapian::docid docid, Xapian::termcount wdf)
    {
        documents.set(docid - start);
        wdfs[docid - start] = wdf;
    }

    bool has(Xapian::docid docid) const
    {
        return documents.has(docid - start);
    }

    /* Of a document that it has. */
    Xapian::termcount wdf(Xapian::docid docid) const
    {
        return wdfs[docid - start];
    }

  private:
    Xapian::docid start = 0;
    window_bits documents;
    Xapian::termcount wdfs[window_bits::width]; /* of documents */
};

/* The documents of all lists, with the sum of the upper bounds of their weights and the bits of the
 * lists that have them. */
class union_window
{
  public:
    static constexpr size_t kinds = 8; /* bits for lists */

    Xapian::docid first() const
    {
        return start;
    }

    Xapian::docid end() const
    {
        return past;
    }

    /* The documents from first to limit - 1, as many as there is room for. */
    void begin(Xapian::docid first, Xapian::docid limit)
    {
        start = first;
        past = limit - first > window_bits::width ? first + window_bits::width : limit;
        documents = window_bits();
    }

    /* bit: less than kinds. */
    void add(Xapian::docid docid, double most, unsigned bit)
    {
        bounds[docid - start] += most;
        lists[docid - start] |= static_cast<std::uint8_t>(1U << bit);
    }

    /* What a list has of which all were added. */
    void unite(const window_postings &list)
    {
        documents.unite(list.bits());
    }

    /* Visits each document of the window, ascending, with the sum and the bits. Once for each
     * window. */
    template <typename Visit> void each(Visit visit)
    {
        for (Xapian::docid i = 0; i < window_bits::width / 64; i++)
            for (std::uint64_t left = documents.words[i]; left != 0; left &= left - 1) {
                const auto place = i * 64 + static_cast<Xapian::docid>(__builtin_ctzll(left));
                const double most = bounds[place];
                const unsigned bits = lists[place];
                bounds[place] = 0;
                lists[place] = 0;
                visit(start + place, most, bits);
            }
    }

  private:
    Xapian::docid start = 0, past = 0;
    window_bits documents;
    /* 0 where there is no document */
    double bounds[window_bits::width] = {};
    std::uint8_t lists[window_bits::width] = {};
};

} // namespace engine

#endif
