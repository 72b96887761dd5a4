/* SPDX-License-Identifier: GPL-2.0-or-later */
/* former.h: what a new index takes over from the old one. */
#ifndef NEWSSEARCH_FORMER_H
#define NEWSSEARCH_FORMER_H

#include <stdbool.h>
#include <stdint.h>

#include "catalogue.h"
#include "error.h"
#include "list.h"
#include "report.h"
#include "xapian_shim.h"

struct former {
    struct shim_database *database; /* borrowed; NULL: there was none, and all else is empty */
    struct catalogue catalogue; /* its files; seen marks those that were found again, kept articles
                                   that still are */
    int64_t *indexed;           /* SLOT_INDEXED by its docid */
    uint32_t indexed_count;
};

/* All zero is empty; former_release also after a failure. */
int former_load(struct former *former, struct shim_database *database, struct error *err);
void former_release(struct former *former);

/* When the text of the article of docid last changed; otherwise if that is not known. */
int64_t former_indexed(const struct former *former, uint32_t docid, int64_t otherwise);

/* An error if it holds an article at or below one of the paths, which cannot be read: nothing there
 * is taken for gone. */
int former_check_losses(const struct former *former, const struct list *unreadable,
                        struct error *err);

/* Its articles that are not kept, as removed ones (report_change). */
int former_report_lost(const struct former *former, struct report *report, bool list,
                       struct error *err);

#endif
