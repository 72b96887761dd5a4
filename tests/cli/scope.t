#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# newsindex: which directories and files a run looks at, and what it does about those that are not there.
. tests/cli/lib.sh

summary() { newsindex "$@" 2>"$work/.err" | sed 's/, [0-9.]* s)/)/'; }
changes() { summary "$@" | sed 's/, unchanged.*//'; }
articles() { newssearch -c --sort=path; }
fresh() { newsindex -q --forget="$work/r" 2>/dev/null; rm -rf "$work"/index "$work"/r; }

# directories and files that are not there
status 'a directory that does not exist is an error in a first run' 2 newsindex nosuch
has 'the error of a directory that does not exist names it' "$(cat .err)" "$work/nosuch"
ok 'a directory that does not exist makes no index' test ! -e index
article r/a.md A; article r/sub/b.md B; article r/sub/deep/c.md C; article r/sub/d.md D; article other/o.md O
status 'one missing directory does not keep another from being indexed in a first run' 2 newsindex r nosuch
is 'a first run indexes the directory that exists' "$(articles)" 4
is 'a first run does not register a missing directory' "$(newsindex --stats | grep '^root')" "root: $work/r"
article r/new.md New
status 'one missing directory does not keep another from being indexed in a later run' 2 newsindex nosuch r
is 'a later run adds the articles of the directory that exists' "$(articles)" 5
status 'a directory that does not exist changes nothing by itself' 2 newsindex nosuch
is 'a dry run of a directory that does not exist changes nothing' "$(newsindex -n nosuch 2>&1 >/dev/null | grep -c nosuch),$(newsindex -n nosuch 2>/dev/null)" 1,
rm -r r/sub
is 'a directory below a registered one that has gone loses its articles' "$(changes r/sub)" 'added 0, updated 0, refreshed 0, removed 3'
is 'articles beside a directory that has gone stay' "$(articles)" 2
status 'a name of which the index has nothing is an error' 2 newsindex r/sub
has 'the error of a name of which the index has nothing says so' "$(cat .err)" 'r/sub.*no article of it'
rm r/new.md
is 'a named file that has gone loses its article' "$(changes r/new.md)" 'added 0, updated 0, refreshed 0, removed 1'

