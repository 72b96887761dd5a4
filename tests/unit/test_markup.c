/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_markup.c: text out of HTML and Markdown, and that no input takes long. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "body/body.h"
#include "body/markup.h"
#include "buffer.h"
#include "tap.h"

typedef void remover(struct buffer *out, const char *text, size_t length);

static void is_text(remover *remove, const char *text, const char *want, const char *name)
{
    struct buffer out = BUFFER_INIT;

    remove(&out, text, strlen(text));
    tap_is_text(buffer_text(&out), want, name);
    buffer_release(&out);
}

static void markdown(struct buffer *out, const char *text, size_t length)
{
    body_add_text(out, "/a/b.md", text, length);
}

static void mdx(struct buffer *out, const char *text, size_t length)
{
    body_add_text(out, "b.MDX", text, length);
}

static void html(struct buffer *out, const char *text, size_t length)
{
    body_add_text(out, "b.html", text, length);
}

static void test_line(void)
{
    is_text(markup_line, "  a \n b\t c ", "a b c", "white space is squeezed");
    is_text(markup_line, "", "", "nothing");
    is_text(markup_line, "don&#8217;t &amp; won&rsquo;t", "don’t & won’t", "references");
    is_text(markup_line, "&#x1F600;&NotEqualTilde;&copy 2020", "😀≂̸© 2020",
            "long names, and old ones without a semicolon");
    is_text(markup_line, "&#146;&#0;&#xD800;&#x110000;", "’���",
            "Windows-1252's numbers, and those that are no characters");
    is_text(markup_line, "&#82999999999999999987; &#x00000000000000000041; &#38x &#x41g",
            "\xEF\xBF\xBD A &x Ag", "numbers too large, and long ones that are not");
    is_text(markup_line, "AT&T & R&D &bogus; &;&#;&#x;", "AT&T & R&D &bogus; &;&#;&#x;",
            "what is no reference");
    is_text(markup_line, "&amp;lt;", "&lt;", "references are decoded once");
    is_text(markup_line,
            "a&nbsp;&#8239;b\xE3\x80\x80"
            "c",
            "a b c", "wide and fixed spaces");
    is_text(markup_line, "<b>Azure</b> and<br/>Py<i>Torch</i>", "Azure and PyTorch", "tags");
    is_text(markup_line, "<p>one</p><p>two</p>", "one two", "paragraphs are parted by a space");
    is_text(markup_line, "<a title='a > b' href=\"x>y\">z</a>", "z", "a bracket in an attribute");
    is_text(markup_line, "a < b, c <d and 1<2", "a < b, c <d and 1<2", "comparisons are text");
    is_text(markup_line, "I <3 you </3 <? <! <>", "I <3 you </3 <? <! <>", "and so are others");
    is_text(markup_line, "List<String> and Map<K, V>", "List<String> and Map<K, V>",
            "a name that HTML does not know is text");
    is_text(markup_line, "<https://x.example> <g-emoji>y</g-emoji>",
            "<https://x.example> <g-emoji>y</g-emoji>", "an address, a custom element");
    is_text(markup_line, "a<!-- b -->c", "ac", "a comment");
    is_text(markup_line, "a <script>b()</script> c", "a c", "a script");
    is_text(markup_line, "the <script> tag", "the tag", "a lone script tag loses nothing");
    is_text(markup_line, "cut off <a href=\"http://", "cut off", "a tag that is cut off");
    is_text(markup_line, "<", "<", "a bracket alone");
    is_text(markup_line, "a\xFF<b>\xC2", "a\xFF\xC2", "bytes that are not UTF-8 pass");
}

