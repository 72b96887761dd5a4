#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random queries, each compared with a plain reading of the files: the same set of articles. Pages
laid end to end are the one long page. ORACLE_QUERIES (default 200), ORACLE_SEED."""
import collections
import datetime
import glob
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

import yaml

from tap import check, finish

QUERIES = int(os.environ.get("ORACLE_QUERIES", "200"))
SEED = int(os.environ.get("ORACLE_SEED", "4"))
TREES = ["corpus", "../shared/articles"]
rnd = random.Random(SEED)


def newssearch(*arguments):
    done = subprocess.run(["newssearch", "--now=2022-01-01T00:00:00Z", *arguments],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return done.stdout if done.returncode < 2 else "status %d: %s" % (done.returncode, done.stderr)


# ---- the plain reading ----

def shown(text):
    text = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", str(text)))
    return re.sub(r"\s+", " ", text).strip()


def fold(text):
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return text.replace("\u2019", "'")


def names(value):
    if value is None:
        return []
    return [shown(v) for v in (value if isinstance(value, list) else str(value).split())]


def once(values):
    """Each name once, case aside, as it is spelled first."""
    found = {}
    for value in values:
        found.setdefault(value.casefold(), value)
    return list(found.values())


def moment(value, path):
    if value is None:
        named = re.match(r"\d{4}-\d\d-\d\d(?=-)", os.path.basename(path))
        return named.group() + "T00:00:00Z" if named else None
    if isinstance(value, str):  # with an offset as YAML does not write it, or quoted
        value = re.sub(r" ([+-]\d\d):?(\d\d)$", r"\1:\2", value).replace("Z", "+00:00")
        value = datetime.datetime.fromisoformat(value)
    if isinstance(value, datetime.datetime):
        value = value.replace(tzinfo=None) if value.tzinfo is None else \
            value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.strftime("%Y-%m-%dT00:00:00Z") if isinstance(value, datetime.date) else None


def number(value):
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def read(path):
    with open(path, encoding="utf-8-sig", newline=None) as file:
        parts = re.split(r"(?m)^(?:---|\.\.\.)\s*$", file.read(), maxsplit=2)
    if len(parts) < 3 or parts[0]:
        return None
    matter = yaml.safe_load(parts[1])
    if not isinstance(matter, dict) or not matter.get("title"):
        return None
    provider = matter.get("provider") if isinstance(matter.get("provider"), dict) else {}
    published = matter.get("published")
    if published is None and isinstance(matter.get("draft"), bool):
        published = not matter["draft"]
    return {
        "title": shown(matter["title"]),
        "excerpt": shown(next((matter[k] for k in ("excerpt", "description", "summary")
                               if matter.get(k)), "")),
        "topic": once(n for k in ("topics", "tags", "tag", "categories", "keywords") for n in names(matter.get(k))),
        "provider": shown(provider.get("name") or ""), "site": provider.get("domain") or "",
        "type": shown(matter.get("type") or ""), "category": shown(matter.get("category") or ""),
        "date": moment(matter.get("publishedDateTime", matter.get("date")), path),
        "quality": number(matter.get("quality")), "heat": number(matter.get("heat")),
        "published": published is not False,
    }


def words(text):
    """Its words, and what is a word beyond doubt: letters alone, with nothing odd beside them."""
    return set(re.findall(r"(?<![^\s])[a-z]{3,}(?![^\s,.;!?)])", fold(text)))


def has_word(text, word):
    return re.search(r"(?<!\w)(?<!\w['&])%s(?!\w|['&]\w|[+#])" % word, fold(text)) is not None


# ---- queries with what they mean ----

def some(field):
    values = [v for a in articles.values()
              for v in (a[field] if isinstance(a[field], list) else [a[field]]) if v not in (None, "")]
    return rnd.choice(values)


def some_word(field):
    while True:
        found = words(some(field))
        if found:
            return rnd.choice(sorted(found))


def word():
    field = rnd.choice(["title", "excerpt"])
    one = some_word(field)
    return '%s:"%s"' % (field, one), lambda a: has_word(a[field], one)


def name():
    field = rnd.choice(["topic", "topic", "provider", "type", "category"])
    one = some(field)
    return '%s:"%s"' % (field, one.upper() if rnd.random() < .3 else one), \
        lambda a: fold(one) in [fold(v) for v in (a[field] if field == "topic" else [a[field]])]


def start_of_name():
    field = rnd.choice(["topic", "provider"])
    one = re.match(r"\w*", some(field)).group()[:rnd.randint(2, 4)]
    if not one:
        return name()
    return "%s:%s*" % (field, one), \
        lambda a: any(fold(v).startswith(fold(one)) for v in
                      (a[field] if field == "topic" else [a[field]]))


def site():
    one = some("site")
    if rnd.random() < .3 and one.count(".") > 1:
        one = one.split(".", 1)[1]
    return "site:" + one, lambda a: a["site"] == one or a["site"].endswith("." + one)


def integers():
    field, a, b = rnd.choice(["quality", "heat"]), rnd.randint(-20, 200), rnd.randint(0, 60)
    text, low, high = rnd.choice([("%d.." % a, a, 10**9), ("..%d" % a, -10**9, a),
                                  ("%d..%d" % (a, a + b), a, a + b), ("%d" % a, a, a)])
    return "%s:%s" % (field, text), lambda x: x[field] is not None and low <= x[field] <= high


def dates():
    first, last = sorted([some("date"), some("date")])
    first, last = first[:rnd.choice([4, 7, 10])], last[:rnd.choice([4, 7, 10])]
    text, low, high = rnd.choice([
        (first, first, first + "~"), (first + "..", first, "~"), (".." + last, "", last + "~"),
        (first + ".." + last, first, last + "~")])
    return "date:" + text, lambda a: a["date"] is not None and low <= a["date"] <= high


def period():
    """A stretch of the calendar, as datetime counts it; now is the first second of 2022."""
    day = datetime.date.fromisoformat(some("date")[:10])
    year, week, _ = day.isocalendar()
    quarter = (day.month + 2) // 3
    text, holds = rnd.choice([
        ("%d-%d" % (day.year, day.month), lambda d: (d.year, d.month) == (day.year, day.month)),
        ("%d-%d-%d" % (day.year, day.month, day.day), lambda d: d == day),
        ("%d-Q%d" % (day.year, quarter), lambda d: (d.year, (d.month + 2) // 3) == (day.year, quarter)),
        ("%d-W%02d" % (year, week), lambda d: d.isocalendar()[:2] == (year, week)),
        ("last-year", lambda d: d.year == 2021), ("this-month", lambda d: (d.year, d.month) == (2022, 1)),
        ("last-month", lambda d: (d.year, d.month) == (2021, 12)),
        ("last-quarter", lambda d: d.year == 2021 and d.month >= 10),
        ("last-week", lambda d: "2021-12-20" <= str(d) <= "2021-12-26"),
        ("6m..", lambda d: str(d) >= "2021-07-01"), ("2y..", lambda d: str(d) >= "2020-01-01"),
        ("2021-Q2..last-month", lambda d: "2021-04-01" <= str(d) <= "2021-12-31")])
    return "date:" + text, lambda a: a["date"] is not None and holds(datetime.date.fromisoformat(a["date"][:10]))


def published():
    value = rnd.random() < .7
    return "published:" + rnd.choice(["true", "Yes"] if value else ["false", "no"]), lambda a: a["published"] == value


def pattern():
    field = rnd.choice(["title", "excerpt"])
    one, other = some_word(field), some_word(field)
    return field, rnd.choice([r"\b%s\b" % one, "%s.*%s" % (one[:3], other[:2]), "^%s" % one,
                              "%s[.!?]?$" % one, "%s|%s" % (one, other), r"\d{2,}", r"[A-Z]{3}",
                              r"(\w)\1.*%s" % other[:2]])


def regex():
    field, expression = rnd.choice([
        pattern, lambda: ("topic", "^" + re.escape(some("topic")[:3])),
        lambda: ("topic", r"\s"), lambda: ("quality", r"^1?\d$"), lambda: ("heat", "^$"),
        lambda: ("date", "-0[1-6]-"), lambda: ("provider", "[aeiou]{2}"),
        lambda: ("published", "true"), lambda: ("site", r"^\w+\.com$")])()
    flags = rnd.choice(["", "i"])
    compiled = re.compile(expression, re.I if flags else 0)

    def holds(a):
        value = a[field]
        if isinstance(value, bool):
            value = "true" if value else "false"
        values = value if isinstance(value, list) else ["" if value is None else str(value)]
        return any(compiled.search(v) for v in values or [""])
    return "%s:/%s/%s" % (field, expression.replace("/", r"\/"), flags), holds


def operand():
    return rnd.choice([word, word, name, start_of_name, site, integers, dates, period, published])()


def either():
    parts = [operand() for _ in range(rnd.randint(2, 3))]
    joint = rnd.choice([" OR ", " OR ", " XOR "])
    holds = (lambda a: any(p[1](a) for p in parts)) if "X" not in joint else \
        (lambda a: sum(p[1](a) for p in parts) % 2 == 1)
    return "(%s)" % joint.join(p[0] for p in parts), holds


def conjunction():
    parts, texts = [], []
    fields = set()
    while len(parts) < rnd.randint(1, 4):
        text, holds = rnd.choice([operand, operand, either, regex])()
        field = text.split(":")[0]
        if field in fields:
            continue  # filters on one field of one value are alternatives
        fields.add(field)
        negative = rnd.random() < .3
        name, value = text.split(":", 1)
        if name in ("topic", "author") and rnd.random() < .3:
            text = rnd.choice([name + "s", name.upper()]) + ":" + value
        texts.append((rnd.choice(["-", "NOT "]) if negative else rnd.choice(["", "", "+"])) + text)
        parts.append((lambda h: lambda a: not h(a))(holds) if negative else holds)
    return " ".join(texts), lambda a: all(p(a) for p in parts)


def compare_pages(text, order):
    def list_paths(*options):
        return newssearch("--db=" + index, order, "--format=paths", *options, "--", text).splitlines()
    whole = list_paths("-n", "all")
    pages = []
    for offset in range(0, len(whole) + 7, 7):
        pages += list_paths("-n", "7", "--offset=%d" % offset)
    check(whole and pages == whole, "pages of 7 of %s %s are the %d of one page" % (order, text, len(whole)))
    count = newssearch("--db=" + index, "--count", "--", text).strip()
    check(count == str(len(whole)), "and --count says as many")


def compare_depths(title, *options):
    """However many rows are asked for, the first are the same, to the last digit of their scores: few are found by
    bounds, all of them by weighing each."""
    def rows(limit):
        told = newssearch("--db=" + index, "-n", limit, "--format=jsonl", "--fields=path,score", *options, "--", title)
        return told.splitlines()
    everything = rows("99999")
    wrong = [limit for limit in (1, 10, 60) if rows(str(limit)) != everything[:limit]]
    check(not wrong and all(row.startswith("{") for row in everything), "a page of %s %s has the first of all rows" % (options, title), wrong)


def compare_orders(text, *options):
    """The score of an article is the same in whatever order, and however many are shown."""
    def scores(*more):
        rows = newssearch("--db=" + index, "--format=tsv", "--no-header", "--fields=path,score", *options, *more, "--", text)
        return dict(row.split("\t") for row in rows.splitlines())
    everything = scores("-n", "all")
    wrong = [more for more in (["--sort=-date", "-n", "all"], ["--sort=-quality", "-n", "9"], ["--sort=path", "-n", "30"],
                               ["-n", "4"], ["-n", "200"])
             if any(everything.get(path) != score for path, score in scores(*more).items())]
    check(not wrong, "the scores of %s %s in any order" % (options, text), wrong)


# ---- counts ----

def facet_of(field, matches):
    """Names that fold alike are one, in the form that most of the articles have."""
    counts, forms = collections.Counter(), collections.Counter()
    for article in matches:
        values = article[field] if isinstance(article[field], list) else [article[field]]
        forms.update({value for value in values if value})
        counts.update({fold(value) for value in values if value})
    shown = {fold(form): form for form in sorted(forms, key=lambda form: (-forms[form], form.encode()), reverse=True)}
    return sorted(((shown[key], times) for key, times in counts.items()), key=lambda one: (-one[1], one[0].encode()))


def week(day):
    return "%d-W%02d" % datetime.date.fromisoformat(day).isocalendar()[:2]


STEPS = {"day": lambda a: a["date"] and a["date"][:10], "month": lambda a: a["date"] and a["date"][:7],
         "year": lambda a: a["date"] and a["date"][:4], "week": lambda a: a["date"] and week(a["date"][:10]),
         "quality": lambda a: None if a["quality"] is None else a["quality"] // 10,
         "heat": lambda a: None if a["heat"] is None else a["heat"] // 10}


def days(first, last):
    """Every day of the years from that of the one to that of the other."""
    start, end = datetime.date(int(first[:4]), 1, 1).toordinal(), datetime.date(int(last[:4]), 12, 31).toordinal()
    return [datetime.date.fromordinal(day).isoformat() for day in range(start, end + 1)]


def chart_of(kind, matches):
    """Every bucket from the first that has an article to the last, then those without a value."""
    counts = collections.Counter(STEPS[kind](article) for article in matches)
    absent = counts.pop(None, 0)
    if counts and kind in ("quality", "heat"):
        every = range(min(counts), max(counts) + 1)
    elif counts:
        dates = sorted(article["date"][:10] for article in matches if article["date"])
        every = dict.fromkeys(STEPS[kind]({"date": day}) for day in days(dates[0], dates[-1]))
        every = [step for step in every if min(counts) <= step <= max(counts)]
    else:
        every = []
    shown = [("%d..%d" % (key * 10, key * 10 + 9) if isinstance(key, int) else key, counts[key]) for key in every]
    return shown + ([(None, absent)] if absent else [])


def compare_counts(text, holds):
    matches = [article for article in articles.values() if holds(article)]
    facets = {"topic": "topic", "provider": "provider", "site": "site", "category": "category"}
    options = ["--facet=%s:10000" % name for name in facets] + ["--chart=" + kind for kind in STEPS]
    told = newssearch("--db=" + index, "-n", "0", "--format=json", *options, "--", text)
    got = json.loads(told) if told.startswith("{") else {"facets": {}, "charts": {}, "total": told}
    wrong = ["total %s, not %d" % (got["total"], len(matches))] if got["total"] != len(matches) else []
    for name, field in facets.items():
        counted = [(one["value"], one["count"]) for one in got["facets"].get(name, [])]
        if counted != facet_of(field, matches):
            wrong.append("facet %s: %s, not %s" % (name, counted[:5], facet_of(field, matches)[:5]))
    for kind in STEPS:
        counted = [(one["value"], one["count"]) for one in got["charts"].get(kind, [])]
        if counted != chart_of(kind, matches):
            wrong.append("chart %s: %s, not %s" % (kind, counted[:5], chart_of(kind, matches)[:5]))
    check(not wrong, "facets and charts of %s count what the oracle counts" % text, *wrong)


def compare_order():
    """An index that got the same articles in another order, one after the other, orders them alike."""
    other, wrong = os.path.join(work, "other"), []
    paths = sorted(articles)
    rnd.shuffle(paths)
    subprocess.run(["newsindex", "-q", "--db=" + other, *trees[:1]], check=False, stderr=subprocess.DEVNULL)
    for part in range(0, len(paths), 40):
        subprocess.run(["newsindex", "-q", "--db=" + other, *paths[part:part + 40]], check=False, stderr=subprocess.DEVNULL)
    for sort in ["relevance", "date", "quality", "heat", "title", "path"]:
        for text in ["", "the OR a", "azure", "-azure quality:50.."]:
            for more in [["--sort=" + sort], ["--sort=-" + sort], ["--sort=" + sort, "--any", "--rank=text"]]:
                lists = [newssearch("--db=" + one, "-n", "all", "--format=paths", *more, "--", text) for one in (index, other)]
                if lists[0] != lists[1] or lists[0].startswith("status"):
                    wrong.append("%s %s %s" % (sort, text, more))
    check(not wrong, "the order does not depend on that in which articles came", *wrong)


def main():
    found = 0
    for i in range(QUERIES):
        text, holds = conjunction()
        want = {path for path, article in articles.items() if holds(article)}
        got = newssearch("--db=" + index, "-n", "all", "--format=paths", "--", text)
        got = set(got.splitlines())
        found += bool(want)
        check(got == want, text, "too many: %s" % sorted(got - want)[:5],
              "missing: %s" % sorted(want - got)[:5])
    check(found * 3 > QUERIES, "a third of the queries and more find something (%d)" % found)
    for _ in range(QUERIES // 5):
        compare_counts(*conjunction())
    compare_order()
    titles = [re.findall(r"[A-Za-z]{2,}", article["title"]) for _, article in sorted(articles.items())]
    titles = [words for words in titles if len(words) > 1]
    for words in rnd.sample(titles, min(len(titles), QUERIES // 5)):
        compare_depths(" ".join(words), "--any", rnd.choice(["--rank=text", "--rank=quality=0.5,heat=1,recency=2"]))
        compare_depths(" ".join(words[:3]) + rnd.choice(["", " date:2020..", " -video"]))
        pair = " ".join(rnd.sample(words, 2))
        compare_orders('"%s" %s %s' % (pair, rnd.choice(words), " ".join(words[:2])), "--any")
        compare_orders('+%s %s "%s" date:2019..' % (rnd.choice(words), words[0], pair), "--any")
    for text in ["the", "date:2020.. -title:/a/", "topic:AI OR quality:90.."]:
        for order in ["--sort=relevance", "--rank=text", "--sort=quality"]:
            compare_pages(text, order)


work = tempfile.mkdtemp()
try:
    trees = [t for t in TREES if os.path.isdir(t)]
    index = os.path.join(work, "index")
    subprocess.run(["newsindex", "-q", "--db=" + index, *trees], check=True,
                   stdout=subprocess.DEVNULL)
    articles = {}
    for tree in trees:
        for path in glob.glob(tree + "/**/*.*", recursive=True):
            if path.endswith((".md", ".markdown", ".html", ".htm")):
                article = read(path)
                if article:
                    articles[os.path.abspath(path)] = article
    everything = newssearch("--db=" + index, "-n", "all", "--format=paths", "--sort=path")
    check(set(everything.splitlines()) == set(articles), "both know the same articles",
          set(everything.splitlines()) ^ set(articles))
    main()
finally:
    shutil.rmtree(work)
sys.exit(finish())
