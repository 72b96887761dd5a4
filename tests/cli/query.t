#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Queries at the command line: statuses, standard error, the configuration's saved queries. What is
# wrong with each query of tests/golden/carets.txt is compared whole; GOLDEN=1 writes it anew.
. tests/cli/lib.sh

article a.md "Power Apps on Azure" "topics: [AI, Power Apps]" "quality: 84" \
    "publishedDateTime: 2021-06-27T06:09:00Z"
article b.md "PyTorch and the cloud" "topics: [AI]" "quality: 20" \
    "publishedDateTime: 2021-12-31T22:00:00Z"
article c.md "Kubernetes in the cloud" "excerpt: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"
cat >config.yaml <<'END'
saved:
  ai: topic:AI
  good: "@ai quality:80.."
  round: "@circle"
  circle: cloud OR @round
  open: cloud (azure
  empty: ""
END
newsindex -q . || exit 2
search() { newssearch --config=config.yaml --now=2022-01-01T00:00:00Z --no-pager "$@"; }
names() { search --format=paths --sort=path -- "$@" | sed 's,.*/,,' | tr '\n' ' '; }

# ---- goldens ----
golden=$top/tests/golden/carets.txt
sed -n 's/^\$ //p' "$golden" | while IFS= read -r query; do
    printf '$ %s\n' "$query"
    { search -- "$query" >out; } 2>&1
    printf '[%s]%s\n\n' $? "$([ -s out ] && echo ' and output')"
done >carets.txt
[ -z "$GOLDEN" ] || cp carets.txt "$golden"
ok "what is wrong with a query is said with a caret" diff -u "$golden" carets.txt

# ---- statuses ----
status "a query that finds something has status 0" 0 search cloud
status "a query that finds nothing has status 1" 1 search zzz
status "punctuation alone is an error" 2 search '&' --
status "a malformed query has status 2" 2 search '"cloud'
is "a malformed query prints nothing on standard output" "$(search '"cloud' 2>/dev/null)" ""
status "a regex that exhausts its limits has status 2" 2 search 'excerpt:/(a+)+$/'
is "the error of an exhausted regex names the pattern and the article" "$(search 'excerpt:/(a+)+$/' 2>&1)" \
    "newssearch: the pattern /(a+)+\$/ takes too long on $work/c.md (PCRE2's match limit)"
status "a negated regex that exhausts its limits has status 2" 2 search --not-regex='excerpt:(a+)+$'

for query in '@empty' '@empty cloud' 'cloud OR @empty'; do
    status "an empty saved query finds nothing more than what is asked: $query" 2 search "$query"
    has "the error of an empty saved query names it: $query" "$(cat .err)" 'the saved query @empty is empty'
done
echo 'language: klingon' >bad.yaml
status "a language that there is not is a bad value of the configuration" 2 newssearch --config=bad.yaml cloud
has "the error of an unknown language has its place in the configuration" "$(cat .err)" "bad.yaml:1:11: no stemmer for language 'klingon'; there are: none "
printf 'saved:\n  two words: cloud\n  one: cloud\n' >names.yaml
is "a saved query whose name cannot be asked for is said with its place" "$(newssearch --config=names.yaml -c @one 2>&1)" \
    "newssearch: warning: names.yaml:2:3: saved: a name in a query cannot contain a space, a bracket or a quotation mark: two words
2"
ln -s index link
for other in index ./index link; do
    status "an index that is named twice is an error: $other" 2 search -d index -d $other cloud
    has "the error of an index that is named twice names it: $other" "$(cat .err)" "index $work/$(basename $other) is named twice"
done
status "a server that is named twice is an error" 2 search -d tcp:127.0.0.1:1 -d tcp:127.0.0.1:1 cloud
has "a server that is named twice is not asked" "$(cat .err)" "index tcp:127.0.0.1:1 is named twice"
status "a weight that is named twice is an error" 2 search --rank=quality=1,heat=2,quality=3 cloud
is "the error of a weight that is named twice names it" "$(cat .err)" "newssearch: --rank names the weight quality twice"
status "another --rank replaces it" 0 search --rank=quality=1 --rank=quality=3 cloud

# ---- arguments and options ----
is "arguments are joined by spaces" "$(names cloud OR azure)" "a.md b.md c.md "
is "words of several arguments must all match" "$(names the cloud)" "b.md c.md "
is "a phrase may be one argument" "$(names '"power apps"')" "a.md "
is "--any finds articles with any of the words" "$(search --any --format=paths --sort=path pytorch azure | sed 's,.*/,,' | tr '\n' ' ')" \
    "a.md b.md "
ids() { sed 's,.*/,,' | tr '\n' ' '; }
is "letters that are run together are no options, and both readings are shown" "$(search cloud -ai 2>&1)" \
    "newssearch: unknown option -ai; -- -ai excludes it: newssearch --config=config.yaml --now=2022-01-01T00:00:00Z --no-pager -- cloud -ai; -a -i are two options"
is "after -- letters with a hyphen exclude a word" "$(search --format=paths -- cloud -pytorch | ids)" "c.md "
is "after -- a word spelled like an option is excluded" \
    "$(search --format=json --explain -- cloud --count -n5 2>/dev/null | jq -r .parsedQuery)" "cloud AND NOT count AND NOT n5"
is "an option after -- is excluded with a warning" "$(search -c -- cloud -c 2>&1 >out)" \
    "newssearch: warning: after --, -c excludes a word; for the option --count write it before --"
status "newsindex runs no letters together either" 2 newsindex -nq .
has "the error of run-together letters of newsindex shows both readings" "$(cat .err)" "unknown option -nq; -- -nq names that file: newsindex -- -nq \\.; -n -q are two options"
is "warnings are in json" "$(search --format=json foo:cloud 2>/dev/null | jq -rc '.warnings[0]' | cut -c1-21)" "there is no field foo"
is "warnings of a batch are in the line of their query" \
    "$(printf 'foo:cloud\ncloud\n' | search --batch 2>/dev/null | jq -rc '(.warnings // [])|length' | tr '\n' ' ')" "1 0 "
is "-c --format=json prints an object" "$(search -c --format=json cloud)" '{"schema":1,"total":2}'
is "-c --format=json of nothing has a total and its warnings" "$(search -c --format=json foo:zzz 2>/dev/null | jq -c '[.total, (.warnings|length)]')" "[0,1]"
status "-c --format=json of nothing has status 1" 1 search -c --format=json zzz
is "an offset beyond the last result is a warning" "$(search --offset=2 cloud 2>&1 >out)" \
    "newssearch: warning: --offset=2 is beyond the last of 2 results"
is "an offset beyond the last result is a warning in json" "$(search --offset=2 cloud --format=json 2>/dev/null | jq -rc '.warnings[]')" "--offset=2 is beyond the last of 2 results"
is "an offset beyond the last result is a warning beside jsonl" "$(search --offset=20 cloud --format=jsonl 2>&1)" "newssearch: warning: --offset=20 is beyond the last of 2 results"
is "an offset before the last result is no warning" "$(search --offset=1 cloud --format=paths 2>&1 | wc -l)" 1
is "an offset into nothing is no warning" "$(search --offset=1 zzz --format=json 2>&1 | jq -c .warnings)" null
is "-n0 --format=csv prints facets and charts" "$(search -n0 --format=csv --facet=topic --chart=year cloud OR azure | tr -d '\r')" \
"facet,value,count
topic,AI,2
topic,Power Apps,1
year,2021,2
year,,1"
is "-n0 --format=tsv --no-header prints facets without the line of names" "$(search -n0 --format=tsv --no-header --facet=topic cloud)" "topic	AI	1"
mkdir sorted
i=0
for title in 'Thai food' 'iphone news' 'Écrit' 'apple' 'Zebra' 'iPhone again'; do
    i=$((i + 1)); article "sorted/$i.md" "$title" "quality: $((i % 2))" "date: 2021-01-0$i"
done
article sorted/7.md 'apple' "date: 2021-01-09"
newsindex -q --db=sorted.db sorted
mkdir near
article near/1.md "Vitamin D, a survey"; article near/2.md "Vitamin A guide to survey"
article near/3.md "Bread baked"; article near/4.md "Break often"; article near/5.md "Break rarely"
newsindex -q --db=near.db near
is "a stop word beside the same word as in the query scores more" \
    "$(search --db=near.db --rank=text --format='{title}|' vitamin a)" "Vitamin A guide to survey|Vitamin D, a survey|"
has "of equally near words the commoner is suggested" "$(search --db=near.db breat 2>&1)" "did you mean 'break'"
article near/6.md "A coder 👩‍💻 writes .NET"; newsindex -q --db=near.db near
has "a word with a dot before it is suggested" "$(search --db=near.db .nett 2>&1)" "did you mean '.net'"
is "a joined emoji is not suggested for one of its parts" "$(search --db=near.db 👩 2>&1)" "newssearch: nothing found"
titles() { search --db=sorted.db --format='{title}|' -n all "$@"; }
is "titles are sorted by their folded letters" "$(titles -s title)" \
    "apple|apple|Écrit|iPhone again|iphone news|Thai food|Zebra|"
is "-s -title turns the order around" "$(titles -s -title -n5)" "Zebra|Thai food|iphone news|iPhone again|Écrit|"
is "equal titles come newest first in either order" "$(titles -s -title --format='{title} {date} ' --offset=5)" \
    "apple 2021-01-09T00:00:00Z apple 2021-01-04T00:00:00Z "
is "equal values are ordered by the next key, absent values last" "$(titles -s quality,-date)" \
    "Thai food|Écrit|Zebra|iphone news|apple|iPhone again|apple|"
is "absent values come last in either order" "$(titles -s -quality,title)" "apple|iPhone again|iphone news|Écrit|Thai food|Zebra|apple|"
is "-e filters by a regex" "$(search -e 'title:^P' --format=paths --sort=path | sed 's,.*/,,' | tr '\n' ' ')" \
    "a.md b.md "
is "--not-regex and -i leave out what matches in any case" "$(search --not-regex=AZURE -i --format=paths --sort=path |
    sed 's,.*/,,' | tr '\n' ' ')" "b.md c.md "
