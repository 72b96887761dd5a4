/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pattern_hint.h"

#include <string.h>

#include "buffer.h"
#include "query/query_prefix.h"
#include "regex/regex_filter.h"
#include "schema.h"

/* titel:x and subject:x look for just that, but whoever wrote it may have meant a field. Not so
 * https://x, and not "updated: x" and updated:\s*x, which are lines of front matter. */
static bool may_name_field(const char *pattern, size_t length)
{
    const char *value = pattern + length + 1;
    return pattern[length] == ':' && !schema_by_name(pattern, length) && *value && *value != ' ' &&
           strncmp(value, "//", 2) != 0 && strncmp(value, "\\s", 2) != 0 &&
           strncmp(value, "\\h", 2) != 0;
}

static void warn_of_field(const char *pattern, struct list *warnings)
{
    size_t length = strspn(pattern, "abcdefghijklmnopqrstuvwxyz_");
    if (!may_name_field(pattern, length))
        return;
    const struct field *meant = query_meant_field(pattern, length);
    if (!meant)
        return;
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence, "there is no field %.*s, so the pattern is %s; did you mean %s%s?",
                  (int)length, pattern, pattern, meant->prefix, pattern + length);
    list_add_text(warnings, buffer_text(&sentence));
    buffer_release(&sentence);
}

/* The second of two slashes around the pattern; NULL: it is not of the form /x/ or /x/i. */
static const char *closing_slash(const char *pattern)
{
    const char *p = pattern + 1;
    if (*pattern != '/' || *p == '/')
        return NULL;
    while (*p && *p != '/')
        p += p[0] == '\\' && p[1] ? 2 : 1;
    return *p && !p[1 + strspn(p + 1, "imsx")] ? p : NULL;
}

/* /azure/i, title:/azure/: as in a query. Paths and addresses have slashes of their own. */
static void warn_of_slashes(const struct request_regex *regex, bool doubtful, struct list *warnings)
{
    const char *argument = regex->argument, *pattern;
    const struct field *field = regex_option_field(argument, &pattern);
    const char *end = closing_slash(pattern);
    if (!end || (!end[1] && !doubtful) ||
        (field && (field->id == FIELD_PATH || field->id == FIELD_URL)))
        return;
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence,
                  "the slashes of %s are a part of the pattern; %s takes a pattern without them%s: "
                  "%.*s%.*s",
                  argument, regex->negated ? "--not-regex" : "-e",
                  strchr(end, 'i') ? ", and -i ignores case" : "", (int)(pattern - argument),
                  argument, (int)(end - pattern - 1), pattern + 1);
    list_add_text(warnings, buffer_text(&sentence));
    buffer_release(&sentence);
}

/* An empty variable of a script. */
static void warn_of_nothing(const struct request_regex *regex, struct list *warnings)
{
    const char *pattern;
    regex_option_field(regex->argument, &pattern);
    if (!*pattern)
        list_add_text(warnings, regex->negated
                                    ? "the pattern of --not-regex is empty, so no article passes"
                                    : "the pattern of --regex is empty, so every article passes");
}

void pattern_hint_all(const struct request *request, bool nothing, struct list *warnings)
{
    for (size_t i = 0; i < request->regex_count; i++) {
        const struct request_regex *regex = &request->regexes[i];
        bool doubtful = nothing || regex->negated;
        if (doubtful)
            warn_of_field(regex->argument, warnings);
        warn_of_slashes(regex, doubtful, warnings);
        warn_of_nothing(regex, warnings);
    }
}
