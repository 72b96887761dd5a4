#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The directory of an index, which a build replaces: its permissions, a link to it, other files in it, a mount point."""
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile

from tap import can_trace, check, finish, skip

work = tempfile.mkdtemp()
os.chmod(work, 0o755)
os.chdir(work)
ROOT = os.geteuid() == 0
NOBODY = 65534
REPLACING = (("--rebuild",), ("--compact",))


def run(*command, mask=0o022, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120,
                          preexec_fn=lambda: os.umask(mask), **more)


def write(folder, count, text="word"):
    os.makedirs(folder, exist_ok=True)
    for i in range(count):
        with open("%s/%d.md" % (folder, i), "w") as f:
            f.write("---\ntitle: Article %d\n---\n%s\n" % (i, text))


def modes(index):
    """The permissions, owner and group of the folder, of its lock and of its tables."""
    def of(path):
        status = os.stat(path)
        return "%o %d:%d" % (status.st_mode & 0o7777, status.st_uid, status.st_gid)
    tables = {of(os.path.join(index, name)) for name in os.listdir(index) if name.endswith(".glass") or name == "iamglass"}
    return of(index), of(index + "/newsindex.lock"), sorted(tables)


def fresh(*options, **more):
    shutil.rmtree("db", ignore_errors=True)
    done = run("newsindex", "-q", "-d", "db", *options, "a", **more)
    check(done.returncode == 0, "there is an index", done.stdout)


def permissions():
    for options in REPLACING:
        what = options[0]
        fresh()
        os.chmod("db", 0o700)
        before = modes("db")
        run("newsindex", "-q", "-d", "db", *options)
        check(modes("db") == before, "%s keeps the mode 700 of the index" % what, before, modes("db"))
        fresh(mask=0o077)
        before = modes("db")
        run("newsindex", "-q", "-d", "db", *options)
        check(modes("db") == before and before[2][0].startswith("600"), "%s keeps the modes of umask 077" % what, before, modes("db"))
        fresh(mask=0o077)
        os.chmod("db", 0o2770)
        for name in os.listdir("db"):
            os.chmod("db/" + name, 0o660)
        if ROOT:
            for path in ["db"] + ["db/" + name for name in os.listdir("db")]:
                os.chown(path, NOBODY, 7)
            os.chmod("db", 0o2770)
        before = modes("db")
        run("newsindex", "-q", "-d", "db", *options)
        check(modes("db") == before, "%s keeps modes for a group, and as root owner and group" % what, before, modes("db"))
    fresh("--shards=2", mask=0o077)
    run("newsindex", "-q", "-d", "db", "--rebuild")
    check(modes("db/shard-1")[2][0].startswith("600"), "--rebuild keeps the modes of shards", modes("db/shard-1"))
    shutil.rmtree("db")
    os.mkdir("db", 0o700)
    run("newsindex", "-q", "-d", "db", "a")
    check(modes("db")[0].startswith("700 "), "a first build keeps the mode of an empty directory", modes("db"))


def access_lists():
    """user::rwx user:65534:r-x group::--- mask::r-x other::---"""
    acl = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in (
        (1, 7, 0xffffffff), (2, 5, NOBODY), (4, 0, 0xffffffff), (16, 5, 0xffffffff), (32, 0, 0xffffffff)))
    fresh()
    try:
        os.setxattr("db", "system.posix_acl_access", acl)
    except OSError:
        skip("--rebuild keeps access control lists", "there are none here")
        return
    run("newsindex", "-q", "-d", "db", "--rebuild")
    try:
        got = os.getxattr("db", "system.posix_acl_access")
    except OSError:
        got = b""
    check(got == acl, "--rebuild keeps access control lists", got)


def drafts():
    """What others see of a build that goes on: it is stopped before the swap."""
    if not can_trace():
        skip("nobody else can read the new index of a private one while it is built", "strace cannot trace here")
        return
    fresh()
    for name in os.listdir("db"):
        os.chmod("db/" + name, 0o600)
    run("strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=renameat2:signal=KILL:when=1",
        "newsindex", "-q", "-d", "db", "--rebuild")
    check("%o" % (os.stat("db.build").st_mode & 0o777) == "700",
          "nobody else can read the new index of a private one while it is built", oct(os.stat("db.build").st_mode))
    run("newsindex", "-q", "-d", "db")


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


def add_others(index):
    with open(index + "/CACHEDIR.TAG", "w") as f:
        f.write("Signature: 8a477f597d28d172789f06886806bc55\n")
    os.makedirs(index + "/notes/deep")
    with open(index + "/notes/deep/notes.txt", "w") as f:
        f.write("mine")
    os.symlink("nowhere", index + "/link")


def others(index):
    return sorted(set(os.listdir(index)) & {"CACHEDIR.TAG", "notes", "link", "v.tmp", "changes1"}) + \
        [open(index + "/notes/deep/notes.txt").read()]


OTHERS = ["CACHEDIR.TAG", "link", "notes", "mine"]


