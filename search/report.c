/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "buffer.h"
#include "command.h"
#include "output/number.h"
#include "text.h"

int report_error(const struct error *err)
{
    const char *line = err->text;
    fputs("newssearch: ", stderr);
    for (;;) {
        size_t length = strcspn(line, "\n");
        struct buffer safe = BUFFER_INIT;
        text_add_safe(&safe, line, length);
        fprintf(stderr, "%s\n", buffer_text(&safe));
        buffer_release(&safe);
        if (line[length] == '\0')
            return (int)err->status;
        line += length + 1;
    }
}

void report_warnings(const struct list *warnings)
{
    for (size_t i = 0; i < warnings->count; i++) {
        fputs("newssearch: warning: ", stderr);
        text_print_safe(stderr, warnings->items[i].data);
        fputc('\n', stderr);
    }
}

void report_left_out(const struct list *left_out)
{
    if (left_out->count == 0 || !isatty(STDERR_FILENO))
        return;
    fputs("newssearch: these stop words need not occur: ", stderr);
    for (size_t i = 0; i < left_out->count; i++) {
        fputs(i > 0 ? ", " : "", stderr);
        text_print_safe(stderr, left_out->items[i].data);
    }
    fputs(" (write +", stderr);
    text_print_safe(stderr, left_out->items[0].data);
    fputs(" to require it)\n", stderr);
}

/* Whether the query is what a shell makes of the suggestion: it takes the quotation marks. */
static bool was_unquoted(const char *suggestion, const char *query)
{
    struct buffer out = BUFFER_INIT;
    for (const char *at = suggestion; *at; at++) {
        bool escaped = at[0] == '\\' && at[1] == '"';
        at += escaped;
        if (escaped || *at != '"')
            buffer_add_byte(&out, *at);
    }
    bool was = strchr(suggestion, '"') && strstr(query, buffer_text(&out));
    buffer_release(&out);
    return was;
}

static void add_suggestion(struct buffer *sentence, const struct results *results)
{
    const char *suggestion = results->suggestion;
    buffer_printf(sentence, strchr(suggestion, ':') ? "; did you mean %s?" : "; did you mean '%s'?",
                  suggestion);
    if (was_unquoted(suggestion, results->query)) {
        buffer_add_text(sentence, " In a shell write ");
        command_add_word(sentence, suggestion, strlen(suggestion));
    }
}

void report_nothing(const struct results *results, uint64_t any_total)
{
    struct buffer sentence = BUFFER_INIT;
    char number[NUMBER_SIZE];
    buffer_add_text(&sentence, "newssearch: nothing found");
    if (any_total > 0)
        buffer_printf(&sentence, "; --any finds %s article%s", number_grouped(number, any_total),
                      any_total == 1 ? "" : "s");
    if (results->suggestion)
        add_suggestion(&sentence, results);
    text_print_safe(stderr, buffer_text(&sentence));
    fputc('\n', stderr);
    buffer_release(&sentence);
}

void report_no_address(const struct request *request, uint64_t count, bool others)
{
    char number[NUMBER_SIZE];
    if (others)
        fprintf(stderr, "newssearch: warning: %s result%s no address (webUrl) and %s left out",
                number_grouped(number, count), count == 1 ? " has" : "s have",
                count == 1 ? "is" : "are");
    else
        fputs("newssearch: warning: none of these articles has an address (webUrl)", stderr);
    if (request->since_last)
        fputs(", so none is marked as seen", stderr);
    fputs(others && !request->since_last ? "\n" : "; --format=paths prints their paths\n", stderr);
}

void report_unread(const struct request *request)
{
    fprintf(stderr,
            "newssearch: warning: the reader did not read all results: --since-last=%s will print "
            "them again\n",
            request->since_last);
}
