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

__attribute__((format(printf, 2, 3))) static inline bool tap_ok(bool passed, const char *name, ...)
{
    va_list arguments;
    printf("%sok %d - ", passed ? "" : "not ", ++tap_count);
    va_start(arguments, name);
    vprintf(name, arguments);
    va_end(arguments);
    putchar('\n');
    tap_failed += !passed;
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

/* Either may be NULL. */
static inline bool tap_is_text(const char *got, const char *want, const char *name)
{
    bool same = got && want ? strcmp(got, want) == 0 : got == want;
    if (!tap_ok(same, "%s", name))
        tap_note("got '%s', want '%s'", got ? got : "(null)", want ? want : "(null)");
    return same;
}

static inline bool tap_is_number(long long got, long long want, const char *name)
{
    if (!tap_ok(got == want, "%s", name))
        tap_note("got %lld, want %lld", got, want);
    return got == want;
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
