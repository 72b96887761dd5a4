#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""--show prints one article from the index; --open and --edit hand a result to the user's own program, and to no shell."""
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish

work = os.path.realpath(tempfile.mkdtemp())
NEWS = os.path.join(work, "news")
RECORD = os.path.join(work, "recorded")


def write(path, body="", **matter):
    path = os.path.join(NEWS, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write("---\n" + "".join("%s: %s\n" % (k, json.dumps(v)) for k, v in matter.items()) + "---\n" + body)
    return path


def run(*arguments, status=0, **more):
    environment = dict(os.environ, **more.pop("env", {}))
    done = subprocess.run(["newssearch", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          stdin=subprocess.DEVNULL, env={k: v for k, v in environment.items() if v is not None},
                          **{"cwd": work, **more})
    if done.returncode != status:
        check(False, "%s: status %d, not %d" % (arguments, done.returncode, status), done.stdout + done.stderr)
    return done.stdout if status == 0 else done.stderr


def recorded():
    """What the recorder was started with, and forgets it."""
    if not os.path.exists(RECORD):
        return None
    with open(RECORD, encoding="utf-8") as file:
        arguments = file.read().split("\0")[:-1]
    os.remove(RECORD)
    return arguments


def test_show():
    path = write("a.md", title="The title \u202eof it", excerpt="The excerpt\u001b[31m.", webUrl="https://example.org/a",
                 topics=["AI", "Robots"], provider={"name": "Forbes", "domain": "forbes.com"}, quality=-3, published=False,
                 publishedDateTime="2021-06-27T06:09:00Z", secured="c2VjcmV0", authors=["Ann", "Bob"],
                 related=[{"title": "Another one", "excerpt": "and what it says"}], unknown="not this")
    with open(path, "a", encoding="utf-8") as file:
        file.write("First paragraph, which is long: " + "word " * 60 + "end.\n\n- one\n- two\n\n<script>x</script>Last\n")
    write("2021/b.md", title="Permalink", permalink="/2021/b/")
    subprocess.run(["newsindex", "--quiet", NEWS], check=True)
    text = run("--show=" + path)
    for part in ("The title", "The excerpt", "First paragraph", "Last", "AI; Robots", "Forbes", "forbes.com", "Ann; Bob", "-3",
                 "false", "2021-06-27T06:09:00Z", "https://example.org/a", path, "Another one", "and what it says"):
        check(part in text, "--show prints %s" % part.replace(work, ""), text)
    order = [text.index(p) for p in ("The title", "forbes.com", "The excerpt", "First paragraph", "Another one")]
    check(order == sorted(order), "--show prints title, values, excerpt, body and related in this order", order)
    check("secret" not in text and "c2Vj" not in text and "not this" not in text, "keys that are not fields are not shown")
    check("\033" not in text and "\u202e" not in text and "<script>" not in text, "--show prints no control characters and no markup")
    for columns in (40, 72, 250):
        wide = max(len(l) for l in run("--show=" + path, env={"COLUMNS": str(columns)}).splitlines()
                   if not l.startswith(("path", "url")))
        check(wide <= min(columns, 100), "--show is wrapped to %d columns, and to 100 at most" % columns, wide)
    places = [l for l in run("--show=" + path, env={"COLUMNS": "25"}).splitlines() if l.startswith(("path", "url"))]
    check(places == ["url        https://example.org/a", "path       " + path], "a path and an address are never wrapped", places)
    for target in ("news/a.md", "./news/../news/a.md", "https://example.org/a"):
        check(run("--show=" + target) == text, "the article is found at %s" % target)
    check(run("--show", "a.md", cwd=NEWS) == text, "the article is found by a path relative to the working directory")
    os.symlink(NEWS, os.path.join(work, "link"))
    check(run("--show=link/a.md") == text, "the article is found through a link")
    linked = {"cwd": os.path.join(work, "linked"), "env": {"PWD": os.path.join(work, "linked")}}
    os.mkdir(os.path.join(work, "real"))
    os.symlink("real", linked["cwd"])
    write("../real/c.md", title="In a linked directory")
    subprocess.run(["newsindex", "--quiet", linked["cwd"]], check=True)
    row = run("linked", "--format=text", **linked).splitlines()
    check(row[1:2] == ["  c.md"], "a path below a linked working directory is short", row)
    shown = run("--show=c.md", **linked)
    check(shown.startswith("In a linked directory\n"), "the short path is found there", shown)
    row = run("linked", "--format=text", cwd=NEWS, env=linked["env"]).splitlines()
    check(row[1:2] == ["  %s/c.md" % linked["cwd"]], "a PWD that is not the working directory does not shorten a path", row)
    subprocess.run(["newsindex", "--quiet", "--forget=" + linked["cwd"]], check=True)
    config = os.path.join(work, "config.yaml")
    with open(config, "w", encoding="utf-8") as file:
        file.write("base: https://blog.example/\nformat: json\n")
    check(run("--config=" + config, "--show=https://blog.example/2021/b/").startswith("Permalink\n"),
          "the article is found at an address that base makes of a permalink, as text whatever the configuration says")
    check(run("--show=/2021/b/", "--format={title}") == "Permalink",
          "the article is found at its permalink, as the index holds it, without a base")
    write("twice.md", title="Twice", webUrl="https://example.org/a")
    subprocess.run(["newsindex", "--quiet"], check=True)
    done = subprocess.run(["newssearch", "--show=https://example.org/a"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    check(done.returncode == 0 and "several articles" in done.stderr and "example.org/a" in done.stdout,
          "an address that two articles have is shown with a warning", done)
    check("several" not in json.dumps(run("--show=" + path)), "a path that one article has is shown without a warning")
    row = json.loads(run("--show=" + path, "--format=json"))["results"][0]
    check(row["body"].startswith("First") and row["related"][0]["title"] == "Another one" and row["quality"] == -3,
          "--format=json has all fields", row)
    check(run("--show=" + path, "--format={topics}|{quality}\\n") == "AI; Robots|-3\n", "a template prints what it names")
    os.remove(path)
    check(run("--show=" + path) == text, "an article is shown from the index, not from its file")
    for wrong in (["--show=news/none.md"], ["--show=https://example.org/none"], ["--show="], ["--show=" + path, "word"],
                  ["--show=" + path, "--regex=x"], ["--show=" + path, "--facet=topic"], ["--show=" + path, "-c"], ["--show=" + path, "--format=html"], ["--show=" + path, "--format=atom"],
                  ["--show=" + path, "--open"], ["--show=" + path, "--batch"], ["--show=" + path, "--explain"],
                  ["--show=" + path, "--since-last=x"], ["--show"]):
        check(run(*wrong, status=2).startswith("newssearch: "), "%s is an error" % " ".join(wrong).replace(work, ""))


URLS = {  # webUrl, and what a browser may be given of it
    "https://example.org/1": "https://example.org/1",
    "http://example.org/?a=b&c=d#e": "http://example.org/?a=b&c=d#e",
    "https://example.org/$(touch pwned)": "https://example.org/$(touch%20pwned)",
    "https://example.org/`touch pwned`;touch pwned": "https://example.org/%60touch%20pwned%60;touch%20pwned",
    "https://example.org/'\"\\ --help": "https://example.org/'%22%5C%20--help",
    "https://example.org/%s%n": "https://example.org/%25s%25n",
    "javascript:alert(1)": None,
    "file:///etc/passwd": None,
    "mailto:jo@example.org": None,
    "ftp://example.org/": None,
    "--version": None,
    "/relative/": None,
    "": None,
}


def test_open():
    script = os.path.join(work, "recorder")
    with open(script, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\nprintf '%%s\\0' \"$@\" >%s\nexit ${RECORDER_STATUS:-0}\n" % RECORD)
    os.chmod(script, 0o755)
    os.mkdir(os.path.join(work, "bin"))
    os.symlink(script, os.path.join(work, "bin", "xdg-open"))
    shutil.rmtree(NEWS)
    for number, url in enumerate(URLS):
        write("%02d.md" % number, title="number %02d" % number, webUrl=url, quality=100 - number)
    subprocess.run(["newsindex", "--quiet", NEWS], check=True)
    browser = {"BROWSER": script}
    for number, (url, wanted) in enumerate(URLS.items(), 1):
        for arguments in (["--open=%d" % number, "--sort=quality"], ["--open", "quality:%d" % (101 - number)]):
            said = run(*arguments, status=0 if wanted else 2, env=browser)
            got = recorded()
            check(got == ([wanted] if wanted else None), "%s of %r gives the browser %s" % (arguments[0], url, wanted),
                  got, said)
    check(not os.path.exists(os.path.join(work, "pwned")), "no address was read by a shell")
    first = ["https://example.org/1"]
    path = {"PATH": os.path.join(work, "bin") + ":" + os.environ["PATH"]}
    run("--open", "--sort=quality", env={"BROWSER": None, **path})
    check(recorded() == first, "newssearch starts xdg-open without BROWSER")
    run("--open", "--sort=quality", env={"BROWSER": "", **path})
    check(recorded() == first, "an empty BROWSER starts xdg-open")
    run("--open", "--sort=quality", env={"BROWSER": "/nonexistent/browser:" + script + " --new 'a  b' '' %s=x 5%% %:false"})
    check(recorded() == ["--new", "a  b", "", "https://example.org/1=x", "5%", "%"], "the first program of BROWSER that can be started is used")
    said = run("--open", "--sort=quality", status=2, env={"BROWSER": "/nonexistent/browser"})
    check("/nonexistent/browser" in said, "a browser that cannot be started is an error", said)
    said = run("--open", "--sort=quality", status=2, env={**browser, "RECORDER_STATUS": "3"})
    check("status 3" in said and recorded() == first, "a browser that fails is an error with its status", said)
    check("nothing found" in run("--open", "nosuchword", status=1, env=browser) and recorded() is None, "nothing found is status 1")
    check(re.search("no result 99: the query has [0-9]+ results\n", run("--open=99", "--sort=quality", status=2, env=browser)),
          "a number beyond the last is an error")
    config = os.path.join(work, "config.yaml")
    with open(config, "w", encoding="utf-8") as file:
        file.write("base:\n  %s: https://blog.example\n" % NEWS)
    run("--config=" + config, "--open", "quality:89", env=browser)
    check(recorded() == ["https://blog.example/relative/"], "a relative permalink is opened below its base")
    for wrong in (["--open", "3", "number"], ["--edit", "3"], ["--open=0", "number"], ["--open=x", "number"], ["--open", "--edit", "number"],
                  ["--open"], ["--open", "--format=json", "number"], ["--open", "-c", "number"],
                  ["--open", "--facet=topic", "number"], ["--open", "--batch"], ["--edit", "--fields=title", "number"]):
        run(*wrong, status=2, env=browser)
        check(recorded() is None, "%s opens nothing" % " ".join(wrong))
    check("--open=3" in run("--open", "3", "number", status=2, env=browser), "a number apart is refused with what to write")


def test_edit():
    recorder = os.path.join(work, "recorder")
    shutil.rmtree(NEWS)
    odd = [write(name, title="odd " + str(n), quality=n) for n, name in enumerate(
        ("-rf.md", "a b;touch pwned.md", "$(touch pwned).md", "new\nline.md", "'\".md", "%s.md"))]
    subprocess.run(["newsindex", "--quiet", NEWS], check=True)
    for number, path in enumerate(odd):
        run("--edit", "quality:%d" % number, env={"VISUAL": None, "EDITOR": recorder})
        check(recorded() == [path], "the editor gets %r as one argument" % os.path.basename(path))
    check(not os.path.exists(os.path.join(work, "pwned")), "no path was read by a shell")
    run("--edit=2", "--sort=-quality", env={"VISUAL": recorder + " -w 'x y' \"q\" a\\ b", "EDITOR": "false"})
    check(recorded() == ["-w", "x y", "q", "a b", odd[1]], "VISUAL goes before EDITOR, with its arguments")
    said = run("--edit", "odd", status=2, env={"VISUAL": None, "EDITOR": None})
    check("EDITOR" in said, "without either, and without a terminal, it is an error", said)
    os.remove(odd[0])
    said = run("--edit", "quality:0", status=2, env={"EDITOR": recorder})
    check("newsindex" in said and recorded() is None, "a file that is gone is not made anew", said)
    seen = []
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(EDITOR="sh -c 'test -t 0 && test -t 1 && echo at a terminal'")
        os.environ.pop("VISUAL", None)
        os.execvp("newssearch", ["newssearch", "--edit", "quality:1"])
    try:
        while True:
            seen.append(os.read(terminal, 4096))
    except OSError:
        pass
    _, status = os.waitpid(pid, 0)
    check(b"at a terminal" in b"".join(seen) and status == 0, "the editor has the terminal", seen)


def main():
    os.environ.update(NEWSSEARCH_DB=os.path.join(work, "index"), XDG_STATE_HOME=os.path.join(work, "state"))
    test_show()
    test_open()
    test_edit()
    return finish()


try:
    sys.exit(main())
finally:
    shutil.rmtree(work, ignore_errors=True)
