/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_element.h"

#include <stdlib.h>
#include <string.h>

#include "ascii.h"
#include "buffer.h"
#include "memory.h"
#include "text.h"
#include "tokens.h"

static void set_term(struct query_element *element, const char *term, size_t length)
{
    free(element->term);
    element->term = memory_copy(term, length);
    element->length = length;
}

static struct query_element *add_element(struct query_elements *elements, const struct token *token)
{
    /* The capacity is a power of two, so it need not be stored. */
    if ((elements->count & (elements->count - 1)) == 0)
        elements->items =
            memory_resize(elements->items, elements->count > 0 ? elements->count * 2 : 1,
                          sizeof *elements->items);
    struct query_element *element = &elements->items[elements->count++];
    *element = (struct query_element){
        .kind = token->kind == TOKEN_WORD ? ELEMENT_WORD : ELEMENT_EXACT,
        .unspaced = token->kind == TOKEN_UNIGRAM,
        .start = token->start,
        .end = token->end,
    };
    set_term(element, token->term, token->length);
    return element;
}

static bool is_joint(char byte)
{
    return byte == '_' || byte == '-' || byte == '.';
}

/* Whether word and the text that begins at start belong to one name: between them is nothing, or
 * only stars, with or without joints before them (aaa.*.ccc, a*.ccc). */
static bool is_glued(const struct query_element *word, const char *text, size_t start)
{
    if (word->end < start && text[start - 1] != '*')
        return false;
    size_t at = word->end;
    while (at < start && (is_joint(text[at]) || text[at] == '*'))
        at++;
    return at == start;
}

/* A compound replaces its word (.net, disney+), or its word and the next ones (e-mail). The dot of
 * .net counts unless it joins two words, as in node.js. */
static void add_compound(struct query_elements *elements, const struct token *token,
                         const char *text)
{
    struct query_element *word = &elements->items[elements->count - 1];
    bool dotted = token->start < word->start;
    bool glued = elements->count > 1 && is_glued(&word[-1], text, token->start);
    char last = token->term[token->length - 1];
    if (dotted && glued)
        return;
    if (dotted || last == '+' || last == '#') {
        set_term(word, token->term, token->length);
        word->kind = ELEMENT_EXACT;
        word->start = token->start;
        word->end = token->end;
        return;
    }
    free(word->joined);
    word->joined = memory_copy(token->term, token->length);
    word->joined_length = token->length;
    word->joined_end = token->end;
}

/* A pair of characters has the position of its first character; the second follows. */
static void add_pair(struct query_elements *elements, const struct token *token)
{
    struct query_element *character = &elements->items[elements->count - 1];
    set_term(character, token->term, token->length);
    character->end = token->end;
}

static void cut_tokens(struct query_elements *elements, const char *text, size_t length)
{
    struct tokens tokens;
    struct token token;
    tokens_init(&tokens, text, length);
    while (tokens_next(&tokens, &token)) {
        switch (token.kind) {
        case TOKEN_WORD:
        case TOKEN_UNIGRAM:
            add_element(elements, &token);
            break;
        case TOKEN_BIGRAM:
            add_pair(elements, &token);
            break;
        case TOKEN_COMPOUND:
            add_compound(elements, &token, text);
            break;
        case TOKEN_SYMBOL:
            list_add(&elements->symbols, token.term, token.length);
            break;
        case TOKEN_PART: /* its parts and words are there already */
        case TOKEN_WHOLE:
            break;
        }
    }
    tokens_release(&tokens);
}

static void drop_element(struct query_elements *elements, size_t index)
{
    free(elements->items[index].term);
    free(elements->items[index].joined);
    memmove(&elements->items[index], &elements->items[index + 1],
            (--elements->count - index) * sizeof *elements->items);
}

/* The last character of a run is in the pair before it; it only connects the run with a next word.
 */
static void drop_last_character(struct query_elements *elements)
{
    if (elements->count < 2)
        return;
    const struct query_element *last = &elements->items[elements->count - 1];
    if (last->unspaced && last[-1].unspaced && last[-1].end == last->end)
        drop_element(elements, elements->count - 1);
}

static void count_joined(struct query_elements *elements)
{
    for (size_t i = 0; i < elements->count; i++) {
        struct query_element *element = &elements->items[i];
        while (element->joined && i + element->joined_count < elements->count &&
               element[element->joined_count].kind == ELEMENT_WORD &&
               element[element->joined_count].end <= element->joined_end)
            element->joined_count++;
    }
}

