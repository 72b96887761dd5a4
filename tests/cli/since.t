#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# --since-last, --peek and --seen: what is new, and when it counts as seen.
. tests/cli/lib.sh

export XDG_STATE_HOME="$work/state"
search() { newssearch --no-pager "$@"; }
new() { state=$1; shift; search --since-last="$state" "$@" --format=paths --sort=path 2>/dev/null | sed 's,.*/,,' | tr '\n' ' '; }
add() { for name; do article "$name.md" "News $name"; done; newsindex -q . || exit 2; }
add a b c

is "the first time all that match are new" "$(new one news)" "a.md b.md c.md "
is "the second time nothing is new" "$(new one news)" ""
add d
is "an article that was added is new" "$(new one news)" "d.md "
article a.md "News a, changed"; newsindex -q .
is "an article whose text was changed is new" "$(new one news)" "a.md "
article a.md "News a, changed" "heat: 7"; newsindex -q .
is "an article of which a number was changed is not new" "$(new one news)" ""
is "each name has a state of its own" "$(new two news)" "a.md b.md c.md d.md "

# ---- what leaves the state as it is ----
is "matches that -n leaves out are a warning" "$(search --since-last=few -n1 news 2>&1 >out)" \
    "newssearch: warning: only 1 of 4 matches is printed, so none is marked as seen; -n all prints all matches"
is "matches that -n leaves out are a warning in json" "$(search --since-last=few -n1 news --format=json 2>/dev/null | jq '.warnings | length')" 1
is "matches that -n left out leave the state" "$(new few news)" "a.md b.md c.md d.md "
is "matches that --offset skips are a warning" "$(search --since-last=skip --offset=3 news --format=jsonl 2>&1 >out | cut -c1-44)" \
    "newssearch: warning: only 1 of 4 matches is "
is "the warning about matches that --offset skips says to leave it out" \
    "$(search --since-last=skip --offset=3 -n all news 2>&1 >out)" "newssearch: warning: only 1 of 4 matches is printed, \
so none is marked as seen; -n all without --offset prints all matches"
is "--edit says that it marks nothing" "$(EDITOR=true VISUAL='' search --since-last=skip --edit news 2>&1)" \
    "newssearch: warning: --open and --edit mark no article as seen"
is "--edit says so also if all matches fit" "$(EDITOR=true VISUAL='' search --since-last=skip --edit -n all news 2>&1)" \
    "newssearch: warning: --open and --edit mark no article as seen"
status "a name that is too long is an error" 2 search --since-last="$(printf '%0300d' 1)" news
is "the error of a name that is too long says so" "$(cat .err)" "newssearch: --since-last: a name has at most 199 bytes"
status "--since of git is not taken for --since-last" 2 search --since=2021-01-01 news
is "the error of --since says how a date is written" "$(cat .err)" "newssearch: unknown option --since; in the query write \
date:2021-06-27.. or date:7d..; --since-last=NAME lists what is new since its last search"
for name in 2021-06-27 7d yesterday; do
    is "a name that reads as a time gives a warning: $name" "$(search --since-last=$name -n all news 2>&1 >out)" \
        "newssearch: warning: --since-last takes a name of your choice, and $name is taken for one; for articles of that \
time and later write date:$name.. in the query"
    is "a name that reads as a time gives a warning at its first use alone: $name" "$(search --since-last=$name news 2>&1)" ""
done
has "a name such as week gives the warning too" "$(search --since-last=week --peek news 2>&1 >out)" "write date:last-week.. in the query"
is "-n 0 leaves the state" "$(search --since-last=skip -n0 --facet=type news >out 2>&1; new skip news)" "a.md b.md c.md d.md "
is "-n that leaves out nothing moves on" "$(search --since-last=exact -n4 news >out 2>&1; new exact news)" ""
is "-n that leaves out nothing is no warning" "$(grep -c warning out)" 0
is "-c leaves the state" "$(search --since-last=count -c news; new count news)" "4
a.md b.md c.md d.md "
is "nothing new is no message, so that a timer sends no mail about it" \
    "$(search --since-last=quiet -n all news >out 2>&1; search --since-last=quiet -n all news 2>&1)" ""
