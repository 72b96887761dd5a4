/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Positions of words: ranges do not meet, and a marker stands for each word. */
#include "position.h"
#include "tap.h"

static const enum field_id fields[] = { FIELD_TITLE, FIELD_EXCERPT, FIELD_BODY };

static bool is_in(const struct position_range *range, uint32_t position)
{
    return (position >= range->first && position <= range->last) ||
           (range->high_first > 0 && position >= range->high_first && position <= range->high_last);
}

/* Whether word number `word` stands in its own range alone, and its marker before it and within
 * the window. */
static bool is_placed(enum field_id field, uint64_t word)
{
    const struct position_range *range = position_range_of(field);
    struct position position = position_of(range, word);
    bool placed = position.word > 0 && is_in(range, position.word);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        placed =
            placed && (fields[i] == field || !is_in(position_range_of(fields[i]), position.word));
    if (!range->marker)
        return placed && position.marker == 0;
    return placed && position.marker > 0 && position.marker < position.word &&
           position.word - position.marker < range->window;
}

int main(void)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        bool placed = true, ascending = true;
        uint32_t last = 0;
        for (uint64_t word = 0; word < 100000; word++) {
            uint32_t position = position_of(position_range_of(fields[i]), word).word;
            placed = placed && is_placed(fields[i], word);
            ascending = ascending && position > last;
            last = position;
        }
        tap_ok(placed, "each of 100,000 words of %s stands in its range, after a marker",
               schema_field(fields[i])->key);
        tap_ok(ascending, "words of %s stand in their order", schema_field(fields[i])->key);
        tap_ok(position_of(position_range_of(fields[i]), UINT64_C(1) << 32).word == 0,
               "word number 2^32 of %s has no position", schema_field(fields[i])->key);
    }
    const struct position_range *excerpt = position_range_of(FIELD_EXCERPT);
    tap_ok(!is_in(excerpt, position_of(excerpt, 0).marker) ||
               position_of(excerpt, 0).marker < excerpt->first,
           "the first marker stands before the first word");
    tap_ok(!position_range_of(FIELD_TOPICS)->marker, "topics have no marker");
    return tap_done();
}
