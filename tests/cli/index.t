#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# newsindex: what is added, changed and gone; the summary; exit statuses.
. tests/cli/lib.sh

summary() { newsindex "$@" 2>"$work/.err" | sed 's/, [0-9.]* s)/)/'; }
titles() { newssearch -n all --sort=path --format=jsonl --fields=title,heat | tr -d '\n'; }

article news/a.md 'Azure opens' 'heat: 87' 'quality: 10' 'topics: [AI]'
article news/b.md 'PyTorch grows' 'heat: 5'
printf 'no front matter\n' >news/README.md

is 'a first run adds all articles' "$(summary news)" 'added 2, updated 0, refreshed 0, removed 0, unchanged 0, skipped 0, ignored 1 (2 articles)'
revision=$(xapian-delve "$work/index" | grep -i revision)
stamp=$(stat -c '%Y %Z' "$work/index"/*.glass | sort | tail -1)
is 'a run without changes counts all articles as unchanged' "$(summary)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 2, skipped 0, ignored 1 (2 articles)'
is 'a run without changes leaves the revision' "$(xapian-delve "$work/index" | grep -i revision)" "$revision"
is 'a run without changes leaves the times of the tables' "$(stat -c '%Y %Z' "$work/index"/*.glass | sort | tail -1)" "$stamp"

sed -i 's/heat: 87/heat: 88/' news/a.md
is 'an edit of one digit of a number is a refresh' "$(summary)" 'added 0, updated 0, refreshed 1, removed 0, unchanged 1, skipped 0, ignored 1 (2 articles)'
has 'a number that was refreshed is shown' "$(titles)" '"heat": ?88'

touch -d '2021-01-01' "$work/stamp"
cp -p news/a.md keep; touch -r "$work/stamp" news/a.md; newsindex -q
sed -i 's/heat: 88/heat: 89/' news/a.md; touch -r "$work/stamp" news/a.md
is 'an edit of the same size with its time put back is found' "$(summary)" 'added 0, updated 0, refreshed 1, removed 0, unchanged 1, skipped 0, ignored 1 (2 articles)'

for n in 1 2 3 4 5 6 7 8 9; do
    sed "s/heat: 89/heat: 8$n/" news/a.md >news/a.new; cat news/a.new >news/a.md; rm news/a.new
    newsindex -q
    sed "s/heat: 8$n/heat: 89/" news/a.md >"$work/edit"; cat "$work/edit" >news/a.md
    newsindex -q
    case $(titles) in *'"heat":89'* | *'"heat": 89'*) ;; *) break ;; esac
done
is 'edits in the clock tick of the last run are found' "$n" 9

docdata=$(stat -c %z "$work/index/docdata.glass")
sed -i 's/heat: 89/heat: 90/' news/a.md; newsindex -q; sed -i 's/heat: 90/heat: 89/' news/a.md; newsindex -q
is 'an edit of a number leaves the data alone' "$(stat -c %z "$work/index/docdata.glass")" "$docdata"
sed -i 's/^quality:/publishedDateTime: 2021-06-27T06:09:00Z\nquality:/' news/a.md; newsindex -q
sed -i 's/2021-06/2022-06/' news/a.md
is 'an edit of a date is a refresh' "$(summary)" 'added 0, updated 0, refreshed 1, removed 0, unchanged 1, skipped 0, ignored 1 (2 articles)'
is 'a date that was refreshed is shown, read with the row or by itself' \
    "$(newssearch -n1 --sort=date --format=jsonl | jq -r .publishedDateTime),$(newssearch -n1 --sort=date --format=jsonl --fields=publishedDateTime | jq -r .publishedDateTime)" \
    2022-06-27T06:09:00Z,2022-06-27T06:09:00Z

touch news/*.md
is 'a touched file is unchanged' "$(summary)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 2, skipped 0, ignored 1 (2 articles)'

sed -i 's/PyTorch grows/PyTorch shrinks/' news/b.md
is 'an edit of a title is an update' "$(summary)" 'added 0, updated 1, refreshed 0, removed 0, unchanged 1, skipped 0, ignored 1 (2 articles)'
is 'an update finds the new text' "$(newssearch -c shrinks)" 1
is 'an update does not find the old text' "$(newssearch -c grows)" 0

mkdir news/deep; mv news/b.md news/deep/c.md
is 'a rename is one removal and one addition' "$(summary)" 'added 1, updated 0, refreshed 0, removed 1, unchanged 1, skipped 0, ignored 1 (2 articles)'

printf -- '---\ntitle: [\n---\n' >news/deep/c.md
is 'a file whose front matter is broken is removed and skipped' "$(summary)" 'added 0, updated 0, refreshed 0, removed 1, unchanged 1, skipped 1, ignored 1 (1 articles)'
has 'a skipped file is reported with its place' "$(cat "$work/.err")" "^$work/news/deep/c.md:[0-9]+:[0-9]+: "
status 'a run with a skipped file has status 1' 1 newsindex
is 'each run says how many files are still skipped' "$(cat "$work/.err")" '1 file is still skipped; newsindex --problems lists it'
article news/deep/c.md 'PyTorch mended'
is 'a file that is mended is added' "$(summary)" 'added 1, updated 0, refreshed 0, removed 0, unchanged 1, skipped 0, ignored 1 (2 articles)'
printf 'text alone\n' >news/deep/c.md
is 'a file that lost its front matter is removed and ignored' "$(summary)" 'added 0, updated 0, refreshed 0, removed 1, unchanged 1, skipped 0, ignored 2 (1 articles)'
rm news/deep/c.md news/README.md
is 'ignored files that are gone are no longer counted' "$(summary)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 1, skipped 0, ignored 0 (1 articles)'

# dry run
article news/d.md 'A new one'; sed -i 's/heat: 89/heat: 1/' news/a.md
is 'a dry run says what would be done' "$(newsindex -n | grep -v '^added')" "refresh $work/news/a.md
add $work/news/d.md"
is 'a dry run leaves the index as it was' "$(newssearch -c new)" 0
newsindex -q
rm news/d.md; newsindex -n >"$work/plan"
has 'a dry run lists removals' "$(cat "$work/plan")" "^remove $work/news/d.md$"
newsindex -q

# roots
mv news away
status 'a missing root is an error' 2 newsindex
is 'a missing root removes nothing' "$(newssearch -c --sort=path)" 1
mv away news
mkdir other; article other/x.md 'Another root'
newsindex -q other
is 'a second root is registered, and looked at by a run without operands' "$(summary)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 2, skipped 0, ignored 0 (2 articles)'
ln -s news link; newsindex -q link news/ ./news news/deep
is 'a file below links and nested roots is indexed once' "$(newssearch -c --sort=path)" 2
is '--forget removes the articles of a root' "$(summary --forget=other)" 'added 0, updated 0, refreshed 0, removed 1, unchanged 1, skipped 0, ignored 0 (1 articles)'
status '--forget of a directory that is not registered is an error' 2 newsindex --forget=other

# odd files
mkfifo news/pipe.md; ln -s a.md news/loop.md; ln -s . news/self
mkdir news/.hidden news/node_modules; article news/.hidden/h.md Hidden; article news/node_modules/n.md Module
article "news/$(printf 'new\nline').md" Newline; article "news/$(printf 'caf\351').md" Latin
is 'pipes, links and hidden folders are passed over, odd names are indexed' "$(timeout 10 newsindex | sed 's/, [0-9.]* s)/)/')" 'added 2, updated 0, refreshed 0, removed 0, unchanged 1, skipped 0, ignored 0 (3 articles)'

# globs
newsindex -q --exclude='caf*'
is '--exclude leaves out what matches' "$(newssearch -c --sort=path)" 2
newsindex -q
is '--exclude is kept with the index' "$(newssearch -c --sort=path)" 2
newsindex -q --exclude= --include='a.*'
is '--include takes only what matches' "$(newssearch -c --sort=path)" 1
newsindex -q --include=

# lists of files
sed -i 's/heat: 1$/heat: 2/' news/a.md; sed -i 's/Newline/Renamed/' news/new*
is '--files-from reads only the files that are listed' "$(printf 'news/a.md\nnews/gone.md\nMakefile\n' | summary --files-from=-)" 'added 0, updated 0, refreshed 1, removed 0, unchanged 0, skipped 0, ignored 0 (3 articles)'
is '--files-from leaves other files as they were' "$(newssearch -c renamed)" 0
printf 'news/new\nline.md\0' | newsindex -q -0 --files-from=-
is '-0 reads names that are ended by NUL' "$(newssearch -c renamed)" 1
rm news/a.md
echo news/a.md | newsindex -q --files-from=-
is 'a listed file that is gone is removed' "$(newssearch -c --sort=path)" 2

# a first run
new() { newsindex -d "$work/fresh" "$@" 2>"$work/.err" | sed 's/, [0-9.]* s)/)/'; rm -rf "$work/fresh"; }
article twice/t.md Twice
is 'a file that is named twice is indexed once' "$(new twice/t.md ./twice/../twice/t.md)" 'added 1, updated 0, refreshed 0, removed 0, unchanged 0, skipped 0, ignored 0 (1 articles)'
newsindex -q -d fresh twice; article twice/u.md Unknown
is 'a file that is listed twice is indexed once' "$(printf 'twice/u.md\ntwice/u.md\n' | new --files-from=- | cut -d, -f1)" 'added 1'
rm twice/u.md
is '-v of a first run has a line for each file' "$(new -v twice | head -1)" "add $work/twice/t.md"
status 'newsindex cannot write a server' 2 newsindex -d tcp:127.0.0.1:7999 twice
is 'the address of a server makes no directory' "$(ls -d tcp* 2>/dev/null)" ''
newsindex -q -d parts --shards=2 twice
status 'a shard cannot be indexed alone' 2 newsindex -d parts/shard-1 twice
status 'a shard can be checked alone' 0 newsindex -d parts/shard-1 --check
rm -r twice parts

# other orders
status '--check of a sound index has status 0' 0 newsindex --check
inode=$(stat -c %i index)
status '--compact has status 0' 0 newsindex --compact
is '--compact puts a new index in the place of the old one' "$([ "$(stat -c %i index)" = "$inode" ] || echo new)" new
is '--compact keeps all articles' "$(newssearch -c --sort=path)" 2
status '--rebuild has status 0' 0 newsindex --rebuild
is '--rebuild keeps all articles' "$(newssearch -c --sort=path)" 2

article outside/o.md Outside; ln -s outside/o.md alias.md; ln -s ../outside/o.md news/inside.md
is 'links below a root are passed over, also where --files-from names them' "$(echo news/inside.md | summary --files-from=-)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 0, skipped 0, ignored 0 (2 articles)'
is 'a link outside the roots is followed if it is named' "$(summary alias.md outside/o.md)" 'added 2, updated 0, refreshed 0, removed 0, unchanged 0, skipped 0, ignored 0 (4 articles)'
is '--rebuild follows named links, and indexes a file named twice once' "$(summary --rebuild outside/o.md)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 4, skipped 0, ignored 0 (4 articles)'
echo 'no front matter' >outside/o.md
is '--rebuild removes named files that are no articles any more' "$(summary --rebuild)" 'added 0, updated 0, refreshed 0, removed 2, unchanged 2, skipped 0, ignored 2 (2 articles)'
is '--rebuild -v lists what it removes' "$(article gone/g.md Gone; article gone/stays.md Stays; newsindex -q gone; rm gone/g.md; newsindex --rebuild -v | grep ^remove)" "remove $work/gone/g.md"
newsindex -q --forget=gone
rm -r alias.md outside news/inside.md gone; newsindex -q

cp -r "$NEWSSEARCH_DB" damaged
printf 'no table' >damaged/postlist.glass
status 'a damaged index is an error' 2 newsindex -d damaged
status '--rebuild without a directory cannot mend a damaged index' 2 newsindex -d damaged --rebuild
status '--rebuild with a directory mends a damaged index' 0 newsindex -d damaged --rebuild news
is 'a mended index has all articles of the directory' "$(newssearch -d damaged -c --sort=path)" 2
rm -r damaged
has '--stats counts the articles' "$(newsindex --stats)" '^articles: 2$'
ok '--stats --format=json is an object' sh -c 'newsindex --stats --format=json | jq -e ".articles == 2"'
ok '--format=json prints the summary as an object' sh -c 'newsindex --format=json | jq -e ".schema == 1 and .articles == 2 and .unchanged == 2"'
is 'nothing is left beside the index' "$(ls -d "$work"/index*)" "$work/index"

# A word of every article, where some articles have gone: counted without weights, it looked damaged.
mkdir all
for i in $(seq 300); do printf -- '---\ntitle: Article %d\ntopics: [T%d]\n---\nsome words\n' "$i" $((i % 3)) >"all/$i.md"; done
newsindex -q -d gaps all
for i in 7 77 177 207 277; do rm "all/$i.md"; done
for i in 301 302 303 10 20 250; do printf -- '---\ntitle: Article %d changed\n---\nsome words some\n' "$i" >"all/$i.md"; done
newsindex -q -d gaps
is 'facets of a word of all articles are right after removals' "$(newssearch -d gaps -n0 --facet=topic --format=json some | jq -c '[.total, ([.facets.topic[].count] | add)]')" '[298,292]'
is 'a regex beside a word of all articles counts right after removals' "$(newssearch -d gaps -c 'some title:/./')" 298
rm -r all gaps

# mistakes
status 'a missing folder is an error' 2 newsindex "$work/nowhere"
mkdir foreign; echo x >foreign/x
status 'a folder that is no index is an error' 2 newsindex -d foreign news
is 'a folder that is no index is left as it was' "$(ls foreign)" x
status 'an unknown option is an error' 2 newsindex --frobnicate
status "--wait without a number is an error" 2 newsindex --wait=soon
status "an unknown --format is an error" 2 newsindex --format=xml
status "an unknown value of --progress is an error" 2 newsindex --progress=perhaps
status "--shards=0 is an error" 2 newsindex --shards=0
status "--files-from beside a folder is an error" 2 newsindex --files-from=- news
status "-0 without --files-from is an error" 2 newsindex -0
status "--files-from beside --rebuild is an error" 2 newsindex --files-from=- --rebuild
status "-n beside --check is an error" 2 newsindex -n --check
status "an empty operand is an error" 2 newsindex ""
status "an empty --db is an error" 2 newsindex --db= news
status "--files-from of a file that does not exist is an error" 2 newsindex --files-from=nowhere
status '--jobs without a number is an error' 2 newsindex --jobs=none
status 'a run without a registered directory is an error' 2 newsindex -d "$work/fresh"
ok 'a run without a registered directory makes no index' test ! -e "$work/fresh"
status '--help has status 0' 0 newsindex --help
status '--version has status 0' 0 newsindex --version

# two writers
hold "$work/index/newsindex.lock"
status 'an index that another writer holds is status 75' 75 newsindex --wait=0.2
has 'the message of a held index names another process' "$(cat "$work/.err")" 'another process writes'
release
status 'an index can be written once the other writer has ended' 0 newsindex
if command -v xapian-metadata >"$work/.out"; then
    newer=$(($(newsindex --stats --format=json | jq .indexSchema) + 1))
    xapian-metadata set "$work/index" schema $newer
    for action in --stats --check --problems --compact '' -n --rebuild "--rebuild $work/news" --forget="$work/news"; do
        # shellcheck disable=SC2086
        is "an index of a newer schema is refused alike: ${action%%/*}" "$(newsindex $action 2>&1)" \
            "newsindex: $work/index was made by a newer newsindex (schema $newer; this one writes $((newer - 1))): use that, or another --db"
    done
fi
finish