is "a word that no article has is suggested, although only what is new is asked for" \
    "$(search --since-last=quiet-word -n all newz 2>&1; search --since-last=quiet-word -n all newz 2>&1)" "newssearch: nothing found; did you mean 'news'?
newssearch: nothing found; did you mean 'news'?"
is "a query that finds known articles has no suggestion" \
    "$(search --since-last=quiet-or -n all 'news OR newz' >out 2>&1; search --since-last=quiet-or -n all 'news OR newz' 2>&1
    search --since-last=quiet-or --format=json 'news OR newz' | jq .suggestion)" "null"
is "a colon in a pattern is asked about at the first time only" \
    "$(search --since-last=quiet-e -n all -e titel:x 2>&1; search --since-last=quiet-e -n all -e titel:x 2>&1)" \
    "newssearch: warning: there is no field titel, so the pattern is titel:x; did you mean title:x?"
is "nothing found moves on" "$(new none zzz; article z.md zzz; newsindex -q .; new none zzz; new none zzz)" "z.md "
rm z.md; newsindex -q .
status "a full disk is an error" 2 sh -c 'newssearch --since-last=full news >/dev/full'
is "a full disk leaves the state" "$(new full news)" "a.md b.md c.md d.md "
python3 - <<'END' >out 2>&1
import os, subprocess
reading, writing = os.pipe()
os.close(reading)
done = subprocess.run(["newssearch", "--since-last=closed", "news"], stdout=writing, stderr=subprocess.PIPE)
print(done.returncode, done.stderr.decode())
END
has "a closed pipe is a warning" "$(cat out)" "^0 newssearch: warning: the reader did not read all results: --since-last=closed will"
is "a closed pipe leaves the state" "$(new closed news)" "a.md b.md c.md d.md "
article url/u.md "News u" "webUrl: https://x.example/u"; newsindex -q .
is "articles without an address, which urls leaves out, are a warning" "$(search --since-last=urls --format=urls news 2>&1)" \
    "https://x.example/u
newssearch: warning: 4 results have no address (webUrl) and are left out, so none is marked as seen; --format=paths prints their paths"
is "articles that urls leaves out leave the state" "$(new urls news)" "a.md b.md c.md d.md u.md "
search --since-last=urls-peek --peek --format=urls news >out 2>&1
status "a --peek that left out articles without an address leaves nothing for --seen" 2 search --since-last=urls-peek --seen
has "--seen says that no --peek has printed all" "$(search --since-last=urls-peek --seen 2>&1)" "no --peek has printed all of its results"
search --since-last=urls-all --format=urls news path:url >out 2>&1
is "urls that leaves out nothing moves on" "$(new urls-all news path:url)" ""
rm -r url; newsindex -q .
is "--collapse stands for the articles that it hides" "$(search --since-last=collapse --collapse=published news >out 2>&1; new collapse news)" ""
status "a malformed query has status 2" 2 search --since-last=wrong '"news'
is "a malformed query leaves the state" "$(new wrong news)" "a.md b.md c.md d.md "

# ---- --peek and --seen ----
is "--peek prints what is new" "$(new peek --peek news)" "a.md b.md c.md d.md "
is "--peek leaves the state" "$(new peek --peek news)" "a.md b.md c.md d.md "
add e
is "--seen prints nothing" "$(search --since-last=peek --seen 2>&1)" ""
is "--seen moves the state on to exactly what --peek printed" "$(new peek news)" "e.md "
status "--seen a second time is an error" 2 search --since-last=peek --seen
has "an error of --seen names the --peek that is missing" "$(cat .err)" "run --since-last=peek --peek first"
is "--peek that leaves out matches has a warning" "$(search --since-last=part --peek -n2 --sort=path news 2>&1 >out)" \
    "newssearch: warning: only 2 of 5 matches are printed, so --since-last=part --seen will mark only these as seen; -n all prints all matches"
