/* SPDX-License-Identifier: GPL-2.0-or-later */
/* roots.h: the registered directories of the indexes that are searched. */
#ifndef NEWSSEARCH_ROOTS_H
#define NEWSSEARCH_ROOTS_H

#include "error.h"
#include "list.h"
#include "searcher.h"

/* Appends the absolute path of each to *roots. */
int roots_read(struct list *roots, struct searcher *searcher, struct error *err);

#endif
