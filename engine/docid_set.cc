/* SPDX-License-Identifier: GPL-2.0-or-later */
/* docid_set.cc: a query for documents by their numbers. */
#include "docid_set.h"
#include "query.h"

struct shim_query *shim_query_among(const uint32_t *docids, size_t count, struct error *err)
{
    const shim::origin *nowhere = nullptr;
    return shim::guard(nowhere, err, [&] {
        auto *source =
            new engine::docid_set_source(std::vector<Xapian::docid>(docids, docids + count));
        return new shim_query(Xapian::Query(source->release()));
    });
}
