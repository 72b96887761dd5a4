/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_address.c: which addresses of articles are links, what base makes of relative ones, and how
 * they are encoded. */
#include <stdlib.h>
#include <string.h>

#include "result/address.h"
#include "tap.h"

static struct config_base bases[] = {
    { .directory = "/news", .address = "https://a.example/" },
    { .directory = "/news/blog", .address = "https://b.example/sub" },
    { .directory = "/", .address = "http://root.example" },
};

static void is_address(const char *path, const char *value, size_t base_count,
                       enum address_kind kind, const char *want)
{
    struct article article = { 0 };
    struct config config = { .bases = bases, .base_count = base_count };
    struct buffer got = BUFFER_INIT;
    list_add_text(&article.values[FIELD_PATH], path);
    if (value)
        list_add_text(&article.values[FIELD_URL], value);
    enum address_kind found = address_of(&got, &article, &config);
    tap_ok(found == kind, "%s below %s has its kind of address", value ? value : "nothing", path);
    tap_is_text(buffer_text(&got), want, "%s below %s leads to its address",
                value ? value : "nothing", path);
    buffer_release(&got);
    article_release(&article);
}

static void test_kinds(void)
{
    static const struct {
        const char *value;
        enum address_kind kind;
    } cases[] = {
        { "http://x", ADDRESS_WEB },
        { "HTTPS://x/y", ADDRESS_WEB },
        { "http://", ADDRESS_OTHER },
        { "http:x", ADDRESS_OTHER },
        { "https:///x", ADDRESS_OTHER },
        { "mailto:a@b", ADDRESS_MAIL },
        { "mailto:", ADDRESS_OTHER },
        { "javascript:alert(1)", ADDRESS_OTHER },
        { "data:text/html,x", ADDRESS_OTHER },
        { "file:///x", ADDRESS_OTHER },
        { "ftp://x/y", ADDRESS_OTHER },
        { "/x/", ADDRESS_OTHER },
        { "x", ADDRESS_OTHER },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        is_address("/news/a.md", cases[i].value, 0, cases[i].kind, cases[i].value);
    is_address("/news/a.md", NULL, 0, ADDRESS_NONE, "");
    is_address("/news/a.md", " \t", 0, ADDRESS_NONE, "");
    is_address("/news/a.md", " http://x/\n", 0, ADDRESS_WEB, "http://x/");
}

static void test_base(void)
{
    is_address("/news/a.md", "/x/", 3, ADDRESS_WEB, "https://a.example/x/");
    is_address("/news/a.md", "x/y", 3, ADDRESS_WEB, "https://a.example/x/y");
    is_address("/news/a.md", "y.html", 3, ADDRESS_WEB, "https://a.example/y.html");
    is_address("/news/a.md", "//cdn.example/z", 3, ADDRESS_WEB, "https://cdn.example/z");
    is_address("/news/blog/a.md", "/x/", 3, ADDRESS_WEB, "https://b.example/sub/x/");
    is_address("/newspaper/a.md", "/x/", 3, ADDRESS_WEB, "http://root.example/x/");
    is_address("/other/a.md", "/x/", 2, ADDRESS_OTHER, "/x/");
    static const char *const patterns[] = { "/:year/:title/", "pretty", "{{ url }}/", ":x/y" };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        is_address("/news/a.md", patterns[i], 3, ADDRESS_OTHER, patterns[i]);
    is_address("/news/a.md", "javascript:a/b", 3, ADDRESS_OTHER, "javascript:a/b");
    is_address("/news/a.md", "https://x/", 3, ADDRESS_WEB, "https://x/");
}

static void is_encoded(const char *address, const char *want)
{
    struct buffer got = BUFFER_INIT;
    address_add_encoded(&got, address, strlen(address));
    tap_is_text(buffer_text(&got), want, "'%s' is escaped as an address must be", address);
    buffer_release(&got);
}

static void test_encoding(void)
{
    is_encoded("http://x/a?b=c&d=(e)*,;!$'@:~+._-#f", "http://x/a?b=c&d=(e)*,;!$'@:~+._-#f");
    is_encoded("HTTP://X/Y", "http://X/Y");
    is_encoded("MailTo:A@B", "mailto:A@B");
    is_encoded("http://x/a b\"<>\\^`{|}\x7F\n", "http://x/a%20b%22%3C%3E%5C%5E%60%7B%7C%7D%7F%0A");
    is_encoded("http://x/%41%4g%", "http://x/%41%254g%25");
    is_encoded("http://[::1]:8/[x]", "http://[::1]:8/%5Bx%5D");
    is_encoded("http://x/#a#b", "http://x/#a%23b");
    is_encoded("http://x/ä深", "http://x/ä深");
    is_encoded("http://x/ä\xFF", "http://x/%C3%A4%FF");
    is_encoded("http://x/\xE2\x80\xAE", "http://x/%E2%80%AE");
}

int main(void)
{
    test_kinds();
    test_base();
    test_encoding();
    return tap_done();
}
