/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output.h: an output format is a struct of functions and a row of a table. Formats do not know
 * each other, and no other code asks which format is used. */
#ifndef NEWSSEARCH_OUTPUT_H
#define NEWSSEARCH_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "error.h"
#include "request/request.h"
#include "result/results.h"
#include "terminal.h"

struct output {
    FILE *stream;
    const struct request *request;
    struct terminal terminal;
    void *state; /* the format's own, made by begin, freed by release */
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

/* NULL if there is none of this name. A name that holds { is the template format. */
const struct format *format_find(const char *name);
/* The formats that have a name, ended by NULL. */
const struct format *const *format_table(void);
/* The formats of --count, which print only the number of matches, as text or json. */
const struct format *format_count(bool json);

/* One article whole, for a person (--show); it has no name. */
const struct format *format_article(void);

/* Whether facets and charts are printed in place of results. */
bool output_lists_alone(const struct request *request);

/* Standard output, through a pager where the request and the terminal are for one. */
void output_open(struct output *output, const struct request *request);
/* Waits for the pager. As output_print. */
int output_close(struct output *output, bool *closed, struct error *err);

/* What the search has to find for this output. */
void output_needs(const struct output *output, struct result_needs *needs);

/* Prints results on output->stream in the request's format. A closed pipe ends quietly: returns 0
 * and *closed is true. */
int output_print(struct output *output, const struct results *results, bool *closed,
                 struct error *err);

/* Hands what was printed to its reader. As output_print. */
int output_flush(struct output *output, bool *closed, struct error *err);

/* What is asked, with the options that narrow or widen it; "": all articles. */
const char *output_subject(const struct output *output, const struct results *results);

/* The columns to print: the request's, else the format's; *count of them. */
const int *output_columns(const struct request *request, size_t *count);

/* Prints text as a program reads it; where a person looks, as text_add_safe. */
void output_text(struct output *output, const char *text, size_t length);

#endif
