#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Archives of front matter as a second reading has them: PyYAML, tomllib and json read each file, and what newssearch
prints of its article (title, excerpt, topics, authors, url, date, published) must be the same; what is skipped must be
refused by them too. ARCHIVES names a folder with one archive in each folder of it. ARCHIVES_SHOW (default 10): how many
differences of each archive are printed."""
import datetime
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

import yaml

from tap import check, finish, skip_all

ARCHIVES = os.environ.get("ARCHIVES", "../archives")
SHOW = int(os.environ.get("ARCHIVES_SHOW", "10"))
ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".html", ".htm")
PASSED_OVER = {"node_modules", "_layouts", "_includes", "_site"}
ELEMENTS = set("""html head title base link meta style script noscript template body article section nav aside h1 h2 h3 h4
    h5 h6 hgroup header footer address p hr pre blockquote ol ul li dl dt dd figure figcaption main div a em strong small s
    cite q dfn abbr data time code var samp kbd sub sup i b u mark ruby rt rp bdi bdo span br wbr ins del image img iframe
    embed object param video audio source track canvas map area math svg table caption colgroup col tbody thead tfoot tr td
    th form fieldset legend label input button select datalist optgroup option textarea keygen output progress meter details
    summary menu menuitem applet acronym bgsound dir frame frameset noframes isindex listing xmp nextid noembed plaintext rb
    strike basefont big blink center font marquee multicol nobr spacer tt rtc picture dialog slot search""".split())
MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
ZONES = {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
         "pdt": -7}


class Refused(Exception):
    """The file's front matter cannot be read."""


class Loader(yaml.SafeLoader):
    """Every scalar as it is written, but null; merge keys are followed."""


Loader.yaml_implicit_resolvers = {}
Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^<<$"), ["<"])


def construct(loader, suffix, node):
    """Tags say nothing; keys that are no text are left out, as {{ template }} has them."""
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, True)
    loader.flatten_mapping(node)
    return {loader.construct_object(key): loader.construct_object(value, True) for key, value in node.value
            if isinstance(key, yaml.ScalarNode)}


Loader.add_multi_constructor("", construct)
Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: construct(loader, "", node))
Loader.add_constructor("tag:yaml.org,2002:seq", lambda loader, node: construct(loader, "", node))
Loader.add_constructor("tag:yaml.org,2002:null", lambda loader, node: None)
Loader.add_constructor("tag:yaml.org,2002:str", lambda loader, node: loader.construct_scalar(node))


def surrogates(match):
    return match.group().encode().decode("unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16")


def read_yaml(text):
    text = re.sub(r"(?m)^(\w+:[ ]*)\t+", r"\1 ", text)  # PyYAML knows no tab there,
    text = re.sub(r"(?m)[ \t]+$", "", text)  # nor at the end of a line
    text = re.sub(r"(?m)^\t+(?=[\"'\]])", " ", text)  # nor before an item of [a list]
    text = re.sub(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}", surrogates, text)
    try:
        return yaml.load(text, Loader)
    except (yaml.YAMLError, TypeError, ValueError) as error:
        raise Refused(str(error).replace("\n", " ")) from error


