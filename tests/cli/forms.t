#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# newsindex: names and forms of articles: endings, --ext, --plain, and what a first run says of the rest.
. tests/cli/lib.sh

counts() { newsindex "$@" 2>"$work/err" | sed 's/, unchanged.*(/, (/; s/, [0-9.]* s)/)/'; }
titles() { newssearch -n all --sort=path --format='{title},' 2>&1; }

for name in a.md b.markdown c.mdown d.mkd e.mdx f.html g.htm H.MD I.Html; do
    printf -- '---\n---\nText\n' >"$work/$name.new"; mkdir -p news; mv "$work/$name.new" "news/$name"
done
is 'seven endings in any case are articles' "$(counts news)" 'added 9, updated 0, refreshed 0, removed 0, (9 articles)'
is 'a first run without other files with front matter says nothing' "$(cat err)" ''

rm -r index
printf -- '---\ntitle: Template\n---\nText {{ x }}\n' >news/j.njk
printf -- '+++\ntitle = "A note"\n+++\nText\n' >news/k.txt
printf -- '---\ntitle: Another note\n---\nText\n' >news/l.TXT
printf -- '---\n---\nbody {}\n' >news/style.css
printf -- '---\na: 1\n---\nb: 2\n' >news/data.yml
printf -- '---js\n{}\n---\nText\n' >news/m.md
printf 'Title: Pelican\nDate: 2021-06-27\n\nText\n' >news/o.md
printf '<!-- .. title: Nikola -->\n\nText\n' >news/p.md
printf -- '---\rtitle: Old\r---\rText\r' >news/old.txt
printf 'No front matter\n' >news/n-plain-file.md
printf -- '---\ntitle: No ending\n---\n' >news/README; printf -- '---\ntitle: Hidden\n---\n' >news/.draft; printf 'Plain text\n' >news/LICENSE
counts news >/dev/null
is 'a first run counts in one line what begins with front matter' "$(cat err)" \
    'newsindex: 8 files with front matter are left out: 4 named *.txt, *.njk (--ext=txt,njk includes them); 1 without an extension; 3 in a form that is not read, such as ---js or "Title:" lines (write YAML, TOML or JSON)'
rm news/p.md news/old.txt
counts >/dev/null
is 'a later run does not count files with front matter that are left out' "$(cat err)" ''

is '--ext takes further endings' "$(counts --ext=.njk,txt)" 'added 3, updated 0, refreshed 0, removed 0, (12 articles)'
has 'files of further endings are read in any form of front matter' "$(titles)" 'Template,A note,Another note'
is '--ext is kept with the index' "$(counts)" 'added 0, updated 0, refreshed 0, removed 0, (12 articles)'
has '--stats shows the further endings' "$(newsindex --stats)" '^ext: njk$'
has '--stats --format=json shows the further endings' "$(newsindex --stats --format=json)" '"ext":\["njk","txt"\],"plain":false'
is 'a new list of --ext replaces the old one' "$(counts --ext=txt)" 'added 0, updated 0, refreshed 0, removed 1, (11 articles)'
is 'an empty list of --ext clears it' "$(counts --ext=)" 'added 0, updated 0, refreshed 0, removed 2, (9 articles)'
status '--ext with a slash is an error' 2 newsindex --ext=a/b
has 'the error of --ext shows how to write it' "$(cat .err)" 'ext=njk,txt'
status '--ext with an empty ending is an error' 2 newsindex --ext=a,,b

is '--plain takes files without front matter' "$(counts --plain)" 'added 2, updated 0, refreshed 0, removed 0, (11 articles)'
has 'an article without front matter has the title of its file name' "$(titles)" 'n plain file'
is '--plain takes lines that begin with "Title:" as text' "$(newssearch -c body:pelican)" 1
is '--plain is kept with the index' "$(counts)" 'added 0, updated 0, refreshed 0, removed 0, (11 articles)'
has '--stats shows --plain' "$(newsindex --stats)" '^plain: yes$'
is '--plain=no leaves them out' "$(counts --plain=no)" 'added 0, updated 0, refreshed 0, removed 2, (9 articles)'
status '--plain=maybe is an error' 2 newsindex --plain=maybe
status '--ext with --stats is an error' 2 newsindex --ext=txt --stats

