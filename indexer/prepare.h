/* SPDX-License-Identifier: GPL-2.0-or-later */
/* prepare.h: reads one file and prepares its document. Several threads do this at once, each
 * with its own preparer. */
#ifndef NEWSSEARCH_PREPARE_H
#define NEWSSEARCH_PREPARE_H

#include "article.h"
#include "buffer.h"
#include "error.h"
#include "run.h"
#include "source.h"
#include "stamp.h"
#include "xapian_shim.h"

enum outcome {
    OUTCOME_ADD,       /* document is filled */
    OUTCOME_UPDATE,    /* document is filled */
    OUTCOME_REFRESH,   /* only the article */
    OUTCOME_UNCHANGED, /* touched: only the stamp is new */
    OUTCOME_IGNORED,
    OUTCOME_SKIPPED, /* reported; its old article goes */
    OUTCOME_UNREAD,  /* reported; its old article stays */
    OUTCOME_GONE,
};

struct prepared {
    enum outcome outcome;
    struct stamp stamp;
    struct article article;
    struct buffer complaints;       /* packed (complaints.h) */
    struct shim_document *document; /* OUTCOME_ADD, OUTCOME_UPDATE */
};

struct preparer {
    struct run *run;
    struct shim_stemmer *stemmer;
    struct buffer bytes;
    bool plain;       /* files without front matter are articles */
    const char *path; /* of the file in hand, */
    struct buffer *complaints;
};

/* run must outlive the preparer. After a failure there is nothing to release. */
int preparer_init(struct preparer *preparer, struct run *run, struct error *err);
void preparer_release(struct preparer *preparer);

/* Fills *prepared, emptied first; its document is what shim_document_new returned. old is the
 * index's stamp of an article, or NULL. A symbolic link is followed where the file is registered
 * by itself. -1 is for failures that end the run.
 */
int prepare(struct preparer *preparer, const char *path, const struct stamp *old,
            struct prepared *prepared, struct error *err);

/* Frees all in it. */
void prepared_release(struct prepared *prepared);

/* Sets SLOT_COMPLAINTS. */
int prepare_set_complaints(struct shim_document *document, const struct buffer *complaints,
                           struct error *err);
/* Sets SLOT_STAMP, and SLOT_INDEXED to microseconds unless that is 0. */
int prepare_set_stamp(struct shim_document *document, const struct stamp *stamp,
                      int64_t microseconds, struct error *err);

#endif
