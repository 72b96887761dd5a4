/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_front_matter.c: where front matter begins and ends, what is refused, and its limits. */
#include "front_matter_fixture.h"
#include "long_text.h"

/* A file, what it is, and its body if it is read, or the reason if it is not. */
static const struct {
    const char *text;
    enum front_matter_result result;
    const char *rest, *name;
} blocks[] = {
    { "", FRONT_MATTER_NONE, "", "an empty file has no front matter" },
    { "title: T\n---\n", FRONT_MATTER_NONE, "",
      "a file without a first line --- has no front matter" },
    { "---- \ntitle: T\n---\n", FRONT_MATTER_NONE, "", "four hyphens begin no front matter" },
    { "---#\ntitle: T\n---\n", FRONT_MATTER_NONE, "",
      "--- and a # without a space begin no front matter" },
    { "---yamlx\ntitle: T\n---\n", FRONT_MATTER_NONE, "",
      "--- and an unknown word begin no front matter" },
    { "Title: T\nDate: 2021-06-27\n\nB", FRONT_MATTER_UNREAD, "", "Pelican's lines are not read" },
    { "date: 2021-06-27\ntitle: T\n", FRONT_MATTER_UNREAD, "",
      "Pelican's lines may be in any order and case" },
    { "type:: [[T]]\n\n- B", FRONT_MATTER_UNREAD, "", "Logseq's properties are not read" },
    { "Title: T\n\nDate: today\n", FRONT_MATTER_NONE, "",
      "one line with a colon is no front matter" },
    { "Note: see\nAlso: below\n", FRONT_MATTER_NONE, "",
      "lines with colons and without a title are no front matter" },
    { "title::T\n", FRONT_MATTER_NONE, "", "two colons without a blank are no property" },
    { "{{ x }}\n", FRONT_MATTER_NONE, "", "the output of a template is no JSON" },
    { "{% x %}\n", FRONT_MATTER_NONE, "", "the tag of a template is no JSON" },
    { "---js\n{}\n---\n", FRONT_MATTER_UNREAD, "", "JavaScript is not read" },
    { "---JS\n{}\n---\n", FRONT_MATTER_UNREAD, "", "JavaScript is not read in capitals either" },
    { "---\ntitle: T\n---\nB\n", FRONT_MATTER_READ, "B\n", "YAML between two lines --- is read" },
    { "--- # x\ntitle: T\n---\n", FRONT_MATTER_READ, "", "a comment may follow the first ---" },
    { "\n \t\r\n---\ntitle: T\n---\n", FRONT_MATTER_READ, "",
      "blank lines may precede the front matter" },
    { "---yaml\ntitle: T\n---\nB", FRONT_MATTER_READ, "B", "---yaml begins YAML" },
    { "--- yaml # x\ntitle: T\n---\nB", FRONT_MATTER_READ, "B",
      "--- yaml and a comment begin YAML" },
    { "---TOML\ntitle = 'T'\n---\nB", FRONT_MATTER_READ, "B", "---TOML begins TOML" },
    { "---\ntitle: T\n---", FRONT_MATTER_READ, "", "the last line --- needs no newline" },
    { "--- \t\ntitle: T\n...  \nB", FRONT_MATTER_READ, "B", "YAML may end with ... and blanks" },
    { "\xEF\xBB\xBF---\r\ntitle: T\r\n---\r\nB", FRONT_MATTER_READ, "B",
      "a BOM and CRLF are accepted" },
    { "---\ntitle: T\n---\n---\nB\n---\n", FRONT_MATTER_READ, "---\nB\n---\n",
      "the first closing line ends the front matter" },
    { "---\n---\n", FRONT_MATTER_READ, "", "front matter may be empty" },
    { "---\n# x\n---\n", FRONT_MATTER_READ, "", "front matter may be a comment only" },
    { "---", FRONT_MATTER_BAD, "1:1: front matter is not closed by a line ---",
      "a line --- at the end of the file is an error" },
    { "---\ntitle: T\n ---\n", FRONT_MATTER_BAD, "1:1: front matter is not closed by a line ---",
      "an indented --- does not close front matter" },
    { "---\n- title\n---\n", FRONT_MATTER_BAD,
      "2:1: front matter has no \"key: value\" at its beginning",
      "front matter that is a list is an error" },
    { "---\n\ntext\n---\n", FRONT_MATTER_BAD,
      "3:1: front matter has no \"key: value\" at its beginning",
      "front matter that is a text is an error" },
    { "---\r\ntitle: T\r\nheat: \"x\r\n---\r\n", FRONT_MATTER_BAD,
      "3:7: not YAML: this quotation mark is never closed",
      "the place of an open quote is right with CRLF" },
    { "\xEF\xBB\xBF---\ntitle: é: x\n---\n", FRONT_MATTER_BAD,
      "2:9: not YAML: a colon and a space inside a value; write the value in quotation marks, or "
      "correct the indentation",
      "the place of a colon is right after a BOM and a letter of two bytes" },
    { "---\ntitle: T\n\tx: y\n---\n", FRONT_MATTER_BAD,
      "3:1: not YAML: a tab in the indentation; write spaces", "a tab as indentation is an error" },
    { "---\n\ttitle: x\n---\n", FRONT_MATTER_BAD,
      "2:1: not YAML: a tab in the indentation; write spaces",
      "a tab before the first key is in the indentation" },
    { "---\ntitle: é\nx:\n\ty: z\n---\n", FRONT_MATTER_BAD,
      "4:1: not YAML: a tab in the indentation; write spaces",
      "a tab before a key is in the indentation" },
    { "---\ntitle: T\nx:\n  \ty: z\n---\n", FRONT_MATTER_BAD,
      "4:3: not YAML: a tab in the indentation; write spaces",
      "a tab after spaces before a key is in the indentation" },
    { "---\ntitle: T\ntags:\n\t- a\n---\n", FRONT_MATTER_BAD,
      "4:1: not YAML: a tab in the indentation; write spaces",
      "a tab before an item of a list is in the indentation" },
    { "%YAML 1.2\n---\ntitle: [\n---\n", FRONT_MATTER_BAD,
      "4:1: not YAML: a value or a closing bracket is missing before this place",
      "directives of YAML count in the place of an error" },
    { "%YAML 1.1\n# a\n\n--- # b\ntitle: T\n---\nText", FRONT_MATTER_READ, "Text",
      "directives and comments of YAML may come before the hyphens" },
    { "%YAML 1.2\nis a directive\n", FRONT_MATTER_NONE, "",
      "a directive without hyphens is no front matter" },
    { "<!-- .. title: x -->\nText\n", FRONT_MATTER_UNREAD, "", "Nikola's comments are not read" },
    { "<!--\n.. title: x\n.. date: y\n-->\n", FRONT_MATTER_UNREAD, "",
      "a comment with Nikola's lines is not read" },
    { ".. title: x\n\nText\n", FRONT_MATTER_UNREAD, "", "Nikola's lines are not read" },
    { "<!-- ---\ntitle: x\n-->\n", FRONT_MATTER_UNREAD, "", "Gollum's comments are not read" },
    { "% A title\n% An author\n\nText\n", FRONT_MATTER_UNREAD, "",
      "Pandoc's title blocks are not read" },
    { "<!-- title: x -->\n", FRONT_MATTER_NONE, "", "another comment is no front matter" },
    { "<!--", FRONT_MATTER_NONE, "", "a comment without text is no front matter" },
    { "<!-- --- -->\n.. note:: x\n", FRONT_MATTER_NONE, "",
      "a line in a comment is no front matter" },
    { ".. note:: x\n", FRONT_MATTER_NONE, "",
      "a directive of reStructuredText is no front matter" },
    { "% of all\nText\n", FRONT_MATTER_NONE, "", "a line with a per cent sign is no front matter" },
    { "---\ntitle: @x\n---\n", FRONT_MATTER_BAD,
      "2:8: not YAML: a value cannot begin with this character; write the value in quotation marks",
      "a sign at the beginning of a value is an error" },
    { "---\ntitle:\t@x\n---\n", FRONT_MATTER_BAD,
      "2:8: not YAML: a value cannot begin with this character; write the value in quotation marks",
      "a sign after a tab is no fault of the tab" },
    { "---\ntitle:\tx\n---\n", FRONT_MATTER_READ, "", "a tab after a colon is no error" },
    { "---\ntitle: T\nx: \x07\n---\n", FRONT_MATTER_BAD,
      "3:4: control characters are not allowed: U+0007", "a control character is an error" },
    { "\n\n---\ntitle: T\nx: [\n---\n", FRONT_MATTER_BAD,
      "6:1: not YAML: a value or a closing bracket is missing before this place",
      "blank lines before the front matter count in the place of an error" },
    { "---\ntitle: T\nheat 3\nquality: 4\n---\n", FRONT_MATTER_BAD,
      "3:1: not YAML: this line is not of the form \"key: value\", with a space after the colon",
      "the place of a missing colon is its line" },
    { "---\ntitle: T\nexcerpt:\"x y\"\n---\n", FRONT_MATTER_BAD,
      "3:1: not YAML: this line is not of the form \"key: value\", with a space after the colon",
      "a colon without a space is no colon of a key" },
    { "---\ntitle: T\ntopics: [a, b\nheat: 3\n---\n", FRONT_MATTER_BAD,
      "3:9: not YAML: this list has no closing bracket or no comma",
      "the place of a missing bracket is the list" },
    { "---\ntitle: T\ntopics: [\"a\" \"b\"]\n---\n", FRONT_MATTER_BAD,
      "3:14: not YAML: this list has no closing bracket or no comma",
      "the place of a missing comma is what follows, if that is on the same line" },
    { "---\ntitle: T\nprovider: {name: a\nheat: 3\n---\n", FRONT_MATTER_BAD,
      "3:11: not YAML: this mapping has no closing brace or no comma",
      "the place of a missing brace is the mapping" },
    { "---\ntitle: \"He said \"hi\"\"\n---\n", FRONT_MATTER_BAD,
      "2:18: not YAML: text after the end of a value, or wrong indentation (write ' as '' in "
      "single quotation marks, \" as \\\" in double ones)",
      "quotation marks inside a value in quotation marks are an error" },
};

