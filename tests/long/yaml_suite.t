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
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    shutil.rmtree(work)
    check(not wrong, "%d cases twice: %d indexed, %d told with their place" % (len(found), indexed, told), *wrong[:20])
    check(memory < 64, "in at most %d MB" % memory)
    return finish()


sys.exit(main())
