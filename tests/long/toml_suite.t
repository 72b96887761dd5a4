#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The public TOML test suite's cases (github.com/toml-lang/toml-test, its folder tests) as front matter: valid ones
are articles, invalid ones are skipped with their place. TOML_SUITE names the folder."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish, skip_all

SUITE = os.environ.get("TOML_SUITE", "../toml-test/tests")


def cases():
    """Each case of TOML 1.0 that front matter can hold: whether it is valid, its name, its bytes."""
    listed = os.path.join(SUITE, "files-toml-1.0.0")
    if not os.path.exists(listed):
        return
    with open(listed, encoding="utf-8") as file:
        names = [name.strip() for name in file if name.strip().endswith(".toml")]
    for name in names:
        with open(os.path.join(SUITE, name), "rb") as file:
            yield name.startswith("valid/"), name, file.read()


def explained(name, data):
    """Why front matter may differ: the suite's case is about what is no part of TOML here."""
    if re.search(rb"(?m)^\+\+\+", data):
        return "a line +++ ends front matter"
    if name.startswith("invalid/encoding/"):
        return "the file is decoded before TOML is read"
    if name == "invalid/control/bare-cr.toml":
        return "toml++ takes a carriage return for the end of a line"
    if b"\0" in data:
        return "a NUL makes the file binary"
    return None


def main():
    found = list(cases())
    if not found:
        skip_all("no test suite at %s (TOML_SUITE)" % SUITE)
    work = tempfile.mkdtemp()
    wrong, counts = [], {True: 0, False: 0}
    for number, (valid, name, data) in enumerate(found):
        path = os.path.join(work, "case.md")
        with open(path, "wb") as file:
            file.write(b"+++\n" + data + (b"" if data.endswith(b"\n") else b"\n") + b"+++\n")
        shutil.rmtree(work + "/index", ignore_errors=True)
        done = subprocess.run(["newsindex", "-d", work + "/index", path], capture_output=True, timeout=10, check=False)
        told = re.search(rb"case\.md:\d+:\d+: (?!warning)", done.stderr) is not None
        indexed = b"(1 articles" in done.stdout
        counts[valid] += 1
        if (indexed, told and done.returncode == 1) != (valid, not valid) and not explained(name, data):
            wrong.append((name, done.returncode, done.stdout, done.stderr[-300:]))
    shutil.rmtree(work)
    check(not wrong, "%d valid cases are articles, %d invalid ones are skipped with their place" %
          (counts[True], counts[False]), *wrong[:40])
    return finish()


sys.exit(main())
