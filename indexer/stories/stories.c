/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stories.h"

#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "memory.h"
#include "number.h"
#include "schema.h"
#include "story.h"
#include "story_changes.h"
#include "story_column.h"
#include "story_graph.h"
#include "story_order.h"
#include "story_weights.h"

#define WEIGHTS_KEY "story-weights"
/* How many articles are compared at once when all stories are made: a kilobyte of memory for each.
 * The articles of one day stay together. */
#define SLICE_ARTICLES 50000
/* With more changes than this, or if more than half of the articles are near them, all stories are
 * made again. */
#define CHANGES_MAX 1000

/* The slots that are read of an article: for its record, and for its words and links. */
enum record_row { ROW_PATH, ROW_DATE, RECORD_SLOTS };
static const unsigned record_slots[RECORD_SLOTS] = { SLOT_PATH, SLOT_DATE };
enum text_row { ROW_TITLE, ROW_EXCERPT, ROW_PROVIDER, TEXT_SLOTS };
static const unsigned text_slots[TEXT_SLOTS] = { SLOT_TITLE, SLOT_EXCERPT, SLOT_PROVIDER_NAME };

struct stories {
    struct shim_writer *writer;
    struct story_column column;
    struct story_weights weights;
    struct story_graph graph;
    struct story_words words;
    uint32_t articles;
    bool *member; /* by docid: its story is to be set */
};

static struct story_record record_of(const struct shim_slice *row)
{
    struct story_record record = { .date = STORY_UNDATED };
    record.path = story_hash(row[ROW_PATH].data, row[ROW_PATH].length);
    if (row[ROW_DATE].length > 0)
        record.date = number_decode(row[ROW_DATE].data, row[ROW_DATE].length);
    return record;
}

/* The path and date of an article; its story stays until it is set. */
static int take_record(void *context, uint32_t docid, const struct shim_slice *row)
{
    struct stories *stories = context;
    if (row[ROW_PATH].length == 0)
        return 0; /* it was removed */
    struct story_record record = record_of(row);
    story_column_reserve(&stories->column, docid);
    record.story = stories->column.records[docid].story;
    story_column_set(&stories->column, docid, &record);
    return 0;
}

static void read_words(struct stories *stories, const struct shim_slice *row)
{
    story_words_read(&stories->words, row[ROW_TITLE].data, row[ROW_TITLE].length,
                     row[ROW_EXCERPT].data, row[ROW_EXCERPT].length);
}

static int take_sample(void *context, uint32_t docid, const struct shim_slice *row)
{
    struct stories *stories = context;
    (void)docid;
    read_words(stories, row);
    story_weights_add(&stories->weights, &stories->words);
    return 0;
}

static int take_article(void *context, uint32_t docid, const struct shim_slice *row)
{
    struct stories *stories = context;
    const struct shim_slice *provider = &row[ROW_PROVIDER];
    read_words(stories, row);
    story_graph_add(&stories->graph, docid, stories->column.records[docid].date,
                    provider->length ? story_hash(provider->data, provider->length) : 0,
                    &stories->words);
    return 0;
}

static uint32_t count_articles(const struct story_column *column)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < column->end; i++)
        count += column->records[i].path != 0;
    return count;
}

/* Reads these slots of the articles that are marked. */
static int each_marked(struct stories *stories, const bool *marked, const unsigned *slots,
                       size_t slot_count, shim_row_visit *visit, struct error *err)
{
    uint32_t *docids = memory_allocate(((size_t)stories->column.end + 1) * sizeof *docids);
    size_t count = 0;
    for (uint32_t i = 0; i < stories->column.end; i++)
        if (marked[i])
            docids[count++] = i;
    const struct shim_docids those = { docids, count };
    const struct shim_rows rows = { slots, slot_count, &those };
    int result = shim_writer_each_row(stories->writer, &rows, visit, stories, err);
    free(docids);
    return result;
}

