#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# --watch: what appears is found; bursts, new folders, removals; swapped directories, other processes; SIGTERM.
. tests/cli/lib.sh

# The number of all articles, once it is N.
wait_for() {
    wait_until sh -c "newssearch -c --sort=path | grep -qx '$1'"
    newssearch -c --sort=path
}

mkdir tree
article tree/a.md First
newsindex --watch tree >"$work/log" 2>&1 &
watcher=$!
is '--watch begins with a run' "$(wait_for 1)" 1
sleep 0.5
article tree/b.md Second
is 'a new article is found' "$(wait_for 2)" 2
article tree/new/deep/c.md Third
is 'an article in new folders is found' "$(wait_for 3)" 3
mkdir "$work/many"
for n in $(seq 300); do printf -- '---\ntitle: Burst %d\n---\n' "$n" >"$work/many/$n.md"; done
cp -r "$work/many" tree/many
is 'a burst of 300 articles is found' "$(wait_for 303)" 303
rm -r tree/many
is 'the articles of a removed folder go' "$(wait_for 3)" 3
mv tree/new "$work/moved"
is 'the articles of a folder that is moved away go' "$(wait_for 2)" 2
rm tree/b.md
is 'a removed article goes' "$(wait_for 1)" 1
mv tree "$work/old"
mkdir tree
article tree/d.md Replaced
article tree/e.md Replaced
is 'the articles of a root that is replaced are found' "$(wait_for 2)" 2
article tree/f.md Later
is 'a root that was replaced is watched' "$(wait_for 3)" 3
article second/g.md 'Second root'
newsindex -q second
article tree/h.md Event
is 'a root that another process adds is looked at' "$(wait_for 5)" 5
sleep 0.5
article second/i.md Watched
is 'a root that another process added is watched' "$(wait_for 6)" 6
newsindex -q --forget=second
article second/j.md Forgotten
sleep 1
is 'a root that was forgotten is left alone' "$(wait_for 4)" 4
article alone/y.md Alone; newsindex -q alone/y.md
is 'a file that another process adds is looked at' "$(article tree/k.md More; wait_for 6)" 6
sleep 0.5; mv alone/y.md alone/y.md~
is 'the article of a registered file that is gone goes' "$(wait_for 5)" 5
article alone/y.md Again
is 'a registered file that is back is found' "$(wait_for 6)" 6
kill -TERM $watcher
wait $watcher
is 'SIGTERM ends --watch with status 0' "$?" 0
ok 'the index is whole after --watch' xapian-check "$work/index"

# What is swapped above a registered directory, and what another process changes in the index.
# Each case has its own index and watcher.
begin() { # NAME: makes NAME the index's name
    NEWSSEARCH_DB="$work/$1.index"
}
watch() {
    newsindex --watch "$@" >"$work/log" 2>&1 &
    watcher=$!
}
end_watch() { kill -TERM $watcher; wait $watcher; }
found() { wait_until sh -c "newssearch -c 'title:$1' | grep -qx 1" && newssearch -c "title:$1"; }
gone() { wait_until sh -c "newssearch -c 'title:$1' | grep -qx 0"; }

begin parent
article site/content/a.md Alpha
newsindex -q site/content
watch
article site/content/b.md Beta
is 'the watcher of a directory whose parent is swapped runs' "$(found Beta)" 1
cp -r site site2
article site2/content/c.md Gamma
mv site site.old
mv site2 site
is 'articles of a root whose parent was swapped are found' "$(found Gamma)" 1
article site/content/d.md Delta
is 'a root whose parent was swapped is watched' "$(found Delta)" 1
mv site site.moved
mkdir site
mv site.moved/content site/content2
ok 'a root that is missing is reported' wait_until grep -q 'content: this registered directory does not exist' "$work/log"
mv site/content2 site/content
article site/content/e.md Epsilon
is 'a root that was missing is found again' "$(found Epsilon)" 1
article site/content/f.md Zeta
is 'a root that was missing is watched again' "$(found Zeta)" 1
end_watch

begin link
article r1/a.md Alpha
article r2/a.md Beta
ln -s r1 cur
newsindex -q cur
watch
article r1/b.md Gamma
is 'the watcher of a link to a directory runs' "$(found Gamma)" 1
ln -s r2 next
mv -T next cur
is 'the articles of the new target of a link are found' "$(found Beta)" 1
article r2/b.md Delta
is 'the new target of a link is watched' "$(found Delta)" 1
ok 'the articles of the old target of a link go' gone Gamma
article r1/c.md Old
article r2/c.md Epsilon
is 'the old target of a link is left alone' "$(found Epsilon),$(newssearch -c title:Old)" 1,0
end_watch

