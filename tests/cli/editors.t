#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What README shows for editors and scripts works as it stands there."""
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish, skip

work = os.path.realpath(tempfile.mkdtemp())


def bash(command, **more):
    done = subprocess.run(["bash", "-c", "set -o pipefail; " + command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=work,
                          stdin=subprocess.DEVNULL, timeout=100, **more)
    return done.returncode, done.stdout, done.stderr


def section():
    """The indented lines of README's section, without the remarks at their ends."""
    with open("README.md", encoding="utf-8") as file:
        text = file.read().split("\n## From an editor", 1)[1].split("\n## ", 1)[0]
    return [re.sub(r"\s+# .*", "", l[4:]) for l in re.findall(r"(?m)^    \S.*$", text)], text


def found(command):
    """The paths that the search in a command finds."""
    query = re.search(r"newssearch .*?--format='[^']*' (\w+)", command).group(1)
    return bash("newssearch --format=paths " + query)[1].split()


def test_vim(command):
    if not shutil.which("vim"):
        skip("Vim jumps from result to result", "no vim")
        return
    steps = "redir! >out | silent echo expand('%:p') | cnext | silent echo expand('%:p') | redir END | qa!"
    status, _, said = bash(command.replace("vim -q", 'vim -Nu NONE -es -c "$STEPS" -q', 1), env=dict(os.environ, STEPS=steps))
    with open(os.path.join(work, "out"), encoding="utf-8") as file:
        seen = file.read()
    places = [seen.find(p) for p in found(command)[:2]]
    check(len(places) == 2 and 0 <= places[0] < places[1], "Vim jumps from result to result", status, seen, said)


def test_emacs(command):
    if not shutil.which("emacs"):
        skip("Emacs jumps from result to result", "no emacs")
        return
    command = command.split("type ", 1)[1]
    steps = """(let ((buffer (compilation-start %s)))
      (while (get-buffer-process buffer) (accept-process-output nil 0.1))
      (with-current-buffer buffer
        (dotimes (_ 2) (next-error) (princ (format "%%s\n" (buffer-file-name (window-buffer)))))))""" % json.dumps(command)
    status, seen, said = bash('emacs --batch -Q --eval "$STEPS"', env=dict(os.environ, STEPS=steps))
    check(seen.split() == found(command)[:2], "Emacs jumps from result to result", status, seen, said)


def main():
    os.environ.update(NEWSSEARCH_DB=os.path.join(work, "index"), TERM="dumb")
    shutil.copytree("corpus", os.path.join(work, "corpus"))
    subprocess.run(["newsindex", "--quiet", os.path.join(work, "corpus")], stderr=subprocess.DEVNULL)
    lines, text = section()

    def line(start):
        return next(l for l in lines if l.startswith(start))
    test_vim(line("vim "))
    test_emacs(line("M-x "))
    command = line("newssearch -0")
    status, seen, said = bash(command)
    with_word = [p for p in bash("newssearch --format=paths -n all topic:azure")[1].split() if "pric" in open(p, encoding="utf-8").read()]
    check(status == 0 and seen.split() == with_word, "xargs gets every path: " + command, status, seen, said)
    status, seen, said = bash(line("newssearch --format=jsonl"))
    rows = [json.loads(l) for l in bash("newssearch --format=jsonl -n all azure")[1].splitlines()]
    wanted = [r["title"] for r in rows if r["heat"] is not None and (r["quality"] is None or r["heat"] > r["quality"])]
    check(status == 0 and seen.splitlines() == wanted and wanted, "jq selects rows", seen, wanted, said)
    address = bash("newssearch --format=urls -n 1 azure")[1].strip()
    command = line("newssearch --show").replace("https://example.org/a", address).replace("less", "cat")
    status, seen, said = bash(command)
    check(status == 0 and address in seen, "an article is shown by its address", seen, said)
    command = line("*/15").split("*  ", 1)[1].replace("/var/www/html/", work + "/")
    status, _, said = bash(command)
    with open(os.path.join(work, "news.html"), encoding="utf-8") as file:
        page = file.read()
    html.parser.HTMLParser().feed(page)
    check(status == 0 and page.startswith("<!DOCTYPE html>") and page.count("<article>") == 5 and page.count("<table>") == 2,
          "the status page has its articles, chart and facet", said)
    config = json.loads(text[text.index('{ "mcpServers"'):])
    server = config["mcpServers"]["news"]
    done = subprocess.run([server["command"], *server["args"]], input=b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n', stdout=subprocess.PIPE)
    check(done.returncode == 0 and json.loads(done.stdout)["result"] == {}, "the configuration of a client starts a server", done)
    check("newssearch-fzf" in text and os.access("contrib/newssearch-fzf", os.X_OK), "README.md names newssearch-fzf, which is executable")
    return finish()


try:
    sys.exit(main())
finally:
    shutil.rmtree(work, ignore_errors=True)
