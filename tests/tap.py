# SPDX-License-Identifier: GPL-2.0-or-later
"""The Test Anything Protocol for tests written in Python. tests/run puts it on their path.

    check(good, name, notes…)   one test; the notes are shown when it failed
    skip(name, reason)          one that cannot be run here
    skip_all(reason)            none of the file's can: ends it
    finish()                    the plan; returns the exit status
"""
import sys

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
