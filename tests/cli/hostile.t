#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Articles by people who mean harm, odd files, damaged indexes, signals, little memory, few descriptors: a
sentence and the right status, within seconds and 64 MB; never a crash, and nothing raw on a terminal.
HOSTILE_FLIPS (default 6): damaged bytes tried for each table of an index. HOSTILE_SEED."""
import os
import pty
import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from tap import can_trace, check, finish, sanitized, skip

FLIPS = int(os.environ.get("HOSTILE_FLIPS", "6"))
rnd = random.Random(int(os.environ.get("HOSTILE_SEED", "3")))
SECONDS = 200 if sanitized() else 20  # of processor time, for one run: a loaded machine does not shorten it
work = tempfile.mkdtemp()
tree, index = os.path.join(work, "tree"), os.path.join(work, "index")


def run(*command, before=None, stdin=b""):
    """status, output, errors. A status below 0 is a signal."""
    def prepare():
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        if before:
            before()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        child = subprocess.Popen(command, stdin=given, stdout=out, stderr=err, preexec_fn=prepare)
        timer = threading.Timer(10 * SECONDS, child.kill)
        timer.start()
        child.wait()
        timer.cancel()
        out.seek(0)
        err.seek(0)
        return child.returncode, out.read(), err.read()


def write(name, data):
    path = os.path.join(os.fsencode(tree), name if isinstance(name, bytes) else name.encode())
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    return path


def article(title=b"Plain", more=b"", body=b""):
    return b"---\ntitle: " + title + b"\n" + more + b"---\n" + body


BOMB = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + i, 98 + i, b",".join([b"*%c" % (97 + i)] * 9)) for i in range(9))
CASES = {
    "alias bomb": article(more=BOMB), "alias bomb in topics": article(more=BOMB + b"topics: *i\n"),
    "alias of itself": article(more=b"topics: &t [*t]\n"),
    "100,000 brackets": article(more=b"topics: " + b"[" * 100000 + b"\n"),
    "100,000 braces": article(more=b"x: " + b"{a: " * 100000 + b"\n"),
    "a mapping 5,000 deep": article(more=b"".join(b" " * i + b"k:\n" for i in range(5000))),
    "100,000 topics": article(more=b"topics:\n" + b"".join(b"  - t%d\n" % i for i in range(100000))),
    "200,000 names that begin a link": article(more=b'tags: "' + b"[[a, " * 200000 + b'"\n'),
    "a domain of 200,000 names": article(more=b'provider: {domain: "' + b"a." * 199999 + b'a"}\n'),
    "a topic of 5,000 bytes": article(more=b"topics: [%s]\n" % (b"t" * 5000)),
    "a title of a megabyte": article(title=b"word " * 200000),
    "a word of a megabyte": article(body=b"w" * 1000000),
    "NUL in the title": article(title=b"\"a\\0b\""), "a raw NUL": article(title=b"a\0b"),
    "a lone surrogate": article(title=b'"\\ud800 x"'), "raw surrogates": article(title=b"\xed\xa0\x80 x"),
    "overlong UTF-8": article(title=b"\xc0\xaf\xe0\x80\xaf x"), "no UTF-8 at all": article(title=b"\xff\xfe\xfd x"),
    "terminal escapes": article(title=b'"\\e]0;owned\\a\\e[31mred \\x9b31m"', body=b"\x1b[2J\x1b]52;c;eA==\x07 escape"),
    "bidi controls": article(title='"\u202eevil\u2066 \u200fx"'.encode(), body="\u202e".encode() * 100),
    "a body of a million tags": article(body=b"<div>" * 1000000 + b"deep"),
    "a body of a million stars": article(body=b"*_[" * 400000),
    "an unclosed comment": article(body=b"<!--" * 100000), "an unclosed tag": article(body=b"<a href='" + b"x" * 500000),
    "numbers beyond all": article(more=b"quality: 1" + b"0" * 400 + b"\nheat: -9223372036854775809\n"),
    "impossible dates": article(more=b"date: 9999-99-99\n"), "the year 0": article(more=b"date: 0000-01-01\n"),
    "front matter without end": b"---\ntitle: x\n", "nothing": b"", "nothing but dashes": b"---\n---\n",
    "a tag that runs": article(more=b"x: !!python/object/apply:os.system ['true']\n"),
    "a merge key": article(more=b"b: &b {q: 1}\n<<: *b\n"), "two documents": b"---\ntitle: a\n---\n---\ntitle: b\n---\n",
    "over 16 MiB": article(body=b"x" * (16 << 20)),
}


def small_data():
    """64 MB, and the stacks of two threads."""
    if not sanitized():
        resource.setrlimit(resource.RLIMIT_DATA, (80 << 20, 80 << 20))


def hostile_articles():
    for number, (name, data) in enumerate(CASES.items()):
        path = write("one/%d.md" % number, data)
        status, out, err = run("newsindex", "-j", "2", "-d", work + "/one", tree + "/one", before=small_data)
        told = re.search(rb"(?m)^%s:\d+:\d+: ." % re.escape(path), err) is not None
        found = re.search(rb"\((\d+) articles", out)
        held = found is not None and int(found.group(1)) == 1
        good = status in (0, 1) and (held or told or b"ignored 1" in out)
        check(good, "%s: the file is %s" % (name, "indexed" if held else "reported" if told else "ignored"), status, out, err)
        status, out, err = run("newssearch", "-d", work + "/one", "-n", "all", "--format=json", "--explain", "x OR word OR plain")
        check(status in (0, 1) and not err, "%s: can be searched" % name, status, out[-300:], err)
        os.unlink(path)
    shutil.rmtree(work + "/one")


def odd_files():
    write("odd/plain.md", article(b"Plain"))
    write(b"odd/new\nline \x1b[31m\xff.md", b"---\ntitle: [\n---\n")
    os.mkfifo(tree + "/odd/pipe.md")
    with socket.socket(socket.AF_UNIX) as one:
        os.chdir(tree + "/odd")
        one.bind("socket.md")
        os.chdir(top)
    os.symlink(".", tree + "/odd/loop")
    os.symlink("loop.md", tree + "/odd/loop.md")
    os.symlink("/etc/passwd", tree + "/odd/outside.md")
    os.mkdir(tree + "/odd/folder.md")
    status, out, err = run("newsindex", "-d", work + "/odd", tree + "/odd")
    check(status == 1 and b"added 1," in out, "pipes, sockets, links and folders with an article's name are left alone", out, err)
    check(err.count(b"\n") == 1 and all(b"line" in line for line in err.splitlines()) and b"\x1b" not in err and b"\xff" not in err, "a file's name is told in one clean line", err)
    shutil.rmtree(work + "/odd")


def on_terminal(*command):
    reader, writer = pty.openpty()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=writer, stderr=writer,
                             env=dict(os.environ, TERM="xterm-256color", PAGER="cat"))
    os.close(writer)
    data = b""
    try:
        while True:
            block = os.read(reader, 65536)
            if not block:
                break
            data += block
    except OSError:
        pass
    child.wait()
    os.close(reader)
    return data


def terminal():
    write("show/esc\x1b[31m.md", CASES["terminal escapes"])
    write("show/bidi.md", CASES["bidi controls"])
    run("newsindex", "-q", "-d", work + "/show", tree + "/show")
    for options in (["--color=never", "--hyperlink=never"], ["--color=always", "--hyperlink=always"], ["--explain"],
                    ["--facet=path"], ["--format={title} {body} {path}\\n"], ["--format=csv"], ["--format=paths"]):
        data = on_terminal("newssearch", "-d", work + "/show", "--sort=path", *options)
        text = re.sub(rb"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b\x07]*\x1b\\", b"", data)
        bad = re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]",
                         text.decode("utf-8", "replace"))
        check(data and not bad and b"owned" not in re.findall(rb"\x1b[^\x1b]*", data), "nothing raw on a terminal: " + " ".join(options), bad, data[:600])
    told = on_terminal("newssearch", "-d", work + "/show", "title:\x1b[31m(\u202e")
    check(b"\x1b" not in told and "\u202e".encode() not in told, "a query that is refused reaches the terminal without control characters", told)
    shutil.rmtree(work + "/show")


def names_on_terminal():
    """File names in what newsindex lists on standard output and standard error."""
    names = [b"\x1b]0;owned\a.md", b"c1 \xc2\x9b31m \x9b31m.md", "\u202eevil\u2066.md".encode(), b"two\nlines\rthree.md",
             b"broken \x1b[31m.md", b"\x7f\b\b.md"]
    folder = tree.encode() + b"/names/"
    os.mkdir(folder)
    for name in names:
        with open(folder + name, "wb") as f:
            f.write(b"---\n[\n---\n" if name.startswith(b"broken") else article(b"Name"))
    seen = {}
    for what, options in (("--dry-run", ["-n"]), ("--verbose", ["-v"])):
        seen[what] = on_terminal("newsindex", "-d", work + "/names", "--progress=never", *options, tree + "/names")
    for name in names[:4]:
        os.unlink(folder + name)
    seen["removals"] = on_terminal("newsindex", "-d", work + "/names", "--progress=never", "-v")
    for what, data in seen.items():
        bad = re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]",
                         data.replace(b"\r\n", b"\n").decode("utf-8", "replace"))
        check(data.count(b"\n") >= 5 and not bad, "no name reaches the terminal raw: " + what, bad, data[:900])
    shutil.rmtree(work + "/names")


def swapped_files():
    """A file that becomes a pipe, a link, a folder between look and open does not hold anything up."""
    path, stop = tree + "/swap/x.md", threading.Event()
    write("swap/keep.md", article())

    def swap():
        while not stop.is_set():
            for make in (lambda: os.mkfifo(path), lambda: os.symlink("/dev/zero", path), lambda: os.mkdir(path),
                         lambda: write("swap/x.md", article(b"Swapped"))):
                make()
                (os.rmdir if os.path.isdir(path) and not os.path.islink(path) else os.unlink)(path)

    thread = threading.Thread(target=swap)
    thread.start()
    seen = [run("newsindex", "-q", "-d", work + "/swap", tree + "/swap") for _ in range(15)]
    stop.set()
    thread.join()
    check(all(one[0] in (0, 1) for one in seen), "files that change their kind while they are looked at end no run", [one[:3] for one in seen])
    shutil.rmtree(work + "/swap")


SEARCHES = (["--now=2024-01-01", "word"], ["--now=2024-01-01", "-n", "all", "--format=json", "article OR word"], ["--sort=date", "--facet=topic"],
            ["-e", "body:o.*d", "--chart=year"], ["--like=" + tree + "/many/7.md"], ['"some words"', "tit*"])


def damaged_indexes():
    for i in range(300):
        write("many/%d.md" % i, article(b"Article %d about word%d" % (i, i % 17), b"topics: [T%d]\ndate: 2020-01-%02d\n"
                                        % (i % 5, i % 28 + 1), b"some words here " * 20))
    run("newsindex", "-q", "-d", index, tree + "/many")
    whole = [run("newssearch", "-d", index, *words)[1] for words in SEARCHES]
    for table in sorted(os.listdir(index)):
        if not table.endswith("glass"):
            continue
        size = os.path.getsize(os.path.join(index, table))
        harms = [("cut", size // 2), ("cut", 0), ("gone", 0)] + [("flip", rnd.randrange(size)) for _ in range(FLIPS)]
        bad = []
        for harm, place in harms:
            damaged = work + "/damaged"
            shutil.rmtree(damaged, ignore_errors=True)
            shutil.copytree(index, damaged)
            path = os.path.join(damaged, table)
            if harm == "gone":
                os.unlink(path)
            else:
                with open(path, "r+b") as file:
                    if harm == "cut":
                        file.truncate(place)
                    else:
                        file.seek(place)
                        byte = file.read(1)[0]
                        file.seek(place)
                        file.write(bytes([byte ^ (1 << rnd.randrange(8))]))
            for words in SEARCHES:
                status, out, err = run("newssearch", "-d", damaged, *words)
                if status not in (0, 1, 2) or (status == 2 and not err.startswith(b"newssearch: ")):
                    bad.append((harm, place, words, status, err[-300:]))
            for words in (["--check"], ["--stats"], []):
                status, out, err = run("newsindex", "-d", damaged, *words)
                told = b"newsindex: " in err if sanitized() else err.startswith(b"newsindex: ")  # after Xapian's
                if status not in (0, 1, 2) or (status == 2 and not told):
                    bad.append((harm, place, words, status, err[-300:]))
        check(not bad, "%s damaged in %d ways: an answer or a sentence" % (table, len(harms)), *bad[:4])
    check(whole == [run("newssearch", "-d", index, *words)[1] for words in SEARCHES], "searches of copies that are damaged leave the index as it was")


def index_taken_away():
    child = subprocess.Popen(["newssearch", "-d", work + "/away", "--batch", "--format=json"], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdin.write(b"word\n")
    child.stdin.flush()
    first = child.stdout.readline()
    shutil.rmtree(work + "/away")
    try:
        out, err = child.communicate(b"article\nword3 -x\n", timeout=10 * SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        out, err = child.communicate()
    check(first.startswith(b"{") and child.returncode in (0, 1, 2) and b"Traceback" not in err,
          "an index that is deleted while it is searched gives an answer or a status", child.returncode, err)


def signals():
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGPIPE):
        before = run("newssearch", "-d", index, "-c", "--sort=path")[1]
        child = subprocess.Popen(["newsindex", "-q", "-d", index, "--rebuild"])
        time.sleep(rnd.random() * 0.15)
        child.send_signal(number)
        child.wait()
        sound = run("newsindex", "-q", "-d", index, "--check")
        check(sound[0] == 0 and run("newssearch", "-d", index, "-c", "--sort=path")[1] == before,
              "%s while building: the index is whole" % signal.Signals(number).name, sound)
    check(run("newsindex", "-q", "-d", index)[0] == 0 and not os.path.exists(index + ".build"), "the run after interrupted rebuilds removes their folder")


def limits():
    def memory():
        resource.setrlimit(resource.RLIMIT_AS, (128 << 20, 128 << 20))

    def files():
        resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))

    def few_files():
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))

    bad = []
    for words in SEARCHES if not sanitized() else ():
        status, _, err = run("newssearch", "-d", index, *words, before=memory)
        if status not in (0, 1) and not (status == 2 and err.startswith(b"newssearch: ")):
            bad.append((words, status, err))
    check(not bad, "searches in 128 MB of address space give an answer or a sentence", *bad)
    status, _, err = run("newssearch", "-d", index, "word", before=files)
    check(status in (0, 1) or (status == 2 and err.startswith(b"newssearch: ")), "a search with 16 descriptors gives an answer or a sentence", status, err)
    status, _, err = run("newsindex", "-d", work + "/few", tree + "/many", before=few_files)
    check(status == 0 or (status == 2 and err.startswith(b"newsindex: ")), "a build with 64 descriptors succeeds or gives a sentence", status, err)
    shutil.rmtree(work + "/few", ignore_errors=True)


def privilege():
    if not can_trace():
        skip("a search writes nothing", "strace cannot trace here")
        return
    calls = "trace=openat,open,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,truncate,ftruncate"
    _, _, err = run("strace", "-f", "-qq", "-e", calls, "newssearch", "-d", index, "--facet=topic", "word")
    wrote = [line for line in err.splitlines() if re.search(rb"O_WRONLY|O_RDWR|O_CREAT|^(unlink|rename|mkdir|f?trunc)", line)
             and b"/dev/" not in line and b".gcda" not in line]  # of make coverage
    check(not wrote, "a search writes nothing", *wrote)
    old = os.umask(0o077)
    run("newsindex", "-q", "-d", work + "/own", tree + "/many")
    os.umask(old)
    modes = {oct(os.stat(os.path.join(folder, name)).st_mode & 0o777)
             for folder, _, names in os.walk(work + "/own") for name in names}
    check(modes == {"0o600"} and os.stat(work + "/own").st_mode & 0o777 == 0o700, "an index is made with the umask", modes)


top = os.getcwd()
try:
    hostile_articles()
    odd_files()
    terminal()
    names_on_terminal()
    swapped_files()
    damaged_indexes()
    shutil.copytree(index, work + "/away")
    index_taken_away()
    signals()
    limits()
    privilege()
finally:
    shutil.rmtree(work)
sys.exit(finish())
