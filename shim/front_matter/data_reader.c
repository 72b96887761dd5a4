/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "data_reader.h"

#include <stdlib.h>

#include "data_form.h"

#define DEPTH_MAX 64

struct data_reader {
    const struct data_form *form;
    void *state;
    size_t depth;
    bool ended; /* or failed: nothing more is read */
};

struct data_reader *data_reader_new(const struct data_form *form, const char *text, size_t length)
{
    struct data_reader *reader = calloc(1, sizeof *reader);

    if (!reader)
        return NULL; /* data_reader_next reports it */
    reader->form = form;
    reader->state = reader->form->open(text, length);
    if (!reader->state) {
        free(reader);
        return NULL;
    }
    return reader;
}

void data_reader_free(struct data_reader *reader)
{
    if (!reader)
        return;
    reader->form->close(reader->state);
    free(reader);
}

int data_reader_next(struct data_reader *reader, struct data_item *item, struct error *err)
{
    *item = (struct data_item){ .kind = DATA_END, .line = 1, .column = 1 };
    if (!reader)
        return error_set(err, "out of memory");
    if (reader->ended)
        return 0;
    if (reader->form->next(reader->state, item, err) < 0) {
        reader->ended = true;
        return -1;
    }
    if (item->kind == DATA_LIST_START || item->kind == DATA_MAPPING_START)
        reader->depth++;
    if (item->kind == DATA_LIST_END || item->kind == DATA_MAPPING_END)
        reader->depth--;
    reader->ended = item->kind == DATA_END || reader->depth > DEPTH_MAX;
    if (reader->depth > DEPTH_MAX)
        return error_set(err, "nested deeper than %d", DEPTH_MAX);
    return 0;
}

int data_reader_skip(struct data_reader *reader, struct data_item *item, struct error *err)
{
    if (item->kind != DATA_LIST_START && item->kind != DATA_MAPPING_START)
        return 0;
    for (size_t outside = reader->depth - 1; reader->depth > outside;)
        if (data_reader_next(reader, item, err) < 0)
            return -1;
    return 0;
}
