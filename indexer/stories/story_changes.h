/* SPDX-License-Identifier: GPL-2.0-or-later */
/* story_changes.h: the changes of a run, and the articles whose story can be another one after
 * them. */
#ifndef NEWSSEARCH_STORY_CHANGES_H
#define NEWSSEARCH_STORY_CHANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stories.h"
#include "story_column.h"

/* The change of one article; a record that is all zero: there was or is none. */
struct story_change {
    struct story_record old, now;
};

/* Marks, by docid, what can have another story now: what is near a change, before or after it, and
 * all articles of the stories of these. list has one item for each docid of changes. free() it. */
bool *story_changes_members(const struct story_changes *changes, const struct story_change *list,
                            const struct story_column *column);

/* Marks the articles of all days that have a member, since how common a word is on a day depends on
 * them. Returns how many. */
size_t story_changes_mark_days(const struct story_column *column, const bool *member, bool *marked);

#endif
