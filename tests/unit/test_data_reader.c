/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_data_reader.c: events, their places, and what is refused. */
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "data_reader.h"
#include "tap.h"

/* All events of text, "s" a plain scalar, "q" a quoted one, or how it failed. */
static const char *events(const char *text, size_t length)
{
    static struct buffer shown;
    struct data_reader *reader = data_reader_new(&data_form_yaml, text, length);
    struct data_item item;
    struct error err;

    buffer_clear(&shown);
    for (;;) {
        if (data_reader_next(reader, &item, &err) < 0) {
            buffer_printf(&shown, "! %zu:%zu %s", item.line, item.column, err.text);
            break;
        }
        if (item.kind == DATA_END)
            break;
        buffer_printf(&shown, "%c",
                      "?s[]{}*"[item.kind] == 's' && !item.plain ? 'q' : "?s[]{}*"[item.kind]);
        if (item.anchor)
            buffer_printf(&shown, "&%s", item.anchor);
        if (item.value)
            buffer_printf(&shown, "%s@%zu:%zu ", item.value, item.line, item.column);
    }
    data_reader_free(reader);
    return buffer_text(&shown);
}

static void is_events(const char *text, const char *want, const char *name)
{
    tap_is_text(events(text, strlen(text)), want, "%s", name);
}

static void test_events(void)
{
    is_events("", "", "an empty text has no events");
    is_events("# a comment\n", "", "a comment has no events");
    is_events("a: 1\nb: '2'\n", "{sa@1:1 s1@1:4 sb@2:1 q2@2:4 }",
              "plain and quoted scalars are read");
    is_events("- [x, {y: z}]\n", "[[sx@1:4 {sy@1:8 sz@1:11 }]]", "lists and mappings are read");
    is_events("a: &n b\nc: *n\n", "{sa@1:1 s&nb@1:4 sc@2:1 *n@2:4 }",
              "anchors and aliases are read");
    is_events("\xEF\xBB\xBFk: v", "{sk@1:1 sv@1:4 }", "a byte order mark is skipped");
}

static void test_places(void)
{
    is_events("é: ü\n", "{sé@1:1 sü@1:4 }", "columns count characters");
    is_events("a: 1\r\nb: 2\r\n", "{sa@1:1 s1@1:4 sb@2:1 s2@2:4 }", "CRLF ends one line");
    is_events("a: \"x\xE2\x80\xA8y\"\nb: 2\n", "{sa@1:1 qx\xE2\x80\xA8y@1:4 sb@2:1 s2@2:4 }",
              "a line separator ends no line of the file");
    is_events("a: \"x\rz\"\nb: 2\n", "{sa@1:1 qx z@1:4 sb@2:1 s2@2:4 }",
              "a lone carriage return ends no line of the file");
}

static void test_errors(void)
{
    is_events("a: b: c\n",
              "{sa@1:1 sb@1:4 ! 1:5 not YAML: a colon and a space inside a value; write the value "
              "in quotation marks, or correct the indentation",
              "a mapping in a scalar is an error");
    is_events("a: \"x\n", "{sa@1:1 ! 1:4 not YAML: this quotation mark is never closed",
              "the error of an open quote has the place where it opens");
    is_events("a: 1\nb: \x01\n", "! 2:4 control characters are not allowed: U+0001",
              "a control character is an error");
    is_events("é: \xFF\n", "! 1:4 invalid leading UTF-8 octet: U+00FF",
              "bytes that are not UTF-8 are an error");
    is_events("a\n---\nb\n", "sa@1:1 ! 2:1 more than one document",
              "a second document is an error");
    is_events("a: 1\n  b: 2\n",
              "{sa@1:1 s1 b@1:4 ! 2:4 not YAML: a colon and a space inside a value; write the "
              "value in quotation marks, or correct the indentation",
              "wrong indentation is an error");
}

static void test_depth(void)
{
    size_t length = 100000;
    char *text = malloc(length + 1);
    struct buffer nested = BUFFER_INIT;

    memset(text, '[', length);
    text[length] = '\0';
    const char *told = events(text, length);
    tap_ok(strstr(told, "! 1:65 nested deeper than 64") != NULL,
           "100,000 nested brackets are an error");
    for (int i = 0; i < 64; i++)
        buffer_add_byte(&nested, '[');
    for (int i = 0; i < 64; i++)
        buffer_add_byte(&nested, ']');
    told = events(nested.data, nested.length);
    tap_ok(strchr(told, '!') == NULL, "64 nested brackets are read");
    free(text);
    buffer_release(&nested);
}

static void test_skip(void)
{
    static const char text[] = "a: [1, {b: [2]}]\nc: 3\n";
    struct data_reader *reader = data_reader_new(&data_form_yaml, text, strlen(text));
    struct data_item item;
    struct error err;

    for (int i = 0; i < 3; i++)
        data_reader_next(reader, &item, &err);
    tap_ok(item.kind == DATA_LIST_START, "the first event is the list");
    tap_ok(data_reader_skip(reader, &item, &err) == 0, "a list is skipped");
    data_reader_next(reader, &item, &err);
    tap_is_text(item.value, "c", "the event after a skipped list is what follows it");
    tap_ok(data_reader_skip(reader, &item, &err) == 0, "skipping a scalar reads nothing more");
    data_reader_next(reader, &item, &err);
    tap_is_text(item.value, "3", "the event after a skipped scalar is what follows it");
    data_reader_free(reader);
    data_reader_free(NULL);
}

int main(void)
{
    test_events();
    test_places();
    test_errors();
    test_depth();
    test_skip();
    return tap_done();
}
