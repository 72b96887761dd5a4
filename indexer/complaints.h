/* SPDX-License-Identifier: GPL-2.0-or-later */
/* complaints.h: problems of files (skipped files and warnings) as the index stores them, so that a
 * run prints only new ones.
 *
 * The problems of one file are packed one after the other. Those of an article are a value of its
 * document (SLOT_COMPLAINTS); those of other files and folders are in METADATA_PROBLEMS: a packed
 * list of a path, its packed problems, and so on.
 */
#ifndef NEWSSEARCH_COMPLAINTS_H
#define NEWSSEARCH_COMPLAINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "error.h"
#include "list.h"
#include "record.h"
#include "report.h"
#include "stamp.h"
#include "xapian_shim.h"

/* With command_newsindex(). */
#define COMPLAINTS_BROKEN "the index contains a problem that cannot be read; run %s --rebuild"

enum complaint_kind {
    COMPLAINT_SKIPPED, /* there is no article, or it stays as it was */
    COMPLAINT_WARNING, /* the article is without something */
};

struct complaint {
    enum complaint_kind kind;
    uint64_t line, column; /* from 1 */
    const char *reason;    /* not NUL-terminated; borrowed from what it is unpacked from */
    size_t length;
};

/* place is "LINE:COLUMN: reason". */
void complaint_pack(struct buffer *out, enum complaint_kind kind, const char *place);
/* False at the end. */
bool complaint_next(struct record_reader *reader, struct complaint *complaint);
/* Appends "PATH:LINE:COLUMN: skipped: reason", or warning. */
void complaint_describe(struct buffer *out, const char *path, const struct complaint *complaint);

/* A file or folder that has no article, or whose article is not updated. Complaints are packed. */
struct problem {
    char *path;
    unsigned char hash[STAMP_HASH_SIZE]; /* term_hash of path */
    struct buffer known;                 /* as the index has them */
    struct buffer changed;               /* empty: they have not changed */
    bool is_dropped;                     /* it is not a problem any more */
};

struct complaints {
    struct shim_database *database; /* what is known; NULL: nothing */
    struct problem *problems;       /* first the known ones, by path */
    size_t count, capacity, known_count;
};

/* All zero is empty. database is borrowed, and may be NULL. */
int complaints_load(struct complaints *complaints, struct shim_database *database,
                    struct error *err);
void complaints_release(struct complaints *complaints);

/* Reports those of the packed complaints about the file at path that the index does not know; docid
 * is that of its article, or 0. */
int complaints_report(struct complaints *complaints, struct report *report, const char *path,
                      uint32_t docid, const struct buffer *packed, struct error *err);
/* Stores the complaints about path, which is no article. */
void complaints_keep(struct complaints *complaints, const char *path, const struct buffer *packed);
/* Reports and stores the complaints about a file or folder without an article. */
void complaints_report_problem(struct complaints *complaints, struct report *report,
                               const char *path, const struct buffer *packed);
/* Path is no longer a problem. */
void complaints_drop(struct complaints *complaints, const char *path);
void complaints_drop_all(struct complaints *complaints);
/* How many of the problems were reported by earlier runs. */
uint64_t complaints_already_reported(const struct complaints *complaints);
/* Whether the problems differ from those in the index. */
bool complaints_have_changed(const struct complaints *complaints);

/* As stored under METADATA_PROBLEMS: sorted by path. */
void complaints_pack_problems(const struct complaints *complaints, struct buffer *out);

/* Calls visit for each problem in packed, and stops where it returns other than 0. */
typedef int problem_visit(void *context, const char *path, size_t path_length, const char *packed,
                          size_t length);
int problem_each(const char *packed, size_t length, problem_visit *visit, void *context);

#endif
