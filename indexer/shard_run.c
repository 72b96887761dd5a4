/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "shard_run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "buffer.h"
#include "index_layout.h"

int shard_run_rest(struct shard_run *run, struct error *err)
{
    while (run->next < run->count)
        if (run->run_shard(run, run->next++, err) < 0)
            return -1;
    return 0;
}

void shard_run_note(struct shard_run *run, uint64_t generation)
{
    if (run->next > 1 && generation + 1 != run->generation)
        run->differ = true;
    if (generation >= run->generation)
        run->generation = generation + 1;
}

int shard_run_ready(struct shard_run *run, bool changed, struct error *err)
{
    run->changed = run->changed || changed;
    if (shard_run_rest(run, err) < 0)
        return -1;
    return run->changed || run->differ;
}

int shard_run_mark(const struct shard_run *run, struct shim_writer *writer, struct error *err)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, run->generation);
    return shim_set_metadata(writer, METADATA_GENERATION, digits, (size_t)length, err);
}

char *shard_run_first(const char *path)
{
    struct buffer first = BUFFER_INIT;
    buffer_printf(&first, "%.*s/" INDEX_SHARD_FORMAT, (int)(strrchr(path, '/') - path), path, 0U);
    return buffer_detach(&first);
}
