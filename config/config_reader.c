/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config_reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "memory.h"

int config_reader_fail(struct config_reader *reader, struct config_place place, const char *format,
                       ...)
{
    char reason[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    return error_set(reader->err, "%s:%zu:%zu: %s", reader->config->path, place.line, place.column,
                     reason);
}

void config_reader_warn(struct config_reader *reader, struct config_place place, const char *reason,
                        const char *name)
{
    struct error message;

    if (!reader->warn)
        return;
    error_set(&message, "%s:%zu:%zu: %s: %s", reader->config->path, place.line, place.column,
              reason, name);
    reader->warn(reader->context, message.text);
}

struct config_place config_reader_place(const struct config_reader *reader)
{
    return (struct config_place){ reader->item.line, reader->item.column };
}

int config_reader_next(struct config_reader *reader)
{
    struct error reason;

    if (data_reader_next(reader->data, &reader->item, &reason) < 0)
        return config_reader_fail(reader, config_reader_place(reader), "%s", reason.text);
    return 0;
}

int config_reader_skip(struct config_reader *reader)
{
    struct error reason;

    if (data_reader_skip(reader->data, &reader->item, &reason) < 0)
        return config_reader_fail(reader, config_reader_place(reader), "%s", reason.text);
    return 0;
}

bool config_reader_is_null(const struct config_reader *reader)
{
    const struct data_item *item = &reader->item;
    return item->kind == DATA_SCALAR && item->plain && !item->tag &&
           (item->length == 0 || strcmp(item->value, "~") == 0 ||
            strcasecmp(item->value, "null") == 0);
}

bool config_reader_is_text(const struct config_reader *reader)
{
    const struct data_item *item = &reader->item;
    return item->kind == DATA_SCALAR && !config_reader_is_null(reader) &&
           strlen(item->value) == item->length;
}

int config_reader_text(struct config_reader *reader, const char *key, char **text,
                       struct config_place *place)
{
    if (!config_reader_is_text(reader))
        return config_reader_fail(reader, config_reader_place(reader), "%s: not text", key);
    free(*text);
    *text = memory_copy(reader->item.value, reader->item.length);
    *place = config_reader_place(reader);
    return 0;
}

int config_reader_list(struct config_reader *reader, const char *key, struct list *list)
{
    list_clear(list);
    if (config_reader_is_text(reader)) {
        list_add(list, reader->item.value, reader->item.length);
        return 0;
    }
    if (reader->item.kind != DATA_LIST_START)
        return config_reader_fail(reader, config_reader_place(reader),
                                  "%s: expected text or a list of texts", key);
    for (;;) {
        if (config_reader_next(reader) < 0)
            return -1;
        if (reader->item.kind == DATA_LIST_END)
            return 0;
        if (!config_reader_is_text(reader))
            return config_reader_fail(reader, config_reader_place(reader), "%s: not text", key);
        list_add(list, reader->item.value, reader->item.length);
    }
}

/* Warns of a key that is in seen, and adds it. */
static void note_key(struct config_reader *reader, const char *key, struct config_place place,
                     struct list *seen)
{
    reader->repeated = false;
    for (size_t i = 0; i < seen->count && !reader->repeated; i++)
        reader->repeated = strcmp(seen->items[i].data, key) == 0;
    if (reader->repeated)
        config_reader_warn(reader, place, "this key is repeated; its last value counts", key);
    else
        list_add_text(seen, key);
}

int config_reader_mapping(struct config_reader *reader, const char *name, config_read_entry *read)
{
    struct list seen = LIST_INIT;
    char *key = NULL;
    int status = -1;

    if (reader->item.kind != DATA_MAPPING_START)
        return config_reader_fail(reader, config_reader_place(reader), "%s: not a mapping", name);
    for (;;) {
        if (config_reader_next(reader) < 0)
            goto done;
        if (reader->item.kind == DATA_MAPPING_END)
            break;
        struct config_place place = config_reader_place(reader);
        if (reader->item.kind != DATA_SCALAR) {
            config_reader_fail(reader, place, "%s: a key is not text", name);
            goto done;
        }
        free(key);
        key = memory_copy(reader->item.value, reader->item.length);
        if (config_reader_next(reader) < 0)
            goto done;
        if (config_reader_is_null(reader))
            continue;
        note_key(reader, key, place, &seen);
        if (read(reader, key, place) < 0)
            goto done;
    }
    status = 0;
done:
    list_release(&seen);
    free(key);
    return status;
}
