# SPDX-License-Identifier: GPL-2.0-or-later
"""words.py FILE WORLD COUNT: print the words and values that the queries of a run ask for, as JSON.

They are chosen by their frequency among the first articles, so that no query is tuned to the programs. Free words
of generated articles are the same in every run, since that world's common words are the subjects people ask for.
"""
import collections
import json
import re
import sys

SAMPLE = 10000
COLUMNS = ("path", "title", "excerpt", "body", "topics", "provider", "domain", "author", "category", "type", "date",
           "published", "url", "quality", "heat", "related")
FREE = ("title", "excerpt", "body", "topics", "provider", "author")
TEXTS = ("title", "excerpt", "body", "url", "path", "related")  # fields that are searched by their words
GENERATED = {"one": "azure", "two": "pytorch azure", "common": "new company", "phrase": "machine learning",
             "four": "pytorch azure model training", "deep_word": "AI", "regex": "power\\s+apps"}


def plain_words(text):
    """Long enough to be no word of grammar."""
    return [word for word in re.split("[^0-9a-z]+", text.lower()) if word.isalpha() and len(word) > 4]


def read_rows(path, count=SAMPLE):
    """Articles as mappings, of the rows made for sqlite3."""
    with open(path, encoding="utf-8") as file:
        for line, _ in zip(file, range(count)):
            yield dict(zip(COLUMNS, line.rstrip("\n").split("\t")))


class Frequencies:
    """How many articles of the sample have a word in any free field, in one field, or two words in a row."""

    def __init__(self, rows):
        self.articles, self.free, self.pairs = 0, collections.Counter(), collections.Counter()
        self.fields = {name: collections.Counter() for name in TEXTS}
        for row in rows:
            self.articles += 1
            self.free.update(set(plain_words(" ".join(row[name] for name in FREE))))
            for name in TEXTS:
                self.fields[name].update(set(plain_words(row[name])))
            text = f"{row['title']} . {row['excerpt']}".lower()
            self.pairs.update(set(re.findall("(?<![^ ])([a-z]{5,})(?= ([a-z]{5,})(?![^ .]))", text)))

    def nearest(self, counter, share):
        """The word or pair whose number of articles is nearest to that share of all."""
        return min(sorted(counter), key=lambda one: abs(counter[one] - share * self.articles))

    def prefix(self):
        """Five letters that begin the most different words."""
        return collections.Counter(sorted(word[:5] for word in self.free)).most_common(1)[0][0]


def free_words(frequencies):
    """What GENERATED has, of any world."""
    near = lambda share: frequencies.nearest(frequencies.free, share)
    phrase = " ".join(frequencies.nearest(frequencies.pairs, 0.005))
    return {"one": near(0.05), "two": f"{near(0.03)} {near(0.05)}", "common": f"{near(0.15)} {near(0.25)}",
            "phrase": phrase, "four": " ".join(near(share) for share in (0.01, 0.02, 0.03, 0.05)),
            "deep_word": near(0.3), "regex": phrase.replace(" ", "\\s+")}


def common_value(rows, name, place):
    """Of the values of a field by frequency, the one at this place."""
    values = collections.Counter(value for row in rows for value in row[name].split(";") if value)
    return sorted(values, key=lambda value: (-values[value], value))[min(place, len(values) - 1)]


def pairs_of_titles(path, count):
    """Two words of each of 1,000 titles, evenly taken."""
    step, pairs = max(1, count // 1000), []
    for number, row in enumerate(read_rows(path, count)):
        if number % step == 0 and len(pairs) < 1000:
            words = plain_words(row["title"]) or ["new", "company"]
            pairs.append((words[0], words[-1]))
    return pairs


def choose(path, world):
    """By the names that commands in rows.py use."""
    rows = list(read_rows(path))
    frequencies = Frequencies(rows)
    chosen = dict(GENERATED) if world == "generated" else free_words(frequencies)
    first = set(word for row in rows[:100] for word in plain_words(row["title"]))
    chosen.update(rare=min(sorted(first), key=lambda word: frequencies.free[word]),
                  half=frequencies.nearest(frequencies.free, 0.5), prefix=frequencies.prefix())
    chosen.update({f"word_of_{name}": frequencies.nearest(frequencies.fields[name], 0.01) for name in TEXTS})
    chosen.update(topic=common_value(rows, "topics", 5), provider=common_value(rows, "provider", 5),
                  domain=common_value(rows, "domain", 5), author=common_value(rows, "author", 0))
    chosen.update({f"{name}_lower": chosen[name].lower() for name in ("topic", "provider", "author")})
    chosen["any_of_four"] = " OR ".join(chosen["four"].split())
    return chosen


if __name__ == "__main__":
    json.dump({"words": choose(sys.argv[1], sys.argv[2]), "pairs": pairs_of_titles(sys.argv[1], int(sys.argv[3]))},
              sys.stdout)