is "relative dates are before --now" "$(names date:1d..)" "b.md "
is "days are named from --now" "$(names date:yesterday)" "b.md "
is "@NAME is the saved query" "$(names @ai)" "a.md b.md "
is "a saved query may hold another" "$(names @good)" "a.md "
strategy() { search --explain --format=json "$@" | jq -r .strategy; }
is "the strategy of one word is a conjunction" "$(strategy cloud)" conjunction
is "the strategy of two words ends with rescoring by proximity" "$(strategy 'open cloud')" "conjunction, rescored"
is "the strategy of either of two words is a disjunction" "$(strategy --any 'open cloud')" "disjunction, rescored"
is "the newest are found by their days" "$(strategy --sort=date cloud)" "newest days"
is "facets are counted before the rows are found" "$(strategy --facet=topic cloud)" "collected, conjunction"
is "facets without rows need no search for rows" "$(strategy -n0 --facet=topic cloud)" collected
is "facets of a query that is for Xapian's matcher are counted by its rows" \
    "$(strategy --facet=topic 'title:cloud OR (open -robot)')" xapian
is "--explain prints the parsed query" \
    "$(search --explain --format=json 'the cloud quality:..90 -title:/kube/i' | jq -r .parsedQuery)" \
    "(cloud FILTER quality:..90) REGEX NOT title:/kube/i (left out: the)"
