#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""--collapse=story: labels of a real archive, what is no story, and updates, killed ones too, against a fresh build."""
import glob
import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time

from tap import check, finish, skip

work = tempfile.mkdtemp()
tree, index, fresh = (os.path.join(work, name) for name in ("tree", "index", "fresh"))
rnd = random.Random(7)

# Each story of more than one article in ../shared/articles, by the beginning of its files' names.
STORIES = [
    ["2021-08-24-massive-microsoft-power-apps-data-breach", "2021-08-24-microsoft-power-apps-misconfiguration",
     "2021-08-24-microsoft-power-apps-tool-exposed", "2021-08-24-power-apps-users-inadvertently",
     "2021-08-25-default-permission-settings", "2021-08-25-misconfigured-microsoft-power-apps",
     "2021-08-27-microsoft-makes-power-apps-changes", "2021-08-28-misconfigurations-in-microsoft"],
    ["2021-05-10-provance-releases", "2021-05-13-provance-releases"],
    ["2022-05-10-microsoft-to-rebrand", "2022-05-13-microsoft-will-rebrand"],
]


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def rows(place, *arguments):
    done = run("newssearch", "-d", place, "--format=json", "-n", "all", "--sort=path", *arguments)
    return json.loads(done.stdout)


def chunk(place, number):
    """The column's records: {hash of the path: story}."""
    done = subprocess.run(["xapian-metadata", "get", place, "stories/%d" % number], stdout=subprocess.PIPE, check=True)
    records = [done.stdout[i:i + 16] for i in range(0, len(done.stdout) // 16 * 16, 16)]
    return {r[4:8]: r[:4] for r in records if r[4:8] != bytes(4)}


def partition(place):
    """The sets of articles of one story, independent of document numbers."""
    told = {}
    for path, story in chunk(place, 0).items():
        if story != bytes(4):
            told.setdefault(story, set()).add(path)
    return sorted(sorted(paths) for paths in told.values())


def pairs(groups):
    return {(a, b) for group in groups for a in group for b in group if a < b}


def write(name, title, date, provider="Wire", excerpt="", heat=1):
    os.makedirs(tree, exist_ok=True)
    with open(os.path.join(tree, name), "w", encoding="utf-8") as out:
        out.write("---\ntitle: %s\nexcerpt: %s\ndate: %s\nprovider: %s\nheat: %d\n---\n" %
                  (json.dumps(title), json.dumps(excerpt), date, json.dumps(provider), heat))


def total(*arguments):
    return int(run("newssearch", "-d", index, "--collapse=story", "-c", *arguments).stdout)


def together(place, first, second):
    """Whether two files are of one story: a search for both has one row."""
    names = " OR ".join('path:"%s"' % name for name in (first, second))
    return rows(place, "--collapse=story", names)["total"] == 1


def test_labels():
    archive = os.path.join("..", "shared", "articles")
    if not os.path.isdir(archive):
        skip("the labelled stories are found", "no ../shared/articles")
        return
    run("newsindex", "-q", "--db=" + fresh, archive)
    names = [os.path.basename(row["path"]) for row in rows(fresh)["results"]]
    full = [[n for begin in story for n in names if n.startswith(begin)] for story in STORIES]
    check([len(s) for s in full] == [len(s) for s in STORIES], "each label is of one file", full)
    collapsed = [r for r in rows(fresh, "--collapse=story")["results"] if r["collapsed"]]
    groups = []
    for row in collapsed:
        best = os.path.basename(row["path"])
        near = [n for n in names if n[:7] == best[:7] and n != best]
        groups.append([best] + [n for n in near if together(fresh, best, n)])
        check(len(groups[-1]) == row["collapsed"] + 1, "%s stands for as many as are of its story" % best, groups[-1])
    found = pairs([sorted(g) for g in groups])
    wanted = pairs([sorted(s) for s in full])
    right = len(found & wanted)
    check(right >= 0.9 * len(found) and right >= 0.9 * len(wanted), "precision and recall of pairs are 0.9 or more",
          "%d right of %d found and %d wanted" % (right, len(found), len(wanted)), sorted(found - wanted))


def test_kinds():
    for month in range(1, 7):
        write("monthly-%d.md" % month, "What's new in Frobnicator, month by month", "2021-%02d-01" % month, "Frob",
              "The monthly post on what is new in Frobnicator and its tools.")
    write("release-1.md", "Granite Labs opens a quarry museum in Aberdeen", "2021-03-01T10:00:00Z", "Wire A",
          "Granite Labs today announced the opening of its quarry museum.")
    write("release-2.md", "Granite Labs opens a quarry museum in Aberdeen", "2021-03-03T09:00:00Z", "Wire B",
          "ABERDEEN - Granite Labs today announced the opening of its quarry museum.")
    write("ferry-1.md", "Ferry runs aground off Orkney", "2021-06-01", "Herald", "Forty passengers were taken to land.")
    write("ferry-2.md", "Passengers rescued as ferry runs aground near Orkney", "2021-06-02", "Times", "All are safe.")
    write("ferry-3.md", "Orkney ferry aground: captain blames chart", "2021-06-03", "Post", "The ferry ran aground on Monday.")
    write("other.md", "Orkney bakers win a prize for bread", "2021-06-02", "Times", "Twelve bakers came to Kirkwall.")
    write("undated.md", "Ferry runs aground off Orkney", "''", "Echo", "Forty passengers were taken to land.")
    run("newsindex", "-q", "--db=" + index, tree)
    check(all(not together(index, "monthly-%d.md" % m, "monthly-%d.md" % (m + 1)) for m in range(1, 6)),
          "monthly posts in the same words are not one story")
    check(together(index, "release-1.md", "release-2.md"), "a press release that is published twice is one story")
    check(together(index, "ferry-1.md", "ferry-2.md") and together(index, "ferry-2.md", "ferry-3.md"),
          "three reports of one event are one story")
    check(not together(index, "ferry-2.md", "other.md"), "another event at the same place is another story")
    check(not together(index, "ferry-1.md", "undated.md"), "an article without a date is of no story")
    check(total("orkney") == 3 and total("ferry bakers", "--any") == 3, "the total of --collapse=story counts stories")
    best = rows(index, "--collapse=story", "ferry", "--facet=provider", "--sort=date")
    check(best["results"][0]["collapsed"] == 2 and len(best["facets"]["provider"]) == 4, "facets beside --collapse=story count articles", best)
    text = run("newssearch", "-d", index, "--no-pager", "--collapse=story", "--sort=date", "title:ferry").stdout
    check("and 2 more: Times, Herald" in text, "the text names the providers of the others", text)
    page = run("newssearch", "-d", index, "--collapse=story", "--sort=date", "--format=html", "title:ferry").stdout
    check("and 2 more: Times, Herald" in page, "the page of html names the providers of the others", page[-600:])
    write("ferry-3.md", "Orkney ferry aground: captain blames chart", "2021-09-03", "Post", "The ferry ran aground on Monday.")
    done = run("newsindex", "--db=" + index)
    check(" refreshed 1," in done.stdout and not together(index, "ferry-2.md", "ferry-3.md"),
          "an article whose date moves three months leaves its story", done.stdout)
    run("newsindex", "-q", "--db=" + index + "2", tree)
    done = run("newssearch", "-d", index, "-d", index + "2", "--collapse=story", "ferry")
    check(done.returncode == 2 and "--collapse=story needs one local index" in done.stdout,
          "--collapse=story over several indexes is an error", done.stdout)
    run("newsindex", "-q", "--db=" + index + "3", "--shards=2", tree)
    done = run("newssearch", "-d", index + "3", "--collapse=story", "ferry")
    check(done.returncode == 2 and done.stdout == "newssearch: index %s3 has shards, and an index with shards has no stories; "
          "collapse by a field, or make an index without --shards\n" % index, "an index with shards is said to have no stories", done.stdout)


EVENTS = ["harbour crane topples", "museum thief caught", "comet seen over Skye", "bridge toll abolished", "otter census begins",
          "whisky still explodes", "tunnel contract signed", "piper breaks record", "lighthouse keeper retires"]


def draw_article(number):
    event = rnd.randrange(len(EVENTS))
    title = "%s%s" % (EVENTS[event], rnd.choice([" in the north", ", say witnesses", "", " after long wait"]))
    write("a%d.md" % number, title, "2022-03-%02d" % (1 + event * 3 + rnd.randrange(4)), "Paper %d" % rnd.randrange(5),
          rnd.choice(["", "More on the " + EVENTS[event], "Witnesses spoke of the day"]), rnd.randrange(100))


def change_tree():
    for _ in range(rnd.randrange(1, 6)):
        number = rnd.randrange(60)
        path = os.path.join(tree, "a%d.md" % number)
        if os.path.exists(path) and rnd.randrange(3) == 0:
            os.remove(path)
        else:
            draw_article(number)
    path = rnd.choice(glob.glob(os.path.join(tree, "a*.md")))
    with open(path, encoding="utf-8") as f:
        text = f.read()
    with open(path, "w", encoding="utf-8") as f:  # a date alone: a refresh
        f.write(text.replace("date: 2022-03-", "date: 2022-03-1")[:len(text)] if rnd.randrange(2) else text)


def build_fresh():
    shutil.rmtree(fresh, ignore_errors=True)
    run("newsindex", "-q", "--db=" + fresh, tree)
    return partition(fresh)


def test_sequences():
    shutil.rmtree(tree)
    shutil.rmtree(index)
    for number in range(40):
        draw_article(number)
    run("newsindex", "-q", "--db=" + index, tree)
    check(len(partition(index)) >= 5, "there are stories to follow", partition(index))
    same, kinds = True, [[], [], ["--rebuild"], []]
    for step in range(16):
        change_tree()
        run("newsindex", "-q", "--db=" + index, *kinds[step % 4])
        same = same and partition(index) == build_fresh()
    check(same, "after any sequence of updates and rebuilds the stories are those of a fresh build")
    before = partition(index)
    run("newsindex", "-q", "--db=" + index, "--compact")
    check(partition(index) == before, "--compact keeps the stories")


def test_kills():
    same = True
    for step in range(6):
        change_tree()
        command = ["newsindex", "-q", "--db=" + index] + (["--rebuild"] if step % 3 == 2 else [])
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rnd.random() * .03)
        running.send_signal(signal.SIGKILL)
        running.wait()
        run("newsindex", "-q", "--db=" + index)
        same = same and partition(index) == build_fresh()
    check(same, "after kill -9 and another run the stories are those of a fresh build")


test_labels()
test_kinds()
test_sequences()
test_kills()
shutil.rmtree(work)
raise SystemExit(finish())
