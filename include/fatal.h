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

/* Sets the function that cleans up; NULL: none. The context must live until it is replaced. Only
 * the main thread calls this. */
void fatal_set_cleanup(fatal_cleanup *cleanup, void *context);

/* Prints the sentence unchanged: it must not have control characters. */
void fatal_exit(const char *sentence) __attribute__((noreturn));

/* Prints the error's sentence with its control characters replaced. */
void fatal_exit_error(const struct error *err) __attribute__((noreturn));

#endif
