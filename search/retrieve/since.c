/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "since.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "date.h"
#include "memory.h"
#include "schema.h"
#include "slot_values.h"
#include "term.h"

/* Runs are numbered by when they began (SLOT_INDEXED), and one of another index may have begun
 * earlier and be committed later. So everything is known only up to the last run of the index whose
 * last run is the oldest. What is newer is noted by article or run. Without a limit, an index that
 * never changes would make these notes grow for ever: no run takes longer than RUN_MAX. */
#define RUN_MAX (24 * 3600 * 1e6) /* microseconds */
#define RUN_ARTICLES 64           /* of a run with more, the run is noted in place of them */
#define RUN "*"                   /* stands in place of an article's ID */

/* The indexes of the request, whatever their order and the links that lead to them. */
static char *index_text(const struct request *request)
{
    struct list places = LIST_INIT;
    struct buffer text = BUFFER_INIT;
    for (size_t i = 0; i < request->places.count; i++) {
        const char *place = request->places.items[i].data;
        char *target = realpath(place, NULL); /* NULL: a server */
        list_add_text(&places, target ? target : place);
        free(target);
    }
    list_sort(&places);
    for (size_t i = 0; i < places.count; i++)
        buffer_printf(&text, "%s%s", i > 0 ? ", " : "", places.items[i].data);
    list_release(&places);
    return buffer_detach(&text);
}

static void warn_of_other(const struct request *request, const char *what, const char *known,
                          const char *asked, struct list *warnings)
{
    struct buffer sentence = BUFFER_INIT;
    if (!known || strcmp(known, asked) == 0)
        return;
    buffer_printf(&sentence, "--since-last=%s was last used with another %s: %s",
                  request->since_last, what, known);
    list_add(warnings, sentence.data, sentence.length);
    buffer_release(&sentence);
}

static void warn_of_other_query(const struct request *request, const struct since_known *known,
                                struct list *warnings)
{
    warn_of_other(request, "query", known->query, request->signature, warnings);
}

static void warn_of_other_index(const struct request *request, const struct since_known *known,
                                struct list *warnings)
{
    char *indexes = index_text(request);
    warn_of_other(request, "index", known->indexes, indexes, warnings);
    free(indexes);
}

/* --since-last=2021-06-27, --since-last=week: only at the first use, so that a name may be such. */
static void warn_of_time(const char *name, struct list *warnings)
{
    struct buffer last = BUFFER_INIT, sentence = BUFFER_INIT;
    struct date_span span;
    struct error reason;
    bool is_duration;
    buffer_printf(&last, "last-%s", name);
    const char *time = name;
    bool read = date_parse_span(&span, &is_duration, time, strlen(time), 0, &reason) == 0;
    if (!read) {
        time = buffer_text(&last);
        read = date_parse_span(&span, &is_duration, time, strlen(time), 0, &reason) == 0;
    }
    buffer_printf(&sentence,
                  "--since-last takes a name of your choice, and %s is taken for one; for articles "
                  "of that time and later write date:%s.. in the query",
                  name, time);
    if (read)
        list_add_text(warnings, buffer_text(&sentence));
    buffer_release(&last);
    buffer_release(&sentence);
}

int since_open(struct since *since, const struct request *request, struct error *err)
{
    *since = (struct since){ .name = request->since_last };
    if (!since->name)
        return 0;
    if (since_state_read(&since->state, since->name, err) < 0)
        return -1;
    struct since_state *state = &since->state;
    if (since_is_first(since) && !state->has_peek)
        warn_of_time(since->name, &since->warnings);
    const struct since_known *last = state->has_peek ? &state->peeked : &state->seen;
    warn_of_other_query(request, last, &since->warnings);
    warn_of_other_index(request, last, &since->warnings);
    if (!request->peek || request->count || !state->has_peek)
        return 0;
    state->has_peek = false; /* should this one fail, --seen must not take the one before for it */
    return since_state_write(state, since->name, err);
}

void since_release(struct since *since)
{
    since_state_release(&since->state);
    since_known_release(&since->printed);
    list_release(&since->warnings);
    *since = (struct since){ 0 };
}

bool since_is_first(const struct since *since)
{
    const struct since_known *known = &since->state.seen;
    return known->until <= 0 && known->articles.count == 0;
}

/* The time of "ID TIME". */
static double time_of(const char *article)
{
    const char *space = strchr(article, ' ');
    return space ? strtod(space + 1, NULL) : 0;
}

/* The article of "ID TIME", unless its text was changed since that time; of RUN, all articles of
 * the run that began at that time. */
