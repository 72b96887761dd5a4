/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Real text: the one-line descriptions of the Debian packages that apt knows. Each description is a
 * sentence. An article combines sentences of one section, its first topic; authors are maintainers,
 * providers the hosts of home pages. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "world.h"

enum { SECTIONS_MAX = 200 };

struct package {
    char *name, *description, *maintainer;
    struct provider provider;
    uint32_t section;
};

struct packages {
    struct world world;
    struct package *all; /* by section */
    uint32_t count, size;
    struct topic sections[SECTIONS_MAX];
    uint32_t section_count, first_of[SECTIONS_MAX + 1]; /* where in all a section begins */
};

static const struct packages *packages_of(const struct world *world)
{
    return (const struct packages *)world;
}

static const struct package *draw(const struct packages *packages, struct chance *chance)
{
    return &packages->all[chance_below(chance, packages->count)];
}

static const struct package *draw_of(const struct packages *packages, struct chance *chance,
                                     const struct topic *topic)
{
    uint32_t first = packages->first_of[topic->number];
    return &packages
                ->all[first + chance_below(chance, packages->first_of[topic->number + 1] - first)];
}

static uint32_t section_number(struct packages *packages, const char *name)
{
    const char *slash = strchr(name, '/'); /* contrib/net */
    name = slash ? slash + 1 : name;
    for (uint32_t i = 0; i < packages->section_count; i++)
        if (strcmp(packages->sections[i].name, name) == 0)
            return i;
    if (packages->section_count == SECTIONS_MAX) {
        errno = E2BIG;
        die("sections of packages");
    }
    struct topic *section = &packages->sections[packages->section_count];
    snprintf(section->name, sizeof(section->name), "%s", name);
    section->number = packages->section_count;
    return packages->section_count++;
}

static void set_string(char **string, const char *value)
{
    size_t length = strlen(value);
    free(*string);
    *string = allocate(length + 1);
    memcpy(*string, value, length + 1);
}

static void set_provider(struct provider *provider, const char *url)
{
    const char *host = strstr(url, "://");
    host = host ? host + 3 : url;
    int length =
        (int)strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
    snprintf(provider->domain, sizeof(provider->domain), "%.*s", length, host);
    snprintf(provider->name, sizeof(provider->name), "%s", provider->domain);
}

/* A line of a paragraph of dumpavail. */
static void read_field(struct packages *packages, struct package *package, char *line)
{
    char *value = strstr(line, ": ");
    if (!value)
        return;
    *value = '\0';
    value += 2;
    if (strcmp(line, "Package") == 0)
        set_string(&package->name, value);
    else if (strcmp(line, "Description") == 0 || strcmp(line, "Description-en") == 0)
        set_string(&package->description, value);
    else if (strcmp(line, "Homepage") == 0)
        set_provider(&package->provider, value);
    else if (strcmp(line, "Section") == 0)
        package->section = section_number(packages, value);
    else if (strcmp(line, "Maintainer") == 0) {
        value[strcspn(value, "<")] = '\0';
        value[strlen(value) - (value[0] && value[strlen(value) - 1] == ' ')] = '\0';
        set_string(&package->maintainer, value);
    }
}

static void package_release(struct package *package)
{
    free(package->name);
    free(package->description);
    free(package->maintainer);
}

/* Takes the package if it has all that articles need, and zeroes it. */
static void add_package(struct packages *packages, struct package *package)
{
    if (package->name && package->maintainer && package->description && *package->description) {
        if (!*package->provider.domain)
            set_provider(&package->provider, "packages.debian.org");
        if (packages->count == packages->size) {
            packages->size = packages->size ? packages->size * 2 : 1024;
            packages->all = realloc(packages->all, packages->size * sizeof(*packages->all));
            if (!packages->all)
                die("memory");
        }
        packages->all[packages->count++] = *package;
    } else {
        package_release(package);
    }
    memset(package, 0, sizeof(*package));
}

static void read_packages(struct packages *packages, FILE *list)
{
    struct package package = { 0 };
    char *line = NULL;
    size_t size = 0;
    for (ssize_t length; (length = getline(&line, &size, list)) > 0;) {
        if (line[length - 1] == '\n')
            line[--length] = '\0';
        if (length == 0)
            add_package(packages, &package);
        else if (!isspace((unsigned char)*line)) /* the rest of a field */
            read_field(packages, &package, line);
    }
    add_package(packages, &package);
    free(line);
}

