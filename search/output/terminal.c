/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "environment.h"

#define COLUMNS_SUPPOSED 80
#define COLUMNS_MIN 20
#define COLUMNS_MAX 1000
#define PAGE_MAX 100

/* Whether it is a terminal that knows escape sequences. */
static bool is_capable(const char *type)
{
    return type && strcmp(type, "dumb") != 0;
}

/* Also one that knows colours but cannot move the cursor, such as dumb-emacs-ansi. */
static bool is_dumb(const char *type)
{
    return !type || strncmp(type, "dumb", strlen("dumb")) == 0;
}

/* https://no-color.org and https://bixense.com/clicolors */
static bool wants_color(bool interactive)
{
    const char *force = environment_get("CLICOLOR_FORCE"), *color = environment_get("CLICOLOR");
    if (environment_get("NO_COLOR"))
        return false;
    if (force && strcmp(force, "0") != 0)
        return true;
    if (color && strcmp(color, "0") == 0)
        return false;
    return interactive && is_capable(environment_get("TERM"));
}

/* The Linux console prints OSC sequences that it does not know. */
static bool knows_hyperlinks(bool interactive)
{
    const char *type = environment_get("TERM");
    return interactive && !is_dumb(type) && strcmp(type, "linux") != 0;
}

static bool decide(enum request_when when, bool automatic)
{
    return when == WHEN_ALWAYS || (when == WHEN_AUTO && automatic);
}

/* Only looks at the names, because loading a locale takes longer than a search. */
static bool is_unicode(void)
{
    const char *locale = environment_get("LC_ALL");
    if (!locale)
        locale = environment_get("LC_CTYPE");
    if (!locale)
        locale = environment_get("LANG");
    return locale && (strcasestr(locale, "utf-8") || strcasestr(locale, "utf8"));
}

static size_t size_variable(const char *name)
{
    const char *value = environment_get(name);
    char *end = NULL;
    unsigned long number = value ? strtoul(value, &end, 10) : 0;
    return end && *end == '\0' && number <= COLUMNS_MAX ? number : 0;
}

void terminal_look(struct terminal *terminal, int descriptor, const struct request *request)
{
    struct winsize size = { 0 };
    bool interactive = isatty(descriptor);
    size_t columns = size_variable("COLUMNS"), lines = size_variable("LINES");
    if (interactive && ioctl(descriptor, TIOCGWINSZ, &size) == 0) {
        columns = columns ? columns : size.ws_col;
        lines = lines ? lines : size.ws_row;
    }
    *terminal = (struct terminal){
        .interactive = interactive,
        .color = decide(request->color, wants_color(interactive)),
        .hyperlinks = decide(request->hyperlink, knows_hyperlinks(interactive)),
        .pages = interactive && !is_dumb(environment_get("TERM")),
        .unicode = is_unicode(),
        .bounded = columns > 0,
        .columns = columns ? columns : COLUMNS_SUPPOSED,
        .lines = lines,
        .palette = &request->palette,
    };
    if (terminal->columns < COLUMNS_MIN)
        terminal->columns = COLUMNS_MIN;
}

size_t terminal_page(const struct terminal *terminal)
{
    return terminal->columns < PAGE_MAX ? terminal->columns : PAGE_MAX;
}

size_t terminal_wrap(const struct terminal *terminal)
{
    return terminal->bounded ? terminal_page(terminal) : 0;
}

const char *terminal_style(const struct terminal *terminal, enum palette_style style)
{
    return terminal->color ? terminal->palette->looks[style].sgr : NULL;
}

void terminal_begin_style(FILE *stream, const struct terminal *terminal, enum palette_style style)
{
    const char *sgr = terminal_style(terminal, style);
    if (sgr && *sgr)
        fprintf(stream, "\033[%sm", sgr);
}

void terminal_end_style(FILE *stream, const struct terminal *terminal, enum palette_style style)
{
    const char *sgr = terminal_style(terminal, style);
    if (sgr && *sgr)
        fputs("\033[0m", stream);
}
