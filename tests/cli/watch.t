#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# --watch: what appears is found; bursts, new folders, removals; SIGTERM.
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
finish
