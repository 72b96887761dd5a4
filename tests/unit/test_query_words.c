/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_query_words.c: words that carry punctuation, of other scripts, and wildcards: how each is
 * understood, and what it finds. */
#include "query_fixture.h"

static const struct told_article articles[] = {
    { "mail", "Send email now", { 0 } },
    { "e-mail", "Send e-mail now", { 0 } },
    { "usa", "Made in USA", { 0 } },
    { "u.s.a", "Made in U.S.A. today", { 0 } },
    { "us", "Tell us more", { 0 } },
    { "u.s", "The U.S. economy", { 0 } },
    { "disney", "Disney parks", { 0 } },
    { "disney+", "Disney+ launches", { 0 } },
    { "c", "The C language", { 0 } },
    { "c++", "The C++ language", { 0 } },
    { "c#", "The C# language", { 0 } },
    { "net", "The net result", { 0 } },
    { "dotnet", ".NET 5 released", { 0 } },
    { "asp", "ASP.NET Core", { 0 } },
    { "node", "Node.js 12", { 0 } },
    { "node-js", "Node JS again", { 0 } },
    { "apps", "Power Apps news", { 0 } },
    { "power-apps", "All power-apps", { 0 } },
    { "att", "AT&T deal", { 0 } },
    { "rd", "R&D budget", { 0 } },
    { "dont", "Don\xE2\x80\x99t panic", { 0 } },
    { "weiruan", "微软公司发布新产品", { 0 } },
    { "yun", "微软 Azure 云", { 0 } },
    { "kana", "マイクロソフトは新製品を発表", { 0 } },
    { "hangul", "마이크로소프트 애저", { 0 } },
    { "wide", "Ｍｉｃｒｏｓｏｆｔ １２３", { 0 } },
    { "ligature", "ﬁnal eﬀort", { 0 } },
    { "cafe", "Café déjà vu", { 0 } },
    { "gpt", "GPT-4 is here", { 0 } },
    { "pi", "Version 3.5 out", { 0 } },
    { "many", "10,000 users", { 0 } },
    { "ratio", "Ratio 16:9 video", { 0 } },
    { "strasse", "Große Straße", { 0 } },
    { "jobs", "IT jobs", { 0 } },
    { "it", "Make it work", { 0 } },
    { "url", "See http://x.y/z for more", { 0 } },
    { "foo", "foo:bar baz", { 0 } },
    { "jackson", "Jackson's five", { 0 } },
    { "f-16", "F-16 jets", { 0 } },
    { "snake", "snake_case_name", { 0 } },
    { "covid", "COVID-19 cases", { 0 } },
    { "learn", "Deep learning with deep nets", { 0 } },
    { "who", "To be or not to be", { 0 } },
    { "signals", "Read RESTAURANT_SIGNALS first", { 0 } },
    { "rotation", "A refresh_token_rotation flag", { 0 } },
    { "spelled", "Their refresh token rotation flag", { 0 } },
    { "kde", "KDE’s plasma", { 0 } },
    { "homme", "L’homme machine", { 0 } },
    { "volcano", "🌋 iPhone ❤️ erupts", { "excerpt=new 🌋 phone" } },
    { "sale", "iPhone sale 👩‍💻 1️⃣", { 0 } },
    { "marks", "Microsoft® Azure™ 🇩🇪 review", { 0 } },
    { "euro", "Costs €5, i.e. 5→6", { 0 } },
};

/* What query_describe says (in quotes: searched as it is, not by its stem), and what is found. */
struct row {
    const char *query, *described, *found;
};

