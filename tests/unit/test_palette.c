/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_palette.c: colours of text, set as ripgrep has them. */
#include "output/palette.h"

#include "tap.h"

/* settings stand between spaces. */
static void is_look(const char *settings, enum palette_style style, const char *want)
{
    struct palette palette;
    struct error err = { .text = "" };
    char copy[128];
    palette_init(&palette);
    snprintf(copy, sizeof copy, "%s", settings);
    for (char *setting = strtok(copy, " "); setting; setting = strtok(NULL, " "))
        if (palette_set(&palette, setting, &err))
            tap_note("%s", err.text);
    tap_is_text(palette.looks[style].sgr, want, "the settings '%s' give their escape", settings);
}

static void is_refused(const char *setting, const char *want)
{
    struct palette palette;
    struct error err = { .text = "" };
    palette_init(&palette);
    tap_ok(palette_set(&palette, setting, &err) < 0 && strstr(err.text, want),
           "the error of '%s' says: %s", setting, want);
    if (!strstr(err.text, want))
        tap_note("got '%s'", err.text);
}

int main(void)
{
    is_look("", STYLE_MATCH, "1;31");
    is_look("", STYLE_SNIPPET, "");
    is_look("match:fg:green", STYLE_MATCH, "1;32");
    is_look("match:fg:green match:style:nobold", STYLE_MATCH, "32");
    is_look("match:style:intense match:fg:green", STYLE_MATCH, "1;92");
    is_look("match:none", STYLE_MATCH, "");
    is_look("match:none match:fg:blue match:bg:yellow match:style:underline", STYLE_MATCH,
            "4;34;43");
    is_look("title:fg:208 title:style:italic", STYLE_TITLE, "1;3;38;5;208");
    is_look("url:fg:0,128,255 url:bg:7", STYLE_URL, "38;2;0;128;255;48;5;7");
    is_look("url:fg:red", STYLE_PATH, "2");
    is_look("path:style:nodim", STYLE_PATH, "");
    is_refused("mach:fg:red", "did you mean 'match'?");
    is_refused("match:fgg:red", "one of fg, bg, style, none");
    is_refused("match:fg:rde", "did you mean 'red'?");
    is_refused("match:fg:256", "unknown colour");
    is_refused("match:fg:1,2", "three of them");
    is_refused("match:fg:1,2,3,4", "unknown colour");
    is_refused("match:style:blink", "unknown style 'blink' in colors");
    is_refused("match:fg", "as in match:fg:red");
    is_refused("match:none:x", "as in match:fg:red");
    is_refused("match", "unknown setting '' in colors");
    is_refused("", "unknown part '' in colors");
    return tap_done();
}
