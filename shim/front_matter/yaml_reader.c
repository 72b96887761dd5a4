/* The only file that includes yaml.h. */
#include "yaml_reader.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define DEPTH_MAX 64

struct yaml_reader {
    yaml_parser_t parser;
    yaml_event_t event; /* the last one, which the caller's item points into */
    const char *text;
    size_t length;
    size_t depth;
    bool had_document;
    bool ended; /* or failed: nothing more is read */
    /* Whether the text has breaks that YAML counts as the end of a line and editors do
     * not: then places are found anew, from the number of the character. */
    bool odd_breaks;
    size_t known_index, known_offset, known_line, known_column; /* the last place found so */
};

static bool has_odd_breaks(const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *p = text; (p = memchr(p, '\r', (size_t)(end - p))); p++)
        if (p + 1 == end || p[1] != '\n')
            return true;
    for (const char *p = text; (p = memchr(p, 0xC2, (size_t)(end - p))); p++)
        if (p + 1 < end && p[1] == '\x85') /* next line */
            return true;
    for (const char *p = text; (p = memchr(p, 0xE2, (size_t)(end - p))); p++)
        if (p + 2 < end && p[1] == '\x80' && (p[2] == '\xA8' || p[2] == '\xA9'))
            return true; /* line separator, paragraph separator */
    return false;
}

/* One character on, from the place that is known. */
static void step(struct yaml_reader *reader)
{
    if (reader->text[reader->known_offset++] == '\n') {
        reader->known_line++;
        reader->known_column = 1;
    } else {
        reader->known_column++;
    }
    while (reader->known_offset < reader->length &&
           (reader->text[reader->known_offset] & 0xC0) == 0x80)
        reader->known_offset++;
    reader->known_index++;
}

/* Marks come in order but for an error's, which may lie before what was read ahead. */
static void place_in_odd_text(struct yaml_reader *reader, const yaml_mark_t *mark,
                              struct yaml_item *item)
{
    if (mark->index < reader->known_index) {
        reader->known_index = reader->known_offset = 0;
        reader->known_line = reader->known_column = 1;
    }
    while (reader->known_index < mark->index && reader->known_offset < reader->length)
        step(reader);
    item->line = reader->known_line;
    item->column = reader->known_column;
}

static void place(struct yaml_reader *reader, const yaml_mark_t *mark, struct yaml_item *item)
{
    if (reader->odd_breaks) {
        place_in_odd_text(reader, mark, item);
        return;
    }
    item->line = mark->line + 1;
    item->column = mark->column + 1;
}

static void place_of_byte(const struct yaml_reader *reader, size_t offset, struct yaml_item *item)
{
    item->line = item->column = 1;
    for (size_t i = 0; i < offset && i < reader->length; i++) {
        if (reader->text[i] == '\n') {
            item->line++;
            item->column = 1;
        } else if ((reader->text[i] & 0xC0) != 0x80) {
            item->column++;
        }
    }
}

/* The end of the text says little about a quote that is never closed: its beginning does. */
static const yaml_mark_t *blamed_mark(const yaml_parser_t *parser)
{
    bool unclosed = parser->error == YAML_SCANNER_ERROR && parser->context &&
                    strcmp(parser->context, "while scanning a quoted scalar") == 0;
    return unclosed ? &parser->context_mark : &parser->problem_mark;
}

static int parser_failed(struct yaml_reader *reader, struct yaml_item *item, struct error *err)
{
    const yaml_parser_t *parser = &reader->parser;
    const char *problem = parser->problem ? parser->problem : "not YAML";

    reader->ended = true;
    if (parser->error == YAML_MEMORY_ERROR)
        return error_set(err, "out of memory");
    if (parser->error == YAML_READER_ERROR) {
        place_of_byte(reader, parser->problem_offset, item);
        if (parser->problem_value > 0)
            return error_set(err, "%s: U+%04X", problem, (unsigned)parser->problem_value);
        return error_set(err, "%s", problem);
    }
    place(reader, blamed_mark(parser), item);
    if (parser->context)
        return error_set(err, "%s %s", problem, parser->context);
    return error_set(err, "%s", problem);
}

