/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mcp.c: the protocol of --mcp: JSON-RPC 2.0, a message on each line. mcp_tool.c has the tools. */
#include "mcp.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base64.h"
#include "mcp_tool.h"
#include "output/json_writer.h"

#define MESSAGE_MAX (16U << 20) /* bytes of a line */
#define READ_FLAGS (JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL)

enum rpc_error {
    RPC_PARSE_ERROR = -32700,
    RPC_INVALID_REQUEST = -32600,
    RPC_METHOD_NOT_FOUND = -32601,
    RPC_INVALID_PARAMS = -32602,
};

/* The supported versions of the protocol, the newest first. Their differences are not used here. */
static const char *const versions[] = { "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05" };

struct server {
    const struct request *request;
    bool batched;  /* answers are members of an array */
    bool answered; /* one was printed in it */
};

static void print_message(struct server *server, json_t *message)
{
    if (server->batched)
        putchar(server->answered ? ',' : '[');
    server->answered = true;
    json_dumpf(message, stdout, JSON_COMPACT | JSON_REAL_PRECISION(17));
    if (!server->batched) {
        putchar('\n');
        fflush(stdout);
    }
    json_decref(message);
}

/* Without the newline at the end of an answer. */
static json_t *make_text(const char *text)
{
    size_t length = strlen(text);
    return json_make_text(text, length > 0 && text[length - 1] == '\n' ? length - 1 : length);
}

/* Takes ownership of value. id NULL: it is not known. */
static void reply(struct server *server, json_t *id, const char *key, json_t *value)
{
    json_t *message = json_pack("{s:s}", "jsonrpc", "2.0");
    json_object_set_new(message, "id", id ? json_incref(id) : json_null());
    json_object_set_new(message, key, value);
    print_message(server, message);
}

__attribute__((format(printf, 4, 5))) static void
refuse(struct server *server, json_t *id, enum rpc_error code, const char *format, ...)
{
    struct error sentence;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence.text, sizeof sentence.text, format, arguments);
    va_end(arguments);
    json_t *error = json_pack("{s:i}", "code", (int)code);
    json_object_set_new(error, "message", make_text(sentence.text));
    reply(server, id, "error", error);
}

static void initialize(struct server *server, json_t *id, json_t *params)
{
    const char *asked = json_string_value(json_object_get(params, "protocolVersion"));
    const char *version = versions[0];
    for (size_t i = 0; asked && i < sizeof versions / sizeof *versions; i++)
        if (strcmp(versions[i], asked) == 0)
            version = versions[i];
    reply(server, id, "result",
          json_pack("{s:s, s:{s:{}}, s:{s:s, s:s, s:s}, s:s}", "protocolVersion", version,
                    "capabilities", "tools", "serverInfo", "name", "newssearch", "title",
                    "News archive", "version", VERSION, "instructions",
                    "Searches an archive of articles. Use search to find articles, show to read "
                    "one, and facets to count topics, providers and other values."));
}

static void ping(struct server *server, json_t *id, json_t *params)
{
    (void)params;
    reply(server, id, "result", json_object());
}

static json_t *schema_of_argument(const struct mcp_argument *argument)
{
    static const char *const types[] = {
        [MCP_TEXT] = "string", [MCP_INTEGER] = "integer", [MCP_BOOLEAN] = "boolean"
    };
    if (argument->type == MCP_TEXTS || argument->type == MCP_JOINED)
        return json_pack("{s:[s, s], s:{s:s}, s:s}", "type", "string", "array", "items", "type",
                         "string", "description", argument->help);
    if (argument->type == MCP_PATH)
        return json_pack("{s:[s, s], s:s}", "type", "string", "object", "description",
                         argument->help);
    json_t *schema =
        json_pack("{s:s, s:s}", "type", types[argument->type], "description", argument->help);
    if (argument->type == MCP_INTEGER)
        json_object_set_new(schema, "minimum", json_integer(0));
    return schema;
}

static json_t *describe_tool(const struct mcp_tool *tool)
{
    json_t *properties = json_object();
    for (const struct mcp_argument *argument = tool->arguments; argument->name; argument++)
        json_object_set_new(properties, argument->name, schema_of_argument(argument));
    return json_pack("{s:s, s:s, s:s, s:{s:s, s:o, s:b}, s:{s:s, s:b, s:b}}", "name", tool->name,
                     "title", tool->title, "description", tool->help, "inputSchema", "type",
                     "object", "properties", properties, "additionalProperties", 0, "annotations",
                     "title", tool->title, "readOnlyHint", 1, "openWorldHint", 0);
}

static void list_tools(struct server *server, json_t *id, json_t *params)
{
    if (json_object_get(params, "cursor")) {
        refuse(server, id, RPC_INVALID_PARAMS, "unknown cursor: all tools are on one page");
        return;
    }
    json_t *list = json_array();
    for (const struct mcp_tool *tool = mcp_tool_table(); tool->name; tool++)
        json_array_append_new(list, describe_tool(tool));
    reply(server, id, "result", json_pack("{s:o}", "tools", list));
}

