/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text_fold.c: the form in which words and names are compared (text.h). */
#include "text.h"

#include <stdint.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "characters.h"
#include "memory.h"

/* Marks of one character, at most. No writing system uses more (Unicode's Stream-Safe Text Format),
 * and thousands would take very long to sort. A mark may decompose into two. */
#define MARKS_MAX 30

/* Characters whose folded form is their code plus a number, in any context: most text beyond ASCII.
 * Sorted. */
static const struct plain_range {
    int32_t first, last, shift;
} plain_ranges[] = {
    { 0x0410, 0x0418, 32 }, { 0x041A, 0x042F, 32 }, /* Cyrillic */
    { 0x0430, 0x0438, 0 },  { 0x043A, 0x044F, 0 },
    { 0x0621, 0x063A, 0 },  { 0x0641, 0x064A, 0 }, /* Arabic */
    { 0x3041, 0x3096, 0 },  { 0x30A1, 0x30FC, 0 }, /* Hiragana, Katakana */
    { 0x4E00, 0x9FFF, 0 },  { 0xAC00, 0xD7A3, 0 }, /* Han, Hangul */
};

/* Letters that Unicode does not decompose, but that are typed without their stroke where the
 * keyboard lacks it. All of one case: case is folded before. */
static const struct letter {
    int32_t code;
    const char *ascii;
} stroked_letters[] = {
    { 0x00E6, "ae" }, { 0x00F0, "d" }, { 0x00F8, "o" }, { 0x00FE, "th" }, { 0x0111, "d" },
    { 0x0127, "h" },  { 0x0131, "i" }, { 0x0142, "l" }, { 0x0153, "oe" }, { 0x0167, "t" },
};

static bool fold_plain(int32_t *code)
{
    for (size_t i = 0; i < sizeof plain_ranges / sizeof *plain_ranges; i++) {
        if (*code < plain_ranges[i].first)
            return false;
        if (*code <= plain_ranges[i].last) {
            *code += plain_ranges[i].shift;
            return true;
        }
    }
    return false;
}

static void add_character(struct buffer *out, int32_t code)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t length = utf8proc_encode_char(code, bytes);
    buffer_add(out, bytes, (size_t)length);
}

static char fold_ascii(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

/* Folds the beginning of the text as long as that is simple. Returns how many bytes it took. */
static size_t fold_plainly(struct buffer *out, const char *text, size_t length)
{
    buffer_reserve(out, length);
    size_t at = 0;
    while (at < length) {
        if ((unsigned char)text[at] < 0x80) {
            out->data[out->length++] = fold_ascii(text[at++]);
            continue;
        }
        int32_t code;
        size_t bytes = character_decode(text + at, length - at, &code);
        if (!fold_plain(&code))
            break;
        add_character(out, code);
        at += bytes;
    }
    out->data[out->length] = '\0';
    return at;
}

enum script { SCRIPT_OTHER, SCRIPT_LATIN_OR_GREEK, SCRIPT_CYRILLIC };

/* Of a letter that is decomposed already. */
static enum script script_of(int32_t code)
{
    static const struct {
        int32_t first, last;
        enum script script;
    } blocks[] = {
        { 'A', 'Z', SCRIPT_LATIN_OR_GREEK },       { 'a', 'z', SCRIPT_LATIN_OR_GREEK },
        { 0x00C0, 0x02AF, SCRIPT_LATIN_OR_GREEK }, { 0x0370, 0x03FF, SCRIPT_LATIN_OR_GREEK },
        { 0x0400, 0x052F, SCRIPT_CYRILLIC },       { 0x1C80, 0x1C8F, SCRIPT_CYRILLIC },
        { 0x1D00, 0x1D7F, SCRIPT_LATIN_OR_GREEK }, { 0x1E00, 0x1FFF, SCRIPT_LATIN_OR_GREEK },
        { 0x2C60, 0x2C7F, SCRIPT_LATIN_OR_GREEK }, { 0xA640, 0xA69F, SCRIPT_CYRILLIC },
        { 0xA720, 0xA7FF, SCRIPT_LATIN_OR_GREEK }, { 0xAB30, 0xAB6F, SCRIPT_LATIN_OR_GREEK },
    };
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks && code >= blocks[i].first; i++)
        if (code <= blocks[i].last)
            return blocks[i].script;
    return SCRIPT_OTHER;
}

/* й, ї, ў, ѓ and ќ are letters of their alphabets (and stemmers need й); ё is written for е
 * or not as one likes. */
static bool is_cyrillic_letter(int32_t base, int32_t mark)
{
    switch (mark) {
    case 0x0306:
        return base == 0x0438 || base == 0x0443;
    case 0x0308:
        return base == 0x0456;
    case 0x0301:
        return base == 0x0433 || base == 0x043A;
    default:
        return false;
    }
}

/* Hebrew and Arabic vowel signs, which are mostly left out; not the hamza and madda, which change
 * the letter. */
