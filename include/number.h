/* SPDX-License-Identifier: GPL-2.0-or-later */
/* number.h: integers as strings whose byte order is the order of the numbers; the form of values.
 *
 *   0 to 237     one byte
 *   larger       0xF7 (one byte follows) to 0xFE (eight follow), then the bytes, the highest first
 *   negative     0x08 (one byte follows) to 0x01 (eight follow), then the bytes of the complement
 * of two
 *
 * Xapian's sortable_serialise does not keep the order of numbers below -2^26, and has only the 53
 * bits of a double.
 */
#ifndef NEWSSEARCH_NUMBER_H
#define NEWSSEARCH_NUMBER_H

#include <stddef.h>
#include <stdint.h>

#define NUMBER_SIZE 9 /* bytes, at most */

/* Returns how many bytes of out are used, one at least. */
size_t number_encode(char out[NUMBER_SIZE], int64_t number);
/* Bytes that number_encode did not make give an arbitrary number. */
int64_t number_decode(const char *bytes, size_t length);

#endif
