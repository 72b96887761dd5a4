/* list.c: see list.h. */
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
