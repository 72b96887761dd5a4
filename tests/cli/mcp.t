#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""--mcp answers a client of the Model Context Protocol: the official SDK's, if it is there, and whatever else is sent."""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

from tap import check, finish, skip

top = os.getcwd()
work = os.path.realpath(tempfile.mkdtemp())
NOW = "2022-01-01T00:00:00Z"
SEARCH = ["query", "limit", "offset", "sort", "any", "regex", "not_regex", "ignore_case", "fields", "facet", "chart", "collapse",
          "rank", "like", "now"]


class Server:
    """A running newssearch --mcp."""

    def __init__(self, *options):
        self.process = subprocess.Popen(["newssearch", "--mcp", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, cwd=work)
        self.number = 0

    def send(self, message):
        line = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def read(self):
        return json.loads(self.process.stdout.readline())

    def ask(self, method, **params):
        """The answer to a request; answers before it are dropped."""
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        answer = self.read()
        assert answer["id"] == self.number and answer["jsonrpc"] == "2.0", answer
        return answer

    def call(self, tool, **arguments):
        """(the object that a tool returns, or None, and its text)"""
        result = self.ask("tools/call", name=tool, arguments=arguments)["result"]
        text = result["content"][0]["text"]
        if result["isError"]:
            assert "structuredContent" not in result
            return None, text
        assert json.loads(text) == result["structuredContent"]
        return result["structuredContent"], text

    def alive(self, name):
        check(self.ask("ping").get("result") == {} and self.process.poll() is None, name)

    def end(self):
        self.process.stdin.close()
        status = self.process.wait(60)
        rest, said = self.process.stdout.read(), self.process.stderr.read()
        self.process.stdout.close()
        self.process.stderr.close()
        return status, rest, said


def newssearch(*arguments):
    done = subprocess.run(["newssearch", "--now=" + NOW, "--format=json", *arguments], stdout=subprocess.PIPE, cwd=work)
    return json.loads(done.stdout)


def test_protocol(server):
    for version in ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"):
        result = server.ask("initialize", protocolVersion=version, capabilities={}, clientInfo={"name": "t", "version": "1"})["result"]
        check(result["protocolVersion"] == version, "version %s is spoken" % version, result)
    check(result["serverInfo"]["name"] == "newssearch" and "tools" in result["capabilities"], "the server names itself and its tools")
    for version in ("1999-01-01", "2099-01-01", 7, None):
        result = server.ask("initialize", protocolVersion=version, capabilities={})["result"]
        check(result["protocolVersion"] == "2025-11-25", "the newest version is offered for an unknown one: %s" % version, result)
    server.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
    server.send({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}})
    server.send({"jsonrpc": "2.0", "method": "tools/call", "params": {"name": "search", "arguments": {"query": "common"}}})
    server.alive("notifications are not answered")
    for id in ("a string", 0, -5, 2**53, ""):
        server.send({"jsonrpc": "2.0", "id": id, "method": "ping"})
        check(server.read() == {"jsonrpc": "2.0", "id": id, "result": {}}, "the id %r comes back" % (id,))
    server.send({"jsonrpc": "2.0", "id": 5, "method": "ping", "params": {"x": 2**70}})
    check(server.process.stdout.readline() == b'{"jsonrpc":"2.0","id":5,"result":{}}\n', "an id comes back as it is beside a number of more than 64 bits")
    for id in (2**63, -2**64, 10**30):
        server.send({"jsonrpc": "2.0", "id": id, "method": "ping"})
        answer = server.read()
        check(answer["id"] is None and "64-bit" in answer["error"]["message"], "an id of more than 64 bits is refused: %d" % id, answer)


