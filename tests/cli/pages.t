#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""CHANGELOG.md, which a merge can double since it keeps the lines of both sides, and the length and the names in HACKING.md."""
import difflib
import os
import re
import sys

from tap import check, finish


def read(name):
    with open(name, encoding="utf-8") as file:
        return file.read()


for version in re.split(r"(?m)^## ", read("CHANGELOG.md"))[1:]:
    name = version.split("\n", 1)[0]
    headings = re.findall(r"(?m)^### (.*)", version)
    check(len(headings) == len(set(headings)), "CHANGELOG.md has each heading of %s once" % name, headings)
    entries = [" ".join(entry.split()) for entry in re.findall(r"(?m)^- (.*(?:\n  .*)*)", version)]
    doubled = [(a, b) for i, a in enumerate(entries) for b in entries[:i]
               if difflib.SequenceMatcher(None, a[:60], b[:60]).ratio() > 0.8]
    check(not doubled, "CHANGELOG.md lists no entry of %s twice" % name, *doubled)

hacking = read("HACKING.md")
check(hacking.count("\n") <= 150, "HACKING.md has at most 150 lines", hacking.count("\n"))
files = {name for folder, _, names in os.walk(".") if not re.match(r"\./(build|\.git)\b", folder) for name in names}
named = set(re.findall(r"\b[a-z0-9_]+\.(?:cc|c|h|t|py|md)\b", hacking))
check(len(named) > 20 and not named - files, "HACKING.md names only files that exist", named - files)
sources = "".join(read(os.path.join(folder, name)) for folder, _, names in os.walk(".")
                  if not re.match(r"\./(build|\.git|tests|bench)\b", folder) for name in names if name.endswith((".c", ".cc", ".h")))
symbols = set(re.findall(r"\b([a-z_]+)\(\)", hacking)) | set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", hacking)) | \
    set(re.findall(r"`([a-z0-9]+(?:_[a-z0-9]+)+)`", hacking))
unknown = {name for name in symbols if not re.search(r"\b%s\b" % name, sources)}
check(len(symbols) > 5 and not unknown, "HACKING.md names only functions and constants that exist", unknown)
sys.exit(finish())
