/* SPDX-License-Identifier: GPL-2.0-or-later */
/* By recursive descent, to a limited depth. */
#include "query_parse.h"

#include <string.h>

#include "memory.h"
#include "query_saved.h"
#include "query_scan.h"

struct parser {
    struct query_tree *tree;
    const struct query_options *options;
    const struct query_source *source;
    struct query_tokens tokens;
    size_t at;
    enum field_id field; /* of the brackets: title:( … ) */
    size_t *words;       /* so far, over all sources */
    unsigned depth;
};

static struct query_node *parse_either(struct parser *parser, enum query_token_kind joint,
                                       struct error *err);
static int parse_source(struct parser *parser, struct query_node **root, struct error *err);

static const char *const operator_names[] = {
    [SCAN_AND] = "AND", [SCAN_OR] = "OR",     [SCAN_XOR] = "XOR",
    [SCAN_NOT] = "NOT", [SCAN_NEAR] = "NEAR", [SCAN_ADJ] = "ADJ",
};

static const struct query_token *current(const struct parser *parser)
{
    return &parser->tokens.items[parser->at];
}

static bool at_kind(const struct parser *parser, enum query_token_kind kind)
{
    return current(parser)->kind == kind;
}

static bool take(struct parser *parser, enum query_token_kind kind)
{
    if (!at_kind(parser, kind))
        return false;
    parser->at++;
    return true;
}

static bool is_operator(const struct query_token *token)
{
    return token->kind >= SCAN_AND && token->kind <= SCAN_ADJ;
}

static bool is_operand(const struct query_token *token)
{
    return token->kind <= SCAN_OPEN;
}

static int complain(const struct parser *parser, size_t place, struct error *err,
                    const char *reason)
{
    return query_complain(parser->source, place, err, "%s", reason);
}

/* Complains that an operand is missing. */
static int complain_of_nothing(const struct parser *parser, struct error *err)
{
    const struct query_token *token = current(parser);
    const struct query_token *before = parser->at > 0 ? token - 1 : NULL;
    if (before && is_operator(before))
        return query_complain(
            parser->source, before->start, err,
            "nothing follows %s; to search for the word, write it in small letters",
            operator_names[before->kind]);
    if (is_operator(token))
        return query_complain(
            parser->source, token->start, err,
            "nothing precedes %s; to search for the word, write it in small letters",
            operator_names[token->kind]);
    if (before && before->kind == SCAN_OPEN)
        return complain(parser, before->end - 1, err,
                        token->kind == SCAN_END ? "this bracket is never closed"
                                                : "these brackets are empty");
    return complain(parser, token->start, err, "this bracket has no opening bracket");
}

static struct query_node *new_node(const struct parser *parser, enum query_kind kind,
                                   const struct query_token *token)
{
    struct query_node *node = query_node_new(kind, parser->source, token->start, token->end);
    node->field = token->field;
    node->quoted = token->quoted;
    node->sign = token->sign;
    node->window = token->window;
    node->value_start = token->value_start;
    node->value_end = token->value_end;
    return node;
}

/* A new parent around a first child. */
static struct query_node *wrap(enum query_kind kind, struct query_node *child)
{
    struct query_node *node = query_node_new(kind, child->source, child->start, child->end);
    query_node_add(node, child);
    return node;
}

/* Adds node to *whole, or makes it *whole if that is NULL. False if node is NULL; then *whole is
 * freed. */
static bool add_operand(struct query_node **whole, enum query_kind kind, struct query_node *node)
{
    if (!node)
        query_node_free(*whole);
    else if (*whole)
        query_node_add(*whole, node);
    else
        *whole = wrap(kind, node);
    return node;
}

/* Replaces a parent without sign by its only child. */
static struct query_node *unwrap(struct query_node *node)
{
    struct query_node *child = node->first;
    if (child->next || child->sign)
        return node;
    node->first = NULL;
    query_node_free(node);
    return child;
}

static struct query_node *parse_words(struct parser *parser)
{
    const struct query_token *token = current(parser);
    struct query_node *node = new_node(parser, QUERY_WORDS, token);
    parser->at++;
    if (node->field == FIELD_COUNT)
        node->field = parser->field;
    if (node->field != FIELD_COUNT && schema_field(node->field)->kind != KIND_TEXT)
        node->kind = QUERY_FILTER;
    return node;
}

