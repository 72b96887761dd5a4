/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "suggest_name.h"

#include <stdlib.h>
#include <string.h>

#include "ascii.h"
#include "facet.h"
#include "memory.h"
#include "query/query_tree.h"
#include "record.h"
#include "schema.h"
#include "term.h"
#include "text.h"

#define NAME_MAX_BYTES 200 /* longer ones end in a hash (term.h) */
#define FORMS_FROM 1000    /* articles whose spelling of the name is looked at */
#define FOLLOWING_MAX 6    /* words after the name */

/* How a name is near to the one that was asked for; the nearest first. */
enum nearness {
    NEAR_FOLLOWED, /* it is the name with the words after it: topic:Machine Learning */
    NEAR_SPELLING, /* a few typing errors away */
    NEAR_WORDS,    /* it has all words of the name, and more */
    NEAR_MISSPELT, /* the same with typing errors */
    NEAR_PART,     /* all its words are of the name */
    NEAR_NOT,
};

struct candidate {
    enum nearness nearness;
    unsigned distance; /* NEAR_SPELLING; NEAR_FOLLOWED, NEAR_PART: words that it lacks */
    uint32_t documents;
    char *name; /* folded */
};

struct wanted {
    const struct field *field;
    struct buffer name;    /* folded */
    struct list words;     /* of the name */
    struct list following; /* the same, then those after it */
    struct candidate best;
};

static bool is_letter(unsigned char byte)
{
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/* What stands between anything but letters and digits; + and # are of C++ and C#. */
static void split(struct list *words, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t start = at;
        while (at < length &&
               (is_letter((unsigned char)text[at]) || text[at] == '+' || text[at] == '#'))
            at++;
        if (at > start)
            list_add(words, text + start, at - start);
        at += at == start;
    }
}

/* Typing errors after which a name may still be meant. */
static unsigned tolerance(const char *text, size_t length)
{
    size_t characters = text_characters(text, length);
    return characters < 3 ? 0 : characters < 6 ? 1 : characters < 12 ? 2 : 3;
}

static bool is_same(const struct list_item *a, const struct list_item *b)
{
    return a->length == b->length && memcmp(a->data, b->data, a->length) == 0;
}

static bool is_similar(const struct list_item *a, const struct list_item *b)
{
    unsigned most = tolerance(a->data, a->length);
    if (is_same(a, b))
        return true;
    return most > 0 && text_distance(a->data, a->length, b->data, b->length, most) <= most;
}

typedef bool item_match(const struct list_item *a, const struct list_item *b);

/* Whether each of words has its like among others. */
static bool has_all(const struct list *words, const struct list *others, item_match *match)
{
    for (size_t i = 0; i < words->count; i++) {
        size_t j = 0;
        while (j < others->count && !match(&words->items[i], &others->items[j]))
            j++;
        if (j == others->count)
            return false;
    }
    return words->count > 0;
}

/* Whether the words are the name and the first of those that follow it. */
static bool begins_following(const struct wanted *wanted, const struct list *words)
{
    if (words->count <= wanted->words.count || words->count > wanted->following.count)
        return false;
    for (size_t i = 0; i < words->count; i++)
        if (!is_same(&words->items[i], &wanted->following.items[i]))
            return false;
    return true;
}

static unsigned missing(const struct list *all, const struct list *words)
{
    return all->count > words->count ? (unsigned)(all->count - words->count) : 0;
}

