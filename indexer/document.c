/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document.h"

#include <stdio.h>
#include <string.h>

#include "index_layout.h"
#include "memory.h"
#include "number.h"
#include "position.h"
#include "record.h"
#include "static_rank.h"
#include "term.h"
#include "tokens.h"
#define XXH_INLINE_ALL
#include <xxhash.h>

#define DOMAIN_MAX 253 /* bytes (RFC 1035) */

/* The state of filling a document. */
struct filling {
    struct shim_document *document;
    struct shim_stemmer *stemmer;
    struct error *err;
    uint64_t word; /* how many words and gaps the fields without a marker had so far */
    struct buffer term;
    struct buffer stem; /* of the last word */
};

static int add_term(struct filling *filling, const char *prefix, const char *word, size_t length,
                    uint32_t position, unsigned weight)
{
    term_of_word(&filling->term, prefix, word, length);
    return shim_document_add_term(filling->document, filling->term.data, filling->term.length,
                                  position, weight, filling->err);
}

/* A stem, without position. Compounds have one, so that email finds e-mail; a part has one if it is
 * not its word's; characters and symbols have none. */
static int add_stem(struct filling *filling, const char *prefix, const struct token *token,
                    unsigned weight)
{
    size_t length;
    if (token->kind != TOKEN_WORD && token->kind != TOKEN_COMPOUND && token->kind != TOKEN_PART)
        return 0;
    const char *stem = shim_stem(filling->stemmer, token->term, token->length, &length);
    if (token->kind == TOKEN_PART && length == filling->stem.length &&
        memcmp(stem, buffer_text(&filling->stem), length) == 0)
        return 0;
    if (token->kind == TOKEN_WORD) {
        buffer_clear(&filling->stem);
        buffer_add(&filling->stem, stem, length);
    }
    return add_term(filling, prefix, stem, length, 0, weight);
}

/* One value of a field whose words are being added. */
struct value_words {
    const struct field *field;
    const struct position_range *range;
    char stem_prefix[16];
    uint64_t first;  /* word of the range */
    uint32_t marker; /* the position of the marker to add next; 0: none yet */
    unsigned marked; /* how many words it stands for */
};

/* A marker counts as often as it has words: a word of excerpt and body makes a document longer by
 * two, once for itself and once for its field, as a word of the other text fields does. */
static int add_marker(struct filling *filling, struct value_words *value)
{
    const char *marker = value->range->marker; /* NULL: a field that has no marker */
    unsigned marked = value->marked;
    value->marked = 0;
    if (!marker || marked == 0)
        return 0;
    return add_term(filling, "", marker, strlen(marker), value->marker, marked);
}

static int add_field_term(struct filling *filling, struct value_words *value,
                          const struct token *token, struct position position)
{
    const struct field *field = value->field;
    if (field->stems && add_stem(filling, value->stem_prefix, token, 1) < 0)
        return -1;
    if (field->words != WORDS_FREE)
        return add_term(filling, field->term_prefix, token->term, token->length,
                        field->words == WORDS_POSITIONED ? position.word : 0, 1);
    if (position.marker != value->marker && add_marker(filling, value) < 0)
        return -1;
    value->marker = position.marker;
    value->marked++;
    return 0;
}

/* Adds a term without position, both free and of the field. */
static int add_placeless(struct filling *filling, const struct field *field, const char *kind,
                         const struct token *token, unsigned weight)
{
    struct buffer prefix = BUFFER_INIT;
    buffer_printf(&prefix, "%s%s", kind, position_field_prefix(field));
    int result = 0;
    if (field->free_word)
        result = add_term(filling, kind, token->term, token->length, 0, weight * field->weight);
    if (result == 0 && field->kind == KIND_TEXT)
        result = add_term(filling, buffer_text(&prefix), token->term, token->length, 0, weight);
    buffer_release(&prefix);
    return result;
}

