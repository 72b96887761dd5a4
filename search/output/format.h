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
    void *state;           /* the format's own, made by begin, freed by release */
    bool omitted, printed; /* paths, urls: whether a result had no value, and had one */
};

/* begin, row and end write to output->stream; that writing failed is seen by output.c, so
 * they return -1 only for what else can fail. Any of them may be NULL. */
struct format {
    const char *name;
    const char *help;
    bool counts;        /* needs an exact total */
    bool human;         /* for people: pager, colour, hints on standard error */
    bool suggests;      /* prints what to try where nothing was found; else standard error does */
    bool batch;         /* may be used with --batch */
    bool roots;         /* needs the registered directories */
    bool others;        /* names the providers that a story leaves out */
    bool takes_columns; /* --fields */
    bool takes_header;  /* --no-header */
    bool takes_null;    /* -0 */
    bool lists;         /* shows facets and charts */
    bool lists_alone;   /* shows them in place of results, where -n is 0 */
    bool explains;      /* --explain */
    size_t snippet_columns; /* how much of the text around a match; 0: as fit_snippet says */
    size_t (*fit_snippet)(const struct terminal *terminal);
    const int *columns; /* what it shows without --fields, ended by -1 */
    /* Whether the request's options suit the format. */
    int (*check)(const struct request *request, struct error *err);
    /* Where the columns come from elsewhere: sets shown[column] for each. */
    void (*show)(const struct request *request, bool shown[]);
    int (*begin)(struct output *output, const struct results *results, struct error *err);
    int (*row)(struct output *output, const struct result *result, struct error *err);
    int (*end)(struct output *output, const struct results *results, struct error *err);
    void (*release)(struct output *output); /* frees state */
};

/* Whether facets and charts are printed in place of results. */
bool format_lists_alone(const struct request *request);

/* What is asked, with the options that narrow or widen it; "": all articles. */
const char *format_subject(const struct output *output, const struct results *results);

/* The columns to print: the request's, else the format's; *count of them. */
const int *format_columns(const struct request *request, size_t *count);

/* Prints text as a program reads it; where a person looks, as text_add_safe. */
void format_print(struct output *output, const char *text, size_t length);

#endif
