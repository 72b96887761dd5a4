#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What is no change, however many files it is of: skipped, ignored, touched, unreadable files, and values. A run without
changes writes nothing at all, and only a change of most articles' text builds the index again."""
import os
import shutil
import subprocess
import sys
import tempfile

from tap import can_trace, check, finish, sanitized, skip

MANY = 5001  # from here on a change may be most of an index
work = tempfile.mkdtemp()
os.chmod(work, 0o755)
tree, index = (os.path.join(work, n) for n in ("tree", "index"))


def run(*command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=200, **more)


def write(name, text):
    with open(os.path.join(tree, name), "w") as f:
        f.write(text)


def article(i, word="word", heat=1):
    write("a%d.md" % i, "---\ntitle: Article %d\nheat: %d\n---\n%s\n" % (i, heat, word))


def state():
    """Every file of the index, and the folder: what a write would change."""
    paths = [index] + sorted(os.path.join(index, name) for name in os.listdir(index))
    return [(path, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            for path in paths for status in [os.stat(path)]]


def place():
    """Another one after a build: the new index takes the old one's place."""
    return os.stat(index).st_ino


def summary(done):
    return done.stdout.split(" (")[0]


def writes_nothing(name, want, *options, **more):
    before = state()
    done = run("newsindex", "-d", index, *options, **more)
    check(summary(done) == want and state() == before, name + ": a run without a change writes nothing",
          done.stdout + done.stderr)


def updates(name, want, **more):
    before = place()
    done = run("newsindex", "-d", index, **more)
    check(summary(done) == want and place() == before, name + ": the index is not built again", done.stdout, done.stderr[-500:])


def traced():
    calls = "trace=write,pwrite64,ftruncate,unlink,unlinkat,rename,renameat2,mkdir,fsync,fdatasync,utimensat"
    name = "a run without a change makes no call that writes"
    if not can_trace() or sanitized():
        skip(name, "strace cannot trace here, or sanitizers write to a pipe of their own")
        return
    done = run("strace", "-f", "-qq", "-e", "signal=none", "-e", calls, "newsindex", "-q", "-d", index)
    calls = [line for line in done.stderr.splitlines() if "exited with" not in line]
    check(not calls, name, "\n".join(calls[:10]))


os.mkdir(tree)
for i in range(2000):
    article(i)
for i in range(MANY):
    write("skipped%d.md" % i, "---\ntitle: [\n---\n")
done = run("newsindex", "-q", "-d", index, tree)
check(done.returncode == 1, "files are skipped", done.stderr)
want = "added 0, updated 0, refreshed 0, removed 0, unchanged 2000, skipped %d, ignored 0" % MANY
done = run("newsindex", "-d", index)
check(done.stderr == "%d files are still skipped; newsindex --problems lists them\n" % MANY and done.returncode == 1,
      "the next run says how many are still skipped", done.stderr)
writes_nothing("skipped files", want)
traced()
for name in os.listdir(tree):
    os.utime(os.path.join(tree, name), (1, 1))
updates("files that were only touched", want)
writes_nothing("files that were only touched", want)
for i in range(MANY):
    write("skipped%d.md" % i, "no front matter\n")
want = "added 0, updated 0, refreshed 0, removed 0, unchanged 2000, skipped 0, ignored %d" % MANY
updates("files that become ignored ones", want)
writes_nothing("ignored files", want)

write("skipped0.md", "---\ntitle: Mended\n---\n")
write("a0.md", "---\ntitle: [\n---\n")
updates("a mended and a broken file", "added 1, updated 0, refreshed 0, removed 1, unchanged 1999, skipped 1, ignored 5000")
writes_nothing("a mended and a broken file",
               "added 0, updated 0, refreshed 0, removed 0, unchanged 2000, skipped 1, ignored 5000")
article(0, "word " * 500)
run("newsindex", "-q", "-d", index, "--max-file-size=1000")
want = "added 0, updated 0, refreshed 0, removed 0, unchanged 2000, skipped 1, ignored 5000"
writes_nothing("a file that is too large", want, "--max-file-size=1000")
updates("a file that no longer is", "added 1, updated 0, refreshed 0, removed 0, unchanged 2000, skipped 0, ignored 5000")

for i in range(2000, 2000 + MANY + 1000):
    article(i)
before = place()
done = run("newsindex", "-d", index)
check(done.stdout.startswith("added 6001, ") and place() != before, "most of the articles are new: built again", done.stdout)
for i in range(8001):
    article(i, heat=2)
updates("values of all articles, and one text", "added 0, updated 1, refreshed 8000, removed 0, unchanged 1, skipped 0, ignored 5000")
writes_nothing("values", "added 0, updated 0, refreshed 0, removed 0, unchanged 8002, skipped 0, ignored 5000")
if os.geteuid() == 0:
    for at, _, names in os.walk(index):
        os.chown(at, 65534, 65534)
        for name in names:
            os.chown(os.path.join(at, name), 65534, 65534)
    for i in range(MANY):
        os.chmod(os.path.join(tree, "a%d.md" % i), 0)
    article(8000, "another text")
    nobody = dict(user=65534, group=65534, extra_groups=[], env=dict(os.environ, HOME=work))
    want = "added 0, updated %d, refreshed 0, removed 0, unchanged 3000, skipped %d, ignored 5000"
    updates("files that may not be read", want % (1, MANY), **nobody)
    writes_nothing("files that may not be read", want.replace("3000", "3001") % (0, MANY), **nobody)
else:
    skip("files that may not be read", "only root can become another user")
shutil.rmtree(work)
sys.exit(finish())
