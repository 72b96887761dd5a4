/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "term.h"

#include <string.h>

/* All of it inlined: the library itself is not needed to run. */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "text.h"

#define TERM_MAX 245 /* bytes, as Xapian counts them */
#define HASH_DIGITS 32

static void add_hash(struct buffer *out, const void *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char hash[16];
    term_hash(hash, bytes, length);
    for (size_t i = 0; i < sizeof hash; i++) {
        buffer_add_byte(out, digits[hash[i] >> 4]);
        buffer_add_byte(out, digits[hash[i] & 15]);
    }
}

/* Xapian writes a NUL as two bytes. Adds up until the sum passes TERM_MAX, no further. */
static size_t stored_length(const char *bytes, size_t length)
{
    size_t stored = length;
    for (size_t i = 0; i < length && stored <= TERM_MAX; i++)
        stored += bytes[i] == '\0';
    return stored;
}

/* How many bytes of a too long word fit before its hash, in whole characters. */
static size_t cut(const char *word, size_t length, size_t room)
{
    size_t at = 0;
    while (at < length) {
        size_t stored = word[at] == '\0' ? 2 : 1;
        if (stored > room)
            break;
        room -= stored;
        at++;
    }
    while (at > 0 && ((unsigned char)word[at] & 0xC0) == 0x80)
        at--;
    return at;
}

void term_hash(unsigned char out[16], const void *bytes, size_t length)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes, length));
    memcpy(out, canonical.digest, sizeof canonical.digest);
}

void term_of_word(struct buffer *out, const char *prefix, const char *word, size_t length)
{
    size_t prefix_length = strlen(prefix);
    buffer_clear(out);
    buffer_add(out, prefix, prefix_length);
    if (prefix_length + stored_length(word, length) <= TERM_MAX) {
        buffer_add(out, word, length);
        return;
    }
    buffer_add(out, word, cut(word, length, TERM_MAX - HASH_DIGITS - prefix_length));
    add_hash(out, word, length);
}

void term_of_name(struct buffer *out, const char *prefix, const char *name, size_t length)
{
    struct buffer folded = BUFFER_INIT;
    text_fold_name(&folded, name, length);
    term_of_word(out, prefix, buffer_text(&folded), folded.length);
    buffer_release(&folded);
}

void term_of_path(struct buffer *out, const char *path, size_t length)
{
    buffer_clear(out);
    buffer_add_text(out, TERM_ID_PREFIX);
    add_hash(out, path, length);
}
