/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field_values.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "body/markup.h"
#include "date.h"
#include "domain.h"
#include "names.h"
#include "text.h"

#define VALUES_MAX 1000     /* of one field; more are left out, with a warning */
#define SHOWN_LENGTH_MAX 60 /* of a wrong value in a warning */

static const char too_many[] = "more than 1000 values, the others are left out";

static void warn(struct field_values *values, const struct node *place, const char *reason,
                 const char *shown, size_t length)
{
    struct error message;
    const struct front_matter_options *options = values->options;

    if (!options || !options->warn || values->warned)
        return;
    values->warned = true;
    if (length > SHOWN_LENGTH_MAX)
        for (length = SHOWN_LENGTH_MAX; length > 0 && (shown[length] & 0xC0) == 0x80;)
            length--;
    error_set(&message, "%zu:%u: %s: %s%s%.*s", place->line + values->lines_before, place->column,
              values->source->name, reason, length > 0 ? ": " : "", (int)length, shown);
    options->warn(options->warn_context, message.text);
}

/* The value at place, where an alias may stand for it, is node. */
static void warn_of_kind(struct field_values *values, const struct node *place,
                         const struct node *node, const char *reason)
{
    static const char *const kinds[] = { [NODE_LIST] = "a list",
                                         [NODE_MAPPING] = "a mapping",
                                         [NODE_ALIAS] = "an alias without an anchor" };
    const char *kind = kinds[node->kind];
    warn(values, place, reason, kind, strlen(kind));
}

/* Whether a scalar says that there is no value. */
static bool is_null(const struct field_values *values, const struct node *node)
{
    static const char *const nulls[] = { "~", "null", "Null", "NULL" };
    const char *text = nodes_text(values->nodes, node);

    for (size_t i = 0; node->plain && i < sizeof nulls / sizeof *nulls; i++)
        if (strcmp(text, nulls[i]) == 0)
            return true;
    return node->length == 0;
}

/* Whether the field has a value of this name, case aside. Notes the name. */
static bool has_name(struct field_values *values, const struct buffer *name)
{
    struct buffer *folded = &values->other;

    buffer_clear(folded);
    text_fold_case(folded, name->data, name->length);
    for (size_t i = 0; i < values->folded.count; i++) {
        const struct list_item *known = &values->folded.items[i];
        if (known->length == folded->length &&
            memcmp(known->data, folded->data, folded->length) == 0)
            return true;
    }
    list_add(&values->folded, folded->data, folded->length);
    return false;
}

/* Adds what stands in values->text. */
static enum field_result add_text(struct field_values *values, const struct node *place)
{
    struct buffer *text = &values->text;
    struct list *list = &values->article->values[values->field->id];

    if (values->field->kind == KIND_NAME)
        names_unlink(text);
    if (text->length == 0)
        return FIELD_EMPTY;
    if (list->count >= VALUES_MAX) {
        warn(values, place, too_many, "", 0);
        return FIELD_SET;
    }
    if (!values->field->many || !has_name(values, text))
        list_add(list, text->data, text->length);
    return FIELD_SET;
}

/* The scalar without white space around it, no-break spaces included, in values->text. A value
 * without white space, as most addresses and dates are, is copied at once. */
static struct buffer *squeeze(struct field_values *values, const struct node *node)
{
    const char *text = nodes_text(values->nodes, node);
    struct buffer *out = &values->text;
    bool plain = true;

    for (size_t i = 0; plain && i < node->length; i++)
        plain = text[i] > ' ' && text[i] <= '~';
    buffer_clear(out);
    if (plain)
        buffer_add(out, text, node->length);
    else
        text_squeeze(out, text, node->length);
    return out;
}

static enum field_result add_line(struct field_values *values, const struct node *node,
                                  const char *text, size_t length)
{
    buffer_clear(&values->text);
    markup_line(&values->text, text, length);
    return add_text(values, node);
}

/* Scalars, which are not null. FIELD_WRONG without a warning: the text is not of the type. */

static enum field_result read_line(struct field_values *values, const struct node *node)
{
    return add_line(values, node, nodes_text(values->nodes, node), node->length);
}

/* Eleventy's "permalink: false" says that there is no address. */
static enum field_result read_address(struct field_values *values, const struct node *node)
{
    if (node->plain && strcasecmp(nodes_text(values->nodes, node), "false") == 0)
        return FIELD_EMPTY;
    squeeze(values, node);
    return add_text(values, node);
}

static enum field_result read_domain(struct field_values *values, const struct node *node)
{
    struct buffer *text = squeeze(values, node);

    if (text->length > 0 && !domain_reduce(text))
        return FIELD_WRONG;
    return add_text(values, node);
}

