/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report.h: the messages of newssearch on standard error. */
#ifndef NEWSSEARCH_REPORT_H
#define NEWSSEARCH_REPORT_H

#include "error.h"
#include "result/results.h"

/* Prints "newssearch: " and the sentence; its other lines, a query and its caret, are unchanged.
 * Returns the exit status. */
int report_error(const struct error *err);

/* Prints each warning about the query on a line. */
void report_warnings(const struct list *warnings);

/* Prints the stop words that need not occur, if standard error is a terminal. */
void report_left_out(const struct list *left_out);

/* Says that nothing was found, and suggests --any with its number of matches, or a word to try. */
void report_nothing(const struct results *results, uint64_t any_total);

/* Warns that --format=urls left out results without an address; others: it printed others. */
void report_no_address(const struct request *request, uint64_t count, bool others);

/* Says that the reader of --since-last closed the pipe, so that nothing is marked as seen. */
void report_unread(const struct request *request);

#endif
