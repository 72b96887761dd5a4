/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pager.h: a stream that shows what does not fit the screen through a pager, as git
 * does it: $NEWSSEARCH_PAGER, that of the configuration, $PAGER or less, with LESS=FRX unless it
 * is set. */
#ifndef NEWSSEARCH_PAGER_H
#define NEWSSEARCH_PAGER_H

#include <stddef.h>
#include <stdio.h>

/* Holds what is written until it is more than lines lines, then starts the pager; what
 * fits is printed on standard output when the stream is closed. fclose waits until the
 * pager has ended. Writing to a pager that was left fails with EPIPE. NULL: there is no
 * pager to be had, or no memory; print on standard output. configured: a command; "never", "false"
 * or "" for none; "auto" or NULL: not configured. */
FILE *pager_open(size_t lines, const char *configured);

/* The setting in effect, borrowed; NULL: there is none. *variable is the variable of the
 * environment that it comes from; NULL: it is configured. */
const char *pager_setting(const char *configured, const char **variable);

#endif
