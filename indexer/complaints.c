/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "complaints.h"

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "index_layout.h"
#include "memory.h"
#include "schema.h"
#include "term.h"

/* The number at *text, which moves past it and the colon that follows; 1 if there is none. */
static uint64_t take_number(const char **text)
{
    char *end;
    unsigned long long number = strtoull(*text, &end, 10);
    if (end == *text || *end != ':')
        return 1;
    *text = end + 1;
    return number > 0 ? number : 1;
}

void complaint_pack(struct buffer *out, enum complaint_kind kind, const char *place)
{
    uint64_t line = take_number(&place), column = take_number(&place);
    while (*place == ' ')
        place++;
    record_add_unsigned(out, kind);
    record_add_unsigned(out, line);
    record_add_unsigned(out, column);
    record_add_item(out, place, strlen(place));
}

bool complaint_next(struct record_reader *reader, struct complaint *complaint)
{
    uint64_t kind;
    if (!record_unsigned(reader, &kind) || !record_unsigned(reader, &complaint->line) ||
        !record_unsigned(reader, &complaint->column) ||
        !record_next(reader, &complaint->reason, &complaint->length))
        return false;
    complaint->kind = kind == COMPLAINT_WARNING ? COMPLAINT_WARNING : COMPLAINT_SKIPPED;
    return true;
}

void complaint_describe(struct buffer *out, const char *path, const struct complaint *complaint)
{
    buffer_printf(out, "%s:%llu:%llu: %s: ", path, (unsigned long long)complaint->line,
                  (unsigned long long)complaint->column,
                  complaint->kind == COMPLAINT_WARNING ? "warning" : "skipped");
    buffer_add(out, complaint->reason, complaint->length);
}

int problem_each(const char *packed, size_t length, problem_visit *visit, void *context)
{
    struct record_reader reader;
    const char *path, *complaints;
    size_t path_length, complaints_length;
    int result = 0;
    record_reader_init(&reader, packed, length);
    while (result == 0 && record_next(&reader, &path, &path_length) &&
           record_next(&reader, &complaints, &complaints_length))
        result = visit(context, path, path_length, complaints, complaints_length);
    return reader.broken ? -1 : result;
}

static struct problem *add_problem(struct complaints *complaints, const char *path, size_t length)
{
    if (complaints->count == complaints->capacity) {
        complaints->capacity = complaints->capacity ? complaints->capacity * 2 : 64;
        complaints->problems =
            memory_resize(complaints->problems, complaints->capacity, sizeof *complaints->problems);
    }
    struct problem *problem = &complaints->problems[complaints->count++];
    *problem = (struct problem){ .path = memory_copy(path, length) };
    term_hash(problem->hash, path, length);
    return problem;
}

static int load_problem(void *context, const char *path, size_t path_length, const char *packed,
                        size_t length)
{
    struct problem *problem = add_problem(context, path, path_length);
    buffer_add(&problem->known, packed, length);
    return 0;
}

int complaints_load(struct complaints *complaints, struct shim_database *database,
                    struct error *err)
{
    char *packed = NULL;
    size_t length;
    complaints->database = database;
    if (!database)
        return 0;
    if (shim_metadata(database, METADATA_PROBLEMS, &packed, &length, err) < 0)
        return -1;
    int result = problem_each(packed, length, load_problem, complaints);
    free(packed);
    complaints->known_count = complaints->count;
    return result < 0 ? error_set(err, COMPLAINTS_BROKEN, command_newsindex()) : 0;
}

void complaints_release(struct complaints *complaints)
{
    for (size_t i = 0; i < complaints->count; i++) {
        free(complaints->problems[i].path);
        buffer_release(&complaints->problems[i].known);
        buffer_release(&complaints->problems[i].changed);
    }
    free(complaints->problems);
    *complaints = (struct complaints){ 0 };
}

static int compare_paths(const void *left, const void *right)
{
    const struct problem *a = left, *b = right;
    return strcmp(a->path, b->path);
}

static struct problem *find_known(const struct complaints *complaints, const char *path)
{
    const struct problem key = { .path = (char *)path };
    return complaints->known_count ? bsearch(&key, complaints->problems, complaints->known_count,
                                             sizeof key, compare_paths)
                                   : NULL;
}

static bool holds(const char *packed, size_t length, const struct complaint *wanted)
{
    struct record_reader reader;
    struct complaint one;
    record_reader_init(&reader, packed, length);
    while (complaint_next(&reader, &one))
        if (one.kind == wanted->kind && one.line == wanted->line && one.column == wanted->column &&
            one.length == wanted->length && memcmp(one.reason, wanted->reason, one.length) == 0)
            return true;
    return false;
}

