/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pager.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buffer.h"
#include "memory.h"

struct pager {
    const char *command;
    size_t room; /* how many lines still fit */
    struct buffer buffered;
    int descriptor; /* where the text goes after it no longer fits, or -1 */
    pid_t child;    /* the pager, or 0 */
};

static int write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return -1;
        bytes += written;
        length -= (size_t)written;
    }
    return 0;
}

/* In the child: never returns. */
static _Noreturn void become(const char *command, int input)
{
    signal(SIGPIPE, SIG_DFL);
    if (dup2(input, STDIN_FILENO) < 0)
        _exit(127);
    setenv("LESS", "FRX", 0);
    setenv("LV", "-c", 0);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

/* While the pager runs, Ctrl-C is for it. */
static int start(struct pager *pager)
{
    int ends[2];
    if (pipe(ends))
        return -1;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        close(ends[1]);
        become(pager->command, ends[0]);
    }
    close(ends[0]);
    if (child < 0) {
        close(ends[1]);
        return -1;
    }
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    pager->child = child;
    pager->descriptor = ends[1];
    return 0;
}

static int flush_buffered(struct pager *pager)
{
    int failed =
        write_all(pager->descriptor, buffer_text(&pager->buffered), pager->buffered.length);
    buffer_release(&pager->buffered);
    return failed;
}

static ssize_t pager_write(void *cookie, const char *bytes, size_t length)
{
    struct pager *pager = cookie;
    if (pager->descriptor >= 0)
        return write_all(pager->descriptor, bytes, length) ? 0 : (ssize_t)length;
    buffer_add(&pager->buffered, bytes, length);
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != '\n')
            continue;
        if (pager->room-- == 0) {
            if (start(pager))
                pager->descriptor = STDOUT_FILENO;
            return flush_buffered(pager) ? 0 : (ssize_t)length;
        }
    }
    return (ssize_t)length;
}

static int pager_close(void *cookie)
{
    struct pager *pager = cookie;
    int failed = 0;
    if (pager->descriptor < 0) {
        pager->descriptor = STDOUT_FILENO;
        failed = flush_buffered(pager);
    }
    if (pager->child > 0) {
        close(pager->descriptor);
        while (waitpid(pager->child, NULL, 0) < 0 && errno == EINTR)
            continue;
    }
    free(pager);
    return failed;
}

/* Whether there is this program: a path, or a name in a directory of $PATH. */
static bool is_installed(const char *program)
{
    const char *path = getenv("PATH");
    if (strchr(program, '/'))
        return access(program, X_OK) == 0;
    struct buffer name = BUFFER_INIT;
    bool found = false;
    while (path && *path && !found) {
        size_t length = strcspn(path, ":");
        buffer_clear(&name);
        buffer_printf(&name, "%.*s/%s", (int)length, path, program);
        found = access(buffer_text(&name), X_OK) == 0;
        path += length + (path[length] == ':');
    }
    buffer_release(&name);
    return found;
}

/* Whether a shell will probably find the command. */
static bool can_start(const char *command)
{
    char *program = memory_copy(command, strcspn(command, " \t"));
    bool plain = program[strspn(program, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "0123456789-_./")] == '\0';
    bool can = !plain || program[0] == '\0' || is_installed(program);
    if (!can)
        fprintf(stderr, "newssearch: warning: cannot run the pager %s\n", program);
    free(program);
    return can;
}

const char *pager_setting(const char *configured, const char **variable)
{
    *variable = "NEWSSEARCH_PAGER";
    const char *command = getenv(*variable);
    if (command)
        return command;
    *variable = NULL;
    if (configured && strcmp(configured, "auto") != 0)
        return configured;
    *variable = "PAGER";
    return getenv(*variable);
}

/* NULL: none is wanted or installed. */
static const char *choose(const char *configured)
{
    const char *variable, *command = pager_setting(configured, &variable);
    if (!command)
        command = is_installed("less") ? "less" : is_installed("more") ? "more" : "";
    static const char *const none[] = { "", "cat", "never", "false" };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (strcmp(command, none[i]) == 0)
            return NULL;
    return can_start(command) ? command : NULL;
}

FILE *pager_open(size_t lines, const char *configured)
{
    const char *command = choose(configured);
    if (!command)
        return NULL;
    struct pager *pager = memory_allocate(sizeof *pager);
    *pager = (struct pager){ .command = command, .room = lines, .descriptor = -1 };
    cookie_io_functions_t functions = { .write = pager_write, .close = pager_close };
    FILE *stream = fopencookie(pager, "w", functions);
    if (!stream)
        free(pager);
    return stream;
}
