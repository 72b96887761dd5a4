/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request_table.h: tables of the options of newssearch and of the words that their arguments
 * accept. request.c reads the command line with them, request_help.c prints them, and the
 * scripts in completions/ ask for them. */
#ifndef NEWSSEARCH_REQUEST_TABLE_H
#define NEWSSEARCH_REQUEST_TABLE_H

#include "choice.h"
#include "option.h"

enum request_option {
    OPTION_ANY = 1,
    OPTION_REGEX,
    OPTION_NOT_REGEX,
    OPTION_IGNORE_CASE,
    OPTION_LIKE,
    OPTION_SINCE_LAST,
    OPTION_PEEK,
    OPTION_SEEN,
    OPTION_NOW,
    OPTION_LIMIT,
    OPTION_OFFSET,
    OPTION_SORT,
    OPTION_RANK,
    OPTION_COLLAPSE,
    OPTION_FACET,
    OPTION_CHART,
    OPTION_COUNT,
    OPTION_FORMAT,
    OPTION_FIELDS,
    OPTION_NO_HEADER,
    OPTION_NULL,
    OPTION_EXPLAIN,
    OPTION_COLOR,
    OPTION_HYPERLINK,
    OPTION_NO_PAGER,
    OPTION_DB,
    OPTION_SHOW,
    OPTION_OPEN,
    OPTION_EDIT,
    OPTION_BATCH,
    OPTION_SAVED,
    OPTION_MCP,
    OPTION_TIMEOUT,
    OPTION_CONFIG,
    OPTION_PRINT_CONFIG,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_END
};

/* Static, ended by a row whose name is NULL. */
const struct option_row *request_options(void);

/* An option_words: "sort", "chart", "facet", and "field" and "named" (those whose values are worth
 * offering) for the query. */
bool request_words(struct list *words, const char *kind);

/* The words that arguments take (choice.h). */
const char *request_sort_word(int key);   /* enum sort_key */
const char *request_chart_word(int kind); /* enum chart_kind */
const char *request_when_word(int when);  /* enum request_when */

#endif
