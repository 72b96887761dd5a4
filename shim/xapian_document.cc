/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_document.cc: documents, read and made. add_term is the hot path of a build. */
#include "xapian_handles.h"

using shim::guard;

/* Xapian refuses a longer term only when the document is added. A NUL takes two bytes in a key. */
static const size_t longest_term = 245;

static void check_term(const char *term, size_t length)
{
    size_t size = length;
    if (length > longest_term / 2 && length <= longest_term)
        for (size_t i = 0; i < length; i++)
            size += term[i] == '\0';
    if (size > longest_term)
        shim::fail(SHIM_FAULT_OTHER, "a term of " + std::to_string(length) +
                                         " bytes is longer than the " +
                                         std::to_string(longest_term) +
                                         " an index takes: " + std::string(term, 40) + "...");
}

struct shim_document *shim_document_new(void)
{
    try {
        return new shim_document;
    } catch (...) {
        return nullptr;
    }
}

struct shim_document *shim_document_get(struct shim_database *database, uint32_t docid,
                                        struct error *err)
{
    return guard(database->from, err, [&] {
        auto document = std::make_unique<shim_document>();
        document->document = database->database.get_document(docid, Xapian::DOC_ASSUME_VALID);
        document->from = database->from;
        return document.release();
    });
}

void shim_document_free(struct shim_document *document)
{
    delete document;
}

void shim_document_clear(struct shim_document *document)
{
    struct error err;
    guard(document->from, &err, [&] {
        document->document = Xapian::Document();
        document->has_data = false;
        document->from.reset();
    });
}

int shim_document_add_term(struct shim_document *document, const char *term, size_t length,
                           uint32_t position, unsigned weight, struct error *err)
{
    return guard(document->from, err, [&] {
        check_term(term, length);
        document->term.assign(term, length);
        if (position > 0)
            document->document.add_posting(document->term, position, weight);
        else
            document->document.add_term(document->term, weight);
    });
}

int shim_document_add_filter(struct shim_document *document, const char *term, size_t length,
                             struct error *err)
{
    return shim_document_add_term(document, term, length, 0, 0, err);
}

int shim_document_set_value(struct shim_document *document, unsigned slot, const char *value,
                            size_t length, struct error *err)
{
    return guard(document->from, err, [&] {
        document->term.assign(value, length);
        document->document.add_value(slot, document->term);
    });
}

int shim_document_set_data(struct shim_document *document, const char *data, size_t length,
                           struct error *err)
{
    return guard(document->from, err, [&] {
        document->document.set_data(std::string(data, length));
        document->has_data = false;
    });
}

int shim_document_value(struct shim_document *document, unsigned slot, const char **value,
                        size_t *length, struct error *err)
{
    return guard(document->from, err, [&] {
        document->value = document->readable().get_value(slot);
        *value = document->value.data();
        *length = document->value.size();
    });
}

uint32_t shim_document_number(const struct shim_document *document)
{
    return document->readable().get_docid();
}

int shim_document_data(struct shim_document *document, const char **data, size_t *length,
                       struct error *err)
{
    return guard(document->from, err, [&] {
        if (!document->has_data) /* Xapian would read and inflate it once more */
            document->data = document->readable().get_data();
        document->has_data = !document->match;
        *data = document->data.data();
        *length = document->data.size();
    });
}
