# SPDX-License-Identifier: GPL-2.0-or-later
"""What is measured: a row for each piece of work, with the command line of each program that can do it.

{name} in a command is a place (archive.py) or a word of a query (words.py). A goal is the most that newssearch may
need of what the peer needs; None: the peer is shown for comparison only. `work` names what has to be prepared.
"""
from typing import NamedTuple

NEWS = "newssearch"
VARIANTS = ("static", "before")  # newssearch linked statically; an earlier version, with an index of its own
QUEST_LARGE = 1000000  # from so many articles on, newssearch is to be no slower than quest
GOALS = {"quest": 1, "sqlite3": 1 / 3, "notmuch": 1, "recoll": 1, "qmd": 1}
QUEST_SMALL = 1.25


class Row(NamedTuple):
    what: str
    commands: dict
    goals: dict
    work: str = "search"  # build, look, search, hourly, thousand; the last two end in -told where nothing is looked for
    fine: tuple = (0,)


# Free words are looked for by SQLite in the columns that newssearch looks in.
FREE = "{{title excerpt body topics provider author}} : "
SHOWN = "article.path, article.title, article.excerpt, article.provider, date, quality, heat"


def sql(statement):
    return 'sqlite3 -readonly {sqlite3} "%s"' % statement.replace('"', '\\"')


def fts(match, tail="order by rank limit 10", free=FREE):
    return sql(f"select {SHOWN} from word join article on article.rowid = word.rowid"
               f" where word match '{free}({match})' {tail}")


def news(arguments):
    return "{bin}/newssearch -d {newssearch} " + arguments


TEXT_PREFIXES = {"title": "S", "excerpt": "XEX", "body": "XBO", "url": "XURL", "path": "XPATH", "related": "XREL"}
NAME_PREFIXES = {"topic": "XTOPIC", "provider": "XPROV", "site": "XSITE", "author": "A", "category": "XCAT",
                 "type": "T"}


def quest(query, size="10", options="-o and"):
    return f"quest -d {{scriptindex}} -m {size} {options} -p title:S -p excerpt:XEX '{query}'"


def notmuch(query):
    return f"notmuch --config={{mailrc}} search --limit=10 '{query}'"


def recoll(query):
    return f"recollq -c {{recoll}} -n 10 '{query}'"


def search(what, goals=None, **commands):
    """goals: those that differ from GOALS."""
    given = {NEWS: commands.pop("news"), **commands}
    return Row(what, given, {**GOALS, **(goals or {})}, fine=(0, 1, 123))  # 123: xargs, whose rg found nothing


def worded(what, words):
    return search(what, news=news(f"'{words}'"), quest=quest(words), sqlite3=fts(words),
                  notmuch=notmuch(words), recoll=recoll(words), qmd=f"qmd search -n 10 '{words}'")


def text_field(name):
    """A word in one field, which a hundredth of the articles have."""
    word = "{word_of_%s}" % name
    return search(f"{name}: a word", news=news(f"{name}:{word}"), sqlite3=fts(word, free=f"{name} : "),
                  quest=f"quest -d {{scriptindex}} -m 10 -p {name}:{TEXT_PREFIXES[name]} '{name}:{word}'")


def name_field(name, value, lowered):
    """A whole name, which quest finds as it was indexed."""
    return search(f"{name}: a name", news=news(f"""'{name}:"{value}"'"""),
                  quest=f"""quest -d {{scriptindex}} -m 10 -b {name}:{NAME_PREFIXES[name]} '{name}:"{lowered}"'""")


def value_field(what, query, condition):
    return search(what, NO_SQL_GOAL, news=news(query), sqlite3=sql(f"select {SHOWN} from article where {condition}"
                                                                   " order by date desc limit 10"))


# What SQLite answers from a plain index, or by other work than a match, is shown without a goal.
NO_SQL_GOAL = {"sqlite3": None}

