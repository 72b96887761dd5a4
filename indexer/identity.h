/* SPDX-License-Identifier: GPL-2.0-or-later */
/* identity.h: which directories and which commit of an index stand at their paths, for --watch.
 *
 * No event tells a watcher of a directory that one above it is renamed, that a link leads elsewhere
 * or that a disk is mounted. Equal texts: the same things are still there.
 */
#ifndef NEWSSEARCH_IDENTITY_H
#define NEWSSEARCH_IDENTITY_H

#include "buffer.h"
#include "settings.h"

/* Appends the identity of the index at path, or of its first shard: each commit changes it. */
void identity_add_index(struct buffer *identity, const char *path);
/* Appends the identities of the registered directories, and of those that the registered files are
 * in and lead to. */
void identity_add_places(struct buffer *identity, const struct settings *settings);

#endif
