/* SPDX-License-Identifier: GPL-2.0-or-later */
/* engine_limits.h: the numbers that decide how a search is run, each with the measurement or reason
 * behind it, or the word that there is none. None of them changes what is found; measured on 2
 * cores, Xapian 1.4.22.
 */
#ifndef NEWSSEARCH_ENGINE_LIMITS_H
#define NEWSSEARCH_ENGINE_LIMITS_H

/* Postings that are worth a thread: to read so many takes some milliseconds, to start a thread and
 * open the index again a quarter of one. */
#define ENGINE_MIN_POSTINGS_PER_THREAD 20000
/* Articles to try a regex on, and values to read, that are worth a thread: as above, by what one
 * takes. */
#define ENGINE_MIN_REGEX_PER_THREAD 500
#define ENGINE_MIN_VALUES_PER_THREAD 1000
/* A bound on threads, not measured: the machine at hand has two cores. */
#define ENGINE_MAX_THREADS 16

/* Matches that are counted before any is pruned, where an estimate would do: to count so many takes
 * well below a millisecond. */
#define ENGINE_COUNT_UP_TO 20000
/* The same of articles with the words of a phrase: to look where these stand costs far
 * more. */
#define ENGINE_COUNT_PHRASES_UP_TO 500

/* Optional terms of a flat query: with more, the loop over their lists is slower than Xapian's
 * tree of ORs. */
#define ENGINE_MAX_OPTIONAL 16
/* Postings of a list that a synonym reads whole: 8 bytes each, while an open list takes some 20 KB.
 * Six wildcards for 3,300 words took 53 MB and 70 ms with open lists, 7.5 MB and 10 ms with this.
 */
#define ENGINE_READ_WHOLE 128
/* Matches that a thread finds before it tells the others: each telling is a cache line that all
 * wait for. */
#define ENGINE_TELL_EVERY 64

/* Phrases: documents whose positions are looked at together, at most and at least, and how many are
 * a sample of all, by which the total is estimated. Not measured. */
#define ENGINE_PHRASE_BATCH 4096
#define ENGINE_PHRASE_BATCH_LEAST 16
#define ENGINE_PHRASE_SAMPLE 256

/* Rescoring by proximity: rows that are kept beyond the wanted ones (to keep them costs next to
 * nothing, a second pass as much as the first), how many times more when they do not suffice, and
 * where the full query is run instead. Of those kept, so many more than are wanted are rescored
 * first; some twenty suffice for most queries. */
#define ENGINE_RESCORE_KEPT 500
#define ENGINE_RESCORE_MORE 10
#define ENGINE_RESCORE_MOST 10000
#define ENGINE_RESCORE_FIRST 10

/* The newest first: matches beyond the wanted ones, since those of one day are sorted together. */
#define ENGINE_NEWEST_SPARE 1000

/* Candidates from which on a regex is tried by passes over values before the search: fewer are not
 * worth a search of their own. */
#define ENGINE_MIN_REGEX_SCAN 100
/* Words that a regex is looked up by: more posting lists cost more than they save. */
#define ENGINE_MAX_REGEX_WORDS 1000
/* The list of words is as long as the index is large: it is read for so large a part of the
 * articles, one in 50. A body costs a hundred times as much to try as a title. */
#define ENGINE_REGEX_PART 50
#define ENGINE_REGEX_PART_BODIES 5000

/* Rows of a server that are fetched in one journey: more cost more memory than they save time. */
#define ENGINE_FETCH_TOGETHER 1000
/* Rows from which on a pass over each slot costs less than looking into each document's data; and
 * slots above which the data is read of a single row: each slot is a block of its own. */
#define ENGINE_MIN_ROWS_BY_SLOT 50
#define ENGINE_MAX_SLOTS_OF_ROW 2

#endif
