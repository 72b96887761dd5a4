/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "choice.h"

#include <string.h>

#include "buffer.h"
#include "text.h"

/* The name nearest to word, if it is near enough to be meant; else NULL. Owned by names. */
static const char *nearest_name(const struct list *names, const char *word, size_t length)
{
    const char *nearest = NULL;
    unsigned least = length < 4 ? 2 : 3; /* a third of a short word is another word */
    for (size_t i = 0; i < names->count; i++) {
        const struct list_item *name = &names->items[i];
        if (length > 2 && length < name->length && memcmp(name->data, word, length) == 0)
            return name->data; /* its beginning */
        unsigned distance = text_distance(name->data, name->length, word, length, least);
        if (distance < least) {
            least = distance;
            nearest = name->data;
        }
    }
    return nearest;
}

int choice_refuse(const char *what, const char *where, const char *word, size_t length,
                  const struct list *names, struct error *err)
{
    struct buffer sentence = BUFFER_INIT, safe = BUFFER_INIT;
    text_add_safe(&safe, word, length < 200 ? length : 200); /* a sentence is one line */
    buffer_printf(&sentence, "unknown %s '%s'%s: expected one of ", what, buffer_text(&safe),
                  where);
    buffer_release(&safe);
    for (size_t i = 0; i < names->count; i++)
        buffer_printf(&sentence, "%s%s", i ? ", " : "", names->items[i].data);
    const char *nearest = nearest_name(names, word, length);
    if (nearest)
        buffer_printf(&sentence, "; did you mean '%s'?", nearest);
    error_set(err, "%s", buffer_text(&sentence));
    buffer_release(&sentence);
    return -1;
}

int choice_read(int *value, choice_word *name_of, const char *what, const char *where,
                const char *word, struct error *err)
{
    for (int i = 0; name_of(i); i++)
        if (strcmp(name_of(i), word) == 0) {
            *value = i;
            return 0;
        }
    struct list names = LIST_INIT;
    for (int i = 0; name_of(i); i++)
        list_add_text(&names, name_of(i));
    int failed = choice_refuse(what, where, word, strlen(word), &names, err);
    list_release(&names);
    return failed;
}
