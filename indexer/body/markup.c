/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The only file that includes gumbo.h.
 *
 * Of libgumbo and libxml2, gumbo alone knows HTML5's 2231 character references, those without a
 * semicolon and the Windows-1252 numbers; libxml2 knows HTML 4's 253. But neither builds its tree
 * in bounded time: 20,000 open <div> take gumbo more than a second, growing with the square, its
 * _destroy recurses, and 1,000 open <font> before 1,000 <p> make a million nodes. Text needs no
 * tree. So tags are cut out here, as HTML's tokenizer does it, in one pass over the bytes and with
 * no stack; gumbo says which tag a name is, and decodes each character reference. */
#include "markup.h"

#include <gumbo.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "line_sign.h"
#include "words.h"

/* What a tag does to the text around or in it. */
enum effect {
    EFFECT_BREAK = 1,    /* ends the line */
    EFFECT_RAW = 2,      /* its contents, up to its end tag, are no markup … */
    EFFECT_DECODED = 4,  /* … but character references in them are decoded */
    EFFECT_LEFT_OUT = 8, /* its contents are no text; without RAW it may nest */
};

static const unsigned char effects[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_SCRIPT] = EFFECT_RAW | EFFECT_LEFT_OUT,
    [GUMBO_TAG_STYLE] = EFFECT_RAW | EFFECT_LEFT_OUT,
    [GUMBO_TAG_IFRAME] = EFFECT_RAW | EFFECT_LEFT_OUT,
    [GUMBO_TAG_NOEMBED] = EFFECT_RAW | EFFECT_LEFT_OUT,
    [GUMBO_TAG_NOFRAMES] = EFFECT_RAW | EFFECT_LEFT_OUT,
    [GUMBO_TAG_TEMPLATE] = EFFECT_LEFT_OUT,
    [GUMBO_TAG_SVG] = EFFECT_LEFT_OUT,
    [GUMBO_TAG_TITLE] = EFFECT_RAW | EFFECT_DECODED | EFFECT_BREAK,
    [GUMBO_TAG_TEXTAREA] = EFFECT_RAW | EFFECT_DECODED | EFFECT_BREAK,
    [GUMBO_TAG_XMP] = EFFECT_RAW | EFFECT_BREAK,
    [GUMBO_TAG_PLAINTEXT] = EFFECT_RAW | EFFECT_BREAK,

    [GUMBO_TAG_HTML] = EFFECT_BREAK,
    [GUMBO_TAG_HEAD] = EFFECT_BREAK,
    [GUMBO_TAG_BODY] = EFFECT_BREAK,
    [GUMBO_TAG_ARTICLE] = EFFECT_BREAK,
    [GUMBO_TAG_SECTION] = EFFECT_BREAK,
    [GUMBO_TAG_NAV] = EFFECT_BREAK,
    [GUMBO_TAG_ASIDE] = EFFECT_BREAK,
    [GUMBO_TAG_H1] = EFFECT_BREAK,
    [GUMBO_TAG_H2] = EFFECT_BREAK,
    [GUMBO_TAG_H3] = EFFECT_BREAK,
    [GUMBO_TAG_H4] = EFFECT_BREAK,
    [GUMBO_TAG_H5] = EFFECT_BREAK,
    [GUMBO_TAG_H6] = EFFECT_BREAK,
    [GUMBO_TAG_HGROUP] = EFFECT_BREAK,
    [GUMBO_TAG_HEADER] = EFFECT_BREAK,
    [GUMBO_TAG_FOOTER] = EFFECT_BREAK,
    [GUMBO_TAG_ADDRESS] = EFFECT_BREAK,
    [GUMBO_TAG_P] = EFFECT_BREAK,
    [GUMBO_TAG_HR] = EFFECT_BREAK,
    [GUMBO_TAG_PRE] = EFFECT_BREAK,
    [GUMBO_TAG_BLOCKQUOTE] = EFFECT_BREAK,
    [GUMBO_TAG_OL] = EFFECT_BREAK,
    [GUMBO_TAG_UL] = EFFECT_BREAK,
    [GUMBO_TAG_LI] = EFFECT_BREAK,
    [GUMBO_TAG_DL] = EFFECT_BREAK,
    [GUMBO_TAG_DT] = EFFECT_BREAK,
    [GUMBO_TAG_DD] = EFFECT_BREAK,
    [GUMBO_TAG_FIGURE] = EFFECT_BREAK,
    [GUMBO_TAG_FIGCAPTION] = EFFECT_BREAK,
    [GUMBO_TAG_MAIN] = EFFECT_BREAK,
    [GUMBO_TAG_DIV] = EFFECT_BREAK,
    [GUMBO_TAG_BR] = EFFECT_BREAK,
    [GUMBO_TAG_TABLE] = EFFECT_BREAK,
    [GUMBO_TAG_CAPTION] = EFFECT_BREAK,
    [GUMBO_TAG_TBODY] = EFFECT_BREAK,
    [GUMBO_TAG_THEAD] = EFFECT_BREAK,
    [GUMBO_TAG_TFOOT] = EFFECT_BREAK,
    [GUMBO_TAG_TR] = EFFECT_BREAK,
    [GUMBO_TAG_TD] = EFFECT_BREAK,
    [GUMBO_TAG_TH] = EFFECT_BREAK,
    [GUMBO_TAG_FORM] = EFFECT_BREAK,
    [GUMBO_TAG_FIELDSET] = EFFECT_BREAK,
    [GUMBO_TAG_LEGEND] = EFFECT_BREAK,
    [GUMBO_TAG_SELECT] = EFFECT_BREAK,
    [GUMBO_TAG_OPTGROUP] = EFFECT_BREAK,
    [GUMBO_TAG_OPTION] = EFFECT_BREAK,
    [GUMBO_TAG_DETAILS] = EFFECT_BREAK,
    [GUMBO_TAG_SUMMARY] = EFFECT_BREAK,
    [GUMBO_TAG_MENU] = EFFECT_BREAK,
    [GUMBO_TAG_DIR] = EFFECT_BREAK,
    [GUMBO_TAG_LISTING] = EFFECT_BREAK,
    [GUMBO_TAG_CENTER] = EFFECT_BREAK,
};

