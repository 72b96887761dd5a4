/* xapian_among.cc: a query for documents by their numbers. */
#include <algorithm>
#include <vector>

#include "xapian_handles.h"

namespace
{

class among_source final : public Xapian::PostingSource
{
  public:
    explicit among_source(std::vector<Xapian::docid> ascending) : docids(std::move(ascending))
    {
    }

    among_source *clone() const override
    {
        return new among_source(docids);
    }

    void init(const Xapian::Database &) override
    {
        at = docids.begin();
        begun = false;
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return 0; /* some may have been removed */
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return static_cast<Xapian::doccount>(docids.size());
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return static_cast<Xapian::doccount>(docids.size());
    }

    void next(double) override
    {
        if (begun)
            ++at;
        begun = true;
    }

    void skip_to(Xapian::docid docid, double) override
    {
        at = std::lower_bound(at, docids.end(), docid);
        begun = true;
    }

    bool at_end() const override
    {
        return at == docids.end();
    }

    Xapian::docid get_docid() const override
    {
        return *at;
    }

    std::string get_description() const override
    {
        return "Among(" + std::to_string(docids.size()) + ")";
    }

  private:
    const std::vector<Xapian::docid> docids;
    std::vector<Xapian::docid>::const_iterator at;
    bool begun = false;
};

} // namespace

struct shim_query *shim_query_among(const uint32_t *docids, size_t count, struct error *err)
{
    const shim::origin *nowhere = nullptr;
    return shim::guard(nowhere, err, [&] {
        auto *source = new among_source(std::vector<Xapian::docid>(docids, docids + count));
        return new shim_query(Xapian::Query(source->release()));
    });
}
