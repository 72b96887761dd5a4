/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_config.c: every key of the configuration, the places of errors, where the file is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buffer.h"
#include "config.h"
#include "tap.h"
#include "temporary.h"

static struct config config;
static struct buffer warnings;
static struct error err;
static char directory[TEMPORARY_SIZE];

static void warn(void *context, const char *message)
{
    (void)context;
    buffer_printf(&warnings, "%s\n", message);
}

static const char *path_of(const char *name)
{
    static struct buffer path;

    buffer_clear(&path);
    buffer_printf(&path, "%s/%s", directory, name);
    return path.data;
}

static int load(const char *path)
{
    config_release(&config);
    buffer_clear(&warnings);
    err.text[0] = '\0';
    return config_load(&config, path, warn, NULL, &err);
}

/* Loads the text, from a file. */
static int load_text(const char *text)
{
    FILE *file = fopen(path_of("config.yaml"), "w");

    fputs(text, file);
    fclose(file);
    return load(path_of("config.yaml"));
}

static void test_keys(void)
{
    tap_ok(load_text("db: ~/news\nlanguage: none\ninclude: '*.md'\nexclude: ['a*', b]\n"
                     "rank:\n  quality: 0.25\n  heat: 2\nlimit: 20\nformat: json\n"
                     "fields:\n  title: headline\n  topics: [subjects, meta.tags]\n"
                     "saved:\n  daily: date:1d..\n  cloud: 'azure OR aws'\n") == 0,
           "every key is read");
    tap_is_text(buffer_text(&warnings), "", "a configuration with every key has no warning");
    tap_is_text(config.dbs.count ? config.dbs.items[0].data : NULL, "/home/jo/news",
                "~ in db is the home directory");
    tap_is_number((long long)config.db_place.line, 1, "the place of db has its line");
    tap_is_number((long long)config.db_place.column, 5, "the place of db has its column");
    tap_is_text(config.language, "none", "language is read");
    tap_is_text(config.include.items[0].data, "*.md", "include may be one pattern");
    tap_is_number((long long)config.exclude.count, 2, "exclude may be a list");
    tap_is_text(config.exclude.items[1].data, "b", "a list keeps all its items");
    tap_ok(config.has_rank && config.rank_quality == 0.25 && config.rank_heat == 2,
           "weights of rank are read");
    tap_ok(isnan(config.rank_recency), "a weight of rank that is not set stays unset");
    tap_is_number(config.limit, 20, "limit is read");
    tap_is_text(config.format, "json", "format is read");
    tap_is_text(config.fields[FIELD_TITLE].items[0].data, "headline",
                "a field may have one further name");
    tap_is_text(config.fields[FIELD_TOPICS].items[1].data, "meta.tags",
                "a field may have a list of further names");
    const struct config_saved *saved = config_saved(&config, "cloud", 5);
    tap_is_text(saved ? saved->query : NULL, "azure OR aws", "a saved query is found by its name");
    tap_is_number(saved ? (long long)saved->place.line : 0, 15, "a saved query has its line");
    tap_ok(!config_saved(&config, "clou", 4), "a saved query is not found by a part of its name");
}

static void test_values(void)
{
    tap_ok(load_text("limit: all\nrank: text\n") == 0 && config.limit == -2, "limit: all is read");
    tap_ok(config.has_rank && config.rank_heat == 0 && config.rank_quality == 0 &&
               config.rank_recency == 0,
           "rank: text sets all weights to zero");
    tap_ok(load_text("") == 0 && config.limit == -1 && config.dbs.count == 0,
           "an empty file sets nothing");
    tap_ok(load_text("# nothing\n~\n") == 0, "a document of null sets nothing");
    tap_ok(load_text("db:\nrank: ~\nsaved:\nfields:\n") == 0 && config.dbs.count == 0 &&
               !config.has_rank,
           "keys without values set nothing");
    tap_ok(load_text("fields: {provider: source, heat: score}\n") == 0 &&
               config.fields[FIELD_PROVIDER_NAME].count == 1 &&
               config.fields[FIELD_HEAT].count == 1,
           "fields names a field by its prefix or its key");
    tap_ok(load_text("db: a\ndb: b\nsaved: {x: 1}\nsaved: {x: 2}\n") == 0,
           "a key that is repeated is no error");
    tap_is_text(config.dbs.count ? config.dbs.items[0].data : NULL, "b",
                "the last value of a repeated key counts");
    tap_is_text(config_saved(&config, "x", 1)->query, "2",
                "the last query of a repeated name counts");
    tap_ok(strstr(buffer_text(&warnings),
                  "config.yaml:2:1: this key is repeated; its last value counts: db\n"),
           "a repeated key is a warning with its place");
    tap_ok(load_text("db: [~/a, tcp:h:1]\nsort: [quality, -date]\ncolor: never\npager: less -R\n"
                     "colors: [match:fg:red, 'path:none']\n") == 0,
           "keys that may be lists are read as lists");
    tap_is_number((long long)config.dbs.count, 2, "db may be a list of indexes");
    tap_is_text(config.dbs.items[0].data, "/home/jo/a", "~ in a list is the home directory");
    tap_is_text(config.dbs.items[1].data, "tcp:h:1", "a server in a list is kept as it is");
    tap_is_text(config.sort, "quality,-date", "a list of sort keys is joined");
    tap_is_text(config.color, "never", "color is read");
    tap_is_text(config.pager, "less -R", "pager is read");
    tap_is_text(config.colors.items[1].data, "path:none", "a list of colors is read");
    tap_is_number((long long)config.color_places[1].column, 24,
                  "each setting of colors has its place");
    tap_ok(load_text("db: a\nsort: date\ncolors: match:fg:red\n") == 0 && config.dbs.count == 1 &&
               config.colors.count == 1,
           "keys that may be lists are read as one value");
}

