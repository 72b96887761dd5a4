/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Terms: what Xapian takes, and different names kept different. */
#include "tap.h"
#include "term.h"

static void test_short(void)
{
    struct buffer term = BUFFER_INIT;
    term_of_word(&term, "S", "azure", 5);
    tap_is_text(term.data, "Sazure", "a term is a prefix and a word");
    term_of_word(&term, "", "azure", 5);
    tap_is_text(term.data, "azure", "a term replaces what the buffer held");
    term_of_name(&term, "XTOPIC", "  Facebook\n AI ", 15);
    tap_is_text(term.data, "XTOPICfacebook ai", "a name is folded and squeezed");
    term_of_name(&term, "A", "José Łukasz", strlen("José Łukasz"));
    tap_is_text(term.data, "Ajose lukasz", "a name is folded without accents");
    term_of_name(&term, "T", "", 0);
    tap_is_text(term.data, "T", "an empty name is the prefix");
    buffer_release(&term);
}

static void test_long(void)
{
    char word[400], other[400];
    struct buffer term = BUFFER_INIT, second = BUFFER_INIT;
    memset(word, 'a', sizeof word);
    term_of_word(&term, "XPATH", word, 240);
    tap_ok(term.length == 245 && memcmp(term.data + 5, word, 240) == 0,
           "a term of 245 bytes is whole");
    term_of_word(&term, "XPATH", word, 241);
    tap_ok(term.length == 245 && memcmp(term.data, "XPATHaaaa", 9) == 0 &&
               memcmp(term.data + 5, word, 240) != 0,
           "a term of 246 bytes is cut and ends in a hash");

    memcpy(other, word, sizeof word);
    other[399] = 'b';
    term_of_word(&term, "S", word, 400);
    term_of_word(&second, "S", other, 400);
    tap_ok(strcmp(term.data, second.data) != 0, "names that differ past the cut stay different");
    tap_ok(memcmp(term.data, second.data, 213) == 0,
           "names that differ past the cut differ only in the hash");
    term_of_word(&second, "S", word, 400);
    tap_is_text(second.data, term.data, "the same name is the same term");

    memset(word, 0, sizeof word);
    term_of_word(&term, "S", word, 122);
    tap_is_number((long long)term.length, 123,
                  "a term of 122 NUL bytes, which count twice, is whole");
    term_of_word(&term, "S", word, 123);
    tap_is_number((long long)term.length, 1 + 106 + 32, "a term of 123 NUL bytes is cut");

    for (size_t i = 0; i + 3 <= sizeof word; i += 3)
        memcpy(word + i, "人", 3);
    bool whole = true;
    static const char *const prefixes[] = { "", "S", "XY", "XYZ" };
    for (size_t i = 0; i < 4; i++) {
        term_of_word(&term, prefixes[i], word, 399);
        whole = whole && (term.length - strlen(prefixes[i]) - 32) % 3 == 0 && term.length <= 245;
    }
    tap_ok(whole, "a term is cut between characters");
    memset(word, 0x80, sizeof word);
    term_of_word(&term, "S", word, sizeof word);
    tap_is_number((long long)term.length, 33, "a term of what is not UTF-8 is its hash");
    buffer_release(&term);
    buffer_release(&second);
}

static void test_hash(void)
{
    struct buffer term = BUFFER_INIT;
    /* The published value of XXH3_128bits for no bytes: an index must not depend on the machine. */
    term_of_path(&term, "", 0);
    tap_is_text(term.data, "Q99aa06d3014798d86001c324468d497f",
                "the hash of nothing is that of the standard");
    term_of_path(&term, "/news/a.md", 10);
    tap_is_number((long long)term.length, 33, "the term of a path is Q and 32 digits");
    char first[34];
    memcpy(first, term.data, sizeof first);
    term_of_path(&term, "/news/b.md", 10);
    tap_ok(strcmp(first, term.data) != 0, "the terms of two paths differ");
    unsigned char hash[16];
    term_hash(hash, "/news/b.md", 10);
    char digits[3];
    snprintf(digits, sizeof digits, "%02x", (unsigned)hash[15]);
    tap_is_text(term.data + 31, digits, "the digits of the term of a path are its hash in order");
    buffer_release(&term);
}

int main(void)
{
    test_short();
    test_long();
    test_hash();
    return tap_done();
}