static void test_html(void)
{
    is_text(markup_html, "<h1>A</h1>\n\n<p>b  c<br>d</p>e", "A\nb c\nd\ne", "blocks are lines");
    is_text(markup_html, "<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>", "a\nb\nc\nd",
            "items and cells");
    is_text(markup_html, "<html><head><title>T &amp; t</title><style>p{}</style></head><body>b",
            "T & t\nb", "of the head the title only");
    is_text(markup_html, "a<style>x</STYLE >b<SCRIPT>if (a<b) '</p>'</script>c", "abc",
            "style and script, in any case");
    is_text(markup_html, "a<iframe>b</iframe>c<noembed>d</noembed>e", "ace", "iframe, noembed");
    is_text(markup_html, "a<svg><text>b</text><svg/><svg>c</svg>d</svg>e<svg/>f", "aef",
            "svg, with others in it");
    is_text(markup_html, "a<template><template>b</template>c</template>d", "ad", "template");
    is_text(markup_html, "a<svg>b<p>c", "ab\nc", "one that is never closed loses no text");
    is_text(markup_html, "a<script>b<p>c", "a", "but an open script is one to the end");
    is_text(markup_html, "<textarea><b>x</b> &lt;</textarea><xmp>&lt;<i></xmp>",
            "<b>x</b> <\n&lt;<i>", "textarea and xmp");
    is_text(markup_html, "a<!-- <p>b --!>c<!-->d<!--->e<!-- f", "acde", "comments");
    is_text(markup_html, "<!DOCTYPE html><?xml?>a</ b>c<![CDATA[d]]>e", "ace",
            "what the tokenizer takes for comments");
    is_text(markup_html, "a<vec>b</vec>", "ab", "unknown elements are elements");
    is_text(markup_html, "<p title=\"a>b\" x='>' y=> z>c", "z>c", "attributes");
    is_text(markup_html, "1 < 2 & 3 &lt; 4", "1 < 2 & 3 < 4", "brackets that are text");
    is_text(markup_html, "a<plaintext>b<i>c", "a\nb<i>c", "plaintext");
}

static void test_markdown(void)
{
    is_text(markdown, "# Head\n\nSome *strong* `a<b` text\nand [more](http://x.y \"z\").\n",
            "Head\nSome strong a<b text and more.", "a paragraph");
    is_text(markdown, "- a\n- b\n\n> c\n\n```c\nif (a < b && c)\n```\n", "a\nb\nc\nif (a < b && c)",
            "lists, quotes and code");
    is_text(markdown, "AT&amp;T &lt;b&gt; \\*x\\*", "AT&T <b> *x*", "references and escapes");
    is_text(markdown, "a <b>c</b>\n\n<div>\n*d*\n</div>\n", "a c\n*d*", "raw HTML");
    is_text(markdown, "a <script>\n\nb\n\n</script> c", "a c", "a script across paragraphs");
    is_text(markdown, "![a picture](x.png) <http://x.y>", "a picture http://x.y",
            "an image's text and an address");
    is_text(markdown, "a\n \t\n\n\nb\r\n\r\n\r\nc\r\rd\n", "a\nb\nc\nd", "blank lines");
    is_text(markdown, "a  \nb\n***\nc", "a\nb\nc", "breaks");
}

static void test_templates(void)
{
    is_text(html, "a {{ page.title }} b {%- if x -%}c{% endif %}{# note #}", "a b c",
            "what a template prints is not known, and its tags are no text");
    is_text(html, "{% raw %}{{ a }}{% endraw %}", "{{ a }}", "raw braces are text");
    is_text(html, "a{% comment %}b {{ c {% endcomment %}d", "ad",
            "a template's comment is no text");
    is_text(html, "a {{ b {% c } d", "a {{ b {% c } d", "a template that is not closed is text");
    is_text(html, "{% raw %}a{% x %}", "a", "a raw tag without its end is a tag");
    is_text(html, "{a} {", "{a} {", "single braces are text");
    is_text(html, "a {{ b\n\nc }} d", "a {{ b c }} d", "braces in two paragraphs are text");
    is_text(html, "<pre>{{ x }}</pre><code>{% y %}</code>", "{{ x }}\n{% y %}",
            "templates in code elements are code");
    is_text(markdown, "a {{< youtube id >}} b {{% note %}}c *d*{{% /note %}}", "a b c d",
            "Hugo's shortcodes are no text, what they enclose is");
    is_text(markdown, "a {{</* ref \"x\" */>}} b", "a {{< ref \"x\" >}} b",
            "an escaped shortcode is shown");
    is_text(markdown, "a\n{{< highlight go >}}\n# x <T>\n{{< /highlight >}}\nb", "a\n# x <T>\nb",
            "Hugo's highlighted code is code");
    is_text(
        markdown,
        "{{< code-toggle a=b />}}*c* {{< code-toggle >}}d{{< /code-toggle >}} {{< comment />}}e",
        "c d e",
        "names of templates are compared as a whole, and one that closes itself is no pair");
    is_text(markdown, "{% highlight ruby %}\n# x <T> {{ y }}\n```\n{% endhighlight %}",
            "# x <T> {{ y }} ```", "Jekyll's highlighted code is code");
    is_text(markdown, "**{{ x }}** [t]({{ site.url }}/a) [u]({% post_url 2020-01-01-x %})", "t u",
            "templates in links and emphasis leave no signs");
    is_text(markdown, "{% raw %}\n`{{ a }}` {{ b }}\n{% endraw %}\n", "{{ a }} {{ b }}",
            "raw holds for the text between");
    is_text(markdown, "```\n{% raw %}{{ x }}{% endraw %}\n```\n", "{{ x }}",
            "raw tags around code in a fence are no code");
    is_text(markdown, "| a | b |\n|---|---|\n{% for x in y %}\n| {{ x }} | d |\n{% endfor %}\n",
            "a\nb\nd", "template tags between rows leave a table whole");
    is_text(markdown,
            "{% assign v = x %}\n\n    {{ v.size }} b {{ w }}\n\n<{{ v.url }}> [c][] int[][]",
            "b {{ w }}\n[c] int[][]",
            "what a template prints into code is none of it, if the text gives the name a value");
    is_text(markdown,
            "<div>\n{%- for a in b %}\n    <p>{{ a }} c</p>\n{% x %}\n    {{ d }}\n</div>\n", "c",
            "template tags between the lines of an element leave it whole");
    is_text(markdown, "{% set x %}hidden{% endset %}{% set y = 1 %}seen{% js %}f(){% endjs %}",
            "seen", "what a template keeps for elsewhere is no text");
}