static int refuse(struct yaml_reader *reader, struct yaml_item *item, const char *reason,
                  struct error *err)
{
    reader->ended = true;
    place(reader, &reader->event.start_mark, item);
    return error_set(err, "%s", reason);
}

static void fill_scalar(struct yaml_item *item, const yaml_event_t *event)
{
    item->kind = YAML_SCALAR;
    item->value = (const char *)event->data.scalar.value;
    item->length = event->data.scalar.length;
    item->anchor = (const char *)event->data.scalar.anchor;
    item->tag = (const char *)event->data.scalar.tag;
    item->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

/* Makes an item of the event. False: the event is none of the caller's business. */
static bool fill(struct yaml_item *item, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        fill_scalar(item, event);
        return true;
    case YAML_ALIAS_EVENT:
        item->kind = YAML_ALIAS;
        item->value = (const char *)event->data.alias.anchor;
        item->length = strlen(item->value);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        item->kind = YAML_SEQUENCE_START;
        item->anchor = (const char *)event->data.sequence_start.anchor;
        item->tag = (const char *)event->data.sequence_start.tag;
        return true;
    case YAML_MAPPING_START_EVENT:
        item->kind = YAML_MAPPING_START;
        item->anchor = (const char *)event->data.mapping_start.anchor;
        item->tag = (const char *)event->data.mapping_start.tag;
        return true;
    case YAML_SEQUENCE_END_EVENT:
        item->kind = YAML_SEQUENCE_END;
        return true;
    case YAML_MAPPING_END_EVENT:
        item->kind = YAML_MAPPING_END;
        return true;
    default:
        return false;
    }
}

struct yaml_reader *yaml_reader_new(const char *text, size_t length)
{
    struct yaml_reader *reader = calloc(1, sizeof *reader);

    if (!reader || !yaml_parser_initialize(&reader->parser)) {
        free(reader);
        return NULL; /* yaml_reader_next reports it */
    }
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader->parser, (const unsigned char *)text, length);
    reader->text = text;
    reader->length = length;
    reader->odd_breaks = has_odd_breaks(text, length);
    reader->known_line = reader->known_column = 1;
    return reader;
}

void yaml_reader_free(struct yaml_reader *reader)
{
    if (!reader)
        return;
    yaml_event_delete(&reader->event);
    yaml_parser_delete(&reader->parser);
    free(reader);
}

int yaml_reader_next(struct yaml_reader *reader, struct yaml_item *item, struct error *err)
{
    *item = (struct yaml_item){ .kind = YAML_END, .line = 1, .column = 1 };
    if (!reader)
        return error_set(err, "out of memory");
    while (!reader->ended) {
        yaml_event_delete(&reader->event);
        if (!yaml_parser_parse(&reader->parser, &reader->event))
            return parser_failed(reader, item, err);
        if (reader->event.type == YAML_STREAM_END_EVENT)
            reader->ended = true;
        if (reader->event.type == YAML_DOCUMENT_START_EVENT) {
            if (reader->had_document)
                return refuse(reader, item, "more than one document", err);
            reader->had_document = true;
        }
        if (!fill(item, &reader->event))
            continue;
        if (item->kind == YAML_SEQUENCE_START || item->kind == YAML_MAPPING_START)
            reader->depth++;
        if (item->kind == YAML_SEQUENCE_END || item->kind == YAML_MAPPING_END)
            reader->depth--;
        if (reader->depth > DEPTH_MAX)
            return refuse(reader, item, "nested deeper than 64", err);
        place(reader, &reader->event.start_mark, item);
        return 0;
    }
    return 0;
}

int yaml_reader_skip(struct yaml_reader *reader, struct yaml_item *item, struct error *err)
{
    if (item->kind != YAML_SEQUENCE_START && item->kind != YAML_MAPPING_START)
        return 0;
    for (size_t outside = reader->depth - 1; reader->depth > outside;)
        if (yaml_reader_next(reader, item, err) < 0)
            return -1;
    return 0;
}