is "stop words that were left out are in json" "$(search --format=json 'the cloud' | jq -c .leftOut)" '["the"]'
is "words after + are not among those left out in json" "$(search --format=json '+the cloud' | jq -c .leftOut)" null
is "stop words that were left out are said on a terminal" "$(script -qec 'newssearch -c the cloud in the' /dev/null | tr -d '\r')" \
    "newssearch: these stop words need not occur: the, in (write +the to require it)
2"
for query in 'title:=azure' 'title:~azure' '=azure' 'excerpt:~azure'; do
    has "a comparison of other tools is said, in a field too: $query" "$(search -c -- "$query" 2>&1)" 'warning: [=~] has no meaning here and is ignored: [=~]azure'
done
is "xor in small letters is said as or and not are" "$(search -c cloud xor azure 2>&1 >out)" \
    "newssearch: warning: xor in small letters is a word like any other; for one word without the other write XOR"
has "a comma that ends a name is said" "$(search -c topic:AI, cloud 2>&1 >out)" 'warning: the comma in AI, belongs to the name; leave it out'
for query in 'foo:(cloud azure)' 'foo:..20' 'foo:>5' 'foo:-5' 'foo:*' 'foo:[a TO b]' 'foo:.net'; do
    has "an unknown field is said before a sign too: $query" "$(search -c -- "$query" 2>&1)" 'warning: there is no field foo'
