/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_dialects.c: what site generators and editors add to Markdown is removed, except in code. */
#include "markup_fixture.h"

static const struct markup_row templates[] = {
    { html, "a {{ page.title }} b {%- if x -%}c{% endif %}{# note #}", "a b c",
      "what a template prints is not known, and its tags are no text" },
    { html, "{% raw %}{{ a }}{% endraw %}", "{{ a }}", "raw braces are text" },
    { html, "a{% comment %}b {{ c {% endcomment %}d", "ad", "a template's comment is no text" },
    { html, "a {{ b {% c } d", "a {{ b {% c } d", "a template that is not closed is text" },
    { html, "{% raw %}a{% x %}", "a", "a raw tag without its end is a tag" },
    { html, "a <%= b %> c <% if d > e %>f<% end %> <%# g %>h <%i %> <5%>", "a c f h <%i %> <5%>",
      "scripts of EJS and ERB are no text" },
    { markdown, "as in\n <%= raw(b) %>", "as in <%= raw(b) %>",
      "scripts in Markdown are shown, and so text" },
    { html, "<code><%= a %></code>", "<%= a %>", "scripts in code elements are code" },
    { html, "{a} {", "{a} {", "single braces are text" },
    { html, "a {{ b\n\nc }} d", "a {{ b c }} d", "braces in two paragraphs are text" },
    { html, "<pre>{{ x }}</pre><code>{% y %}</code>", "{{ x }}\n{% y %}",
      "templates in code elements are code" },
    { markdown, "a {{< youtube id >}} b {{% note %}}c *d*{{% /note %}}", "a b c d",
      "Hugo's shortcodes are no text, what they enclose is" },
    { markdown, "a {{</* ref \"x\" */>}} b", "a {{< ref \"x\" >}} b",
      "an escaped shortcode is shown" },
    { markdown, "a\n{{< highlight go >}}\n# x <T>\n{{< /highlight >}}\nb", "a\n# x <T>\nb",
      "Hugo's highlighted code is code" },
    { markdown,
      "{{< code-toggle a=b />}}*c* {{< code-toggle >}}d{{< /code-toggle >}} {{< comment />}}e",
      "c d e",
      "names of templates are compared as a whole, and one that closes itself is no pair" },
    { markdown, "{% highlight ruby %}\n# x <T> {{ y }}\n```\n{% endhighlight %}",
      "# x <T> {{ y }} ```", "Jekyll's highlighted code is code" },
    { markdown, "**{{ x }}** [t]({{ site.url }}/a) [u]({% post_url 2020-01-01-x %})", "t u",
      "templates in links and emphasis leave no signs" },
    { markdown, "{% raw %}\n`{{ a }}` {{ b }}\n{% endraw %}\n", "{{ a }} {{ b }}",
      "raw holds for the text between" },
    { markdown, "```\n{% raw %}{{ x }}{% endraw %}\n```\n", "{{ x }}",
      "raw tags around code in a fence are no code" },
    { markdown, "| a | b |\n|---|---|\n{% for x in y %}\n| {{ x }} | d |\n{% endfor %}\n",
      "a\nb\nd", "template tags between rows leave a table whole" },
    { markdown, "{% assign v = x %}\n\n    {{ v.size }} b {{ w }}\n\n<{{ v.url }}> [c][] int[][]",
      "b {{ w }}\n[c] int[][]",
      "what a template prints into code is none of it, if the text gives the name a value" },
    { markdown, "<div>\n{%- for a in b %}\n    <p>{{ a }} c</p>\n{% x %}\n    {{ d }}\n</div>\n",
      "c", "template tags between the lines of an element leave it whole" },
    { markdown, "{% set x %}hidden{% endset %}{% set y = 1 %}seen{% js %}f(){% endjs %}", "seen",
      "what a template keeps for elsewhere is no text" },
};