/* Whether the star at text is part of a keycap, which is a symbol. */
static bool is_keycap(const char *text, size_t length)
{
    static const char *const keycaps[] = { "*\xEF\xB8\x8F\xE2\x83\xA3", "*\xE2\x83\xA3" };
    for (size_t i = 0; i < sizeof keycaps / sizeof *keycaps; i++)
        if (length >= strlen(keycaps[i]) && memcmp(text, keycaps[i], strlen(keycaps[i])) == 0)
            return true;
    return false;
}

static size_t skip_stars(const char *text, size_t length, size_t at)
{
    while (at < length && text[at] == '*' && !is_keycap(text + at, length - at))
        at++;
    return at;
}

/* Where the stars that end at place begin. */
static size_t stars_before(const char *text, size_t place)
{
    while (place > 0 && text[place - 1] == '*')
        place--;
    return place;
}

/* Characters inside a word that may also be between a word and its star: 3.* matches 3.0 and 3.5,
 * don'* matches don't. */
static const struct {
    const char *text, *folded;
    bool digits; /* between digits; else between letters */
} inner_table[] = {
    { "'", "'", false }, { "\xE2\x80\x99", "'", false },
    { "&", "&", false }, { ".", ".", true },
    { ",", ",", true },  { ":", ":", true },
};

/* The bytes of the inner character that text begins with, or ends with, beside the character
 * neighbour of a word; 0 if there is none. */
static size_t inner_character(const char *text, size_t length, bool at_end, char neighbour,
                              const char **folded)
{
    bool digits = ascii_is_digit(neighbour);
    *folded = "";
    for (size_t i = 0; i < sizeof inner_table / sizeof *inner_table; i++) {
        size_t bytes = strlen(inner_table[i].text);
        if (inner_table[i].digits == digits && bytes <= length &&
            memcmp(inner_table[i].text, at_end ? text + length - bytes : text, bytes) == 0) {
            *folded = inner_table[i].folded;
            return bytes;
        }
    }
    return 0;
}

/* Adds the characters between the element's end and a star. Returns the star's place; 0: there is
 * no star. */
static size_t star_after(const struct query_element *element, const char *text, size_t length,
                         struct buffer *pattern)
{
    const char *folded;
    size_t at = element->end;
    at +=
        inner_character(text + at, length - at, false, element->term[element->length - 1], &folded);
    if (skip_stars(text, length, at) == at)
        return 0;
    buffer_add_text(pattern, folded);
    return at;
}

/* Adds the star before the element and the characters between them; the element then begins at the
 * star. */
static void add_star_before(struct query_element *element, const char *text, struct buffer *pattern)
{
    const char *folded;
    size_t at = element->start;
    at -= inner_character(text, at, true, *element->term, &folded);
    if (at == 0 || text[at - 1] != '*')
        return;
    buffer_add_byte(pattern, '*');
    buffer_add_text(pattern, folded);
    element->start = at;
}

/* Makes a pattern of the element, and of the next ones as long as only stars are between them. */
static void add_stars(struct query_elements *elements, size_t index, const char *text,
                      size_t length)
{
    struct buffer pattern = BUFFER_INIT;
    struct query_element *element = &elements->items[index];
    size_t star;
    add_star_before(element, text, &pattern);
    buffer_add(&pattern, element->term, element->length);
    while ((star = star_after(element, text, length, &pattern)) > 0) {
        buffer_add_byte(&pattern, '*');
        element->end = skip_stars(text, length, star);
        if (index + 1 >= elements->count || element[1].start != element->end || element[1].unspaced)
            break;
        buffer_add(&pattern, element[1].term, element[1].length);
        set_term(element, element[1].term, element[1].length); /* for star_after */
        element->end = element[1].end;
        element->spans = true;
        drop_element(elements, index + 1);
    }
    if (memchr(buffer_text(&pattern), '*', pattern.length)) {
        set_term(element, pattern.data, pattern.length);
        element->kind = ELEMENT_PATTERN;
    }
    buffer_release(&pattern);
}

/* The element that ends at place, or begins there; NULL: none does. */
static const struct query_element *element_beside(const struct query_elements *elements,
                                                  size_t place, bool ends)
{
    for (size_t i = 0; i < elements->count; i++)
        if ((ends ? elements->items[i].end : elements->items[i].start) == place)
            return &elements->items[i];
    return NULL;
}

