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
#include "identity.h"
#include "scope.h"
#include "selection.h"
#include "settings.h"
#include "shards.h"
#include "text.h"
#include "watches.h"

#define QUIET_MILLISECONDS 50 /* a burst is over when nothing came for so long, */
#define BURST_SECONDS 0.4     /* or has lasted so long */
#define CHECK_SECONDS 2       /* between two looks at what no event tells of */
#define RETRY_SECONDS 5       /* after a run that failed */
#define VANISHED_SECONDS 1.5  /* an editor may put a registered file back */
#define CHANGES_MAX 20000     /* more: a look at everything is simpler */

struct watching {
    const struct index_request *request;
    struct settings settings;
    struct selection selection; /* of the settings */
    struct watches watches;
    int signals;                 /* descriptor */
    struct buffer index, places; /* identities at the last check */
    double check;                /* when the next one is */
    double burst;                /* when it began; 0: there is none */
    double retry;                /* when a run that failed is tried again; 0: none has failed */
    struct list changed;         /* files and new folders */
    struct list reported;        /* by the last run */
    bool everything;             /* events were lost, or a folder has gone */
    struct error *err;
};

/* Watches all that is registered, and nothing else. */
static int watch_registered(struct watching *watching, struct error *err)
{
    /* First: what is swapped meanwhile differs at the next check. */
    buffer_clear(&watching->places);
    identity_add_places(&watching->places, &watching->settings);
    return watches_replace(&watching->watches, &watching->selection, err);
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

/* From now on signals wait for watch_loop(). */
static int hold_signals(struct watching *watching, struct error *err)
{
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGINT);
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGHUP);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    watching->signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    return watching->signals < 0 ? error_set_system(err, errno, "watching is not possible") : 0;
}

/* Runs once. 1: a part of the run failed, such as a directory that does not exist. always: prints
 * the summary even if nothing has changed. A signal ends the first run, which may take long, like
 * one without --watch; whoever reads its summary can end the watching. */