static int compare_packages(const void *a, const void *b)
{
    const struct package *one = a, *other = b;
    if (one->section != other->section)
        return one->section < other->section ? -1 : 1;
    int order = strcmp(one->name, other->name);
    return order ? order : strcmp(one->description, other->description);
}

static struct world *packages_create(uint64_t seed)
{
    struct packages *packages = allocate(sizeof(*packages));
    (void)seed; /* articles draw with it */
    memset(packages, 0, sizeof(*packages));
    packages->world.kind = &packages_world;
    FILE *list = popen("LC_ALL=C exec apt-cache dumpavail", "r");
    if (!list)
        die("apt-cache");
    read_packages(packages, list);
    if (pclose(list) != 0 || packages->count == 0) {
        fputs("generate: apt-cache dumpavail lists no packages; run apt-get update\n", stderr);
        exit(2);
    }
    qsort(packages->all, packages->count, sizeof(*packages->all), compare_packages);
    for (uint32_t i = 0; i < packages->count; i++)
        packages->first_of[packages->all[i].section + 1]++;
    for (uint32_t i = 0; i < packages->section_count; i++)
        packages->first_of[i + 1] += packages->first_of[i];
    return &packages->world;
}

static void packages_destroy(struct world *world)
{
    struct packages *packages = (struct packages *)world;
    for (uint32_t i = 0; i < packages->count; i++)
        package_release(&packages->all[i]);
    free(packages->all);
    free(packages);
}

/* A section is as likely as it is large. */
static int packages_topics(const struct world *world, struct chance *chance,
                           const struct topic **topics, int count)
{
    const struct packages *packages = packages_of(world);
    int found = 0;
    for (; count > 0; count--) {
        const struct topic *topic = &packages->sections[draw(packages, chance)->section];
        int i = 0;
        while (i < found && topics[i] != topic)
            i++;
        topics[i] = topic;
        found += i == found;
    }
    return found;
}

static const struct provider *packages_provider(const struct world *world, struct chance *chance)
{
    return &draw(packages_of(world), chance)->provider;
}

static void packages_author(const struct world *world, struct chance *chance, struct text *author)
{
    text_clear(author);
    text_puts(author, draw(packages_of(world), chance)->maintainer);
}

/* The name of a package and the description of another: titles do not repeat. */
static void packages_title(const struct world *world, struct chance *chance,
                           const struct topic *topic, struct text *title)
{
    const struct packages *packages = packages_of(world);
    text_clear(title);
    text_puts(title, draw_of(packages, chance, topic)->name);
    text_puts(title, ": ");
    text_puts(title, draw_of(packages, chance, topic)->description);
}

static void add_sentence(struct text *text, const char *description)
{
    char first = (char)toupper((unsigned char)*description);
    text_add(text, &first, 1);
    text_puts(text, description + 1);
    if (text->bytes[text->length - 1] != '.')
        text_puts(text, ".");
}

static int count_words(const char *string)
{
    int words = 0;
    while (*(string += strspn(string, " "))) {
        string += strcspn(string, " ");
        words++;
    }
    return words;
}

static void packages_prose(const struct world *world, struct chance *chance,
                           const struct topic *topic, int words, bool lines, struct text *prose)
{
    const struct packages *packages = packages_of(world);
    text_clear(prose);
    for (int sentence = 1; words > 0; sentence++) {
        const char *description = draw_of(packages, chance, topic)->description;
        add_sentence(prose, description);
        words -= count_words(description);
        if (words > 0)
            text_puts(prose, !lines ? " " : sentence % 4 == 0 ? "\n\n" : "\n");
    }
}

static void packages_correction(const struct world *world, uint32_t number, struct text *text)
{
    const struct packages *packages = packages_of(world);
    text_puts(text, " ");
    add_sentence(text, packages->all[number % packages->count].description);
}

const struct world_kind packages_world = {
    .name = "packages",
    .create = packages_create,
    .destroy = packages_destroy,
    .topics = packages_topics,
    .provider = packages_provider,
    .author = packages_author,
    .title = packages_title,
    .prose = packages_prose,
    .correction = packages_correction,
};