def as_text(value):
    """TOML's and JSON's values as they would be written in YAML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {str(key): as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_text(one) for one in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value if value is None else str(value)


def read_toml(text):
    try:
        return as_text(tomllib.loads(text.replace("\r\n", "\n")))
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise Refused(str(error)) from error


def read_json(text):
    try:
        return as_text(json.JSONDecoder(strict=True).raw_decode(text)[0])
    except ValueError as error:
        raise Refused(str(error)) from error


def front_matter(text):
    """(values, body), or None."""
    text = text.lstrip("\ufeff")
    text = re.sub(r"\A(?:[ \t\r]*\n)+", "", text)
    first = text.split("\n", 1)[0].rstrip()
    if re.fullmatch(r"---(\s*ya?ml)?(\s+#.*)?", first):
        read, close = read_yaml, r"(?m)^(?:---|\.\.\.)[ \t\r]*$"
    elif re.fullmatch(r"\+\+\+(\s+#.*)?", first):
        read, close = read_toml, r"(?m)^\+\+\+[ \t\r]*$"
    elif re.fullmatch(r"---\s*toml(\s+#.*)?", first):
        read, close = read_toml, r"(?m)^---[ \t\r]*$"
    elif re.match(r"\{\s*[\"}]", text):
        try:
            values, end = json.JSONDecoder().raw_decode(text)
        except ValueError as error:
            raise Refused(str(error)) from error
        return as_text(values), text[end:]
    else:
        return None
    start = text.find("\n") + 1
    end = re.compile(close).search(text, start) if start else None
    if not end:
        raise Refused("not closed")
    values = read(text[start:end.start()])
    if values is not None and not isinstance(values, dict):
        raise Refused("not a mapping")
    return values or {}, text[end.end():].lstrip("\r").removeprefix("\n")


def lower(value):
    """Mappings with their keys case aside; of the same keys the last."""
    if isinstance(value, dict):
        return {str(key).lower(): lower(one) for key, one in value.items()}
    return [lower(one) for one in value] if isinstance(value, list) else value


def line(text):
    def tag(match):
        return "" if match.group(1).lower() in ELEMENTS else match.group()
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r"(?is)<(script|style|svg|template|iframe)\b[^>]*[^/>]?>.*?</\1\s*>", "", text)
    text = re.sub(r"</?([A-Za-z][^\s/>]*)(?:\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*)?/?>", tag, text)
    return " ".join(html.unescape(text).split())


def name_of(value):
    if isinstance(value, dict):
        value = value.get("name")
    text = line(value) if isinstance(value, str) else ""
    link = re.fullmatch(r"\[\[([^\[\]]*[^\[\]| ] *)\]\]", text)  # of Obsidian
    return link.group(1).split("|")[-1].strip() if link else text


def joined(values, keys, split):
    found = {}
    for key in keys:
        value = values
        for part in key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if isinstance(value, str):
            value = split(key, value)
        elif isinstance(value, dict):
            value = [value]
        for one in value or []:
            name = name_of(one)
            if name:
                found.setdefault(name.casefold(), name)
    return list(found.values())


def topics_of(key, text):
    separator = "," if "," in text or key in ("tag", "keywords") else r"\s"
    return re.findall(r"(?:\[\[.*?\]\]|[^%s])+" % separator, text)


def first_text(values, keys, shown=line):
    for key in keys:
        value = values.get(key)
        if isinstance(value, str) and shown(value):
            return shown(value)
        if value is not None and value != "" and not isinstance(value, str):
            return None
    return None


def moment(text):
    """RFC 3339 in UTC, or None."""
    text = re.sub(r"GMT(?=[+-])|\s*\([^()]*\)$", "", text.strip())
    found = re.fullmatch(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?|/(\d\d?)/(\d\d?))?(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?"
                         r"\s*(Z|z|UTC|GMT|[+-]\d\d?(?::?\d\d)?)?(?:(?<=\+0000) UTC)?)?", text)
    if found:
        year, month, day, month2, day2, hour, minute, second, zone = found.groups()
        month, day = month or month2, day or day2
    else:
        words = [word for word in re.split(r"[\s,]+|(?<=\d)-(?=[A-Za-z])|(?<=[a-z])-(?=\d)", text) if word]
        words = [word for word in words if not any(len(word) >= 3 and name.startswith(word.lower()) for name in DAYS)]
        year = month = day = hour = minute = second = zone = None
        for word in words:
            clock = re.fullmatch(r"(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?", word)
            named = [i for i, name in enumerate(MONTHS) if len(word) >= 3 and name.startswith(word.lower().rstrip("."))]
            if clock:
                hour, minute, second = clock.groups()
            elif named:
                month = named[0] + 1
            elif re.fullmatch(r"\d{4}", word):
                year = word
            elif re.fullmatch(r"\d\d?(st|nd|rd|th)?", word):
                day = re.match(r"\d+", word).group()
            elif re.fullmatch(r"[+-]\d\d?(:?\d\d)?", word) or word.lower() in ZONES:
                zone = word
            elif word.lower() != "at":
                return None
        if not (year and month and day):
            return None
    offset = 0
    if zone and zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, 0)
        offset = (int(hours) * 60 + int(minutes)) * (-1 if zone[0] == "-" else 1)
    elif zone:
        offset = ZONES[zone.lower()] * 60
    try:
        when = datetime.datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0),
                                 min(int(second or 0), 59)) - datetime.timedelta(minutes=offset)
    except (ValueError, OverflowError):
        return None
    return when.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def name_parts(path):
    """The name that stands for the article: the date in it, and the rest."""
    name, folder = os.path.basename(path), os.path.basename(os.path.dirname(path))
    if re.match(r"(?i)(_?index|readme)\.", name) and folder:
        name = folder
    else:
        name = name[:name.rindex(".")] if name.rindex(".") > 0 else name
    date = re.match(r"(\d{4}-\d\d?-\d\d?)(?![0-9A-Za-z])", name)
    when = moment(date.group(1)) if date else None
    rest = name[date.end():].lstrip("-_ .") if when else name
    return when, rest.replace("-", " ") if rest else name


def heading(path, body):
    """The level-1 heading before all other text, as far as it is beyond doubt: (sure, text)."""
    if re.match(r"\s*\{% *(highlight|raw)", body):
        return False, None
    body = re.sub(r"(?s)<!--.*?-->|\{%.*?%\}|\{\{.*?\}\}|^\{:.*?\}$", "", body).strip()
    if path.lower().endswith(("html", "htm")):
        found = re.search(r"(?is)<title>(.*?)</title>", body)
        return (False, None) if found or re.search("(?i)<h1", body) else (True, None)
    while path.lower().endswith("mdx") and re.match(r"(import|export)\s", body):
        body = re.sub(r"\A.*?(\n|\Z)", "", body, count=1).lstrip()
    if body.startswith(("<", "{", "![", "[", "%%", ":::")):
        return False, None
    found = re.match(r"#[ \t]+(.*?)(?:[ \t]+#+)?[ \t\r]*(?:\n|\Z)", body) or re.match(r"([^\n#>*+\-`~|]+)\n=+[ \t\r]*(?:\n|\Z)", body)
    if not found:
        return not re.match(r"[^\n]+(\n[^\n]+)*\n=+\s*\n", body), None
    text = found.group(1).strip()
    return not re.search(r"[\[\]_*`<&\\!{}=~^:|$%]", text), text


def second_reading(path, text):
    """What the article should be; None: no front matter."""
    found = front_matter(text)
    if found is None:
        return None
    values, body = lower(found[0]), found[1]
    when, name = name_parts(path)
    dates = [moment(values[key]) for key in ("publisheddatetime", "date", "pubdate", "published")
             if isinstance(values.get(key), str)]
    published = None
    for key in ("published", "draft"):
        word = values.get(key)
        if isinstance(word, str) and word.lower() in ("true", "yes", "on", "false", "no", "off") and published is None:
            published = (word.lower() in ("true", "yes", "on")) != (key == "draft")
    title = first_text(values, ["title"])
    sure = True
    if title is None:
        sure, title = heading(path, body)
        title = title or (name if sure else None)
    return {
        "title": title if sure or title else None, "sure": sure,
        "excerpt": first_text(values, ["excerpt", "description", "summary"]),
        "topics": joined(values, ["topics", "tags", "tag", "categories", "keywords"], topics_of),
        "authors": joined(values, ["provider.authors", "author", "authors", "by", "byline"], lambda key, text: [text]),
        "publishedDateTime": next((date for date in dates if date), when),
        "webUrl": first_text(values, ["weburl", "originalurl", "permalink", "url"],
                             lambda text: " ".join(text.split()) if text != "false" else ""),
        "published": published is not False,
    }


def files(root):
    for folder, names, found in os.walk(root):
        names[:] = [name for name in names if name not in PASSED_OVER and not name.startswith(".")]
        for name in found:
            path = os.path.join(folder, name)
            if name.lower().endswith(ENDINGS) and not os.path.islink(path):
                yield path


def index(root, work):
    """The summary, the articles by path, and the complaints by path."""
    done = subprocess.run(["newsindex", "--format=json", "-d", work + "/index", root], capture_output=True, check=False)
    complaints = {}
    for said in done.stderr.decode("utf-8", "replace").splitlines():
        place = re.match(r"(/.*?):(\d+):(\d+): (.*)", said)
        if place:
            complaints.setdefault(place.group(1), []).append(place.group(4))
    fields = "--fields=path,title,excerpt,topics,authors,publishedDateTime,webUrl,published"
    rows = subprocess.run(["newssearch", "-d", work + "/index", "-n", "all", "--sort=path", "--format=jsonl", fields],
                          capture_output=True, check=False).stdout.decode()
    articles = {row["path"]: row for row in map(json.loads, rows.splitlines()) if isinstance(row["path"], str)}
    return json.loads(done.stdout or b"{}"), articles, complaints


def compare(path, article, said):
    """The differences of one file, as sentences."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            want = second_reading(path, file.read())
    except Refused as error:
        return ["read, but the second reading refuses it: %s" % error] if article else []
    except UnicodeDecodeError:
        return []
    if want is None:
        return ["an article without front matter"] if article else []
    if article is None:
        return ["not indexed: %s" % (said or "no reason was given")]
    return ["%s: %r, the second reading has %r" % (key, article[key], want[key]) for key in article
            if key in want and article[key] != want[key] and not (key == "title" and not want["sure"])]


def main():
    archives = sorted(entry.path for entry in os.scandir(ARCHIVES) if entry.is_dir()) if os.path.isdir(ARCHIVES) else []
    if not archives:
        skip_all("no archives at %s (ARCHIVES)" % ARCHIVES)
    for archive in archives:
        work = tempfile.mkdtemp()
        root = os.path.realpath(archive)
        summary, articles, complaints = index(root, work)
        shutil.rmtree(work)
        paths, differences = list(files(root)), []
        for path in paths:
            differences += ["%s: %s" % (os.path.relpath(path, root), difference)
                            for difference in compare(path, articles.get(path), complaints.get(path))]
        unknown = set(articles) - set(paths)
        check(not differences and not unknown,
              "%s: %d files, %d indexed, %d ignored, %d skipped, %d differences" %
              (os.path.basename(archive), len(paths), len(articles), summary.get("ignored", -1), summary.get("skipped", -1),
               len(differences)), *(differences[:SHOW] + sorted(unknown)[:SHOW]))
    return finish()


sys.exit(main())
