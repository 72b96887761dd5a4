/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "template_modifier.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "column.h"
#include "csv_text.h"
#include "fatal.h"
#include "json_writer.h"
#include "memory.h"
#include "text.h"
#include "url_text.h"
#include "xml_text.h"

#define WIDTH_MAX 1000
#define CONVERSION_SIZE 64 /* bytes of the output of one % of strftime */

static const struct {
    const char *name;
    enum modifier_kind kind;
} names[] = {
    { "html", MODIFIER_HTML },
    { "csv", MODIFIER_CSV },
    { "json", MODIFIER_JSON },
    { "url", MODIFIER_URL },
};

static bool is_time(int column)
{
    return column < FIELD_COUNT && schema_field((enum field_id)column)->kind == KIND_TIME;
}

static bool is_number(int column)
{
    return column == COLUMN_RANK || column == COLUMN_SCORE || column == COLUMN_COLLAPSED ||
           (column < FIELD_COUNT && schema_field((enum field_id)column)->kind == KIND_INTEGER);
}

/* The bytes of a conversion of strftime after its %: a letter, before it a flag as of GNU date.
 * Only what needs no time zone but UTC; 0: it is none. */
static size_t conversion_length(const char *text, size_t length)
{
    size_t flag = length > 1 && strchr("-_0^#", text[0]) ? 1 : 0;
    bool known = flag < length && strchr("aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%", text[flag]);
    return known ? flag + 1 : 0;
}

static int read_form(struct template_modifier *modifier, const char *text, size_t length,
                     size_t *place, struct error *err)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '%')
            continue;
        size_t conversion = conversion_length(text + i + 1, length - i - 1);
        if (conversion == 0) {
            *place = i;
            return error_set(err, "unknown conversion in a time format; strftime(3) has "
                                  "%%d %%b %%Y, %%F, %%H:%%M and more");
        }
        i += conversion;
    }
    modifier->kind = MODIFIER_TIME;
    modifier->form = memory_copy(text, length);
    return 0;
}

static int read_width(struct template_modifier *modifier, const char *text, struct error *err)
{
    unsigned long width = strtoul(text, NULL, 10);
    if (*text == '0' && width > 0) /* not that of printf(3) */
        return error_set(err, "a width in a template fills with spaces, never with 0");
    if (width < 1 || width > WIDTH_MAX)
        return error_set(err, "a width in a template is a number from 1 to %d", WIDTH_MAX);
    modifier->kind = MODIFIER_WIDTH;
    modifier->width = width;
    return 0;
}

int template_modifier_read(struct template_modifier *modifier, const char *text, size_t length,
                           int column, size_t *place, struct error *err)
{
    *modifier = (struct template_modifier){ .kind = MODIFIER_NONE };
    *place = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == length && memcmp(names[i].name, text, length) == 0) {
            modifier->kind = names[i].kind;
            return 0;
        }
    if (length > 0 && strspn(text, "0123456789") >= length)
        return read_width(modifier, text, err);
    bool form = memchr(text, '%', length);
    if (form && is_time(column))
        return read_form(modifier, text, length, place, err);
    if (form)
        return error_set(err,
                         "a time format such as %%d %%b %%Y is for times, as in "
                         "{publishedDateTime:%%F}; %s is not a time",
                         column_key(column));
    return error_set(err, "unknown modifier: expected html, csv, json, url, %sa width such as 20",
                     is_time(column) ? "a time format such as %d %b %Y, or " : "or ");
}

void template_modifier_release(struct template_modifier *modifier)
{
    free(modifier->form);
    *modifier = (struct template_modifier){ .kind = MODIFIER_NONE };
}

/* Numbers are aligned to the right, as in printf and Python. */
static void add_filled(struct buffer *out, const struct buffer *value, size_t width, bool right)
{
    size_t columns = text_columns(buffer_text(value), value->length);
    size_t spaces = columns < width ? width - columns : 0;
    if (right)
        buffer_printf(out, "%*s", (int)spaces, "");
    buffer_add(out, buffer_text(value), value->length);
    if (!right)
        buffer_printf(out, "%*s", (int)spaces, "");
}

/* Adds the time in this form, in UTC and English. */
static void add_time(struct buffer *out, const char *form, int64_t seconds)
{
    time_t moment = (time_t)seconds;
    struct tm tm;
    if (!gmtime_r(&moment, &tm))
        return;
    while (*form) {
        if (*form != '%') {
            buffer_add_byte(out, *form++);
            continue;
        }
        char conversion[4] = "", text[CONVERSION_SIZE];
        size_t length = 1 + conversion_length(form + 1, strlen(form + 1));
        memcpy(conversion, form, length);
        form += length;
        if (conversion[length - 1] == 's') /* strftime reads tm as local time there */
            buffer_printf(out, "%" PRId64, seconds);
        else if (conversion[length - 1] == 'Z')
            buffer_add_text(out, "UTC");
        else
            buffer_add(out, text, strftime(text, sizeof text, conversion, &tm));
    }
}

static void add_json(struct buffer *out, const struct result *result, int column)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (!stream)
        fatal_exit("no memory for a value of a template");
    json_write_value(stream, result, column);
    fclose(stream);
    buffer_add(out, text, length);
    free(text);
}

void template_modifier_add(struct buffer *out, const struct template_modifier *modifier,
                           const struct result *result, int column)
{
    struct buffer value = BUFFER_INIT;
    if (modifier->kind != MODIFIER_TIME && modifier->kind != MODIFIER_JSON)
        column_add_text(&value, result, column);
    switch (modifier->kind) {
    case MODIFIER_NONE:
        buffer_add(out, buffer_text(&value), value.length);
        break;
    case MODIFIER_HTML:
        xml_text_add(out, buffer_text(&value), value.length);
        break;
    case MODIFIER_JSON:
        add_json(out, result, column);
        break;
    case MODIFIER_CSV:
        csv_text_add(out, buffer_text(&value), value.length);
        break;
    case MODIFIER_URL:
        url_text_add(out, buffer_text(&value), value.length, "-._~");
        break;
    case MODIFIER_TIME:
        if (result->article.has[column])
            add_time(out, modifier->form, result->article.numbers[column]);
        break;
    case MODIFIER_WIDTH:
        add_filled(out, &value, modifier->width, is_number(column));
        break;
    }
    buffer_release(&value);
}