# registered directories that are not there, or empty
article r/sub/b.md B; newsindex -q other r
mv r away
status 'a registered directory that does not exist is an error' 2 newsindex
has 'the error of a missing registered directory says how to remove its articles' "$(cat .err)" "$work/r:.*--forget=$work/r"
is 'the error of a missing registered directory is printed once' "$(grep -c "$work/r:" .err)" 1
is 'the articles of a missing registered directory stay' "$(articles)" 3
article other/p.md P; newsindex -q 2>/dev/null
is 'other directories are indexed beside a missing one' "$(articles)" 4
mkdir r
status 'an empty mount point is an error' 2 newsindex
has 'the error of an empty mount point names the directory' "$(cat .err)" "$work/r:.*contains no articles"
is 'an empty mount point removes nothing' "$(articles)" 4
echo 'not mounted' >r/README.md
status 'a mount point with a file that is no article is an error' 2 newsindex
is 'a mount point with a file that is no article removes nothing' "$(articles)" 4
status 'naming an empty mount point is an error' 2 newsindex r
status 'naming a directory below an empty mount point is an error' 2 newsindex r/sub
echo r/a.md >list
status 'listing a file of an empty mount point is an error' 2 newsindex --files-from=list
is 'names of an empty mount point remove nothing' "$(articles)" 4
status '--rebuild with an empty mount point is an error' 2 newsindex --rebuild
is '--rebuild with an empty mount point removes nothing' "$(articles)" 4
rm -r r
status 'listing a file of a missing directory is an error' 2 newsindex --files-from=list
status 'naming a missing directory is an error' 2 newsindex r
status 'naming a directory below a missing one is an error' 2 newsindex r/sub
status '--rebuild with a missing directory is an error' 2 newsindex --rebuild
is 'names of a missing directory remove nothing' "$(articles)" 4
article other/q.md Q; printf 'r/a.md\nother/q.md\n' >list
newsindex -q --files-from=list 2>/dev/null
is 'other files of a list are indexed beside a missing directory' "$(articles)" 5
mv away r
is 'when a missing directory is back, all is unchanged' "$(summary)" 'added 0, updated 0, refreshed 0, removed 0, unchanged 5, skipped 0, ignored 0 (5 articles)'
mkdir r/new; mv r/a.md r/sub r/new
is 'a directory whose articles have all moved is not empty' "$(changes)" 'added 2, updated 0, refreshed 0, removed 2'
is '--forget removes the articles on purpose' "$(rm -r r; changes --forget=r)" 'added 0, updated 0, refreshed 0, removed 2'
status 'a run after --forget has status 0' 0 newsindex
article t/a.md A; article u/b.md B; newsindex -q -d forget t u; rm -r u; echo 'fields: {heat: views}' >fields.yaml
status 'an index that must be rebuilt is not without a registered directory' 2 newsindex -d forget --config=fields.yaml
is 'a dry run of --forget lists what a rebuild would remove' "$(newsindex -n -d forget --config=fields.yaml --forget=u 2>/dev/null | sed '$d')" "remove $work/u/b.md"
is '--forget rebuilds an index that must be rebuilt' "$(changes -d forget --config=fields.yaml --forget=u)" 'added 0, updated 0, refreshed 0, removed 1'
status 'a run after such a --forget has status 0' 0 newsindex -d forget --config=fields.yaml
is '--forget can drop the last directory of an index that must be rebuilt' "$(rm -r t; newsindex -d forget --forget=t | sed 's/.*(//; s/,.*//')" '0 articles'
rm -r forget
newsindex -q --exclude='*'
is 'patterns that leave everything out remove it' "$(articles)" 0
newsindex -q --exclude=
is 'cleared patterns bring the articles back' "$(articles)" 3

# operands that are no articles
mkdir empty; echo text >other/plain.md; echo text >other/notes.txt; mkfifo other/pipe.md
status 'a directory without articles is no error' 0 newsindex empty
has 'a directory without articles is reported' "$(cat .err)" "$work/empty contains no articles"
has 'a directory without articles is registered' "$(newsindex --stats)" "^root: $work/empty$"
is 'a directory without articles is reported once' "$(newsindex 2>&1 >/dev/null)" ''
mkdir kept; article kept/k.md K
has 'patterns are named where they may be the reason' "$(newsindex -n --exclude='k*' kept 2>&1)" 'and begins with front matter .*; files that --include or --exclude leaves out do not count$'
has '--plain is not advised where it is in effect' "$(newsindex -n --plain empty 2>&1)" 'empty contains no articles: no file below it has the name of an article$'
rm -r kept
status 'a file without front matter is no error' 0 newsindex other/plain.md
has 'a named file without front matter is reported' "$(cat .err)" "$work/other/plain.md is not an article"
status 'a file with another name is an error' 2 newsindex other/notes.txt
has 'the error of a file with another name says why' "$(cat .err)" 'notes.txt.*\*\.md'
status 'a pipe as an operand is an error' 2 newsindex other/pipe.md
mkdir -p other/.hidden other/node_modules; article other/.hidden/h.md H; article other/node_modules/n.md N
for name in other/.hidden other/node_modules other/node_modules/n.md; do
    status "$name is passed over, and to name it is an error" 2 newsindex "$name"
    has "the error of $name says that --include takes it" "$(cat .err)" '\-\-include'
done
rm other/pipe.md

