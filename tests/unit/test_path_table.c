/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A table of paths against a search through the list of them. */
#include "path_table.h"

#include <stdio.h>

#include "folder.h"
#include "tap.h"

static size_t first_above(const struct list *paths, const char *path, size_t first)
{
    for (size_t i = first; i < paths->count; i++)
        if (folder_is_below(path, paths->items[i].data))
            return i;
    return PATH_TABLE_NONE;
}

static bool is_like_list(const struct path_table *table, const struct list *paths, const char *path)
{
    bool is_same = true;
    for (size_t first = 0; is_same && first <= paths->count; first++)
        is_same = path_table_next_above(table, path, first) == first_above(paths, path, first);
    return is_same;
}

static void test_above(void)
{
    static const char *const folders[] = { "/a/b", "/a", "/a/b/c.md", "/", "/ab", "/a/b c" };
    static const char *const paths[] = { "/a/b/c.md", "/a/b/c.mdx", "/a",   "/a/", "/a//b",   "/",
                                         "/abc",      "/ab/x/y/z",  "/b/a", "//a", "/a/b c/d" };
    struct path_table table = { 0 };
    struct list list = LIST_INIT;
    tap_ok(path_table_next_above(&table, "/a", 0) == PATH_TABLE_NONE, "an empty table has nothing");
    tap_ok(path_table_find(&table, "/a") == PATH_TABLE_NONE, "nothing is found in an empty table");
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        list_add_text(&list, folders[i]);
    path_table_add_all(&table, &list);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        tap_ok(is_like_list(&table, &list, paths[i]), "what is above %s is found", paths[i]);
    path_table_add(&table, "/ab", 100);
    tap_ok(path_table_find(&table, "/ab") == 4, "a path keeps its first number");
    tap_ok(path_table_find(&table, "/a/b/c") == PATH_TABLE_NONE, "a part of a path is not found");
    path_table_release(&table);
    list_release(&list);
}

static void test_many(void)
{
    struct path_table table = { 0 };
    struct list list = LIST_INIT;
    char path[32];
    bool is_good = true;
    for (int i = 0; i < 5000; i++) {
        snprintf(path, sizeof path, "/many/%d", i);
        list_add_text(&list, path);
    }
    path_table_add_all(&table, &list);
    for (size_t i = 0; i < list.count; i++)
        is_good = is_good && path_table_find(&table, list.items[i].data) == i;
    tap_ok(is_good, "each of many paths is found");
    path_table_release(&table);
    list_release(&list);
}

int main(void)
{
    test_above();
    test_many();
    return tap_done();
}
