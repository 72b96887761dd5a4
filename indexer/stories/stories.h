/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stories.h: keeps the column of stories (story.h) up to date.
 *
 * The story of an article depends only on the titles, excerpts, dates, providers and paths of the
 * articles in the index. After a change of a few articles, only articles near them in time and the
 * stories of these are computed again; the others cannot have changed.
 */
#ifndef NEWSSEARCH_STORIES_H
#define NEWSSEARCH_STORIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "xapian_shim.h"

/* The articles that a run added, removed, or changed in text or date. All zero is none. */
struct story_changes {
    uint32_t *docids;
    size_t count, capacity;
};

void story_changes_add(struct story_changes *changes, uint32_t docid);
void story_changes_release(struct story_changes *changes);

/* Brings the column up to date, as part of writer's transaction. */
int stories_update(struct shim_writer *writer, const struct story_changes *changes,
                   struct error *err);
/* Makes the column of a whole index that has been merged. */
int stories_build(const char *path, struct error *err);

#endif
