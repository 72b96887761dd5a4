/* SPDX-License-Identifier: GPL-2.0-or-later */
/* number.h: integers as strings whose order by bytes is that of the numbers, as values are stored.
 *
 *   0 to 237     one byte
 *   larger       0xF7 for one byte, to 0xFE for eight, then the bytes, the highest first
 *   negative     0x08 for one byte, to 0x01 for eight, then the bytes of the complement of two
 *
 * Xapian's sortable_serialise does not keep the order of numbers below -2^26, and has no more than
 * the 53 bits of a double.
 */
#ifndef NEWSSEARCH_NUMBER_H
#define NEWSSEARCH_NUMBER_H

#include <stddef.h>
#include <stdint.h>

#define NUMBER_SIZE 9 /* bytes, at most */

/* Returns how many bytes of out are used, one at least. */
size_t number_encode(char out[NUMBER_SIZE], int64_t number);
/* Bytes that number_encode did not make are some number. */
int64_t number_decode(const char *bytes, size_t length);

#endif