begin file_link
article f1/a.md Alpha
article f2/a.md Beta
ln -s "$work/f1/a.md" one.md
newsindex -q one.md
watch
article f1/a.md Gamma
is 'the watcher of a link to a file runs' "$(found Gamma)" 1
ln -s "$work/f2/a.md" next.md
mv -T next.md one.md
is 'the new target of a link to a file is found' "$(found Beta)" 1
article f2/a.md Delta
is 'the new target of a link to a file is watched' "$(found Delta)" 1
end_watch

begin patterns
article p/a.md Alpha
article p/d/b.md Beta
article p/.h/c.md Hidden
article p/n.njk Nunjucks
newsindex -q --exclude=d/ p
watch --ext=txt
article p/e.md Gamma
is 'the watcher of a directory with patterns runs' "$(found Gamma)" 1
newsindex -q --exclude=
is 'a pattern that another process clears is gone' "$(found Beta)" 1
article p/d/b.md Delta
is 'what another process includes again is watched' "$(found Delta)" 1
article p/d/b.md Epsilon
is 'it is watched from then on' "$(found Epsilon)" 1
newsindex -q --include=.h/ --include='*.md' --include='*.njk'
article p/.h/c.md Eta
is 'a directory that another process includes is watched' "$(found Eta)" 1
newsindex -q --ext=njk
is 'an extension that another process adds counts' "$(found Nunjucks)" 1
article p/n.njk Theta
is 'files with an extension that another process adds are watched' "$(found Theta)" 1
newsindex -q --exclude=d/
article p/d/b.md Iota
article p/e.md Kappa
is 'what another process excludes is left alone' "$(found Kappa),$(newssearch -c title:Iota)" 1,0
is 'the watcher keeps the settings of the other process' "$(newsindex --stats | grep -Ec '^(exclude *d/|.*njk)')" 2
end_watch

for shards in '' --shards=2; do
    begin "other$shards"
    rm -rf q q2
    article q/a.md Alpha
    article q2/b.md Beta
    newsindex -q $shards q
    watch
    article q/c.md Gamma
    is "the watcher of one of two directories runs ($shards)" "$(found Gamma)" 1
    newsindex -q q2
    article q2/b.md Delta
    is "a directory that another process registers is watched ($shards)" "$(found Delta)" 1
    article q2/b.md Epsilon
    is "it is watched from then on ($shards)" "$(found Epsilon)" 1
    newsindex -q --forget=q2 >/dev/null
    article q2/b.md Zeta
    article q/c.md Eta
    is "a directory that another process forgets is left alone ($shards)" "$(found Eta),$(newssearch -c title:Zeta)" 1,0
    end_watch
done

# An editor that writes a registered file anew after a while.
begin slow
article t/other.md Other
article u/y.md Alpha
newsindex -q t u/y.md
watch
article u/y.md Beta
is 'the watcher of a registered file runs' "$(found Beta)" 1
mv u/y.md u/y.md~
sleep 0.3
has 'a registered file that vanishes for a moment stays in the index' "$(newssearch -c title:Beta)" 1
article u/y.md Gamma
is 'a registered file that is replaced slowly is found' "$(found Gamma)" 1
mv u/y.md u/y.md~
ok 'a registered file that is gone goes' gone Gamma
article t/more.md More
is 'other articles are found after that' "$(found More)" 1
end_watch

# Without changes nothing is written, also by the regular check.
begin still
article s/a.md Alpha
newsindex -q s
watch
article s/b.md Beta
is 'the watcher of a directory without changes runs' "$(found Beta)" 1
stamp() { find "$NEWSSEARCH_DB" -printf '%p %i %T@ %C@ %s\n' | sort; }
before=$(stamp)
sleep 4.5
is 'without changes nothing is written' "$(stamp)" "$before"
end_watch

# A signal ends the first build, too, like one without --watch.
begin first
article slow/0.md Slow
seq 20000 >>slow/0.md
n=0
while [ $n -lt 400 ]; do n=$((n + 1)); ln slow/0.md slow/$n.md; done
watch slow
ok 'the first build of --watch begins' wait_until test -e "$NEWSSEARCH_DB.build/part-0"
end_watch 2>/dev/null
is 'SIGTERM ends --watch during the first build' "$?" 143
rm slow/[1-9]*
newsindex -q slow
is 'the next run after a first build that a signal ended is whole' "$(newssearch -c title:Slow)" 1
finish
