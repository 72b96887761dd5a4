/* Function words alone: articles, pronouns, auxiliary verbs,
 * prepositions and conjunctions. Words that also carry meaning in headlines (new, first, up,
 * over, after, more, will) are left to be searched. */
#include "stop_words.h"

#include <stdlib.h>
#include <string.h>

/* In byte order. */
static const char *const words[] = {
    "a",    "am",   "an",    "and",   "are",   "as",   "at",    "be",   "been",  "but", "by",
    "did",  "do",   "does",  "for",   "from",  "had",  "has",   "have", "he",    "her", "his",
    "how",  "i",    "if",    "in",    "into",  "is",   "it",    "its",  "me",    "my",  "no",
    "not",  "of",   "on",    "or",    "our",   "she",  "so",    "than", "that",  "the", "their",
    "them", "then", "there", "these", "they",  "this", "those", "to",   "us",    "was", "we",
    "were", "what", "when",  "where", "which", "who",  "why",   "with", "would", "you", "your",
};

struct bytes {
    const char *text;
    size_t length;
};

static int compare(const void *key, const void *entry)
{
    const struct bytes *bytes = key;
    const char *word = *(const char *const *)entry;
    int order = strncmp(bytes->text, word, bytes->length);
    return order != 0 ? order : word[bytes->length] == '\0' ? 0 : -1;
}

bool stop_words_hold(const char *word, size_t length)
{
    struct bytes key = { word, length };
    return bsearch(&key, words, sizeof words / sizeof *words, sizeof *words, compare) != NULL;
}
