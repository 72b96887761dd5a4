/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output.h: prints the results of a search on standard output, in the request's format. */
#ifndef NEWSSEARCH_OUTPUT_H
#define NEWSSEARCH_OUTPUT_H

#include <stdbool.h>

#include "error.h"
#include "format.h"
#include "request/request.h"
#include "result/results.h"

/* Opens standard output, through a pager if the request and the terminal ask for one. */
void output_open(struct output *output, const struct request *request);
/* Waits for the pager. As output_print. */
int output_close(struct output *output, bool *closed, struct error *err);

/* What the search has to find for this output. */
void output_needs(const struct output *output, struct result_needs *needs);

/* Prints results on output->stream in the request's format. A closed pipe ends quietly: returns 0
 * and *closed is true. */
int output_print(struct output *output, const struct results *results, bool *closed,
                 struct error *err);

/* Flushes the stream. As output_print. */
int output_flush(struct output *output, bool *closed, struct error *err);

#endif
