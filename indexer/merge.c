/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "merge.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "buffer.h"
#include "folder.h"
#include "list.h"
#include "memory.h"
#include "xapian_shim.h"

#define GROUP_MAX 600 /* indexes merged in one step */
#define GROUP_MIN 40  /* with fewer, fewer threads */
#define INDEX_FILES 6 /* open at once of each, */
#define OTHER_FILES 100

struct step { /* one group of sources into one target */
    struct list sources;
    char *target;
};

struct merging {
    struct step *steps;
    size_t count, next;
    int result;
    struct error error;
    pthread_mutex_t lock;
};

char *merge_part_path(const char *folder, size_t number)
{
    struct buffer path = BUFFER_INIT;
    buffer_printf(&path, "%s/part-%zu", folder, number);
    return buffer_detach(&path);
}

static int merge_step(const struct step *step, struct error *err)
{
    const char **sources = memory_allocate((step->sources.count + 1) * sizeof *sources);
    for (size_t i = 0; i < step->sources.count; i++)
        sources[i] = step->sources.items[i].data;
    int result = shim_compact(sources, step->sources.count, step->target, err);
    for (size_t i = 0; result == 0 && i < step->sources.count; i++)
        folder_remove(sources[i]);
    free(sources);
    return result;
}

int merge_pack(const char *path, struct error *err)
{
    struct buffer packed = BUFFER_INIT;
    struct list source = LIST_INIT;
    buffer_printf(&packed, "%s.packed", path);
    list_add_text(&source, path);
    const struct step step = { source, packed.data };
    int result = merge_step(&step, err);
    if (result == 0 && rename(packed.data, path) < 0)
        result = error_set_system(err, errno, "cannot rename %s", packed.data);
    list_release(&source);
    buffer_release(&packed);
    return result;
}

static void *work(void *context)
{
    struct merging *merging = context;
    struct error err;
    for (;;) {
        pthread_mutex_lock(&merging->lock);
        size_t index = merging->result == 0 ? merging->next++ : merging->count;
        pthread_mutex_unlock(&merging->lock);
        if (index >= merging->count)
            return NULL;
        if (merge_step(&merging->steps[index], &err) < 0) {
            pthread_mutex_lock(&merging->lock);
            merging->result = -1;
            merging->error = err;
            pthread_mutex_unlock(&merging->lock);
        }
    }
}

static int run_steps(struct merging *merging, unsigned threads, struct error *err)
{
    pthread_t *others = memory_allocate(threads * sizeof *others);
    unsigned started = 0;
    pthread_mutex_init(&merging->lock, NULL);
    while (started + 1 < threads && started + 1 < merging->count &&
           pthread_create(&others[started], NULL, work, merging) == 0)
        started++;
    work(merging);
    for (unsigned i = 0; i < started; i++)
        pthread_join(others[i], NULL);
    pthread_mutex_destroy(&merging->lock);
    free(others);
    if (merging->result < 0)
        *err = merging->error;
    return merging->result;
}

/* Merges groups of *sources; *sources becomes the list of what came out. */
static int merge_level(const char *folder, unsigned level, struct list *sources, size_t group,
                       unsigned threads, struct error *err)
{
    struct merging merging = { .count = (sources->count + group - 1) / group };
    struct list out = LIST_INIT;
    merging.steps = memory_allocate(merging.count * sizeof *merging.steps);
    for (size_t i = 0; i < merging.count; i++) {
        struct buffer path = BUFFER_INIT;
        buffer_printf(&path, "%s/merged-%u-%zu", folder, level, i);
        list_add(&out, path.data, path.length);
        merging.steps[i].target = buffer_detach(&path);
        for (size_t j = i * group; j < sources->count && j < (i + 1) * group; j++)
            list_add_text(&merging.steps[i].sources, sources->items[j].data);
    }
    int result = run_steps(&merging, threads, err);
    for (size_t i = 0; i < merging.count; i++) {
        free(merging.steps[i].target);
        list_release(&merging.steps[i].sources);
    }
    free(merging.steps);
    list_release(sources);
    *sources = out;
    return result;
}

/* How many indexes this process may have open at once, at most wanted. */
static size_t indexes_open(size_t wanted)
{
    struct rlimit limit;
    rlim_t files = (rlim_t)wanted * INDEX_FILES + OTHER_FILES;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
        return GROUP_MIN;
    if (limit.rlim_cur < files) {
        limit.rlim_cur = limit.rlim_max < files ? limit.rlim_max : files;
        if (setrlimit(RLIMIT_NOFILE, &limit) < 0)
            return GROUP_MIN;
    }
    if (limit.rlim_cur >= files)
        return wanted;
    return limit.rlim_cur > OTHER_FILES ? (size_t)(limit.rlim_cur - OTHER_FILES) / INDEX_FILES : 0;
}

int merge_groups(const char *folder, struct list *sources, unsigned threads, struct error *err)
{
    size_t open = indexes_open((size_t)GROUP_MAX * threads);
    unsigned used = 1;
    while (used < threads && open / (used + 1) >= GROUP_MIN)
        used++;
    size_t group = open / used;
    group = group < 2 ? 2 : group < GROUP_MAX ? group : GROUP_MAX;
    int result = 0;
    for (unsigned level = 0; result == 0 && sources->count >= group; level++)
        result = merge_level(folder, level, sources, group, used, err);
    return result;
}

int merge_last(const struct list *sources, const char *target, struct error *err)
{
    const struct step last = { *sources, (char *)target };
    return merge_step(&last, err);
}
