/* SPDX-License-Identifier: GPL-2.0-or-later */
/* domain.h: the domain in an address, as front matter may have it. */
#ifndef NEWSSEARCH_DOMAIN_H
#define NEWSSEARCH_DOMAIN_H

#include <stdbool.h>

#include "buffer.h"

/* Leaves of an address its domain in small letters: forbes.com of "forbes.com",
 * "https://Forbes.com:443/x", "//forbes.com", "forbes.com/x" and "forbes.com.". false: it has none,
 * and stays as it is. */
bool domain_reduce(struct buffer *address);

#endif
