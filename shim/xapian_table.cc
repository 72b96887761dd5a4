/* xapian_table.cc: see xapian_table.h, and what a search makes of a table. */
#include "xapian_table.h"

#include <cstdio>

#include "xapian_handles.h"

namespace shim
{

std::string table_key(const struct shim_table &table, Xapian::docid docid)
{
    char number[9];
    snprintf(number, sizeof number, "%08x", docid / table.count);
    return std::string(table.key) + number;
}

size_t table_offset(const struct shim_table &table, Xapian::docid docid)
{
    return static_cast<size_t>(docid % table.count) * table.size;
}

namespace
{

/* All documents there are or could be: it only ever stands beside what knows which there are.
 * Moving costs nothing; a record is read when its weight is asked for. */
class weighing_source final : public Xapian::PostingSource
{
  public:
    weighing_source(const struct shim_table &weighed_table, shim_weigh *weigh_record,
                    const void *weigh_context, double most_weight)
        : table(weighed_table), weigh(weigh_record), context(weigh_context), most(most_weight)
    {
    }

    weighing_source *clone() const override
    {
        return new weighing_source(table, weigh, context, most);
    }

    void init(const Xapian::Database &searched) override
    {
        database = searched;
        documents = database.get_doccount();
        last = database.get_lastdocid();
        at = 0;
        entry_first = none;
        set_maxweight(most);
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return documents;
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return documents;
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return documents;
    }

    double get_weight() const override
    {
        if (at < entry_first || at - entry_first >= table.count)
            read_entry();
        size_t offset = (at - entry_first) * table.size;
        return weigh(context, offset < entry_end ? entry.data() + offset : nullptr);
    }

    void next(double) override
    {
        at++;
    }

    void skip_to(Xapian::docid docid, double) override
    {
        if (docid > at)
            at = docid;
    }

    bool check(Xapian::docid docid, double) override
    {
        if (docid > at)
            at = docid;
        return true;
    }

    bool at_end() const override
    {
        return at > last;
    }

    Xapian::docid get_docid() const override
    {
        return at;
    }

    std::string get_description() const override
    {
        return std::string("Weigh(") + table.key + ")";
    }

  private:
    static const Xapian::docid none = ~Xapian::docid{ 0 };

    const struct shim_table &table;
    shim_weigh *const weigh;
    const void *const context;
    const double most;
    Xapian::Database database;
    Xapian::doccount documents = 0;
    Xapian::docid last = 0, at = 0;
    mutable Xapian::docid entry_first = none; /* the first document of the entry read last */
    mutable std::string entry;
    mutable size_t entry_end = 0; /* of its whole records, bytes */

    void read_entry() const
    {
        entry = database.get_metadata(table_key(table, at));
        entry_first = at - at % table.count;
        entry_end = entry.size() - entry.size() % table.size;
    }
};

} // namespace

} // namespace shim

struct shim_query *shim_query_weigh(const struct shim_table *table, shim_weigh *weigh,
                                    const void *context, double most, struct error *err)
{
    const shim::origin *nowhere = nullptr;
    return shim::guard(nowhere, err, [&] {
        auto *source = new shim::weighing_source(*table, weigh, context, most);
        return new shim_query{ Xapian::Query(source->release()) };
    });
}
