#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random changes to a tree; after each, the updated index must print what a fresh one prints, and the
summary must count what was done. REPLAY_STEPS (default 25), REPLAY_SEED."""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish

STEPS = int(os.environ.get("REPLAY_STEPS", "25"))
SEED = int(os.environ.get("REPLAY_SEED", "7"))
COUNTS = ("added", "updated", "refreshed", "removed", "unchanged", "skipped", "ignored")
WORDS = "azure pytorch cloud region model chip price robot court train data café 人工智能 C++ power-apps refresh_token KDE’s 🌋 👩‍💻 vitamin a".split()
rnd = random.Random(SEED)
work = tempfile.mkdtemp()
tree = os.path.join(work, "tree")


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


class File:
    """What the tree holds, and what newsindex must make of the next change to it."""

    def __init__(self, path):
        self.path, self.kind = path, "article"
        self.title = " ".join(rnd.choices(WORDS, k=5))
        self.heat = rnd.randint(10, 99)
        self.write()

    def write(self, keep_times=False):
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        old = os.stat(self.path) if keep_times else None
        text = {"article": "---\ntitle: \"%s\"\nheat: %d\ndate: 2021-0%d-11\n---\nbody %s\n"
                % (self.title, self.heat, 1 + len(self.title) % 9, self.title),
                "broken": "---\ntitle: [\n---\n", "ignored": "no front matter\n"}[self.kind]
        with open(self.path, "w", encoding="utf-8") as f:
            f.write(text)
        if old:
            os.utime(self.path, ns=(old.st_atime_ns, old.st_mtime_ns))


def new_path():
    return os.path.join(tree, rnd.choice(["", "a", "a/b", "c d", "é"]), "%06d.md" % rnd.randrange(10 ** 6))


def step(files, want):
    """Changes one file; want collects the expected counts, but for unchanged."""
    kinds = ["add", "text", "digit", "rename", "delete", "touch", "break", "mend", "strip"]
    kind = rnd.choice(kinds) if files else "add"
    f = rnd.choice(files) if files else None
    was = f.kind if f else None
    if kind == "add":
        files.append(File(new_path()))
        want["added"] += 1
    elif kind in ("text", "digit") and was == "article":
        if kind == "text":
            f.title += " %s new%dword" % (rnd.choice(WORDS), rnd.randrange(10 ** 4))
        else:
            f.heat = 10 + (f.heat - 9) % 90
        f.write(keep_times=rnd.random() < .5)
        want["updated" if kind == "text" else "refreshed"] += 1
    elif kind == "rename":
        path = new_path()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.rename(f.path, path)
        f.path = path
        want["added"] += was == "article"
        want["removed"] += was == "article"
    elif kind == "delete":
        os.unlink(f.path)
        files.remove(f)
        want["removed"] += was == "article"
    elif kind == "touch":
        os.utime(f.path)
    elif kind in ("break", "strip"):
        f.kind = "broken" if kind == "break" else "ignored"
        f.write()
        want["removed"] += was == "article"
    elif kind == "mend" and was != "article":
        f.kind = "article"
        f.write()
        want["added"] += 1
    return kind


def listing(index, *options):
    done = run("newssearch", "-d", index, "-n", "all", "--sort=path", "--format=jsonl",
               "--fields=path,title,excerpt,body,heat,publishedDateTime", "--rank=text", *options)
    assert done.returncode < 2, done.stderr
    return done.stdout


def main():
    os.makedirs(tree)
    files = [File(new_path()) for _ in range(20)]
    index, fresh = os.path.join(work, "index"), os.path.join(work, "fresh")
    run("newsindex", "-d", index, tree)
    for number in range(STEPS):
        want = dict.fromkeys(COUNTS, 0)
        kinds = [step(files, want)]
        want["skipped"] = sum(f.kind == "broken" for f in files)
        want["ignored"] = sum(f.kind == "ignored" for f in files)
        articles = sum(f.kind == "article" for f in files)
        want["unchanged"] = articles - want["added"] - want["updated"] - want["refreshed"]
        done = run("newsindex", "-d", index, "--format=json")
        got = json.loads(done.stdout or "{}")
        check({k: got.get(k) for k in COUNTS} == want and got["articles"] == articles,
              "step %d (%s): the summary counts the changes" % (number, kinds), "got %s" % got, "want %s" % want, done.stderr)
        shutil.rmtree(fresh, ignore_errors=True)
        run("newsindex", "-q", "-d", fresh, tree)
        a, b = listing(index), listing(fresh)
        check(a == b and a.count("\n") == articles, "step %d (%s): the updated index equals a fresh one" % (number, kinds),
              "updated:\n" + a, "fresh:\n" + b)
        word = rnd.choice(WORDS + ["token", '"KDE"', "refresh_*", "vitamin a", "NOT 🌋 azure"])
        query = ["-n", "all", "--format=jsonl", "--fields=path,score", "--now=2022-01-01T00:00:00Z", "--", word]
        a, b = run("newssearch", "-d", index, *query), run("newssearch", "-d", fresh, *query)
        check(a.stdout == b.stdout and a.returncode == b.returncode < 2, "step %d (%s): a search for %s finds the same in both" % (number, kinds, word), a, b)
        part = rnd.choice(rnd.choice([f.title for f in files] or ["azure"]).split())[1:]
        every = listing(index, "-e", "body:(?-s)" + re.escape(part))  # not looked up by the words that hold it
        check(listing(index, "-e", "body:" + re.escape(part)) == every, "step %d (%s): a regex for %s"
              % (number, kinds, part))
    done = run("xapian-check", index)
    check(done.returncode == 0, "xapian-check is content", done.stdout[-500:], done.stderr)
    shutil.rmtree(work)
    return finish()


sys.exit(main())
