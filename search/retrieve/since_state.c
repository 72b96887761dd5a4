/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "since_state.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buffer.h"
#include "environment.h"
#include "memory.h"

#define NAME_MAX_LENGTH 199
#define PEEK "peek "
#define QUERY "query "
#define INDEXES "index "
#define ARTICLE "article "

static int check_name(const char *name, struct error *err)
{
    if (strlen(name) > NAME_MAX_LENGTH)
        return error_set(err, "--since-last: a name has at most %d bytes", NAME_MAX_LENGTH);
    bool good = *name != '\0' && *name != '.';
    for (const char *at = name; *at; at++)
        good = good && (isalnum((unsigned char)*at) || strchr("._-", *at));
    if (good)
        return 0;
    return error_set(err,
                     "--since-last: '%s' is not a name (letters, digits, '.', '_' and '-'; not '.' "
                     "first)",
                     name);
}

static int state_file(struct buffer *path, const char *name, struct error *err)
{
    if (check_name(name, err) < 0)
        return -1;
    if (!environment_add_directory(path, "XDG_STATE_HOME", ".local/state"))
        return error_set(
            err, "--since-last: set XDG_STATE_HOME or HOME, which say where to store its state");
    buffer_printf(path, "/newssearch/since/%s", name);
    return 0;
}

static int make_parents(struct buffer *path, struct error *err)
{
    for (size_t i = 1; i < path->length; i++) {
        if (path->data[i] != '/')
            continue;
        path->data[i] = '\0';
        int made = mkdir(path->data, 0700);
        int number = errno;
        if (made < 0 && number != EEXIST)
            return error_set_system(err, number, "cannot make the directory %s", path->data);
        path->data[i] = '/';
    }
    return 0;
}

/* A line of the file: a word and what follows it, newlines escaped. */
static void write_line(FILE *file, const char *word, const char *text)
{
    fputs(word, file);
    for (; *text; text++) {
        if (*text == '\\' || *text == '\n')
            fputc('\\', file);
        fputc(*text == '\n' ? 'n' : *text, file);
    }
    fputc('\n', file);
}

static char *read_line(const char *text)
{
    struct buffer line = BUFFER_INIT;
    for (; *text; text++) {
        bool escaped = *text == '\\' && text[1];
        text += escaped;
        buffer_add_byte(&line, escaped && *text == 'n' ? '\n' : *text);
    }
    return buffer_detach(&line);
}

static void write_known(FILE *file, const char *word, const struct since_known *known)
{
    fprintf(file, "%s%.0f\n", word, known->until);
    if (known->query)
        write_line(file, QUERY, known->query);
    if (known->indexes)
        write_line(file, INDEXES, known->indexes);
    for (size_t i = 0; i < known->articles.count; i++)
        write_line(file, ARTICLE, known->articles.items[i].data);
}

static int write_file(const char *path, const struct since_state *state, struct error *err)
{
    FILE *file = fopen(path, "we");
    if (!file)
        return error_set_system(err, errno, "cannot write %s", path);
    write_known(file, "", &state->seen);
    if (state->has_peek)
        write_known(file, PEEK, &state->peeked);
    bool failed = ferror(file);
    int number = errno;
    if (fclose(file) != 0) {
        number = errno;
        failed = true;
    }
    return failed ? error_set_system(err, number, "cannot write %s", path) : 0;
}

static bool read_time(double *time, const char *text)
{
    char *end;
    *time = strtod(text, &end);
    return end != text && *end == '\0' && *time >= 0;
}

/* False: this is no line of such a file. */
static bool take_line(struct since_state *state, size_t number, const char *line)
{
    struct since_known *known = state->has_peek ? &state->peeked : &state->seen;
    if (number == 0)
        return read_time(&state->seen.until, line);
    if (strncmp(line, PEEK, strlen(PEEK)) == 0 && !state->has_peek) {
        state->has_peek = true;
        return read_time(&state->peeked.until, line + strlen(PEEK));
    }
    if (strncmp(line, QUERY, strlen(QUERY)) == 0 && !known->query) {
        known->query = read_line(line + strlen(QUERY));
        return true;
    }
    if (strncmp(line, INDEXES, strlen(INDEXES)) == 0 && !known->indexes) {
        known->indexes = read_line(line + strlen(INDEXES));
        return true;
    }
    if (strncmp(line, ARTICLE, strlen(ARTICLE)) != 0)
        return false;
    list_add_text(&known->articles, line + strlen(ARTICLE));
    return true;
}

/* 0, or -1 for a file that is not of this kind, or the errno. */
static int read_file(struct since_state *state, FILE *file)
{
    char *line = NULL;
    size_t capacity = 0, count = 0;
    ssize_t length;
    int result = 0;
    errno = 0;
    while (result == 0 && (length = getline(&line, &capacity, file)) > 0) {
        if (line[length - 1] != '\n' || memchr(line, 0, (size_t)length))
            result = -1;
        line[length - 1] = '\0';
        if (result == 0 && !take_line(state, count++, line))
            result = -1;
    }
    if (ferror(file))
        result = errno;
    free(line);
    return result == 0 && count == 0 ? -1 : result;
}

void since_known_release(struct since_known *known)
{
    list_release(&known->articles);
    free(known->query);
    free(known->indexes);
    *known = (struct since_known){ 0 };
}

void since_state_release(struct since_state *state)
{
    since_known_release(&state->seen);
    since_known_release(&state->peeked);
    state->has_peek = false;
}

int since_state_read(struct since_state *state, const char *name, struct error *err)
{
    struct buffer path = BUFFER_INIT;
    *state = (struct since_state){ 0 };
    int result = state_file(&path, name, err);
    FILE *file = result == 0 ? fopen(buffer_text(&path), "re") : NULL;
    if (result == 0 && !file && errno != ENOENT)
        result = error_set_system(err, errno, "cannot read %s", path.data);
    if (file) {
        int failed = read_file(state, file);
        fclose(file);
        if (failed > 0)
            result = error_set_system(err, failed, "cannot read %s", path.data);
        else if (failed)
            result = error_set(err,
                               "%s is not a file that --since-last=%s writes; remove it to "
                               "start again",
                               path.data, name);
    }
    if (result < 0)
        since_state_release(state);
    buffer_release(&path);
    return result;
}

int since_state_write(const struct since_state *state, const char *name, struct error *err)
{
    struct buffer path = BUFFER_INIT, fresh = BUFFER_INIT;
    int result = state_file(&path, name, err);
    if (result == 0)
        result = make_parents(&path, err);
    if (result == 0) {
        buffer_printf(&fresh, "%s.%ld~", path.data, (long)getpid());
        result = write_file(fresh.data, state, err);
    }
    if (result == 0 && rename(fresh.data, path.data) < 0)
        result = error_set_system(err, errno, "cannot write %s", path.data);
    if (result < 0 && fresh.length > 0)
        unlink(fresh.data);
    buffer_release(&path);
    buffer_release(&fresh);
    return result;
}
