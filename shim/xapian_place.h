/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_place.h: a place as users name it (a directory, a stub file, tcp:HOST:PORT) to an open
 * database. */
#ifndef NEWSSEARCH_SHIM_XAPIAN_PLACE_H
#define NEWSSEARCH_SHIM_XAPIAN_PLACE_H

#include <string>
#include <vector>

#include <sys/types.h>
#include <xapian.h>

#include "xapian_origin.h"

namespace shim
{

/* Sets from.subject, and adds to it what the place turns out to be; adds the indexes and servers
 * that it is made of to parts. */
Xapian::Database open_place(origin &from, const std::string &place, double timeout_seconds,
                            std::vector<Xapian::Database> &parts);

/* The mode (stat) of what is at path. Fails with SHIM_FAULT_MISSING or SHIM_FAULT_SYSTEM if there
 * is nothing. */
mode_t require_present(const std::string &path);

/* The database of a place that is one directory of this machine once more. */
Xapian::Database open_again(const origin &from);

} // namespace shim

#endif
