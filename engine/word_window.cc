/* SPDX-License-Identifier: GPL-2.0-or-later */
/* word_window.cc: whether positions of several words lie within a window. */
#include <algorithm>
#include <utility>
#include <vector>

#include "engine.h"

namespace
{

/* Whether each word of the first count lists can have a position of its own in [least, most]: a
 * maximum matching of words and positions, by augmenting paths. */
class window_matching
{
  public:
    window_matching(const uint32_t *const *position_lists, const size_t *position_counts,
                    size_t list_count)
        : lists(position_lists), counts(position_counts), count(list_count)
    {
    }

    bool holds(uint32_t least, uint32_t most)
    {
        taken.clear();
        for (size_t word = 0; word < count; word++) {
            tried.clear();
            if (!place(word, least, most))
                return false;
        }
        return true;
    }

  private:
    const uint32_t *const *lists;
    const size_t *counts;
    const size_t count;
    std::vector<std::pair<uint32_t, size_t>> taken; /* position, word */
    std::vector<uint32_t> tried;

    bool place(size_t word, uint32_t least, uint32_t most)
    {
        const uint32_t *end = lists[word] + counts[word];
        for (const uint32_t *at = std::lower_bound(lists[word], end, least);
             at != end && *at <= most; ++at) {
            if (std::find(tried.begin(), tried.end(), *at) != tried.end())
                continue;
            tried.push_back(*at);
            auto holder = std::find_if(taken.begin(), taken.end(),
                                       [&](const auto &each) { return each.first == *at; });
            if (holder == taken.end()) {
                taken.emplace_back(*at, word);
                return true;
            }
            const size_t index = static_cast<size_t>(holder - taken.begin());
            if (place(holder->second, least, most)) {
                taken[index].second = word;
                return true;
            }
        }
        return false;
    }
};

bool holds_in_order(const uint32_t *const *lists, const size_t *counts, size_t count,
                    uint32_t window)
{
    for (size_t i = 0; i < counts[0]; i++) {
        uint32_t last = lists[0][i];
        for (size_t word = 1; word < count; word++) {
            const uint32_t *end = lists[word] + counts[word];
            const uint32_t *next = std::upper_bound(lists[word], end, last);
            if (next == end)
                return false;
            last = *next;
        }
        if (last - lists[0][i] < window)
            return true;
    }
    return false;
}

bool holds_in_any_order(const uint32_t *const *lists, const size_t *counts, size_t count,
                        uint32_t window)
{
    window_matching matching(lists, counts, count);
    for (size_t word = 0; word < count; word++)
        for (size_t i = 0; i < counts[word]; i++) {
            const uint32_t least = lists[word][i];
            const uint32_t most =
                least > UINT32_MAX - (window - 1) ? UINT32_MAX : least + (window - 1);
            if (matching.holds(least, most))
                return true;
        }
    return false;
}

} // namespace

bool engine_window_holds(bool ordered, const uint32_t *const *lists, const size_t *counts,
                         size_t count, uint32_t window)
{
    if (count == 0 || window == 0 || std::count(counts, counts + count, size_t(0)) > 0)
        return false;
    return ordered ? holds_in_order(lists, counts, count, window)
                   : holds_in_any_order(lists, counts, count, window);
}
