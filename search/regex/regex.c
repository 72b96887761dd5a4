/* SPDX-License-Identifier: GPL-2.0-or-later */
/* *
 * PCRE2 counts steps anew for each place where a match may start, so its limit alone does not
 * bound a search: a pattern may be a little below it at every byte of a long text. Therefore
 * the places are tried in blocks, with a limit such that a block costs no more than
 * a fixed number of steps in all. A block that exhausts it is made smaller, down to a
 * single place; between blocks the clock is looked at. A text that needs one block, which is
 * nearly every one, pays nothing for this. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "regex.h"

#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "memory.h"
#include "regex_literal.h"

/* Steps of a block: some 5 to 15 ms of compiled code, 15 to 20 ms of PCRE2's interpreter. */
#define STEPS_COMPILED 2000000
#define STEPS_INTERPRETED 1000000
#define LONG_TEXT 4096 /* bytes; where a text is longer, a step may be */
#define SECONDS_MAX 0.05
#define STACK_MIN (32 * 1024)       /* of compiled code, bytes */
#define STACK_MAX (8 * 1024 * 1024) /* address space; memory is taken as it is needed */
#define HEAP_KIBIBYTES 65536        /* of the interpreter */
#define FLAGS_MAX 4
#define BLOCK_SIZE ((size_t)64) /* compiled code reads aligned blocks no longer than this */

struct regex {
    size_t owners;
    char *pattern;
    size_t length;
    char flags[FLAGS_MAX + 1]; /* in the table's order */
    pcre2_code *code;
    bool borrowed; /* code, which no search changes */
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    char *room; /* for a copy of the text */
    size_t room_size;
    const char *text; /* in the room */
    size_t text_length;
};

static const struct {
    char letter;
    uint32_t option;
} flag_table[FLAGS_MAX] = {
    { 'i', PCRE2_CASELESS },
    { 'm', PCRE2_MULTILINE },
    { 's', PCRE2_DOTALL },
    { 'x', PCRE2_EXTENDED },
};

static bool read_flags(char known[FLAGS_MAX + 1], uint32_t *options, const char *flags)
{
    size_t count = 0;
    for (size_t i = 0; i < FLAGS_MAX; i++)
        if (strchr(flags, flag_table[i].letter)) {
            known[count++] = flag_table[i].letter;
            *options |= flag_table[i].option;
        }
    known[count] = '\0';
    return count == strlen(flags);
}

/* A regex without code yet, or NULL if the flags are wrong. */
static struct regex *new_regex(const char *pattern, size_t length, const char *flags,
                               uint32_t *options)
{
    struct regex *regex = memory_allocate(sizeof *regex);
    regex->owners = 1;
    regex->pattern = memory_copy(pattern, length);
    regex->length = length;
    if (read_flags(regex->flags, options, flags))
        return regex;
    regex_free(regex);
    return NULL;
}

/* Whether the pattern is compiled to machine code: the machine may not be able to, and the pattern
 * may forbid it, (*NO_JIT). */
static bool is_compiled(const pcre2_code *code)
{
    size_t size = 0;
    return pcre2_pattern_info(code, PCRE2_INFO_JITSIZE, &size) == 0 && size > 0;
}

/* What a search needs beside the code. False: no memory. */
static bool prepare(struct regex *regex)
{
    if (is_compiled(regex->code))
        regex->stack = pcre2_jit_stack_create(STACK_MIN, STACK_MAX, NULL);
    regex->data = pcre2_match_data_create(1, NULL);
    regex->context = pcre2_match_context_create(NULL);
    if (!regex->data || !regex->context)
        return false;
    if (regex->stack)
        pcre2_jit_stack_assign(regex->context, NULL, regex->stack);
    pcre2_set_heap_limit(regex->context, HEAP_KIBIBYTES);
    return true;
}

struct regex *regex_new(const char *pattern, size_t length, const char *flags, size_t *place,
                        struct error *err)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_USE_OFFSET_LIMIT |
                       PCRE2_NEVER_BACKSLASH_C;
    *place = 0;
    struct regex *regex = new_regex(pattern, length, flags, &options);
    if (!regex) {
        error_set(err, "the flags of a regex are i, s, m and x, each at most once");
        return NULL;
    }
    int number;
    PCRE2_SIZE offset;
    regex->code =
        pcre2_compile((PCRE2_SPTR)regex->pattern, length, options, &number, &offset, NULL);
    if (!regex->code) {
        PCRE2_UCHAR reason[256] = "";
        pcre2_get_error_message(number, reason, sizeof reason);
        error_set(err, "not a regex: %s", (const char *)reason);
        *place = offset < length ? offset : length;
    } else {
        pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
        if (prepare(regex))
            return regex;
        error_set(err, "no memory for a regex");
    }
    regex_free(regex);
    return NULL;
}

struct regex *regex_twin(const struct regex *regex)
{
    struct regex *twin = memory_allocate(sizeof *twin);
    *twin = (struct regex){ .owners = 1,
                            .pattern = memory_copy(regex->pattern, regex->length),
                            .length = regex->length,
                            .code = regex->code,
                            .borrowed = true };
    memcpy(twin->flags, regex->flags, sizeof twin->flags);
    if (prepare(twin))
        return twin;
    regex_free(twin);
    return NULL;
}

