/* SPDX-License-Identifier: GPL-2.0-or-later */
/* watches.h: the folders that inotify watches, each with its path. */
#ifndef NEWSSEARCH_WATCHES_H
#define NEWSSEARCH_WATCHES_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "selection.h"

struct watched {
    char *path; /* NULL: not watched */
    bool wanted;
};

struct watches {
    int events;              /* the descriptor to read struct inotify_event from */
    struct watched *folders; /* by watch descriptor; the kernel uses no number twice */
    size_t count;
};

int watches_open(struct watches *watches, struct error *err);
void watches_close(struct watches *watches);

/* Watches all that is registered and ends all other watches. A root that does not exist is passed
 * over; if one cannot be watched, the others are. */
int watches_replace(struct watches *watches, const struct selection *selection, struct error *err);
/* Watches folder, which a run would enter, and all below it that it would enter. */
int watches_add_below(struct watches *watches, const struct selection *selection, const char *root,
                      const char *folder, struct error *err);
/* The path of a watched folder by its watch descriptor, or NULL. */
const char *watches_path(const struct watches *watches, int number);
/* The kernel has ended a watch. */
void watches_forget(struct watches *watches, int number);

#endif
