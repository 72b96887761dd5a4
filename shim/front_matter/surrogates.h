/* SPDX-License-Identifier: GPL-2.0-or-later */
/* surrogates.h: "\ud83d\ude80" in YAML, as json.dumps writes the emoji. YAML has no surrogates and
 * libyaml refuses them, so each of a pair is hidden from it as a character of private use, written
 * with as many bytes, which keeps all places as they are. */
#ifndef NEWSSEARCH_SURROGATES_H
#define NEWSSEARCH_SURROGATES_H

#include <stdbool.h>
#include <stddef.h>

#define SURROGATES_LENGTH 12 /* bytes of an escaped pair */

/* Past the bytes from start of text that are no escaped pair; length if there is none. */
size_t surrogates_find(const char *text, size_t length, size_t start);

/* Hides the pair at text, SURROGATES_LENGTH bytes, in the copy. */
void surrogates_hide(char *copy, const char *text);

/* Makes the characters that hidden pairs became in a scalar one character each. */
size_t surrogates_join(char *value, size_t length);

#endif
