/* stop_words.h: words of English that say nothing about what an article is about. */
#ifndef NEWSSEARCH_STOP_WORDS_H
#define NEWSSEARCH_STOP_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* word is folded (text_fold). */
bool stop_words_hold(const char *word, size_t length);

#endif
