/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_source.c: the files of tests/articles, each against the .expected file beside it.
 *
 * An .expected file holds the warnings, then what became of the file, then a line for each value:
 * its field's key, a colon, the value with \n for a newline. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "date.h"
#include "source.h"
#include "tap.h"

#define DIRECTORY "tests/articles/"

/* What is read, and where it is described. */
struct reading {
    const char *path;
    struct buffer *out;
};

static void warn(void *context, const char *message)
{
    const struct reading *reading = context;
    buffer_printf(reading->out, "warning %s:%s\n", reading->path, message);
}

static void add_value(struct buffer *out, const char *key, const struct list_item *value)
{
    buffer_printf(out, "%s: ", key);
    for (size_t i = 0; i < value->length; i++) {
        if (value->data[i] == '\n')
            buffer_add_text(out, "\\n");
        else
            buffer_add_byte(out, value->data[i]);
    }
    buffer_add_byte(out, '\n');
}

static void add_article(struct buffer *out, const struct article *article)
{
    char date[DATE_TEXT_SIZE];

    for (enum field_id id = 0; id < FIELD_COUNT; id++) {
        const char *key = schema_field(id)->key;
        for (size_t i = 0; i < article->values[id].count; i++)
            add_value(out, key, &article->values[id].items[i]);
        if (article->has[id] && id == FIELD_DATE)
            buffer_printf(out, "%s: %s\n", key, date_format(date, article->numbers[id]));
        else if (article->has[id])
            buffer_printf(out, "%s: %lld\n", key, (long long)article->numbers[id]);
    }
}

static void read_file(struct buffer *out, const char *path)
{
    char block[4096];
    size_t count;
    FILE *file = fopen(path, "rb");

    buffer_clear(out);
    if (!file)
        return;
    while ((count = fread(block, 1, sizeof block, file)) > 0)
        buffer_add(out, block, count);
    fclose(file);
}

/* What the file's path and bytes become, as an .expected file tells it. */
static void describe(struct buffer *out, const char *path, const struct buffer *bytes)
{
    struct article article = { 0 };
    struct reading reading = { path, out };
    struct front_matter_options options = { .warn = warn, .warn_context = &reading };
    struct error err;

    switch (source_parse(&article, path, buffer_text(bytes), bytes->length, &options, &err)) {
    case SOURCE_ARTICLE:
        buffer_add_text(out, "article\n");
        add_article(out, &article);
        break;
    case SOURCE_IGNORED:
        buffer_add_text(out, "ignored\n");
        break;
    case SOURCE_UNREAD:
        buffer_add_text(out, "unread\n");
        break;
    case SOURCE_SKIPPED:
        buffer_printf(out, "skipped %s:%s\n", path, err.text);
        break;
    }
    article_release(&article);
}

static void test_file(const char *name)
{
    struct buffer path = BUFFER_INIT, bytes = BUFFER_INIT, got = BUFFER_INIT, want = BUFFER_INIT;

    buffer_printf(&path, DIRECTORY "%s", name);
    read_file(&bytes, path.data);
    describe(&got, name, &bytes);
    buffer_add_text(&path, ".expected");
    read_file(&want, path.data);
    if (!tap_ok(strcmp(buffer_text(&got), buffer_text(&want)) == 0,
                "tests/articles/%s is read as expected", name))
        for (char *line = strtok(got.data, "\n"); line; line = strtok(NULL, "\n"))
            tap_note("%s", line);
    buffer_release(&path);
    buffer_release(&bytes);
    buffer_release(&got);
    buffer_release(&want);
}

static int is_input(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return entry->d_name[0] != '.' && dot && strcmp(dot, ".expected") != 0;
}

