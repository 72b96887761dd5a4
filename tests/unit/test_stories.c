/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_stories.c: the column of stories after any sequence of changes is that of a whole index. */
#include <stdlib.h>
#include <string.h>

#include "draw.h"
#include "number.h"
#include "schema.h"
#include "shim_fixture.h"
#include "stories/stories.h"
#include "stories/story_graph.h"
#include "story.h"

enum { FILES = 6000, DAYS = 1500, EVENTS = 900, ROUNDS = 12, CHANGES = 4 };

/* What stands in the index for a file: its docid, and of which version it is; docid 0: nothing. */
struct file {
    uint32_t docid;
    unsigned event, version;
};

static struct file files[FILES];
static uint32_t last_docid;

static void set_text(struct shim_document *document, enum slot slot, const char *text)
{
    shim_document_set_value(document, (unsigned)slot, text, strlen(text), &err);
}

/* A word of five letters, of a kind. */
static const char *word_of(char kind, unsigned number)
{
    static char words[8][6];
    static unsigned next;
    char *word = words[next++ % 8];
    for (int i = 4; i > 0; i--, number /= 26)
        word[i] = (char)('a' + number % 26);
    word[0] = kind;
    return word;
}

/* Articles of one event share three to five words and are at most four days apart. */
static void fill(struct shim_document *document, unsigned number)
{
    const struct file *file = &files[number];
    char text[400], bytes[NUMBER_SIZE];
    unsigned event = file->event, noise = number * 7 + file->version;
    shim_document_clear(document);
    snprintf(text, sizeof text, "/archive/%u.md", number);
    set_text(document, SLOT_PATH, text);
    snprintf(text, sizeof text, "%s %s company %s", word_of('q', event), word_of('w', event),
             noise % 3 ? "announces" : "reports");
    set_text(document, SLOT_TITLE, text);
    snprintf(text, sizeof text, "%s %s %s common words of the archive", word_of('z', event),
             word_of('x', noise % 977), word_of('y', noise % 1013));
    set_text(document, SLOT_EXCERPT, text);
    snprintf(text, sizeof text, "Provider %u", number % 40);
    set_text(document, SLOT_PROVIDER_NAME, text);
    int64_t day = event * (unsigned)DAYS / EVENTS + noise % 5;
    shim_document_set_value(document, SLOT_DATE, bytes,
                            number_encode(bytes, day * STORY_DAY + noise % 1000), &err);
}

/* One change of one file: a new text, a removal, or a return. */
static void change(struct shim_writer *writer, struct story_changes *changes, unsigned number)
{
    struct file *file = &files[number];
    struct shim_document *document = shim_document_new();
    if (file->docid != 0 && draw(3) == 0) {
        shim_remove(writer, file->docid, &err);
        story_changes_add(changes, file->docid);
        file->docid = 0;
    } else {
        file->event = draw(4) ? draw(EVENTS) : file->event;
        file->version++;
        fill(document, number);
        if (file->docid != 0)
            shim_replace(writer, file->docid, document, &err);
        else
            shim_add(writer, document, &file->docid, &err);
        story_changes_add(changes, file->docid);
    }
    last_docid = file->docid > last_docid ? file->docid : last_docid;
    shim_document_free(document);
}

static struct story_record record_of(struct shim_writer *writer, uint32_t docid)
{
    char key[32], *entry;
    size_t length;
    story_key(key, docid);
    shim_writer_metadata(writer, key, &entry, &length, &err);
    struct story_record record = story_read(entry, length, docid);
    free(entry);
    return record;
}

static uint32_t *column_of(struct shim_writer *writer)
{
    uint32_t *stories = calloc((size_t)last_docid + 1, sizeof *stories);
    for (uint32_t i = 1; i <= last_docid; i++)
        stories[i] = record_of(writer, i).story;
    return stories;
}

static bool make_anew(struct shim_writer *writer)
{
    struct story_changes changes = { 0 };
    story_changes_add(&changes, 1);
    bool good = shim_set_metadata(writer, "story-weights", "", 0, &err) == 0 &&
                stories_update(writer, &changes, &err) == 0;
    story_changes_release(&changes);
    return good;
}

static struct shim_writer *make_index(void)
{
    struct shim_writer *writer = shim_writer_open(in_temporary("index"), SHIM_CREATE, &err);
    struct shim_document *document = shim_document_new();
    for (unsigned i = 0; i < FILES; i++) {
        files[i].event = draw(EVENTS);
        fill(document, i);
        shim_add(writer, document, &files[i].docid, &err);
        last_docid = files[i].docid;
    }
    shim_document_free(document);
    shim_commit(writer, &err);
    return writer;
}

/* How many of the dated articles are of a story. */
static size_t count_told(const uint32_t *stories)
{
    size_t count = 0;
    for (uint32_t i = 1; i <= last_docid; i++)
        count += stories[i] != 0;
    return count;
}

static void test_rounds(struct shim_writer *writer)
{
    for (int round = 0; round < ROUNDS; round++) {
        struct story_changes changes = { 0 };
        unsigned count = round == ROUNDS - 1 ? 1500 : 1 + draw(CHANGES);
        for (unsigned i = 0; i < count; i++)
            change(writer, &changes, draw(FILES));
        bool good = stories_update(writer, &changes, &err) == 0;
        uint32_t *updated = column_of(writer);
        good = good && make_anew(writer);
        uint32_t *anew = column_of(writer);
        tap_ok(good && memcmp(updated, anew, last_docid * sizeof *anew) == 0,
               "after round %d of changes the stories are those of the whole index", round);
        free(updated);
        free(anew);
        story_changes_release(&changes);
    }
}

