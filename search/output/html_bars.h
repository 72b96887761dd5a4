/* SPDX-License-Identifier: GPL-2.0-or-later */
/* html_bars.h: facets and charts as tables of HTML with bars of SVG. */
#ifndef NEWSSEARCH_HTML_BARS_H
#define NEWSSEARCH_HTML_BARS_H

#include <stdio.h>

#include "result/results.h"

/* A table under the list's name, a row for each bucket: its value and count as text, for readers
 * that drop images, and the bar beside them. Nothing for an empty list. */
void html_bars_print(FILE *stream, const struct bucket_list *list);

#endif