static const struct row words[] = {
    { "e-mail", "\"e mail\"|email", "e-mail mail" },
    { "\"e-mail\"", "\"e mail\"|email", "e-mail mail" },
    { "send e-mail", "send AND \"e mail\"|email", "e-mail mail" },
    { "\"send e-mail now\"", "\"send e mail now\"", "e-mail mail" },
    { "\"U.S. economy\"", "\"u s economy\"", "u.s" },
    { "us economy", "economy (left out: us)", "u.s" },
    { "Disney", "disney", "disney disney+" },
    { "Disney+", "\"disney+\"", "disney+" },
    { "\"Disney+\"", "\"disney+\"", "disney+" },
    { "C", "c", "c" },
    { "c++", "c++", "c++" },
    { "C#", "c#", "c#" },
    { "\"C++\"", "\"c++\"", "c++" },
    { "C+", "c+", "" },
    { ".NET", "\".net\"", "asp dotnet" },
    { ".net", "\".net\"", "asp dotnet" },
    { "\".NET 5\"", "\".net 5\"", "dotnet" },
    { "\".NET\"", "\".net\"", "asp dotnet" },
    { "net", "net", "asp dotnet learn net" },
    { "ASP.NET", "\"asp net\"", "asp" },
    { "node.js", "\"node js\"", "node node-js" },
    { "\"node js\"", "\"node js\"", "node node-js" },
    { "Node.JS", "\"node js\"", "node node-js" },
    { "power-apps", "\"power apps\"", "apps power-apps" },
    { "\"Power Apps\"", "\"power apps\"", "apps power-apps" },
    { "power–apps", "\"power apps\"", "apps power-apps" },
    { "Power   apps", "power AND apps", "apps power-apps" },
    { "AT&T", "at&t", "att" },
    { "at&t", "at&t", "att" },
    { "R&D", "r&d", "rd" },
    { "r & d", "r AND d", "" },
    { "don't", "don't", "dont" },
    { "don’t", "don't", "dont" },
    { "DON'T", "don't", "dont" },
    { "微软", "\"微软\"", "weiruan yun" },
    { "软公", "\"软公\"", "weiruan" },
    { "微", "\"微\"", "weiruan yun" },
    { "公司发布", "\"公司发布\"", "weiruan" },
    { "微软公司Azure", "\"微软公司azure\"", "" },
    { "微软 azure", "\"微软\" AND azure", "yun" },
    { "\"微软 azure\"", "\"微软 azure\"", "yun" },
    { "新製品", "\"新製品\"", "kana" },
    { "マイクロ", "\"マイクロ\"", "kana" },
    { "마이크로", "\"마이크로\"", "hangul" },
    { "Microsoft", "microsoft", "marks wide" },
    { "ｍｉｃｒｏｓｏｆｔ", "microsoft", "marks wide" },
    { "123", "123", "wide" },
    { "final", "final", "ligature" },
    { "eﬀort", "effort", "ligature" },
    { "cafe", "cafe", "cafe" },
    { "CAFÉ", "cafe", "cafe" },
    { "deja-vu", "\"deja vu\"", "cafe" },
    { "GPT-4", "\"gpt 4\"", "gpt" },
    { "gpt", "gpt", "gpt" },
    { "3.5", "3.5", "pi" },
    { "10,000", "10,000", "many" },
    { "16:9", "16:9", "ratio" },
    { "12:30", "12:30", "" },
    { "strasse", "strasse", "strasse" },
    { "STRASSE", "strasse", "strasse" },
    { "IT jobs", "it AND jobs", "jobs" },
    { "it jobs", "jobs (left out: it)", "jobs" },
    { "http://x.y/z", "\"http x y z\"", "url" },
    { "x.y", "\"x y\"|xy", "url" },
    { "foo:bar", "\"foo bar\"", "foo" },
    { "C:\\x", "\"c x\"", "" },
    { "Re:", "re", "" },
    { "jackson", "jackson", "jackson" },
    { "jackson's", "jackson's", "jackson" },
    { "F-16", "\"f 16\"|f16", "f-16" },
    { "snake_case_name", "\"snake case name\"", "snake" },
    { "snake-case-name", "\"snake case name\"", "snake" },
    { "case", "case", "covid snake" },
    { "signals", "signals", "signals" },
    { "signal", "signal", "signals" },
    { "restaurant_signals", "\"restaurant signals\"", "signals" },
    { "\"read restaurant signals first\"", "\"read restaurant signals first\"", "signals" },
    { "token", "token", "rotation spelled" },
    { "refresh_token_rotation", "\"refresh token rotation\"", "rotation spelled" },
    { "\"token_rotation flag\"", "\"token rotation flag\"", "rotation spelled" },
    { "KDE", "kde", "kde" },
    { "\"KDE\"", "\"kde\"", "kde" },
    { "\"kde plasma\"", "\"kde plasma\"", "kde" },
    { "\"KDE's\"", "\"kde's\"", "kde" },
    { "homme", "homme", "homme" },
    { "l'homme", "l'homme", "homme" },
    { "🌋", "🌋", "volcano" },
    { "\"🌋\"", "🌋", "volcano" },
    { "🌋 iphone", "🌋 AND iphone", "volcano" },
    { "iphone -🌋", "iphone AND NOT 🌋", "sale" },
    { "iphone🌋", "(iphone AND 🌋)", "volcano" },
    { "\"iphone erupts\"", "\"iphone erupts\"", "volcano" },
    { "\"iphone 🌋 erupts\"", "(\"iphone erupts\" AND 🌋)", "volcano" },
    { "❤", "❤", "volcano" },
    { "❤️", "❤", "volcano" },
    { "excerpt:🌋", "excerpt:🌋", "volcano" },
    { "excerpt:\"new phone 🌋\"", "(excerpt:\"new phone\" AND excerpt:🌋)", "volcano" },
    { "excerpt:❤", "excerpt:❤", "" },
    { "👩", "👩", "" },
    { "👩‍💻", "👩💻", "sale" },
    { "1️⃣", "1\u20E3", "sale" },
    { "1", "1", "" },
    { "\"microsoft azure review\"", "\"microsoft azure review\"", "marks" },
    { "Microsoft® Azure™", "microsoft AND azure", "marks" },
    { "🇩🇪", "🇩🇪", "marks" },
    { "🇩", "🇩", "" },
    { "€5", "(5 AND €)", "euro" },
    { "→", "→", "euro" },
    { "COVID-19", "\"covid 19\"", "covid" },
    { "to be or not to be", "to AND be AND or AND not AND to AND be", "who" },
    { "the deep", "deep (left out: the)", "learn" },
    { "deep, the: (net)", "deep AND net (left out: the)", "learn" },
    { "the", "the", "c c# c++ net u.s" },
    { "+the deep", "+the AND deep", "" },
    { "\"the\"", "\"the\"", "c c# c++ net u.s" },
    { "& deep", "deep", "learn" },
    { "- deep", "deep", "learn" },
    { "'deep'", "deep", "learn" },
    { "“deep learning”", "\"deep learning\"", "learn" },
    { "„deep learning“", "\"deep learning\"", "learn" },
    { "«deep learning»", "\"deep learning\"", "learn" },
    { "\"deep\" \"nets\"", "\"deep\" AND \"nets\"", "learn" },
    { "user@example.com", "\"user example com\"", "" },
    { "5'", "5", "dotnet euro" },
    { "a/b", "\"a b\"", "" },
    { "hashtag#", "\"hashtag#\"", "" },
    { "#deep", "deep", "learn" },
    { "deep!", "deep", "learn" },
    { "¿deep?", "deep", "learn" },
    { "deep;nets", "\"deep nets\"", "learn" },
    { "<deep>", "deep", "learn" },
    { "$deep", "deep", "learn" },
    { "100%", "100", "" },
    { "½", "1⁄2", "" },
};

