/* test_markup.c: text out of HTML and Markdown, and that no input takes long. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "buffer.h"
#include "liquid.h"
#include "markup.h"
#include "tap.h"

typedef void remover(struct buffer *out, const char *text, size_t length);

static void is_text(remover *remove, const char *text, const char *want, const char *name)
{
    struct buffer out = BUFFER_INIT;

    remove(&out, text, strlen(text));
    tap_is_text(buffer_text(&out), want, name);
    buffer_release(&out);
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
    is_text(markup_line, "<o:p>x</o:p><g-emoji>y</g-emoji>", "xy", "but not a custom element");
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
    is_text(markup_markdown, "# Head\n\nSome *strong* `a<b` text\nand [more](http://x.y \"z\").\n",
            "Head\nSome strong a<b text and more.", "a paragraph");
    is_text(markup_markdown, "- a\n- b\n\n> c\n\n```c\nif (a < b && c)\n```\n",
            "a\nb\nc\nif (a < b && c)", "lists, quotes and code");
    is_text(markup_markdown, "AT&amp;T &lt;b&gt; \\*x\\*", "AT&T <b> *x*",
            "references and escapes");
    is_text(markup_markdown, "a <b>c</b>\n\n<div>\n*d*\n</div>\n", "a c\n*d*", "raw HTML");
    is_text(markup_markdown, "a <script>\n\nb\n\n</script> c", "a c", "a script across paragraphs");
    is_text(markup_markdown, "![a picture](x.png) <http://x.y>", "a picture http://x.y",
            "an image's text and an address");
    is_text(markup_markdown, "a\n \t\n\n\nb\r\n\r\n\r\nc\r\rd\n", "a\nb\nc\nd", "blank lines");
    is_text(markup_markdown, "a  \nb\n***\nc", "a\nb\nc", "breaks");
}

static void test_liquid(void)
{
    is_text(liquid_remove, "a {{ page.title }} b {%- if x -%}c{% endif %}", "a  b c", "removed");
    is_text(liquid_remove, "{% raw %}{{ a }}{% endraw %}", "{{ a }}", "raw is kept");
    is_text(liquid_remove, "a{% comment %}b {{ c {% endcomment %}d", "ad", "a comment");
    is_text(liquid_remove, "a {{ b {% c } d", "a {{ b {% c } d", "not closed: text");
    is_text(liquid_remove, "{% raw %}a{% x %}", "a", "raw that does not end");
    is_text(liquid_remove, "{a} {", "{a} {", "other braces");
    is_text(liquid_remove, "", "", "nothing");
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
    is_fast(markup_markdown, "", ">", "nested quotes");
    is_fast(markup_markdown, "", "[", "open links");
    is_fast(markup_markdown, "", "![[]()", "open images");
    is_fast(markup_markdown, "", "*a **b ", "open emphasis");
    is_fast(markup_markdown, "", "- ", "nested lists");
    is_fast(markup_markdown, nested.data, "\n", "blank lines in them");
    is_fast(markup_markdown, "", "a``b`", "open code");
    is_fast(liquid_remove, "", "{% raw %}", "open raw");
    is_fast(liquid_remove, "", "{{", "open output");
    buffer_release(&nested);
}

int main(void)
{
    test_line();
    test_html();
    test_markdown();
    test_liquid();
    test_hostile();
    return tap_done();
}
