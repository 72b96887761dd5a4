/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "prepare.h"

#include <stdint.h>
#include <string.h>

#include "complaints.h"
#include "document.h"
#include "file.h"
#include "schema.h"
#include "selection.h"

int preparer_init(struct preparer *preparer, struct run *run, struct error *err)
{
    *preparer = (struct preparer){ .run = run, .plain = strcmp(run->settings.plain, "yes") == 0 };
    preparer->stemmer = shim_stemmer_new(run->settings.language, err);
    return preparer->stemmer ? 0 : -1;
}

void preparer_release(struct preparer *preparer)
{
    shim_stemmer_free(preparer->stemmer);
    buffer_release(&preparer->bytes);
}

static void warn(void *context, const char *message)
{
    struct preparer *preparer = context;
    complaint_pack(preparer->complaints, COMPLAINT_WARNING, message);
}

void prepared_release(struct prepared *prepared)
{
    shim_document_free(prepared->document);
    article_release(&prepared->article);
    buffer_release(&prepared->complaints);
}

int prepare_set_complaints(struct shim_document *document, const struct buffer *complaints,
                           struct error *err)
{
    return shim_document_set_value(document, SLOT_COMPLAINTS, buffer_text(complaints),
                                   complaints->length, err);
}

int prepare_set_stamp(struct shim_document *document, const struct stamp *stamp,
                      int64_t microseconds, struct error *err)
{
    struct buffer packed = BUFFER_INIT;
    char number[SHIM_NUMBER_SIZE];
    stamp_pack(&packed, stamp);
    int result = shim_document_set_value(document, SLOT_STAMP, packed.data, packed.length, err);
    if (result == 0 && microseconds) {
        size_t length = shim_number(number, (double)microseconds);
        result = shim_document_set_value(document, SLOT_INDEXED, number, length, err);
    }
    buffer_release(&packed);
    return result;
}

static void complain(struct preparer *preparer, const struct error *why)
{
    complaint_pack(preparer->complaints, COMPLAINT_SKIPPED, why->text);
}

static bool has_content(const struct stamp *old, const struct prepared *prepared)
{
    return old && memcmp(old->content, prepared->stamp.content, STAMP_HASH_SIZE) == 0;
}

static int fill(struct preparer *preparer, const struct stamp *old, struct prepared *prepared,
                struct error *err)
{
    document_text_hash(prepared->stamp.text, &prepared->article);
    if (has_content(old, prepared)) { /* a build counts it as unchanged, too */
        prepared->outcome = OUTCOME_UNCHANGED;
        return 0;
    }
    if (old && memcmp(old->text, prepared->stamp.text, STAMP_HASH_SIZE) == 0) {
        prepared->outcome = OUTCOME_REFRESH;
        return 0;
    }
    prepared->outcome = old ? OUTCOME_UPDATE : OUTCOME_ADD;
    if (preparer->run->compares_only)
        return 0;
    if (document_fill(prepared->document, &prepared->article, preparer->stemmer, err) < 0 ||
        prepare_set_complaints(prepared->document, &prepared->complaints, err) < 0)
        return -1;
    return prepare_set_stamp(prepared->document, &prepared->stamp, preparer->run->began, err);
}

static int skip(struct prepared *prepared)
{
    prepared->outcome = OUTCOME_SKIPPED;
    prepared->stamp.skipped = true;
    return 0;
}

/* Where the name of the outermost registered directory begins in the path: what is before it says
 * nothing about the article. */
static size_t above_archive(const struct preparer *preparer)
{
    const struct list *roots = &preparer->run->settings.roots;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < roots->count; i++) {
        const char *root = roots->items[i].data;
        size_t length = roots->items[i].length;
        if (strncmp(preparer->path, root, length) != 0 || preparer->path[length] != '/')
            continue;
        while (length > 0 && root[length - 1] != '/')
            length--;
        least = length < least ? length : least;
    }
    return least == SIZE_MAX ? 0 : least;
}

static int parse(struct preparer *preparer, const struct stamp *old, struct prepared *prepared,
                 struct error *err)
{
    const struct front_matter_options options = { .config = &preparer->run->request->config,
                                                  .warn = warn,
                                                  .warn_context = preparer,
                                                  .above = above_archive(preparer),
                                                  .plain = preparer->plain };
    struct error why;
    switch (source_parse(&prepared->article, preparer->path, buffer_text(&preparer->bytes),
                         preparer->bytes.length, &options, &why)) {
    case SOURCE_ARTICLE:
        return fill(preparer, old, prepared, err);
    case SOURCE_UNREAD:
        report_unread(&preparer->run->report);
        prepared->outcome = OUTCOME_IGNORED;
        return 0;
    case SOURCE_IGNORED:
        prepared->outcome = OUTCOME_IGNORED;
        return 0;
    case SOURCE_SKIPPED:
        break;
    }
    buffer_clear(&prepared->complaints); /* the warnings were about a file that is not used */
    complain(preparer, &why);
    return skip(prepared);
}

int prepare(struct preparer *preparer, const char *path, const struct stamp *old,
            struct prepared *prepared, struct error *err)
{
    struct error why;
    bool follow = selection_is_file(&preparer->run->settings, path);
    preparer->path = path;
    preparer->complaints = &prepared->complaints;
    if (!prepared->document)
        return error_set(err, "not enough memory");
    shim_document_clear(prepared->document);
    article_clear(&prepared->article);
    buffer_clear(&prepared->complaints);
    memset(&prepared->stamp, 0, sizeof prepared->stamp);
    switch (file_read(&preparer->bytes, &prepared->stamp, path, follow,
                      preparer->run->request->max_file_size, &why)) {
    case FILE_GONE:
        prepared->outcome = OUTCOME_GONE;
        return 0;
    case FILE_FAILED:
        complain(preparer, &why);
        prepared->outcome = OUTCOME_UNREAD;
        return 0;
    case FILE_BROKEN:
        return error_set(err, "%s %s", path, why.text);
    case FILE_LARGE:
        complain(preparer, &why);
        return skip(prepared);
    case FILE_READ:
        break;
    }
    if (!preparer->run->reads_all && has_content(old, prepared)) {
        memcpy(prepared->stamp.text, old->text, STAMP_HASH_SIZE);
        prepared->outcome = OUTCOME_UNCHANGED;
        return 0;
    }
    return parse(preparer, old, prepared, err);
}
