/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pattern_place.h"

#include <string.h>
#include <sys/stat.h>

#include "buffer.h"
#include "folder.h"

/* A pattern, and where it would begin below a registered directory. */
struct place {
    const char *before; /* what precedes the pattern in a message */
    bool is_configured; /* it is not that of an option */
    const char *option, *pattern;
    const char *text;  /* the pattern without ! */
    const char *first; /* its first part, of this many bytes */
    size_t length;
};

/* Whether a registered directory has the pattern's first part: then it can match. */
static bool exists(const struct place *place, const struct selection *selection)
{
    struct buffer path = BUFFER_INIT;
    struct stat status;
    bool found = false;
    for (size_t i = 0; !found && i < selection->count; i++) {
        buffer_clear(&path);
        buffer_printf(&path, "%s/%.*s", selection->roots[i].path, (int)place->length, place->first);
        found = lstat(path.data, &status) == 0;
    }
    buffer_release(&path);
    return found;
}

/* Appends what to write instead: rest is the pattern's part below the directory. */
static void add_advice(struct buffer *out, const struct place *place, const char *rest)
{
    if (rest[strspn(rest, "/")])
        buffer_printf(out, "; write %s%s/%s", place->is_configured ? "" : place->option,
                      *place->pattern == '!' ? "!" : "", rest + strspn(rest, "/"));
}

/* Not for the root of all: there a pattern looks the same as a path. */
static bool begins_with(const char *text, const char *folder)
{
    return *text == '/' && folder[1] && folder_is_below(text, folder);
}

static int check_path(const struct place *place, const struct selection *selection,
                      struct report *report, struct error *err)
{
    const char *above = NULL;
    for (size_t i = 0; !above && i < selection->count; i++) {
        const struct selection_root *root = &selection->roots[i];
        if (begins_with(place->text, root->path))
            above = root->path;
        else if (root->real && begins_with(place->text, root->real))
            above = root->real;
    }
    if (!above)
        return 0;
    struct buffer sentence = BUFFER_INIT;
    buffer_printf(&sentence,
                  "%s%s can match nothing, because patterns begin below the registered directory "
                  "%s",
                  place->before, place->pattern, above);
    add_advice(&sentence, place, place->text + strlen(above));
    if (place->is_configured)
        report_note(report, "warning: %s", buffer_text(&sentence));
    else
        error_set(err, "%s", buffer_text(&sentence));
    buffer_release(&sentence);
    return place->is_configured ? 0 : -1;
}

static void warn_of_name(const struct place *place, const struct selection *selection,
                         struct report *report)
{
    for (size_t i = 0; i < selection->count; i++) {
        const char *root = selection->roots[i].path, *name = strrchr(root, '/') + 1;
        if (strlen(name) != place->length || strncmp(name, place->first, place->length) != 0)
            continue;
        struct buffer advice = BUFFER_INIT;
        add_advice(&advice, place, place->first + place->length);
        report_note(report, "warning: %s%s does not match %s itself: patterns begin below it%s",
                    place->before, place->pattern, root, buffer_text(&advice));
        buffer_release(&advice);
        return;
    }
}

/* model: what the places of the list's patterns have in common. */
static int check_list(struct run *run, const struct selection *selection, const struct list *list,
                      const struct place *model, struct error *err)
{
    for (size_t i = 0; i < list->count; i++) {
        struct place place = *model;
        place.pattern = list->items[i].data;
        place.text = place.pattern + (*place.pattern == '!');
        place.first = place.text + (*place.text == '/');
        place.length = strcspn(place.first, "/");
        if (exists(&place, selection))
            continue;
        if (check_path(&place, selection, &run->report, err) < 0)
            return -1;
        if (run->patterns_changed)
            warn_of_name(&place, selection, &run->report);
    }
    return 0;
}

int pattern_place_check(struct run *run, const struct selection *selection, struct error *err)
{
    const struct index_request *request = run->request;
    struct buffer include = BUFFER_INIT, exclude = BUFFER_INIT;
    int result = 0;
    index_request_name_include(&include, request);
    index_request_name_exclude(&exclude, request);
    struct place including = { .before = buffer_text(&include),
                               .is_configured = request->config_include,
                               .option = "--include=" };
    struct place excluding = { .before = buffer_text(&exclude),
                               .is_configured = request->config_exclude,
                               .option = "--exclude=" };
    if (request->has_include)
        result = check_list(run, selection, &request->include, &including, err);
    if (result == 0 && request->has_exclude)
        result = check_list(run, selection, &request->exclude, &excluding, err);
    buffer_release(&include);
    buffer_release(&exclude);
    return result;
}
