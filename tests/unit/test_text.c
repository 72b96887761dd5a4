/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text: folded, checked, repaired, measured, made safe and compared. */
#include <stdint.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "tap.h"
#include "text.h"

#define BAD "\xEF\xBF\xBD" /* U+FFFD */

static void is_folded(const char *text, const char *want)
{
    struct buffer out = BUFFER_INIT;
    text_fold(&out, text, strlen(text));
    if (!tap_ok(strcmp(buffer_text(&out), want) == 0, "'%s' is folded to '%s'", text, want))
        tap_note("got '%s', want '%s'", buffer_text(&out), want);
    buffer_release(&out);
}

static void test_fold(void)
{
    static const char *const pairs[][2] = {
        { "PyTorch 1.9", "pytorch 1.9" },
        { "", "" },
        { "Café", "cafe" },
        { "Cafe\xCC\x81", "cafe" },
        { "Zürich ÅNGSTRÖM", "zurich angstrom" },
        { "Việt Nam", "viet nam" },
        { "Straße STRASSE ẞ", "strasse strasse ss" },
        { "ﬁne eﬀect", "fine effect" },
        { "Ｐｙ２", "py2" },
        { "İstanbul ısı", "istanbul isi" },
        { "ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ" },
        { "ᾳ ΆΛΦΑ", "αι αλφα" },
        { "Ёжик Новый Київ", "ежик новый київ" },
        { "Новы\xD0\xB8\xCC\x86", "новый" }, /* й in two */
        { "за́мок", "замок" },
        { "Łódź Ørsted Æon œuvre Þór", "lodz orsted aeon oeuvre thor" },
        { "don’t ‘x’ ʼn ŉ geht´s", "don't 'x' 'n 'n geht's" },
        { "a‐b‑c–d—e−f", "a-b-c-d-e-f" },
        { "co\xC2\xADop", "coop" },
        { "ｶﾞｷﾞ カ\xE3\x82\x99", "ガギ ガ" },
        { "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한" },
        { "السَّلام", "السلام" },
        { "آب", "آب" },
        { "כּתִיב", "כתיב" },
        { "हिन्दी", "हिन्दी" },
        { "สวัสดี", "สวัสดี" },
        { "ＡＩ人工智能", "ai人工智能" },
        { "H₂O m²", "h2o m2" },
        { "a\xFF"
          "b\xE2\x82",
          "a" BAD "b" BAD BAD },
        { "É\xFF", "e" BAD },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        is_folded(pairs[i][0], pairs[i][1]);

    struct buffer out = BUFFER_INIT;
    text_fold(&out, "A\0É", 4);
    tap_ok(out.length == 3 && memcmp(out.data, "a\0e", 4) == 0, "fold a NUL");
    text_fold(&out, "Č", 2);
    tap_ok(out.length == 4 && out.data[3] == 'c', "text_fold appends to the buffer");
    buffer_release(&out);
}

/* By every character there is: what no list of examples can. */
static void test_fold_all(void)
{
    struct buffer once = BUFFER_INIT, twice = BUFFER_INIT, among = BUFFER_INIT;
    long unstable = 0, capitals = 0, dependent = 0;
    for (int32_t code = 0; code <= 0x10FFFF; code++) {
        char text[16];
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        size_t length = (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)text);
        buffer_clear(&once);
        buffer_clear(&twice);
        buffer_clear(&among);
        text_fold(&once, text, length);
        text_fold(&twice, buffer_text(&once), once.length);
        unstable += once.length != twice.length || memcmp(once.data, twice.data, once.length) != 0;
        for (size_t i = 0; i < once.length; i++)
            capitals += once.data[i] >= 'A' && once.data[i] <= 'Z';
        memcpy(text + length, "é", 2); /* never takes the fast path */
        text_fold(&among, text, length + 2);
        dependent +=
            among.length != once.length + 1 || memcmp(among.data, once.data, once.length) != 0;
    }
    tap_is_number(unstable, 0, "each character folded twice is as folded once");
    tap_is_number(capitals, 0, "no fold holds an ASCII capital");
    tap_is_number(dependent, 0, "the fast path gives what the slow one does");
    buffer_release(&once);
    buffer_release(&twice);
    buffer_release(&among);
}

