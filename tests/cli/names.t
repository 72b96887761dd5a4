#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Whole names: compared case and accents aside wherever they are counted, and the nearest one where
# there is none.
. tests/cli/lib.sh

article 1.md "One azure" "topics: [openSUSE, Machine Learning]" "provider: {name: Forbes, domain: forbes.com}" \
    "author: Mary Poppendieck" "category: news" "quality: 5"
article 2.md "Two azure" "topics: [openSUSE, AI]" "provider: {name: FORBES, domain: blogs.forbes.com}" "quality: 4"
article 3.md "Three azure" "topics: [opensuse, Microsoft Teams]" "provider: {name: forbes, domain: Forbes.com}" "quality: 3"
article 4.md "Four azure" "topics: [OpenSuse, 'C++', 'the \"new\" web']" "provider: {name: Café Noir, domain: café.example}" "quality: 2"
article 5.md "Five azure" "topics: [Azure, Machine Vision, 'Children''s Books']" "provider: {name: cafe noir}" "type: video" "quality: 1"
newsindex -q . || exit 2
search() { newssearch --no-pager "$@"; }
facet() { search -n0 --format=csv --no-header "$@" | tr -d '\r'; }

# ---- counted ----
is "a facet counts names that differ in case as one, in the commonest form" "$(facet --facet=topic:1 azure)" \
    "topic,openSUSE,4"
is "topic: finds as many as the facet says" "$(search -c topic:OPENSUSE)" 4
is "a facet shows the first by bytes of equally common forms" "$(facet --facet=provider azure)" \
"provider,FORBES,3
provider,Café Noir,2"
is "the commonest form is that among the matches" "$(facet --facet=topic:1 -- three OR four)" "topic,OpenSuse,2"
is "domains are counted likewise" "$(facet --facet=site azure)" \
"site,forbes.com,2
site,blogs.forbes.com,1
site,café.example,1"
is "--collapse keeps the best of each name, whatever its case" \
    "$(search azure --collapse=provider -s quality --format=json | jq -c '[.total] + [.results[] | [.provider.name, .collapsed]]')" \
    '[2,["Forbes",2],["Café Noir",1]]'
is "--collapse of a list keeps the best of each first name" "$(search 'openSUSE azure' --collapse=topic -s quality -c)" 4
is "names that differ in case are one over two indexes" "$(newsindex -q --db=two . && facet --db=two --db="$NEWSSEARCH_DB" --facet=topic:1 azure)" \
    "topic,openSUSE,8"

mkdir sets
article sets/1.md "Set one" "topics: [AI, Cloud]"; article sets/2.md "Set two" "topics: [Cloud, ai]"
article sets/3.md "Set three" "topics: [AI]"; article sets/4.md "Set four" "authors: [Zoë, Adam]"
article sets/5.md "Set five" "authors: [adam, Zoe, zoë]"; article sets/6.md "Set six" "authors: [Adam]"
newsindex -q --db=sets.db sets
is "--collapse compares lists as sets of names: topic" "$(search --db=sets.db --collapse=topic -c topic:*)" 2
is "--collapse compares lists as sets of names: author" "$(search --db=sets.db --collapse=author -c author:*)" 2
mkdir marks
# shellcheck disable=SC1111 # the quotation marks are the text
article marks/1.md "Marks one" "topics: ['The “best” phone']"
# shellcheck disable=SC1111
article marks/2.md "Marks two" "topics: ['5” display', '“typo”']"
newsindex -q --db=marks.db marks
for query in 'topic:"The “best” phone"' 'topic:"5” display"' 'topic:"“typo”"' 'topic:"the \“best\” phone"'; do
    is "a name has typographic quotation marks: $query" "$(search --db=marks.db -c "$query" 2>/dev/null)" 1
done
is "a name with typographic quotation marks that is suggested is found" \
    "$(search --db=marks.db -c "$(search --db=marks.db --format=json 'topic:"the bst phone"' | jq -r .suggestion)")" 1

