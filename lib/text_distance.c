/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text_distance.c: how many typing errors lie between two words (text.h). */
#include "text.h"

#include <stdint.h>
#include <stdlib.h>

#include "characters.h"
#include "memory.h"

static int32_t *decode(const char *text, size_t length, size_t *count)
{
    int32_t *codes = memory_resize(NULL, length + 1, sizeof *codes);
    *count = 0;
    for (size_t at = 0; at < length;)
        at += character_decode(text + at, length - at, &codes[(*count)++]);
    return codes;
}

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned least_of_two = a < b ? a : b;
    return c < least_of_two ? c : least_of_two;
}

/* The table of distances between beginnings of a and b is kept as its last three rows. */
static unsigned distance(const int32_t *a, size_t a_count, const int32_t *b, size_t b_count,
                         unsigned limit)
{
    size_t width = b_count + 1;
    unsigned *rows = memory_resize(NULL, 3 * width, sizeof *rows);
    unsigned *current = rows, *above = rows + width, *two_above = rows + 2 * width;
    for (size_t j = 0; j < width; j++)
        current[j] = (unsigned)j;
    unsigned smallest = 0; /* of the row: no later row falls below it by more than a swap */
    unsigned smallest_above = 0;
    for (size_t i = 1; i <= a_count && (smallest <= limit || smallest_above <= limit); i++) {
        unsigned *free_row = two_above;
        two_above = above;
        above = current;
        current = free_row;
        smallest_above = smallest;
        smallest = current[0] = (unsigned)i;
        for (size_t j = 1; j < width; j++) {
            current[j] =
                least(above[j] + 1, current[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                two_above[j - 2] + 1 < current[j])
                current[j] = two_above[j - 2] + 1;
            if (current[j] < smallest)
                smallest = current[j];
        }
    }
    unsigned result = current[b_count];
    if (smallest > limit && smallest_above > limit)
        result = smallest; /* the last row was not reached, and would not be smaller */
    free(rows);
    return result;
}

unsigned text_distance(const char *a, size_t a_length, const char *b, size_t b_length,
                       unsigned limit)
{
    size_t a_count, b_count;
    int32_t *a_codes = decode(a, a_length, &a_count);
    int32_t *b_codes = decode(b, b_length, &b_count);
    size_t difference = a_count > b_count ? a_count - b_count : b_count - a_count;
    unsigned result = limit;
    if (difference <= limit)
        result = distance(a_codes, a_count, b_codes, b_count, limit);
    free(a_codes);
    free(b_codes);
    return difference > limit || result > limit ? (limit < UINT32_MAX ? limit + 1 : limit) : result;
}
