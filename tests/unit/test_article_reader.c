/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_article_reader.c: what is put into an index comes out of it. */
#include "result/article_reader.h"

#include "made_index.h"
#include "tap.h"

static const struct made_article made = {
    .path = "/news/a.md",
    .title = "Café opens",
    .excerpt = "It is open.",
    .body = "The whole story.",
    .provider = "Example Times",
    .topics = { "AI", "Facebook AI" },
    .date = -1,
    .quality = -5,
    .heat = MADE_ABSENT,
};

static struct article fetch(struct shim_database *database, unsigned fields)
{
    struct article article = { 0 };
    struct error err;
    struct shim_document *document = shim_document_get(database, 1, &err);
    tap_ok(document && article_read(&article, document, fields, &err) == 0, "an article is read");
    shim_document_free(document);
    return article;
}

static const char *text(const struct article *article, enum field_id id)
{
    const struct list_item *item = article_first(article, id);
    return item ? item->data : NULL;
}

static void test_all(struct shim_database *database)
{
    struct article article = fetch(database, ~0u);
    tap_is_text(text(&article, FIELD_PATH), made.path, "the path is read");
    tap_is_text(text(&article, FIELD_TITLE), made.title, "the title is read");
    tap_is_text(text(&article, FIELD_EXCERPT), made.excerpt, "the excerpt is read");
    tap_is_text(text(&article, FIELD_BODY), made.body, "the body is read");
    tap_is_text(text(&article, FIELD_PROVIDER_NAME), made.provider, "the provider is read");
    tap_is_number((long long)article.values[FIELD_TOPICS].count, 2, "both topics are read");
    tap_is_text(article.values[FIELD_TOPICS].items[1].data, "Facebook AI",
                "topics keep their order");
    tap_ok(article.has[FIELD_DATE] && article.numbers[FIELD_DATE] == -1,
           "a date before 1970 is read");
    tap_ok(article.has[FIELD_QUALITY] && article.numbers[FIELD_QUALITY] == -5,
           "a negative quality is read");
    tap_ok(!article.has[FIELD_HEAT], "an absent heat stays absent");
    tap_ok(article.has[FIELD_PUBLISHED] && article.numbers[FIELD_PUBLISHED] == 1,
           "published is read");
    tap_is_text(text(&article, FIELD_URL), NULL, "an absent address stays absent");
    article_release(&article);
}

static void test_some(struct shim_database *database)
{
    struct article article = fetch(database, FIELD_BIT(FIELD_TITLE));
    tap_is_text(text(&article, FIELD_TITLE), made.title, "a field that is asked for is read");
    tap_is_text(text(&article, FIELD_EXCERPT), NULL, "a field that is not asked for is not read");
    tap_is_text(text(&article, FIELD_BODY), NULL, "the body is not read unless it is asked for");
    article_release(&article);
}

int main(void)
{
    struct made_index index;
    made_index_begin(&index);
    made_index_add(&index, &made);
    struct shim_database *database = made_index_open(&index);
    test_all(database);
    test_some(database);
    shim_database_close(database);
    made_index_remove(&index);
    return tap_done();
}
