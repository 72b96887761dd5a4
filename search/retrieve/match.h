/* SPDX-License-Identifier: GPL-2.0-or-later */
/* match.h: runs a plan: shows each match to the collectors, and brings the rows of a page into
 * total order.
 *
 * A search asks for the wanted rows and, if the next one ties with the last of them, for all rows
 * that do (whole_ties in engine.h). They are then ordered (order.h).
 */
#ifndef NEWSSEARCH_MATCH_H
#define NEWSSEARCH_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "buffer.h"
#include "error.h"
#include "match_plan.h"
#include "order.h"

struct match_list {
    struct row_list rows; /* those of the page: offset is taken off */
    uint64_t total;
    bool total_exact;
    uint32_t *collapsed; /* if rows were collapsed: the documents of all rows before that */
    size_t collapsed_count;
    struct buffer strategy; /* how they were found, in a few words */
};

int match_run(struct match_list *matches, const struct match_plan *plan, struct error *err);
void match_list_release(struct match_list *matches);

#endif
