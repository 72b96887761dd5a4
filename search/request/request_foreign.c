/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "request_foreign.h"

#include <stddef.h>

#define SINCE "in the query write date:2021-06-27.. or date:7d.."
#define UNTIL "in the query write date:..2021-06-27"
#define FIELD(prefix) "in the query write " prefix ":VALUE"
#define EXCLUDE "in the query write -word; --not-regex=PATTERN is for a pattern"
#define LIMIT "write --limit=N"
#define PATHS "write --format=paths"
#define QUERY "write the query without an option"

/* Of git, ripgrep, grep, notmuch, recoll and jq. */
static const struct option_foreign rows[] = {
    { "since", SINCE "; --since-last=NAME lists what is new since its last search" },
    { "after", SINCE },
    { "newer", SINCE },
    { "until", UNTIL },
    { "before", UNTIL },
    { "older", UNTIL },
    { "date", "in the query write date:2021-06-27 or date:2021..2022" },
    { "author", FIELD("author") },
    { "title", FIELD("title") },
    { "tag", FIELD("topic") },
    { "topic", FIELD("topic") },
    { "site", FIELD("site") },
    { "provider", FIELD("provider") },
    { "category", FIELD("category") },
    { "type", FIELD("type") },
    { "lang", FIELD("lang") },
    { "language", FIELD("lang") },
    { "path", FIELD("path") },
    { "query", QUERY },
    { "search", QUERY },
    { "grep", QUERY },
    { "not", EXCLUDE },
    { "exclude", EXCLUDE },
    { "invert-match", EXCLUDE },
    { "or", "write --any, or OR in the query" },
    { "from", SINCE " for a time, author:VALUE for a person" },
    { "reverse", "write a hyphen before the key, as in --sort=-date" },
    { "max-count", LIMIT },
    { "max", LIMIT },
    { "head", LIMIT },
    { "top", LIMIT },
    { "skip", "write --offset=N" },
    { "json", "write --format=json" },
    { "csv", "write --format=csv" },
    { "html", "write --format=html" },
    { "output", "write --format=FORMAT" },
    { "files", PATHS },
    { "files-with-matches", PATHS },
    { "print0", "write --null" },
    { NULL, NULL },
};

const struct option_foreign *request_foreign_options(void)
{
    return rows;
}
