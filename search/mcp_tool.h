/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mcp_tool.h: the tools of --mcp and their named arguments. Each call is a separate request on
 * the current state of the index. */
#ifndef NEWSSEARCH_MCP_TOOL_H
#define NEWSSEARCH_MCP_TOOL_H

#include "error.h"
#include "request/request.h"

enum mcp_type {
    MCP_TEXT,
    MCP_PATH,    /* text, or {"bytes":"BASE64"} */
    MCP_INTEGER, /* 0 or more, in decimal */
    MCP_BOOLEAN, /* set is called only for true */
    MCP_TEXTS,   /* one text or several: set is called for each */
    MCP_JOINED,  /* one text or several; set gets them joined by commas */
};

struct mcp_argument {
    const char *name; /* NULL ends a table */
    enum mcp_type type;
    const char *help;
    int (*set)(struct request *call, const char *value, struct error *err);
};

struct mcp_tool {
    const char *name; /* NULL ends the table */
    const char *title;
    const char *help;
    const struct mcp_argument *arguments;
    /* Returns the text of one JSON object, which the caller frees. NULL: *err has the reason. */
    char *(*run)(struct request *call, struct error *err);
};

const struct mcp_tool *mcp_tool_table(void);
/* NULL if there is none of this name. */
const struct mcp_tool *mcp_tool_find(const char *name);

/* The tool's argument of this name. NULL: *err lists the arguments. */
const struct mcp_argument *mcp_tool_argument(const struct mcp_tool *tool, const char *name,
                                             struct error *err);

/* Writes "limit" for "--limit" in an error of a call: a client has arguments and no options. The
 * lines after the first, a query and its caret, stay. */
void mcp_tool_name_arguments(const struct mcp_tool *tool, struct error *err);

/* Starts a call with the settings of base. Then its arguments are set, and it is run. */
void mcp_call_init(struct request *call, const struct request *base);
void mcp_call_release(struct request *call);

#endif
