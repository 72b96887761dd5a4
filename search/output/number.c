/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "number.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

uint64_t number_about(uint64_t number)
{
    uint64_t step = 1;
    while (number / step >= 100)
        step *= 10;
    return (number + step / 2) / step * step;
}

const char *number_grouped(char out[NUMBER_SIZE], uint64_t number)
{
    char digits[NUMBER_SIZE];
    size_t length = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, number), at = 0;
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            out[at++] = ',';
        out[at++] = digits[i];
    }
    out[at] = '\0';
    return out;
}
