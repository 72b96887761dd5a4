/* SPDX-License-Identifier: GPL-2.0-or-later */
/* expand.cc: the terms that tell some documents from the others. */
#include <xapian.h>

#include "engine.h"
#include "shim/xapian_handles.h"

namespace
{

class term_decider final : public Xapian::ExpandDecider
{
  public:
    explicit term_decider(const struct engine_expansion &wanted) : expansion(wanted)
    {
    }

    bool operator()(const std::string &term) const override
    {
        return !expansion.keep || expansion.keep(expansion.context, term.data(), term.size());
    }

  private:
    const struct engine_expansion &expansion;
};

} // namespace

int engine_expand(struct shim_database *database, const uint32_t *docids, size_t count,
                  const struct engine_expansion *expansion, struct error *err)
{
    return shim::guard(database->from, err, [&] {
        Xapian::RSet relevant;
        for (size_t i = 0; i < count; i++)
            relevant.add_document(docids[i]);
        const term_decider decider(*expansion);
        Xapian::Enquire enquire(database->database);
        /* Of several indexes Xapian would guess how frequent a term is in all. */
        Xapian::ESet terms =
            enquire.get_eset(static_cast<Xapian::termcount>(expansion->limit), relevant,
                             Xapian::Enquire::USE_EXACT_TERMFREQ, &decider);
        for (Xapian::ESetIterator at = terms.begin(); at != terms.end(); ++at) {
            const std::string term = *at;
            if (!shim::wants_more(expansion->visit(expansion->context, term.data(), term.size(),
                                                   at.get_weight())))
                break;
        }
    });
}