search --since-last=part --seen
is "what --peek left out is still new after --seen" "$(new part --peek -n all news)" "c.md d.md e.md "
article b.md "News b, changed"; newsindex -q .
is "an article that --peek printed is new again if its text is changed" "$(new part --peek -n1 news)" "b.md "
search --since-last=part --seen
is "several --peek and --seen add up" "$(new part news)" "c.md d.md e.md "
is "after the last part nothing is new" "$(new part news)" ""
new forth --peek news >/dev/null
new forth news >/dev/null
status "a search in between that moves on leaves no --peek" 2 search --since-last=forth --seen
new broken --peek news >/dev/null
search --since-last=broken --peek news >/dev/full 2>/dev/null
status "a --peek that could not be written leaves nothing for --seen" 2 search --since-last=broken --seen
new failed --peek news >/dev/null
search --since-last=failed --peek -d no/such/index news 2>/dev/null
status "a --peek that failed leaves nothing for --seen" 2 search --since-last=failed --seen
is "articles of a --peek that failed are still new" "$(new failed news)" "a.md b.md c.md d.md e.md "
status "--seen of a name that was never asked is an error" 2 search --since-last=never --seen
status "--peek without --since-last is an error" 2 search --peek news
has "the error of --peek without --since-last names it" "$(cat .err)" "--peek needs --since-last=NAME"
status "--seen without --since-last is an error" 2 search --seen
status "--seen with --peek is an error" 2 search --since-last=one --peek --seen
status "--seen with a facet is an error" 2 search --since-last=one --seen --facet=topic
status "nothing new is status 1" 1 search --since-last=one --peek zzz

# ---- another query, other states ----
new query news >/dev/null
is "a name asked with another query is a warning" "$(search --since-last=query changed 2>&1 >out | grep warning)" \
    "newssearch: warning: --since-last=query was last used with another query: news"
is "another query of a name is a warning in json" "$(search --since-last=query -e 'title:b$' changed --format=json 2>/dev/null | jq -r '.warnings[0]')" \
    "--since-last=query was last used with another query: changed"
is "options that narrow or widen are part of the query" "$(search --since-last=query -e 'title:b$' --any changed 2>&1 >out | sed -n 's/.*query: //p')" \
    "changed --regex=title:b\$"
is "options of printing are not part of the query" "$(search --since-last=query -e 'title:b$' --any changed --sort=date --format=paths 2>&1)" ""
new peeked --peek news >/dev/null
is "--seen beside another query is a warning" "$(search --since-last=peeked --seen other 2>&1)" \
    "newssearch: warning: --since-last=peeked was last used with another query: news"
