/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format.h: an output format is a struct of functions. Formats do not know each other, and no other
 * code asks which format is used. */
#ifndef NEWSSEARCH_FORMAT_H
#define NEWSSEARCH_FORMAT_H

#include <stdbool.h>
#include <stdio.h>

#include "error.h"
#include "request/request.h"
#include "result/results.h"
#include "terminal.h"

/* Where a format prints. */
struct output {
    FILE *stream;
    const struct request *request;
    struct terminal terminal;
    void *state;      /* the format's own, made by begin, freed by release */
    uint64_t omitted; /* urls: results without an address */
};

/* begin, row and end write to output->stream. output.c checks whether that fails, so they return -1
 * only for other failures. Any of them may be NULL. */
struct format {
    const char *name;
    const char *help;
    bool counts;            /* needs an exact total */
    bool human;             /* for people: pager, colour, hints on standard error */
    bool suggests;          /* prints what to try if nothing was found; else standard error does */
    bool batch;             /* may be used with --batch */
    bool roots;             /* needs the registered directories */
    bool others;            /* names the providers that a story leaves out */
    bool takes_columns;     /* --fields */
    bool takes_header;      /* --no-header */
    bool takes_null;        /* -0 */
    bool lists;             /* shows facets and charts */
    bool lists_alone;       /* shows them instead of results, if -n is 0 */
    bool explains;          /* --explain */
    size_t snippet_columns; /* how much of the text around a match; 0: as fit_snippet says */
    size_t (*fit_snippet)(const struct terminal *terminal);
    const int *columns; /* what it shows without --fields, ended by -1 */
    /* Whether the request's options suit the format. */
    int (*check)(const struct request *request, struct error *err);
    /* If the columns come from elsewhere: sets shown[column] for each. */
    void (*show)(const struct request *request, bool shown[]);
    int (*begin)(struct output *output, const struct results *results, struct error *err);
    int (*row)(struct output *output, const struct result *result, struct error *err);
    int (*end)(struct output *output, const struct results *results, struct error *err);
    void (*release)(struct output *output); /* frees state */
};

/* Whether facets and charts are printed instead of results. */
bool format_lists_alone(const struct request *request);

/* The query, with the options that change what it finds; "": all articles. */
const char *format_subject(const struct output *output, const struct results *results);

/* The columns to print: those of the request, else those of the format. *count is their number. */
const int *format_columns(const struct request *request, size_t *count);

/* Prints text unchanged for programs; on a terminal as text_add_safe makes it. */
void format_print(struct output *output, const char *text, size_t length);

#endif
