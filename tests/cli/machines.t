#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Three servers (xapian-tcpsrv), three shards under a stub, and both mixed give what one index gives, to
the byte: random queries with filters, ranges, facets, pages over articles, some of them dated far from
now on either side. A server that dies or hangs is named.
MACHINES_QUERIES (default 134, asked of each of four setups), MACHINES_ARTICLES (default 5000), MACHINES_SEED."""
import glob
import json
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

from tap import check, finish, sanitized, skip, wait_until

QUERIES = int(os.environ.get("MACHINES_QUERIES", "20" if sanitized() else "134"))
ARTICLES = int(os.environ.get("MACHINES_ARTICLES", "5000"))
rnd = random.Random(int(os.environ.get("MACHINES_SEED", "7")))
SHARDS = 3
work = tempfile.mkdtemp()
servers = []


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False


def serve(path):
    """In a process group of its own, because it forks for each connection."""
    port = free_port()
    server = subprocess.Popen(["xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port", str(port), path],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    servers.append(server)
    wait_until(lambda: answers(port) or server.poll() is not None)
    return "tcp:127.0.0.1:%d" % port


def send(server, number):
    if server.poll() is None:
        os.killpg(server.pid, number)


# ---- articles ----

NOUNS = """search index server cloud model network library compiler kernel database engine archive release
update security browser editor query parser language""".split()
OTHERS = """open fast new small remote local shared public hidden early late broken stable simple quick of the
in for with and""".split()
FAR = ["0001-01-01", "0999-12-31", "1850-03-04", "1900-01-01", "1950-12-31", "1951-01-01", "1967-11-15",
       "1967-11-16", "1969-12-31", "1970-01-01", "2060-02-29", "2079-06-05", "2079-06-06", "2099-12-31",
       "9999-12-31"]


def date(chance):
    """Most lie within some years of now (2024-06-01), the rest far away or nowhere."""
    if chance < .05:
        return None
    if chance < .15:
        return rnd.choice(FAR)
    moment = 1717200000 + int(rnd.gauss(0, 1) * 86400 * rnd.choice([2, 30, 400, 3000]))
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))


def write_articles(tree):
    """Short ones; their words are drawn so that some stand in most articles and some in a few."""
    os.makedirs(tree)
    vocabulary = NOUNS + OTHERS + [a + b for a in OTHERS[:15] for b in NOUNS]
    weights = [1 / (1 + i) for i in range(len(vocabulary))]
    rnd.shuffle(vocabulary)
    for number in range(ARTICLES):
        chosen = rnd.choices(vocabulary, weights, k=30)
        lines = ["---", "title: " + " ".join(chosen[:6]), "excerpt: " + " ".join(chosen[6:20]),
                 "provider: {name: %s}" % chosen[20].capitalize(), "topics: [%s, %s]" % (chosen[21], chosen[22])]
        when = date(rnd.random())
        lines += ["date: " + when] if when else []
        if rnd.random() < .9:
            lines += ["quality: %d" % rnd.choice([rnd.randint(-20, 150), rnd.randint(0, 5000), -(1 << rnd.randint(0, 62))])]
        if rnd.random() < .9:
            lines += ["heat: %d" % rnd.choice([rnd.randint(-20, 150), 1 << rnd.randint(0, 62)])]
        with open("%s/%d.md" % (tree, number), "w", encoding="utf-8") as article:
            article.write("\n".join(lines + ["---", " ".join(chosen[23:]), ""]))
    return vocabulary


# ---- random searches ----

def word():
    return rnd.choice(words)


def query():
    parts = [word() for _ in range(rnd.choice([1, 1, 2, 3]))] if rnd.random() < .9 else ["*"]
    if rnd.random() < .15:
        parts.append('"%s %s"' % rnd.choice(pairs))
    if rnd.random() < .15:
        parts.append("+" + word())
    if rnd.random() < .2:
        parts.append("title:" + word())
    if rnd.random() < .15:
        parts.append(word()[:4] + "*")
    if rnd.random() < .25:
        parts.append("quality:%d.." % rnd.randint(0, 100))
    if rnd.random() < .2:
        parts.append(rnd.choice(["date:%d.." % rnd.randint(2015, 2024), "date:..%d" % rnd.randint(1900, 2024),
                                 "date:" + rnd.choice(FAR), "heat:..0", "quality:..-1"]))
    if rnd.random() < .15:
        parts.append("-" + word())
    if rnd.random() < (.02 if parts[0] == "*" else .3):
        parts.append("%s:/%s/i" % (rnd.choice(["title", "excerpt", "topic", "body"]),
                                   rnd.choice([word()[:3], r"\b%s\b" % word(), r"\d+", "[aeiou]{2}"])))
    elif rnd.random() < .2:
        apart = rnd.choice(['"%s %s"', "%s NEAR/3 %s"]) % rnd.choice(pairs) if rnd.random() < .7 else "quality:50.. " + word()
        return "(%s) %s (%s)" % (apart, rnd.choice(["OR", "XOR"]), " ".join(parts))
    return " ".join(parts)


def options():
    chosen = ["-n", rnd.choice(["0", "3", "7", "20", "200"])]
    for chance, option in [(.3, "--any"), (.2, "--offset=%d" % rnd.randint(1, 9)), (.3, "--facet=topic"),
                           (.2, "--facet=provider:5"), (.2, "--chart=year"), (.1, "--chart=month"),
                           (.15, "--sort=date"), (.1, "--sort=quality"), (.1, "--sort=heat"), (.1, "--sort=title"),
                           (.1, "--sort=-heat"), (.1, "--sort=-relevance"), (.05, "--sort=-date"),
                           (.1, "--now=%d-03-04" % rnd.choice([1960, 2019, 2077, 2200])),
                           (.2, "--rank=text"), (.1, "--rank=quality=2,recency=0"), (.1, "--collapse=provider"),
                           (.15, "--explain"), (.1, "--like=" + rnd.choice(paths))]:
        if rnd.random() < chance:
            chosen.append(option)
    return chosen


def search(places, arguments, text):
    places = [part for place in places for part in ("--db", place)]
    if not any(argument.startswith("--now") for argument in arguments):
        arguments = ["--now=2024-06-01", *arguments]
    status, out, err = run("newssearch", *places, "--format=json", *arguments, "--", text)
    out = re.sub(r',"strategy":"[^"]*"', "", out)  # which differs, as it should
    return status, out, re.sub(r"(index|server)\S* \S+", "", err)


def difference(want, got):
    """What stands around the first place where the two differ."""
    want, got = str(want), str(got)
    at = max(len(os.path.commonprefix([want, got])) - 200, 0)
    return "%s\n%s" % (want[at:at + 400], got[at:at + 400])


def compare(setups):
    wrong = []
    for _ in range(QUERIES):
        arguments, text = options(), query()
        want = search([whole], arguments, text)
        for name, places in setups.items():
            got = search(places, arguments, text)
            if got[:2] != want[:2] or want[0] == 2:
                wrong.append("%s: %s %r\n%s" % (name, " ".join(arguments), text, difference(want, got)))
    check(not wrong, "%d random searches on %s give what one index gives" % (QUERIES, ", ".join(setups)), *wrong[:3])


def fail(places):
    start = time.time()
    status, out, err = run("newssearch", *[part for place in places for part in ("--db", place)], "--timeout=1", "the")
    return status == 2 and not out and places[-1] in err and time.time() - start < 9, (status, out, err)


def optional_phrases():
    """Xapian asked an operand of a local index that had ended for its weight, when it went on to a server."""
    two = [work + "/left", work + "/right"]
    for place in two:
        os.makedirs(place + "/news")
        for i in range(20):
            with open("%s/news/%d.md" % (place, i), "w", encoding="ascii") as article:
                article.write("---\ntitle: red apple %d\n---\nblue sky\n" % i)
        run("newsindex", "-q", "-d", place + "/index", place + "/news")
    where = [two[0] + "/index", serve(two[1] + "/index")]
    for text in '"red apple" OR pear', "red NEAR apple OR pear", '"red apple" OR "blue sky"', "red-apple XOR pear", "quality:5.. OR red-apple":
        status, out, err = search(where, ["-n5"], text)
        check(status == 0 and json.loads(out)["total"] == 40, "a local index before a server: " + text, status, out, err)


def main():
    status, out, _ = run("newsindex", "-d", whole, *trees)
    check(status < 2, "an index of all articles is built", out)
    status, out, err = run("newsindex", "-d", split, "--shards=%d" % SHARDS, *trees)
    check(status < 2 and re.match("added %d," % count(), out) is not None, "the same articles are built in shards", out, err)
    status, out, err = run("newsindex", "-d", split)
    check(status < 2 and " unchanged %d," % count() in out, "a second run over shards changes nothing", out, err)
    check(run("newsindex", "-q", "-d", split, "--shards=2")[0] == 2, "the number of shards cannot be changed")
    check(run("newsindex", "-q", "-d", whole, "--shards=2")[0] == 2, "one index is not made into several")
    parts = sorted(glob.glob(split + "/shard-*"))
    if not shutil.which("xapian-tcpsrv"):
        skip("servers give what one index gives", "xapian-tcpsrv is not installed")
        return
    places = [serve(part) for part in parts]
    check(all(server.poll() is None for server in servers), "three servers run", places)
    for weights in "quality=4", "quality=2,recency=0", "text", "quality=0,heat=3,recency=0", "recency=8,heat=0.1":
        arguments = ["-n", "3", "--rank=" + weights]
        want, got = (search(where, arguments, "the")[:2] for where in ([whole], places))
        check(want == got and want[0] == 0, "servers find the best by " + weights, difference(want, got))
    for text in "title:*ow*", "serv*", "excerpt:*re", "excerpt:new", "open-source OR s*", "(l* OR q*) database":
        want, *got = (search(where, ["-n20"], text)[:2] for where in ([whole], [split], places))
        check(want == got[0] == got[1] and want[0] == 0, text + " weighs the same in one index, several and on servers",
              difference(want, got[0]), difference(want, got[1]))
    for arguments, where in (["-n3"], [*places[:2], parts[2]]), (["-c"], places), \
            (["-n5", "--facet=topic", "--sort=-heat"], places), (["-n", "all", "--sort=title"], places[:1]), \
            (["-c", "--collapse=provider"], places), (["-n0", "--collapse=topic"], [*places[:2], parts[2]]):
        alone = [parts[0]] if len(where) == 1 else [whole]
        want, got = (search(these, [*arguments, "-e", "excerpt:(a|e)[l-r]"], "")[:2] for these in (alone, where))
        check(want == got and want[0] == 0, "servers filter all articles: " + " ".join(arguments), difference(want, got))
    optional_phrases()
    compare({"a stub": [split], "servers": places, "servers and a shard": [*places[:2], parts[2]],
             "shards and a server": [*parts[:2], places[2]]})
    send(servers[2], signal.SIGSTOP)
    good, told = fail(places)
    check(good, "a server that hangs is named in time", told)
    send(servers[2], signal.SIGKILL)
    servers[2].wait()
    good, told = fail(places)
    check(good, "a server that has died is named in time", told)


def count():
    return int(run("newssearch", "-d", whole, "--count", "--sort=path")[1].split()[0].replace(",", ""))


whole, split = work + "/whole", work + "/split"
trees = ["corpus", work + "/made"]
made_words = write_articles(trees[1])
paths = sorted(os.path.abspath(path) for path in glob.glob("corpus/**/*.md", recursive=True))[10:40]
titles = [re.search(r"(?m)^title: *(.*)", open(path, encoding="utf-8").read()) for path in paths]
titles = [re.findall(r"[A-Za-z]{3,}", title.group(1)) for title in titles if title]
words = sorted({one.lower() for title in titles for one in title}) + made_words * 2
pairs = [(a, b) for title in titles for a, b in zip(title, title[1:])]
try:
    main()
finally:
    for server in servers:
        send(server, signal.SIGKILL)
        server.wait()
    shutil.rmtree(work)
sys.exit(finish())
