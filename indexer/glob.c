/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glob.h"

#include <fnmatch.h>
#include <string.h>
#include <strings.h>

#define PATTERN_MAX 4096

/* Folders that hold no articles, beside those whose names begin with a dot. */
static const char *const PASSED_OVER[] = { "node_modules", "_layouts", "_includes", "_site" };

struct pattern {
    char text[PATTERN_MAX]; /* without ! and the slashes at both ends */
    bool negative, folders, anchored;
};

/* False if nothing is left of it, or it is longer than any path. */
static bool parse(struct pattern *pattern, const char *text)
{
    pattern->negative = *text == '!';
    text += pattern->negative;
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ' && !(length > 1 && text[length - 2] == '\\'))
        length--;
    pattern->folders = length > 0 && text[length - 1] == '/';
    length -= pattern->folders;
    pattern->anchored = memchr(text, '/', length) != NULL;
    if (length > 0 && *text == '/') {
        text++;
        length--;
    }
    if (length == 0 || length >= sizeof pattern->text)
        return false;
    memcpy(pattern->text, text, length);
    pattern->text[length] = 0;
    return true;
}

/* The end of the class that begins at text, or NULL if it is not closed. */
static const char *class_end(const char *text)
{
    text += text[1] == '!' || text[1] == '^' ? 2 : 1;
    for (const char *first = text; *text && (*text != ']' || text == first); text++) {
        if (*text == '\\' && text[1])
            text++;
        else if (text[0] == '[' && text[1] == ':' && strstr(text + 2, ":]"))
            text = strstr(text + 2, ":]") + 1;
    }
    return *text ? text : NULL;
}

/* What is wrong with the pattern, or NULL. */
static const char *find_fault(const char *text)
{
    struct pattern pattern;
    if (!parse(&pattern, text))
        return "names no file";
    for (const char *part = pattern.text; part; part = strchr(part, '/')) {
        part += part != pattern.text;
        size_t length = strcspn(part, "/");
        if (length == 0)
            return "can match nothing: write one slash in place of two";
        if (length <= 2 && strncmp(part, "..", length) == 0)
            return "can match nothing: patterns begin below the registered directory and have no "
                   "part . or ..; write a path such as /drafts/";
    }
    for (const char *at = pattern.text; *at; at++) {
        if (*at == '\\') {
            if (!*++at)
                return "ends in a backslash; write \\\\ for the character itself";
        } else if (*at == '[' && !(at = class_end(at))) {
            return "has a [ without a ]; write \\[ for the character itself";
        }
    }
    return NULL;
}

int glob_check(const struct list *patterns, const char *before, const char *advised,
               struct error *err)
{
    for (size_t i = 0; i < patterns->count; i++) {
        const char *text = patterns->items[i].data, *fault = find_fault(text);
        if (fault && strncmp(text, "./", 2) == 0 && !find_fault(text + 1))
            return error_set(err, "%s%s can match nothing; write %s%s", before, text, advised,
                             text + 1);
        if (fault)
            return error_set(err, "%s%s %s", before, text, fault);
    }
    return 0;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Matches the pattern's parts with the path's, ** with any number of them. */
static bool match_parts(const char *pattern, const char *path)
{
    const char *retry_pattern = NULL, *retry_path = NULL;
    for (;;) {
        if (strncmp(pattern, "**/", 3) == 0) {
            retry_pattern = pattern += 3;
            retry_path = path;
        }
        if (strcmp(pattern, "**") == 0)
            return *path != 0;
        size_t pattern_length = strcspn(pattern, "/"), path_length = strcspn(path, "/");
        char part[PATTERN_MAX], name[PATTERN_MAX];
        if (pattern_length >= sizeof part || path_length >= sizeof name)
            return false;
        memcpy(part, pattern, pattern_length);
        memcpy(name, path, path_length);
        part[pattern_length] = name[path_length] = 0;
        bool more_pattern = pattern[pattern_length] != 0, more_path = path[path_length] != 0;
        if (fnmatch(part, name, 0) == 0 && more_pattern == more_path) {
            if (!more_path)
                return true;
            pattern += pattern_length + 1;
            path += path_length + 1;
            continue;
        }
        const char *slash = retry_path ? strchr(retry_path, '/') : NULL;
        if (!slash)
            return false;
        path = retry_path = slash + 1;
        pattern = retry_pattern;
    }
}

static bool matches(const struct pattern *pattern, const char *path, bool folder)
{
    if (pattern->folders && !folder)
        return false;
    return pattern->anchored ? match_parts(pattern->text, path)
                             : fnmatch(pattern->text, last_part(path), 0) == 0;
}

enum match { MATCH_NONE, MATCH_POSITIVE, MATCH_NEGATIVE };

/* The verdict of the last pattern that matches. */
static enum match judge_list(const struct list *patterns, const char *path, bool folder)
{
    struct pattern pattern;
    for (size_t i = patterns->count; i-- > 0;)
        if (parse(&pattern, patterns->items[i].data) && matches(&pattern, path, folder))
            return pattern.negative ? MATCH_NEGATIVE : MATCH_POSITIVE;
    return MATCH_NONE;
}

/* Cuts the last part off; false if there was only one. */
static bool cut_last_part(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash)
        *slash = 0;
    return slash != NULL;
}

