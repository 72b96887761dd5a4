/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "number.h"

#define DIRECT_FIRST 0x09
#define DIRECT_LAST 0xF6
#define BYTES_MAX 8

/* How many bytes are needed for the number, one at least. */
static unsigned count_bytes(uint64_t number)
{
    unsigned count = 1;
    while (count < BYTES_MAX && number >> (8 * count) != 0)
        count++;
    return count;
}

size_t number_encode(char out[NUMBER_SIZE], int64_t number)
{
    if (number >= 0 && number <= DIRECT_LAST - DIRECT_FIRST) {
        out[0] = (char)(DIRECT_FIRST + number);
        return 1;
    }
    const uint64_t bits = (uint64_t)number;
    const unsigned count = count_bytes(number < 0 ? ~bits : bits);
    out[0] = (char)(number < 0 ? DIRECT_FIRST - count : DIRECT_LAST + count);
    for (unsigned i = 0; i < count; i++)
        out[1 + i] = (char)(bits >> (8 * (count - 1 - i)));
    return 1 + count;
}

int64_t number_decode(const char *bytes, size_t length)
{
    if (length == 0)
        return 0;
    const unsigned char first = (unsigned char)bytes[0];
    if (first >= DIRECT_FIRST && first <= DIRECT_LAST)
        return first - DIRECT_FIRST;
    uint64_t number = first < DIRECT_FIRST ? UINT64_MAX : 0;
    for (size_t i = 1; i < length && i <= BYTES_MAX; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return (int64_t)number;
}
