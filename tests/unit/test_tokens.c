/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words: what is one, what stands beside it, and where. */
#include <stdlib.h>

#include "tap.h"
#include "text.h"
#include "tokens.h"

/* All tokens of text as "word@1 ~compound@1 人@2 =人工@2 /part@3 _whole@3 !symbol@3". */
static void describe(struct buffer *out, const char *text, size_t length)
{
    static const char *const signs[] = {
        [TOKEN_WORD] = "",  [TOKEN_COMPOUND] = "~", [TOKEN_UNIGRAM] = "", [TOKEN_BIGRAM] = "=",
        [TOKEN_PART] = "/", [TOKEN_WHOLE] = "_",    [TOKEN_SYMBOL] = "!",
    };
    struct tokens tokens;
    struct token token;
    tokens_init(&tokens, text, length);
    while (tokens_next(&tokens, &token))
        buffer_printf(out, "%s%s%s@%u", out->length ? " " : "", signs[token.kind], token.term,
                      (unsigned)token.position);
    tokens_release(&tokens);
}

static void are_words(const char *text, const char *want)
{
    struct buffer out = BUFFER_INIT;
    describe(&out, text, strlen(text));
    if (!tap_ok(strcmp(buffer_text(&out), want) == 0, "the tokens of '%s' are right", text))
        tap_note("got '%s', want '%s'", buffer_text(&out), want);
    buffer_release(&out);
}

static void test_words(void)
{
    are_words("", "");
    are_words(" \t -- ... ", "");
    are_words("PyTorch Azure", "pytorch@1 azure@2");
    are_words("power-apps", "power@1 _power-apps@1 apps@2");
    are_words("GPT-4 3.5-turbo", "gpt@1 _gpt-4@1 4@2 3.5@3 _3.5-turbo@3 turbo@4");
    are_words("foo_bar __init__ _so_ ___", "foo@1 _foo_bar@1 bar@2 init@3 so@4");
    are_words("don't don\u2019t don\u02BCt", "don't@1 don't@2 don't@3");
    are_words("'quoted' rock 'n' roll '90s dogs'", "quoted@1 rock@2 n@3 roll@4 90s@5 dogs@6");
    are_words("AT&T R&D a & b 1&2 x&", "at&t@1 r&d@2 a@3 b@4 1@5 2@6 x@7");
    are_words("a@b.com", "a@1 b@2 _b.com@2 com@3 ~.com@3");
    are_words("https://www.example.com/a/b?c=1&d=2",
              "https@1 www@2 _www.example.com@2 example@3 ~.example@3 com@4 ~.com@4 a@5 b@6 c@7 "
              "1@8 d@9 2@10");
}

static void test_numbers(void)
{
    are_words("3.5 1,000 10,000,000 16:9 v1.2.3", "3.5@1 1,000@2 10,000,000@3 16:9@4 v1.2.3@5");
    are_words("3. 5 1..2 .5 6, -7 $8.50", "3@1 5@2 1@3 2@4 5@5 6@6 7@7 8.50@8");
    are_words("2021-06-27T06:09", "2021@1 _2021-06-27t06:09@1 06@2 27t06:09@3");
    are_words("\uFF13\uFF0E\uFF15 \uFF11\uFF16\uFF1A\uFF19", "3.5@1 16:9@2");
}

static void test_suffixes(void)
{
    are_words("C++ C# F#, (C++) c++.", "c++@1 c#@2 f#@3 c++@4 c++@5");
    are_words("C++17 C#9", "c++@1 17@2 c#@3 9@4");
    are_words("a+b a++b 1+1=2 a+1 C++++", "a@1 b@2 a@3 b@4 1@5 1@6 2@7 a@8 1@9 c@10");
    are_words("10+ apps #AI", "10@1 apps@2 ai@3");
    are_words("Disney+ notepad++ 4K+", "disney@1 ~disney+@1 notepad@2 ~notepad++@2 4k@3 ~4k+@3");
    are_words("C++语言", "c++@1 语@2 =语言@2 言@3");
    are_words("\uFF23\uFF0B\uFF0B", "c++@1");
}