static bool has_positive(const struct list *patterns)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (*patterns->items[i].data != '!')
            return true;
    return false;
}

/* The nearest match decides: of the file, then of the folders above it. */
static bool is_included(const struct list *include, const char *path)
{
    char above[PATTERN_MAX];
    size_t length = strlen(path);
    if (include->count == 0)
        return true;
    if (length >= sizeof above)
        return false;
    memcpy(above, path, length + 1);
    enum match match = judge_list(include, path, false);
    while (match == MATCH_NONE && cut_last_part(above))
        match = judge_list(include, above, true);
    return match == MATCH_NONE ? !has_positive(include) : match == MATCH_POSITIVE;
}

/* Whether a part of the pattern that does not begin with a wildcard leads to the folder. */
static bool names_folder(struct pattern *pattern, const char *path)
{
    if (!pattern->anchored)
        return !strchr("*?[", *pattern->text) && matches(pattern, path, true);
    for (char *end = pattern->text; *end;) {
        char *part = end + (end != pattern->text);
        end = part + strcspn(part, "/");
        char separator = *end;
        *end = 0;
        bool named = !strchr("*?[", *part) && match_parts(pattern->text, path);
        *end = separator;
        if (named)
            return true;
    }
    return false;
}

static bool is_named(const struct list *include, const char *path)
{
    struct pattern pattern;
    for (size_t i = include->count; i-- > 0;)
        if (parse(&pattern, include->items[i].data) && names_folder(&pattern, path))
            return !pattern.negative;
    return false;
}

static bool is_passed_over(const char *name)
{
    bool found = *name == '.';
    for (size_t i = 0; !found && i < sizeof PASSED_OVER / sizeof *PASSED_OVER; i++)
        found = strcmp(name, PASSED_OVER[i]) == 0;
    return found;
}

static bool has_ending(const char *name, const char *ending)
{
    size_t length = strlen(name), wanted = strlen(ending);
    return length > wanted + 1 && name[length - wanted - 1] == '.' &&
           strcasecmp(name + length - wanted, ending) == 0;
}

bool glob_is_article_name(const struct list *ext, const char *name)
{
    static const char *const endings[] = { "md", "markdown", "mdown", "mkd", "mdx", "html", "htm" };
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot > name && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot + 1, endings[i]) == 0)
            return true;
    for (size_t i = 0; ext && i < ext->count; i++)
        if (has_ending(name, ext->items[i].data))
            return true;
    return false;
}

enum glob_verdict glob_judge_file(const struct globs *globs, const char *path)
{
    if (!globs->any_name && !glob_is_article_name(globs->ext, last_part(path)))
        return GLOB_NAME;
    if (judge_list(globs->exclude, path, false) == MATCH_POSITIVE)
        return GLOB_EXCLUDED;
    return is_included(globs->include, path) ? GLOB_TAKEN : GLOB_NOT_INCLUDED;
}

enum glob_verdict glob_judge_folder(const struct globs *globs, const char *path)
{
    if (judge_list(globs->exclude, path, true) == MATCH_POSITIVE)
        return GLOB_EXCLUDED;
    if (!is_passed_over(last_part(path)) || is_named(globs->include, path))
        return GLOB_TAKEN;
    return GLOB_PASSED_OVER;
}

bool glob_pattern_matches(const char *text, const char *path)
{
    char above[PATTERN_MAX];
    struct pattern pattern;
    size_t length = strlen(path);
    if (!parse(&pattern, text) || length >= sizeof above)
        return false;
    memcpy(above, path, length + 1);
    bool found = matches(&pattern, path, false);
    while (!found && cut_last_part(above))
        found = matches(&pattern, above, true);
    return found;
}
