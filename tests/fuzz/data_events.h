/* SPDX-License-Identifier: GPL-2.0-or-later */
/* data_events.h: the events of a FORM are well nested and in reach, and an error has a sentence and
 * a place. Included by the target of each form. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "data_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t count_lines(const uint8_t *data, size_t size)
{
    size_t lines = 1;
    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n';
    return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct data_reader *reader = data_reader_new(FORM, (const char *)data, size);
    struct data_item item;
    struct error err = { 0 };
    size_t depth = 0, lines = count_lines(data, size);
    unsigned sum = 0;
    int result;

    while ((result = data_reader_next(reader, &item, &err)) == 0 && item.kind != DATA_END) {
        depth += item.kind == DATA_LIST_START || item.kind == DATA_MAPPING_START;
        depth -= item.kind == DATA_LIST_END || item.kind == DATA_MAPPING_END;
        if (item.kind == DATA_SCALAR)
            for (size_t i = 0; i <= item.length; i++) /* the NUL too */
                sum += (unsigned char)item.value[i];
        if (depth > 64 || item.line < 1 || item.line > lines || item.column < 1)
            abort();
    }
    if (result == 0 && depth != 0)
        abort();
    if (result < 0 && (!err.text[0] || item.line < 1 || item.line > lines + 1 || item.column < 1))
        abort();
    data_reader_free(reader);
    return sum == UINT32_MAX;
}
