/* SPDX-License-Identifier: GPL-2.0-or-later */
/* story_column.h: the column of stories in memory. */
#ifndef NEWSSEARCH_STORY_COLUMN_H
#define NEWSSEARCH_STORY_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "story.h"
#include "xapian_shim.h"

struct story_column {
    struct story_record *records; /* by docid */
    uint32_t end;                 /* past the last docid */
    bool *changed;                /* by chunk: to be written */
    uint32_t stored;              /* chunks in the index */
};

/* column must be all zero. */
int story_column_load(struct story_column *column, struct shim_writer *writer, struct error *err);
int story_column_save(const struct story_column *column, struct shim_writer *writer,
                      struct error *err);
void story_column_release(struct story_column *column);

/* Whether the record is that of an article with a date. */
bool story_column_is_dated(const struct story_record *record);

/* Makes room for docid. */
void story_column_reserve(struct story_column *column, uint32_t docid);
void story_column_set(struct story_column *column, uint32_t docid,
                      const struct story_record *record);

#endif
