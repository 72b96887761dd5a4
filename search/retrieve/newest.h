/* SPDX-License-Identifier: GPL-2.0-or-later */
/* newest.h: finds the newest matches. Xapian reads the date of every match from its slot. The rank
 * columns (static_rank.h) show in a hundredth of that time which matches are from the latest days;
 * only these are sorted. */
#ifndef NEWSSEARCH_NEWEST_H
#define NEWSSEARCH_NEWEST_H

#include "matching.h"

/* If the page and the exact total can be had in this way, adds all matches of the latest days as
 * rows, which are then complete, and to be sorted and weighed. Else nothing has changed. */
int newest_run(struct matching *matching);

#endif
