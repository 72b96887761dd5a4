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

static const struct {
    const char *query, *error;
} rows[] = {
    { "\"deep learning", "this quotation mark is never closed\n"
                         "\"deep learning\n"
                         "^" },
    { "azure \"cloud", "this quotation mark is never closed\n"
                       "azure \"cloud\n"
                       "      ^" },
    { "“deep", "this quotation mark is never closed\n"
               "“deep\n"
               "^" },
    { "title:\"azure", "this quotation mark is never closed\n"
                       "title:\"azure\n"
                       "      ^" },
    { "title:\"", "this quotation mark is never closed\n"
                  "title:\"\n"
                  "      ^" },
    { "5\"", "this quotation mark is never closed\n"
             "5\"\n"
             " ^" },
    { "(azure", "this bracket is never closed\n"
                "(azure\n"
                "^" },
    { "azure (cloud OR (x)", "this bracket is never closed\n"
                             "azure (cloud OR (x)\n"
                             "      ^" },
    { "azure)", "this bracket closes none\n"
                "azure)\n"
                "     ^" },
    { ")", "this bracket closes none\n"
           ")\n"
           "^" },
    { "(", "this bracket is never closed\n"
           "(\n"
           "^" },
    { "()", "nothing stands between these brackets\n"
            "()\n"
            "^" },
    { "azure ()", "nothing stands between these brackets\n"
                  "azure ()\n"
                  "      ^" },
    { "( )", "nothing stands between these brackets\n"
             "( )\n"
             "^" },
    { "AND azure", "nothing stands before AND; as a word it is written in small letters\n"
                   "AND azure\n"
                   "^" },
    { "azure OR", "nothing stands after OR; as a word it is written in small letters\n"
                  "azure OR\n"
                  "      ^" },
    { "OR", "nothing stands before OR; as a word it is written in small letters\n"
            "OR\n"
            "^" },
    { "NOT", "nothing stands after NOT; as a word it is written in small letters\n"
             "NOT\n"
             "^" },
    { "azure AND", "nothing stands after AND; as a word it is written in small letters\n"
                   "azure AND\n"
                   "      ^" },
    { "azure AND OR cloud", "nothing stands after AND; as a word it is written in small letters\n"
                            "azure AND OR cloud\n"
                            "      ^" },
    { "(AND azure)", "nothing stands before AND; as a word it is written in small letters\n"
                     "(AND azure)\n"
                     " ^" },
    { "(azure OR)", "nothing stands after OR; as a word it is written in small letters\n"
                    "(azure OR)\n"
                    "       ^" },
    { "azure NOT", "nothing stands after NOT; as a word it is written in small letters\n"
                   "azure NOT\n"
                   "      ^" },
    { "NEAR azure", "nothing stands before NEAR; as a word it is written in small letters\n"
                    "NEAR azure\n"
                    "^" },
    { "azure NEAR/5", "nothing stands after NEAR; as a word it is written in small letters\n"
                      "azure NEAR/5\n"
                      "      ^" },
    { "azure XOR", "nothing stands after XOR; as a word it is written in small letters\n"
                   "azure XOR\n"
                   "      ^" },
    { "-(", "this bracket is never closed\n"
            "-(\n"
            " ^" },
    { "quality:abc", "quality: this is not a whole number; write 84, 80.., ..20 or -5..5\n"
                     "quality:abc\n"
                     "        ^" },
    { "quality:80..70", "quality: this range ends before it begins\n"
                        "quality:80..70\n"
                        "            ^" },
    { "quality:..", "quality: a range needs at least one end\n"
                    "quality:..\n"
                    "        ^" },
    { "quality:3.5", "quality: this is not a whole number; write 84, 80.., ..20 or -5..5\n"
                     "quality:3.5\n"
                     "        ^" },
    { "quality:>80", "quality: this is not a whole number; write 84, 80.., ..20 or -5..5\n"
                     "quality:>80\n"
                     "        ^" },
    { "quality:80-90", "quality: this is not a whole number; write 84, 80.., ..20 or -5..5\n"
                       "quality:80-90\n"
                       "        ^" },
    { "quality:..x", "quality: this is not a whole number; write 84, 80.., ..20 or -5..5\n"
                     "quality:..x\n"
                     "          ^" },
    { "quality:1..2..3", "quality: this is not a whole number; write 84, 80.., ..20 or -5..5\n"
                         "quality:1..2..3\n"
                         "           ^" },
    { "quality:99999999999999999999", "quality: this number is too large\n"
                                      "quality:99999999999999999999\n"
                                      "        ^" },
    { "quality:(80.. x)", "quality: this is not a whole number; write 84, 80.., ..20 or -5..5\n"
                          "quality:(80.. x)\n"
                          "              ^" },
    { "quality:\"abc\"", "quality: this is not a whole number; write 84, 80.., ..20 or -5..5\n"
                         "quality:\"abc\"\n"
                         "         ^" },
    { "heat:-", "heat: this is not a whole number; write 84, 80.., ..20 or -5..5\n"
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
    { "date:tomorrowish", "date: 'tomorrowish' is not a date: write 2021, 2021-06, 2021-06-27, "
                          "2021-06-27T06:09:00Z, today, yesterday or 7d, 2w, 3m, 1y\n"
                          "date:tomorrowish\n"
                          "     ^" },
    { "date:2021-06..nope",
      "date: 'nope' is not a date: write 2021, 2021-06, 2021-06-27, 2021-06-27T06:09:00Z, "
      "today, yesterday or 7d, 2w, 3m, 1y\n"
      "date:2021-06..nope\n"
      "              ^" },
    { "date:7x", "date: '7x' is not a date: write 2021, 2021-06, 2021-06-27, 2021-06-27T06:09:00Z, "
                 "today, yesterday or 7d, 2w, 3m, 1y\n"
                 "date:7x\n"
                 "     ^" },
    { "date:12:30",
      "date: '12:30' is not a date: write 2021, 2021-06, 2021-06-27, 2021-06-27T06:09:00Z, "
      "today, yesterday or 7d, 2w, 3m, 1y\n"
      "date:12:30\n"
      "     ^" },
    { "published:maybe", "published: this is neither true nor false\n"
                         "published:maybe\n"
                         "          ^" },
    { "title:", "nothing stands after title:, right behind the colon\n"
                "title:\n"
                "      ^" },
    { "title: azure", "nothing stands after title:, right behind the colon\n"
                      "title: azure\n"
                      "      ^" },
    { "azure topic:", "nothing stands after topic:, right behind the colon\n"
                      "azure topic:\n"
                      "            ^" },
    { "quality:", "nothing stands after quality:, right behind the colon\n"
                  "quality:\n"
                  "        ^" },
    { "(title:)", "nothing stands after title:, right behind the colon\n"
                  "(title:)\n"
                  "       ^" },
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
    { "title:/x/q", "after a regex stand the flags i, s, m, x, or a space; a slash inside is \\/\n"
                    "title:/x/q\n"
                    "         ^" },
    { "title:/x/ii", "this flag stands here twice\n"
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
      "after a regex stand the flags i, s, m, x, or a space; a slash inside is \\/; what "
      "is no regex stands in quotation marks\n"
      "path:/home/me/a.md\n"
      "            ^" },
    { "(title:/x/)", "a regex filters all that is found, so it cannot stand inside brackets\n"
                     "(title:/x/)\n"
                     " ^" },
    { "azure (cloud title:/x/)",
      "a regex filters all that is found, so it cannot stand inside brackets\n"
      "azure (cloud title:/x/)\n"
      "             ^" },
    { "azure OR title:/x/",
      "a regex filters all that is found, so it cannot stand beside OR or XOR\n"
      "azure OR title:/x/\n"
      "         ^" },
    { "title:/x/ XOR azure",
      "a regex filters all that is found, so it cannot stand beside OR or XOR\n"
      "title:/x/ XOR azure\n"
      "^" },
    { "azure NOT (title:/x/)",
      "a regex after NOT must stand alone; write -title:/x/, or put the rest first\n"
      "azure NOT (title:/x/)\n"
      "           ^" },
    { "NOT title:/x/ azure",
      "a regex after NOT must stand alone; write -title:/x/, or put the rest first\n"
      "NOT title:/x/ azure\n"
      "    ^" },
    { "azure NOT title:/x/ cloud",
      "a regex after NOT must stand alone; write -title:/x/, or put the rest first\n"
      "azure NOT title:/x/ cloud\n"
      "          ^" },
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
    { "@loop", "in the saved query @loop2: saved queries lead in a circle: @loop, @loop2, @loop\n"
               "@loop\n"
               "^" },
    { "@self", "in the saved query @self: saved queries lead in a circle: @self, @self\n"
               "@self\n"
               "^" },
    { "@badre", "in the saved query @badre: not a regex: missing closing parenthesis\n"
                "azure title:/a(/\n"
                "               ^" },
    { "azure OR @mild",
      "in the saved query @mild: a regex filters all that is found, so it cannot stand "
      "beside OR or XOR\n"
      "azure title:/notes/\n"
      "      ^" },
    { "(@notes)",
      "in the saved query @notes: a regex filters all that is found, so it cannot stand "
      "inside brackets\n"
      "title:/notes/\n"
      "^" },
    { "-@mild",
      "in the saved query @mild: a regex after NOT must stand alone; write -title:/x/, or "
      "put the rest first\n"
      "azure title:/notes/\n"
      "      ^" },
    { "azure \"caf	é", "this quotation mark is never closed\n"
                            "azure \"caf é\n"
                            "      ^" },
    { "微软 azure (", "this bracket is never closed\n"
                      "微软 azure (\n"
                      "           ^" },
    { "ｗｉｄｅ OR", "nothing stands after OR; as a word it is written in small letters\n"
                     "ｗｉｄｅ OR\n"
                     "         ^" },
    { "azure @nytimes,",
      "there is no saved query @nytimes,; there is @ai, @mild, @notes, @bad, @deepbad, "
      "@badre, @loop, @loop2, @self\n"
      "azure @nytimes,\n"
      "      ^" },
};

static void test_no_saved(struct fixture *fixture)
{
    fixture->options.config = NULL;
    tap_is_text(error_of(fixture, "@ai"),
                "there is no saved query @ai; none is in the configuration\n"
                "@ai\n"
                "^",
                "without a configuration");
    fixture->options.config = &fixture->config;
}

int main(void)
{
    static const struct told_article article = { "a", "Azure", { 0 } };
    struct fixture fixture;
    fixture_begin(&fixture);
    fixture_add(&fixture, &article);
    fixture_open(&fixture);
    fixture.config.saved = saved;
    fixture.config.saved_count = sizeof saved / sizeof *saved;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        tap_is_text(error_of(&fixture, rows[i].query), rows[i].error, rows[i].query);
    test_no_saved(&fixture);
    return fixture_end(&fixture);
}
