/* SPDX-License-Identifier: GPL-2.0-or-later */
/* flat_query.cc: how queries of words are put together. */
#include "flat_query.h"

#include <algorithm>
#include <unordered_set>

namespace shim
{

/* More would make the loop over them slower than Xapian's tree. */
static const size_t most_optional = 16;

template <typename Item> static void append(std::vector<Item> &all, const std::vector<Item> &more)
{
    all.insert(all.end(), more.begin(), more.end());
}

shared_words words_of_term(const std::string &term, Xapian::termcount wqf)
{
    auto made = std::make_shared<words>();
    made->required.push_back({ { term }, static_cast<double>(wqf) });
    return made;
}

shared_words words_of_all()
{
    auto made = std::make_shared<words>();
    made->required.push_back({ { std::string() }, 0 });
    return made;
}

shared_words words_of_range(const range &wanted)
{
    auto made = std::make_shared<words>(*words_of_all());
    made->ranges.push_back(wanted);
    return made;
}

shared_words words_of_values(const values &added)
{
    auto made = std::make_shared<words>();
    made->added = added;
    return made;
}

static bool only_values(const words &part)
{
    return part.added.weigh && part.required.empty() && part.optional.empty();
}

/* No more than words that are required or optional. */
static bool is_bare(const words &part)
{
    return part.excluded.empty() && part.together.empty() && part.phrases.empty() &&
           part.ranges.empty() && !part.added.weigh;
}

/* One term, or any of several. */
static bool is_choice(const words &part)
{
    return is_bare(part) && (part.one_of ? part.required.empty()
                                         : part.required.size() == 1 && part.optional.empty());
}

/* All of several terms. */
static bool is_all(const words &part)
{
    return is_bare(part) && part.optional.empty();
}

/* One term that was not scaled. */
static bool is_term(const words &part)
{
    return is_all(part) && part.required.size() == 1 && part.required[0].terms.size() == 1 &&
           part.required[0].factor == 1;
}

static bool has_all(const words &whole, const std::vector<word> &terms)
{
    for (const word &term : terms) {
        bool found = false;
        for (const auto *list : { &whole.required, &whole.optional })
            for (const word &each : *list)
                found = found || (each.terms == term.terms && each.factor > 0);
        if (!found)
            return false;
    }
    return true;
}

static const std::vector<word> &choice(const words &part)
{
    return part.one_of ? part.optional : part.required;
}

shared_words words_scale(const shared_words &scaled, double factor)
{
    if (!scaled || scaled->added.weigh)
        return nullptr;
    auto made = std::make_shared<words>(*scaled);
    for (auto *list : { &made->required, &made->optional, &made->together })
        for (word &each : *list)
            each.factor *= factor;
    return made;
}

/* All of both; of what is optional there is one list, which one_of is about; values
 * come to the whole, not to its parts. */
static bool add_all(words &all, const words &more)
{
    bool lists_mix = (all.one_of || more.one_of) && !all.optional.empty() && !more.optional.empty();
    if (lists_mix || more.added.weigh || !all.together.empty() || !more.together.empty())
        return false;
    append(all.required, more.required);
    append(all.optional, more.optional);
    append(all.excluded, more.excluded);
    append(all.phrases, more.phrases);
    append(all.ranges, more.ranges);
    all.one_of = all.one_of || more.one_of;
    return true;
}

static bool add_filter(words &all, const words &filter)
{
    words narrow = filter;
    narrow.added = values();
    narrow.together.clear();
    if (!narrow.one_of)
        narrow.optional.clear();
    for (auto *list : { &narrow.required, &narrow.optional })
        for (word &each : *list)
            each.factor = 0;
    return add_all(all, narrow);
}

static bool add_maybe(words &all, const words &maybe)
{
    if (only_values(maybe) && !all.added.weigh) {
        all.added = maybe.added;
        return true;
    }
    if (is_all(maybe) && maybe.required.size() > 1 && all.together.empty() &&
        has_all(all, maybe.required)) {
        all.together = maybe.required;
        return true;
    }
    if (!is_choice(maybe) || all.one_of)
        return false;
    append(all.optional, choice(maybe));
    return true;
}

static bool add_choice(words &all, const words &other)
{
    if (!is_choice(all) || !is_choice(other))
        return false;
    if (!all.one_of)
        all.optional.swap(all.required);
    all.one_of = true;
    append(all.optional, choice(other));
    return true;
}

/* Nothing but one range. */
static bool is_range(const words &part)
{
    return part.ranges.size() == 1 && !part.ranges[0].is_excluded && part.required.size() == 1 &&
           part.required[0].terms[0].empty() && part.optional.empty() && part.excluded.empty() &&
           part.together.empty() && !part.added.weigh;
}

static bool add_excluded(words &all, const words &unwanted)
{
    if (is_range(unwanted)) {
        append(all.ranges, unwanted.ranges);
        all.ranges.back().is_excluded = true;
        return true;
    }
    if (!is_choice(unwanted))
        return false;
    append(all.excluded, choice(unwanted));
    return true;
}

/* The terms of parts; empty: one is no term. */
static std::vector<std::string> terms_of(const std::vector<shared_words> &parts)
{
    std::vector<std::string> terms;
    for (const shared_words &part : parts) {
        if (!is_term(*part))
            return {};
        terms.push_back(part->required[0].terms[0]);
    }
    return terms;
}

static shared_words words_of_phrase(size_t window, const std::vector<shared_words> &parts)
{
    auto made = std::make_shared<words>();
    const std::vector<std::string> terms = terms_of(parts);
    if (terms.empty())
        return nullptr;
    for (const std::string &term : terms)
        made->required.push_back({ { term }, 1 });
    made->phrases.push_back({ terms, window });
    return made;
}

static shared_words words_of_synonyms(const std::vector<shared_words> &parts)
{
    auto made = std::make_shared<words>();
    const std::vector<std::string> terms = terms_of(parts);
    const std::unordered_set<std::string> different(terms.begin(), terms.end());
    if (terms.empty() || different.size() < terms.size())
        return nullptr;
    made->required.push_back({ terms, 1 });
    return made;
}

static bool add(words &all, enum shim_operator op, const words &part)
{
    switch (op) {
    case SHIM_AND:
        return add_all(all, part);
    case SHIM_OR:
        return add_choice(all, part);
    case SHIM_FILTER:
        return add_filter(all, part);
    case SHIM_AND_MAYBE:
        return add_maybe(all, part);
    case SHIM_AND_NOT:
        return add_excluded(all, part);
    default:
        return false;
    }
}

/* The term of all documents, but where it is the only one. */
static void leave_out_all(words &from)
{
    auto is_empty = [](const word &each) { return each.terms[0].empty(); };
    auto first = std::remove_if(from.required.begin(), from.required.end(), is_empty);
    if (first == from.required.begin() && !from.one_of && first != from.required.end())
        ++first;
    from.required.erase(first, from.required.end());
}

shared_words words_combine(enum shim_operator op, size_t window,
                           const std::vector<shared_words> &parts)
{
    for (const shared_words &part : parts)
        if (!part)
            return nullptr;
    if (op == SHIM_PHRASE)
        return words_of_phrase(window, parts);
    if (op == SHIM_SYNONYM)
        return words_of_synonyms(parts);
    auto made = std::make_shared<words>(*parts.front());
    if (only_values(*made))
        return nullptr;
    for (size_t i = 1; i < parts.size(); i++)
        if (!add(*made, op, *parts[i]))
            return nullptr;
    leave_out_all(*made);
    return made->optional.size() <= most_optional ? made : nullptr;
}

} // namespace shim
