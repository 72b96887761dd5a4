#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# newsindex: each option with each action; what would have no effect is an error.
. tests/cli/lib.sh

article news/a.md 'Azure opens'
newsindex -q news

actions='--stats --check --compact --problems --forget=other --watch'
# The actions that take the option beside them.
takes() {
    case $1 in
    --quiet | --config=* | --db=*) echo "$actions" ;;
    --format=*) echo '--stats --problems --forget=other --watch' ;;
    --progress=* | --verbose) echo '--forget=other --watch' ;;
    --wait=*) echo '--compact --forget=other --watch' ;;
    --dry-run) echo '--forget=other' ;;
    --files-from=* | --null) ;;
    *) echo '--watch' ;;
    esac
}
echo '{}' >config.yaml
for option in --quiet --config=config.yaml "--db=$work/index" --format=json --progress=never --verbose --wait=1 \
    --dry-run --files-from=/dev/null --null --rebuild --include='*.md' --exclude=x --max-file-size=9 --jobs=2 \
    --shards=2 --language=none; do
    allowed=" $(takes "$option") "
    for action in $actions; do
        case $allowed in *" $action "*) continue ;; esac
        timeout 10 newsindex "$option" "$action" >out 2>err
        is "$option has no effect with $action, which is an error" "$?,$(wc -c <out),$(grep -c -e "${option%%=*}" err)" 2,0,1
    done
done
for option in --quiet --format=json; do
    status "--stats takes $option" 0 newsindex --stats "$option"
done
mkdir other
for option in --quiet --format=json --progress=never --verbose --wait=1 --dry-run; do
    article other/o.md Other; newsindex -q other
    status "--forget takes $option" 0 newsindex --forget=other "$option"
done
newsindex -q
rm -r other; newsindex -q --forget=other

for action in $actions; do
    for second in $actions; do
        [ "$action" = "$second" ] && continue
        status "$action and $second exclude each other" 2 timeout 10 newsindex "$action" "$second"
    done
done
for action in --stats --check --compact --problems --forget=news; do
    status "$action takes no operand" 2 newsindex "$action" news
    has 'the error of an action with an operand names the operand' "$(cat .err)" news
done
is 'options that are rejected leave the index as it was' "$(newssearch -c --sort=path)" 1

status '--files-from takes no operand' 2 newsindex --files-from=/dev/null news
status '--files-from is no rebuild' 2 newsindex --files-from=/dev/null --rebuild
status '--files-from is given once' 2 newsindex --files-from=/dev/null --files-from=/dev/null
status '--null needs --files-from' 2 newsindex --null
status '--quiet and --verbose exclude each other' 2 newsindex -q -v
status 'one index is written' 2 newsindex -d "$work/one" -d "$work/two" news
is 'two --db options of newsindex make no index' "$(ls -d one two 2>/dev/null)" ''
status '- is no operand' 2 newsindex -
has 'the error of the operand - says that --files-from=- reads standard input' "$(cat .err)" '--files-from=-'
has '--help is shown whatever follows it' "$(newsindex --help --stats)" '^Usage'
has '-h is --help' "$(newsindex -h)" '^Usage'
has '-V is --version' "$(newsindex -V)" '^newsindex [0-9]'

# --rebuild with a directory
article more/m.md 'More news'
is '--rebuild DIR registers the directory' "$(newsindex --rebuild more | cut -d' ' -f1-2)" 'added 1,'
is '--rebuild DIR keeps the directories that were registered' "$(newssearch -c --sort=path),$(newsindex --stats | grep -c '^root: ')" 2,2
revision=$(xapian-delve "$work/index" | grep -i revision)
status '--rebuild of a directory that does not exist is an error' 2 newsindex --rebuild more nosuch
is '--rebuild of a directory that does not exist builds nothing' "$(xapian-delve "$work/index" | grep -i revision),$(newsindex --stats | grep -c nosuch)" "$revision,0"
status '--rebuild of a directory that does not exist is an error without an index' 2 newsindex -d first --rebuild more nosuch
ok '--rebuild of a directory that does not exist makes no first index' test ! -e first
status 'a directory that does not exist is an error in a first run too' 2 newsindex -d first nosuch
ok 'a directory that does not exist makes no index in a first run' test ! -e first
finish
