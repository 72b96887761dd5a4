#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Completion, in the shells themselves: what Tab makes of a line. bash and zsh sit at a terminal of
their own; fish is asked as its manual says."""
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile

from tap import check, finish, skip, wait_until

top = os.getcwd()
scripts = os.path.join(top, "completions")
work = tempfile.mkdtemp()

# typed, then Tab: what the line becomes, or a word that is offered
CASES = [
    ("newssearch --hyp", "--hyperlink="),
    ("newssearch --sort=qua", "--sort=quality"),
    ("newssearch --chart wee", "--chart week"),
    ("newssearch --fields=title,ra", "--fields=title,rank"),
    ("newssearch --color=al", "--color=always"),
    ("newssearch --limit=a", "--limit=all"),
    ("newssearch --rank=qua", "--rank=quality="),
    ("newssearch --sort=title,-qua", "--sort=title,-quality"),
    ("newssearch excer", "excerpt:"),
    ("newssearch topic:kub", "topic:Kubernetes"),
    ("newssearch tag:kub", "tag:Kubernetes"),
    ("newssearch site:kernelg", "site:kernelgazette.example"),
    ("newssearch @sav", "@saved-one"),
    ("newssearch -- -topic:kub", "-- -topic:Kubernetes"),
    ("newssearch -- azure +topic:kub", "azure +topic:Kubernetes"),
    ("newssearch 'azure topic:kub", "'azure topic:Kubernetes"),
    ("newssearch 'azure -topic:kub", "'azure -topic:Kubernetes"),
    ('newssearch "topic:kub', '"topic:Kubernetes'),
    ("newssearch 'azure excer", "'azure excerpt:"),
    ("newssearch 'azure @sav", "'azure @saved-one"),
    ("newsindex --file", "--files-from="),
    ("newsindex --format=js", "--format=json"),
    ("newsindex only-he", "only-here/"),
]
QUOTED = [("newssearch topic:machine", 'topic:\\"Machine\\ Learning\\"'),
          ("newssearch 'azure topic:machine", "'azure topic:\"Machine Learning\""),
          ('newssearch "topic:machine', '"topic:\\"Machine Learning\\"')]
# fish keeps the case that was typed while there is a choice, and adds = only with a value
FISH = [c for c in CASES if ":kub" not in c[0] and "'" not in c[0] and not c[1].endswith("=")] + [
    ("newssearch --hyp", "--hyperlink"), ("newssearch topic:Kub", "topic:Kubernetes"),
    ("newssearch tag:Kub", "tag:Kubernetes"), ("newssearch topic:Machin", 'topic:"Machine Learning"'),
    ("newssearch -- -topic:Kub", "-topic:Kubernetes"),
    ('newssearch "azure -topic:Kub', "azure -topic:Kubernetes"), ('newssearch "azure topic:Mach', 'azure topic:"Machine Learning"'),
    ('newssearch "azure excer', "azure excerpt:"), ('newssearch "azure @sav', "azure @saved-one")]


def screen(sent):
    """What was sent to a terminal, as lines: enough of one for an editor of lines."""
    lines, at = [[]], 0
    for code in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|.|\n", sent):
        line = lines[-1]
        if code == "\n":
            lines.append([])
            at = 0
        elif code == "\r":
            at = 0
        elif code == "\x08":
            at = max(0, at - 1)
        elif code.endswith("C") and code.startswith("\x1b["):
            at += int(code[2:-1] or 1)
        elif code == "\x1b[K":
            del line[at:]
        elif code >= " ":
            line.extend(" " * (at - len(line)))
            line[at:at + 1] = code
            at += 1
    return "\n".join("".join(line) for line in lines)


class Shell:
    """A shell at a terminal of 200 columns."""

    def __init__(self, command, setup):
        self.child, self.master = pty.fork()
        if self.child == 0:
            os.chdir(work)
            os.environ.update(TERM="xterm", COLUMNS="200", PS1="$ ")
            os.execvp(command[0], command)
        self.seen = ""
        self.say(setup + "; echo rea''dy\r")
        self.wait("ready")

    def say(self, text):
        os.write(self.master, text.encode())

    def read(self):
        """Adds to what was seen; all of it, or nothing after a tenth of a second."""
        if select.select([self.master], [], [], 0.1)[0]:
            self.seen += os.read(self.master, 65536).decode("utf-8", "replace")
        return self.seen

    def wait(self, text):
        return wait_until(lambda: text in screen(self.read()))

    def complete(self, line):
        """Types the line and Tab at a new prompt, after what the line before it may still print."""
        self.seen = ""
        self.say("\x15\x0c")  # kill the line, clear the screen
        wait_until(lambda: re.search(r"(?s)\x1b\[2?J.*\$ ", self.read()))
        self.seen = ""
        self.say(line + "\t")

    def end(self):
        os.close(self.master)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)


def test_terminal(name, command, setup):
    if not shutil.which(command[0]):
        skip(name, "not installed")
        return
    shell = Shell(command, setup)
    for typed, want in CASES + QUOTED:
        shell.complete(typed)
        check(shell.wait(want), "%s: %s gives %s" % (name, typed, want), shell.seen)
    shell.end()


def test_fish():
    if not shutil.which("fish"):
        skip("fish", "not installed")
        return
    for typed, want in FISH:
        command = "source %s/newssearch.fish; complete -C '%s'" % (scripts, typed)
        done = subprocess.run(["fish", "--no-config", "-c", command], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, cwd=work)
        offered = [line.split("\t")[0] for line in done.stdout.decode().splitlines()]
        check(any(want.endswith(o) and o for o in offered) and not done.stderr,
              "fish: %s offers %s" % (typed, want), done)


def main():
    shutil.copytree(os.path.join(top, "corpus"), os.path.join(work, "corpus"))
    os.mkdir(os.path.join(work, "only-here"))
    os.makedirs(os.path.join(work, "config/newssearch"))
    with open(os.path.join(work, "config/newssearch/config.yaml"), "w", encoding="utf-8") as file:
        file.write("saved:\n  saved-one: topic:AI\n")
    functions = os.path.join(work, "functions")
    os.mkdir(functions)
    shutil.copy(scripts + "/newssearch.zsh", functions + "/_newssearch")
    os.environ.update(NEWSSEARCH_DB=os.path.join(work, "index"), HOME=work, LC_ALL="C.UTF-8",
                      XDG_CONFIG_HOME=os.path.join(work, "config"))
    subprocess.run(["newsindex", "-q", os.path.join(work, "corpus")], check=False)
    test_terminal("bash", ["bash", "--norc", "--noprofile", "-i"],
                  "bind 'set enable-bracketed-paste off'; . %s/newssearch.bash" % scripts)
    test_terminal("zsh", ["zsh", "-f", "-i"],
                  "PS1='$ '; fpath=(%s $fpath); autoload -U compinit; compinit -u -D; unsetopt zle_bracketed_paste"
                  % functions)
    test_fish()
    return finish()


try:
    sys.exit(main())
finally:
    shutil.rmtree(work, ignore_errors=True)
