/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_star.h"

#include <string.h>

#include "ascii.h"
#include "buffer.h"
#include "text.h"

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
        query_element_set_term(element, element[1].term, element[1].length); /* for star_after */
        element->end = element[1].end;
        element->spans = true;
        query_elements_drop(elements, index + 1);
    }
    if (memchr(buffer_text(&pattern), '*', pattern.length)) {
        query_element_set_term(element, pattern.data, pattern.length);
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
    return (at > 0 && query_is_joint(text[at - 1]) &&
            element_beside(elements, stars_before(text, at - 1), true)) ||
           (after < length && query_is_joint(text[after]) &&
            element_beside(elements, skip_stars(text, length, after + 1), false));
}

/* The name around at: elements, joints and stars without anything between. */
static void find_name(const struct query_elements *elements, const char *text, size_t length,
                      size_t *start, size_t *end)
{
    const struct query_element *element;
    for (bool more = true; more;) {
        element = element_beside(elements, *start, true);
        more = element
                   ? element->start < *start
                   : *start > 0 && (query_is_joint(text[*start - 1]) || text[*start - 1] == '*');
        if (more)
            *start = element ? element->start : *start - 1;
    }
    for (bool more = true; more;) {
        element = element_beside(elements, *end, false); /* of .net before its dot */
        more = element ? element->end > *end
                       : *end < length && (query_is_joint(text[*end]) || text[*end] == '*');
        if (more)
            *end = element ? element->end : *end + 1;
    }
    while (query_is_joint(text[*start]))
        ++*start;
    while (query_is_joint(text[*end - 1]))
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
            query_elements_drop(elements, i);
        else
            whole = &elements->items[i++];
    }
    if (!whole)
        return;
    text_fold(&pattern, text + start, end - start);
    query_element_set_term(whole, pattern.data, pattern.length);
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

void query_star_join(struct query_elements *elements, const char *text, size_t length, bool names)
{
    if (names)
        join_names(elements, text, length);
    for (size_t i = 0; i < elements->count; i++)
        if (!elements->items[i].unspaced && /* any part of a run is found anyway */
            elements->items[i].kind != ELEMENT_PATTERN)
            add_stars(elements, i, text, length);
    find_stray_stars(elements, text, length);
}

void query_star_add_regex(struct buffer *out, const char *text, size_t length)
{
    static const char special[] = "\\/^$.|?+()[]{}";
    size_t first = 0, end = length;
    while (first < end && text[first] == '*')
        first++;
    while (end > first && text[end - 1] == '*')
        end--;
    if (first == end)
        return;
    buffer_add_text(out, first > 0 ? "/" : "/^");
    for (size_t i = first; i < end; i++) {
        if (text[i] == '*')
            buffer_add_byte(out, '.');
        else if (text[i] && strchr(special, text[i]))
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, text[i]);
    }
    buffer_add_text(out, end < length ? "/i" : "$/i");
}
