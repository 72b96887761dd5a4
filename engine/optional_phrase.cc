/* SPDX-License-Identifier: GPL-2.0-or-later */
/* optional_phrase.cc: phrases that need not be there. Xapian 1.4 can give an OR or AND_MAYBE the
 * weight of a phrase or NEAR in it that is not in the document, when it is asked about documents
 * out of turn: its phrases then say where they stand before they have looked at the positions. */
#include "docid_set.h"
#include "query.h"

namespace
{

/* The documents that a query matches, looked up before the search. */
class matching_source final : public engine::listed_source
{
  public:
    explicit matching_source(Xapian::Query matched) : query(std::move(matched))
    {
    }

    matching_source *clone() const override
    {
        return new matching_source(query);
    }

    void init(const Xapian::Database &database) override
    {
        Xapian::Enquire enquire(database);
        enquire.set_query(
            Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(std::string()), query));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
        const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
        docids.clear();
        docids.reserve(found.size());
        for (Xapian::MSetIterator row = found.begin(); row != found.end(); ++row)
            docids.push_back(*row);
        begin();
    }

    std::string get_description() const override
    {
        return "Matching(" + query.get_description() + ")";
    }

  private:
    const Xapian::Query query;
};

} // namespace

struct shim_query *shim_query_optional(struct shim_query *query, struct error *err)
{
    if (!query)
        return nullptr;
    const shim::origin *nowhere = nullptr;
    struct shim_query *optional = shim::guard(nowhere, err, [&] {
        const Xapian::Query &phrase = query->query;
        if (phrase.get_type() != Xapian::Query::OP_PHRASE &&
            phrase.get_type() != Xapian::Query::OP_NEAR)
            return new shim_query(*query);
        std::vector<Xapian::Query> words;
        for (size_t i = 0; i < phrase.get_num_subqueries(); i++)
            words.push_back(phrase.get_subquery(i));
        return new shim_query(
            Xapian::Query(Xapian::Query::OP_FILTER,
                          Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end()),
                          Xapian::Query((new matching_source(phrase))->release())));
    });
    delete query;
    return optional;
}
