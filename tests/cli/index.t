#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# newsindex: what is added, changed and gone; the summary; exit statuses.
. tests/cli/lib.sh

summary() { newsindex "$@" 2>"$work/.err" | sed 's/, [0-9.]* s)/)/'; }
titles() { newssearch -n all --sort=path --format=jsonl --fields=title,heat | tr -d '\n'; }

article news/a.md 'Azure opens' 'heat: 87' 'quality: 10' 'topics: [AI]'
article news/b.md 'PyTorch grows' 'heat: 5'
printf 'no front matter\n' >news/README.md

is 'a first run adds' "$(summary news)" 'added 2, updated 0, refreshed 0, removed 0, unchanged 0, skipped 0, ignored 1 (2 articles)'
revision=$(xapian-delve "$work/index" | grep -i revision)
stamp=$(stat -c '%Y %Z' "$work/index"/*.glass | sort | tail -1)
is 'nothing changed' "$(summary)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 2, skipped 0, ignored 1 (2 articles)'
is 'and nothing written: revision' "$(xapian-delve "$work/index" | grep -i revision)" "$revision"
is 'and nothing written: times' "$(stat -c '%Y %Z' "$work/index"/*.glass | sort | tail -1)" "$stamp"

sed -i 's/heat: 87/heat: 88/' news/a.md
is 'one digit is a refresh' "$(summary)" 'added 0, updated 0, refreshed 1, removed 0, unchanged 1, skipped 0, ignored 1 (2 articles)'
has 'and is seen' "$(titles)" '"heat": ?88'

touch -d '2021-01-01' "$work/stamp"
cp -p news/a.md keep; touch -r "$work/stamp" news/a.md; newsindex -q
sed -i 's/heat: 88/heat: 89/' news/a.md; touch -r "$work/stamp" news/a.md
is 'an edit of the same size with its time put back' "$(summary)" 'added 0, updated 0, refreshed 1, removed 0, unchanged 1, skipped 0, ignored 1 (2 articles)'

for n in 1 2 3 4 5 6 7 8 9; do
    sed "s/heat: 89/heat: 8$n/" news/a.md >news/a.new; cat news/a.new >news/a.md; rm news/a.new
    newsindex -q
    sed "s/heat: 8$n/heat: 89/" news/a.md >"$work/edit"; cat "$work/edit" >news/a.md
    newsindex -q
    case $(titles) in *'"heat":89'* | *'"heat": 89'*) ;; *) break ;; esac
done
is 'edits in the clock tick of the last run' "$n" 9

docdata=$(stat -c %z "$work/index/docdata.glass")
sed -i 's/heat: 89/heat: 90/' news/a.md; newsindex -q; sed -i 's/heat: 90/heat: 89/' news/a.md; newsindex -q
is 'an edit of a number leaves the data alone' "$(stat -c %z "$work/index/docdata.glass")" "$docdata"
sed -i 's/^quality:/publishedDateTime: 2021-06-27T06:09:00Z\nquality:/' news/a.md; newsindex -q
sed -i 's/2021-06/2022-06/' news/a.md
is 'a date is a refresh too' "$(summary)" 'added 0, updated 0, refreshed 1, removed 0, unchanged 1, skipped 0, ignored 1 (2 articles)'
is 'and is shown, read with the row or by itself' \
    "$(newssearch -n1 --sort=date --format=jsonl | jq -r .publishedDateTime),$(newssearch -n1 --sort=date --format=jsonl --fields=publishedDateTime | jq -r .publishedDateTime)" \
    2022-06-27T06:09:00Z,2022-06-27T06:09:00Z

touch news/*.md
is 'a touch changes nothing' "$(summary)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 2, skipped 0, ignored 1 (2 articles)'

sed -i 's/PyTorch grows/PyTorch shrinks/' news/b.md
is 'text is an update' "$(summary)" 'added 0, updated 1, refreshed 0, removed 0, unchanged 1, skipped 0, ignored 1 (2 articles)'
is 'the new text is found' "$(newssearch -c shrinks)" 1
is 'the old is not' "$(newssearch -c grows)" 0

mkdir news/deep; mv news/b.md news/deep/c.md
is 'a rename' "$(summary)" 'added 1, updated 0, refreshed 0, removed 1, unchanged 1, skipped 0, ignored 1 (2 articles)'

printf -- '---\ntitle: [\n---\n' >news/deep/c.md
is 'a broken file goes, and is reported' "$(summary)" 'added 0, updated 0, refreshed 0, removed 1, unchanged 1, skipped 1, ignored 1 (1 articles)'
has 'with its place' "$(cat "$work/.err")" "^$work/news/deep/c.md:[0-9]+:[0-9]+: "
status 'with status 1' 1 newsindex
is 'and how many still are on every run' "$(cat "$work/.err")" '1 file is still skipped; newsindex --problems lists it'
article news/deep/c.md 'PyTorch mended'
is 'until it is mended' "$(summary)" 'added 1, updated 0, refreshed 0, removed 0, unchanged 1, skipped 0, ignored 1 (2 articles)'
printf 'text alone\n' >news/deep/c.md
is 'a file that lost its front matter' "$(summary)" 'added 0, updated 0, refreshed 0, removed 1, unchanged 1, skipped 0, ignored 2 (1 articles)'
rm news/deep/c.md news/README.md
is 'ignored files that go' "$(summary)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 1, skipped 0, ignored 0 (1 articles)'

# dry run
article news/d.md 'A new one'; sed -i 's/heat: 89/heat: 1/' news/a.md
is 'a dry run says what would be done' "$(newsindex -n | grep -v '^added')" "refresh $work/news/a.md
add $work/news/d.md"
is 'and does nothing' "$(newssearch -c new)" 0
newsindex -q
rm news/d.md; newsindex -n >"$work/plan"
has 'also what would go' "$(cat "$work/plan")" "^remove $work/news/d.md$"
newsindex -q

# roots
mv news away
status 'a missing root is an error' 2 newsindex
is 'that removes nothing' "$(newssearch -c --sort=path)" 1
mv away news
mkdir other; article other/x.md 'Another root'
newsindex -q other
is 'a second root is registered' "$(summary)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 2, skipped 0, ignored 0 (2 articles)'
ln -s news link; newsindex -q link news/ ./news news/deep
is 'links and nested roots: each file once' "$(newssearch -c --sort=path)" 2
is 'forget' "$(summary --forget=other)" 'added 0, updated 0, refreshed 0, removed 1, unchanged 1, skipped 0, ignored 0 (1 articles)'
status 'forget what is not registered' 2 newsindex --forget=other

# odd files
mkfifo news/pipe.md; ln -s a.md news/loop.md; ln -s . news/self
mkdir news/.hidden news/node_modules; article news/.hidden/h.md Hidden; article news/node_modules/n.md Module
article "news/$(printf 'new\nline').md" Newline; article "news/$(printf 'caf\351').md" Latin
is 'pipes, links, hidden folders, odd names' "$(timeout 10 newsindex | sed 's/, [0-9.]* s)/)/')" 'added 2, updated 0, refreshed 0, removed 0, unchanged 1, skipped 0, ignored 0 (3 articles)'

# globs
newsindex -q --exclude='caf*'
is 'exclude' "$(newssearch -c --sort=path)" 2
newsindex -q
is 'is kept' "$(newssearch -c --sort=path)" 2
newsindex -q --exclude= --include='a.*'
is 'include' "$(newssearch -c --sort=path)" 1
newsindex -q --include=

# lists of files
sed -i 's/heat: 1$/heat: 2/' news/a.md; sed -i 's/Newline/Renamed/' news/new*
is 'files-from takes only these' "$(printf 'news/a.md\nnews/gone.md\nMakefile\n' | summary --files-from=-)" 'added 0, updated 0, refreshed 1, removed 0, unchanged 0, skipped 0, ignored 0 (3 articles)'
is 'the other is as it was' "$(newssearch -c renamed)" 0
printf 'news/new\nline.md\0' | newsindex -q -0 --files-from=-
is 'NUL-ended' "$(newssearch -c renamed)" 1
rm news/a.md
echo news/a.md | newsindex -q --files-from=-
is 'a listed file that is gone is removed' "$(newssearch -c --sort=path)" 2

# a first run
new() { newsindex -d "$work/fresh" "$@" 2>"$work/.err" | sed 's/, [0-9.]* s)/)/'; rm -rf "$work/fresh"; }
article twice/t.md Twice
is 'what is named twice is there once' "$(new twice/t.md ./twice/../twice/t.md)" 'added 1, updated 0, refreshed 0, removed 0, unchanged 0, skipped 0, ignored 0 (1 articles)'
newsindex -q -d fresh twice; article twice/u.md Unknown
is 'and listed twice' "$(printf 'twice/u.md\ntwice/u.md\n' | new --files-from=- | cut -d, -f1)" 'added 1'
rm twice/u.md
is 'each with a line, if that is wanted' "$(new -v twice | head -1)" "add $work/twice/t.md"
status 'a server cannot be written' 2 newsindex -d tcp:127.0.0.1:7999 twice
is 'and is no directory' "$(ls -d tcp* 2>/dev/null)" ''
newsindex -q -d parts --shards=2 twice
status 'a shard is not indexed alone' 2 newsindex -d parts/shard-1 twice
status 'but looked at' 0 newsindex -d parts/shard-1 --check
rm -r twice parts

# other orders
status 'check' 0 newsindex --check
status 'compact' 0 newsindex --compact
is 'compact keeps all' "$(newssearch -c --sort=path)" 2
status 'rebuild' 0 newsindex --rebuild
is 'rebuild keeps all' "$(newssearch -c --sort=path)" 2

article outside/o.md Outside; ln -s outside/o.md alias.md; ln -s ../outside/o.md news/inside.md
is 'links below a root are left alone, however they come' "$(echo news/inside.md | summary --files-from=-)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 0, skipped 0, ignored 0 (2 articles)'
is 'a link outside is followed if it is named' "$(summary alias.md outside/o.md)" 'added 2, updated 0, refreshed 0, removed 0, unchanged 0, skipped 0, ignored 0 (4 articles)'
is 'and by a rebuild; what is named too, is there once' "$(summary --rebuild outside/o.md)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 4, skipped 0, ignored 0 (4 articles)'
echo 'no front matter' >outside/o.md
is 'what is no article any more, is removed by a rebuild, too' "$(summary --rebuild)" 'added 0, updated 0, refreshed 0, removed 2, unchanged 2, skipped 0, ignored 2 (2 articles)'
is 'and told' "$(article gone/g.md Gone; article gone/stays.md Stays; newsindex -q gone; rm gone/g.md; newsindex --rebuild -v | grep ^remove)" "remove $work/gone/g.md"
newsindex -q --forget=gone
rm -r alias.md outside news/inside.md gone; newsindex -q

cp -r "$NEWSSEARCH_DB" damaged
printf 'no table' >damaged/postlist.glass
status 'a damaged index is an error' 2 newsindex -d damaged
status 'that rebuild without a folder cannot mend' 2 newsindex -d damaged --rebuild
status 'and with one can' 0 newsindex -d damaged --rebuild news
is 'with all that is there' "$(newssearch -d damaged -c --sort=path)" 2
rm -r damaged
has 'stats' "$(newsindex --stats)" '^articles: 2$'
ok 'stats as JSON' sh -c 'newsindex --stats --format=json | jq -e ".articles == 2"'
ok 'a summary as JSON' sh -c 'newsindex --format=json | jq -e ".schema == 1 and .articles == 2 and .unchanged == 2"'
is 'nothing is left beside the index' "$(ls -d "$work"/index*)" "$work/index"

# A word of every article, where some articles have gone: counted without weights, it looked damaged.
mkdir all
for i in $(seq 300); do printf -- '---\ntitle: Article %d\ntopics: [T%d]\n---\nsome words\n' "$i" $((i % 3)) >"all/$i.md"; done
newsindex -q -d gaps all
for i in 7 77 177 207 277; do rm "all/$i.md"; done
for i in 301 302 303 10 20 250; do printf -- '---\ntitle: Article %d changed\n---\nsome words some\n' "$i" >"all/$i.md"; done
newsindex -q -d gaps
is 'facets of a word that all have' "$(newssearch -d gaps -n0 --facet=topic --format=json some | jq -c '[.total, ([.facets.topic[].count] | add)]')" '[298,292]'
is 'and their count' "$(newssearch -d gaps -c 'some title:/./')" 298
rm -r all gaps

# mistakes
status 'a missing folder' 2 newsindex "$work/nowhere"
mkdir foreign; echo x >foreign/x
status 'a folder that is no index' 2 newsindex -d foreign news
is 'is left alone' "$(ls foreign)" x
status 'an unknown option' 2 newsindex --frobnicate
status "a bad wait" 2 newsindex --wait=soon
status "a bad format" 2 newsindex --format=xml
status "a bad time for progress" 2 newsindex --progress=perhaps
status "no shards" 2 newsindex --shards=0
status "files-from beside a folder" 2 newsindex --files-from=- news
status "null without a list" 2 newsindex -0
status "files-from beside rebuild" 2 newsindex --files-from=- --rebuild
status "a dry run of a check" 2 newsindex -n --check
status "an empty name" 2 newsindex ""
status "an empty index" 2 newsindex --db= news
status "a file of names that is not there" 2 newsindex --files-from=nowhere
status 'a bad number' 2 newsindex --jobs=none
status 'no root yet' 2 newsindex -d "$work/fresh"
ok 'and no folder is left of it' test ! -e "$work/fresh"
status 'help' 0 newsindex --help
status 'version' 0 newsindex --version

# two writers
flock "$work/index/newsindex.lock" sleep 3 &
sleep 0.3
status 'a held index' 75 newsindex --wait=0.2
has 'is told' "$(cat "$work/.err")" 'another writer'
wait
status 'and free again' 0 newsindex
finish
