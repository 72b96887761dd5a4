/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.h: a string that grows, ended by NUL; and the one way this program dies. */
#ifndef NEWSSEARCH_BENCH_TEXT_H
#define NEWSSEARCH_BENCH_TEXT_H

#include <stddef.h>

/* Zeroed is empty; text_clear makes bytes a string. The caller frees bytes. */
struct text {
    char *bytes;
    size_t length, size;
};

void text_clear(struct text *text);
void text_add(struct text *text, const char *bytes, size_t length);
void text_puts(struct text *text, const char *string);

/* At most 1023 bytes; what is longer is cut. */
__attribute__((format(printf, 2, 3))) void text_printf(struct text *text, const char *format, ...);

/* The string with every `from` as `to`. */
void text_replacing(struct text *text, const char *string, const char *from, const char *to);

/* Memory, or the end of the program. The caller frees it. */
void *allocate(size_t size);

/* Prints what failed and errno's reason, and exits with status 2. */
_Noreturn void die(const char *what);

#endif
