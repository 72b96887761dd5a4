/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fatal.h: ends a process that cannot continue: there is no memory, or a library failed where it
 * cannot report it. Prints "PROGRAM: message" and exits with STATUS_FAILED, without flushing
 * stdio's buffers and without destructors, which may need memory themselves. */
#ifndef NEWSSEARCH_FATAL_H
#define NEWSSEARCH_FATAL_H

#include "error.h"

/* Called once before the process ends, in whichever thread fails, while other threads may still
 * run. It may fail itself: the process then ends at once. */
typedef void fatal_cleanup(void *context);

/* Sets what is to be cleaned up; NULL: nothing. The context must live until it is replaced. Only
 * the thread that began the work sets it. */
void fatal_set_cleanup(fatal_cleanup *cleanup, void *context);

/* The sentence is printed as it is: nothing in it may control a terminal. */
void fatal_exit(const char *sentence) __attribute__((noreturn));

/* The same with an error's sentence, its control characters replaced. */
void fatal_exit_error(const struct error *err) __attribute__((noreturn));

#endif
