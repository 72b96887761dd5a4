/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "buffer.h"
#include "clock.h"
#include "folder.h"
#include "glob.h"
#include "memory.h"
#include "scope.h"
#include "selection.h"
#include "settings.h"
#include "shards.h"
#include "text.h"
#include "walk.h"

#define QUIET_MILLISECONDS 50   /* a burst is over when nothing came for so long, */
#define BURST_SECONDS 0.4       /* or has lasted so long */
#define RETRY_MILLISECONDS 5000 /* after a run that failed */
#define CHANGES_MAX 20000       /* more: a look at everything is simpler */
#define EVENTS                                                                                     \
    (IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB |            \
     IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

struct watching {
    const struct index_request *request;
    struct settings settings;
    struct selection selection; /* of the settings */
    int events, signals;        /* descriptors */
    char **folders;             /* by watch descriptor */
    size_t folder_count;
    struct list changed;  /* files and new folders */
    struct list reported; /* by the last run */
    bool everything;      /* events were lost, or a folder has gone */
    struct error *err;
};

static int watch_folder(void *context, const char *path, struct error *err)
{
    struct watching *watching = context;
    int number = inotify_add_watch(watching->events, path, EVENTS);
    if (number < 0 && errno == ENOSPC)
        return error_set(err, "too many directories to watch: raise fs.inotify.max_user_watches");
    if (number < 0)
        return 0; /* gone already, or unreadable: the run reports it */
    while ((size_t)number >= watching->folder_count) {
        size_t more = watching->folder_count ? watching->folder_count * 2 : 64;
        watching->folders = memory_resize(watching->folders, more, sizeof *watching->folders);
        memset(watching->folders + watching->folder_count, 0,
               (more - watching->folder_count) * sizeof *watching->folders);
        watching->folder_count = more;
    }
    free(watching->folders[number]);
    watching->folders[number] = memory_copy_text(path);
    return 0;
}

static int pass_file(void *context, const char *path, size_t length, const struct stat *status,
                     struct error *err)
{
    (void)context, (void)path, (void)length, (void)status, (void)err;
    return 0;
}

static void pass_unreadable(void *context, const char *path, int number)
{
    (void)context, (void)path, (void)number;
}

/* Watches folder, which a run would enter, and all below it that it would enter. */
static int watch_below(struct watching *watching, const char *root, const char *folder,
                       struct error *err)
{
    const struct walk_visitor visitor = { pass_file, watch_folder, pass_unreadable, watching };
    return walk(root, folder, &watching->selection.globs, &visitor, err);
}

static int watch_parent(struct watching *watching, const char *path, struct error *err)
{
    char *folder = memory_copy_text(path), *slash = strrchr(folder, '/');
    slash[slash == folder] = 0;
    int result = watch_folder(watching, folder, err);
    free(folder);
    return result;
}

/* A registered file is watched where it is and, if it is a symbolic link, where it leads. */
static int watch_file(struct watching *watching, const char *path, struct error *err)
{
    char *real = realpath(path, NULL);
    int result = watch_parent(watching, path, err);
    if (result == 0 && real && strcmp(real, path) != 0)
        result = watch_parent(watching, real, err);
    free(real);
    return result;
}

/* A root that does not exist is reported by the run. */
static int watch_roots(struct watching *watching, struct error *err)
{
    const struct selection *selection = &watching->selection;
    const struct list *files = &watching->settings.files;
    int result = 0;
    for (size_t i = 0; result == 0 && i < selection->count; i++) {
        const char *root = selection->roots[i].path;
        if (!selection->roots[i].is_nested && access(root, F_OK) == 0)
            result = watch_below(watching, root, root, err);
    }
    for (size_t i = 0; result == 0 && i < files->count; i++)
        result = watch_file(watching, files->items[i].data, err);
    return result;
}

static int load_settings(struct watching *watching, struct error *err)
{
    struct shim_database *database =
        shim_database_open((const char *const *)&watching->request->path, 1, 0, err);
    int result =
        database ? settings_load(&watching->settings, database, watching->request->path, err) : -1;
    shim_database_close(database);
    selection_release(&watching->selection);
    selection_init(&watching->selection, &watching->settings);
    return result;
}

/* Runs once. 1: a part of the run failed, such as a directory that does not exist. always: prints
 * the summary even if nothing has changed. */
static int run_once(struct watching *watching, const struct index_request *request,
                    const struct list *names, enum scope_source source, bool always,
                    struct error *err)
{
    struct report report;
    report_init(&report);
    int result = shards_run(request, names, source, &report, err);
    report_drop_repeated(&report, &watching->reported);
    if (!always)
        report.still_skipped = report.still_warned = 0;
    report_flush(&report, request->quiet);
    if (result == 0 && !request->quiet && (always || report_has_changes(&report))) {
        report_summary(&report, request->json);
        fflush(stdout);
    }
    if (result == 0 && report.failed)
        result = 1;
    report_release(&report);
    return result;
}

static void complain(const struct error *err)
{
    fputs("newsindex: ", stderr);
    text_print_safe(stderr, err->text);
    fputs("; trying again later\n", stderr);
}

/* Reads the settings again: another process may have changed what is registered. */
static int reload_settings(struct watching *watching, struct error *err)
{
    struct settings before = watching->settings;
    struct list changed = watching->changed;
    watching->settings = (struct settings){ 0 };
    if (load_settings(watching, err) < 0) {
        settings_release(&watching->settings);
        watching->settings = before;
        return -1;
    }
    if (!list_is_same(&before.roots, &watching->settings.roots) ||
        !list_is_same(&before.files, &watching->settings.files))
        watching->everything = true;
    watching->changed = (struct list)LIST_INIT;
    for (size_t i = 0; i < changed.count; i++)
        if (folder_find_above(&watching->settings.roots, changed.items[i].data) ||
            selection_is_file(&watching->settings, changed.items[i].data))
            list_add_text(&watching->changed, changed.items[i].data);
    list_release(&changed);
    settings_release(&before);
    return 0;
}

/* Indexes what has changed, or everything, and how long to wait then. A failure (a busy index, a
 * full disk; unwatched: a folder that could not be watched, or NULL) is reported, and the work is
 * tried again. */
static int run_again(struct watching *watching, bool everything, const struct error *unwatched)
{
    struct index_request request = *watching->request; /* the first run kept the settings */
    struct error err;
    request.rebuild = request.has_include = request.has_exclude = false;
    request.progress = PROGRESS_NEVER;
    const struct list none = LIST_INIT;
    int result = run_once(watching, &request, everything ? &none : &watching->changed,
                          everything ? SCOPE_OPERANDS : SCOPE_EVENTS, false, &err);
    if (result < 0 || unwatched)
        complain(result < 0 ? &err : unwatched);
    watching->everything = result != 0 || unwatched;
    list_clear(&watching->changed);
    return watching->everything ? RETRY_MILLISECONDS : -1;
}

/* Indexes what has changed, or everything: then watches are set again, too, because they may be
 * gone with their folders. */
static int index_changes(struct watching *watching)
{
    struct error err;
    if (reload_settings(watching, &err) < 0) {
        complain(&err);
        return RETRY_MILLISECONDS;
    }
    bool everything = watching->everything || watching->changed.count > CHANGES_MAX;
    bool is_unwatched = everything && watch_roots(watching, &err) < 0;
    return run_again(watching, everything, is_unwatched ? &err : NULL);
}

/* The file, and the registered links that lead to it. */
static void add_changed(struct watching *watching, const struct buffer *path)
{
    const struct list *files = &watching->settings.files;
    list_add(&watching->changed, path->data, path->length);
    for (size_t i = 0; i < files->count; i++) {
        char *real = realpath(files->items[i].data, NULL);
        if (real && strcmp(real, path->data) == 0)
            list_add_text(&watching->changed, files->items[i].data);
        free(real);
    }
}

static void take_event(struct watching *watching, const struct inotify_event *event)
{
    struct buffer path = BUFFER_INIT;
    if (event->mask & (IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) {
        watching->everything = true;
        return;
    }
    if (event->wd < 0 || (size_t)event->wd >= watching->folder_count ||
        !watching->folders[event->wd] || event->len == 0)
        return;
    buffer_printf(&path, "%s/%s", watching->folders[event->wd], event->name);
    if (!(event->mask & IN_ISDIR)) {
        if (glob_is_article_name(&watching->settings.ext, event->name))
            add_changed(watching, &path);
    } else if (event->mask & (IN_CREATE | IN_MOVED_TO)) {
        const char *root;
        if (selection_judge(&watching->selection, path.data, &root, NULL) == SELECTION_FOLDER) {
            /* Watched before it is read, so that no change between the two is missed. */
            struct error why;
            if (watch_below(watching, root, path.data, &why) < 0)
                watching->everything = true; /* gone again, or one too many */
            else
                list_add(&watching->changed, path.data, path.length);
        }
    } else if (event->mask & (IN_DELETE | IN_MOVED_FROM | IN_ATTRIB)) {
        watching->everything = true;
    }
    buffer_release(&path);
}

static int read_events(struct watching *watching, struct error *err)
{
    _Alignas(struct inotify_event) char bytes[65536];
    ssize_t got = read(watching->events, bytes, sizeof bytes);
    if (got < 0)
        return errno == EAGAIN || errno == EINTR
                   ? 0
                   : error_set_system(err, errno, "changes cannot be read");
    for (ssize_t at = 0; at < got;) {
        const struct inotify_event *event = (const struct inotify_event *)(bytes + at);
        take_event(watching, event);
        at += (ssize_t)(sizeof *event + event->len);
    }
    return 0;
}

/* Waits for events (at first for wait milliseconds; -1: for ever), collects a burst and indexes it,
 * until a signal comes. */
static int watch_loop(struct watching *watching, int wait, struct error *err)
{
    struct pollfd ready[2] = { { .fd = watching->events, .events = POLLIN },
                               { .fd = watching->signals, .events = POLLIN } };
    double burst = 0; /* when it began */
    for (;;) {
        int count = poll(ready, 2, wait);
        if (count < 0 && errno != EINTR)
            return error_set_system(err, errno, "waiting for changes failed");
        if (count > 0 && ready[1].revents)
            return 0;
        if (count > 0 && read_events(watching, err) < 0)
            return -1;
        bool pending = watching->changed.count || watching->everything;
        double now = clock_seconds(CLOCK_MONOTONIC);
        if (pending && burst <= 0)
            burst = now;
        wait = pending ? QUIET_MILLISECONDS : -1;
        if (pending && (count == 0 || now - burst >= BURST_SECONDS)) {
            wait = index_changes(watching);
            burst = 0;
        }
    }
}

static int open_descriptors(struct watching *watching, struct error *err)
{
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGINT);
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGHUP);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    watching->signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    watching->events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (watching->signals < 0 || watching->events < 0)
        return error_set_system(err, errno, "watching is not possible");
    return 0;
}

int watch(const struct index_request *request, struct error *err)
{
    struct watching watching = { .request = request, .events = -1, .signals = -1 };
    int result = open_descriptors(&watching, err);
    if (result == 0) /* so that there are settings that say what to watch */
        result = run_once(&watching, request, &request->operands, SCOPE_OPERANDS, true, err);
    if (result > 0 && request->operands.count > 0)
        result = error_set(err, "nothing is watched, because an argument cannot be watched");
    if (result >= 0)
        result = load_settings(&watching, err);
    if (result == 0)
        result = watch_roots(&watching, err);
    if (result == 0) /* once more: what changed before the watches stood */
        result = watch_loop(&watching, run_again(&watching, true, NULL), err);
    for (size_t i = 0; i < watching.folder_count; i++)
        free(watching.folders[i]);
    free(watching.folders);
    list_release(&watching.changed);
    list_release(&watching.reported);
    selection_release(&watching.selection);
    settings_release(&watching.settings);
    if (watching.events >= 0)
        close(watching.events);
    if (watching.signals >= 0)
        close(watching.signals);
    return result;
}
