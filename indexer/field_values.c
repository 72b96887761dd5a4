#include "field_values.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "body/markup.h"
#include "date.h"
#include "text.h"

#define VALUES_MAX 1000     /* of one list; more are left out, with a warning */
#define SHOWN_LENGTH_MAX 60 /* of a wrong value in a warning */

static const char too_many[] = "more than 1000 values, the others are left out";

static void warn(struct field_values *values, const struct yaml_item *place, const char *reason,
                 const char *shown, size_t length)
{
    struct error message;
    const struct front_matter_options *options = values->options;

    if (!options || !options->warn || values->warned[values->field->id])
        return;
    values->warned[values->field->id] = true;
    if (length > SHOWN_LENGTH_MAX)
        for (length = SHOWN_LENGTH_MAX; length > 0 && (shown[length] & 0xC0) == 0x80;)
            length--;
    error_set(&message, "%zu:%zu: %s: %s%s%.*s", place->line + values->lines_before, place->column,
              values->name, reason, length > 0 ? ": " : "", (int)length, shown);
    options->warn(options->warn_context, message.text);
}

static void warn_of_kind(struct field_values *values, const struct yaml_item *item,
                         const char *reason)
{
    const char *kind = item->kind == YAML_SEQUENCE_START  ? "a list"
                       : item->kind == YAML_MAPPING_START ? "a mapping"
                                                          : "an alias of no text";
    warn(values, item, reason, kind, strlen(kind));
}

/* Whether a scalar says that there is no value. */
static bool is_null(const struct yaml_item *item)
{
    static const char *const nulls[] = { "~", "null", "Null", "NULL" };

    if (item->length == 0)
        return true;
    if (!item->plain || item->tag)
        return false;
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++)
        if (strcmp(item->value, nulls[i]) == 0)
            return true;
    return false;
}

/* Adds what stands in members[0]. A name twice is one name. */
static void add_text(struct field_values *values, const struct yaml_item *place)
{
    const struct buffer *text = &values->members[0];

    if (text->length == 0)
        return;
    if (values->texts.count >= VALUES_MAX) {
        warn(values, place, too_many, "", 0);
        return;
    }
    for (size_t i = 0; i < values->texts.count; i++) {
        const struct list_item *known = &values->texts.items[i];
        if (known->length == text->length && memcmp(known->data, text->data, text->length) == 0)
            return;
    }
    list_add(&values->texts, text->data, text->length);
}

/* A value without white space, as most addresses and dates are, is copied at once. */
static void squeeze(struct buffer *out, const struct yaml_item *item)
{
    bool plain = true;

    for (size_t i = 0; plain && i < item->length; i++)
        plain = item->value[i] > ' ' && item->value[i] <= '~';
    buffer_clear(out);
    if (plain)
        buffer_add(out, item->value, item->length);
    else
        text_squeeze(out, item->value, item->length);
}

/* Scalars: false if the text is not of the field's type. It is not null. */

static bool read_line(struct field_values *values, const struct yaml_item *item)
{
    buffer_clear(&values->members[0]);
    markup_line(&values->members[0], item->value, item->length);
    add_text(values, item);
    return true;
}

static bool read_address(struct field_values *values, const struct yaml_item *item)
{
    squeeze(&values->members[0], item);
    add_text(values, item);
    return true;
}

static bool read_domain(struct field_values *values, const struct yaml_item *item)
{
    struct buffer *domain = &values->members[0];

    squeeze(domain, item);
    for (size_t i = 0; i < domain->length; i++)
        if (domain->data[i] >= 'A' && domain->data[i] <= 'Z')
            domain->data[i] = (char)(domain->data[i] - 'A' + 'a');
    add_text(values, item);
    return true;
}

/* Jekyll's tags in one string: words; where there are commas, what stands between them. */
static bool read_words(struct field_values *values, const struct yaml_item *item)
{
    const char *separators = memchr(item->value, ',', item->length) ? "," : " \t\r\n";
    const char *end = item->value + item->length;

    for (const char *word = item->value; word < end;) {
        size_t length = strcspn(word, separators);
        struct yaml_item part = *item;
        part.value = word;
        part.length = length;
        read_line(values, &part);
        word += length;
        word += word < end;
    }
    return true;
}

