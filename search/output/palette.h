/* SPDX-License-Identifier: GPL-2.0-or-later */
/* palette.h: the colours of text; `colors` of the configuration changes them in ripgrep's form. */
#ifndef NEWSSEARCH_PALETTE_H
#define NEWSSEARCH_PALETTE_H

#include <stdbool.h>

#include "error.h"

enum palette_style {
    STYLE_TITLE,
    STYLE_MATCH,
    STYLE_ABOUT, /* provider, date and the other values under the title */
    STYLE_SNIPPET,
    STYLE_URL,
    STYLE_PATH,
    STYLE_NUMBER,  /* of a result */
    STYLE_HEADING, /* of a facet or chart */
    STYLE_COUNT
};

#define PALETTE_SGR_SIZE 48

struct palette_look {
    int colours[2]; /* of letters and of what is behind them; palette.c has the numbers */
    bool bold, dim, italic, underline, intense;
    char sgr[PALETTE_SGR_SIZE]; /* the parameters, "1;31"; "": as the terminal is */
};

struct palette {
    struct palette_look looks[STYLE_COUNT];
};

/* The colours without configuration: readable on dark and on light. */
void palette_init(struct palette *palette);

/* "match:fg:red", "title:style:nobold", "url:bg:0,128,255", "path:none", added to what was set
 * before. */
int palette_set(struct palette *palette, const char *setting, struct error *err);

#endif
