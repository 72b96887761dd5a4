/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_query_foreign.c: syntax of other tools is an error that says what to write instead. */
#include "query_fixture.h"

/* After the advice of a hyphen that would begin the query. */
#define SHELL "; in a shell write -- before a query that begins with a hyphen"

static const struct error_row rows[] = {
    { "topic:AI|cloud", "| is not an operator; write topic:AI OR topic:cloud\n"
                        "topic:AI|cloud\n"
                        "        ^" },
    { "site:https://forbes.com/x",
      "site: takes a domain; write site:forbes.com, or url:\"https://forbes.com/x\"\n"
      "site:https://forbes.com/x\n"
      "     ^" },
    { "site:forbes.com/x", "site: takes a domain; write site:forbes.com, or url:\"forbes.com/x\"\n"
                           "site:forbes.com/x\n"
                           "     ^" },
    { "azure NEAR/x cloud", "NEAR takes a number of words after a slash, as in NEAR/5\n"
                            "azure NEAR/x cloud\n"
                            "      ^" },
    { "azure ADJ5 cloud", "ADJ takes a number of words after a slash, as in ADJ/5\n"
                          "azure ADJ5 cloud\n"
                          "      ^" },
    { "cloud !azure", "! is not an operator; to exclude something write -azure\n"
                      "cloud !azure\n"
                      "      ^" },
    { "!\"deep learning\"",
      "! is not an operator; to exclude something write -\"deep learning\"" SHELL "\n"
      "!\"deep learning\"\n"
      "^" },
    { "!\xE2\x80\x9C"
      "deep learning\xE2\x80\x9D",
      "! is not an operator; to exclude something write -\xE2\x80\x9C"
      "deep learning\xE2\x80\x9D" SHELL "\n"
      "!\xE2\x80\x9C"
      "deep learning\xE2\x80\x9D\n"
      "^" },
    { "cloud --\"azure cloud\"",
      "a word has one sign; write -\"azure cloud\", or put the text into quotation marks\n"
      "cloud --\"azure cloud\"\n"
      "      ^" },
    { "\xE2\x88\x92-azure",
      "a word has one sign; write -azure, or put the text into quotation marks\n"
      "\xE2\x88\x92-azure\n"
      "^" },
    { "topic:-\"AI\"", "a sign is written before the field; write -topic:\"AI\"" SHELL "\n"
                       "topic:-\"AI\"\n"
                       "      ^" },
    { "topic:\xE2\x80\x91"
      "AI",
      "a sign is written before the field; write -topic:AI" SHELL "\n"
      "topic:\xE2\x80\x91"
      "AI\n"
      "      ^" },
    { "date >",
      "a field has a colon and no comparison; write date:2021.. (both ends of a range are "
      "included)\n"
      "date >\n"
      "     ^" },
    { "quality:\"80\"..90", "a range needs no quotation marks; write quality:80..90\n"
                            "quality:\"80\"..90\n"
                            "            ^" },
    { "*\xE2\x80\x9C"
      "azure\xE2\x80\x9D",
      "a * outside quotation marks matches nothing; write it inside "
      "them, as in \"deep learn*\"\n"
      "*\xE2\x80\x9C"
      "azure\xE2\x80\x9D\n"
      "^" },
    { "!(azure cloud)", "! is not an operator; to exclude something write -(azure cloud)" SHELL "\n"
                        "!(azure cloud)\n"
                        "^" },
    { "a && b", "&& is not an operator; write AND with a space on each side\n"
                "a && b\n"
                "  ^" },
    { "azure||dataverse", "|| is not an operator; write OR with a space on each side\n"
                          "azure||dataverse\n"
                          "     ^" },
    { "azure | dataverse", "| is not an operator; write OR with a space on each side\n"
                           "azure | dataverse\n"
                           "      ^" },
    { "\"azure dataverse\"~10",
      "~ is not an operator; for words near each other write NEAR/5 between "
      "them, as in azure NEAR/5 cloud\n"
      "\"azure dataverse\"~10\n"
      "                 ^" },
    { "azur~", "~ does not find similar words; * matches any letters, as in azur*\n"
               "azur~\n"
               "    ^" },
    { "title:azur~2", "~ does not find similar words; * matches any letters, as in azur*\n"
                      "title:azur~2\n"
                      "          ^" },
    { "azure^2 cloud", "a word has no weight of its own; leave out ^2\n"
                       "azure^2 cloud\n"
                       "     ^" },
    { "\"a b\"^1.5", "a word has no weight of its own; leave out ^1.5\n"
                     "\"a b\"^1.5\n"
                     "     ^" },
    { "^azure", "^ is not an operator; for what a title begins with write title:/^azure/i\n"
                "^azure\n"
                "^" },
    { "quality≥80 cloud", "a field has a colon and no comparison; write quality:80.. (both ends of "
                          "a range are included)\n"
                          "quality≥80 cloud\n"
                          "       ^" },
    { "-heat ＞ 40", "a field has a colon and no comparison; write heat:41.. (both ends of a range "
                     "are included)\n"
                     "-heat ＞ 40\n"
                     "      ^" },
    { "quality:≧80", "a range has two dots, and both ends are included; write quality:80..\n"
                     "quality:≧80\n"
                     "        ^" },
    { "heat ≤ 20", "a field has a colon and no comparison; write heat:..20 (both ends of a range "
                   "are included)\n"
                   "heat ≤ 20\n"
                   "     ^" },
    { "quality>80", "a field has a colon and no comparison; write quality:81.. (both ends of a "
                    "range are included)\n"
                    "quality>80\n"
                    "       ^" },
    { "quality>=80", "a field has a colon and no comparison; write quality:80.. (both ends of a "
                     "range are included)\n"
                     "quality>=80\n"
                     "       ^" },
    { "quality < 80", "a field has a colon and no comparison; write quality:..79 (both ends of a "
                      "range are included)\n"
                      "quality < 80\n"
                      "        ^" },
    { "heat <=20",
      "a field has a colon and no comparison; write heat:..20 (both ends of a range are included)\n"
      "heat <=20\n"
      "     ^" },
    { "date>2021-06", "a field has a colon and no comparison; write date:2021-06.. (both ends of a "
                      "range are included)\n"
                      "date>2021-06\n"
                      "    ^" },
    { "Topic=AI", "a field has a colon and no comparison; write topic:AI\n"
                  "Topic=AI\n"
                  "     ^" },
    { "title!=\"a b\"", "a field has a colon and no comparison; write -title:\"a b\"\n"
                        "title!=\"a b\"\n"
                        "     ^" },
    { "title != \"a b\"", "a field has a colon and no comparison; write -title:\"a b\"\n"
                          "title != \"a b\"\n"
                          "      ^" },
    { "title : azure", "no space is allowed before the colon; write title:azure\n"
                       "title : azure\n"
                       "      ^" },
    { "date:[2021 TO 2022]", "a range has two dots and no brackets; write date:2021..2022\n"
                             "date:[2021 TO 2022]\n"
                             "     ^" },
    { "quality:[80 TO *]", "a range has two dots and no brackets; write quality:80..\n"
                           "quality:[80 TO *]\n"
                           "        ^" },
    { "quality:{80}", "a range has two dots and no brackets; write quality:80..90\n"
                      "quality:{80}\n"
                      "        ^" },
    { "azure [2021 TO 2022]",
      "a range belongs to a field and has two dots; write date:2021..2022 or quality:2021..2022\n"
      "azure [2021 TO 2022]\n"
      "      ^" },
    { "date:>=2021", "a range has two dots, and both ends are included; write date:2021..\n"
                     "date:>=2021\n"
                     "     ^" },
    { "{azure cloud}", "braces are not an operator; for either word write (azure OR cloud)\n"
                       "{azure cloud}\n"
                       "^" },
    { "NEAR(azure cloud, 5)",
      "NEAR has no brackets; it is written between two words, as in azure NEAR/5 cloud\n"
      "NEAR(azure cloud, 5)\n"
      "^" },
    { "NEAR()", "NEAR has no brackets; it is written between two words, as in azure NEAR/5 cloud\n"
                "NEAR()\n"
                "^" },
    { "azure AROUND(5) cloud",
      "AROUND has no brackets; it is written between two words, as in azure NEAR/5 cloud\n"
      "azure AROUND(5) cloud\n"
      "      ^" },
    { "cloud --count",
      "a word has one sign; write -count to exclude it; an option, such as --count, "
      "is an argument of its own, before any --\n"
      "cloud --count\n"
      "      ^" },
    { "cloud --sort=date",
      "a word has one sign; write -sort=date to exclude it; an option, such as --sort=date, is an "
      "argument of its own, before any --\n"
      "cloud --sort=date\n"
      "      ^" },
    { "quality:\"80\"..\"90\" cloud", "a range needs no quotation marks; write quality:80..90\n"
                                      "quality:\"80\"..\"90\" cloud\n"
                                      "            ^" },
    { "path://x", "this regex is empty, so every article matches it; write a pattern between the "
                  "slashes, or put text that is not a regex into quotation marks\n"
                  "path://x\n"
                  "      ^" },
    { "cloud +-azure", "a word has one sign; write -azure, or put the text into quotation marks\n"
                       "cloud +-azure\n"
                       "      ^" },
    { "cloud –azure",
      "this dash is not the sign -; write -azure to exclude it, else leave the dash out\n"
      "cloud –azure\n"
      "      ^" },
    { "title:!azure", "! is not an operator; to exclude something write -title:azure" SHELL "\n"
                      "title:!azure\n"
                      "      ^" },
    { "-topic:!AI", "! is not an operator; to exclude something write -topic:AI\n"
                    "-topic:!AI\n"
                    "       ^" },
    { "topic:!\"a b\"", "! is not an operator; to exclude something write -topic:\"a b\"" SHELL "\n"
                        "topic:!\"a b\"\n"
                        "      ^" },
    { "title:!=azure", "!= is not an operator; to exclude something write -title:azure" SHELL "\n"
                       "title:!=azure\n"
                       "      ^" },
    { "topic:<>AI", "<> is not an operator; to exclude something write -topic:AI" SHELL "\n"
                    "topic:<>AI\n"
                    "      ^" },
    { "cloud !=azure", "!= is not an operator; to exclude something write -azure\n"
                       "cloud !=azure\n"
                       "      ^" },
    { "title:–azure", "a sign is written before the field; write -title:azure" SHELL "\n"
                      "title:–azure\n"
                      "      ^" },
    { "topic:−AI", "a sign is written before the field; write -topic:AI" SHELL "\n"
                   "topic:−AI\n"
                   "      ^" },
    { "title:azure|cloud", "| is not an operator; write title:azure OR title:cloud\n"
                           "title:azure|cloud\n"
                           "           ^" },
    { "topic:AI&&cloud", "&& is not an operator; write topic:AI AND topic:cloud\n"
                         "topic:AI&&cloud\n"
                         "        ^" },
    { "title:a||b", "|| is not an operator; write title:a OR title:b\n"
                    "title:a||b\n"
                    "       ^" },
    { "title:a||b||c", "|| is not an operator; write title:a OR title:b OR title:c\n"
                       "title:a||b||c\n"
                       "       ^" },
    { "topic:a|b&&c", "| is not an operator; write topic:a OR topic:b AND topic:c\n"
                      "topic:a|b&&c\n"
                      "       ^" },
    { "title:azure||", "|| is not an operator; write title:azure\n"
                       "title:azure||\n"
                       "           ^" },
    { "title:azure^2", "a word has no weight of its own; leave out ^2\n"
                       "title:azure^2\n"
                       "           ^" },
    { "topic:AI|", "| is not an operator; write topic:AI\n"
                   "topic:AI|\n"
                   "        ^" },
    { "topic:|", "| is not an operator; write topic:a OR topic:b\n"
                 "topic:|\n"
                 "      ^" },
    { "topic:http://a|b", "| is not an operator; write topic:http://a OR topic:b\n"
                          "topic:http://a|b\n"
                          "              ^" },
    { "x^2", "a word has no weight of its own; leave out ^2\n"
             "x^2\n"
             " ^" },
    { "HEAD~1", "~ does not find similar words; * matches any letters, as in azur*\n"
                "HEAD~1\n"
                "    ^" },
    { "*\"azure\"*", "a * outside quotation marks matches nothing; write it inside them, as in "
                     "\"deep learn*\"\n"
                     "*\"azure\"*\n"
                     "^" },
    { "title~azure", "a field has a colon and no comparison; write title:azure\n"
                     "title~azure\n"
                     "     ^" },
    { "title=~/azure/", "a field has a colon and no comparison; write title:/azure/\n"
                        "title=~/azure/\n"
                        "     ^" },
    { "title!~azure", "a field has a colon and no comparison; write -title:azure\n"
                      "title!~azure\n"
                      "     ^" },
    { "cloud (–azure)",
      "this dash is not the sign -; write -azure to exclude it, else leave the dash out\n"
      "cloud (–azure)\n"
      "       ^" },
    { "topic:-AI", "a sign is written before the field; write -topic:AI" SHELL "\n"
                   "topic:-AI\n"
                   "      ^" },
    { "\"azure\"*",
      "a * outside quotation marks matches nothing; write it inside them, as in \"deep learn*\"\n"
      "\"azure\"*\n"
      "       ^" },
    { "topic:\"open s\"*",
      "a * outside quotation marks matches nothing; a pattern of several words "
      "is written topic:/^open s/i\n"
      "topic:\"open s\"*\n"
      "              ^" },
    { "date:\"2021-06-27 06:09\"..\"2021-06-28 07:10\"",
      "a range needs no quotation marks; write date:2021-06-27T06:09..2021-06-28T07:10\n"
      "date:\"2021-06-27 06:09\"..\"2021-06-28 07:10\"\n"
      "                       ^" },
    { "quality:\"80\"..", "a range needs no quotation marks; write quality:80..\n"
                          "quality:\"80\"..\n"
                          "            ^" },
    { "\"a \"\"b\"\"\"",
      "a quotation mark within a phrase is written \\\"; two phrases have a space between them\n"
      "\"a \"\"b\"\"\"\n"
      "    ^" },
    { "NOT -azure", "NOT and - are before the same word; remove one of them\n"
                    "NOT -azure\n"
                    "    ^" },
};

int main(void)
{
    static const struct told_article article = { "a", "Azure", { 0 } };
    struct fixture fixture;
    fixture_begin_with(&fixture, &article, 1);
    check_errors(&fixture, rows, sizeof rows / sizeof *rows);
    return fixture_end(&fixture);
}
