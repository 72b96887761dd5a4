#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The sizes that HACKING.md asks for: lines of a file, function and class, parameters of a function."""
import glob
import re
import sys

from tap import check, finish

LIMIT = {"file": 400, "function": 60, "parameters": 6, "class": 150}
SHIM = 2000
FOLDERS = ("include", "lib", "config", "shim", "engine", "indexer", "search", "bench", "tests")


def blank(match):
    """Spaces for a comment, a string or a preprocessor line, so that places and lines stay."""
    return re.sub(r"[^\n]", " ", match.group())


def code(text):
    """The text without comments, strings and preprocessor lines."""
    text = re.sub(r'/\*.*?\*/|//[^\n]*|R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'',
                  blank, text, flags=re.S)
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", blank, text, flags=re.M)


def parameters(head):
    """How many parameters the first parenthesis of a function's head holds."""
    depth, count, inside = 0, 1, ""
    for c in head[head.index("("):]:
        depth += (c in "([{<") - (c in ")]}>")
        if depth == 0:
            break
        count += c == "," and depth == 1
        inside += c
    return count if inside.strip("( \n") not in ("", "void") else 0


def measure(text):
    """Yields ("function" or "class", name, lines) and ("parameters", name, number) of each that the code defines."""
    stack, start = [], 0
    for found in re.finditer("[{};]", text):
        place, sign = found.start(), found.group()
        head = text[start:place]
        if sign == "{":
            begin = start + len(head) - len(head.lstrip())
            outside = all(kind in ("namespace", "class") for kind, _, _ in stack)
            named = re.search(r"([\w~]+(?:::[~\w]+)*|operator\W+)\s*\(", head)
            type_ = re.search(r"\b(?:class|struct|union)\s+(\w+)[^()=]*$", head)
            if outside and (re.search(r"\bnamespace\b", head) or re.match(r'\s*extern\s*$', head)):
                stack.append(("namespace", "", begin))
            elif outside and type_:
                stack.append(("class", type_[1], begin))
            elif outside and named and "=" not in head[:named.start()]:
                stack.append(("function", named[1], begin))
                yield "parameters", named[1], parameters(head[named.start():])
            else:
                stack.append(("block", "", begin))
        elif sign == "}":
            kind, name, begin = stack.pop()
            if kind in ("function", "class"):
                yield kind, name, text.count("\n", begin, place) + 1
        start = place + 1


found, shim = {kind: {} for kind in LIMIT}, 0
for path in sorted(p for folder in FOLDERS for p in glob.glob(folder + "/**/*", recursive=True)
                   if re.search(r"\.(c|cc|h)$", p)):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    found["file"][path] = text.count("\n")
    shim += text.count("\n") if re.match(r"shim/[^/]+$", path) else 0
    for kind, name, size in measure(code(text)):
        key = "%s:%s" % (path, name)
        found[kind][key] = max(size, found[kind].get(key, 0))
TOO_LARGE = {"file": "no file has more than %d lines", "function": "no function has more than %d lines",
             "parameters": "no function has more than %d parameters", "class": "no class has more than %d lines"}
for kind, sentence in TOO_LARGE.items():
    over = ["%s: %d" % (name, size) for name, size in sorted(found[kind].items()) if size > LIMIT[kind]]
    check(found[kind] and not over, sentence % LIMIT[kind] + ": %s" % over)
check(0 < shim < SHIM, "shim/ has, without its folders, fewer than %d lines: %d" % (SHIM, shim))
sys.exit(finish())
