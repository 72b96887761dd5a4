#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Searches in a loop in four processes while commits and rebuilds land: no error, no blank row, never
half a commit. Each commit gives all articles one and the same heat."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading

from tap import check, finish

COMMITS = int(os.environ.get("READERS_COMMITS", "25"))
ARTICLES = 12
work = tempfile.mkdtemp()
index = os.path.join(work, "index")
bad, searches = [], [0]
stop = threading.Event()


def write(heat):
    for i in range(ARTICLES):
        with open(os.path.join(work, "tree", "%d.md" % i), "w") as f:
            f.write("---\ntitle: Article %d of azure\nexcerpt: words %d\nheat: %d\n---\n" % (i, heat, heat))


def repeat(look):
    try:
        while not stop.is_set():
            searches[0] += 1
            look()
    except Exception as error:  # which would end only this thread
        bad.append("%s: %r" % (look.__name__, error))


def search():
    done = subprocess.run(["newssearch", "-d", index, "-n", "all", "--format=json", "azure"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0 or done.stderr:
        bad.append("status %d: %s" % (done.returncode, done.stderr))
        return
    rows = json.loads(done.stdout)["results"]
    if len(rows) != ARTICLES or len({r["heat"] for r in rows}) != 1:
        bad.append("a mixture: %s" % [(r["path"], r["heat"]) for r in rows])
    if any(not r["title"] or not r["excerpt"] or not r["path"] for r in rows):
        bad.append("a blank row: %s" % done.stdout[:300])


def show():
    """One article with everything that is known of it."""
    done = subprocess.run(["newssearch", "-d", index, "--format=json", "--show=" + os.path.join(work, "tree/7.md")],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    row = json.loads(done.stdout)["results"][0] if done.returncode == 0 else {}
    if done.stderr or row.get("title") != "Article 7 of azure" or row.get("excerpt") != "words %s" % row.get("heat"):
        bad.append("an article: %s" % done)


os.mkdir(os.path.join(work, "tree"))
write(0)
subprocess.run(["newsindex", "-q", "-d", index, os.path.join(work, "tree")], check=True)
threads = [threading.Thread(target=repeat, args=(what,)) for what in (search, search, search, show)]
for thread in threads:
    thread.start()
failed = []
for n in range(1, COMMITS + 1):
    write(n)
    options = ["--rebuild"] if n % 5 == 0 else ["--compact"] if n % 7 == 0 else []
    done = subprocess.run(["newsindex", "-q", "-d", index] + options, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        failed.append(done.stderr)
stop.set()
for thread in threads:
    thread.join()
shutil.rmtree(work)
check(not failed, "%d commits, rebuilds and compacts" % COMMITS, *failed[:3])
check(not bad, "%d searches meanwhile" % searches[0], *bad[:3])
check(searches[0] > COMMITS / 2, "readers searched more often than every other commit")
sys.exit(finish())