struct regex *regex_share(struct regex *regex)
{
    regex->owners++;
    return regex;
}

void regex_free(struct regex *regex)
{
    if (!regex || --regex->owners > 0)
        return;
    pcre2_match_data_free(regex->data);
    pcre2_match_context_free(regex->context);
    pcre2_jit_stack_free(regex->stack);
    if (!regex->borrowed)
        pcre2_code_free(regex->code);
    free(regex->room);
    free(regex->pattern);
    free(regex);
}

bool regex_equals(const struct regex *regex, const char *pattern, size_t length, const char *flags)
{
    char known[FLAGS_MAX + 1];
    uint32_t options = 0;
    return regex->length == length && memcmp(regex->pattern, pattern, length) == 0 &&
           read_flags(known, &options, flags) && strcmp(known, regex->flags) == 0;
}

/* Compiled code reads whole blocks, and so past the text's ends, though what it reads there changes
 * nothing. It gets a copy with room around it: nothing else's memory is touched, and what checks
 * memory has nothing to find. */
void regex_set_text(struct regex *regex, const char *text, size_t length)
{
    size_t needed = length + 2 * BLOCK_SIZE;
    if (regex->room_size < needed) {
        free(regex->room);
        regex->room_size = needed + needed / 2;
        regex->room = memory_allocate(regex->room_size);
    }
    size_t beyond = (uintptr_t)regex->room % BLOCK_SIZE;
    char *copy = regex->room + (beyond ? BLOCK_SIZE - beyond : 0);
    if (length > 0)
        memcpy(copy, text, length);
    regex->text = copy;
    regex->text_length = length;
}

/* Of this thread's processor time, so that a busy machine exhausts nothing. */
static double seconds(void)
{
    return clock_seconds(CLOCK_THREAD_CPUTIME_ID);
}

/* The first place after place where a character may begin. */
static size_t next_place(const char *text, size_t length, size_t place)
{
    while (place < length && ((unsigned char)text[place] & 0xC0) == 0x80)
        place++;
    return place;
}

/* Tries the places from first to last. options: of PCRE2. */
static int try_block(struct regex *regex, size_t first, size_t last, uint32_t options,
                     bool interpret)
{
    PCRE2_SPTR text = (PCRE2_SPTR)regex->text;
    size_t length = regex->text_length;
    uint32_t steps = interpret ? STEPS_INTERPRETED : STEPS_COMPILED;
    if (length >= LONG_TEXT)
        steps /= (uint32_t)(length / LONG_TEXT) + 1;
    uint32_t places = (uint32_t)(last - first) + 1; /* a value is shorter than 4 GiB */
    pcre2_set_match_limit(regex->context, places < steps ? steps / places : 1);
    pcre2_set_offset_limit(regex->context, last);
    return interpret ? pcre2_match(regex->code, text, length, first, options | PCRE2_NO_JIT,
                                   regex->data, regex->context)
                     : pcre2_jit_match(regex->code, text, length, first, options, regex->data,
                                       regex->context);
}

static int search_from(struct regex *regex, size_t from, uint32_t options, size_t *start,
                       size_t *end)
{
    size_t length = regex->text_length, block = length - from + 1;
    double deadline = 0;
    bool interpret = !regex->stack;
    while (from <= length) {
        size_t last = block - 1 < length - from ? from + block - 1 : length;
        int found = try_block(regex, from, last, options, interpret);
        if (found >= 0) {
            const PCRE2_SIZE *places = pcre2_get_ovector_pointer(regex->data);
            *start = places[0];
            *end = places[1];
            return 1;
        }
        if (found == PCRE2_ERROR_NOMATCH) {
            if (last >= length)
                return 0;
            from = next_place(regex->text, length, last + 1);
            block *= 4;
        } else if (found == PCRE2_ERROR_JIT_STACKLIMIT && !interpret) {
            interpret = true; /* slower, but its memory reaches further */
        } else if (block == 1) {
            return -1;
        } else {
            block = block / 16 > 1 ? block / 16 : 1;
        }
        double now = seconds();
        if (deadline == 0)
            deadline = now + SECONDS_MAX;
        else if (now > deadline)
            return -1;
    }
    return 0;
}

int regex_search(struct regex *regex, const char *text, size_t length, size_t *start, size_t *end)
{
    regex_set_text(regex, text, length);
    return search_from(regex, 0, 0, start, end);
}

int regex_search_on(struct regex *regex, size_t from, size_t *start, size_t *end)
{
    from = next_place(regex->text, regex->text_length, from);
    int found = search_from(regex, from, PCRE2_NOTEMPTY, start, end);
    return found > 0 && *end <= *start ? 0 : found; /* \K can turn them around */
}

void regex_required_literals(const struct regex *regex, struct list *alternatives)
{
    regex_literals(alternatives, regex->pattern, regex->length, regex->flags);
}

void regex_describe(const struct regex *regex, struct buffer *out)
{
    buffer_add_byte(out, '/');
    for (size_t i = 0; i < regex->length; i++) {
        if (regex->pattern[i] == '/')
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, regex->pattern[i]);
    }
    buffer_add_byte(out, '/');
    buffer_add_text(out, regex->flags);
}
