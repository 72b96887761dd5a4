#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The public YAML test suite's cases (github.com/yaml/yaml-test-suite, its folder src) as front matter: each is
indexed, ignored or told with its place; none crashes, hangs or takes over 64 MB. YAML_SUITE names the folder."""
import glob
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

import yaml

from tap import check, finish, skip_all

SUITE = os.environ.get("YAML_SUITE", "../yaml-test-suite/src")
# How the suite writes what cannot be seen.
SIGNS = [("\u2423", " "), (r"\u2014*\u00bb", "\t"), ("\u2190", "\r"), ("\u21d4", "\ufeff"), ("\u21b5", ""), ("\u220e\n$", "")]


def cases():
    for path in sorted(glob.glob(os.path.join(SUITE, "*.yaml"))):
        with open(path, encoding="utf-8") as file:
            for number, case in enumerate(yaml.safe_load(file)):
                text = case.get("yaml")
                if text is None:
                    continue
                for sign, meaning in SIGNS:
                    text = re.sub(sign, meaning, text)
                yield "%s-%d" % (os.path.basename(path)[:-5], number), text


# What libyaml, which reads YAML 1.1, has another opinion on than the suite, which is YAML 1.2's.
TOO_STRICT = {"2JQS-0", "2SXE-0", "4ABK-0", "4MUZ-0", "4MUZ-1", "4MUZ-2", "58MP-0", "6M2F-0", "96NN-0", "96NN-1", "A2M4-0",
              "DK95-0", "DK95-3", "DK95-4", "FRK4-0", "NHX8-0", "Q5MG-0", "S3PD-0", "SM9W-1", "VJP3-1", "W5VH-0", "Y79Y-1"}
TOO_LAX = {"DK95-1", "S98Z-0", "SU5Z-0", "X4QW-0"}


def whole_cases():
    """Cases that are front matter as they stand, a mapping or malformed: whether they are valid, their name, their text."""
    for path in sorted(glob.glob(os.path.join(SUITE, "*.yaml"))):
        tree = ""
        with open(path, encoding="utf-8") as file:
            for number, case in enumerate(yaml.safe_load(file)):
                tree, text, fails = case.get("tree", tree), case.get("yaml"), case.get("fail", False)
                if text is None:
                    continue
                for sign, meaning in SIGNS:
                    text = re.sub(sign, meaning, text)
                mapping = re.match(r"\s*\+STR\s*\+DOC( ---)?\s*\+MAP", tree or "")
                if not re.search(r"(?m)^(---|\.\.\.|%)", text) and (fails or mapping):
                    yield not fails, "%s-%d" % (os.path.basename(path)[:-5], number), text


def test_verdicts(work):
    wrong, count = [], 0
    for valid, name, text in whole_cases():
        path = os.path.join(work, "whole.md")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write("---\n%s%s---\n" % (text, "" if text.endswith("\n") else "\n"))
        shutil.rmtree(work + "/index", ignore_errors=True)
        done = subprocess.run(["newsindex", "-d", work + "/index", path], capture_output=True, timeout=10, check=False)
        count += 1
        read = b"(1 articles" in done.stdout
        if read != valid and name not in (TOO_LAX if read else TOO_STRICT):
            wrong.append((name, done.stdout, done.stderr[-200:]))
    check(not wrong, "%d mappings are read or refused as the suite says, but for %d that libyaml refuses and %d that it reads" %
          (count, len(TOO_STRICT), len(TOO_LAX)), *wrong[:20])


def main():
    found = list(cases())
    if not found:
        skip_all("no test suite at %s (YAML_SUITE)" % SUITE)
    work, wrong, told, indexed = tempfile.mkdtemp(), [], 0, 0
    for name, text in found:
        for form in ("---\n%s\n---\n", "---\ntitle: A case\nother:\n%s\n---\nbody\n"):
            inner = text if form.startswith("---\n%") else "".join("  " + line + "\n" for line in text.split("\n"))
            path = os.path.join(work, "case.md")
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(form % inner)
            shutil.rmtree(work + "/index", ignore_errors=True)
            try:
                done = subprocess.run(["newsindex", "-d", work + "/index", path], capture_output=True, timeout=10)
            except subprocess.TimeoutExpired:
                wrong.append((name, "hangs"))
                continue
            said = re.search(rb"case\.md:\d+:\d+: .", done.stderr)
            told += said is not None
            indexed += b"(1 articles" in done.stdout
            if done.returncode not in (0, 1) or (done.returncode == 1) != (said is not None and b"skipped 1" in done.stdout):
                wrong.append((name, done.returncode, done.stdout, done.stderr[-300:]))
    test_verdicts(work)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    shutil.rmtree(work)
    check(not wrong, "%d cases twice: %d indexed, %d told with their place" % (len(found), indexed, told), *wrong[:20])
    check(memory < 64, "the YAML suite takes at most %d MB" % memory)
    return finish()


sys.exit(main())
