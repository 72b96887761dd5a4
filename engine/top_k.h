/* SPDX-License-Identifier: GPL-2.0-or-later */
/* top_k.h: the best rows of a search while it runs. */
#ifndef NEWSSEARCH_ENGINE_TOP_K_H
#define NEWSSEARCH_ENGINE_TOP_K_H

#include <algorithm>
#include <functional>
#include <vector>

#include "sliced_search.h"

namespace shim
{

inline bool is_better(const matched &a, const matched &b)
{
    return a.most != b.most ? a.most > b.most : a.docid < b.docid;
}

class best_rows
{
  public:
    /* rows is empty, and outlives it. */
    best_rows(std::vector<matched> &best, const wanted_rows &which, common_search &search)
        : rows(best), limit(which.limit), sure_count(which.sure), within(which.within),
          shared_least(search.floor), least(which.least)
    {
    }

    size_t most() const
    {
        return limit;
    }

    /* Weights are meant with bonuses. No row weighs less; while it is the same, so are the answers
     * below. */
    double floor() const
    {
        return least;
    }

    /* What others found since. */
    void learn()
    {
        least = std::max(least, shared_least.load(std::memory_order_relaxed));
    }

    /* For rows by ascending numbers: one that weighs as much as the worst of all there may be is
     * worse. */
    bool wants(double weight) const
    {
        return weight >= least && (!full || weight > rows.front().most);
    }

    /* For others. */
    bool may_want(double weight) const
    {
        return weight >= least;
    }

    void add(const matched &row)
    {
        if (row.most < least || (full && !is_better(row, rows.front())))
            return;
        if (full) {
            std::pop_heap(rows.begin(), rows.end(), is_better);
            rows.back() = row;
            std::push_heap(rows.begin(), rows.end(), is_better);
        } else {
            rows.push_back(row);
            full = rows.size() == limit;
            if (full)
                std::make_heap(rows.begin(), rows.end(), is_better);
        }
        if (full)
            least = std::max(least, rows.front().most);
        if (sure_count > 0)
            add_sure(row.weight);
        share();
    }

    /* Puts them in order, and leaves out those that others have overtaken. */
    void finish()
    {
        auto overtaken = [this](const matched &row) { return row.most < least; };
        rows.erase(std::remove_if(rows.begin(), rows.end(), overtaken), rows.end());
        std::sort(rows.begin(), rows.end(), is_better);
    }

  private:
    std::vector<matched> &rows; /* a heap, the worst in front, once it is full */
    const size_t limit, sure_count;
    const double within;
    std::atomic<double> &shared_least;
    double least;
    bool full = false;
    /* The highest weights without bonuses: a heap, the least in front, once they are as many as
     * wanted. */
    std::vector<double> sure;

    void share()
    {
        double others = shared_least.load(std::memory_order_relaxed);
        while (others < least && !shared_least.compare_exchange_weak(others, least))
            ;
        least = std::max(least, others);
    }

    void add_sure(double weight)
    {
        if (sure.size() == sure_count) {
            if (weight <= sure.front())
                return;
            std::pop_heap(sure.begin(), sure.end(), std::greater<>());
            sure.back() = weight;
            std::push_heap(sure.begin(), sure.end(), std::greater<>());
        } else {
            sure.push_back(weight);
            if (sure.size() < sure_count)
                return;
            std::make_heap(sure.begin(), sure.end(), std::greater<>());
        }
        least = std::max(least, sure.front() - within);
    }
};

} // namespace shim

#endif
