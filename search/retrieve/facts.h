/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facts.h: numbers about the index, such as how many articles it has. */
#ifndef NEWSSEARCH_FACTS_H
#define NEWSSEARCH_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "error.h"
#include "list.h"
#include "searcher.h"

struct facts {
    struct list places; /* of the indexes */
    struct list roots;  /* registered directories */
    char *language;
    uint32_t articles;
    bool indexed; /* whether there are articles */
    int64_t last; /* seconds since 1970: the start of the last run that changed an article's text */
};

int searcher_facts(struct searcher *searcher, struct facts *facts, struct error *err);
void facts_release(struct facts *facts);

#endif
