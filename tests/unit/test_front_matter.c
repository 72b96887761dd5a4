/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_front_matter.c: each field, its names and types, and what is refused. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "buffer.h"
#include "front_matter.h"
#include "tap.h"

static struct article article;
static struct buffer warnings;
static struct error err;
static size_t body;

static void warn(void *context, const char *message)
{
    (void)context;
    buffer_printf(&warnings, "%s%s", warnings.length > 0 ? "; " : "", message);
}

static enum front_matter_result parse_bytes(const char *text, size_t length,
                                            const struct config *config)
{
    struct front_matter_options options = { .config = config, .warn = warn };

    article_clear(&article);
    buffer_clear(&warnings);
    err.text[0] = '\0';
    return front_matter_parse(&article, text, length, &body, &options, &err);
}

/* Parses the lines of YAML, with a key of no field before them. */
static void parse(const char *yaml)
{
    struct buffer text = BUFFER_INIT;

    buffer_printf(&text, "---\nfirst: T\n%s\n---\n", yaml);
    if (parse_bytes(text.data, text.length, NULL) != FRONT_MATTER_READ)
        tap_note("not read: %s: %s", yaml, err.text);
    buffer_release(&text);
}

/* The field's values, joined by |, or its number, or "-". */
static const char *shown(enum field_id id)
{
    static struct buffer text;

    buffer_clear(&text);
    if (article.has[id])
        buffer_printf(&text, "%lld", (long long)article.numbers[id]);
    for (size_t i = 0; i < article.values[id].count; i++)
        buffer_printf(&text, "%s%s", i > 0 ? "|" : "", article.values[id].items[i].data);
    return text.length > 0 ? buffer_text(&text) : "-";
}

/* YAML as a test's name, which is one line. */
static const char *one_line(const char *yaml)
{
    static struct buffer name;

    buffer_clear(&name);
    for (; *yaml; yaml++)
        buffer_add_text(&name, *yaml == '\n' ? "\\n" : (char[]){ *yaml, '\0' });
    return buffer_text(&name);
}

static void is_field(enum field_id id, const char *yaml, const char *want)
{
    parse(yaml);
    if (!tap_is_text(shown(id), want, one_line(yaml)))
        tap_note("field %s, warnings: %s", schema_field(id)->key, buffer_text(&warnings));
    if (warnings.length > 0)
        tap_ok(false, "no warning: %s", warnings.data);
}

/* The field is absent, and the warning says want. */
static void is_wrong(enum field_id id, const char *yaml, const char *want)
{
    parse(yaml);
    tap_is_text(shown(id), "-", one_line(yaml));
    tap_is_text(buffer_text(&warnings), want, "  and its warning");
}

static void test_text(void)
{
    is_field(FIELD_TITLE, "title: Two", "Two");
    is_field(FIELD_TITLE, "title: 2021", "2021");
    is_field(FIELD_TITLE, "title: true", "true");
    is_field(FIELD_TITLE, "title: \"don&#8217;t <b>a</b> &amp; b\"", "don’t a & b");
    is_field(FIELD_EXCERPT, "excerpt: >\n  a\n  b", "a b");
    is_field(FIELD_EXCERPT, "description: D", "D");
    is_field(FIELD_EXCERPT, "summary: S\nexcerpt: ~\ndescription: ''", "S");
    is_field(FIELD_EXCERPT, "summary: S\ndescription: D\nexcerpt: E", "E");
    is_field(FIELD_EXCERPT, "excerpt: null", "-");
    is_field(FIELD_EXCERPT, "excerpt: 'null'", "null");
    is_field(FIELD_EXCERPT, "excerpt: !!str ~", "~");
    is_field(FIELD_EXCERPT, "excerpt: ' <br> '", "-");
    is_wrong(FIELD_EXCERPT, "excerpt: [a]\ndescription: D", "3:10: excerpt: not text: a list");
    is_wrong(FIELD_EXCERPT, "excerpt: {a: b}", "3:10: excerpt: not text: a mapping");
}

