#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A first build that goes on, is interrupted, fails: what the programs say, and how the next run goes on."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from tap import check, finish

work = tempfile.mkdtemp()
tree = os.path.join(work, "tree")


def run(*command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, **more)


def asked(index):
    return [("newssearch", "-d", index, "word"), ("newsindex", "-d", index, "--stats"),
            ("newsindex", "-d", index, "--check"), ("newsindex", "-d", index, "--compact"),
            ("newsindex", "-d", index, "--problems")]


def all_say(index, sentence, name):
    wrong = []
    for command in asked(index):
        done = run(*command)
        if done.returncode != 2 or done.stdout != "%s: index %s%s\n" % (command[0], index, sentence):
            wrong.append("%s: %d %s" % (" ".join(command), done.returncode, done.stdout))
    check(not wrong, name, "\n".join(wrong))


def begun(marker, *command):
    """The build, stopped as soon as marker exists; it may be done before."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not os.path.exists(marker) and child.poll() is None:
        time.sleep(0.001)
    child.send_signal(signal.SIGSTOP)
    return child


def end(child, number):
    child.send_signal(number)
    child.send_signal(signal.SIGCONT)
    child.wait()


def listing(index):
    return run("newssearch", "-d", index, "-n", "all", "--sort=path", "--format=paths").stdout


GOES_ON = " is being built for the first time; it has no articles yet"
UNFINISHED = ": the first build did not finish; run newsindex"

os.makedirs(tree + "/drafts")
for i in range(2500):
    with open("%s/%s%d.md" % (tree, "drafts/" if i % 10 == 0 else "", i), "w") as f:
        f.write("---\ntitle: Article %d\n---\n%s\n" % (i, "some words of it " * 30))

for number in (signal.SIGKILL, signal.SIGTERM):
    index = os.path.join(work, "index%d" % number)
    child = begun(index + ".build/part-1", "newsindex", "-j1", "-d", index, "--exclude=drafts/", "--language=french", tree)
    all_say(index, GOES_ON, "while it is built, each program says so")
    done = run("newsindex", "-d", index, "--wait=0.1")
    check(done.returncode == 75 and "(newsindex, process %d)" % child.pid in done.stdout, "another writer hears for whom it waits",
          done.stdout)
    end(child, number)
    all_say(index, UNFINISHED, "after signal %d each program says that it did not finish" % number)
    done = run("newsindex", "-d", index, "-n")
    check(done.returncode == 0 and done.stdout.count("add ") == 2250, "a dry run lists what is left to do", done.stdout[-300:])
    all_say(index, UNFINISHED, "a dry run changes nothing of an unfinished build")
    done = run("newsindex", "-d", index)
    check(done.returncode == 0 and done.stdout.startswith("added 2250,"), "the next run goes on with the same directory", done.stdout)
    stats = run("newsindex", "-d", index, "--stats").stdout
    check("language: french" in stats and "exclude: drafts/" in stats and "root: " + tree in stats,
          "the next run goes on with the same settings", stats)
    check(sorted(os.listdir(work)) == sorted(["tree", os.path.basename(index)]), "a finished build leaves nothing else", os.listdir(work))
    shutil.rmtree(index)

index = os.path.join(work, "shards")
child = begun(index + "/shard-1.build/part-0", "newsindex", "-j1", "-d", index, "--shards=3", "--exclude=drafts/", tree)
all_say(index, GOES_ON, "shards: while the second is built, each program says so")
end(child, signal.SIGKILL)
all_say(index, UNFINISHED, "shards: after a kill each program says that the build did not finish")
done = run("newsindex", "-d", index)
check(done.returncode == 0 and "(2250 articles" in done.stdout and listing(index).count("\n") == 2250,
      "shards: the next run builds what is missing, of the same directory", done.stdout)
done = run("newsindex", "-d", index, "--check")
check(done.returncode == 0, "shards: the finished index is sound", done.stdout)
shutil.rmtree(index)

gone = os.path.join(work, "gone")
for kind, marker, more in (("one index", ".build/part-0", ()), ("shards", "/shard-1.build/part-0", ("--shards=3",))):
    index = os.path.join(work, "forgotten")
    os.mkdir(gone)
    end(begun(index + marker, "newsindex", "-j1", "-d", index, "--exclude=drafts/", *more, tree, gone), signal.SIGKILL)
    os.rmdir(gone)
    done = run("newsindex", "-d", index)
    check(done.returncode == 2 and "--forget=" + gone in done.stdout, kind + ": a directory that is gone stops the build", done.stdout)
    done = run("newsindex", "-d", index, "--forget=" + gone)
    check(done.returncode == 0 and "(2250 articles" in done.stdout, kind + ": --forget drops it and builds the rest", done.stdout)
    done = run("newsindex", "-d", index)
    check(done.returncode == 0 and "unchanged 2250," in done.stdout, kind + ": the next run changes nothing", done.stdout)
    shutil.rmtree(index)

index, link = os.path.join(work, "index"), os.path.join(work, "link")
done = run("newsindex", "-d", index, os.path.join(work, "nowhere"))
check(done.returncode == 2 and sorted(os.listdir(work)) == ["tree"], "a first build that fails leaves nothing", done.stdout)
os.mkdir(index)
os.symlink(index, link)
limit = "ulimit -f 8; exec newsindex -d %s %s" % (link, tree)
done = run("sh", "-c", limit)
check(done.returncode == 2 and os.listdir(index) == [] and os.path.islink(link), "a link to an empty directory stays",
      done.stdout, os.listdir(work))
shutil.rmtree(work)
sys.exit(finish())
