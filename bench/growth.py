# SPDX-License-Identifier: GPL-2.0-or-later
"""How time and memory grow with the number of articles: figures, slopes, and bench/growth.svg.

A slope is that of the line of least squares through the figures' logarithms: 1 is linear, below 1 better.
"""
import json
import math
import os
import shutil
import subprocess

import archive
import measure
from archive import Archive, say
from report import figure
from rows import BUILD, LOOK, NEWS, SEARCHES

SVG = os.path.join(archive.HERE, "growth.svg")
SEARCH = next(row for row in SEARCHES if row.what == "two words")
PANELS = [("build", BUILD, "wall", "s"), ("build: peak memory", BUILD, "memory", "bytes"),
          ("nothing changed", LOOK, "wall", "s"), ("search, two words", SEARCH, "wall", "s")]


def measure_size(count, given, peers):
    """Figures by row and program at one size."""
    corpus = Archive(given.world, count, given.programs)
    corpus.make(peers)
    corpus.choose_queries()
    results = {}
    for row in (BUILD, LOOK, SEARCH):
        commands = {name: command for name, command in row.commands.items() if name == NEWS or name in peers}
        say(f"{count}: {row.what}")
        build = row is BUILD
        results[row.what] = measure.in_turns(
            commands, corpus.places, 1 if build else given.runs, warm=not build, budget=0 if build else 1.0,
            ready=(lambda _turn, name: corpus.drop_index(name)) if build else None, fine=row.fine)
    return results


def slope(points):
    """Of (articles, value) pairs; None below two."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    if len(logs) < 2:
        return None
    middle_x, middle_y = (sum(part) / len(logs) for part in zip(*logs))
    return sum((x - middle_x) * (y - middle_y) for x, y in logs) / sum((x - middle_x) ** 2 for x, _ in logs)


def series(sizes, row, quantity):
    """Points by program name."""
    found = {}
    for count, results in sizes.items():
        for name, figures in results[row.what].items():
            value = getattr(figures, quantity)
            if value:
                found.setdefault(name, []).append((count, value))
    return found


def plot(sizes):
    if not shutil.which("gnuplot"):
        say("no plot: gnuplot is not installed")
        return
    script = ["set terminal svg size 900,680 dynamic background rgb 'white'", f"set output '{SVG}'",
              "set multiplot layout 2,2", "set logscale xy", "set grid", "set key bottom right", "set format x '10^{%L}'",
              "set xlabel 'articles'",
              f"set xrange [{min(sizes) / 1.5}:{max(sizes) * 1.5}]"]
    for title, row, quantity, unit in PANELS:
        found, scale = series(sizes, row, quantity), 1 if unit == "s" else 1 << 20
        script.append(f"set title '{title}'\nset ylabel '{'seconds' if unit == 's' else 'MB'}'")
        curves = []
        for number, (name, points) in enumerate(found.items()):
            script.append(f"$data{number} << end\n" + "\n".join(f"{x} {y / scale}" for x, y in points) + "\nend")
            steep = slope(points)
            label = name if steep is None else f"{name} (slope {steep:.2f})"
            curves.append(f"$data{number} using 1:2 with linespoints lw 2 pt 7 title '{label}'")
        if curves:
            script.append("plot " + ", ".join(curves))
    subprocess.run(["gnuplot"], input="\n".join(script), text=True, check=True)
    say("drawn: bench/growth.svg")


def show(sizes):
    for title, row, quantity, unit in PANELS:
        for name, points in series(sizes, row, quantity).items():
            steep = slope(points)
            values = "  ".join(f"{count}: {figure(value, unit)}" for count, value in points)
            print(f"{title:20}  {name:12}  {values}  slope {'-' if steep is None else format(steep, '.2f')}")


def main(given, peers):
    archive_sizes = {count: measure_size(count, given, peers) for count in sorted(given.growth)}
    with open(os.path.join(archive.BUILD, "growth.json"), "w", encoding="utf-8") as file:
        json.dump({count: {what: {name: one._asdict() for name, one in row.items()} for what, row in results.items()}
                   for count, results in archive_sizes.items()}, file, indent=1)
    show(archive_sizes)
    plot(archive_sizes)
    return 0
