/* SPDX-License-Identifier: GPL-2.0-or-later */
/* data_form.h: what a reader of one form does for data_reader.c. */
#ifndef NEWSSEARCH_DATA_FORM_H
#define NEWSSEARCH_DATA_FORM_H

#ifdef __cplusplus
extern "C" {
#endif

#include "data_reader.h"

struct data_form {
    void *(*open)(const char *text, size_t length); /* NULL: out of memory */
    /* Fills *item, which is {.kind = DATA_END, .line = 1, .column = 1} before; DATA_END once the
     * document has ended. -1 as data_reader_next; then it is not called again. */
    int (*next)(void *state, struct data_item *item, struct error *err);
    void (*close)(void *state);
};

#ifdef __cplusplus
}
#endif

#endif
