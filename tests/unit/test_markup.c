/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_markup.c: the text of titles, of HTML and of Markdown. */
#include "markup_fixture.h"

static const struct markup_row titles[] = {
    { markup_line, "  a \n b\t c ", "a b c", "white space is squeezed" },
    { markup_line, "", "", "an empty title stays empty" },
    { markup_line, "don&#8217;t &amp; won&rsquo;t", "don’t & won’t",
      "references in a title are decoded" },
    { markup_line, "&#x1F600;&NotEqualTilde;&copy 2020", "😀≂̸© 2020",
      "long names of references are decoded, and old ones without a semicolon" },
    { markup_line, "&#146;&#0;&#xD800;&#x110000;", "’���",
      "numbers of Windows-1252 are decoded, and those of no character become U+FFFD" },
    { markup_line, "&#82999999999999999987; &#x00000000000000000041; &#38x &#x41g",
      "\xEF\xBF\xBD A &x Ag",
      "numbers that are too large become U+FFFD, and leading zeros do not count" },
    { markup_line, "AT&T & R&D &bogus; &;&#;&#x;", "AT&T & R&D &bogus; &;&#;&#x;",
      "an ampersand that begins no reference is text" },
    { markup_line, "&amp;lt;", "&lt;", "references are decoded once" },
    { markup_line,
      "a&nbsp;&#8239;b\xE3\x80\x80"
      "c",
      "a b c", "fixed and wide spaces are spaces" },
    { markup_line, "<b>Azure</b> and<br/>Py<i>Torch</i>", "Azure and PyTorch",
      "tags in a title are removed" },
    { markup_line, "<p>one</p><p>two</p>", "one two", "paragraphs are parted by a space" },
    { markup_line, "<a title='a > b' href=\"x>y\">z</a>", "z",
      "a bracket in an attribute ends no tag" },
    { markup_line, "a < b, c <d and 1<2", "a < b, c <d and 1<2",
      "comparisons in a title are text" },
    { markup_line, "I <3 you </3 <? <! <>", "I <3 you </3 <? <! <>",
      "a < before anything but a letter is text" },
    { markup_line, "List<String> and Map<K, V>", "List<String> and Map<K, V>",
      "a name that HTML does not know is text" },
    { markup_line, "<https://x.example> <g-emoji>y</g-emoji>",
      "<https://x.example> <g-emoji>y</g-emoji>",
      "addresses and custom elements in a title are text" },
    { markup_line, "a<!-- b -->c", "ac", "comments in a title are removed" },
    { markup_line, "a <script>b()</script> c", "a c", "a script in a title is removed" },
    { markup_line, "the <script> tag", "the tag", "a lone script tag loses nothing" },
    { markup_line, "cut off <a href=\"http://", "cut off",
      "a tag at the end that is cut off is removed" },
    { markup_line, "<", "<", "a title of one bracket is text" },
    { markup_line, "a\xFF<b>\xC2", "a\xFF\xC2", "bytes that are not UTF-8 are kept" },
};

static const struct markup_row pages[] = {
    { markup_html, "<h1>A</h1>\n\n<p>b  c<br>d</p>e", "A\nb c\nd\ne", "blocks of HTML are lines" },
    { markup_html, "<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>", "a\nb\nc\nd",
      "items and cells are lines" },
    { markup_html, "<html><head><title>T &amp; t</title><style>p{}</style></head><body>b",
      "T & t\nb", "of the head of a page the title is text" },
    { markup_html, "a<style>x</STYLE >b<SCRIPT>if (a<b) '</p>'</script>c", "abc",
      "style and script are no text, in capitals or not" },
    { markup_html, "a<iframe>b</iframe>c<noembed>d</noembed>e", "ace",
      "iframe and noembed are no text" },
    { markup_html, "a<svg><text>b</text><svg/><svg>c</svg>d</svg>e<svg/>f", "aef",
      "svg is no text, with another svg inside or not" },
    { markup_html, "a<template><template>b</template>c</template>d", "ad",
      "template elements are no text" },
    { markup_html, "a<svg>b<p>c", "ab\nc", "an svg that is never closed loses no text" },
    { markup_html, "a<script>b<p>c", "a", "a script that is never closed goes to the end" },
    { markup_html, "<textarea><b>x</b> &lt;</textarea><xmp>&lt;<i></xmp>", "<b>x</b> <\n&lt;<i>",
      "tags in textarea and xmp are text" },
    { markup_html, "a<!-- <p>b --!>c<!-->d<!--->e<!-- f", "acde",
      "comments of HTML end as browsers end them" },
    { markup_html, "<!DOCTYPE html><?xml?>a</ b>c<![CDATA[d]]>e", "ace",
      "declarations and instructions are comments" },
    { markup_html, "a<vec>b</vec>", "ab", "tags of unknown elements are removed from a page" },
    { markup_html, "<p title=\"a>b\" x='>' y=> z>c", "z>c", "attributes end as browsers end them" },
    { markup_html, "1 < 2 & 3 &lt; 4", "1 < 2 & 3 < 4",
      "brackets and ampersands before spaces are text" },
    { markup_html, "a<plaintext>b<i>c", "a\nb<i>c", "plaintext goes to the end" },
};

static const struct markup_row texts[] = {
    { markdown, "# Head\n\nSome *strong* `a<b` text\nand [more](http://x.y \"z\").\n",
      "Head\nSome strong a<b text and more.",
      "of a Markdown paragraph the text is left, in one line" },
    { markdown, "- a\n- b\n\n> c\n\n```c\nif (a < b && c)\n```\n", "a\nb\nc\nif (a < b && c)",
      "lists, quotes and code lose their marks" },
    { markdown, "AT&amp;T &lt;b&gt; \\*x\\*", "AT&T <b> *x*",
      "references and escapes in Markdown are decoded" },
    { markdown, "a <b>c</b>\n\n<div>\n*d*\n</div>\n", "a c\n*d*",
      "HTML within Markdown is removed" },
    { markdown, "a <script>\n\nb\n\n</script> c", "a c", "a script across paragraphs is removed" },
    { markdown, "![a picture](x.png) <http://x.y>", "a picture http://x.y",
      "of an image its text is left, of an address in brackets the address" },
    { markdown, "a\n \t\n\n\nb\r\n\r\n\r\nc\r\rd\n", "a\nb\nc\nd",
      "blank lines and all line ends are line ends" },
    { markdown, "a  \nb\n***\nc", "a\nb\nc", "hard breaks and rules are line ends" },
};

int main(void)
{
    check_markup(titles, sizeof titles / sizeof *titles);
    check_markup(pages, sizeof pages / sizeof *pages);
    check_markup(texts, sizeof texts / sizeof *texts);
    return tap_done();
}