def other_files():
    for options in REPLACING:
        fresh()
        add_others("db")
        for name in ("v.tmp", "changes1"):
            open("db/" + name, "w").close()
        done = run("newsindex", "-q", "-d", "db", *options)
        check(done.returncode == 0 and others("db") == OTHERS and not os.path.exists("db.build"),
              "%s keeps files that are not the index's" % options, done.stdout, os.listdir("db"))
        done = run("newsindex", "-d", "db", "--check")
        check(done.returncode == 0, "the index is sound", done.stdout)


def stuck_files():
    """Files that cannot be moved to the new index do not stop this run or later ones."""
    def old(path="."):
        return sorted(name for name in os.listdir(path) if ".old-" in name or name.endswith(".build"))

    for options in REPLACING:
        fresh()
        os.makedirs("db.build/index")
        for path, text in (("db.build/index/a", "1"), ("db.build/index/b", "2"), ("db/a", "3"), ("db/a~", "4")):
            with open(path, "w") as f:
                f.write(text)
        done = run("newsindex", "-q", "-d", "db", *options)
        check(done.returncode == 0 and old() == ["db.old-1"] and os.listdir("db.old-1") == ["a"] and
              [open("db/" + name).read() for name in ("a", "a~", "b")] == ["3", "4", "2"] and
              done.stdout == "newsindex: warning: %s/db.build/index/a cannot be moved to %s/db: File exists; "
              "what is left is now in %s/db.old-1\n" % (work, work, work),
              "%s sets aside a file whose names are taken, and says so" % options, done.stdout, old())
        shutil.rmtree("db.old-1")
    if not ROOT:
        skip("a directory of another user in the index", "the user is not root")
        return
    more = dict(user=NOBODY, group=NOBODY, extra_groups=[], env=dict(os.environ, HOME=work))
    program = shutil.which("newsindex")
    os.mkdir("own")
    os.chown("own", NOBODY, NOBODY)
    run(program, "-q", "-d", "own/ix", "a", **more)
    for number, options in enumerate(REPLACING, 1):
        os.mkdir("own/ix/lost")
        open("own/ix/lost/file", "w").close()
        open("own/ix/other", "w").close()
        done = run(program, "-q", "-d", "own/ix", *options, **more)
        check(done.returncode == 0 and old("own") == ["ix.old-%d" % i for i in range(1, number + 1)] and
              "lost cannot be moved to" in done.stdout and os.path.exists("own/ix/other") and
              list(os.walk("own/ix.old-%d" % number))[1][2] == ["file"] and os.listdir("own/ix.old-%d" % number) == ["lost"],
              "%s sets aside a directory that only another user can move" % options, done.stdout, old("own"))
        done = run(program, "-d", "own/ix", *options, **more)
        check(done.returncode == 0 and "warning" not in done.stdout, "a later run says nothing of it", done.stdout)
    os.makedirs("own/ix.build/part")
    open("own/ix.build/part/file", "w").close()
    os.chown("own/ix.build", NOBODY, NOBODY)
    done = run(program, "-q", "-d", "own/ix", "--rebuild", **more)
    check(done.returncode == 0 and done.stdout == "newsindex: warning: %s/own/ix.build cannot be removed; "
          "what is left is now in %s/own/ix.old-3\n" % (work, work), "so does a build directory that cannot be removed", done.stdout)


def killed(call, when, *options):
    return run("strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=%s:signal=KILL:when=%d" % (call, when),
               "newsindex", "-q", "-d", "db", *options).returncode == -signal.SIGKILL


def kills():
    """kill -9 as --rebuild and --compact enter each rename or removal."""
    if not can_trace():
        skip("a kill loses no file", "strace cannot trace here")
        return
    for options in REPLACING:
        wrong, count = [], 0
        for call in ("renameat2", "unlink,unlinkat,rmdir", "fsync", "fchmod,fchown"):
            for when in range(1, 100):
                shutil.rmtree("db", ignore_errors=True)
                shutil.copytree("good", "db", symlinks=True)
                os.chmod("db", 0o700)
                if not killed(call, when, *options):
                    break
                count += 1
                found = run("newssearch", "-d", "db", "-c", "word").stdout
                done = run("newsindex", "-q", "-d", "db")
                if found != "20\n" or done.returncode or others("db") != OTHERS or os.path.exists("db.build") or \
                        not modes("db")[0].startswith("700 "):
                    wrong.append("%s %d: %s %s %s" % (call, when, found, done.stdout, os.listdir("db")))
        check(count > 10 and not wrong, "%s, killed at any change, loses neither the index nor a file" % options, count, *wrong)
    shutil.rmtree("db")
    shutil.copytree("good", "db", symlinks=True)
    killed("renameat2", 2, "--rebuild")
    open("db/CACHEDIR.TAG", "w").close()
    done = run("newsindex", "-q", "-d", "db")
    check(done.returncode == 0 and os.path.getsize("db/CACHEDIR.TAG") == 0 and os.path.getsize("db/CACHEDIR.TAG~") > 0,
          "a file that was made again after a kill is kept beside the old one", os.listdir("db"))


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
permissions()
access_lists()
drafts()
links()
other_files()
stuck_files()
fresh()
shutil.copytree("db", "good", symlinks=True)
add_others("good")
kills()
mounts()
shutil.rmtree(work)
sys.exit(finish())
