/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_field_values.c: the keys and types of front matter that each field is read from. */
#include "front_matter_fixture.h"

/* Parses the lines of YAML, with a key of no field before them. */
static void parse(const char *yaml)
{
    struct buffer text = BUFFER_INIT;

    buffer_printf(&text, "---\nfirst: T\n%s\n---\n", yaml);
    if (parse_bytes(text.data, text.length, NULL) != FRONT_MATTER_READ)
        tap_note("not read: %s: %s", yaml, err.text);
    buffer_release(&text);
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

/* YAML, the value of a field that it gives, and the warnings. */
static const struct {
    enum field_id id;
    const char *yaml, *value, *warnings;
} rows[] = {
    /* text */
    { FIELD_TITLE, "title: Two", "Two", "" },
    { FIELD_TITLE, "title: 2021", "2021", "" },
    { FIELD_TITLE, "title: true", "true", "" },
    { FIELD_TITLE, "title: \"don&#8217;t <b>a</b> &amp; b\"", "don’t a & b", "" },
    { FIELD_EXCERPT, "excerpt: >\n  a\n  b", "a b", "" },
    { FIELD_EXCERPT, "description: D", "D", "" },
    { FIELD_EXCERPT, "summary: S\nexcerpt: ~\ndescription: ''", "S", "" },
    { FIELD_EXCERPT, "summary: S\ndescription: D\nexcerpt: E", "E", "" },
    { FIELD_EXCERPT, "excerpt: null", "-", "" },
    { FIELD_EXCERPT, "excerpt: 'null'", "null", "" },
    { FIELD_EXCERPT, "excerpt: !!str ~", "~", "" },
    { FIELD_EXCERPT, "excerpt: ' <br> '", "-", "" },
    { FIELD_EXCERPT, "excerpt: [a]\ndescription: D", "-", "3:10: excerpt: not text: a list" },
    { FIELD_EXCERPT, "excerpt: {a: b}", "-", "3:10: excerpt: not text: a mapping" },
    /* addresses */
    { FIELD_URL, "originalUrl: http://o\nwebUrl: ' http://w?a=1&amp=2 '", "http://w?a=1&amp=2",
      "" },
    { FIELD_URL, "url: u\npermalink: /p/\noriginalUrl: o", "o", "" },
    { FIELD_URL, "url: u\npermalink: /p/", "/p/", "" },
    { FIELD_URL, "url: u", "u", "" },
    { FIELD_URL, "permalink: false", "-", "" },
    { FIELD_URL, "permalink: False\nurl: u", "u", "" },
    { FIELD_URL, "permalink: 'false'", "false", "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: ' Azure.Microsoft.COM'}", "azure.microsoft.com",
      "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: 'https://WWW.forbes.com/'}", "www.forbes.com",
      "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: http://forbes.com}", "forbes.com", "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: //forbes.com}", "forbes.com", "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: forbes.com/}", "forbes.com", "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: forbes.com/tech}", "forbes.com", "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: 'forbes.com:443'}", "forbes.com", "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: forbes.com.}", "forbes.com", "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: 'HTTPS://me:x@forbes.com.:80?a#b'}", "forbes.com",
      "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: 'https://me:x@y@forbes.com/@z'}", "forbes.com",
      "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: 'https://localhost:8080/x'}", "localhost", "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: '  '}", "-", "" },
    { FIELD_PROVIDER_DOMAIN,
      "provider: {domain: b\xC3\xBC"
      "cher_1.example}",
      "b\xC3\xBC"
      "cher_1.example",
      "" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: Forbes Media}", "-",
      "3:20: provider.domain: not a domain: Forbes Media" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: 'https:///x'}", "-",
      "3:20: provider.domain: not a domain: https:///x" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: me@forbes.com}", "-",
      "3:20: provider.domain: not a domain: me@forbes.com" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: n/a}", "-",
      "3:20: provider.domain: not a domain: n/a" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: forbes..com}", "-",
      "3:20: provider.domain: not a domain: forbes..com" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: [a]}", "-",
      "3:20: provider.domain: not a domain: a list" },
    /* names */
    { FIELD_TOPICS, "topics: [AI, Power Apps, 2021, ~, '', AI, yes]", "AI|Power Apps|2021|yes",
      "" },
    { FIELD_TOPICS, "topics: []\ntags: [a]", "a", "" },
    { FIELD_TOPICS, "categories: c\ntags: a b", "a|b|c", "" },
    { FIELD_TOPICS, "tag: power apps\nkeywords: x y, A\ntags: a", "a|power apps|x y", "" },
    { FIELD_TOPICS, "tags: [Été, ÉTÉ, ete]", "Été|ete", "" },
    { FIELD_TOPICS, "categories: c", "c", "" },
    { FIELD_TOPICS, "tags: power apps, R&amp;D,", "power apps|R&D", "" },
    { FIELD_TOPICS, "tags:\n- name: a\n  url: u\n- b", "a|b", "" },
    { FIELD_TOPICS, "tags: '[[a, b]], [[c|]], [[d|e]], [[f'", "a, b|c|e|[[f", "" },
    { FIELD_CATEGORY, "category: ' news &amp;  more '", "news & more", "" },
    { FIELD_TYPE, "type: video", "video", "" },
    { FIELD_PROVIDER_NAME, "provider: {name: Forbes, images: [{url: x}]}", "Forbes", "" },
    { FIELD_PROVIDER_NAME, "provider: Forbes", "Forbes", "" },
    { FIELD_PROVIDER_NAME, "provider:", "-", "" },
    { FIELD_AUTHORS, "provider: {authors: [{name: A B}, {name: C}]}\nauthor: D", "A B|C|D", "" },
    { FIELD_AUTHORS, "byline: E\nby: d\nauthor: D\nauthors: [e, F]", "D|e|F", "" },
    { FIELD_AUTHORS, "provider: {authors: [A, B]}", "A|B", "" },
    { FIELD_AUTHORS, "author: Jane Doe", "Jane Doe", "" },
    { FIELD_AUTHORS, "author: {name: Jane Doe, mail: x}", "Jane Doe", "" },
    { FIELD_AUTHORS, "authors: [Jane, {name: Joe}]", "Jane|Joe", "" },
    { FIELD_CATEGORY, "category: [~, news, x]", "news", "" },
    { FIELD_CATEGORY, "category: [[news]]", "-", "3:12: category: not a name: a list" },
    { FIELD_TYPE, "type: [news]", "-", "3:7: type: not a name: a list" },
    { FIELD_PROVIDER_NAME, "provider: {name: [a]}", "-",
      "3:18: provider.name: not a name: a list" },
    { FIELD_AUTHORS, "authors: [{mail: x}]", "-", "3:11: authors: a mapping without a name" },
    { FIELD_TOPICS, "topics: [a, [b], c]", "a|c", "3:13: topics: not a name: a list" },
    /* numbers */
    { FIELD_QUALITY, "quality: 84", "84", "" },
    { FIELD_QUALITY, "quality: -5", "-5", "" },
    { FIELD_QUALITY, "quality: +5", "5", "" },
    { FIELD_QUALITY, "quality: 010", "10", "" },
    { FIELD_QUALITY, "quality: '84'", "84", "" },
    { FIELD_QUALITY, "quality: 84.0", "84", "" },
    { FIELD_QUALITY, "quality: 9007199254740992", "9007199254740992", "" },
    { FIELD_HEAT, "heat: -9007199254740992", "-9007199254740992", "" },
    { FIELD_HEAT, "heat: ~", "-", "" },
    { FIELD_HEAT, "heat:", "-", "" },
    { FIELD_QUALITY, "quality: high", "-", "3:10: quality: not an integer: high" },
    { FIELD_QUALITY, "quality: 84.5", "-", "3:10: quality: not an integer: 84.5" },
    { FIELD_QUALITY, "quality: 9223372036854775807", "9223372036854775807", "" },
    { FIELD_QUALITY, "quality: -9223372036854775808", "-9223372036854775808", "" },
    { FIELD_QUALITY, "quality: 9223372036854775808", "-",
      "3:10: quality: does not fit in 64 bits: 9223372036854775808" },
    { FIELD_QUALITY, "quality: 99999999999999999999999", "-",
      "3:10: quality: does not fit in 64 bits: 99999999999999999999999" },
    { FIELD_QUALITY, "quality: true", "-", "3:10: quality: not an integer: true" },
    { FIELD_QUALITY, "quality: '-'", "-", "3:10: quality: not an integer: -" },
    { FIELD_HEAT, "heat: [1]", "-", "3:7: heat: not an integer: a list" },
    { FIELD_HEAT, "heat: \"8\\0\"", "-", "3:7: heat: not an integer: 8\xEF\xBF\xBD" },
    { FIELD_HEAT, "heat: aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefffffffffé", "-",
      "3:7: heat: not an integer: aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefffffffff" },
    /* true and false */
    { FIELD_PUBLISHED, "published: true", "1", "" },
    { FIELD_PUBLISHED, "published: False", "0", "" },
    { FIELD_PUBLISHED, "published: NO", "0", "" },
    { FIELD_PUBLISHED, "published: 'off'", "0", "" },
    { FIELD_PUBLISHED, "draft: true", "0", "" },
    { FIELD_PUBLISHED, "draft: no", "1", "" },
    { FIELD_PUBLISHED, "draft: true\npublished: true", "1", "" },
    { FIELD_PUBLISHED, "title: T", "-", "" },
    { FIELD_PUBLISHED, "published: 1", "-", "3:12: published: not true or false: 1" },
    { FIELD_PUBLISHED, "draft: soon", "-", "3:8: draft: not true or false: soon" },
    /* dates */
    { FIELD_DATE, "publishedDateTime: 2021-06-27T06:09:00Z", "1624774140", "" },
    { FIELD_DATE, "date: 2021-06-27 06:09:00 +0200", "1624766940", "" },
    { FIELD_DATE, "date: '2021-06-27'", "1624752000", "" },
    { FIELD_DATE, "date: 2021-06-27\npublishedDateTime:", "1624752000", "" },
    { FIELD_DATE, "date: 2021-02-30", "-", "3:7: date: not a date such as 2021-06-27: 2021-02-30" },
    { FIELD_DATE, "pubDate: 2021-06-28\ndate: Jun 27, 2021", "1624752000", "" },
    { FIELD_DATE, "published: 2021-06-27", "1624752000", "" },
    { FIELD_DATE, "published: yes", "-", "" },
    { FIELD_PUBLISHED, "published: 2021-06-27\ndraft: yes", "0", "" },
    { FIELD_PUBLISHED, "published: soon", "-", "3:12: published: not true or false: soon" },
    { FIELD_DATE, "publishedDateTime: soon\ndate: later", "-",
      "3:20: publishedDateTime: not a date such as 2021-06-27: soon; 4:7: date: not a date such as "
      "2021-06-27: later" },
    { FIELD_DATE, "publishedDateTime: soon\ndate: 2021-06-27", "1624752000",
      "3:20: publishedDateTime: not a date such as 2021-06-27: soon" },
    { FIELD_TITLE, "title: ' &nbsp;<b></b> '", "-", "" },
    { FIELD_TITLE, "title: [a]", "-", "3:8: title: not text: a list" },
    /* related articles */
    { FIELD_RELATED,
      "related:\n- title: A &amp; B\n  excerpt: E\n  quality: 5\n  provider: {name: x}\n"
      "- excerpt: F\n- G\n- {type: x}",
      "A & B|E||F|G|", "" },
    { FIELD_RELATED, "related: [{title: A}, {title: A}]", "A||A|", "" },
    { FIELD_RELATED, "related: [[a]]", "-", "3:11: related: not an article: a list" },
    /* keys that are repeated */
    { FIELD_QUALITY, "quality: 1\nquality: 2", "2",
      "4:1: quality: the key is repeated; its last value counts" },
    { FIELD_QUALITY, "quality: 1\nquality:", "-",
      "4:1: quality: the key is repeated; its last value counts" },
    { FIELD_HEAT, "Heat: 1\nheat: 2", "2",
      "4:1: heat: the key is repeated; its last value counts" },
    { FIELD_PROVIDER_DOMAIN, "provider: {domain: a}\nprovider: {name: b}", "-",
      "4:1: provider: the key is repeated; its last value counts" },
    { FIELD_PROVIDER_NAME, "provider: {name: a}\nprovider: b", "b",
      "4:1: provider: the key is repeated; its last value counts" },
    { FIELD_RELATED, "related: [{title: a, title: b}]", "b|",
      "3:22: title: the key is repeated; its last value counts" },
    { FIELD_HEAT, "heat: 1\nheat: high", "-",
      "4:7: heat: not an integer: high; "
      "4:1: heat: the key is repeated; its last value counts" },
    { FIELD_HEAT, "x: &x {heat: 1}\n<<: *x\nheat: 2", "2", "" },
    { FIELD_HEAT, "heat: 1\nx: 1\nx: 2", "1", "" },
    /* keys */
    { FIELD_HEAT,
      "secured: x\nimages: [{heat: 1}]\nfeaturedContent: {heat: 2}\n"
      "topic: {a: {b: {heat: 3}}}\n? [heat]\n: 4\n? {heat: 5}\n: {heat: 6}",
      "-", "" },
    { FIELD_HEAT, "\"heat\\0x\": 1\nhea: 2\nheats: 3\n'': 4", "-", "" },
    { FIELD_HEAT, "'heat': 7", "7", "" },
    { FIELD_PROVIDER_NAME, "x: {provider: {name: a}}", "-", "" },
    { FIELD_PROVIDER_DOMAIN, "PROVIDER: {Domain: a}", "a", "" },
    { FIELD_RELATED, "Related: [{TITLE: a}]", "a|", "" },
    { FIELD_PROVIDER_NAME, "provider.name: a", "a", "" },
    /* aliases */
    { FIELD_EXCERPT, "x: &e Some text\nexcerpt: *e", "Some text", "" },
    { FIELD_QUALITY, "x: &q 84\nquality: *q", "84", "" },
    { FIELD_TOPICS, "images: [&a b, {c: &d e}]\ntopics: [*a, *d]", "b|e", "" },
    { FIELD_EXCERPT, "x: &e one\ny: &e two\nexcerpt: *e", "two", "" },
    { FIELD_EXCERPT, "x: &n ~\nexcerpt: *n", "-", "" },
    { FIELD_HEAT, "x: &k heat\n*k : 5", "5", "" },
    { FIELD_TOPICS, "x: &l [a]\ny: *l\n<<: *l", "-", "" },
    { FIELD_TOPICS, "x: &l [a]\ntopics: *l", "a", "" },
    { FIELD_PROVIDER_NAME, "x: &p {name: a}\nprovider: *p", "a", "" },
    { FIELD_EXCERPT, "x: &e one\ny: &e [two]\nexcerpt: *e", "-",
      "5:10: excerpt: not text: a list" },
    { FIELD_EXCERPT, "excerpt: *nowhere", "-",
      "3:10: excerpt: not text: an alias without an anchor" },
    { FIELD_TOPICS, "topics: &t [*t]", "-",
      "3:13: topics: not a name: an alias without an anchor" },
    /* merge keys */
    { FIELD_HEAT, "x: &d {heat: 1}\n<<: *d", "1", "" },
    { FIELD_HEAT, "x: &d {heat: 1}\nheat: 2\n<<: *d", "2", "" },
    { FIELD_HEAT, "x: &d {heat: 1}\ny: &e {heat: 2}\n<<: [*e, *d]", "2", "" },
    { FIELD_HEAT, "<<: {HEAT: 1}", "1", "" },
    { FIELD_HEAT, "x: &d {heat: 1}\ny: &e {<<: *d}\n<<: *e", "1", "" },
    { FIELD_HEAT, "x: &d {heat: 1}\n'<<': *d", "-", "" },
    { FIELD_PROVIDER_NAME, "x: &p {name: a, domain: d}\nprovider: {<<: *p, name: b}", "b", "" },
    { FIELD_RELATED, "x: &r {title: a}\nrelated: [{<<: *r, excerpt: e}]", "a|e", "" },
    { FIELD_HEAT, "<<: &d {<<: *d}", "-", "" },
    { FIELD_HEAT, "<<: {heat: 1, quality: 3}\n<<: {heat: 2}", "2", "" },
    { FIELD_QUALITY, "<<: {heat: 1, quality: 3}\n<<: {heat: 2}", "3", "" },
};

