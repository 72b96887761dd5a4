#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# newsindex --include and --exclude: what they take, what is kept with the index, and what is said of it.
. tests/cli/lib.sh

names() { newssearch -n all --sort=path --format=paths | sed "s,^$work/,," | tr '\n' ' '; }
said() { { newsindex "$@" >/dev/null; } 2>&1; }

article r/a.md A; article r/drafts/b.md B; article r/drafts/keep.md K; article r/.notes/c.md C; article r/.git/d.md D
article r/_site/e.html E; article r/_layouts/f.html F; article r/_includes/g.html G; article r/node_modules/h.md H
article r/_posts/i.md I; echo text >r/plain.md; echo text >r/t.txt

newsindex -q r
is 'directories that hold no articles are passed over' "$(names)" 'r/_posts/i.md r/a.md r/drafts/b.md r/drafts/keep.md '
is 'a first list is not said to replace one' "$(said --exclude=drafts/)" ''
is '--exclude leaves a directory out' "$(names)" 'r/_posts/i.md r/a.md '
is '--exclude is kept for later runs' "$(newsindex -q; names)" 'r/_posts/i.md r/a.md '
is 'the same list of --exclude is accepted in silence' "$(said --exclude=drafts/)" ''
has 'another list of --exclude replaces the list with a message' "$(said --exclude='drafts/*' --exclude='!drafts/keep.md')" '^newsindex: --exclude: drafts/\*, !drafts/keep.md replaces the stored list: drafts/$'
is 'a pattern with ! takes a file back' "$(names)" 'r/_posts/i.md r/a.md r/drafts/keep.md '
is '--stats shows the lists' "$(newsindex --stats | grep '^exclude')" "exclude: drafts/*
exclude: !drafts/keep.md"
has 'an empty --exclude clears the list with a message' "$(said --exclude=)" '^newsindex: --exclude: the stored list is cleared: drafts/'
is 'a cleared list takes all files back' "$(names)" 'r/_posts/i.md r/a.md r/drafts/b.md r/drafts/keep.md '
is 'an empty value clears those before it' "$(newsindex -q --exclude=drafts/ --exclude= --exclude=_posts; newsindex --stats | grep '^exclude'; newsindex -q --exclude=)" 'exclude: _posts'
is '--include takes only what matches' "$(newsindex -q --include=drafts/; names)" 'r/drafts/b.md r/drafts/keep.md '
is '--include takes directories that are passed over by default' "$(newsindex -q --include=.notes/ --include='_site/*.html' --include=node_modules/h.md 2>/dev/null; names)" 'r/.notes/c.md r/_site/e.html r/node_modules/h.md '
is '--include takes no other directories that are passed over by default' "$(newsindex -q --include='*.md' --include=.notes/; names)" 'r/.notes/c.md r/_posts/i.md r/a.md r/drafts/b.md r/drafts/keep.md '
is '--exclude wins over --include' "$(newsindex -q --exclude='keep*'; names)" 'r/.notes/c.md r/_posts/i.md r/a.md r/drafts/b.md '
is '! in --include leaves out' "$(newsindex -q --exclude= --include=drafts/ --include='!keep.md'; names)" 'r/drafts/b.md '
is 'a list of --include with only ! patterns begins with all files' "$(newsindex -q --include='!drafts/'; names)" 'r/_posts/i.md r/a.md '
has 'a pattern that matches no file is said' "$(said --include='*.nosuch' --include=a.md)" '^newsindex: --include=\*.nosuch matches no file with the name of an article'
is 'a pattern that matches a file is not reported' "$(said --include= --include=drafts/ | grep -c 'matches no')" 0
has 'a first run reports a pattern that matches no file' "$(said -d first --include='*.nosuch' r)" '^newsindex: --include=\*.nosuch matches no file with the name of an article'
has 'shards report a pattern that matches no file once' "$(said -d parts --shards=2 --include='*.nosuch' r | grep -c nosuch)" '^1$'
has 'new patterns beside an operand are said to be for all' "$(article other/o.md O; said --include= other)" 'new patterns apply to all registered directories'
is 'what --files-from is given is taken by the same patterns' "$(newsindex -q --exclude=drafts/; printf 'r/drafts/b.md\nr/a.md\n' | newsindex --files-from=- 2>&1 >/dev/null | sed "s,$work/,,")" \
    'newsindex: r/drafts/b.md is left out: an --exclude pattern matches it or a directory above it'
