/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_front_matter.c: any bytes as a file, decoded and read as front matter: what comes of it is
 * text. */
#include <stdint.h>
#include <stdlib.h>

#include "encoding.h"
#include "front_matter.h"
#include "text.h"

static void warn(void *context, const char *message)
{
    *(size_t *)context += message[0] != '\0';
}

static void check(const struct article *article)
{
    for (enum field_id id = 0; id < FIELD_COUNT; id++)
        for (size_t i = 0; i < article->values[id].count; i++)
            if (!text_valid(article->values[id].items[i].data, article->values[id].items[i].length))
                abort();
    if (article->values[FIELD_RELATED].count % 2 != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct article article = { 0 };
    struct config config = { 0 };
    struct error err;
    size_t body = 0, warnings = 0;
    struct front_matter_options options = { .config = &config,
                                            .warn = warn,
                                            .warn_context = &warnings };

    list_add_text(&config.fields[FIELD_TOPICS], "meta.words");
    list_add_text(&config.fields[FIELD_HEAT], "title");
    struct buffer converted = BUFFER_INIT;
    const char *text = (const char *)data;
    enum encoding_result encoding = encoding_read(&converted, text, size, &err);
    if (encoding != ENCODING_UTF8) {
        text = buffer_text(&converted);
        size = converted.length;
    }
    if (!text_valid(text, size))
        abort();
    enum front_matter_result result =
        front_matter_parse(&article, text, size, &body, &options, &err);
    if (result == FRONT_MATTER_READ)
        check(&article);
    if ((result == FRONT_MATTER_BAD && !err.text[0]) || body > size ||
        warnings > FIELD_COUNT * (FIELD_SOURCES_MAX + 1))
        abort();
    article_release(&article);
    buffer_release(&converted);
    list_release(&config.fields[FIELD_TOPICS]);
    list_release(&config.fields[FIELD_HEAT]);
    return 0;
}