done
is "a colon of a sentence is no field" "$(for text in 'foo: cloud' 'foo:' 'std::map' 'xD:-)' 'see:)' 'foo://x'; do search -c -- "$text"; done 2>&1 | grep -c warning)" 0
is "a warning goes to standard error" "$(search --count foo:cloud 2>&1 >out)" \
    "newssearch: warning: there is no field foo, so foo:cloud is searched as text; the fields are \
title, excerpt, body, topic, provider, site, author, category, type, lang, date, url, quality, heat, \
published, related, path"
is "a warning leaves the answer on standard output" "$(cat out)" "0"
is "a mistyped field of -e is asked about" "$(search --count -e titel:cloud 2>&1 >out)" \
    "newssearch: warning: there is no field titel, so the pattern is titel:cloud; did you mean title:cloud?"
is "a field of another tool in -e is asked about" "$(search --count -e subject:cloud 2>&1 >/dev/null)" \
    "newssearch: warning: there is no field subject, so the pattern is subject:cloud; did you mean title:cloud?"
is "a mistyped field of -e is part of the pattern" "$(cat out)" "0"
is "other colons of -e are part of the pattern without a warning" \
    "$(for one in https://x note:x 16:9 title:x 'Title:x' topics:x 'updated: 2021' summary: 'summary:\s*x' 'summary:\h'; do
        search --count -e "$one"; done 2>&1 >out)" ""
mkdir lines; article lines/l.md "Lines with subject:x and summary: y" 'excerpt: "See /etc/passwd"'; newsindex -q -d lines.db lines
is "a name before a colon is not asked about if the pattern finds something" "$(search -d lines.db --count -e subject:x 2>&1)" 1
is "a mistyped field of --not-regex is asked about" "$(search --count --not-regex titel:cloud 2>&1 >out)" \
    "newssearch: warning: there is no field titel, so the pattern is titel:cloud; did you mean title:cloud?"
status "a second --show is an error" 2 search --show=a.md --show=b.md
is "the error of a second --show says what to do" "$(cat .err)" "newssearch: --show prints one article; call newssearch for each"
status "a second --like is an error" 2 search --like=a.md --like=b.md
is "the error of a second --like says why" "$(cat .err)" "newssearch: --like takes one article; a second one has no effect"
status "a second --collapse is an error" 2 search cloud --collapse=type --collapse=story
is "the error of a second --collapse says why" "$(cat .err)" "newssearch: --collapse takes one field; a second one has no effect"
is "slashes around the pattern of -e are said" "$(search --count -e title:/Azure/i 2>&1 >out)" \
    "newssearch: warning: the slashes of title:/Azure/i are a part of the pattern; -e takes a pattern without them, \
and -i ignores case: title:Azure"
is "slashes around the pattern of -e are said without a field and flags too" "$(search --count -e /Azure/ 2>&1 >out)" \
    "newssearch: warning: the slashes of /Azure/ are a part of the pattern; -e takes a pattern without them: Azure"
for pattern in body:/azure/mix /etc/i; do
    has "letters after the slashes of -e are said: $pattern" "$(search --count -e "$pattern" 2>&1)" "warning: the slashes of $pattern are a part"
