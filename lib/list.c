/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "list.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

void list_release(struct list *list)
{
    if (!list->items) /* most of an article's */
        return;
    list_clear(list);
    free(list->items);
    *list = (struct list)LIST_INIT;
}

void list_clear(struct list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].data);
    list->count = 0;
}

void list_add(struct list *list, const char *bytes, size_t length)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 4;
        list->items = memory_resize(list->items, capacity, sizeof *list->items);
        list->capacity = capacity;
    }
    struct list_item *item = &list->items[list->count++];
    item->data = memory_copy(bytes, length);
    item->length = length;
}

void list_add_text(struct list *list, const char *text)
{
    list_add(list, text, strlen(text));
}

void list_add_all(struct list *list, const struct list *more)
{
    for (size_t i = 0; i < more->count; i++)
        list_add(list, more->items[i].data, more->items[i].length);
}

void list_remove(struct list *list, size_t index)
{
    free(list->items[index].data);
    memmove(&list->items[index], &list->items[index + 1],
            (list->count - index - 1) * sizeof *list->items);
    list->count--;
}

bool list_has(const struct list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].data, text) == 0)
            return true;
    return false;
}

bool list_is_same(const struct list *a, const struct list *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = strcmp(a->items[i].data, b->items[i].data) == 0;
    return same;
}

static int compare_texts(const void *left, const void *right)
{
    const struct list_item *a = left, *b = right;
    return strcmp(a->data, b->data);
}

void list_sort(struct list *list)
{
    if (list->count > 0)
        qsort(list->items, list->count, sizeof *list->items, compare_texts);
}

void list_unique(struct list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (kept > 0 && strcmp(list->items[kept - 1].data, list->items[i].data) == 0)
            free(list->items[i].data);
        else
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}
