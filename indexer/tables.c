/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tables.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buffer.h"
#include "command.h"
#include "environment.h"
#include "fatal.h"
#include "folder.h"
#include "memory.h"
#include "position.h"
#include "schema.h"

#define COPIES_MAX 5 /* of an index that is committed to meanwhile */

struct verdict { /* of the process that checks */
    int result;
    size_t problems;
    struct error err;
};

/* In a process of its own: Xapian 1.4 reads past the end of some damaged tables. */
static int check(const char *path, struct verdict *verdict, struct error *err)
{
    int channel[2], status = 0;
    if (pipe2(channel, O_CLOEXEC) < 0)
        return error_set_system(err, errno, "%s cannot be checked", path);
    pid_t child = fork();
    if (child == 0) {
        fatal_set_cleanup(NULL, NULL); /* the parent's */
        verdict->result = shim_check(path, &verdict->problems, &verdict->err);
        _exit(write(channel[1], verdict, sizeof *verdict) == (ssize_t)sizeof *verdict ? 0 : 1);
    }
    int number = errno;
    close(channel[1]);
    ssize_t got = child < 0 ? 0 : read(channel[0], verdict, sizeof *verdict);
    close(channel[0]);
    if (child < 0)
        return error_set_system(err, number, "%s cannot be checked", path);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (got == (ssize_t)sizeof *verdict)
        return 0;
    if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL)
        return error_set(err, "index %s is damaged; Xapian cannot check it", path);
    return error_set(err, "%s cannot be checked: the process that checks it has ended", path);
}

static bool is_table(const char *name)
{
    size_t length = strlen(name);
    return length > 6 && strcmp(name + length - 6, ".glass") == 0;
}

/* Whether all tables may be opened for writing. */
static bool may_write(const char *path)
{
    DIR *stream = opendir(path);
    const struct dirent *entry;
    bool may = true;
    while (stream && (entry = readdir(stream)))
        may = may && (!is_table(entry->d_name) ||
                      faccessat(dirfd(stream), entry->d_name, W_OK, AT_EACCESS) == 0);
    if (stream)
        closedir(stream);
    return may;
}

static int copy_file(int source, int target)
{
    for (;;) {
        ssize_t copied = sendfile(target, source, NULL, 1 << 20);
        if (copied == 0 || (copied < 0 && errno != EINTR))
            return (int)copied;
    }
}