/* Whether stars from at to after stand in place of a part: beside the joint of a word that may end
 * or begin with stars, and touching no word. */
static bool is_part(const struct query_elements *elements, const char *text, size_t length,
                    size_t at, size_t after)
{
    if (element_beside(elements, at, true) || element_beside(elements, after, false))
        return false;
    return (at > 0 && is_joint(text[at - 1]) &&
            element_beside(elements, stars_before(text, at - 1), true)) ||
           (after < length && is_joint(text[after]) &&
            element_beside(elements, skip_stars(text, length, after + 1), false));
}

/* The name around at: elements, joints and stars without anything between. */
static void find_name(const struct query_elements *elements, const char *text, size_t length,
                      size_t *start, size_t *end)
{
    const struct query_element *element;
    for (bool more = true; more;) {
        element = element_beside(elements, *start, true);
        more = element ? element->start < *start
                       : *start > 0 && (is_joint(text[*start - 1]) || text[*start - 1] == '*');
        if (more)
            *start = element ? element->start : *start - 1;
    }
    for (bool more = true; more;) {
        element = element_beside(elements, *end, false); /* of .net before its dot */
        more = element ? element->end > *end
                       : *end < length && (is_joint(text[*end]) || text[*end] == '*');
        if (more)
            *end = element ? element->end : *end + 1;
    }
    while (is_joint(text[*start]))
        ++*start;
    while (is_joint(text[*end - 1]))
        --*end;
}

/* Puts one pattern in place of the elements of a name. */
static void join_name(struct query_elements *elements, const char *text, size_t start, size_t end)
{
    struct buffer pattern = BUFFER_INIT;
    struct query_element *whole = NULL;
    for (size_t i = 0; i < elements->count;) {
        const struct query_element *element = &elements->items[i];
        if (element->end <= start || element->start >= end)
            i++;
        else if (whole)
            drop_element(elements, i);
        else
            whole = &elements->items[i++];
    }
    if (!whole)
        return;
    text_fold(&pattern, text + start, end - start);
    set_term(whole, pattern.data, pattern.length);
    whole->kind = ELEMENT_PATTERN;
    whole->spans = true;
    whole->is_name = true;
    whole->start = start;
    whole->end = end;
    buffer_release(&pattern);
}

/* Only names with a letter or a connector are indexed whole. */
static bool is_name(const char *text, size_t start, size_t end)
{
    for (; start < end; start++)
        if (text[start] == '_' || (text[start] & 0x80) || ascii_is_letter(text[start]))
            return true;
    return false;
}

static void join_names(struct query_elements *elements, const char *text, size_t length)
{
    for (size_t at = 0, after; at < length; at = after + 1) {
        after = skip_stars(text, length, at);
        if (after == at || !is_part(elements, text, length, at, after))
            continue;
        size_t start = at, end = after;
        find_name(elements, text, length, &start, &end);
        if (!is_name(text, start, end))
            continue;
        join_name(elements, text, start, end);
        after = end;
    }
}

/* Whether a star touches an element that begins after it or ends before it. */
static bool star_is_used(const struct query_elements *elements, size_t star, size_t after)
{
    for (size_t i = 0; i < elements->count; i++) {
        const struct query_element *element = &elements->items[i];
        if (element->start == after || element->end == star ||
            (element->start <= star && star < element->end))
            return true;
    }
    return false;
}

static void find_stray_stars(struct query_elements *elements, const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++) {
        size_t after = skip_stars(text, length, at);
        if (after > at && !star_is_used(elements, at, after))
            elements->stray_star = true;
        at = after;
    }
}

void query_elements_cut(struct query_elements *elements, const char *text, size_t length,
                        bool wholes)
{
    *elements = (struct query_elements){ 0 };
    cut_tokens(elements, text, length);
    drop_last_character(elements);
    if (memchr(text, '*', length)) {
        if (wholes)
            join_names(elements, text, length);
        for (size_t i = 0; i < elements->count; i++)
            if (!elements->items[i].unspaced && /* any part of a run is found anyway */
                elements->items[i].kind != ELEMENT_PATTERN)
                add_stars(elements, i, text, length);
        find_stray_stars(elements, text, length);
    }
    count_joined(elements);
}

void query_elements_release(struct query_elements *elements)
{
    for (size_t i = 0; i < elements->count; i++) {
        free(elements->items[i].term);
        free(elements->items[i].joined);
    }
    free(elements->items);
    list_release(&elements->symbols);
    *elements = (struct query_elements){ 0 };
}