#define NAME_MAX_LENGTH 32 /* no tag's name is longer */

struct markup {
    const char *text;
    size_t length;
    bool line; /* a title or excerpt: what is no tag of HTML's is text, as in List<String> */
    bool never_closed[GUMBO_TAG_LAST + 1]; /* there is no end tag; do not look for it again */
    bool comment_open;                     /* likewise */
    struct line_ticks ticks;
    struct scan scan; /* of the text, for the tags of a title */

    struct words words; /* the text that comes of it */
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c, bool hexadecimal)
{
    char lower = (char)(c | 0x20);
    return ascii_is_digit(c) || (hexadecimal && lower >= 'a' && lower <= 'f');
}

/* The length of what stands at '&' and may be a reference; 0 if it cannot be one. What follows
 * its name goes with it, for gumbo to decide where the name ends. *too_large: it is a number of
 * more digits than a character's has, with which gumbo would overflow. */
static size_t reference_length(const char *text, const char *end, bool *too_large)
{
    const char *p = text + 1, *first;

    *too_large = false;
    if (p < end && *p == '#') {
        bool hexadecimal = ++p < end && (*p | 0x20) == 'x';
        const char *number = p += hexadecimal;
        while (p < end && *p == '0')
            p++;
        for (first = p; p < end && is_digit(*p, hexadecimal);)
            p++;
        *too_large = p - first > 7;
        first = number;
    } else {
        for (first = p; p < end && (ascii_is_letter(*p) || is_digit(*p, false));)
            p++;
    }
    if (p == first)
        return 0;
    return (size_t)(p - text) + (p < end && *p == ';');
}

/* As a title's contents the text is decoded and nothing else. */
static void add_reference(struct markup *self, const char *text, size_t length)
{
    GumboOptions options = kGumboDefaultOptions;
    options.fragment_context = GUMBO_TAG_TITLE;
    options.max_errors = 0;
    GumboOutput *output = gumbo_parse_with_options(&options, text, length);
    const GumboVector *nodes = &output->root->v.element.children;

    for (unsigned i = 0; i < nodes->length; i++) {
        const GumboNode *node = nodes->data[i];
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
            words_add(&self->words, node->v.text.text, strlen(node->v.text.text));
    }
    gumbo_destroy_output(&options, output);
}

