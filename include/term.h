/* SPDX-License-Identifier: GPL-2.0-or-later */
/* term.h: the terms of the index, from words and names. Xapian takes terms of at most
 * 245 bytes (a NUL counts twice); a longer one keeps its first bytes, cut between
 * characters, and ends in the 32 hex digits of a 128-bit hash of the whole, so
 * that different long names stay different. Both programs make terms here. */
#ifndef NEWSSEARCH_TERM_H
#define NEWSSEARCH_TERM_H

#include <stddef.h>

#include "buffer.h"
#include "schema.h"

/* The prefix of stems ("Z"), before the field's prefix. */
#define TERM_STEM_PREFIX "Z"
/* The prefix of names of several parts (TOKEN_WHOLE), before the field's prefix. */
#define TERM_WHOLE_PREFIX "W"
/* The prefix of the one term that names a document: TERM_ID_PREFIX and the hex
 * digits of the path's 128-bit hash. */
#define TERM_ID_PREFIX "Q"

/* Replaces *out by prefix + word. prefix may be "". word is folded already. */
void term_of_word(struct buffer *out, const char *prefix, const char *word, size_t length);

/* Replaces *out by prefix + the folded name (text_fold_name). */
void term_of_name(struct buffer *out, const char *prefix, const char *name, size_t length);

/* Replaces *out by the term that names the article of this absolute path. */
void term_of_path(struct buffer *out, const char *path, size_t length);

/* 128-bit hash (XXH3) of bytes, most significant byte first. */
void term_hash(unsigned char out[16], const void *bytes, size_t length);

#endif