static void test_address(void)
{
    is_field(FIELD_URL, "originalUrl: http://o\nwebUrl: ' http://w?a=1&amp=2 '",
             "http://w?a=1&amp=2");
    is_field(FIELD_URL, "url: u\npermalink: /p/\noriginalUrl: o", "o");
    is_field(FIELD_URL, "url: u\npermalink: /p/", "/p/");
    is_field(FIELD_URL, "url: u", "u");
    is_field(FIELD_URL, "permalink: false", "-");
    is_field(FIELD_URL, "permalink: False\nurl: u", "u");
    is_field(FIELD_URL, "permalink: 'false'", "false");
    is_field(FIELD_PROVIDER_DOMAIN, "provider: {domain: ' Azure.Microsoft.COM'}",
             "azure.microsoft.com");
    is_wrong(FIELD_PROVIDER_DOMAIN, "provider: {domain: [a]}",
             "3:20: provider.domain: not a domain: a list");
}

static void test_names(void)
{
    is_field(FIELD_TOPICS, "topics: [AI, Power Apps, 2021, ~, '', AI, yes]",
             "AI|Power Apps|2021|yes");
    is_field(FIELD_TOPICS, "topics: []\ntags: [a]", "a");
    is_field(FIELD_TOPICS, "categories: c\ntags: a b", "a|b|c");
    is_field(FIELD_TOPICS, "tag: power apps\nkeywords: x y, A\ntags: a", "a|power apps|x y");
    is_field(FIELD_TOPICS, "tags: [Été, ÉTÉ, ete]", "Été|ete");
    is_field(FIELD_TOPICS, "categories: c", "c");
    is_field(FIELD_TOPICS, "tags: power apps, R&amp;D,", "power apps|R&D");
    is_field(FIELD_TOPICS, "tags:\n- name: a\n  url: u\n- b", "a|b");
    is_field(FIELD_CATEGORY, "category: ' news &amp;  more '", "news & more");
    is_field(FIELD_TYPE, "type: video", "video");
    is_field(FIELD_PROVIDER_NAME, "provider: {name: Forbes, images: [{url: x}]}", "Forbes");
    is_field(FIELD_PROVIDER_NAME, "provider: Forbes", "Forbes");
    is_field(FIELD_PROVIDER_NAME, "provider:", "-");
    is_field(FIELD_AUTHORS, "provider: {authors: [{name: A B}, {name: C}]}\nauthor: D", "A B|C|D");
    is_field(FIELD_AUTHORS, "byline: E\nby: d\nauthor: D\nauthors: [e, F]", "D|e|F");
    is_field(FIELD_AUTHORS, "provider: {authors: [A, B]}", "A|B");
    is_field(FIELD_AUTHORS, "author: Jane Doe", "Jane Doe");
    is_field(FIELD_AUTHORS, "author: {name: Jane Doe, mail: x}", "Jane Doe");
    is_field(FIELD_AUTHORS, "authors: [Jane, {name: Joe}]", "Jane|Joe");
    is_field(FIELD_CATEGORY, "category: [~, news, x]", "news");
    is_wrong(FIELD_CATEGORY, "category: [[news]]", "3:12: category: not a name: a list");
    is_wrong(FIELD_TYPE, "type: [news]", "3:7: type: not a name: a list");
    is_wrong(FIELD_PROVIDER_NAME, "provider: {name: [a]}",
             "3:18: provider.name: not a name: a list");
    is_wrong(FIELD_AUTHORS, "authors: [{mail: x}]", "3:11: authors: a mapping without a name");
    parse("topics: [a, [b], c]");
    tap_is_text(shown(FIELD_TOPICS), "a|c", "a wrong item leaves the others");
    tap_is_text(buffer_text(&warnings), "3:13: topics: not a name: a list", "  with a warning");
}

