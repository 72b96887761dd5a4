#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What newssearch looks like in a real terminal, tmux, at several widths: compared whole with
tests/golden/screens.txt; GOLDEN=1 writes it again, to be looked at."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish, skip_all, wait_until

top = os.getcwd()
golden = os.path.join(top, "tests/golden/screens.txt")
work = tempfile.mkdtemp()
socket = os.path.join(work, "tmux")

END = "the end"  # printed after the command, so that all before it is on the screen

# columns, environment, arguments
SCREENS = [
    (40, {}, "azure -s date -n 3"),
    (80, {}, "azure -s date -n 4"),
    (80, {}, "pytorch -n 0 --chart=year --chart=heat --facet=topic:5"),
    (140, {}, "azure -s date -n 4 --collapse=provider"),
    (200, {}, "azure -s date -n 4"),
    (80, {"LC_ALL": "C"}, "pytorch -s date -n 2 --chart=year --facet=topic:3"),
    (80, {"NO_COLOR": "1"}, "azure -s date -n 2"),
    (60, {}, "path:odd -n all --sort=path"),
    (30, {}, "path:odd -n all --sort=path"),
    (60, {}, "path:odd -n 0 --facet=topic --facet=provider"),
    (80, {}, "--show=odd/1.md"),
]
ODD = [
    ("שבת שלום: חדשות הבוקר מירושלים", "עיתון הבוקר", "[חדשות, ירושלים]", "כל מה שקרה הלילה בעיר, ומה צפוי היום."),
    ("أخبار الصباح من القاهرة", "صحيفة الصباح", "[أخبار]", "ملخص قصير لما حدث في المدينة أثناء الليل."),
    ("深夜の図書館で本が増えていた件について、司書が語る長い題名の記事", "図書館通信", "[図書館, 本]", "数えるたびに一冊多い。司書は帳簿を三度見直した。"),
    ("Émoji 👩‍👩‍👧 in a title, a flag 🇩🇪, and a̐ccents that com̈bine", "Odd Things", "['👍 thumbs']", "Zero width\u200b space and soft\u00adhyphen."),
    ("A very long word: " + "Donaudampfschifffahrtsgesellschaft" * 3, "Odd Things", "[words]", "Nothing else."),
]


def tmux(*arguments):
    return subprocess.run(["tmux", "-S", socket, "-f", "/dev/null", *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=True).stdout


def look(columns, environment, arguments):
    """The lines of the terminal with their colours, after the command."""
    with open(os.path.join(work, "run"), "w", encoding="utf-8") as file:
        file.write("".join("export %s=%s\n" % item for item in {"LC_ALL": "C.UTF-8", **environment}.items()))
        file.write("stty -echo; cd %s; newssearch --now=2024-07-01T00:00:00Z --no-pager --hyperlink=never %s; "
                   "printf '%s'; sleep 600\n" % (work, arguments, END))
    tmux("-u", "new-session", "-d", "-s", "look", "-x", str(columns), "-y", "120", "sh " + os.path.join(work, "run"))

    def ended():
        shown = tmux("capture-pane", "-p", "-e", "-t", "look")
        return shown if END in shown else ""
    shown = re.sub(r"\n(\x1b\[[0-9;]*m)*$", "", wait_until(ended).split(END)[0])  # the escapes before END are its own
    tmux("kill-session", "-t", "look")
    return "\n".join(line.rstrip() for line in shown.rstrip().split("\n")).replace("\x1b", "^[").replace(work, "WORK")


def make_index():
    shutil.copytree(os.path.join(top, "corpus"), os.path.join(work, "corpus"))
    os.mkdir(os.path.join(work, "odd"))
    for number, (title, provider, topics, excerpt) in enumerate(ODD, 1):
        with open(os.path.join(work, "odd/%d.md" % number), "w", encoding="utf-8") as file:
            file.write("---\ntitle: '%s'\nprovider: {name: '%s'}\ntopics: %s\nexcerpt: '%s'\ndate: 2024-06-%02d\n"
                       "webUrl: https://example.org/%d\n---\n" % (title, provider, topics, excerpt, number, number))
    os.environ["NEWSSEARCH_DB"] = os.path.join(work, "index")
    subprocess.run(["newsindex", "-q", os.path.join(work, "corpus"), os.path.join(work, "odd")], check=False)


def main():
    if not shutil.which("tmux"):
        skip_all("tmux is not installed")
    make_index()
    for name in ("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "TMUX"):
        os.environ.pop(name, None)
    tmux("-u", "new-session", "-d", "-s", "keep", "cat")  # so that the server stays
    screens = {}
    for columns, environment, arguments in SCREENS:
        name = " ".join(["%d columns:" % columns, *("%s=%s" % item for item in environment.items()), "newssearch", arguments])
        screens[name] = look(columns, environment, arguments)
    if os.environ.get("GOLDEN"):
        with open(golden, "w", encoding="utf-8") as file:
            file.write("\n\n".join("$ %s\n%s" % item for item in screens.items()) + "\n")
    with open(golden, encoding="utf-8") as file:
        parts = ("\n" + file.read().rstrip("\n")).split("\n$ ")[1:]
    kept = {part.split("\n", 1)[0]: part.split("\n", 1)[1].rstrip("\n") for part in parts}
    check(list(kept) == list(screens), "the golden has every screen", list(kept))
    for name, shown in screens.items():
        check(shown == kept.get(name), "the screen is as in screens.txt: " + name, "got:\n" + shown, "want:\n%s" % kept.get(name))
    return finish()


try:
    sys.exit(main())
finally:
    if os.path.exists(socket):
        subprocess.run(["tmux", "-S", socket, "kill-server"], stderr=subprocess.DEVNULL, check=False)
    shutil.rmtree(work)
