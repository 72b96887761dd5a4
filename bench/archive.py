# SPDX-License-Identifier: GPL-2.0-or-later
"""The articles of one world and size, and the programs' indexes of them: places, making, changing.

Everything lies in build/bench/WORLD-N: files/ (the archive), scriptindex/, sql/ and mail/ (the same articles
as the peers read them), and a folder for the index of each program.
"""
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
BUILD = os.path.join(TOP, "build", "bench")
GENERATOR = os.path.join(BUILD, "generate")
SEED = 1
WORLDS = ("generated", "packages")

# What a peer's index is made from, and where it is kept.
FORMATS = {"newssearch": "files", "before": "files", "one-thread": "files", "scriptindex": "scriptindex",
           "small-scriptindex": "scriptindex", "sqlite3": "sql", "recoll": "files", "notmuch": "mail"}
INDEXES = {"newssearch": "newssearch/index", "before": "before/index", "one-thread": "one-thread/index",
           "scriptindex": "omega/index", "small-scriptindex": "small-omega/index", "sqlite3": "sql/articles.db",
           "recoll": "recoll", "notmuch": "mail/.notmuch", "qmd": ".cache/qmd"}


# One of the thousand queries, as SQLite is asked it.
QUERY_SQL = """\
select article.path, article.title, article.excerpt, article.provider, date, quality, heat
from word join article on article.rowid = word.rowid
where word match '{title excerpt body topics provider author} : (%s %s)' order by rank limit 10;
"""


def say(message):
    print(message, file=sys.stderr, flush=True)


def sources():
    return sorted(glob.glob(os.path.join(HERE, "generate", "*.[ch]")))


def compile_generator():
    newest = max(map(os.path.getmtime, sources()))
    if os.path.exists(GENERATOR) and os.path.getmtime(GENERATOR) > newest:
        return
    os.makedirs(BUILD, exist_ok=True)
    command = [os.environ.get("CC", "cc"), "-std=c17", "-D_GNU_SOURCE", "-O2", "-o", GENERATOR]
    subprocess.run(command + [path for path in sources() if path.endswith(".c")] + ["-lm"], check=True)


def fingerprint(world):
    """Of what decides the articles; an archive made by another generator or of other packages is made anew."""
    digest = hashlib.sha256(f"{world} {SEED}".encode())
    if world == "packages":
        with subprocess.Popen(["apt-cache", "dumpavail"], stdout=subprocess.PIPE) as packages:
            for block in iter(lambda: packages.stdout.read(1 << 16), b""):
                digest.update(block)
    for path in sources():
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def copy_template(source, target, words):
    with open(source, encoding="utf-8") as file:
        text = file.read()
    for name, value in words.items():
        text = text.replace(name, value)
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)


