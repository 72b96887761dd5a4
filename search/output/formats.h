/* SPDX-License-Identifier: GPL-2.0-or-later */
/* formats.h: the table of the output formats; each row is defined in the file of its name. */
#ifndef NEWSSEARCH_FORMATS_H
#define NEWSSEARCH_FORMATS_H

#include <stdbool.h>

#include "format.h"

extern const struct format format_text_row;
extern const struct format format_json_row;
extern const struct format format_jsonl_row;
extern const struct format format_csv_row;
extern const struct format format_tsv_row;
extern const struct format format_paths_row;
extern const struct format format_urls_row;
extern const struct format format_atom_row;
extern const struct format format_html_row;
extern const struct format format_template_row; /* its name is NULL: it is found by a { */
extern const struct format format_article_row;
extern const struct format format_count_row; /* likewise: --count */
extern const struct format format_count_json_row;

/* NULL if there is none of this name. A name that holds { is the template format. */
const struct format *format_find(const char *name);
/* The formats that have a name, ended by NULL. */
const struct format *const *format_table(void);

#endif
