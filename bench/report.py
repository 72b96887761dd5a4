# SPDX-License-Identifier: GPL-2.0-or-later
"""From figures to tables: newssearch, each peer with the ratio, and whether the goal is reached."""
import datetime
import os
import platform
import re
import subprocess
from typing import NamedTuple

import rows as work
from rows import HOURLY, LOOK, NEWS, PROGRAMS, SHOWN_AS, VARIANTS

MEGABYTE = 1 << 20
MEMORY_LIMIT = 256 * MEGABYTE
ROOM_RATIO = 1.5
SIZE_RATIOS = {"scriptindex": 0.45, "small-scriptindex": 1.15}
HOURLY_SECONDS = 0.050


class Line(NamedTuple):
    group: str       # build, size, look or search: a table of its own
    what: str
    ours: float      # None: not measured
    peer: str        # its name, or "" where the goal is a number
    theirs: float
    goal: float      # the most that ours may be, in its unit; None: no goal
    unit: str = "s"  # s, bytes or number
    note: str = ""


def figure(value, unit):
    if value is None:
        return "-"
    if unit == "bytes":
        return f"{value / MEGABYTE:.0f} MB" if value >= 10 * MEGABYTE else f"{value / MEGABYTE:.1f} MB"
    if unit == "number":
        return f"{value:.1f}"
    return f"{value:.1f} s" if value >= 10 else f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def against(group, what, results, name, shown, ratio, quantity="wall", note=""):
    """The line of one quantity of newssearch and of the peer; ratio: the goal, or None."""
    ours, theirs = getattr(results[NEWS], quantity), getattr(results[name], quantity)
    goal = None if ratio is None or theirs is None else ratio * theirs
    failures = [f"{who}: {results[who].failure}" for who in (NEWS, name) if results[who].failure]
    unit = "s" if quantity in ("wall", "cpu") else "bytes"
    return Line(group, what, ours, shown, theirs, goal, unit, "; ".join(filter(None, [note, *failures])))


def row_lines(row, results, count):
    names, group = SHOWN_AS.get(row.work, {}), row.work if row.work in ("build", "search") else "look"
    for name in results:
        if name != NEWS:
            empty = [who for who in (NEWS, name)
                     if row.work == "search" and not results[who].failure and results[who].lines == 0]
            note = f"nothing found by {', '.join(empty)}" if empty else ""
            yield against(group, row.what, results, name, names.get(name, name), work.goal(row, name, count), note=note)


def build_lines(results, count):
    """What a build leaves and needs besides time."""
    ours, names = results[NEWS], SHOWN_AS["build"]
    peers = [(name, names.get(name, name)) for name in results if name != NEWS]
    for what, quantity in (("processor time", "cpu"), ("peak memory", "memory"), ("temporary room", "room")):
        for name, shown in peers:
            yield against("build", what, results, name, shown, None, quantity)
    yield Line("build", "peak memory", ours.memory, "", None, MEMORY_LIMIT, "bytes")
    size = sum(ours.tables.values()) if ours.tables else None
    yield Line("build", "temporary room", ours.room, "", size, size and ROOM_RATIO * size, "bytes")
    sizes = {name: sum(one.tables.values()) if one.tables else None for name, one in results.items()}
    for name, shown in peers:
        ratio = SIZE_RATIOS.get(name)
        yield Line("size", "index size", sizes[NEWS], shown, sizes[name],
                   ratio and sizes[name] and ratio * sizes[name], "bytes")
        for table in sorted(ours.tables or {}, key=(ours.tables or {}).get, reverse=True):
            if (results[name].tables or {}).get(table, 0) > MEGABYTE / 4:
                yield Line("size", table, ours.tables[table], shown, results[name].tables[table], None, "bytes")
        if ours.postings and results[name].postings:
            yield Line("size", "postings an article", ours.postings / count, shown, results[name].postings / count,
                       None, "number")


def hourly_lines(hourly, look):
    before = look[NEWS].wall
    goal = None if before is None else before + HOURLY_SECONDS
    yield Line("look", HOURLY, hourly[NEWS].wall, "nothing changed", before, goal)


def all_lines(rows, results, count):
    for row in rows:
        if row.what not in results:
            continue
        yield from row_lines(row, results[row.what], count)
        if row.work == "build":
            yield from build_lines(results[row.what], count)
        if row.work == "hourly" and LOOK.what in results:
            yield from hourly_lines(results[row.what], results[LOOK.what])


def reached(line):
    if line.goal is None or line.ours is None:
        return ""
    return "yes" if line.ours <= line.goal else "NO"


def cell(line):
    """What the peer needs, the ratio, and (with a goal) whether it is reached."""
    if not line.peer:
        return f"{'<=' if reached(line) == 'yes' else '>'} {figure(line.goal, line.unit)} {reached(line)}"
    measurable = line.ours is not None and line.theirs and (line.unit != "bytes" or line.theirs > 0.1 * MEGABYTE)
    ratio = f"{line.ours / line.theirs:.2f}" if measurable else ""
    return " ".join(filter(None, [figure(line.theirs, line.unit), ratio, reached(line)]))


def table(lines):
    """Also a table in Markdown: a column for each peer."""
    peers = sorted(dict.fromkeys(line.peer for line in lines), key=lambda name: (name not in VARIANTS, name == ""))
    found = {}
    for line in lines:
        found.setdefault(line.what, {NEWS: figure(line.ours, line.unit)})[line.peer] = cell(line)
    head = ["what", NEWS, *[name or "goal" for name in peers]]
    body = [[what, cells[NEWS], *[cells.get(name, "") for name in peers]] for what, cells in found.items()]
    widths = [max(len(row[i]) for row in [head, *body]) for i in range(len(head))]
    show = lambda row: "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([show(head), rule, *map(show, body)])


def tables(lines):
    groups = [[line for line in lines if line.group == group] for group in ("build", "size", "look", "search")]
    notes = sorted({f"{line.what}: {line.note}" for line in lines if line.note})
    return "\n\n".join([table(group) for group in groups if group] + notes)


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