static void test_blocks(void)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        const char *text = blocks[i].text;
        enum front_matter_result result = parse_bytes(text, strlen(text), NULL);
        const char *rest = result == FRONT_MATTER_READ  ? text + body
                           : result == FRONT_MATTER_BAD ? err.text
                                                        : "";
        if (!tap_ok(result == blocks[i].result && strcmp(rest, blocks[i].rest) == 0, "%s",
                    blocks[i].name))
            tap_note("result %d, '%s'", (int)result, rest);
    }
}

/* What is large or nested must be read or refused in a time that grows with its size. The limit is
 * far above what that takes, and far below its square. */
static const struct {
    const char *before, *unit;
    size_t count;
    const char *after, *error, *warnings, *name;
} large[] = {
    { "---\ntitle: T\nx: ", "[", 100000, "\n---\n", "3:67: nested deeper than 64", "",
      "100,000 opening brackets are nested too deep" },
    { "---\ntitle: T\nx: ", "- ", 100000, "\n---\n",
      "3:4: not YAML: a list cannot begin on this line; write the hyphen on a line of its own, or "
      "the value in quotation marks",
      "", "100,000 hyphens on the line of a key are an error" },
    { "---\ntitle: T\n", "? ", 100000, "\n---\n", "3:129: nested deeper than 64", "",
      "100,000 question marks are nested too deep" },
    { "---\ntitle: ", "word ", 200000, "\n---\n", "", "", "a title of a megabyte is read" },
    { "---\ntitle: T\nx: &a b\ny: [", "*a, ", 100000, "]\n---\n", "", "",
      "100,000 aliases in a key of no field are passed over" },
    { "---\ntitle: T\n", "x: &a b\n", 50000, "\n---\n", "1003:4: more than 1000 anchors", "",
      "50,000 anchors are too many" },
    { "---\ntitle: T\ntopics: [", "*a, ", 50000, "]\n---\n", "",
      "3:10: topics: not a name: an alias without an anchor",
      "50,000 aliases without an anchor have one warning" },
    { "---\ntitle: T\n", "heat: x\n", 50000, "\n---\n", "",
      "50002:7: heat: not an integer: x; 50002:1: heat: the key is repeated; its last value counts",
      "50,000 wrong values of one key have one warning, and one that the key is repeated" },
    { "---\n%TAG !a", " x", 1, "\ntitle: T\n---\n",
      "2:8: not YAML: did not find expected '!' while parsing a tag directive", "",
      "a directive that is malformed is an error" },
};

