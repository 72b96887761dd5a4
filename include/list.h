/* SPDX-License-Identifier: GPL-2.0-or-later */
/* list.h: a growing list of byte strings, each with its length. The list owns
 * its strings. All zero is an empty list. */
#ifndef NEWSSEARCH_LIST_H
#define NEWSSEARCH_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list_item {
    char *data;    /* a NUL follows that length does not count */
    size_t length; /* bytes */
};

struct list {
    struct list_item *items;
    size_t count;
    size_t capacity;
};

#define LIST_INIT                                                                                  \
    {                                                                                              \
        0, 0, 0                                                                                    \
    }

void list_release(struct list *list);
void list_clear(struct list *list);
void list_add(struct list *list, const char *bytes, size_t length);
void list_add_text(struct list *list, const char *text);
void list_add_all(struct list *list, const struct list *more);
void list_remove(struct list *list, size_t index);
/* Whether both have the same texts in the same order. */
bool list_has(const struct list *list, const char *text);
bool list_is_same(const struct list *a, const struct list *b);
void list_sort(struct list *list);   /* by the bytes of the texts */
void list_unique(struct list *list); /* removes repeated neighbours */

#endif
