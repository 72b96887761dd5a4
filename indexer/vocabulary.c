#include "vocabulary.h"

#include "index_layout.h"
#include "schema.h"

static const struct shim_vocabulary vocabulary = { VOCABULARY_KEY, schema_vocabulary,
                                                   SCHEMA_VOCABULARY };

int vocabulary_add(struct shim_writer *writer, const struct shim_document *document,
                   struct error *err)
{
    return shim_vocabulary_add(writer, &vocabulary, document, err);
}

int vocabulary_gather(const char *path, struct error *err)
{
    struct shim_writer *writer = shim_writer_open(path, SHIM_EXISTING, err);
    int result = writer ? shim_vocabulary_gather(writer, &vocabulary, err) : -1;
    if (result == 0)
        result = shim_commit(writer, err);
    shim_writer_close(writer);
    return result;
}