static struct engine_query *known_article(const char *article, struct error *err)
{
    char bytes[SHIM_NUMBER_SIZE];
    size_t id = strcspn(article, " ");
    size_t length = shim_number(bytes, time_of(article));
    struct buffer term = BUFFER_INIT;
    if (id == strlen(RUN) && memcmp(article, RUN, id) == 0)
        return engine_query_range(SLOT_INDEXED, bytes, length, bytes, length, err);
    term_of_word(&term, TERM_ID_PREFIX, article, id);
    struct engine_query *query = engine_query_term(term.data, term.length, 1, 0, err);
    buffer_release(&term);
    return engine_query_pair(ENGINE_FILTER, query,
                             engine_query_range(SLOT_INDEXED, NULL, 0, bytes, length, err), err);
}

struct engine_query *since_filter(struct engine_query *matching, const struct since *since,
                                  struct error *err)
{
    char bytes[SHIM_NUMBER_SIZE];
    const struct since_known *known = &since->state.seen;
    size_t length = shim_number(bytes, known->until + 1), count = known->articles.count;
    matching =
        engine_query_pair(ENGINE_FILTER, matching,
                          engine_query_range(SLOT_INDEXED, bytes, length, NULL, 0, err), err);
    if (count == 0)
        return matching;
    struct engine_query **articles = memory_allocate(count * sizeof *articles);
    for (size_t i = 0; i < count; i++)
        articles[i] = known_article(known->articles.items[i].data, err);
    matching = engine_query_pair(ENGINE_AND_NOT, matching,
                                 engine_query_combine(ENGINE_OR, articles, count, 0, err), err);
    free(articles);
    return matching;
}

int since_latest(double *latest, struct shim_database *database, struct error *err)
{
    if (shim_largest_number(database, SLOT_INDEXED, latest, err) < 0)
        return -1;
    *latest = fmax(*latest, 0);
    return 0;
}

/* Until when everything is known if everything that was found is printed, and what to note. */
static int known_until(double *until, double *latest, struct shim_database *database,
                       struct error *err)
{
    double least;
    if (since_latest(latest, database, err) < 0 ||
        shim_least_largest_number(database, SLOT_INDEXED, &least, err) < 0)
        return -1;
    *until = fmax(least, *latest - RUN_MAX);
    return 0;
}

struct noted {
    double time;
    uint32_t docid;
    char *path;
    size_t path_length;
};

static void take_time(void *context, size_t number, const char *value, size_t length)
{
    ((struct noted *)context)[number].time = shim_number_read(value, length);
}

static void take_path(void *context, size_t number, const char *value, size_t length)
{
    struct noted *noted = context;
    noted[number].path = memory_copy(value, length);
    noted[number].path_length = length;
}

static int compare_times(const void *left, const void *right)
{
    const struct noted *a = left, *b = right;
    return (a->time > b->time) - (a->time < b->time);
}

static void add_known(struct list *articles, const char *id, double time)
{
    struct buffer line = BUFFER_INIT;
    buffer_printf(&line, "%s %.0f", id, time);
    list_add(articles, line.data, line.length);
    buffer_release(&line);
}

static void add_article(struct list *articles, const struct noted *noted)
{
    struct buffer term = BUFFER_INIT;
    term_of_path(&term, noted->path, noted->path_length);
    add_known(articles, term.data + strlen(TERM_ID_PREFIX), noted->time);
    buffer_release(&term);
}

/* Reads those of found that are later than until, by time; they are for free(), with their paths.
 */
static int read_times(struct noted **read, size_t *count, const struct since_found *found,
                      double until, struct shim_database *database, struct error *err)
{
    struct noted *noted = memory_allocate((found->count + 1) * sizeof *noted);
    const struct slot_values times = { SLOT_INDEXED, take_time, noted };
    size_t kept = 0;
    for (size_t i = 0; i < found->count; i++)
        noted[i].docid = found->docids[i];
    int result = slot_values_read(&times, database, found->docids, found->count, err);
    for (size_t i = 0; result == 0 && i < found->count; i++)
        if (noted[i].time > until)
            noted[kept++] = noted[i];
    qsort(noted, kept, sizeof *noted, compare_times);
    *read = noted;
    *count = kept;
    return result;
}

static int read_paths(struct noted *noted, size_t count, struct shim_database *database,
                      struct error *err)
{
    const struct slot_values paths = { SLOT_PATH, take_path, noted };
    uint32_t *docids = memory_allocate((count + 1) * sizeof *docids);
    for (size_t i = 0; i < count; i++)
        docids[i] = noted[i].docid;
    int result = slot_values_read(&paths, database, docids, count, err);
    free(docids);
    return result;
}

