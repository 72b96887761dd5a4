/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_query_warnings.c: queries that are searched otherwise than their author may think. */
#include "query_fixture.h"

/* A query, and its last warning. */
static const struct {
    const char *query, *warning;
} rows[] = {
    { "foo:bar", "there is no field foo, so foo:bar is searched as text; the fields are title, "
                 "excerpt, body, topic, provider, site, author, category, type, lang, date, url, "
                 "quality, heat, published, related, path" },
    { "de*_*", "" },
    { "*_*.NET", "" },
    { "*-.NET", "" },
    { "*️⃣", "" },
    { "foo/*", "a * that touches no word is left out: foo/*" },
    { "path:e-*", "a * that touches no word is left out: path:e-*" },
    { "node.*", "" },
    { "*-apps", "" },
    { "snake_*_name", "" },
    { "\"deep * nets\"", "a * that touches no word is left out: \"deep * nets\"" },
    { "deep or nets", "or in small letters is a word like any other; for either word write OR" },
    { "deep ｏｒ (nets)", "ｏｒ in small letters is a word like any other; for either word write "
                          "OR" },
    { "deep near/5 nets",
      "near/5 is not an operator here; for words near each other write NEAR/5" },
    { "deep W/5 nets", "W/5 is not an operator here; for words near each other write NEAR/5" },
    { "/deep/i", "/deep/i is searched as text; a regular expression is written title:/deep/i" },
    { "deep.*nets",
      "deep.*nets is searched as text; a regular expression is written title:/deep.*nets/" },
    { "[a-d]eep",
      "[a-d]eep is searched as text; a regular expression is written title:/[a-d]eep/" },
    { "/deep/", "/deep/ is searched as text; a regular expression is written title:/deep/" },
    { "nets /deep/ cloud",
      "/deep/ is searched as text; a regular expression is written title:/deep/" },
    { "/usr/lib/", "" },
    { "/usr", "" },
    { "usr/", "" },
    { "/tmp/x", "" },
    { "//deep/", "" },
    { "\"/deep/\"", "" },
    { "#deep", "#deep is searched as a word; for the topic write topic:deep" },
    { "#1", "" },
    { ">80", "> is left out; a range belongs to a field: quality:80.." },
    { "~deep", "~ has no meaning here and is ignored: ~deep" },
    { "topic:deep,nets", "deep,nets is one name; for both write topic:deep topic:nets" },
    { "topic:[deep,nets]", "[deep,nets] is one name; for both write topic:deep topic:nets" },
    { "topic:\"deep,nets\"", "" },
    { "title:\"deep n*\"", "" },
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
    { "‘deep with nets’", "" },
    { "By: deep", "" },
    { "'{deep $1}' nets", "" },
    { "title:‘deep nets’",
      "single quotation marks do not make a phrase; for a phrase write title:\"deep nets\"" },
    { "%s %PATH%", "" },
    { "nets > /tmp/x", "> is left out, because it contains no word" },
    { "'deep' nets", "" },
    { "te?t", "? does not match a letter; * matches any number of letters: te*t" },
    { "%deep%", "% matches nothing; * matches any letters: *deep*" },
    { "50..100", "a range belongs to a field; write quality:50..100 or date:50..100" },
    { "1899..", "a range belongs to a field; write quality:1899.. or date:1899.." },
    { "20210..", "a range belongs to a field; write quality:20210.. or date:20210.." },
    { "topic:\"face*\"",
      "* in quotation marks is a part of the name; for a pattern write topic:face* "
      "or topic:/^face/i" },
    { "topic:\"Open S*\"", "* in quotation marks is a part of the name; for a pattern write "
                           "topic:/^Open S/i" },
    { "topic:\"*soft.net*\"", "* in quotation marks is a part of the name; for a pattern write "
                              "topic:/soft\\.net/i" },
    { "topic:\"a*/b\"", "* in quotation marks is a part of the name; for a pattern write "
                        "topic:/^a.*\\/b$/i" },
    { "topic:\"*\"", "* in quotation marks is a part of the name; for a pattern leave them out" },
    { "deep & nets", "& is left out, because it contains no word" },
    { "deep -& nets", "-& is left out, because it contains no word" },
    { "- deep",
      "- is left out, because it contains no word; write a sign directly before its word: -word" },
    { "deep not nets", "not in small letters is a word like any other; to exclude what follows "
                       "write NOT or -" },
    { "deep Not nets", "" },
    { "Deep Or Nets", "" },
    { "not deep", "" },
    { "deep (not nets)", "" },
    { "not topic:deep", "not in small letters is a word like any other; to exclude what follows "
                        "write NOT or -" },
    { "nets (not (zzz learning))", "not in small letters is a word like any other; to exclude what "
                                   "follows write NOT or -" },
    { "not title:/zzz/", "not in small letters is a word like any other; to exclude what follows "
                         "write NOT or -" },
    { "not \"deep nets\"", "" },
    { "\\bdeep\\b",
      "\\bdeep\\b is searched as text; a regular expression is written title:/\\bdeep\\b/" },
    { "a/.*deep",
      "a/.*deep is searched as text; a regular expression is written title:/a\\/.*deep/" },
    { "deep\\s+nets",
      "deep\\s+nets is searched as text; a regular expression is written title:/deep\\s+nets/" },
    { "C:\\deep\\some", "" },
    { "\\beta", "" },
    { "nets[i-1] /tmp/x/", "" },
    { "title:\"deep\"-nets",
      "the - of -nets excludes nothing, because no space is before it; write a space and -nets" },
    { "(deep OR zzz)-nets",
      "the - of -nets excludes nothing, because no space is before it; write a space and -nets" },
    { "\"deep\"-native nets", "" },
    { "(deep)-nets", "" },
    { "[-1,1] f(x)-1 `-f`", "" },
    { "<-chan int ;-P", "" },
    { "COVID-19 (2019-nCoV)-related", "" },
    { "url:youtube.com/watch?v=abc", "" },
    { "youtube.com/watch?v=abc", "" },
    { "title:\"deep\"…", "… is left out, because it contains no word" },
    { "title:\"deep learning\"’s", "" },
    { "topic:\"deep\"、nets", "" },
    { "Portland, OR, USA", "" },
    { "\"'OR' operator SQL\"", "" },
    { "AND, OR and NOT gates", "" },
    { "title:deep|", "" },
    { "title:|deep", "" },
    { "path:c++/*.md", "* after / stands only for letters of the next word; for a pattern of whole "
                       "paths write path:/c\\+\\+\\/.*\\.md/" },
    { "#include deep", "" },
    { "in >90% of nets", "" },
    { "$deep$", "" },
    { "deep AND not nets",
      "not in small letters is a word like any other; to exclude what follows write NOT or -" },
    { "title:'deep nets'",
      "single quotation marks do not make a phrase; for a phrase write title:\"deep nets\"" },
    { "topic:'deep nets'",
      "single quotation marks do not make a phrase; for a phrase write topic:\"deep nets\"" },
    { "topic:'deep'", "single quotation marks are a part of the name; leave them out: 'deep'" },
    { "deep%", "% matches nothing; * matches any letters: deep*" },
    { "5% of nets", "" },
    { "\"deep nets\" ~5", "~ has no meaning here and is ignored: ~5" },
    { "nets ~5", "" },
    { "deep .. nets", ".. is left out, because it contains no word; write a range without spaces: "
                      "date:2021..2022" },
    { "/deep nets/i",
      "/deep nets/i is searched as text; a regular expression is written title:/deep nets/i" },
    { "/^deep nets/", "/^deep nets/ is searched as text; a regular expression is written "
                      "title:/^deep nets/" },
    { "/deep nets/", "" },
    { "?eep", "? does not match a letter; * matches any number of letters: *eep" },
    { "title:?eep", "? does not match a letter; * matches any number of letters: *eep" },
    { "title:te?t", "? does not match a letter; * matches any number of letters: te*t" },
    { "url:https://x.y/z?a=b", "" },
    { "title:>=deep", "> has no meaning here and is ignored: >=deep" },
    { "title:<b>", "" },
    { "2021..", "a range belongs to a field; write date:2021.. or quality:2021.." },
    { "..2021-06", "a range belongs to a field; write date:..2021-06 or quality:..2021-06" },
    { "7d.. deep", "a range belongs to a field; write quality:7d.. or date:7d.." },
    { "5... deep", "" },
    { "deep..", "" },
    { "quality:(50..100 OR 5)", "" },
    { "date:(2021..)", "" },
    { "topic:(deep, nets)", "the comma in deep, belongs to the name; leave it out" },
    { "deep-nets", "" },
    { "'topic:deep'", "topic:deep' after ' is searched as text; to make it a filter, write a "
                      "space before it" },
    { "nets,topic:deep", "topic:deep after , is searched as text; to make it a filter, write a "
                         "space before it" },
    { "http://x.y/a,title:b", "" },
    { "title:*\"deep\"", "title:* ends before \"deep\", which is searched by itself; for one value "
                         "put all of it into quotation marks" },
    { "topic:\"deep\"nets", "topic:\"deep\" ends before nets, which is searched by itself; for one "
                            "value put all of it into quotation marks" },
    { "topic:\"deep\", nets", ", is left out, because it contains no word" },
    { "path:news/2018/*.md", "* after / stands only for letters of the next word; for a pattern of "
                             "whole paths write path:/news\\/2018\\/.*\\.md/" },
    { "path:news/201*", "" },
    { "path:*.md", "" },
    { "-topic:^deep", "^ is a part of the name; if it is not meant so, write topic:deep" },
    { "topic:(#deep nets)", "# is a part of the name; if it is not meant so, write topic:deep" },
    { "site:a.com,b.com", "a.com,b.com is one name; for both write site:a.com site:b.com" },
    { "site:#forbes", "# is a part of the name; if it is not meant so, write site:forbes" },
    { "topic:(~deep nets)", "~ is a part of the name; if it is not meant so, write topic:deep" },
    { "tag:#deep", "# is a part of the name; if it is not meant so, write topic:deep" },
    { "topic:\"#deep\"", "" },
    { "topic:c#", "" },
    { "+deep OR nets", "+ has no effect beside OR or XOR: +deep" },
    { "deep OR +nets", "+ has no effect beside OR or XOR: +nets" },
    { "deep +it OR zzz", "" },
    { "nets +what OR zzz", "" },
    { "deep +nets OR zzz", "" },
    { "zzz OR +it deep", "" },
    { "nets (+deep XOR zzz)", "+ has no effect beside OR or XOR: +deep" },
    { "path ~/bin", "" },
    { "export path ~/.config", "" },
    { "url ~alice", "~ has no meaning here and is ignored: ~alice" },
    { "type ~string", "~ has no meaning here and is ignored: ~string" },
    { "body ~~strike~~", "" },
    { "date - deep", "- is left out, because it contains no word; write a sign directly before "
                     "its word: -word" },
    { "deep (–5%)", "" },
    { "nets (–5 °C)", "" },
    { "–5 °C", "" },
    { "nets –5", "" },
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

/* Warnings that end in the list of fields, which is long. */
static const struct {
    const char *query, *part, *name;
} parts[] = {
    { "before:2021", "did you mean date:..2021? The fields are title, excerpt",
      "the warning about a prefix of another tool names ours" },
    { "file:/home/x.md", "did you mean path:\"/home/x.md\"? The fields are title, excerpt",
      "a path after a prefix of another tool is advised in quotation marks: it is no regex" },
    { "created:≥2021", "did you mean date:2021..? The fields are title, excerpt",
      "a sign of mathematics after a prefix of another tool is advised as a range" },
    { "Titel:deep", "did you mean title:deep? The fields are title, excerpt",
      "the warning about a mistyped prefix names the nearest one" },
    { "Draft:yes", "did you mean published:false? The fields are title, excerpt",
      "the warning about a filter for drafts of another tool names ours" },
    { "sort:date", "did you mean --sort=date? The fields are title, excerpt",
      "the warning about a sort key in the query names the option" },
    { "allintitle: deep nets", "did you mean title:deep? The fields are title, excerpt",
      "the warning about a prefix of another tool with a space after its colon names ours" },
    { "intitle:\"deep nets\"", "did you mean title:\"deep nets\"? The fields are title, excerpt",
      "the warning about a prefix of another tool before a phrase has the phrase" },
    { "created:>2020-01-01",
      "so created:>2020-01-01 is searched as text; did you mean "
      "date:2020-01-01..? The fields",
      "the warning about a comparison of dates of another tool has a range" },
    { "score:>10", "did you mean quality:11..? The fields",
      "the warning about a comparison of numbers of another tool has a range" },
    { "size:>1k", "is searched as text; the fields are title",
      "no field without ranges is named for a comparison" },
    { "sort:-date", "did you mean --sort=-date? The fields",
      "the warning about a reversed sort key in the query reverses the option" },
    { "after:2020..2021", "did you mean date:2020..2021? The fields",
      "a range is not made from a range" },
    { "sort:date-desc", "did you mean --sort=date? The fields",
      "the warning about a descending sort key in the query names the option" },
    { "sort:title-desc", "did you mean --sort=-title? The fields",
      "the warning about a descending sort by title turns the option around" },
    { "sort:created-asc", "did you mean --sort=-date? The fields",
      "the warning about a sort key of another tool names one of ours" },
    { "in:title deep", "did you mean title:WORD? The fields",
      "the warning about in:FIELD says how a word is searched in a field" },
    { "no:author", "did you mean -author:*? The fields",
      "the warning about no:FIELD says how an absent value is found" },
    { "has:topics", "did you mean topic:*? The fields",
      "the warning about has:FIELD says how any value is found" },
    { "categories:deep", "did you mean topic:deep? The fields",
      "the warning about a front matter key names its field" },
    { "subject:(deep nets)", "did you mean title:(deep nets)? The fields",
      "the warning about a prefix of another tool before a bracket has the bracket" },
    { "foo:\"bar baz\"", "no field foo",
      "an unknown prefix before a quotation mark has a warning" },
};

static void test_warnings(struct fixture *fixture)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture->warning[0] = '\0';
        find(fixture, rows[i].query);
        tap_is_text(fixture->warning, rows[i].warning, "'%s' has %s", rows[i].query,
                    *rows[i].warning ? "the one warning that fits it" : "no warning");
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        fixture->warning[0] = '\0';
        find(fixture, parts[i].query);
        tap_ok(strstr(fixture->warning, parts[i].part) != NULL, "%s", parts[i].name);
    }
}

int main(void)
{
    static const struct told_article article = { "a", "Deep learning with deep nets", { 0 } };
    struct fixture fixture;
    fixture_begin_with(&fixture, &article, 1);
    test_warnings(&fixture);
    return fixture_end(&fixture);
}
