#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The layout of HACKING.md, read off the #include lines and the symbols of object files."""
import glob
import os
import re
import subprocess
import sys

from tap import check, finish

# folder: folders whose headers it may include, besides its own and include/
MAY = {"lib": (), "config": (), "shim": (), "engine": ("shim",), "indexer": (), "search": ()}
# a library's header: the only files that may include it
ONLY = {"yaml.h": {"shim/front_matter/yaml_reader.c"}, "pcre2.h": {"search"}, "gumbo.h": {"indexer"},
        "cmark-gfm.h": {"indexer"}, "cmark-gfm-core-extensions.h": {"indexer"}, "xapian.h": {"shim", "engine"},
        "toml.h": {"shim/front_matter/toml_reader.cc"},
        "jansson.h": {"shim/front_matter/json_reader.c", "indexer", "search/output/json_writer.c", "search/mcp.c"},
        "utf8proc.h": {"lib"}, "uuid.h": {"search"}, "xxhash.h": {"lib", "indexer"}}
# how many files of one folder may include it (the shim is made of several)
MANY = {"xapian.h", "jansson.h", "utf8proc.h", "xxhash.h"}
# contracts that only some folders may know
NOT_IN = {"xapian_shim.h": {"lib", "config"}, "engine.h": {"lib", "config", "shim"}, "data_reader.h": {"lib", "search"},
          "config.h": {"lib"}}



def includes(path):
    with open(path, encoding="utf-8") as f:
        return re.findall(r'(?m)^\s*#\s*include\s+([<"])([^>"]+)[>"]', f.read())


sources = [p for folder in MAY for ending in ("[ch]", "cc")
           for p in sorted(glob.glob(folder + "/**/*." + ending, recursive=True))]
contracts = {os.path.basename(p) for p in glob.glob("include/*.h")}
bad_local, users, bad_contract = [], {}, []
for path in sources + sorted(glob.glob("include/*.h")):
    folder = path.split("/")[0]
    own = {os.path.relpath(p, root) for root in (folder, os.path.dirname(path))
           for p in glob.glob(root + "/**/*.h", recursive=True)}
    own |= {p for other in MAY[folder] for p in glob.glob(other + "/**/*.h", recursive=True)} if folder in MAY else set()
    for kind, name in includes(path):
        base = os.path.basename(name)
        if kind == '"' and name not in own and name not in contracts:
            bad_local.append("%s includes %s" % (path, name))
        if base in ONLY:
            users.setdefault(base, set()).add(path)
        if folder in NOT_IN.get(name, ()):
            bad_contract.append("%s includes %s" % (path, name))
check(not bad_local, "a folder includes its own headers, those of include/, and those of folders below it: %s" % bad_local)
check(not bad_contract, "lib and config know no Xapian, lib and search no YAML %s" % bad_contract)
for header, allowed in sorted(ONLY.items()):
    found = users.get(header, set())
    inside = all(p in allowed or p.split("/")[0] in allowed for p in found)
    folders = [p.split("/")[0] for p in found]
    once = header in MANY or all(folders.count(f) == 1 for f in folders)
    check(found and inside and once, "%s is included where it belongs: %s" % (header, sorted(found)))
shim = [p for p in sources if p.startswith("shim/xapian_")]
knows = [p for p in shim for kind, n in includes(p)
         if kind == '"' and n in contracts and n not in ("error.h", "xapian_shim.h")]
check(not knows, "the Xapian shim knows error.h alone %s" % knows)
check(all(p.startswith(("shim/", "engine/")) for p in glob.glob("*/*.cc") + glob.glob("*/*/*.cc")), "C++ is in shim and engine alone")
named = [p for p in sources if not p.startswith(("shim/", "engine/"))
         and re.search(r"\bXapian::\w", re.sub(r"/\*.*?\*/", "", open(p, encoding="utf-8").read(), flags=re.S))]
check(not named, "Xapian:: is named in shim and engine alone %s" % named)
# Rooms of search/: each may include those before it, and the request. The edges against the order are to go.
ORDER = ["regex", "query", "retrieve", "result", "output"]
AGAINST = {("request", "output")}
edges = set()
for path in sources:
    room = path.split("/")[1] if path.startswith("search/") and path.count("/") > 1 else None
    for kind, name in includes(path):
        other = name.split("/")[0]
        if room and kind == '"' and "/" in name and other != room:
            edges.add((room, other))
wrong = {(a, b) for a, b in edges - AGAINST
         if not (a in ORDER and (b == "request" or (b in ORDER and ORDER.index(b) < ORDER.index(a))))}
check(not wrong, "rooms of search include only rooms before them %s" % sorted(wrong))
check(AGAINST <= edges, "an exception that is not needed any more is taken out %s" % sorted(AGAINST - edges))


def circles(edges):
    """The sets of two nodes or more that all reach each other; edges: node: nodes."""
    def reach(node):
        seen, todo = set(), [node]
        while todo:
            new = edges.get(todo.pop(), set()) - seen
            seen |= new
            todo += new
        return seen

    reached = {node: reach(node) for node in edges}
    return sorted({tuple(sorted({node} | {other for other in reached[node] if node in reached.get(other, ())}))
                   for node in edges if node in reached[node]})


headers = {p for p in sources + glob.glob("include/*.h") if p.endswith(".h")}
included = {}
for path in headers:
    roots = (os.path.dirname(path), path.split("/")[0], "", "include")
    named = [os.path.join(root, name) for kind, name in includes(path) if kind == '"' for root in roots]
    included[path] = headers.intersection(named)
check(len(headers) > 100 and not circles(included), "headers do not include each other in a circle %s" % circles(included))
# Object files that use each other's functions. What is defined weakly (inline functions of C++) is in many of them.
BUILD = os.environ.get("BUILD", "build")
defined, used = {}, {}
compiled = [os.path.join(BUILD, os.path.splitext(p)[0] + ".o") for p in sources if not p.endswith(".h")]
listed = subprocess.run(["nm", "-A", "-P", "-g"] + compiled, stdout=subprocess.PIPE, check=True)
for line in listed.stdout.decode().splitlines():
    path, symbol, kind = re.match(r"(.+?): (\S+) (\w)", line).groups()
    if kind == "U":
        used.setdefault(symbol, set()).add(path)
    elif kind not in "vwVW":
        defined[symbol] = path
calls = {path: set() for path in compiled}
for symbol, users_of_it in used.items():
    for path in users_of_it:
        if symbol in defined:
            calls[path].add(defined[symbol])
check(len(defined) > 500 and not circles(calls), "object files do not use each other in a circle %s" % circles(calls))
sys.exit(finish())