for pattern in '[bad' 'a[!]' 'a/[[:alpha:]' "x\\" '/' '!' 'a\\[b'; do
    status "a pattern that can match nothing is an error: $pattern" 2 newsindex --exclude="$pattern"
    has 'the error of a pattern names it' "$(cat .err)" "^newsindex: --exclude=.* (has a|ends in|names no)"
done
for pattern in . .. ./drafts ../r '!./keep.md' drafts/../drafts 'drafts/./*' drafts//keep.md ./ //drafts; do
    status "a pattern with a part that no path has is an error: $pattern" 2 newsindex --exclude="$pattern"
    has "the error of such a pattern says so: $pattern" "$(cat .err)" '^newsindex: --exclude=.* can match nothing.* write '
done
is 'the error of ./ in a pattern says what to write' "$(said --include=./drafts/)" 'newsindex: --include=./drafts/ can match nothing; write --include=/drafts/'
ln -s r linked
for root in r linked; do
    is "the path of a directory in a pattern is an error: $root" "$(said -n -d place --exclude="!$work/$root/drafts/" "$root")" \
        "newsindex: --exclude=!$work/$root/drafts/ can match nothing, because patterns begin below the registered directory $work/$root; write --exclude=!/drafts/"
done
status 'the path of a registered directory as a pattern is an error' 2 newsindex -n -d place --include="$work/r" r
is 'the name of a directory in a pattern gives a warning' "$(said -n -d place --exclude=r/drafts r)" \
    "newsindex: warning: --exclude=r/drafts does not match $work/r itself: patterns begin below it; write --exclude=/drafts"
has 'the name of a directory as a pattern gives a warning' "$(said -n -d place --exclude=r/ r)" 'warning: --exclude=r/ does not match .*/r itself: patterns begin below it$'
mkdir r/r
is 'the name of a directory that also exists below it gives no warning' "$(said -n -d place --exclude=r/drafts r)" ''
rmdir r/r
for pattern in '\[x' '[]x]' '[!]x]' '[[:alpha:]]' '[a\]b]' "x\\\\"; do
    status "a bracket that is closed or escaped is accepted: $pattern" 0 newsindex -n --exclude="$pattern"
done
mkdir conf; echo "exclude: ['[bad']" >conf/config.yaml
status 'a pattern of the configuration that can match nothing is an error' 2 newsindex --config=conf/config.yaml
is 'its error names the configuration' "$(cat .err)" 'newsindex: conf/config.yaml:1:10: exclude: [bad has a [ without a ]; write \[ for the character itself'
echo 'exclude: [./drafts]' >conf/config.yaml
is 'the error of ./ in the configuration says what to write there' "$(said --config=conf/config.yaml)" \
    'newsindex: conf/config.yaml:1:10: exclude: ./drafts can match nothing; write /drafts'
article t/notes/a.md A; article t/blog/notes/b.md B; article t/blog/c.md C
echo "exclude: [$work/t/notes/draft]" >conf/config.yaml
is 'the path of a directory in a pattern of the configuration gives a warning' "$(said -d conf/index --config=conf/config.yaml t/notes t/blog)" \
    "newsindex: warning: conf/config.yaml:1:10: exclude: $work/t/notes/draft can match nothing, because patterns begin below the registered directory $work/t/notes; write /draft"
article t/blog/d.md D
status 'such a pattern stops no later run' 0 newsindex -q -d conf/index --config=conf/config.yaml
is 'which takes new articles' "$(newssearch -d conf/index -c title:d)" 1
status 'it is an error of an option beside it' 2 newsindex -d conf/index --config=conf/config.yaml --include="$work/t/notes/draft"
echo 'include: [blog/x]' >conf/config.yaml
has 'the name of a directory in a pattern of the configuration gives a warning that names it' "$(said -n -d conf/place --config=conf/config.yaml t/blog)" \
    "^newsindex: warning: conf/config.yaml:1:10: include: blog/x does not match $work/t/blog itself: patterns begin below it; write /x$"
newsindex -v >out 2>&1
is '-v lists what is ignored' "$(grep -c "^ignore $work/r/plain.md$" out)" 1
is 'a dry run lists changes alone' "$(touch r/plain.md; newsindex -n | grep -c '^ignore')" 0
finish