static const struct markup_row kramdown[] = {
    { markdown, "a\n{: .summary}\n\n# B {#anchor}\n\n[c](d){:target=\"_blank\" rel=\"noopener\"}",
      "a\nB\nc", "attribute lists are no text" },
    { markdown, "{:ok, x} and {a} and {.b c!} and f{x}", "{:ok, x} and {a} and {.b c!} and f{x}",
      "braces that are no attribute list are text" },
    { markdown, "![a](b){width=50%} *c*{.d} {#e .f g=\"h i\"}", "a c",
      "attribute lists after spans and images are no text" },
    { markdown, "a {::comment}b\n\nc{:/comment}d {::options x=\"y\" /}e{::nomarkdown}f{:/}",
      "a d ef", "comments and options of kramdown are no text" },
    { markdown, "* TOC\n{:toc}\n\na", "a", "a table of contents is not the author's text" },
    { markdown, "[a]{.b} [c [d](e) f]{#g} [h][i]{.j} [k] {l} [m]{n} ![o](p){.q}",
      "a c d f [h][i] [k] {l} [m]{n} o", "of spans with attributes the text is left" },
    { markdown, "H~2~O, Fe(OH)~3~; ~/a~1~ 1~2~3 PROGRA~1 b~c~d e~10",
      "H2O, Fe(OH)3; ~/a1 1~2~3 PROGRA~1 b~c~d e~10",
      "subscripts lose their signs, other tildes stay" },
    { markdown, "Term\n: Definition\n\n*[HTML]: Hypertext\n", "Term\nDefinition",
      "definitions are text, abbreviations are not" },
    { markdown, "<p markdown=\"1\">[t](http://x.y) *z*</p>", "t z",
      "markdown=\"1\" makes the content of an element Markdown" },
    { markdown, "|---+---|\n| a | b |\n|---+---|\n| c | d |\n|===+===|\n| e | f |",
      "a\nb\nc\nd\ne\nf", "rules of kramdown tables are no text" },
    { markdown, "| a | b |\n| c | d |", "a b\nc d", "a table without a head is its cells" },
    { markdown, "| a | b |\n|:--|--:|\n| `c\\|d` \\| e | *f* |\n\ng", "a\nb\nc|d | e\nf\ng",
      "tables have cells, not pipes" },
};

static const struct markup_row admonitions[] = {
    { markdown, ":::note\na\n:::\n\n:::tip[My *tip*]{.x}\nb\n:::\n\n::: warning Look out\nc\n:::",
      "a\nMy tip\nb\nLook out\nc", "of a directive the title is text" },
    { markdown, ":::{note} Title\na\n:::\n::youtube[Label]{id=1}\n::: {.x}\nb\n:::",
      "Title\na\nLabel\nb", "titles and labels of directives of Pandoc, MyST and remark are text" },
    { markdown, "> a\n>\n> b\n>\n> - c\n> \n> d", "a\nb\nc\nd",
      "a blank line of a quote ends a paragraph" },
    { markdown, "> <figure>a</figure>\n>\n> [b](c) **d**", "a\nb d",
      "a blank line of a quote ends an element of HTML" },
    { markdown, "> | a | b |\n> |---|---|\n> | c | d |\n>\n> e", "a b\nc d\ne",
      "a blank line of a quote ends a table" },
    { markdown, "> a\n> {% b %}\n> c", "a c",
      "a line of a quote with nothing but a template ends no paragraph" },
    { markdown, "> [!NOTE]\n> a\n\n> [!faq]- Why?\n> b", "a\nWhy?\nb",
      "of alerts and callouts the title and the text are left" },
    { markdown, "!!! note \"Title\"\n    a *b*\n\n    - c\n\nd\n\n??? tip\n    e",
      "Title\na b\nc\nd\ne", "of admonitions of Python-Markdown the title and the text are left" },
    { markdown,
      "!!! Attention everybody please come\n\nThen\n\n??? What happened\n\n!!! Wow\n\n    a b",
      "!!! Attention everybody please come\nThen\n??? What happened\na b",
      "exclamation and question marks before a sentence are no admonition" },
    { markdown, "!!! note\n\na\n\n!!! note \"Title\"\n\n??? tip inline end\nb", "a\nTitle\nb",
      "a known kind needs no text below it" },
    { markdown,
      "!!! danger Mind the gap\n    a\n\n!!! Read this\n\tb\n\n!!! tip inline end \"T\"\n    c",
      "Mind the gap\na\nRead this\nb\nT\nc", "words after the kind of an admonition are text" },
    { markdown, "- a\n\n    !!! note\n        b\n\n    c\n\n    !!! Oh my\n    d",
      "a\nb\nc\n!!! Oh my d", "text below an admonition in a list is indented more" },
    { markdown,
      "=== \"Tab *one*\"\n\n    Some *text*\n\n===! \"Two\"\n\n    More\n\n=== is text\n\n=== "
      "\"a\" b",
      "Tab one\nSome text\nTwo\nMore\n=== is text\n=== \"a\" b",
      "of tabs of PyMdown the title and the text are left" },
    { markdown,
      "```{figure} a.png\n:name: fig\n:alt: A picture\n\nCaption\n:b: c\n```\n\n:::{note} "
      "T\n:class: x\n:open:\nd :e: f\n:::\n\n"
      "```python\n:g: h\n```\n\n:i: j",
      "A picture Caption :b: c\nT\nd :e: f\n:g: h\n:i: j",
      "options of MyST's directives are no text" },
    { markdown, "--8<-- \"a.md\"\nb\n\n-8<- \"c.md:2\"\n\n--8<-- [start:d]\n\n---8<--- e\n-- 8<-",
      "b\n---8<--- e -- 8<-", "inclusions of PyMdown are no text" },
    { markdown, "<<< @/a.js\n\n<<< ../b/c.ts#d{1,2} [e]\n\n<<< f\n\n<<<<<<< ./HEAD",
      "<<< f\n<<<<<<< ./HEAD", "inclusions of VitePress are no text" },
    { markdown, "a: b :c: ::d e ::: !!! stop [!x]", "a: b :c: ::d e ::: !!! stop [!x]",
      "colons and exclamation marks in text stay" },
    { markdown, "a[^1] b[^z]\n\n[^1]: c *d*\n\n    e\n", "a b[^z]\nc d\ne",
      "footnotes lose their marks, other brackets stay" },
    { markdown, "a^[a note] b", "a a note b", "a footnote within the text is text" },
    { markdown, "- [ ] a\n- [x] b\n\n~~c~~ ==d== e == f ~~ g", "a\nb\nc d e == f ~~ g",
      "marks of tasks, deletions and highlights are no text" },
};

