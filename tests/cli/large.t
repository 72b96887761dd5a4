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
has '21,000 articles are added with 340 descriptors' "$(cat summary)" '^added 21000, .*\(21000 articles'
is 'a build with few descriptors prints no error' "$(cat errors)" ''
status 'an index of 21,000 articles is sound' 0 newsindex --check
is 'articles that all tie are in the order of their paths' "$(newssearch -n all --sort=date --format=paths | md5sum)" \
    "$(for file in news/*; do echo "$work/$file"; done | md5sum)"
is 'the last page of ties has the last path' "$(newssearch --sort=quality --offset=20999 --format='{title}')" 'Number 20999'
is 'the first row of ties is printed before a closed pipe ends it' "$(newssearch -n all --sort=date --format=paths | head -1)" "$work/news/00000.md"
is 'rows that are read as they are printed have their ranks and titles' \
    "$(newssearch -n all --sort=path --format=jsonl | jq -r 'select(.rank == 15001) | .title')" 'Number 15000'
is 'rows of a page that begins late have their ranks and titles' "$(newssearch -n 11000 --offset=9000 --sort=path --format='{rank} {title}\n' | tail -1)" '20000 Number 19999'
is 'facets count all articles' "$(newssearch -n0 --facet=topic --format=json | jq -r '[.facets.topic[].count] | add')" 21000
is 'a regex on all titles counts right' "$(newssearch -c 'title:/[05]$/')" 4200
is 'a regex on all bodies beside an excluded regex counts right' "$(newssearch -c 'body:/^Word7\d$/ NOT topic:/t[0-5]/i')" 300
is 'a page of a regex on threads is the page on one processor' "$(newssearch --offset=900 -n 1100 --format=paths 'title:/[05]$/')" \
    "$(taskset -c "$(taskset -cp $$ | sed 's/.*: //; s/[^0-9].*//')" newssearch --offset=900 -n 1100 --format=paths 'title:/[05]$/')"
is '--like finds the article of an address' "$(newssearch --like=https://news.example/77/ -n1 --format='{title}')" 'Number 777'
is '--like finds the same by path as by address' "$(newssearch --like=news/00077.md -n3 --format='{title},')" "$(newssearch --like=https://news.example/77/ -n3 --format='{title},')"
status '--like of an address that no article has is an error' 2 newssearch --like=https://news.example/none/
for file in news/1*; do echo more >>"$file"; done
has 'a change of half of the articles updates them' "$(newsindex)" '^added 0, updated 10000, refreshed 0, removed 0, unchanged 11000,'
is 'the updated half of the articles is found' "$(newssearch -c body:more)" 10000
for file in news/*; do echo most >>"$file"; done
script -qec "newsindex --progress=always" /dev/null >screen 2>&1
has 'a change of all articles updates them, with progress on a terminal' "$(tr '\r' '\n' <screen)" 'updated 21000,'
has 'progress says how many files it reads a second' "$(tr '\r' '\n' <screen)" 'files, [0-9]+/s'
is 'a build leaves nothing beside the index' "$(ls -d "$work"/index*)" "$work/index"

mkdir part
cp news/0[0-5]* part
export NEWSSEARCH_DB="$work/second.index"
article first/a.md Alone
newsindex -q first
inode=$(stat -c %i second.index)
mv first away
has 'a larger directory is added while another one is missing' "$(newsindex part)" '^added 6000, .* unchanged 0, .*\(6001 articles'
is 'a directory added while another is missing leaves the index in its place' "$(stat -c %i second.index):$(newssearch -c Alone)" "$inode:1"
newsindex -q --forget=part
mv away first
has 'a larger directory is added while the other one is there' "$(newsindex part)" '^added 6000, .* unchanged 1, .*\(6001 articles'
is 'a much larger directory builds the index again' "$([ "$(stat -c %i second.index)" = "$inode" ] || echo anew):$(newssearch -c Alone)" anew:1

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
has '24 articles of 30,000 words are added' "$(newsindex -j 2 long)" '^added 24,'
status 'an index of long articles is sound' 0 newsindex --check
is 'the last words of a long article are found as a phrase' "$(newssearch '"closing bell17"' --format='{title}')" 'Long 17'
is 'the first words of a long article are found as a phrase' "$(newssearch '"opening bell23"' --format='{title}')" 'Long 23'
for file in long/*; do echo amended >>"$file"; done
most=$(stat -c %s long.index/*.glass | sort -n | tail -1)
prlimit --fsize=$((most / 2)) newsindex >summary 2>errors
is 'a change that fails halfway has status 2' "$?" 2
has 'the error of a change that fails halfway says why' "$(cat errors)" 'File too large$'
prlimit --fsize=9000 newsindex 2>errors
is 'a change that can write nothing has status 2 and calls nothing damaged' "$?:$(grep -c damaged errors)" 2:0
is 'a change that failed leaves all articles as they were' "$(newssearch -c amended):$(newssearch -c opening)" 0:24
status 'a change that failed leaves the index sound' 0 newsindex --check
has 'the next run updates what had failed' "$(newsindex)" '^added 0, updated 24,'
is 'after the next run all articles are found' "$(newssearch -c amended):$(newssearch -c '"closing bell5"')" 24:1
status 'after the next run the index is sound' 0 newsindex --check
finish
