/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c: generate, which makes an archive of N articles to measure with.
 *
 *     generate [OPTION]... DIR
 *
 * The articles have the form, the sizes and the habits of real ones: an article
 * keeps to the subject of its first topic, a tenth of them have a body. Their
 * text comes from one of two worlds: invented words, or the descriptions of
 * Debian packages. Article number i depends on the world, the seed and i only,
 * so an archive of 10,000 is the beginning of one of 100,000, and every format
 * holds the same articles:
 *
 *     files        DIR/FOLDER/DATE-SLUG-NUMBER.md with YAML front matter
 *     scriptindex  DIR/articles.dump, input of Xapian Omega's scriptindex
 *     sql          DIR/articles.tsv, one row an article, for sqlite3's .import
 *     mail         DIR/FOLDER/NAME.eml, one message an article, for notmuch
 *
 * --first, --step and --edit write some of the articles again, changed as a bot
 * or an editor changes them: the heat's last digit, or words of the excerpt.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "format.h"

struct options {
    uint64_t seed, count, per_folder, first, step;
    enum edit edit;
    const struct format *format;
    const struct world_kind *world;
    const char *directory;
};

/* Where articles go: into one file, or into files of the folder that was entered last; -1: not
 * open. */
struct output {
    const struct options *options;
    int file, folder;
    uint64_t folder_number;
    struct text text; /* written next */
};

static void write_all(int file, struct text *text, const char *name)
{
    for (size_t done = 0; done < text->length;) {
        ssize_t now = write(file, text->bytes + done, text->length - done);
        if (now < 0)
            die(name);
        done += (size_t)now;
    }
    text_clear(text);
}

static int open_to_write(int folder, const char *name)
{
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0)
        die(name);
    return file;
}

static void make_directory(const char *path)
{
    if (mkdir(path, 0755) != 0 && errno != EEXIST)
        die(path);
}

static void enter_folder(struct output *output, uint64_t number)
{
    char path[4096];
    if (output->folder >= 0 && output->folder_number == number)
        return;
    if (output->folder >= 0)
        close(output->folder);
    snprintf(path, sizeof(path), "%s/%04" PRIu64, output->options->directory, number);
    make_directory(path);
    output->folder = open(path, O_RDONLY | O_DIRECTORY);
    output->folder_number = number;
    if (output->folder < 0)
        die(path);
}

static void output_open(struct output *output)
{
    const struct options *options = output->options;
    make_directory(options->directory);
    if (options->format->file) {
        char path[4096];
        snprintf(path, sizeof(path), "%s/%s", options->directory, options->format->file);
        output->file = open_to_write(AT_FDCWD, path);
    }
}

static void output_article(struct output *output, const struct article *article)
{
    const struct options *options = output->options;
    char name[512];
    options->format->article(&output->text, article);
    if (options->format->file) {
        if (output->text.length > 1 << 20)
            write_all(output->file, &output->text, options->format->file);
        return;
    }
    enter_folder(output, article->number / options->per_folder);
    snprintf(name, sizeof(name), "%s%s", strchr(article->name.bytes, '/') + 1,
             options->format->suffix);
    int file = open_to_write(output->folder, name);
    write_all(file, &output->text, name);
    if (close(file) != 0)
        die(name);
}

static void output_close(struct output *output)
{
    if (output->file >= 0) {
        write_all(output->file, &output->text, output->options->format->file);
        if (close(output->file) != 0)
            die(output->options->format->file);
    }
    if (output->folder >= 0)
        close(output->folder);
    free(output->text.bytes);
}

static const char usage[] =
    "usage: generate [OPTION]... DIR\n"
    "  --world=WORLD      generated (default), or packages: text that apt-cache dumpavail prints\n"
    "  --seed=S           which archive (default 1)\n"
    "  --count=N          how many articles (default 1000)\n"
    "  --per-folder=M     articles a folder (default 1000)\n"
    "  --format=FORMAT    files (default), scriptindex, sql or mail\n"
    "  --first=K          the number of the first article (default 0)\n"
    "  --step=S           write each S-th article from there (default 1)\n"
    "  --edit=heat|text   write them changed: the heat's last digit, or words of the excerpt\n";

static _Noreturn void usage_error(const char *what)
{
    fprintf(stderr, "generate: %s\n%s", what, usage);
    exit(2);
}

static uint64_t parse_number(const char *string, uint64_t least)
{
    char *end;
    errno = 0;
    uint64_t number = strtoull(string, &end, 10);
    if (!isdigit((unsigned char)*string) || *end || errno || number < least)
        usage_error("not a number that will do");
    return number;
}

static const struct format *parse_format(const char *name)
{
    const struct format *format = format_by_name(name);
    if (!format)
        usage_error("no such format");
    return format;
}

static const struct world_kind *parse_world(const char *name)
{
    const struct world_kind *world = world_kind_by_name(name);
    if (!world)
        usage_error("no such world");
    return world;
}

static enum edit parse_edit(const char *name)
{
    if (strcmp(name, "heat") != 0 && strcmp(name, "text") != 0)
        usage_error("no such edit");
    return *name == 'h' ? EDIT_HEAT : EDIT_TEXT;
}

static void parse_options(struct options *options, int argc, char **argv)
{
    static const struct option names[] = {
        { "world", required_argument, NULL, 'w' },  { "seed", required_argument, NULL, 's' },
        { "count", required_argument, NULL, 'n' },  { "per-folder", required_argument, NULL, 'p' },
        { "format", required_argument, NULL, 'f' }, { "first", required_argument, NULL, 'k' },
        { "step", required_argument, NULL, 't' },   { "edit", required_argument, NULL, 'e' },
        { "help", no_argument, NULL, 'h' },         { NULL, 0, NULL, 0 },
    };
    *options = (struct options){
        1, 1000, 1000, 0, 1, EDIT_NONE, format_by_name("files"), &generated_world, NULL
    };
    for (int c; (c = getopt_long(argc, argv, "h", names, NULL)) != -1;)
        switch (c) {
        case 'w':
            options->world = parse_world(optarg);
            break;
        case 's':
            options->seed = parse_number(optarg, 0);
            break;
        case 'n':
            options->count = parse_number(optarg, 0);
            break;
        case 'p':
            options->per_folder = parse_number(optarg, 1);
            break;
        case 'f':
            options->format = parse_format(optarg);
            break;
        case 'k':
            options->first = parse_number(optarg, 0);
            break;
        case 't':
            options->step = parse_number(optarg, 1);
            break;
        case 'e':
            options->edit = parse_edit(optarg);
            break;
        case 'h':
            fputs(usage, stdout);
            exit(0);
        default:
            usage_error("options come as below");
        }
    if (optind + 1 != argc)
        usage_error("one DIR is needed");
    options->directory = argv[optind];
}

int main(int argc, char **argv)
{
    struct options options;
    struct article article = { 0 };
    parse_options(&options, argc, argv);
    struct output output = { &options, -1, -1, 0, { 0 } };
    struct world *world = options.world->create(options.seed);
    output_open(&output);
    for (uint64_t i = 0; i < options.count; i++) {
        article_make(&article, world, options.seed, options.first + i * options.step,
                     options.per_folder);
        article_edit(&article, world, options.edit);
        output_article(&output, &article);
    }
    output_close(&output);
    article_release(&article);
    world->kind->destroy(world);
    return 0;
}