static void test_numbers(void)
{
    is_field(FIELD_QUALITY, "quality: 84", "84");
    is_field(FIELD_QUALITY, "quality: -5", "-5");
    is_field(FIELD_QUALITY, "quality: +5", "5");
    is_field(FIELD_QUALITY, "quality: 010", "10");
    is_field(FIELD_QUALITY, "quality: '84'", "84");
    is_field(FIELD_QUALITY, "quality: 84.0", "84");
    is_field(FIELD_QUALITY, "quality: 9007199254740992", "9007199254740992");
    is_field(FIELD_HEAT, "heat: -9007199254740992", "-9007199254740992");
    is_field(FIELD_HEAT, "heat: ~", "-");
    is_field(FIELD_HEAT, "heat:", "-");
    is_wrong(FIELD_QUALITY, "quality: high", "3:10: quality: not an integer: high");
    is_wrong(FIELD_QUALITY, "quality: 84.5", "3:10: quality: not an integer: 84.5");
    is_field(FIELD_QUALITY, "quality: 9223372036854775807", "9223372036854775807");
    is_field(FIELD_QUALITY, "quality: -9223372036854775808", "-9223372036854775808");
    is_wrong(FIELD_QUALITY, "quality: 9223372036854775808",
             "3:10: quality: not an integer: 9223372036854775808");
    is_wrong(FIELD_QUALITY, "quality: 99999999999999999999999",
             "3:10: quality: not an integer: 99999999999999999999999");
    is_wrong(FIELD_QUALITY, "quality: true", "3:10: quality: not an integer: true");
    is_wrong(FIELD_QUALITY, "quality: '-'", "3:10: quality: not an integer: -");
    is_wrong(FIELD_HEAT, "heat: [1]", "3:7: heat: not an integer: a list");
    is_wrong(FIELD_HEAT, "heat: \"8\\0\"", "3:7: heat: not an integer: 8\xEF\xBF\xBD");
    is_wrong(
        FIELD_HEAT, "heat: aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefffffffffé",
        "3:7: heat: not an integer: aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefffffffff");
}

static void test_booleans(void)
{
    is_field(FIELD_PUBLISHED, "published: true", "1");
    is_field(FIELD_PUBLISHED, "published: False", "0");
    is_field(FIELD_PUBLISHED, "published: NO", "0");
    is_field(FIELD_PUBLISHED, "published: 'off'", "0");
    is_field(FIELD_PUBLISHED, "draft: true", "0");
    is_field(FIELD_PUBLISHED, "draft: no", "1");
    is_field(FIELD_PUBLISHED, "draft: true\npublished: true", "1");
    is_field(FIELD_PUBLISHED, "title: T", "-");
    is_wrong(FIELD_PUBLISHED, "published: 1", "3:12: published: not true or false: 1");
    is_wrong(FIELD_PUBLISHED, "draft: soon", "3:8: draft: not true or false: soon");
}

static void test_dates(void)
{
    is_field(FIELD_DATE, "publishedDateTime: 2021-06-27T06:09:00Z", "1624774140");
    is_field(FIELD_DATE, "date: 2021-06-27 06:09:00 +0200", "1624766940");
    is_field(FIELD_DATE, "date: '2021-06-27'", "1624752000");
    is_field(FIELD_DATE, "date: 2021-06-27\npublishedDateTime:", "1624752000");
    is_wrong(FIELD_DATE, "date: 2021-02-30", "3:7: date: not a date: 2021-02-30");
    is_field(FIELD_DATE, "pubDate: 2021-06-28\ndate: Jun 27, 2021", "1624752000");
    is_field(FIELD_DATE, "published: 2021-06-27", "1624752000");
    is_field(FIELD_DATE, "published: yes", "-");
    is_field(FIELD_PUBLISHED, "published: 2021-06-27\ndraft: yes", "0");
    is_wrong(FIELD_PUBLISHED, "published: soon", "3:12: published: not true or false: soon");
    is_wrong(FIELD_DATE, "publishedDateTime: soon\ndate: later",
             "3:20: publishedDateTime: not a date: soon; 4:7: date: not a date: later");
    parse("publishedDateTime: soon\ndate: 2021-06-27");
    tap_is_text(shown(FIELD_DATE), "1624752000", "after a wrong date the next key serves");
    tap_is_text(buffer_text(&warnings), "3:20: publishedDateTime: not a date: soon",
                "  with a warning");
}

static void test_related(void)
{
    is_field(FIELD_RELATED,
             "related:\n- title: A &amp; B\n  excerpt: E\n  quality: 5\n  provider: {name: x}\n"
             "- excerpt: F\n- G\n- {type: x}",
             "A & B|E||F|G|");
    is_field(FIELD_RELATED, "related: [{title: A}, {title: A}]", "A||A|");
    is_wrong(FIELD_RELATED, "related: [[a]]", "3:11: related: not an article: a list");
}

