/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command.h: commands in messages, written so that they can be pasted into a shell. */
#ifndef NEWSSEARCH_COMMAND_H
#define NEWSSEARCH_COMMAND_H

#include <stddef.h>

#include "buffer.h"

/* What begins a command of newsindex: "newsindex", and with --db if command_name_index had a path.
 * Valid until the next call of that. */
const char *command_newsindex(void);
/* Appends a command of newsindex with one option: option is "--forget=" or the like. */
void command_add_newsindex(struct buffer *out, const char *option, const char *value);
/* Messages name the index at path, because the user did so with --db; NULL: they do not. Before
 * there are threads. */
void command_name_index(const char *path);

/* Appends text so that a shell reads it as one word: as it is, or in single quotes. */
void command_add_word(struct buffer *out, const char *text, size_t length);

#endif
