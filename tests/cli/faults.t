#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Failing calls and a full disk while an index is changed: a sentence and status 2, the index whole and in the
old or the new state, and the next run as if nothing had been. FAULTS_EACH (default 3) places a call."""
import os
import shutil
import subprocess
import sys
import tempfile

from tap import can_trace, check, finish, skip, skip_all

EACH = int(os.environ.get("FAULTS_EACH", "3"))
work = tempfile.mkdtemp()
tree, index, fresh = (os.path.join(work, n) for n in ("tree", "index", "fresh"))
environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0:new_delete_type_mismatch=0")


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env=environment, timeout=120)


def write(state):
    os.makedirs(tree, exist_ok=True)
    for i in range(60):
        with open(os.path.join(tree, "%d.md" % i), "w") as f:
            f.write("---\ntitle: Article %d state%d\nheat: %d\n---\n%s\n" % (i, state, state, "words " * 30))


def listing(path):
    return run("newssearch", "-d", path, "-n", "all", "--sort=path", "--format=jsonl", "--fields=path,title").stdout


def verdict(name, done, before, after):
    clean = done.returncode in (0, 2) and (done.returncode == 0 or "newsindex: " in done.stdout)
    check(clean, "%s: a failure has status 2 and a sentence (status %d)" % (name, done.returncode), done.stdout)
    sound = run("xapian-check", index)
    now = listing(index)
    check(sound.returncode == 0 and now in ((after,) if done.returncode == 0 else (before, after)),
          "%s: the index is whole" % name, sound.stdout[-300:] + now[:300])


def inject(state):
    calls = [("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO"), ("fsync", "EIO"), ("renameat2", "EIO"),
             ("openat", "EMFILE"), ("pread64", "EIO"), ("mkdir", "ENOSPC")]
    for call, error in calls:
        for n in range(EACH):
            order = ("update", "rebuild")[n % 2]
            before = listing(index)
            state += 1
            write(state)
            shutil.rmtree(fresh, ignore_errors=True)
            run("newsindex", "-q", "-d", fresh, tree)
            after = listing(fresh)
            when = 1 + n * (7 if call in ("pwrite64", "pread64") else 2 if call != "openat" else 19)
            done = run("strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=%s:error=%s:when=%d" % (call, error, when),
                       "newsindex", "-q", "-d", index, *(["--rebuild"] if order == "rebuild" else []))
            if done.returncode == 127:  # the loader's own call
                continue
            name = "%s, %s at call %d of %s" % (order, error, when, call)
            verdict(name, done, before, after)
            done = run("newsindex", "-d", index)
            left = set(os.listdir(work)) - {"tree", "index", "fresh", "small"}
            check(done.returncode == 0 and listing(index) == after and not left, name + ": the next run", done.stdout)
    return state


def full_disk(state):
    global index
    small = os.path.join(work, "small")
    os.mkdir(small)
    if os.geteuid() != 0 or run("mount", "-t", "tmpfs", "-o", "size=4m", "none", small).returncode != 0:
        skip("a full disk", "no tmpfs can be mounted")
        return
    try:
        index = os.path.join(small, "index")
        write(state + 1)
        done = run("newsindex", "-d", index, tree)
        before = listing(index)
        if done.returncode == 0:
            filler = os.path.join(small, "filler")
            try:
                with open(filler, "wb") as f:
                    while True:
                        f.write(b"x" * 4096)
                        f.flush()
            except OSError:
                pass
            write(state + 2)
            done = run("newsindex", "-d", index)
            sound = run("xapian-check", index)
            check(done.returncode == 2 and listing(index) == before and sound.returncode == 0,
                  "an update on a full disk changes nothing", done.stdout + sound.stdout)
            if os.path.exists(filler):
                os.unlink(filler)
            done = run("newsindex", "-d", index)
            check(done.returncode == 0, "an update that failed on a full disk works when there is room", done.stdout)
        else:
            check(done.returncode == 2 and not os.path.exists(index), "a build on a full disk leaves nothing", done.stdout)
    finally:
        run("umount", small)


if not can_trace():
    skip_all("strace cannot trace here")
write(0)
run("newsindex", "-q", "-d", index, tree)
full_disk(inject(0))
shutil.rmtree(work)
sys.exit(finish())
