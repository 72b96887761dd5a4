/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_markup_large.c: no input takes a time that grows as the square of its size. */
#include "long_text.h"
#include "markup_fixture.h"

enum { SIZE = 500000 };

/* The limit is of processor time: far above what half a megabyte takes, far below its square. */
static void is_fast(remover *remove, const char *before, const char *unit, const char *name)
{
    struct buffer out = BUFFER_INIT;
    char *text = long_text(before, unit, SIZE / strlen(unit), "");
    double start = processor_seconds();
    remove(&out, text, strlen(text));
    double seconds = processor_seconds() - start;
    if (!tap_ok(seconds < 10, "half a megabyte of %s is read soon", name))
        tap_note("%.1f s", seconds);
    buffer_release(&out);
    free(text);
}

static const struct {
    remover *remove;
    const char *before, *unit, *name;
} rows[] = {
    { markup_html, "", "<div>", "open elements" },
    { markup_html, "", "<b a=1><p>", "open formatting" },
    { markup_html, "", "<svg>", "open svg elements" },
    { markup_html, "", "<template></svg>", "open template elements" },
    { markup_html, "<p ", "a=\"", "open quotes" },
    { markup_html, "", "<!--", "open comments" },
    { markup_html, "", "&amp", "references" },
    { markup_line, "", "<b", "open tags in a title" },
    { markup_line, "", "<script>", "open scripts in a title" },
    { markup_line, "", "<!-- >", "open comments in a title" },
    { markup_line, "", "<b and ", "comparisons in a title" },
    { markup_line, "", "<b x=\"<b y='", "quotes in a title" },
    { markup_line, "<b x=1 a=\"", "<b x=1 \" a=\"", "values that hide tags in a title" },
    { markup_line, "", "`` ` ", "backquotes in a title" },
    { markup_line, "", "<a", "letters after brackets in a title" },
    { markdown, "", ">", "nested quotes" },
    { markdown, "", "[", "open links" },
    { markdown, "", "![[]()", "open images" },
    { markdown, "", "*a **b ", "open emphasis" },
    { markdown, "", "- ", "nested lists" },
    { markdown, "", "a``b`", "open code" },
    { html, "", "{% raw %}", "open raw tags" },
    { html, "", "{{", "open template output" },
};

/* What begins a construct of a dialect and does not end it, or is as short as it can be. */
static const char *const units[] = { "{%",
                                     "{{< ",
                                     "{{",
                                     "{#id ",
                                     "{: a=\"",
                                     "[[a",
                                     "==a",
                                     "~~a",
                                     "%%",
                                     "^[a ",
                                     "^ab ",
                                     "{::comment}",
                                     "{x ",
                                     "{\"\\",
                                     "{`",
                                     "{/*",
                                     "<a ",
                                     "<A b={",
                                     "<A b=\"",
                                     "<pre>",
                                     "<code>",
                                     "<!--",
                                     "{% highlight %}",
                                     "{% raw %}{%",
                                     "> [!a",
                                     ":::a[\n",
                                     "| a |\n",
                                     "[^a]: b\n",
                                     "[a]: b\n",
                                     "```\n",
                                     "> ```\n",
                                     "- ```\n",
                                     "%%\n",
                                     "[a [b ]{.c",
                                     "((a~1",
                                     "!!! a\n\n\n",
                                     "```{a}\n:b: c\n",
                                     "- id:: a\n",
                                     "import {\n\n",
                                     "!!! a\n",
                                     "|-|\n",
                                     "a|b\n-|-\n",
                                     "x\n{:toc}\n",
                                     "<p markdown>",
                                     "`` ` ",
                                     "* ",
                                     "export {\n",
                                     "{'",
                                     "</",
                                     "{{< comment >}}",
                                     ": a\n",
                                     "\\",
                                     "<a b=",
                                     "~~~\n" };

int main(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        is_fast(rows[i].remove, rows[i].before, rows[i].unit, rows[i].name);
    char *nested = long_text("", "- ", 50000, "a\n");
    is_fast(markdown, nested, "\n", "blank lines in nested lists");
    free(nested);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        char name[60] = "";
        for (const char *c = units[i]; *c; c++)
            snprintf(name + strlen(name), sizeof name - strlen(name), *c == '\n' ? "\\n" : "%c",
                     *c);
        char *in_mdx = long_text(name, " in MDX", 1, "");
        is_fast(markdown, "", units[i], name);
        is_fast(mdx, "", units[i], in_mdx);
        free(in_mdx);
    }
    return tap_done();
}