static const struct markup_row obsidian[] = {
    { markdown, "[[page]] [[page|alias]] [[a#b]] [[#c]] [[a#^x1|d]] ![[e.png]] ![[f|200]]",
      "page alias a > b c d", "wiki links are their texts, embeds are elsewhere" },
    { markdown, "[[1]](http://x.y) [[ -f x ]] [[Bug 2]][bug]", "[1] [[ -f x ]] [Bug 2]",
      "double brackets that are no wiki link are text" },
    { markdown, "| a | b |\n|---|---|\n| [[p\\|q]] | c |", "a\nb\nq\nc",
      "a wiki link in a table cell is its alias" },
    { markdown, "a %%b%% c\n\n%%\nd\n\ne\n%%\nf 100%% of 50%%", "a c\nf 100%% of 50%%",
      "comments of Obsidian are no text, per cent signs are" },
    { markdown,
      "- a\n  id:: 64a1b2c3-0000-4000-8000-123456789abc\n  collapsed:: true\n\t- b "
      "((64a1b2c3-0000-4000-8000-123456789abc)) ((c))\n"
      "- id:: d\n\t- e:: f\n\n### g\nid:: h\n\t- *i*\n\nheading:: of three words",
      "a\nb ((c))\ne:: f\ng\n- i\nheading:: of three words",
      "properties and references of Logseq are no text" },
    { markdown, "printf(\"%%d first\") and \"%%s second\" for %%i in a do %%~ni 5 %%x y",
      "printf(\"%%d first\") and \"%%s second\" for %%i in a do %%~ni 5 %%x y",
      "double per cent signs of printf and of batch files begin no comment" },
    { markdown,
      "for %%i in (*.txt) do echo %%i and %% foo\n\nfor %%i in (%%j) do\n%%i and %% foo\n\n"
      "a %%b%%c %%d%% e",
      "for %%i in (*.txt) do echo %%i and %% foo\nfor %%i in (%%j) do %%i and %% foo\na %%b%%c e",
      "a second variable of a batch file begins no comment" },
    { markdown, "%%time\na\n\n%%capture\nb", "%%time a\n%%capture b",
      "commands of notebooks are no comments" },
    { markdown, "a ^block-1\n\n- b ^2f3a4b\n- c\n\n^tab1\n\nx ^ y ^z", "a\nb\nc\nx ^ y ^z",
      "block identifiers at the end of a block are no text" },
};

static const struct markup_row mdx_rows[] = {
    { mdx,
      "import A from 'a'\nimport {\n  B,\n} from \"b\"\nexport const c = {\n  d: 1,\n\n  e: "
      "[2]\n};\n\n# F\n",
      "F", "imports and exports of MDX are no text" },
    { mdx, "import V8 from 'v'\nimport * as b2 from \"b\"\n\nF\n", "F",
      "names of what MDX imports may have digits" },
    { mdx, "import taxes rise\n\nexport duties too\n", "import taxes rise\nexport duties too",
      "sentences that begin with import or export are text" },
    { mdx,
      "<Tabs a={<b/>} c={() => { return \"}\" }}>\n  <Tab label=\"x\">\n\n    *a* [b](c)\n\n "
      " </Tab>\n"
      "</Tabs>\n\n<Note>*d*</Note> e<Br/>f <>g</>",
      "a b\nd e f g", "components are no text, their contents are Markdown" },
    { mdx, "a {/* b */} {c.d} {'e *f*'} {\" \"}{g.map(h => `}`)}i", "a e *f* i",
      "of expressions in MDX only strings are text" },
    { mdx, "```js\nimport x from 'y'\n{z} <T>\n```\n`{a} <B>`",
      "import x from 'y' {z} <T>\n{a} <B>", "code in MDX is text as it is" },
    { mdx, "<A>\n    ```js\n    {x}\n    ```\n</A>\n\n    b *c*", "{x}\nb c",
      "indentation in MDX makes no code" },
    { mdx, "<p style={{a: 1}}>b</p><style>{`c`}</style>", "b",
      "objects in attributes and style in MDX are no text" },
    { markdown, "import A from '@theme/A';\n\n<A x={y}/> b {c}", "b",
      "Markdown with imports is MDX" },
    { markdown, "{/* a */} b {c} <img src={{ d }}> <Foo bar={() => 1}>e</Foo>", "b {c} e",
      "components with braces in attributes are no text in Markdown" },
};