/* Notes articles of equal time, which are of one run of one index. */
static void note_run(struct list *articles, const struct noted *noted, size_t count, bool whole)
{
    if (whole && count > RUN_ARTICLES) {
        add_known(articles, RUN, noted->time);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (noted[i].path)
            add_article(articles, &noted[i]);
}

/* Notes what was found later than printed.until. whole: everything that matches was found. */
static int note_later(struct since *since, const struct since_found *found, bool whole,
                      struct shim_database *database, struct error *err)
{
    struct list *articles = &since->printed.articles;
    const struct list *seen = &since->state.seen.articles;
    struct noted *noted;
    size_t count, end;
    for (size_t i = 0; i < seen->count; i++)
        if (time_of(seen->items[i].data) > since->printed.until)
            list_add_text(articles, seen->items[i].data);
    int result = read_times(&noted, &count, found, since->printed.until, database, err);
    if (result == 0)
        result = read_paths(noted, count, database, err);
    for (size_t start = 0; result == 0 && start < count; start = end) {
        for (end = start + 1; end < count && noted[end].time <= noted[start].time; end++)
            ;
        note_run(articles, noted + start, end - start, whole);
    }
    for (size_t i = 0; i < count; i++)
        free(noted[i].path);
    free(noted);
    return result;
}

static void warn_of_rest(const struct request *request, const struct since_found *found)
{
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence, "only %zu of %" PRIu64 " matches %s printed, so ",
                  (size_t)found->rows->count, found->total, found->rows->count == 1 ? "is" : "are");
    if (request->peek)
        buffer_printf(&sentence, "--since-last=%s --seen will mark only these as seen",
                      request->since_last);
    else
        buffer_add_text(&sentence, "none is marked as seen");
    buffer_add_text(&sentence, request->offset > 0 ? "; -n all without --offset prints all matches"
                                                   : "; -n all prints all matches");
    list_add(found->warnings, sentence.data, sentence.length);
    buffer_release(&sentence);
}

int since_note(struct since *since, const struct request *request, const struct since_found *found,
               struct shim_database *database, struct error *err)
{
    double until, latest, seen = since->state.seen.until;
    since_known_release(&since->printed);
    if (known_until(&until, &latest, database, err) < 0)
        return -1;
    for (size_t i = 0; i < since->warnings.count; i++)
        list_add_text(found->warnings, since->warnings.items[i].data);
    if (request->action == ACTION_OPEN || request->action == ACTION_EDIT) {
        if (found->total > 0)
            list_add_text(found->warnings, "--open and --edit mark no article as seen");
        return 0;
    }
    since->noted = true;
    since->whole = !request->count && found->rows->count >= found->total;
    since->printed.query = memory_copy_text(request->signature);
    since->printed.indexes = index_text(request);
    since->printed.until = since->whole ? fmax(until, seen) : seen;
    if (since->whole)
        return until < latest ? note_later(since, found, true, database, err) : 0;
    if (request->count)
        return 0;
    warn_of_rest(request, found);
    return request->peek ? note_later(since, found, false, database, err) : 0;
}

static void move_known(struct since_known *to, struct since_known *from)
{
    since_known_release(to);
    *to = *from;
    *from = (struct since_known){ 0 };
}

int since_end(struct since *since, const struct request *request, bool written, struct error *err)
{
    struct since_state *state = &since->state;
    if (!since->noted || request->count)
        return 0;
    if (request->peek) { /* of one that was not written whole nobody knows what was read */
        if (!written)
            return 0;
        state->has_peek = true;
        move_known(&state->peeked, &since->printed);
        return since_state_write(state, since->name, err);
    }
    if (!written || !since->whole)
        return 0;
    move_known(&state->seen, &since->printed);
    since_known_release(&state->peeked);
    state->has_peek = false;
    return since_state_write(state, since->name, err);
}

int since_seen(const struct request *request, struct list *warnings, struct error *err)
{
    struct since_state state;
    int result = since_state_read(&state, request->since_last, err);
    if (result == 0 && !state.has_peek)
        result = error_set(err,
                           "--seen: run --since-last=%s --peek first; no --peek has printed all of "
                           "its results since articles were last marked as seen",
                           request->since_last);
    if (result == 0) {
        if (request->query[0] != '\0')
            warn_of_other_query(request, &state.peeked, warnings);
        if (request->origins.places == ORIGIN_OPTION)
            warn_of_other_index(request, &state.peeked, warnings);
        move_known(&state.seen, &state.peeked);
        state.has_peek = false;
        result = since_state_write(&state, request->since_last, err);
    }
    since_state_release(&state);
    return result;
}
