/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report.h: the messages of newssearch on standard error. */
#ifndef NEWSSEARCH_REPORT_H
#define NEWSSEARCH_REPORT_H

#include "error.h"
#include "result/results.h"

/* "newssearch: " and the sentence, whose lines after the first (a query and its caret)
 * stand as they are. Returns the exit status. */
int report_error(const struct error *err);

/* Each warning about the query, a line. */
void report_warnings(const struct list *warnings);

/* The stop words that need not occur, if standard error is a terminal. */
void report_left_out(const struct list *left_out);

/* That nothing was found, and what would help: the number of matches under --any, a word to try. */
void report_nothing(const struct results *results, uint64_t any_total);

/* That the reader of --since-last left before the end, so that nothing counts as seen. */
void report_unread(const struct request *request);

#endif