static const struct markup_row code[] = {
    { markdown, "```\n{{ x }} {% y %} <T> [[z]] {: .a} ==b==\n```\n",
      "{{ x }} {% y %} <T> [[z]] {: .a} ==b==", "fenced code is text as it is" },
    { markdown, "~~~ {.js}\n:::note\n%%a%%\n~~~\n> ```\n> {{ b }}\n> ```\n",
      ":::note %%a%%\n{{ b }}", "code between tildes and in quotes is text as it is" },
    { markdown, "a\n\n    {{ b }} <T>\n\n    {: c}\n\nd", "a\n{{ b }} <T> {: c}\nd",
      "indented code is text as it is" },
    { markdown, "- a\n\n    b {{ c }}\n\n      {{ d }}\n", "a\nb\n{{ d }}",
      "code in a list item is text as it is" },
    { markdown, "`{{ a }}` ``b`<T>`` <code>{{ c }}</code>", "{{ a }} b`<T> {{ c }}",
      "code spans and code elements are text as they are" },
    { markdown, "<pre>\n{{ a }}\n\n*b*\n</pre>", "{{ a }} *b*",
      "pre elements are text as they are" },
    { markdown, "\\{{ a \\[[b]] \\`{% c %}`", "{{ a [[b]] ``",
      "escaped brackets and backquotes are text" },
    { markdown, "#include <sys/stat.h> <net/if.h>\nand <stdio.h> a<br/>b<br / >c",
      "#include <sys/stat.h> <net/if.h> and <stdio.h> a\nb\nc",
      "a path in angle brackets is no tag" },
    { markdown, "<!-- ``` -->\na {{ b }}\n<style>\n{ }\n\n*/</style>\n<script>\n`\n\n</script>c",
      "a c", "comments, styles and scripts across lines are no text" },
};

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
           "the text after long code is Markdown, and links are known in all pieces");
    buffer_release(&text);
    buffer_release(&out);
}

/* Links are known in all pieces of a long text by copies of their definitions. */
static void test_definitions(void)
{
    static const char *const lines[] = {
        "    [b]:hover { color: red }",
        "[Ann]: Are you there?",
        "[c]: http://x.y and more",
        "[d]: <http://x.y",
        "[e]: http://x.y \"t",
        "[f]: where(is(it",
        "[g]:",
        "[ ]: http://x.y",
    };
    struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
    buffer_add_text(&text, "First [h] [i] [j] [k]\n\n[h]: <http://x.y z> 'A title'\n");
    buffer_add_text(&text, "[i]: /a_(b)\r\n[j]: #c (d)\n[k]: {{< relref \"d e\" >}}\n\n");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        buffer_printf(&text, "%s\n\n", lines[i]);
    for (int i = 0; i < 4000; i++)
        buffer_add_text(&text, "A line\n\n");
    buffer_add_text(&text, "Last [h] [i] [j] [k]\n");
    markdown(&out, text.data, text.length);
    tap_ok(
        strncmp(buffer_text(&out), "First h i j k\n[b]:hover", 23) == 0,
        "in a long text a line that only looks like the definition of a link stays in its place");
    tap_ok(strstr(buffer_text(&out), "Last h i j k"), "definitions with titles hold in all pieces");
    size_t count = 0;
    for (const char *p = buffer_text(&out); (p = strstr(p, "[Ann]: Are you there?")); p++)
        count++;
    tap_ok(count == 1, "such a line is text once");
    buffer_release(&text);
    buffer_release(&out);
}

int main(void)
{
    check_markup(templates, sizeof templates / sizeof *templates);
    check_markup(kramdown, sizeof kramdown / sizeof *kramdown);
    check_markup(admonitions, sizeof admonitions / sizeof *admonitions);
    check_markup(obsidian, sizeof obsidian / sizeof *obsidian);
    check_markup(mdx_rows, sizeof mdx_rows / sizeof *mdx_rows);
    check_markup(code, sizeof code / sizeof *code);
    test_pieces();
    test_definitions();
    return tap_done();
}
