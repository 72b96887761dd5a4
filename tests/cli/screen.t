#!/usr/bin/env python3
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
          "the match is marked", shown)
    check("\x1b]8;;https://" in shown and "\x1b]8;;file://" in shown, "address and path are links")
    check(shown.count("\x1b]8;;\x1b\\") == 2, "that end", shown)
    check("\x1b" not in look("azure", "-n1", TERM="dumb"), "a dumb terminal gets no escapes")
    check("\x1b[" not in look("azure", "-n1", NO_COLOR="1"), "NO_COLOR is honoured")
    check("\x1b[" not in look("azure", "-n1", "--color=never"), "and --color=never")
    check("\x1b]" not in look("azure", "-n1", "--hyperlink=never"), "and --hyperlink=never")
    ascii_bars = look("-n0", "--chart=year", LC_ALL="C", TERM="dumb")
    check(ascii_bars.isascii() and "###" in ascii_bars, "bars in ASCII", ascii_bars)
    check("█" in look("-n0", "--chart=year"), "and in blocks")


def test_pager():
    pager = {"PAGER": "echo \"pager LESS=$LESS\"; wc -l"}
    shown = look("azure", lines=10, **pager)
    check("pager LESS=FRX\n" in shown and "Azure" not in shown, "what does not fit is paged", shown)
    check("pager" not in look("azure", "-n1", lines=50, **pager), "what fits is not")
    check("pager" not in look("azure", "--no-pager", lines=10, **pager), "--no-pager")
    check("pager" not in look("azure", "--format=jsonl", lines=2, **pager), "no pager for programs")
    shown = look("azure", lines=10, NEWSSEARCH_PAGER="echo mine", **pager)
    check(shown.startswith("mine\n"), "NEWSSEARCH_PAGER goes first", shown)
    check("Azure" in bare(look("azure", lines=10, PAGER="")), "an empty one is none")
    shown = bare(look("azure", lines=10, PAGER="no-such-pager -R"))
    check("there is no pager no-such-pager" in shown and "Azure" in shown, "nor is one that is not there", shown)
    shown = look("--sort=date", "--limit=all", lines=10, PAGER="head -1")
    check(shown.count("\n") == 1, "a pager that is left is no error", shown)


def main():
    shutil.copytree(os.path.join(top, "corpus"), os.path.join(work, "corpus"))
    os.environ["NEWSSEARCH_DB"] = os.path.join(work, "index")
    subprocess.run(["newsindex", "-q", os.path.join(work, "corpus")], check=False)
    test_widths()
    test_style()
    test_pager()
    return finish()


try:
    sys.exit(main())
finally:
    shutil.rmtree(work)
