/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "passed_over.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "buffer.h"
#include "encoding.h"
#include "front_matter_block.h"
#include "memory.h"
#include "term.h"
#include "walk.h"

#define HEAD_BYTES 16384 /* front matter that does not end in them is not counted */
#define ENDINGS_MAX 64   /* that are counted separately */
#define ENDINGS_SHOWN 4

struct ending {
    char *name;
    uint64_t files;
};

struct passed_over {
    const struct run *run;
    struct ending endings[ENDINGS_MAX];
    size_t count;
    uint64_t files; /* with an ending */
    uint64_t bare;  /* without one */
    char head[HEAD_BYTES];
};

/* Whether files of this ending are no articles: they are in a format of front matter itself, or no
 * text. */
static bool is_data(const char *ending)
{
    static const char *const endings[] = {
        "yml", "yaml", "toml", "json", "jsonc", "json5", "ipynb", "map",   "webmanifest", "geojson",
        "png", "jpg",  "jpeg", "gif",  "webp",  "avif",  "ico",   "svg",   "pdf",         "zip",
        "gz",  "xz",   "mp3",  "mp4",  "webm",  "mov",   "woff",  "woff2", "ttf",         "otf"
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(ending, endings[i]) == 0)
            return true;
    return false;
}

/* Whether the file begins with front matter that says something: Jekyll's style sheets and scripts
 * begin with an empty one. */
static bool has_front_matter(struct passed_over *self, const char *path)
{
    struct front_matter_block block;
    struct error ignored; /* what cannot be read is not counted */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0)
        return false;
    ssize_t length = read(descriptor, self->head, sizeof self->head);
    close(descriptor);
    if (length > 0 && encoding_has_lone_cr(self->head, (size_t)length))
        encoding_end_lines(self->head, (size_t)length);
    if (length <= 0 ||
        front_matter_block_find(&block, self->head, (size_t)length, &ignored) != BLOCK_FOUND)
        return false;
    for (size_t at = block.start; at < block.end; at++)
        if (!strchr(" \t\r\n", self->head[at]))
            return true;
    return false;
}

static void count_ending(struct passed_over *self, const char *ending)
{
    size_t i = 0;
    self->files++;
    while (i < self->count && strcasecmp(self->endings[i].name, ending) != 0)
        i++;
    if (i == ENDINGS_MAX)
        return;
    if (i == self->count)
        self->endings[self->count++] = (struct ending){ memory_copy_text(ending), 0 };
    self->endings[i].files++;
}

static int look_at(void *context, const char *path, size_t length, const struct stat *status,
                   struct error *err)
{
    struct passed_over *self = context;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.'), *ending = dot ? dot + 1 : "";
    unsigned char hash[STAMP_HASH_SIZE];
    (void)err;
    if (dot == name || status->st_size < 8 || is_data(ending) ||
        glob_is_article_name(&self->run->settings.ext, name))
        return 0;
    term_hash(hash, path, length);
    if (!run_in_shard(self->run, hash) || !has_front_matter(self, path))
        return 0;
    if (*ending)
        count_ending(self, ending);
    else
        self->bare++;
    return 0;
}

/* The run itself reports it. */
static int compare_endings(const void *a, const void *b)
{
    const struct ending *one = a, *other = b;
    if (one->files != other->files)
        return one->files < other->files ? 1 : -1;
    return strcmp(one->name, other->name);
}

/* "12 named *.njk and *.txt (--ext=njk,txt includes them)" */
static void add_endings(const struct passed_over *self, struct buffer *out)
{
    size_t shown = self->count < ENDINGS_SHOWN ? self->count : ENDINGS_SHOWN;
    buffer_printf(out, "%" PRIu64 " named ", self->files);
    for (size_t i = 0; i < shown; i++)
        buffer_printf(out, "%s*.%s", i == 0 ? "" : ", ", self->endings[i].name);
    buffer_printf(out, "%s (--ext=", self->count > shown ? " and others" : "");
    for (size_t i = 0; i < shown; i++)
        buffer_printf(out, "%s%s", i == 0 ? "" : ",", self->endings[i].name);
    buffer_printf(out, " includes %s)", self->files == 1 ? "it" : "them");
}

static void note(const struct passed_over *self, struct run *run)
{
    struct buffer sentence = BUFFER_INIT;
    uint64_t files = self->files + self->bare + run->report.unread;
    const char *separator = "";
    buffer_printf(&sentence, "%" PRIu64 " file%s with front matter %s left out: ", files,
                  files == 1 ? "" : "s", files == 1 ? "is" : "are");
    if (self->files) {
        add_endings(self, &sentence);
        separator = "; ";
    }
    if (self->bare) {
        buffer_printf(&sentence, "%s%" PRIu64 " without an extension", separator, self->bare);
        separator = "; ";
    }
    if (run->report.unread)
        buffer_printf(&sentence,
                      "%s%" PRIu64 " in a form that is not read, such as ---js or \"Title:\" lines "
                      "(write YAML, TOML or JSON)",
                      separator, run->report.unread);
    report_note(&run->report, "%s", sentence.data);
    buffer_release(&sentence);
}

void passed_over_note(struct run *run, const struct scope *scope)
{
    struct passed_over self = { .run = run };
    struct globs globs = scope->selection.globs;
    const struct walk_visitor visitor = { .file = look_at, .context = &self };
    struct error ignored; /* the run itself has walked there without one */
    globs.any_name = true;
    for (size_t i = 0; i < scope->folder_count; i++)
        walk(scope->folders[i].root, scope->folders[i].folder, &globs, &visitor, &ignored);
    qsort(self.endings, self.count, sizeof *self.endings, compare_endings);
    if (self.files || self.bare || run->report.unread)
        note(&self, run);
    for (size_t i = 0; i < self.count; i++)
        free(self.endings[i].name);
}
