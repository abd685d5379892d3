#!/usr/bin/env python3
"""Generated ledgers and tertial. A generator (not part of this project) writes into a folder DATA: extracts, `mapping.csv`,
`allocations.csv`, and what it knows of them, `expected.csv` and `expected.json`. This turns the mapping and the allocations
into pipeline files, and holds a published result against what the generator knows.

    ledgers.py job DATA JOBDIR               writes JOBDIR/job.toml and its files, and data.toml, the same job published as data
    ledgers.py check DATA RESULT             compares RESULT (…/generated/2022) with expected.*; exit 1 where they differ
    ledgers.py cover GENERATOR BINARY WORK   makes, runs and checks a covering set of the generator's flags, two by two

Only the standard library and duckdb (to read Parquet) are used; sums are integer öre."""

import csv
import itertools
import json
import pathlib
import shutil
import subprocess
import sys
from collections import defaultdict

HEADERS = {
    "voucher": "Verifikationsnummer", "row": "Rad", "booked": "Bokföringsdatum", "period": "Period", "amount": "Belopp",
    "text": "Text",
}
PARTS = {
    "konto": "Konto", "ansvar": "Ansvar", "verksamhet": "Verksamhet", "objekt": "Objekt", "aktivitet": "Aktivitet",
    "projekt": "Projekt", "motpart": "Motpart",
}

# The same where the ledger is a SIE file, whose headings tertial gives and whose dimensions `extracts.py` numbers.
SIE_HEADERS = {
    "series": "serie", "voucher": "vernr", "row": "rad", "booked": "transdatum", "period": "period", "amount": "belopp",
    "text": "text",
}
SIE_PARTS = {
    "konto": "konto", "ansvar": "dim1", "verksamhet": "dim20", "objekt": "dim21", "aktivitet": "dim22", "projekt": "dim6",
    "motpart": "dim23",
}
WORKBOOKS = {".xlsx", ".xlsb", ".xls", ".ods"}


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def ore(text):
    kronor, _, rest = text.replace(" ", "").replace("\u00a0", "").partition(",")
    sign = -1 if kronor.startswith("-") else 1
    return sign * (abs(int(kronor)) * 100 + int((rest + "00")[:2]))


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def plan(data):
    """Agreements as {title: {area: [(activity, decided öre or none, rules)]}}, in the files' order."""
    agreements = defaultdict(lambda: defaultdict(dict))
    for row in rows(data / "allocations.csv"):
        agreements[row["overenskommelse"]][row["omrade"]][row["aktivitet_namn"]] = [ore(row["beslutat"]), []]
    for row in rows(data / "mapping.csv"):
        area = agreements[row["overenskommelse"]][row["omrade"]]
        area.setdefault(row["aktivitet_namn"], [None, []])[1].append(row)
    return agreements


def codes(rule):
    parts = [f'objekt = {quoted(rule["objekt"])}']
    parts.append(f'konto = {{ from = {quoted(rule["konto_from"])}, to = {quoted(rule["konto_to"])} }}')
    parts += [f"{part} = {quoted(rule[part])}" for part in ("aktivitet", "ansvar") if rule[part]]
    return "{ " + ", ".join(parts) + " }"


def agreement(number, title, areas):
    """One agreement. An activity of several rules is as many activities of one title: their sums are added again below.
    Decided amounts are whole kronor in tertial; the generator's odd öre is left out, and in `check` too."""
    text = f'[agreement]\nid = "a{number}"\ntitle = {quoted(title)}\nyear = 2022\n'
    for place, (area, activities) in enumerate(areas.items(), 1):
        text += f'\n[[area]]\nid = "o{place}"\ntitle = {quoted(area)}\nactivities = [\n'
        for count, (activity, (decided, rules)) in enumerate(activities.items(), 1):
            for part, rule in enumerate(rules or [None]):
                amount = (decided or 0) // 100 if part == 0 else 0
                own = f", codes = {codes(rule)}" if rule else ""
                text += f'  {{ id = "v{count}-{part}", title = {quoted(activity)}, amount = {amount}{own} }},\n'
        text += "]\n"
    return text


