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
is "it makes no other" "$(ls -d index 2>&1 | grep -c '^index$')" 0

advice=$(newsindex --db="oth er" 2>&1 >/dev/null)
is "files that are still skipped are listed by --problems of that index" "$advice" \
    "1 file is still skipped; newsindex --db='$other' --problems lists it"
has "the command lists them" "$(eval "$(pasted "$advice")" 2>&1)" "d/b.md:.*skipped"
newsindex -q 'd' 2>/dev/null
is "the default index needs no name" "$(newsindex 2>&1 >/dev/null)" "1 file is still skipped; newsindex --problems lists it"

newsindex -q -d "oth er" "it's a dir"; mv "it's a dir" moved
advice=$(newsindex -d "oth er" 2>&1 >/dev/null | grep exist)
is "a directory that is gone is named as a shell wants it" "$advice" \
    "newsindex: $work/it's a dir: this registered directory does not exist; its articles stay in the index (newsindex --db='$other' --forget='$work/it'\\''s a dir' removes them)"
eval "$(pasted "$(printf '%s' "$advice" | sed 's/.*(//')")" >/dev/null
is "the command removes its articles" "$(newssearch -d "oth er" -c --sort=path)" 1
mkdir -p e; article e/e.md E; newsindex -q -d "oth er" e; rm e/e.md
has "so is a directory that has no articles any more" "$(newsindex -d "oth er" 2>&1)" \
    "newsindex --db='$other' --forget=$work/e removes them"
rm d/a.md
has "an article whose file is gone needs newsindex of its index" "$(newssearch -d "oth er" --edit=1 a 2>&1)" \
    "does not exist any more; run newsindex --db='$other'\$"
finish
