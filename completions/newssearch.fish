# fish completion for newssearch and newsindex
# SPDX-License-Identifier: GPL-2.0-or-later
# Both programs list their options, and the words that these take, with --complete=KIND.

# The values of the field $argv[1] in the index.
function __newssearch_values
    newssearch --no-header --limit=0 --facet="$argv[1]:1000" --format=tsv 2>/dev/null | cut -f2
end

# What the last word of the query may become; a query in quotes is one argument of several words.
function __newssearch_query
    set -l token (commandline -ct | string replace -r '^["\']' '')
    set -l before (string match -r '^.*\s' -- $token)
    set -l word (string replace -r '^.*\s' '' -- $token)
    set -l sign (string match -r '^[-+]' -- $word)
    set -l bare (string replace -r '^[-+]' '' -- $word)
    switch $bare
        case '@*'
            newssearch --saved 2>/dev/null | cut -f1 | string replace -r '^' "$before@"
        case '*:*'
            set -l field (string split -m1 : -- $bare)[1]
            contains -- $field (newssearch --complete=named 2>/dev/null)
            or return
            for value in (__newssearch_values $field)
                if string match -qr '[^A-Za-z0-9_.-]' -- $value
                    set value "\"$value\""
                end
                echo "$before$sign$field:$value"
            end
        case '?*'
            for field in (newssearch --complete=field 2>/dev/null)
                echo "$before$sign$field:"
            end
    end
end

# Declares the options of the program $argv[1].
function __newssearch_options
    $argv[1] --complete=options 2>/dev/null | while read -l -d \t name letter argument way help
        set -l declared -c $argv[1] -l (string sub -s 3 -- $name) -d $help
        set -l words "$argv[1] --complete=$name"
        test $letter = -; or set -a declared -s (string sub -s 2 -- $letter)
        if not string match -qr '^(-|\[.*\])$' -- $argument
            contains $way file directory; and set -a declared -rF; or set -a declared -x
        end
        switch $way
            case words
                set -a declared -a "($words)"
            case list
                set -a declared -a "(__fish_append , ($words))"
        end
        complete $declared
    end
end

complete -c newssearch -f -a '(__newssearch_query)'
__newssearch_options newssearch
__newssearch_options newsindex
