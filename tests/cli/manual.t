#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The manual knows every option, field and default, and its examples run on corpus/."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish

top = os.getcwd()
work = tempfile.mkdtemp()


def page(name):
    with open(os.path.join(top, "man", name), encoding="utf-8") as file:
        return file.read()


def test_options(program):
    text = page(program + ".1")
    options = subprocess.run([program, "--help"], stdout=subprocess.PIPE, check=True).stdout.decode()
    found = re.findall(r"(?m)^  (?:-(\w), |    )--([a-z-]+)", options)
    check(len(found) > 15, program + " --help lists options")
    missing = [name for letter, name in found
               if not re.search(r"(?m)^\.It .*Fl -%s\b(?!-)" % name, text) or
               (letter and not re.search(r"(?m)^\.It Fl %s\b.*Fl -%s\b" % (letter, name), text))]
    check(not missing, program + "(1) describes every option", missing)
    described = set(re.findall(r"(?m)^\.It .*Fl -([a-z-]+)", text))
    extra = described - {name for _, name in found}
    check(not extra, program + "(1) describes no other", extra)
    wide = [line for line in options.splitlines() if len(line) > 80]
    check(not wide, program + " --help fits 80 columns", wide)
    return options


def test_help(options):
    lines = options.splitlines()
    check(len(lines) <= 55, "--help fits a screen", len(lines))
    examples = [line[2:] for line in lines[-3:]]
    check(all(line.startswith("newssearch ") for line in examples) and lines[-4].endswith("Examples:"),
          "--help ends with three examples", examples)
    for command in examples:
        done = subprocess.run(command, shell=True, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        check(done.returncode == 0 and done.stdout and not done.stderr, command, done)


def test_index_help(options):
    lines = options.splitlines()
    check(len(lines) <= 55, "newsindex --help fits a screen", len(lines))
    check(all(line.startswith("  newsindex ") for line in lines[-3:]) and lines[-4].endswith("Examples:"),
          "newsindex --help ends with three examples", lines[-4:])


def test_fields(options):
    table = re.findall(r"(?m)^\.It (\w+) Ta ([\w.]+) Ta [\w, ]+ Ta (.*)$", page("newssearch-query.7"))
    listed = re.search(r"FIELD is one of ([\w,\s]+)\.", options).group(1)
    check([p for p, _, _ in table] == re.findall(r"\w+", listed), "newssearch-query(7) lists the fields",
          (table, listed))
    with open(os.path.join(top, "lib/schema.c"), encoding="utf-8") as file:
        schema = file.read()
    keys = re.findall(r'\.key = "([^"]+)"', schema)
    helps = re.findall(r'\.help = "([^"]+)"', schema)
    check([(k, h) for _, k, h in table] == list(zip(keys, helps)), "newssearch-query(7) lists keys and meanings of fields as the schema has them")
    weights = re.search(r"quality=[\d.]+,heat=[\d.]+,recency=[\d.]+", re.sub(r"\s", "", options))
    check(weights and weights.group(0) in page("newssearch.1"), "newssearch(1) and --help have the same default weights", weights)


# Programs that a test cannot run, and a day on which last week has articles.
STAND_INS = """newssearch() { command newssearch --now=2021-07-14T12:00:00Z "$@"; }
mail() { cat; }; vim() { cat "$2"; }; set -o pipefail; """

# What people do with an archive every day: each is one command of the examples.
JOBS = {
    "what a publisher wrote last week on a topic, above a quality": r"provider:.*topic:.*quality:.*date:last-week",
    "A near B, not C": r"NEAR/\d+ .* -\w+'$",
    "the top topics of this month": r"--facet=topic date:this-month",
    "the growth of a subject": r"--chart=year .*\w+$",
    "the third result": r"--open=3",
    "mail what is new": r"--since-last=.*\| mail ",
    "a spreadsheet of counts a month": r"--chart=month --format=csv",
    "one line a story": r"--collapse=story --format=",
    "like this one": r"--like=",
    "articles without a topic": r"'-topic:\*'",
    "broken articles": r"^newsindex --problems",
    "after a pull": r"git diff .*newsindex .*--files-from=-",
    "two archives": r"-d \S+ -d \S+ ",
    "a feed": r"--format=atom",
    "a digest": r"--since-last=.*--format=html",
    "into an editor": r"^vim -q <\(newssearch",
}


def make_places():
    """A git checkout in which the last commit changed a file, and a second archive."""
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(git + ["init", "--quiet"], cwd=work, check=True)
    for _ in range(2):
        with open(os.path.join(work, "corpus/2021/changed.md"), "a", encoding="utf-8") as file:
            file.write("---\ntitle: a changed article\n---\n")
        subprocess.run(git + ["add", "corpus"], cwd=work, check=True)
        subprocess.run(git + ["commit", "--quiet", "-m", "change"], cwd=work, check=True)
    shutil.copytree(os.path.join(work, "corpus/2018"), os.path.join(work, "site/content"))
    os.makedirs(os.path.join(work, "news"))
    os.symlink(os.path.join(work, "index"), os.path.join(work, "news/index"))
    subprocess.run(["newsindex", "--quiet", "--db=" + os.path.join(work, "blog/index"), os.path.join(work, "corpus/2018")], check=True)


def test_jobs():
    commands = [c for name in ("newsindex.1", "newssearch.1") for c in examples(name)]
    for job, pattern in JOBS.items():
        check([c for c in commands if re.search(pattern, c)], "the examples show how to do this: " + job)


def shell(text):
    """The lines of a page as a shell takes them."""
    return text.replace("\\(dq", '"').replace("\\e", "\\").replace("\\-", "-")


def examples(name):
    """The commands of EXAMPLES."""
    text = page(name).split(".Sh EXAMPLES", 1)[1].split("\n.Sh ", 1)[0]
    for line, lines in re.findall(r"(?ms)^\.Dl ([^\n]*)$|^\.Bd -literal[^\n]*\n(.*?)^\.Ed$", text):
        yield shell(line) or re.sub(r"\s*\\?\n\s*", " ", shell(lines).rstrip("\n"))


def check_command(command, **more):
    done = subprocess.run(STAND_INS + command, shell=True, executable="/bin/bash", cwd=work,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
    said = [l for l in done.stderr.decode().splitlines() if not re.match(r"\S+:\d+:\d+: |\d+ .* still ", l)]
    check(done.returncode == 0 and done.stdout and not said, " ".join(command.split()),
          (done.returncode, done.stderr))


def test_examples():
    count = 0
    for name in ("newsindex.1", "newssearch.1", "newssearch-query.7"):
        for command in examples(name):
            count += 1
            done = subprocess.run(STAND_INS + command, shell=True, executable="/bin/bash", cwd=work,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            said = [l for l in done.stderr.decode().splitlines() if not re.match(r"\S+:\d+:\d+: |\d+ .* still ", l)]
            check(done.returncode == 0 and done.stdout and not said, command,
                  (done.returncode, done.stderr))
    check(count >= 20, "the manual has at least twenty examples")
    config = re.search(r"(?s)\.Bd -literal.*?\n(.*?)\.Ed", page("newssearch-config.5")).group(1)
    with open(os.path.join(work, "config.yaml"), "w", encoding="utf-8") as file:
        file.write(config.replace("\\(dq", '"').replace("~/news/index", os.environ["NEWSSEARCH_DB"]))
    done = subprocess.run(["newssearch", "--config=config.yaml", "-c", "@ai"], cwd=work,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    check(done.returncode == 0 and not done.stderr, "the example of newssearch-config(5) is accepted without a warning", done.stderr)
    shown = subprocess.run(["newssearch", "--config=config.yaml", "--print-config"], cwd=work,
                           stdout=subprocess.PIPE).stdout.decode()
    with open(os.path.join(work, "again.yaml"), "w", encoding="utf-8") as file:
        file.write(shown)
    again = subprocess.run(["newssearch", "--config=again.yaml", "--print-config"], cwd=work,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    bare = [re.sub(r"\s*#.*", "", text) for text in (shown, again.stdout.decode())]
    check(bare[0] == bare[1] and not again.stderr, "the output of --print-config is a configuration that prints the same",
          (shown, again))
    placeless = [line for line in shown.splitlines()[1:] if "#" not in line and not re.search(r"\w:$", line)]
    check(not placeless, "--print-config prints where each value comes from", shown)
    with open(os.path.join(work, "auto.yaml"), "w", encoding="utf-8") as file:
        file.write("pager: auto\ninclude: []\n")
    auto = subprocess.run(["newssearch", "--config=auto.yaml", "--print-config"], cwd=work, stdout=subprocess.PIPE, text=True,
                          env=dict({name: value for name, value in os.environ.items() if name != "NEWSSEARCH_PAGER"}, PAGER="most")).stdout
    check("\npager: most  # $PAGER\n" in auto, "--print-config prints the pager of the environment if that of the file is auto", auto)
    check("\ninclude: []  # auto.yaml:2:" in auto, "--print-config prints an empty list that clears the stored one", auto)
    pagers = {name: subprocess.run(["newssearch", "--config=" + config, "--print-config"], cwd=work, stdout=subprocess.PIPE, text=True,
                                   env=dict(os.environ, NEWSSEARCH_PAGER="more", PAGER="most")).stdout
              for name, config in (("both", "config.yaml"), ("none", "/dev/null"))}
    check(all("\npager: more  # $NEWSSEARCH_PAGER\n" in text for text in pagers.values()),
          "--print-config prints the pager of the environment, which goes before that of the file", pagers)


def main():
    shutil.copytree(os.path.join(top, "corpus"), os.path.join(work, "corpus"))
    os.environ.update(NEWSSEARCH_DB=os.path.join(work, "index"), EDITOR="cat", BROWSER="echo", HOME=work,
                      XDG_STATE_HOME=os.path.join(work, "state"))
    options = test_options("newssearch")
    test_index_help(test_options("newsindex"))
    test_fields(options)
    make_places()
    test_examples()
    test_jobs()
    if shutil.which("mandoc"):
        lint = subprocess.run("mandoc -T lint -W warning man/*.[157]", shell=True, cwd=top,
                              stdout=subprocess.PIPE).stdout
        check(not lint, "mandoc finds nothing wrong", lint)
    return finish()


try:
    sys.exit(main())
finally:
    shutil.rmtree(work)