mkdir -p site/de/tag site/src
printf -- '---\ntitle: Eins\n---\n' >site/de/tag/a.md
printf -- '---\ntitle: Two\nlocale: en-GB\n---\n' >site/src/b.md
newsindex -q site
is 'lang: finds the language of the folder' "$(newssearch -c lang:DE)" 1
is 'lang: finds the language of the front matter' "$(newssearch --format='{lang}' lang:en-gb)" en-GB
mkdir -p li/archive/pt-br
article li/archive/above.md "Above"
article li/archive/pt-br/below.md "Below"
newsindex -q -d above li/archive
is 'folders above the registered directory name no language' \
    "$(newssearch -d above --sort=path --format='{title} {lang}\n')" "Above 
Below pt-br"
is '--facet=lang counts languages' "$(newssearch -n 0 --facet=lang --format=csv --no-header | tr -d '\r' | sort)" 'lang,de,1
lang,en-GB,1'
has 'lang stands between type and date' "$(newssearch --format=jsonl lang:de)" '"type":null,"lang":"de","publishedDateTime":null'

head -c 20000 /dev/zero | tr '\0' 'x' >>site/src/b.md
newsindex --max-file-size=10000 site >/dev/null 2>err
has 'a file over --max-file-size is skipped' "$(cat err)" 'src/b.md:1:1: .*--max-file-size'
is 'a file that was too large is added when --max-file-size is raised' "$(counts site)" 'added 1, updated 0, refreshed 0, removed 0, (11 articles)'

mkdir words; article words/a.md 'A word' 'label: blue'
newsindex -q -d words.db words
is 'another language is said, with what it costs' "$(newsindex -d words.db --language=german 2>&1 >out)" \
    'newsindex: --language has changed, so all articles are read again'
is 'the same language is not said' "$(newsindex -d words.db --language=german 2>&1 >out)" ''
printf 'language: french\ninclude: ["*.md"]\nexclude: ["x*"]\n' >other.yaml
is 'another language of the configuration is said, and not as an option' "$(newsindex -d words.db --config=other.yaml 2>&1 >out)" \
    'newsindex: language of the configuration has changed, so all articles are read again'
printf 'include: ["*.md", "*.mdx"]\nexclude: ["y*"]\n' >other.yaml
is 'other patterns of the configuration are said, and not as options' "$(newsindex -d words.db --config=other.yaml 2>&1 >out | grep stored)" \
    'newsindex: exclude of the configuration: y* replaces the stored list: x*
newsindex: include of the configuration: *.md, *.mdx replaces the stored list: *.md'
printf 'include: []\nexclude: ""\n' >other.yaml
is 'empty patterns of the configuration clear the stored ones' "$(newsindex -d words.db --config=other.yaml 2>&1 >out)" \
    'newsindex: exclude of the configuration: the stored list is cleared: y*
newsindex: include of the configuration: the stored list is cleared: *.md, *.mdx'
is 'another --plain is said' "$(newsindex -d words.db --plain 2>&1 >out)" 'newsindex: --plain has changed, so all articles are read again'
newsindex -q -d words.db --plain=no
printf 'languge: english\n' >other.yaml
is 'an unknown key of the configuration is a warning' "$(newsindex -d words.db --config=other.yaml 2>&1 >out)" \
    'newsindex: warning: other.yaml:1:1: unknown key: languge'
printf 'fields: { topics: label }\n' >fields.yaml
is 'other fields of the configuration are said' "$(newsindex -d words.db --config=fields.yaml 2>&1 >out)" \
    'newsindex: fields of the configuration have changed, so all articles are read again'
is 'a run without the configuration says that its fields are gone' "$(newsindex -d words.db 2>&1 >out)" \
    'newsindex: fields of the configuration have changed, so all articles are read again'
finish