/* The last value counts, and the warnings say want. */
static void is_repeated(enum field_id id, const char *yaml, const char *value, const char *want)
{
    parse(yaml);
    tap_is_text(shown(id), value, one_line(yaml));
    tap_is_text(buffer_text(&warnings), want, "  and its warning");
}

static void test_repeated_keys(void)
{
    is_repeated(FIELD_QUALITY, "quality: 1\nquality: 2", "2",
                "4:1: quality: the key is repeated; its last value counts");
    is_repeated(FIELD_QUALITY, "quality: 1\nquality:", "-",
                "4:1: quality: the key is repeated; its last value counts");
    is_repeated(FIELD_HEAT, "Heat: 1\nheat: 2", "2",
                "4:1: heat: the key is repeated; its last value counts");
    is_repeated(FIELD_PROVIDER_DOMAIN, "provider: {domain: a}\nprovider: {name: b}", "-",
                "4:1: provider: the key is repeated; its last value counts");
    is_repeated(FIELD_PROVIDER_NAME, "provider: {name: a}\nprovider: b", "b",
                "4:1: provider: the key is repeated; its last value counts");
    is_repeated(FIELD_RELATED, "related: [{title: a, title: b}]", "b|",
                "3:22: title: the key is repeated; its last value counts");
    is_repeated(FIELD_HEAT, "heat: 1\nheat: high", "-",
                "4:7: heat: not an integer: high; "
                "4:1: heat: the key is repeated; its last value counts");
    is_field(FIELD_HEAT, "x: &x {heat: 1}\n<<: *x\nheat: 2", "2");
    is_field(FIELD_HEAT, "heat: 1\nx: 1\nx: 2", "1");
}

static void test_keys(void)
{
    is_field(FIELD_HEAT,
             "secured: x\nimages: [{heat: 1}]\nfeaturedContent: {heat: 2}\n"
             "topic: {a: {b: {heat: 3}}}\n? [heat]\n: 4\n? {heat: 5}\n: {heat: 6}",
             "-");
    is_field(FIELD_HEAT, "\"heat\\0x\": 1\nhea: 2\nheats: 3\n'': 4", "-");
    is_field(FIELD_HEAT, "'heat': 7", "7");
    is_field(FIELD_PROVIDER_NAME, "x: {provider: {name: a}}", "-");
    is_field(FIELD_PROVIDER_DOMAIN, "PROVIDER: {Domain: a}", "a");
    is_field(FIELD_RELATED, "Related: [{TITLE: a}]", "a|");
    is_field(FIELD_PROVIDER_NAME, "provider.name: a", "a");
}

static void test_aliases(void)
{
    is_field(FIELD_EXCERPT, "x: &e Some text\nexcerpt: *e", "Some text");
    is_field(FIELD_QUALITY, "x: &q 84\nquality: *q", "84");
    is_field(FIELD_TOPICS, "images: [&a b, {c: &d e}]\ntopics: [*a, *d]", "b|e");
    is_field(FIELD_EXCERPT, "x: &e one\ny: &e two\nexcerpt: *e", "two");
    is_field(FIELD_EXCERPT, "x: &n ~\nexcerpt: *n", "-");
    is_field(FIELD_HEAT, "x: &k heat\n*k : 5", "5");
    is_field(FIELD_TOPICS, "x: &l [a]\ny: *l\n<<: *l", "-");
    is_field(FIELD_TOPICS, "x: &l [a]\ntopics: *l", "a");
    is_field(FIELD_PROVIDER_NAME, "x: &p {name: a}\nprovider: *p", "a");
    is_wrong(FIELD_EXCERPT, "x: &e one\ny: &e [two]\nexcerpt: *e",
             "5:10: excerpt: not text: a list");
    is_wrong(FIELD_EXCERPT, "excerpt: *nowhere",
             "3:10: excerpt: not text: an alias without an anchor");
    is_wrong(FIELD_TOPICS, "topics: &t [*t]",
             "3:13: topics: not a name: an alias without an anchor");
}

