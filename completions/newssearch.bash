# bash completion for newssearch and newsindex                   -*- shell-script -*-
# SPDX-License-Identifier: GPL-2.0-or-later
# Both programs list their options, and the words that these take, with --complete=KIND.

# Sets name, kind ("none", "unknown", or as --complete=options has it) and optional (whether the
# argument may be left out) for the option $1.
_newssearch_option() {
    local letter argument help
    optional=''
    while IFS=$'\t' read -r name letter argument kind help; do
        [[ $1 == "$name" || $1 == "$letter" ]] || continue
        [[ $argument == - ]] && kind=none
        [[ $argument == '['*']' ]] && optional=yes
        return
    done < <("$program" --complete=options 2>/dev/null)
    kind=unknown
}

# The options as they are typed: "--any", "--limit=".
_newssearch_options() {
    local name letter argument rest
    while IFS=$'\t' read -r name letter argument rest; do
        [[ $argument == - || $argument == '['*']' ]] || name+='='
        printf '%s\n' "$name"
    done < <("$program" --complete=options 2>/dev/null)
}

# The values of the field $1 in the index, a line each.
_newssearch_values() {
    newssearch --no-header --limit=0 --facet="$1:1000" --format=tsv 2>/dev/null | cut -f2
}

# Offers those of the lines of standard input that begin with $1, after $2.
_newssearch_offer() {
    local line
    while IFS= read -r line; do
        [[ $line == "$1"* ]] && COMPREPLY+=("$2$line")
    done
}

# Offers values of the field of $1, with or without a sign before it; $2 is the quote that is open,
# $3 what stands before $1 within it.
_newssearch_named() {
    local sign='' field=${1%%:*} value=${1#*:} line
    [[ $field == [-+]* ]] && sign=${field:0:1} field=${field:1}
    value=${value#[\"\\]}
    value=${value#\"}
    newssearch --complete=named 2>/dev/null | grep -qxF -e "$field" || return
    while IFS= read -r line; do
        [[ ${line,,} == "${value,,}"* ]] || continue
        [[ $line == *[!A-Za-z0-9_.-]* ]] && line=\"$line\"
        case $2 in
        '') line=$(printf %q "$line") ;;
        '"') line=${line//\"/\\\"} ;;
        esac
        COMPREPLY+=("$3$sign$field:$line")
    done < <(_newssearch_values "$field")
}

# $1 is the word of the query, $2 and $3 as above.
_newssearch_query() {
    case $1 in
    @*) _newssearch_offer "$1" "$3" < <(newssearch --saved 2>/dev/null | cut -f1 | sed 's/^/@/') ;;
    *:*) _newssearch_named "$1" "$2" "$3" ;;
    ?*)
        local sign=''
        [[ $1 == [-+]* ]] && sign=${1:0:1}
        _newssearch_offer "${1#[-+]}" "$3$sign" < <(newssearch --complete=field 2>/dev/null | sed 's/$/:/')
        compopt -o nospace
        ;;
    esac
}

# Sets quote to the quote that is open at the end of $1, and quoted to what stands after it.
_newssearch_quoted() {
    local text=$1 index char
    quote='' quoted=''
    for ((index = 0; index < ${#text}; index++)); do
        char=${text:index:1}
        if [[ $quote ]]; then
            if [[ $char == "$quote" ]]; then
                quote=''
            elif [[ $char == \\ && $quote == '"' ]]; then
                ((index++))
            fi
            [[ $quote ]] && quoted=${text:start:index-start+1}
        elif [[ $char == \\ ]]; then
            ((index++))
        elif [[ $char == [\'\"] ]]; then
            quote=$char start=$((index + 1)) quoted=''
        fi
    done
}

_newssearch() {
    local IFS=$' \t\n' cur=${COMP_LINE:0:COMP_POINT} prev=${COMP_WORDS[COMP_CWORD-1]} program=${1##*/}
    local name kind optional before value quote quoted start
    _newssearch_quoted "$cur"
    cur=${cur##*[[:space:]]}
    COMPREPLY=()
    if [[ $quote && $program == newssearch ]]; then
        cur=${quoted##*[[:space:]]}
        _newssearch_query "$cur" "$quote" "${quoted%"$cur"}"
        return
    fi
    # --name=VALUE, --name VALUE, or -x VALUE
    if [[ $cur == --*=* ]]; then
        before=${cur%%=*}= value=${cur#*=}
        _newssearch_option "${cur%%=*}"
    else
        before='' value=$cur
        _newssearch_option "$prev"
        [[ $kind == none || $optional ]] && kind=unknown
    fi
    case $kind in
    words) _newssearch_offer "$value" "$before" < <("$program" --complete="$name" 2>/dev/null) ;;
    list) # after the last comma
        [[ $value == *,* ]] && before+=${value%,*},
        _newssearch_offer "${value##*,}" "$before" < <("$program" --complete="$name" 2>/dev/null)
        compopt -o nospace
        ;;
    file | directory)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen "-${kind:0:1}" -- "$value")
        return
        ;;
    unknown)
        if [[ $program == newssearch && " ${COMP_WORDS[*]:0:COMP_CWORD} " == *' -- '* ]]; then
            _newssearch_query "$cur" '' ''
        elif [[ $cur == -* ]]; then
            _newssearch_offer "$cur" '' < <(_newssearch_options)
            [[ ${#COMPREPLY[@]} == 1 && $COMPREPLY == *= ]] && compopt -o nospace
        elif [[ $program == newsindex ]]; then
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
        else
            _newssearch_query "$cur" '' ''
        fi
        ;;
    esac
    # readline replaces only what follows the last = or :
    local left=$cur index
    while [[ -n $left && ( ${left: -1} != [=:] || $COMP_WORDBREAKS != *"${left: -1}"* ) ]]; do
        left=${left%?}
    done
    for index in "${!COMPREPLY[@]}"; do
        COMPREPLY[index]=${COMPREPLY[index]#"$left"}
    done
}

complete -F _newssearch newssearch newsindex
