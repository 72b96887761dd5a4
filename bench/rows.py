# SPDX-License-Identifier: GPL-2.0-or-later
"""What is measured: a row a piece of work, with the command line of each program that can do it.

{name} in a command is a place (archive.py). A goal is the most that newssearch may need of what the
peer needs; None: the peer is shown for comparison alone. `work` names what has to be prepared.
"""
from typing import NamedTuple

NEWS = "newssearch"
THIRD = 1 / 3


class Row(NamedTuple):
    what: str
    commands: dict
    goals: dict
    work: str = "search"  # build, look, search, hourly, thousand; those two end in -told where nothing is looked for
    fine: tuple = (0,)


# Free words are looked for by SQLite in the columns that newssearch looks in.
FREE = "{{title excerpt body topics provider author}} : "
SHOWN = "article.path, article.title, article.excerpt, provider, date, quality, heat"


def sql(statement):
    return 'sqlite3 -readonly {sqlite3} "%s"' % statement.replace('"', '\\"')


def fts(match, tail="order by rank limit 10", free=FREE):
    return sql(f"select {SHOWN.replace('provider', 'article.provider')} from word"
               f" join article on article.rowid = word.rowid where word match '{free}({match})' {tail}")


def news(arguments):
    return "{bin}/newssearch -d {newssearch} " + arguments


def quest(query, size="10", options="-o and"):
    return "quest -d {scriptindex} -m " + size + f" {options} -p title:S -p excerpt:XEX '{query}'"


def notmuch(query):
    return f"notmuch --config={{mailrc}} search --limit=10 '{query}'"


def recoll(query):
    return f"recollq -c {{recoll}} -n 10 '{query}'"


SEARCH_GOALS = {"scriptindex": 1, "sqlite3": THIRD, "notmuch": 1, "recoll": 1, "rg": 1 / 20}


def search(what, goals=None, **commands):
    """A search; sqlite3 has a goal where DESIGN sets one: for words."""
    given = {NEWS: commands.pop("news"), **commands}
    return Row(what, given, {name: (goals or SEARCH_GOALS).get(name) for name in commands}, fine=(0, 1))


def worded(what, words):
    return search(what, news=news(f"'{words}'"), scriptindex=quest(words), sqlite3=fts(words),
                  notmuch=notmuch(words), recoll=recoll(words))


# Searches that SQLite answers from a plain index, or by other work, have it beside them without a goal.
NOT_SQL = {**SEARCH_GOALS, "sqlite3": None}

BUILD = Row("build", {
    NEWS: "{bin}/newsindex -q -d {newssearch} {files}",
    "one-thread": "{bin}/newsindex -q -j 1 -d {one-thread} {files}",
    "scriptindex": "scriptindex --overwrite {scriptindex} {script} {dump}",
    "sqlite3": "sh -c 'cd \"$1\" && exec sqlite3 articles.db <\"$2\"/peers/fts5.sql' sh {sql} {bench}",
    "recoll": "recollindex -c {recoll}",
    "notmuch": "notmuch --config={mailrc} new --quiet --no-hooks",
}, {"scriptindex": 1 / 6, "sqlite3": 4, "recoll": 1, "notmuch": 1}, "build")

# notmuch looks at the folders' times alone, so that it misses what changes inside a file: no goal.
LOOK = Row("nothing changed", {
    NEWS: "{bin}/newsindex -q -d {newssearch}",
    "find": "find {files} -type f -printf '%T@ %s %p\\n'",
    "recoll": "recollindex -c {recoll}",
    "notmuch": "notmuch --config={mailrc} new --quiet --no-hooks",
}, {"find": 1, "recoll": 1}, "look")

# scriptindex cannot look for what changed.
LOOKING = {NEWS: "{bin}/newsindex -q -d {newssearch}", "recoll": "recollindex -c {recoll}"}
TOLD = "{bin}/newsindex -q -d {newssearch} --files-from={changed}"
RETOLD = "scriptindex {scriptindex} {script} {delta}/articles.dump"
HOURLY, THOUSAND = "1 new, 32 heat edits", "1,000 changed texts"
CHANGES = [
    Row(HOURLY, LOOKING, {"recoll": 1}, "hourly"),
    Row(HOURLY + ", told which", {NEWS: TOLD, "scriptindex": RETOLD + " {delta}/new/articles.dump"},
        {"scriptindex": 1}, "hourly-told"),
    Row(THOUSAND, LOOKING, {"recoll": 1}, "thousand"),
    Row(THOUSAND + ", told which", {NEWS: TOLD, "scriptindex": RETOLD}, {"scriptindex": 1}, "thousand-told"),
]

