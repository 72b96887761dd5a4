/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_writer.h: the struct of a writer's handle. */
#ifndef NEWSSEARCH_SHIM_XAPIAN_WRITER_H
#define NEWSSEARCH_SHIM_XAPIAN_WRITER_H

#include <memory>

#include "xapian_handles.h"

namespace shim
{

/* Metadata that is gathered while documents are written. */
class pending_metadata
{
  public:
    virtual ~pending_metadata() = default;
    /* Writes what was gathered, as part of the transaction. */
    virtual void write(Xapian::WritableDatabase &database) = 0;
};

} // namespace shim

struct shim_writer {
    std::shared_ptr<const shim::origin> from;
    Xapian::WritableDatabase database;
    bool in_transaction = false;
    /* Owned by whoever gathers, and made when it is needed. */
    std::unique_ptr<shim::pending_metadata> records, words;

    void write_pending()
    {
        for (auto *pending : { &records, &words })
            if (*pending)
                (*pending)->write(database);
    }

    void forget_pending()
    {
        records.reset();
        words.reset();
    }
};

#endif
