/* SPDX-License-Identifier: GPL-2.0-or-later */
/* source.h: reads a file into an article. */
#ifndef NEWSSEARCH_SOURCE_H
#define NEWSSEARCH_SOURCE_H

#include "article.h"
#include "buffer.h"
#include "config.h"
#include "error.h"
#include "front_matter.h"

enum source_result {
    SOURCE_ARTICLE,
    SOURCE_IGNORED, /* no front matter */
    SOURCE_UNREAD,  /* front matter in a form that is not read */
    SOURCE_SKIPPED, /* err holds "LINE:COLUMN: reason" */
};

/* Makes the article of the file's bytes: front matter, body by the name's ending, path, date from a
 * name that begins with YYYY-MM-DD- where the front matter has none. Warnings go to options->warn
 * with "LINE:COLUMN: reason". *article is empty before. */
enum source_result source_parse(struct article *article, const char *path, const char *bytes,
                                size_t length, const struct front_matter_options *options,
                                struct error *err);

#endif
