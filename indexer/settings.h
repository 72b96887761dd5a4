/* SPDX-License-Identifier: GPL-2.0-or-later */
/* settings.h: what an index stores about itself in its metadata. */
#ifndef NEWSSEARCH_SETTINGS_H
#define NEWSSEARCH_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "error.h"
#include "list.h"
#include "path_table.h"
#include "xapian_shim.h"

struct settings {
    long schema;         /* 0: none */
    bool is_unfinished;  /* the first build is not done: there are no articles, and schema is 0 */
    uint64_t generation; /* of a shard (shard_run.h); 0: none */
    char *language;
    char *fields; /* the configuration's further names for fields, as text: articles were read with
                     them */
    struct list roots;            /* registered directories: absolute, as they were given */
    struct list files;            /* registered files, which no walk of the roots comes to */
    struct path_table file_table; /* of files */
    struct list include, exclude;
    struct list ext; /* further endings of names that are articles, without dots */
    char *plain;     /* "yes": files without front matter are articles too; else "no" */
};

/* Reads those of the index at path; an index without them (no newssearch index) is an error. */
int settings_load(struct settings *settings, struct shim_database *database, const char *path,
                  struct error *err);
/* An error if the schema is newer than this program's: nothing replaces such an index, because
 * settings of a newer form could be lost. */
int settings_check_newer(const struct settings *settings, const char *path, struct error *err);
/* Opens the finished index at path, or the shards there, and reads its settings. An error, fit to
 * print: its first build did not finish, or its schema is not this program's. */
struct shim_database *settings_open(struct settings *settings, const char *path, struct error *err);
/* Adds to the error of a damaged index what to do about it. */
void settings_advise(struct error *err);
/* Registers a file, which is not registered yet. */
void settings_add_file(struct settings *settings, const char *path);
/* Makes the table of the files again: files has changed. */
void settings_files_changed(struct settings *settings);
/* Writes all. */
int settings_save(const struct settings *settings, struct shim_writer *writer, struct error *err);
void settings_release(struct settings *settings);

#endif
