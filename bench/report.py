# SPDX-License-Identifier: GPL-2.0-or-later
"""From figures to the lines of the table: ours, the peer's, the ratio, the goal, whether it is reached."""
import datetime
import os
import platform
import re
import subprocess
from typing import NamedTuple

from rows import HOURLY, NEWS, PROGRAMS, SHOWN_AS

MEGABYTE = 1 << 20
MEMORY_LIMIT = 256 * MEGABYTE
SIZE_RATIO = 0.45
HOURLY_SECONDS = 0.050


class Line(NamedTuple):
    what: str
    ours: float      # None: not measured
    peer: str        # its name, or "" where the goal is a number
    theirs: float
    goal: float      # the most that ours may be, in its unit; None: no goal
    goal_text: str
    unit: str = "s"  # s or bytes
    note: str = ""


def figure(value, unit):
    if value is None:
        return "-"
    if unit == "bytes":
        return f"{value / MEGABYTE:.0f} MB"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def against(what, results, name, shown, ratio, quantity="wall", note=""):
    """The line of one quantity of newssearch and of the peer, the goal a ratio or None."""
    ours, theirs = getattr(results[NEWS], quantity), getattr(results[name], quantity)
    goal = None if ratio is None or theirs is None else ratio * theirs
    text = "" if ratio is None else f"<= {ratio:.2f}"
    failures = [f"{who}: {results[who].failure}" for who in (NEWS, name) if results[who].failure]
    unit = "s" if quantity == "wall" else "bytes"
    return Line(what, ours, shown, theirs, goal, text, unit, "; ".join(filter(None, [note, *failures])))


def row_lines(row, results):
    names = SHOWN_AS.get(row.work, {})
    for name in row.commands:
        if name != NEWS and name in results:
            empty = [who for who in (NEWS, name)
                     if row.work == "search" and not results[who].failure and results[who].lines == 0]
            note = f"nothing found by {', '.join(empty)}" if empty else ""
            yield against(row.what, results, name, names.get(name, name), row.goals.get(name), note=note)


def build_lines(results):
    """What a build leaves and needs besides time."""
    ours, names = results[NEWS], SHOWN_AS["build"]
    yield Line("build: peak memory", ours.memory, "", None, MEMORY_LIMIT, "< 256 MB", "bytes")
    for name in results:
        if name != NEWS:
            yield against("build: peak memory", results, name, names.get(name, name), None, "memory")
    for name in results:
        if name != NEWS:
            ratio = SIZE_RATIO if name == "scriptindex" else None
            yield against("index size", results, name, names.get(name, name), ratio, "size")


def hourly_lines(hourly, look):
    before = look[NEWS].wall
    goal = None if before is None else before + HOURLY_SECONDS
    yield Line(HOURLY, hourly[NEWS].wall, "nothing changed", before, goal,
               f"<= +{HOURLY_SECONDS * 1000:.0f} ms")


def all_lines(rows, results):
    for row in rows:
        if row.what not in results:
            continue
        yield from row_lines(row, results[row.what])
        if row.work == "build":
            yield from build_lines(results[row.what])
        if row.work == "hourly" and "nothing changed" in results:
            yield from hourly_lines(results[row.what], results["nothing changed"])


def reached(line):
    if line.goal is None or line.ours is None:
        return ""
    return "yes" if line.ours <= line.goal else "NO"


def cells(line):
    ratio = f"{line.ours / line.theirs:.2f}" if line.ours is not None and line.theirs else ""
    theirs = f"{figure(line.theirs, line.unit)} {line.peer}" if line.peer else ""
    return [line.what, figure(line.ours, line.unit), theirs, ratio, line.goal_text, reached(line)]


def table(lines):
    """Also a table in Markdown."""
    head = ["what", NEWS, "peer", "ratio", "goal", "reached"]
    body = [cells(line) for line in lines]
    widths = [max(len(row[i]) for row in [head, *body]) for i in range(len(head))]
    show = lambda row: "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    notes = sorted({f"{line.what}: {line.note}" for line in lines if line.note})
    return "\n".join([show(head), rule, *map(show, body), *notes])


def as_json(lines):
    for line in lines:
        ratio = line.ours / line.theirs if line.ours is not None and line.theirs else None
        yield {**line._asdict(), "ratio": ratio, "reached": {"yes": True, "NO": False}.get(reached(line))}


def _first(path, pattern):
    with open(path, encoding="utf-8") as file:
        found = re.search(pattern, file.read(), re.MULTILINE)
    return found.group(1) if found else ""


def version(command):
    try:
        done = subprocess.run([command, "--version"], capture_output=True, text=True, timeout=10, check=False)
    except OSError:
        return None
    return (done.stdout or done.stderr).split("\n")[0].strip()


def machine(programs):
    """Where and with what the figures were taken."""
    commands = {name: PROGRAMS[name][0] for name in PROGRAMS}
    commands.update({name: os.path.join(programs, name) for name in ("newsindex", NEWS)})
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%MZ"),
        "processor": _first("/proc/cpuinfo", r"^model name\s*: (.*)"), "cores": len(os.sched_getaffinity(0)),
        "memory": int(_first("/proc/meminfo", r"^MemTotal:\s*(\d+)")) * 1024,
        "kernel": platform.release(), "load": os.getloadavg()[0],
        "versions": {name: version(path) for name, path in commands.items()},
    }
