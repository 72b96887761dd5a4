/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lookup.h"

#include "boolean_search.h"
#include "docid_set.h"

namespace engine
{

namespace
{

class match_lookup final : public lookup
{
  public:
    explicit match_lookup(Xapian::Query sought) : query(std::move(sought))
    {
    }

    std::string description() const override
    {
        return "Matching(" + query.get_description() + ")";
    }

  private:
    const Xapian::Query query;

    std::vector<Xapian::docid> find(const Xapian::Database &index) const override
    {
        return find_matches(query, index);
    }
};

class lookup_source final : public listed_source
{
  public:
    lookup_source(std::shared_ptr<lookup> looked_up, bool keeps_matches)
        : matches(std::move(looked_up)), keeps(keeps_matches)
    {
    }

    lookup_source *clone() const override
    {
        return new lookup_source(matches, keeps);
    }

    void init(const Xapian::Database &index) override
    {
        begin(matches->in(index, keeps));
    }

    std::string get_description() const override
    {
        return matches->description();
    }

  private:
    const std::shared_ptr<lookup> matches;
    const bool keeps;
};

} // namespace

shared_docids lookup::in(const Xapian::Database &index, bool keeps)
{
    const auto find_now = [&] { return find(index); };
    return keeps ? kept.get(index, find_now) : docid_cache().get(index, find_now);
}

std::shared_ptr<lookup> make_match_lookup(const Xapian::Query &query)
{
    return std::make_shared<match_lookup>(query);
}

Xapian::Query lookup_query(const std::shared_ptr<lookup> &matches, bool keeps)
{
    return Xapian::Query((new lookup_source(matches, keeps))->release());
}

} // namespace engine