static void test_rows(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *yaml = one_line(rows[i].yaml);
        parse(rows[i].yaml);
        tap_is_text(shown(rows[i].id), rows[i].value, "the %s of '%s' is '%s'",
                    schema_field(rows[i].id)->key, yaml, rows[i].value);
        tap_is_text(buffer_text(&warnings), rows[i].warnings, "'%s' has %s", yaml,
                    *rows[i].warnings ? "the warning that fits it" : "no warning");
    }
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
    tap_is_text(shown(FIELD_HEAT), "7", "config: a further name of a field is read");
    tap_is_text(shown(FIELD_QUALITY), "7", "config: one name may serve two fields");
    tap_is_text(shown(FIELD_EXCERPT), "B", "config: a name may lie inside a mapping");
    tap_is_text(shown(FIELD_AUTHORS), "A", "config: a list inside a mapping is read");
    tap_is_text(shown(FIELD_CATEGORY), "t",
                "config: a name of another field is read for this one too");
    tap_is_text(shown(FIELD_TOPICS), "t|A",
                "config: a field keeps its own names beside further ones");
    tap_is_text(shown(FIELD_PUBLISHED), "0", "config: a name that ends in draft is inverted");
    tap_is_text(shown(FIELD_PATH), "-", "config: the path is never read from front matter");
    for (size_t i = 0; i < FIELD_COUNT; i++)
        list_release(&config.fields[i]);
    list_add_text(&config.fields[FIELD_PUBLISHED], "!score");
    parse_bytes("---\nscore: no\n---\n", 18, &config);
    tap_is_text(shown(FIELD_PUBLISHED), "1",
                "config: a name after an exclamation mark is inverted");
    list_release(&config.fields[FIELD_PUBLISHED]);
}

int main(void)
{
    test_rows();
    test_config();
    return front_matter_done();
}
