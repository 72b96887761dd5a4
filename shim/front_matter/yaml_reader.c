/* SPDX-License-Identifier: GPL-2.0-or-later */
/* yaml_reader.c: YAML, over libyaml. The only file that includes yaml.h. */

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "data_form.h"
#include "surrogates.h"

struct yaml_reader {
    yaml_parser_t parser;
    yaml_event_t event; /* the last one, which the caller's item points into */
    const char *text;
    size_t length;
    char *copy;    /* of text, with surrogates hidden; NULL: it has none */
    size_t *pairs; /* which characters of text begin an escaped pair in double quotes */
    size_t pair_count, next_pair;
    bool had_document;
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
                              struct data_item *item)
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

static void place(struct yaml_reader *reader, const yaml_mark_t *mark, struct data_item *item)
{
    if (reader->odd_breaks) {
        place_in_odd_text(reader, mark, item);
        return;
    }
    item->line = mark->line + 1;
    item->column = mark->column + 1;
}

static void place_of_byte(const struct yaml_reader *reader, size_t offset, struct data_item *item)
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

/* The place where one of these errors begins says more than where libyaml notices it, which may be
 * a later line. */
static const yaml_mark_t *blamed_mark(const yaml_parser_t *parser)
{
    const char *context = parser->context ? parser->context : "";
    bool begins_it = strcmp(context, "while scanning a quoted scalar") == 0 ||
                     strcmp(context, "while scanning a simple key") == 0 ||
                     (strncmp(context, "while parsing a flow ", 21) == 0 &&
                      parser->context_mark.line != parser->problem_mark.line);
    return begins_it ? &parser->context_mark : &parser->problem_mark;
}

static const char tab[] = "a tab in the indentation; write spaces";

/* The commonest errors of front matter, in the words of a writer; libyaml speaks of tokens. problem
 * begins what libyaml says, context is a part of where it says it, or NULL: any. */
static const struct {
    const char *problem, *context, *sentence;
} sentences[] = {
    { "mapping values are not allowed", NULL,
      "a colon and a space inside a value; write the value in quotation marks, or correct the "
      "indentation" },
    { "found a tab character", NULL, tab },
    { "found character that cannot start any token", NULL,
      "a value cannot begin with this character; write the value in quotation marks" },
    { "did not find expected alphabetic", NULL,
      "* or & at the beginning of a value; write the value in quotation marks" },
    { "found unexpected end of stream", "quoted scalar", "this quotation mark is never closed" },
    { "found unknown escape character", NULL,
      "unknown character after a backslash; write \\\\ for a backslash, or use single quotation "
      "marks" },
    { "block sequence entries are not allowed", NULL,
      "a list cannot begin on this line; write the hyphen on a line of its own, or the value in "
      "quotation marks" },
    { "did not find expected key", NULL,
      "text after the end of a value, or wrong indentation (write ' as '' in single quotation "
      "marks, \" as \\\" in double ones)" },
    { "did not find expected <document start>", NULL, "wrong indentation" },
    { "did not find expected ',' or ']'", NULL, "this list has no closing bracket or no comma" },
    { "did not find expected ',' or '}'", NULL, "this mapping has no closing brace or no comma" },
    { "did not find expected node content", "flow node",
      "a value or a closing bracket is missing before this place" },
    { "could not find expected ':'", NULL,
      "this line is not of the form \"key: value\", with a space after the colon" },
};

/* Whether the character at the mark is a tab. */
static bool is_tab(const struct yaml_reader *reader, const yaml_mark_t *mark)
{
    size_t offset = 0, characters = 0;
    for (; offset < reader->length && characters <= mark->index; offset++)
        characters += (reader->text[offset] & 0xC0) != 0x80;
    return characters == mark->index + 1 && reader->text[offset - 1] == '\t';
}

/* NULL: libyaml's sentence is as good. */
static const char *plain_sentence(const struct yaml_reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    bool no_token =
        parser->context && strcmp(parser->context, "while scanning for the next token") == 0;
    if (no_token && is_tab(reader, &parser->problem_mark))
        return tab;
    for (size_t i = 0; parser->problem && i < sizeof sentences / sizeof *sentences; i++)
        if (strncmp(parser->problem, sentences[i].problem, strlen(sentences[i].problem)) == 0 &&
            (!sentences[i].context ||
             (parser->context && strstr(parser->context, sentences[i].context))))
            return sentences[i].sentence;
    return NULL;
}

static int parser_failed(struct yaml_reader *reader, struct data_item *item, struct error *err)
{
    const yaml_parser_t *parser = &reader->parser;
    const char *problem = parser->problem ? parser->problem : "unknown error";

    if (parser->error == YAML_MEMORY_ERROR)
        return error_set(err, "out of memory");
    if (parser->error == YAML_READER_ERROR) {
        place_of_byte(reader, parser->problem_offset, item);
        if (parser->problem_value > 0)
            return error_set(err, "%s: U+%04X", problem, (unsigned)parser->problem_value);
        return error_set(err, "%s", problem);
    }
    place(reader, blamed_mark(parser), item);
    const char *sentence = plain_sentence(reader);
    if (sentence)
        return error_set(err, "not YAML: %s", sentence);
    if (parser->context)
        return error_set(err, "not YAML: %s %s", problem, parser->context);
    return error_set(err, "not YAML: %s", problem);
}

