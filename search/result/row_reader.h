/* SPDX-License-Identifier: GPL-2.0-or-later */
/* row_reader.h: reads the rows of a search: articles with their snippets and explanations.
 *
 * Rows are read in blocks. Fields that have a slot are read for the whole block, with one pass over
 * each slot, and kept as bytes until a row is made: an article for each of ten thousand rows would
 * take about ten megabytes. The rest is read from the row's document.
 */
#ifndef NEWSSEARCH_ROW_READER_H
#define NEWSSEARCH_ROW_READER_H

#include "error.h"
#include "result.h"
#include "retrieve/search.h"
#include "retrieve/searcher.h"

struct row_reader; /* opaque */

/* Takes over *search, which is empty afterwards; the searcher is borrowed. */
struct row_reader *row_reader_new(struct searcher *searcher, struct search *search,
                                  const struct result_needs *needs);
void row_reader_free(struct row_reader *reader);

/* Reads the first block. *ready: the rows to make before the first is printed, so that a commit in
 * between only restarts the search; 0 if the block holds all that its rows need. */
int row_reader_begin(struct row_reader *reader, size_t *ready, struct error *err);
/* Makes row number (from 0) of the search. *result is for result_release, on failure as well. */
int row_reader_read(struct row_reader *reader, size_t number, struct result *result,
                    struct error *err);
/* The same after rows were printed, when the search cannot start again: a commit that overtakes it
 * is an error with STATUS_BUSY. */
int row_reader_read_late(struct row_reader *reader, size_t number, struct result *result,
                         struct error *err);

#endif
