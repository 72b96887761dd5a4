/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_element.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

void query_element_set_term(struct query_element *element, const char *term, size_t length)
{
    free(element->term);
    element->term = memory_copy(term, length);
    element->length = length;
}

void query_elements_drop(struct query_elements *elements, size_t index)
{
    free(elements->items[index].term);
    free(elements->items[index].joined);
    memmove(&elements->items[index], &elements->items[index + 1],
            (--elements->count - index) * sizeof *elements->items);
}

void query_elements_release(struct query_elements *elements)
{
    for (size_t i = 0; i < elements->count; i++) {
        free(elements->items[i].term);
        free(elements->items[i].joined);
    }
    free(elements->items);
    list_release(&elements->symbols);
    *elements = (struct query_elements){ 0 };
}
