/* SPDX-License-Identifier: GPL-2.0-or-later */
/* option_parse.c: reads a command line by a table of options (option.h). getopt_long prints its own
 * sentences, knows no candidates and keeps its place in globals. */
#include "ascii.h"
#include "option.h"

#include <limits.h>
#include <string.h>

#include "buffer.h"
#include "option_short.h"
#include "text.h"

struct command_line {
    struct option_line *line;
    int next; /* of argv */
    option_visit *visit;
    void *context;
};

static bool begins(const char *name, const char *start, size_t length)
{
    return strncmp(name, start, length) == 0;
}

/* How many typing errors still make one option look like another. */
static unsigned tolerance(size_t length)
{
    return length < 4 ? 1 : length < 9 ? 2 : 3;
}

static int unknown_name(const struct option_row *rows, const char *name, size_t length,
                        struct error *err)
{
    const struct option_row *nearest = NULL;
    unsigned least = tolerance(length) + 1;
    for (const struct option_row *row = rows; row->name; row++) {
        unsigned distance = text_distance(name, length, row->name, strlen(row->name), least - 1);
        if (distance < least) {
            least = distance;
            nearest = row;
        }
    }
    int shown = length < 64 ? (int)length : 64;
    if (nearest)
        return error_set(err, "unknown option --%.*s; did you mean --%s?", shown, name,
                         nearest->name);
    return error_set(err, "unknown option --%.*s", shown, name);
}

static int ambiguous_name(const struct option_row *rows, const char *name, size_t length,
                          struct error *err)
{
    struct buffer candidates = BUFFER_INIT;
    for (const struct option_row *row = rows; row->name; row++)
        if (begins(row->name, name, length))
            buffer_printf(&candidates, "%s--%s", candidates.length ? ", " : "", row->name);
    error_set(err, "option --%.*s may mean any of %s", (int)length, name, candidates.data);
    buffer_release(&candidates);
    return -1;
}

/* The row of a long name or of the beginning of just one. */
static const struct option_row *row_of_name(const struct option_row *rows, const char *name,
                                            size_t length, struct error *err)
{
    const struct option_row *found = NULL;
    size_t count = 0;
    for (const struct option_row *row = rows; row->name; row++) {
        if (!begins(row->name, name, length))
            continue;
        if (row->name[length] == '\0')
            return row;
        found = row;
        count++;
    }
    if (count == 1)
        return found;
    if (length == 0)
        error_set(err, "unknown option --%s", name);
    else if (count == 0)
        unknown_name(rows, name, length, err);
    else
        ambiguous_name(rows, name, length, err);
    return NULL;
}

/* --since is not --since-last. */
static int refuse_foreign(const struct option_foreign *foreign, const char *name, size_t length,
                          struct error *err)
{
    for (; foreign && foreign->name; foreign++)
        if (strlen(foreign->name) == length && begins(name, foreign->name, length))
            return error_set(err, "unknown option --%s; %s", foreign->name, foreign->advice);
    return 0;
}

static int visit_row(struct command_line *line, const struct option_row *row, const char *value,
                     struct error *err)
{
    uint64_t bit = UINT64_C(1) << row->id;
    line->line->repeated |= line->line->given & bit;
    line->line->given |= bit;
    return line->visit(line->context, row, value, err);
}

/* The value that is the next argument. */
static int take_next(struct command_line *line, const struct option_row *row, const char *shown,
                     const char **value, struct error *err)
{
    if (line->next >= line->line->argc)
        return error_set(err, "option %s needs a value: --%s=%s", shown, row->name, row->argument);
    *value = line->line->argv[line->next++];
    return 0;
}

/* --open 3 would look as if 3 were the value; it would open the first result for 3. */
static int check_no_number(const struct command_line *line, const struct option_row *row,
                           struct error *err)
{
    const char *next = line->next < line->line->argc ? line->line->argv[line->next] : "";
    if (!option_may_lack_argument(row) || !option_takes_number(row) || !option_is_digits(next))
        return 0;
    return error_set(err, "write --%s=%s for number %s, or --%s -- %s to search for %s", row->name,
                     next, next, row->name, next, next);
}

static int parse_long(struct command_line *line, const char *name, struct error *err)
{
    const char *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    if (refuse_foreign(line->line->foreign, name, length, err) < 0)
        return -1;
    const struct option_row *row = row_of_name(line->line->rows, name, length, err);
    if (!row)
        return -1;
    const char *value = equals ? equals + 1 : NULL;
    if (value && !row->argument)
        return error_set(err, "option --%s takes no value", row->name);
    if (!value && check_no_number(line, row, err) < 0)
        return -1;
    if (!value && row->argument && !option_may_lack_argument(row)) {
        char shown[80] = "--";
        strncat(shown, row->name, sizeof shown - 3);
        if (take_next(line, row, shown, &value, err) < 0)
            return -1;
    }
    return visit_row(line, row, value, err);
}

/* -n, or -n5. */
static int parse_letter(struct command_line *line, const char *argument, struct error *err)
{
    const struct option_row *row = option_of_letter(line->line->rows, argument[1]);
    const char *value = argument[2] ? argument + 2 : NULL;
    if (!row || (value && !(option_takes_number(row) && option_is_digits(value))))
        return option_refuse(line->line, argument, err);
    if (!value && row->argument && !option_may_lack_argument(row)) {
        char shown[] = { '-', row->letter, '\0' };
        if (take_next(line, row, shown, &value, err) < 0)
            return -1;
    }
    return visit_row(line, row, value, err);
}

int option_parse(struct option_line *line, option_visit *visit, void *context,
                 struct list *operands, struct error *err)
{
    struct command_line state = { line, 1, visit, context };
    bool ended = false; /* by -- */
    while (state.next < line->argc) {
        const char *argument = line->argv[state.next++];
        int result = 0;
        if (ended || argument[0] != '-' || argument[1] == '\0')
            list_add_text(operands, argument);
        else if (argument[1] != '-')
            result = parse_letter(&state, argument, err);
        else if (argument[2] == '\0')
            ended = true;
        else
            result = parse_long(&state, argument + 2, err);
        if (result < 0)
            return -1;
        if (!ended)
            line->before_end = operands->count;
    }
    return 0;
}

bool option_given(const struct option_line *line, int id)
{
    return line->given >> id & 1;
}

bool option_repeated(const struct option_line *line, int id)
{
    return line->repeated >> id & 1;
}

int option_check_use(const struct option_line *line, const struct option_use *uses, unsigned action,
                     const char *name, struct error *err)
{
    for (const struct option_use *use = uses; use->id; use++) {
        if (!option_given(line, use->id) || use->actions & action)
            continue;
        for (const struct option_row *row = line->rows; row->name; row++)
            if (row->id == use->id)
                return error_set(err, "--%s cannot be used with --%s", row->name, name);
    }
    return 0;
}

int option_number(long *out, const char *value, long least, long most, const char *name,
                  struct error *err)
{
    long number = 0;
    const char *at = value;
    for (; ascii_is_digit(*at); at++) {
        int digit = *at - '0';
        if (number > (most - digit) / 10 || digit > most)
            break;
        number = number * 10 + digit;
    }
    if (at == value || *at != '\0' || number < least) {
        if (most == LONG_MAX)
            return error_set(err, "%s takes a whole number from %ld on, not '%s'", name, least,
                             value);
        return error_set(err, "%s takes a whole number from %ld to %ld, not '%s'", name, least,
                         most, value);
    }
    *out = number;
    return 0;
}
