/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plan_forget.c: the plan of --forget. */
#include "plan.h"

#include <stdlib.h>
#include <string.h>

#include "folder.h"
#include "memory.h"
#include "schema.h"

struct forgetting {
    struct plan *plan;
    struct run *run;
    struct list gone; /* of what is forgotten, that which no walk comes to any more */
};

/* Also below a directory that is forgotten others may be registered. */
static bool is_registered(const struct settings *settings, const char *path, const char *above)
{
    for (size_t i = 0; i < settings->roots.count; i++) {
        const char *root = settings->roots.items[i].data;
        if (folder_is_below(path, root) && folder_is_below(root, above))
            return true;
    }
    return selection_is_file(settings, path);
}

static int forget_value(void *context, uint32_t docid, const char *value, size_t length)
{
    struct forgetting *forgetting = context;
    char *path = memory_copy(value, length);
    const char *above = folder_find_above(&forgetting->gone, path);
    if (above && !is_registered(&forgetting->run->settings, path, above))
        plan_add_removal(forgetting->plan, path, length, docid);
    free(path);
    return 0;
}

int plan_forget(struct plan *plan, struct run *run, struct shim_database *database,
                struct error *err)
{
    struct forgetting forgetting = { plan, run, LIST_INIT };
    const struct list *forget = &run->request->forget;
    struct selection selection;
    *plan = (struct plan){ 0 };
    selection_init(&selection, &run->settings);
    for (size_t i = 0; i < forget->count; i++) {
        const char *path = forget->items[i].data;
        enum selection_verdict verdict = selection_judge(&selection, path, NULL, NULL);
        if (verdict != SELECTION_FOLDER && verdict != SELECTION_TAKEN)
            list_add_text(&forgetting.gone, path);
    }
    selection_release(&selection);
    for (size_t i = 0; i < run->complaints.known_count; i++) {
        const char *path = run->complaints.problems[i].path;
        const char *above = folder_find_above(&forgetting.gone, path);
        if (above && !is_registered(&run->settings, path, above))
            complaints_drop(&run->complaints, path);
    }
    int result = shim_each_value(database, SLOT_PATH, forget_value, &forgetting, err);
    list_release(&forgetting.gone);
    return result;
}