static void test_compounds(void)
{
    are_words(".NET ASP.NET node.js",
              "net@1 ~.net@1 asp@2 _asp.net@2 net@3 ~.net@3 node@4 _node.js@4 js@5 ~.js@5");
    are_words("end.Next ...and ..c .5", "end@1 _end.next@1 next@2 ~.next@2 and@3 c@4 5@5");
    are_words("e-mail x-ray F-16",
              "e@1 ~email@1 _e-mail@1 mail@2 x@3 ~xray@3 _x-ray@3 ray@4 f@5 ~f16@5 _f-16@5 16@6");
    are_words("E\u2010Mail's e- mail e--mail 7-up",
              "e@1 ~email's@1 _e-mail's@1 mail's@2 /mail@2 e@3 mail@4 e@5 mail@6 7@7 _7-up@7 up@8");
    are_words("U.S.A. A.I. J. K. x", "u@1 ~usa@1 s@2 a@3 a@4 ~ai@4 i@5 j@6 k@7 x@8");
    are_words(".e-mail c++.d U.S.-based",
              "e@1 ~email@1 _e-mail@1 mail@2 c++@3 d@4 u@5 ~us@5 s@6 based@7");
    are_words(".NET+", "net@1 ~.net@1 ~net+@1");
}

static void test_scripts(void)
{
    are_words("Caf\u00E9 Cafe\u0301", "cafe@1 cafe@2");
    are_words("\uFF30\uFF59 \uFB01ne Stra\u00DFe \u0130stanbul",
              "py@1 fine@2 strasse@3 istanbul@4");
    are_words("Ο Σίσυφος ΣΙΣΥΦΟΣ", "ο@1 σισυφοσ@2 σισυφοσ@3");
    are_words("Ёжик и поиск", "ежик@1 и@2 поиск@3");
    are_words("co\u00ADop \u200Bzero\u200Bwidth \uFEFFbom می\u200Cخواهم",
              "coop@1 zero@2 width@3 bom@4 میخواهم@5");
    are_words("السَّلام عليكم، שָׁלוֹם", "السلام@1 عليكم@2 שלום@3");
    are_words("हिन्दी में खोज", "हिन्दी@1 में@2 खोज@3");
    are_words("H\u2082O m\u00B2 \u00BD", "h2o@1 m2@2 1\u20442@3");
    are_words("\u0301\u0301 a", "a@1");
}

static void test_names(void)
{
    are_words("RESTAURANT_SIGNALS refresh_token_rotation",
              "restaurant@1 _restaurant_signals@1 signals@2 refresh@3 _refresh_token_rotation@3 "
              "token@4 rotation@5");
    are_words("a__b kebab-case- .dotted.names. 1_2 2021-06-27",
              "a@1 _a__b@1 b@2 kebab@3 _kebab-case@3 case@4 dotted@5 ~.dotted@5 _dotted.names@5 "
              "names@6 ~.names@6 1@7 _1_2@7 2@8 2021@9 06@10 27@11");
    are_words("foo.bar_baz-qux x/y u.s.a.",
              "foo@1 _foo.bar_baz-qux@1 bar@2 ~.bar@2 baz@3 qux@4 x@5 y@6 u@7 ~usa@7 s@8 a@9");
    are_words("1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16-a",
              "1@1 2@2 3@3 4@4 5@5 6@6 7@7 8@8 9@9 10@10 11@11 12@12 13@13 14@14 15@15 16@16 a@17");
    are_words("KDE\u2019s dogs' l'homme I'm we're rock'n'roll O'Reilly's",
              "kde's@1 /kde@1 dogs@2 l'homme@3 /homme@3 i'm@4 we're@5 rock'n'roll@6 /roll@6 "
              "o'reilly's@7 /o'reilly@7");
}