static void test_kramdown(void)
{
    is_text(markdown,
            "a\n{: .summary}\n\n# B {#anchor}\n\n[c](d){:target=\"_blank\" rel=\"noopener\"}",
            "a\nB\nc", "attribute lists are no text");
    is_text(markdown, "{:ok, x} and {a} and {.b c!} and f{x}",
            "{:ok, x} and {a} and {.b c!} and f{x}", "other braces are text");
    is_text(markdown, "![a](b){width=50%} *c*{.d} {#e .f g=\"h i\"}", "a c", "after spans as well");
    is_text(markdown, "a {::comment}b\n\nc{:/comment}d {::options x=\"y\" /}e{::nomarkdown}f{:/}",
            "a d ef", "extensions of kramdown");
    is_text(markdown, "* TOC\n{:toc}\n\na", "a", "a table of contents is not the author's text");
    is_text(markdown, "Term\n: Definition\n\n*[HTML]: Hypertext\n", "Term\nDefinition",
            "definitions and abbreviations");
    is_text(markdown, "<p markdown=\"1\">[t](http://x.y) *z*</p>", "t z",
            "markdown=\"1\" makes the content of an element Markdown");
    is_text(markdown, "|---+---|\n| a | b |\n|---+---|\n| c | d |\n|===+===|\n| e | f |",
            "a\nb\nc\nd\ne\nf", "kramdown's rules of tables");
    is_text(markdown, "| a | b |\n| c | d |", "a b\nc d", "a table without a head is its cells");
    is_text(markdown, "| a | b |\n|:--|--:|\n| `c\\|d` \\| e | *f* |\n\ng", "a\nb\nc|d | e\nf\ng",
            "tables have cells, not pipes");
}

static void test_admonitions(void)
{
    is_text(markdown,
            ":::note\na\n:::\n\n:::tip[My *tip*]{.x}\nb\n:::\n\n::: warning Look out\nc\n:::",
            "a\nMy tip\nb\nLook out\nc", "of a directive the title is text");
    is_text(markdown, ":::{note} Title\na\n:::\n::youtube[Label]{id=1}\n::: {.x}\nb\n:::",
            "Title\na\nLabel\nb", "directives of Pandoc, MyST and remark");
    is_text(markdown, "> a\n>\n> b\n>\n> - c\n> \n> d", "a\nb\nc\nd",
            "a blank line of a quote ends a paragraph");
    is_text(markdown, "> <figure>a</figure>\n>\n> [b](c) **d**", "a\nb d",
            "a blank line of a quote ends an element of HTML");
    is_text(markdown, "> | a | b |\n> |---|---|\n> | c | d |\n>\n> e", "a b\nc d\ne",
            "a blank line of a quote ends a table");
    is_text(markdown, "> a\n> {% b %}\n> c", "a c",
            "a line of a quote with nothing but a template ends no paragraph");
    is_text(markdown, "> [!NOTE]\n> a\n\n> [!faq]- Why?\n> b", "a\nWhy?\nb", "alerts and callouts");
    is_text(markdown, "!!! note \"Title\"\n    a *b*\n\n    - c\n\nd\n\n??? tip\n    e",
            "Title\na b\nc\nd\ne", "admonitions of Python-Markdown");
    is_text(markdown, "a: b :c: ::d e ::: !!! stop [!x]", "a: b :c: ::d e ::: !!! stop [!x]",
            "colons and exclamation marks in text stay");
    is_text(markdown, "a[^1] b[^z]\n\n[^1]: c *d*\n\n    e\n", "a b[^z]\nc d\ne",
            "footnotes lose their marks, other brackets stay");
    is_text(markdown, "a^[a note] b", "a a note b", "a note within the text");
    is_text(markdown, "- [ ] a\n- [x] b\n\n~~c~~ ==d== e == f ~~ g", "a\nb\nc d e == f ~~ g",
            "tasks, strikes and marks");
}

