#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# 21,000 small articles with few descriptors: parts are merged in groups, and groups merged; ties of all articles
# are settled in one pass over a slot; most of them changed is a build; progress leaves no trace. Long articles, whose
# terms are written a few articles at a time, in one transaction when they change.
. tests/cli/lib.sh

mkdir news
python3 - <<'END'
for i in range(21000):
    with open("news/%05d.md" % i, "w", encoding="ascii") as file:
        file.write("---\ntitle: Number %d\nurl: https://news.example/%d/\ntopics: [T%d]\n---\nWord%d\n" % (i, i, i % 7, i % 100))
END
prlimit --nofile=340 newsindex -j 4 news >summary 2>errors
has 'all are added' "$(cat summary)" '^added 21000, .*\(21000 articles'
is 'without a complaint' "$(cat errors)" ''
status 'the index is sound' 0 newsindex --check
is 'in order of their paths where all tie' "$(newssearch -n all --sort=date --format=paths | md5sum)" \
    "$(for file in news/*; do echo "$work/$file"; done | md5sum)"
is 'the last page of them' "$(newssearch --sort=quality --offset=20999 --format='{title}')" 'Number 20999'
is 'the first of them, and a closed pipe' "$(newssearch -n all --sort=date --format=paths | head -1)" "$work/news/00000.md"
is 'ranks and titles of rows read as they are printed' \
    "$(newssearch -n all --sort=path --format=jsonl | jq -r 'select(.rank == 15001) | .title')" 'Number 15000'
is 'and of a page that begins late' "$(newssearch -n 11000 --offset=9000 --sort=path --format='{rank} {title}\n' | tail -1)" '20000 Number 19999'
is 'facets of all' "$(newssearch -n0 --facet=topic --format=json | jq -r '[.facets.topic[].count] | add')" 21000
is 'a regex on all titles' "$(newssearch -c 'title:/[05]$/')" 4200
is 'and on all bodies, but for a topic' "$(newssearch -c 'body:/^Word7\d$/ NOT topic:/t[0-5]/i')" 300
is 'a page of them is the page without threads' "$(newssearch --offset=900 -n 1100 --format=paths 'title:/[05]$/')" \
    "$(taskset -c "$(taskset -cp $$ | sed 's/.*: //; s/[^0-9].*//')" newssearch --offset=900 -n 1100 --format=paths 'title:/[05]$/')"
is 'like, by address' "$(newssearch --like=https://news.example/77/ -n1 --format='{title}')" 'Number 777'
is 'as by path' "$(newssearch --like=news/00077.md -n3 --format='{title},')" "$(newssearch --like=https://news.example/77/ -n3 --format='{title},')"
status 'like what is not there' 2 newssearch --like=https://news.example/none/
for file in news/1*; do echo more >>"$file"; done
has 'half of them changed' "$(newsindex)" '^added 0, updated 10000, refreshed 0, removed 0, unchanged 11000,'
is 'and are found' "$(newssearch -c body:more)" 10000
for file in news/*; do echo most >>"$file"; done
script -qec "newsindex --progress=always" /dev/null >screen 2>&1
has 'all of them, with progress on a terminal' "$(tr '\r' '\n' <screen)" 'updated 21000,'
has 'which says how many a second' "$(tr '\r' '\n' <screen)" 'files, [0-9]+/s'
is 'nothing is left beside the index' "$(ls -d "$work"/index*)" "$work/index"

mkdir part
cp news/0[0-5]* part
export NEWSSEARCH_DB="$work/second.index"
article first/a.md Alone
newsindex -q first
inode=$(stat -c %i second.index)
mv first away
has 'a far larger directory, where another cannot be read' "$(newsindex part)" '^added 6000, .* unchanged 0, .*\(6001 articles'
is 'is added to the index' "$(stat -c %i second.index):$(newssearch -c Alone)" "$inode:1"
newsindex -q --forget=part
mv away first
has 'and where it can' "$(newsindex part)" '^added 6000, .* unchanged 1, .*\(6001 articles'
is 'the index is built anew' "$([ "$(stat -c %i second.index)" = "$inode" ] || echo anew):$(newssearch -c Alone)" anew:1

mkdir long
python3 - <<'END'
import random
random.seed(7)
for i in range(24):
    words = ["w%d" % random.randrange(3000) for _ in range(30000)]
    with open("long/%02d.md" % i, "w", encoding="ascii") as file:
        file.write("---\ntitle: Long %d\n---\nopening bell%d %s\nclosing bell%d\n" % (i, i, " ".join(words), i))
END
export NEWSSEARCH_DB="$work/long.index"
has 'long articles' "$(newsindex -j 2 long)" '^added 24,'
status 'in a sound index' 0 newsindex --check
is 'their last words are found, side by side' "$(newssearch '"closing bell17"' --format='{title}')" 'Long 17'
is 'and their first' "$(newssearch '"opening bell23"' --format='{title}')" 'Long 23'
for file in long/*; do echo amended >>"$file"; done
most=$(stat -c %s long.index/*.glass | sort -n | tail -1)
prlimit --fsize=$((most / 2)) newsindex >summary 2>errors
is 'a change that fails halfway' "$?" 2
has 'says why' "$(cat errors)" 'File too large$'
prlimit --fsize=9000 newsindex 2>errors
is 'even if nothing at all can be written' "$?:$(grep -c damaged errors)" 2:0
is 'changes nothing' "$(newssearch -c amended):$(newssearch -c opening)" 0:24
status 'and leaves it sound' 0 newsindex --check
has 'once there is room' "$(newsindex)" '^added 0, updated 24,'
is 'all is there' "$(newssearch -c amended):$(newssearch -c '"closing bell5"')" 24:1
status 'and sound' 0 newsindex --check
finish