static void test_symbols(void)
{
    are_words("😀 ok👍🏽 ❤️ ™ →", "!😀@0 ok@1 !👍🏽@1 !❤@1 !→@1");
    are_words("Microsoft® Azure™ © 20°C", "microsoft@1 azure@2 20@3 c@4");
    are_words("🇩🇪🇫🇷🇪", "!🇩🇪@0 !🇫🇷@0 !🇪@0");
    are_words("👩‍💻 👨‍👩‍👧👩 🏳️‍🌈",
              "!👩💻@0 !👨👩👧@0 !👩@0 !🏳🌈@0");
    are_words("1️⃣2\u20E3 #️⃣ step1 step2️⃣ x",
              "!1\u20E3@0 !2\u20E3@0 !#\u20E3@0 step1@1 step2@2 /step@2 !2\u20E3@2 x@3");
    are_words("\U0001F3F4\U000E0067\U000E0062\U000E007F \U0001F3F4",
              "!\U0001F3F4\U000E0067\U000E0062\U000E007F@0 !\U0001F3F4@0");
    are_words("5€ €5 a→b ₿ ∑x ½",
              "5@1 !€@1 !€@1 5@2 a@3 !→@3 b@4 !₿@4 !∑@4 x@5 1\u20442@6");
    are_words("+ < = > | ~ ^ $ ¢ £ ± × ÷ ¬ ¦ © ® ° \uFFFD \uFFFC \uFE0F \u200D", "");
    are_words("\u2665\uFE0E \u2665\uFE0F \u2665", "!\u2665@0 !\u2665@0 !\u2665@0");
    are_words("№ ㎏ Ⓐ ⓐ ❶ ＄", "!№@0 !㎏@0 !ⓐ@0 !ⓐ@0 ❶@1 !＄@1");
    are_words("人→工", "人@1 !→@1 工@2");
}

static void test_unspaced(void)
{
    are_words("AI人工智能2021", "ai@1 人@2 =人工@2 工@3 =工智@3 智@4 =智能@4 能@5 2021@6");
    are_words("人，工", "人@1 工@2");
    are_words("ラーメン", "ラ@1 =ラー@1 ー@2 =ーメ@2 メ@3 =メン@3 ン@4");
    are_words("人々", "人@1 =人々@1 々@2");
    are_words("ｶﾞｷ か\u3099", "ガ@1 =ガキ@1 キ@2 が@3");
    are_words("한국 \u1112\u1161\u11AB\u1100\u116E\u11A8", "한@1 =한국@1 국@2 한@3 =한국@3 국@4");
    are_words("ดีไทย", "ดี@1 =ดีไ@1 ไ@2 =ไท@2 ท@3 =ทย@3 ย@4");
    are_words("๒๕๖๔", "๒๕๖๔@1");
    are_words("\u2F08", "人@1"); /* a radical, for the character it looks like */
}

static void test_broken(void)
{
    struct buffer out = BUFFER_INIT;
    describe(&out,
             "a\0b\xFF"
             "c\xE4\xBA"
             "d\xC3",
             9);
    tap_is_text(out.data, "a@1 b@2 c@3 d@4", "NUL and bytes that are not UTF-8 part words");
    buffer_clear(&out);
    describe(&out,
             "人\xE5\xB7"
             "工\0工",
             12);
    tap_is_text(out.data, "人@1 工@2 工@3", "bytes that are not UTF-8 part characters");
    buffer_clear(&out);
    describe(&out, "node.js", 6);
    tap_is_text(out.data, "node@1 _node.j@1 j@2", "nothing is read past the end");
    buffer_release(&out);
}

