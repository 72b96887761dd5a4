/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a pattern that PCRE2 has accepted, and gives up at rare syntax, which is never wrong. A
 * sequence requires its runs or, without runs, what one of its groups requires; alternatives
 * require what each of them requires. */
#include "regex_literal.h"

#include <stdbool.h>
#include <string.h>

#include "ascii.h"
#include "buffer.h"

#define DEPTH_MAX 50

struct reading {
    const char *at, *end;
    bool lost; /* there is syntax that is not read here */
    unsigned depth;
};

/* A run, in the pattern. */
struct run {
    const char *start;
    size_t length;
};

static void read_alternatives(struct reading *reading, struct list *needed);

static bool next_is(const struct reading *reading, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(reading->end - reading->at) >= length && memcmp(reading->at, text, length) == 0;
}

static bool next_is_any(const struct reading *reading, const char *bytes)
{
    return reading->at < reading->end && *reading->at && strchr(bytes, *reading->at);
}

/* Whether an item may be absent, and whether it may be repeated. */
struct quantifier {
    bool optional, repeats;
};

static struct quantifier read_quantifier(struct reading *reading)
{
    struct quantifier quantifier = { 0 };
    if (!next_is_any(reading, "?*+{"))
        return quantifier;
    char kind = *reading->at++;
    quantifier.repeats = true;
    quantifier.optional = kind != '+';
    while (kind == '{' && reading->at < reading->end && *reading->at != '}' &&
           strchr("0123456789, \t", *reading->at))
        reading->at++;
    if (kind == '{' && next_is_any(reading, "}"))
        reading->at++;
    if (next_is_any(reading, "?+"))
        reading->at++;
    return quantifier;
}

/* [...], from after its bracket. */
static void skip_class(struct reading *reading)
{
    if (next_is_any(reading, "^"))
        reading->at++;
    if (next_is_any(reading, "]"))
        reading->at++;
    while (reading->at < reading->end && *reading->at != ']') {
        if (next_is(reading, "[:") || next_is(reading, "[.") || next_is(reading, "[=") ||
            next_is(reading, "\\Q") || next_is(reading, "\\E"))
            reading->lost = true;
        reading->at += *reading->at == '\\' ? 2 : 1;
    }
    if (reading->at >= reading->end)
        reading->lost = true;
    else
        reading->at++;
}

/* \..., from after its backslash: a class, an anchor or a control character. */
static void skip_escape(struct reading *reading)
{
    if (reading->at >= reading->end)
        reading->lost = true;
    else if (!ascii_is_alphanumeric(*reading->at) ||
             strchr("dDwWsSbBAzZGhHvVRXnrtfea", *reading->at))
        reading->at++;
    else
        reading->lost = true; /* with an argument, or \Q */
}

/* (...), from after its bracket: adds what it requires. Comments, conditions, flags, verbs and
 * calls are not read. */
static void read_group(struct reading *reading, struct list *needed)
{
    bool counts = true;
    if (next_is_any(reading, "*")) {
        reading->lost = true;
    } else if (next_is(reading, "?i)")) {
        reading->at += 3; /* a run stands for itself in either case */
        return;
    } else if (next_is(reading, "?i:")) {
        reading->at += 3;
    } else if (next_is(reading, "?:") || next_is(reading, "?>") || next_is(reading, "?|")) {
        reading->at += 2;
    } else if (next_is(reading, "?=") || next_is(reading, "?!")) {
        reading->at += 2;
        counts = false;
    } else if (next_is(reading, "?<=") || next_is(reading, "?<!")) {
        reading->at += 3;
        counts = false;
    } else if (next_is_any(reading, "?")) {
        reading->lost = true;
    }
    struct list inner = LIST_INIT;
    reading->depth++;
    if (!reading->lost && reading->depth < DEPTH_MAX)
        read_alternatives(reading, &inner);
    reading->depth--;
    if (reading->lost || !next_is_any(reading, ")")) {
        reading->lost = true;
    } else {
        reading->at++;
        counts = !read_quantifier(reading).optional && counts;
    }
    if (!reading->lost && counts && needed->count == 0)
        for (size_t i = 0; i < inner.count; i++)
            list_add(needed, inner.items[i].data, inner.items[i].length);
    list_release(&inner);
}

static void end_run(struct buffer *runs, struct run *run)
{
    if (run->length >= REGEX_LITERAL_MIN) {
        if (runs->length > 0)
            buffer_add_byte(runs, ' ');
        for (size_t i = 0; i < run->length; i++) {
            char byte = run->start[i];
            buffer_add_byte(runs, (char)(byte | (byte >= 'A' && byte <= 'Z' ? 0x20 : 0)));
        }
    }
    run->length = 0;
}

/* Up to a | or ) or the end. */
static void read_sequence(struct reading *reading, struct list *needed)
{
    struct run run = { 0 };
    struct buffer runs = BUFFER_INIT;
    struct list of_group = LIST_INIT;
    while (!reading->lost && reading->at < reading->end && !next_is_any(reading, "|)")) {
        char byte = *reading->at++;
        if (ascii_is_alphanumeric(byte)) {
            if (run.length == 0)
                run.start = reading->at - 1;
            run.length++;
            struct quantifier quantifier = read_quantifier(reading);
            if (quantifier.optional)
                run.length--;
            if (quantifier.repeats)
                end_run(&runs, &run);
            continue;
        }
        end_run(&runs, &run);
        if (byte == '\\')
            skip_escape(reading);
        else if (byte == '[')
            skip_class(reading);
        else if (strchr("?*+{", byte))
            reading->lost = true; /* of what has one already, or a bracket that stands for itself */
        if (byte == '(')
            read_group(reading, &of_group);
        else
            read_quantifier(reading);
    }
    end_run(&runs, &run);
    if (runs.length > 0)
        list_add(needed, runs.data, runs.length);
    else
        for (size_t i = 0; i < of_group.count; i++)
            list_add(needed, of_group.items[i].data, of_group.items[i].length);
    list_release(&of_group);
    buffer_release(&runs);
}

/* Up to a ) or the end. */
static void read_alternatives(struct reading *reading, struct list *needed)
{
    bool each = true;
    for (;;) {
        size_t before = needed->count;
        read_sequence(reading, needed);
        each = each && needed->count > before;
        if (reading->lost || !next_is_any(reading, "|"))
            break;
        reading->at++;
    }
    if (!each)
        list_clear(needed);
}

void regex_literals(struct list *alternatives, const char *pattern, size_t length,
                    const char *flags)
{
    struct reading reading = { .at = pattern, .end = pattern + length };
    if (strchr(flags, 'x'))
        return;
    read_alternatives(&reading, alternatives);
    if (reading.lost || reading.at < reading.end)
        list_clear(alternatives);
}
