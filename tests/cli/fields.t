#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Words and phrases in one field: excerpt and body by the positions of free words, path, url and
# related in their texts; in one index, in several, and on a server.
. tests/cli/lib.sh

paths() { newssearch --format=paths "$@" 2>&1 | sed 's|.*/||' | sort | paste -sd' ' -; }

mkdir -p a b
article a/apart.md "Machine learning" 'excerpt: "A machine for vision, then learning."' 'url: "https://x.example/deep/dive-blue"'
article a/beside.md "Nothing" 'excerpt: "All of machine learning, e-mail too."' 'url: "https://x.example/dive/deep-blue"'
printf '\nThe machine learning of bodies.\n' >>b/body.md.tmp
{ printf -- '---\ntitle: "Body"\nexcerpt: "machine"\nrelated:\n- title: "Green field"\n  excerpt: "day one"\n---\n'; cat b/body.md.tmp; } >b/body.md
rm b/body.md.tmp
{ printf -- '---\ntitle: "Long"\nexcerpt: "'; seq -s ' ' 10001 40000; printf ' last words"\n---\nfirst body words\n'; } >b/long.md
newsindex -q a b || exit 2

is "a phrase in the title is none of the excerpt, though the excerpt has both words" \
    "$(paths 'excerpt:"machine learning"')" "beside.md"
is "a phrase of the body is none of the excerpt" "$(paths 'body:"machine learning"')" "body.md"
is "a word of the excerpt is found only in the excerpt" "$(paths excerpt:machine)" "apart.md beside.md body.md"
is "a word of the body is found only in the body" "$(paths body:machine)" "body.md"
is "a word of the title is none of the excerpt" "$(paths excerpt:nothing)" ""
is "an excerpt of 30,000 words is searched to its end" "$(paths excerpt:39999)" "long.md"
is "a phrase at the end of 30,000 words is found" "$(paths 'excerpt:"last words"')" "long.md"
is "the end of a long excerpt is none of the body" "$(paths body:39999) $(paths 'body:"first body"')" " long.md"
is "NEAR looks into the named field" "$(paths 'excerpt:vision NEAR/3 excerpt:learning')" "apart.md"
is "words near each other in one field are not near in another" "$(paths 'body:vision NEAR/3 body:learning')" ""
is "words of two fields are never near each other" "$(paths 'body:machine NEAR/50 excerpt:machine')" ""
is "ADJ keeps the order" "$(paths 'excerpt:learning ADJ/9 excerpt:machine')" ""
is "a wildcard is looked for in its field" "$(paths 'excerpt:vis*')" "apart.md"
is "an excluded phrase excludes only its field" "$(paths 'machine -excerpt:"machine learning"')" "apart.md body.md"
is "a phrase of a field stands beside OR" "$(paths 'body:"machine learning" OR excerpt:"machine learning"')" "beside.md body.md"
is "a compound is found in its field" "$(paths excerpt:e-mail) $(paths excerpt:email)" "beside.md beside.md"
is "a phrase in url: is found in the address" "$(paths url:dive-blue)" "apart.md"
is "words of url: need no order" "$(paths url:blue url:dive)" "apart.md beside.md"
is "a phrase in path: is found in the path" "$(paths 'path:"a apart"')" "apart.md"
is "a phrase in related: does not span two texts" "$(paths 'related:"green field"') $(paths 'related:"field day"')" "body.md "
is "a document counts once for a phrase" "$(newssearch -c 'url:"x example"')" "2"

ask() { # of everything above that has more than one word
    for query in 'excerpt:"machine learning"' 'body:"machine learning"' 'url:dive-blue' 'excerpt:machine' \
        'excerpt:vision NEAR/3 excerpt:learning' 'machine -excerpt:"machine learning"' 'related:"green field"' \
        'body:"machine learning" OR excerpt:"machine learning"' 'excerpt:e-mail' 'excerpt:vis*' 'excerpt:39999'; do
        newssearch "$@" --format=json "$query" |
            jq -c '[.total, [.results[] | [.path, (.score * 1e9 | round)]]]'
    done
}
one=$(ask)
newsindex -q -d one a && newsindex -q -d two b || exit 2
for query in '"machine learning" XOR excerpt:vision' 'machine XOR excerpt:learning XOR first' '(e-mail XOR last) OR nothing' \
    'machine XOR first XOR last XOR words XOR vision XOR email XOR 40000 XOR learning XOR bodies'; do
    is "XOR on two indexes finds what it finds on one: $query" "$(newssearch -d one -d two -c "$query")" "$(newssearch -c "$query")"
done
is "two indexes find what one finds" "$(ask -d one -d two | jq -c '.[0]')" "$(printf '%s\n' "$one" | jq -c '.[0]')"

port=$(python3 -c 'import socket; one = socket.socket(); one.bind(("127.0.0.1", 0)); print(one.getsockname()[1])')
setsid xapian-tcpsrv --quiet --interface 127.0.0.1 --port "$port" "$NEWSSEARCH_DB" >/dev/null 2>&1 &
server=$!
wait_until newssearch -d "tcp:127.0.0.1:$port" -c machine
is "a server finds the same articles, with the same scores" "$(ask -d "tcp:127.0.0.1:$port")" "$one"
any() { newssearch "$@" --any --rank=text --fields=path,score --format=csv '+learning "vision learning" all'; }
is "with --any, an article is given no weight of a phrase that it does not have, on a server either" \
    "$(any -d "tcp:127.0.0.1:$port")" "$(any)"
kill $server
finish
