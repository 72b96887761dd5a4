#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random titles of words, names of several parts, possessives, stop words and symbols; random queries of the same,
each compared with a plain reading of the titles. WORDS_QUERIES (default 400), WORDS_SEED."""
import fnmatch
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish

QUERIES = int(os.environ.get("WORDS_QUERIES", "400"))
SEED = int(os.environ.get("WORDS_SEED", "3"))
WORDS = "qorb zint flumex drovaq pelmun vutor".split()  # words that the stemmer leaves alone
STOPS = "a the of is".split()
SYMBOLS = "🌋 ❤️ 👩‍💻 → € 🇩🇪 1️⃣ 🇫🇷".split()
rnd = random.Random(SEED)


# ---- titles, and what they hold ----

def name():
    return rnd.choice("_-.").join(rnd.choices(WORDS, k=rnd.randint(2, 3)))


def item():
    return rnd.choice([lambda: rnd.choice(WORDS)] * 3 + [lambda: rnd.choice(STOPS)] * 2 + [
        lambda: rnd.choice(SYMBOLS), name, lambda: rnd.choice(WORDS) + rnd.choice(["’s", "'s"]),
        lambda: rnd.choice(WORDS) + rnd.choice(SYMBOLS), lambda: rnd.choice(WORDS).upper() + "®"])()


class Title:
    def __init__(self):
        self.items = [item() for _ in range(rnd.randint(3, 7))]
        self.text = " ".join(self.items)
        self.symbols = set()
        self.places = []  # a set of words for each
        for one in self.items:
            for symbol in sorted(SYMBOLS, key=len, reverse=True):
                if symbol in one:
                    self.symbols.add(bare(symbol))
                    one = one.replace(symbol, " ")
            for word in re.split(r"[ _.®-]+", one.lower().replace("’", "'")):
                if word:
                    self.places.append({word, word.removesuffix("'s")})

    def has_phrase(self, words):
        return any(all(word in place for word, place in zip(words, self.places[i:i + len(words)]))
                   for i in range(len(self.places) - len(words) + 1))

    def has_name(self, pattern):
        return any(fnmatch.fnmatchcase(one.lower(), pattern) for one in self.items if re.search(r"\w[_.-]\w", one))


def bare(symbol):
    return re.sub("[\ufe0f\u200d]", "", symbol)


# ---- parts of a query: text, whether a title holds it, whether it is a word that may be left out ----

def word():
    one = rnd.choice(WORDS)
    return rnd.choice([one, '"%s"' % one, one.upper()]), lambda t: t.has_phrase([one]), False


def symbol():
    one = rnd.choice(SYMBOLS)
    return one, lambda t: bare(one) in t.symbols, False


def joined():
    one = name()
    return one, lambda t: t.has_phrase(re.split("[_.-]", one)), False


def phrase():
    words = rnd.choices(WORDS + STOPS, k=rnd.randint(2, 3))
    symbols = rnd.sample(SYMBOLS, rnd.choice([0, 0, 1]))
    text = words + symbols
    if symbols:
        text.insert(1, text.pop())
    return '"%s"' % " ".join(text), lambda t: t.has_phrase(words) and \
        all(bare(s) in t.symbols for s in symbols), False


def pattern():
    start = rnd.choice(WORDS)
    joint = rnd.choice("_-.")
    text = rnd.choice([start + joint + "*", "*" + joint + start, start + joint + "*" + joint + rnd.choice(WORDS)])
    if text.startswith("*."):  # .NET of ASP.NET is a word as well
        inside = "." + start
        return text, lambda t: any(re.search(r"\w%s\b" % re.escape(inside), one.lower()) for one in t.items), False
    return text, lambda t: t.has_name(text), False


def start_of_word():
    one = rnd.choice(WORDS)[:2]
    return one + "*", lambda t: any(w.startswith(one) for place in t.places for w in place), False


def stop_word():
    one = rnd.choice(STOPS)
    text = rnd.choice([one] * 4 + ["+" + one, '"%s"' % one, "title:" + one])
    return text, lambda t: t.has_phrase([one]), text == one


def part():
    return rnd.choice([word, word, symbol, joined, phrase, pattern, start_of_word, stop_word, stop_word])()


def query():
    """Texts side by side; a stop word is only asked for where nothing else is."""
    texts, wanted, optional = [], [], []
    for _ in range(rnd.randint(1, 4)):
        text, holds, may_be_left_out = part()
        if text[0] not in '+"' and rnd.random() < .25:
            texts.append(rnd.choice(["-", "NOT "]) + text)
            wanted.append((True, lambda t, h=holds: not h(t)))
            continue
        texts.append(text)
        (optional if may_be_left_out else wanted).append((False, holds))
    if not any(not negative for negative, _ in wanted):
        wanted += optional
    return " ".join(texts), lambda t: all(holds(t) for _, holds in wanted)


def main():
    work = tempfile.mkdtemp()
    titles = {}
    for number in range(300):
        path = os.path.join(work, "%03d.md" % number)
        titles[path] = Title()
        with open(path, "w", encoding="utf-8") as file:
            file.write("---\ntitle: %s\n---\n" % json.dumps(titles[path].text, ensure_ascii=False))
    index = os.path.join(work, "index")
    subprocess.run(["newsindex", "-q", "-d", index, work], check=True)
    found = 0
    for _ in range(QUERIES):
        text, holds = query()
        want = {path for path, title in titles.items() if holds(title)}
        done = subprocess.run(["newssearch", "-d", index, "-n", "all", "--format=paths", "--", text],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        got = set(done.stdout.splitlines())
        found += bool(want)
        check(got == want and done.returncode == (0 if want else 1), "%s finds what a reader finds" % text,
              "too many: %s" % [titles[p].text for p in sorted(got - want)[:3]],
              "missing: %s" % [titles[p].text for p in sorted(want - got)[:3]], done.stderr)
    check(found * 3 > QUERIES, "a third of the queries and more find something (%d)" % found)
    shutil.rmtree(work)
    return finish()


sys.exit(main())
