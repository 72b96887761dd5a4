/* SPDX-License-Identifier: GPL-2.0-or-later */
/* session.h: opens the index of a run, and joins the settings that are kept with it with those of
 * the request. */
#ifndef NEWSSEARCH_SESSION_H
#define NEWSSEARCH_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "error.h"
#include "run.h"
#include "xapian_shim.h"

/* A run and the index that it found. */
struct session {
    struct run run;
    struct shim_database *database; /* NULL: there is none yet */
    uint32_t articles;              /* in it */
    bool rebuild;                   /* all articles are to be made again */
};

/* Opens the index of session->run.request, and sets the run's settings, complaints and time. */
int session_open(struct session *session, struct error *err);

/* Closes the index, unlocks it, and releases all but the run's report; also after a failure. */
void session_release(struct session *session);

#endif