static void add_text(struct markup *self, size_t start, size_t stop, bool decoded)
{
    const char *text = self->text + start, *end = self->text + stop;

    while (text < end) {
        bool too_large;
        const char *reference = decoded ? memchr(text, '&', (size_t)(end - text)) : NULL;
        words_add(&self->words, text, (size_t)((reference ? reference : end) - text));
        if (!reference)
            return;
        size_t length = reference_length(reference, end, &too_large);
        if (length == 0 || (length == 5 && memcmp(reference, "&amp;", 5) == 0))
            words_add(&self->words, reference,
                      1); /* by far the most common one: gumbo takes a microsecond */
        else if (too_large)
            words_add(&self->words, "\xEF\xBF\xBD", 3);
        else
            add_reference(self, reference, length);
        text = reference + (length > 0 ? length : 1);
    }
}

/* Past the '>' at or after at, or the end of the text. */
static size_t past_bracket(const struct markup *self, size_t at)
{
    const char *bracket = memchr(self->text + at, '>', self->length - at);
    return bracket ? (size_t)(bracket - self->text) + 1 : self->length;
}

/* Past the comment at <!--, which --> and --!> end, as do <!--> and <!---> at once; the end of the
 * text if none does. *closed: one does. */
static size_t past_comment(const struct markup *self, size_t start, bool *closed)
{
    const char *end = self->text + self->length, *bracket = self->text + start + 4;

    for (; (bracket = memchr(bracket, '>', (size_t)(end - bracket))); bracket++) {
        size_t at = (size_t)(bracket - self->text) + 1;
        *closed = memcmp(bracket - 2, "--", 2) == 0 ||
                  (at - start >= 8 && memcmp(bracket - 3, "--!", 3) == 0);
        if (*closed)
            return at;
    }
    return self->length;
}

/* Past the '>' of the tag whose attributes begin at at; one in quotes does not count. */
static size_t past_attributes(const struct markup *self, size_t at)
{
    const char *text = self->text;

    while (at < self->length && text[at] != '>') {
        if (text[at++] != '=')
            continue;
        while (at < self->length && is_space(text[at]))
            at++;
        if (at == self->length || (text[at] != '"' && text[at] != '\''))
            continue;
        const char *quote = memchr(text + at + 1, text[at], self->length - at - 1);
        at = quote ? (size_t)(quote - text) + 1 : self->length;
    }
    return at < self->length ? at + 1 : at;
}

static size_t name_length(const struct markup *self, size_t at)
{
    size_t length = 0;

    while (length <= NAME_MAX_LENGTH && at + length < self->length) {
        char c = self->text[at + length];
        if (c == '>' || c == '/' || is_space(c))
            break;
        length++;
    }
    return length;
}

/* Whether text[at] begins an end tag of this name. */
static bool is_end_tag(const struct markup *self, size_t at, const char *name, size_t length)
{
    return self->length - at > length + 2 && self->text[at + 1] == '/' &&
           strncasecmp(self->text + at + 2, name, length) == 0 &&
           name_length(self, at + 2) == length;
}

/* Where the end tag of the element begins whose contents begin at at; length if there is none.
 * Where it nests and is not closed as often as opened, the last end tag counts. */
static size_t find_end_tag(const struct markup *self, size_t at, const char *name, size_t length,
                           bool nests)
{
    size_t found = self->length, depth = 1;
    const char *bracket;

    while ((bracket = memchr(self->text + at, '<', self->length - at))) {
        at = (size_t)(bracket - self->text);
        if (is_end_tag(self, at, name, length)) {
            found = at;
            if (--depth == 0 || !nests)
                return found;
        } else if (nests && name_length(self, at + 1) == length &&
                   strncasecmp(bracket + 1, name, length) == 0) {
            at = past_attributes(self, at + 1);
            depth += self->text[at - 2] != '/';
            continue;
        }
        at++;
    }
    return found;
}

/* Handles the contents of an element with rules of its own. Returns the place of its end tag, or at
 * if the usual rules apply. */
static size_t add_contents(struct markup *self, size_t at, GumboTag tag, const char *name,
                           size_t length)
{
    unsigned effect = effects[tag];

    if (!(effect & (EFFECT_RAW | EFFECT_LEFT_OUT)) || self->never_closed[tag])
        return at;
    size_t end = find_end_tag(self, at, name, length, !(effect & EFFECT_RAW));
    if (end == self->length) {
        self->never_closed[tag] = true;
        if (self->line || !(effect & EFFECT_RAW))
            return at; /* a stray tag is better than lost text */
    }
    if (!(effect & EFFECT_LEFT_OUT))
        add_text(self, at, end, effect & EFFECT_DECODED);
    return end;
}

