/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json_writer.h: writes results as JSON in UTF-8, line by line, with exact numbers. The only
 * file of search that uses the JSON library to write. */
#ifndef NEWSSEARCH_JSON_WRITER_H
#define NEWSSEARCH_JSON_WRITER_H

#include <stddef.h>
#include <stdio.h>

#include "request/request.h"
#include "result/results.h"
#include "retrieve/facts.h"

#define JSON_SCHEMA 1 /* share/newssearch/results.schema.json describes it */

/* A value of jansson with the bytes of text, repaired where they are not UTF-8. The caller owns it.
 */
struct json_t *json_make_text(const char *text, size_t length);

/* {"schema":1,"query":…,"total":…,"offset":…,"limit":…,"parsedQuery":…,"strategy":…,"results":[ */
void json_write_head(FILE *stream, const struct results *results);

/* One result: the columns (column.h) in this order, and what --explain and --collapse add. */
void json_write_row(FILE *stream, const struct request *request, const struct result *result,
                    const int *columns, size_t count);

/* The value of one column by itself. */
void json_write_value(FILE *stream, const struct result *result, int column);

/* ],"warnings":…,"leftOut":…,"facets":…,"charts":…,"suggestion":…} with what there is of them. */
void json_write_tail(FILE *stream, const struct request *request, const struct results *results);

/* {"schema":1,"total":…} and the warnings if there are any. */
void json_write_count(FILE *stream, const struct request *request, const struct results *results);

/* {"schema":1,"program":…,"indexes":…,"articles":…,"directories":…,"language":…,"changed":…} */
void json_write_facts(FILE *stream, const struct facts *facts);

/* {"schema":1,"saved":[{"name":…,"query":…}]}: the configuration's saved queries. */
void json_write_saved(FILE *stream, const struct request *request);

/* {"schema":1,"query":…,"error":…} */
void json_write_error(FILE *stream, const char *query, const char *sentence);

#endif