/* The same for strings of characters that act on each other. */
static void test_fold_mixed(void)
{
    static const int32_t codes[] = {
        'A',    'e',    ' ',    '\'',   0xB4,   0xC9,   0x131,  0x130,  0x149,  0x300,
        0x301,  0x306,  0x307,  0x308,  0x323,  0x345,  0x390,  0x3B1,  0x3C2,  0x433,
        0x438,  0x439,  0x456,  0x457,  0x5D0,  0x5B8,  0x627,  0x640,  0x64B,  0x653,
        0x654,  0x915,  0x93C,  0x94D,  0x200D, 0xAD,   0xE33,  0x1100, 0x1161, 0x11A8,
        0xAC00, 0xAC01, 0x304B, 0x3099, 0xFF76, 0xFF9E, 0xFB01, 0xFDFA, 0x20DD, 0xE6,
        0xF8,   0x1FBD, 0x2019, 0x2260, 0x338,  0x1D15E
    };
    struct buffer text = BUFFER_INIT, once = BUFFER_INIT, twice = BUFFER_INIT;
    uint32_t random = 1;
    long unstable = 0;
    for (int i = 0; i < 200000; i++) {
        buffer_clear(&text);
        buffer_clear(&once);
        buffer_clear(&twice);
        for (int j = 0; j < 5; j++) {
            utf8proc_uint8_t bytes[4];
            random = random * 1664525 + 1013904223;
            int32_t code = codes[(random >> 8) % (sizeof codes / sizeof *codes)];
            buffer_add(&text, bytes, (size_t)utf8proc_encode_char(code, bytes));
        }
        text_fold(&once, text.data, text.length);
        text_fold(&twice, buffer_text(&once), once.length);
        if (strcmp(buffer_text(&once), buffer_text(&twice)) != 0) {
            if (unstable++ < 3)
                tap_note("'%s': '%s', then '%s'", text.data, once.data, twice.data);
        }
    }
    tap_is_number(unstable, 0, "200,000 strings folded twice are as folded once");

    buffer_clear(&text);
    buffer_clear(&once);
    buffer_add_text(&text, "क");
    for (int i = 0; i < 1000000; i++)
        buffer_add_text(&text, i % 2 ? "\xCC\xA3" : "\xCC\x81");
    text_fold(&once, text.data, text.length);
    tap_ok(once.length < 100, "of a million marks some are kept, and soon");
    buffer_release(&text);
    buffer_release(&once);
    buffer_release(&twice);
}

static void is_name(const char *text, const char *want)
{
    struct buffer out = BUFFER_INIT;
    text_fold_name(&out, text, strlen(text));
    tap_is_text(buffer_text(&out), want, "fold a name");
    buffer_release(&out);
}

static void test_names(void)
{
    is_name("Facebook AI", "facebook ai");
    is_name("  Facebook \t\n AI ", "facebook ai");
    is_name("Face\xC2\xA0\xE3\x80\x80"
            "book",
            "face book");
    is_name(" \t", "");
}

static void test_repair(void)
{
    tap_ok(text_valid("", 0) && text_valid("naïve 中 😀", strlen("naïve 中 😀")), "UTF-8 is valid");
    tap_ok(text_valid("a\0b", 3), "a NUL is valid");
    tap_ok(text_valid("\xEF\xBF\xBE\xEF\xB7\x90", 6), "noncharacters are valid");
    static const char *const broken[] = {
        "\x80",
        "a\xC3",
        "\xC0\x80",
        "\xED\xA0\x80",
        "\xF4\x90\x80\x80",
        "\xE2\x82",
        "\xFE",
        "\xF8\x88\x80\x80\x80",
    };
    bool all_found = true;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        all_found = all_found && !text_valid(broken[i], strlen(broken[i]));
    tap_ok(all_found, "stray, cut short, overlong, surrogate, too large: none is valid");

    struct buffer out = BUFFER_INIT;
    text_repair(&out,
                "a\xFF"
                "b\xE2\x82z\xC3",
                7);
    tap_is_text(out.data, "a" BAD "b" BAD BAD "z" BAD, "each bad byte is replaced");
    buffer_clear(&out);
    text_repair(&out, "naïve", 6);
    tap_is_text(out.data, "naïve", "text that is valid stays as it is");
    buffer_clear(&out);
    text_squeeze(&out,
                 " \r\n a \t\t b\xC2\xA0\xE2\x80\xA8"
                 "c ",
                 strlen(" \r\n a \t\t b\xC2\xA0\xE2\x80\xA8"
                        "c "));
    tap_is_text(out.data, "a b c", "white space is squeezed");
    buffer_release(&out);
    tap_is_number((long long)text_characters("aé中😀\xFF\xE2\x82", 13), 7,
                  "characters are counted, bad bytes one by one");
}

static long long columns(const char *text)
{
    return (long long)text_columns(text, strlen(text));
}

static long long fits(const char *text, size_t width)
{
    return (long long)text_fit(text, strlen(text), width);
}

