/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Command lines: read by a table, and the help made of it. */
#include <limits.h>
#include <stdlib.h>

#include "buffer.h"
#include "option.h"
#include "tap.h"

enum {
    OPTION_DB = 1,
    OPTION_LIMIT,
    OPTION_ANY,
    OPTION_REGEX,
    OPTION_NOT_REGEX,
    OPTION_NULL,
    OPTION_BATCH,
    OPTION_REBUILD,
    OPTION_CASE,
    OPTION_FACET,
    OPTION_OPEN,
    OPTION_FAIL
};

static const struct option_foreign foreign[] = { { "fac", "write --facet" }, { NULL, NULL } };

static const struct option_row rows[] = {
    { OPTION_DB, 'd', "db", "PATH", "Where", "the index; without it $NEWSSEARCH_DB", "directory" },
    { OPTION_LIMIT, 'n', "limit", "N|all", "What",
      "how many (default 10; 0: none, which is of "
      "use where only facets or the number of matches are wanted)",
      NULL },
    { OPTION_ANY, 'a', "any", NULL, NULL, "either word will do", NULL },
    { OPTION_CASE, 'i', "ignore-case", NULL, NULL, "for all patterns", NULL },
    { OPTION_REGEX, 'e', "regex", "[FIELD:]PATTERN", NULL, "keep what matches", NULL },
    { OPTION_NOT_REGEX, 0, "not-regex", "[FIELD:]PATTERN-OF-LENGTH", NULL, "keep the rest", NULL },
    { OPTION_FACET, 0, "facet", "FIELD", NULL, "count values", "field" },
    { OPTION_NULL, '0', "null", NULL, "How", "end with NUL", NULL },
    { OPTION_BATCH, 'b', "batch", "[FILE]", NULL, "a query a line", "file" },
    { OPTION_OPEN, 0, "open", "[N]", NULL, "open result N", NULL },
    { OPTION_REBUILD, 0, "rebuild", NULL, NULL, "anew", NULL },
    { OPTION_FAIL, 0, "fail", NULL, NULL, "refused by the visitor", NULL },
    { 0 },
};

static int visit(void *context, const struct option_row *row, const char *value, struct error *err)
{
    struct buffer *seen = context;
    if (row->id == OPTION_FAIL)
        return error_set(err, "refused");
    buffer_printf(seen, "%s%s%s;", row->name, value ? "=" : "", value ? value : "");
    return 0;
}

/* The arguments stand in line, with spaces between. What is seen is given as
 * "any;limit=5;|operand|operand", or the error. */
static void reads(const char *line, const char *want)
{
    char copy[256], *argv[32] = { copy };
    int argc = 1;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
        argv[argc++] = strcmp(word, "''") == 0 ? word + 2 : word;
    for (int i = 1; i < argc; i++) /* a space within an argument */
        for (char *at = strchr(argv[i], '_'); at; at = strchr(at, '_'))
            *at = ' ';

    struct buffer seen = BUFFER_INIT;
    struct list operands = LIST_INIT;
    struct error err = { .text = "" };
    struct option_line command = {
        .rows = rows,
        .argc = argc,
        .argv = argv,
        .program = "p",
        .singly = "-a -i, -s date or -n5",
        .hyphen_means = "excludes it",
        .foreign = foreign,
    };
    int result = option_parse(&command, visit, &seen, &operands, &err);
    for (size_t i = 0; i < operands.count; i++)
        buffer_printf(&seen, "|%s", operands.items[i].data);
    const char *got = result == 0 ? buffer_text(&seen) : err.text;
    if (!tap_ok(strcmp(got, want) == 0, "the line '%s' is read, or its error is said", line))
        tap_note("got '%s', want '%s'", got, want);
    buffer_release(&seen);
    list_release(&operands);
}

static void test_forms(void)
{
    reads("", "");
    reads("pytorch azure", "|pytorch|azure");
    reads("-n5 -n 6 --limit=7 --limit 8", "limit=5;limit=6;limit=7;limit=8;");
    reads("--limit= -n ''", "limit=;limit=;");
    reads("a -a b --any c", "any;any;|a|b|c");
    reads("-a -i -0 -n5", "any;ignore-case;null;limit=5;");
    reads("-a -i -n 5 x", "any;ignore-case;limit=5;|x");
    reads("-n05 -n0", "limit=05;limit=0;");
    reads("-0", "null;");
    reads("-e -x", "regex=-x;");
    reads("-e title:/a=b/ --regex=title:/a=b/", "regex=title:/a=b/;regex=title:/a=b/;");
    reads("-n -- x", "limit=--;|x");
    reads("- x", "|-|x");
    reads("-a -- -a --any -- x", "any;|-a|--any|--|x");
    reads("a --", "|a");
    reads("'' x", "||x");
}

