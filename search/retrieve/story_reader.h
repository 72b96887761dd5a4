/* SPDX-License-Identifier: GPL-2.0-or-later */
/* story_reader.h: the stories of articles, from the index's column. */
#ifndef NEWSSEARCH_STORY_READER_H
#define NEWSSEARCH_STORY_READER_H

#include <stdint.h>

#include "error.h"
#include "xapian_shim.h"

struct story_reader;

/* NULL where there is more than one index, or one on a server: each has stories of its own. */
struct story_reader *story_reader_new(struct shim_database *database, struct error *err);
void story_reader_free(struct story_reader *reader);

/* *story: the same for all articles of one story, 0 for one that is of none. */
int story_reader_get(struct story_reader *reader, uint32_t docid, uint32_t *story,
                     struct error *err);

#endif