def test_errors(server):
    def error(message, id=None):
        server.send(message)
        answer = server.read()
        assert answer["jsonrpc"] == "2.0" and answer["error"]["message"], answer
        check(answer["id"] == id, "the answer has the id of %.60r" % (message,), answer)
        return answer["error"]["code"]
    for bad in (b"{", b"not json", b'{"jsonrpc":"2.0","id":1,"method":"ping"', b"\xff\xfe", b'{"a":1,"a":2}', b'"\\ud800"', b"\0",
                b'{"id":1}{"id":2}', b'{"\\u0000":1}', b"[" * 100000, b"{}{"):
        check(error(bad) == -32700, "what is not JSON is a parse error: %.30r" % bad)
    for bad in (b"1", b'"ping"', b"null", b"true", b"[]", b"{}", {"jsonrpc": "2.0"}, {"jsonrpc": "1.0", "method": "ping"},
                {"method": "ping"}, {"jsonrpc": "2.0", "method": 5}, {"jsonrpc": "2.0", "id": {}, "method": "ping"},
                {"jsonrpc": "2.0", "id": None, "method": "ping"}, {"jsonrpc": "2.0", "id": [1], "method": "ping"}):
        check(error(bad) == -32600, "what is no request is refused: %.60r" % (bad,))
    check(error({"jsonrpc": "1.0", "id": 7, "method": "ping"}, 7) == -32600, "a request that is refused gets an answer with its id")
    for method in ("nosuch", "", "resources/list", "tools", "x" * 5000, "a\0b"):
        code = error({"jsonrpc": "2.0", "id": 1, "method": method}, 1)
        check(code in (-32601, -32600), "an unknown method is refused: %.20r" % method, code)
    for params in ([], "x", 5):
        check(error({"jsonrpc": "2.0", "id": 2, "method": "ping", "params": params}, 2) == -32602, "params are an object, not %r" % params)
    for params in ({}, {"name": 5}, {"name": "nosuch"}, {"name": "search", "arguments": []}, {"name": "search", "arguments": "x"}):
        check(error({"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": params}, 3) == -32602,
              "a call of no tool is refused: %s" % params)
    server.send(b"")
    server.send(b"   ")
    server.send({"jsonrpc": "2.0", "id": 9, "result": {}})
    server.alive("empty lines and answers are passed over")


def test_batches(server):
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    note = {"jsonrpc": "2.0", "method": "notifications/x"}
    server.send([ping, note, dict(ping, id="b"), 5, [ping], {"jsonrpc": "2.0", "id": 3, "method": "tools/call",
                                                             "params": {"name": "search", "arguments": {"query": "common", "limit": 1}}}])
    answers = server.read()
    check([a["id"] for a in answers] == [1, "b", None, None, 3] and "result" in answers[4] and answers[2]["error"]["code"] == -32600,
          "a batch is answered by one array, in order", answers)
    server.send([note, note])
    server.alive("a batch of notifications is not answered")
    server.send([dict(ping, id=i) for i in range(20000)])
    check([a["id"] for a in server.read()] == list(range(20000)), "a batch may be long")
    server.send(b"[" + b"[]," * 5000 + b"[]]")
    check(len(server.read()) == 5001, "a batch of requests that are refused may be long")
    server.send(b'{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"' + b"y" * (20 << 20) + b'"}}')
    answer = server.read()
    check(answer["error"]["code"] == -32600 and answer["id"] is None, "a message of 20 MB is refused", answer)
    server.send(b'{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"' + b"y" * (15 << 20) + b'"}}')
    check(server.read()["result"] == {}, "a message of 15 MB is read")
    query, text = server.call("search", query="word " * 100000)
    check(query is None and text, "a query that is too long is refused", text)
    server.alive("the server goes on after long messages")


def test_tools(server):
    tools = {t["name"]: t for t in server.ask("tools/list")["result"]["tools"]}
    check(list(tools) == ["search", "show", "facets", "status"], "there are four tools", list(tools))
    check(sorted(tools["search"]["inputSchema"]["properties"]) == sorted(SEARCH), "search names all of its arguments",
          list(tools["search"]["inputSchema"]["properties"]))
    for name, tool in tools.items():
        schema = tool["inputSchema"]
        check(schema["type"] == "object" and schema["additionalProperties"] is False and tool["description"] and
              all(p.get("description") and p.get("type") for p in schema["properties"].values()) and
              tool["annotations"]["readOnlyHint"], "%s is described, with each argument's type" % name, tool)
        for unknown in ("db", "config", "format", "open", "since_last", "", "Query", "query "):
            value, text = server.call(name, **{unknown: "x"})
            check(value is None and "unknown argument" in text and unknown in text,
                  "%s refuses the argument %r by name" % (name, unknown), text)


