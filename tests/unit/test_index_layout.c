/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the index is, and paths made absolute. */
#include <stdlib.h>
#include <unistd.h>

#include "index_layout.h"
#include "tap.h"

static void set(const char *name, const char *value)
{
    if ((value ? setenv(name, value, 1) : unsetenv(name)) != 0)
        abort();
}

static void surroundings(const char *db, const char *data, const char *home)
{
    set("NEWSSEARCH_DB", db);
    set("XDG_DATA_HOME", data);
    set("HOME", home);
}

static void is_default(const char *option, const char *configured, const char *want,
                       const char *name)
{
    struct buffer out = BUFFER_INIT;
    struct error err = { .text = "" };
    int result = index_path_default(&out, option, configured, &err);
    tap_is_text(result == 0 ? buffer_text(&out) : err.text, want, "%s", name);
    buffer_release(&out);
}

static void test_default(void)
{
    surroundings("/env/db", "/data", "/home/ada");
    is_default("o/db", "/conf/db", "o/db", "--db names the index before all else");
    is_default(NULL, "/conf/db", "/env/db", "NEWSSEARCH_DB names the index without --db");
    surroundings("", "/data", "/home/ada");
    is_default(NULL, "/conf/db", "/conf/db",
               "the configuration names the index if NEWSSEARCH_DB is empty");
    is_default(NULL, NULL, "/data/newssearch/index",
               "XDG_DATA_HOME holds the index that nothing names");
    surroundings(NULL, "data", "/home/ada");
    is_default(NULL, NULL, "/home/ada/.local/share/newssearch/index",
               "a relative XDG_DATA_HOME is ignored");
    surroundings(NULL, "", "/home/ada");
    is_default(NULL, NULL, "/home/ada/.local/share/newssearch/index",
               "an empty XDG_DATA_HOME is ignored");
    surroundings(NULL, "/data", NULL);
    is_default(NULL, NULL, "/data/newssearch/index", "XDG_DATA_HOME holds the index without HOME");
    surroundings(NULL, NULL, NULL);
    is_default(NULL, NULL,
               "there is no default index, because HOME is not set; name one with --db=PATH or "
               "NEWSSEARCH_DB",
               "without HOME and XDG_DATA_HOME there is no default");
    is_default("", NULL, "the path of the index is empty", "an empty --db is an error");
}

static void is_absolute(const char *path, const char *want)
{
    struct buffer out = BUFFER_INIT;
    struct error err = { .text = "" };
    buffer_add_text(&out, ">");
    int result = index_path_absolute(&out, path, &err);
    if (!tap_ok(result == 0 && strcmp(out.data + 1, want) == 0, "'%s' is '%s'", path, want))
        tap_note("got '%s' %s", out.data, err.text);
    buffer_release(&out);
}

static void test_absolute(void)
{
    is_absolute("/", "/");
    is_absolute("//", "/");
    is_absolute("/a/b", "/a/b");
    is_absolute("/a//b/", "/a/b");
    is_absolute("/a/./b/.", "/a/b");
    is_absolute("/a/../b", "/b");
    is_absolute("/../b", "/b"); /* crashed: nothing stood before it yet */
    is_absolute("/..", "/");
    is_absolute("/..", "/");
    is_absolute("/../../a/b/../..", "/");
    is_absolute("/...", "/...");
    is_absolute("/a/..b/.c", "/a/..b/.c");
    is_absolute("/a\xFF/b", "/a\xFF/b");

    if (chdir("/") != 0)
        abort();
    is_absolute("a", "/a");
    is_absolute(".", "/");
    is_absolute("..", "/");
    if (chdir("/usr/bin") != 0)
        abort();
    char *directory = getcwd(NULL, 0); /* /usr may be a link */
    struct buffer want = BUFFER_INIT;
    is_absolute(".", directory);
    buffer_printf(&want, "%s/a/c", directory);
    is_absolute("./a/b/../c", want.data);
    is_absolute("../../..", "/");
    buffer_release(&want);
    free(directory);

    struct error err;
    struct buffer out = BUFFER_INIT;
    tap_is_number(index_path_absolute(&out, "", &err), -1, "an empty path is an error");
    tap_is_text(err.text, "the path is empty", "the error of an empty path says so");
    buffer_release(&out);
}

int main(void)
{
    test_default();
    test_absolute();
    return tap_done();
}
