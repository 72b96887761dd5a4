/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config_document.h: the YAML of the configuration, key by key. */
#ifndef NEWSSEARCH_CONFIG_DOCUMENT_H
#define NEWSSEARCH_CONFIG_DOCUMENT_H

#include <stddef.h>

#include "config.h"
#include "error.h"

/* Reads text, the bytes of the file config->path, into *config. An error's place is in its
 * sentence; what was read before it stays. */
int config_document_read(struct config *config, const char *text, size_t length, config_warn *warn,
                         void *context, struct error *err);

#endif
