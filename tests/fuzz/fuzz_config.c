/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_config.c: any bytes as the configuration's file. An error names its place. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "config.h"

static void warn(void *context, const char *message)
{
    *(size_t *)context += message[0] != '\0';
}

static void check(const struct config *config)
{
    for (size_t i = 0; i < config->saved_count; i++)
        if (!config_saved(config, config->saved[i].name, strlen(config->saved[i].name)))
            abort();
    if (config->limit < -2 || (config->dbs.count && config->db_place.line == 0))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct config config;
    struct error err;
    size_t warnings = 0;
    char path[64];
    int file = memfd_create("config", MFD_CLOEXEC);

    if (file < 0 || write(file, data, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    if (config_load(&config, path, warn, &warnings, &err) == 0) {
        check(&config);
        config_release(&config);
    } else if (strncmp(err.text, path, strlen(path)) != 0 || err.text[strlen(path)] != ':') {
        abort();
    }
    close(file);
    return 0;
}