SEARCHES = [
    Row("start-up, --version", {NEWS: "{bin}/newssearch --version", "rg": "rg --version"}, {"rg": 1.5}),
    worded("one word", "azure"),
    worded("two words", "pytorch azure"),
    worded("common words", "new company"),
    worded("a rare word", "{rare}"),
    search("a phrase", news=news("'\"machine learning\"'"), scriptindex=quest('"machine learning"'),
           sqlite3=fts('"machine learning"'), notmuch=notmuch('"machine learning"'),
           recoll=recoll('"machine learning"')),
    search("any of four words", news=news("--any 'pytorch azure model training'"),
           scriptindex=quest("pytorch azure model training", options="-o or"),
           sqlite3=fts("pytorch OR azure OR model OR training"),
           notmuch=notmuch("pytorch or azure or model or training"),
           recoll=recoll("pytorch OR azure OR model OR training")),
    search("a wildcard", news=news("'micro*'"), scriptindex=quest("micro*", options="-f wildcard,default"),
           sqlite3=fts("micro*"), notmuch=notmuch("micro*"), recoll=recoll("micro*")),
    search("a word in the title", news=news("title:azure"), scriptindex=quest("title:azure"),
           sqlite3=fts("azure", free="title : "), notmuch=notmuch("subject:azure")),
    search("ranges alone, newest first", NOT_SQL, news=news("--sort=date quality:80..120 date:2021"),
           sqlite3=sql(f"select {SHOWN} from article where quality between 80 and 120 and date >= '2021'"
                       " and date < '2022' order by date desc limit 10"), notmuch=notmuch("date:2021..2021")),
    search("the newest 10", NOT_SQL, news=news("--sort=date"),
           sqlite3=sql(f"select {SHOWN} from article order by date desc limit 10"), notmuch=notmuch("*")),
    search("deep paging", news=news("--offset={deep} AI"), scriptindex=quest("AI", size="{deep_end}"),
           sqlite3=fts("AI", "order by rank limit 10 offset {deep}")),
    search("facet: topics of a word's articles", NOT_SQL, news=news("-n 0 --facet=topic azure"),
           sqlite3=sql(f"select name, count(*) from word join topic on article = word.rowid"
                       f" where word match '{FREE}(azure)' group by name order by 2 desc limit 10")),
    search("chart: months of a word's articles", NOT_SQL, news=news("-n 0 --chart=month azure"),
           sqlite3=sql(f"select substr(date, 1, 7), count(*) from word join article on article.rowid = word.rowid"
                       f" where word match '{FREE}(azure)' group by 1")),
    search("regex on titles", NOT_SQL, news=news("-n all --format=paths 'title:/power\\s+apps/i'"),
           rg="rg -il '^title:.*power\\s+apps' {files}",
           sqlite3=sql("select path from article where lower(title) regexp 'power\\s+apps'")),
    search("regex on titles and excerpts", NOT_SQL, news=news("-n all --format=paths -i -e 'power\\s+apps'"),
           rg="rg -il 'power\\s+apps' {files}",
           sqlite3=sql("select path from article where lower(title) regexp 'power\\s+apps'"
                       " or lower(excerpt) regexp 'power\\s+apps'")),
    search("regex on titles, and a word", {"rg": 1},
           news=news("-n all --format=paths azure 'title:/power\\s+apps/i'"),
           rg="sh -c 'rg -il0 azure \"$1\" | xargs -0 rg -il \"^title:.*power\\s+apps\"' sh {files}",
           sqlite3=fts("azure", "and lower(article.title) regexp 'power\\s+apps'")),
    search("1,000 queries of two words", news="{bin}/newssearch -d {newssearch} --batch={queries}.txt",
           scriptindex="sh -c 'while read -r query; do quest -d \"$1\" -m 10 -o and \"$query\"; done <\"$2\"'"
                       " sh {scriptindex} {queries}.txt",
           sqlite3="sqlite3 -readonly {sqlite3} '.read {queries}.sql'"),
]

ROWS = [BUILD, LOOK, *SEARCHES, *CHANGES]

# The program that has to be there for a name in a row, and Debian's package of it.
PROGRAMS = {"scriptindex": ("scriptindex", "xapian-omega"), "quest": ("quest", "xapian-tools"),
            "sqlite3": ("sqlite3", "sqlite3"), "notmuch": ("notmuch", "notmuch"),
            "recoll": ("recollindex", "recollcmd"), "rg": ("rg", "ripgrep"), "find": ("find", "findutils")}
NEEDS = {"scriptindex": ("scriptindex", "quest")}

# What stands in the table for a name, where it is not the name itself.
SHOWN_AS = {"search": {"scriptindex": "quest", "recoll": "recollq"},
            "build": {"recoll": "recollindex", "one-thread": "newsindex -j 1"},
            **{work: {"recoll": "recollindex"} for work in ("look", "hourly", "thousand")}}
