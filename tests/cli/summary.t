#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# newsindex: what a run prints, and where: summary, statistics, progress, waiting; -q and -v.
. tests/cli/lib.sh

article r/a.md A 'date: 2021-06-27'; article r/b.md B 'date: 2022-07-08'; echo text >r/c.md; printf -- '---\ntitle: [\n---\n' >r/d.md
newsindex r >out 2>err
has 'the summary is one line on standard output' "$(cat out)" '^added 2, updated 0, refreshed 0, removed 0, unchanged 0, skipped 1, ignored 1 \(2 articles, [0-9]+\.[0-9]+ s\)$'
is 'the summary is the only line on standard output' "$(wc -l <out)" 1
is 'the summary of --format=json is one object with these keys' "$(newsindex --format=json 2>/dev/null | jq -c 'keys_unsorted')" \
    '["schema","added","updated","refreshed","removed","unchanged","skipped","ignored","articles","seconds"]'
is 'the object of --format=json has the counts of the run' "$(newsindex --format=json 2>/dev/null | jq -c 'del(.seconds)')" \
    '{"schema":1,"added":0,"updated":0,"refreshed":0,"removed":0,"unchanged":2,"skipped":1,"ignored":1,"articles":2}'
sed -i 's/"A"/"AA"/' r/a.md; printf -- '---\ntitle: "B"\ndate: 2022-07-08\nheat: 7\n---\n' >r/b.md; article r/e.md E
newsindex -v >out 2>/dev/null
is '-v has a line for each file that is added, updated, refreshed or ignored' "$(grep -v '^added' out | sed "s,$work/,,")" 'ignore r/c.md
update r/a.md
refresh r/b.md
add r/e.md'
rm r/e.md
is '-v has a line for each file that is removed' "$(newsindex -v 2>/dev/null | grep '^remove')" "remove $work/r/e.md"
article r/e.md E
is '-q prints nothing' "$(newsindex -q 2>&1)" ''
is '-q prints errors' "$(newsindex -q nosuch 2>&1 | grep -c nosuch)" 1
status '-q has the same status' 1 newsindex -q

newsindex --stats >out
for line in 'articles: 3' 'language: english' 'schema: [0-9]+' 'size: 0[.][0-9]{3} MB' 'first date: 2021-06-27.*' 'last date: 2022-07-08.*' "root: $work/r"; do
    has "--stats says ${line%%:*}" "$(cat out)" "^$line$"
done
is '--stats --format=json has the same values' "$(newsindex --stats --format=json | jq -c '[.articles, .language, .firstDate, .lastDate, (.roots | length), .include, .exclude]')" \
    '[3,"english","2021-06-27T00:00:00Z","2022-07-08T00:00:00Z",1,[],[]]'

is 'there is no progress without a terminal' "$(newsindex --progress=auto 2>&1 >/dev/null | grep -vc still)" 0
has '--progress=always shows progress without a terminal' "$(newsindex --rebuild --progress=always 2>&1 >/dev/null)" 'indexing'
is '--progress=never shows no progress' "$(newsindex --rebuild --progress=never 2>&1 >/dev/null | grep -vc still)" 0
mkdir locales
if localedef -i de_DE -f UTF-8 locales/de_DE.UTF-8 2>/dev/null; then
    german() { LOCPATH="$work/locales" LC_ALL=de_DE.UTF-8 newsindex "$@"; }
    is 'a locale with a decimal comma changes no number in json' "$(german --format=json | jq '.seconds | type')" '"number"'
    german -q --wait=0.5 2>err
    is 'a locale with a decimal comma changes no number in an option' "$(grep -c wait err)" 0
else
    echo "ok $((count += 1)) - numbers in a locale with a decimal comma # SKIP localedef cannot make one"
fi
hold index/newsindex.lock
newsindex --wait=60 2>err &
ok 'waiting for another writer is said on standard error' wait_until grep -q '^newsindex: waiting for another process that writes' err
release
finish
