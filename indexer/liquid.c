#include "liquid.h"

#include <stdbool.h>
#include <string.h>

struct liquid {
    const char *text;
    size_t length;
    /* Nothing of the kind follows: not to be looked for again. */
    bool no_output, no_tag, no_end;
};

/* Past the next two bytes, or 0 if there are none. */
static size_t past_pair(const struct liquid *self, size_t at, char first, char second)
{
    const char *found;

    while (at < self->length && (found = memchr(self->text + at, first, self->length - at))) {
        at = (size_t)(found - self->text) + 1;
        if (at < self->length && self->text[at] == second)
            return at + 1;
    }
    return 0;
}

/* Whether the tag that begins with the {% at at has this name. */
static bool is_tag(const struct liquid *self, size_t at, const char *name)
{
    size_t length = strlen(name);

    for (at += 2; at < self->length && strchr("- \t\r\n", self->text[at]) && self->text[at];)
        at++;
    return self->length - at > length && memcmp(self->text + at, name, length) == 0 &&
           strchr("- \t\r\n%", self->text[at + length]);
}

/* The {% of the next tag of this name, or the text's length. */
static size_t find_tag(const struct liquid *self, size_t at, const char *name)
{
    while ((at = past_pair(self, at, '{', '%')) > 0)
        if (is_tag(self, at - 2, name))
            return at - 2;
    return self->length;
}

/* Deals with the tag at at; past it and what it keeps from being text, or 0 if it is not closed. */
static size_t past_tag(struct liquid *self, struct buffer *out, size_t at)
{
    bool raw = is_tag(self, at, "raw");
    size_t end = past_pair(self, at + 2, '%', '}');

    self->no_tag = end == 0;
    if (self->no_end || end == 0 || (!raw && !is_tag(self, at, "comment")))
        return end;
    size_t stop = find_tag(self, end, raw ? "endraw" : "endcomment");
    self->no_end = stop == self->length;
    if (self->no_end)
        return end;
    if (raw)
        buffer_add(out, self->text + end, stop - end);
    size_t past = past_pair(self, stop + 2, '%', '}');
    return past > 0 ? past : self->length;
}

static size_t past_output(struct liquid *self, size_t at)
{
    size_t end = past_pair(self, at + 2, '}', '}');
    self->no_output = end == 0;
    return end;
}

void liquid_remove(struct buffer *out, const char *text, size_t length)
{
    struct liquid self = { .text = text, .length = length };
    size_t kept = 0, at = 0;
    const char *brace;

    while (at < length && (brace = memchr(text + at, '{', length - at))) {
        at = (size_t)(brace - text);
        char next = at + 1 < length ? text[at + 1] : '\0';
        size_t end = 0;
        buffer_add(out, text + kept, at - kept);
        kept = at;
        if (next == '{' && !self.no_output)
            end = past_output(&self, at);
        else if (next == '%' && !self.no_tag)
            end = past_tag(&self, out, at);
        if (end > 0)
            kept = end;
        at = end > 0 ? end : at + 1;
    }
    buffer_add(out, text + kept, length - kept);
}
