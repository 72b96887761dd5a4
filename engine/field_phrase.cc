/* SPDX-License-Identifier: GPL-2.0-or-later */
/* field_phrase.cc: phrases that must stand in one field, where no posting tells that they do: each
 * candidate is looked at before a search. */
#include <algorithm>
#include <set>

#include "boolean_search.h"
#include "lookup.h"
#include "shim/xapian_handles.h"
#include "xapian_translation.h"

namespace
{

using engine::combine;
using engine::operation;
using engine::query_node;
using engine::shared_query;
using positions = std::vector<Xapian::termpos>;

/* The candidates that a check accepts. */
class checked_lookup : public engine::lookup
{
  public:
    explicit checked_lookup(const shared_query &searched)
        : candidates(engine::translate(*searched, nullptr).query)
    {
    }

    std::string description() const override
    {
        return "Checked(" + candidates.get_description() + ")";
    }

  private:
    const Xapian::Query candidates;

    std::vector<Xapian::docid> find(const Xapian::Database &index) const override
    {
        std::vector<Xapian::docid> docids = engine::find_matches(candidates, index);
        keep_accepted(docids, index);
        return docids;
    }

    /* Leaves in docids, which ascend, those that the check accepts. */
    virtual void keep_accepted(std::vector<Xapian::docid> &docids,
                               const Xapian::Database &index) const = 0;
};

/* A word of a phrase: any of its terms, at a position within a range. */
struct placed_word {
    std::vector<std::string> terms;
    struct engine_positions range;
};

class position_lookup final : public checked_lookup
{
  public:
    position_lookup(const shared_query &searched, std::vector<placed_word> placed, bool in_order,
                    uint32_t of_window)
        : checked_lookup(searched), words(std::move(placed)), ordered(in_order), window(of_window)
    {
    }

  private:
    const std::vector<placed_word> words;
    const bool ordered;
    const uint32_t window;

    static bool is_in(const struct engine_positions &range, Xapian::termpos position)
    {
        return (position >= range.first && position <= range.last) ||
               (range.high_first > 0 && position >= range.high_first &&
                position <= range.high_last);
    }

    /* Of each document, the word's positions. Term by term: the positions of one term lie side by
     * side in the order of the documents, and a look-up finds the last block at hand. */
    static std::vector<positions> positions_of(const placed_word &word,
                                               const std::vector<Xapian::docid> &docids,
                                               const Xapian::Database &index)
    {
        std::vector<positions> found(docids.size());
        for (const std::string &term : word.terms)
            for (size_t i = 0; i < docids.size(); i++)
                for (auto position = index.positionlist_begin(docids[i], term);
                     position != index.positionlist_end(docids[i], term); ++position)
                    if (is_in(word.range, *position))
                        found[i].push_back(*position);
        if (word.terms.size() > 1)
            for (positions &list : found) {
                std::sort(list.begin(), list.end());
                list.erase(std::unique(list.begin(), list.end()), list.end());
            }
        return found;
    }

    void keep_accepted(std::vector<Xapian::docid> &docids,
                       const Xapian::Database &index) const override
    {
        std::vector<std::vector<positions>> lists;
        for (const placed_word &word : words)
            lists.push_back(positions_of(word, docids, index));
        size_t accepted = 0;
        for (size_t i = 0; i < docids.size(); i++) {
            std::vector<const uint32_t *> starts;
            std::vector<size_t> counts;
            for (const std::vector<positions> &list : lists) {
                starts.push_back(list[i].data());
                counts.push_back(list[i].size());
            }
            if (engine_window_holds(ordered, starts.data(), counts.data(), lists.size(), window))
                docids[accepted++] = docids[i];
        }
        docids.resize(accepted);
    }
};

class confirmed_lookup final : public checked_lookup
{
  public:
    confirmed_lookup(const shared_query &searched, engine_confirm *confirm_document,
                     void *confirm_context)
        : checked_lookup(searched), confirm(confirm_document), context(confirm_context)
    {
    }

  private:
    engine_confirm *const confirm;
    void *const context;

    bool accepts(const Xapian::Database &index, Xapian::docid docid) const
    {
        struct error err;
        shim_document handle;
        handle.document = index.get_document(docid, Xapian::DOC_ASSUME_VALID);
        shim_forget_fault();
        const int answer = confirm(context, &handle, &err);
        if (answer < 0)
            shim::fail(shim_last_fault(), err.text);
        return answer > 0;
    }

    void keep_accepted(std::vector<Xapian::docid> &docids,
                       const Xapian::Database &index) const override
    {
        auto fails = [&](Xapian::docid docid) { return !accepts(index, docid); };
        docids.erase(std::remove_if(docids.begin(), docids.end(), fails), docids.end());
    }
};

void add_terms(std::set<std::string> &terms, const query_node &query)
{
    if (const auto *single = query.as<engine::single_term>())
        terms.insert(single->term);
    if (const auto *any = query.as<operation>())
        for (const shared_query &part : any->parts)
            add_terms(terms, *part);
}

/* Of a term, or an OR of terms. */
std::vector<std::string> terms_of(const query_node &query)
{
    std::set<std::string> terms;
    add_terms(terms, query);
    return { terms.begin(), terms.end() };
}

/* query, where matches says so. */
struct engine_query *filtered(shared_query query, std::shared_ptr<engine::lookup> matches)
{
    return new engine_query(
        combine(ENGINE_FILTER,
                { std::move(query), engine::make_node(engine::looked_up{ std::move(matches) }) }));
}

/* Queries belong to no database that errors could name. */
const shim::origin *const nowhere = nullptr;

} // namespace

struct engine_query *engine_query_phrase_at(struct engine_query *phrase, uint32_t window,
                                            const struct engine_positions *ranges,
                                            struct engine_query *narrow, struct error *err)
{
    const std::unique_ptr<struct engine_query> owned[] = {
        std::unique_ptr<struct engine_query>(phrase), std::unique_ptr<struct engine_query>(narrow)
    };
    if (!phrase || !narrow)
        return nullptr;
    return shim::guard(nowhere, err, [&] {
        const auto *within = phrase->root->as<operation>();
        if (!within || !within->matches)
            shim::fail(SHIM_FAULT_OTHER, "a phrase of the query has less than two words");
        std::vector<placed_word> words;
        for (size_t i = 0; i < within->parts.size(); i++)
            words.push_back({ terms_of(*within->parts[i]), ranges[i] });
        return filtered(combine(ENGINE_AND, within->parts),
                        std::make_shared<position_lookup>(
                            combine(ENGINE_AND, { narrow->root, phrase->root }), std::move(words),
                            within->op == ENGINE_PHRASE, window));
    });
}

struct engine_query *engine_query_confirmed(struct engine_query *query, engine_confirm *confirm,
                                            void *context, struct error *err)
{
    const std::unique_ptr<struct engine_query> owned(query);
    if (!query)
        return nullptr;
    return shim::guard(nowhere, err, [&] {
        return filtered(query->root,
                        std::make_shared<confirmed_lookup>(query->root, confirm, context));
    });
}