static struct candidate judge(const struct wanted *wanted, const char *name, size_t length)
{
    struct candidate candidate = { .nearness = NEAR_NOT };
    struct list words = LIST_INIT;
    unsigned most = tolerance(wanted->name.data, wanted->name.length);
    split(&words, name, length);
    candidate.distance = text_distance(wanted->name.data, wanted->name.length, name, length, most);
    if (begins_following(wanted, &words)) {
        candidate.nearness = NEAR_FOLLOWED;
        candidate.distance = missing(&wanted->following, &words);
    } else if (candidate.distance <= most && most > 0) {
        candidate.nearness = NEAR_SPELLING;
    } else if (has_all(&wanted->words, &words, is_same)) {
        candidate.nearness = NEAR_WORDS;
        candidate.distance = 0;
    } else if (has_all(&wanted->words, &words, is_similar)) {
        candidate.nearness = NEAR_MISSPELT;
        candidate.distance = 0;
    } else if (wanted->field->kind == KIND_NAME && has_all(&words, &wanted->words, is_same)) {
        candidate.nearness = NEAR_PART;
        candidate.distance = missing(&wanted->words, &words);
    }
    list_release(&words);
    return candidate;
}

static bool is_nearer(const struct candidate *a, const struct candidate *b)
{
    if (a->nearness != b->nearness)
        return a->nearness < b->nearness;
    if (a->distance != b->distance)
        return a->distance < b->distance;
    return a->documents > b->documents; /* equal ones: the first in byte order */
}

static int look_at_term(void *context, const char *term, size_t length, uint32_t documents)
{
    struct wanted *wanted = context;
    size_t prefix = strlen(wanted->field->term_prefix);
    const char *name = term + prefix;
    if (length <= prefix || length > NAME_MAX_BYTES || (*name >= 'A' && *name <= 'Z'))
        return 0;
    if (wanted->field->kind == KIND_DOMAIN && !memchr(name, '.', length - prefix))
        return 0; /* com, which every domain below it has */
    struct candidate candidate = judge(wanted, name, length - prefix);
    candidate.documents = documents;
    if (candidate.nearness == NEAR_NOT || !is_nearer(&candidate, &wanted->best))
        return 0;
    free(wanted->best.name);
    wanted->best = candidate;
    wanted->best.name = memory_copy(name, length - prefix);
    return 0;
}

/* The slot's values of some articles that have the term. */
static int count_forms(struct facet *facet, const struct wanted *wanted,
                       struct shim_database *database, struct error *err)
{
    struct buffer term = BUFFER_INIT;
    term_of_word(&term, wanted->field->term_prefix, wanted->best.name, strlen(wanted->best.name));
    struct engine_request request = { .limit = FORMS_FROM, .sort_slot = -1 };
    struct engine_query *query = engine_query_term(term.data, term.length, 1, 0, err);
    request.query = query;
    struct engine_matches *found = query ? engine_search(database, &request, err) : NULL;
    int result = found ? 0 : -1;
    for (size_t i = 0; result == 0 && i < engine_matches_size(found); i++) {
        struct shim_document *document = engine_matches_document(found, i, err);
        result = document ? collector_see(&facet->base, document, err) : -1;
        shim_document_free(document);
    }
    engine_matches_free(found);
    engine_query_free(query);
    buffer_release(&term);
    return result;
}

/* The best candidate as most articles write it; of a domain's parent, which none writes, the
 * folded form. */
static int find_form(struct buffer *form, const struct wanted *wanted,
                     struct shim_database *database, struct error *err)
{
    struct facet facet;
    struct bucket_list values = { .count = 0 };
    struct buffer key = BUFFER_INIT;
    facet_init(&facet, &(struct request_facet){ wanted->field->id, SIZE_MAX });
    int result = count_forms(&facet, wanted, database, err);
    if (result == 0)
        facet_finish(&facet, &values);
    buffer_add_text(form, wanted->best.name);
    for (size_t i = 0; i < values.count; i++) {
        const char *value = values.buckets[i].value;
        facet_key(&key, wanted->field, value, strlen(value));
        if (strcmp(buffer_text(&key), wanted->best.name) == 0) {
            buffer_clear(form);
            text_squeeze(form, value, strlen(value));
        }
        free(values.buckets[i].value);
    }
    free(values.buckets);
    buffer_release(&key);
    facet_release(&facet);
    return result;
}

