/* SPDX-License-Identifier: GPL-2.0-or-later */
/* story.h: the column of stories in an index's metadata: the story of each article, and what
 * newsindex needs to keep stories up to date. */
#ifndef NEWSSEARCH_STORY_H
#define NEWSSEARCH_STORY_H

#include <stddef.h>
#include <stdint.h>

#include "buffer.h"

#define STORY_RECORD_SIZE 16
#define STORY_CHUNK 4096 /* records in one entry of the metadata */
#define STORY_UNDATED INT64_MIN

struct story_record {
    uint32_t story; /* the smallest number of an article in it; 0: the article has none */
    uint32_t path;  /* hash of the article's path; 0: there is no such article */
    int64_t date;   /* seconds since 1970, or STORY_UNDATED */
};

/* The key of the entry that has docid's record. */
void story_key(char key[32], uint32_t docid);
/* Where docid's record begins in its entry. */
size_t story_offset(uint32_t docid);

void story_pack(char record[STORY_RECORD_SIZE], const struct story_record *values);
/* docid's record of an entry, all zero where the entry is too short for it. */
struct story_record story_read(const char *entry, size_t length, uint32_t docid);

#endif
