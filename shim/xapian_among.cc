/* xapian_among.cc: a query for documents by their numbers. */
#include "xapian_handles.h"
#include "xapian_listed.h"

namespace
{

class among_source final : public shim::listed_source
{
  public:
    explicit among_source(std::vector<Xapian::docid> ascending)
    {
        docids = std::move(ascending);
    }

    among_source *clone() const override
    {
        return new among_source(docids);
    }

    void init(const Xapian::Database &) override
    {
        begin();
    }

    std::string get_description() const override
    {
        return "Among(" + std::to_string(docids.size()) + ")";
    }
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
