#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An index of which updates left more than a third free shrinks by itself, and answers as before."""
import os
import random
import subprocess
import sys
import tempfile

from tap import check, finish

WORDS = [a + b + c for a in "bcdfglmnprst" for b in ("a", "e", "io", "ou") for c in ("ck", "ng", "st", "rm", "la")]
random.seed(11)


def write(folder, number):
    text = " ".join(random.choice(WORDS) + str(random.randrange(40)) for _ in range(250))
    with open(os.path.join(folder, "%05d.md" % number), "w", encoding="utf-8") as f:
        f.write("---\ntitle: Article %d of %s\n---\n%s\n" % (number, random.choice(WORDS), text))


def size(index):
    return sum(os.path.getsize(os.path.join(index, name)) for name in os.listdir(index))


def run(*arguments):
    return subprocess.run(arguments, stdout=subprocess.PIPE, text=True, check=False)


with tempfile.TemporaryDirectory() as work:
    index, folder, again = (os.path.join(work, name) for name in ("index", "articles", "again"))
    os.mkdir(folder)
    for i in range(6000):
        write(folder, i)
    run("newsindex", "-q", "-d", index, folder)
    built = size(index)
    for i in range(0, 4500):
        os.remove(os.path.join(folder, "%05d.md" % i))
    done = run("newsindex", "-q", "-d", index, folder)
    check(done.returncode == 0 and size(index) < built * 0.4,
          "an update that removes three quarters of the articles shrinks the index")
    for turn in range(30):
        for i in random.sample(range(4500, 6000), 50):
            write(folder, i)
        done = run("newsindex", "-q", "-d", index, folder)
        if done.returncode != 0:
            break
    check(done.returncode == 0, "each small update after that ends with status 0")
    check(size(index) < built * 0.25 * 1.5 + (8 << 20), "small updates leave no more than a third of it free")
    stamps = {name: os.stat(os.path.join(index, name)).st_mtime_ns for name in os.listdir(index)}
    run("newsindex", "-q", "-d", index, folder)
    check(stamps == {name: os.stat(os.path.join(index, name)).st_mtime_ns for name in os.listdir(index)},
          "a run without changes writes nothing, whatever the size")
    run("newsindex", "-q", "-d", again, folder)
    query = ("--format=json", "--rank=text", "-n50", "--sort=path", WORDS[7] + "*")
    check(run("newssearch", "-d", index, *query).stdout == run("newssearch", "-d", again, *query).stdout,
          "it answers as an index that is built at once")
    check(run("newsindex", "-d", index, "--check").returncode == 0, "--check calls it sound")
sys.exit(finish())
