#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The instructions that three fixed pieces of work take, counted by valgrind's callgrind, against those recorded in
bench/instructions.txt: none may have grown by more than 5 %. Counts repeat where times do not; they are of the build
that `make` gives with Debian 12's shared libraries. GOLDEN=1 records them again."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish, skip_all

GROWTH = 1.05
RECORD = "bench/instructions.txt"
NOW = "--now=2024-01-01T00:00:00Z"
WORK = {
    "build of corpus, one thread": ["newsindex", "-q", "-j", "1", "-d", "{new}", "corpus"],
    "two words, text": ["newssearch", "-d", "{index}", NOW, "PyTorch Azure"],
    "regex, facet and json over all": ["newssearch", "-d", "{index}", NOW, "-n", "all", "--format=json", "--facet=topic",
                                       "-e", "excerpt:[aeiou]+ing"],
}


def count(command, places):
    out = os.path.join(places["place"], "callgrind")
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + out,
                           *[word.format_map(places) for word in command]], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, check=False)
    found = re.search(r"Collected : (\d+)", done.stderr)
    return int(found.group(1)) if found else None


def main():
    if not shutil.which("valgrind"):
        skip_all("valgrind is not installed")
    if os.environ.get("BUILD") != "build":
        skip_all("the programs are not those of the folder build")
    place = tempfile.mkdtemp()
    places = {"place": place, "index": place + "/index", "new": place + "/new"}
    subprocess.run(["newsindex", "-q", "-d", places["index"], "corpus"], stderr=subprocess.DEVNULL, check=False)
    counts = {name: count(command, places) for name, command in WORK.items()}
    shutil.rmtree(place)
    if os.environ.get("GOLDEN"):
        with open(RECORD, "w", encoding="ascii") as file:
            file.writelines("%d\t%s\n" % (number, name) for name, number in counts.items())
        return
    with open(RECORD, encoding="ascii") as file:
        before = {name: int(number) for number, name in (line.rstrip("\n").split("\t") for line in file)}
    for name, now in counts.items():
        check(now is not None and now <= before[name] * GROWTH,
              "%s: %s instructions, recorded %d" % (name, now, before[name]))


main()
sys.exit(finish())
