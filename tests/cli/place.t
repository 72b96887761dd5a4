#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The directory of an index, which a build replaces: a link to it, a mount point."""
import os
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish, skip

work = tempfile.mkdtemp()
os.chmod(work, 0o755)
os.chdir(work)
ROOT = os.geteuid() == 0
NOBODY = 65534


def run(*command, mask=0o022, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120,
                          preexec_fn=lambda: os.umask(mask), **more)


def write(folder, count, text="word"):
    os.makedirs(folder, exist_ok=True)
    for i in range(count):
        with open("%s/%d.md" % (folder, i), "w") as f:
            f.write("---\ntitle: Article %d\n---\n%s\n" % (i, text))


def links():
    os.makedirs("disk2/news")
    for command in (("a",), ("--rebuild",), ("--compact",)):
        os.path.islink("idx") or os.symlink("disk2/news", "idx")
        done = run("newsindex", "-q", "-d", "idx", *command)
        check(done.returncode == 0 and os.path.islink("idx") and os.path.exists("disk2/news/iamglass"),
              "the index is where a link leads: %s" % command, done.stdout, os.listdir("disk2/news"))
        check(sorted(os.listdir("disk2")) == ["news"] and not os.path.exists("idx.build"), "and nothing is left there")
        check(run("newssearch", "-d", "idx", "-c", "word").stdout == "20\n", "a search through the link finds the articles")
    stats = run("newsindex", "-d", "idx", "--stats").stdout
    check("index: %s/idx\n" % work in stats, "--stats names the link", stats)
    child = subprocess.Popen(["flock", "disk2/news/newsindex.lock", "sh", "-c", "echo; read line"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child.stdout.readline()
    done = run("newsindex", "-d", "idx", "--wait=0.1")
    check(done.returncode == 75 and work + "/idx (" in done.stdout, "the lock is where the link leads", done.stdout)
    child.communicate(b"\n")
    os.mkdir("elsewhere")
    os.symlink("elsewhere", "idx2")
    done = run("newsindex", "-d", "idx2", "nowhere")
    check(done.returncode == 2 and os.path.islink("idx2") and os.listdir("elsewhere") == [],
          "a first build that fails keeps the link and its directory", done.stdout)
    os.symlink("nowhere/x", "dangling")
    os.symlink("loop", "loop")
    for name, reason in (("dangling", " is a symbolic link that leads to nothing: make the directory"),
                         ("loop", " cannot be opened: Too many levels of symbolic links")):
        done = run("newsindex", "-d", name, "--wait=1", "a")
        check(done.returncode == 2 and work + "/" + name + reason in done.stdout,
              "%s: a link that leads nowhere is the error" % name, done.returncode, done.stdout)
    check(not os.path.exists("nowhere"), "nothing is made where a link leads to nothing")


def mounts():
    os.mkdir("mounted")
    os.mkdir("empty")
    for what, options in (("another file system", ("-t", "tmpfs", "none")), ("a part of this one", ("--bind", "empty"))):
        if not ROOT or run("mount", *options, "mounted").returncode != 0:
            skip("an index that is a mount point", "nothing can be mounted here")
            continue
        try:
            done = run("newsindex", "-d", "mounted", "a")
            check(done.returncode == 2 and done.stdout.endswith("use a directory below it: --db=%s/mounted/index\n" % work) and
                  os.listdir("mounted") == [] and not os.path.exists("mounted.build"),
                  "%s: a mount point is refused before the build, and the error says what to do" % what, done.stdout)
            done = run("newsindex", "-q", "-d", "mounted/index", "a")
            check(done.returncode == 0, "%s: a directory below it is not" % what, done.stdout)
        finally:
            run("umount", "mounted")
    os.makedirs("closed/own", exist_ok=True)
    os.chmod("closed", 0o555)
    more = {}
    if ROOT:
        os.chown("closed/own", NOBODY, NOBODY)
        more = dict(user=NOBODY, group=NOBODY, extra_groups=[])
    program = shutil.which("newsindex")
    done = run(program, "-d", "closed/own", "a", env=dict(os.environ, HOME=work), **more)
    check(done.returncode == 2 and "use a directory below %s/closed/own, as in --db=%s/closed/own/index, because" % (work, work)
          in done.stdout and os.listdir("closed/own") == [], "a directory that is not writable above is refused alike", done.stdout)
    os.chmod("closed", 0o755)


write("a", 20)
links()
mounts()
shutil.rmtree(work)
sys.exit(finish())