# registered files
article alone/one.md One; article alone/two.md Two
is 'a named file outside the registered directories is added' "$(changes alone/one.md)" 'added 1, updated 0, refreshed 0, removed 0'
has 'a named file outside the registered directories is registered itself' "$(newsindex --stats)" "^file: $work/alone/one.md$"
is 'a neighbour of a registered file is not indexed' "$(changes)" 'added 0, updated 0, refreshed 0, removed 0'
sed -i 's/One/Uno/' alone/one.md
is 'a later run finds changes of a registered file' "$(changes)" 'added 0, updated 1, refreshed 0, removed 0'
mv alone elsewhere
status 'a registered file without its directory is an error' 2 newsindex
is 'a registered file without its directory stays' "$(articles)" 4
mv elsewhere alone; rm alone/one.md
is 'a registered file that is gone is removed' "$(changes)" 'added 0, updated 0, refreshed 0, removed 1'
has 'a registered file that is gone stays registered, with a message' "$(cat .err)" "one.md is gone; it stays registered .*--forget=$work/alone/one.md"
is 'later runs do not report a registered file that is gone' "$(newsindex 2>&1 >/dev/null; newsindex --stats | grep -c '^file')" 1
status 'to name a registered file that is gone is an error' 2 newsindex alone/one.md
has 'the error of a registered file that is gone says so' "$(cat .err)" 'one.md: there is no such file .*no article of it'
article alone/one.md Again
is 'a registered file that is back is added' "$(changes)" 'added 1, updated 0, refreshed 0, removed 0'
is 'a run with only registered files that are gone is no error' "$(newsindex -q -d files alone/one.md; rm alone/one.md; newsindex -q -d files; newsindex -q -d files; echo $?; article alone/one.md Back; changes -d files)" "0
added 1, updated 0, refreshed 0, removed 0"
rm -r files; newsindex -q --forget=alone/one.md
is '--forget drops a registered file that is gone' "$(newsindex -q alone/two.md; mv alone/two.md two; newsindex -q; newsindex --forget=alone/two.md >/dev/null; mv two alone/two.md; newsindex --stats | grep -c '^file')" 0
newsindex -q alone/two.md
is '--forget drops a file' "$(changes --forget=alone/two.md)" 'added 0, updated 0, refreshed 0, removed 1'

# symbolic links
mkdir s; article real/x.md X; article real2/x.md X; article s/y.md Y; ln -s ../real2/x.md s/link.md; ln -s ../real s/folder; ln -s y.md s/same.md
newsindex -q s
is 'links below a directory are not followed' "$(articles)" 4
is 'a link to a file is followed as an operand' "$(changes s/link.md)" 'added 1, updated 0, refreshed 0, removed 0'
is 'the next run keeps an article that a link names' "$(changes)" 'added 0, updated 0, refreshed 0, removed 0'
sed -i 's/X/Changed/' real2/x.md
is 'the next run follows a link that was named' "$(changes)" 'added 0, updated 1, refreshed 0, removed 0'
is '--rebuild keeps an article that a link names' "$(newsindex -q --rebuild; articles)" 5
is 'a link to a directory is followed as an operand' "$(changes s/folder)" 'added 1, updated 0, refreshed 0, removed 0'
is 'the next run keeps what a link to a directory added' "$(changes)" 'added 0, updated 0, refreshed 0, removed 0'
is '--rebuild keeps a link to a directory' "$(newsindex -q --rebuild; articles)" 6
is 'a link to what is indexed adds nothing' "$(changes s/same.md)" 'added 0, updated 0, refreshed 0, removed 0'
newsindex -q --forget="$work/s/folder" --forget="$work/s/link.md"
is '--forget drops links' "$(articles)" 4
mkdir s/inner; article s/inner/i.md Inner
is 'a registered directory below another is indexed once' "$(summary s s/inner | sed 's/.*(//')" '5 articles)'
status 'a directory below a registered one cannot be forgotten' 2 newsindex --forget=s/inner
newsindex -q -d nested s/inner s
is 'a directory registered before the one above it can be forgotten and keeps its articles' "$(newsindex -d nested --forget=s/inner | sed 's/, unchanged.*//')" 'added 0, updated 0, refreshed 0, removed 0'
newsindex -q -d nested s/inner; newsindex -q -d nested --rebuild
rm -r s/inner nested; newsindex -q
mkdir c; article c/x.md Cx; article c/z.md Cz; ln -s c lc; ln -s c/z.md lz.md
newsindex -q -d once lc/x.md lz.md
is 'a directory with the targets of registered files indexes each once' "$(changes -d once c)" 'added 2, updated 0, refreshed 0, removed 2'
has 'a message says why a registered file that is now in a registered directory is removed' "$(cat .err)" "$work/lc/x.md is in a registered directory, by another name"
is 'the next run changes nothing of files that were registered before' "$(changes -d once; changes -d once lc/x.md)" 'added 0, updated 0, refreshed 0, removed 0
added 0, updated 0, refreshed 0, removed 0'
is 'files that were registered before a directory are indexed again when it is forgotten' "$(newsindex -q -d once --forget=c; changes -d once)" 'added 2, updated 0, refreshed 0, removed 0'
newsindex -q -d twice c/x.md
is 'a link to a registered file adds nothing' "$(changes -d twice lc/x.md)" 'added 0, updated 0, refreshed 0, removed 0'
is 'a build indexes the target of a registered file once' "$(newsindex -q -d build lc/x.md; newsindex -d build --rebuild c | sed 's/.*(//; s/,.*//')" '2 articles'
rm -r c lc lz.md once twice build
ln -s s whole; article s/z.md Z
is 'a directory named by a link to it is the same' "$(changes whole)" 'added 1, updated 0, refreshed 0, removed 0'
rm s/y.md; ln -s ../real/x.md s/y.md
is 'an article that a link replaces is removed' "$(changes)" 'added 0, updated 0, refreshed 0, removed 1'