/* The name alone says whether a file is Markdown, and its date. */
static void test_names(void)
{
    static const char text[] = "---\ntitle: T\n---\n*a* <b>b</b>";
    static const struct {
        const char *path, *want;
    } names[] = {
        { "a.md", "body: a b" },
        { "a.MARKDOWN", "body: a b" },
        { "a.html", "body: *a* b" },
        { "a.htm", "body: *a* b" },
        { "x/2021-06-27-a.md", "publishedDateTime: 2021-06-27T00:00:00Z" },
        { "2021-06-27-x/a.md", "published: 1\n" },
        { "2021-02-30-a.md", "published: 1\n" },
        { "2021-06-277.md", "published: 1\n" },
        { "2021-06-27a.md", "published: 1\n" },
        { "2021-06-27.md", "publishedDateTime: 2021-06-27T00:00:00Z" },
        { "2021-6-27-a.md", "publishedDateTime: 2021-06-27T00:00:00Z" },
        { "2021-06-27_a.md", "publishedDateTime: 2021-06-27T00:00:00Z" },
        { "x/2021-06-27-a/index.md", "publishedDateTime: 2021-06-27T00:00:00Z" },
        { "x/2021-06-27-a/_index.en.md", "publishedDateTime: 2021-06-27T00:00:00Z" },
        { "2021-06-27/readme.markdown", "publishedDateTime: 2021-06-27T00:00:00Z" },
        { "b\xFF.md", "path: b\xFF.md" },
        { "x/de/a/b.md", "lang: de\n" },
        { "/zh_TW/b.md", "lang: zh_TW\n" },
        { "en/pt-br/b.md", "lang: pt-br\n" },
        { "sr-Latn/b.md", "lang: sr-Latn\n" },
        { "es-419/b.md", "lang: es-419\n" },
        { "zh-Hant-TW/src/b.md", "lang: zh-Hant-TW\n" },
    };
    struct buffer got = BUFFER_INIT, bytes = BUFFER_INIT;

    buffer_add_text(&bytes, text);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        buffer_clear(&got);
        describe(&got, names[i].path, &bytes);
        bool dated = strstr(names[i].want, "Date") != NULL;
        tap_ok(strstr(got.data, names[i].want) && (dated || !strstr(got.data, "publishedDateTime")),
               "the name %s counts", names[i].path);
    }
    buffer_release(&got);
    buffer_release(&bytes);
}

/* Folders that are no language. */
static void test_folders(void)
{
    static const char *const paths[] = { "api/a.md", "js/a.md",    "en-/a.md",       "en-x/a.md",
                                         "de.md",    "engl/a.md",  "en-us-x-y/a.md", "xx/a.md",
                                         "e/a.md",   "en us/a.md", "v2/a.md" };
    struct buffer got = BUFFER_INIT, bytes = BUFFER_INIT;

    buffer_add_text(&bytes, "---\n---\n");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        buffer_clear(&got);
        describe(&got, paths[i], &bytes);
        tap_ok(!strstr(got.data, "lang: "), "the folder of %s names no language", paths[i]);
    }
    buffer_release(&got);
    buffer_release(&bytes);
}

/* Where nothing else names the article its file does. */
static void test_titles(void)
{
    static const char text[] = "---\n---\n";
    static const struct {
        const char *path, *want;
    } names[] = {
        { "two-words.md", "title: two words\n" },
        { "x/2021-06-27-two-words.md", "title: two words\n" },
        { "2021-06-27_two_words.md", "title: two_words\n" },
        { "2021-06-27 two words.md", "title: two words\n" },
        { "2021-06-27.md", "title: 2021-06-27\n" },
        { "v1.2.md", "title: v1.2\n" },
        { "a/b-c/index.md", "title: b c\n" },
        { "a/b.c/_index.de.md", "title: b.c\n" },
        { "a/2021-06-27-b/README.markdown", "title: b\n" },
        { "/index.md", "title: index\n" },
        { "index.md", "title: index\n" },
        { "indexes.md", "title: indexes\n" },
        { ".md", "title: .md\n" },
        { "b\xFF.md", "title: b\xEF\xBF\xBD\n" },
    };
    struct buffer got = BUFFER_INIT, bytes = BUFFER_INIT;

    buffer_add_text(&bytes, text);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        buffer_clear(&got);
        describe(&got, names[i].path, &bytes);
        if (!tap_ok(strstr(got.data, names[i].want) != NULL,
                    "%s without a title is named by its file", names[i].path))
            tap_note("%s", got.data);
    }
    buffer_release(&got);
    buffer_release(&bytes);
}

int main(void)
{
    struct dirent **entries;
    int count = scandir(DIRECTORY, &entries, is_input, alphasort);

    tap_ok(count > 0, "there are files to read");
    for (int i = 0; i < count; i++) {
        test_file(entries[i]->d_name);
        free(entries[i]);
    }
    if (count > 0)
        free(entries);
    test_names();
    test_folders();
    test_titles();
    return tap_done();
}