/* NUL inside would hide what follows. */
static const char *read_text(const json_t *value)
{
    const char *text = json_string_value(value);
    return text && strlen(text) == json_string_length(value) ? text : NULL;
}

static int wrong_type(const struct mcp_argument *argument, const char *wanted, struct error *err)
{
    return error_set(err, "%s: expected %s", argument->name, wanted);
}

static int set_integer(struct request *call, const struct mcp_argument *argument,
                       const json_t *value, struct error *err)
{
    char text[32];
    double number = json_number_value(value);
    if (!json_is_number(value) || floor(number) != number || fabs(number) > 1e15)
        return wrong_type(argument, "a whole number", err);
    snprintf(text, sizeof text, "%.0f", number);
    return argument->set(call, text, err);
}

static int set_texts(struct request *call, const struct mcp_argument *argument, json_t *value,
                     struct error *err)
{
    struct buffer joined = BUFFER_INIT;
    int result = 0;
    for (size_t i = 0; result == 0 && i < json_array_size(value); i++) {
        const char *text = read_text(json_array_get(value, i));
        if (!text)
            result = wrong_type(argument, "a string, or an array of strings", err);
        else if (argument->type == MCP_TEXTS)
            result = argument->set(call, text, err);
        else
            buffer_printf(&joined, "%s%s", i > 0 ? "," : "", text);
    }
    if (result == 0 && argument->type == MCP_JOINED && json_array_size(value) > 0)
        result = argument->set(call, buffer_text(&joined), err);
    buffer_release(&joined);
    return result;
}

/* {"bytes":"BASE64"}, the form of a path that is not UTF-8. */
static int set_bytes(struct request *call, const struct mcp_argument *argument, const json_t *value,
                     struct error *err)
{
    const char *encoded = json_string_value(json_object_get(value, "bytes"));
    struct buffer path = BUFFER_INIT;
    bool good = encoded && json_object_size(value) == 1 && base64_read(&path, encoded) &&
                strlen(buffer_text(&path)) == path.length;
    int result = good ? argument->set(call, buffer_text(&path), err)
                      : wrong_type(argument, "a string, or {\"bytes\":\"BASE64\"}", err);
    buffer_release(&path);
    return result;
}

static int set_argument(struct request *call, const struct mcp_argument *argument, json_t *value,
                        struct error *err)
{
    if (json_is_null(value)) /* as good as absent */
        return 0;
    if (argument->type == MCP_INTEGER)
        return set_integer(call, argument, value, err);
    if (argument->type == MCP_BOOLEAN && !json_is_boolean(value))
        return wrong_type(argument, "true or false", err);
    if (argument->type == MCP_BOOLEAN)
        return json_is_true(value) ? argument->set(call, "", err) : 0;
    if (json_is_array(value) && (argument->type == MCP_TEXTS || argument->type == MCP_JOINED))
        return set_texts(call, argument, value, err);
    const char *text = read_text(value);
    if (!text && argument->type == MCP_PATH && json_is_object(value))
        return set_bytes(call, argument, value, err);
    if (!text)
        return wrong_type(argument,
                          argument->type == MCP_TEXTS || argument->type == MCP_JOINED
                              ? "a string, or an array of strings"
                              : "a string (without NUL)",
                          err);
    return argument->set(call, text, err);
}

static int set_arguments(struct request *call, const struct mcp_tool *tool, json_t *arguments,
                         struct error *err)
{
    const char *name;
    json_t *value;
    json_object_foreach(arguments, name, value)
    {
        const struct mcp_argument *argument = mcp_tool_argument(tool, name, err);
        if (!argument || set_argument(call, argument, value, err) < 0)
            return -1;
    }
    return 0;
}

/* The answer twice: as text, for clients that show text, and as a value. */
static json_t *make_answer(const char *text, bool failed)
{
    json_t *content = json_array(), *part = json_pack("{s:s}", "type", "text");
    json_object_set_new(part, "text", make_text(text));
    json_array_append_new(content, part);
    json_t *result = json_pack("{s:o, s:b}", "content", content, "isError", (int)failed);
    json_t *value = failed ? NULL : json_loads(text, JSON_ALLOW_NUL, NULL);
    if (value)
        json_object_set_new(result, "structuredContent", value);
    return result;
}

/* An invalid call is answered with the error, so that the model can correct it. */
static void call_tool(struct server *server, json_t *id, json_t *params)
{
    const char *name = read_text(json_object_get(params, "name"));
    json_t *arguments = json_object_get(params, "arguments");
    const struct mcp_tool *tool = name ? mcp_tool_find(name) : NULL;
    if (!tool) {
        refuse(server, id, RPC_INVALID_PARAMS, "unknown tool '%.100s'", name ? name : "");
        return;
    }
    if (arguments && !json_is_object(arguments) && !json_is_null(arguments)) {
        refuse(server, id, RPC_INVALID_PARAMS, "arguments: expected an object");
        return;
    }
    struct request call;
    struct error err;
    char *text = NULL;
    mcp_call_init(&call, server->request);
    if (set_arguments(&call, tool, arguments, &err) == 0)
        text = tool->run(&call, &err);
    if (!text)
        mcp_tool_name_arguments(tool, &err);
    mcp_call_release(&call);
    reply(server, id, "result", make_answer(text ? text : err.text, !text));
    free(text);
}

