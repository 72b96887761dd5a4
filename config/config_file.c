/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config_file.c: finds the configuration file and reads it (config.h). */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "buffer.h"
#include "config.h"
#include "config_document.h"
#include "environment.h"
#include "memory.h"

/* The path of the default file, NULL if there is no home directory. The caller frees it. */
static char *default_path(void)
{
    struct buffer path = BUFFER_INIT;

    if (!environment_add_directory(&path, "XDG_CONFIG_HOME", ".config"))
        return NULL;
    buffer_add_text(&path, "/newssearch/config.yaml");
    return buffer_detach(&path);
}

/* 1: there is no such file, and none is needed. */
static int read_file(struct buffer *text, const char *path, bool needed, struct error *err)
{
    char block[4096];
    size_t count;
    FILE *file = fopen(path, "re");

    if (!file && !needed && (errno == ENOENT || errno == ENOTDIR))
        return 1;
    if (!file)
        return error_set_system(err, errno, "cannot read the configuration %s", path);
    while ((count = fread(block, 1, sizeof block, file)) > 0)
        buffer_add(text, block, count);
    int failed = ferror(file) ? errno : 0;
    fclose(file);
    if (failed)
        return error_set_system(err, failed, "cannot read the configuration %s", path);
    return 0;
}

int config_load(struct config *config, const char *path, config_warn *warn, void *context,
                struct error *err)
{
    struct buffer text = BUFFER_INIT;

    *config = (struct config){ .limit = -1,
                               .rank_quality = NAN,
                               .rank_heat = NAN,
                               .rank_recency = NAN,
                               .path = path ? memory_copy_text(path) : default_path() };
    int status = config->path ? read_file(&text, config->path, path, err) : 1;
    if (status == 0) {
        status = config_document_read(config, buffer_text(&text), text.length, warn, context, err);
    } else if (status == 1) {
        free(config->path);
        config->path = NULL;
        status = 0;
    }
    buffer_release(&text);
    if (status < 0)
        config_release(config);
    return status;
}
