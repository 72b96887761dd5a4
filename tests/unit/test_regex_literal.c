/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_regex_literal.c: what stands in every text that a pattern matches. */
#include "buffer.h"
#include "draw.h"
#include "literal_fixture.h"
#include "regex/regex.h"
#include "regex/regex_literal.h"
#include "tap.h"

static const struct {
    const char *pattern, *flags, *literals;
} rows[] = {
    { "power\\s+apps", "i", "power apps" },
    { "Azure", "", "azure" },
    { "C3PO unit", "", "c3po unit" },
    { "a.b.c", "", "" },
    { "ab", "", "" },
    { "colou?r", "", "colo" },
    { "colours*", "", "colour" },
    { "azure+x", "", "azure" },
    { "az+ure", "", "ure" },
    { "azure{2}", "", "azur" },
    { "azure{0}", "", "azur" },
    { "azure{2}{100}", "", "" },
    { "azur{e}s", "", "azu" },
    { "x{100}", "", "" },
    { "azure|aws x|gcp", "", "azure|aws|gcp" },
    { "azure|a.", "", "" },
    { "azure||aws", "", "" },
    { "(azure|aws) functions", "", "functions" },
    { "(azure|aws and) a", "", "azure|aws and" },
    { "^(?:azure|(?:open|meta)ai)$", "", "azure|open|meta" },
    { "(azure)?", "", "" },
    { "(azure)*x", "", "" },
    { "(azure)+", "", "azure" },
    { "(azure){0,3}", "", "" },
    { "(?!azure)power", "", "power" },
    { "(?=azure)", "", "" },
    { "(?<=azure)\\s", "", "" },
    { "(?i)azure", "", "azure" },
    { "(?i:azure) x", "", "azure" },
    { "(?x) a z u r e", "", "" },
    { "a z u r e", "x", "" },
    { "(?<name>azure)", "", "" },
    { "(?#azure)power", "", "" },
    { "(*ACCEPT)azure", "", "" },
    { "[azure]power", "", "power" },
    { "[]azure]power", "", "power" },
    { "[^]azure]power", "", "power" },
    { "[\\]azure]power", "", "power" },
    { "[[:alpha:]]power", "", "" },
    { "[\\E]azure]", "", "" },
    { "[^\\E]azure]power", "", "" },
    { "a{\t1000}", "", "" },
    { "\\dpower", "", "power" },
    { "\\x41zure", "", "" },
    { "\\Qazure\\E", "", "" },
    { "\\N{U+263a}azure", "", "" },
    { "\\.NET x", "", "net" },
    { "power-apps", "", "power apps" },
    { "caf\xC3\xA9teria", "", "caf teria" },
    { "naïve?abc", "", "abc" },
    { "(a)\\1azure", "", "" },
    { "", "", "" },
    { "(((((azure)))))", "", "azure" },
};

static void test_rows(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct list literals = LIST_INIT;
        struct buffer joined = BUFFER_INIT;
        regex_literals(&literals, rows[i].pattern, strlen(rows[i].pattern), rows[i].flags);
        for (size_t n = 0; n < literals.count; n++)
            buffer_printf(&joined, "%s%s", n > 0 ? "|" : "", literals.items[n].data);
        tap_is_text(buffer_text(&joined), rows[i].literals, "what matches /%s/ holds '%s'",
                    rows[i].pattern, rows[i].literals);
        buffer_release(&joined);
        list_release(&literals);
    }
}

static void draw_text(struct buffer *out, unsigned pieces)
{
    static const char *const parts[] = {
        "ab", "abc", "Kas", "k", "s",        "\xC5\xBF", "\xE2\x84\xAA", "\xC3\xA9", "e\xCC\x81",
        " ",  "-",   "_",   "'", "\xC2\xAD", "12",       "\xE6\x9C\xBA", ".",        "ABC"
    };
    while (pieces-- > 0)
        buffer_add_text(out, parts[draw(sizeof parts / sizeof *parts)]);
}

static void draw_pattern(struct buffer *out, unsigned depth)
{
    static const char *const others[] = { ".", "\\s", "\\w", "[a-k]", "-",
                                          "_", "^",   "$",   "\\b",   "\xC3\xA9" };
    static const char *const quantifiers[] = { "?", "*", "+", "{0,2}", "{2}", "??", "{1,}+" };
    static const char *const groups[] = { "(", "(?:", "(?=", "(?!", "(?>", "(?i:" };
    for (unsigned i = 1 + draw(4); i > 0; i--) {
        unsigned kind = draw(10);
        if (kind < 5) {
            static const char *const runs[] = { "ab", "abc", "kas", "S", "12", "c" };
            buffer_add_text(out, runs[draw(6)]);
        } else if (kind < 7 || depth == 0) {
            buffer_add_text(out, others[draw(sizeof others / sizeof *others)]);
        } else if (kind < 9) {
            buffer_add_text(out, groups[draw(sizeof groups / sizeof *groups)]);
            draw_pattern(out, depth - 1);
            buffer_add_text(out, ")");
        } else {
            buffer_add_text(out, "|");
            continue;
        }
        if (draw(4) == 0)
            buffer_add_text(out, quantifiers[draw(sizeof quantifiers / sizeof *quantifiers)]);
    }
}

static void test_random(void)
{
    unsigned matched = 0, wrong = 0;
    for (unsigned i = 0; i < 60000; i++) {
        struct buffer pattern = BUFFER_INIT, text = BUFFER_INIT;
        struct list literals = LIST_INIT;
        struct error err;
        size_t place, start, end;
        const char *flags = draw(2) ? "i" : "";
        draw_pattern(&pattern, 2);
        draw_text(&text, draw(12));
        struct regex *regex = regex_new(buffer_text(&pattern), pattern.length, flags, &place, &err);
        if (regex)
            regex_literals(&literals, buffer_text(&pattern), pattern.length, flags);
        if (literals.count > 0 &&
            regex_search(regex, buffer_text(&text), text.length, &start, &end) > 0) {
            matched++;
            if (!holds_literals(&literals, buffer_text(&text), text.length)) {
                wrong++;
                tap_note("%s on '%s'", pattern.data, text.data);
            }
        }
        regex_free(regex);
        list_release(&literals);
        buffer_release(&pattern);
        buffer_release(&text);
    }
    tap_is_number(wrong, 0, "what matches holds the runs of an alternative in its words");
    tap_ok(matched > 500, "more than 500 texts match a pattern and hold its literals (%u)",
           matched);
}

int main(void)
{
    test_rows();
    test_random();
    return tap_done();
}