static const struct method {
    const char *name;
    void (*answer)(struct server *server, json_t *id, json_t *params);
} methods[] = {
    { "initialize", initialize },
    { "ping", ping },
    { "tools/list", list_tools },
    { "tools/call", call_tool },
};

static void answer_method(struct server *server, json_t *id, const char *name, json_t *params)
{
    if (params && !json_is_object(params)) {
        refuse(server, id, RPC_INVALID_PARAMS, "params: expected an object");
        return;
    }
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (strcmp(methods[i].name, name) == 0) {
            methods[i].answer(server, id, params);
            return;
        }
    refuse(server, id, RPC_METHOD_NOT_FOUND, "unknown method '%.100s'", name);
}

static void answer_message(struct server *server, json_t *message)
{
    json_t *id = json_object_get(message, "id");
    const char *version = json_string_value(json_object_get(message, "jsonrpc"));
    const char *method = read_text(json_object_get(message, "method"));
    bool known = json_is_string(id) || json_is_number(id);
    if (!json_is_object(message))
        refuse(server, NULL, RPC_INVALID_REQUEST, "a message must be an object");
    else if (!json_object_get(message, "method") &&
             (json_object_get(message, "result") || json_object_get(message, "error")))
        return; /* it is an answer, but this server asks nothing */
    else if (id && !known)
        refuse(server, NULL, RPC_INVALID_REQUEST, "id: expected a string or a 64-bit number");
    else if (!method || !version || strcmp(version, "2.0") != 0)
        refuse(server, id, RPC_INVALID_REQUEST, "expected \"jsonrpc\":\"2.0\" and a method");
    else if (id) /* without one it is a notification: nothing here depends on any */
        answer_method(server, id, method, json_object_get(message, "params"));
}

/* The members of a batch are answered one by one, so that its answer need not fit into memory. */
static void answer_batch(struct server *server, json_t *batch)
{
    if (json_array_size(batch) == 0) {
        refuse(server, NULL, RPC_INVALID_REQUEST, "a batch must not be empty");
        return;
    }
    server->batched = true;
    server->answered = false;
    for (size_t i = 0; i < json_array_size(batch) && !ferror(stdout); i++)
        answer_message(server, json_array_get(batch, i));
    server->batched = false;
    if (server->answered) {
        fputs("]\n", stdout);
        fflush(stdout);
    }
}

/* After integers were read as real numbers: an id of which digits are lost is not valid. */
static void mend_ids(json_t *message)
{
    const json_t *id = json_object_get(message, "id");
    const double number = json_real_value(id);
    for (size_t i = 0; i < json_array_size(message); i++)
        mend_ids(json_array_get(message, i));
    if (json_is_real(id) && floor(number) == number)
        json_object_set_new(message, "id",
                            fabs(number) < 1e15 ? json_integer((json_int_t)number) : json_true());
}

static void answer_line(struct server *server, const char *line, size_t length)
{
    json_error_t reason;
    if (length == strspn(line, " \t\r"))
        return;
    json_t *message = json_loadb(line, length, READ_FLAGS, &reason);
    if (!message && json_error_code(&reason) == json_error_numeric_overflow)
        mend_ids(message = json_loadb(line, length, READ_FLAGS | JSON_DECODE_INT_AS_REAL, &reason));
    if (!message)
        refuse(server, NULL, RPC_PARSE_ERROR, "not JSON: %s", reason.text);
    else if (json_is_array(message))
        answer_batch(server, message);
    else
        answer_message(server, message);
    json_decref(message);
}

/* Reads a line without its end. *whole: not cut at MESSAGE_MAX. False: the input has ended. */
static bool read_line(struct buffer *line, bool *whole)
{
    int byte;
    buffer_clear(line);
    *whole = true;
    while ((byte = getc_unlocked(stdin)) != EOF && byte != '\n') {
        if (line->length < MESSAGE_MAX)
            buffer_add_byte(line, byte);
        else
            *whole = false;
    }
    return byte != EOF || line->length > 0;
}

int mcp_run(const struct request *request, struct error *err)
{
    struct server server = { .request = request };
    struct buffer line = BUFFER_INIT;
    bool whole;
    errno = 0;
    while (!ferror(stdout) && read_line(&line, &whole)) {
        if (whole)
            answer_line(&server, buffer_text(&line), line.length);
        else
            refuse(&server, NULL, RPC_INVALID_REQUEST, "a message may have at most %u bytes",
                   MESSAGE_MAX);
    }
    buffer_release(&line);
    if (ferror(stdin))
        return error_set_system(err, errno, "cannot read standard input");
    if (ferror(stdout) && errno != EPIPE)
        return error_set_system(err, errno, "cannot write the answers");
    return 0;
}
