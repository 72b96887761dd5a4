/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which files and folders are looked at: --include and --exclude. */
#include <stdio.h>
#include <string.h>

#include "glob.h"
#include "tap.h"

struct row {
    const char *include, *exclude; /* patterns with | between them, or NULL */
    const char *path;
    bool folder, want;
};

static const struct row rows[] = {
    { NULL, NULL, "a.md", false, true },
    { NULL, NULL, "a/b.markdown", false, true },
    { NULL, NULL, "a/b.txt", false, false },
    { NULL, NULL, ".md", false, false },
    { NULL, NULL, ".git", true, false },
    { NULL, NULL, "a/node_modules", true, false },
    { ".hidden/", NULL, ".hidden", true, true },
    { "notes/.x/*.md", NULL, "notes/.x", true, true },
    { NULL, "draft*", "draft-1.md", false, false },
    { NULL, "draft*", "a/draft-1.md", false, false },
    { NULL, "draft*", "a/my-draft.md", false, true },
    { NULL, "drafts/", "drafts", true, false },
    { NULL, "drafts/", "a/drafts/x.md", false, false },
    { NULL, "drafts/", "drafts.md", false, true },
    { NULL, "/top.md", "top.md", false, false },
    { NULL, "/top.md", "a/top.md", false, true },
    { NULL, "a/b.md", "a/b.md", false, false },
    { NULL, "a/b.md", "c/a/b.md", false, true },
    { NULL, "a/*.md", "a/x/b.md", false, true },
    { NULL, "a/**/b.md", "a/b.md", false, false },
    { NULL, "a/**/b.md", "a/x/y/b.md", false, false },
    { NULL, "a/**/b.md", "a/x/y/c.md", false, true },
    { NULL, "**/old/*.md", "x/y/old/z.md", false, false },
    { NULL, "**/old/*.md", "old/z.md", false, false },
    { NULL, "**/a/**/b.md", "x/a/y/a/z/b.md", false, false },
    { NULL, "a/**", "a/x/y.md", false, false },
    { NULL, "a/**", "b/a/y.md", false, true },
    { NULL, "20[12]?", "2019/x.md", false, false },
    { NULL, "20[12]?", "2009/x.md", false, true },
    { "2021", NULL, "a/2021/x.md", false, true },
    { "2021", NULL, "a/2020/x.md", false, false },
    { "*.html", "index.*", "a/index.html", false, false },
    { "*.html", "index.*", "a/other.html", false, true },
    { NULL, "/", "a.md", false, true },
    /* ! turns a pattern around, and the last one that matches decides */
    { NULL, "*.md|!keep.md", "a/keep.md", false, true },
    { NULL, "*.md|!keep.md", "a/other.md", false, false },
    { NULL, "!keep.md|*.md", "a/keep.md", false, false },
    { NULL, "drafts/|!drafts/keep.md", "drafts/keep.md", false, false },
    { NULL, "drafts/*|!drafts/keep.md", "drafts/keep.md", false, true },
    { NULL, "/*|!/posts/", "posts/a.md", false, true },
    { NULL, "/*|!/posts/", "pages/a.md", false, false },
    { NULL, "\\!a.md", "!a.md", false, false },
    { NULL, "\\!a.md", "a.md", false, true },
    { NULL, "a.md ", "a.md", false, false },
    { NULL, "#a.md", "#a.md", false, false },
    { NULL, "**/drafts", "x/y/drafts", true, false },
    { NULL, "drafts/**", "drafts", true, true },
    { NULL, "drafts/**/", "drafts/x/y", true, false },
    { NULL, "[!a]*.md", "b.md", false, false },
    { NULL, "[!a]*.md", "a.md", false, true },
    { "*.md|!old.md", NULL, "a/old.md", false, false },
    { "*.md|!old.md", NULL, "a/new.md", false, true },
    { "posts/|!posts/old/", NULL, "posts/new/a.md", false, true },
    { "posts/|!posts/old/", NULL, "posts/old/a.md", false, false },
    { "posts/|!old/|posts/old/keep.md", NULL, "posts/old/keep.md", false, true },
    { "!old/", NULL, "new/a.md", false, true },
    { "!old/", NULL, "old/a.md", false, false },
    /* folders that hold no articles */
    { NULL, NULL, "_layouts", true, false },
    { NULL, NULL, "a/_includes", true, false },
    { NULL, NULL, "_site/a.html", false, false },
    { NULL, NULL, "_posts/a.md", false, true },
    { NULL, NULL, "_sites/a.md", false, true },
    { "_site/", NULL, "_site/a.html", false, true },
    { "_site/*.html", NULL, "_site/a.html", false, true },
    { "_site/*.html", NULL, "_site/deep/a.html", false, false },
    { "**/_site/**", NULL, "x/_site/deep/a.html", false, true },
    { "notes/.x/*.md", NULL, "other/.x", true, false },
    { "*", NULL, ".git", true, false },
    { "**/*.md", NULL, ".git", true, false },
    { ".*/", NULL, ".notes/a.md", false, true },
    { ".notes/", NULL, ".notes/.git", true, false },
    { ".notes/|!.notes/", NULL, ".notes", true, false },
    { ".notes/", ".notes/", ".notes/a.md", false, false },
    { "*.md|_site/", NULL, "posts/a.md", false, true },
};

/* As a walk comes to it: the folders above first. */
static enum glob_verdict judge(const struct globs *globs, const char *path, bool folder)
{
    char part[100];
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
        enum glob_verdict verdict = glob_judge_folder(globs, part);
        if (verdict != GLOB_TAKEN)
            return verdict;
    }
    return folder ? glob_judge_folder(globs, path) : glob_judge_file(globs, path);
}

static void add_patterns(struct list *list, const char *patterns)
{
    char copy[100];
    snprintf(copy, sizeof copy, "%s", patterns ? patterns : "");
    for (char *one = strtok(copy, "|"); one; one = strtok(NULL, "|"))
        list_add_text(list, one);
}

int main(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        struct list include = LIST_INIT, exclude = LIST_INIT;
        add_patterns(&include, row->include);
        add_patterns(&exclude, row->exclude);
        const struct globs globs = { .include = &include, .exclude = &exclude };
        bool got = judge(&globs, row->path, row->folder) == GLOB_TAKEN;
        tap_ok(got == row->want, "include %s, exclude %s: %s is %s",
               row->include ? row->include : "-", row->exclude ? row->exclude : "-", row->path,
               row->want ? "taken" : "left out");
        list_release(&include);
        list_release(&exclude);
    }
    return tap_done();
}
