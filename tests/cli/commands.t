#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Commands in messages can be pasted into a shell: they name the index of --db, and are quoted.
. tests/cli/lib.sh

bad() { mkdir -p "$(dirname "$1")"; printf -- '---\ntitle: [\n---\n' >"$1"; }
# pasted SENTENCE: the command of newsindex in it.
pasted() { printf '%s\n' "$1" | sed -n 's/.*\(newsindex[^;]*\) \(DIR to make\|lists\|removes\) .*/\1/p'; }

article d/a.md A; bad d/b.md
article "it's a dir/c.md" C
other="$work/oth er"

is "without an index, newsindex DIR is all to write" "$(newssearch w 2>&1)" \
    "newssearch: there is no index at $work/index: run newsindex DIR to make one"
advice=$(newssearch --db="oth er" w 2>&1)
is "the index of --db is named and quoted" "$advice" \
    "newssearch: there is no index at $other: run newsindex --db='$other' DIR to make one"
is "of several, the missing one is named" "$(newssearch -d first -d second w 2>&1)" \
    "newssearch: there is no index at $work/first: run newsindex --db=$work/first DIR to make one"
is "a missing index of newsindex --db is named" "$(newsindex --stats -d first 2>&1)" \
    "newsindex: there is no index at $work/first: run newsindex --db=$work/first DIR to make one"
is "an index of --db without directories is named" "$(newsindex -d first 2>&1)" \
    "newsindex: no directories are registered; run newsindex --db=$work/first DIR"
(eval "$(pasted "$advice") d") >out 2>err
is "the command that makes the index makes that one" "$(newssearch --db="oth er" -c a)" 1
is "it makes no other" "$([ -e index ]; echo $?)" 1

advice=$(newsindex --db="oth er" 2>&1 >/dev/null)
is "the count of files that are still skipped has the contract's words" "$advice" "1 file is still skipped; newsindex --problems lists it"
newsindex -q 'd' 2>/dev/null
is "the default index needs no name" "$(newsindex 2>&1 >/dev/null)" "1 file is still skipped; newsindex --problems lists it"

newsindex -q -d "oth er" "it's a dir"; mv "it's a dir" moved
advice=$(newsindex -d "oth er" 2>&1 >/dev/null | grep exist)
is "a directory that is gone is named as a shell wants it" "$advice" \
    "newsindex: $work/it's a dir: this registered directory does not exist; its articles stay in the index (newsindex --db='$other' --forget='$work/it'\\''s a dir' removes them)"
eval "$(pasted "$(printf '%s' "$advice" | sed 's/.*(//')")" >/dev/null 2>&1
is "the command removes its articles" "$(newssearch -d "oth er" -c --sort=path)" 1
mkdir -p e; article e/e.md E; newsindex -q -d "oth er" e; rm e/e.md
has "so is a directory that has no articles any more" "$(newsindex -d "oth er" 2>&1)" \
    "newsindex --db='$other' --forget=$work/e removes them"
article mv1/a.md Moved
article g/g.md G; newsindex -q -d moves mv1 g; mv mv1 mv2
newsindex -d moves mv2 >out 2>err
is "articles of a directory that was moved stay when the new one is named" "$?,$(sed 's/, unch.*//' out)" "0,added 1, updated 0, refreshed 0, removed 0"
is "that they stay is said, with the command that removes them" "$(cat err)" \
    "newsindex: the registered directory $work/mv1 does not exist; its articles stay in the index (newsindex --db=$work/moves --forget=$work/mv1 removes them)"
is "that they stay is not said with -q" "$(newsindex -q -d moves mv2 2>&1)" ""
has "a dry run says that they stay" "$(newsindex -n -d moves mv2 2>&1)" "registered directory $work/mv1 does not exist; "
is "a directory that is gone is reported once where it is named, too" "$(newsindex -d moves mv1 mv2 2>&1 >out | grep -c mv1)" 1
is "a directory that is gone is reported once where a file of it is named" "$(newsindex -d moves mv1/a.md mv2 2>&1 >out | grep -c mv1)" 1
is "without an operand, it is reported once" "$(newsindex -d moves 2>&1 >out | grep -c mv1)" 1
is "a list of files says nothing of directories that it does not name" "$(echo mv2/a.md | newsindex -d moves --files-from=- 2>&1 >out)" ""
newsindex -q -d parts --shards=3 mv2 g; mv mv2 mv3
is "shards say once that the articles of a directory stay" "$(newsindex -d parts mv3 2>&1 >out | grep -c "$work/mv2 does not exist; its")" 1
mv mv3 mv1
is "a directory that is back is not reported" "$(newsindex -d moves g 2>&1 >out | grep -c mv1)" 0
rm d/a.md
has "an article whose file is gone needs newsindex of its index" "$(newssearch -d "oth er" --edit=1 a 2>&1)" \
    "does not exist any more; run newsindex --db='$other'\$"
finish