/* Names in one text: what stands between commas if there are any, else words; links are whole. */
static enum field_result read_names(struct field_values *values, const struct node *node)
{
    const char *text = nodes_text(values->nodes, node), *end = text + node->length;
    bool commas = values->source->commas || memchr(text, ',', node->length);
    const char *separators = commas ? "," : " \t\r\n";
    enum field_result result = FIELD_EMPTY;
    bool closes = true;

    while (text < end) {
        size_t length = names_first(text, (size_t)(end - text), separators, &closes);
        if (add_line(values, node, text, length) == FIELD_SET)
            result = FIELD_SET;
        text += length + 1;
    }
    return result;
}

static enum field_result set_number(struct field_values *values, int64_t number)
{
    values->article->numbers[values->field->id] = number;
    values->article->has[values->field->id] = true;
    return FIELD_SET;
}

static bool is_date(struct field_values *values, const struct node *node, int64_t *seconds)
{
    const struct buffer *text = squeeze(values, node);

    return date_of_front_matter(seconds, buffer_text(text), text->length) == 0;
}

static enum field_result read_date(struct field_values *values, const struct node *node)
{
    int64_t seconds;

    return is_date(values, node, &seconds) ? set_number(values, seconds) : FIELD_WRONG;
}

/* Decimal, quoted or not; a fraction of zeros is none. */
static bool is_integer(const struct buffer *line)
{
    const char *text = buffer_text(line) + strspn(buffer_text(line), "+-");
    size_t digits = strspn(text, "0123456789");

    if (digits == 0 || text > buffer_text(line) + 1)
        return false;
    text += digits;
    if (*text == '.')
        text += 1 + strspn(text + 1, "0");
    return text == buffer_text(line) + line->length;
}

static enum field_result read_integer(struct field_values *values, const struct node *node)
{
    const struct buffer *line = squeeze(values, node);
    const char *text = buffer_text(line);
    bool negative = *text == '-';
    int64_t number = 0; /* negative, since there is one more negative number */

    if (!is_integer(line))
        return FIELD_WRONG;
    text += *text == '-' || *text == '+';
    for (; ascii_is_digit(*text); text++)
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_sub_overflow(number, *text - '0', &number))
            return FIELD_WRONG;
    if (!negative && number == INT64_MIN)
        return FIELD_WRONG;
    return set_number(values, negative ? number : -number);
}

/* YAML 1.1's words, as Jekyll reads them. */
static enum field_result read_boolean(struct field_values *values, const struct node *node)
{
    static const char *const words[] = { "false", "no", "off", "true", "yes", "on" };
    const struct buffer *word = squeeze(values, node);
    int64_t seconds;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ascii_is_word(buffer_text(word), word->length, words[i]))
            return set_number(values, (i >= 3) != values->source->inverted);
    return values->source->shared && is_date(values, node, &seconds) ? FIELD_OTHER : FIELD_WRONG;
}

/* Appends the text of the mapping's member, if it has one. */
static void read_member(struct field_values *values, struct buffer *out, const struct node *mapping,
                        const char *key)
{
    const struct node *place = nodes_find(values->nodes, mapping, key, strlen(key));

    buffer_clear(out);
    if (!place)
        return;
    const struct node *node = nodes_follow(values->nodes, place);
    if (node->kind != NODE_SCALAR)
        warn_of_kind(values, place, node, "not text");
    else if (!is_null(values, node))
        markup_line(out, nodes_text(values->nodes, node), node->length);
}

static enum field_result read_mapping_name(struct field_values *values, const struct node *node)
{
    read_member(values, &values->text, node, "name");
    if (values->text.length == 0)
        warn(values, node, "a mapping without a name", "", 0);
    return add_text(values, node);
}

/* Adds the title and excerpt in text and other. */
static enum field_result add_related(struct field_values *values, const struct node *place)
{
    struct list *list = &values->article->values[FIELD_RELATED];

    if (values->text.length + values->other.length == 0)
        return FIELD_EMPTY;
    if (list->count >= 2 * VALUES_MAX) {
        warn(values, place, too_many, "", 0);
        return FIELD_SET;
    }
    list_add(list, buffer_text(&values->text), values->text.length);
    list_add(list, buffer_text(&values->other), values->other.length);
    return FIELD_SET;
}

static enum field_result read_related_title(struct field_values *values, const struct node *node)
{
    buffer_clear(&values->text);
    buffer_clear(&values->other);
    markup_line(&values->text, nodes_text(values->nodes, node), node->length);
    return add_related(values, node);
}

static enum field_result read_mapping_related(struct field_values *values, const struct node *node)
{
    read_member(values, &values->text, node, "title");
    read_member(values, &values->other, node, "excerpt");
    return add_related(values, node);
}

/* How a field's node is read. */
typedef enum field_result read_node(struct field_values *values, const struct node *node);

