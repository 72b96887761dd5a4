/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "palette.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "list.h"
#include "memory.h"
#include "request/choice.h"

/* A colour: none, one of the eight names, of the 256, or 24 bits. */
#define COLOUR_NONE (-1)
#define COLOUR_OF_256 0x100
#define COLOUR_RGB 0x1000000

static const struct {
    const char *name;
    struct palette_look look;
} styles[] = {
    [STYLE_TITLE] = { "title", { .colours = { COLOUR_NONE, COLOUR_NONE }, .bold = true } },
    [STYLE_MATCH] = { "match", { .colours = { 1, COLOUR_NONE }, .bold = true } },
    [STYLE_ABOUT] = { "about", { .colours = { COLOUR_NONE, COLOUR_NONE }, .dim = true } },
    [STYLE_SNIPPET] = { "snippet", { .colours = { COLOUR_NONE, COLOUR_NONE } } },
    [STYLE_URL] = { "url", { .colours = { 6, COLOUR_NONE } } },
    [STYLE_PATH] = { "path", { .colours = { COLOUR_NONE, COLOUR_NONE }, .dim = true } },
    [STYLE_NUMBER] = { "number", { .colours = { COLOUR_NONE, COLOUR_NONE }, .dim = true } },
    [STYLE_HEADING] = { "heading", { .colours = { COLOUR_NONE, COLOUR_NONE }, .bold = true } },
};

static const char *const colour_names[] = { "black",   "red",  "green", "yellow", "blue",
                                            "magenta", "cyan", "white", NULL };

static const struct {
    const char *name;
    size_t member; /* of struct palette_look */
    bool value;
} attributes[] = {
    { "bold", offsetof(struct palette_look, bold), true },
    { "nobold", offsetof(struct palette_look, bold), false },
    { "dim", offsetof(struct palette_look, dim), true },
    { "nodim", offsetof(struct palette_look, dim), false },
    { "italic", offsetof(struct palette_look, italic), true },
    { "noitalic", offsetof(struct palette_look, italic), false },
    { "underline", offsetof(struct palette_look, underline), true },
    { "nounderline", offsetof(struct palette_look, underline), false },
    { "intense", offsetof(struct palette_look, intense), true },
    { "nointense", offsetof(struct palette_look, intense), false },
};
#define ATTRIBUTE_COUNT ((int)(sizeof attributes / sizeof *attributes))

static const char *attribute_name(int attribute)
{
    return attribute < ATTRIBUTE_COUNT ? attributes[attribute].name : NULL;
}

static const char *kind_name(int kind)
{
    static const char *const kinds[] = { "fg", "bg", "style", "none", NULL };
    return kinds[kind];
}

/* "match"; NULL past the last. */
static const char *name_of_style(int style)
{
    return style < STYLE_COUNT ? styles[style].name : NULL;
}

static void add_colour(struct buffer *out, const struct palette_look *look, int layer)
{
    int colour = look->colours[layer];
    if (colour >= COLOUR_RGB)
        buffer_printf(out, ";%d8;2;%d;%d;%d", 3 + layer, colour >> 16 & 255, colour >> 8 & 255,
                      colour & 255);
    else if (colour >= COLOUR_OF_256)
        buffer_printf(out, ";%d8;5;%d", 3 + layer, colour & 255);
    else if (colour != COLOUR_NONE)
        buffer_printf(out, ";%d", (look->intense ? 90 : 30) + 10 * layer + colour);
}

static void render(struct palette_look *look)
{
    struct buffer out = BUFFER_INIT;
    const bool on[] = { look->bold, look->dim, look->italic, look->underline };
    for (int i = 0; i < 4; i++)
        if (on[i])
            buffer_printf(&out, ";%d", i + 1);
    add_colour(&out, look, 0);
    add_colour(&out, look, 1);
    snprintf(look->sgr, sizeof look->sgr, "%s", out.length ? out.data + 1 : "");
    buffer_release(&out);
}

void palette_init(struct palette *palette)
{
    for (int style = 0; style < STYLE_COUNT; style++) {
        palette->looks[style] = styles[style].look;
        render(&palette->looks[style]);
    }
}

/* Decimal numbers up to 255 between commas; how many, 0: it is something else. */
static int read_numbers(int numbers[3], const char *text)
{
    int count = 0;
    for (;;) {
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > 3 || count == 3 || atoi(text) > 255)
            return 0;
        numbers[count++] = atoi(text);
        text += digits;
        if (*text == '\0')
            return count;
        if (*text++ != ',')
            return 0;
    }
}

static int read_colour(int *colour, const char *text, struct error *err)
{
    int numbers[3];
    for (int i = 0; colour_names[i]; i++)
        if (strcmp(colour_names[i], text) == 0) {
            *colour = i;
            return 0;
        }
    int count = read_numbers(numbers, text);
    if (count == 1)
        *colour = COLOUR_OF_256 | numbers[0];
    else if (count == 3)
        *colour = COLOUR_RGB | numbers[0] << 16 | numbers[1] << 8 | numbers[2];
    if (count == 1 || count == 3)
        return 0;
    struct list names = LIST_INIT;
    for (int i = 0; colour_names[i]; i++)
        list_add_text(&names, colour_names[i]);
    list_add_text(&names, "a number up to 255");
    list_add_text(&names, "three of them as in 0,128,255");
    int failed = choice_refuse("colour", "", text, strlen(text), &names, err);
    list_release(&names);
    return failed;
}

static int read_attribute(struct palette_look *look, const char *text, struct error *err)
{
    int attribute;
    if (choice_read(&attribute, attribute_name, "style", " in colors", text, err))
        return -1;
    *(bool *)((char *)look + attributes[attribute].member) = attributes[attribute].value;
    return 0;
}

/* The parts of style:kind:value, value NULL if there are but two. */
static int set_parts(struct palette *palette, const char *style_name, const char *kind_text,
                     const char *value, struct error *err)
{
    int style, kind;
    if (choice_read(&style, name_of_style, "part", " in colors", style_name, err) ||
        choice_read(&kind, kind_name, "setting", " in colors", kind_text, err))
        return -1;
    struct palette_look *look = &palette->looks[style];
    bool none = strcmp(kind_text, "none") == 0, attribute = strcmp(kind_text, "style") == 0;
    if (none == (value != NULL))
        return error_set(err, "a setting of colors is PART:fg:COLOUR, PART:bg:COLOUR, "
                              "PART:style:STYLE or PART:none, as in match:fg:red");
    int result = 0;
    if (none)
        *look = (struct palette_look){ .colours = { COLOUR_NONE, COLOUR_NONE } };
    else if (attribute)
        result = read_attribute(look, value, err);
    else
        result = read_colour(&look->colours[kind], value, err);
    render(look);
    return result;
}

int palette_set(struct palette *palette, const char *setting, struct error *err)
{
    char *copy = memory_copy_text(setting), *kind = strchr(copy, ':'), *value = NULL;
    if (kind) {
        *kind++ = '\0';
        value = strchr(kind, ':');
    }
    if (value)
        *value++ = '\0';
    int result = set_parts(palette, copy, kind ? kind : "", value, err);
    free(copy);
    return result;
}
