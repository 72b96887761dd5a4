/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index_request_table.h"

#include <stdio.h>

static const struct option_row OPTIONS[] = {
    { OPTION_DB, 'd', "db", "PATH", "The index",
      "the index (default: $NEWSSEARCH_DB, the configuration's db, or "
      "$XDG_DATA_HOME/newssearch/index)",
      "directory" },
    { OPTION_STATS, 0, "stats", NULL, NULL, "print what the index contains and stop", NULL },
    { OPTION_CHECK, 0, "check", NULL, NULL, "verify the index and stop", NULL },
    { OPTION_PROBLEMS, 0, "problems", NULL, NULL,
      "list all skipped files and all warnings, and stop", NULL },
    { OPTION_COMPACT, 0, "compact", NULL, NULL, "shrink the index and stop", NULL },
    { OPTION_REBUILD, 0, "rebuild", NULL, NULL,
      "build a new index from all registered directories and replace the old one in one step",
      NULL },
    { OPTION_LANGUAGE, 0, "language", "NAME", NULL,
      "language of the articles, for stemming; stored in the index (default english; none: no "
      "stemming)",
      NULL },
    { OPTION_SHARDS, 0, "shards", "N", NULL,
      "make a new index of N parts, which other machines can serve", NULL },
    { OPTION_FILES_FROM, 0, "files-from", "FILE", "Which files",
      "only the files that FILE lists, one per line (-: standard input)", "file" },
    { OPTION_NULL, '0', "null", NULL, NULL, "the names in --files-from end with NUL", NULL },
    { OPTION_FORGET, 0, "forget", "DIR", NULL,
      "remove a registered directory or file and its articles", "directory" },
    { OPTION_INCLUDE, 0, "include", "GLOB", NULL,
      "only files that match; repeatable; stored in the index", NULL },
    { OPTION_EXCLUDE, 0, "exclude", "GLOB", NULL,
      "leave out files and directories that match; repeatable; stored in the index", NULL },
    { OPTION_EXT, 0, "ext", "LIST", NULL,
      "more extensions of articles, such as njk,txt; stored in the index", NULL },
    { OPTION_PLAIN, 0, "plain", "[yes|no]", NULL,
      "whether files without front matter are articles, too; stored in the index", "yes|no" },
    { OPTION_MAX_FILE_SIZE, 0, "max-file-size", "BYTES", NULL,
      "skip larger files (default 16777216)", NULL },
    { OPTION_DRY_RUN, 'n', "dry-run", NULL, "How",
      "print what would be done, one line per file, and change nothing", NULL },
    { OPTION_WATCH, 0, "watch", NULL, NULL,
      "index, then keep running and index each change as it happens", NULL },
    { OPTION_JOBS, 'j', "jobs", "N", NULL, "threads (default: the number of processors)", NULL },
    { OPTION_WAIT, 0, "wait", "SECONDS", NULL, "how long to wait for another process (default 10)",
      NULL },
    { OPTION_PROGRESS, 0, "progress", "WHEN", NULL,
      "progress on standard error: auto (on a terminal), always or never", "auto|always|never" },
    { OPTION_FORMAT, 0, "format", "FORM", NULL, "how the summary is printed: text or json",
      "text|json" },
    { OPTION_CONFIG, 0, "config", "FILE", NULL,
      "the configuration (default: $XDG_CONFIG_HOME/newssearch/config.yaml)", "file" },
    { OPTION_QUIET, 'q', "quiet", NULL, NULL, "print no summary and no warnings, only errors",
      NULL },
    { OPTION_VERBOSE, 'v', "verbose", NULL, NULL,
      "print one line for each file that is changed or ignored", NULL },
    { OPTION_HELP, 'h', "help", NULL, NULL, "print this help and exit", NULL },
    { OPTION_VERSION, 'V', "version", NULL, NULL, "print the version and exit", NULL },
    { 0, 0, NULL, NULL, NULL, NULL, NULL },
};

const struct option_row *index_request_options(void)
{
    return OPTIONS;
}

void index_request_help(void)
{
    option_help(OPTIONS,
                "Usage: newsindex [OPTION]... [DIR|FILE]...\n"
                "Updates the index from files: articles with front matter in YAML, TOML or JSON,\n"
                "named *.md, *.markdown, *.mdown, *.mkd, *.mdx, *.html or *.htm. A DIR is\n"
                "registered; without an argument, all registered directories are updated.\n",
                "Exit status: 0 done; 1 done, but files were skipped; 2 failed; 75 another\n"
                "process is writing the index. Manual: newsindex(1). Examples:\n"
                "  newsindex ~/site/content\n"
                "  newsindex --dry-run\n"
                "  newsindex --problems\n",
                stdout);
}
