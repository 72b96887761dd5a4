/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_wildcard.h"

#include <string.h>

#include "buffer.h"

struct expansion {
    const struct wildcard *wildcard;
    size_t prefix_length;
    struct list *terms;
    size_t count;
};

/* Each part between stars matches at its first place after the part before. The first and the last
 * part are at the ends of the term. */
bool wildcard_matches(const char *pattern, size_t length, const char *term, size_t term_length)
{
    const char *pattern_end = pattern + length;
    const char *star = memchr(pattern, '*', length);
    if (!star)
        return length == term_length && memcmp(pattern, term, length) == 0;
    size_t head = (size_t)(star - pattern);
    const char *last_star = memrchr(pattern, '*', length);
    size_t tail = (size_t)(pattern_end - last_star - 1);
    if (term_length < head + tail || memcmp(term, pattern, head) != 0 ||
        memcmp(term + term_length - tail, last_star + 1, tail) != 0)
        return false;
    term += head;
    term_length -= head + tail;
    while (star < last_star) {
        const char *part = star + 1;
        star = memchr(part, '*', (size_t)(pattern_end - part));
        size_t part_length = (size_t)(star - part);
        const char *found = memmem(term, term_length, part, part_length);
        if (!found)
            return false;
        term_length -= (size_t)(found - term) + part_length;
        term = found + part_length;
    }
    return true;
}

static int add_if_it_matches(void *context, const char *term, size_t length, uint32_t documents)
{
    struct expansion *expansion = context;
    (void)documents;
    term += expansion->prefix_length;
    length -= expansion->prefix_length;
    if (!wildcard_matches(expansion->wildcard->pattern, expansion->wildcard->length, term, length))
        return 0;
    if (++expansion->count <= WILDCARD_TERMS_MAX)
        list_add(expansion->terms, term, length);
    return 0;
}

int wildcard_each_term(struct shim_database *database, const struct wildcard *wildcard,
                       shim_term_visit *visit, void *context, struct error *err)
{
    const char *star = memchr(wildcard->pattern, '*', wildcard->length);
    struct buffer first = BUFFER_INIT;
    buffer_add_text(&first, wildcard->prefix);
    buffer_add(&first, wildcard->pattern,
               star ? (size_t)(star - wildcard->pattern) : wildcard->length);
    int result = 0;
    if (first.length > 0) {
        result = shim_each_term(database, first.data, first.length, visit, context, err);
    } else {
        /* Folded words do not begin with a capital: this skips the many terms of fields and stems.
         */
        for (int byte = 1; result == 0 && byte <= 0xF4; byte++) {
            char begin = (char)byte;
            if (byte < 'A' || byte > 'Z')
                result = shim_each_term(database, &begin, 1, visit, context, err);
        }
    }
    buffer_release(&first);
    return result;
}

int wildcard_expand(struct shim_database *database, const struct wildcard *wildcard,
                    struct list *terms, size_t *count, struct error *err)
{
    struct expansion expansion = { .wildcard = wildcard,
                                   .prefix_length = strlen(wildcard->prefix),
                                   .terms = terms };
    *count = 0;
    if (!database)
        return 0;
    int result = wildcard_each_term(database, wildcard, add_if_it_matches, &expansion, err);
    *count = expansion.count;
    return result;
}
