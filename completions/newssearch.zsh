#compdef newssearch newsindex
# SPDX-License-Identifier: GPL-2.0-or-later
# Both programs list their options, and the words that these take, with --complete=KIND.

# The values of the field $1 in the index.
_newssearch_values() {
  newssearch --no-header --limit=0 --facet="$1:1000" --format=tsv 2>/dev/null | cut -f2
}

_newssearch_query() {
  local -a values several
  local field
  # a query in quotes is one argument of several words
  [[ -n $compstate[quote] ]] && compset -q
  if [[ $PREFIX == @* ]]; then
    values=(${(f)"$(newssearch --saved 2>/dev/null | cut -f1)"})
    compadd -- @${^values}
    return
  fi
  compset -P '[-+]'
  if [[ $PREFIX == *:* ]]; then
    field=${PREFIX%%:*}
    (( ${${(f)"$(newssearch --complete=named 2>/dev/null)"}[(Ie)$field]} )) || return 1
    compset -P '*:'
    values=(${(f)"$(_newssearch_values $field)"})
    several=(${(M)values:#*[^A-Za-z0-9_.-]*})
    compadd -M 'm:{a-zA-Z}={A-Za-z}' -- ${values:#*[^A-Za-z0-9_.-]*}
    # a name of several words is quoted, for the query and for the shell
    if [[ -n $compstate[all_quotes] && $compstate[all_quotes] != \\ ]]; then
      compset -P '[\\"]#'
      if [[ $compstate[all_quotes] == *\"* ]]; then
        compadd -M 'm:{a-zA-Z}={A-Za-z}' -Q -P '\"' -S '\"' -- $several
      else
        compadd -M 'm:{a-zA-Z}={A-Za-z}' -Q -P '"' -S '"' -- $several
      fi
    else
      compadd -M 'm:{a-zA-Z}={A-Za-z}' -Q -P '\"' -S '\" ' -- ${(q)several}
    fi
  else
    compadd -S : -- ${(f)"$(newssearch --complete=field 2>/dev/null)"}
  fi
}

# The words of the option $1, or with $2 some of them between commas.
_newssearch_words() {
  local -a words=(${(f)"$($program --complete=$1 2>/dev/null)"})
  if [[ -n $2 ]]; then
    _sequence compadd - $words
  else
    compadd -- $words
  fi
}

_newssearch() {
  local program=$service name letter argument way help line plus after value action
  local -a options
  for line in ${(f)"$($program --complete=options 2>/dev/null)"}; do
    IFS=$'\t' read -r name letter argument way help <<< $line
    help=${${${help//\\/\\\\}//\[/\\[}//\]/\\]}
    plus='' after='=' value=":${argument//:/\\:}:"
    [[ $argument == (N|N\|all) ]] && plus=+
    case $argument in
    -) after='' value='' ;;
    \[*\]) after='=-' value=":$value" ;;
    esac
    case $way in
    file) action=_files ;;
    directory) action='_files -/' ;;
    words) action=" _newssearch_words $name" ;;
    list) action=" _newssearch_words $name ," ;;
    *) action='' ;;
    esac
    if [[ $letter == - ]]; then
      options+=("*$name${after}[$help]$value$action")
    else
      options+=("*$letter${plus}[$help]$value$action" "*$name${after}[$help]$value$action")
    fi
  done
  if [[ $program == newsindex ]]; then
    _arguments -S $options '*:operand:_files'
  else
    _arguments -S $options '*:operand:_newssearch_query'
  fi
}

_newssearch "$@"
