/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "saved_list.h"

#include <string.h>

#include "formats.h"
#include "json_writer.h"
#include "text.h"

void saved_list_print(struct output *output)
{
    const struct config *config = &output->request->config;
    if (output->request->format == format_find("json")) {
        json_write_saved(output->stream, output->request);
        return;
    }
    for (size_t i = 0; i < config->saved_count; i++) {
        text_print_safe(output->stream, config->saved[i].name);
        fputc('\t', output->stream);
        text_print_safe(output->stream, config->saved[i].query);
        fputc('\n', output->stream);
    }
}
