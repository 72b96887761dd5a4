/* SPDX-License-Identifier: GPL-2.0-or-later */
/* formats.h: the rows of the table of formats, each defined in the file of its name. */
#ifndef NEWSSEARCH_FORMATS_H
#define NEWSSEARCH_FORMATS_H

#include "output.h"

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

#endif
