/* Which files and folders are looked at: --include and --exclude. */
#include "glob.h"
#include "tap.h"

struct row {
    const char *include, *exclude; /* one pattern each, or NULL */
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
};

int main(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        struct list include = LIST_INIT, exclude = LIST_INIT;
        if (row->include)
            list_add_text(&include, row->include);
        if (row->exclude)
            list_add_text(&exclude, row->exclude);
        const struct globs globs = { &include, &exclude };
        bool got = row->folder ? glob_accepts_folder(&globs, row->path)
                               : glob_accepts_file(&globs, row->path);
        tap_ok(got == row->want, "include %s, exclude %s: %s is %s",
               row->include ? row->include : "-", row->exclude ? row->exclude : "-", row->path,
               row->want ? "taken" : "left out");
        list_release(&include);
        list_release(&exclude);
    }
    return tap_done();
}