# registered directories and files below an operand
article v/top.md Top; article ext/e.md E; article ext2/one.md One; ln -s ../ext v/shared; ln -s ../ext2/one.md v/one.md
article v/.vault/h.md H; article v/_layouts/l.html L; article v/node_modules/n.md N; article v/node_modules/o.md O; article v/left/out.md O
newsindex -q -d below v/shared v/one.md v/.vault v/_layouts/l.html v/node_modules/n.md v/left
newsindex -q -d below --exclude=left/ v
is 'a run with an operand keeps what is registered below it' "$(newssearch -d below -c --sort=path)" 7
echo text >>ext/e.md; echo text >>ext2/one.md; article v/.vault/g.md G; article v/left/p.md P; rm v/node_modules/n.md
is 'a run with an operand looks at what is registered below it' "$(changes -d below v)" 'added 2, updated 2, refreshed 0, removed 1'
is 'the next run without an operand changes nothing' "$(changes -d below)" 'added 0, updated 0, refreshed 0, removed 0'
mv ext away
status 'a registered directory below an operand that does not exist is an error' 2 newsindex -d below v
has 'the error of a registered directory below an operand says how to remove its articles' "$(cat .err)" "v/shared:.*--forget=$work/v/shared"
mv away ext
rm -r v/.vault/*
status 'a registered directory below an operand that is empty is an error' 2 newsindex -d below v
is 'the articles of directories below an operand stay' "$(newssearch -d below -c --sort=path)" 8
rm -r v ext ext2 below

# --files-from takes what a full run takes
mkdir -p s/.git s/_site s/sub; article s/.git/g.md G; article s/_site/i.html I; article s/sub/n.md N; article stray/s.md S
printf '%s\n' s/.git/g.md s/_site/i.html s/sub s/link.md s/folder/x.md stray/s.md other/notes.txt s/nosuch.md s/sub/n.md >list
is '--files-from takes only what a full run takes' "$(changes --files-from=list)" 'added 1, updated 0, refreshed 0, removed 0'
for name in s/.git/g.md s/_site/i.html s/sub s/link.md s/folder/x.md stray/s.md other/notes.txt; do
    has "--files-from warns of $name" "$(cat .err)" "^newsindex: $work/$name is left out: "
done
is '--files-from does not warn of a file that is gone' "$(grep -c nosuch .err)" 0
is 'a full run after --files-from changes nothing' "$(changes)" 'added 0, updated 0, refreshed 0, removed 0'
is 'a list read through a linked directory is the same' "$(sed -i 's/"N"/"M"/' s/sub/n.md; echo whole/sub/n.md | changes --files-from=-)" 'added 0, updated 1, refreshed 0, removed 0'
for n in $(seq 30); do echo "no-$n.txt" >>many; : >"no-$n.txt"; done
newsindex -q s; newsindex --files-from=many >/dev/null 2>.err
is 'ten names of a reason are listed, and the rest is counted' "$(grep -c 'no-.* is left out' .err),$(grep -c '20 more names' .err)" 10,1
rm s/sub/n.md; ln -s ../z.md s/sub/n.md
is 'a listed article that a full run would remove is removed' "$(echo s/sub/n.md | changes --files-from=-)" 'added 0, updated 0, refreshed 0, removed 1'
article 's/ü.md' U; newsindex -q s
has 'a name that git has quoted is reported' "$(printf '%s\n' '"s/\303\274.md"' | newsindex --files-from=- 2>&1)" 'git quotes this name'
rm 's/ü.md'; newsindex -q
has 'a name that ends with a carriage return is reported' "$(printf 's/z.md\r\n' | newsindex --files-from=- 2>&1)" 'carriage return'
newsindex -q s
# shellcheck disable=SC2059,SC2069
listed() { printf "$@" | newsindex --files-from=- 2>&1 >out; }
is 'a list of removed files that are no articles is not reported' "$(listed 's/img/x.png\ns/none.md\n'; cd s && listed 'img/x.png\nnone.md\nsub/none.md\n')" ''
for name in sub/o.md sub/none.md z.md; do
    : >s/sub/o.md
    is "names that begin at the top of the checkout are reported: $name" "$(cd s/sub && listed "../img.png\n$name\n")" \
        "newsindex: warning: no name of --files-from is that of a file in $work/s/sub, and they seem to begin at $work/s; run newsindex there, or use git's --relative"
    rm s/sub/o.md
done
is 'removed files in a folder below the top of the checkout are not reported' "$(cd s/sub && listed 'none.md\nimg/x.png\n')" ''
is 'a list that ends its names otherwise is reported' "$(printf 's/z.md\ns/y.md\n' | newsindex -0 --files-from=- 2>&1 >out)" \
    'newsindex: warning: the names of --files-from end with newlines, but with --null they end with NUL, so none of them is that of a file'
is 'a list of which one name is known is not reported' "$(listed 's/none.md\ns/z.md\n')" ''
is 'an empty list is not reported' "$(: | newsindex --files-from=- 2>&1 >out)" ''
article s/gone/1.md One; article s/gone/deep/2.md Two; article s/gone2/3.md Three; newsindex -q s; rm -r s/gone
is 'a listed directory that is gone loses its articles' "$(echo s/gone | changes --files-from=-)" 'added 0, updated 0, refreshed 0, removed 2'
article s/gone/1.md One; newsindex -q s; mv s/gone s/away
is 'a directory that is listed through a link and gone loses its articles' "$(printf 'whole/gone/\ns/img/x.png\n' | changes --files-from=-)" 'added 0, updated 0, refreshed 0, removed 1'
is 'a listed directory that is gone and of which the index has nothing is not reported' "$(listed 's/gone\n')" ''
is 'a listed directory that exists keeps its articles' "$(echo s/gone2 | changes --files-from=- 2>&1)" 'added 0, updated 0, refreshed 0, removed 0'
rm -r s/away s/gone2; newsindex -q s; mv s s-away
status 'a listed registered directory that is gone is an error' 2 sh -c 'echo s | newsindex --files-from=-'
mv s-away s
status '--files-from without a registered directory is an error' 2 newsindex -d none --files-from=many
ok '--files-from without a registered directory makes no index' test ! -e none

# a dry run of a build
lines() { newsindex "$@" 2>/dev/null | sed 's/, unchanged.*//; s/, [0-9.]* s)/)/' | grep -v '^ignore' | sort; }
as_real() { # what is new, and so on, in all registered directories
    name=$1; shift
    article l/new.md "New $1"; sed -i 's/heat: .*/&1/' l/heat.md; rm -f l/gone.md; echo "text $1" >>m/text.md
    dry=$(lines -n -d dry "$@"); real=$(lines -v -d dry "$@")
    is "$name" "$dry" "$real"
    has "$name, which says something" "$dry" '^(add|update|refresh|remove) '
    rm l/new.md; article l/gone.md Gone; newsindex -q -d dry
}
article l/heat.md Heat 'heat: 1'; article l/gone.md Gone; article m/text.md Text; echo plain >m/plain.md; article o/o.md O; newsindex -q -d dry l m
as_real 'a dry run of --plain lists what a run does' --plain
has 'a dry run of --plain=no lists the removals' "$(lines -n -d dry --plain=no)" "^remove $work/m/plain.md"
as_real 'a dry run of --plain=no lists what a run does' --plain=no
as_real 'a dry run of --rebuild with a directory lists what a run does' --rebuild o
newsindex -q -d dry --forget=o; article p/p.md P
as_real 'a dry run of a directory with another language lists what a run does' p --language=none
is 'a dry run of --rebuild fails as a run does' "$(mv m away; newsindex -n -d dry --rebuild 2>&1 | tail -1; mv away m)" 'newsindex: nothing was built'
rm -r l m o p dry

