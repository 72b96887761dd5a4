/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_check.cc: checking the tables of an index. */
#include <cerrno>

#include "xapian_handles.h"
#include "xapian_place.h"

using shim::guard;

/* An index that cannot be opened for lack of descriptors is damaged to Xapian's check. */
static void require_descriptors(const std::string &path)
{
    try {
        Xapian::Database database(path);
    } catch (const Xapian::DatabaseNotFoundError &) {
        throw;
    } catch (const Xapian::Error &) {
        if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
            throw; /* else it is damaged: the check says how much */
    }
}

int shim_check(const char *path, size_t *problems, struct error *err)
{
    std::shared_ptr<shim::origin> from;
    return guard(from, err, [&] {
        from = std::make_shared<shim::origin>();
        from->subject = std::string("index ") + path;
        shim::require_present(path);
        require_descriptors(path);
        *problems = Xapian::Database::check(path, 0, nullptr);
    });
}
