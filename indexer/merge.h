/* merge.h: many small indexes into one. */
#ifndef NEWSSEARCH_MERGE_H
#define NEWSSEARCH_MERGE_H

#include <stddef.h>

#include "error.h"

/* Merges the indexes at folder/part-0 … part-(count - 1) and folder/metadata into the new index target,
 * removing each when it has been read. Groups keep the open files and memory bounded; threads merge groups at once. */
int merge(const char *folder, size_t count, unsigned threads, const char *target,
          struct error *err);

/* folder/part-number; free() it. */
char *merge_part_path(const char *folder, size_t number);

#endif