static void test_optional_value(void)
{
    reads("--batch", "batch;");
    reads("--batch queries", "batch;|queries");
    reads("--batch=queries", "batch=queries;");
    reads("-b queries", "batch;|queries");
    reads("-a -b", "any;batch;");
    reads("--open --open=3 --open x", "open;open=3;open;|x");
    reads("--open 3x", "open;|3x");
    reads("--open -n 3", "open;limit=3;");
    reads("--open -- 3", "open;|3");
    reads("--open 3", "write --open=3 for number 3, or --open -- 3 to search for 3");
    reads("x --open 12 3", "write --open=12 for number 12, or --open -- 12 to search for 12");
}

static void test_abbreviations(void)
{
    reads("--lim 5 --li=6", "limit=5;limit=6;");
    reads("--reb", "rebuild;");
    reads("--re", "option --re may mean any of --regex, --rebuild");
    reads("--n", "option --n may mean any of --not-regex, --null");
    reads("--db=x", "db=x;");
}

static void test_errors(void)
{
    reads("--limt=5", "unknown option --limt; did you mean --limit?");
    reads("--facets=x", "unknown option --facets; did you mean --facet?");
    reads("--ayn", "unknown option --ayn; did you mean --any?");
    reads("--colour", "unknown option --colour");
    reads("--fac=5", "unknown option --fac; write --facet");
    reads("--=5", "unknown option --=5");
    reads("--any=yes", "option --any takes no value");
    reads("--limit", "option --limit needs a value: --limit=N|all");
    reads("x -n", "option -n needs a value: --limit=N|all");
    reads("--fail", "refused");
}

#define ONE_BY_ONE "short options cannot be combined: write -a -i, -s date or -n5"

/* Neither a bundle of options nor a word that is excluded: the sentence names both. */
static void test_one_hyphen(void)
{
    reads("-ai", "unknown option -ai; p -- -ai excludes it; -a -i are two options");
    reads("-0ai", "unknown option -0ai; p -- -0ai excludes it; -0 -a -i are 3 options");
    reads("-dx", "unknown option -dx; p -- -dx excludes it; -d x is an option");
    reads("-ad", "unknown option -ad; p -- -ad excludes it; -a -d are two options");
    reads("-aedge", "unknown option -aedge; p -- -aedge excludes it; -a -e dge are two options");
    reads("-bqueries",
          "unknown option -bqueries; p -- -bqueries excludes it; -b queries is an option");
    reads("-nall", "unknown option -nall; p -- -nall excludes it; -n all is an option");
    reads("-n5x", "unknown option -n5x; p -- -n5x excludes it; -n takes a number, as in -n5");
    reads("-n=5", "unknown option -n=5; p -- -n=5 excludes it; -n 5 is an option");
    reads("-d=a_b", "unknown option '-d=a b'; p -- '-d=a b' excludes it; -d 'a b' is an option");
    reads("-n-5", "unknown option -n-5; p -- -n-5 excludes it; -n takes a number, as in -n5");
    reads("-a_b", "unknown option '-a b'; p -- '-a b' excludes it; -a b is an option");
    reads("-any",
          "unknown option -any; p -- -any excludes it; " ONE_BY_ONE "; --any is an option, too");
    reads("-limit=5", "unknown option -limit=5; p -- -limit=5 excludes it; " ONE_BY_ONE
                      "; --limit is an option, too");
    reads("-x", "unknown option -x; p -- -x excludes it; " ONE_BY_ONE);
    reads("-5", "unknown option -5; p -- -5 excludes it; " ONE_BY_ONE);
    reads("-webinar", "unknown option -webinar; p -- -webinar excludes it; " ONE_BY_ONE);
    reads("-title:/webinar/",
          "unknown option -title:/webinar/; p -- -title:/webinar/ excludes it; " ONE_BY_ONE);
    reads("-\"deep_learning\"", "unknown option '-\"deep learning\"'; p -- '-\"deep learning\"' "
                                "excludes it; " ONE_BY_ONE);
    reads("-won't", "unknown option '-won'\\''t'; p -- '-won'\\''t' excludes it; " ONE_BY_ONE);
    reads("-été", "unknown option -été; p -- -été excludes it; " ONE_BY_ONE);
    reads("x -word", "unknown option -word; -- -word excludes it: p -- x -word; " ONE_BY_ONE);
    reads("-n5 a_b -d x --any -it's b",
          "unknown option '-it'\\''s'; -- '-it'\\''s' excludes it: p -n5 "
          "-d x --any -- 'a b' '-it'\\''s' b; " ONE_BY_ONE);
    reads("-n all -word -- --any", "unknown option -word; -- -word excludes it: p -n all -- -word "
                                   "--any; " ONE_BY_ONE);
    reads("--limit 5 -word --limit",
          "unknown option -word; -- -word excludes it: p --limit 5 --limit "
          "-- -word; " ONE_BY_ONE);
    reads("-\xC3", "unknown option -\xC3; p -- -\xC3 excludes it; " ONE_BY_ONE);
}

