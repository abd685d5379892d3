#!/usr/bin/env python3
"""The whole job, measured: tertial and other programs over the same generated extracts, from extract to summary and facts.

    whole.py GENERATOR_DIR BINARY WORK [--rows 1000000 10000000] [--rounds 3] [--python PATH] …

GENERATOR_DIR is a folder with the generator of extracts (`gen_ledger.py`), the same job in other programs (`peer_*.py`) and
`check.py`, which holds theirs against what was generated; `ledgers.py` makes tertial's job of it and holds its. None of it
is part of this project. BINARY is a release build. In WORK all files are made, once; the extracts stay for the next time.
Every command has its turn in every round, over all works, and the sums of all are checked after the last.

Writes the section `whole.py` of BENCHMARKS.md, also again from what was measured (`--again`)."""

import sys

sys.dont_write_bytecode = True

import argparse
import json
import pathlib
import subprocess

import measure
from measure import Command, median, ratio, said_of

NASTY = ["--dirty", "0.01", "--thousands", "nbsp", "--trailing-minus", "--preamble", "--totals", "--files", "12", "--encoding",
         "windows-1252", "--crlf"]
STREAM = ["--engine", "streaming"]
# The same job in other programs: name, program, arguments. The first of a kind is what ratios are taken against.
PEERS = {
    "csv": [
        ("duckdb_typed", "peer_duckdb.py", ["--mode", "typed"]),
        ("duckdb_robust", "peer_duckdb.py", ["--mode", "robust"]),
        ("polars_stream_typed", "peer_polars.py", ["--mode", "typed", *STREAM]),
        ("polars_stream_robust", "peer_polars.py", ["--mode", "robust", *STREAM]),
        ("pandas_typed", "peer_pandas.py", ["--mode", "typed"]),
    ],
    "nasty": [
        ("duckdb_robust", "peer_duckdb.py", ["--mode", "robust"]),
        ("polars_stream_robust", "peer_polars.py", ["--mode", "robust", *STREAM]),
        ("pandas_robust", "peer_pandas.py", ["--mode", "robust"]),
    ],
    "xlsx": [
        ("xlsx_fastexcel", "peer_xlsx_fastexcel.py", []),
        ("xlsx_calamine", "peer_xlsx_calamine.py", []),
        ("xlsx_duckdb", "peer_xlsx_duckdb.py", []),
    ],
}
BASE = {kind: peers[0][0] for kind, peers in PEERS.items()}
PACKAGES = ["duckdb", "polars", "pandas", "pyarrow", "numpy", "fastexcel", "python-calamine"]
# tertial's job with so many threads: the whole set, and without what only persons read.
WHOLE, DATA = "tertial", "tertial, data"
RUNS = [(DATA, "data.toml", 2), (f"{DATA}, 1 thread", "data.toml", 1), (WHOLE, "job.toml", 2), (f"{WHOLE}, 1 thread", "job.toml", 1)]
SAMPLE = "sample/tertial"
# Options that `--again` takes from the measurement.
KEPT = ["rows", "grow", "nasty_rows", "xlsx_rows", "rounds", "warmup", "kinds", "duckdb_excel"]


def options():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("generator", type=pathlib.Path)
    ask.add_argument("binary", type=pathlib.Path)
    ask.add_argument("work", type=pathlib.Path)
    ask.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000], help="sizes of the clean CSV, rising")
    ask.add_argument("--grow", type=int, nargs="*", default=[], help="further sizes, for tertial alone")
    ask.add_argument("--nasty-rows", type=int, default=1_000_000)
    ask.add_argument("--xlsx-rows", type=int, default=300_000)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--warmup", type=int, default=1)
    ask.add_argument("--kinds", nargs="+", choices=list(PEERS), default=list(PEERS), help="which kinds of extract")
    ask.add_argument("--python", default=sys.executable, help="interpreter with " + ", ".join(PACKAGES))
    ask.add_argument("--duckdb-excel", help="interpreter with duckdb and duckdb-ext-excel; without it that one is left out")
    ask.add_argument("--again", action="store_true", help="measure nothing; write the section from the last measurement")
    ask.add_argument("--document", type=pathlib.Path, default=measure.DOCUMENT)
    chosen = ask.parse_args()
    for name in ("generator", "binary", "work"):
        setattr(chosen, name, getattr(chosen, name).resolve())
    measure.need(chosen.rounds >= 1, "--rounds: at least 1")
    return chosen


