/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mcp.h: --mcp: the Model Context Protocol over standard input and output. */
#ifndef NEWSSEARCH_MCP_H
#define NEWSSEARCH_MCP_H

#include "error.h"
#include "request/request.h"

/* Answers JSON-RPC messages, one a line, until standard input ends. What is wrong with a message
 * is an answer; only input or output that fails is an error. */
int mcp_run(const struct request *request, struct error *err);

#endif