static void test_merge(void)
{
    is_field(FIELD_HEAT, "x: &d {heat: 1}\n<<: *d", "1");
    is_field(FIELD_HEAT, "x: &d {heat: 1}\nheat: 2\n<<: *d", "2");
    is_field(FIELD_HEAT, "x: &d {heat: 1}\ny: &e {heat: 2}\n<<: [*e, *d]", "2");
    is_field(FIELD_HEAT, "<<: {HEAT: 1}", "1");
    is_field(FIELD_HEAT, "x: &d {heat: 1}\ny: &e {<<: *d}\n<<: *e", "1");
    is_field(FIELD_HEAT, "x: &d {heat: 1}\n'<<': *d", "-");
    is_field(FIELD_PROVIDER_NAME, "x: &p {name: a, domain: d}\nprovider: {<<: *p, name: b}", "b");
    is_field(FIELD_RELATED, "x: &r {title: a}\nrelated: [{<<: *r, excerpt: e}]", "a|e");
    is_field(FIELD_HEAT, "<<: &d {<<: *d}", "-");
    is_field(FIELD_HEAT, "<<: {heat: 1, quality: 3}\n<<: {heat: 2}", "2");
    is_field(FIELD_QUALITY, "<<: {heat: 1, quality: 3}\n<<: {heat: 2}", "3");
}

static void test_config(void)
{
    struct config config = { 0 };
    static const char text[] =
        "---\ntitle: T\nscore: 7\nmeta: {blurb: B, by: [A], draft: on}\ntags: t\n---\n";

    list_add_text(&config.fields[FIELD_HEAT], "score");
    list_add_text(&config.fields[FIELD_QUALITY], "score");
    list_add_text(&config.fields[FIELD_EXCERPT], "meta.blurb");
    list_add_text(&config.fields[FIELD_AUTHORS], "meta.by");
    list_add_text(&config.fields[FIELD_CATEGORY], "tags");
    list_add_text(&config.fields[FIELD_PATH], "title");
    list_add_text(&config.fields[FIELD_TOPICS], "meta.by[]");
    list_add_text(&config.fields[FIELD_PUBLISHED], "meta.Draft");
    parse_bytes(text, strlen(text), &config);
    tap_is_text(shown(FIELD_HEAT), "7", "a further name");
    tap_is_text(shown(FIELD_QUALITY), "7", "for two fields");
    tap_is_text(shown(FIELD_EXCERPT), "B", "inside a mapping");
    tap_is_text(shown(FIELD_AUTHORS), "A", "a list inside a mapping");
    tap_is_text(shown(FIELD_CATEGORY), "t", "a name that another field has too");
    tap_is_text(shown(FIELD_TOPICS), "t|A", "which keeps it, and has another");
    tap_is_text(shown(FIELD_PUBLISHED), "0", "a name that ends in draft is inverted");
    tap_is_text(shown(FIELD_PATH), "-", "a field that is never the front matter's");
    for (size_t i = 0; i < FIELD_COUNT; i++)
        list_release(&config.fields[i]);
    list_add_text(&config.fields[FIELD_PUBLISHED], "!score");
    parse_bytes("---\nscore: no\n---\n", 18, &config);
    tap_is_text(shown(FIELD_PUBLISHED), "1", "and so is one after an exclamation mark");
    list_release(&config.fields[FIELD_PUBLISHED]);
}

static void is_result(const char *text, enum front_matter_result want, const char *reason,
                      const char *name)
{
    tap_ok(parse_bytes(text, strlen(text), NULL) == want, "%s", name);
    if (want == FRONT_MATTER_BAD)
        tap_is_text(err.text, reason, "  and the reason");
    if (want == FRONT_MATTER_READ)
        tap_is_text(text + body, reason, "  and the body");
}