# What is measured.

def works(chosen):
    """(work, kind, rows, flags of the generator)."""
    kinds = {
        "csv": [(rows, []) for rows in sorted({*chosen.rows, *chosen.grow})],
        "nasty": [(chosen.nasty_rows, NASTY)],
        "xlsx": [(chosen.xlsx_rows, ["--xlsx"])],
    }
    return [(f"{kind} {said_of(rows)}", kind, rows, flags) for kind in chosen.kinds for rows, flags in kinds[kind]]


def folder(chosen, work):
    return chosen.work / work.replace(" ", "-")


def make(chosen, work, rows, flags):
    """The extract, unless it is there: `expected.json` is written last. Then tertial's job."""
    data = folder(chosen, work) / "data"
    if not (data / "expected.json").exists():
        print(f"making {work}", flush=True)
        subprocess.run(
            [chosen.python, chosen.generator / "gen_ledger.py", "--rows", str(rows), "--out", data, *flags],
            check=True, stdout=subprocess.DEVNULL,
        )
    subprocess.run([chosen.python, measure.BENCHES / "ledgers.py", "job", data, folder(chosen, work) / "job"], check=True)


def commands(chosen):
    found = []
    for work, kind, rows, _ in works(chosen):
        data, out = folder(chosen, work) / "data", folder(chosen, work) / "out"
        found += [of_tertial(chosen, work, *variant) for variant in RUNS]
        if kind != "csv" or rows in chosen.rows:
            found += [peer(chosen, work, data, out / name, name, *call) for name, *call in PEERS[kind] if able(chosen, name)]
    return found + [sample(chosen)]


def able(chosen, name):
    return name != "xlsx_duckdb" or chosen.duckdb_excel


def of_tertial(chosen, work, name, job, threads):
    place = folder(chosen, work)
    out = place / "out" / name.replace(" ", "-").replace(",", "")
    argv = [chosen.binary, "run", place / "job" / job, "--through", "2022", "--out", out, "--fail-on", "never",
            "--threads", threads]
    checker = [chosen.python, measure.BENCHES / "ledgers.py", "check", place / "data", out / "generated" / "2022"]
    return Command(work, name, argv, out, lambda: measure.outcome(checker, "ok"))


def peer(chosen, work, data, out, name, program, arguments):
    python = chosen.duckdb_excel if name == "xlsx_duckdb" else chosen.python
    argv = [python, chosen.generator / program, "--data", data, "--out", out, *arguments]
    checker = [chosen.python, chosen.generator / "check.py", data, out]
    return Command(work, name, argv, out, lambda: measure.outcome(checker, "OK"))


def sample(chosen):
    """The sample job; its figures are held by the tests."""
    out = chosen.work / "sample" / "out"
    argv = [chosen.binary, "run", measure.REPO / "pipelines/region-jh-2022.toml", "--through", "2022-T2", "--out", out,
            "--fail-on", "never"]
    published = out / "region-jh-2022" / "2022-T2" / "manifest.json"
    return Command(*SAMPLE.split("/"), argv, out, lambda: "published" if published.exists() else "FAIL: nothing published")


# What is written.

class Goal:
    """A line of the first table: parts of (what, measured, must, goal), all to be at or below."""

    def __init__(self, work, must, goal, parts):
        self.work, self.must, self.goal, self.parts = work, must, goal, parts

    def measured(self, bad):
        """`bad`: works whose sums were wrong; what a wrong run took is no measurement."""
        if any(work in self.work for work in bad):
            return "**sums wrong**"
        figures = [
            f"{what} {value:.{digits}f}{unit} ({'goal met' if value <= goal else 'must met' if value <= must else '**missed**'})"
            for what, value, unit, digits, must, goal in self.parts
        ]
        return ", ".join(figures)


