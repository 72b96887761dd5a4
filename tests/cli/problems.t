#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# newsindex: complaints about files are printed once, remembered, and listed by --problems.
. tests/cli/lib.sh

bad() { mkdir -p "$(dirname "$1")"; printf -- '---\ntitle: [\n---\n' >"$1"; }
complaints() { { newsindex "$@" >/dev/null; } 2>&1; }
problems() { newsindex --problems --format=json | jq -c "$@"; }

article news/a.md A 'quality: high'; article news/b.md B; bad news/c.md; bad news/sub/d.md
mkdir -p other; article other/o.md O 'heat: warm'
newsindex news other >out 2>err
is 'files that are skipped end a run with status 1' $? 1
has 'a skipped file is reported with its place' "$(cat err)" "^$work/news/c.md:[0-9]+:[0-9]+: skipped: .+"
has 'a value of the wrong type is a warning with its place' "$(cat err)" "^$work/news/a.md:3:[0-9]+: warning: .*quality"
is 'each complaint is one line' "$(wc -l <err)" 4
is 'the first run says nothing of earlier ones' "$(grep -c still err)" 0
newsindex >out 2>err
is 'a run without a change ends with status 1 too' $? 1
is 'a run without a change counts earlier complaints by their kinds' "$(cat err)" '2 files are still skipped; newsindex --problems lists them
2 articles still have warnings; newsindex --problems lists them'
is 'a file that is still skipped, or its directory, is not said to have no front matter' "$({ complaints news/c.md; complaints news/sub; } | grep -c 'front matter')" 0
is '-q does not print the count of earlier complaints' "$(newsindex -q 2>&1)" ''
is 'a run that counts earlier complaints writes nothing' "$(xapian-delve index | grep -i revision; newsindex -q; xapian-delve index | grep -i revision)" "$(xapian-delve index | grep -i revision; xapian-delve index | grep -i revision)"

# --problems
is '--problems lists all of them in order of their paths' "$(newsindex --problems | sed "s,$work/,,; s/:.*//" | tr '\n' ' ')" 'news/a.md news/c.md news/sub/d.md other/o.md '
status '--problems has status 0' 0 newsindex --problems
is '--problems as JSON has paths, lines, columns, kinds and reasons' "$(problems '[.schema, (.problems | length), (.problems[0] | keys)]')" '[1,4,["column","kind","line","path","reason"]]'
is '--problems tells skipped files from warnings' "$(problems '[.problems[] | [(.path | sub(".*/"; "")), .kind]]')" '[["a.md","warning"],["c.md","skipped"],["d.md","skipped"],["o.md","warning"]]'
is '--problems as text has what it has as JSON' "$(newsindex --problems)" "$(newsindex --problems --format=json | jq -r '.problems[] | "\(.path):\(.line):\(.column): \(.kind): \(.reason)"')"
is 'a first run prints what --problems lists' "$(newsindex -d again news other 2>&1 >/dev/null)" "$(newsindex --problems)"
status '--problems of no index is an error' 2 newsindex --problems -d nowhere

# what is new, changed and mended
sed -i 's/quality: high/quality: low/' news/a.md
has 'a changed complaint is printed' "$(complaints)" "news/a.md:3:[0-9]+: warning: .*low"
is 'a changed complaint is printed once' "$(complaints | grep -c a.md)" 0
sed -i 's/title: "A"/title: "A2"/' news/a.md
is 'an edit elsewhere in the file does not print it again' "$(complaints | grep -c a.md)" 0
touch news/a.md news/c.md
is 'a touched file does not print its complaint again' "$(complaints)" "$(complaints)"
is 'an edit of a skipped file that leaves the fault does not print it again' "$(echo text >>news/c.md; complaints | grep -c c.md)" 0
sed -i '1a\
x: 1' news/c.md
has 'a fault in another line is printed' "$(complaints)" "news/c.md:4:[0-9]+: skipped"
bad news/e.md
has 'the complaint about a new file is printed' "$(complaints)" "^$work/news/e.md:.*skipped"
is 'a new complaint is printed beside the count of earlier ones' "$(sed -i '1a\
x: 1' news/e.md; complaints | sed 's/:.*skipped:.*//')" "$work/news/e.md
2 files are still skipped; newsindex --problems lists them
2 articles still have warnings; newsindex --problems lists them"
article news/c.md Mended; rm news/e.md
is 'what is mended or gone is no longer counted' "$(complaints | head -1)" '1 file is still skipped; newsindex --problems lists it'
is 'a complaint that is mended or gone is not listed' "$(problems '[.problems[].path | sub(".*/"; "")]')" '["a.md","d.md","o.md"]'
sed -i '/quality/d' news/a.md; newsindex -q
is 'a warning of a value that was mended is not listed' "$(problems '[.problems[].path | sub(".*/"; "")]')" '["d.md","o.md"]'
article news/a.md A2 'quality: high'; newsindex -q
is 'a refresh remembers its warnings' "$(problems '[.problems[].path | sub(".*/"; "")]')" '["a.md","d.md","o.md"]'
bad news/a.md; newsindex -q
is 'a file that is skipped now has no warning any more' "$(problems '[.problems[0] | .kind]')" '["skipped"]'
article news/a.md A2 'quality: high'; newsindex -q