# ---- several indexes ----
# A run counts from when it began: one of another index may have begun earlier and be committed later.
mkdir -p left right
several() { state=$1; shift; new "$state" -d left.db -d right.db "$@" -n all robot; }
index() { db=$1; shift; newsindex -q --db="$db" "$@" || exit 2; }
for name in 1 2 3; do article "left/l$name.md" "Robot l$name" "topics: [T$name]"; article "right/r$name.md" "Robot r$name" "topics: [T$name]"; done
index left.db left; index right.db right
is "the first time all articles of several indexes are new" "$(several both)" "l1.md l2.md l3.md r1.md r2.md r3.md "
is "the second time nothing of several indexes is new" "$(several both)" ""
several part >/dev/null; several hidden >/dev/null; several many >/dev/null
cp -r right.db later.db
article right/r4.md "Robot r4"; article right/r1.md "Robot r1, changed"
index later.db
article left/l4.md "Robot l4"; article left/l5.md "Robot l5" "topics: [T5]"; article left/l6.md "Robot l6" "topics: [T5]"
index left.db
is "what one of several indexes got is new" "$(several both --peek; search --since-last=both --seen)" "l4.md l5.md l6.md "
is "rows that were collapsed are seen" "$(several hidden --collapse=topic >/dev/null; several hidden)" ""
mv right.db before.db; mv later.db right.db
is "what a longer run committed later to another index is new" "$(several both)" "r1.md r4.md "
is "after that nothing is new" "$(several both)" ""
is "what a longer run committed later is new also after rows were collapsed" "$(several hidden)" "r1.md r4.md "
for name in $(seq 100); do article "left/m$name.md" "Robot m$name"; done
cp -r right.db later.db
article right/r5.md "Robot r5"; index later.db; index left.db
is "a run with many articles is new" "$(several many | wc -w)" 105
is "a run with many articles is noted in one line" "$(grep -c '^article' state/newssearch/since/many)" 4
mv right.db before2.db; mv later.db right.db
is "a shorter run with many articles hides nothing of a longer one" "$(several many)" "r5.md "
if command -v xapian-tcpsrv >/dev/null; then
    port=$(python3 -c 'import socket; one = socket.socket(); one.bind(("127.0.0.1", 0)); print(one.getsockname()[1])')
    setsid xapian-tcpsrv --quiet --interface 127.0.0.1 --port "$port" "$work/right.db" >/dev/null 2>&1 &
    server=$!
    wait_until newssearch -d "tcp:127.0.0.1:$port" -c robot
    far() { new far -d left.db -d "tcp:127.0.0.1:$port" -n all "robot -title:m*"; }
    is "the first time all articles of an index and a server are new" "$(far | wc -w)" 11
    is "the second time nothing of an index and a server is new" "$(far)" ""
    cp -r right.db later.db
    article right/r6.md "Robot r6"; index later.db
    article left/l7.md "Robot l7"; index left.db
    is "what an index got beside a server is new" "$(far)" "l7.md "
    mv right.db before3.db; mv later.db right.db
    is "what a longer run committed later on a server is new" "$(far)" "r6.md "
    is "after what came on a server nothing is new" "$(far)" ""
    kill $server
fi

cp -r index other.db
new db news >/dev/null
is "a name asked with another index is a warning" "$(search --since-last=db -d other.db news 2>&1 >out)" \
    "newssearch: warning: --since-last=db was last used with another index: $work/index"
is "a name asked with one more index is a warning" "$(search --since-last=db -d index -d other.db news 2>&1 >out)" \
    "newssearch: warning: --since-last=db was last used with another index: $work/other.db"
is "another index of a name is a warning in json" "$(search --since-last=db --format=json news 2>/dev/null | jq -r '.warnings[0]')" \
    "--since-last=db was last used with another index: $work/index, $work/other.db"
is "the same indexes in another order are no warning" \
    "$(search --since-last=dbs -d index -d other.db news >out 2>&1; search --since-last=dbs -d other.db -d index news 2>&1)" ""
new db --peek news >/dev/null
ln -s index link.db
is "a link to the index is no other index" "$(search --since-last=linked news >out 2>&1; search --since-last=linked -d link.db news 2>&1)" ""
is "--seen with another index is a warning" "$(search --since-last=db --seen -d other.db 2>&1)" \
    "newssearch: warning: --since-last=db was last used with another index: $work/index"
new db --peek -d other.db news >/dev/null
is "--seen without an index is no warning" "$(search --since-last=db --seen 2>&1)" ""

mkdir -p state/newssearch/since
echo 1624774140123456 >state/newssearch/since/old
is "a state of an earlier version is read" "$(new old news)" "a.md b.md c.md d.md e.md "
for text in '' x '-1' '12
other' '12
peek x'; do
    printf '%s\n' "$text" >state/newssearch/since/bad
    status "a state file of '$(echo "$text" | tr '\n' ' ')' is an error" 2 search --since-last=bad news
done
printf 12 >state/newssearch/since/bad
status "a state file that was cut is an error" 2 search --since-last=bad news
has "the error of a state file that was cut names it" "$(cat .err)" "state/newssearch/since/bad is not a file that --since-last=bad writes; remove it"
finish