/* Copies one file from one folder to another; errno says why it failed. */
static int copy_named(int from, int to, const char *name)
{
    int source = openat(from, name, O_RDONLY | O_CLOEXEC);
    int target = openat(to, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    int result = source < 0 || target < 0 ? -1 : copy_file(source, target);
    int number = errno;
    if (source >= 0)
        close(source);
    if (target >= 0)
        close(target);
    errno = number;
    return result;
}

static int copy_tables(const char *path, const char *copy, struct error *err)
{
    int from = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int to = open(copy, O_RDONLY | O_DIRECTORY | O_CLOEXEC), names = from < 0 ? -1 : dup(from);
    DIR *stream = names < 0 ? NULL : fdopendir(names);
    const struct dirent *entry;
    int result = stream && to >= 0 ? copy_named(from, to, "iamglass") : -1;
    while (result == 0 && (entry = readdir(stream)))
        if (is_table(entry->d_name))
            result = copy_named(from, to, entry->d_name);
    if (result < 0)
        error_set_system(err, errno,
                         "%s cannot be written, and a copy to check cannot be made in %s", path,
                         copy);
    if (stream)
        closedir(stream);
    else if (names >= 0)
        close(names);
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    return result;
}

/* Copies the tables of one commit. */
static int copy_commit(struct shim_database *database, const char *path, const char *copy,
                       struct error *err)
{
    for (int i = 0; i < COPIES_MAX; i++) {
        uint64_t before, after;
        shim_database_catch_up(database);
        if (shim_database_revision(database, &before, err) < 0 || copy_tables(path, copy, err) < 0)
            return -1;
        shim_database_catch_up(database);
        if (shim_database_revision(database, &after, err) < 0)
            return -1;
        if (before == after)
            return 0;
    }
    error_set(err, "%s changes too often to be checked", path);
    err->status = STATUS_BUSY;
    return -1;
}

/* Changes a sentence about the copy into one about the index. */
static void name_index(struct error *err, const char *path, const char *copy)
{
    char *name = strstr(err->text, copy), *rest = memory_copy_text(name ? name + strlen(copy) : "");
    if (name) {
        *name = 0;
        error_set(err, "%s%s%s", err->text, path, rest);
    }
    free(rest);
}

static void remove_copy(void *copy)
{
    folder_remove(copy);
}

static int check_copy(struct shim_database *database, const char *path, struct verdict *verdict,
                      struct error *err)
{
    const char *folder = environment_get("TMPDIR");
    struct buffer copy = BUFFER_INIT;
    buffer_printf(&copy, "%s/newsindex-XXXXXX", folder ? folder : "/tmp");
    if (!mkdtemp(copy.data)) {
        error_set_system(err, errno, "%s cannot be written, and %s cannot be made for a copy", path,
                         copy.data);
        buffer_release(&copy);
        return -1;
    }
    fatal_set_cleanup(remove_copy, copy.data);
    int result = copy_commit(database, path, copy.data, err);
    if (result == 0 && (result = check(copy.data, verdict, err)) < 0)
        name_index(err, path, copy.data);
    if (result == 0 && verdict->result < 0)
        name_index(&verdict->err, path, copy.data);
    fatal_set_cleanup(NULL, NULL);
    folder_remove(copy.data);
    buffer_release(&copy);
    return result;
}

int tables_check(struct shim_database *database, const char *path, size_t *problems,
                 struct error *err)
{
    struct verdict verdict = { .result = -1 };
    int result =
        may_write(path) ? check(path, &verdict, err) : check_copy(database, path, &verdict, err);
    if (result < 0)
        return -1;
    *problems = verdict.problems;
    if (verdict.result < 0)
        *err = verdict.err;
    return verdict.result;
}

static bool has_table(const char *path, const char *name)
{
    struct buffer file = BUFFER_INIT;
    buffer_printf(&file, "%s/%s.glass", path, name);
    bool has = access(file.data, F_OK) == 0;
    buffer_release(&file);
    return has;
}

/* Stops at a word of a title in small letters: symbols, which have no positions, are other terms.
 */
static int find_title_word(void *context, const char *term, size_t length, uint32_t documents)
{
    size_t i = strlen(schema_field(FIELD_TITLE)->term_prefix);
    bool is_word = i < length;
    (void)documents;
    for (; i < length; i++)
        is_word = is_word && term[i] >= 'a' && term[i] <= 'z';
    *(bool *)context = is_word;
    return is_word;
}

/* Whether a term of the index certainly has positions: the marker of an excerpt or body, or a word
 * of a title. */
static int has_positioned(struct shim_database *database, bool *has, struct error *err)
{
    static const enum field_id marked[] = { FIELD_EXCERPT, FIELD_BODY };
    const char *title = schema_field(FIELD_TITLE)->term_prefix;
    *has = false;
    for (size_t i = 0; !*has && i < sizeof marked / sizeof *marked; i++) {
        const char *marker = position_range_of(marked[i])->marker;
        uint32_t documents;
        if (shim_term_frequency(database, marker, strlen(marker), &documents, err) < 0)
            return -1;
        *has = documents > 0;
    }
    return *has ? 0 : shim_each_term(database, title, strlen(title), find_title_word, has, err);
}

static int fail_without(const char *what, struct error *err)
{
    return error_set(err, "the articles of the index have no %s: run %s --rebuild", what,
                     command_newsindex());
}

int tables_require(struct shim_database *database, const char *path, struct error *err)
{
    static const char *const tables[][2] = { { "docdata", "data" }, { "termlist", "terms" } };
    bool has;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (!has_table(path, tables[i][0]))
            return fail_without(tables[i][1], err);
    if (has_table(path, "position"))
        return 0;
    if (has_positioned(database, &has, err) < 0)
        return -1;
    return has ? fail_without("positions", err) : 0;
}