static const struct row wildcards[] = {
    { "dis*", "dis*", "disney disney+" },
    { "DIS*", "dis*", "disney disney+" },
    { "*ney", "*ney", "disney disney+" },
    { "*isne*", "*isne*", "disney disney+" },
    { "d*y", "d*y", "disney disney+" },
    { "c*", "c*", "asp c c# c++ cafe covid euro snake" },
    { "caf*", "caf*", "cafe" },
    { "CAFÉ*", "cafe*", "cafe" },
    { "*fé", "*fe", "cafe" },
    { "ｍｉｃｒｏ*", "micro*", "marks wide" },
    { "ﬁn*", "fin*", "ligature" },
    { "stra*", "stra*", "strasse" },
    { "straß*", "strass*", "strasse" },
    { "3.*", "3.*", "pi" },
    { "10,*", "10,*", "many" },
    { "don’*", "don'*", "dont" },
    { "don't*", "don't*", "dont" },
    { ".ne*", ".ne*", "asp dotnet" },
    { "*.net", "*.net", "asp dotnet" },
    { "as*.net", "\"as* net\"", "asp" },
    { "asp.*.net", "asp.*.net", "" },
    { "c+*", "c+*", "c++" },
    { "at&*", "at&*", "att" },
    { "snake*", "snake*", "snake" },
    { "*_name", "*_name", "snake" },
    { "snake_*", "snake_*", "snake" },
    { "snake_*_name", "snake_*_name", "snake" },
    { "snake_case_*", "snake_case_*", "snake" },
    { "sna*name", "sna*name", "snake" },
    { "\"snake ca* name\"", "\"snake ca* name\"", "snake" },
    { "snake_ca*", "\"snake ca*\"", "snake" },
    { "power-*", "power-*", "power-apps" },
    { "*-apps", "*-apps", "power-apps" },
    { "*_*-apps", "*_*-apps", "" },
    { "title:node.*", "title:node.*", "node" },
    { "refresh_tok*", "\"refresh tok*\"", "rotation spelled" },
    { "*token*", "*token*", "rotation spelled" },
    { "RESTAURANT_*", "restaurant_*", "signals" },
    { "*case*", "*case*", "covid snake" },
    { "power-ap*", "\"power ap*\"", "apps power-apps" },
    { "pow*-apps", "\"pow* apps\"", "apps power-apps" },
    { "*er-apps", "\"*er apps\"", "apps power-apps" },
    { "po*r-ap*", "\"po*r ap*\"", "apps power-apps" },
    { "\"deep learn*\"", "\"deep learn*\"", "learn" },
    { "\"deep l* with\"", "\"deep l* with\"", "learn" },
    { "\"*eep learning\"", "\"*eep learning\"", "learn" },
    { "\"dis*\"", "dis*", "disney disney+" },
    { "* deep", "deep", "learn" },
    { "**deep**", "*deep*", "learn" },
    { "微*", "\"微*\"", "weiruan yun" },
    { "微软*", "\"微软*\"", "weiruan yun" },
    { "zzz*", "zzz*", "" },
    { "\"deep zzz*\"", "\"deep zzz*\"", "" },
    { "node.*", "node.*", "node" },
    { "path:e-*", "path:e", "e-mail" },
    { "deep*nets", "deep*nets", "" },
    { "foo/*", "foo", "foo" },
    { "title:dis*", "title:dis*", "disney disney+" },
    { "title:*sney", "title:*sney", "disney disney+" },
    { "d* NEAR nets", "d* NEAR/10 nets", "learn" },
};

