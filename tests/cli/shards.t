#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An index in shards shows one run of newsindex: all shards are of one generation, also while runs that
change every article are committed. An interrupted run is searched with a warning, and mended by the next one.
SHARDS_RUNS (default 12)."""
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from tap import check, finish

RUNS = int(os.environ.get("SHARDS_RUNS", "12"))
ARTICLES = 60
work = tempfile.mkdtemp()
index, tree = work + "/index", work + "/tree"


def write(number):
    for i in range(ARTICLES):
        with open("%s/%d.md" % (tree, i), "w", encoding="utf-8") as file:
            file.write("---\ntitle: Article %d of azure\nexcerpt: run%d\nheat: %d\n---\n" % (i, number, number))


def newsindex(*options):
    done = subprocess.run(["newsindex", "-q", "-d", index, *options], stderr=subprocess.PIPE, text=True, timeout=100)
    return done.returncode, done.stderr


def newssearch(*options):
    done = subprocess.run(["newssearch", "-d", index, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, timeout=100)
    return done.returncode, done.stdout, done.stderr


def read(stop, bad, searches):
    while not stop.is_set():
        status, out, err = newssearch("-n", "all", "--format=json", "azure")
        searches.append(status)
        rows = json.loads(out)["results"] if status == 0 else []
        runs = {(row["heat"], row["excerpt"]) for row in rows}
        if status != 0 or err or len(rows) != ARTICLES or len(runs) != 1:
            bad.append("status %d, %d rows of %s: %s" % (status, len(rows), runs, err))


def test_readers():
    stop, bad, searches, failed = threading.Event(), [], [], []
    threads = [threading.Thread(target=read, args=(stop, bad, searches)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(1, RUNS + 1):
        write(number)
        status, err = newsindex(*(["--rebuild"] if number % 4 == 0 else []))
        if status != 0:
            failed.append(err)
    stop.set()
    for thread in threads:
        thread.join()
    check(not failed, "%d runs over all shards succeed" % RUNS, *failed[:3])
    check(searches and not bad, "each search sees the articles of one run", len(searches), *bad[:3])


def restore(shard):
    """As a run leaves it that was killed before it committed this shard."""
    shutil.rmtree("%s/%s" % (index, shard))
    shutil.copytree("%s/%s" % (work, shard), "%s/%s" % (index, shard))


def test_interrupted():
    shutil.copytree(index + "/shard-1", work + "/shard-1")
    write(RUNS + 1)
    newsindex()
    check(newssearch("-c", "azure") == (0, "%d\n" % ARTICLES, ""), "a finished run gives no warning")
    restore("shard-1")
    status, out, err = newssearch("-c", "azure")
    check(status == 0 and int(out) == ARTICLES and "so the shards of the index differ" in err,
          "shards of two runs are searched with a warning", status, out, err)
    status, out, err = newssearch("-c", "--format=json", "azure")
    check("so the shards of the index differ" in json.loads(out)["warnings"][0], "JSON has the warning", out, err)
    with open(index + "/newsindex.lock", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        start = time.time()
        status, out, err = newssearch("-c", "azure")
        check(status == 75 and not out and index in err and time.time() - start > 5,
              "shards of two runs beside a writer are waited for, until status 75", status, out, err)
    status, err = newsindex()
    check(status == 0, "the run after an interrupted one succeeds", err)
    check(newssearch("-c", "azure") == (0, "%d\n" % ARTICLES, ""), "the run after an interrupted one mends the shards")
    check(newssearch("-c", "run%d" % (RUNS + 1))[1] == "%d\n" % ARTICLES, "a mended index has all articles of the interrupted run")


def test_failed():
    """No shard is committed if one cannot be."""
    write(RUNS + 2)
    with open(index + "/shard-2/newsindex.lock", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        status, err = newsindex("--wait=0")
        check(status == 75 and "shard-2" in err, "a run that cannot write one shard fails", status, err)
    check(newssearch("-c", "run%d" % (RUNS + 1)) == (0, "%d\n" % ARTICLES, ""), "a run that cannot write one shard leaves all shards as they were")
    status, err = newsindex()
    check(status == 0 and newssearch("-c", "run%d" % (RUNS + 2))[1] == "%d\n" % ARTICLES, "the run after one that failed writes all shards")


def generations():
    """Of each shard, as it stands in the metadata."""
    done = [subprocess.run(["xapian-metadata", "get", "%s/shard-%d" % (index, i), "generation"],
                           stdout=subprocess.PIPE, text=True).stdout.strip() for i in range(3)]
    return done


def test_single():
    """A change of one file, and none."""
    before = generations()
    newsindex()
    check(generations() == before, "a run without changes writes nothing", before, generations())
    with open(tree + "/0.md", "a", encoding="utf-8") as file:
        file.write("more\n")
    newsindex()
    after = generations()
    check(len(set(before)) == 1 and len(set(after)) == 1 and int(after[0]) > int(before[0]),
          "a run that changes one shard gives all its number", before, after)


try:
    os.mkdir(tree)
    write(0)
    done = newsindex("--shards=3", tree)
    check(done[0] == 0, "an index is built in three shards", *done)
    test_readers()
    test_interrupted()
    test_failed()
    if shutil.which("xapian-metadata"):
        test_single()
finally:
    shutil.rmtree(work)
sys.exit(finish())