static int run_once(struct watching *watching, const struct index_request *request,
                    const struct list *names, enum scope_source source, bool always,
                    struct error *err)
{
    struct report report;
    report_init(&report);
    int result = shards_run(request, names, source, &report, err);
    if (result == 0 && watching->signals < 0)
        result = hold_signals(watching, err);
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

static bool is_same_selection(const struct settings *a, const struct settings *b)
{
    return list_is_same(&a->roots, &b->roots) && list_is_same(&a->files, &b->files) &&
           list_is_same(&a->include, &b->include) && list_is_same(&a->exclude, &b->exclude) &&
           list_is_same(&a->ext, &b->ext) && strcmp(a->plain, b->plain) == 0;
}

/* Reads the settings again: another process may have changed them. */
static int reload_settings(struct watching *watching, struct error *err)
{
    struct settings before = watching->settings;
    struct list changed = watching->changed;
    watching->settings = (struct settings){ 0 };
    if (load_settings(watching, err) < 0) {
        settings_release(&watching->settings);
        watching->settings = before;
        selection_release(&watching->selection);
        selection_init(&watching->selection, &watching->settings);
        return -1;
    }
    if (!is_same_selection(&before, &watching->settings))
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

/* Looks for what no event tells of: another process has changed the settings, or another directory
 * is at the path of a root. An index that cannot be read is read again at the next check. */
static void check(struct watching *watching)
{
    struct buffer index = BUFFER_INIT, places = BUFFER_INIT;
    struct error ignored;
    bool was_everything = watching->everything;
    watching->everything = false;
    identity_add_index(&index, watching->request->path);
    if (strcmp(buffer_text(&index), buffer_text(&watching->index)) != 0 &&
        reload_settings(watching, &ignored) == 0) {
        buffer_clear(&watching->index);
        buffer_add(&watching->index, index.data, index.length);
    }
    identity_add_places(&places, &watching->settings);
    if (strcmp(buffer_text(&places), buffer_text(&watching->places)) != 0) {
        watching->everything = true;
        buffer_clear(&watching->places);
        buffer_add(&watching->places, places.data, places.length);
    }
    if (watching->everything)
        watching->retry = 0;
    watching->everything = watching->everything || was_everything;
    buffer_release(&index);
    buffer_release(&places);
}

static void retry_later(struct watching *watching, const struct error *err)
{
    if (err)
        complain(err);
    watching->retry = clock_seconds(CLOCK_MONOTONIC) + RETRY_SECONDS;
}

/* Indexes what has changed, or everything. A failure (a busy index, a full disk; unwatched: a
 * folder that could not be watched, or NULL) is reported, and the work is tried again. */
static void run_again(struct watching *watching, bool everything, const struct error *unwatched)
{
    struct index_request request = *watching->request;
    struct error err;
    /* The first run stored the settings, and another process may have changed them. */
    request.rebuild = request.has_include = request.has_exclude = request.has_ext = false;
    request.plain = NULL;
    request.language = NULL;
    request.progress = PROGRESS_NEVER;
    const struct list none = LIST_INIT;
    int result = run_once(watching, &request, everything ? &none : &watching->changed,
                          everything ? SCOPE_OPERANDS : SCOPE_EVENTS, false, &err);
    watching->everything = result != 0 || unwatched;
    if (watching->everything)
        retry_later(watching, result < 0 ? &err : unwatched);
    list_clear(&watching->changed);
}

/* Indexes what has changed, or everything: then watches are set again, too, because they may be
 * gone with their folders. */
static void index_changes(struct watching *watching)
{
    struct error err;
    watching->burst = watching->retry = 0;
    if (reload_settings(watching, &err) < 0) {
        retry_later(watching, &err);
        return;
    }
    bool everything = watching->everything || watching->changed.count > CHANGES_MAX;
    bool is_unwatched = everything && watch_registered(watching, &err) < 0;
    run_again(watching, everything, is_unwatched ? &err : NULL);
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
    if (event->mask & IN_IGNORED)
        watches_forget(&watching->watches, event->wd);
    const char *folder = watches_path(&watching->watches, event->wd);
    if (!folder || event->len == 0)
        return;
    buffer_printf(&path, "%s/%s", folder, event->name);
    if (!(event->mask & IN_ISDIR)) {
        if (glob_is_article_name(&watching->settings.ext, event->name))
            add_changed(watching, &path);
    } else if (event->mask & (IN_CREATE | IN_MOVED_TO)) {
        const char *root;
        if (selection_judge(&watching->selection, path.data, &root, NULL) == SELECTION_FOLDER) {
            /* Watched before it is read, so that no change between the two is missed. */
            struct error why;
            if (watches_add_below(&watching->watches, &watching->selection, root, path.data, &why) <
                0)
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
    ssize_t got = read(watching->watches.events, bytes, sizeof bytes);
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

static bool is_pending(const struct watching *watching)
{
    return watching->changed.count > 0 || watching->everything;
}

/* Whether a registered file is among the changes and does not exist. */
static bool misses_file(const struct watching *watching)
{
    bool misses = false;
    for (size_t i = 0; !misses && i < watching->changed.count; i++) {
        const char *path = watching->changed.items[i].data;
        misses = selection_is_file(&watching->settings, path) && access(path, F_OK) < 0;
    }
    return misses;
}

/* Whether what is pending is to be indexed now. is_quiet: no event has come for a while. */
static bool is_due(struct watching *watching, bool is_quiet, double now)
{
    if (!is_pending(watching) || now < watching->retry)
        return false;
    if (watching->burst <= 0)
        watching->burst = now;
    double lasted = now - watching->burst;
    return (is_quiet || lasted >= BURST_SECONDS) &&
           (lasted >= VANISHED_SECONDS || !misses_file(watching));
}

static int wait_milliseconds(const struct watching *watching)
{
    double until = watching->check, now = clock_seconds(CLOCK_MONOTONIC);
    if (is_pending(watching) && watching->retry <= 0)
        return QUIET_MILLISECONDS;
    if (watching->retry > 0 && watching->retry < until)
        until = watching->retry;
    return until > now ? (int)((until - now) * 1000) + 1 : 0;
}

/* Waits for events, collects a burst and indexes it, until a signal comes. */
static int watch_loop(struct watching *watching, struct error *err)
{
    struct pollfd ready[2] = { { .fd = watching->watches.events, .events = POLLIN },
                               { .fd = watching->signals, .events = POLLIN } };
    for (;;) {
        int count = poll(ready, 2, wait_milliseconds(watching));
        if (count < 0 && errno != EINTR)
            return error_set_system(err, errno, "waiting for changes failed");
        if (count > 0 && ready[1].revents)
            return 0;
        if (count > 0 && read_events(watching, err) < 0)
            return -1;
        if (count > 0)
            watching->retry = 0;
        double now = clock_seconds(CLOCK_MONOTONIC);
        if (now >= watching->check) {
            check(watching);
            watching->check = now + CHECK_SECONDS;
        }
        if (is_due(watching, count == 0, now))
            index_changes(watching);
    }
}

int watch(const struct index_request *request, struct error *err)
{
    struct watching watching = { .request = request, .watches.events = -1, .signals = -1 };
    int result = watches_open(&watching.watches, err);
    if (result == 0) /* so that there are settings that say what to watch */
        result = run_once(&watching, request, &request->operands, SCOPE_OPERANDS, true, err);
    if (result > 0 && request->operands.count > 0)
        result = error_set(err, "nothing is watched, because an argument cannot be watched");
    identity_add_index(&watching.index, request->path); /* before it is read */
    if (result >= 0)
        result = load_settings(&watching, err);
    if (result == 0)
        result = watch_registered(&watching, err);
    if (result == 0) {
        run_again(&watching, true, NULL); /* what changed before the watches stood */
        result = watch_loop(&watching, err);
    }
    watches_close(&watching.watches);
    buffer_release(&watching.index);
    buffer_release(&watching.places);
    list_release(&watching.changed);
    list_release(&watching.reported);
    selection_release(&watching.selection);
    settings_release(&watching.settings);
    if (watching.signals >= 0)
        close(watching.signals);
    return result;
}
