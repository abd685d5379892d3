#!/usr/bin/env python3
"""One ledger extract in every format that tertial reads, measured: `run` (the whole job) and `inspect`, and other programs that
read the same file and sum the amount by account.

    formats.py GENERATOR_DIR BINARY WORK [--rows 300000] [--rounds 3] [--python PATH] …

GENERATOR_DIR is a folder with the generator of extracts (`gen_ledger.py`), which is not part of this project; BINARY a release
build. In WORK all files are made, once; the extracts stay for the next time. LibreOffice makes the .xls and .ods; a file that
takes it more than five minutes is left out, and that is said.

Writes the section `formats.py` of BENCHMARKS.md, also again from what was measured (`--again`)."""

import sys

sys.dont_write_bytecode = True

import argparse
import json
import pathlib
import shutil
import subprocess
from collections import defaultdict

import extracts
import measure
from ledgers import ore
from measure import Command, median, said_of
from readers import READS

# Rows of a sheet of .xls, with its header.
XLS_ROWS = 65_536
NAMES = {
    "csv utf-8": "ledger.csv", "csv windows-1252": "ledger.csv", "csv utf-16": "ledger.csv", "csv.gz": "ledger.csv.gz",
    "zip": "ledger.zip", "sie 4": "ledger.se", "xlsx": "ledger.xlsx", "xlsb": "ledger.xlsb", "xls": "ledger.xls",
    "ods": "ledger.ods",
}
PACKAGES = ["duckdb", "polars", "fastexcel", "python-calamine"]
# Columns of the overview: the commands' names.
OURS = ["tertial run", "tertial inspect"]
KEPT = ["rows", "rounds", "warmup", "formats", "duckdb_excel"]


def options():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("generator", type=pathlib.Path)
    ask.add_argument("binary", type=pathlib.Path)
    ask.add_argument("work", type=pathlib.Path)
    ask.add_argument("--rows", type=int, default=300_000)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--warmup", type=int, default=1)
    ask.add_argument("--formats", nargs="+", choices=list(NAMES), default=list(NAMES))
    ask.add_argument("--python", default=sys.executable, help="interpreter with " + ", ".join(PACKAGES))
    ask.add_argument("--duckdb-excel", help="interpreter with duckdb and duckdb-ext-excel; without it that one is left out")
    ask.add_argument("--soffice", default="soffice", help="LibreOffice, for .xls and .ods")
    ask.add_argument("--again", action="store_true", help="measure nothing; write the section from the last measurement")
    ask.add_argument("--document", type=pathlib.Path, default=measure.DOCUMENT)
    chosen = ask.parse_args()
    for name in ("generator", "binary", "work"):
        setattr(chosen, name, getattr(chosen, name).resolve())
    measure.need(chosen.rounds >= 1, "--rounds: at least 1")
    return chosen


# The files.

def folder(chosen, form):
    return chosen.work / form.replace(" ", "-")


def generate(chosen, name, *flags):
    data = chosen.work / "generated" / name
    if not (data / "expected.json").exists():
        print(f"making {name}", flush=True)
        subprocess.run(
            [chosen.python, chosen.generator / "gen_ledger.py", "--rows", str(chosen.rows), "--out", data, *flags],
            check=True, stdout=subprocess.DEVNULL,
        )
    return data


def make(chosen):
    """Every format's folder; returns why one could not be made, by format."""
    base, absent = generate(chosen, "csv"), {}
    for form in chosen.formats:
        data = folder(chosen, form) / "data"
        if not (data / "expected.json").exists():
            print(f"making {form}", flush=True)
        try:
            extracts.put(base, data, NAMES[form], writer(chosen, base, form), encoding_of(form))
        except subprocess.TimeoutExpired:
            absent[form] = f"LibreOffice needs more than {extracts.PATIENCE // 60} minutes to make it"
        except OSError as error:
            absent[form] = f"LibreOffice did not make it ({type(error).__name__})"
        else:
            ledgers = [chosen.python, measure.BENCHES / "ledgers.py", "job", data, folder(chosen, form) / "job"]
            subprocess.run(ledgers, check=True)
    return absent