static void test_block(void)
{
    is_result("", FRONT_MATTER_NONE, NULL, "an empty file");
    is_result("title: T\n---\n", FRONT_MATTER_NONE, NULL, "no first line ---");
    is_result("---- \ntitle: T\n---\n", FRONT_MATTER_NONE, NULL, "four hyphens");
    is_result("--- # x\ntitle: T\n---\n", FRONT_MATTER_READ, "", "a comment after ---");
    is_result("\n \t\r\n---\ntitle: T\n---\n", FRONT_MATTER_READ, "", "blank lines first");
    is_result("---yaml\ntitle: T\n---\nB", FRONT_MATTER_READ, "B", "---yaml");
    is_result("--- yaml # x\ntitle: T\n---\nB", FRONT_MATTER_READ, "B", "--- yaml and a comment");
    is_result("---#\ntitle: T\n---\n", FRONT_MATTER_NONE, NULL, "a # that begins no comment");
    is_result("---TOML\ntitle = 'T'\n---\nB", FRONT_MATTER_READ, "B", "---TOML");
    is_result("---JS\n{}\n---\n", FRONT_MATTER_UNREAD, NULL, "---JS");
    is_result("---yamlx\ntitle: T\n---\n", FRONT_MATTER_NONE, NULL, "another word");
    is_result("---js\n{}\n---\n", FRONT_MATTER_UNREAD, NULL, "JavaScript");
    is_result("Title: T\nDate: 2021-06-27\n\nB", FRONT_MATTER_UNREAD, NULL, "Pelican's lines");
    is_result("date: 2021-06-27\ntitle: T\n", FRONT_MATTER_UNREAD, NULL, "in any order and case");
    is_result("type:: [[T]]\n\n- B", FRONT_MATTER_UNREAD, NULL, "Logseq's properties");
    is_result("Title: T\n\nDate: today\n", FRONT_MATTER_NONE, NULL, "one line with a colon");
    is_result("Note: see\nAlso: below\n", FRONT_MATTER_NONE, NULL, "lines without a title");
    is_result("title::T\n", FRONT_MATTER_NONE, NULL, "no blank after the colons");
    is_result("{{ x }}\n", FRONT_MATTER_NONE, NULL, "a template");
    is_result("{% x %}\n", FRONT_MATTER_NONE, NULL, "a template's tag");
    is_result("---\ntitle: T\n---\nB\n", FRONT_MATTER_READ, "B\n", "the usual");
    is_result("---\ntitle: T\n---", FRONT_MATTER_READ, "", "no newline at the end");
    is_result("--- \t\ntitle: T\n...  \nB", FRONT_MATTER_READ, "B", "... and blanks");
    is_result("\xEF\xBB\xBF---\r\ntitle: T\r\n---\r\nB", FRONT_MATTER_READ, "B", "BOM and CRLF");
    is_result("---\ntitle: T\n---\n---\nB\n---\n", FRONT_MATTER_READ, "---\nB\n---\n",
              "the first closing line counts");
    is_result("---", FRONT_MATTER_BAD, "1:1: front matter is not closed by a line ---", "one line");
    is_result("---\ntitle: T\n ---\n", FRONT_MATTER_BAD,
              "1:1: front matter is not closed by a line ---", "never closed");
}

static void test_refused(void)
{
    is_result("---\n---\n", FRONT_MATTER_READ, "", "empty");
    is_result("---\n# x\n---\n", FRONT_MATTER_READ, "", "a comment alone");
    is_result("---\ntitle: ' &nbsp;<b></b> '\n---\n", FRONT_MATTER_READ, "", "a blank title");
    tap_is_text(shown(FIELD_TITLE), "-", "  is none");
    is_result("---\ntitle: [a]\n---\n", FRONT_MATTER_READ, "", "a title that is a list");
    tap_is_text(buffer_text(&warnings), "2:8: title: not text: a list", "  has a warning");
    is_result("---\n- title\n---\n", FRONT_MATTER_BAD, "2:1: front matter is not a mapping",
              "a list");
    is_result("---\n\ntext\n---\n", FRONT_MATTER_BAD, "3:1: front matter is not a mapping",
              "a text");
    is_result("---\r\ntitle: T\r\nheat: \"x\r\n---\r\n", FRONT_MATTER_BAD,
              "3:7: found unexpected end of stream while scanning a quoted scalar",
              "an open quote, with CRLF");
    is_result("\xEF\xBB\xBF---\ntitle: é: x\n---\n", FRONT_MATTER_BAD,
              "2:9: mapping values are not allowed in this context", "a colon, after a BOM");
    is_result("---\ntitle: T\n\tx: y\n---\n", FRONT_MATTER_BAD,
              "3:1: found a tab character that violates indentation while scanning a plain scalar",
              "a tab");
    is_result("---\ntitle: T\nx: \x07\n---\n", FRONT_MATTER_BAD,
              "3:4: control characters are not allowed: U+0007", "a control character");
    is_result("\n\n---\ntitle: T\nx: [\n---\n", FRONT_MATTER_BAD,
              "6:1: did not find expected node content while parsing a flow node",
              "blank lines count in places");
}

