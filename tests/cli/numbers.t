#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Integers of 64 bits and dates from 0001 to 9999: ranges, order, facets and charts.
. tests/cli/lib.sh
for power in 0 1 7 8 25 26 27 31 32 52 53 54 61 62; do
    number=$((1 << power))
    article "n/$power.md" "number plus power$power" "heat: $number" "quality: -$number" "date: 2020-01-01"
    article "n/-$power.md" "number minus power$power" "heat: -$number" "quality: $number" "date: 2020-01-01"
done
article n/least.md "number minus least" "heat: -9223372036854775808" "quality: 9223372036854775807" "date: 2020-01-01"
article n/most.md "number plus most" "heat: 9223372036854775807" "quality: -9223372036854775808" "date: 2020-01-01"
article n/none.md "without one" "heat: 9223372036854775808"
for year in 0001 0499 1899 1950 1951 1967 1968 1969 1970 2024 9998 9999; do
    article "d/$year-1.md" "old first$year" "date: $year-01-01"
    article "d/$year-2.md" "old last$year" "date: $year-12-31T23:59:59Z"
done
newsindex -q n d 2>warnings
is "a number of more than 64 bits is a warning" "$(sed 's/.*: warning: //' warnings)" \
    "$(sed 's/.*: warning: //' warnings | grep '^heat: does not fit in 64 bits: 9223372036854775808$')"
search() { newssearch --now=2024-06-01T00:00:00Z "$@"; }
listed() { search -n all --format="{$1}\n" "$2" "$3"; }

# The table beside the words, Xapian's ranges (OR), a filter and a regex take different ways.
check_count() { # RANGE COUNT WORD
    is "$1 finds the $2 articles in it" \
        "$(search -c "$1") $(search -c "$3 $1") $(search -c "$1 OR zzz") $(search -c "$1 title:/$3/") \
$(search -n0 --facet=type --format=json "$3 $1" | jq .total) $(search -c "$3 -($3 -$1)")" "$2 $2 $2 $2 $2 $2"
}
check_count heat:-9223372036854775808..9223372036854775807 30 number
check_count heat:-134217728.. 22 number
check_count heat:-134217727.. 21 number
check_count heat:..-67108864 10 number
check_count heat:..-67108865 9 number
check_count heat:9007199254740993.. 4 number
check_count heat:9007199254740992 1 number
check_count quality:9007199254740993.. 4 number
check_count date:1950 2 old
check_count date:1951 2 old
check_count date:0001 2 old
check_count date:9999-12-31 1 old
check_count date:..1967 12 old
check_count date:1967-11-16..1969 5 old
is "ranges of two years find the articles of both" "$(search -c 'date:1950 date:1968')" 4
is "--sort=heat orders numbers of 64 bits, the highest first" "$(listed heat --sort=heat '*' | grep .)" \
    "$(listed heat --sort=path '*' | grep . | sort -rn)"
is "--sort=-heat orders numbers of 64 bits, the lowest first" "$(listed heat --sort=-heat '*' | grep .)" "$(listed heat --sort=path '*' | grep . | sort -n)"
is "--sort=date orders dates down to the year 1" "$(listed publishedDateTime --sort=date old)" \
    "$(listed publishedDateTime --sort=path old | sort -r)"
is "--sort=-date orders dates from the year 1" "$(listed publishedDateTime --sort=-date old)" \
    "$(listed publishedDateTime --sort=path old | sort)"
is "numbers of 64 bits are shown whole" \
    "$(search -n1 --format=json --sort=heat '*' | grep -o '"heat":[0-9]*')" '"heat":9223372036854775807'
is "facets count numbers of 64 bits" "$(search -n0 --facet=heat:100 --format=json '*' | jq -c '[.facets.heat[].value] | length')" 30
is "a regex matches numbers of 64 bits" "$(search -c 'heat:/^-9223372036854775808$/')" 1
newssearch -n0 --chart=heat --format=json least >out 2>&1
has "charts put numbers of 64 bits into buckets" "$(cat out)" '"-9223372036854775808\.\.-9223372036854775801","count":1'
for heat in -1 0 1 237 238 4094 4095 4096; do
    article "v/$heat.md" "value" "heat: $heat" "quality: 7" "date: 2020-01-01"
done
article v/none.md "value" "quality: 7" "date: 2020-01-01"
newsindex -q -d values v
is "numbers at the limits of a record are shown as they were read, and none where there is none" \
    "$(search -d values --format='{quality} {heat} ' --sort=heat value)" "7 4096 7 4095 7 4094 7 238 7 237 7 1 7 0 7 -1 7  "
newsindex -q --rebuild
check_count heat:-134217728.. 22 number
check_count date:1950 2 old
finish