def test_search(server):
    plain = newssearch("common")
    got, _ = server.call("search", query="common", now=NOW)
    check(got == plain, "search is what newssearch prints", got)
    cases = {
        "limit and offset": (dict(query="common", limit=2, offset=1), ["common", "-n2", "--offset=1"]),
        "limit as a number with a point": (dict(query="common", limit=2.0), ["common", "-n2"]),
        "sort": (dict(query="common", sort="-quality"), ["common", "--sort=-quality"]),
        "sort alone": (dict(sort="title"), ["--sort=title"]),
        "any": (dict(query="first second", any=True), ["--any", "first second"]),
        "any false": (dict(query="first second", any=False), ["first second"]),
        "regex": (dict(query="common", regex="title:^FIRST", ignore_case=True), ["common", "-i", "-e", "title:^FIRST"]),
        "regexes": (dict(regex=["title:i", "title:r"], not_regex=["first"]), ["-e", "title:i", "-e", "title:r", "--not-regex=first"]),
        "fields": (dict(query="common", fields=["title", "body"]), ["common", "--fields=title,body"]),
        "fields in one": (dict(query="common", fields="title,path"), ["common", "--fields=title,path"]),
        "facets and charts": (dict(query="common", facet=["topic:2", "provider"], chart="year"),
                              ["common", "--facet=topic:2", "--facet=provider", "--chart=year"]),
        "collapse": (dict(query="common", collapse="provider"), ["common", "--collapse=provider"]),
        "rank": (dict(query="common", rank="text"), ["common", "--rank=text"]),
        "like": (dict(like=os.path.join(work, "news/1.md")), ["--like=news/1.md"]),
        "null arguments": (dict(query="common", limit=None, sort=None), ["common"]),
        "a warning": (dict(query="titel:common common"), ["titel:common common"]),
        "nothing": (dict(query="commn"), ["commn"]),
    }
    for name, (arguments, options) in cases.items():
        got, text = server.call("search", now=NOW, **arguments)
        check(got == newssearch(*options), "search does as newssearch does with %s" % name, got or text)
    check(server.call("search", query="titel:common common")[0]["warnings"], "warnings are in the result")
    check("suggestion" in server.call("search", query="commn")[0], "a suggestion is in the result")
    for arguments in (dict(query='"open'), dict(query="date:2021-02-30"), dict(query=5), dict(query=["a"]), dict(query="a", limit=-1),
                      dict(query="a", limit="5"), dict(query="a", limit=1.5), dict(query="a", limit=10**30), dict(query="a", limit=1001),
                      dict(query="a", sort="nosuch"), dict(query="a", any="yes"), dict(query="a", regex="("), dict(query="a", regex=[5]),
                      dict(query="a", fields="nosuch"), dict(query="a", facet="nosuch"), dict(query="a", chart={}),
                      dict(query="a", collapse="nosuch"), dict(query="a", rank="x=1"), dict(query="a", like="/nosuch"),
                      dict(query="a", now="soon"), dict(query="a\0b"), dict(), dict(query=" "), dict(query="a", limit=True)):
        got, text = server.call("search", **arguments)
        check(got is None and text, "search tells what is wrong with %.60s" % json.dumps(arguments), text)
    for arguments, said in ((dict(limit=-1), "limit takes a whole number from 0 to 1000, not '-1'; offset skips the first results"),
                            (dict(limit=1001), "limit takes a whole number from 0 to 1000, not '1001'; offset skips the first results"),
                            (dict(offset=-1), "offset takes a whole number from 0 to 4294967294, not '-1'"),
                            (dict(facet="topic:x"), "facet=FIELD:N takes all or a whole number from 1 to 4294967294, not 'x'"),
                            (dict(sort="date,date"), "sort names the key date twice"),
                            (dict(rank="text=1"), "rank=text is the text score alone: write it without weights"),
                            (dict(now="soon"), "now takes a time such as 2021-06-27T06:09:00Z: ")):
        text = server.call("search", query="a", **arguments)[1]
        check(text.startswith(said) and "--" not in text, "an error names arguments, no options: %s" % json.dumps(arguments), text)
    text = server.call("search", query="(--limit")[1]
    check("(--limit" in text.split("\n", 1)[-1], "an error shows the query as it is", text)
    server.alive("the server goes on after errors")


