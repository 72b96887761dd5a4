/* chart_bars.h: facets and charts as bars of text. */
#ifndef NEWSSEARCH_CHART_BARS_H
#define NEWSSEARCH_CHART_BARS_H

#include <stdio.h>

#include "result/results.h"
#include "terminal.h"

/* Prints the list under its name, a bar a bucket, to the terminal's width. A chart's empty
 * buckets, which the list leaves out, are drawn as gaps; many in a row become one line, and of
 * very many buckets the last are drawn. */
void chart_bars_print(FILE *stream, const struct terminal *terminal,
                      const struct bucket_list *list);

#endif
