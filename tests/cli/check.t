#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""newsindex --check: without the right to write, with few descriptors, little memory or little room, beside a writer; what
is damaged is found and what is sound is never called damaged."""
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading

from tap import check, finish, sanitized, skip

work = tempfile.mkdtemp()
os.chmod(work, 0o755)
tree, index, room = (os.path.join(work, n) for n in ("tree", "index", "room"))
program = shutil.which("newsindex")
NOBODY = dict(user=65534, group=65534, extra_groups=[]) if os.geteuid() == 0 else {}
ENVIRONMENT = dict(os.environ, HOME=work, TMPDIR=room)
LEAST_FILES = 20 if sanitized() else 4  # the sanitizer's own check of types opens a pipe


def run(*command, limit=None, value=0, **more):
    def prepare():
        if limit is not None:
            resource.setrlimit(limit, (value, value))
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=prepare,
                          timeout=100, env=ENVIRONMENT, **more)


def write(i, text="word"):
    with open("%s/%d.md" % (tree, i), "w") as f:
        f.write("---\ntitle: Article %d\n---\n%s\n" % (i, " ".join("%s%d" % (text, i * j % 997) for j in range(60))))


def read_only():
    for name in os.listdir(index):
        os.chmod(os.path.join(index, name), 0o444)
    os.chmod(index, 0o555)


def sound(done):
    return done.returncode == 0 and done.stdout == "index %s is undamaged: 400 articles, schema %s\n" % (
        index, done.stdout.split()[-1])


def beside_a_writer():
    """400 articles at any time; each commit is another one."""
    stop, bad, checked = threading.Event(), [], 0

    def change():
        number = 0
        while not stop.is_set():
            number += 1
            for i in range(0, 400, 40):
                write(i, "changed%d" % number)
            run("newsindex", "-q", "-d", index)
            read_only()

    writer = threading.Thread(target=change)
    writer.start()
    for _ in range(10):
        done = run(program, "-d", index, "--check", **NOBODY)
        checked += sound(done)
        if not sound(done) and not (done.returncode == 75 and " changed " in done.stdout):
            bad.append(done.stdout)
    stop.set()
    writer.join()
    check(not bad and checked, "an index that is being written is sound, or said to change", checked, *bad)


def positions():
    """Xapian makes the table of positions with the first one."""
    folder, place = os.path.join(work, "few"), os.path.join(work, "few-index")
    os.mkdir(folder)

    def check_one(front, body, positioned, options=()):
        with open(folder + "/a.md", "w", encoding="utf-8") as f:
            f.write("---\n%s\n---\n%s\n" % (front, body))
        run("newsindex", "-q", "-d", place, *options, folder)
        table = place + "/position.glass"
        name = "%r and body %r" % (front, body)
        done = run("newsindex", "-d", place, "--check")
        check(done.returncode == 0, "%s: a sound index is sound" % name, done.stdout)
        if os.path.exists(table):
            os.remove(table)
        done = run("newsindex", "-d", place, "--check")
        missed = done.returncode == 2 and "have no positions: run newsindex" in done.stdout
        check(missed == positioned, "%s: --check %s positions" % (name, "misses" if positioned else "asks for no"), done.stdout)
        shutil.rmtree(place)

    check_one("title: \U0001F680", "", False)
    check_one("title: '+ \U0001F680 1\ufe0f\u20e3 …'", "\U0001F680 \U0001F680", False)
    check_one("title: \U0001F680 rockets", "", True)
    check_one("title: \U0001F680", "word", True)
    check_one("title: \U0001F680\nexcerpt: \u6f22\u5b57", "", True)
    check_one("title: The", "", True, ("--language=none",))
    with open(folder + "/a.md", "w", encoding="utf-8") as f:
        f.write("---\ntitle: words\n---\n")
    run("newsindex", "-q", "-d", place, folder)
    with open(folder + "/a.md", "w", encoding="utf-8") as f:
        f.write("---\ntitle: \U0001F680\n---\n")
    for options in ((folder,), ("--compact",)):
        run("newsindex", "-q", "-d", place, *options)
        done = run("newsindex", "-d", place, "--check")
        check(done.returncode == 0, "an index whose last word is gone is sound: %s" % options, done.stdout)


def damages():
    unseen, misnamed = [], []
    for table in ("postlist", "position", "docdata", "termlist"):
        path = os.path.join(index, table + ".glass")
        with open(path, "rb") as f:
            good = f.read()
        os.chmod(path, 0o644)
        with open(path, "wb") as f:
            f.write(good[:len(good) // 2 // 8192 * 8192])
        os.chmod(path, 0o444)
        done = run(program, "-d", index, "--check", **NOBODY)
        if done.returncode != 2:
            unseen.append(table + done.stdout)
        if room in done.stdout or index not in done.stdout:
            misnamed.append(done.stdout)
        os.chmod(path, 0o644)
        with open(path, "wb") as f:
            f.write(good)
        os.chmod(path, 0o444)
    os.chmod(index, 0o755)
    for table, what in (("docdata", "data"), ("termlist", "terms"), ("position", "positions")):
        path, aside = os.path.join(index, table + ".glass"), os.path.join(work, "aside")
        os.rename(path, aside)
        done = run(program, "-d", index, "--check")
        check(done.returncode == 2 and "have no %s: run newsindex --db=%s --rebuild" % (what, index) in done.stdout,
              "--check finds that the table of %s is missing" % what, done)
        os.rename(aside, path)
    os.chmod(index, 0o555)
    check(not unseen, "--check finds each table that was cut", *unseen)
    check(not misnamed, "the error of a damaged table names the index, not the copy", *misnamed)


os.mkdir(tree)
os.mkdir(room)
os.chmod(room, 0o777)
for i in range(400):
    write(i)
run("newsindex", "-q", "-d", index, tree)
done = run("newsindex", "-d", index, "--check")
check(sound(done), "a sound index is sound", done.stdout)

bad, failed = [], 0
for count in range(LEAST_FILES, 40):
    done = run(program, "-d", index, "--check", limit=resource.RLIMIT_NOFILE, value=count)
    if done.returncode == 127:  # the loader's own call
        continue
    failed += not sound(done)
    if not sound(done) and not (done.returncode == 2 and "Too many open files" in done.stdout):
        bad.append("%d: %s" % (count, done.stdout))
check((failed or sanitized()) and not bad, "few descriptors are the reason, not damage", *bad)
bad = []
for kilobytes in range(10000, 110000, 5000) if not sanitized() else ():
    done = run(program, "-d", index, "--check", limit=resource.RLIMIT_AS, value=kilobytes * 1024)
    if done.returncode == 127:  # the loader had too little memory for the libraries
        continue
    if not sound(done) and not (done.returncode == 2 and " memory" in done.stdout and "damaged" not in done.stdout):
        bad.append("%d: %d %s" % (kilobytes, done.returncode, done.stdout))
check(not bad, "little memory is the reason, not damage", *bad)

positions()
if NOBODY:
    read_only()
    done = run(program, "-d", index, "--check", **NOBODY)
    check(sound(done), "a sound index that may only be read is sound", done.stdout)
    bad = []
    for count in range(max(LEAST_FILES, 8), 40, 2):
        done = run(program, "-d", index, "--check", limit=resource.RLIMIT_NOFILE, value=count, **NOBODY)
        if not sound(done) and done.returncode != 127 and "Too many open files" not in done.stdout:
            bad.append("%d: %s" % (count, done.stdout))
    check(not bad, "with few descriptors a read-only index is sound, or the reason is said", *bad)
    damages()
    beside_a_writer()
    check(os.listdir(room) == [], "--check leaves no copy", os.listdir(room))
    if run("mount", "-t", "tmpfs", "-o", "size=64k,mode=777", "none", room).returncode == 0:
        done = run(program, "-d", index, "--check", **NOBODY)
        check(done.returncode == 2 and "No space left on device" in done.stdout and os.listdir(room) == [],
              "no room for a copy is the reason, not damage", done.stdout, os.listdir(room))
        run("umount", room)
    else:
        skip("no room for a copy", "no tmpfs can be mounted")
else:
    skip("an index that may only be read", "only root can become another user")
shutil.rmtree(work)
sys.exit(finish())
