/* SPDX-License-Identifier: GPL-2.0-or-later */
/* memory.h: allocation that ends the program, with a sentence and status 2, when
 * there is no memory left. Results are the caller's, to free(). */
#ifndef NEWSSEARCH_MEMORY_H
#define NEWSSEARCH_MEMORY_H

#include <stddef.h>

void *memory_allocate(size_t size);                          /* zeroed */
void *memory_resize(void *block, size_t count, size_t size); /* count * size, overflow checked */
char *memory_copy_text(const char *text);
char *memory_copy(const char *bytes, size_t length); /* a NUL is added */

#endif
