/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pattern_place.h: finds patterns of --include and --exclude that begin with the path or the name
 * of a registered directory: they should begin below it. */
#ifndef NEWSSEARCH_PATTERN_PLACE_H
#define NEWSSEARCH_PATTERN_PLACE_H

#include "error.h"
#include "run.h"
#include "selection.h"

/* The path is an error in an option. In the configuration it is a warning: the pattern may be meant
 * for a part of another directory that is gone now. The name gives a warning if the patterns are
 * new. */
int pattern_place_check(struct run *run, const struct selection *selection, struct error *err);

#endif