static void test_width(void)
{
    tap_is_number(columns("news"), 4, "ASCII takes a column a letter");
    tap_is_number(columns("Cafe\xCC\x81"), 4, "a mark takes no column");
    tap_is_number(columns("人工"), 4, "Han characters take two columns each");
    tap_is_number(columns("한 \xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), 5,
                  "Hangul takes two columns, whole or in parts");
    tap_is_number(columns("a\tb\x1B\x7F"), 5,
                  "control characters take the column of their replacement");
    tap_is_number(columns("\xFF\xE2\x80\xAE"), 2,
                  "bad bytes and bidi controls take the column of their replacement");
    tap_is_number(columns("\xE2\x80\x8D\xEF\xB8\x8F"), 0, "joiners and selectors take none");
    tap_is_number(columns("😀"), 2, "an emoji takes two columns");

    tap_is_number(fits("newssearch", 4), 4, "four letters fit into four");
    tap_is_number(fits("news", 9), 4, "a text shorter than the columns fits whole");
    tap_is_number(fits("news", 0), 0, "nothing fits into nothing");
    tap_is_number(fits("人工智能", 3), 3, "half a wide character does not fit");
    tap_is_number(fits("cafe\xCC\x81s", 4), 6, "a mark stays with its letter");
    tap_is_number(fits("e\xCC\x81", 1), 3, "a mark at the end stays with its letter");
    tap_is_number(fits("ab\xCC\x81"
                       "cd",
                       1),
                  1, "a run of letters ends before its last");
    tap_is_number(fits("ab\xCC\x81"
                       "cd",
                       3),
                  5, "folding begins again after a mark");
    tap_is_number(fits("ab中cd", 3), 2, "a wide character that does not fit is left out");
    tap_is_number(fits("ab中cd", 5), 6, "letters after a wide character fit");
    tap_is_number(fits("👩‍👩‍👧x", 2), 0, "a joined emoji is not parted");
    tap_is_number(fits("a\xFF\xFF", 2), 2, "bad bytes are parted");
    tap_is_number(fits("नि नि", 1), 6, "a vowel sign stays with its letter");
}

static void is_safe(const char *text, size_t length, const char *want, const char *name)
{
    struct buffer out = BUFFER_INIT;
    text_add_safe(&out, text, length);
    tap_is_text(buffer_text(&out), want, "%s", name);
    buffer_release(&out);
}

static void test_safe(void)
{
    is_safe("a\tb\nc\r", 6, "a b c ", "tab and newlines become spaces");
    is_safe("\x1B[31m\x07\x7F", 7, BAD "[31m" BAD BAD, "escape, bell and DEL are replaced");
    is_safe("a\0b", 3, "a" BAD "b", "a NUL is replaced");
    is_safe("\xC2\x9B"
            "1m",
            4, BAD "1m", "C1 control characters are replaced");
    is_safe("\xE2\x80\xAE\xE2\x81\xA6\xE2\x80\x8E\xD8\x9C", 11, BAD BAD BAD BAD,
            "bidi controls are replaced");
    is_safe("\xE2\x80\xA8\xE2\x80\xA9\xC2\x85", 8, "   ", "line separators become spaces");
    is_safe("\xFFok\xE2", 4, BAD "ok" BAD, "bad bytes are replaced");
    is_safe("naïve 😀", 11, "naïve 😀", "safe text stays as it is");

    char *shown = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&shown, &size);
    text_print_safe(stream, "a\x1B"
                            "b");
    text_print_safe(stream, "");
    fclose(stream);
    tap_is_text(shown, "a" BAD "b", "text_print_safe prints what text_add_safe adds");
    free(shown);
}

static long long distance(const char *a, const char *b, unsigned limit)
{
    return text_distance(a, strlen(a), b, strlen(b), limit);
}

static void test_distance(void)
{
    tap_is_number(distance("limit", "limit", 3), 0, "equal words have distance 0");
    tap_is_number(distance("limt", "limit", 3), 1, "a letter left out is distance 1");
    tap_is_number(distance("limiit", "limit", 3), 1, "a letter too many is distance 1");
    tap_is_number(distance("lomit", "limit", 3), 1, "another letter is distance 1");
    tap_is_number(distance("liimt", "limit", 3), 1, "two swapped letters are distance 1");
    tap_is_number(distance("ca", "abc", 9), 3, "a swap is not changed inside");
    tap_is_number(distance("kitten", "sitting", 9), 3, "three changes are distance 3");
    tap_is_number(distance("kitten", "sitting", 2), 3,
                  "past the limit the distance is the limit and one");
    tap_is_number(distance("kitten", "sitting", 0), 1, "a limit of 0 ends at the first change");
    tap_is_number(distance("", "abc", 9), 3, "a word is its length away from nothing");
    tap_is_number(distance("abc", "", 1), 2, "nothing is past the limit of a longer word");
    tap_is_number(distance("", "", 0), 0, "nothing has distance 0 to nothing");
    tap_is_number(distance("café", "cafe", 3), 1, "distance counts characters, not bytes");
    tap_is_number(distance("人工智能", "人工知能", 3), 1, "distance counts Han characters");
    tap_is_number(distance("abcdefgh", "zzzzzzzz", 3), 4,
                  "the distance of quite other words is past the limit");
    tap_is_number(distance("abcd", "badc", UINT32_MAX), 2,
                  "two swaps without a limit are distance 2");
}

int main(void)
{
    test_fold();
    test_fold_all();
    test_fold_mixed();
    test_names();
    test_repair();
    test_width();
    test_safe();
    test_distance();
    return tap_done();
}
