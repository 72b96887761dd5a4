# SPDX-License-Identifier: GPL-2.0-or-later
"""The Test Anything Protocol for tests written in Python. tests/run puts it on their path.

    check(good, name, notes…)   one test; the notes are shown when it failed
    skip(name, reason)          one that cannot be run here
    skip_all(reason)            none of the file's can: ends it
    finish()                    the plan; returns the exit status
    wait_until(condition)       calls it until it is true, for a minute at most; what it returned last
    can_trace()                 whether strace works here
    sanitized()                 whether the programs are built with SANITIZE=1
"""
import functools
import shutil
import subprocess
import sys
import time

results = []  # a truth a test; skipped ones are true


def check(good, name, *notes):
    results.append(bool(good))
    print("%s %d - %s" % ("ok" if good else "not ok", len(results), name), flush=True)
    for note in notes if not good else ():
        text = note if isinstance(note, str) else repr(note)
        print("# " + text[-2000:].replace("\n", "\n# "), flush=True)


def skip(name, reason):
    results.append(True)
    print("ok %d - %s # SKIP %s" % (len(results), name, reason), flush=True)


def skip_all(reason):
    print("1..0 # SKIP " + reason)
    sys.exit(0)


def finish():
    print("1..%d" % len(results))
    return 0 if all(results) else 1


def wait_until(condition, seconds=60):
    """A loaded machine may need long for what takes a moment on a quiet one."""
    end = time.monotonic() + seconds
    while not (value := condition()) and time.monotonic() < end:
        time.sleep(0.02)
    return value


@functools.cache
def can_trace():
    return bool(shutil.which("strace")) and \
        subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0


@functools.cache
def sanitized():
    with open(shutil.which("newsindex"), "rb") as program:
        return b"__asan_init" in program.read()
