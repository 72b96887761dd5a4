/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query.h: what stands behind the handle of a query. */
#ifndef NEWSSEARCH_ENGINE_QUERY_H
#define NEWSSEARCH_ENGINE_QUERY_H

#include <memory>
#include <utility>

#include "flat_query.h"
#include "shim/xapian_handles.h"

struct shim_query {
    Xapian::Query query;
    std::shared_ptr<const engine::flat_query> flat; /* the same, if it has that form */

    explicit shim_query(Xapian::Query made,
                        std::shared_ptr<const engine::flat_query> same = nullptr)
        : query(std::move(made)), flat(std::move(same))
    {
    }
};

#endif