static void test_obsidian(void)
{
    is_text(markdown, "[[page]] [[page|alias]] [[a#b]] [[#c]] [[a#^x1|d]] ![[e.png]] ![[f|200]]",
            "page alias a > b c d", "wiki links are their texts, embeds are elsewhere");
    is_text(markdown, "[[1]](http://x.y) [[ -f x ]] [[Bug 2]][bug]", "[1] [[ -f x ]] [Bug 2]",
            "other brackets");
    is_text(markdown, "| a | b |\n|---|---|\n| [[p\\|q]] | c |", "a\nb\nq\nc",
            "an alias in a table");
    is_text(markdown, "a %%b%% c\n\n%%\nd\n\ne\n%%\nf 100%% of 50%%", "a c\nf 100%% of 50%%",
            "comments");
    is_text(markdown, "a ^block-1\n\n- b ^2f3a4b\n- c\n\n^tab1\n\nx ^ y ^z", "a\nb\nc\nx ^ y ^z",
            "block identifiers");
}

static void test_mdx(void)
{
    is_text(mdx,
            "import A from 'a'\nimport {\n  B,\n} from \"b\"\nexport const c = {\n  d: 1,\n\n  e: "
            "[2]\n};\n\n# F\n",
            "F", "modules are no text");
    is_text(mdx, "import taxes rise\n\nexport duties too\n", "import taxes rise\nexport duties too",
            "sentences that begin with import are");
    is_text(mdx,
            "<Tabs a={<b/>} c={() => { return \"}\" }}>\n  <Tab label=\"x\">\n\n    *a* [b](c)\n\n "
            " </Tab>\n"
            "</Tabs>\n\n<Note>*d*</Note> e<Br/>f <>g</>",
            "a b\nd e f g", "components are no text, their contents are Markdown");
    is_text(mdx, "a {/* b */} {c.d} {'e *f*'} {\" \"}{g.map(h => `}`)}i", "a e *f* i",
            "of expressions strings alone are text");
    is_text(mdx, "```js\nimport x from 'y'\n{z} <T>\n```\n`{a} <B>`",
            "import x from 'y' {z} <T>\n{a} <B>", "code is text as it is");
    is_text(mdx, "<A>\n    ```js\n    {x}\n    ```\n</A>\n\n    b *c*", "{x}\nb c",
            "indentation makes no code");
    is_text(mdx, "<p style={{a: 1}}>b</p><style>{`c`}</style>", "b", "objects in attributes");
    is_text(markdown, "import A from '@theme/A';\n\n<A x={y}/> b {c}", "b",
            "Markdown with imports is MDX");
    is_text(markdown, "{/* a */} b {c} <img src={{ d }}> <Foo bar={() => 1}>e</Foo>", "b {c} e",
            "components in Markdown");
}

static void test_code(void)
{
    is_text(markdown, "```\n{{ x }} {% y %} <T> [[z]] {: .a} ==b==\n```\n",
            "{{ x }} {% y %} <T> [[z]] {: .a} ==b==", "fenced code is text as it is");
    is_text(markdown, "~~~ {.js}\n:::note\n%%a%%\n~~~\n> ```\n> {{ b }}\n> ```\n",
            ":::note %%a%%\n{{ b }}", "with tildes and in quotes as well");
    is_text(markdown, "a\n\n    {{ b }} <T>\n\n    {: c}\n\nd", "a\n{{ b }} <T> {: c}\nd",
            "indented code");
    is_text(markdown, "- a\n\n    b {{ c }}\n\n      {{ d }}\n", "a\nb\n{{ d }}",
            "code in a list item");
    is_text(markdown, "`{{ a }}` ``b`<T>`` <code>{{ c }}</code>", "{{ a }} b`<T> {{ c }}",
            "code spans");
    is_text(markdown, "<pre>\n{{ a }}\n\n*b*\n</pre>", "{{ a }} *b*", "pre");
    is_text(markdown, "\\{{ a \\[[b]] \\`{% c %}`", "{{ a [[b]] ``", "escapes");
    is_text(markdown,
            "<!-- ``` -->\na {{ b }}\n<style>\n{ }\n\n*/</style>\n<script>\n`\n\n</script>c", "a c",
            "comments, styles and scripts");
}