static void is_spelled(const char *argument, const char *want)
{
    const struct option_row *row = option_spelled(rows, argument);
    tap_is_text(row ? row->name : "none", want, "'%s' is spelled like %s", argument, want);
}

static void test_spelled(void)
{
    is_spelled("-a", "any");
    is_spelled("-n5", "limit");
    is_spelled("--any", "any");
    is_spelled("--limit=5", "limit");
    is_spelled("--limit", "limit");
    is_spelled("--any=5", "none");
    is_spelled("--an", "none");
    is_spelled("-ai", "none");
    is_spelled("-n5x", "none");
    is_spelled("-x", "none");
    is_spelled("-", "none");
    is_spelled("--", "none");
    is_spelled("any", "none");
}

static void is_number(const char *value, long least, long most, const char *want)
{
    struct error err;
    long number;
    char got[sizeof err.text];
    if (option_number(&number, value, least, most, "--limit", &err) == 0)
        snprintf(got, sizeof got, "%ld", number);
    else
        snprintf(got, sizeof got, "%s", err.text);
    tap_is_text(got, want, "option_number reads \"%s\" from %ld to %ld", value, least, most);
}

static void test_numbers(void)
{
    is_number("0", 0, 9, "0");
    is_number("007", 0, 9, "7");
    is_number("9", 0, 9, "9");
    is_number("10", 0, 9, "--limit takes a whole number from 0 to 9, not '10'");
    is_number("0", 1, 9, "--limit takes a whole number from 1 to 9, not '0'");
    is_number("", 0, 99, "--limit takes a whole number from 0 to 99, not ''");
    is_number("-1", 0, 99, "--limit takes a whole number from 0 to 99, not '-1'");
    is_number("+1", 0, 99, "--limit takes a whole number from 0 to 99, not '+1'");
    is_number(" 1", 0, 99, "--limit takes a whole number from 0 to 99, not ' 1'");
    is_number("1x", 0, 99, "--limit takes a whole number from 0 to 99, not '1x'");
    is_number("9223372036854775807", 0, LONG_MAX, "9223372036854775807");
    is_number("9223372036854775808", 0, LONG_MAX,
              "--limit takes a whole number from 0 on, not '9223372036854775808'");
    is_number("99999999999999999999999", 0, LONG_MAX,
              "--limit takes a whole number from 0 on, not '99999999999999999999999'");
}

static void test_help(void)
{
    static const char want[] =
        "Usage: program [OPTION]... QUERY...\n"
        "Where:\n"
        "  -d, --db=PATH                the index; without it $NEWSSEARCH_DB\n"
        "What:\n"
        "  -n, --limit=N|all            how many (default 10; 0: none, which is of use\n"
        "                               where only facets or the number of matches are\n"
        "                               wanted)\n"
        "  -a, --any                    either word will do\n"
        "  -i, --ignore-case            for all patterns\n"
        "  -e, --regex=[FIELD:]PATTERN  keep what matches\n"
        "      --not-regex=[FIELD:]PATTERN-OF-LENGTH\n"
        "                               keep the rest\n"
        "      --facet=FIELD            count values\n"
        "How:\n"
        "  -0, --null                   end with NUL\n"
        "  -b, --batch[=FILE]           a query a line\n"
        "      --open[=N]               open result N\n"
        "      --rebuild                anew\n"
        "      --fail                   refused by the visitor\n"
        "See program(1).\n";
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    option_help(rows, "Usage: program [OPTION]... QUERY...", "See program(1).\n", stream);
    fclose(stream);
    tap_is_text(text, want, "option_help prints usage, groups and epilogue");
    free(text);

    static const struct option_row few[] = {
        { 1, 0, "version", NULL, NULL, "the version, and nothing else", NULL }, { 0 }
    };
    stream = open_memstream(&text, &size);
    option_help(few, "Usage: program\n", NULL, stream);
    fclose(stream);
    tap_is_text(text, "Usage: program\n      --version  the version, and nothing else\n",
                "without groups and epilogue");
    free(text);
}

int main(void)
{
    test_forms();
    test_optional_value();
    test_abbreviations();
    test_errors();
    test_one_hyphen();
    test_spelled();
    test_numbers();
    test_help();
    return tap_done();
}
