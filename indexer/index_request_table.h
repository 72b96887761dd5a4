/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index_request_table.h: the options of newsindex. */
#ifndef NEWSSEARCH_INDEX_REQUEST_TABLE_H
#define NEWSSEARCH_INDEX_REQUEST_TABLE_H

#include "option.h"

enum option_id {
    OPTION_DB = 1,
    OPTION_DRY_RUN,
    OPTION_REBUILD,
    OPTION_FILES_FROM,
    OPTION_NULL,
    OPTION_FORGET,
    OPTION_WATCH,
    OPTION_INCLUDE,
    OPTION_EXCLUDE,
    OPTION_EXT,
    OPTION_PLAIN,
    OPTION_MAX_FILE_SIZE,
    OPTION_JOBS,
    OPTION_SHARDS,
    OPTION_LANGUAGE,
    OPTION_WAIT,
    OPTION_PROGRESS,
    OPTION_FORMAT,
    OPTION_STATS,
    OPTION_CHECK,
    OPTION_COMPACT,
    OPTION_PROBLEMS,
    OPTION_CONFIG,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_END
};

/* Static, ended by a row whose name is NULL. */
const struct option_row *index_request_options(void);
void index_request_help(void); /* on standard output */

#endif