static void test_long(void)
{
    static char text[100000];
    struct tokens tokens;
    struct token token;
    memset(text, 'A', sizeof text);
    tokens_init(&tokens, text, sizeof text);
    tap_ok(tokens_next(&tokens, &token) && token.length == sizeof text && token.term[0] == 'a',
           "a word of 100,000 letters is one");
    tap_ok(!tokens_next(&tokens, &token), "a word of a megabyte is the only token");
    tokens_release(&tokens);

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "a."[i % 2];
    tokens_init(&tokens, text, sizeof text);
    size_t words = 0, compounds = 0;
    while (tokens_next(&tokens, &token))
        *(token.kind == TOKEN_WORD ? &words : &compounds) += 1;
    tap_ok(words == sizeof text / 2 && compounds == 1, "50,000 initials make one compound");
    tokens_release(&tokens);
}

static bool is_from_slice(const struct token *token, const char *text, struct buffer *folded)
{
    buffer_clear(folded);
    text_fold(folded, text + token->start, token->end - token->start);
    return folded->length == token->length &&
           memcmp(buffer_text(folded), token->term, token->length) == 0;
}

/* Whether it is none that stands beside another. */
static bool is_first(const struct token *token)
{
    return token->kind == TOKEN_WORD || token->kind == TOKEN_UNIGRAM || token->kind == TOKEN_SYMBOL;
}

/* Whatever the text, tokens keep what the header promises. */
static void test_any_text(void)
{
    static const char *const parts[] = {
        "a",      "B",        "7",      ".",          "-",
        "+",      "#",        "'",      "&",          "_",
        ",",      " ",        "é",      "e\u0301",    "ß",
        "人",     "か",       "\u3099", "한",         "\u1100\u1161",
        "ก",      "ี",         "\u00AD", "\u200D",     "\u0640",
        "\xFF",   "\xE4\xBA", "\uFF0B", "\u2019",     "İ",
        "ﷺ",      "\uFE71",   "😀",      "ʼn",         "½",
        "\u3164", "\uFE0F",   "\u20E3", "\U0001F3FD", "\U0001F1E9",
        "→",
    };
    struct buffer text = BUFFER_INIT, folded = BUFFER_INIT;
    unsigned random = 7;
    long empty = 0, foreign = 0, back = 0, outside = 0;
    for (int i = 0; i < 100000; i++) {
        buffer_clear(&text);
        for (int j = 0; j < 8; j++) {
            random = random * 1664525 + 1013904223;
            buffer_add_text(&text, parts[(random >> 8) % (sizeof parts / sizeof *parts)]);
        }
        /* A copy of its own length, so that a sanitizer sees the end. */
        char *exact = malloc(text.length);
        memcpy(exact, text.data, text.length);
        struct tokens tokens;
        struct token token;
        size_t last_start = 0;
        uint32_t last_position = 0;
        tokens_init(&tokens, exact, text.length);
        while (tokens_next(&tokens, &token)) {
            empty += token.length == 0;
            outside += token.end > text.length || token.start >= token.end;
            foreign += token.kind != TOKEN_COMPOUND && token.kind != TOKEN_SYMBOL &&
                       !is_from_slice(&token, exact, &folded);
            back += token.position < last_position || token.position > last_position + 1 ||
                    (is_first(&token) && token.start < last_start);
            last_position = token.position;
            last_start = is_first(&token) ? token.start : last_start;
        }
        tokens_release(&tokens);
        free(exact);
    }
    tap_is_number(empty, 0, "no term is empty");
    tap_is_number(foreign, 0, "a term is its slice, folded");
    tap_is_number(back, 0, "positions and places go forward");
    tap_is_number(outside, 0, "a slice lies in the text");
    buffer_release(&text);
    buffer_release(&folded);
}

int main(void)
{
    test_words();
    test_numbers();
    test_suffixes();
    test_compounds();
    test_scripts();
    test_names();
    test_symbols();
    test_unspaced();
    test_broken();
    test_long();
    test_any_text();
    return tap_done();
}
