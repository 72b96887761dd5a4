/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "run.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buffer.h"
#include "command.h"
#include "memory.h"
#include "scope.h"

void run_included(struct run *run, const struct selection *selection, const char *path)
{
    for (size_t i = run->unmatched.count; i-- > 0;)
        if (glob_pattern_matches(run->unmatched.items[i].data, selection_part(selection, path)))
            list_remove(&run->unmatched, i);
}

void run_found(struct run *run, const char *path)
{
    for (size_t i = path_table_next_above(&run->operand_table, path, 0); i != PATH_TABLE_NONE;
         i = path_table_next_above(&run->operand_table, path, i + 1))
        run->has_articles[i] = true;
}

bool run_in_shard(const struct run *run, const unsigned char path[STAMP_HASH_SIZE])
{
    uint32_t number = 0;
    if (run->request->shard_count < 2)
        return true;
    for (size_t i = STAMP_HASH_SIZE - sizeof number; i < STAMP_HASH_SIZE; i++)
        number = number << 8 | path[i]; /* as on any machine */
    return number % run->request->shard_count == run->request->shard;
}

static void report_empty_folder(struct run *run, const char *path)
{
    const struct settings *settings = &run->settings;
    bool is_plain = strcmp(settings->plain, "yes") == 0;
    bool has_patterns = settings->include.count > 0 || settings->exclude.count > 0;
    report_idle(&run->report, false,
                "%s contains no articles: no file below it has the name of an article%s%s", path,
                is_plain ? "" : " and begins with front matter (--plain indexes files without)",
                has_patterns ? "; files that --include or --exclude leaves out do not count" : "");
}

static void report_empty_operands(struct run *run)
{
    struct stat status;
    for (size_t i = 0; i < run->operands.count; i++) {
        const char *path = run->operands.items[i].data; /* may have been named twice */
        if (run->has_articles[path_table_find(&run->operand_table, path)])
            continue;
        if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
            report_empty_folder(run, path);
        else
            report_idle(
                &run->report, false,
                "%s is not an article: it does not begin with front matter (--plain indexes it)",
                path);
    }
}

static bool looks_at_all_roots(const struct scope *scope)
{
    bool all = true;
    for (size_t i = 0; all && i < scope->selection.count; i++)
        all = scope_covers(scope, scope->selection.roots[i].path);
    return all;
}

/* Reports new patterns without effect, and new patterns that apply to more than this run. */
static void report_patterns(struct run *run, const struct scope *scope, bool is_built)
{
    struct report *report = &run->report;
    const struct list *unmatched = &run->unmatched;
    for (size_t i = 0; i < unmatched->count; i++)
        report_idle(report, false,
                    "--include=%s matches no file with the name of an article, such as *.md (--ext "
                    "adds extensions)",
                    unmatched->items[i].data);
    if (run->patterns_changed && !is_built && !looks_at_all_roots(scope))
        report_note(report,
                    "the new patterns apply to all registered directories; run %s "
                    "without an argument to update the others",
                    command_newsindex());
}

/* Reports the other registered directories that are gone. A directory that was moved is named by
 * its new place, and would have all its articles twice without a word. */
static void report_missing_roots(struct run *run, const struct scope *scope)
{
    const struct selection *selection = &scope->selection;
    if (scope->source != SCOPE_OPERANDS || scope->everything)
        return;
    for (size_t i = 0; i < selection->count; i++) {
        const char *root = selection->roots[i].path;
        if (access(root, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR) ||
            report_has_failure(&run->report, root))
            continue;
        struct buffer command = BUFFER_INIT;
        command_add_newsindex(&command, "--forget=", root);
        report_note(&run->report,
                    "the registered directory %s does not exist; its articles stay in the index "
                    "(%s removes them)",
                    root, command.data);
        buffer_release(&command);
    }
}

void run_note_operands(struct run *run, const struct scope *scope)
{
    if (scope->source != SCOPE_OPERANDS || scope->everything)
        return;
    for (size_t i = 0; i < scope->operands.count; i++) {
        const char *path = scope->operands.items[i].data;
        enum selection_verdict verdict = selection_judge(&scope->selection, path, NULL, NULL);
        if (verdict == SELECTION_TAKEN || verdict == SELECTION_FOLDER)
            list_add_text(&run->operands, path);
    }
    path_table_add_all(&run->operand_table, &run->operands);
    run->has_articles = memory_allocate(run->operands.count + 1);
}

void run_report_operands(struct run *run, const struct scope *scope, bool is_built)
{
    report_empty_operands(run);
    report_missing_roots(run, scope);
    report_patterns(run, scope, is_built);
}
