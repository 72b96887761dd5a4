/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_since.c: the state of --since-last. */
#include "retrieve/since.h"

#include "search_fixture.h"

static void test_since(const char *place, const char *directory)
{
    struct request request = request_of(place);
    struct error err;
    struct since_state state, read;
    setenv("XDG_STATE_HOME", directory, 1);
    tap_ok(since_state_read(&state, "daily", &err) == 0 && state.seen.until == 0 && !state.has_peek,
           "the state of a new name is empty");
    state.seen.until = 1624774140123456;
    state.seen.query = memory_copy_text("a \\ b\nc");
    list_add_text(&state.seen.articles, "0123 17");
    state.has_peek = true;
    state.peeked.until = 1624774140123457;
    tap_ok(since_state_write(&state, "daily", &err) == 0 &&
               since_state_read(&read, "daily", &err) == 0,
           "a state is written and read");
    tap_ok(read.seen.until == 1624774140123456 && read.peeked.until == 1624774140123457,
           "a state keeps times to the microsecond");
    tap_is_text(read.seen.query, "a \\ b\nc", "a state keeps the query with its newlines");
    tap_ok(read.seen.articles.count == 1 &&
               strcmp(read.seen.articles.items[0].data, "0123 17") == 0,
           "a state keeps the articles of its last moment");
    tap_ok(read.has_peek && !read.peeked.query && read.peeked.articles.count == 0,
           "a state keeps what the last --peek saw");
    since_state_release(&state);
    since_state_release(&read);
    tap_ok(since_state_read(&state, "../daily", &err) < 0 &&
               since_state_read(&state, "", &err) < 0 && since_state_read(&state, ".x", &err) < 0,
           "names that are empty, begin with a dot or hold a slash are errors");
    request.since_last = (char *)"other";
    request.signature = (char *)"";
    struct results results = run(&request, "");
    tap_is_number((long long)results.total, 0,
                  "--since-last does not find articles without a time of change");
    results_release(&results);
    list_release(&request.places);
}

int main(void)
{
    struct made_index whole;
    make_articles();
    fill_index(&whole, 0, 1);
    test_since(whole.place, whole.directory);
    made_index_remove(&whole);
    return tap_done();
}