def layout(flags, kind):
    """How a file that ends with `kind` is read."""
    sie = kind == ".se"
    headers, parts = (SIE_HEADERS, SIE_PARTS) if sie else (HEADERS, PARTS)
    text = '[layout]\nid = "generated"\n\n[columns]\n'
    text += "".join(f"{key} = [{quoted(name)}]\n" for key, name in headers.items())
    text += "\n[parts]\n" + "".join(f"{key} = [{quoted(name)}]\n" for key, name in parts.items())
    dates = "YYYYMMDD" if sie else "YYYY-MM-DD"
    text += f'\n[values]\nperiods = ["YYYYMM"]\ndates = ["{dates}"]\ntotals = ["Delsumma", "Totalt"]\n'
    text += 'never-blank = ["booked"]\n'
    text += 'decimal = "."\n' if sie else ""
    text += 'thousands = [" "]\n' if flags["thousands"] else ""
    if not sie and kind not in WORKBOOKS:
        encoding = flags["encoding"].removesuffix("-sig")
        text += f'\n[delimited]\nencoding = "{encoding}"\n'
    return text


ACCOUNTS = """[accounts]
part = "konto"

[[group]]
id = "intakt"
kind = "income"
prefixes = ["3"]

[[group]]
id = "kostnad"
kind = "spend"
prefixes = ["4", "5", "6", "7"]

[[group]]
id = "finans"
kind = "other"
prefixes = ["8"]

[[group]]
id = "balans"
kind = "other"
prefixes = ["1", "2"]
"""


def job(data, folder):
    folder.mkdir(parents=True, exist_ok=True)
    known = json.loads((data / "expected.json").read_text(encoding="utf-8"))
    kind = pathlib.Path(known["files"][0]).suffix
    names = []
    for number, (title, areas) in enumerate(plan(data).items(), 1):
        names.append(f"agreement-{number}.toml")
        (folder / names[-1]).write_text(agreement(number, title, areas), encoding="utf-8")
    (folder / "layout.toml").write_text(layout(known["flags"], kind), encoding="utf-8")
    (folder / "accounts.toml").write_text(ACCOUNTS, encoding="utf-8")
    text = '[job]\nid = "generated"\ntitle = "Generated"\nyear = 2022\nfree-text = true\nvouchers = "selection"\n'
    text += f'accounts = "accounts.toml"\nagreements = {json.dumps(names)}\n'
    for name in known["files"]:
        text += f"\n[[input]]\npath = {quoted(str((data / name).resolve()))}\nlayout = \"layout.toml\"\n"
    text += "\n[limits]\nrejected-rows = 1_000_000_000\nvoucher-rows-in-workbook = 0\nfile-megabytes = 1_000_000\n"
    (folder / "job.toml").write_text(text, encoding="utf-8")
    as_data = text.replace("[job]\n", '[job]\npublish = "data"\n', 1)
    assert as_data != text
    (folder / "data.toml").write_text(as_data, encoding="utf-8")


def check(data, result):
    """Every activity's sum and decided amount, rows and sums of each fate, and the facts, against what was generated."""
    import duckdb

    faults = []
    expected = defaultdict(int)
    for row in rows(data / "expected.csv"):
        expected[row["overenskommelse"], row["omrade"], row["aktivitet_namn"]] += int(row["sum_ore"])
    decided = {
        (title, area, activity): (amount or 0) // 100 * 100
        for title, areas in plan(data).items()
        for area, activities in areas.items()
        for activity, (amount, _) in activities.items()
    }
    spent, allocated = defaultdict(int), defaultdict(int)
    for number, title in enumerate(plan(data), 1):
        for row in rows(result / "tabeller" / f"aktiviteter-a{number}.csv"):
            if row["radtyp"] == "normal" and row["aktivitet_id"]:
                key = title, row["omrade"], row["aktivitet"]
                spent[key] += ore(row["utfall"])
                allocated[key] += ore(row["beslutat"] or "0")
    for key in decided:
        if (spent[key], allocated[key]) != (expected[key], decided[key]):
            faults.append(f"{key}: {spent[key]}, {allocated[key]} for {expected[key]}, {decided[key]}")
    if set(expected) - set(decided) or set(spent) - set(decided):
        faults.append("activities that nobody knows")

    known = json.loads((data / "expected.json").read_text(encoding="utf-8"))["control"]
    facts = duckdb.sql(
        f"select count(*), coalesce(sum(belopp), 0) * 100 from '{result}/fakta.parquet' where status = 'mapped'"
    ).fetchall()[0]
    if (facts[0], int(facts[1])) != (known["rows_mapped"], known["sum_mapped_ore"]):
        faults.append(f"facts: {facts}, {known['rows_mapped']} rows and {known['sum_mapped_ore']} were generated")
    read, rejected = result_counts(result)
    if (read, rejected) != (known["rows_read"], known["rows_rejected"]):
        faults.append(f"read and rejected: {read}, {rejected} for {known['rows_read']}, {known['rows_rejected']}")
    return faults