static void test_whole(struct shim_writer *writer)
{
    uint32_t *stories = column_of(writer);
    size_t told = count_told(stories), wrong = 0, pairs = 0;
    for (unsigned i = 0; i < 400000; i++) {
        unsigned j = draw(FILES), k = draw(FILES);
        bool one =
            k != j && stories[files[k].docid] && stories[files[k].docid] == stories[files[j].docid];
        pairs += one;
        wrong += one && files[k].event != files[j].event;
    }
    tap_ok(told > FILES / 2 && told <= FILES, "most articles are of a story");
    tap_ok(pairs > 0 && wrong == 0, "articles of one story are of one event");
    tap_note("%zu in stories, %zu pairs looked at", told, pairs);
    free(stories);
}

/* A file that is not in the sample by which words are weighed. */
static unsigned find_unsampled(struct shim_writer *writer, unsigned from)
{
    while (files[from].docid == 0 || (record_of(writer, files[from].docid).path & 7) == 0)
        from++;
    return from;
}

/* The column's record of an article far from a change, made wrong, stays so: it is not read. */
static void test_locality(struct shim_writer *writer)
{
    struct story_changes changes = { 0 };
    unsigned near = find_unsampled(writer, 100), far = near;
    while (files[far].docid == 0 || files[far].event / 300 == files[near].event / 300)
        far++;
    char key[32], *entry, record[STORY_RECORD_SIZE];
    size_t length;
    uint32_t docid = files[far].docid;
    struct story_record wrong = record_of(writer, docid);
    wrong.story = last_docid;
    story_key(key, docid);
    shim_writer_metadata(writer, key, &entry, &length, &err);
    story_pack(record, &wrong);
    memcpy(entry + story_offset(docid), record, sizeof record);
    shim_set_metadata(writer, key, entry, length, &err);
    story_changes_add(&changes, files[near].docid);
    stories_update(writer, &changes, &err);
    tap_ok(record_of(writer, docid).story == last_docid,
           "an update of one article leaves the stories of other years alone");
    make_anew(writer);
    tap_ok(record_of(writer, docid).story != last_docid,
           "making all stories again keeps those of other years");
    free(entry);
    story_changes_release(&changes);
}

static uint32_t solve_pair(const char *title, const char *other, uint32_t provider, int64_t apart)
{
    struct story_weights weights = { 0 };
    struct story_words words = { 0 };
    const char *titles[] = { title, other };
    for (int i = 0; i < 2; i++) {
        story_words_read(&words, titles[i], strlen(titles[i]), "", 0);
        story_weights_add(&weights, &words);
    }
    struct story_graph graph = { .weights = &weights };
    for (uint32_t i = 0; i < 2; i++) {
        story_words_read(&words, titles[i], strlen(titles[i]), "", 0);
        story_graph_add(&graph, i + 1, i * apart - 1000, i == 0 ? 7 : provider, &words);
    }
    story_graph_solve(&graph);
    uint32_t story = graph.articles[1].story;
    story_graph_release(&graph);
    story_weights_release(&weights);
    story_words_release(&words);
    return story;
}

static void test_pairs(void)
{
    tap_ok(solve_pair("Ferry sinks off Orkney", "Ferry sinks near Orkney", 8, 3600) == 1,
           "reports of one event by two providers are one story");
    tap_ok(solve_pair("Ferry sinks off Orkney", "Ferry sinks near Orkney", 8, 6 * STORY_DAY) == 0,
           "reports six days apart are two stories");
    tap_ok(solve_pair("Ferry sinks off Orkney", "Bakery opens in Leeds", 8, 3600) == 0,
           "reports of two events are two stories");
    tap_ok(solve_pair("Frob 2.1.0 released", "Frob 2.1.1 released", 7, 3600) == 0,
           "releases of one provider whose titles differ in the number are a series");
    tap_ok(solve_pair("Frob 2.1.0 released", "Frob 2.1.0 is out, released", 8, 3600) == 1,
           "two providers on one release are no series");
    tap_ok(solve_pair("38 drowned as ferry sinks off Orkney", "Ferry sinks off Orkney: 41 drowned",
                      8, 3600) == 1,
           "two providers with figures of their own are no series");
    tap_ok(solve_pair("Fähre sinkt vor Orkney", "FÄHRE SINKT VOR ORKNEY!", 8, 0) == 1,
           "titles are compared case aside");
    tap_ok(solve_pair("東京で大地震が発生", "東京で大地震", 8, 60) == 1,
           "texts without spaces are compared by neighbouring characters");
    tap_ok(solve_pair("", "", 8, 0) == 0, "articles without words are of no story");
}

/* An import gives all articles one day: words of more than 64 of them count for nothing. */
static void test_one_day(void)
{
    struct story_weights weights = { 0 };
    struct story_words words = { 0 };
    struct story_graph graph = { .weights = &weights };
    char title[100];
    for (uint32_t i = 1; i <= 20000; i++) {
        snprintf(title, sizeof title, "Alpha %s %s %s", word_of('q', i % 100),
                 word_of('w', i % 211), word_of('z', i % 307));
        story_words_read(&words, title, strlen(title), "", 0);
        story_graph_add(&graph, i, 1000, i, &words);
    }
    story_graph_solve(&graph);
    size_t told = 0;
    for (size_t i = 0; i < graph.count; i++)
        told += graph.articles[i].story != 0;
    tap_ok(graph.count == 20000 && told == 0, "words of many articles of a day make no stories");
    story_graph_release(&graph);
    story_words_release(&words);
}

int main(void)
{
    temporary_make(temporary);
    struct shim_writer *writer = make_index();
    tap_ok(make_anew(writer), "the column of stories is made");
    test_whole(writer);
    test_locality(writer);
    test_rounds(writer);
    shim_writer_close(writer);
    test_pairs();
    test_one_day();
    temporary_remove(temporary);
    return tap_done();
}