/* topic:AI, topic:"Machine Learning" */
static char *write_filter(const struct field *field, const char *name)
{
    struct buffer filter = BUFFER_INIT;
    bool bare = true;
    for (const char *at = name; *at; at++)
        bare = bare &&
               ((unsigned char)*at >= 0x80 || strchr("-_.", *at) || ascii_is_alphanumeric(*at));
    buffer_printf(&filter, "%s:%s", field->prefix, bare ? "" : "\"");
    for (const char *at = name; *at; at++) {
        if (*at == '"' || *at == '\\')
            buffer_add_byte(&filter, '\\');
        buffer_add_byte(&filter, *at);
    }
    buffer_add_text(&filter, bare ? "" : "\"");
    return buffer_detach(&filter);
}

/* The words of an unquoted name, and of what stands after it up to what is no plain word. */
static void take_words(struct wanted *wanted, const struct query_node *node)
{
    const char *text = node->source->text + node->end;
    split(&wanted->words, buffer_text(&wanted->name), wanted->name.length);
    split(&wanted->following, buffer_text(&wanted->name), wanted->name.length);
    for (int i = 0; !node->quoted && i < FOLLOWING_MAX; i++) {
        struct buffer word = BUFFER_INIT;
        text += strspn(text, " \t");
        size_t length = strcspn(text, " \t\r\n");
        bool plain = length > 0 && strcspn(text, ":()\"") >= length;
        if (plain) {
            text_fold_name(&word, text, length);
            split(&wanted->following, buffer_text(&word), word.length);
        }
        buffer_release(&word);
        if (!plain)
            break;
        text += length;
    }
}

static bool is_name(const struct query_node *node)
{
    if (node->kind != QUERY_FILTER || node->sign == '-' || node->field >= FIELD_COUNT)
        return false;
    const struct field *field = schema_field(node->field);
    const char *value = node->source->text + node->value_start;
    size_t length = node->value_end - node->value_start;
    bool pattern = !node->quoted && memchr(value, '*', length);
    return schema_is_name(field) && !pattern;
}

static int suggest_for(char **suggestion, const struct query_node *node,
                       struct shim_database *database, struct error *err)
{
    struct wanted wanted = { .field = schema_field(node->field),
                             .best = { .nearness = NEAR_NOT, .distance = UINT32_MAX } };
    struct buffer term = BUFFER_INIT, form = BUFFER_INIT;
    const char *prefix = wanted.field->term_prefix, *value = node->source->text + node->value_start;
    uint32_t documents = 0;
    text_fold_name(&wanted.name, value, node->value_end - node->value_start);
    term_of_word(&term, prefix, buffer_text(&wanted.name), wanted.name.length);
    int result = shim_term_frequency(database, term.data, term.length, &documents, err);
    if (result == 0 && documents == 0 && wanted.name.length > 0) {
        take_words(&wanted, node);
        result = shim_each_term(database, prefix, strlen(prefix), look_at_term, &wanted, err);
        if (result == 0 && wanted.best.name)
            result = find_form(&form, &wanted, database, err);
        if (result == 0 && wanted.best.name)
            *suggestion = write_filter(wanted.field, buffer_text(&form));
    }
    free(wanted.best.name);
    buffer_release(&wanted.name);
    list_release(&wanted.words);
    list_release(&wanted.following);
    buffer_release(&term);
    buffer_release(&form);
    return result;
}

/* Depth first, in the order of the text. */
static int walk(char **suggestion, const struct query_node *node, struct shim_database *database,
                struct error *err)
{
    for (; node && !*suggestion; node = node->next) {
        if (node->sign == '-')
            continue;
        if (is_name(node) && suggest_for(suggestion, node, database, err) < 0)
            return -1;
        if (!*suggestion && walk(suggestion, node->first, database, err) < 0)
            return -1;
    }
    return 0;
}

int suggest_name(char **suggestion, const struct query *query, struct shim_database *database,
                 struct error *err)
{
    *suggestion = NULL;
    return walk(suggestion, query->tree ? query->tree->root : NULL, database, err);
}