done
status "--not is not taken for --not-regex" 2 search azure --not cloud
is "the error of --not says how a word is excluded" "$(cat .err)" \
    "newssearch: unknown option --not; in the query write -word; --not-regex=PATTERN is for a pattern"
status "several fields in one --facet are an error" 2 search --facet=topic,type azure
is "the error of several fields in --facet says to repeat it" "$(cat .err)" \
    "newssearch: --facet takes one field; repeat it for more: --facet=topic --facet=provider"
status "several units in one --chart are an error" 2 search --chart=month,heat azure
is "the error of several units in --chart says to repeat it" "$(cat .err)" \
    "newssearch: --chart takes one unit; repeat it for more: --chart=month --chart=quality"
is "an empty pattern of -e is said" "$(search --count -e title: 2>&1 >/dev/null)" \
    "newssearch: warning: the pattern of --regex is empty, so every article passes"
is "an empty pattern of --not-regex is said" "$(search --count --not-regex= 2>&1 >/dev/null)" \
    "newssearch: warning: the pattern of --not-regex is empty, so no article passes"
is "slashes around the pattern of --not-regex are said" "$(search --count --not-regex /etc/ 2>&1 >out)" \
    "newssearch: warning: the slashes of /etc/ are a part of the pattern; --not-regex takes a pattern without them: etc"
is "slashes that may be those of a path or of a text are not said" \
    "$(for one in path:/news/ path:/news/mix url:/a/ url:/2021/i /usr/bin/ body:/usr/bin/i /etc /etc/passwd a/b /a // /a/b/ /a\\/; do
        search --count -e "$one"; done 2>&1 >out)" ""
is "slashes of a pattern that finds something are not said" "$(for one in /etc/ excerpt:/etc/; do search -d lines.db --count -e "$one"; done 2>&1)" "1
1"
printf '%s\n' cloud '"open' @ai >queries
is "a wrong query of a batch leaves the others" \
    "$(search --batch=queries 2>/dev/null | jq -rc '.total // "error"' | tr '\n' ' ')" "2 error 2 "
is "an empty line asks for nothing, as an empty query does" \
    "$(printf 'cloud\n \n' | search --batch 2>/dev/null | jq -rc '.total // .error' | tr '\n' ' ')" "2 no query is given "
is "an empty line of a batch with --sort finds all articles" "$(echo | search --batch -s date | jq -c .total)" "$(search -c)"
is "ends that are alternatives are warned of" "$(search -c 'quality:80.. cloud quality:..100' 2>&1 >out)" \
    "newssearch: warning: quality:80.. and quality:..100 are alternatives that exclude nothing; for both ends \
write quality:80..100"
is "ends of dates that are alternatives are warned of" "$(search -c 'date:2020.. date:..2021-06' 2>&1 >out | sed 's/.*write //')" \
    "date:2020-01-01T00:00:00Z..2021-06-30T23:59:59Z"
is "ranges that leave something out are no warning" "$(search -c 'quality:..80 quality:100..' 2>&1 >out)" ""
is "a line of a batch with a NUL is an error" \
    "$(printf 'cloud\0 NOT azure\ncloud\n' | search --batch 2>/dev/null | jq -rc '.total // "error"' | tr '\n' ' ')" "error 2 "
for number in $(seq 150); do echo "cloud OR word$number"; echo "title:\"open $number"; echo "foo:cloud$number"; done >queries
search --batch=queries >by-threads 2>warnings
search --batch <queries 2>/dev/null | cmp - by-threads && cat -- queries | search --batch 2>/dev/null | cmp - by-threads
is "a long batch is answered in order, by threads and line by line" "$?" 0
is "the warnings of a long batch are in order" "$(sed "s/.*foo:cloud\\([0-9]*\\) .*/\\1/" warnings | sort -nc 2>&1; wc -l <warnings)" 150
is "a batch with an error has status 2" "$(search --batch=queries >out 2>&1; echo $?)" 2
is "a batch ends when nobody reads on" "$(search --batch=queries 2>/dev/null | head -1 | jq .total)" 2
finish
