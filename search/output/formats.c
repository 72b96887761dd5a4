/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "formats.h"

#include <string.h>

static const struct format *const formats[] = {
    &format_text_row,  &format_json_row, &format_jsonl_row, &format_csv_row,  &format_tsv_row,
    &format_paths_row, &format_urls_row, &format_atom_row,  &format_html_row, NULL,
};

const struct format *const *format_table(void)
{
    return formats;
}

const struct format *format_find(const char *name)
{
    for (const struct format *const *format = formats; *format; format++)
        if (strcmp((*format)->name, name) == 0)
            return *format;
    return strchr(name, '{') ? &format_template_row : NULL;
}
