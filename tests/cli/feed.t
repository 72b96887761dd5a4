#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Feeds and pages: atom is what RFC 4287 asks for, html is one page that loads nothing, and no text of an article
becomes markup in either."""
import csv
import html.parser
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import uuid
import xml.etree.ElementTree as tree

from tap import check, finish, skip

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = "--now=2022-01-01T00:00:00Z"
HOSTILE = [
    "</title></entry></feed><x>", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "]]>",
    "<!--", "&amp; &#60;b&#62; &lt;", "' onmouseover='alert(1)", "{title} {{ site }} %s $(id) `id`",
    "\u202eright to left", "\u001b[31mred\u0007", "\ufffe\uffff", "line\nbreak\ttab", "\U0001F469‍\U0001F469 שלום",
    "<style>body{display:none}</style>", "</mark></p></article>common", "<!DOCTYPE x [<!ENTITY y 'z'>]>&y;",
    "a-word-that-is-too-long-for-any-window" * 20, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 9,
]
ADDRESSES = {  # webUrl, and the link that comes of it without and with a base
    "https://example.org/a?b=1&c=\"2\"#d": ("https://example.org/a?b=1&c=%222%22#d",) * 2,
    "http://example.org/has space/<x>'": ("http://example.org/has%20space/%3Cx%3E'",) * 2,
    "https://example.org/100%/[x]": ("https://example.org/100%25/%5Bx%5D",) * 2,
    "HTTPS://EXAMPLE.ORG/ä": ("https://EXAMPLE.ORG/ä",) * 2,
    "mailto:jo@example.org": ("mailto:jo@example.org",) * 2,
    "javascript:alert(1)": (None, None),
    " JaVaScRiPt:alert(1)//http://example.org/": (None, None),
    "data:text/html,<script>alert(1)</script>": (None, None),
    "file:///etc/passwd": (None, None),
    "http://": (None, None),
    "https:///x": (None, None),
    "/2021/x/": (None, "https://blog.example/sub/2021/x/"),
    "2021/y.html": (None, "https://blog.example/sub/2021/y.html"),
    "//cdn.example/z": (None, "https://cdn.example/z"),
    "/:year/:title/": (None, None),
    "pretty": (None, None),
    "{{ page.url }}/": (None, None),
}
work = tempfile.mkdtemp()


def write(path, body="", **matter):
    path = os.path.join(work, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write("---\n")
        for key, value in matter.items():
            text = json.dumps(value, ensure_ascii=False)  # JSON is YAML, but for these, which have to be escaped
            file.write("%s: %s\n" % (key, "".join("\\u%04x" % ord(c) if c in "\x85\ufffe\uffff" else c for c in text)))
        file.write("---\n" + body)
    return path


def run(*arguments, status=0, **more):
    done = subprocess.run(["newssearch", NOW, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=work, **more)
    if done.returncode != status:
        check(False, "%s: status %d, not %d" % (arguments, done.returncode, status), done.stderr)
    return done.stdout.decode()


def index(*folders, name="index"):
    place = os.path.join(work, name)
    subprocess.run(["newsindex", "--quiet", "--db=" + place, *[os.path.join(work, f) for f in folders]], check=True)
    return "--db=" + place


def feed(*arguments, **more):
    text = run("--format=atom", *arguments, **more)
    path = os.path.join(work, "feed.xml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    if shutil.which("xmllint"):
        grammar = os.path.join(os.environ["TOP"], "tests/atom.rng")
        done = subprocess.run(["xmllint", "--noout", "--relaxng", grammar, path], stderr=subprocess.PIPE)
        check(done.returncode == 0, "the feed of %s is valid by the grammar of RFC 4287" % (arguments,), done.stderr)
    else:
        skip("the feed of %s is valid" % (arguments,), "no xmllint")
    top = tree.fromstring(text)
    entries = top.findall(ATOM + "entry")
    ids = [e.findtext(ATOM + "id") for e in entries]
    check(len(set(ids)) == len(ids) and top.findtext(ATOM + "id") not in ids, "every entry has an id of its own", ids)
    check(all(e.find(ATOM + "link") is not None or e.findtext(ATOM + "content") for e in entries),
          "an entry without a link has content")
    if entries:
        check(top.findtext(ATOM + "updated") == max(e.findtext(ATOM + "updated") for e in entries),
              "the feed was updated when its newest entry was")
    return top, entries


def rows(*arguments):
    return json.loads(run("--format=json", "--fields=title,excerpt,path,webUrl,topics", *arguments))["results"]


def v5(text):
    return "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, text))


def shown(text):
    """As text is shown: control characters replaced, white space as XML reads it."""
    bad = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufffe\uffff"
    text = "".join(" " if c in "\n\r\t\u0085\u2028\u2029" else "\ufffd" if ord(c) < 32 or 127 <= ord(c) < 160 or c in bad
                   else c for c in text or "")
    return " ".join(text.split())


class Page(html.parser.HTMLParser):
    """The elements of a page, each with its attributes; broken nesting ends up in self.wrong."""
    VOID = {"meta"}

    def __init__(self, text):
        super().__init__()
        self.found, self.open, self.wrong, self.text, self.doctype = [], [], [], {}, []
        self.feed(text)
        self.close()
        self.wrong += self.open

    def handle_decl(self, decl):
        self.doctype.append(decl)

    def handle_comment(self, data):
        self.wrong.append("a comment: " + data)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append("</%s>" % tag)

    def handle_data(self, data):
        for tag in self.open:
            self.text[tag] = self.text.get(tag, "") + data

    def all(self, tag):
        return [a for t, a in self.found if t == tag]


def page(*arguments, **more):
    text = run("--format=html", *arguments, **more)
    read = Page(text)
    check(not read.wrong and read.doctype == ["DOCTYPE html"], "the page of %s nests its elements" % (arguments,), read.wrong)
    known = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "div", "article", "a", "bdi", "time",
             "mark", "table", "caption", "tr", "th", "td", "svg", "rect", "footer"}
    check({t for t, _ in read.found} <= known, "a page has no elements but its own", {t for t, _ in read.found} - known)
    attributes = {a for _, found in read.found for a in found}
    check(not [a for a in attributes if a.startswith("on") or a in ("src", "style", "srcset", "background")],
          "nothing in a page runs or is loaded", attributes)
    links = [a["href"] for a in read.all("a")]
    check(all(l.lower().startswith(("http://", "https://", "mailto:")) for l in links), "links of a page are to http, https and mailto",
          links)
    check("url(" not in text.split("</style>")[0] and "@import" not in text, "the style sheet loads nothing")
    check([t for t, _ in read.found].count("style") == 1, "a page has one style sheet")
    check(not re.search(r">[^<]*(quality|heat) -?[0-9]", text), "a number stands in one line with its name")
    return text, read


def test_entries():
    write("one/2021/a.md", title="First", excerpt="An excerpt & more", webUrl="https://example.org/a", category="News",
          topics=["AI", "news"], authors=["Ann", "Bob"], publishedDateTime="2021-06-27T06:09:00+02:00",
          provider={"name": "Forbes", "domain": "forbes.com"})
    old = write("one/2021/b.md", title="No date", body="The body begins here. " * 40, provider={"name": "ZDNet"})
    os.utime(old, (1600000000, 1600000000))
    write("one/2021/c.md", title="Bare", date="2020-01-02")
    db = index("one")
    top, entries = feed(db, "--sort=title")
    bare, first, no_date = entries

    def texts(entry, name):
        return [e.text for e in entry.iter(ATOM + name)]
    check(texts(first, "updated") == ["2021-06-27T04:09:00Z"] and texts(first, "published") == ["2021-06-27T04:09:00Z"],
          "the time of an entry is that of its article", texts(first, "updated"))
    check(texts(no_date, "updated") == ["2020-09-13T12:26:40Z"] and not texts(no_date, "published"),
          "an entry without a date has the time of the file's change", texts(no_date, "updated"))
    check(top.findtext(ATOM + "updated") == "2021-06-27T04:09:00Z", "the feed's time is the newest entry's")
    check(texts(first, "name") == ["Ann", "Bob"], "all authors are named", texts(first, "name"))
    check(texts(no_date, "name") == ["ZDNet"], "the provider is the author where there is none", texts(no_date, "name"))
    check(texts(bare, "name") == [top.findtext(ATOM + "title")], "without provider and authors the title of the feed is the author", texts(bare, "name"))
    check([c.get("term") for c in first.iter(ATOM + "category")] == ["News", "AI"], "categories of an entry are category and topics, each name once")
    check(texts(first, "summary") == ["An excerpt & more"], "the summary of an entry is the excerpt")
    summary = texts(no_date, "summary")[0]
    check(summary.startswith("The body begins") and summary.endswith(" …") and len(summary) < 310, "without an excerpt the summary is the beginning of the body",
          summary)
    check(texts(no_date, "content")[0].count("begins") == 40, "the content of an entry without a link is the whole body")
    check(texts(first, "id") == [v5("https://example.org/a")], "the id of an entry is made of its address", texts(first, "id"))
    check(texts(no_date, "id") == [v5("2021/b.md")], "without an address the id is made of the path below the registered directory", texts(no_date, "id"))
    shutil.copytree(os.path.join(work, "one"), os.path.join(work, "moved"))
    _, again = feed(index("moved", name="index-moved"), "--sort=title")
    check([e.findtext(ATOM + "id") for e in again] == [e.findtext(ATOM + "id") for e in entries],
          "an archive that was moved keeps its ids")
    moved, _ = feed("--db=" + os.path.join(work, "index-moved"), "--sort=title")
    check(moved.findtext(ATOM + "id") != top.findtext(ATOM + "id"), "the same query of another archive is another feed")
    other, _ = feed(db, "first")
    check(other.findtext(ATOM + "title") == "newssearch: first" and other.findtext(ATOM + "id") != top.findtext(ATOM + "id"),
          "another query is another feed")
    filtered, _ = feed(db, "--regex=title:First", "-i")
    check(filtered.findtext(ATOM + "title") == "newssearch: --regex=title:First -i", "a filter is part of a feed's title",
          filtered.findtext(ATOM + "title"))
    _, read = page(db, "--regex=title:First")
    check(read.text["h1"] == "--regex=title:First", "a filter is part of the title of a page", read.text["h1"])
    empty, none = feed(db, "nosuchword", status=1)
    check(not none and empty.findtext(ATOM + "updated") == "2022-01-01T00:00:00Z", "a feed of nothing is a feed")


def test_languages():
    wanted = {"de": "de", "pt-BR": "pt-BR", "zh_tw": "zh-tw", "x\" y=\"z": None, "e": None, "en-": None, "12": None,
              "abcdefghij": None}
    for number, lang in enumerate(wanted):
        write("languages/%02d.md" % number, title="t%02d" % number, lang=lang, body="text")
    db = index("languages", name="index-languages")
    _, entries = feed(db, "--sort=path")
    got = [e.get("{http://www.w3.org/XML/1998/namespace}lang") for e in entries]
    check(got == list(wanted.values()), "an entry says its language, if it is a language tag", got)
    _, read = page(db, "--sort=path")
    check([a.get("lang") for a in read.all("article")] == list(wanted.values()), "an article of a page says its language", read.all("article"))


def test_same_names():
    for folder, url in (("x", "https://example.org/same"), ("y", "https://example.org/same"), ("z", "https://example.org/z")):
        write("two/%s/a.md" % folder, title="Same", webUrl=url)
    write("three/x/a.md", title="Same path")
    write("four/x/a.md", title="Same path")
    _, entries = feed(index("two", name="index-two"), "--sort=path")
    check([e.findtext(ATOM + "id") for e in entries] == [v5("x/a.md"), v5("y/a.md"), v5("https://example.org/z")],
          "two entries with one address are told apart by their paths")
    _, entries = feed(index("three", "four", name="index-three"), "--sort=path")
    check([e.findtext(ATOM + "id") for e in entries] == [v5(os.path.join(work, f, "x/a.md")) for f in ("four", "three")],
          "two entries with one path below two directories are told apart by their whole paths")
    both = ["--db=" + os.path.join(work, n) for n in ("index-two", "index-three")]
    _, entries = feed(*both, "--sort=path")
    check([e.findtext(ATOM + "id") for e in entries][4:] == [v5("https://example.org/z")] and len(entries) == 5,
          "ids are relative to the directories of all indexes")


def test_hostile():
    for number, text in enumerate(HOSTILE):
        write("bad/%02d.md" % number, title="common " + text, excerpt="common " + text, topics=[text], category=text,
              authors=[text], provider={"name": text, "domain": text}, webUrl="https://example.org/%s" % text, quality=number)
    write("bad/<b>&\".md", title="common path")
    db = index("bad", name="index-bad")
    top, entries = feed(db, "common", "--limit=all", "--sort=path")
    wanted = rows(db, "common", "--limit=all", "--sort=path")
    check(len(entries) == len(wanted) == len(HOSTILE) + 1, "every article is an entry", len(entries))
    check([shown(e.findtext(ATOM + "title")) for e in entries] == [shown(r["title"]) for r in wanted],
          "titles are read back as they are",
          [(e.findtext(ATOM + "title"), r["title"]) for e, r in zip(entries, wanted)])
    check([shown(e.findtext(ATOM + "summary")) for e in entries if e.find(ATOM + "summary") is not None] ==
          [shown(r["excerpt"]) for r in wanted if r["excerpt"]], "summaries are read back as they are")
    check({t.tag for e in entries for t in e.iter()} <= {ATOM + n for n in (
        "entry title id updated published author name category link summary content").split()}, "no text of an article becomes an element of a feed")
    text, read = page(db, "common", "--limit=all", "--sort=path", "--facet=topic:all", "--facet=provider", "--chart=quality")
    check(len(read.all("article")) == len(wanted), "every article is on the page")
    check(text.count("alert(1)") and not read.all("script") and not read.all("img"), "markup in articles is text on a page")
    titles = [shown(t) for t in read.text["h2"].split("common")[1:]]
    check(shown("common".join(titles)) and "<script>" not in text, "no tag of an article is one of the page")
    query = '"</title><script>alert(2)</script>" OR common'
    _, read = page(db, query)
    check(shown(read.text["h1"]) == shown(query) == shown(read.text["title"]), "markup in the query is text on a page", read.text["h1"])
    feed(db, query)


def test_templates():
    """The escapes of templates, on the same titles."""
    db = "--db=" + os.path.join(work, "index-bad")
    titles = [r["title"] for r in rows(db, "common", "--limit=all", "--sort=path")]

    def made(template):
        return run(db, "common", "--limit=all", "--sort=path", "--format=" + template)
    page = Page("<ul>%s</ul>" % made("<li title=\"{title:html}\">{title:html}</li>"))
    check(not page.wrong and {t for t, _ in page.found} == {"ul", "li"} and
          [shown(a["title"]) for a in page.all("li")] == [shown(t) for t in titles], "{title:html} is text in HTML and in its attributes",
          page.found)
    read = list(csv.reader(io.StringIO(made("{title:csv},end\\r\\n"), newline="")))
    check(read == [[t, "end"] for t in titles], "{title:csv} is one field", read)
    read = [json.loads(l) for l in made("[{title:json}]\\0").split("\0")[:-1]]
    check(read == [[t] for t in titles], "{title:json} is one value", read)
    read = [urllib.parse.parse_qs(l, keep_blank_values=True) for l in made("a=1&t={title:url}&b=2\\n").splitlines()]
    check([q["t"] for q in read] == [[t] for t in titles] and all(list(q) == ["a", "t", "b"] for q in read),
          "{title:url} is one parameter of an address", read)


def test_addresses():
    for number, url in enumerate(ADDRESSES):
        write("urls/%02d.md" % number, title="t%02d" % number, webUrl=url, body="text")
    db = index("urls", name="index-urls")
    config = os.path.join(work, "config.yaml")
    for which, base in ((0, None), (1, "base:\n  %s/urls: https://blog.example/sub/\n" % work),
                        (1, "base: https://blog.example/sub\n"),
                        (1, "base:\n  %s: https://other.example/\n  %s/urls/: https://blog.example/sub\n" % (work, work))):
        with open(config, "w", encoding="utf-8") as file:
            file.write(base or "")
        _, entries = feed(db, "--config=" + config, "--sort=path", "--limit=all")
        links = [e.find(ATOM + "link").get("href") if e.find(ATOM + "link") is not None else None for e in entries]
        wanted = [w[which] for w in ADDRESSES.values()]
        check(links == wanted, "addresses are links, or none, with %s" % (base or "no base").replace(work, "").split(), list(
            zip(links, wanted)))
        _, read = page(db, "--config=" + config, "--sort=path", "--limit=all")
        links = [a["href"] for a in read.all("a")]
        check(sorted(set(links)) == sorted(l for l in wanted if l), "pages link the same addresses as feeds", links)
    for wrong in ("base: ftp://x/\n", "base:\n  %s: /x\n" % work, "base:\n  relative: http://x/\n", "base: [http://x/]\n"):
        with open(config, "w", encoding="utf-8") as file:
            file.write(wrong)
        done = subprocess.run(["newssearch", db, "--config=" + config, "-c"], stderr=subprocess.PIPE)
        check(done.returncode == 2 and b":%d:" % (2 if "\n  " in wrong else 1) in done.stderr,
              "a base that is none is refused with its place: %s" % wrong.replace(work, "").split(), done.stderr)


def browse(path, *options):
    """The elements that a browser makes of a page."""
    done = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + work + "/browser",
                           "--virtual-time-budget=5000", *options, "--dump-dom", "file://" + path], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, timeout=100)
    return done.stdout.decode()


def test_page():
    db = index("one")
    text, read = page(db, "first", "--facet=topic", "--chart=year")
    check("first" in read.text["mark"].lower(), "matches are marked on a page", read.text)
    check(len(read.all("svg")) == len(read.all("tr")) > 0 and len(read.all("rect")) == len(read.all("tr")),
          "each value of a facet or chart has a bar", len(read.all("svg")))
    check("AI" in read.text["th"] and "2021" in read.text["th"] and "1" in read.text["td"], "each value of a facet or chart is there as text with its count",
          read.text)
    check({"color-scheme"} <= {m.get("name") for m in read.all("meta")} and "prefers-color-scheme:dark" in text,
          "the page is light or dark as its reader is")
    text, _ = page("--db=" + os.path.join(work, "index-three"), "--sort=path")
    check('<p class="about">' not in text and "<p></p>" not in text, "an article without values has no empty line on a page")
    _, read = page(db, "-n0", "--facet=provider")
    check(not read.all("article") and read.all("table"), "a page without rows has the tables of facets and charts")
    _, read = page(db, "frist", status=1)
    check("Nothing found. Did you mean first?" in read.text["p"], "a page of nothing says so and suggests a word", read.text)
    if not shutil.which("chromium"):
        skip("a browser shows the page without running anything", "no chromium")
        return
    path = os.path.join(work, "bad.html")
    with open(path, "w", encoding="utf-8") as file:
        file.write(run("--db=" + os.path.join(work, "index-bad"), "--format=html", "common", "--limit=all", "--facet=topic:all"))
    seen = Page(browse(path))
    names = {t for t, _ in seen.found}
    check(len(seen.all("article")) == len(HOSTILE) + 1 and not names & {"script", "img", "b", "x", "iframe"} and
          not [a for _, found in seen.found for a in found if a.startswith("on")],
          "a browser finds only the page's own elements", names)
    frame = os.path.join(work, "frame.html")
    for width in (400, 1200):
        with open(frame, "w", encoding="utf-8") as file:
            file.write("""<iframe src="bad.html" style="width:%dpx;height:800px" onload="let d = this.contentDocument.documentElement;
                document.body.title = d.scrollWidth + ' of ' + d.clientWidth"></iframe>""" % width)
        wide, _, has = Page(browse(frame, "--allow-file-access-from-files")).all("body")[0].get("title", "1 of 0").split()
        check(int(wide) <= int(has), "in a window of %d pixels nothing is wider than it" % width, wide, has)


def main():
    os.environ.update(TOP=os.getcwd(), XDG_STATE_HOME=os.path.join(work, "state"))
    test_entries()
    test_languages()
    test_same_names()
    test_hostile()
    test_templates()
    test_addresses()
    test_page()
    return finish()


try:
    sys.exit(main())
finally:
    shutil.rmtree(work, ignore_errors=True)
