/* SPDX-License-Identifier: GPL-2.0-or-later */
/* top_k.h: the best rows of a search while it runs. */
#ifndef NEWSSEARCH_ENGINE_TOP_K_H
#define NEWSSEARCH_ENGINE_TOP_K_H

#include <algorithm>
#include <functional>
#include <vector>

#include "sliced_search.h"

namespace engine
{

inline bool is_better(const matched &a, const matched &b)
{
    return a.max_score != b.max_score ? a.max_score > b.max_score : a.docid < b.docid;
}

class top_k
{
  public:
    /* rows is empty and must outlive it. */
    top_k(std::vector<matched> &best, const wanted_rows &which, shared_threshold &search)
        : rows(best), limit(which.limit), sure_count(which.sure), within(which.within),
          shared_value(search.value), lowest(which.lowest)
    {
    }

    size_t size_limit() const
    {
        return limit;
    }

    /* The threshold: no row weighs less, bonuses included. While it stays the same, so do the
     * answers below. */
    double threshold() const
    {
        return lowest;
    }

    /* Takes the threshold that other threads published. */
    void refresh()
    {
        lowest = std::max(lowest, shared_value.load(std::memory_order_relaxed));
    }

    /* For rows by ascending numbers: one that weighs as much as the worst of all there may be is
     * worse. */
    bool is_competitive(double weight) const
    {
        return weight >= lowest && (!full || weight > rows.front().max_score);
    }

    /* For others. */
    bool may_be_competitive(double weight) const
    {
        return weight >= lowest;
    }

    void add(const matched &row)
    {
        if (row.max_score < lowest || (full && !is_better(row, rows.front())))
            return;
        if (full) {
            std::pop_heap(rows.begin(), rows.end(), is_better);
            rows.back() = row;
            std::push_heap(rows.begin(), rows.end(), is_better);
        } else {
            if (rows.size() == rows_to_prune)
                prune();
            rows.push_back(row);
            full = rows.size() == limit;
            if (full)
                std::make_heap(rows.begin(), rows.end(), is_better);
        }
        if (full)
            lowest = std::max(lowest, rows.front().max_score);
        if (sure_count > 0)
            add_sure(row.weight);
        publish();
    }

    /* Sorts the rows and removes those that rows of other threads have pushed out. */
    void finish()
    {
        remove_overtaken();
        std::sort(rows.begin(), rows.end(), is_better);
    }

  private:
    std::vector<matched> &rows; /* a heap with the worst in front, if it is full */
    const size_t limit, sure_count;
    const double within;
    std::atomic<double> &shared_value;
    double lowest;
    bool full = false;
    /* The highest weights without bonuses: a heap, the lowest in front, once they are as many as
     * wanted. */
    std::vector<double> sure;
    size_t rows_to_prune = 4096;

    void remove_overtaken()
    {
        auto overtaken = [this](const matched &row) { return row.max_score < lowest; };
        rows.erase(std::remove_if(rows.begin(), rows.end(), overtaken), rows.end());
    }

    /* Before the limit is reached, if there is one: else rows whose weights ascend would all be
     * kept until the end. */
    void prune()
    {
        remove_overtaken();
        rows_to_prune = std::max(rows_to_prune, 2 * rows.size());
    }

    void publish()
    {
        double others = shared_value.load(std::memory_order_relaxed);
        while (others < lowest && !shared_value.compare_exchange_weak(others, lowest))
            ;
        lowest = std::max(lowest, others);
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
        lowest = std::max(lowest, sure.front() - within);
    }
};

} // namespace engine

#endif
