# Short names for what is done often. `just --list` shows them; .ci/run runs all that must hold.

# Prove the sample job's files without reading an extract
check:
    cargo run --quiet -- check pipelines/region-jh-2022.toml

# All tests
test:
    cargo test

# Run the sample job
sample:
    cargo run -- run pipelines/region-jh-2022.toml --through 2022-T2

# Make the sample ledger again
sample-data:
    cargo run --example make_sample_data

# Write docs/FINDINGS.md from the code, and hold the other documents to it
docs:
    UPDATE_DOCS=1 cargo test docs

# Make the README's picture from the sample job (LibreOffice, poppler-utils, fonts-crosextra-carlito)
picture: sample
    #!/usr/bin/env bash
    set -euo pipefail
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    # A profile of its own, with Swedish figures.
    mkdir -p "$work/profile/user"
    {
        echo '<?xml version="1.0" encoding="UTF-8"?>'
        echo '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        echo '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop></item>'
        echo '</oor:items>'
    } > "$work/profile/user/registrymodifications.xcu"
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" \
        out/region-jh-2022/2022-T2/region-jh-2022-2022-T2.xlsx
    pdftoppm -png -r 150 -f 2 -l 2 -singlefile -x 50 -y 60 -W 1060 -H 545 \
        "$work/region-jh-2022-2022-T2.pdf" docs/bild/aktiviteter

fmt:
    cargo fmt

lint:
    cargo clippy --all-targets -- -D warnings

ci:
    .ci/run
