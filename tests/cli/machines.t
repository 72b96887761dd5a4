#!/usr/bin/env python3
"""Three servers (xapian-tcpsrv), three shards under a stub, and both mixed give what one index gives, to
the byte: random queries with filters, ranges, facets, pages. A server that dies or hangs is named.
MACHINES_QUERIES (default 60), MACHINES_SEED."""
import glob
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from tap import check, finish, skip

QUERIES = int(os.environ.get("MACHINES_QUERIES", "60"))
rnd = random.Random(int(os.environ.get("MACHINES_SEED", "7")))
SHARDS = 3
work = tempfile.mkdtemp()
servers = []


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def serve(path):
    port = free_port()
    server = subprocess.Popen(["xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port", str(port), path],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    servers.append(server)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return "tcp:127.0.0.1:%d" % port
        except OSError:
            time.sleep(0.05)
    return None


# ---- random searches ----

def word():
    return rnd.choice(words)


def query():
    parts = [word() for _ in range(rnd.choice([0, 1, 1, 2, 3]))]
    if rnd.random() < .15:
        parts.append('"%s %s"' % rnd.choice(pairs))
    if rnd.random() < .2:
        parts.append("title:" + word())
    if rnd.random() < .15:
        parts.append(word()[:4] + "*")
    if rnd.random() < .25:
        parts.append("quality:%d.." % rnd.randint(0, 100))
    if rnd.random() < .2:
        parts.append("date:%d.." % rnd.randint(2015, 2024))
    if rnd.random() < .15:
        parts.append("-" + word())
    if rnd.random() < .35:
        parts.append("%s:/%s/i" % (rnd.choice(["title", "excerpt", "topic", "body"]),
                                   rnd.choice([word()[:3], r"\b%s\b" % word(), r"\d+", "[aeiou]{2}"])))
    return " ".join(parts)


def options():
    chosen = ["-n", rnd.choice(["3", "7", "20", "all"])]
    for chance, option in [(.3, "--any"), (.2, "--offset=%d" % rnd.randint(1, 9)), (.3, "--facet=topic"),
                           (.2, "--facet=provider:5"), (.2, "--chart=year"), (.1, "--chart=month"),
                           (.15, "--sort=date"), (.1, "--sort=quality"), (.1, "--sort=title"), (.1, "--reverse"),
                           (.2, "--rank=text"), (.1, "--rank=quality=2,recency=0"), (.1, "--collapse=provider"),
                           (.15, "--explain"), (.1, "--like=" + rnd.choice(paths))]:
        if rnd.random() < chance:
            chosen.append(option)
    return chosen


def search(places, arguments, text):
    places = [part for place in places for part in ("--db", place)]
    status, out, err = run("newssearch", *places, "--now=2024-06-01", "--format=json", *arguments, "--", text)
    return status, out, re.sub(r"(index|server)\S* \S+", "", err)


def compare(setups):
    wrong = []
    for _ in range(QUERIES):
        arguments, text = options(), query()
        want = search([whole], arguments, text)
        for name, places in setups.items():
            got = search(places, arguments, text)
            if got[:2] != want[:2]:
                wrong.append("%s: %s %r\n%s\n%s" % (name, " ".join(arguments), text, want, got))
    check(not wrong, "%d random searches on %s give what one index gives" % (QUERIES, ", ".join(setups)), *wrong[:3])


def fail(places):
    start = time.time()
    status, out, err = run("newssearch", *[part for place in places for part in ("--db", place)], "--timeout=1", "the")
    return status == 2 and not out and places[-1] in err and time.time() - start < 5, (status, out, err)


def main():
    status, out, _ = run("newsindex", "-d", whole, *trees)
    check(status < 2, "one index", out)
    status, out, err = run("newsindex", "-d", split, "--shards=%d" % SHARDS, *trees)
    check(status < 2 and re.match("added %d," % count(), out) is not None, "and the same articles in shards", out, err)
    status, out, err = run("newsindex", "-d", split)
    check(status < 2 and " unchanged %d," % count() in out, "where nothing is to be done then", out, err)
    check(run("newsindex", "-q", "-d", split, "--shards=2")[0] == 2, "their number stays")
    check(run("newsindex", "-q", "-d", whole, "--shards=2")[0] == 2, "one index is not made into several")
    parts = sorted(glob.glob(split + "/shard-*"))
    places = [serve(part) for part in parts]
    if None in places:
        skip("servers", "no xapian-tcpsrv can be reached")
        return
    for weights in "quality=4", "quality=2,recency=0", "text", "quality=0,heat=3,recency=0", "recency=8,heat=0.1":
        arguments = ["-n", "3", "--rank=" + weights]
        want, got = (search(where, arguments, "the")[:2] for where in ([whole], places))
        check(want == got and want[0] == 0, "servers find the best by " + weights, want, got)
    compare({"a stub": [split], "servers": places, "servers and a shard": [*places[:2], parts[2]]})
    servers[2].send_signal(signal.SIGSTOP)
    good, told = fail(places)
    check(good, "a server that hangs is named in time", told)
    servers[2].kill()
    servers[2].wait()
    good, told = fail(places)
    check(good, "and one that has died", told)


def count():
    return int(run("newssearch", "-d", whole, "--count", "--sort=path")[1].split()[0].replace(",", ""))


whole, split = work + "/whole", work + "/split"
trees = [tree for tree in ("corpus", "../shared/articles") if os.path.isdir(tree)]
paths = sorted(os.path.abspath(path) for path in glob.glob("corpus/**/*.md", recursive=True))[10:40]
titles = [re.search(r"(?m)^title: *(.*)", open(path, encoding="utf-8").read()) for path in paths]
titles = [re.findall(r"[A-Za-z]{3,}", title.group(1)) for title in titles if title]
words = sorted({one.lower() for title in titles for one in title})
pairs = [(a, b) for title in titles for a, b in zip(title, title[1:])]
try:
    main()
finally:
    for server in servers:
        server.kill()
        server.wait()
    shutil.rmtree(work)
sys.exit(finish())
