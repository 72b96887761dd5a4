#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person sees: newssearch at terminals of several sizes, its colours, links and pager."""
import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata

from tap import check, finish

top = os.getcwd()
work = tempfile.mkdtemp()


def look(*arguments, columns=80, lines=2000, **environment):
    """What newssearch sends to a terminal of this size."""
    child, master = pty.fork()
    if child == 0:
        os.read(0, 1)  # until the size is set
        os.chdir(work)
        for name in ("NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "PAGER", "LESS"):
            os.environ.pop(name, None)
        os.environ.update({"TERM": "xterm", "LC_ALL": "C.UTF-8", **environment})
        os.execvp("newssearch", ["newssearch", *arguments])
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    settings = termios.tcgetattr(master)
    settings[3] &= ~termios.ECHO
    termios.tcsetattr(master, termios.TCSANOW, settings)
    os.write(master, b"\n")
    seen = b""
    while select.select([master], [], [], 20)[0]:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.waitpid(child, 0)
    os.close(master)
    return seen.decode().replace("\r\n", "\n")


def bare(text):
    return re.sub(r"\x1b\]8;;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", text)


def width(line):
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
               else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_widths():
    for columns in (40, 80, 140):
        for query in (["azure", "--limit=all"], ["--sort=title", "--limit=all"],
                      ["--facet=topic", "--facet=provider:40", "--chart=month", "--chart=day", "-n0"],
                      ["azure", "--explain"]):
            shown = bare(look(*query, columns=columns))
            wide = [l for l in shown.split("\n") if width(l) > columns]
            check(len(shown) > 100 and not wide, "%s fits %d columns" % (" ".join(query), columns), wide)
    shown = bare(look("azure", "--limit=all", COLUMNS="50"))
    check(max(width(l) for l in shown.split("\n")) <= 50, "COLUMNS goes before the terminal")
    piped = subprocess.run(["newssearch", "azure", "--limit=all"], stdout=subprocess.PIPE, cwd=work,
                           check=True).stdout.decode()
    paths = subprocess.run(["newssearch", "azure", "--limit=all", "--format=paths"], cwd=work,
                           stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    check(all(os.path.relpath(p, work) in piped for p in paths), "in a pipe no path is cut")


def test_style():
    shown = look("azure", "-n1")
    check("\x1b[1m" in shown and re.search(r"\x1b\[1;31m[Aa]zure\x1b\[0m", shown),
          "a match is marked on a terminal", shown)
    check("\x1b]8;;https://" in shown and "\x1b]8;;file://" in shown, "address and path are links")
    check(shown.count("\x1b]8;;\x1b\\") == 2, "links on a terminal end", shown)
    check("\x1b" not in look("azure", "-n1", TERM="dumb"), "a dumb terminal gets no escapes")
    check("\x1b[" not in look("azure", "-n1", NO_COLOR="1"), "NO_COLOR is honoured")
    check("\x1b[" not in look("azure", "-n1", "--color=never"), "--color=never prints no colour")
    check("\x1b]" not in look("azure", "-n1", "--hyperlink=never"), "--hyperlink=never prints no link")
    ascii_bars = look("-n0", "--chart=year", LC_ALL="C", TERM="dumb")
    check(ascii_bars.isascii() and "###" in ascii_bars, "bars of a chart are ASCII in the C locale", ascii_bars)
    check("█" in look("-n0", "--chart=year"), "bars of a chart are blocks in UTF-8")


def configured(text):
    path = os.path.join(work, "config.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return "--config=" + path


def test_layout():
    shown = bare(look("azure", columns=80)).split("\n")
    check(len(shown) < 73, "ten results take fewer than 73 lines of 80 columns", len(shown))
    shown_wide = bare(look("azure", columns=100)).split("\n")
    check(len(shown_wide) < 66, "ten results take fewer than 66 lines of 100 columns", len(shown_wide))
    numbers = [line[:4] for line in shown if re.match(r" ?\d+  ", line)]
    check(numbers == ["%2d  " % n for n in range(1, 11)], "results are numbered", numbers)
    second = bare(look("azure", "--offset=8", "-n2", columns=80)).split("\n")
    check(second[0].startswith(" 9  ") and any(l.startswith("10  ") for l in second), "results are numbered over all pages", second)
    for columns in (40, 60, 80, 100, 140, 200):
        rows = re.split(r"(?m)^ *\d+  ", bare(look("--sort=title", "--limit=all", columns=columns)))
        snippets = [[line for line in row.split("\n")[1:] if line.startswith("     ") and "·" not in line and "/" not in line]
                    for row in rows]
        # between words: not text without spaces, which is broken between characters
        alone = [lines for lines in snippets if len(lines) > 1 and len(lines[-1].split()) < 2 and lines[-1].strip("… ").isascii()
                 and " " in lines[-2].strip()]
        check(len(rows) > 100 and not alone, "no snippet ends in a line of one word at %d columns" % columns, alone[:3])
    wide = [l for l in bare(look("azure", columns=200)).split("\n") if width(l) > 100 and "://" not in l]
    check(not wide, "text is at most 100 columns wide", wide)
    shown = bare(look("azure", columns=200))
    check(re.search(r"(?m)^ +https://\S+  corpus/\S+\.md$", shown), "address and path are on one line if both fit", shown)
    piped = subprocess.run(["newssearch", "azure"], stdout=subprocess.PIPE, cwd=work, check=True).stdout.decode()
    check(not re.search(r"(?m)^ *1  ", piped) and re.search(r"(?m)^  https://\S+$", piped), "in a pipe address and path are on lines of their own, without numbers")


def test_configured():
    shown = look(configured("colors: [match:fg:green, match:style:nobold, title:none, 'url:fg:0,128,255']"), "azure", "-n1")
    check("\x1b[32m" in shown and "\x1b[38;2;0;128;255mhttps" in shown and "\x1b[1;31m" not in shown,
          "colours are those of the configuration", shown)
    check("\x1b[" not in look(configured("color: never"), "azure", "-n1"), "color: never of the configuration prints no colour")
    shown = look(configured("color: never"), "azure", "-n1", "--color=always")
    check("\x1b[" in shown, "--color goes before color: of the configuration", shown)
    piped = subprocess.run(["newssearch", configured("color: always"), "azure", "-n1"], stdout=subprocess.PIPE, cwd=work,
                           check=True).stdout.decode()
    check("\x1b[1m" in piped, "color: always colours a pipe")
    shown = look(configured("pager: 'echo paged; cat'"), "azure", lines=10, PAGER="echo other")
    check(shown.startswith("paged\n"), "the pager of the configuration goes before PAGER", shown)
    shown = look(configured("pager: echo paged"), "azure", lines=10, NEWSSEARCH_PAGER="echo mine")
    check(shown.startswith("mine\n"), "NEWSSEARCH_PAGER goes before the pager of the configuration", shown)
    check("Azure" in bare(look(configured("pager: never"), "azure", lines=10, PAGER="echo other")), "pager: never of the configuration starts no pager")
    order = [subprocess.run(["newssearch", *more, "azure", "--format=paths"], stdout=subprocess.PIPE, cwd=work).stdout
             for more in (["-s", "heat,title"], [configured("sort: [heat, title]")])]
    check(order[0] == order[1] != b"", "sort: is the order without --sort")
    order = [subprocess.run(["newssearch", *more, "azure", "--format=paths"], stdout=subprocess.PIPE, cwd=work).stdout
             for more in ([], [configured("sort: heat"), "-s", "relevance"])]
    check(order[0] == order[1], "--sort goes before sort: of the configuration")
    for text, want in (("sort: dat", ":1:7: unknown sort key 'dat'"), ("color: red", ":1:8: unknown value 'red' of --color"),
                       ("colors:\n  - match:fg:rot", ":2:5: unknown colour 'rot'"), ("format: jsn", ":1:9: unknown format"),
                       ("limit: few", ":1:8: limit:"), ("rank: {heat: x}", ":1:14: rank: heat"), ("db: [a, {b: c}]", ":1:9: db:")):
        done = subprocess.run(["newssearch", configured(text), "azure"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=work)
        check(done.returncode == 2 and want in done.stderr.decode() and not done.stdout, repr(text) + " is an error with its place", done)
    done = subprocess.run(["newssearch", configured("limits: 3\nsort: date\nsort: heat"), "azure", "--format=json"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=work)
    check("config.yaml:1:1: unknown key: limits" in done.stderr and "config.yaml:3:1: this key is repeated; its last value counts" in done.stderr and
          done.returncode == 0 and '"warnings":[' in done.stdout, "an unknown key and a double one are warnings with their places", done)
    done = subprocess.run(["newsindex", configured("limits: 3"), "--stats"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=work)
    check(done.stderr.startswith("newsindex: warning: ") and done.stderr.endswith("config.yaml:1:1: unknown key: limits\n"),
          "newsindex calls it a warning, too", done.stderr)
    parts = os.path.join(work, "other")
    subprocess.run(["newsindex", "-q", "--db=" + parts, os.path.join(work, "corpus/2019")], check=False)
    counts = [int(subprocess.run(["newssearch", *more, "-c", "azure"], stdout=subprocess.PIPE,
                                 env={k: v for k, v in os.environ.items() if k != "NEWSSEARCH_DB"}).stdout)
              for more in (["-d", os.environ["NEWSSEARCH_DB"]], ["-d", parts],
                           [configured("db: [%s, %s]" % (os.environ["NEWSSEARCH_DB"], parts))])]
    check(counts[0] + counts[1] == counts[2] and counts[1] > 0, "a list of indexes is searched as one", counts)
    first, second = (os.path.join(work, name) for name in ("first", "second"))
    done = subprocess.run(["newsindex", "-q", configured("db: [%s, %s]" % (first, second)), os.path.join(work, "corpus/2019")],
                          env={k: v for k, v in os.environ.items() if k != "NEWSSEARCH_DB"})
    check(os.path.isdir(first) and not os.path.exists(second), "newsindex writes the first index of a list", done)


def test_saved():
    def saved(text, *arguments):
        return subprocess.run(["newssearch", configured(text), "--saved", *arguments], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
    text = "saved:\n  ai: topic:AI\n  'two-words': 'a \"b\"'\n"
    done = saved(text)
    check((done.returncode, done.stdout) == (0, 'ai\ttopic:AI\ntwo-words\ta "b"\n'), "--saved lists names and queries", done)
    done = saved(text, "--format=json")
    check(done.stdout == '{"schema":1,"saved":[{"name":"ai","query":"topic:AI"},{"name":"two-words","query":"a \\"b\\""}]}\n',
          "--saved --format=json lists names and queries", done)
    check(saved("").returncode == 1 and saved("").stdout == "", "--saved without saved queries has status 1")
    check(saved(text, "azure").returncode == 2, "--saved takes no query")
    check(saved(text, "--format=csv").returncode == 2, "--saved takes no format but text and json")
    check(saved(text, "--facet=topic").returncode == 2, "--saved takes no facets")


def test_pager():
    pager = {"PAGER": "echo \"pager LESS=$LESS\"; wc -l"}
    shown = look("azure", lines=10, **pager)
    check("pager LESS=FRX\n" in shown and "Azure" not in shown, "output that does not fit the terminal is paged", shown)
    check("pager LESS=X\n" in look("azure", lines=10, LESS="X", **pager), "LESS of the environment is kept for the pager")
    check("pager" not in look("azure", "-n1", lines=50, **pager), "output that fits the terminal is not paged")
    check("pager" not in look("azure", "--no-pager", lines=10, **pager), "--no-pager starts no pager")
    check("pager" not in look("azure", "--format=jsonl", lines=2, **pager), "formats for programs start no pager")
    check("pager" not in look("azure", lines=10, TERM="dumb", **pager), "a dumb terminal gets no pager")
    shown = look("azure", lines=10, TERM="dumb-emacs-ansi", **pager)
    check("pager" not in shown and "\x1b]8" not in shown and "\x1b[" in shown,
          "a terminal that knows colours but cannot move the cursor gets no pager and no links", shown)
    shown = look("azure", lines=10, NEWSSEARCH_PAGER="echo mine", **pager)
    check(shown.startswith("mine\n"), "NEWSSEARCH_PAGER goes before PAGER", shown)
    check("Azure" in bare(look("azure", lines=10, PAGER="")), "an empty PAGER starts no pager")
    shown = bare(look("azure", lines=10, PAGER="no-such-pager -R"))
    check("cannot run the pager no-such-pager" in shown and "Azure" in shown, "a pager that does not exist is reported, and the results are printed", shown)
    shown = look("--sort=date", "--limit=all", lines=10, PAGER="head -1")
    check(shown.count("\n") == 1, "a pager that is left is no error", shown)


def main():
    shutil.copytree(os.path.join(top, "corpus"), os.path.join(work, "corpus"))
    os.environ["NEWSSEARCH_DB"] = os.path.join(work, "index")
    subprocess.run(["newsindex", "-q", os.path.join(work, "corpus")], check=False)
    test_widths()
    test_style()
    test_pager()
    test_layout()
    test_configured()
    test_saved()
    return finish()


try:
    sys.exit(main())
finally:
    shutil.rmtree(work)
