#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""newssearch-fzf in a terminal of tmux: what it lists, shows and opens."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish, skip_all, wait_until

top = os.getcwd()
work = os.path.realpath(tempfile.mkdtemp())
RECORD = os.path.join(work, "recorded")
FZF = os.path.join(top, "contrib/newssearch-fzf")


def tmux(*arguments):
    return subprocess.run(["tmux", "-S", os.path.join(work, "socket"), "-f", "/dev/null", *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True).stdout


def screen():
    return tmux("capture-pane", "-p")


def wait_for(*parts, name, gone=()):
    """Until all parts are on the screen, and none of those that must be gone."""
    def shown():
        seen = screen()
        return seen if all(p in seen for p in parts) and not any(p in seen for p in gone) else ""
    seen = wait_until(shown)
    check(seen, name, seen or screen())
    return seen


def keys(*names):
    tmux("send-keys", *names)


def retype(query, rows, *parts, name, gone=()):
    """Types another query at once, and waits for its list: those of its beginnings come and go before."""
    tmux("send-keys", "C-u", ";", "send-keys", "-l", query)
    return wait_for("news> %s " % query, " %d/%d " % (rows, rows), *parts, name=name, gone=gone)


def recorded():
    if not wait_until(lambda: os.path.exists(RECORD)):
        return None
    with open(RECORD, encoding="utf-8") as file:
        arguments = file.read().split("\0")[:-1]
    os.remove(RECORD)
    return arguments


def previewed(row, query):
    """The preview of a query while the list is that of row, which is the first of its list."""
    path, mark, _ = row.split("\t")
    return subprocess.run([FZF, "--preview", path, mark, "0", query], stdout=subprocess.PIPE, text=True, check=True).stdout


def start(query):
    command = "cd %s; %s '%s'; echo status $?; cat" % (work, FZF, query)
    if tmux("list-windows"):
        tmux("respawn-window", "-k", command)
    else:
        tmux("new-session", "-d", "-x", "150", "-y", "30", command)


def write(path, **matter):
    path = os.path.join(work, "news", path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write("---\n" + "".join("%s: %s\n" % (k, json.dumps(v)) for k, v in matter.items()) + "---\nThe body is here.\n")
    return path


def main():
    script = os.path.join(work, "recorder")
    with open(script, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\nprintf '%%s\\0' \"$@\" >%s.new && mv %s.new %s\n" % (RECORD, RECORD, RECORD))
    os.chmod(script, 0o755)
    os.environ.update(NEWSSEARCH_DB=os.path.join(work, "index"), BROWSER=script, EDITOR=script, TERM="xterm-256color", SHELL="/bin/sh",
                      FZF_DEFAULT_OPTS="", FZF_DEFAULT_COMMAND="")
    os.environ.pop("VISUAL", None)
    first = write("it's \\E $(touch pwned).md", title="First robots", date="2021-06-27T06:09:00Z", webUrl="https://example.org/$(touch pwned)",
                  secured="c2VjcmV0c2VjcmV0", provider="Forbes", topics=["AI"], excerpt="The excerpt.")
    write("b.md", title="Second robots $(touch pwned) \x1b[31m", date="2020-01-02", webUrl="javascript:alert(1)")
    subprocess.run(["newsindex", "--quiet", os.path.join(work, "news")], check=True)

    row = subprocess.run([FZF, "--list", "first"], stdout=subprocess.PIPE, text=True, check=True).stdout.split("\0")[0]
    for query, part in (("first", "First robots"), ("second", "Second robots"), ("  ", "First robots"), ("title:\"", "never closed")):
        seen = previewed(row, query)
        check(part in seen, "the preview of '%s' is not that of the list before" % query, seen)
    check(previewed(row, "nosuchword") == "0\n", "the preview of a query that finds nothing is not that of the list before")

    start("robots")
    seen = wait_for("First robots", "2021-06-27", "The excerpt.", "The body is here.", name="the list has titles and a preview of the first")
    check("2020-01-02  Second robots" in seen and "2021-06-27  First robots" in seen, "dates are whole days", seen)
    check("First robots  Forbes" in seen and not any(row.split("│")[0].rstrip().endswith(" -") for row in seen.splitlines()),
          "a row ends with the provider, or with the title if there is none", seen)
    check("topic" in seen and "Forbes" in seen and "c2Vj" not in seen and "secured" not in seen, "the preview is what --show prints", seen)
    retype("robots date:2021-02-30", 1, "30 February is not a date", name="a query that is refused shows the reason")
    retype("title:\"robots", 1, "never closed", name="a query that is not finished shows the reason")
    seen = retype("nosuchword", 0, gone=["robots"], name="nothing found is an empty list")
    check("nothing found" not in seen, "an empty list has no message", seen)
    retype("first", 1, "First robots", name="the list follows what is typed")
    retype("first or robots", 1, "First robots", "warning: or in small letters", "The excerpt.", name="warnings of the query are before the article")
    retype("first", 1, "First robots", "The excerpt.", name="a query without warnings shows only the article", gone=["warning"])
    retype("   ", 2, "First robots", "The excerpt.", name="a query of spaces shows only the article", gone=["newssearch:", "Usage"])
    retype("first", 1, "First robots", name="the list can be typed after spaces")
    keys("C-o")
    check(recorded() == ["https://example.org/$(touch%20pwned)"], "Ctrl-O gives the browser the address")
    wait_for("First robots", name="the list stays after Ctrl-O")
    retype("second", 1, "Second robots", "javascript:alert", name="an article with a script as its address is listed")
    keys("C-o")
    wait_for("not an http or https address", "Press Enter", name="Ctrl-O refuses an address that is not http, with the reason")
    keys("Enter")
    wait_for("Second robots", name="Enter leads from the reason back to the list")
    check(not os.path.exists(RECORD), "Ctrl-O starts no program for an address that is not http")
    for _ in range(5):
        retype("first", 1, "First robots", name="the list and the preview follow what is typed quickly", gone=["Second robots"])
        retype("second", 1, "Second robots", name="the list and the preview follow what is typed quickly", gone=["First robots"])
    retype("first", 1, "First robots", name="the list can be typed after an error", gone=["Second robots"])
    keys("Enter")
    check(recorded() == [first], "Enter gives the editor the path")
    wait_for("status 0", name="newssearch-fzf ends with status 0 after the editor")
    start("first")
    wait_for("First robots", name="newssearch-fzf starts with another query")
    keys("C-y")
    wait_for("it's \\E $(touch pwned).md\nstatus 0", name="Ctrl-Y prints the path")
    start("")
    wait_for("First robots", "Second robots", name="without a query all articles are listed")
    keys("Escape")
    wait_for("status 1", name="Escape leaves with status 1")
    check(not os.path.exists(os.path.join(work, "pwned")), "no text of an article was read by a shell")
    return finish()


if not shutil.which("tmux") or not shutil.which("fzf"):
    skip_all("tmux or fzf is missing")
try:
    sys.exit(main())
finally:
    tmux("kill-server")
    shutil.rmtree(work, ignore_errors=True)