def encoding_of(form):
    return {"csv windows-1252": "windows-1252", "csv utf-16": "utf-16le"}.get(form)


def writer(chosen, base, form):
    profile = chosen.work / "libreoffice"
    workbook = ["--xlsx", "--sheet-rows", str(XLS_ROWS - 1)] if form == "xls" else ["--xlsx"]
    match form:
        case "csv utf-8":
            return lambda path: shutil.copy(base / "ledger.csv", path) and 0
        case "csv windows-1252":
            return extracts.recoded(base, "cp1252")
        case "csv utf-16":
            return extracts.recoded(base, "utf-16-le", "\ufeff")
        case "csv.gz":
            return extracts.gzipped(base)
        case "zip":
            return extracts.zipped(base)
        case "sie 4":
            return extracts.sie(base)
        case "xlsb":
            return extracts.xlsb(base)
        case "xlsx":
            return lambda path: shutil.copy(generate(chosen, "xlsx", *workbook) / "ledger.xlsx", path) and 0
        case _:
            return lambda path: extracts.converted(
                generate(chosen, f"for-{form}", *workbook) / "ledger.xlsx", form, profile, chosen.soffice
            )(path)


# What is measured.

def commands(chosen, absent):
    known = measure.apart(lambda: groups(chosen))
    found = []
    for form in (form for form in chosen.formats if form not in absent):
        found += [run(chosen, form), inspect(chosen, form)]
        found += [other(chosen, form, tool, known) for tool, forms in READS.items() if form in forms and able(chosen, tool)]
    return found


def able(chosen, tool):
    return tool != "duckdb-excel" or chosen.duckdb_excel


def run(chosen, form):
    place = folder(chosen, form)
    out = place / "out" / "run"
    argv = [chosen.binary, "run", place / "job" / "job.toml", "--through", "2022", "--out", out, "--fail-on", "never"]
    checker = [chosen.python, measure.BENCHES / "ledgers.py", "check", place / "data", out / "generated" / "2022"]
    return Command(form, OURS[0], argv, out, lambda: measure.outcome(checker, "ok"))


def inspect(chosen, form):
    """A file with something to decide gives exit 1; its rows and sum are held all the same."""
    data, out = folder(chosen, form) / "data", folder(chosen, form) / "out" / "inspect"
    argv = [chosen.binary, "inspect", data / NAMES[form], "--format", "json"]
    command = Command(form, OURS[1], argv, out, None, exits=(0, 1))
    command.check = lambda: inspected(data, measure.log_of(command, chosen.work))
    return command


def inspected(data, log):
    known = json.loads((data / "expected.json").read_text(encoding="utf-8"))
    found = json.loads(log.read_text(encoding="utf-8"))["files"][0]
    sums = [column["sum_as_written"] for column in found["columns"] if column["role"] == "amount"]
    # In a balanced SIE file the rows that were added take the sum to nought.
    total = 0 if known["files"] == [NAMES["sie 4"]] else known["control"]["sum_source_ore"]
    rows = known["control"]["rows_read"]
    if found["rows"] != rows or [ore(text.replace(".", ",")) for text in sums] != [total]:
        return f"FAIL: {found['rows']} rows, sum {', '.join(sums)} for {rows} rows, {total} öre"
    return "OK" if found["proposal"]["runs"] else "OK, with something to decide"


def other(chosen, form, tool, known):
    out = folder(chosen, form) / "out" / tool
    python = chosen.duckdb_excel if tool == "duckdb-excel" else chosen.python
    argv = [python, measure.BENCHES / "readers.py", tool, form, folder(chosen, form) / "data" / NAMES[form], out]
    return Command(form, tool, argv, out, lambda: grouped(out / "groups.json", known))


