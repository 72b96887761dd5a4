#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Disks of many sizes, and limits on memory, file sizes, threads and descriptors, while an index is built and changed:
status 2 and a sentence, never an abort; the index is whole and in the old or the new state, and the next run with room
goes on. EXHAUSTION_STEPS (default 6) limits of each kind."""
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish, sanitized, skip

STEPS = int(os.environ.get("EXHAUSTION_STEPS", "6"))
ARTICLES = 300
if sanitized():  # Xapian leaks what it was making when a write failed
    os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
work = tempfile.mkdtemp()
tree, disk = (os.path.join(work, n) for n in ("tree", "disk"))
rnd = random.Random(5)
words = ["".join(rnd.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(rnd.randint(3, 9))) for _ in range(3000)]


def write(state, step=1):
    os.makedirs(tree, exist_ok=True)
    for i in range(0, ARTICLES, step):
        with open(os.path.join(tree, "%d.md" % i), "w") as f:
            f.write("---\ntitle: %s\nexcerpt: state%d %s\nheat: %d\nquality: %d\ndate: 2021-%02d-%02d\n---\n%s\n" % (
                " ".join(rnd.choices(words, k=6)), state, " ".join(rnd.choices(words, k=40)), i % 100, i % 77,
                i % 12 + 1, i % 28 + 1, " ".join(rnd.choices(words, k=30))))


def run(*command, limit=None, value=0, **more):
    def prepare():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if limit is not None:
            resource.setrlimit(limit, (value, value))
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=prepare,
                          timeout=120, **more)


def listing(index):
    return run("newssearch", "-d", index, "-n", "all", "--sort=path", "--format=jsonl", "--fields=path,excerpt").stdout


def steps(first, last):
    return [first + (last - first) * i // max(STEPS - 1, 1) for i in range(STEPS)]


def size_of(folder):
    return sum(os.stat(os.path.join(at, name)).st_blocks // 2 for at, _, names in os.walk(folder) for name in names)


def judge(name, done, reasons, bad):
    """Adds to bad what is wrong with the end of one run."""
    if done.returncode == 127 and "error while loading shared libraries" in done.stdout:
        return  # the program has not begun
    said = "newsindex: " in done.stdout and any(reason in done.stdout for reason in reasons)
    if done.returncode != 0 and not (done.returncode == 2 and said):
        bad.append("%s: status %d: %s" % (name, done.returncode, done.stdout[-300:]))


def remount(kilobytes, first=False):
    return run("mount", "-t", "tmpfs", "-o", "%ssize=%dk" % ("" if first else "remount,", kilobytes), "none",
               disk).returncode == 0


def first_builds(index):
    """Of two threads; of one at four sizes that once ended in an abort: there a size means the same moment each time."""
    bad, failed = [], 0
    for size in [s | 1 for s in steps(400, 2500)] + [1750, 1775, 1800, 2400]:
        jobs = "-j%d" % (1 + size % 2)
        remount(size)
        done = run("newsindex", jobs, "-d", index, tree)
        judge("%d kB %s" % (size, jobs), done, ["No space left on device"], bad)
        failed += done.returncode == 2
        if os.path.exists(index + ".build"):
            bad.append("%d kB %s: the build folder is left" % (size, jobs))
        remount(200000)
        done = run("newsindex", "-d", index, tree)
        if done.returncode != 0 or os.listdir(disk) != ["index"]:
            bad.append("%d kB %s: the next run: %s %s" % (size, jobs, done.stdout, os.listdir(disk)))
        shutil.rmtree(index, ignore_errors=True)
    check(not bad and failed > STEPS, "a first build on a full disk fails with a sentence at any size", "\n".join(bad))


def changes(index):
    kinds = {"an update": ([], 3), "a rebuild": (["--rebuild"], 1), "a compaction": (["--compact"], 1)}
    state = 1
    for kind, (options, step) in kinds.items():
        bad, failed = [], 0
        for room in steps(0, 3000):
            remount(200000)
            run("newsindex", "-q", "-d", index, tree)
            before = listing(index)
            state += 1
            if options != ["--compact"]:
                write(state, step)
            remount(size_of(disk) + room)
            done = run("newsindex", "-d", index, *options)
            judge("%d kB more" % room, done, ["No space left on device"], bad)
            if options and room < size_of(index) - 100 and "the new index needs about" not in done.stdout:
                bad.append("%d kB more: no warning: %s" % (room, done.stdout))
            failed += done.returncode == 2
            if done.returncode == 2 and listing(index) != before:
                bad.append("%d kB more: the index is not as it was" % room)
            if run("xapian-check", index).returncode != 0 or os.listdir(disk) != ["index"]:
                bad.append("%d kB more: something is broken or left: %s" % (room, os.listdir(disk)))
        check(not bad and failed, kind + " on a full disk fails with a sentence and changes nothing", "\n".join(bad))


def small_disks():
    os.mkdir(disk)
    if os.geteuid() != 0 or not remount(200000, True):
        skip("small disks", "no tmpfs can be mounted")
        return
    try:
        index = os.path.join(disk, "index")
        first_builds(index)
        changes(index)
    finally:
        run("umount", disk)


def limited(name, limit, values, reasons, options=(), **more):
    """Rebuilds and updates under a limit."""
    index = os.path.join(work, "limited", "index")
    run("newsindex", "-q", "-d", index, tree, **more)
    bad, failed = [], 0
    for number, value in enumerate(values):
        before = listing(index)
        order = [["--rebuild"], []][number % 2]
        write(1000 + number, 5)
        done = run("newsindex", "-d", index, *order, *options, limit=limit, value=value, **more)
        judge("%d %s" % (value, order), done, reasons, bad)
        failed += done.returncode == 2
        if done.returncode == 2 and listing(index) != before:
            bad.append("%d %s: the index is not as it was" % (value, order))
        done = run("newsindex", "-d", index, **more)
        if done.returncode != 0 or os.path.exists(index + ".build"):
            bad.append("%d %s: the next run: %s" % (value, order, done.stdout))
    shutil.rmtree(index)
    check(not bad, name, "\n".join(bad))
    return failed


write(1)
small_disks()
if sanitized():
    skip("little memory", "sanitizers want terabytes of address space")
else:
    values = [kilobytes * 1024 for kilobytes in steps(10000, 200000)] + [60000 * 1024, 100000 * 1024]
    failed = limited("too little memory is a sentence, never an abort", resource.RLIMIT_AS, values,
                     ["out of memory", "not enough memory"])
    check(failed, "some of the limits on memory are too low for a run")
    values = [kilobytes * 1024 for kilobytes in steps(10000, 30000)]
    limited("too little memory before the program has begun is a sentence", resource.RLIMIT_AS, values, ["out of memory", "not enough memory"])
failed = limited("a limit on the size of files is a sentence", resource.RLIMIT_FSIZE,
                 [blocks * 1024 for blocks in steps(4, 2000)], ["File too large"])
check(failed, "some of the limits on the size of files are too low for a run")
if os.geteuid() == 0:
    os.chmod(work, 0o777)
    os.chmod(os.path.join(work, "limited"), 0o777)
    failed = limited("no thread more than the first: the work is done by that one", resource.RLIMIT_NPROC, [1, 1, 2, 3],
                     [], ["-j4"], user=65534, group=65534, extra_groups=[], env=dict(os.environ, HOME=work))
    check(not failed, "a run that may start no thread succeeds")
else:
    skip("threads that cannot start", "only root can become another user")
if sanitized():
    skip("few descriptors", "sanitizers open a pipe to look at memory")
else:
    failed = limited("few descriptors are enough, or a sentence", resource.RLIMIT_NOFILE, range(8, 8 + 4 * STEPS, 4),
                     ["Too many open files", "descriptors"])
    check(failed, "some of the limits on descriptors are too low for a run")
shutil.rmtree(work)
sys.exit(finish())