/* What is longer than a piece is read as one text. */
static void test_pieces(void)
{
    struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
    buffer_add_text(&text, "[a][1]\n\n> ```\n");
    for (int i = 0; i < 8000; i++)
        buffer_add_text(&text, "> <T> {{ x }}\n");
    buffer_add_text(&text, "> ```\n\n");
    for (int i = 0; i < 8000; i++)
        buffer_add_text(&text, "- [s](http://x.y)\n");
    buffer_add_text(&text, "\n- b\n\n  ```\n");
    for (int i = 0; i < 8000; i++)
        buffer_add_text(&text, "  <T> {{ x }}\n");
    buffer_add_text(&text, "  ```\n\nc {{ y }} *d* [e][1]\n\n[1]: http://x.y\n");
    markdown(&out, text.data, text.length);
    size_t count = 0;
    for (const char *p = buffer_text(&out); (p = strstr(p, "<T> {{ x }}")); p++)
        count++;
    tap_ok(count == 16000, "code that is longer than a piece is code to its end");
    tap_ok(!strstr(buffer_text(&out), "x.y"), "no link of a long list is cut in two");
    tap_ok(out.length > 5 && strncmp(out.data, "a\n", 2) == 0 &&
               strstr(out.data, "\nc d e") + 6 == out.data + out.length,
           "after it the text is Markdown, and links are known in all pieces");
    buffer_release(&text);
    buffer_release(&out);
}

/* Half a megabyte of the same, which must take no longer than twice what a quarter takes; the
 * limit leaves room for a slow machine but not for the square of it. */
static void is_fast(remover *remove, const char *before, const char *unit, const char *name)
{
    struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
    struct timespec start, end;

    buffer_add_text(&text, before);
    while (text.length < 500000)
        buffer_add_text(&text, unit);
    clock_gettime(CLOCK_MONOTONIC, &start);
    remove(&out, text.data, text.length);
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds =
        (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) * 1e-9;
    if (!tap_ok(seconds < 10, "%s", name))
        tap_note("%.1f s", seconds);
    buffer_release(&text);
    buffer_release(&out);
}

static void test_hostile(void)
{
    struct buffer nested = BUFFER_INIT;

    for (int i = 0; i < 50000; i++)
        buffer_add_text(&nested, "- ");
    buffer_add_text(&nested, "a\n");
    is_fast(markup_html, "", "<div>", "open elements");
    is_fast(markup_html, "", "<b a=1><p>", "open formatting");
    is_fast(markup_html, "", "<svg>", "open svg");
    is_fast(markup_html, "", "<template></svg>", "open template");
    is_fast(markup_html, "<p ", "a=\"", "open quotes");
    is_fast(markup_html, "", "<!--", "open comments");
    is_fast(markup_html, "", "&amp", "references");
    is_fast(markup_line, "", "<b", "open tags in a title");
    is_fast(markup_line, "", "<script>", "open scripts in a title");
    is_fast(markup_line, "", "<a", "letters after brackets");
    is_fast(markdown, "", ">", "nested quotes");
    is_fast(markdown, "", "[", "open links");
    is_fast(markdown, "", "![[]()", "open images");
    is_fast(markdown, "", "*a **b ", "open emphasis");
    is_fast(markdown, "", "- ", "nested lists");
    is_fast(markdown, nested.data, "\n", "blank lines in them");
    is_fast(markdown, "", "a``b`", "open code");
    is_fast(html, "", "{% raw %}", "open raw");
    is_fast(html, "", "{{", "open output");
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
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        is_fast(markdown, "", units[i], units[i]);
        is_fast(mdx, "", units[i], units[i]);
    }
    buffer_release(&nested);
}

int main(void)
{
    test_line();
    test_html();
    test_markdown();
    test_templates();
    test_kramdown();
    test_admonitions();
    test_obsidian();
    test_mdx();
    test_code();
    test_pieces();
    test_hostile();
    return tap_done();
}
