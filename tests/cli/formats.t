#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every format says the same of the same articles, with titles as odd as they come, and what is
JSON agrees with the schema that is installed."""
import base64
import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import jsonschema

from tap import check, finish

TITLES = [
    "Tab\there", "Quote \" and 'single'", "comma, semicolon; done", "back\\slash \\n \\t",
    "line\nbreak", "\u001b[31mred\u001b[0m escape", "\u202eright to left\u202c", "שלום עולם",
    "🎉 emoji 👩‍👩‍👧 family", "深層学習", "{title} %s $HOME `id`", "=1+1", "é vs e\u0301",
    "\u0085 next line", "ends in \\", "-starts with a hyphen", "\u00a0 no-break",
]
FIELDS = "title,excerpt,topics,authors,provider.name,publishedDateTime,quality,heat,published,webUrl,type,rank"

top = os.getcwd()
work = tempfile.mkdtemp()


NOW = "--now=2022-01-01T00:00:00Z"  # recency is part of the scores


def run(*arguments, status=0, text=False, **more):
    done = subprocess.run(["newssearch", NOW, *arguments], stdout=subprocess.PIPE, cwd=work,
                          stderr=subprocess.PIPE, **more)
    if done.returncode != status:
        check(False, "%s: status %d, not %d" % (arguments, done.returncode, status), done.stderr)
    return done.stdout.decode() if text else done.stdout


def write(path, matter, body=b""):
    with open(os.path.join(os.fsencode(work), b"news", path), "wb") as file:
        # JSON is YAML, but for surrogates and a line's end of Unicode
        lines = ["%s: %s\n" % (k, json.dumps(v, ensure_ascii=False).replace("\x85", "\\u0085"))
                 for k, v in matter.items()]
        file.write(b"---\n" + "".join(lines).encode() + b"---\n" + body)


def make_index():
    os.mkdir(os.path.join(work, "news"))
    for number, title in enumerate(TITLES):
        matter = {"title": title, "quality": number - 3, "excerpt": "common " + title,
                  "topics": ["AI", title], "type": "odd",
                  "publishedDateTime": "2021-06-%02dT06:09:00Z" % (number + 1)}
        if number % 2:
            matter.update(heat=2**53 - 1 - number, webUrl="https://example.org/%d?a=b&c" % number,
                          provider={"name": "P, \"%d\"" % number, "domain": "example.org",
                                    "authors": [{"name": "A; B"}, {"name": title}]},
                          related=[{"title": "other", "excerpt": title}])
        write(b"%d.md" % number, matter, b"a common body\n")
    write(b"caf\xe9 \xff\n\t.md", {"title": "a path of bytes", "type": "odd", "excerpt": "common"})
    os.environ["NEWSSEARCH_DB"] = os.path.join(work, "index")
    os.environ["XDG_STATE_HOME"] = os.path.join(work, "state")
    subprocess.run(["newsindex", "--quiet", os.path.join(work, "news")], check=True)


def cells(row):
    """A row of json as text, as csv has it."""
    def text(value):
        if value is None:
            return ""
        if isinstance(value, list):
            return "; ".join(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value)
    return [text(row["provider"]["name"] if f == "provider.name" else row[f])
            for f in FIELDS.split(",")]


def test_round_trips(rows):
    arguments = ["common", "--limit=all", "--fields=" + FIELDS]
    got = list(csv.reader(io.StringIO(run("--format=csv", *arguments).decode(), newline="")))
    check(got[0] == FIELDS.split(","), "csv names its columns", got[0])
    check(got[1:] == [cells(r) for r in rows], "csv read by a program is json's values",
          [(a, cells(b)) for a, b in zip(got[1:], rows) if a != cells(b)])
    lines = run("--format=tsv", "--no-header", *arguments).decode().split("\n")[:-1]
    plain = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}

    def unescape(value):
        parts = value.split("\\")
        out, i = parts[0], 1
        while i < len(parts):
            if parts[i]:
                out += plain[parts[i][0]] + parts[i][1:]
                i += 1
            else:
                out += "\\" + (parts[i + 1] if i + 1 < len(parts) else "")
                i += 2
        return out
    check([[unescape(v) for v in line.split("\t")] for line in lines] == [cells(r) for r in rows],
          "tsv unescaped is json's values")
    got = run("common", "--limit=all", "--format={title}\\0").decode().split("\0")
    check(got == [r["title"] for r in rows] + [""], "a template ended by NUL is json's titles")
    told = subprocess.run(["newssearch", "--format={bad\nfield}", "x"], stderr=subprocess.PIPE, text=True).stderr
    check(told.count("\n") == 3 and told.endswith("^\n"), "a bad template with a newline is told in three lines", told)
    lines = [json.loads(l) for l in run("common", "--limit=all", "--format=jsonl").splitlines()]
    check(lines == rows, "jsonl is json's results")
    limited = json.loads(run("common", "--format=json", "--limit=all", "--fields=title,provider.name"))
    check(limited["results"] == [{"title": r["title"], "provider": {"name": r["provider"]["name"]}}
                                 for r in rows], "--fields chooses keys")
    check(list(limited["results"][0]) == ["title", "provider"], "--fields keeps the order in which they are named")


def test_paths(rows):
    want = [base64.b64decode(r["path"]["bytes"]) if isinstance(r["path"], dict)
            else r["path"].encode() for r in rows]
    check(sum(isinstance(r["path"], dict) for r in rows) == 1, "a path that is not UTF-8 is base64")
    got = run("common", "--limit=all", "--format=paths", "-0").split(b"\0")
    check(got == want + [b""], "paths -0 are the bytes", got)
    check(all(os.path.isabs(p) and os.path.exists(p) for p in got[:-1]), "paths are absolute and exist")
    urls = run("common", "--limit=all", "--format=urls", text=True).splitlines()
    check(urls == [r["webUrl"] for r in rows if r["webUrl"]], "urls lists the addresses that articles have")
    piped = subprocess.run("newssearch common --limit=all -0 --format=paths | xargs -0 cat | grep -c ^title:",
                           shell=True, stdout=subprocess.PIPE, cwd=work)
    check(int(piped.stdout) == len(rows), "xargs -0 opens each path")


def test_tools(rows):
    jq = subprocess.run("newssearch " + NOW + " common --limit=all --format=json | jq -r '.results[] | @json'",
                        shell=True, stdout=subprocess.PIPE, cwd=work)
    check([json.loads(l) for l in jq.stdout.splitlines()] == rows, "jq reads json")
    if shutil.which("sqlite3"):
        subprocess.run("newssearch common --limit=all --format=csv --fields=title,quality >t.csv &&"
                       " sqlite3 t.db -cmd '.mode csv' '.import t.csv t'", shell=True, cwd=work,
                       check=True)
        got = sqlite3.connect(os.path.join(work, "t.db")).execute("select title, quality from t")
        want = [(r["title"], "" if r["quality"] is None else str(r["quality"])) for r in rows]
        check(list(got) == want, "sqlite3 imports csv")
    read = subprocess.run(
        "newssearch common --limit=all --format='{quality}\\t{title}\\0' |"
        " while IFS=$(printf '\\t') read -r -d '' quality title; do printf '%s|%s\\0' \"$quality\" \"$title\"; done",
        shell=True, executable="/bin/bash", stdout=subprocess.PIPE, cwd=work).stdout.decode()
    want = "".join("%s|%s\0" % (r["quality"], r["title"]) for r in rows if r["quality"] is not None)
    check(read.startswith(want[:40]) and read.count("\0") == len(rows), "a shell reads the values of a template")
    head = subprocess.run("set -o pipefail; newssearch common --limit=all --format=jsonl | head -1 | jq -r .rank",
                          shell=True, executable="/bin/bash", stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, cwd=work)
    check(head.stdout == b"1\n" and head.stderr == b"" and head.returncode == 0, "head ends newssearch without a message",
          head.stderr)
    full = subprocess.run("newssearch common >/dev/full", shell=True, stderr=subprocess.PIPE, cwd=work)
    check(full.returncode == 2 and b"No space" in full.stderr, "a full disk is an error")


def test_text():
    out = run("common", "--limit=all", text=True)
    bad = [c for c in out if ord(c) < 32 and c != "\n" or 127 <= ord(c) < 160 or c in "\u202e\u2028"]
    check(not bad, "text holds no control characters", bad)
    colored = run("common", "--color=always", "-n1", text=True)
    check("\033[1m" in colored and "\033[1;31mcommon\033[0m" in colored, "a match is marked in colour")
    plain = run("common", "-n1", text=True, env=dict(os.environ, CLICOLOR_FORCE="1", NO_COLOR="1"))
    check("\033" not in plain, "NO_COLOR goes before CLICOLOR_FORCE")
    forced = run("common", "-n1", text=True, env=dict(os.environ, CLICOLOR_FORCE="1"))
    check("\033[1m" in forced, "CLICOLOR_FORCE colours a pipe")
    check("\n  news/" in run("common", "-n1", text=True), "a path below the working directory is short")


def test_nothing():
    none = json.loads(run("nosuchword", "--format=json", status=1))
    check(none["results"] == [] and none["total"] == 0, "json of nothing has an empty list")
    check(run("nosuchword", "--format=csv", status=1) ==
          b"path,title,publishedDateTime,quality,heat,webUrl\r\n", "csv of nothing is the line of names")
    for name in ("jsonl", "paths", "urls", "{title}\\n", "text"):
        check(run("nosuchword", "--format=" + name, status=1) == b"", name + " of nothing is nothing")
    check(run("nosuchword", "-c", status=1) == b"0\n", "-c of nothing is 0")


def test_schema(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    def valid(line, kind, name):
        value = json.loads(line)
        errors = list(validator.iter_errors(value))
        narrow = jsonschema.Draft202012Validator({"$ref": "#/$defs/" + kind, "$defs": schema["$defs"]})
        errors += list(narrow.iter_errors(value))
        check(not errors, name + " agrees with the schema", [e.message for e in errors])
        return value

    valid(run("common", "--limit=all", "--format=json"), "object", "json")
    valid(run("nosuchword", "--format=json", status=1), "object", "json of nothing")
    valid(run("commn", "--format=json", status=1), "object", "a suggestion")
    valid(run("-c", "common", "--format=json"), "total", "-c as json")
    warned = valid(run("common OR foo:common", "--format=json"), "object", "json with a warning")
    check("foo" in warned["warnings"][0], "the warning of an unknown field names it", warned)
    full = valid(run("common", "--limit=3", "--format=json", "--explain", "--collapse=type",
                     "--facet=topic", "--facet=quality:2", "--facet=date", "--chart=month",
                     "--chart=heat"), "object", "all that can be asked for")
    check(list(full["facets"]) == ["topic", "quality", "date"] and
          list(full["charts"]) == ["month", "heat"], "facets and charts come in the order of their options", full)
    for row in full["results"]:
        check(abs(sum(row["parts"].values()) - row["score"]) <= 1e-9, "the parts sum to the score")
    names = subprocess.run(["newssearch", "common", "--fields=x", "--format=json"],
                           stderr=subprocess.PIPE, stdout=subprocess.PIPE).stderr.decode()
    every = names[names.index("one of ") + 7:].split(";")[0].strip().replace(" ", "")
    valid(run("common", "--limit=all", "--format=json", "--fields=" + every), "object", "all fields")
    valid(run("common", "--limit=1", "--format=jsonl"), "result", "jsonl")
    batch = subprocess.run(["newssearch", "--batch"], input=b"common\nnosuchword\ntitle:\"open\nnosuchword\xff\n",
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines = batch.stdout.splitlines()
    check(len(lines) == 4 and batch.returncode == 2, "--batch answers each line", batch)
    for line, kind in zip(lines, ("object", "object", "error", "object")):
        valid(line, kind, "a line of --batch")


def main():
    make_index()
    whole = json.loads(run("common", "--format=json", "--limit=all"))
    rows = whole["results"]
    check(whole["total"] == len(rows) == len(TITLES) + 1, "a word of all articles finds all")
    wanted = sorted(TITLES + ["a path of bytes"])
    got = sorted(r["title"] for r in rows)
    check(len(set(got)) == len(wanted), "each article has its own title", got)
    check(list(whole) == ["schema", "query", "total", "offset", "limit", "results"] and
          list(rows[0])[:6] == ["rank", "score", "path", "title", "excerpt", "snippet"],
          "keys come in the order of the manual")
    test_round_trips(rows)
    test_paths(rows)
    test_tools(rows)
    test_text()
    test_nothing()
    with open(os.path.join(top, "share/newssearch/results.schema.json"), encoding="utf-8") as file:
        test_schema(json.load(file))
    return finish()


try:
    sys.exit(main())
finally:
    shutil.rmtree(work)
