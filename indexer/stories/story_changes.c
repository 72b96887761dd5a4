/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "story_changes.h"

#include <stdlib.h>

#include "memory.h"
#include "story_graph.h"

void story_changes_add(struct story_changes *changes, uint32_t docid)
{
    if (changes->count == changes->capacity) {
        changes->capacity = changes->capacity ? changes->capacity * 2 : 64;
        changes->docids =
            memory_resize(changes->docids, changes->capacity, sizeof *changes->docids);
    }
    changes->docids[changes->count++] = docid;
}

void story_changes_release(struct story_changes *changes)
{
    free(changes->docids);
    *changes = (struct story_changes){ 0 };
}

/* Days, each once, in a table of bits from the first one on. */
struct days {
    int64_t first, last;
    bool *marked;
};

static void find_days(struct days *days, const struct story_column *column)
{
    days->first = INT64_MAX;
    days->last = INT64_MIN;
    for (uint32_t i = 0; i < column->end; i++) {
        if (!story_column_is_dated(&column->records[i]))
            continue;
        int64_t day = story_day(column->records[i].date);
        days->first = day < days->first ? day : days->first;
        days->last = day > days->last ? day : days->last;
    }
}

static void mark_near(const struct story_column *column, bool *member, int64_t date)
{
    int64_t span = (int64_t)(STORY_DAYS + 1) * STORY_DAY;
    for (uint32_t i = 0; date != STORY_UNDATED && i < column->end; i++) {
        const struct story_record *record = &column->records[i];
        if (story_column_is_dated(record) && record->date >= date - span &&
            record->date <= date + span)
            member[i] = true;
    }
}

/* Marks all articles of a story that has a member. */
static void mark_stories(const struct story_column *column, bool *member, const bool *stories)
{
    for (uint32_t i = 0; i < column->end; i++)
        if (column->records[i].story != 0 && stories[column->records[i].story])
            member[i] = true;
}

bool *story_changes_members(const struct story_changes *changes, const struct story_change *list,
                            const struct story_column *column)
{
    bool *member = memory_allocate((size_t)column->end + 1);
    bool *known = memory_allocate((size_t)column->end + 1); /* stories */
    for (size_t i = 0; i < changes->count; i++) {
        member[changes->docids[i]] = true;
        mark_near(column, member, list[i].old.path ? list[i].old.date : STORY_UNDATED);
        mark_near(column, member, list[i].now.path ? list[i].now.date : STORY_UNDATED);
        if (list[i].old.story != 0)
            known[list[i].old.story] = true;
    }
    for (uint32_t i = 0; i < column->end; i++)
        if (member[i] && column->records[i].story != 0)
            known[column->records[i].story] = true;
    mark_stories(column, member, known);
    free(known);
    return member;
}

size_t story_changes_mark_days(const struct story_column *column, const bool *member, bool *marked)
{
    struct days days;
    size_t count = 0;
    find_days(&days, column);
    if (days.first > days.last)
        return 0;
    days.marked = memory_allocate((size_t)(days.last - days.first) + 1);
    for (uint32_t i = 0; i < column->end; i++)
        if (member[i] && story_column_is_dated(&column->records[i]))
            days.marked[story_day(column->records[i].date) - days.first] = true;
    for (uint32_t i = 0; i < column->end; i++) {
        marked[i] = story_column_is_dated(&column->records[i]) &&
                    days.marked[story_day(column->records[i].date) - days.first];
        count += marked[i];
    }
    free(days.marked);
    return count;
}
