/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run.h: what the stages of one run of newsindex share. */
#ifndef NEWSSEARCH_RUN_H
#define NEWSSEARCH_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "complaints.h"
#include "index_request.h"
#include "path_table.h"
#include "progress.h"
#include "report.h"
#include "selection.h"
#include "settings.h"
#include "stamp.h"
#include "store.h"

struct run {
    const struct index_request *request;
    struct settings settings; /* as they will be after the run */
    bool compares_only;       /* files are read for their outcome: no document is filled */
    bool reads_all;           /* unchanged files, too: a dry run of a build */
    bool settings_changed;    /* from what the index holds */
    bool patterns_changed;    /* among them the lists of patterns or endings */
    struct store store;       /* locked, unless it is a dry run */
    struct report report;
    struct complaints complaints;
    struct progress progress;
    struct list unmatched;           /* new patterns of --include that have matched no file yet */
    struct list operands;            /* that exist and are taken */
    struct path_table operand_table; /* of operands */
    bool *has_articles;              /* for each of operands */
    int64_t began; /* microseconds since 1970; later than that of any earlier run */
};

/* Whether the file with this path (its term_hash) belongs to the index or shard of this run. */
bool run_in_shard(const struct run *run, const unsigned char path[STAMP_HASH_SIZE]);

struct scope;
/* Notes the operands as having no article yet. */
void run_note_operands(struct run *run, const struct scope *scope);
/* Reports operands without articles, other registered directories that are gone, patterns that
 * match nothing, and patterns that apply to other directories, too. is_built: the index was built
 * from all registered directories. */
void run_report_operands(struct run *run, const struct scope *scope, bool is_built);
/* Notes that the patterns take the file at path, which has an article's name. */
void run_included(struct run *run, const struct selection *selection, const char *path);
/* Notes that path is an article, or is skipped with a reason. From one thread at a time. */
void run_found(struct run *run, const char *path);

#endif
