#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""kill -9 at random moments of builds, updates and compacts, and at each change of a file in a first build: the index
is whole, holds the old or the new state, and the next run equals a clean build and leaves no files behind.
CRASH_KILLS (default 12): how many random moments."""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from tap import can_trace, check, finish, skip

KILLS = int(os.environ.get("CRASH_KILLS", "12"))
ARTICLES = 400
rnd = random.Random(3)
work = tempfile.mkdtemp()
tree, index, fresh = (os.path.join(work, n) for n in ("tree", "index", "fresh"))


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def write(state, some):
    for i in range(0, ARTICLES, 1 if not some else 7):
        with open(os.path.join(tree, "%d.md" % i), "w") as f:
            f.write("---\ntitle: Article %d state%d\nheat: %d\n---\n%s\n" % (i, state, state % 100, "words " * 40))


def listing(path):
    return run("newssearch", "-d", path, "-n", "all", "--sort=path", "--format=jsonl", "--fields=path,title,heat").stdout


UNFINISHED = "index %s: the first build did not finish; run newsindex\n" % index


def interrupted(name):
    """Whether the first build of the index has begun and not ended: each program says so."""
    if not os.path.exists(os.path.join(index, "iamglass")) or "did not finish" not in listing(index):
        return False
    for command in (("newssearch", "-d", index, "word"), ("newsindex", "-d", index, "--stats"),
                    ("newsindex", "-d", index, "--check"), ("newsindex", "-d", index, "--compact")):
        done = run(*command)
        check(done.returncode == 2 and done.stdout == "%s: %s" % (command[0], UNFINISHED),
              "%s: %s says that the build did not finish" % (name, " ".join(command)), done.stdout)
    return True


def kill_at_each(call, *options):
    """A first build of three articles, killed as it enters its first, second, ... CALL; then run again."""
    small = os.path.join(work, "small")
    os.makedirs(small, exist_ok=True)
    for i in range(3):
        with open(os.path.join(small, "%d.md" % i), "w") as f:
            f.write("---\ntitle: Article %d\n---\n" % i)
    kills, failures = 0, []
    while True:
        shutil.rmtree(index, ignore_errors=True)
        killed = run("strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=%s:signal=KILL:when=%d" % (call, kills + 1),
                     "newsindex", "-q", "-d", index, *options, small).returncode == -signal.SIGKILL
        if not killed:
            break
        kills += 1
        shown = run("newssearch", "-d", index, "-c", "article").stdout
        if os.path.exists(index) and "did not finish" not in shown and shown != "3\n":
            failures.append("%d: %s" % (kills, shown))
        done = run("newsindex", "-d", index, *options, small)
        if done.returncode != 0 or run("newssearch", "-d", index, "-c", "article").stdout != "3\n":
            failures.append("%d, the next run: %s" % (kills, done.stdout))
    check(kills > 0 and not failures,
          "a first build that is killed at any %s is finished by the next run" % " ".join((call,) + options),
          "%d kills" % kills, failures)
    shutil.rmtree(small)
    shutil.rmtree(index)


if can_trace():
    for call in ("mkdir", "rename", "renameat2", "fdatasync"):
        kill_at_each(call)
    for call in ("rename", "renameat2"):
        kill_at_each(call, "--shards=2")
else:
    skip("a first build that is killed at any change of a file is finished by the next run", "strace cannot trace here")
os.mkdir(tree)
write(0, False)
times = {}
for number in range(KILLS):
    order = ["first", "update", "rebuild", "compact"][number % 4]
    if order == "first":
        shutil.rmtree(index, ignore_errors=True)
    before = "" if order == "first" else listing(index)
    write(number + 1, order == "update")
    if order == "compact":
        run("newsindex", "-q", "-d", index, tree)
        before = listing(index)
    shutil.rmtree(fresh, ignore_errors=True)
    start = time.time()
    run("newsindex", "-q", "-d", fresh, tree)
    span = times.setdefault(order, time.time() - start)
    after = listing(fresh)
    command = ["newsindex", "-q", "-d", index] + {"rebuild": ["--rebuild"], "compact": ["--compact"]}.get(order, [tree])
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    time.sleep(rnd.random() * span)
    child.send_signal(signal.SIGKILL)
    child.wait()
    unfinished = interrupted("%d, %s" % (number, order))
    if unfinished:
        check(order == "first", "%d, %s: only a first build is left unfinished" % (number, order))
    elif os.path.exists(os.path.join(index, "iamglass")):
        done = run("xapian-check", index)
        check(done.returncode == 0, "%d, %s: xapian-check finds no fault" % (number, order), done.stdout)
        check(listing(index) in (before, after), "%d, %s: the index has the old or the new state" % (number, order))
    else:
        check(order == "first", "%d, %s: there is an index" % (number, order))
    done = run("newsindex", "-d", index, *([] if unfinished else [tree]))
    check(done.returncode == 0 and listing(index) == after, "%d, %s: the next run makes the index equal to a clean build" % (number, order), done.stdout)
    left = sorted(set(os.listdir(work)) - {"tree", "index", "fresh"})
    check(not left, "%d, %s: the next run leaves no other files" % (number, order), left)
shutil.rmtree(work)
sys.exit(finish())
