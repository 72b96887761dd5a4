/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

void config_release_bases(struct config *config)
{
    for (size_t i = 0; i < config->base_count; i++) {
        free(config->bases[i].directory);
        free(config->bases[i].address);
    }
    free(config->bases);
    config->bases = NULL;
    config->base_count = 0;
}

void config_release(struct config *config)
{
    free(config->path);
    char *texts[] = { config->language, config->format, config->sort, config->color,
                      config->pager };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    list_release(&config->dbs);
    list_release(&config->colors);
    free(config->color_places);
    list_release(&config->include);
    list_release(&config->exclude);
    for (size_t i = 0; i < FIELD_COUNT; i++)
        list_release(&config->fields[i]);
    for (size_t i = 0; i < config->saved_count; i++) {
        free(config->saved[i].name);
        free(config->saved[i].query);
    }
    free(config->saved);
    config_release_bases(config);
    *config = (struct config){ 0 };
}

const struct config_saved *config_saved(const struct config *config, const char *name,
                                        size_t length)
{
    for (size_t i = 0; i < config->saved_count; i++) {
        const char *known = config->saved[i].name;
        if (strlen(known) == length && memcmp(known, name, length) == 0)
            return &config->saved[i];
    }
    return NULL;
}
