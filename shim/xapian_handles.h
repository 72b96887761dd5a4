/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_handles.h: the structs of the opaque handles that several files of the shim share. */
#ifndef NEWSSEARCH_SHIM_XAPIAN_HANDLES_H
#define NEWSSEARCH_SHIM_XAPIAN_HANDLES_H

#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "xapian_guard.h"

/* from is the first member of each: it holds the directories open until all else is gone. */

struct shim_database {
    std::shared_ptr<const shim::origin> from;
    Xapian::Database database;
    std::vector<Xapian::Database> parts; /* the indexes and servers it is made of */
    const struct shim_table *table = nullptr;

    /* One, and on this machine. */
    bool is_one_index() const
    {
        return !from->remote && database.size() == 1;
    }
};

struct shim_document {
    std::shared_ptr<const shim::origin> from; /* empty for a new document */
    Xapian::Document document;
    const Xapian::Document *match =
        nullptr;             /* in a callback of a search: Xapian's, not to be kept */
    std::string term;        /* reused, so that adding a term allocates nothing */
    std::string value, data; /* what was lent last */
    bool has_data = false;   /* data is the document's */

    const Xapian::Document &readable() const
    {
        return match ? *match : document;
    }
};

#endif
