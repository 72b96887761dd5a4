/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format.h: the ways an article is written: as a file of the archive, and as its peers read it. */
#ifndef NEWSSEARCH_BENCH_FORMAT_H
#define NEWSSEARCH_BENCH_FORMAT_H

#include "article.h"

struct format {
    const char *name;
    const char *file;   /* the one file of all articles; NULL: a file an article */
    const char *suffix; /* of a file an article */
    void (*article)(struct text *out, const struct article *article); /* appends */
};

/* NULL if there is none; the table is static. */
const struct format *format_by_name(const char *name);

#endif
