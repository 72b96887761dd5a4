/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json_reader.c: JSON. jansson says what each string, number and word means; brackets, colons and
 * commas are followed here, since jansson does not keep the places of values. */
#include "data_form.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"

#define DEPTH_MAX 65 /* data_reader.c goes no deeper */

enum expected { VALUE, VALUE_OR_END, KEY, KEY_OR_END, COLON, COMMA_OR_END, NOTHING };

struct json_reader {
    const char *text;
    size_t length;
    size_t at; /* of what is not read yet */
    enum expected expected;
    bool mapping[DEPTH_MAX + 1]; /* whether each open bracket is { */
    size_t depth;
    size_t placed, line, column; /* the place of text[placed] */
    struct buffer value;         /* what the last item points to */
};

/* Sets the place of text[at]. Places are asked for in order. */
static void place(struct json_reader *reader, size_t at, struct data_item *item)
{
    for (; reader->placed < at; reader->placed++) {
        char byte = reader->text[reader->placed];
        reader->line += byte == '\n';
        reader->column = byte == '\n' ? 1 : reader->column + ((byte & 0xC0) != 0x80);
    }
    item->line = reader->line;
    item->column = reader->column;
}

/* The byte at at, 0 at the end; white space is passed over before. */
static char peek(struct json_reader *reader)
{
    while (reader->at < reader->length && strchr(" \t\r\n", reader->text[reader->at]) &&
           reader->text[reader->at])
        reader->at++;
    return reader->at < reader->length ? reader->text[reader->at] : '\0';
}

static int refuse(struct json_reader *reader, struct data_item *item, struct error *err)
{
    static const char *const names[] = {
        [VALUE] = "a value",
        [VALUE_OR_END] = "a value or ]",
        [KEY] = "a key in quotation marks",
        [KEY_OR_END] = "a key in quotation marks, or }",
        [COLON] = "a colon",
        [COMMA_OR_END] = "a comma or the closing bracket",
        [NOTHING] = "nothing",
    };
    place(reader, reader->at, item);
    return error_set(err, "not JSON: expected %s", names[reader->expected]);
}

/* Past the token at at, a string or a run of letters, digits and signs. */
static size_t token_end(const struct json_reader *reader)
{
    size_t at = reader->at;
    if (at == reader->length)
        return at;
    if (reader->text[at] != '"') {
        while (at < reader->length &&
               strchr("+-.0123456789abcdefghijklmnopqrstuvwxyz"
                      "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                      reader->text[at]) &&
               reader->text[at])
            at++;
        return at;
    }
    for (at++; at < reader->length && reader->text[at] != '"'; at++)
        at += reader->text[at] == '\\';
    return at < reader->length ? at + 1 : reader->length;
}

/* A string that is between its quotes what it means. */
static bool is_simple(const char *text, size_t length)
{
    if (length < 2 || text[0] != '"' || text[length - 1] != '"')
        return false;
    for (size_t i = 1; i < length - 1; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == '\\')
            return false;
    return true;
}

static int read_scalar(struct json_reader *reader, struct data_item *item, struct error *err)
{
    const char *text = reader->text + reader->at;
    size_t length = token_end(reader) - reader->at;
    json_error_t error;

    if (length == 0)
        return refuse(reader, item, err);
    place(reader, reader->at, item);
    buffer_clear(&reader->value);
    item->kind = DATA_SCALAR;
    item->plain = *text != '"';
    if (is_simple(text, length)) {
        buffer_add(&reader->value, text + 1, length - 2);
    } else {
        json_t *value = json_loadb(
            text, length, JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, &error);
        if (!value)
            return error_set(err, "not JSON: %s", error.text);
        if (json_is_string(value))
            buffer_add(&reader->value, json_string_value(value), json_string_length(value));
        else
            buffer_add(&reader->value, text, length);
        json_decref(value);
    }
    reader->at += length;
    item->value = buffer_text(&reader->value);
    item->length = reader->value.length;
    return 0;
}

static void after_value(struct json_reader *reader)
{
    reader->expected = reader->depth > 0 ? COMMA_OR_END : NOTHING;
}

static int open_bracket(struct json_reader *reader, struct data_item *item, struct error *err)
{
    bool mapping = reader->text[reader->at] == '{';
    place(reader, reader->at++, item);
    if (reader->depth == DEPTH_MAX)
        return error_set(err, "nested too deep");
    reader->mapping[++reader->depth] = mapping;
    item->kind = mapping ? DATA_MAPPING_START : DATA_LIST_START;
    reader->expected = mapping ? KEY_OR_END : VALUE_OR_END;
    return 0;
}

static int close_bracket(struct json_reader *reader, struct data_item *item)
{
    place(reader, reader->at++, item);
    item->kind = reader->mapping[reader->depth--] ? DATA_MAPPING_END : DATA_LIST_END;
    after_value(reader);
    return 0;
}

/* Passes over a comma or colon. 1: it was not what stands there. */
static int pass_sign(struct json_reader *reader, char byte)
{
    if (reader->expected == COLON && byte == ':')
        reader->expected = VALUE;
    else if (reader->expected == COMMA_OR_END && byte == ',')
        reader->expected = reader->mapping[reader->depth] ? KEY : VALUE;
    else
        return 1;
    reader->at++;
    return 0;
}

static int json_next(void *state, struct data_item *item, struct error *err)
{
    struct json_reader *reader = state;
    char byte = peek(reader);
    enum expected expected = reader->expected;

    if (expected == NOTHING)
        return byte || reader->at < reader->length ? refuse(reader, item, err) : 0;
    if (expected == COLON || expected == COMMA_OR_END) {
        if (pass_sign(reader, byte) == 0)
            return json_next(state, item, err);
    }
    expected = reader->expected;
    bool may_end = expected == VALUE_OR_END || expected == KEY_OR_END || expected == COMMA_OR_END;
    if (may_end && byte == (reader->mapping[reader->depth] ? '}' : ']'))
        return close_bracket(reader, item);
    if (expected == KEY || expected == KEY_OR_END) {
        if (byte != '"')
            return refuse(reader, item, err);
        reader->expected = COLON;
        return read_scalar(reader, item, err);
    }
    if (expected != VALUE && expected != VALUE_OR_END)
        return refuse(reader, item, err);
    if (byte == '{' || byte == '[')
        return open_bracket(reader, item, err);
    if (read_scalar(reader, item, err) < 0)
        return -1;
    after_value(reader);
    return 0;
}

static void *json_open(const char *text, size_t length)
{
    struct json_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return NULL;
    reader->text = text;
    reader->length = length;
    reader->line = reader->column = 1;
    return reader;
}

static void json_close(void *state)
{
    struct json_reader *reader = state;
    buffer_release(&reader->value);
    free(reader);
}

const struct data_form data_form_json = { json_open, json_next, json_close };