def test_others(server):
    path = os.path.join(work, "news/1.md")
    def show(**arguments):
        return server.call("show", **arguments)[0]["results"][0]
    got = show(path=path)
    check(got["title"] == "common first" and got["body"] == "The body." and got["related"][0]["title"] == "Other" and
          got["path"] == path, "show has the whole article", got)
    check(show(url="https://example.org/1") == got, "show finds an article by its address")
    check(server.call("show", path=path)[0] == newssearch("--show=" + path), "show returns what newssearch --show prints")
    for number in (10, 11):
        article(number, "twice", webUrl="https://example.org/twice")
    subprocess.run(["newsindex", "--quiet"], check=True)
    check("several articles" in server.call("show", url="https://example.org/twice")[0]["warnings"][0],
          "an address that two articles have is a warning")
    for number in (10, 11):
        os.remove(os.path.join(work, "news/%d.md" % number))
    subprocess.run(["newsindex", "--quiet"], check=True)
    secret = os.path.join(work, "secret.txt")
    with open(secret, "w", encoding="utf-8") as file:
        file.write("not for a client")
    for arguments in (dict(), dict(path=""), dict(path=secret), dict(path="/etc/passwd"), dict(path="news"), dict(path=path, url="x"),
                      dict(path=5), dict(path=path + "\0"), dict(url="javascript:alert(1)")):
        got, text = server.call("show", **arguments)
        check(got is None and "client" not in text, "show tells what is wrong with %s" % sorted(arguments.items()), text)
    strange = [r["path"] for r in server.call("search", query="bytes")[0]["results"]][0]
    check(list(strange) == ["bytes"] and show(path=strange)["path"] == strange,
          "a path that is not UTF-8 is taken as search gives it", strange)
    for bytes in ("L3", "====", "a", "L2E=x", "L2EA", 5, None):
        got, text = server.call("show", path={"bytes": bytes})
        check(got is None and text, "bytes that are none are refused: %s" % bytes, text)
    got, _ = server.call("facets")
    check(got["results"] == [] and {f["value"] for f in got["facets"]["topic"]} == {"AI", "Robots"} and "provider" in got["facets"],
          "facets counts the usual fields of all articles", got)
    got, _ = server.call("facets", query="first", facet="topic", chart=["year", "month"])
    check(got["facets"] == {"topic": [{"value": "AI", "count": 1}]} and list(got["charts"]) == ["year", "month"],
          "facets counts the named fields of articles that match", got)
    got, _ = server.call("status")
    check(got["articles"] == 4 and got["directories"] == [os.path.join(work, "news")] and got["language"] == "english" and
          got["changed"].endswith("Z"), "status tells what is searched", got)