static int weigh_words(struct stories *stories, struct error *err)
{
    struct story_column *column = &stories->column;
    struct buffer packed = BUFFER_INIT;
    bool *sample = memory_allocate((size_t)column->end + 1);
    stories->weights.mask = story_weights_mask(stories->articles);
    for (uint32_t i = 0; i < column->end; i++)
        sample[i] =
            column->records[i].path != 0 && (column->records[i].path & stories->weights.mask) == 0;
    int result = each_marked(stories, sample, text_slots, TEXT_SLOTS, take_sample, err);
    story_weights_pack(&stories->weights, &packed);
    if (result == 0)
        result = shim_set_metadata(stories->writer, WEIGHTS_KEY, packed.data, packed.length, err);
    buffer_release(&packed);
    free(sample);
    return result;
}

/* Sets the stories of the members. */
static void set_stories(struct stories *stories)
{
    struct story_column *column = &stories->column;
    for (uint32_t i = 0; i < column->end; i++) {
        struct story_record record = column->records[i];
        if (stories->member[i]) {
            record.story = 0;
            story_column_set(column, i, &record);
        }
    }
    for (size_t i = 0; i < stories->graph.count; i++) {
        const struct story_article *article = &stories->graph.articles[i];
        struct story_record record = column->records[article->docid];
        if (!stories->member[article->docid])
            continue;
        record.story = article->story;
        story_column_set(column, article->docid, &record);
    }
}

/* Reads the articles that are marked and sets the stories of the members among them. */
static int solve(struct stories *stories, const bool *marked, struct error *err)
{
    stories->graph.weights = &stories->weights;
    if (each_marked(stories, marked, text_slots, TEXT_SLOTS, take_article, err) < 0)
        return -1;
    story_graph_solve(&stories->graph);
    set_stories(stories);
    return story_column_save(&stories->column, stories->writer, err);
}

/* Articles that are linked at once: first to end - 1, to each other and to those before them, of
 * which the ones from `before` on can be near them in time. */
struct slice {
    uint32_t before, first, end;
};

static struct slice next_slice(const struct story_order *order, uint32_t first)
{
    struct slice slice = { .before = first, .first = first, .end = first + 1 };
    int64_t near = story_order_day(order, first) - STORY_DAYS - 1;
    while (slice.before > 0 && story_order_day(order, slice.before - 1) >= near)
        slice.before--;
    while (slice.end < order->count &&
           (slice.end - first < SLICE_ARTICLES ||
            story_order_day(order, slice.end) == story_order_day(order, slice.end - 1)))
        slice.end++;
    return slice;
}

static int link_slice(struct stories *stories, const struct story_order *order,
                      const struct slice *slice, struct story_links *links, struct error *err)
{
    bool *marked = memory_allocate((size_t)stories->column.end + 1);
    for (uint32_t i = slice->before; i < slice->end; i++)
        marked[order->docids[i]] = true;
    story_graph_clear(&stories->graph);
    int result = each_marked(stories, marked, text_slots, TEXT_SLOTS, take_article, err);
    free(marked);
    if (result == 0)
        story_graph_link(&stories->graph, slice->first - slice->before, slice->before, links);
    return result;
}

static int link_all(struct stories *stories, const struct story_order *order,
                    struct story_links *links, struct error *err)
{
    int result = 0;
    stories->graph.weights = &stories->weights;
    for (uint32_t first = 0; result == 0 && first < order->count;) {
        const struct slice slice = next_slice(order, first);
        result = link_slice(stories, order, &slice, links, err);
        first = slice.end;
    }
    return result;
}

