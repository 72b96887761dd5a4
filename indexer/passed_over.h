/* SPDX-License-Identifier: GPL-2.0-or-later */
/* passed_over.h: what the first run says about files that it left out although they begin with
 * front matter: their names or the form of the front matter are not supported. */
#ifndef NEWSSEARCH_PASSED_OVER_H
#define NEWSSEARCH_PASSED_OVER_H

#include "run.h"
#include "scope.h"

/* Looks at the files below the scope's folders that are not named as articles, and notes in one
 * sentence of the run's report how many there are, and how many files the run could not read. */
void passed_over_note(struct run *run, const struct scope *scope);

#endif