def share(result, name, work, kind, unit, must, goal):
    value = ratio(result, f"{work}/{name}", f"{work}/{BASE[kind]}", unit)
    return ({"wall": "wall", "cpu": "CPU"}[unit], value, "", 2, must, goal)


def peak(result, name, work, must, goal):
    return ("peak", median(result, f"{work}/{name}", "peak"), " MB", 0, must, goal)


def goals(chosen, result):
    """A line for each goal, with what was measured of the job as data and of the whole set."""
    bad = {key.split("/")[0] for key in result["totals"] if "tertial" in key and measure.is_wrong(result, key)}
    both = zip(lines_of(chosen, result, DATA), lines_of(chosen, result, WHOLE))
    lines = [[data.work, data.must, data.goal, data.measured(bad), whole.measured(bad)] for data, whole in both]
    wall = median(result, SAMPLE, "wall")
    sample = Goal("sample job", "≤ 0.5 s", "≤ 0.2 s", [("wall", wall, " s", 2, 0.5, 0.2)])
    lines.append([sample.work, sample.must, sample.goal, "", sample.measured(bad)])
    return measure.table(["work", "must", "goal", "published as data", "the whole set"], lines)


def lines_of(chosen, result, name):
    lines = []
    sizes = [(work, rows) for work, kind, rows, _ in works(chosen) if kind == "csv" and rows in chosen.rows]
    if sizes:
        big, small = sizes[-1][0], sizes[0][0]
        both = [share(result, name, big, "csv", unit, 0.40, 0.25) for unit in ("wall", "cpu")]
        lines.append(Goal(f"{big}: wall and CPU ÷ DuckDB typed", "≤ 0.40", "≤ 0.25", both))
        lines.append(Goal(f"{big}: peak memory", "≤ 400 MB", "≤ 250 MB", [peak(result, name, big, 400, 250)]))
        parts = [share(result, name, small, "csv", "cpu", 0.45, 0.25), peak(result, name, small, 300, 200)]
        lines.append(Goal(f"{small}: CPU ÷ DuckDB typed; peak", "≤ 0.45; 300 MB", "≤ 0.25; 200 MB", parts))
    for work, kind, _, _ in works(chosen):
        if kind == "nasty":
            parts = [share(result, name, work, kind, "cpu", 0.50, 0.30)]
            lines.append(Goal(f"{work}: CPU ÷ DuckDB robust", "≤ 0.50", "≤ 0.30", parts))
        if kind == "xlsx":
            parts = [share(result, name, work, kind, "wall", 0.85, 0.50), share(result, name, work, kind, "cpu", 1.0, 0.70)]
            lines.append(Goal(f"{work}: wall, CPU ÷ fastexcel + Polars", "≤ 0.85, ≤ 1.0", "≤ 0.50, ≤ 0.70", parts))
    lines += growth(chosen, result, name)
    if sizes:
        value = ratio(result, f"{big}/{name}", f"{big}/{name}, 1 thread", "wall")
        lines.append(Goal(f"{big}: two cores against one", "wall ≤ 0.60", "≤ 0.52", [("wall", value, "", 2, 0.60, 0.52)]))
    return lines


def growth(chosen, result, name):
    """From each size to the next. CPU may grow by a tenth more than the rows, peak memory is flat within a tenth."""
    sizes = [(work, rows) for work, kind, rows, _ in works(chosen) if kind == "csv"]
    for (small, fewer), (big, more) in zip(sizes, sizes[1:]):
        rows = more / fewer
        cpu = ratio(result, f"{big}/{name}", f"{small}/{name}", "cpu")
        memory = ratio(result, f"{big}/{name}", f"{small}/{name}", "peak")
        yield Goal(
            f"{small} → {big}: CPU × and peak ×", f"CPU ≤ {rows * 1.1:.3g}, peak ≤ 1.5", "peak ≤ 1.1",
            [("CPU", cpu, "", 2, rows * 1.1, rows * 1.1), ("peak", memory, "", 2, 1.5, 1.1)],
        )


ISSUE = {"csv 1M", "csv 10M", "nasty 1M", "xlsx 300k"}


