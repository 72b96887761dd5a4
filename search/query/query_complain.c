/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_complain.c: a reason, the text it is about, and a caret under the place
 * (query_tree.h). struct error holds 1,024 bytes, so the text is cut around the place. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "buffer.h"
#include "query.h"
#include "query_tree.h"
#include "text.h"

#define REASON_BYTES 560  /* of the first line */
#define CONTEXT_BYTES 150 /* of the text, before the place and after it */
/* As wide as one line of a terminal, so that the line does not wrap and the caret is under the
 * place. */
#define BEFORE_COLUMNS 38
#define LINE_COLUMNS 76
#define CUT "\xE2\x80\xA6" /* … */

static bool inside_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Where the shown text begins: whole characters, not too many bytes or columns before place. */
static size_t context_start(const char *text, size_t place, size_t bytes)
{
    size_t start = place > bytes ? place - bytes : 0;
    while (start < place && start > 0 && inside_character(text[start]))
        start++;
    while (start < place && text_columns(text + start, place - start) > BEFORE_COLUMNS)
        do
            start++;
        while (start < place && inside_character(text[start]));
    return start;
}

static size_t context_end(const char *text, size_t length, size_t start, size_t place, size_t bytes)
{
    size_t most = length - place;
    if (most > bytes) {
        most = bytes;
        while (most > 0 && inside_character(text[place + most]))
            most--;
    }
    return place +
           text_fit(text + place, most, LINE_COLUMNS - text_columns(text + start, place - start));
}

/* The caret must not point into a character. */
static size_t character_start(const struct query_source *source, size_t place)
{
    if (place > source->length)
        place = source->length;
    while (place > 0 && place < source->length && inside_character(source->text[place]))
        place--;
    return place;
}

static void add_text_and_caret(struct buffer *out, const struct query_source *source, size_t place,
                               size_t bytes)
{
    const char *text = source->text;
    size_t start = context_start(text, place, bytes);
    size_t end = context_end(text, source->length, start, place, bytes);

    size_t line = out->length;
    if (start > 0)
        buffer_add_text(out, CUT);
    text_add_safe(out, text + start, place - start);
    size_t columns = text_columns(out->data + line, out->length - line);
    text_add_safe(out, text + place, end - place);
    if (end < source->length)
        buffer_add_text(out, CUT);
    buffer_printf(out, "\n%*s^", (int)columns, "");
}

static void cut(struct buffer *out, size_t most)
{
    if (out->length <= most)
        return;
    while (most > 0 && inside_character(out->data[most]))
        most--;
    out->length = most;
}

int query_complain(const struct query_source *source, size_t place, struct error *err,
                   const char *format, ...)
{
    struct error reason;
    struct buffer out = BUFFER_INIT;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(reason.text, sizeof reason.text, format, arguments);
    va_end(arguments);
    if (length < 0)
        reason.text[0] = '\0';

    if (source->name) {
        buffer_add_text(&out, "in the saved query @");
        text_add_safe(&out, source->name, strnlen(source->name, CONTEXT_BYTES));
        buffer_add_text(&out, ": ");
    }
    text_add_safe(&out, reason.text, strlen(reason.text));
    cut(&out, REASON_BYTES);
    buffer_add_byte(&out, '\n');
    place = character_start(source, place);
    size_t first_line = out.length;
    for (size_t context = CONTEXT_BYTES; context > 0; context /= 2) {
        add_text_and_caret(&out, source, place, context);
        if (out.length < sizeof err->text)
            break;
        out.length = first_line; /* in *out a byte that is not UTF-8 takes three */
    }
    error_set(err, "%s", buffer_text(&out));
    buffer_release(&out);
    return -1;
}

void query_warn(const struct query_options *options, const char *format, ...)
{
    struct error sentence;
    va_list arguments;
    if (!options->warn)
        return;
    va_start(arguments, format);
    vsnprintf(sentence.text, sizeof sentence.text, format, arguments);
    va_end(arguments);
    options->warn(options->warn_context, sentence.text);
}
