#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Options and formats, each beside each: what is shown, accepted or refused. Nothing is left out in
silence."""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish

top = os.getcwd()
work = tempfile.mkdtemp()
FORMATS = ["text", "json", "jsonl", "csv", "tsv", "paths", "urls", "atom", "html", "{title}\\n"]
# option: the formats that show what it asks for
SHOWN = {
    ("--facet=topic",): {"text", "json", "html"},
    ("--chart=month",): {"text", "json", "html"},
    ("--facet=topic", "-n0"): {"text", "json", "html", "csv", "tsv"},
    ("--chart=heat", "-n", "0"): {"text", "json", "html", "csv", "tsv"},
    ("--fields=title",): {"json", "jsonl", "csv", "tsv"},
    ("--no-header",): {"csv", "tsv"},
    ("-0",): {"paths", "urls"},
    ("--explain",): {"text", "json", "jsonl"},
}
# these set how to search or print
EVERYWHERE = [("-n5",), ("--limit=all",), ("--offset=1",), ("-s", "date"), ("--sort=quality,-date",), ("--rank=text",),
              ("--rank=quality=2,recency=0",), ("--color=always",), ("--color=never",), ("--hyperlink=never",), ("--no-pager",),
              ("--now=2021-01-01T00:00:00Z",), ("-i",), ("--timeout=3",), ("--any",)]
CONFIG = "limit: 3\nsort: date\nrank: text\ncolor: always\npager: cat\ncolors: match:none\nsaved: {x: common}\n"


def run(*arguments, **more):
    return subprocess.run(["newssearch", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=work, **more)


def article(name, title, *lines):
    path = os.path.join(work, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write("---\ntitle: '%s'\n%s\n---\ncommon\n" % (title, "\n".join(lines)))


def make_index():
    for i in range(6):
        article("news/%d.md" % i, "Title %d" % i, "topics: [AI%s]" % (", Cloud" if i % 2 else ""), "quality: %d" % (i * 12),
                "heat: %d" % (90 - i), "date: 2021-%02d-03" % (1 + 2 * i), "provider: {name: P%d, domain: p%d.example}" % (i // 2, i // 2),
                "webUrl: https://p%d.example/%d" % (i // 2, i))
    article("news/bare.md", "Bare")
    subprocess.run(["newsindex", "-q", "news"], cwd=work, check=True)


def is_silent(done):
    """Whether nothing was said but that urls leaves out the article without an address."""
    return done.stderr in (b"", b"newssearch: warning: 1 result has no address (webUrl) and is left out\n")


def test_shown():
    for options, formats in SHOWN.items():
        for name in FORMATS:
            done = run("common", "--format=" + name, *options)
            if name in formats:
                check(done.returncode == 0 and done.stdout and is_silent(done), "%s has an effect on %s" % (" ".join(options), name), done)
            else:
                check(done.returncode == 2 and not done.stdout and b" is for --format=" in done.stderr,
                      "%s with %s is refused" % (" ".join(options), name), done)
        for more in ([], ["--format=json"]):
            done = run("common", "-c", *options, *more)
            check(done.returncode == 2 and b"--count" in done.stderr, "%s with -c %s is refused" % (" ".join(options), " ".join(more)), done)


def test_everywhere():
    config = os.path.join(work, "config.yaml")
    with open(config, "w", encoding="utf-8") as file:
        file.write(CONFIG)
    for name in FORMATS:
        wrong = [options for options in EVERYWHERE + [("--config=" + config,)]
                 if (lambda done: done.returncode or not is_silent(done) or not done.stdout)(run("common", "--format=" + name, *options))]
        check(not wrong, "what sets how to search or print is accepted with " + name, wrong)
    wrong = [options for options in EVERYWHERE + [("--config=" + config,)]
             if run("common", "-c", *options).stdout != b"7\n" or run("common", "-c", *options).stderr]
    check(not wrong, "what sets how to search or print is accepted with -c and does not change its number", wrong)
    for name in ("csv", "{title}", "paths", "json"):
        with open(config, "w", encoding="utf-8") as file:
            file.write("format: '%s'\n" % name)
        done = run("--config=" + config, "common", "-c")
        want = b'{"schema":1,"total":7}\n' if name == "json" else b"7\n"
        check(done.stdout == want and not done.stderr, "format: %s of the configuration is no error with -c" % name, done)
    done = run("--config=" + config, "common", "-0")
    check(done.returncode == 2 and done.stderr == b"newssearch: --null is for --format=paths or urls; the configuration sets another format\n",
          "an option that the configuration's format does not take is an error that names the configuration", done)


def test_nothing_asked():
    everything = [("-e", "Title"), ("--not-regex=x",), ("--like=news/1.md",), ("--sort=date",), ("--facet=topic",), ("--chart=day",),
                  ("-c",), ("--since-last=all", "--peek")]
    for options in everything:
        check(run(*options).returncode == 0, "without a query, %s searches all articles" % options[0])
    for options in ([], ["-n5"], ["--any"], ["--format=json"], ["--collapse=provider"], ["--offset=1"], ["--rank=text"]):
        done = run(*options)
        check(done.returncode == 2 and b"Usage: newssearch" in done.stderr, "without a query, %s prints the usage" % (options or "the program"), done)
    for options in (["--show=news/1.md"], ["--saved"], ["--mcp"], ["--batch"]):
        done = run(*options, "common", stdin=subprocess.DEVNULL)
        check(done.returncode == 2 and b"QUERY" in done.stderr, options[0] + " takes no query", done)


def test_collapse():
    found = json.loads(run("common", "--collapse=provider", "-s", "quality", "--format=json", "--facet=topic", "--chart=year", "-n2").stdout)
    check(found["total"] == 4 and len(found["results"]) == 2, "with --collapse the total and -n count rows", found)
    check(found["facets"]["topic"][0]["count"] == 6 and found["charts"]["year"][0]["count"] == 6, "with --collapse facets and charts count articles", found)
    check(run("common", "--collapse=provider", "-c").stdout == b"4\n", "with --collapse -c counts rows")
    rows = json.loads(run("common", "--collapse=provider", "-s", "quality", "--format=json", "--offset=1", "-n2").stdout)["results"]
    check([row["title"] for row in rows] == ["Title 3", "Title 1"], "with --collapse --offset counts rows", rows)


def test_lists():
    want = json.loads(run("common", "-n0", "--format=json", "--facet=topic", "--facet=provider:2", "--chart=month", "--chart=quality").stdout)
    cells = [[name, bucket["value"] or "", str(bucket["count"])] for kind in ("facets", "charts")
             for name, buckets in want[kind].items() for bucket in buckets]
    options = ["common", "-n0", "--facet=topic", "--facet=provider:2", "--chart=month", "--chart=quality"]
    got = list(csv.reader(io.StringIO(run(*options, "--format=csv").stdout.decode(), newline="")))
    check(got == [["facet", "value", "count"]] + cells, "csv has the facets and charts of json", got)
    got = [line.split("\t") for line in run(*options, "--format=tsv", "--no-header").stdout.decode().splitlines()]
    check(got == cells, "tsv has the facets and charts of json", got)
    months = [bucket["value"] for bucket in want["charts"]["month"]]
    check(months == ["2021-%02d" % month for month in range(1, 12)] + [None], "a chart has its empty months", months)
    tens = [bucket["value"] for bucket in want["charts"]["quality"]]
    check(tens == ["%d..%d" % (10 * ten, 10 * ten + 9) for ten in range(7)] + [None], "a chart of numbers has its empty tens", tens)
    check(run("zzz", "-n0", "--facet=topic", "--format=csv").stdout == b"facet,value,count\r\n", "csv of facets of nothing is the line of names")
    check(run("zzz", "-n0", "--facet=topic", "--format=tsv", "--no-header").stdout == b"", "tsv of facets of nothing without the line of names is empty")


def test_paths():
    want = os.path.join(os.path.realpath(work), "news/5.md")
    for name, options in (("json", []), ("jsonl", []), ("csv", []), ("tsv", []), ("paths", []), ("html", []), ("{path}", []),
                          ("{path:json}", []), ("csv", ["-n0", "--facet=path"]), ("json", ["-n0", "--facet=path"])):
        check(want.encode() in run("title:5", "--format=" + name, *options).stdout, "%s has absolute paths %s" % (name, " ".join(options)))
    text = run("title:5").stdout.decode()
    check("\n  news/5.md\n" in text and want not in text, "text shortens those below the working directory", text)
    text = subprocess.run(["newssearch", "title:5"], stdout=subprocess.PIPE, cwd="/", text=True).stdout
    check(want in text, "text does not shorten paths above the working directory", text)


def test_fields():
    defaults = "path,title,publishedDateTime,quality,heat,webUrl"
    check(run("common", "--format=csv").stdout.decode().split("\r\n")[0] == defaults, "csv has the default columns")
    check(run("common", "--format=tsv").stdout.decode().split("\n")[0] == defaults.replace(",", "\t"), "tsv has the default columns")
    row = json.loads(run("title:5", "--format=json").stdout)["results"][0]
    check("body" not in row and "related" not in row and row["type"] is None and row["authors"] == [], "json has all but body and related", row)
    row = json.loads(run("title:5", "--format=jsonl", "--fields=body,heat,topic").stdout)
    check(list(row) == ["body", "heat", "topics"] and row["body"] == "common", "--fields names others, by key or prefix", row)
    line = run("title:5", "--format=csv", "--fields=topics,heat,type", "--no-header").stdout
    check(line == b"AI; Cloud,85,\r\n", "csv joins a list and leaves an absent value empty", line)
    done = run("title:5", "--fields=topics,heet", "--format=csv")
    check(done.returncode == 2 and b"did you mean 'heat'" in done.stderr, "an unknown field of --fields is an error with the nearest name", done)
    ends = run("common", "-n2", "-0", "--format=urls", "-s", "path").stdout
    check(ends.count(b"\0") == 2 and b"\n" not in ends, "-0 ends urls with NUL", ends)
    none = run("title:bare", "-n0", "--facet=topic", "--facet=author").stdout.decode()
    check(none == "1 article\n\ntopic\n  no values\n\nauthor\n  no values\n", "a facet without values says so", none)
    bare = run("title:bare", "--format=urls")
    check(not bare.stdout and bare.stderr.startswith(b"newssearch: warning: none of these articles has an address"),
          "urls warns if no article has an address", bare)
    mixed = run("common", "--format=urls", "-n", "all")
    check(mixed.returncode == 0 and mixed.stderr == b"newssearch: warning: 1 result has no address (webUrl) and is left out\n", "urls says how many articles have no address", mixed)


def test_limits():
    check(len(json.loads(run("common", "--format=json", "-n", "all").stdout)["results"]) == 7, "-n all prints all results")
    found = json.loads(run("common", "--format=json", "--limit=all").stdout)
    check(found["limit"] is None and found["offset"] == 0, "the limit of -n all is null in json", found)
    found = json.loads(run("common", "--format=json", "-n", "2", "--offset=6").stdout)
    check([row["rank"] for row in found["results"]] == [7] and found["total"] == 7, "ranks count over all pages", found)
    for value in ("-1", "1.5", "x", ""):
        check(run("common", "-n", value).returncode == 2, "-n '%s' is an error" % value)


def main():
    os.environ.update(NEWSSEARCH_DB=os.path.join(work, "index"), XDG_STATE_HOME=os.path.join(work, "state"))
    make_index()
    test_shown()
    test_everywhere()
    test_nothing_asked()
    test_collapse()
    test_lists()
    test_paths()
    test_fields()
    test_limits()
    return finish()


try:
    sys.exit(main())
finally:
    shutil.rmtree(work)