# parts of the archive
rm -r news/sub
is 'a part that has gone takes its problems with it' "$(newsindex -q news/sub 2>/dev/null; problems '[.problems[].path | sub(".*/"; "")]')" '["a.md","o.md"]'
bad news/f.md; echo news/f.md | newsindex -q --files-from=-
is '--files-from remembers complaints' "$(problems '[.problems[].path | sub(".*/"; "")]')" '["a.md","f.md","o.md"]'
rm news/f.md; echo news/f.md | newsindex -q --files-from=-
is '--files-from forgets complaints about files that are gone' "$(problems '[.problems[].path | sub(".*/"; "")]')" '["a.md","o.md"]'
bad other/p.md; newsindex -q; newsindex -q --forget=other
is '--forget drops those of its directory' "$(problems '[.problems[].path | sub(".*/"; "")]')" '["a.md"]'
bad news/g.md; newsindex -q
is '--rebuild keeps complaints' "$(newsindex -q --rebuild; problems '[.problems[].path | sub(".*/"; "")]')" '["a.md","g.md"]'
is '--rebuild prints no complaint again' "$(complaints --rebuild)" '1 file is still skipped; newsindex --problems lists it
1 article still has warnings; newsindex --problems lists it'
bad news/h.md
is 'a dry run prints what is new' "$(complaints -n | grep -c 'h.md.*skipped')" 1
is 'a dry run remembers no complaint' "$(problems '[.problems[].path | sub(".*/"; "")]')" '["a.md","g.md"]'
head -c 200000 /dev/zero | tr '\0' x >news/large.md
has 'a file over --max-file-size is skipped and reported' "$(complaints --max-file-size=100000)" "news/large.md:1:1: skipped: .*--max-file-size"
newsindex -q; article news/large.md Large; head -c 5000 /dev/zero | tr '\0' x >>news/large.md; newsindex -q
has 'an unchanged article over a lower --max-file-size is skipped' "$(newsindex --max-file-size=4000 2>&1 | tr '\n' ' ')" "news/large.md:1:1: skipped: larger than 4000 .*added 0, updated 0, refreshed 0, removed 1,"
has '--rebuild keeps to the limit, too' "$(newsindex -q; newsindex --rebuild --max-file-size=4000)" "^added 0, updated 0, refreshed 0, removed 1,"
has 'an article is added when --max-file-size is raised again' "$(newsindex)" "^added 1,"
rm news/large.md news/h.md; newsindex -q

# names and rights
name=$(printf 'bad\n\033[31m\351.md'); bad "news/$name"
is 'a name is printed in one clean line' "$(complaints | grep -c 'bad.*skipped')" 1
is '--problems prints no control character of a name' "$(newsindex --problems | LC_ALL=C grep -c "$(printf '\033')")" 0
is '--problems as JSON gives a name that is not UTF-8 as bytes' "$(problems '.problems[] | select(.path | type == "object") | .path.bytes | @base64d | length > 10')" true
rm "news/$name"; newsindex -q
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then # root may read everything
    as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$work" "$@"; }
    chmod 755 "$work"; mkdir -m 777 open; cp "$(command -v newsindex)" open/run
    article open/t/b.md B; article open/t/sub/c.md C; chown -R 65534 open
    as_nobody open/run -q -d open/index open/t
    chmod 0 open/t/b.md
    has 'a file without rights is skipped' "$(as_nobody open/run -d open/index 2>&1)" 't/b.md:1:1: skipped: cannot be read: Permission denied'
    is 'a file without rights is reported once' "$(as_nobody open/run -d open/index 2>&1 | grep -c b.md)" 0
    is 'the article of a file without rights stays' "$(newssearch -d open/index -c --sort=path)" 2
    chmod 644 open/t/b.md; chmod 0 open/t/sub
    has 'a directory without rights is skipped' "$(as_nobody open/run -d open/index 2>&1)" 't/sub:1:1: skipped: cannot be read: Permission denied'
    echo open/t/sub/c.md | as_nobody open/run -q -d open/index --files-from=-
    is 'a listed file in a directory without rights is skipped' "$(newsindex --problems -d open/index | grep -c '/t/sub')" 2
    chmod 755 open/t/sub; as_nobody open/run -q -d open/index
    is 'complaints about missing rights go with the rights' "$(newsindex --problems -d open/index)" ''
fi

# --watch prints each once
newsindex --watch >out 2>err &
watcher=$!
wait_until grep -q 'still skipped' err; bad news/w.md
wait_until grep -q 'w.md' err; article news/w2.md W
wait_until sh -c 'newssearch -c title:W | grep -qx 1'
kill "$watcher"; wait "$watcher" 2>/dev/null
is '--watch prints each complaint once' "$(grep -c 'w.md:.*skipped' err),$(grep -c 'g.md' err)" 1,0
is '--watch counts earlier complaints only at its start' "$(grep -c 'still skipped' err)" 1

# paths longer than a sentence
name=$(printf 'a%.0s' $(seq 240)); deep=long/$name/$name/$name/$name
mkdir -p "$deep"; bad "$deep/g.md"; printf -- '---\nheat: warm\n---\n' >"$deep/w.md"
newsindex -d deep long >out 2>err
is 'the reason comes after a long path, too' "$(sed 's,.*/,,' err | sort)" "$(sed 's,.*/,,' <<END
g.md:3:1: skipped: not YAML: a value or a closing bracket is missing before this place
w.md:2:7: warning: heat: not an integer: warm
END
)"

# shards
newsindex -d parts --shards=3 news >out 2>err
is 'shards remember complaints' "$(newsindex --problems -d parts)" "$(grep -v still err)"
is 'shards count complaints together' "$(newsindex -d parts 2>&1 >/dev/null | head -1)" "2 files are still skipped; newsindex --problems lists them"
finish