static int enter(struct parser *parser, const struct query_token *token, struct error *err)
{
    if (++parser->depth <= QUERY_DEPTH_MAX)
        return 0;
    return query_complain(parser->source, token->start, err,
                          "brackets and saved queries are nested more than %d deep",
                          QUERY_DEPTH_MAX);
}

static struct query_node *parse_group(struct parser *parser, struct error *err)
{
    const struct query_token *opening = current(parser);
    if (enter(parser, opening, err) < 0)
        return NULL;
    enum field_id outer = parser->field;
    if (opening->field != FIELD_COUNT)
        parser->field = opening->field;
    parser->at++;
    struct query_node *inside = parse_either(parser, SCAN_OR, err);
    if (!inside)
        return NULL;
    if (!at_kind(parser, SCAN_CLOSE)) {
        complain(parser, opening->end - 1, err, "this bracket is never closed");
        query_node_free(inside);
        return NULL;
    }
    struct query_node *group = new_node(parser, QUERY_GROUP, opening);
    query_node_add(group, inside);
    group->end = current(parser)->end;
    parser->at++;
    parser->field = outer;
    parser->depth--;
    return group;
}

static struct query_node *parse_saved(struct parser *parser, struct error *err)
{
    const struct query_token *token = current(parser);
    const struct config_saved *saved = query_saved_find(parser->options->config, parser->source,
                                                        token->value_start, token->value_end, err);
    if (!saved || enter(parser, token, err) < 0)
        return NULL;

    struct query_source *source =
        query_tree_add_source(parser->tree, saved->name, saved->query, strlen(saved->query));
    source->parent = parser->source;
    source->start = parser->source->name ? parser->source->start : token->start;
    source->end = parser->source->name ? parser->source->end : token->end;
    struct parser inner = *parser;
    inner.source = source;
    inner.at = 0;
    inner.field = FIELD_COUNT;
    struct query_node *node = new_node(parser, QUERY_SAVED, token), *root = NULL;
    if (parse_source(&inner, &root, err) < 0) {
        query_node_free(node);
        return NULL;
    }
    if (!root) {
        query_complain(parser->source, token->start, err, "the saved query @%s is empty",
                       saved->name);
        query_node_free(node);
        return NULL;
    }
    query_node_add(node, root);
    parser->at++;
    parser->depth--;
    return node;
}

static struct query_node *parse_atom(struct parser *parser, struct error *err)
{
    const struct query_token *token = current(parser);
    if (!is_operand(token)) {
        complain_of_nothing(parser, err);
        return NULL;
    }
    if (token->kind == SCAN_OPEN)
        return parse_group(parser, err);
    if (token->kind == SCAN_NAME)
        return parse_saved(parser, err);
    if (token->kind == SCAN_WORDS)
        return parse_words(parser);
    parser->at++;
    return new_node(parser, QUERY_REGEX, token);
}

static bool is_joint(const struct query_token *token)
{
    return token->kind == SCAN_NEAR || token->kind == SCAN_ADJ;
}

/* NEAR and ADJ join words. Only the first may have a sign, which is that of the whole. */
static int check_joined(const struct parser *parser, const struct query_node *word,
                        enum query_token_kind joint, struct error *err)
{
    static const char *const kinds[] = {
        [QUERY_WORDS] = "words that have a sign",
        [QUERY_FILTER] = "filters",
        [QUERY_REGEX] = "regexes",
        [QUERY_GROUP] = "brackets",
        [QUERY_SAVED] = "saved queries",
    };
    if (word->kind == QUERY_WORDS && !word->sign)
        return 0;
    return query_complain(parser->source, word->start, err, "%s joins words, not %s",
                          operator_names[joint], kinds[word->kind]);
}

static int parse_joined(struct parser *parser, struct query_node *near, struct error *err)
{
    enum query_token_kind joint = current(parser)->kind;
    if (check_joined(parser, near->first, joint, err) < 0)
        return -1;
    while (is_joint(current(parser))) {
        if (!at_kind(parser, joint))
            return complain(parser, current(parser)->start, err,
                            "NEAR and ADJ cannot join the same words");
        if (current(parser)->window > near->window)
            near->window = current(parser)->window;
        parser->at++;
        struct query_node *word = parse_atom(parser, err);
        if (!word)
            return -1;
        query_node_add(near, word);
        if (check_joined(parser, word, joint, err) < 0)
            return -1;
    }
    return 0;
}