static void fill_scalar(struct data_item *item, const yaml_event_t *event)
{
    item->kind = DATA_SCALAR;
    item->value = (const char *)event->data.scalar.value;
    item->length = event->data.scalar.length;
    item->anchor = (const char *)event->data.scalar.anchor;
    item->tag = (const char *)event->data.scalar.tag;
    item->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

/* Makes an item of the event. False: the event is none of the caller's business. */
static bool fill(struct data_item *item, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        fill_scalar(item, event);
        return true;
    case YAML_ALIAS_EVENT:
        item->kind = DATA_ALIAS;
        item->value = (const char *)event->data.alias.anchor;
        item->length = strlen(item->value);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        item->kind = DATA_LIST_START;
        item->anchor = (const char *)event->data.sequence_start.anchor;
        item->tag = (const char *)event->data.sequence_start.tag;
        return true;
    case YAML_MAPPING_START_EVENT:
        item->kind = DATA_MAPPING_START;
        item->anchor = (const char *)event->data.mapping_start.anchor;
        item->tag = (const char *)event->data.mapping_start.tag;
        return true;
    case YAML_SEQUENCE_END_EVENT:
        item->kind = DATA_LIST_END;
        return true;
    case YAML_MAPPING_END_EVENT:
        item->kind = DATA_MAPPING_END;
        return true;
    default:
        return false;
    }
}

/* Whether the scalar between the marks has a pair of which next_pair is at most the first. */
static bool has_pair(struct yaml_reader *reader, const yaml_mark_t *start, const yaml_mark_t *end)
{
    while (reader->next_pair < reader->pair_count &&
           reader->pairs[reader->next_pair] < start->index)
        reader->next_pair++;
    return reader->next_pair < reader->pair_count && reader->pairs[reader->next_pair] < end->index;
}

/* Of the pairs hidden in copy, keeps those in double quotes; elsewhere \\u is text. */
static void keep_quoted_pairs(struct yaml_reader *reader, const size_t *offsets)
{
    yaml_parser_t parser;
    yaml_token_t token;
    size_t kept = 0, next = 0;
    bool more = yaml_parser_initialize(&parser);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)reader->copy, reader->length);
    while (more && yaml_parser_scan(&parser, &token)) {
        bool quoted = token.type == YAML_SCALAR_TOKEN &&
                      token.data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
        for (; next < reader->pair_count && reader->pairs[next] < token.end_mark.index; next++)
            if (quoted && reader->pairs[next] >= token.start_mark.index)
                reader->pairs[kept++] = reader->pairs[next];
            else
                memcpy(reader->copy + offsets[next], reader->text + offsets[next],
                       SURROGATES_LENGTH);
        more = token.type != YAML_STREAM_END_TOKEN;
        yaml_token_delete(&token);
    }
    reader->pair_count = kept;
    yaml_parser_delete(&parser);
}

/* False: out of memory. */
static bool hide_pairs(struct yaml_reader *reader)
{
    const char *text = reader->text;
    size_t length = reader->length, count = 1, characters = 0, before = 0;
    size_t at = surrogates_find(text, length, 0);
    if (at == length)
        return true;
    for (size_t i = at; (i = surrogates_find(text, length, i + SURROGATES_LENGTH)) < length;)
        count++;
    size_t *offsets = calloc(count, sizeof *offsets);
    reader->copy = malloc(length);
    reader->pairs = calloc(count, sizeof *reader->pairs);
    if (offsets && reader->copy && reader->pairs) {
        memcpy(reader->copy, text, length);
        for (; at < length; at = surrogates_find(text, length, at + SURROGATES_LENGTH)) {
            for (; before < at; before++)
                characters += (text[before] & 0xC0) != 0x80;
            offsets[reader->pair_count] = at;
            reader->pairs[reader->pair_count++] = characters;
            surrogates_hide(reader->copy + at, text + at);
        }
        keep_quoted_pairs(reader, offsets);
    }
    free(offsets);
    return reader->copy && reader->pairs;
}

static void yaml_close(void *state)
{
    struct yaml_reader *reader = state;

    yaml_event_delete(&reader->event);
    yaml_parser_delete(&reader->parser);
    free(reader->copy);
    free(reader->pairs);
    free(reader);
}

static void *yaml_open(const char *text, size_t length)
{
    struct yaml_reader *reader = calloc(1, sizeof *reader);

    if (!reader || !yaml_parser_initialize(&reader->parser)) {
        free(reader);
        return NULL;
    }
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    reader->text = text;
    reader->length = length;
    reader->odd_breaks = has_odd_breaks(text, length);
    reader->known_line = reader->known_column = 1;
    if (!hide_pairs(reader)) {
        yaml_close(reader);
        return NULL;
    }
    const char *input = reader->copy ? reader->copy : text;
    yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader->parser, (const unsigned char *)input, length);
    return reader;
}

static int yaml_next(void *state, struct data_item *item, struct error *err)
{
    struct yaml_reader *reader = state;

    for (;;) {
        yaml_event_delete(&reader->event);
        if (!yaml_parser_parse(&reader->parser, &reader->event))
            return parser_failed(reader, item, err);
        place(reader, &reader->event.start_mark, item);
        if (reader->event.type == YAML_STREAM_END_EVENT)
            return 0;
        if (reader->event.type == YAML_DOCUMENT_START_EVENT) {
            if (reader->had_document)
                return error_set(err, "more than one document");
            reader->had_document = true;
        }
        if (reader->event.type == YAML_SCALAR_EVENT &&
            has_pair(reader, &reader->event.start_mark, &reader->event.end_mark))
            reader->event.data.scalar.length = surrogates_join(
                (char *)reader->event.data.scalar.value, reader->event.data.scalar.length);
        if (fill(item, &reader->event))
            return 0;
    }
}

const struct data_form data_form_yaml = { yaml_open, yaml_next, yaml_close };