def section(chosen, result):
    names = {work for work, *_ in works(chosen)}
    text = "## The whole job\n\n" + measure.account(result) + "\n"
    text += f"    {command(chosen)}\n\n"
    text += goals(chosen, result) + "\n\n" + measure.warning(result)
    if not ISSUE <= names:
        text += f"The goals are about {', '.join(sorted(ISSUE))}; this run had other sizes.\n\n"
    text += LEGEND
    for work, kind, rows, flags in works(chosen):
        data = json.loads((folder(chosen, work) / "data" / "expected.json").read_text(encoding="utf-8"))
        base = BASE[kind] if f"{work}/{BASE[kind]}" in result["figures"] else "tertial"
        text += f"\n### {work}: {data['bytes'] / 1e6:.1f} MB, {measure.counted(len(data['files']), 'file')}\n\n"
        text += f"Generated with `{' '.join(['--rows', str(rows), *flags])}`.\n\n"
        text += measure.full_table(result, work, base) + "\n"
    text += f"\n### sample job\n\n{measure.full_table(result, 'sample', 'tertial')}\n"
    return text


LEGEND = """Ratios are formed round by round, against the command of the same round, and the median is shown. MB of memory are 2^20
bytes, of the process's own peak as the kernel tells it (`ru_maxrss`). CPU is the process's and its children's. tertial runs
with `--threads 2`, the others with as many as they choose. `totals` is `OK` where every activity's sum, the mapped facts, and
the rows read and rejected are equal to what was generated, to the öre; `OK` of the other programs is by their own `check.py`.
All write a summary and facts with the text of each mapped posting. tertial finds duplicates too, holds control totals between its
stages and tells each rejected row. `tertial, data` is the job with `publish = "data"`: beside summary and facts its other
tables, each as CSV and Parquet, all balances and a manifest, which is what comes nearest to the others' outputs and still
more. `tertial` is the whole set, with workbook and page besides (`written MB`); before 2026-11-29 the goals were held against it
alone. Neither lists voucher rows (`voucher-rows-in-workbook = 0`): in tables or workbook nobody else lists them either. On
`nasty`, DuckDB and Polars count in a pass that makes UTF-8 of the files, which they need.
"""


def command(chosen):
    """How this was called, without the names of this machine's folders."""
    sizes = f"--rows {' '.join(map(str, chosen.rows))} --nasty-rows {chosen.nasty_rows} --xlsx-rows {chosen.xlsx_rows}"
    text = f"python3 benches/whole.py GENERATOR_DIR BINARY WORK {sizes} --rounds {chosen.rounds}"
    text += f" --warmup {chosen.warmup}" if chosen.warmup != 1 else ""
    text += f" --grow {' '.join(map(str, chosen.grow))}" if chosen.grow else ""
    text += f" --kinds {' '.join(chosen.kinds)}" if len(chosen.kinds) < len(PEERS) else ""
    return text + " --python PYTHON" + (" --duckdb-excel PYTHON" if chosen.duckdb_excel else "")


def main():
    chosen = options()
    saved = chosen.work / "whole.json"
    if not chosen.again:
        chosen.work.mkdir(parents=True, exist_ok=True)
        for work, _, rows, flags in works(chosen):
            make(chosen, work, rows, flags)
        versions = measure.told_versions(chosen, PACKAGES, "xlsx_duckdb")
        more = {"versions": versions, "options": {name: getattr(chosen, name) for name in KEPT}}
        measure.rounds(commands(chosen), chosen.warmup, chosen.rounds, chosen.work, saved, more)
    result = json.loads(saved.read_text(encoding="utf-8"))
    vars(chosen).update(result["about"]["options"])
    unmeasured = {command.key for command in commands(chosen)} - set(result["figures"])
    measure.need(not unmeasured, f"{saved} has no {', '.join(sorted(unmeasured))}: measure anew")
    measure.section("whole.py", section(chosen, result), chosen.document)
    wrong = measure.wrong(result)
    sys.exit("not right: " + "; ".join(wrong) if wrong else 0)


main()
