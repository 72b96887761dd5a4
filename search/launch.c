/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "launch.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buffer.h"
#include "environment.h"
#include "list.h"
#include "memory.h"

extern char **environ;

/* Splits a command at white space as a shell does: quotes and backslashes keep it together. */
static void split_command(struct list *words, const char *command, size_t length)
{
    struct buffer word = BUFFER_INIT;
    char quote = '\0';
    bool inside = false; /* a word */
    for (size_t i = 0; i < length; i++) {
        char byte = command[i];
        bool blank = byte == ' ' || byte == '\t' || byte == '\n';
        if (quote ? byte == quote : byte == '\'' || byte == '"') {
            quote = quote ? '\0' : byte;
            inside = true;
        } else if (byte == '\\' && quote != '\'' && i + 1 < length) {
            buffer_add_byte(&word, command[++i]);
            inside = true;
        } else if (!blank || quote) {
            buffer_add_byte(&word, byte);
            inside = true;
        } else if (inside) {
            list_add(words, buffer_text(&word), word.length);
            buffer_clear(&word);
            inside = false;
        }
    }
    if (inside)
        list_add(words, buffer_text(&word), word.length);
    buffer_release(&word);
}

/* word with each %s replaced by target, and %% by a percent sign. */
static char *replace_target(const char *word, const char *target, bool *replaced)
{
    struct buffer out = BUFFER_INIT;
    for (const char *at = word; *at; at++) {
        bool placed = at[0] == '%' && at[1] == 's';
        if (placed)
            buffer_add_text(&out, target);
        else
            buffer_add_byte(&out, *at);
        at += placed || (at[0] == '%' && at[1] == '%');
        *replaced = *replaced || placed;
    }
    return buffer_detach(&out);
}

/* The arguments of a command with the target in the place of %s (only where placed), or last.
 * Ended by NULL; each to be freed. */
static char **make_arguments(const struct list *words, const char *target, bool placed)
{
    char **arguments = memory_allocate((words->count + 2) * sizeof *arguments);
    bool replaced = false;
    for (size_t i = 0; i < words->count; i++)
        arguments[i] = placed ? replace_target(words->items[i].data, target, &replaced)
                              : memory_copy_text(words->items[i].data);
    if (!replaced)
        arguments[words->count] = memory_copy_text(target);
    return arguments;
}

static void free_arguments(char **arguments)
{
    for (char **argument = arguments; *argument; argument++)
        free(*argument);
    free(arguments);
}

/* 0 or an errno value. The program finds the signals as they were. */
static int start(pid_t *child, char **arguments)
{
    posix_spawnattr_t attributes;
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGQUIT);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int number = posix_spawnp(child, arguments[0], NULL, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    return number;
}

/* While the program runs, Ctrl-C is for it. */
static int wait_for(pid_t child, const char *name, struct error *err)
{
    int status;
    void (*interrupt)(int) = signal(SIGINT, SIG_IGN), (*quit)(int) = signal(SIGQUIT, SIG_IGN);
    pid_t ended;
    while ((ended = waitpid(child, &status, 0)) < 0 && errno == EINTR)
        ;
    signal(SIGINT, interrupt);
    signal(SIGQUIT, quit);
    if (ended < 0)
        return error_set_system(err, errno, "cannot wait for %s", name);
    if (WIFSIGNALED(status))
        return error_set(err, "%s was ended by signal %d", name, WTERMSIG(status));
    if (WEXITSTATUS(status) != 0)
        return error_set(err, "%s ended with status %d", name, WEXITSTATUS(status));
    return 0;
}

/* Runs one command. 1: it cannot be started, and *err says why. */
static int run(const char *command, size_t length, const char *target, bool placed,
               struct error *err)
{
    struct list words = LIST_INIT;
    pid_t child;
    split_command(&words, command, length);
    if (words.count == 0) {
        error_set(err, "the command is empty");
        return 1;
    }
    char **arguments = make_arguments(&words, target, placed);
    int number = start(&child, arguments);
    int result = 1;
    if (number != 0)
        error_set_system(err, number, "cannot run %s", arguments[0]);
    else
        result = wait_for(child, arguments[0], err);
    free_arguments(arguments);
    list_release(&words);
    return result;
}

int launch_browser(const char *address, struct error *err)
{
    const char *command = environment_get("BROWSER");
    int result = 1;
    if (!command)
        command = "xdg-open";
    for (;;) {
        size_t length = strcspn(command, ":");
        result = run(command, length, address, true, err);
        if (result != 1 || command[length] == '\0')
            return result == 0 ? 0 : -1;
        command += length + 1;
    }
}

int launch_editor(const char *path, struct error *err)
{
    const char *command = environment_get("VISUAL");
    if (!command)
        command = environment_get("EDITOR");
    if (!command && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
        command = "vi";
    if (!command)
        return error_set(err, "neither VISUAL nor EDITOR names an editor");
    return run(command, strlen(command), path, false, err) == 0 ? 0 : -1;
}
