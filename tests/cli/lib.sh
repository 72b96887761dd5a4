# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# Sourced by tests/cli/*.t: TAP in shell. Each test works in a fresh folder $work, with its index in
# $work/index, and ends with `finish`.
#   is NAME GOT WANT      equal texts            ok NAME COMMAND...      status 0
#   status NAME N CMD...  exit status N          has NAME TEXT PATTERN   a grep -E pattern occurs
# shellcheck disable=SC2034
top=$(pwd)
work=$(mktemp -d)
trap 'cd /; rm -rf "$work"' EXIT
export NEWSSEARCH_DB="$work/index"
cd "$work" || exit 2
count=0
failures=0

result() { # STATUS NAME
    count=$((count + 1))
    if [ "$1" = 0 ]; then
        echo "ok $count - $2"
    else
        echo "not ok $count - $2"
        failures=$((failures + 1))
    fi
}
note() { printf '%s\n' "$1" | sed 's/^/# /'; }
is() {
    if [ "$2" = "$3" ]; then result 0 "$1"; else
        result 1 "$1"
        note "got:"; note "$2"
        note "want:"; note "$3"
    fi
}
ok() {
    name=$1; shift
    if "$@" >"$work/.out" 2>"$work/.err"; then result 0 "$name"; else
        result 1 "$name"
        note "$(cat "$work/.out" "$work/.err")"
    fi
}
status() {
    name=$1 want=$2; shift 2
    "$@" >"$work/.out" 2>"$work/.err"
    got=$?
    if [ $got = "$want" ]; then result 0 "$name"; else
        result 1 "$name (status $got, not $want)"
        note "$(cat "$work/.out" "$work/.err")"
    fi
}
has() {
    if printf '%s\n' "$2" | grep -Eq -e "$3"; then result 0 "$1"; else
        result 1 "$1"
        note "no match for $3 in:"; note "$2"
    fi
}
# wait_until COMMAND...: until it succeeds, for a minute at most; a loaded machine may need long.
wait_until() {
    waited=0
    until "$@" >/dev/null 2>&1; do
        [ $waited -lt 1200 ] || return 1
        waited=$((waited + 1))
        sleep 0.05
    done
}
# hold LOCK: locks a file as another writer does, until `release`.
hold() {
    rm -f "$work/.released"
    flock "$1" sh -c "until [ -e '$work/.released' ]; do sleep 0.05; done" &
    wait_until sh -c "! flock -n '$1' true"
}
release() { touch "$work/.released"; wait; }
skip_all() { echo "1..0 # SKIP $1"; exit 0; }
finish() { echo "1..$count"; [ $failures = 0 ]; }

# article FILE TITLE [LINE...]: a small article; further lines go into the front matter.
article() {
    file=$1 title=$2; shift 2
    mkdir -p "$(dirname "$file")"
    { echo "---"; echo "title: \"$title\""; for line; do echo "$line"; done; echo "---"; } >"$file"
}
