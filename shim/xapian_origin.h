/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_origin.h: where the parts of a database came from: what its errors name, and the
 * directories it holds open. */
#ifndef NEWSSEARCH_SHIM_XAPIAN_ORIGIN_H
#define NEWSSEARCH_SHIM_XAPIAN_ORIGIN_H

#include <string>
#include <vector>

namespace shim
{

/* Shared by a database and all that reads from it later, so that a document may outlive its
 * database's handle. */
struct origin {
    struct directory {
        std::string path;
        int descriptor; /* -1: not held */

        std::string name() const; /* under which its files stay reachable, if it is held */
        /* It is no longer the one at its path. */
        bool overtaken() const noexcept;
    };

    std::string subject; /* begins each sentence: "index /x/y", "server tcp:HOST:PORT" */
    bool remote = false;
    std::vector<directory> directories;

    origin() = default;
    origin(const origin &) = delete;
    origin &operator=(const origin &) = delete;
    ~origin();

    /* Holds the directory at path and returns the name under which its files stay reachable, or
     * path itself where /proc is absent. */
    std::string hold(const std::string &path);
    void let_go_last() noexcept;

    bool overtaken() const noexcept; /* any of its directories */
    /* A sentence of Xapian's with the names that people know. */
    std::string readable(std::string sentence) const;
};

} // namespace shim

#endif