static bool read_date(struct field_values *values, const struct yaml_item *item)
{
    struct error ignored; /* the warning names the value, which says enough */
    struct buffer *text = &values->members[0];

    squeeze(text, item);
    values->has_number =
        date_parse(&values->number, buffer_text(text), text->length, &ignored) == 0;
    return values->has_number;
}

/* Decimal, quoted or not; a fraction of zeros is none. */
static bool read_integer(struct field_values *values, const struct yaml_item *item)
{
    const char *text = item->value;
    bool negative = *text == '-';
    int64_t number = 0; /* negative, since there is one more negative number */

    if (*text == '-' || *text == '+')
        text++;
    size_t digits = strspn(text, "0123456789");
    if (digits == 0)
        return false;
    for (size_t i = 0; i < digits; i++)
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_sub_overflow(number, text[i] - '0', &number))
            return false;
    text += digits;
    if (*text == '.')
        text += 1 + strspn(text + 1, "0");
    if (text != item->value + item->length || (!negative && number == INT64_MIN))
        return false;
    values->number = negative ? number : -number;
    values->has_number = true;
    return true;
}

/* YAML 1.1's words, as Jekyll reads them. draft says the opposite of published. */
static bool read_boolean(struct field_values *values, const struct yaml_item *item)
{
    static const char *const words[] = { "false", "no", "off", "true", "yes", "on" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == item->length && strcasecmp(words[i], item->value) == 0) {
            values->has_number = true;
            values->number = (i >= 3) != (strcmp(values->name, "draft") == 0);
        }
    return values->has_number;
}

/* Adds the title and excerpt in members. */
static void add_related(struct field_values *values, const struct yaml_item *place)
{
    if (values->members[0].length + values->members[1].length == 0)
        return;
    if (values->texts.count >= 2 * VALUES_MAX) {
        warn(values, place, too_many, "", 0);
        return;
    }
    for (size_t i = 0; i < 2; i++)
        list_add(&values->texts, buffer_text(&values->members[i]), values->members[i].length);
}

static bool read_related_title(struct field_values *values, const struct yaml_item *item)
{
    buffer_clear(&values->members[0]);
    buffer_clear(&values->members[1]);
    markup_line(&values->members[0], item->value, item->length);
    add_related(values, item);
    return true;
}

/* Reads a mapping's members of these names into members[0] and [1]; others are skipped.
 * item is the mapping's start and ends as its end. */
static int read_members(struct field_values *values, const char *const names[2],
                        struct yaml_item *item, struct error *err)
{
    buffer_clear(&values->members[0]);
    buffer_clear(&values->members[1]);
    for (;;) {
        struct buffer *member = NULL;
        if (nodes_next(values->nodes, item, err) < 0)
            return -1;
        if (item->kind == YAML_MAPPING_END)
            return 0;
        for (size_t i = 0; i < 2; i++)
            if (item->kind == YAML_SCALAR && names[i] && strcmp(item->value, names[i]) == 0)
                member = &values->members[i];
        if (nodes_skip(values->nodes, item, err) < 0 || nodes_next(values->nodes, item, err) < 0)
            return -1;
        if (member) {
            buffer_clear(member);
            if (item->kind != YAML_SCALAR)
                warn_of_kind(values, item, "not text");
            else if (!is_null(item))
                markup_line(member, item->value, item->length);
        }
        if (nodes_skip(values->nodes, item, err) < 0)
            return -1;
    }
}

/* Collections. item is the start of one, and ends as its end. */

static int read_mapping_name(struct field_values *values, struct yaml_item *item, struct error *err)
{
    static const char *const names[2] = { "name", NULL };
    struct yaml_item place = *item;

    if (item->kind != YAML_MAPPING_START) {
        warn_of_kind(values, item, "not a name");
        values->wrong = !values->field->many;
        return nodes_skip(values->nodes, item, err);
    }
    if (read_members(values, names, item, err) < 0)
        return -1;
    if (values->members[0].length == 0)
        warn(values, &place, "a mapping without a name", "", 0);
    add_text(values, &place);
    return 0;
}

