/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "article.h"

void article_release(struct article *article)
{
    for (int id = 0; id < FIELD_COUNT; id++)
        list_release(&article->values[id]);
    *article = (struct article){ 0 };
}

void article_clear(struct article *article)
{
    for (int id = 0; id < FIELD_COUNT; id++) {
        list_clear(&article->values[id]);
        article->numbers[id] = 0;
        article->has[id] = false;
    }
}

const struct list_item *article_first(const struct article *article, enum field_id id)
{
    const struct list *list = &article->values[id];
    return list->count > 0 ? &list->items[0] : NULL;
}

const struct list *article_provider(const struct article *article)
{
    const struct list *name = &article->values[FIELD_PROVIDER_NAME];
    return name->count > 0 ? name : &article->values[FIELD_PROVIDER_DOMAIN];
}
