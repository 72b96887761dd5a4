/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mcp.h: --mcp: the Model Context Protocol over standard input and output. */
#ifndef NEWSSEARCH_MCP_H
#define NEWSSEARCH_MCP_H

#include "error.h"
#include "request/request.h"

/* Answers JSON-RPC messages, one on each line, until standard input ends. An invalid message is
 * answered with its error; only a failure of input or output is an error here. */
int mcp_run(const struct request *request, struct error *err);

#endif