/* Appends unit times over, parses, and says how long that took. */
static double seconds_for(const char *before, const char *unit, size_t times, const char *after)
{
    struct buffer text = BUFFER_INIT;
    struct timespec start, end;

    buffer_add_text(&text, before);
    for (size_t i = 0; i < times; i++)
        buffer_add_text(&text, unit);
    buffer_add_text(&text, after);
    clock_gettime(CLOCK_MONOTONIC, &start);
    parse_bytes(text.data, text.length, NULL);
    clock_gettime(CLOCK_MONOTONIC, &end);
    buffer_release(&text);
    return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) * 1e-9;
}

static void test_hostile(void)
{
    tap_ok(seconds_for("---\ntitle: T\nx: ", "[", 100000, "\n---\n") < 5, "100000 brackets");
    tap_is_text(err.text, "3:67: nested deeper than 64", "  are too deep");
    tap_ok(seconds_for("---\ntitle: T\nx: ", "- ", 100000, "\n---\n") < 5, "100000 hyphens");
    tap_ok(seconds_for("---\ntitle: T\n", "? ", 100000, "\n---\n") < 5, "100000 question marks");
    tap_ok(seconds_for("---\ntitle: ", "word ", 200000, "\n---\n") < 5, "a title of a megabyte");
    tap_is_number((long long)article_first(&article, FIELD_TITLE)->length, 999999, "  is read");
    tap_ok(seconds_for("---\ntitle: T\nx: &a b\ny: [", "*a, ", 100000, "]\n---\n") < 5,
           "100000 aliases");
    tap_ok(seconds_for("---\ntitle: T\n", "x: &a b\n", 50000, "\n---\n") < 5, "50000 anchors");
    tap_is_text(err.text, "1003:4: more than 1000 anchors", "  are too many");
    tap_ok(seconds_for("---\ntitle: T\ntopics: [", "*a, ", 50000, "]\n---\n") < 5,
           "50000 aliases of nothing");
    tap_ok(seconds_for("---\ntitle: T\n", "heat: x\n", 50000, "\n---\n") < 5, "50000 wrong values");
    tap_is_text(buffer_text(&warnings),
                "50002:7: heat: not an integer: x; "
                "50002:1: heat: the key is repeated; its last value counts",
                "  are one warning, and one of the repeated key");
    tap_ok(seconds_for("---\n%TAG !a", " x", 1, "\ntitle: T\n---\n") < 5, "a directive");
}

static void test_limits(void)
{
    struct buffer text = BUFFER_INIT;

    buffer_add_text(&text, "---\ntitle: T\ntopics:\n");
    for (int i = 0; i < 1500; i++)
        buffer_printf(&text, "- t%d\n", i);
    buffer_add_text(&text, "---\n");
    parse_bytes(text.data, text.length, NULL);
    tap_is_number((long long)article.values[FIELD_TOPICS].count, 1000, "1000 topics are kept");
    tap_is_text(buffer_text(&warnings),
                "1004:3: topics: more than 1000 values, the others are left out", "  as is told");
    buffer_clear(&text);
    buffer_add_text(&text, "---\nx: &big ");
    for (int i = 0; i < 1000; i++)
        buffer_add_text(&text, "0123");
    buffer_add_text(&text, "\nrelated:\n");
    for (int i = 0; i < 1000; i++)
        buffer_add_text(&text, "- {title: *big}\n");
    buffer_add_text(&text, "---\n");
    tap_ok(parse_bytes(text.data, text.length, NULL) == FRONT_MATTER_BAD,
           "aliases stand for a megabyte at most");
    tap_is_text(err.text, "254:11: aliases stand for more than 10000 values or 1000000 bytes",
                "  past which is the place");
    buffer_release(&text);
}

int main(void)
{
    test_text();
    test_address();
    test_names();
    test_numbers();
    test_booleans();
    test_dates();
    test_related();
    test_keys();
    test_repeated_keys();
    test_aliases();
    test_merge();
    test_config();
    test_block();
    test_refused();
    test_hostile();
    test_limits();
    article_release(&article);
    buffer_release(&warnings);
    return tap_done();
}
