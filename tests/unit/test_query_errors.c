/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_query_errors.c: malformed queries: the sentence, and the caret under the place. */
#include "query_fixture.h"

static struct config_saved saved[] = {
    { .name = "ai", .query = "topic:AI" },
    { .name = "mild", .query = "azure title:/notes/" },
    { .name = "notes", .query = "title:/notes/" },
    { .name = "bad", .query = "azure (cloud" },
    { .name = "deepbad", .query = "cloud @bad" },
    { .name = "badre", .query = "azure title:/a(/" },
    { .name = "loop", .query = "x @loop2" },
    { .name = "loop2", .query = "@loop" },
    { .name = "self", .query = "@self" },
};

#define CLOSE "; leave it out, or close it (within a phrase it is written \\\")"
#define DATES                                                                                      \
    "2021, 2021-06, 2021-06-27, 2021-Q2, 2021-W07, 2021-06-27T06:09:00Z, now, today, yesterday, "  \
    "this-week, last-month, or a range such as 2019..2021, 7d.. or 3m.."

static const struct error_row rows[] = {
    { "\"deep learning", "this quotation mark is never closed" CLOSE "\n"
                         "\"deep learning\n"
                         "^" },
    { "azure \"cloud", "this quotation mark is never closed" CLOSE "\n"
                       "azure \"cloud\n"
                       "      ^" },
    { "“deep", "this quotation mark is never closed" CLOSE "\n"
               "“deep\n"
               "^" },
    { "\"the “best phone", "this quotation mark is never closed" CLOSE "\n"
                           "\"the “best phone\n"
                           "^" },
    { "title:\"azure", "this quotation mark is never closed" CLOSE "\n"
                       "title:\"azure\n"
                       "      ^" },
    { "title:\"", "this quotation mark is never closed" CLOSE "\n"
                  "title:\"\n"
                  "      ^" },
    { "5\"", "this quotation mark is never closed" CLOSE "\n"
             "5\"\n"
             " ^" },
    { "(azure", "this bracket is never closed\n"
                "(azure\n"
                "^" },
    { "azure (cloud OR (x)", "this bracket is never closed\n"
                             "azure (cloud OR (x)\n"
                             "      ^" },
    { "azure)", "this bracket has no opening bracket\n"
                "azure)\n"
                "     ^" },
    { ")", "this bracket has no opening bracket\n"
           ")\n"
           "^" },
    { "(", "this bracket is never closed\n"
           "(\n"
           "^" },
    { "()", "these brackets are empty\n"
            "()\n"
            "^" },
    { "azure OR()", "these brackets are empty\n"
                    "azure OR()\n"
                    "        ^" },
    { "azure( )", "these brackets are empty\n"
                  "azure( )\n"
                  "     ^" },
    { "azure ()", "these brackets are empty\n"
                  "azure ()\n"
                  "      ^" },
    { "( )", "these brackets are empty\n"
             "( )\n"
             "^" },
    { "AND azure", "nothing precedes AND; to search for the word, write it in small letters\n"
                   "AND azure\n"
                   "^" },
    { "azure OR", "nothing follows OR; to search for the word, write it in small letters\n"
                  "azure OR\n"
                  "      ^" },
    { "OR", "nothing precedes OR; to search for the word, write it in small letters\n"
            "OR\n"
            "^" },
    { "NOT", "nothing follows NOT; to search for the word, write it in small letters\n"
             "NOT\n"
             "^" },
    { "azure AND", "nothing follows AND; to search for the word, write it in small letters\n"
                   "azure AND\n"
                   "      ^" },
    { "azure AND OR cloud",
      "nothing follows AND; to search for the word, write it in small letters\n"
      "azure AND OR cloud\n"
      "      ^" },
    { "(AND azure)", "nothing precedes AND; to search for the word, write it in small letters\n"
                     "(AND azure)\n"
                     " ^" },
    { "(azure OR)", "nothing follows OR; to search for the word, write it in small letters\n"
                    "(azure OR)\n"
                    "       ^" },
    { "azure NOT", "nothing follows NOT; to search for the word, write it in small letters\n"
                   "azure NOT\n"
                   "      ^" },
    { "NEAR azure", "nothing precedes NEAR; to search for the word, write it in small letters\n"
                    "NEAR azure\n"
                    "^" },
    { "azure NEAR/5", "nothing follows NEAR; to search for the word, write it in small letters\n"
                      "azure NEAR/5\n"
                      "      ^" },
    { "azure XOR", "nothing follows XOR; to search for the word, write it in small letters\n"
                   "azure XOR\n"
                   "      ^" },
    { "-(", "this bracket is never closed\n"
            "-(\n"
            " ^" },
    { "quality:abc", "quality: this is not a whole number; write 84, 80.., ..20 or 80..90\n"
                     "quality:abc\n"
                     "        ^" },
    { "quality:80..70", "quality: this range ends before it begins\n"
                        "quality:80..70\n"
                        "            ^" },
    { "quality:..", "quality: a range needs at least one end\n"
                    "quality:..\n"
                    "        ^" },
    { "quality:3.5", "quality: this is not a whole number; write 84, 80.., ..20 or 80..90\n"
                     "quality:3.5\n"
                     "        ^" },
    { "quality:>80", "a range has two dots, and both ends are included; write quality:81..\n"
                     "quality:>80\n"
                     "        ^" },
    { "quality:80-90", "quality: a range has two dots; write quality:80..90\n"
                       "quality:80-90\n"
                       "        ^" },
    { "heat:-5–-1", "heat: a range has two dots; write heat:-5..-1\n"
                    "heat:-5–-1\n"
                    "     ^" },
    { "quality:80-x", "quality: this is not a whole number; write 84, 80.., ..20 or 80..90\n"
                      "quality:80-x\n"
                      "        ^" },
    { "quality:80-90..95", "quality: this is not a whole number; write 84, 80.., ..20 or 80..90\n"
                           "quality:80-90..95\n"
                           "        ^" },
    { "quality:..x", "quality: this is not a whole number; write 84, 80.., ..20 or 80..90\n"
                     "quality:..x\n"
                     "          ^" },
    { "quality:1..2..3", "quality: this is not a whole number; write 84, 80.., ..20 or 80..90\n"
                         "quality:1..2..3\n"
                         "           ^" },
    { "quality:99999999999999999999",
      "quality: this number is too large: numbers have 64 bits, from "
      "-9223372036854775808 to 9223372036854775807\n"
      "quality:99999999999999999999\n"
      "        ^" },
    { "quality:(80.. x)", "quality: this is not a whole number; write 84, 80.., ..20 or 80..90\n"
                          "quality:(80.. x)\n"
                          "              ^" },
    { "quality:\"abc\"", "quality: this is not a whole number; write 84, 80.., ..20 or 80..90\n"
                         "quality:\"abc\"\n"
                         "         ^" },
    { "heat:-", "heat: this is not a whole number; write 84, 80.., ..20 or 80..90\n"
                "heat:-\n"
                "     ^" },
    { "date:2021-02-30", "date: 30 February is not a date\n"
                         "date:2021-02-30\n"
                         "     ^" },
    { "date:2021-13", "date: month 13 is not a date: months run from 01 to 12\n"
                      "date:2021-13\n"
                      "     ^" },
    { "date:2021..2020", "date: this range ends before it begins\n"
                         "date:2021..2020\n"
                         "           ^" },
    { "date:..", "date: a range needs at least one end\n"
                 "date:..\n"
                 "     ^" },
    { "date:tomorrowish", "date: 'tomorrowish' is not a date: write " DATES "\n"
                          "date:tomorrowish\n"
                          "     ^" },
    { "date:2021-06..nope", "date: 'nope' is not a date: write " DATES "\n"
                            "date:2021-06..nope\n"
                            "              ^" },
    { "date:7x", "date: '7x' is not a date: write " DATES "\n"
                 "date:7x\n"
                 "     ^" },
    { "date:12:30", "date: '12:30' is not a date: write " DATES "\n"
                    "date:12:30\n"
                    "     ^" },
    { "published:maybe", "published: write true, false, yes or no\n"
                         "published:maybe\n"
                         "          ^" },
    { "title:", "a value must follow title: without a space\n"
                "title:\n"
                "      ^" },
    { "title: azure", "a value must follow title: without a space\n"
                      "title: azure\n"
                      "      ^" },
    { "cloud -title: azure", "a value must follow title: without a space\n"
                             "cloud -title: azure\n"
                             "             ^" },
    { "azure topic:", "a value must follow topic: without a space\n"
                      "azure topic:\n"
                      "            ^" },
    { "quality:", "a value must follow quality: without a space\n"
                  "quality:\n"
                  "        ^" },
    { "(title:)", "a value must follow title: without a space\n"
                  "(title:)\n"
                  "       ^" },
    { "quality:\"\"", "quality: a value is missing\n"
                      "quality:\"\"\n"
                      "         ^" },
    { "date:\"\"", "date: a value is missing\n"
                   "date:\"\"\n"
                   "      ^" },
    { "topic:\"\"", "topic: a name is missing\n"
                    "topic:\"\"\n"
                    "       ^" },
    { "body:*", "body:* needs at least one letter beside the *\n"
                "body:*\n"
                "     ^" },
    { "related:*", "related:* needs at least one letter beside the *\n"
                   "related:*\n"
                   "        ^" },
    { "title:/a(b/", "not a regex: missing closing parenthesis\n"
                     "title:/a(b/\n"
                     "          ^" },
    { "title:/azure", "this regex is never closed: a slash must end it\n"
                      "title:/azure\n"
                      "      ^" },
    { "/x/ title:/unclosed", "this regex is never closed: a slash must end it\n"
                             "/x/ title:/unclosed\n"
                             "          ^" },
    { "title:/x/q",
      "only the flags i, s, m, x or a space can follow a regex; a slash inside it is written \\/\n"
      "title:/x/q\n"
      "         ^" },
    { "title:/x/ii", "this flag is repeated\n"
                     "title:/x/ii\n"
                     "          ^" },
    { "azure title:/[z-a]/ cloud", "not a regex: range out of order in character class\n"
                                   "azure title:/[z-a]/ cloud\n"
                                   "                ^" },
    { "title:/a\\/b(/", "not a regex: missing closing parenthesis\n"
                        "title:/a\\/b(/\n"
                        "            ^" },
    { "title:/\\C/", "not a regex: using \\C is disabled by the application\n"
                     "title:/\\C/\n"
                     "         ^" },
    { "title:/(?<n>a)(?<n>b)/",
      "not a regex: two named subpatterns have the same name (PCRE2_DUPNAMES not set)\n"
      "title:/(?<n>a)(?<n>b)/\n"
      "                   ^" },
    { "path:/home/me/a.md",
      "only the flags i, s, m, x or a space can follow a regex; a slash "
      "inside it is written \\/; write text that is not a regex in quotation marks\n"
      "path:/home/me/a.md\n"
      "            ^" },
    { "date:2021-06-27 06:09", "a time follows its date after a T; write date:2021-06-27T06:09\n"
                               "date:2021-06-27 06:09\n"
                               "                ^" },
    { "azure date:2021-6-27..2021-06-28 6:09:10 cloud",
      "a time follows its date after a T; write date:2021-6-27..2021-06-28T06:09:10\n"
      "azure date:2021-6-27..2021-06-28 6:09:10 cloud\n"
      "                                 ^" },
    { "(title:/x/)", "a regex filters all results, so it cannot be inside brackets\n"
                     "(title:/x/)\n"
                     " ^" },
    { "azure (cloud title:/x/)", "a regex filters all results, so it cannot be inside brackets\n"
                                 "azure (cloud title:/x/)\n"
                                 "             ^" },
    { "azure OR title:/x/", "a regex filters all results, so it cannot be beside OR or XOR\n"
                            "azure OR title:/x/\n"
                            "         ^" },
    { "title:/x/ XOR azure", "a regex filters all results, so it cannot be beside OR or XOR\n"
                             "title:/x/ XOR azure\n"
                             "^" },
    { "azure NOT (title:/x/)",
      "a regex cannot be part of what is excluded; write -title:/x/ by itself\n"
      "azure NOT (title:/x/)\n"
      "           ^" },
    { "title:/x/ NEAR azure", "NEAR joins words, not regexes\n"
                              "title:/x/ NEAR azure\n"
                              "^" },
    { "azure NEAR title:/x/", "NEAR joins words, not regexes\n"
                              "azure NEAR title:/x/\n"
                              "           ^" },
    { "azure NEAR \"cloud provider\"", "NEAR joins words, not phrases\n"
                                       "azure NEAR \"cloud provider\"\n"
                                       "           ^" },
    { "azure NEAR (cloud)", "NEAR joins words, not brackets\n"
                            "azure NEAR (cloud)\n"
                            "           ^" },
    { "azure NEAR topic:AI", "NEAR joins words, not filters\n"
                             "azure NEAR topic:AI\n"
                             "           ^" },
    { "azure NEAR -cloud", "NEAR joins words, not words that have a sign\n"
                           "azure NEAR -cloud\n"
                           "           ^" },
    { "azure NEAR @ai", "NEAR joins words, not saved queries\n"
                        "azure NEAR @ai\n"
                        "           ^" },
    { "azure NEAR cloud ADJ one", "NEAR and ADJ cannot join the same words\n"
                                  "azure NEAR cloud ADJ one\n"
                                  "                 ^" },
    { "azure NEAR/0 cloud", "the number after the slash must be between 1 and 1000\n"
                            "azure NEAR/0 cloud\n"
                            "      ^" },
    { "azure NEAR/9999 cloud", "the number after the slash must be between 1 and 1000\n"
                               "azure NEAR/9999 cloud\n"
                               "      ^" },
    { "@bad", "in the saved query @bad: this bracket is never closed\n"
              "azure (cloud\n"
              "      ^" },
    { "@deepbad", "in the saved query @bad: this bracket is never closed\n"
                  "azure (cloud\n"
                  "      ^" },
    { "@loop", "in the saved query @loop2: a saved query uses itself: @loop, @loop2, @loop\n"
               "@loop\n"
               "^" },
    { "@self", "in the saved query @self: a saved query uses itself: @self, @self\n"
               "@self\n"
               "^" },
    { "@badre", "in the saved query @badre: not a regex: missing closing parenthesis\n"
                "azure title:/a(/\n"
                "               ^" },
    { "azure OR @mild",
      "in the saved query @mild: a regex filters all results, so it cannot be beside OR or XOR\n"
      "azure title:/notes/\n"
      "      ^" },
    { "(@notes)",
      "in the saved query @notes: a regex filters all results, so it cannot be inside brackets\n"
      "title:/notes/\n"
      "^" },
    { "-@mild", "in the saved query @mild: a regex cannot be part of what is excluded; write "
                "-title:/x/ by itself\n"
                "azure title:/notes/\n"
                "      ^" },
    { "\"the restaurant_*\"",
      "restaurant_* matches names of several parts, so it cannot be one of several words\n"
      "\"the restaurant_*\"\n"
      " ^" },
    { "cloud NEAR 🌋", "NEAR joins words; a symbol has no position\n"
                      "cloud NEAR 🌋\n"
                      "           ^" },
    { "azure NEAR &", "NEAR joins words, and this is not a word\n"
                      "azure NEAR &\n"
                      "           ^" },
    { "date:7d", "date: 7d is one end of a range; write date:7d.. for since then, or date:..7d for "
                 "until then\n"
                 "date:7d\n"
                 "     ^" },
    { "date:2021-Q5", "date: quarter 5 is not a date: quarters run from 1 to 4\n"
                      "date:2021-Q5\n"
                      "     ^" },
    { "date:2021-W53", "date: week 53 is not a date: the weeks of 2021 run from 1 to 52\n"
                       "date:2021-W53\n"
                       "     ^" },
    { "quality:9223372036854775808", "quality: this number is too large: numbers have 64 bits, "
                                     "from -9223372036854775808 to 9223372036854775807\n"
                                     "quality:9223372036854775808\n"
                                     "        ^" },
    { "&", "there is nothing to search for here; write a word or a filter\n"
           "&\n"
           "^" },
    { "azure \"caf	é", "this quotation mark is never closed" CLOSE "\n"
                            "azure \"caf é\n"
                            "      ^" },
    { "微软 azure (", "this bracket is never closed\n"
                      "微软 azure (\n"
                      "           ^" },
    { "ｗｉｄｅ OR", "nothing follows OR; to search for the word, write it in small letters\n"
                     "ｗｉｄｅ OR\n"
                     "         ^" },
    { "azure @nytimes,",
      "unknown saved query @nytimes,; the saved queries are @ai, @mild, @notes, @bad, @deepbad, "
      "@badre, @loop, @loop2, @self\n"
      "azure @nytimes,\n"
      "      ^" },
};

static void test_no_saved(struct fixture *fixture)
{
    fixture->options.config = NULL;
    tap_is_text(error_of(fixture, "@ai"),
                "unknown saved query @ai; none is in the configuration\n"
                "@ai\n"
                "^",
                "the error of an unknown saved query says that the configuration has none");
    fixture->options.config = &fixture->config;
}

int main(void)
{
    static const struct told_article article = { "a", "Azure", { 0 } };
    struct fixture fixture;
    fixture_begin_with(&fixture, &article, 1);
    fixture.config.saved = saved;
    fixture.config.saved_count = sizeof saved / sizeof *saved;
    check_errors(&fixture, rows, sizeof rows / sizeof *rows);
    test_no_saved(&fixture);
    return fixture_end(&fixture);
}