static int add_token(struct filling *filling, struct value_words *value, const struct token *token)
{
    const struct field *field = value->field;
    if (token->kind == TOKEN_SYMBOL)
        return add_placeless(filling, field, "", token, 1);
    if (token->kind == TOKEN_WHOLE) /* for wildcards: its parts have the positions and the weight */
        return field->free_word ? add_placeless(filling, field, TERM_WHOLE_PREFIX, token, 0) : 0;
    uint64_t word = value->first + (token->position > 0 ? token->position - 1 : 0);
    struct position position = position_of(value->range, word);
    if (field->free_word &&
        (add_term(filling, "", token->term, token->length, position.word, field->weight) < 0 ||
         add_stem(filling, TERM_STEM_PREFIX, token, field->weight) < 0))
        return -1;
    return field->kind == KIND_TEXT ? add_field_term(filling, value, token, position) : 0;
}

/* The words of one value: free, and with the field's prefix where it is of KIND_TEXT. */
static int add_words(struct filling *filling, const struct field *field, const char *text,
                     size_t length)
{
    struct tokens tokens;
    struct token token = { 0 };
    struct value_words value = { .field = field, .range = position_range_of(field->id) };
    int result = 0;
    snprintf(value.stem_prefix, sizeof value.stem_prefix, TERM_STEM_PREFIX "%s",
             field->term_prefix);
    value.first = value.range->marker ? 0 : filling->word;
    tokens_init(&tokens, text, length);
    while (result == 0 && tokens_next(&tokens, &token))
        result = add_token(filling, &value, &token);
    if (result == 0)
        result = add_marker(filling, &value);
    if (!value.range->marker)
        filling->word += token.position + POSITION_GAP;
    tokens_release(&tokens);
    return result;
}

static int add_filter(struct filling *filling)
{
    return shim_document_add_filter(filling->document, filling->term.data, filling->term.length,
                                    filling->err);
}

/* azure.microsoft.com: azure.microsoft.com, microsoft.com, com. Text that is longer than a domain
 * can be is one name. */
static int add_domain(struct filling *filling, const struct field *field, const char *domain,
                      size_t length)
{
    while (length) {
        term_of_name(&filling->term, field->term_prefix, domain, length);
        if (add_filter(filling) < 0)
            return -1;
        const char *dot = length <= DOMAIN_MAX ? memchr(domain, '.', length) : NULL;
        if (!dot)
            break;
        length -= (size_t)(dot + 1 - domain);
        domain = dot + 1;
    }
    return 0;
}

static int add_value(struct filling *filling, const struct field *field, const char *text,
                     size_t length)
{
    if (field->kind == KIND_DOMAIN && add_domain(filling, field, text, length) < 0)
        return -1;
    if (field->kind == KIND_NAME) {
        term_of_name(&filling->term, field->term_prefix, text, length);
        if (add_filter(filling) < 0)
            return -1;
    }
    if (field->kind == KIND_TEXT || field->free_word)
        return add_words(filling, field, text, length);
    return 0;
}

static int add_terms(struct filling *filling, const struct article *article)
{
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct field *field = schema_field((enum field_id)id);
        const struct list *values = &article->values[id];
        for (size_t i = 0; i < values->count; i++)
            if (add_value(filling, field, values->items[i].data, values->items[i].length) < 0)
                return -1;
    }
    return 0;
}

static int set_static_rank(struct shim_document *document, enum slot slot, bool present,
                           double rank, struct error *err)
{
    char bytes[SHIM_NUMBER_SIZE];
    size_t length = present && rank > 0 ? shim_number(bytes, rank) : 0;
    return shim_document_set_value(document, (unsigned)slot, bytes, length, err);
}

static int set_static_ranks(struct shim_document *document, const struct article *article,
                            struct error *err)
{
    const int64_t *numbers = article->numbers;
    if (set_static_rank(document, SLOT_QUALITY_RANK, article->has[FIELD_QUALITY],
                        static_rank_saturating(numbers[FIELD_QUALITY]), err) < 0 ||
        set_static_rank(document, SLOT_HEAT_RANK, article->has[FIELD_HEAT],
                        static_rank_saturating(numbers[FIELD_HEAT]), err) < 0)
        return -1;
    return set_static_rank(document, SLOT_RECENCY_RANK, article->has[FIELD_DATE],
                           static_rank_recency(numbers[FIELD_DATE]), err);
}

