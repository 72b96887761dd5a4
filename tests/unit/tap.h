/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tap.h: the Test Anything Protocol for unit tests, read by prove. A test calls
 * tap_ok and its relatives and ends main with `return tap_done();`. */
#ifndef NEWSSEARCH_TAP_H
#define NEWSSEARCH_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int tap_count, tap_failed;

static inline bool tap_result(bool passed, const char *name, va_list arguments)
{
    printf("%sok %d - ", passed ? "" : "not ", ++tap_count);
    vprintf(name, arguments);
    putchar('\n');
    tap_failed += !passed;
    return passed;
}

/* In this and what follows, the name is a format of printf. */
__attribute__((format(printf, 2, 3))) static inline bool tap_ok(bool passed, const char *name, ...)
{
    va_list arguments;
    va_start(arguments, name);
    tap_result(passed, name, arguments);
    va_end(arguments);
    return passed;
}

/* Diagnosis of the last test, a line that prove -v shows. */
__attribute__((format(printf, 1, 2))) static inline void tap_note(const char *format, ...)
{
    va_list arguments;
    printf("# ");
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
}

/* Either text may be NULL. */
__attribute__((format(printf, 3, 4))) static inline bool
tap_is_text(const char *got, const char *want, const char *name, ...)
{
    va_list arguments;
    va_start(arguments, name);
    bool same = tap_result(got && want ? strcmp(got, want) == 0 : got == want, name, arguments);
    va_end(arguments);
    if (!same)
        tap_note("got '%s', want '%s'", got ? got : "(null)", want ? want : "(null)");
    return same;
}

__attribute__((format(printf, 3, 4))) static inline bool
tap_is_number(long long got, long long want, const char *name, ...)
{
    va_list arguments;
    va_start(arguments, name);
    bool same = tap_result(got == want, name, arguments);
    va_end(arguments);
    if (!same)
        tap_note("got %lld, want %lld", got, want);
    return same;
}

/* Counts as a passed test that says why it was not run. */
static inline void tap_skip(const char *reason)
{
    printf("ok %d # SKIP %s\n", ++tap_count, reason);
}

/* Prints the plan; the exit status of the test. */
static inline int tap_done(void)
{
    printf("1..%d\n", tap_count);
    return tap_failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
