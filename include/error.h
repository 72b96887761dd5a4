/* SPDX-License-Identifier: GPL-2.0-or-later */
/* error.h: one failure, as a sentence fit to print.
 *
 * A function that can fail takes `struct error *err` as its last parameter and
 * returns 0 or -1 (or a pointer or NULL). On failure, and only then, it has
 * filled *err. The caller owns the struct, usually on its stack; nothing in it
 * is allocated. err is never NULL.
 */
#ifndef NEWSSEARCH_ERROR_H
#define NEWSSEARCH_ERROR_H

/* Exit statuses of both programs. */
enum exit_status {
    STATUS_OK = 0,
    STATUS_NOTHING = 1, /* newssearch: nothing found; newsindex: files were skipped */
    STATUS_FAILED = 2,
    STATUS_BUSY = 75, /* another writer held the index (EX_TEMPFAIL of sysexits.h) */
};

struct error {
    enum exit_status status; /* STATUS_FAILED or STATUS_BUSY */
    char text[1024];         /* UTF-8 or the bytes of a file name; no newline at the end;
                                may hold control characters of a path: print it with
                                text_print_safe() (text.h) only */
};

/* Fills *err with STATUS_FAILED and the formatted sentence, cut to fit; err->text may be
 * among the arguments. Returns -1, so that a function may end in `return error_set(err, …)`. */
int error_set(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* As error_set, followed by ": " and the text of the errno value number, which is
 * never what is cut. */
int error_set_system(struct error *err, int number, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