static bool is_vowel_point(int32_t mark)
{
    return (mark >= 0x0591 && mark <= 0x05C7) || (mark >= 0x0610 && mark <= 0x061A) ||
           (mark >= 0x064B && mark <= 0x0652) || (mark >= 0x0656 && mark <= 0x065F) ||
           mark == 0x0670 || (mark >= 0x06D6 && mark <= 0x06ED);
}

static bool is_mark(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

/* Removes the marks that comparison ignores and returns the number of characters left. The order of
 * the other marks stays right, because removed marks are never between them. */
static size_t drop_marks(int32_t *codes, size_t count)
{
    size_t kept = 0, marks = 0;
    int32_t base = 0;
    enum script script = SCRIPT_OTHER;
    for (size_t i = 0; i < count; i++) {
        int32_t code = codes[i];
        if (!is_mark(code)) {
            base = code;
            script = script_of(code);
            marks = 0;
        } else if (script == SCRIPT_LATIN_OR_GREEK || is_vowel_point(code) ||
                   (script == SCRIPT_CYRILLIC && !(marks == 0 && is_cyrillic_letter(base, code))) ||
                   marks == MARKS_MAX) {
            continue;
        } else {
            marks++;
        }
        codes[kept++] = code;
    }
    return kept;
}

static void add_folded_character(struct buffer *out, int32_t code)
{
    for (size_t i = 0; i < sizeof stroked_letters / sizeof *stroked_letters; i++) {
        if (code == stroked_letters[i].code) {
            buffer_add_text(out, stroked_letters[i].ascii);
            return;
        }
    }
    if (character_is_apostrophe(code))
        code = '\'';
    else if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212)
        code = '-';
    if (code < 0x80)
        buffer_add_byte(out, code);
    else
        add_character(out, code);
}

/* A character that only stretches an Arabic word, also with vowel signs. */
static bool is_tatweel(int32_t code)
{
    return code == 0x0640 || (code >= 0xFCF2 && code <= 0xFCF4) ||
           (code >= 0xFE71 && code <= 0xFE7F && code % 2 == 1);
}

/* Called for each character of the text, before marks are sorted. */
static utf8proc_int32_t before_decomposition(utf8proc_int32_t code, void *context)
{
    static const utf8proc_int32_t nothing = 0x00AD; /* ignorable */
    size_t *marks = context;
    if (code == 0x00B4) /* would become a space and a mark */
        return '\'';
    if (is_tatweel(code))
        return nothing;
    if (!is_mark(code)) {
        *marks = 0;
        return code;
    }
    if (utf8proc_category(code) == UTF8PROC_CATEGORY_ME || ++*marks > 2 * MARKS_MAX)
        return nothing;
    return code;
}

/* text is UTF-8. */
static void fold_valid(struct buffer *out, const char *text, size_t length)
{
    static const utf8proc_option_t options =
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    int32_t some[256], *codes = some;
    utf8proc_ssize_t room = sizeof some / sizeof *some;
    utf8proc_ssize_t count;
    for (;;) {
        size_t marks = 0;
        count = utf8proc_decompose_custom((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length,
                                          codes, room, options, before_decomposition, &marks);
        if (count <= room)
            break;
        room = count;
        codes = memory_resize(codes == some ? NULL : codes, (size_t)room, sizeof *codes);
    }
    if (count > 0) {
        count = (utf8proc_ssize_t)drop_marks(codes, (size_t)count);
        count = utf8proc_normalize_utf32(codes, count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    }
    for (utf8proc_ssize_t i = 0; i < count; i++)
        add_folded_character(out, codes[i]);
    if (codes != some)
        free(codes);
}

void text_fold(struct buffer *out, const char *text, size_t length)
{
    size_t start = out->length;
    if (fold_plainly(out, text, length) == length)
        return;
    /* Marks may belong to the character before them, so the whole text is folded again. */
    out->length = start;
    if (text_valid(text, length)) {
        fold_valid(out, text, length);
        return;
    }
    struct buffer repaired = BUFFER_INIT;
    text_repair(&repaired, text, length);
    fold_valid(out, repaired.data, repaired.length);
    buffer_release(&repaired);
}

void text_fold_name(struct buffer *out, const char *text, size_t length)
{
    struct buffer folded = BUFFER_INIT;
    text_fold(&folded, text, length);
    text_squeeze(out, buffer_text(&folded), folded.length);
    buffer_release(&folded);
}

void text_fold_case(struct buffer *out, const char *text, size_t length)
{
    size_t ascii = 0;
    buffer_reserve(out, length);
    while (ascii < length && (unsigned char)text[ascii] < 0x80) {
        char byte = text[ascii++];
        buffer_add_byte(out, byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
    }
    if (ascii == length)
        return;
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t bytes =
        utf8proc_map((const utf8proc_uint8_t *)text + ascii, (utf8proc_ssize_t)(length - ascii),
                     &folded, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    if (bytes >= 0)
        buffer_add(out, folded, (size_t)bytes);
    else
        buffer_add(out, text + ascii, length - ascii);
    free(folded);
}
