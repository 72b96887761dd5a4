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
    tap_is_text(result == 0 ? buffer_text(&out) : err.text, want, name);
    buffer_release(&out);
}

static void test_default(void)
{
    surroundings("/env/db", "/data", "/home/ada");
    is_default("o/db", "/conf/db", "o/db", "the option first");
    is_default(NULL, "/conf/db", "/env/db", "then NEWSSEARCH_DB");
    surroundings("", "/data", "/home/ada");
    is_default(NULL, "/conf/db", "/conf/db", "an empty one is none; then the configuration");
    is_default(NULL, NULL, "/data/newssearch/index", "then XDG_DATA_HOME");
    surroundings(NULL, "data", "/home/ada");
    is_default(NULL, NULL, "/home/ada/.local/share/newssearch/index", "unless it is relative");
    surroundings(NULL, "", "/home/ada");
    is_default(NULL, NULL, "/home/ada/.local/share/newssearch/index", "or empty");
    surroundings(NULL, "/data", NULL);
    is_default(NULL, NULL, "/data/newssearch/index", "it does without HOME");
    surroundings(NULL, NULL, NULL);
    is_default(NULL, NULL,
               "there is no default index, because HOME is not set; name one with --db=PATH or "
               "NEWSSEARCH_DB",
               "without either there is no default");
    is_default("", NULL, "the path of the index is empty", "an empty option is an error");
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
    tap_is_text(err.text, "the path is empty", "and says so");
    buffer_release(&out);
}

int main(void)
{
    test_default();
    test_absolute();
    return tap_done();
}
