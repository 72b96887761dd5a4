/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "request_action.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "option.h"

#define NUMBER_MAX ((long)LIMIT_ALL - 1)

const char *request_action_name(enum request_action action)
{
    static const char *const names[] = {
        [ACTION_BATCH] = "batch", [ACTION_SEEN] = "seen",
        [ACTION_SAVED] = "saved", [ACTION_SHOW] = "show",
        [ACTION_OPEN] = "open",   [ACTION_EDIT] = "edit",
        [ACTION_MCP] = "mcp",     [ACTION_PRINT_CONFIG] = "print-config"
    };
    return names[action];
}

int request_action_set(struct request *request, enum request_action action, struct error *err)
{
    enum request_action before = request->action;
    if (before == ACTION_HELP || before == ACTION_VERSION || before == ACTION_PRINT_CONFIG)
        return 0;
    if (before != ACTION_SEARCH && before != action)
        return error_set(err, "--%s cannot be used with --%s", request_action_name(action),
                         request_action_name(before));
    request->action = action;
    return 0;
}

int request_action_show(struct request *request, const char *value, struct error *err)
{
    if (value[0] == '\0')
        return error_set(err, "--show needs the path or the address of an article");
    if (request->show)
        return error_set(err, "--show prints one article; call newssearch for each");
    request->show = memory_copy_text(value);
    return request_action_set(request, ACTION_SHOW, err);
}

static int set_number(struct request *request, enum request_action action, const char *value,
                      struct error *err)
{
    long number = 1;
    if (value && option_number(&number, value, 1, NUMBER_MAX,
                               action == ACTION_OPEN ? "--open" : "--edit", err) < 0)
        return -1;
    request->open_number = (uint32_t)number;
    return request_action_set(request, action, err);
}

int request_action_open(struct request *request, const char *value, struct error *err)
{
    return set_number(request, ACTION_OPEN, value, err);
}

int request_action_edit(struct request *request, const char *value, struct error *err)
{
    return set_number(request, ACTION_EDIT, value, err);
}

int request_action_mcp(struct request *request, const char *value, struct error *err)
{
    (void)value;
    return request_action_set(request, ACTION_MCP, err);
}

int request_action_saved(struct request *request, const char *value, struct error *err)
{
    (void)value;
    return request_action_set(request, ACTION_SAVED, err);
}

int request_action_seen(struct request *request, const char *value, struct error *err)
{
    (void)value;
    return request_action_set(request, ACTION_SEEN, err);
}

void request_action_show_all(struct request *request)
{
    if (request->column_count > 0)
        return;
    request->columns = memory_resize(request->columns, FIELD_COUNT, sizeof *request->columns);
    for (int id = 0; id < FIELD_COUNT; id++)
        request->columns[request->column_count++] = id;
}
