/* SPDX-License-Identifier: GPL-2.0-or-later */
/* newest.h: sorts by date, newest first. Xapian reads the date of every match from its slot. The
 * rank columns (prior.h) show in a hundredth of that time which matches are from the latest
 * days; only these are sorted. */
#ifndef NEWSSEARCH_NEWEST_H
#define NEWSSEARCH_NEWEST_H

#include "matching.h"

/* If all rows and the exact total can be had in this way, sets matching->newest: they are there,
 * and the one segment is narrowed to articles that are new enough. Else nothing has changed. */
int newest_run(struct matching *matching);

#endif