struct reading {
    const char *wrong;      /* what a value of another type is */
    const char *wrong_item; /* and what one in a list is */
    read_node *scalar;      /* of a value that is no list */
    read_node *mapping;     /* or NULL; also in a list */
    read_node *item;        /* of a scalar in a list; NULL: a list is wrong */
    bool first;             /* of a list the first value counts */
};

static const struct reading readings[FIELD_COUNT] = {
    [FIELD_TITLE] = { "not text", NULL, read_line, NULL, NULL, false },
    [FIELD_EXCERPT] = { "not text", NULL, read_line, NULL, NULL, false },
    [FIELD_TOPICS] = { "not a list of names", "not a name", read_names, read_mapping_name,
                       read_line, false },
    [FIELD_PROVIDER_NAME] = { "not a name", "not a name", read_line, read_mapping_name, NULL,
                              false },
    [FIELD_PROVIDER_DOMAIN] = { "not a domain", NULL, read_domain, NULL, NULL, false },
    [FIELD_AUTHORS] = { "not a list of names", "not a name", read_line, read_mapping_name,
                        read_line, false },
    [FIELD_CATEGORY] = { "not a name", "not a name", read_line, read_mapping_name, read_line,
                         true },
    [FIELD_TYPE] = { "not a name", "not a name", read_line, read_mapping_name, NULL, false },
    [FIELD_LANG] = { "not a name", NULL, read_line, NULL, NULL, false },
    [FIELD_DATE] = { "not a date such as 2021-06-27", NULL, read_date, NULL, NULL, false },
    [FIELD_URL] = { "not text", NULL, read_address, NULL, NULL, false },
    [FIELD_QUALITY] = { "not an integer", NULL, read_integer, NULL, NULL, false },
    [FIELD_HEAT] = { "not an integer", NULL, read_integer, NULL, NULL, false },
    [FIELD_PUBLISHED] = { "not true or false", NULL, read_boolean, NULL, NULL, false },
    [FIELD_RELATED] = { "not a list of articles", "not an article", read_related_title,
                        read_mapping_related, read_related_title, false },
};

static enum field_result read_item(struct field_values *values, const struct node *place)
{
    const struct reading *reading = &readings[values->field->id];
    const struct node *node = nodes_follow(values->nodes, place);

    if (node->kind == NODE_SCALAR)
        return is_null(values, node) ? FIELD_EMPTY : reading->item(values, node);
    if (node->kind == NODE_MAPPING)
        return reading->mapping(values, node);
    warn_of_kind(values, place, node, reading->wrong_item);
    return FIELD_EMPTY;
}

static enum field_result read_list(struct field_values *values, const struct node *list)
{
    const struct reading *reading = &readings[values->field->id];
    enum field_result result = FIELD_EMPTY;

    for (const struct node *node = nodes_first(values->nodes, list); node;
         node = nodes_next(values->nodes, node)) {
        if (read_item(values, node) == FIELD_SET)
            result = FIELD_SET;
        if (reading->first && result == FIELD_SET)
            return result;
    }
    if (list->cut)
        warn(values, list, too_many, "", 0);
    return result;
}

/* Why a scalar is of no use. */
static const char *wrong_scalar(struct field_values *values, const struct node *node)
{
    const struct reading *reading = &readings[values->field->id];
    bool too_large = reading->scalar == read_integer && is_integer(squeeze(values, node));

    return too_large ? "does not fit in 64 bits" : reading->wrong;
}

void field_values_release(struct field_values *values)
{
    list_release(&values->folded);
    buffer_release(&values->text);
    buffer_release(&values->other);
}

enum field_result field_values_read(struct field_values *values, const struct field *field,
                                    const struct field_source *source, const struct node *place)
{
    const struct reading *reading = &readings[field->id];
    const struct node *node = nodes_follow(values->nodes, place);
    enum field_result result = FIELD_WRONG;

    if (values->field != field)
        list_clear(&values->folded);
    values->field = field;
    values->source = source;
    values->warned = false;
    if (node->kind == NODE_SCALAR)
        result = is_null(values, node) ? FIELD_EMPTY : reading->scalar(values, node);
    else if (node->kind == NODE_LIST && reading->item)
        return read_list(values, node);
    else if (node->kind == NODE_MAPPING && reading->mapping)
        return reading->mapping(values, node);
    if (result != FIELD_WRONG)
        return result;
    if (field->kind == KIND_TIME && source->shared)
        return FIELD_OTHER;
    if (node->kind == NODE_SCALAR)
        warn(values, place, wrong_scalar(values, node), nodes_text(values->nodes, node),
             node->length);
    else
        warn_of_kind(values, place, node, reading->wrong);
    return field->kind == KIND_TIME ? FIELD_OTHER : FIELD_WRONG;
}