static int read_mapping_related(struct field_values *values, struct yaml_item *item,
                                struct error *err)
{
    static const char *const names[2] = { "title", "excerpt" };
    struct yaml_item place = *item;

    if (item->kind != YAML_MAPPING_START) {
        warn_of_kind(values, item, "not an article");
        return nodes_skip(values->nodes, item, err);
    }
    if (read_members(values, names, item, err) < 0)
        return -1;
    add_related(values, &place);
    return 0;
}

/* How a field's node is read. */
struct reading {
    const char *wrong; /* what a value of another type is */
    bool (*scalar)(struct field_values *values, const struct yaml_item *item);
    int (*collection)(struct field_values *values, struct yaml_item *item, struct error *err);
    bool (*list_scalar)(struct field_values *values, const struct yaml_item *item);
};

static const struct reading readings[FIELD_COUNT] = {
    [FIELD_TITLE] = { "not text", read_line, NULL, NULL },
    [FIELD_EXCERPT] = { "not text", read_line, NULL, NULL },
    [FIELD_TOPICS] = { "not a list of names", read_words, read_mapping_name, read_line },
    [FIELD_PROVIDER_NAME] = { "not a name", read_line, read_mapping_name, NULL },
    [FIELD_PROVIDER_DOMAIN] = { "not a domain", read_domain, NULL, NULL },
    [FIELD_AUTHORS] = { "not a list of names", read_line, read_mapping_name, read_line },
    [FIELD_CATEGORY] = { "not a name", read_line, read_mapping_name, NULL },
    [FIELD_TYPE] = { "not a name", read_line, read_mapping_name, NULL },
    [FIELD_DATE] = { "not a date", read_date, NULL, NULL },
    [FIELD_URL] = { "not text", read_address, NULL, NULL },
    [FIELD_QUALITY] = { "not an integer", read_integer, NULL, NULL },
    [FIELD_HEAT] = { "not an integer", read_integer, NULL, NULL },
    [FIELD_PUBLISHED] = { "not true or false", read_boolean, NULL, NULL },
    [FIELD_RELATED] = { "not a list of articles", read_related_title, read_mapping_related,
                        read_related_title },
};

static int read_list(struct field_values *values, const struct reading *reading,
                     struct yaml_item *item, struct error *err)
{
    for (;;) {
        if (nodes_next(values->nodes, item, err) < 0)
            return -1;
        if (item->kind == YAML_SEQUENCE_END)
            return 0;
        if (item->kind == YAML_SCALAR) {
            if (!is_null(item))
                reading->list_scalar(values, item);
        } else if (reading->collection(values, item, err) < 0) {
            return -1;
        }
    }
}

void field_values_init(struct field_values *values, struct nodes *nodes,
                       const struct front_matter_options *options, size_t lines_before)
{
    *values =
        (struct field_values){ .nodes = nodes, .options = options, .lines_before = lines_before };
}

void field_values_release(struct field_values *values)
{
    list_release(&values->texts);
    buffer_release(&values->members[0]);
    buffer_release(&values->members[1]);
}

int field_values_read(struct field_values *values, const struct field *field, const char *name,
                      struct yaml_item *item, struct error *err)
{
    const struct reading *reading = &readings[field->id];

    list_clear(&values->texts);
    values->has_number = values->wrong = false;
    values->field = field;
    values->name = name;
    if (item->kind == YAML_SCALAR) {
        if (is_null(item) || reading->scalar(values, item))
            return 0;
        values->wrong = true;
        warn(values, item, reading->wrong, item->value, item->length);
        return 0;
    }
    if (item->kind == YAML_SEQUENCE_START && reading->list_scalar)
        return read_list(values, reading, item, err);
    if (item->kind == YAML_MAPPING_START && reading->collection)
        return reading->collection(values, item, err);
    values->wrong = true;
    warn_of_kind(values, item, reading->wrong);
    return nodes_skip(values->nodes, item, err);
}
