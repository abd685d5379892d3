#!/usr/bin/env bash
# The release build with a profile: builds tertial once so that it counts what its code does, lets it do its work, and builds it
# again by those counts. What that gives stands in docs/DECISIONS.md. Only our own crate is built twice.
#
#     benches/release.sh [TARGET_DIR]
#
# Needs the llvm-profdata of the compiler's own LLVM: `rustup component add llvm-tools`, or its path in LLVM_PROFDATA.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${1:-${CARGO_TARGET_DIR:-target}}
host=$(rustc -vV | sed -n 's/^host: //p')
profdata=${LLVM_PROFDATA:-$(rustc --print sysroot)/lib/rustlib/$host/bin/llvm-profdata}
if [ ! -x "$profdata" ]; then
    echo "no llvm-profdata at $profdata: rustup component add llvm-tools, or tell where it is in LLVM_PROFDATA" >&2
    exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Flags for our own crate alone, by way of a compiler that adds them. Its path is new each time, so the crate is built anew.
build() {
    printf '#!/bin/sh\nexec "$@" %s\n' "$2" > "$work/$1"
    chmod +x "$work/$1"
    RUSTC_WORKSPACE_WRAPPER="$work/$1" cargo build --release --bin tertial --target-dir "$target"
}

# A run may end with findings, not with an error.
work_on() {
    "$target/release/tertial" run "$1" --through "$2" --threads 1 --out "$work/out" > "$work/said" 2>&1 || [ $? -le 1 ] || {
        cat "$work/said" >&2
        exit 1
    }
}

# The sample ledger twenty times over, each time with vouchers of its own, and without what the ERP says of one: so most of
# the work is a row's, as it is in a large extract. Once as it is, once as UTF-8 with plain line ends and no blanks in amounts.
enlarge() {
    mkdir -p "$work/job"
    cp -R pipelines/. "$work/job"
    sed 's/windows-1252/utf-8/' pipelines/layouts/huvudbok.toml > "$work/job/layouts/plain.toml"
    for layout in huvudbok plain; do
        sed -e '/^\[\[control\]\]/,/^$/d' -e '/^\[\[input\]\]/,/^$/d' -e 's/^rejected-rows.*/rejected-rows = 1_000_000/' \
            -e 's/^\[job\]/[job]\nfree-text = true/' pipelines/region-jh-2022.toml > "$work/job/$layout.toml"
        printf '\n[[input]]\npath = "%s.csv"\nlayout = "layouts/%s.toml"\n' "$layout" "$layout" >> "$work/job/$layout.toml"
    done
    LC_ALL=C awk -F ';' -v OFS=';' 'NR == 1 { print; next } $1 != "" && $2 != "" { line[++lines] = $0 }
        END { for (copy = 0; copy < 20; copy++) for (at = 1; at <= lines; at++) {
            $0 = line[at]; $2 = $2 + copy * 1000000; print } }' \
        sample_data/huvudbok-2022-halvar-2.csv > "$work/job/huvudbok.csv"
    LC_ALL=C awk -F ';' -v OFS=';' '{ gsub(/[ \240\r]/, "", $NF); print }' "$work/job/huvudbok.csv" |
        iconv -f WINDOWS-1252 -t UTF-8 > "$work/job/plain.csv"
}

build counting "-Cprofile-generate=$work/counts"
work_on pipelines/region-jh-2021.toml 2021
work_on pipelines/region-jh-2022.toml 2022-T2
enlarge
work_on "$work/job/huvudbok.toml" 2022
work_on "$work/job/plain.toml" 2022
"$profdata" merge -o "$work/profile" "$work/counts"
build using "-Cprofile-use=$work/profile"
echo "$target/release/tertial"
