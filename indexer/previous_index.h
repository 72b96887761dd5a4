/* SPDX-License-Identifier: GPL-2.0-or-later */
/* previous_index.h: what a new index takes over from the old one. */
#ifndef NEWSSEARCH_PREVIOUS_INDEX_H
#define NEWSSEARCH_PREVIOUS_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "catalogue.h"
#include "error.h"
#include "list.h"
#include "report.h"
#include "xapian_shim.h"

struct previous_index {
    struct shim_database *database; /* borrowed; NULL: there was none, and all else is empty */
    struct catalogue catalogue; /* its files; seen marks those that were found again, kept articles
                                   that still are */
    int64_t *indexed;           /* SLOT_INDEXED by its docid */
    uint32_t indexed_count;
};

/* All zero is empty; previous_index_release also after a failure. */
int previous_index_load(struct previous_index *previous, struct shim_database *database,
                        struct error *err);
void previous_index_release(struct previous_index *previous);

/* When the text of the article of docid last changed; otherwise if that is not known. */
int64_t previous_index_indexed(const struct previous_index *previous, uint32_t docid,
                               int64_t otherwise);

/* An error if the index has an article at or below one of the paths, which cannot be read: such an
 * article must not count as removed. */
int previous_index_check_losses(const struct previous_index *previous,
                                const struct list *unreadable, struct error *err);

/* Its articles that are not kept, as removed ones (report_change). */
int previous_index_report_lost(const struct previous_index *previous, struct report *report,
                               bool list, struct error *err);

#endif
