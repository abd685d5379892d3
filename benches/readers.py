#!/usr/bin/env python3
"""Another program reads a generated extract, all columns, and sums the amount by account, to the öre.

    readers.py TOOL FORMAT FILE OUT     OUT/groups.json: {account: [rows, öre]}

TOOL is one of `READS`, and each is imported only where it is asked for. Amounts that a workbook holds as numbers are rounded
to whole öre one by one, before they are summed."""

import json
import pathlib
import sys

COLUMNS = ["Verifikationsnummer", "Rad", "Bokföringsdatum", "Period", "Konto", "Ansvar", "Verksamhet", "Objekt", "Aktivitet",
           "Projekt", "Motpart", "Text", "Belopp"]
BOOKS = {"xlsx", "xlsb", "xls", "ods"}
# Which formats each program can read by itself. Polars reads workbooks through fastexcel.
READS = {
    "fastexcel": BOOKS,
    "python-calamine": BOOKS,
    "duckdb": {"csv utf-8", "csv windows-1252", "csv utf-16", "csv.gz"},
    "duckdb-excel": {"xlsx"},
    "polars": {"csv utf-8", "csv windows-1252", "csv utf-16", "csv.gz"},
}


def polars(form, path):
    import polars as pl

    kinds = {name: pl.String for name in COLUMNS} | {"Rad": pl.Int32, "Period": pl.Int32, "Belopp": pl.Decimal(18, 2)}
    encoding = {"csv windows-1252": "windows-1252", "csv utf-16": "utf-16"}.get(form, "utf8")
    frame = pl.read_csv(path, separator=";", schema=kinds, decimal_comma=True, encoding=encoding)
    frame = frame.with_columns(pl.col("Bokföringsdatum").str.to_date("%Y-%m-%d"))
    return summed(pl, frame, (pl.col("Belopp") * 100).cast(pl.Int64))


def summed(pl, frame, amount):
    groups = frame.group_by(pl.col("Konto")).agg(pl.len(), amount.sum().alias("ore"))
    return {str(account): [rows, ore] for account, rows, ore in groups.iter_rows()}


def fastexcel(_, path):
    import fastexcel
    import polars as pl

    kinds = {name: "string" for name in COLUMNS} | {name: "float" for name in ("Rad", "Period", "Konto", "Belopp")}
    kinds["Bokföringsdatum"] = "date"
    book = fastexcel.read_excel(path)
    frame = pl.concat([book.load_sheet(name, dtypes=kinds).to_polars() for name in book.sheet_names])
    frame = frame.with_columns(pl.col("Konto").cast(pl.Int32))
    return summed(pl, frame, (pl.col("Belopp") * 100).round().cast(pl.Int64))


def calamine(_, path):
    from python_calamine import CalamineWorkbook

    groups = {}
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        rows = iter(book.get_sheet_by_name(name).iter_rows())
        head = next(rows)
        account, amount = head.index("Konto"), head.index("Belopp")
        for row in rows:
            group = groups.setdefault(str(int(row[account])), [0, 0])
            group[0] += 1
            group[1] += round(row[amount] * 100)
    return groups


def duckdb(form, path):
    import duckdb

    kinds = {name: "VARCHAR" for name in COLUMNS} | {"Rad": "INTEGER", "Period": "INTEGER", "Bokföringsdatum": "DATE"}
    kinds["Belopp"] = "DECIMAL(18,2)"
    encoding = {"csv windows-1252": "latin-1", "csv utf-16": "utf-16"}.get(form, "utf-8")
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
    base = duckdb.connect()
    base.execute(
        f"create table ledger as select * from read_csv('{path}', delim=';', header=true, quote='\"', escape='\"', "
        f"encoding='{encoding}', auto_detect=false, decimal_separator=',', dateformat='%Y-%m-%d', columns={{{columns}}})"
    )
    found = base.execute("select Konto, count(*), (sum(Belopp) * 100)::bigint from ledger group by 1").fetchall()
    return {account: [rows, ore] for account, rows, ore in found}


def duckdb_excel(_, path):
    import importlib.util
    import re
    import zipfile

    import duckdb

    place = list(importlib.util.find_spec("duckdb_ext").submodule_search_locations)[0]
    base = duckdb.connect()
    base.execute(f"set extension_directory='{place}/extensions'; set autoinstall_known_extensions=false; load excel")
    names = re.findall(r'<sheet name="([^"]+)"', zipfile.ZipFile(path).read("xl/workbook.xml").decode())
    sheets = " union all ".join(
        f"select * from read_xlsx('{path}', sheet='{name}', header=true, all_varchar=true)" for name in names
    )
    base.execute(f"create table ledger as {sheets}")
    found = base.execute(
        "select Konto, count(*), sum(round(Belopp::decimal(28, 10) * 100)::bigint)::bigint from ledger group by 1"
    ).fetchall()
    return {account: [rows, ore] for account, rows, ore in found}


TOOLS = {"fastexcel": fastexcel, "python-calamine": calamine, "duckdb": duckdb, "duckdb-excel": duckdb_excel, "polars": polars}


def main():
    tool, form, path, out = sys.argv[1:]
    groups = TOOLS[tool](form, path)
    (pathlib.Path(out) / "groups.json").write_text(json.dumps(groups), encoding="utf-8")


if __name__ == "__main__":
    main()
