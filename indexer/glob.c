#include "glob.h"

#include <fnmatch.h>
#include <string.h>
#include <strings.h>

#define PATTERN_MAX 4096

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

static bool match_one(const char *pattern, const char *path, bool folder)
{
    char text[PATTERN_MAX];
    size_t length = strlen(pattern);
    if (length == 0 || length >= sizeof text)
        return false;
    memcpy(text, pattern, length + 1);
    if (text[length - 1] == '/') {
        if (!folder)
            return false;
        text[--length] = 0;
    }
    const char *slash = strchr(text, '/');
    if (!slash)
        return fnmatch(text, last_part(path), 0) == 0;
    return match_parts(slash == text ? text + 1 : text, path);
}

static bool match_any(const struct list *patterns, const char *path, bool folder)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (match_one(patterns->items[i].data, path, folder))
            return true;
    return false;
}

/* The path itself, or a folder above it. */
static bool match_with_folders(const struct list *patterns, const char *path)
{
    char above[PATTERN_MAX];
    if (match_any(patterns, path, false))
        return true;
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        size_t length = (size_t)(slash - path);
        if (length >= sizeof above)
            return false;
        memcpy(above, path, length);
        above[length] = 0;
        if (match_any(patterns, above, true))
            return true;
    }
    return false;
}

/* Whether an include pattern has this folder name as one of its parts. */
static bool named(const struct list *include, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < include->count; i++)
        for (const char *at = include->items[i].data; at; at = strchr(at, '/')) {
            at += *at == '/';
            if (strncmp(at, name, length) == 0 && (at[length] == '/' || !at[length]))
                return true;
        }
    return false;
}

bool glob_is_article_name(const char *name)
{
    static const char *const endings[] = { ".md", ".markdown", ".html", ".htm" };
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);
        if (length > ending && strcmp(name + length - ending, endings[i]) == 0)
            return true;
    }
    return false;
}

bool glob_accepts_file(const struct globs *globs, const char *path)
{
    return glob_is_article_name(last_part(path)) &&
           (globs->include->count == 0 || match_with_folders(globs->include, path)) &&
           !match_with_folders(globs->exclude, path);
}

bool glob_accepts_folder(const struct globs *globs, const char *path)
{
    const char *name = last_part(path);
    if (match_any(globs->exclude, path, true))
        return false;
    if (*name != '.' && strcmp(name, "node_modules") != 0)
        return true;
    return named(globs->include, name);
}