def groups(chosen):
    """Rows and öre by account, counted here."""
    found = defaultdict(lambda: [0, 0])
    for row in extracts.ledger(chosen.work / "generated" / "csv"):
        group = found[row["Konto"]]
        group[0] += 1
        group[1] += ore(row["Belopp"])
    return dict(found)


def grouped(path, known):
    if not path.exists():
        return "FAIL: no sums"
    return "OK" if json.loads(path.read_text(encoding="utf-8")) == known else "FAIL: other sums"


# What is written.

def section(chosen, result):
    text = f"## Formats: one extract of {said_of(chosen.rows)} rows\n\n" + measure.account(result) + "\n"
    text += f"    {command(chosen)}\n\n" + measure.warning(result) + LEGEND + "\n" + overview(chosen, result) + "\n\n"
    for form, why in result["about"]["absent"].items():
        text += f"{form} is not here: {why}.\n\n"
    for form in measured(chosen, result):
        text += f"### {form}: {size(chosen, form):.1f} MB\n\n{measure.full_table(result, form, OURS[0])}\n\n"
    return text


LEGEND = """Median wall seconds · peak memory in MB of 2^20 bytes. `run` is the whole job: it reads, checks, maps, finds duplicates,
reconciles, and publishes workbook, tables, report and facts. `inspect` reads the file, and again with the layout that it
proposes. The others read all columns and sum the amount by account, and do nothing else. Each has as many threads as it
chooses. The others' sums are held against sums counted apart, to the öre, and tertial's against what was generated. "–": the
program does not read the format by itself. DuckDB reads Windows-1252 as Latin-1, which is the same only while no letter is in
0x80–0x9F; its .xlsx is read by another version with its own extension (duckdb-excel). Polars reads workbooks through
fastexcel. In the SIE file each voucher has one more row, which balances it. A sheet of .xls has at most 65 536 rows; the rest
is in further sheets.
"""


def measured(chosen, result):
    return [form for form in chosen.formats if f"{form}/{OURS[0]}" in result["figures"]]


def size(chosen, form):
    return (folder(chosen, form) / "data" / NAMES[form]).stat().st_size / 1e6


def overview(chosen, result):
    tools = OURS + [tool for tool in READS if any(key.endswith(f"/{tool}") for key in result["figures"])]
    lines = []
    for form in measured(chosen, result):
        keys = [f"{form}/{tool}" for tool in tools]
        lines.append([form, f"{size(chosen, form):.1f}"] + [
            f"{median(result, key, 'wall'):.2f} · {median(result, key, 'peak'):.0f}" if key in result["figures"] else "–"
            for key in keys
        ])
    return measure.table(["format", "file MB", *tools], lines)


def command(chosen):
    """How this was called, without the names of this machine's folders."""
    text = f"python3 benches/formats.py GENERATOR_DIR BINARY WORK --rows {chosen.rows} --rounds {chosen.rounds}"
    text += f" --warmup {chosen.warmup}" if chosen.warmup != 1 else ""
    if len(chosen.formats) < len(NAMES):
        text += " --formats " + " ".join(f'"{form}"' for form in chosen.formats)
    return text + " --python PYTHON" + (" --duckdb-excel PYTHON" if chosen.duckdb_excel else "")


def main():
    chosen = options()
    saved = chosen.work / "formats.json"
    if not chosen.again:
        chosen.work.mkdir(parents=True, exist_ok=True)
        absent = measure.apart(lambda: make(chosen))
        versions = measure.told_versions(chosen, PACKAGES, "duckdb-excel") + [measure.said([chosen.soffice, "--version"])]
        more = {"versions": versions, "options": {name: getattr(chosen, name) for name in KEPT}}
        measure.rounds(commands(chosen, absent), chosen.warmup, chosen.rounds, chosen.work, saved, more | {"absent": absent})
    result = json.loads(saved.read_text(encoding="utf-8"))
    vars(chosen).update(result["about"]["options"])
    measure.section("formats.py", section(chosen, result), chosen.document)
    wrong = measure.wrong(result)
    sys.exit("not right: " + "; ".join(wrong) if wrong else 0)


main()
