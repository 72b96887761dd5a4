/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "characters.h"

#include <utf8proc.h>

#define O CHARACTER_OTHER
#define L CHARACTER_LETTER
#define D CHARACTER_DIGIT
#define C CHARACTER_CONNECTOR
#define J CHARACTER_JOINS_LETTERS
#define N CHARACTER_JOINS_DIGITS
#define X CHARACTER_SUFFIX
#define B CHARACTER_BEYOND_ASCII
#define SIXTEEN(class)                                                                             \
    class, class, class, class, class, class, class, class, class, class, class, class, class,     \
        class, class, class

/* clang-format off */
const unsigned char character_ascii_class[256] = {
    SIXTEEN(O), SIXTEEN(O),
    O, O, O, X, O, O, J, J, O, O, O, X, N, O, N, O, /* ! " # $ % & ' ( ) * + , - . / */
    D, D, D, D, D, D, D, D, D, D, N, O, O, O, O, O, /* 0 to 9 : ; < = > ? */
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* @ A */
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, C, /* P to Z [ \ ] ^ _ */
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* ` a */
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O, /* p to z { | } ~ DEL */
    SIXTEEN(B), SIXTEEN(B), SIXTEEN(B), SIXTEEN(B), SIXTEEN(B), SIXTEEN(B), SIXTEEN(B), SIXTEEN(B),
};
/* clang-format on */

struct range {
    int32_t first, last;
};

/* Blocks of scripts written without spaces; only the letters in them count. In order. */
static const struct range unspaced_blocks[] = {
    { 0x0E00, 0x0EFF },   /* Thai, Lao */
    { 0x1000, 0x109F },   /* Myanmar */
    { 0x1100, 0x11FF },   /* Hangul letters */
    { 0x1780, 0x17FF },   /* Khmer */
    { 0x2E80, 0x2FDF },   /* Han radicals */
    { 0x3005, 0x303C },   /* Han iteration mark, zero, … */
    { 0x3040, 0x31FF },   /* Hiragana, Katakana, Bopomofo, Hangul letters */
    { 0x3400, 0x4DBF },   /* Han, extension A */
    { 0x4E00, 0x9FFF },   /* Han */
    { 0xA960, 0xA97F },   /* Hangul letters */
    { 0xA9E0, 0xA9FF },   /* Myanmar */
    { 0xAA60, 0xAA7F },   /* Myanmar */
    { 0xAC00, 0xD7FF },   /* Hangul */
    { 0xF900, 0xFAFF },   /* Han, for compatibility */
    { 0xFF66, 0xFFDC },   /* half-width Katakana and Hangul */
    { 0x1AFF0, 0x1B16F }, /* Katakana, Hiragana */
    { 0x20000, 0x3FFFD }, /* Han, extensions B and on */
};

static bool is_unspaced_block(int32_t code)
{
    size_t low = 0, high = sizeof unspaced_blocks / sizeof *unspaced_blocks;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code > unspaced_blocks[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof unspaced_blocks / sizeof *unspaced_blocks &&
           code >= unspaced_blocks[low].first;
}

/* Hangul vowels and finals complete the syllable before them, as half-width sound marks do. */
static bool completes_syllable(int32_t code)
{
    return (code >= 0x1160 && code <= 0x11FF) || (code >= 0xD7B0 && code <= 0xD7FB) ||
           code == 0xFF9E || code == 0xFF9F;
}

/* Not of the category that the table of rules goes by. */
static enum character_class exception_of(int32_t code)
{
    switch (code) {
    case 0xFF06: /* full-width & */
        return CHARACTER_JOINS_LETTERS;
    case 0xFF0E: /* full-width . */
    case 0xFF1A: /* full-width : */
        return CHARACTER_JOINS_DIGITS;
    case 0xFF03: /* full-width # */
    case 0xFF0B: /* full-width + */
        return CHARACTER_SUFFIX;
    case 0x0640: /* Arabic tatweel, which only stretches a word */
        return CHARACTER_IGNORED;
    default:
        return character_is_apostrophe(code) ? CHARACTER_JOINS_LETTERS : CHARACTER_OTHER;
    }
}

/* Whether a symbol of Unicode is a word: not in Latin-1, not the trademark sign, and not a
 * replacement character. */
static bool is_symbol(int32_t code)
{
    return code > 0xFF && code != 0x2122 && code != 0xFFFC && code != 0xFFFD;
}

size_t character_decode(const char *text, size_t length, int32_t *code)
{
    unsigned char byte = (unsigned char)*text;
    if (byte < 0x80) {
        *code = byte;
        return 1;
    }
    utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text,
                                              length < 4 ? (utf8proc_ssize_t)length : 4, code);
    if (bytes > 0)
        return (size_t)bytes;
    *code = -1;
    return 1;
}

enum character_class character_class_of(int32_t code)
{
    if (code < 0)
        return CHARACTER_OTHER;
    if (code < 0x80)
        return character_ascii_class[code];
    if ((code >= 0x4E00 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3))
        return CHARACTER_UNSPACED; /* most of all such text, spared the tables */
    enum character_class exception = exception_of(code);
    if (exception != CHARACTER_OTHER)
        return exception;
    const utf8proc_property_t *property = utf8proc_get_property(code);
    if (property->ignorable) /* a zero-width space still parts words */
        return code == 0x200B ? CHARACTER_OTHER : CHARACTER_IGNORED;
    switch (property->category) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return CHARACTER_MARK;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        if (completes_syllable(code))
            return CHARACTER_MARK;
        return is_unspaced_block(code) ? CHARACTER_UNSPACED : CHARACTER_LETTER;
    case UTF8PROC_CATEGORY_NL:
        return is_unspaced_block(code) ? CHARACTER_UNSPACED : CHARACTER_DIGIT;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NO:
        return CHARACTER_DIGIT;
    case UTF8PROC_CATEGORY_PC:
        return CHARACTER_CONNECTOR;
    case UTF8PROC_CATEGORY_SO:
        if (code >= 0x2E80 && code <= 0x2FDF) /* radicals, which a PDF gives for the characters */
            return CHARACTER_UNSPACED;
        return is_symbol(code) ? CHARACTER_SYMBOL : CHARACTER_OTHER;
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SM:
        return is_symbol(code) ? CHARACTER_SYMBOL : CHARACTER_OTHER;
    default:
        return CHARACTER_OTHER;
    }
}

bool character_is_apostrophe(int32_t code)
{
    switch (code) {
    case '\'':
    case 0x00B4: /* acute accent, typed for an apostrophe */
    case 0x02BB:
    case 0x02BC:
    case 0x02BD:
    case 0x05F3: /* Hebrew geresh */
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xFF07:
        return true;
    default:
        return false;
    }
}

bool character_is_hyphen(int32_t code)
{
    return code == '-' || code == 0x2010 || code == 0x2011 || code == 0xFF0D;
}

bool character_is_space(int32_t code)
{
    return (code >= '\t' && code <= '\r') || code == ' ' || code == 0x85 || code == 0xA0 ||
           code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
           code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}