BUILD = Row("build", {
    NEWS: "{bin}/newsindex -q -d {newssearch} {files}",
    "one-thread": "{bin}/newsindex -q -j 1 -d {one-thread} {files}",
    "scriptindex": "scriptindex --overwrite {scriptindex} {script} {dump}",
    "small-scriptindex": "scriptindex --overwrite {small-scriptindex} {small-script} {dump}",
    "sqlite3": "sh -c 'cd \"$1\" && exec sqlite3 articles.db <\"$2\"/peers/fts5.sql' sh {sql} {bench}",
    "recoll": "recollindex -c {recoll}",
    "notmuch": "notmuch --config={mailrc} new --quiet --no-hooks",
    "qmd": "qmd collection add {files} --name bench",
}, {"scriptindex": 1 / 6, "small-scriptindex": 1 / 2, "sqlite3": 4, "recoll": 1, "notmuch": 1, "qmd": 1}, "build")

# notmuch looks at the times of folders only, so that it misses what changes inside a file: no goal.
LOOK = Row("nothing changed", {
    NEWS: "{bin}/newsindex -q -d {newssearch}",
    "find": "find {files} -type f -printf '%T@ %s %p\\n'",
    "recoll": "recollindex -c {recoll}",
    "notmuch": "notmuch --config={mailrc} new --quiet --no-hooks",
    "qmd": "qmd update",
}, {"find": 1, "recoll": 1, "qmd": 1}, "look")

# scriptindex cannot look for what changed.
LOOKING = {NEWS: "{bin}/newsindex -q -d {newssearch}", "recoll": "recollindex -c {recoll}"}
TOLD = "{bin}/newsindex -q -d {newssearch} --files-from={changed}"
RETOLD = "scriptindex {scriptindex} {script} {delta}/articles.dump"
HOURLY, THOUSAND = "1 new, 32 heat edits", "1,000 changed texts"
CHANGES = [
    Row(HOURLY, LOOKING, {"recoll": 1}, "hourly"),
    Row(HOURLY + ", --files-from", {NEWS: TOLD, "scriptindex": RETOLD + " {delta}/new/articles.dump"},
        {"scriptindex": 1}, "hourly-told"),
    Row(THOUSAND, LOOKING, {"recoll": 1}, "thousand"),
    Row(THOUSAND + ", --files-from", {NEWS: TOLD, "scriptindex": RETOLD}, {"scriptindex": 1}, "thousand-told"),
]

