#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# --watch: what appears is found within a second; bursts, new folders, removals; SIGTERM.
. tests/cli/lib.sh

# waits SECONDS for the number of matches of all articles
wait_for() {
    tries=$(($2 * 20))
    while [ "$(newssearch -c --sort=path 2>/dev/null)" != "$1" ] && [ $tries -gt 0 ]; do
        sleep 0.05
        tries=$((tries - 1))
    done
    newssearch -c --sort=path
}

mkdir tree
article tree/a.md First
newsindex --watch tree >"$work/log" 2>&1 &
watcher=$!
is '--watch begins with a run' "$(wait_for 1 10)" 1
sleep 0.5
article tree/b.md Second
is 'a new article is found' "$(wait_for 2 5)" 2
article tree/new/deep/c.md Third
is 'an article in new folders is found' "$(wait_for 3 5)" 3
mkdir "$work/many"
for n in $(seq 300); do printf -- '---\ntitle: Burst %d\n---\n' "$n" >"$work/many/$n.md"; done
cp -r "$work/many" tree/many
is 'a burst of 300 articles is found' "$(wait_for 303 20)" 303
rm -r tree/many
is 'the articles of a removed folder go' "$(wait_for 3 10)" 3
mv tree/new "$work/moved"
is 'the articles of a folder that is moved away go' "$(wait_for 2 10)" 2
rm tree/b.md
is 'a removed article goes' "$(wait_for 1 5)" 1
mv tree "$work/old"
mkdir tree
article tree/d.md Replaced
article tree/e.md Replaced
is 'the articles of a root that is replaced are found' "$(wait_for 2 20)" 2
article tree/f.md Later
is 'a root that was replaced is watched' "$(wait_for 3 10)" 3
article second/g.md 'Second root'
newsindex -q second
article tree/h.md Event
is 'a root that another process adds is looked at' "$(wait_for 5 10)" 5
sleep 0.5
article second/i.md Watched
is 'a root that another process added is watched' "$(wait_for 6 10)" 6
newsindex -q --forget=second
article second/j.md Forgotten
sleep 1
is 'a root that was forgotten is left alone' "$(wait_for 4 5)" 4
kill -TERM $watcher
wait $watcher
is 'SIGTERM ends --watch with status 0' "$?" 0
ok 'the index is whole after --watch' xapian-check "$work/index"
finish
