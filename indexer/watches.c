/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "watches.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "folder.h"
#include "memory.h"
#include "walk.h"

#define EVENTS                                                                                     \
    (IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB |            \
     IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

int watches_open(struct watches *watches, struct error *err)
{
    *watches = (struct watches){ .events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK) };
    return watches->events < 0 ? error_set_system(err, errno, "watching is not possible") : 0;
}

void watches_close(struct watches *watches)
{
    for (size_t i = 0; i < watches->count; i++)
        free(watches->folders[i].path);
    free(watches->folders);
    if (watches->events >= 0)
        close(watches->events);
    *watches = (struct watches){ .events = -1 };
}

static void make_room(struct watches *watches, size_t number)
{
    size_t more = watches->count ? watches->count * 2 : 64;
    if (number < watches->count)
        return;
    more = more > number ? more : number + 1;
    watches->folders = memory_resize(watches->folders, more, sizeof *watches->folders);
    memset(watches->folders + watches->count, 0,
           (more - watches->count) * sizeof *watches->folders);
    watches->count = more;
}

static int add(struct watches *watches, const char *path, struct error *err)
{
    int number = inotify_add_watch(watches->events, path, EVENTS);
    if (number < 0 && errno == ENOSPC)
        return error_set(err, "too many directories to watch: raise fs.inotify.max_user_watches");
    if (number < 0)
        return 0; /* gone already, or unreadable: the run reports it */
    make_room(watches, (size_t)number);
    free(watches->folders[number].path);
    watches->folders[number] = (struct watched){ memory_copy_text(path), true };
    return 0;
}

static int add_folder(void *context, const char *path, struct error *err)
{
    return add(context, path, err);
}

int watches_add_below(struct watches *watches, const struct selection *selection, const char *root,
                      const char *folder, struct error *err)
{
    const struct walk_visitor visitor = { .folder = add_folder, .context = watches };
    return walk(root, folder, &selection->globs, &visitor, err);
}

static int add_parent(struct watches *watches, const char *path, struct error *err)
{
    char *folder = folder_parent(path);
    int result = add(watches, folder, err);
    free(folder);
    return result;
}

/* A registered file is watched where it is and, if it is a symbolic link, where it leads. */
static int add_file(struct watches *watches, const char *path, struct error *err)
{
    char *real = realpath(path, NULL);
    int result = add_parent(watches, path, err);
    if (result == 0 && real && strcmp(real, path) != 0)
        result = add_parent(watches, real, err);
    free(real);
    return result;
}

const char *watches_path(const struct watches *watches, int number)
{
    return number >= 0 && (size_t)number < watches->count ? watches->folders[number].path : NULL;
}

void watches_forget(struct watches *watches, int number)
{
    if (!watches_path(watches, number))
        return;
    free(watches->folders[number].path);
    watches->folders[number].path = NULL;
}

static void drop_unwanted(struct watches *watches)
{
    for (size_t i = 0; i < watches->count; i++)
        if (watches->folders[i].path && !watches->folders[i].wanted) {
            inotify_rm_watch(watches->events, (int)i);
            watches_forget(watches, (int)i);
        }
}

int watches_replace(struct watches *watches, const struct selection *selection, struct error *err)
{
    const struct list *files = &selection->settings->files;
    int result = 0;
    for (size_t i = 0; i < watches->count; i++)
        watches->folders[i].wanted = false;
    for (size_t i = 0; i < selection->count; i++) {
        const char *root = selection->roots[i].path;
        if (!selection->roots[i].is_nested && access(root, F_OK) == 0 &&
            watches_add_below(watches, selection, root, root, err) < 0)
            result = -1;
    }
    for (size_t i = 0; i < files->count; i++)
        if (add_file(watches, files->items[i].data, err) < 0)
            result = -1;
    drop_unwanted(watches);
    return result;
}
