/* SPDX-License-Identifier: GPL-2.0-or-later */
/* field_phrase.cc: phrases that must stand in one field, where no posting tells that they do: each
 * candidate is looked at when a search begins. */
#include <algorithm>

#include "docid_set.h"
#include "query.h"

namespace
{

using positions = std::vector<Xapian::termpos>;

/* The candidates that a check accepts. */
class checked_source : public engine::listed_source
{
  public:
    explicit checked_source(Xapian::Query searched) : candidates(std::move(searched))
    {
    }

    void init(const Xapian::Database &database) override
    {
        Xapian::Enquire enquire(database);
        enquire.set_query(
            Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(std::string()), candidates));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
        const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
        docids.clear();
        for (Xapian::MSetIterator row = found.begin(); row != found.end(); ++row)
            docids.push_back(*row);
        keep_accepted(database);
        begin();
    }

    std::string get_description() const override
    {
        return "Checked(" + candidates.get_description() + ")";
    }

  protected:
    const Xapian::Query candidates;

  private:
    /* Leaves in docids, which ascend, those that the check accepts. */
    virtual void keep_accepted(const Xapian::Database &database) = 0;
};

/* A word of a phrase: any of its terms, at a position within a range. */
struct placed_word {
    std::vector<std::string> terms;
    struct shim_positions range;
};

class positions_source final : public checked_source
{
  public:
    positions_source(const Xapian::Query &searched, std::vector<placed_word> placed, bool in_order,
                     uint32_t within)
        : checked_source(searched), words(std::move(placed)), ordered(in_order), window(within)
    {
    }

    positions_source *clone() const override
    {
        return new positions_source(candidates, words, ordered, window);
    }

  private:
    const std::vector<placed_word> words;
    const bool ordered;
    const uint32_t window;

    static bool is_in(const struct shim_positions &range, Xapian::termpos position)
    {
        return (position >= range.first && position <= range.last) ||
               (range.high_first > 0 && position >= range.high_first &&
                position <= range.high_last);
    }

    /* Of each document, the word's positions. Term by term: the positions of one term lie side by
     * side in the order of the documents, and a look-up finds the last block at hand. */
    std::vector<positions> positions_of(const Xapian::Database &database,
                                        const placed_word &word) const
    {
        std::vector<positions> found(docids.size());
        for (const std::string &term : word.terms)
            for (size_t i = 0; i < docids.size(); i++)
                for (auto position = database.positionlist_begin(docids[i], term);
                     position != database.positionlist_end(docids[i], term); ++position)
                    if (is_in(word.range, *position))
                        found[i].push_back(*position);
        if (word.terms.size() > 1)
            for (positions &list : found) {
                std::sort(list.begin(), list.end());
                list.erase(std::unique(list.begin(), list.end()), list.end());
            }
        return found;
    }

    void keep_accepted(const Xapian::Database &database) override
    {
        std::vector<std::vector<positions>> lists;
        for (const placed_word &word : words)
            lists.push_back(positions_of(database, word));
        size_t kept = 0;
        for (size_t i = 0; i < docids.size(); i++) {
            std::vector<const uint32_t *> starts;
            std::vector<size_t> counts;
            for (const std::vector<positions> &list : lists) {
                starts.push_back(list[i].data());
                counts.push_back(list[i].size());
            }
            if (shim_window_holds(ordered, starts.data(), counts.data(), lists.size(), window))
                docids[kept++] = docids[i];
        }
        docids.resize(kept);
    }
};

class confirmed_source final : public checked_source
{
  public:
    confirmed_source(const Xapian::Query &searched, shim_confirm *confirm_document,
                     void *confirm_context)
        : checked_source(searched), confirm(confirm_document), context(confirm_context)
    {
    }

    confirmed_source *clone() const override
    {
        return new confirmed_source(candidates, confirm, context);
    }

  private:
    shim_confirm *const confirm;
    void *const context;

    bool accepts(const Xapian::Database &database, Xapian::docid docid) const
    {
        struct error err;
        shim_document handle;
        handle.document = database.get_document(docid, Xapian::DOC_ASSUME_VALID);
        shim_forget_fault();
        const int answer = confirm(context, &handle, &err);
        if (answer < 0)
            shim::fail(shim_last_fault(), err.text);
        return answer > 0;
    }

    void keep_accepted(const Xapian::Database &database) override
    {
        auto fails = [&](Xapian::docid docid) { return !accepts(database, docid); };
        docids.erase(std::remove_if(docids.begin(), docids.end(), fails), docids.end());
    }
};

/* A term, or an OR of terms. */
std::vector<std::string> terms_of(const Xapian::Query &query)
{
    return { query.get_unique_terms_begin(), query.get_terms_end() };
}

Xapian::Query all_words(const Xapian::Query &phrase)
{
    std::vector<Xapian::Query> words;
    for (size_t i = 0; i < phrase.get_num_subqueries(); i++)
        words.push_back(phrase.get_subquery(i));
    return Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end());
}

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

bool shim_window_holds(bool ordered, const uint32_t *const *lists, const size_t *counts,
                       size_t count, uint32_t window)
{
    if (count == 0 || window == 0 || std::count(counts, counts + count, size_t(0)) > 0)
        return false;
    return ordered ? holds_in_order(lists, counts, count, window)
                   : holds_in_any_order(lists, counts, count, window);
}

struct shim_query *shim_query_phrase_at(struct shim_query *phrase, uint32_t window,
                                        const struct shim_positions *ranges,
                                        struct shim_query *narrow, struct error *err)
{
    if (!phrase || !narrow) {
        delete phrase;
        delete narrow;
        return nullptr;
    }
    const shim::origin *nowhere = nullptr;
    struct shim_query *placed = shim::guard(nowhere, err, [&] {
        std::vector<placed_word> words;
        for (size_t i = 0; i < phrase->query.get_num_subqueries(); i++)
            words.push_back({ terms_of(phrase->query.get_subquery(i)), ranges[i] });
        const bool ordered = phrase->query.get_type() == Xapian::Query::OP_PHRASE;
        return new shim_query(Xapian::Query(
            Xapian::Query::OP_FILTER, all_words(phrase->query),
            Xapian::Query((new positions_source(
                               Xapian::Query(Xapian::Query::OP_AND, narrow->query, phrase->query),
                               std::move(words), ordered, window))
                              ->release())));
    });
    delete phrase;
    delete narrow;
    return placed;
}

struct shim_query *shim_query_confirmed(struct shim_query *query, shim_confirm *confirm,
                                        void *context, struct error *err)
{
    if (!query)
        return nullptr;
    const shim::origin *nowhere = nullptr;
    struct shim_query *confirmed = shim::guard(nowhere, err, [&] {
        return new shim_query(Xapian::Query(
            Xapian::Query::OP_FILTER, query->query,
            Xapian::Query((new confirmed_source(query->query, confirm, context))->release())));
    });
    delete query;
    return confirmed;
}