class Archive:
    def __init__(self, world, count, programs):
        """count articles of a world; programs: by name the folder of newsindex and newssearch."""
        self.world, self.count, self.place = world, count, os.path.join(BUILD, f"{world}-{count}")
        self.new = os.path.join(self.place, "files", "%04d" % (count // 1000))
        self.edited = os.path.join(self.place, "edited")
        self.turns = {"heat": 0, "text": 0}
        deep = min(10000, count // 10)
        self.places = {"place": self.place, **programs, "bench": HERE, "script": f"{HERE}/peers/news.script",
                       "small-script": f"{HERE}/peers/small.script",
                       "files": f"{self.place}/files", "dump": f"{self.place}/scriptindex/articles.dump",
                       "sql": f"{self.place}/sql", "delta": f"{self.place}/delta", "changed": f"{self.place}/changed",
                       "queries": f"{self.place}/queries",
                       "mailrc": f"{self.place}/notmuch-config", "deep": str(deep), "deep_end": str(deep + 10)}
        self.places.update({name: os.path.join(self.place, index) for name, index in INDEXES.items()})

    def generate(self, target, *options):
        os.makedirs(self.place, exist_ok=True)
        subprocess.run([GENERATOR, f"--world={self.world}", f"--seed={SEED}", *options,
                        os.path.join(self.place, target)], check=True)

    def make(self, programs):
        """The articles in every form that these programs read; what is there from before is kept."""
        compile_generator()
        os.makedirs(self.place, exist_ok=True)
        now = fingerprint(self.world)
        for form in sorted({"files", "sql"} | {FORMATS[name] for name in programs if name in FORMATS}):
            mark = os.path.join(self.place, f"{form}.made")
            if os.path.exists(mark):
                with open(mark, encoding="ascii") as file:
                    if file.read() == now:
                        continue
                os.remove(mark)
            say(f"making {self.count} articles ({self.world}) as {form}")
            shutil.rmtree(os.path.join(self.place, form), ignore_errors=True)
            self.generate(form, f"--count={self.count}", f"--format={form}")
            with open(mark, "w", encoding="ascii") as file:
                file.write(now)
        self.restore()
        self.configure()

    def configure(self):
        copy_template(f"{HERE}/peers/notmuch-config", self.places["mailrc"], {"@MAIL@": f"{self.place}/mail"})
        os.makedirs(self.places["recoll"], exist_ok=True)
        copy_template(f"{HERE}/peers/recoll/recoll.conf", f"{self.place}/recoll/recoll.conf",
                      {"@FILES@": self.places["files"]})
        shutil.copy(f"{HERE}/peers/recoll/mimemap", self.places["recoll"])

    def index(self, name):
        return self.places[name]

    def drop_index(self, name):
        """Removes it, so that the next run builds; the bytes written so far are put out first."""
        os.sync()
        path = self.index(name)
        if name == "recoll":
            path = os.path.join(path, "xapiandb")
        if os.path.isdir(path):
            shutil.rmtree(path)
        elif os.path.exists(path):
            os.remove(path)
        os.makedirs(os.path.dirname(path), exist_ok=True)

    def choose_queries(self):
        """The words of queries, and 1,000 pairs of words of one title, for each program's way of many queries."""
        # Another process, since the memory of this one is counted as that of each program it measures.
        chosen = json.loads(subprocess.run(
            [sys.executable, os.path.join(HERE, "words.py"), f"{self.place}/sql/articles.tsv", self.world,
             str(self.count)], stdout=subprocess.PIPE, check=True).stdout)
        self.places.update(chosen["words"])
        pairs = chosen["pairs"]
        with open(f"{self.place}/queries.txt", "w", encoding="utf-8") as file:
            file.writelines(f"{a} {b}\n" for a, b in pairs)
        with open(f"{self.place}/queries.sql", "w", encoding="utf-8") as file:
            file.writelines(QUERY_SQL % (a, b) for a, b in pairs)

    # Changes: each turn applies or takes back the same edits, so that each run finds something to do.

    def _rewrite(self, count, step, edit):
        """count articles, step apart, with the edit or (None) as they were, for files and for scriptindex."""
        options = [f"--count={count}", f"--step={step}"] + ([f"--edit={edit}"] if edit else [])
        self.generate("files", *options)
        self.generate("delta", "--format=scriptindex", *options)

    def _change(self, count, step, edit):
        """The number of the turn."""
        open(self.edited, "w", encoding="ascii").close()
        turn, self.turns[edit] = self.turns[edit], self.turns[edit] + 1
        self._rewrite(count, step, edit if turn % 2 == 0 else None)
        return turn

    def _list_changed(self, *dumps):
        """The files of these articles, for a program that is told."""
        with open(self.places["changed"], "w", encoding="utf-8") as out:
            for name in dumps:
                with open(os.path.join(self.places["delta"], name), encoding="utf-8") as dump:
                    out.writelines(f"{self.places['files']}/{line[5:]}" for line in dump if line.startswith("path="))

    def hourly(self):
        """One new article and 32 edits of the heat."""
        number = self.count + self._change(32, self.count // 32 // 20 * 20, "heat")
        self.generate("files", f"--first={number}", "--count=1")
        self.generate("delta/new", "--format=scriptindex", f"--first={number}", "--count=1")
        self._list_changed("articles.dump", "new/articles.dump")

    def thousand(self):
        """A thousand articles with other words in their excerpts."""
        self._change(1000, max(1, self.count // 1000), "text")
        self._list_changed("articles.dump")

    def restore(self):
        """The files as they were generated."""
        if os.path.exists(self.edited):
            self._rewrite(32, self.count // 32 // 20 * 20, None)
            self._rewrite(1000, max(1, self.count // 1000), None)
            shutil.rmtree(self.new, ignore_errors=True)
            os.remove(self.edited)