static bool is_number(const struct field *field)
{
    return field->kind == KIND_INTEGER || field->kind == KIND_TIME || field->kind == KIND_BOOLEAN;
}

/* The value of the field's slot; empty: the article does not have the field. */
static void make_value(struct buffer *value, const struct field *field,
                       const struct article *article)
{
    const struct list *values = &article->values[field->id];
    char number[NUMBER_SIZE];
    buffer_clear(value);
    if (is_number(field) && article->has[field->id])
        buffer_add(value, number, number_encode(number, article->numbers[field->id]));
    else if (field->many)
        record_add_list(value, values);
    else if (values->count > 0)
        buffer_add(value, values->items[0].data, values->items[0].length);
}

/* Adds those that are shown to *shown. */
static int set_values(struct shim_document *document, const struct article *article,
                      struct buffer *shown, struct error *err)
{
    struct buffer value = BUFFER_INIT;
    int result = 0;
    for (int id = 0; result == 0 && id < FIELD_COUNT; id++) {
        const struct field *field = schema_field((enum field_id)id);
        if (field->slot == SLOT_NONE)
            continue;
        make_value(&value, field, article);
        if (schema_is_shown(field))
            record_add_item(shown, buffer_text(&value), value.length);
        result = shim_document_set_value(document, (unsigned)field->slot, buffer_text(&value),
                                         value.length, err);
    }
    buffer_release(&value);
    return result;
}

static int set_data(struct shim_document *document, const struct article *article,
                    const struct buffer *shown, struct error *err)
{
    const struct list_item *body = article_first(article, FIELD_BODY);
    struct buffer data = BUFFER_INIT;
    const char *old;
    size_t length;
    record_add_item(&data, body ? body->data : "", body ? body->length : 0);
    record_add_item(&data, shown->data, shown->length);
    record_add_list(&data, &article->values[FIELD_RELATED]);
    int result = shim_document_data(document, &old, &length, err);
    if (result == 0 && (length != data.length || memcmp(old, data.data, length) != 0))
        result = shim_document_set_data(document, data.data, data.length, err);
    buffer_release(&data);
    return result;
}

int document_refresh(struct shim_document *document, const struct article *article,
                     struct error *err)
{
    struct buffer shown = BUFFER_INIT;
    int result = set_values(document, article, &shown, err);
    if (result == 0)
        result = set_static_ranks(document, article, err);
    if (result == 0)
        result = set_data(document, article, &shown, err);
    buffer_release(&shown);
    return result;
}

int document_fill(struct shim_document *document, const struct article *article,
                  struct shim_stemmer *stemmer, struct error *err)
{
    struct filling filling = { .document = document, .stemmer = stemmer, .err = err };
    const struct list_item *path = article_first(article, FIELD_PATH);
    int result = add_terms(&filling, article);
    if (result == 0) {
        term_of_path(&filling.term, path->data, path->length);
        result = add_filter(&filling);
    }
    buffer_release(&filling.term);
    buffer_release(&filling.stem);
    return result == 0 ? document_refresh(document, article, err) : -1;
}

void document_text_hash(unsigned char hash[16], const struct article *article)
{
    XXH3_state_t state;
    XXH128_canonical_t canonical;
    XXH3_128bits_reset(&state);
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct list *values = &article->values[id];
        uint64_t count = values->count;
        XXH3_128bits_update(&state, &count, sizeof count);
        for (size_t i = 0; i < values->count; i++) {
            uint64_t length = values->items[i].length;
            XXH3_128bits_update(&state, &length, sizeof length);
            XXH3_128bits_update(&state, values->items[i].data, values->items[i].length);
        }
    }
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state));
    memcpy(hash, canonical.digest, sizeof canonical.digest);
}
