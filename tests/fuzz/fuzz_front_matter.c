/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_front_matter.c: any bytes as a file's front matter. What is read is text and has a title. */
#include <stdint.h>
#include <stdlib.h>

#include "front_matter.h"
#include "text.h"

static void warn(void *context, const char *message)
{
    *(size_t *)context += message[0] != '\0';
}

static void check(const struct article *article)
{
    if (!article_first(article, FIELD_TITLE))
        abort();
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
    struct front_matter_options options = { &config, warn, &warnings };

    list_add_text(&config.fields[FIELD_TOPICS], "meta.words");
    list_add_text(&config.fields[FIELD_HEAT], "title");
    enum front_matter_result result =
        front_matter_parse(&article, (const char *)data, size, &body, &options, &err);
    if (result == FRONT_MATTER_READ)
        check(&article);
    if ((result == FRONT_MATTER_BAD && !err.text[0]) || body > size || warnings > FIELD_COUNT)
        abort();
    article_release(&article);
    list_release(&config.fields[FIELD_TOPICS]);
    list_release(&config.fields[FIELD_HEAT]);
    return 0;
}