/* Whether a name is that of an HTML element. Of MathML and SVG, gumbo knows some names, too; of
 * HTML, not the latest ones. */
static bool is_element(GumboTag tag, const char *name, size_t length)
{
    static const char *const latest[] = { "picture", "dialog", "slot", "search" };

    for (size_t i = 0; tag == GUMBO_TAG_UNKNOWN && i < sizeof latest / sizeof *latest; i++)
        if (ascii_is_word(name, length, latest[i]))
            return true;
    return tag != GUMBO_TAG_UNKNOWN && (tag < GUMBO_TAG_MI || tag > GUMBO_TAG_ANNOTATION_XML) &&
           tag != GUMBO_TAG_FOREIGNOBJECT && tag != GUMBO_TAG_DESC;
}

/* Deals with the tag at '<', whose name begins at name_at; past it, or at if it is text. */
static size_t add_tag(struct markup *self, size_t at, size_t name_at)
{
    const char *name = self->text + name_at;
    size_t length = name_length(self, name_at);
    bool too_long = length > NAME_MAX_LENGTH;
    GumboTag tag = too_long ? GUMBO_TAG_UNKNOWN : gumbo_tagn_enum(name, (unsigned)length);

    if (self->line && !is_element(tag, name, length))
        return at;
    size_t end = self->line ? line_tag_end(&self->scan, name_at + length)
                            : past_attributes(self, name_at + length);
    if (end == 0)
        return at;
    if (effects[tag] & EFFECT_BREAK)
        words_break(&self->words);
    bool empty = tag == GUMBO_TAG_SVG && self->text[end - 1] == '>' && self->text[end - 2] == '/';
    if (name_at == at + 1 && !empty)
        return add_contents(self, end, tag, name, length);
    return end;
}

/* Deals with what begins with '<'; past it, or at if it is text. */
static size_t add_bracket(struct markup *self, size_t at)
{
    const char *text = self->text + at;
    size_t left = self->length - at;

    if (left >= 4 && memcmp(text, "<!--", 4) == 0 && !self->comment_open) {
        bool closed = false;
        size_t end = past_comment(self, at, &closed);
        self->comment_open = self->line && !closed;
        return self->comment_open ? at : end;
    }
    if (left >= 2 && ascii_is_letter(text[1]))
        return add_tag(self, at, at + 1);
    if (left >= 3 && text[1] == '/' && ascii_is_letter(text[2]))
        return add_tag(self, at, at + 2);
    if (left >= 2 && !self->line &&
        (text[1] == '!' || text[1] == '?' || (text[1] == '/' && left >= 3)))
        return past_bracket(self, at + 1);
    return at;
}

/* The next '<', or '`' in a title; length: there is none. */
static size_t find_sign(const struct markup *self, size_t at)
{
    if (self->line) {
        while (at < self->length && self->text[at] != '<' && self->text[at] != '`')
            at++;
        return at;
    }
    const char *bracket = memchr(self->text + at, '<', self->length - at);
    return bracket ? (size_t)(bracket - self->text) : self->length;
}

static void add_markup(struct buffer *out, const char *text, size_t length, bool line)
{
    struct markup self = { .text = text, .length = length, .line = line };

    scan_init(&self.scan, text, length);
    words_init(&self.words, out, line ? ' ' : '\n');
    for (size_t at = 0; at < length;) {
        size_t stop = find_sign(&self, at);
        add_text(&self, at, stop, true);
        if (stop == length)
            return;
        if (text[stop] == '`') {
            at = line_code_end(text, length, stop, &self.ticks);
            add_text(&self, stop, at, true);
            continue;
        }
        at = add_bracket(&self, stop);
        if (at == stop)
            words_add(&self.words, text + at++, 1);
    }
}

void markup_html(struct buffer *out, const char *text, size_t length)
{
    add_markup(out, text, length, false);
}

void markup_line(struct buffer *out, const char *text, size_t length)
{
    add_markup(out, text, length, true);
}
