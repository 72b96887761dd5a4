/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_xml_text.c: no text becomes markup of XML, and none makes it malformed; names of entries. */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "output/entry_id.h"
#include "output/xml_text.h"
#include "tap.h"

static void is_printed(const char *text, const char *want)
{
    char *got = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&got, &length);
    xml_text_print(stream, text, strlen(text));
    fclose(stream);
    tap_is_text(got, want, "text is printed as '%s'", want);
    free(got);
}

static void test_text(void)
{
    is_printed("", "");
    is_printed("<a href=\"x\">&amp;'", "&lt;a href=&quot;x&quot;&gt;&amp;amp;&#39;");
    is_printed("]]>", "]]&gt;");
    is_printed("a\tb\nc\r", "a b c ");
    is_printed("\x01\x1B[31m\x7F", "\uFFFD\uFFFD[31m\uFFFD");
    is_printed("\xC2\x85\u2028", "  ");
    is_printed("\u202Ex\u2066", "\uFFFDx\uFFFD");
    is_printed("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD", "\uFFFD\uFFFD\uFFFD");
    is_printed("\xFF\xC3", "\uFFFD\uFFFD");
    is_printed("é深🎉", "é深🎉");
}

/* The names were computed by another implementation of RFC 4122. */
static void test_names(void)
{
    char text[ENTRY_ID_TEXT_SIZE];
    struct entry_id id = entry_id_of("http://python.org/", 18);
    tap_is_text(entry_id_text(text, &id), "urn:uuid:4c565f0d-3f5a-5890-b41b-20cf47701c5e",
                "a name of version 5");
    struct list roots = LIST_INIT, paths = LIST_INIT;
    struct entry_id_list list = { 0 };
    static const struct {
        const char *path, *address, *named;
    } entries[] = {
        { "/r/a.md", "http://x/", "http://x/" },
        { "/r/b.md", "http://y/", "b.md" },
        { "/r/c.md", "http://y/", "c.md" },
        { "/r/d.md", "", "d.md" },
        { "/r/s/x.md", "", "/r/s/x.md" },
        { "/t/s/x.md", "", "/t/s/x.md" },
        { "/r/u/x.md", "", "x.md" }, /* /r/u is the nearer root */
        { "/f.md", "", "f.md" },     /* registered itself */
        { "/else/g.md", "", "/else/g.md" },
    };
    size_t count = sizeof entries / sizeof *entries;
    list_add_text(&roots, "/r");
    list_add_text(&roots, "/t/");
    list_add_text(&roots, "/r/u");
    list_add_text(&roots, "/f.md");
    for (size_t i = 0; i < count; i++)
        list_add_text(&paths, entries[i].path);
    for (size_t i = 0; i < count; i++)
        entry_id_list_add(&list, entries[i].address, &paths.items[i], &roots);
    entry_id_list_resolve(&list);
    for (size_t i = 0; i < count; i++) {
        id = entry_id_of(entries[i].named, strlen(entries[i].named));
        tap_ok(memcmp(entry_id_list_get(&list, i), &id, sizeof id) == 0, "%s is named by %s",
               entries[i].path, entries[i].named);
    }
    entry_id_list_release(&list);
    list_release(&roots);
    list_release(&paths);
}

int main(void)
{
    test_text();
    test_names();
    return tap_done();
}
