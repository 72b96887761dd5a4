/* SPDX-License-Identifier: GPL-2.0-or-later */
/* engine_limits.h: the numbers that decide how a search is run, each with the measurement or reason
 * behind it, or "not measured". None of them changes what is found. Measured with 2 processors and
 * Xapian 1.4.22.
 */
#ifndef NEWSSEARCH_ENGINE_LIMITS_H
#define NEWSSEARCH_ENGINE_LIMITS_H

/* Postings for each thread, at least. Reading 20,000 takes some milliseconds; starting a thread and
 * opening the index again takes a quarter of one. */
#define ENGINE_MIN_POSTINGS_PER_THREAD 20000
/* Articles to try a regex on, and values to read, for each thread, at least. As above; one of them
 * takes longer than a posting. */
#define ENGINE_MIN_REGEX_PER_THREAD 500
#define ENGINE_MIN_VALUES_PER_THREAD 1000
/* Threads, at most. Not measured: the test machine has two processors. */
#define ENGINE_MAX_THREADS 16

/* Matches to count before any is pruned, if an estimate is enough. Counting 20,000 takes well below
 * a millisecond. */
#define ENGINE_COUNT_UP_TO 20000
/* The same for articles with the words of a phrase: checking positions costs far more. */
#define ENGINE_COUNT_PHRASES_UP_TO 500

/* Optional terms of a flat query, and forms of a word of a phrase, at most. With more, the loop
 * over their lists is slower than Xapian's tree of ORs. */
#define ENGINE_MAX_OPTIONAL 16
/* A synonym reads lists of up to this many postings into memory: 8 bytes for each, while an open
 * list takes some 20 KB. Six wildcards for 3,300 words took 53 MB and 70 ms with open lists, and
 * 7.5 MB and 10 ms with this limit. */
#define ENGINE_READ_WHOLE 128
/* A thread publishes its threshold each time it has found this many matches: all threads wait for
 * the cache line that it writes. */
#define ENGINE_PUBLISH_EVERY 64

/* Phrases: how many documents to check together, at most and at least, and how many are the sample
 * that the total is estimated from. Not measured. */
#define ENGINE_PHRASE_BATCH 4096
#define ENGINE_PHRASE_BATCH_MIN 16
#define ENGINE_PHRASE_SAMPLE 256

/* Rescoring by proximity: rows to keep beyond the wanted ones (keeping is almost free, a second
 * pass costs as much as the first); the factor for the next pass if they are not enough; the number
 * of rows from which the full query is run instead; and the rows beyond the wanted ones to rescore
 * first: about twenty are enough for most queries of two words. */
#define ENGINE_RESCORE_KEPT 500
#define ENGINE_RESCORE_MORE 10
#define ENGINE_RESCORE_MAX 10000
#define ENGINE_RESCORE_FIRST 10

/* Matches without a number in the column, beyond the wanted rows: with more, Xapian sorts all. */
#define ENGINE_MAX_WITHOUT_NUMBER 1000
/* One in so many documents, at least, has a word for whose best documents the records are looked
 * through. Looking at a record takes 10 instructions, at a posting 200. */
#define ENGINE_RECORDS_PER_POSTING 16

/* Candidates from which a regex is tried by scanning value slots before the search. Fewer do not
 * justify a search of their own. */
#define ENGINE_MIN_REGEX_SCAN 100
/* Words to look up for a regex, at most: more posting lists cost more than they save. */
#define ENGINE_MAX_REGEX_WORDS 1000
/* The list of words grows with the index. It is read if at least one article in 50 must be tried;
 * one in 5,000 for bodies, because trying a body costs a hundred times as much as a title. */
#define ENGINE_REGEX_PART 50
#define ENGINE_REGEX_PART_BODIES 5000

/* Rows to fetch from a server in one request: more cost more memory than they save time. */
#define ENGINE_FETCH_TOGETHER 1000
/* Rows from which scanning each slot costs less than reading each document's data; and the
 * number of slots above which a single row is read from the data, because each slot is a block. */
#define ENGINE_MIN_ROWS_BY_SLOT 50
#define ENGINE_MAX_SLOTS_OF_ROW 2

#endif
