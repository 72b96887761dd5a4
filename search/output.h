/* output.h: an output format is a struct of functions; the formats are rows of a
 * table, and none knows of another. Nothing outside asks which format it is. */
#ifndef NEWSSEARCH_OUTPUT_H
#define NEWSSEARCH_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "error.h"
#include "request.h"
#include "results.h"
#include "search.h"

struct output {
    FILE *stream;
    const struct request *request;
    bool color, hyperlinks, unicode; /* of the terminal */
    size_t columns;                  /* its width, or 80 */
    void *state;                     /* the format's own, made by begin, freed by end */
};

struct format {
    const char *name;
    const char *help;
    bool counts;   /* needs an exact total */
    bool snippets; /* shows them */
    bool human;    /* for people: pager, colour, hints on standard error */
    bool batch;    /* may be used with --batch */
    /* Whether the request's options suit the format (fields, template). May be NULL. */
    int (*check)(const struct request *request, struct error *err);
    int (*begin)(struct output *output, const struct results *results, struct error *err);
    int (*row)(struct output *output, const struct result *result, struct error *err);
    int (*end)(struct output *output, const struct results *results, struct error *err);
};

/* NULL if there is none of this name. A name that holds { is the template format. */
const struct format *format_find(const char *name);
/* The table, ended by a row whose name is NULL. */
const struct format *format_table(void);

/* Prints results on output->stream in the request's format. A closed pipe ends quietly: returns 0 and *closed is true. */
int output_print(struct output *output, const struct results *results, bool *closed,
                 struct error *err);

#endif