static void test_warnings(void)
{
    tap_ok(load_text("colour: red\nfields:\n  titel: [a]\n  path: b\nrank: {speed: [1]}\n") == 0,
           "unknown keys are no errors");
    struct buffer want = BUFFER_INIT;
    const char *path = path_of("config.yaml");
    buffer_printf(&want,
                  "%s:1:1: unknown key: colour\n%s:3:3: unknown field: titel\n"
                  "%s:4:3: not a field of front matter: path\n%s:5:8: unknown key: speed\n",
                  path, path, path, path);
    tap_is_text(buffer_text(&warnings), want.data, "unknown keys are warnings with their places");
    tap_ok(load_text("fields: {date: a, heat: b, date: c}\nrank: {heat: 1, heat: 2}\n"
                     "saved: {x: 1, y: 2, x: 3}\nbase: {/a: http://x, /b: http://x, /a: http://y}\n"
                     "fields: {topic: a, topics: b, tag: [c]}\n") == 0,
           "a key of a mapping that is repeated is no error");
    buffer_clear(&want);
    const char *repeated = "this key is repeated; its last value counts";
    buffer_printf(&want, "%s:1:28: %s: date\n%s:2:17: %s: heat\n", path, repeated, path, repeated);
    buffer_printf(&want, "%s:3:21: %s: x\n%s:4:36: %s: /a\n", path, repeated, path, repeated);
    buffer_printf(&want, "%s:5:1: %s: fields\n", path, repeated);
    repeated = "the same field as a key before it; the last value counts";
    buffer_printf(&want, "%s:5:20: %s: topics\n%s:5:31: %s: tag\n", path, repeated, path, repeated);
    tap_is_text(buffer_text(&warnings), want.data, "repeated keys are warnings with their places");
    buffer_release(&want);
    config_release(&config);
    tap_ok(config_load(&config, path, NULL, NULL, &err) == 0,
           "warnings without a listener are dropped");
}

static void is_bad(const char *text, const char *want)
{
    tap_ok(load_text(text) < 0, "'%.*s' is an error", (int)strcspn(text, "\n"), text);
    size_t length = strlen(path_of("config.yaml"));
    tap_ok(strncmp(err.text, path_of("config.yaml"), length) == 0, "the error '%s' names the file",
           want);
    tap_is_text(err.text + length, want, "the error has its place and reason");
}

static void test_errors(void)
{
    is_bad("- a\n", ":1:1: configuration: not a mapping");
    is_bad("db: {a: b}\n", ":1:5: db: expected text or a list of texts");
    is_bad("db: []\n", ":1:5: db: an empty list");
    is_bad("sort: {a: b}\n", ":1:7: sort: expected text or a list of texts");
    is_bad("colors: [match:fg:red, [a]]\n", ":1:24: colors: not text");
    is_bad("pager: [less]\n", ":1:8: pager: not text");
    is_bad("language: {a: b}\n", ":1:11: language: not text");
    is_bad("limit: -1\n", ":1:8: limit: expected a whole number or all");
    is_bad("limit: 99999999999999999999\n", ":1:8: limit: expected a whole number or all");
    is_bad("limit: [1]\n", ":1:8: limit: expected a whole number or all");
    is_bad("rank: 1\n", ":1:7: rank: not a mapping");
    is_bad("rank: {heat: 1000001}\n", ":1:14: rank: heat: not a number from 0 to 1000000");
    is_bad("rank: {heat: -1}\n", ":1:14: rank: heat: not a number from 0 to 1000000");
    is_bad("rank: {heat: high}\n", ":1:14: rank: heat: not a number from 0 to 1000000");
    is_bad("rank: {heat: .}\n", ":1:14: rank: heat: not a number from 0 to 1000000");
    is_bad("include: {a: b}\n", ":1:10: include: expected text or a list of texts");
    is_bad("exclude: [a, [b]]\n", ":1:14: exclude: not text");
    is_bad("fields: {title: {a: b}}\n", ":1:17: title: expected text or a list of texts");
    is_bad("fields: {title: a, heat: '!x'}\n",
           ":1:20: fields: heat: !x: only a name for published can begin with !");
    is_bad("fields:\n  topics: [b, a..b]\n",
           ":2:3: fields: topics: a..b: the name of a key is empty");
    is_bad("fields: {topics: .a}\n", ":1:10: fields: topics: .a: the name of a key is empty");
    is_bad("fields: {topics: a.}\n", ":1:10: fields: topics: a.: the name of a key is empty");
    is_bad("fields: {title: ''}\n", ":1:10: fields: title: : the name of a key is empty");
    is_bad("fields: {title: '[].a'}\n", ":1:10: fields: title: [].a: the name of a key is empty");
    is_bad("fields: {published: '!'}\n", ":1:10: fields: published: !: the name of a key is empty");
    tap_ok(load_text(
               "fields: {published: ['!hidden', meta.draft], authors: ['who[].name', x]}\n") == 0,
           "names of keys can have parts, brackets and, for published, a !");
    is_bad("saved: {x: [a]}\n", ":1:12: x: not text");
    is_bad("saved: [x]\n", ":1:8: saved: not a mapping");
    is_bad("[a]: b\n", ":1:1: configuration: a key is not text");
    is_bad("a: b: c\n", ":1:5: not YAML: a colon and a space inside a value; write the value in "
                        "quotation marks, or correct the indentation");
    is_bad("x: &a 1\nlimit: *a\n", ":2:8: limit: expected a whole number or all");
    is_bad("a: 1\n---\nb: 2\n", ":2:1: more than one document");
}

