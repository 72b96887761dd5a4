/* SPDX-License-Identifier: GPL-2.0-or-later */
/* article.h: one article, as read from its file and as printed: the text is UTF-8, with entities
 * decoded and markup removed. */
#ifndef NEWSSEARCH_ARTICLE_H
#define NEWSSEARCH_ARTICLE_H

#include <stdbool.h>
#include <stdint.h>

#include "list.h"
#include "schema.h"

/* Only the member that the field's kind names is used. A field is absent when
 * its list is empty, or has is false. related is a list of title, excerpt,
 * title, excerpt, … (either may be empty). A path is bytes, perhaps not UTF-8. */
struct article {
    struct list values[FIELD_COUNT]; /* KIND_TEXT, KIND_NAME, KIND_DOMAIN */
    int64_t numbers[FIELD_COUNT];    /* KIND_TIME, KIND_INTEGER, KIND_BOOLEAN (0, 1) */
    bool has[FIELD_COUNT];           /* whether numbers[] holds a value */
};

/* All zero is an empty article. */
void article_release(struct article *article);
void article_clear(struct article *article); /* empty again, memory kept where that is cheap */

/* The first value of a list field, or NULL. Owned by the article. */
const struct list_item *article_first(const struct article *article, enum field_id id);

/* The provider's name, else its domain: a list of one item or none. Owned by the article. */
const struct list *article_provider(const struct article *article);

#endif
