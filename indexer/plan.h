/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plan.h: compares the files with the index's catalogue: which files must be read, which
 * articles are gone. */
#ifndef NEWSSEARCH_PLAN_H
#define NEWSSEARCH_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "catalogue.h"
#include "error.h"
#include "run.h"
#include "scope.h"
#include "xapian_shim.h"

struct candidate {
    char *path;
    struct stamp old; /* as the index has it, if docid or was_ignored */
    uint32_t docid;   /* 0: the index has no article of this path */
    bool was_ignored; /* ignored or skipped */
};

struct removal {
    char *path;
    uint32_t docid;
};

struct plan {
    struct catalogue catalogue; /* seen marks the files that stay */
    struct candidate *candidates;
    size_t candidate_count, candidate_capacity;
    uint64_t bytes; /* of the candidates' files */
    struct removal *removals;
    size_t removal_count, removal_capacity;
    struct list unreadable; /* folders that could not be read: nothing below is gone */
    bool ignored_changed;   /* an ignored file has gone */
    bool is_overfull; /* there are more candidates than were wanted: all but unreadable is to be
                         ignored */
};

/* database may be NULL (no index yet). Counts unchanged and ignored files in run->report, which
 * also says which names are left out and which removals the guard kept back. most: the
 * number of candidates that are useful; more only take memory. */
int plan_make(struct plan *plan, struct run *run, const struct scope *scope, size_t most,
              struct shim_database *database, struct error *err);
/* The articles below the folders of run->request->forget that no root of the settings covers. */
int plan_forget(struct plan *plan, struct run *run, struct shim_database *database,
                struct error *err);
void plan_release(struct plan *plan);
void plan_add_removal(struct plan *plan, const char *path, size_t length, uint32_t docid);

/* "PATH:1:1: cannot be read: …" for a folder or file that cannot be looked at. */
void plan_complain_unreadable(struct run *run, const char *path, int number);

#endif
