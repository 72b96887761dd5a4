/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index_layout.h: what an index contains besides fields: metadata, stamps, places. Both programs
 * read it from here. */
#ifndef NEWSSEARCH_INDEX_LAYOUT_H
#define NEWSSEARCH_INDEX_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "buffer.h"
#include "error.h"

/* Keys of Xapian's user metadata. */
#define METADATA_SCHEMA "schema"       /* SCHEMA_NUMBER, decimal, or */
#define SCHEMA_UNFINISHED "unfinished" /* until the first build is done: settings, no articles */
#define METADATA_LANGUAGE "language"   /* "english", "none", … */
#define METADATA_ROOTS "roots"         /* packed list of absolute paths */
#define METADATA_FILES "files"         /* packed list of absolute paths */
#define METADATA_INCLUDE "include"     /* packed list of globs */
#define METADATA_EXCLUDE "exclude"
#define METADATA_EXT "ext"           /* packed list of extensions, without dots */
#define METADATA_PLAIN "plain"       /* "yes": files without front matter are articles too */
#define METADATA_FIELDS "fields"     /* the configuration's further names for fields, as text */
#define METADATA_IGNORED "others"    /* packed stamps of files that are no articles */
#define METADATA_PROBLEMS "problems" /* files that are skipped, and why: indexer/complaints.h */
/* Of an index in shards: the number of the run that wrote it last, decimal. A run that changes any
 * shard writes its number to all, so that a search can tell whether it sees one run. */
#define METADATA_GENERATION "generation"
#define METADATA_COMPACT_SIZE "compact-size" /* bytes and articles when it was compact */
/* The table of the records of static_rank.h. An entry has the records of RANK_COLUMNS_COUNT
 * documents: 1,918 bytes, which Xapian keeps in one piece. */
#define RANK_COLUMNS_KEY "priors"
#define RANK_COLUMNS_COUNT 274
/* The words of the fields in schema_listed: a struct engine_word_list. */
#define WORD_LIST_KEY "words"

/* Files in an index's folder that are not Xapian's: the lock, which newsindex creates first, and in
 * a folder of shards their number. */
#define INDEX_LOCK_NAME "newsindex.lock"
#define INDEX_SHARDS_NAME "shards"
#define INDEX_STUB_NAME "XAPIANDB"       /* Xapian's: names the shards, once all are there */
#define INDEX_DRAFT_NAME "newsindex.new" /* either of the two, until it has its name */
#define INDEX_SHARD_FORMAT "shard-%u"    /* the folder of one */

/* Whether the entry of an index's folder says nothing on what the folder holds: the lock, a draft,
 * "." or "..". */
bool index_is_empty_entry(const char *name);
/* Whether a writer holds the lock of the index in folder. */
bool index_is_locked(const char *folder);
/* Whether folder is what a first build makes before there is an index: a lock or draft and nothing
 * else, or shards that are not all there. */
bool index_is_begun(const char *folder);
/* Whether the index in folder has shards, or is to have them. */
bool index_has_shards(const char *folder);
/* Sets the error of an index that does not exist. Returns -1. */
int index_fail_missing(const char *folder, struct error *err);
/* Sets the error of an index without a finished build: it is being built, or the build did not
 * finish. Returns -1. */
int index_fail_unfinished(const char *folder, struct error *err);

/* The default index: option (may be NULL), else $NEWSSEARCH_DB, else configured (may
 * be NULL), else ${XDG_DATA_HOME:-~/.local/share}/newssearch/index. Appends to *out. */
int index_path_default(struct buffer *out, const char *option, const char *configured,
                       struct error *err);

/* Appends the absolute form of path, without ".", "//" and "name/..". Symbolic links are not
 * resolved. */
int index_path_absolute(struct buffer *out, const char *path, struct error *err);

#endif
