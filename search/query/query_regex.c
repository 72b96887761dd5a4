/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_regex.c: regexes are not part of the engine query. They filter all of its matches, so they
 * may only be where everything in the query must match (query_compile.h). */
#include <string.h>

#include "buffer.h"
#include "query_compile.h"

enum place { PLACE_TOP, PLACE_BRACKETS, PLACE_EITHER, PLACE_NOT };

static const char *const reasons[] = {
    [PLACE_BRACKETS] = "a regex filters all results, so it cannot be inside brackets",
    [PLACE_EITHER] = "a regex filters all results, so it cannot be beside OR or XOR",
    [PLACE_NOT] = "a regex cannot be part of what is excluded; write -title:/x/ by itself",
};

struct taking {
    struct query *query;
    const struct query_options *options;
};

/* \/ is a slash. */
static void unescape(const struct query_node *node, struct buffer *pattern)
{
    const char *text = node->source->text;
    for (size_t at = node->value_start; at < node->value_end; at++) {
        if (text[at] == '\\' && at + 1 < node->value_end) {
            if (text[at + 1] != '/')
                buffer_add_byte(pattern, text[at]);
            at++;
        }
        buffer_add_byte(pattern, text[at]);
    }
}

/* The byte of the source that became byte place of the pattern. */
static size_t source_place(const struct query_node *node, size_t place)
{
    const char *text = node->source->text;
    size_t at = node->value_start;
    while (place > 0 && at < node->value_end) {
        bool escape = text[at] == '\\' && at + 1 < node->value_end;
        if (escape && text[at + 1] != '/' && place > 1)
            place--;
        else if (escape && text[at + 1] != '/')
            return at + 1;
        place--;
        at += escape ? 2 : 1;
    }
    return at;
}

static int take(const struct taking *taking, const struct query_node *node, bool negated,
                struct error *err)
{
    const struct query_source *source = node->source;
    struct buffer pattern = BUFFER_INIT, flags = BUFFER_INIT;
    struct error reason;
    size_t place, end = node->end;
    if (node->value_start == node->value_end)
        return query_complain(source, node->value_start, err,
                              "this regex is empty, so every article matches it; write a pattern "
                              "between the slashes, or put text that is not a regex into "
                              "quotation marks");
    unescape(node, &pattern);
    buffer_add(&flags, source->text + node->value_end + 1, end - node->value_end - 1);
    const char *given = buffer_text(&flags);
    for (size_t i = 0; i < flags.length; i++)
        if (memchr(given, given[i], i)) {
            query_complain(source, node->value_end + 1 + i, err, "this flag is repeated");
            goto failed;
        }
    if (taking->options->ignore_case && !strchr(given, 'i'))
        buffer_add_byte(&flags, 'i');
    const struct regex_text text = { node->field, negated, buffer_text(&pattern), pattern.length,
                                     buffer_text(&flags) };
    if (regex_filters_add(&taking->query->filters, taking->options->cache, &text, &place, &reason) <
        0) {
        query_complain(source, source_place(node, place), err, "%s", reason.text);
        goto failed;
    }
    taking->query->has_filter_terms = true;
    buffer_release(&pattern);
    buffer_release(&flags);
    return 0;

failed:
    buffer_release(&pattern);
    buffer_release(&flags);
    return -1;
}

/* The regex that the node is, by itself or as a saved query; else NULL. */
static const struct query_node *sole_regex(const struct query_node *node)
{
    while (node->kind == QUERY_SAVED && node->first)
        node = node->first;
    return node->kind == QUERY_REGEX ? node : NULL;
}

bool query_is_regex(const struct query_node *node)
{
    return sole_regex(node) != NULL;
}

static enum place place_below(const struct query_node *node, enum place place)
{
    if (place != PLACE_TOP)
        return place;
    if (node->kind == QUERY_GROUP)
        return PLACE_BRACKETS;
    return node->kind == QUERY_OR || node->kind == QUERY_XOR ? PLACE_EITHER : PLACE_TOP;
}

static int take_regexes(const struct taking *taking, const struct query_node *node,
                        enum place place, struct error *err)
{
    if (node->kind == QUERY_REGEX) {
        if (place == PLACE_TOP)
            return take(taking, node, false, err);
        return query_complain(node->source, node->start, err, "%s", reasons[place]);
    }
    place = place_below(node, place);
    for (const struct query_node *child = node->first; child; child = child->next) {
        const struct query_node *regex = sole_regex(child);
        int result;
        if (child->sign != '-')
            result = take_regexes(taking, child, place, err);
        else if (regex && place == PLACE_TOP)
            result = take(taking, regex, true, err);
        else
            result = take_regexes(taking, child, place == PLACE_TOP ? PLACE_NOT : place, err);
        if (result < 0)
            return -1;
    }
    return 0;
}

int query_take_regexes(struct query *query, const struct query_options *options, struct error *err)
{
    struct taking taking = { .query = query, .options = options };
    return query->tree->root ? take_regexes(&taking, query->tree->root, PLACE_TOP, err) : 0;
}