/* Reports the packed complaints that known does not have. */
static void report_new(struct report *report, const char *path, const struct buffer *packed,
                       const char *known, size_t known_length)
{
    bool is_warned = false;
    struct record_reader reader;
    struct complaint complaint;
    struct buffer line = BUFFER_INIT;
    record_reader_init(&reader, buffer_text(packed), packed->length);
    while (complaint_next(&reader, &complaint)) {
        if (holds(known, known_length, &complaint))
            continue;
        buffer_clear(&line);
        complaint_describe(&line, path, &complaint);
        report_complain(report, line.data);
        is_warned = is_warned || complaint.kind == COMPLAINT_WARNING;
    }
    report->warned += is_warned;
    buffer_release(&line);
}

int complaints_report(struct complaints *complaints, struct report *report, const char *path,
                      uint32_t docid, const struct buffer *packed, struct error *err)
{
    const struct problem *problem = find_known(complaints, path);
    const char *known = problem ? buffer_text(&problem->known) : "";
    size_t length = problem ? problem->known.length : 0;
    if (packed->length == 0)
        return 0;
    if (problem || docid == 0 || !complaints->database) {
        report_new(report, path, packed, known, length);
        return 0;
    }
    struct shim_document *document = shim_document_get(complaints->database, docid, err);
    if (!document || shim_document_value(document, SLOT_COMPLAINTS, &known, &length, err) < 0) {
        shim_document_free(document);
        return -1;
    }
    report_new(report, path, packed, known, length);
    shim_document_free(document);
    return 0;
}

void complaints_keep(struct complaints *complaints, const char *path, const struct buffer *packed)
{
    struct problem *problem = find_known(complaints, path);
    if (!problem)
        problem = add_problem(complaints, path, strlen(path));
    problem->is_dropped = false;
    buffer_clear(&problem->changed);
    if (problem->known.length != packed->length ||
        memcmp(problem->known.data, packed->data, packed->length) != 0)
        buffer_add(&problem->changed, packed->data, packed->length);
}

void complaints_drop(struct complaints *complaints, const char *path)
{
    struct problem *problem = find_known(complaints, path);
    if (problem)
        problem->is_dropped = true;
}

void complaints_drop_all(struct complaints *complaints)
{
    for (size_t i = 0; i < complaints->count; i++)
        complaints->problems[i].is_dropped = true;
}

uint64_t complaints_already_reported(const struct complaints *complaints)
{
    uint64_t standing = 0;
    for (size_t i = 0; i < complaints->known_count; i++)
        standing +=
            !complaints->problems[i].is_dropped && complaints->problems[i].changed.length == 0;
    return standing;
}

bool complaints_have_changed(const struct complaints *complaints)
{
    for (size_t i = 0; i < complaints->count; i++) {
        const struct problem *problem = &complaints->problems[i];
        if (problem->is_dropped ? problem->known.length > 0 : problem->changed.length > 0)
            return true;
    }
    return false;
}

static int compare_pointers(const void *left, const void *right)
{
    return compare_paths(*(const struct problem *const *)left,
                         *(const struct problem *const *)right);
}

void complaints_pack_problems(const struct complaints *complaints, struct buffer *out)
{
    const struct problem **sorted =
        memory_allocate((complaints->count + 1) * sizeof(struct problem *));
    const char *last = NULL;
    for (size_t i = 0; i < complaints->count; i++)
        sorted[i] = &complaints->problems[i];
    qsort(sorted, complaints->count, sizeof *sorted, compare_pointers);
    for (size_t i = 0; i < complaints->count; i++) {
        const struct problem *problem = sorted[i];
        const struct buffer *now = problem->changed.length ? &problem->changed : &problem->known;
        if (problem->is_dropped || (last && strcmp(last, problem->path) == 0))
            continue;
        last = problem->path;
        record_add_item(out, problem->path, strlen(problem->path));
        record_add_item(out, now->data, now->length);
    }
    free(sorted);
}

void complaints_report_problem(struct complaints *complaints, struct report *report,
                               const char *path, const struct buffer *packed)
{
    const struct problem *problem = find_known(complaints, path);
    report_new(report, path, packed, problem ? buffer_text(&problem->known) : "",
               problem ? problem->known.length : 0);
    complaints_keep(complaints, path, packed);
}