# ---- suggested ----
suggests() { # QUERY SUGGESTION
    is "$1 suggests ${2:-nothing}" "$(search --format=json -- "$1" | jq -r '.suggestion // ""')" "$2"
}
suggests 'topic:Azur' 'topic:Azure'
suggests 'azure topic:Azur' 'topic:Azure'
suggests 'topic:Teams' 'topic:"Microsoft Teams"'
suggests 'topic:teems' 'topic:"Microsoft Teams"'
suggests 'topic:Machine Learning' 'topic:"Machine Learning"'
suggests 'topic:machine vision azure' 'topic:"Machine Vision"'
suggests 'topic:"machine lerning"' 'topic:"Machine Learning"'
suggests 'topic:"Google Machine Vision Platform"' 'topic:"Machine Vision"'
suggests 'topic:open-suse' 'topic:openSUSE'
suggests 'topic:"the new web"' 'topic:"the \"new\" web"'
suggests 'topic:C+' ''
suggests 'topic:"C+++"' 'topic:"C++"'
suggests 'provider:forbs' 'provider:FORBES'
suggests 'provider:Cafe' 'provider:"Café Noir"'
suggests 'author:"Marry Popendieck"' 'author:"Mary Poppendieck"'
suggests 'author:Poppendieck' 'author:"Mary Poppendieck"'
suggests 'category:new' 'category:news'
suggests 'type:vidio' 'type:video'
suggests 'site:forbs.com' 'site:forbes.com'
suggests 'site:forbes' 'site:forbes.com'
suggests 'topic:nothingofthekind' ''
suggests 'zzz -topic:Azur' ''
suggests 'topic:Azure zzz' ''
suggests 'topic:azur*x' ''
is "what is suggested finds something" "$(search -c 'topic:"the \"new\" web"')" 1
is "a suggestion on standard error is quoted as it must be written" "$(search 'topic:"machine lerning"' 2>&1)" \
    'newssearch: nothing found; did you mean topic:"Machine Learning"?'
is "if a shell took the quotes of the suggestion, what to write in a shell is said" \
    "$(search topic:"Machine Learning" 2>&1)" \
    "newssearch: nothing found; did you mean topic:\"Machine Learning\"? In a shell write 'topic:\"Machine Learning\"'"
has "so it is said beside other words" "$(search azure topic:"Machine Learning" 2>&1)" \
    "Learning\"\\? In a shell write 'topic:\"Machine Learning\"'\$"
is "a quotation mark in the name is written as a query wants it" "$(search topic:'the "new" web' 2>&1)" \
    "newssearch: nothing found; did you mean topic:\"the \\\"new\\\" web\"? In a shell write 'topic:\"the \\\"new\\\" web\"'"
advice=$(search topic:"Children's Books" 2>&1)
is "an apostrophe is written as a shell wants it" "$advice" \
    "newssearch: nothing found; did you mean topic:\"Children's Books\"? In a shell write 'topic:\"Children'\\''s Books\"'"
is "what is to be written in a shell finds the article" "$(eval "search -c ${advice##*write }")" 1
is "json's suggestion says nothing of a shell" "$(search --format=json topic:Machine Learning | jq -r .suggestion)" 'topic:"Machine Learning"'
for format in csv tsv jsonl paths urls atom '{title}'; do
    has "--format=$format prints the suggestion on standard error" "$(search --format="$format" topic:Azur 2>&1 >out)" 'did you mean topic:Azure'
done
is "-c prints the suggestion on standard error" "$(search -c topic:Azur 2>&1 >out)" 'newssearch: nothing found; did you mean topic:Azure?'
is "-c beside a suggestion prints its number" "$(cat out)" 0
is "-c --format=json has it in the object" "$(search -c --format=json topic:Azur 2>&1)" \
    '{"schema":1,"total":0,"suggestion":"topic:Azure"}'
is "formats for programs say nothing where there is nothing to suggest" "$(search -c zzzzzz 2>&1)$(search --format=paths zzzzzz 2>&1)" 0
status "a suggestion leaves status 1" 1 search topic:Machine Learning
is "a suggestion does not change the query" "$(search -c topic:Machine Learning 2>/dev/null)" 0
is "each line of a batch has its own suggestion" "$(echo topic:Azur | search --batch | jq -r .suggestion)" topic:Azure
finish