static int make_all(struct stories *stories, struct error *err)
{
    struct story_column *column = &stories->column;
    struct story_links links;
    for (uint32_t i = 0; i < column->end; i++) {
        const struct story_record none = { 0 };
        story_column_set(column, i, &none);
    }
    const struct shim_rows rows = { record_slots, RECORD_SLOTS, NULL };
    if (shim_writer_each_row(stories->writer, &rows, take_record, stories, err) < 0)
        return -1;
    stories->articles = count_articles(column);
    story_weights_release(&stories->weights);
    if (weigh_words(stories, err) < 0)
        return -1;
    struct story_order order = story_order_make(column);
    story_links_init(&links, order.count);
    int result = link_all(stories, &order, &links, err);
    if (result == 0) {
        story_links_join(&links);
        story_order_set(&order, column, &links);
        result = story_column_save(column, stories->writer, err);
    }
    story_links_release(&links);
    story_order_release(&order);
    return result;
}

static int read_changes(struct stories *stories, const struct story_changes *changes,
                        struct story_change *list, struct error *err)
{
    struct story_column *column = &stories->column;
    const struct story_record gone = { 0 };
    bool *marked;
    for (size_t i = 0; i < changes->count; i++) {
        story_column_reserve(column, changes->docids[i]);
        list[i].old = column->records[changes->docids[i]];
    }
    marked = memory_allocate((size_t)column->end + 1);
    for (size_t i = 0; i < changes->count; i++) {
        marked[changes->docids[i]] = true;
        story_column_set(column, changes->docids[i], &gone);
    }
    int result = each_marked(stories, marked, record_slots, RECORD_SLOTS, take_record, err);
    for (size_t i = 0; i < changes->count; i++)
        list[i].now = column->records[changes->docids[i]];
    free(marked);
    return result;
}

/* Whether the weights of words are the same as before. */
static bool keeps_weights(const struct stories *stories, const struct story_change *list,
                          size_t count)
{
    uint32_t mask = stories->weights.mask;
    if (mask != story_weights_mask(stories->articles))
        return false;
    for (size_t i = 0; i < count; i++)
        if ((list[i].old.path != 0 && (list[i].old.path & mask) == 0) ||
            (list[i].now.path != 0 && (list[i].now.path & mask) == 0))
            return false;
    return true;
}

static int update(struct stories *stories, const struct story_changes *changes, struct error *err)
{
    struct story_change *list = memory_allocate(changes->count * sizeof *list);
    int result = read_changes(stories, changes, list, err);
    stories->articles = count_articles(&stories->column);
    bool anew = result == 0 && !keeps_weights(stories, list, changes->count);
    bool *marked = memory_allocate((size_t)stories->column.end + 1);
    if (result == 0 && !anew) {
        stories->member = story_changes_members(changes, list, &stories->column);
        anew = story_changes_mark_days(&stories->column, stories->member, marked) >
               stories->articles / 2;
    }
    if (result == 0)
        result = anew ? make_all(stories, err) : solve(stories, marked, err);
    free(marked);
    free(list);
    return result;
}

static void release(struct stories *stories)
{
    story_column_release(&stories->column);
    story_weights_release(&stories->weights);
    story_graph_release(&stories->graph);
    story_words_release(&stories->words);
    free(stories->member);
}

int stories_update(struct shim_writer *writer, const struct story_changes *changes,
                   struct error *err)
{
    struct stories stories = { .writer = writer };
    char *packed;
    size_t length;
    if (changes->count == 0)
        return 0;
    if (shim_writer_metadata(writer, WEIGHTS_KEY, &packed, &length, err) < 0)
        return -1;
    bool known = story_weights_unpack(&stories.weights, packed, length);
    free(packed);
    int result = story_column_load(&stories.column, writer, err);
    if (result == 0)
        result = known && changes->count <= CHANGES_MAX ? update(&stories, changes, err)
                                                        : make_all(&stories, err);
    release(&stories);
    return result;
}

int stories_build(const char *path, struct error *err)
{
    struct stories stories = { .writer = shim_writer_open(path, SHIM_EXISTING, err) };
    int result = stories.writer ? make_all(&stories, err) : -1;
    if (result == 0)
        result = shim_commit(stories.writer, err);
    release(&stories);
    shim_writer_close(stories.writer);
    return result;
}
