/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "session.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "memory.h"
#include "schema.h"
#include "shard_run.h"

/* Later than any earlier run's, also when the clock was set back. */
static int set_began(struct session *session, struct error *err)
{
    double last;
    session->run.began = (int64_t)(clock_seconds(CLOCK_REALTIME) * 1e6);
    if (!session->database)
        return 0;
    if (shim_largest_number(session->database, SLOT_INDEXED, &last, err) < 0)
        return -1;
    if ((double)session->run.began <= last)
        session->run.began = (int64_t)last + 1;
    return 0;
}

/* A new shard takes the settings of the first shard, which is made before it: the run that made the
 * first may have been interrupted before the others. */
static int inherit_settings(struct session *session, struct error *err)
{
    struct run *run = &session->run;
    char *first = run->request->shard > 0 ? shard_run_first(run->request->path) : NULL;
    int result = 0;
    if (first && store_look(first) == STORE_INDEX) {
        const char *const path = first;
        struct shim_database *database = shim_database_open(&path, 1, 0, err);
        result = database ? settings_load(&run->settings, database, first, err) : -1;
        shim_database_close(database);
    }
    free(first);
    return result;
}

static int read_index(struct session *session, struct error *err)
{
    const char *path = session->run.request->path;
    enum store_state state = store_look(path);
    if (state == STORE_FOREIGN)
        return error_set(err, "%s already exists and is not an index", path);
    if (state != STORE_INDEX)
        return inherit_settings(session, err);
    session->database = shim_database_open(&path, 1, 0, err);
    if (!session->database || shim_document_count(session->database, &session->articles, err) < 0)
        return -1;
    if (settings_load(&session->run.settings, session->database, path, err) < 0)
        return -1;
    if (settings_check_newer(&session->run.settings, path, err) < 0)
        return -1;
    session->rebuild = session->run.settings.schema < SCHEMA_NUMBER;
    if (session->run.request->shards)
        shard_run_note(session->run.request->shards, session->run.settings.generation);
    return session->rebuild ? 0 : complaints_load(&session->run.complaints, session->database, err);
}

/* --rebuild of everything does not need the old index, so that may be damaged. */
static int open_index(struct session *session, struct error *err)
{
    struct run *run = &session->run;
    struct buffer complaint = BUFFER_INIT;
    if (read_index(session, err) == 0)
        return 0;
    if (!run->request->rebuild || run->request->operands.count == 0 ||
        run->settings.schema > SCHEMA_NUMBER || store_look(run->request->path) != STORE_INDEX) {
        settings_advise(err);
        return -1;
    }
    buffer_printf(&complaint, "%s; it is replaced without having been read", err->text);
    report_note(&run->report, "%s", complaint.data);
    buffer_release(&complaint);
    shim_database_close(session->database);
    session->database = NULL;
    session->articles = 0;
    settings_release(&run->settings);
    complaints_release(&run->complaints);
    return 0;
}

static void join(struct buffer *out, const struct list *list)
{
    for (size_t i = 0; i < list->count; i++)
        buffer_printf(out, "%s%s", i > 0 ? ", " : "", list->items[i].data);
}

/* A list of the option, or of the configuration, replaces the one stored in the index, and is
 * reported. source: what the user wrote. */
static void take_list(struct run *run, struct list *kept, const struct list *given,
                      const char *source)
{
    struct buffer before = BUFFER_INIT, after = BUFFER_INIT;
    if (list_is_same(kept, given))
        return;
    join(&before, kept);
    join(&after, given);
    if (kept->count > 0 && given->count > 0)
        report_note(&run->report, "%s: %s replaces the stored list: %s", source, after.data,
                    before.data);
    else if (kept->count > 0)
        report_note(&run->report, "%s: the stored list is cleared: %s", source, before.data);
    buffer_release(&before);
    buffer_release(&after);
    run->patterns_changed = true;
    list_clear(kept);
    for (size_t i = 0; i < given->count; i++)
        list_add_text(kept, given->items[i].data);
    run->settings_changed = true;
}

/* The configuration's further names for fields, as text to compare. */
static char *describe_fields(const struct config *config)
{
    struct buffer text = BUFFER_INIT;
    for (int id = 0; id < FIELD_COUNT; id++)
        for (size_t i = 0; i < config->fields[id].count; i++)
            buffer_printf(&text, "%s=%s\n", schema_field((enum field_id)id)->key,
                          config->fields[id].items[i].data);
    return text.length ? buffer_detach(&text) : memory_copy_text("");
}

/* Settings that all articles were made with: another value makes all of them again. */
static void take_text(struct session *session, char **kept, char *given, const char *changed)
{
    if (*kept && strcmp(*kept, given) != 0) {
        session->rebuild = session->run.settings_changed = true;
        report_note(&session->run.report, "%s, so all articles are read again", changed);
    }
    free(*kept);
    *kept = given;
}

static int take_request(struct session *session, struct error *err)
{
    struct run *run = &session->run;
    const struct index_request *request = run->request;
    if (request->language || !run->settings.language) {
        const char *language = request->language ? request->language : "english";
        struct shim_stemmer *stemmer = shim_stemmer_new(language, err);
        if (!stemmer)
            return -1;
        shim_stemmer_free(stemmer);
        take_text(session, &run->settings.language, memory_copy_text(language),
                  request->config_language ? "language of the configuration has changed"
                                           : "--language has changed");
    }
    take_text(session, &run->settings.fields, describe_fields(&request->config),
              "fields of the configuration have changed");
    if (request->has_include)
        take_list(run, &run->settings.include, &request->include,
                  request->config_include ? "include of the configuration" : "--include");
    bool is_new = run->patterns_changed || !session->database;
    for (size_t i = 0; is_new && i < request->include.count; i++)
        if (*request->include.items[i].data != '!')
            list_add_text(&run->unmatched, request->include.items[i].data);
    if (request->has_exclude)
        take_list(run, &run->settings.exclude, &request->exclude,
                  request->config_exclude ? "exclude of the configuration" : "--exclude");
    if (request->has_ext)
        take_list(run, &run->settings.ext, &request->ext, "--ext");
    if (request->plain || !run->settings.plain)
        take_text(session, &run->settings.plain,
                  memory_copy_text(request->plain ? request->plain : "no"), "--plain has changed");
    session->rebuild = session->rebuild || request->rebuild || !session->database;
    return 0;
}

int session_open(struct session *session, struct error *err)
{
    return open_index(session, err) < 0 || take_request(session, err) < 0 ||
                   set_began(session, err) < 0
               ? -1
               : 0;
}

void session_release(struct session *session)
{
    struct run *run = &session->run;
    shim_database_close(session->database);
    if (run->store.lock >= 0)
        store_unlock(&run->store);
    settings_release(&run->settings);
    path_table_release(&run->operand_table);
    list_release(&run->operands);
    free(run->has_articles);
    list_release(&run->unmatched);
    complaints_release(&run->complaints);
}