def result_counts(result):
    manifest = json.loads((result / "manifest.json").read_text(encoding="utf-8"))
    postings = next(stage["rows"] for stage in manifest["totals"] if stage["stage"] == "postings")
    rejected = sum(1 for _ in rows(result / "tabeller" / "avvisade.csv"))
    return postings + rejected, rejected


# Flags that change how a ledger is written, each with its values.
FLAGS = {
    "encoding": [["--encoding", "utf-8"], ["--encoding", "utf-8-sig"], ["--encoding", "windows-1252"]],
    "thousands": [[], ["--thousands", "space"], ["--thousands", "nbsp"]],
    "files": [[], ["--files", "3"], ["--files", "12"]],
    "minus": [[], ["--trailing-minus"]],
    "preamble": [[], ["--preamble"]],
    "totals": [[], ["--totals"]],
    "lines": [[], ["--crlf"]],
    "dirty": [[], ["--dirty", "0.02"]],
}


def covering():
    """Sets of flags in which every two values of two flags stand together at least once; and a workbook, clean and dirty."""
    names = list(FLAGS)
    open_pairs = {
        (a, i, b, j)
        for a, b in itertools.combinations(names, 2)
        for i in range(len(FLAGS[a]))
        for j in range(len(FLAGS[b]))
    }
    chosen = []
    while open_pairs:
        best = max(
            itertools.product(*(range(len(FLAGS[name])) for name in names)),
            key=lambda way: sum(
                (a, way[names.index(a)], b, way[names.index(b)]) in open_pairs for a, b in itertools.combinations(names, 2)
            ),
        )
        open_pairs -= {
            (a, best[names.index(a)], b, best[names.index(b)]) for a, b in itertools.combinations(names, 2)
        }
        chosen.append([part for name, value in zip(names, best) for part in FLAGS[name][value]])
    return chosen + [["--xlsx"], ["--xlsx", "--dirty", "0.02", "--sheet-rows", "4000"]]


def cover(generator, binary, work):
    failed = 0
    for number, flags in enumerate(covering(), 1):
        folder = work / f"set-{number}"
        shutil.rmtree(folder, ignore_errors=True)
        data, pipeline, out = folder / "data", folder / "job", folder / "out"
        subprocess.run(
            [sys.executable, generator, "--rows", "10000", "--seed", str(number), "--out", data, *flags],
            check=True, stdout=subprocess.DEVNULL,
        )
        job(data, pipeline)
        run = subprocess.run(
            [binary, "run", pipeline / "job.toml", "--through", "2022", "--out", out, "--fail-on", "never"],
            capture_output=True, text=True, check=False,
        )
        faults = [run.stderr[-2000:]] if run.returncode else check(data, out / "generated" / "2022")
        failed += bool(faults)
        print(f"{'FAIL' if faults else 'ok  '} {' '.join(flags)}", *faults[:3], sep="\n  " if faults else "", flush=True)
    print(f"{number} sets, {failed} failed")
    return failed


def main():
    match sys.argv[1:]:
        case ["job", data, folder]:
            job(pathlib.Path(data), pathlib.Path(folder))
        case ["check", data, result]:
            faults = check(pathlib.Path(data), pathlib.Path(result))
            print(*(faults or ["ok"]), sep="\n")
            sys.exit(bool(faults))
        case ["cover", generator, binary, work]:
            sys.exit(bool(cover(generator, binary, pathlib.Path(work))))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
