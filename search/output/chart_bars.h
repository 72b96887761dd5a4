/* SPDX-License-Identifier: GPL-2.0-or-later */
/* chart_bars.h: facets and charts as bars of text. */
#ifndef NEWSSEARCH_CHART_BARS_H
#define NEWSSEARCH_CHART_BARS_H

#include <stdio.h>

#include "result/results.h"
#include "terminal.h"

/* Prints the list under its name, a bar a bucket, to the terminal's width. Many empty buckets
 * in a row become one line, and of very many bars of a chart the last are drawn. */
void chart_bars_print(FILE *stream, const struct terminal *terminal,
                      const struct bucket_list *list);

#endif
