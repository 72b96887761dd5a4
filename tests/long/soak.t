#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random changes to a tree for SOAK_SECONDS (600) while one newsindex watches it, another is run now and then, and three
processes search: no search fails, the watcher's memory and the index's size stay flat, and in the end the index
equals a new one."""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from tap import check, finish

SECONDS = float(os.environ.get("SOAK_SECONDS", "600"))
rnd = random.Random(int(os.environ.get("SOAK_SEED", "5")))
work = tempfile.mkdtemp()
tree, index, fresh = (os.path.join(work, name) for name in ("tree", "index", "fresh"))
failures, stop = [], threading.Event()


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120, check=False)


def path_of(number):
    return os.path.join(tree, "%02d" % (number % 20), "%d.md" % number)


def write(number):
    os.makedirs(os.path.dirname(path_of(number)), exist_ok=True)
    with open(path_of(number), "w", encoding="ascii") as file:
        file.write("---\ntitle: Article %d of word%d\nheat: %d\ndate: 2021-%02d-11\n---\n%s\n" % (
            number, rnd.randrange(40), rnd.randrange(150), rnd.randrange(12) + 1, "some words " * rnd.randrange(1, 60)))


def change(numbers):
    number, kind = rnd.choice(sorted(numbers)), rnd.random()
    if kind < .25:
        number = max(numbers) + 1
        numbers.add(number)
        write(number)
    elif kind < .4 and len(numbers) > 200:
        os.unlink(path_of(number))
        numbers.discard(number)
    elif kind < .5:
        new = max(numbers) + 1
        os.makedirs(os.path.dirname(path_of(new)), exist_ok=True)
        os.rename(path_of(number), path_of(new))
        numbers.add(new)
        numbers.discard(number)
    else:
        write(number)


def search():
    asked = random.Random()
    while not stop.is_set():
        words = asked.choice([["word%d" % asked.randrange(40)], ["--sort=date", "-n", "50"], ["-n0", "--chart=month", "some"],
                              ["-e", "title:of word1", "heat:50.."], ["--any", "article words word3"]])
        done = run("newssearch", "-d", index, "--format=jsonl" if "-n0" not in words else "--format=json", *words)
        if done.returncode not in (0, 1) or '"title":""' in done.stdout:
            failures.append((words, done.returncode, done.stderr))


def memory(child):
    with open("/proc/%d/status" % child.pid, encoding="ascii") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS"))


def size(path):
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


def listing(path):
    return run("newssearch", "-d", path, "-n", "all", "--sort=path", "--now=2022-01-01", "--format=jsonl").stdout


def main():
    numbers = set(range(300))
    for number in numbers:
        write(number)
    run("newsindex", "-q", "-d", index, tree)
    watcher = subprocess.Popen(["newsindex", "-q", "--watch", "--wait=60", "-d", index, tree], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    searchers = [threading.Thread(target=search) for _ in range(3)]
    for searcher in searchers:
        searcher.start()
    start, early, changes, runs = time.time(), None, 0, 0
    while time.time() - start < SECONDS:
        for _ in range(rnd.randrange(1, 30)):
            change(numbers)
            changes += 1
        time.sleep(rnd.random() * .4)
        if rnd.random() < .1:
            done = run("newsindex", "-q", "--wait=60", "-d", index, *rnd.choice([[], [], ["--compact"], ["--rebuild"]]))
            runs += 1
            if done.returncode not in (0, 1):
                failures.append(("newsindex", done.returncode, done.stderr))
        if early is None and time.time() - start > SECONDS / 3:
            early = memory(watcher)
    late = memory(watcher)
    stop.set()
    for searcher in searchers:
        searcher.join()
    watcher.send_signal(signal.SIGTERM)
    check(watcher.wait(60) == 0, "the watcher ends when it is told to")
    run("newsindex", "-q", "-d", index)
    run("newsindex", "-q", "-d", fresh, tree)
    check(not failures, "%d changes, %d runs beside the watcher, no search that failed" % (changes, runs), *failures[:5])
    check(late < early * 1.25 + 4, "the memory of the watcher stays: %.0f MB, then %.0f MB" % (early, late))
    check(listing(index) == listing(fresh), "the index equals a new one of %d articles" % len(numbers))
    check(size(index) < 6 * size(fresh), "the index is at most six times a new one: %d KB, %d KB" % (size(index) >> 10, size(fresh) >> 10))
    check(set(os.listdir(work)) == {"tree", "index", "fresh"}, "nothing is left beside the index", os.listdir(work))


try:
    main()
finally:
    stop.set()
    shutil.rmtree(work)
sys.exit(finish())
