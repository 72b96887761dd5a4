/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command.h: commands in messages, written so that they can be pasted into a shell. */
#ifndef NEWSSEARCH_COMMAND_H
#define NEWSSEARCH_COMMAND_H

#include <stddef.h>

#include "buffer.h"

/* Appends text so that a shell reads it as one word: as it is, or in single quotes. */
void command_add_word(struct buffer *out, const char *text, size_t length);

#endif
