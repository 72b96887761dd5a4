#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""CHANGELOG.md is merged by keeping the lines of both sides, which can double an entry or a heading."""
import difflib
import re
import sys

from tap import check, finish

with open("CHANGELOG.md", encoding="utf-8") as file:
    versions = re.split(r"(?m)^## ", file.read())[1:]
for version in versions:
    name = version.split("\n", 1)[0]
    headings = re.findall(r"(?m)^### (.*)", version)
    check(len(headings) == len(set(headings)), "%s has each heading once" % name, headings)
    entries = [" ".join(entry.split()) for entry in re.findall(r"(?m)^- (.*(?:\n  .*)*)", version)]
    doubled = [(a, b) for i, a in enumerate(entries) for b in entries[:i]
               if difflib.SequenceMatcher(None, a[:60], b[:60]).ratio() > 0.8]
    check(not doubled, "%s lists no entry twice" % name, *doubled)
sys.exit(finish())
