/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists of strings, and the article that is made of them. */
#include "article.h"
#include "list.h"
#include "tap.h"

static void test_list(void)
{
    struct list list = LIST_INIT;
    list_add_text(&list, "one");
    list_add(&list, "t\0o", 3);
    list_add(&list, NULL, 0);
    tap_is_number((long long)list.count, 3, "a list of three items has three");
    tap_is_text(list.items[0].data, "one", "the first item is the first that was added");
    tap_ok(list.items[1].length == 3 && memcmp(list.items[1].data, "t\0o", 4) == 0,
           "an item may hold a NUL");
    tap_ok(list.items[2].length == 0 && list.items[2].data[0] == '\0', "an item may be empty");
    list_clear(&list);
    tap_is_number((long long)list.count, 0, "a cleared list is empty");
    for (int i = 0; i < 1000; i++)
        list_add_text(&list, i % 2 ? "odd" : "even");
    tap_ok(list.count == 1000 && strcmp(list.items[999].data, "odd") == 0,
           "a list holds a thousand items");
    list_release(&list);
    tap_ok(!list.items && list.count == 0, "released is as new");
}

static void test_sort(void)
{
    struct list list = LIST_INIT, same = LIST_INIT;
    const char *const texts[] = { "b", "a", "b", "ab", "a" }, *const sorted[] = { "a", "ab", "b" };
    for (size_t i = 0; i < 5; i++)
        list_add_text(&list, texts[i]);
    for (size_t i = 0; i < 3; i++)
        list_add_text(&same, sorted[i]);
    tap_ok(!list_is_same(&list, &same), "lists with other items are not the same");
    list_sort(&list);
    list_unique(&list);
    tap_ok(list_is_same(&list, &same), "sorted, each text is there once");
    list_clear(&list);
    list_sort(&list);
    tap_ok(list.count == 0, "an empty list stays empty when it is sorted");
    list_release(&list);
    list_release(&same);
}

static void test_article(void)
{
    struct article article = { 0 };
    tap_ok(article_first(&article, FIELD_TITLE) == NULL, "an empty article has no title");
    list_add_text(&article.values[FIELD_TITLE], "First");
    list_add_text(&article.values[FIELD_TITLE], "Second");
    article.numbers[FIELD_HEAT] = 88;
    article.has[FIELD_HEAT] = true;
    tap_is_text(article_first(&article, FIELD_TITLE)->data, "First",
                "article_first gives the first value");
    article_clear(&article);
    tap_ok(!article_first(&article, FIELD_TITLE) && !article.has[FIELD_HEAT] &&
               article.numbers[FIELD_HEAT] == 0,
           "a cleared article has no values");
    list_add_text(&article.values[FIELD_TITLE], "Third");
    article_release(&article);
    tap_ok(!article.values[FIELD_TITLE].items, "released is as new");
}

int main(void)
{
    test_list();
    test_sort();
    test_article();
    return tap_done();
}
