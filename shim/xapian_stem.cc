/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_stem.cc: stemming, with a cache: a few thousand words make up most of any text. */
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <xapian.h>

#include "xapian_guard.h"

using shim::guard;

static const size_t longest_cached = 24;
/* Powers of two. A search stems some hundred words, a build millions: a cache that fills up grows.
 */
static const size_t least_cache = 128, largest_cache = 65536;

/* A word and its stem, each followed by NULs up to its size. */
struct stem_entry {
    char word[longest_cached];
    char stem[longest_cached];
    uint8_t word_length; /* 0: free */
    uint8_t stem_length;
};

struct free_memory {
    void operator()(void *memory) const
    {
        free(memory);
    }
};

struct shim_stemmer {
    Xapian::Stem stem;
    bool is_english;
    std::unique_ptr<stem_entry[], free_memory> cache; /* direct-mapped */
    size_t cache_size, cached;
    std::string word, result;

    /* False: no memory; what there was stays. */
    bool make_cache(size_t size)
    {
        auto *made = static_cast<stem_entry *>(calloc(size, sizeof(stem_entry)));
        if (!made)
            return false;
        cache.reset(made);
        cache_size = size;
        cached = 0;
        return true;
    }
};

static size_t hash_of(const char key[longest_cached])
{
    uint64_t parts[longest_cached / sizeof(uint64_t)], hash = 0;
    memcpy(parts, key, longest_cached);
    for (uint64_t part : parts) {
        hash = (hash ^ part) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return hash;
}

struct shim_stemmer *shim_stemmer_new(const char *language, struct error *err)
{
    const shim::origin *nowhere = nullptr;
    return guard(nowhere, err, [&] {
        auto stemmer = std::make_unique<shim_stemmer>();
        try {
            stemmer->stem = Xapian::Stem(language);
        } catch (const Xapian::InvalidArgumentError &) {
            shim::fail(SHIM_FAULT_OTHER, "no stemmer for language '" + std::string(language) +
                                             "'; there are: none " +
                                             Xapian::Stem::get_available_languages());
        }
        stemmer->is_english = strcmp(language, "english") == 0;
        if (!stemmer->make_cache(least_cache))
            throw std::bad_alloc();
        return stemmer.release();
    });
}

void shim_stemmer_free(struct shim_stemmer *stemmer)
{
    delete stemmer;
}

/* The word itself when Xapian cannot stem it. */
static const char *stem_uncached(struct shim_stemmer *stemmer, const char *word, size_t length,
                                 size_t *stem_length)
{
    try {
        stemmer->word.assign(word, length);
        stemmer->result = stemmer->stem(stemmer->word);
        *stem_length = stemmer->result.size();
        return stemmer->result.data();
    } catch (...) {
        *stem_length = length;
        return word;
    }
}

const char *shim_stem(struct shim_stemmer *stemmer, const char *word, size_t length,
                      size_t *stem_length)
{
    if (length == 0 || stemmer->stem.is_none()) {
        *stem_length = length;
        return word;
    }
    if (length > longest_cached)
        return stem_uncached(stemmer, word, length, stem_length);

    char key[longest_cached] = "";
    memcpy(key, word, length);
    size_t hash = hash_of(key);
    stem_entry &entry = stemmer->cache[hash & (stemmer->cache_size - 1)];
    if (entry.word_length != length || memcmp(entry.word, key, longest_cached) != 0) {
        const char *stem = stem_uncached(stemmer, word, length, stem_length);
        if (*stem_length > longest_cached)
            return stem;
        memcpy(entry.word, key, longest_cached);
        memcpy(entry.stem, stem, *stem_length);
        entry.word_length = static_cast<uint8_t>(length);
        entry.stem_length = static_cast<uint8_t>(*stem_length);
        bool full = ++stemmer->cached > stemmer->cache_size;
        if (full && stemmer->cache_size < largest_cache)
            stemmer->make_cache(stemmer->cache_size * 4);
        return stem;
    }
    *stem_length = entry.stem_length;
    return entry.stem;
}

/* Where English suffixes are replaced (dying: die, hoping: hope, happy: happi, sensibility:
 * sensibl) no more than two bytes are others, and never the first. */
size_t shim_stem_common(const struct shim_stemmer *stemmer, size_t length)
{
    if (!stemmer->is_english || length == 0)
        return 0;
    return length > 3 ? length - 2 : 1;
}