static void test_places(void)
{
    struct buffer nested = BUFFER_INIT;

    tap_ok(load(path_of("absent.yaml")) < 0, "the file of the option must exist");
    tap_ok(strstr(err.text, "absent.yaml: No such file") != NULL,
           "the error of an absent file names it");
    tap_ok(load(directory) < 0, "a directory as the file is an error");
    setenv("XDG_CONFIG_HOME", directory, 1);
    tap_ok(load(NULL) == 0 && !config.path, "the default file may be absent");
    buffer_printf(&nested, "mkdir -p %s/newssearch && echo 'limit: 3' >%s/newssearch/config.yaml",
                  directory, directory);
    tap_ok(system(nested.data) == 0, "a default file is written");
    tap_ok(load(NULL) == 0 && config.limit == 3,
           "$XDG_CONFIG_HOME/newssearch/config.yaml is the default file");
    tap_is_text(config.path, path_of("newssearch/config.yaml"),
                "the default file is named by its path");
    setenv("XDG_CONFIG_HOME", "relative", 1);
    tap_ok(load(NULL) == 0 && !config.path, "a relative XDG_CONFIG_HOME is ignored");
    buffer_clear(&nested);
    buffer_printf(&nested,
                  "mv %s/newssearch %s/x && mkdir %s/.config && mv %s/x "
                  "%s/.config/newssearch",
                  directory, directory, directory, directory, directory);
    tap_ok(system(nested.data) == 0, "the default file is moved");
    setenv("HOME", directory, 1);
    unsetenv("XDG_CONFIG_HOME");
    tap_ok(load(NULL) == 0 && config.limit == 3,
           "~/.config/newssearch/config.yaml is read without XDG_CONFIG_HOME");
    unsetenv("HOME");
    tap_ok(load(NULL) == 0 && !config.path, "without a home there is no default file");
    tap_ok(load_text("db: ~/x\n") == 0, "a configuration is read without a home");
    tap_is_text(config.dbs.count ? config.dbs.items[0].data : NULL, "~/x",
                "~ stays as it is without a home");
    buffer_release(&nested);
}

static void test_base(void)
{
    tap_ok(load_text("base:\n  ~/blog/: https://a.example/\n  /srv/b: HTTP://b.example\n") == 0,
           "base has an address for each directory");
    tap_is_number((long long)config.base_count, 2, "each base is kept");
    tap_is_text(config.bases[0].directory, "/home/jo/blog", "~ in a base is the home directory");
    tap_is_text(config.bases[0].address, "https://a.example/",
                "a base has the address of its directory");
    tap_is_text(config.bases[1].directory, "/srv/b", "a base may be an absolute directory");
    tap_ok(load_text("base: https://c.example\n") == 0 && config.base_count == 1 &&
               config.bases[0].directory[0] == '\0',
           "one address is that of every directory");
    tap_ok(load_text("base: https://c.example\nbase:\n  /x: https://d.example\n") == 0 &&
               config.base_count == 1 && strcmp(config.bases[0].directory, "/x") == 0,
           "of two bases the last counts");
    tap_ok(load_text("base:\n") == 0 && config.base_count == 0, "an empty base sets nothing");
    static const char *const wrong[] = {
        "base: /x\n",
        "base: [https://x]\n",
        "base:\n  /a: javascript:x\n",
        "base:\n  /a: [https://x]\n",
        "base:\n  blog: https://x\n",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        tap_ok(load_text(wrong[i]) < 0 && strstr(err.text, "base: "),
               "a base that is no address is an error: %s",
               err.text + strlen(path_of("config.yaml")));
}

int main(void)
{
    temporary_make(directory);
    setenv("HOME", "/home/jo", 1);
    test_keys();
    test_base();
    test_values();
    test_warnings();
    test_errors();
    test_places();
    config_release(&config);
    buffer_release(&warnings);
    temporary_remove(directory);
    return tap_done();
}