def test_changes():
    server = Server()
    before = {p: os.stat(os.path.join(work, "index", p)).st_mtime_ns for p in os.listdir(os.path.join(work, "index"))}
    server.call("search", query="common")
    server.call("show", path=os.path.join(work, "news/1.md"))
    server.call("facets")
    after = {p: os.stat(os.path.join(work, "index", p)).st_mtime_ns for p in os.listdir(os.path.join(work, "index"))}
    check(before == after and not os.path.exists(os.path.join(work, "state")), "the server writes nothing")
    for number in range(4, 8):
        article(number, "common new")
        subprocess.run(["newsindex", "--quiet"], check=True)
        check(server.call("search", query="common")[0]["total"] == number, "article %d is found when it is indexed" % number)
    subprocess.run(["newsindex", "--quiet", "--rebuild"], check=True)
    check(server.call("search", query="common")[0]["total"] == 7, "a rebuilt index is opened")
    os.rename(os.path.join(work, "index"), os.path.join(work, "away"))
    got, text = server.call("search", query="common")
    check(got is None and "newsindex" in text, "an index that is gone is told", text)
    os.rename(os.path.join(work, "away"), os.path.join(work, "index"))
    check(server.call("search", query="common")[0]["total"] == 7, "an index that comes back is searched again")
    found, lead = [0], 4
    while found == [0] and lead < 300:  # on a loaded machine the moment may have come before the first call
        article(8, "common soon", date=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + lead)))
        subprocess.run(["newsindex", "--quiet"], check=True)
        found, lead = [server.call("search", query="date:now..")[0]["total"]], 2 * lead
    while found[-1] == 1 and len(found) < 5 * lead:
        time.sleep(0.2)
        found.append(server.call("search", query="date:now..")[0]["total"])
    check(found[0] == 1 and found[-1] == 0, "now is the moment of each call, not of the start", found)
    check(server.end() == (0, b"", b""), "the server ends with its input, in silence")
    with open(os.path.join(work, "config.yaml"), "w", encoding="utf-8") as file:
        file.write("limit: all\n")
    server = Server("--config=config.yaml", "--now=2021-06-28T00:00:00Z")
    check(server.call("search", query="common")[0]["limit"] == 1000, "a limit of the configuration is cut to that of the server")
    check(server.call("search", query="date:yesterday")[0]["total"] == 1, "--now of the command line is that of every call")
    server.end()
    silent = subprocess.run(["newssearch", "--mcp"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    check((silent.returncode, silent.stdout, silent.stderr) == (0, b"", b""), "the server ends in silence if there is no input")
    unended = subprocess.run(["newssearch", "--mcp"], input=b'{"jsonrpc":"2.0","id":1,"method":"ping"}', stdout=subprocess.PIPE)
    check(json.loads(unended.stdout)["result"] == {}, "a last line without its end is answered")
    full = subprocess.run("echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}' | newssearch --mcp >/dev/full", shell=True,
                          stderr=subprocess.PIPE)
    check(full.returncode == 2 and b"No space" in full.stderr, "output that fails is status 2", full)
    for wrong in (["word"], ["-c"], ["--facet=topic"], ["--format=json"], ["--batch"], ["--since-last=x"], ["--regex=x"]):
        done = subprocess.run(["newssearch", "--mcp", *wrong], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        check(done.returncode == 2 and b"--mcp" in done.stderr, "--mcp with %s is an error" % wrong[0], done.stderr)


def test_random(server):
    """Pieces of messages put together at random: whatever comes, the process goes on."""
    draw = random.Random(4)
    values = [None, True, 0, -1, 1e300, "", "common", "\0", "x" * 300, [], {}, [[]], {"a": {"b": []}}, "tools/call", "search", "2.0"]
    for _ in range(400):
        message = {}
        for key in draw.sample(["jsonrpc", "id", "method", "params", "result", "error", "extra"], draw.randrange(8)):
            message[key] = draw.choice(values)
        if draw.random() < 0.6:
            message.update(jsonrpc="2.0", id=draw.choice(values), method=draw.choice(["tools/call", "initialize", "tools/list", "ping"]),
                           params={"name": draw.choice(["search", "show", "facets", "status"]),
                                   "arguments": {draw.choice(SEARCH + ["path", "url"]): draw.choice(values) for _ in range(3)}})
        line = json.dumps(message).encode()
        if draw.random() < 0.2:
            at = draw.randrange(len(line))
            line = line[:at] + bytes([draw.randrange(11, 256)]) + line[at + 1:]
        server.send(line)
    server.send({"jsonrpc": "2.0", "id": "last", "method": "ping"})
    for _ in range(500):
        answer = server.read()
        if isinstance(answer, dict) and answer.get("id") == "last":
            break
    check(answer.get("result") == {}, "random messages are all answered or passed over")


CLIENT = """
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
const client = new Client({ name: "test", version: "1.0.0" });
await client.connect(new StdioClientTransport({ command: "newssearch", args: ["--mcp"], env: process.env, stderr: "inherit" }));
const tools = (await client.listTools()).tools.map(t => t.name);
await client.ping();
const found = await client.callTool({ name: "search", arguments: { query: "common first", fields: ["title", "path"] } });
const path = found.structuredContent.results[0].path;
const shown = await client.callTool({ name: "show", arguments: { path } });
const counted = await client.callTool({ name: "facets", arguments: { facet: "topic" } });
const status = await client.callTool({ name: "status" });
const wrong = await client.callTool({ name: "search", arguments: { query: "a", db: "/etc" } });
let unknown = "";
try { await client.callTool({ name: "nosuch" }); } catch (error) { unknown = String(error.code); }
await client.close();
console.log(JSON.stringify({ server: client.getServerVersion().name, tools, title: found.structuredContent.results[0].title,
    body: shown.structuredContent.results[0].body, topics: counted.structuredContent.facets.topic.length,
    articles: status.structuredContent.articles, wrong: wrong.isError, unknown }));
"""


def find_sdk():
    """The folder that holds node_modules with the SDK, if there is one."""
    roots = [os.environ.get("MCP_SDK", ""), top]
    if shutil.which("npm"):
        done = subprocess.run(["npm", "root", "--global"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        roots.append(os.path.dirname(done.stdout.strip()))
    for root in roots:
        if root and os.path.isdir(os.path.join(root, "node_modules/@modelcontextprotocol/sdk")):
            return root
    return None


def test_sdk():
    root = find_sdk()
    if not shutil.which("node") or not root:
        skip("the official SDK's client uses every tool", "no node, or no @modelcontextprotocol/sdk (MCP_SDK names its folder)")
        return
    os.symlink(os.path.join(root, "node_modules"), os.path.join(work, "node_modules"))
    script = os.path.join(work, "client.mjs")
    with open(script, "w", encoding="utf-8") as file:
        file.write(CLIENT)
    done = subprocess.run(["node", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=100, cwd=work)
    wanted = {"server": "newssearch", "tools": ["search", "show", "facets", "status"], "title": "common first", "body": "The body.",
              "topics": 2, "articles": 9, "wrong": True, "unknown": "-32602"}
    check(done.stdout and json.loads(done.stdout) == wanted, "the official SDK's client uses every tool", done)


def article(number, title, **matter):
    os.makedirs(os.path.join(work, "news"), exist_ok=True)
    matter = {"title": title, "topics": ["AI"], "provider": {"name": "P%d" % number}, "quality": number, **matter}
    with open(os.path.join(work, "news/%d.md" % number), "w", encoding="utf-8") as file:
        file.write("---\n" + "".join("%s: %s\n" % (k, json.dumps(v)) for k, v in matter.items()) + "---\nThe body.\n")


def main():
    os.environ.update(NEWSSEARCH_DB=os.path.join(work, "index"), XDG_STATE_HOME=os.path.join(work, "state"))
    article(1, "common first", webUrl="https://example.org/1", date="2021-06-27", related=[{"title": "Other", "excerpt": "x"}])
    article(2, "common second", topics=["Robots"], date="2020-01-01")
    article(3, "common \u202ethird \u001b[31m")
    with open(os.fsencode(os.path.join(work, "news/")) + b"caf\xe9.md", "wb") as file:
        file.write(b"---\ntitle: a path of bytes\n---\n")
    subprocess.run(["newsindex", "--quiet", os.path.join(work, "news")], check=True)
    server = Server()
    test_protocol(server)
    test_errors(server)
    test_batches(server)
    test_tools(server)
    test_search(server)
    test_others(server)
    test_random(server)
    status, rest, said = server.end()
    check(status == 0 and rest == b"" and said == b"", "the server ends with its input", (status, rest, said))
    test_changes()
    test_sdk()
    return finish()


try:
    sys.exit(main())
finally:
    shutil.rmtree(work, ignore_errors=True)
