/* SPDX-License-Identifier: GPL-2.0-or-later */
/* docid_set.h: posting sources over a list of documents, without weight. */
#ifndef NEWSSEARCH_ENGINE_DOCID_SET_H
#define NEWSSEARCH_ENGINE_DOCID_SET_H

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "query.h"

namespace engine
{

class listed_source : public Xapian::PostingSource
{
  public:
    Xapian::doccount get_termfreq_min() const override
    {
        return 0; /* some may have been removed */
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return static_cast<Xapian::doccount>(docids->size());
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return static_cast<Xapian::doccount>(docids->size());
    }

    void next(double) override
    {
        if (begun)
            ++at;
        begun = true;
    }

    void skip_to(Xapian::docid docid, double) override
    {
        at = std::lower_bound(at, docids->cend(), docid);
        begun = true;
    }

    bool at_end() const override
    {
        return at == docids->cend();
    }

    Xapian::docid get_docid() const override
    {
        return *at;
    }

  protected:
    /* ascending: the documents by number, before the first. */
    void begin(shared_docids ascending)
    {
        docids = std::move(ascending);
        at = docids->cbegin();
        begun = false;
    }

  private:
    shared_docids docids;
    std::vector<Xapian::docid>::const_iterator at;
    bool begun = false;
};

/* The documents with these numbers. */
class docid_set_source final : public listed_source
{
  public:
    explicit docid_set_source(shared_docids ascending) : all(std::move(ascending))
    {
    }

    docid_set_source *clone() const override
    {
        return new docid_set_source(all);
    }

    void init(const Xapian::Database &) override
    {
        begin(all);
    }

    std::string get_description() const override
    {
        return "Docids(" + std::to_string(all->size()) + ")";
    }

  private:
    const shared_docids all;
};

inline Xapian::Query docid_set_query(shared_docids ascending)
{
    return Xapian::Query((new docid_set_source(std::move(ascending)))->release());
}

} // namespace engine

#endif
