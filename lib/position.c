/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "position.h"

#define EXCERPT_MARKER 4096U
#define BODY_MARKER 16384U
#define HIGH 0x80000000U
#define EXCERPT_HIGH 0xC0000000U

static const struct position_range common = {
    .first = 1, .last = EXCERPT_MARKER - 1, .high_first = HIGH, .high_last = EXCERPT_HIGH - 1
};
static const struct position_range excerpt = {
    .first = EXCERPT_MARKER + 1,
    .last = BODY_MARKER - 1,
    .high_first = EXCERPT_HIGH,
    .high_last = UINT32_MAX - 1,
    .window = BODY_MARKER - EXCERPT_MARKER,
    .marker = "XMEXCERPT",
};
static const struct position_range body = {
    .first = BODY_MARKER + 1,
    .last = HIGH - 1,
    .window = HIGH - BODY_MARKER,
    .marker = "XMBODY",
};

const struct position_range *position_range_of(enum field_id id)
{
    if (id == FIELD_EXCERPT)
        return &excerpt;
    return id == FIELD_BODY ? &body : &common;
}

const char *position_field_prefix(const struct field *field)
{
    return field->words == WORDS_FREE ? position_range_of(field->id)->marker : field->term_prefix;
}

struct position position_of(const struct position_range *range, uint64_t word)
{
    uint64_t low = (uint64_t)range->last - range->first + 1;
    if (word < low)
        return (struct position){ range->first + (uint32_t)word,
                                  range->marker ? range->first - 1 : 0 };
    word -= low;
    uint64_t at = range->high_first + word, marker = 0;
    if (range->marker && range->high_first > 0) {
        marker = range->high_first + word / (range->window - 1) * range->window;
        at = marker + 1 + word % (range->window - 1);
    }
    if (range->high_first == 0 || at > range->high_last)
        return (struct position){ 0, 0 };
    return (struct position){ (uint32_t)at, (uint32_t)marker };
}