static struct query_node *parse_near(struct parser *parser, struct error *err)
{
    struct query_node *word = parse_atom(parser, err);
    if (!word || !is_joint(current(parser)))
        return word;
    struct query_node *near = wrap(at_kind(parser, SCAN_NEAR) ? QUERY_NEAR : QUERY_ADJ, word);
    near->sign = word->sign;
    word->sign = 0;
    if (parse_joined(parser, near, err) == 0)
        return near;
    query_node_free(near);
    return NULL;
}

/* Whether an odd number of NOTs stands here. */
static bool take_nots(struct parser *parser)
{
    bool negative = false;
    while (take(parser, SCAN_NOT))
        negative = !negative;
    return negative;
}

/* NOT is the sign - of what follows. */
static struct query_node *parse_signed(struct parser *parser, struct error *err)
{
    bool nots = at_kind(parser, SCAN_NOT), negative = take_nots(parser);
    const struct query_token *token = current(parser);
    if (nots && token->sign) {
        query_complain(parser->source, token->start, err,
                       "NOT and %c are before the same word; remove one of them", token->sign);
        return NULL;
    }
    struct query_node *node = parse_near(parser, err);
    if (node && negative)
        node->sign = '-';
    return node;
}

static struct query_node *parse_sequence(struct parser *parser, struct error *err)
{
    struct query_node *sequence = NULL;
    do {
        if (!add_operand(&sequence, QUERY_SEQUENCE, parse_signed(parser, err)))
            return NULL;
    } while (is_operand(current(parser)) || at_kind(parser, SCAN_NOT));
    return unwrap(sequence);
}

/* Replaces a sequence by its only child with a sign: AND knows signs, too. */
static struct query_node *take_only_child(struct query_node *node)
{
    if (node->kind != QUERY_SEQUENCE || node->first->next)
        return node;
    struct query_node *child = node->first;
    node->first = NULL;
    query_node_free(node);
    return child;
}

static struct query_node *parse_and(struct parser *parser, struct error *err)
{
    struct query_node *whole = NULL;
    do {
        struct query_node *node = parse_sequence(parser, err);
        if (node && !whole && !at_kind(parser, SCAN_AND))
            return node;
        if (!add_operand(&whole, QUERY_AND, node ? take_only_child(node) : NULL))
            return NULL;
    } while (take(parser, SCAN_AND));
    return whole;
}

/* OR of XORs, or XOR of ANDs. */
static struct query_node *parse_either(struct parser *parser, enum query_token_kind joint,
                                       struct error *err)
{
    struct query_node *whole = NULL;
    do {
        struct query_node *node =
            joint == SCAN_OR ? parse_either(parser, SCAN_XOR, err) : parse_and(parser, err);
        if (!add_operand(&whole, joint == SCAN_OR ? QUERY_OR : QUERY_XOR, node))
            return NULL;
    } while (take(parser, joint));
    return unwrap(whole);
}

/* All of one source. *root is NULL when it is empty. */
static int parse_source(struct parser *parser, struct query_node **root, struct error *err)
{
    const struct query_source *source = parser->source;
    if (source->length > QUERY_LENGTH_MAX)
        return query_complain(source, QUERY_LENGTH_MAX, err,
                              "a query may have at most %d bytes; this one has %zu",
                              QUERY_LENGTH_MAX, source->length);
    if (query_scan(&parser->tokens, source, parser->options, parser->words, err) < 0)
        return -1;
    int result = 0;
    if (parser->tokens.count > 0) {
        *root = parse_either(parser, SCAN_OR, err);
        if (!*root) {
            result = -1;
        } else if (!at_kind(parser, SCAN_END)) {
            result = complain_of_nothing(parser, err);
            query_node_free(*root);
            *root = NULL;
        }
    }
    query_tokens_release(&parser->tokens);
    return result;
}

struct query_tree *query_tree_parse(const char *text, const struct query_options *options,
                                    struct error *err)
{
    struct query_tree *tree = memory_allocate(sizeof *tree);
    size_t words = 0;
    struct parser parser = {
        .tree = tree, .options = options, .field = FIELD_COUNT, .words = &words
    };
    parser.source = query_tree_add_source(tree, NULL, text, strlen(text));
    if (parse_source(&parser, &tree->root, err) == 0)
        return tree;
    query_tree_free(tree);
    return NULL;
}
