#!/usr/bin/env bash
# Counts instructions with callgrind, so that a slower loop is seen on a machine whose seconds say nothing. Prints totals
# and the functions that take most; asserts nothing.
#
#   benches/instructions.sh BINARY WORK [GENERATOR_DIR [csv|nasty|xlsx …]]
#
# Always counts the sample job. With a folder that has the generator of extracts (gen_ledger.py) also 20 000 and 40 000 of its
# rows, always the same, as CSV, as the dirty CSV of whole.py and as .xlsx. What the second count has more, by the 20 000 rows
# that it has more, is what a row costs: what a run costs before its first row is not in it.
#
# One thread, so that the count is the same each time but for some tenths of a per cent. WORK keeps the extracts and the
# counts, and the next run prints the change since then.
# PYTHON: interpreter with numpy and polars, for the generator. TOP: how many functions (15).
# What a processor offers at run time (AVX-512, SHA) is not there under valgrind, and its plainer path is counted; SHA-256 of
# the extract looks dear for that reason.
set -euo pipefail

binary=$(realpath "${1:?BINARY}")
work=$(realpath -m "${2:?WORK}")
generator=${3:+$(realpath "$3")}
kinds=("${@:4}")
python=${PYTHON:-python3}
top=${TOP:-15}
here=$(cd "$(dirname "$0")" && pwd)
rows=20000
nasty=(--dirty 0.01 --thousands nbsp --trailing-minus --preamble --totals --files 12 --encoding windows-1252 --crlf)
mkdir -p "$work"

# count NAME JOB THROUGH: WORK/NAME.functions, a line per function, the dearest first: instructions, name.
count() {
    local name=$1 job=$2 through=$3 raw=$work/$1.callgrind code=0
    rm -rf "$work/$name.out" "$raw"
    valgrind --tool=callgrind --callgrind-out-file="$raw" \
        "$binary" run "$job" --through "$through" --out "$work/$name.out" --fail-on never --threads 1 \
        > "$work/$name.stdout" 2> "$work/$name.stderr" || code=$?
    if [ "$code" -ne 0 ]; then
        printf '%s: exit %s\n' "$name" "$code"
        tail -n 20 "$work/$name.stderr"
        return "$code"
    fi
    # A function stands once for each source file that is inlined in it: `1,234 ( 5.67%)  file:name [binary]`.
    callgrind_annotate --threshold=100 --auto=no "$raw" \
        | sed -nE '/PROGRAM TOTALS/d; s/^ *([0-9,]+) \([^)]*\) +[^:]*:(.*)$/\1\t\2/p' | sed -E 's/ \[[^]]*\]$//' \
        | awk -F '\t' '{ gsub(",", "", $1); sum[$2] += $1 } END { for (name in sum) printf "%.0f\t%s\n", sum[name], name }' \
        | sort -k1,1nr -k2 > "$work/$name.functions"
}

# total NAME
total() {
    awk '{ sum += $1 } END { printf "%.0f\n", sum }' "$work/$1.functions"
}

# tell NAME NUMBER UNIT: a figure, and its change since the last time.
tell() {
    local last
    last=$(cat "$work/$1.last" 2> /dev/null || echo "$2")
    awk -v name="$1" -v now="$2" -v last="$last" -v unit="$3" \
        'BEGIN { printf "\n%s: %.0f %s (%+.2f %% since the last time)\n", name, now, unit, 100 * (now / last - 1) }'
    echo "$2" > "$work/$1.last"
}

# most TOTAL: the first functions of a list, as shares of TOTAL.
most() {
    awk -F '\t' -v total="$1" -v top="$top" 'NR <= top { printf "  %5.1f %%  %s\n", 100 * $1 / total, substr($2, 1, 110) }'
}

# generated NAME FLAGS…: two sizes, and what a row costs.
generated() {
    local name=$1 size data
    shift
    for size in "$rows" "$((2 * rows))"; do
        data=$work/$name-$size
        if [ ! -e "$data/data/expected.json" ]; then
            "$python" "$generator/gen_ledger.py" --rows "$size" --out "$data/data" "$@" > /dev/null
        fi
        "$python" -B "$here/ledgers.py" job "$data/data" "$data/job"
        count "$name-$size" "$data/job/job.toml" 2022
    done
    local fewer more
    fewer=$(total "$name-$rows")
    more=$(total "$name-$((2 * rows))")
    tell "$name" "$(((more - fewer) / rows))" "instructions a row"
    awk -F '\t' 'NR == FNR { less[$2] = $1; next } { printf "%.0f\t%s\n", $1 - less[$2], $2 }' \
        "$work/$name-$rows.functions" "$work/$name-$((2 * rows)).functions" | sort -k1,1nr -k2 > "$work/$name.functions"
    most "$((more - fewer))" < "$work/$name.functions"
}

"$binary" --version
count sample "$here/../pipelines/region-jh-2022.toml" 2022-T2
tell sample "$(total sample)" "instructions"
most "$(total sample)" < "$work/sample.functions"
if [ -n "$generator" ]; then
    if [ "${#kinds[@]}" -eq 0 ]; then kinds=(csv nasty xlsx); fi
    for kind in "${kinds[@]}"; do
        case $kind in
            csv) generated csv ;;
            nasty) generated nasty "${nasty[@]}" ;;
            xlsx) generated xlsx --xlsx ;;
            *) echo "$kind: csv, nasty or xlsx" && exit 2 ;;
        esac
    done
fi