static void test_rows(struct fixture *fixture, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char name[200];
        char *described = describe(fixture, rows[i].query);
        snprintf(name, sizeof name, "%s is understood", rows[i].query);
        tap_is_text(described, rows[i].described, name);
        snprintf(name, sizeof name, "%s finds what it should", rows[i].query);
        tap_is_text(find(fixture, rows[i].query), rows[i].found, name);
        free(described);
    }
}

/* A compound is found by its parts and by itself, but what has a + or # not by what has none. */
static void test_compounds(struct fixture *fixture)
{
    tap_is_text(find(fixture, "U.S.A."), "u.s.a usa", "initials find the word without dots");
    tap_is_text(find(fixture, "U.S."), "u.s u.s.a", "but the pronoun us is no country");
    fixture->options.stop_words = NULL;
    tap_is_text(find(fixture, "U.S. economy"), "u.s", "unless there is no stop list");
    fixture->options.stop_words = stop_words_of("english");
}

static void test_warnings(struct fixture *fixture)
{
    static const struct {
        const char *query, *warning;
    } rows[] = {
        { "foo:bar",
          "there is no field foo, so foo:bar is searched as text; the fields are title, "
          "excerpt, body, topic, provider, site, author, category, type, lang, date, url, "
          "quality, heat, published, related, path" },
        { "de*_*", "" },
        { "*️⃣", "" },
        { "foo/*", "a * that touches no word is left out: foo/*" },
        { "path:e-*", "a * that touches no word is left out: path:e-*" },
        { "node.*", "" },
        { "*-apps", "" },
        { "snake_*_name", "" },
        { "\"deep * nets\"", "a * that touches no word is left out: \"deep * nets\"" },
        { "deep or nets",
          "or in small letters is a word like any other; for either word write OR" },
        { "deep Not nets", "Not in small letters is a word like any other; to exclude what follows "
                           "write NOT or -" },
        { "deep ｏｒ (nets)",
          "ｏｒ in small letters is a word like any other; for either word write "
          "OR" },
        { "deep near/5 nets",
          "near/5 is not an operator here; for words near each other write NEAR/5" },
        { "deep W/5 nets", "W/5 is not an operator here; for words near each other write NEAR/5" },
        { "/deep/i", "/deep/i is searched as text; a regular expression is written title:/deep/" },
        { "deep.*nets",
          "deep.*nets is searched as text; a regular expression is written title:/deep.*nets/" },
        { "[a-d]eep",
          "[a-d]eep is searched as text; a regular expression is written title:/[a-d]eep/" },
        { "\\bdeep",
          "\\bdeep is searched as text; a regular expression is written title:/\\bdeep/" },
        { "/usr/lib/", "" },
        { "#deep", "#deep is searched as a word; for the topic write topic:deep" },
        { "#1", "" },
        { ">80", "> is left out; a range belongs to a field: quality:80.." },
        { "~deep", "~ has no meaning here and is ignored: ~deep" },
        { "topic:deep,nets", "deep,nets is one name; for both write topic:deep topic:nets" },
        { "topic:\"deep,nets\"", "" },
        { "or nets", "" },
        { "\"deep or nets\"", "" },
        { "deep OR nets", "" },
        { "deep -NOT nets", "NOT after - is a word like any other; an operator has no sign" },
        { "deep +OR nets", "OR after + is a word like any other; an operator has no sign" },
        { "topic:deep and topic:nets",
          "and in small letters is a word like any other; to join filters leave it out" },
        { "deep and nets", "" },
        { "caf\xE9",
          "the byte 0xE9 is not UTF-8, so it matches nothing; write the character in UTF-8" },
        { "de\\*p", "a backslash does not change what * means: it matches any letters" },
        { "\"de\\*p\"", "a backslash does not change what * means: it matches any letters" },
        { "deep$", "$ has no meaning here and is ignored: deep$" },
        { "US$ 5", "" },
        { "(?i)deep",
          "?i is searched as text; flags are written after a regular expression: title:/azure/i" },
        { "[quality:80]", "[ ] have no meaning here; write quality:80" },
        { "web3:deep",
          "there is no field web3, so web3:deep is searched as text; the fields are title, "
          "excerpt, body, topic, provider, site, author, category, type, lang, date, url, "
          "quality, heat, published, related, path" },
        { "review-of:deep",
          "there is no field review-of, so review-of:deep is searched as text; the fields are "
          "title, "
          "excerpt, body, topic, provider, site, author, category, type, lang, date, url, "
          "quality, heat, published, related, path" },
        { "'deep nets'",
          "single quotation marks do not make a phrase; for a phrase write \"deep nets\"" },
        { "‘deep with nets’",
          "single quotation marks do not make a phrase; for a phrase write \"deep with nets\"" },
        { "'deep' nets", "" },
        { "te?t", "? does not match a letter; * matches any number of letters: te*t" },
        { "%deep%", "% matches nothing; * matches any letters: *deep*" },
        { "50..100", "a range belongs to a field; write quality:50..100 or date:50..100" },
        { "deep & nets", "& is left out, because it contains no word" },
        { "deep -& nets", "-& is left out, because it contains no word" },
        { "- deep", "- is left out, because it contains no word; write a sign directly before its "
                    "word: -word" },
        { "what?", "" },
        { "http://x.y/z?a=b", "" },
        { "AT&T C++ .NET power-apps 3.5", "" },
        { "http://x.y/z", "" },
        { "16:9", "" },
        { "Re:", "" },
        { "C:\\x", "" },
        { "std::vector", "" },
        { "* deep", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char name[100];
        fixture->warning[0] = '\0';
        find(fixture, rows[i].query);
        snprintf(name, sizeof name, "%s warns as it should", rows[i].query);
        tap_is_text(fixture->warning, rows[i].warning, name);
    }
    fixture->warning[0] = '\0';
    find(fixture, "before:2021");
    tap_ok(strstr(fixture->warning, "did you mean date:..2021? The fields are title, excerpt"),
           "a prefix of another tool is translated");
    find(fixture, "Titel:deep");
    tap_ok(strstr(fixture->warning, "did you mean title:deep? The fields are title, excerpt"),
           "a mistyped prefix is asked about");
    find(fixture, "allintitle: deep nets");
    tap_ok(strstr(fixture->warning, "did you mean title:deep? The fields are title, excerpt"),
           "a prefix of another tool is translated with a space after its colon, too");
    fixture->warning[0] = '\0';
    find(fixture, "foo:\"bar baz\"");
    tap_ok(strstr(fixture->warning, "no field foo") != NULL, "also before a quotation mark");
}

/* One wildcard may stand for 1,000 words and no more, all of a query for 20,000. */
static void test_limit(struct fixture *fixture)
{
    tap_is_text(find(fixture, "zu*9"), "many-words", "a wildcard within the limit");
    tap_is_text(find(fixture, "deep OR zu*"),
                "zu* matches 1100 words, more than the limit of 1000; write more letters\n"
                "deep OR zu*\n"
                "        ^",
                "a wildcard past the limit");
    struct buffer query = BUFFER_INIT;
    for (int i = 0; i < 20; i++)
        buffer_add_text(&query, "zu1* ");
    tap_is_text(find(fixture, query.data), "many-words", "wildcards for 20,000 words together");
    buffer_add_text(&query, "zu1999*");
    tap_ok(strstr(find(fixture, query.data),
                  "with this one the wildcards and fields of the query match 20001 words, more "
                  "than the limit of 20000; write fewer, or more of each\n"),
           "wildcards for more words together are an error");
    buffer_release(&query);
}

static void add_many_words(struct fixture *fixture)
{
    struct buffer body = BUFFER_INIT;
    buffer_add_text(&body, "body=");
    for (int i = 1000; i < 2100; i++)
        buffer_printf(&body, "zu%d ", i);
    struct told_article many = { "many-words", "A list", { body.data } };
    fixture_add(fixture, &many);
    buffer_release(&body);
}

int main(void)
{
    struct fixture fixture;
    fixture_begin(&fixture);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        fixture_add(&fixture, &articles[i]);
    add_many_words(&fixture);
    fixture_open(&fixture);
    test_rows(&fixture, words, sizeof words / sizeof *words);
    test_rows(&fixture, wildcards, sizeof wildcards / sizeof *wildcards);
    test_compounds(&fixture);
    test_warnings(&fixture);
    test_limit(&fixture);
    return fixture_end(&fixture);
}