SEARCHES = [
    Row("start-up, --version", {NEWS: "{bin}/newssearch --version", "rg": "rg --version"}, {"rg": 1.5}),
    worded("one word", "{one}"),
    worded("two words", "{two}"),
    worded("common words", "{common}"),
    worded("a word of half the articles", "{half}"),
    worded("a rare word", "{rare}"),
    worded("machine learning", "machine learning"),
    worded("simple library for python", "simple library for python"),
    search("a phrase", news=news("""'"{phrase}"'"""), quest=quest('"{phrase}"'), sqlite3=fts('"{phrase}"'),
           notmuch=notmuch('"{phrase}"'), recoll=recoll('"{phrase}"')),
    search("any of four words", news=news("--any '{four}'"), quest=quest("{four}", options="-o or"),
           sqlite3=fts("{any_of_four}"), recoll=recoll("{any_of_four}")),
    *[search(what, news=news(f"'{word}'"), quest=quest(word, options="-f wildcard,default"), sqlite3=fts(word),
             notmuch=notmuch(word), recoll=recoll(word))
      for what, word in (("micro*", "micro*"), ("the prefix of most words", "{prefix}*"))],
    *[text_field(name) for name in TEXT_PREFIXES],
    name_field("topic", "{topic}", "{topic_lower}"),
    name_field("provider", "{provider}", "{provider_lower}"),
    name_field("site", "{domain}", "{domain}"),
    name_field("author", "{author}", "{author_lower}"),
    name_field("category", "blog", "blog"),
    name_field("type", "video", "video"),
    value_field("date: a month, newest first", "--sort=date date:2021-06", "date >= '2021-06' and date < '2021-07'"),
    value_field("quality: a range, newest first", "--sort=date quality:120..", "quality >= 120"),
    value_field("heat: a range, newest first", "--sort=date heat:140..", "heat >= 140"),
    value_field("published:false, newest first", "--sort=date published:false", "not published"),
    value_field("two ranges, newest first", "--sort=date quality:80..120 date:2021",
                "quality between 80 and 120 and date >= '2021' and date < '2022'"),
    search("the newest 10", NO_SQL_GOAL, news=news("--sort=date"), notmuch=notmuch("*"),
           sqlite3=sql(f"select {SHOWN} from article order by date desc limit 10")),
    search("deep paging", news=news("--offset={deep} {deep_word}"), quest=quest("{deep_word}", size="{deep_end}"),
           sqlite3=fts("{deep_word}", "order by rank limit 10 offset {deep}")),
    search("facet: topics of a word's articles", NO_SQL_GOAL, news=news("-n 0 --facet=topic {one}"),
           sqlite3=sql(f"select name, count(*) from word join topic on article = word.rowid"
                       f" where word match '{FREE}({{one}})' group by name order by 2 desc limit 10")),
    search("chart: months of a word's articles", NO_SQL_GOAL, news=news("-n 0 --chart=month {one}"),
           sqlite3=sql(f"select substr(date, 1, 7), count(*) from word join article on article.rowid = word.rowid"
                       f" where word match '{FREE}({{one}})' group by 1")),
    search("regex on titles", {"rg": 1 / 20, **NO_SQL_GOAL},
           news=news("-n all --format=paths 'title:/{regex}/i'"), rg="rg -il '^title:.*{regex}' {files}",
           sqlite3=sql("select path from article where lower(title) regexp '{regex}'")),
    search("regex on titles and excerpts", {"rg": 1 / 20, **NO_SQL_GOAL},
           news=news("-n all --format=paths -i -e '{regex}'"), rg="rg -il '{regex}' {files}",
           sqlite3=sql("select path from article where lower(title) regexp '{regex}'"
                       " or lower(excerpt) regexp '{regex}'")),
    search("regex on titles, and a word", {"rg": 1}, news=news("-n all --format=paths {one} 'title:/{regex}/i'"),
           rg="sh -c 'rg -il0 {one} \"$1\" | xargs -0 rg -il \"^title:.*{regex}\"' sh {files}",
           sqlite3=fts("{one}", "and lower(article.title) regexp '{regex}'")),
    search("1,000 queries of two words", news="{bin}/newssearch -d {newssearch} --batch={queries}.txt",
           quest="sh -c 'while read -r query; do quest -d \"$1\" -m 10 -o and \"$query\"; done <\"$2\"'"
                 " sh {scriptindex} {queries}.txt",
           sqlite3="sqlite3 -readonly {sqlite3} '.read {queries}.sql'"),
]

ROWS = [BUILD, LOOK, *SEARCHES, *CHANGES]

# The programs that a name in a row needs, each with Debian's package of it.
PROGRAMS = {"scriptindex": ("scriptindex", "xapian-omega"), "quest": ("quest", "xapian-tools"),
            "delve": ("xapian-delve", "xapian-tools"), "sqlite3": ("sqlite3", "sqlite3"),
            "notmuch": ("notmuch", "notmuch"), "recoll": ("recollindex", "recollcmd"), "rg": ("rg", "ripgrep"),
            "find": ("find", "findutils"), "qmd": ("qmd", None)}
NEEDS = {"scriptindex": ("scriptindex", "quest", "delve"), "small-scriptindex": ("scriptindex", "delve")}

# What the table shows for a name, where it is not the name itself.
SHOWN_AS = {"search": {"recoll": "recollq"},
            "build": {"recoll": "recollindex", "one-thread": "newsindex -j 1",
                      "small-scriptindex": "scriptindex, 3 fields"},
            **{work: {"recoll": "recollindex"} for work in ("look", "hourly", "thousand")}}


def goal(row, name, count):
    """The most that newssearch may need of what that program needs, or None."""
    if row.work == "search" and name == "quest" and count < QUEST_LARGE:
        return QUEST_SMALL
    return row.goals.get(name)


def programs_of(row, peers):
    """Command lines by name: newssearch, its variants, and those of the peers that do this work."""
    ours = row.commands[NEWS]
    found = {NEWS: ours}
    if "static" in peers and row.work == "search":
        found["static"] = ours.replace("{bin}", "{static_bin}")
    if "before" in peers:
        found["before"] = ours.replace("{bin}", "{before_bin}").replace("{newssearch}", "{before}")
    for name, command in row.commands.items():
        if name in peers or (name == "quest" and "scriptindex" in peers):
            found[name] = command
    return found