static void test_large(void)
{
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        char *text = long_text(large[i].before, large[i].unit, large[i].count, large[i].after);
        double start = processor_seconds();
        enum front_matter_result result = parse_bytes(text, strlen(text), NULL);
        double seconds = processor_seconds() - start;
        bool good = result == (*large[i].error ? FRONT_MATTER_BAD : FRONT_MATTER_READ) &&
                    strcmp(err.text, large[i].error) == 0 &&
                    strcmp(buffer_text(&warnings), large[i].warnings) == 0;
        if (!tap_ok(good, "%s", large[i].name))
            tap_note("error '%s', warnings '%s'", err.text, buffer_text(&warnings));
        if (!tap_ok(seconds < 5, "%s, soon", large[i].name))
            tap_note("%.1f s", seconds);
        free(text);
    }
    char *title = long_text("---\ntitle: ", "word ", 200000, "\n---\n");
    parse_bytes(title, strlen(title), NULL);
    tap_is_number((long long)article_first(&article, FIELD_TITLE)->length, 999999,
                  "a title of a megabyte is kept whole");
    free(title);
}

static void test_limits(void)
{
    struct buffer text = BUFFER_INIT;

    buffer_add_text(&text, "---\ntitle: T\ntopics:\n");
    for (int i = 0; i < 1500; i++)
        buffer_printf(&text, "- t%d\n", i);
    buffer_add_text(&text, "---\n");
    parse_bytes(text.data, text.length, NULL);
    tap_is_number((long long)article.values[FIELD_TOPICS].count, 1000,
                  "of 1,500 topics 1,000 are kept");
    tap_is_text(buffer_text(&warnings),
                "1004:3: topics: more than 1000 values, the others are left out",
                "a warning says that topics over 1,000 are left out");
    buffer_release(&text);
    char *big = long_text("---\nx: &big ", "0123", 1000, "\nrelated:\n");
    char *all = long_text(big, "- {title: *big}\n", 1000, "---\n");
    tap_ok(parse_bytes(all, strlen(all), NULL) == FRONT_MATTER_BAD,
           "aliases for more than a megabyte are an error");
    tap_is_text(err.text, "254:11: aliases stand for more than 10000 values or 1000000 bytes",
                "the error of too many aliases names the place where the limit was passed");
    free(all);
    free(big);
}

int main(void)
{
    test_blocks();
    test_large();
    test_limits();
    return front_matter_done();
}
