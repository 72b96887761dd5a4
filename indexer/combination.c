/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "combination.h"

#include <stdbool.h>

#include "index_request_table.h"

#define BIT(action) (1U << (action))
#define RUNS (BIT(ACTION_INDEX) | BIT(ACTION_WATCH))
#define WRITES (RUNS | BIT(ACTION_FORGET) | BIT(ACTION_COMPACT))

/* The option of each action but ACTION_INDEX. */
static const struct {
    enum option_id option;
    const char *name;
} ACTIONS[] = {
    { OPTION_FORGET, "forget" }, { OPTION_WATCH, "watch" },     { OPTION_STATS, "stats" },
    { OPTION_CHECK, "check" },   { OPTION_COMPACT, "compact" }, { OPTION_PROBLEMS, "problems" },
};

/* Options that have an effect on some actions only. */
static const struct option_use USES[] = {
    { OPTION_REBUILD, RUNS },
    { OPTION_FILES_FROM, BIT(ACTION_INDEX) },
    { OPTION_NULL, BIT(ACTION_INDEX) },
    { OPTION_DRY_RUN, BIT(ACTION_INDEX) | BIT(ACTION_FORGET) },
    { OPTION_INCLUDE, RUNS },
    { OPTION_EXCLUDE, RUNS },
    { OPTION_EXT, RUNS },
    { OPTION_PLAIN, RUNS },
    { OPTION_MAX_FILE_SIZE, RUNS },
    { OPTION_LANGUAGE, RUNS },
    { OPTION_SHARDS, RUNS },
    { OPTION_JOBS, RUNS },
    { OPTION_WAIT, WRITES },
    { OPTION_PROGRESS, RUNS | BIT(ACTION_FORGET) },
    { OPTION_VERBOSE, RUNS | BIT(ACTION_FORGET) },
    { OPTION_FORMAT, RUNS | BIT(ACTION_FORGET) | BIT(ACTION_STATS) | BIT(ACTION_PROBLEMS) },
    { 0, 0 },
};

/* At most one action; *name is its option, or NULL. */
static int find_action(const struct option_line *line, const char **name, struct error *err)
{
    *name = NULL;
    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
        if (!option_given(line, (int)ACTIONS[i].option))
            continue;
        if (*name)
            return error_set(err, "--%s cannot be used with --%s: run one after the other", *name,
                             ACTIONS[i].name);
        *name = ACTIONS[i].name;
    }
    return 0;
}

static int check_action(const struct index_request *request, const struct option_line *line,
                        struct error *err)
{
    const char *name;
    if (find_action(line, &name, err) < 0)
        return -1;
    if (name && option_check_use(line, USES, BIT(request->action), name, err) < 0)
        return -1;
    if (request->operands.count == 0 || BIT(request->action) & RUNS)
        return 0;
    const char *operand = request->operands.items[0].data;
    if (request->action == ACTION_FORGET)
        return error_set(err, "--forget takes its directory as a value: write --forget=%s",
                         operand);
    return error_set(err, "--%s applies to the whole index: remove %s", name, operand);
}

int combination_check(const struct index_request *request, const struct option_line *line,
                      struct error *err)
{
    if (check_action(request, line, err) < 0)
        return -1;
    if (request->quiet && request->verbose)
        return error_set(err, "--quiet cannot be used with --verbose");
    if (request->files_from && request->rebuild)
        return error_set(err, "--files-from cannot be used with --rebuild");
    if (request->files_from && request->operands.count)
        return error_set(err, "--files-from cannot be used with a DIR or FILE");
    if (request->null_ends && !request->files_from)
        return error_set(err, "--null needs --files-from");
    if (option_repeated(line, OPTION_FILES_FROM))
        return error_set(err, "--files-from takes one list: write the names into one file");
    if (option_repeated(line, OPTION_DB))
        return error_set(err, "--db is given twice, but newsindex writes one index");
    return 0;
}
