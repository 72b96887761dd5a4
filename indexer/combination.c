/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "combination.h"

#include <stdbool.h>
#include <string.h>

#define BIT(action) (1U << (action))
#define RUNS (BIT(ACTION_INDEX) | BIT(ACTION_WATCH))
#define WRITES (RUNS | BIT(ACTION_FORGET) | BIT(ACTION_COMPACT))

/* The option of each action but ACTION_INDEX. */
static const struct {
    const char *option;
    enum index_action action;
} ACTIONS[] = {
    { "forget", ACTION_FORGET }, { "watch", ACTION_WATCH },     { "stats", ACTION_STATS },
    { "check", ACTION_CHECK },   { "compact", ACTION_COMPACT }, { "problems", ACTION_PROBLEMS },
};

/* The actions that an option has an effect on; one that is not listed has one on all. */
static const struct {
    const char *option;
    unsigned actions;
} USES[] = {
    { "rebuild", RUNS },
    { "files-from", BIT(ACTION_INDEX) },
    { "null", BIT(ACTION_INDEX) },
    { "dry-run", BIT(ACTION_INDEX) | BIT(ACTION_FORGET) },
    { "include", RUNS },
    { "exclude", RUNS },
    { "ext", RUNS },
    { "plain", RUNS },
    { "max-file-size", RUNS },
    { "language", RUNS },
    { "shards", RUNS },
    { "jobs", RUNS },
    { "wait", WRITES },
    { "progress", RUNS | BIT(ACTION_FORGET) },
    { "verbose", RUNS | BIT(ACTION_FORGET) },
    { "format", RUNS | BIT(ACTION_FORGET) | BIT(ACTION_STATS) | BIT(ACTION_PROBLEMS) },
};

/* Options of which the second contradicts the first. */
static const char *const CLASHES[][2] = {
    { "quiet", "verbose" },
    { "files-from", "rebuild" },
};

static bool is_given(const struct list *given, const char *option)
{
    for (size_t i = 0; i < given->count; i++)
        if (strcmp(given->items[i].data, option) == 0)
            return true;
    return false;
}

static size_t count_given(const struct list *given, const char *option)
{
    size_t count = 0;
    for (size_t i = 0; i < given->count; i++)
        count += strcmp(given->items[i].data, option) == 0;
    return count;
}

/* At most one action; *name is its option, or NULL. */
static int find_action(const struct list *given, const char **name, struct error *err)
{
    *name = NULL;
    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
        if (!is_given(given, ACTIONS[i].option))
            continue;
        if (*name)
            return error_set(err, "--%s and --%s exclude each other: run one after the other",
                             *name, ACTIONS[i].option);
        *name = ACTIONS[i].option;
    }
    return 0;
}

static int check_action(const struct index_request *request, const struct list *given,
                        struct error *err)
{
    const char *name;
    if (find_action(given, &name, err) < 0)
        return -1;
    for (size_t i = 0; name && i < sizeof USES / sizeof *USES; i++)
        if (is_given(given, USES[i].option) && !(USES[i].actions & BIT(request->action)))
            return error_set(err, "--%s has no effect with --%s", USES[i].option, name);
    if (request->operands.count == 0 || BIT(request->action) & RUNS)
        return 0;
    const char *operand = request->operands.items[0].data;
    if (request->action == ACTION_FORGET)
        return error_set(err, "--forget takes its directory as a value: write --forget=%s",
                         operand);
    return error_set(err, "--%s applies to the whole index: %s would have no effect", name,
                     operand);
}

int combination_check(const struct index_request *request, const struct list *given,
                      struct error *err)
{
    if (check_action(request, given, err) < 0)
        return -1;
    for (size_t i = 0; i < sizeof CLASHES / sizeof *CLASHES; i++)
        if (is_given(given, CLASHES[i][0]) && is_given(given, CLASHES[i][1]))
            return error_set(err, "--%s and --%s exclude each other", CLASHES[i][0], CLASHES[i][1]);
    if (request->files_from && request->operands.count)
        return error_set(err, "--files-from and a DIR or FILE exclude each other");
    if (request->null_ends && !request->files_from)
        return error_set(err, "--null has no effect without --files-from");
    if (count_given(given, "files-from") > 1)
        return error_set(err, "--files-from takes one list: write the names into one file");
    if (count_given(given, "db") > 1)
        return error_set(err, "--db is given twice, but newsindex writes one index");
    return 0;
}