# pseudo file systems
status 'a pseudo file system is not indexed' 2 newsindex /proc/self
has 'the error of a pseudo file system says what it is' "$(cat .err)" 'pseudo file system'
if strace -qq -e trace=none true 2>/dev/null && [ "$(stat -f -c %T /proc /sys | tr '\n' ' ')" = 'proc sysfs ' ]; then
    strace -f -o trace -e trace=getdents64 -y newsindex -q -d root --exclude='/*' --exclude='!/proc' --exclude='!/sys' / 2>/dev/null
    is 'pseudo file systems below / are not walked' "$(grep -c '</' trace | grep -cvx 0),$(grep -cE '<(/proc|/sys)' trace)" 1,0
fi

# shards say everything once
newsindex -d parts --shards=3 s nosuch empty >out 2>err
is 'shards are indexed beside what is missing' "$?,$(newssearch -d parts -c --sort=path)" 2,1
is 'shards report what is missing once' "$(grep -c nosuch err),$(grep -c 'empty contains no articles' err),$(grep -c "$work/s " err)" 1,1,0
status 'a name that no shard knows is an error' 2 newsindex -d parts s/nosuch
is 'a name that no shard knows is reported once' "$(grep -c nosuch .err)" 1
article s/2.md Two; article s/3.md Three; newsindex -q -d parts; rm s/3.md
status 'a name that one shard knows is no error' 0 newsindex -d parts s/3.md

# The time for many operands grows with their number: once 2,000 directories took half a minute of a processor. Their order
# does not matter, nor does that of what is below what.
mkdir operands; n=0
while [ $n -lt 2000 ]; do
    mkdir operands/$n; printf -- '---\ntitle: Many\n---\n' >operands/$n/a.md
    n=$((n + 1))
done
ok 'two thousand directories are registered at once in little time' sh -c 'ulimit -t 20 && exec newsindex -q -d dirs operands/*'
is 'each of two thousand directories is registered' "$(newsindex -d dirs --stats | grep -c '^root')" 2000
ok 'two thousand files are registered at once in little time' sh -c 'ulimit -t 20 && exec newsindex -q -d files operands/*/a.md'
is 'each of two thousand files is registered' "$(newsindex -d files --stats | grep -c '^file')" 2000
status 'a directory above registered ones takes them in' 0 newsindex -q -d dirs operands
newsindex -q -d mixed operands/1/a.md operands/2 operands operands/3 operands/1 operands/4/a.md
is 'directories and files of one another are indexed once in any order' "$(newssearch -d mixed -c --sort=path),$(
    newssearch -d dirs -c --sort=path)" 2000,2000
finish
