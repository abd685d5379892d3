"""Proves that other programs read a published folder right: python3 .ci/interop.py JOB FOLDER

DuckDB: every Parquet has the columns and types that docs/DATA.md says, text that repeats is dictionary-encoded, decimals sum as
decimals. Then, to the öre and without floats: facts = balances = tables in Parquet = tables in CSV = the workbook's cells
as openpyxl reads them. Which account groups are spend is read from the job's account file, not from the result.
"""

import csv
import datetime
import re
import sys
import tomllib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl

ROOT = Path(__file__).resolve().parent.parent
NUMBERS = (int, float)
checked = defaultdict(int)


def hold(truth, *told):
    if not truth:
        sys.exit("interop: " + " ".join(str(part) for part in told))


def described(document):
    """Section of docs/DATA.md -> {column: type}, and whether code parts stand in it."""
    sections, parts, name = defaultdict(dict), set(), ""
    for line in document.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            name = line.split("`")[1] if "`" in line else ""
        elif line.startswith("| *koddelar*"):
            parts.add(name)
        elif line.startswith("| `"):
            cells = [cell.strip() for cell in line.split("|")]
            sections[name][cells[1].strip("`")] = cells[2]
    return sections, parts


# Columns that a table only has in jobs that need them; of the report tables each kind has its own.
OPTIONAL = {"text", "vidareformedlat"}


def section_of(path, agreements):
    name = path.name if path.parent.name != "tabeller" else path.stem
    if name.startswith("rapport-"):
        return "rapport"
    for agreement in agreements:
        name = name.removesuffix("-" + agreement)
    return name


def check_types(db, path, section, parts, part_names):
    """Columns and types of one Parquet against its section; optional columns may be absent."""
    types = dict((row[0], row[1]) for row in db.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall())
    for column, kind in types.items():
        said = section.get(column) or ("VARCHAR" if parts and column.removeprefix("kod_") in part_names else None)
        same = kind == said or (said == "DECIMAL(18,n)" and re.fullmatch(r"DECIMAL\(18,\d+\)", kind))
        hold(same, path.name, column, "is", kind, "but docs/DATA.md says", said)
        checked["columns"] += 1
    missing = set() if path.stem.startswith("rapport-") else set(section) - set(types) - OPTIONAL
    hold(not missing, path.name, "lacks", missing)
    encodings = db.execute(
        f"SELECT path_in_schema, encodings, num_values - stats_null_count FROM parquet_metadata('{path}')"
    ).fetchall()
    for column, encoding, values in encodings:
        if types[column] == "VARCHAR" and values:
            # Where more than a third are unlike, their order decides how they are written.
            unlike = db.execute(f'SELECT count(DISTINCT "{column}") FROM \'{path}\'').fetchone()[0]
            hold(
                "DICTIONARY" in encoding or unlike * 3 > values,
                path.name, column, "is not dictionary-encoded:", encoding, unlike, "texts in", values,
            )
            checked["dictionaries"] += 1
    return types


def from_csv(text, kind):
    """A CSV field as the value that the Parquet should hold."""
    if text == "":
        return None
    if kind.startswith("DECIMAL"):
        return Decimal(text.replace(",", "."))
    if kind == "BIGINT":
        return int(text)
    if kind == "DATE":
        return datetime.date.fromisoformat(text)
    # A text that looks like a formula has an apostrophe in front.
    return text[1:] if text.startswith("'") and text[1:2] in tuple("=+-@\t\r\n＝＋－＠") else text


def read_csv(path, types):
    raw = path.read_bytes()
    hold(raw.startswith(b"\xef\xbb\xbf"), path.name, "has no byte order mark")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    hold(rows[0] == list(types), path.name, "has other columns than its Parquet:", rows[0])
    kinds = list(types.values())
    return [tuple(from_csv(text, kind) for text, kind in zip(row, kinds, strict=True)) for row in rows[1:]]


def numbers_of_sheet(sheet):
    """Each row of a sheet as its numbers in order. A float is taken at its shortest form, to four decimals."""
    for row in sheet.iter_rows():
        found = []
        for cell in row:
            hold(cell.data_type != "f", sheet.title, cell.coordinate, "is a formula")
            if isinstance(cell.value, NUMBERS) and not isinstance(cell.value, bool):
                # At the decimals that its format shows; a share has four as a fraction.
                shown = len(cell.number_format.split(";")[0].partition(".")[2])
                found.append(Decimal(str(round(cell.value, 4 if "%" in cell.number_format else shown))))
                checked["cells"] += 1
        yield tuple(found)


def in_workbook(book, table, rows):
    """Whether some sheet holds the table's numbers, row for row, in one unbroken block."""
    wanted = [tuple(Decimal(v) for v in row if isinstance(v, (int, Decimal))) for row in rows]
    if not wanted:
        return
    for numbers in book.values():
        starts = [i for i, row in enumerate(numbers) if row == wanted[0]]
        if any(numbers[i : i + len(wanted)] == wanted for i in starts):
            return
    hold(False, "the workbook does not hold the numbers of", table)


def spend_groups(job, settings):
    accounts = tomllib.loads((job.parent / settings["job"]["accounts"]).read_text(encoding="utf-8"))
    return [group["id"] for group in accounts["group"] if group["kind"] == "spend"]


def forwarded(files):
    """Area and activity of all money that is sent on."""
    areas = [area for file in files for area in file["area"]]
    pairs = [(area["id"], activity) for area in areas for activity in area.get("activities", [])]
    return {(area, activity["id"]) for area, activity in pairs if activity.get("kind") == "forwarded"}


def by_target(db, path, column, groups):
    """Spend per area and activity, as exact decimals."""
    marks = ", ".join("?" for _ in groups)
    query = f"""SELECT omrade_id, aktivitet_id, sum({column}), typeof(sum({column})) FROM '{path}'
        WHERE status = 'mapped' AND kontogrupp_id IN ({marks}) GROUP BY omrade_id, aktivitet_id"""
    found = {}
    for area, activity, amount, kind in db.execute(query, groups).fetchall():
        hold(kind == "DECIMAL(38,2)", path.name, "sums as", kind)
        found[area, activity] = amount
    return found


def check_sums(db, folder, tables, agreements, groups, forwarded):
    facts = by_target(db, folder / "fakta.parquet", "belopp", groups)
    hold(facts, "no spend in fakta.parquet")
    hold(facts == by_target(db, folder / "saldon.parquet", "netto", groups), "facts and balances differ")
    # Money that is sent on is no spend: it has a column of its own.
    sent = {target: facts.pop(target) for target in forwarded & facts.keys()}
    told, per_group, per_area = {}, defaultdict(Decimal), {}
    for agreement in agreements:
        for row in tables[f"aktiviteter-{agreement}"]:
            if row["radtyp"] == "normal":
                target = row["omrade_id"], row["aktivitet_id"]
                told[target] = row["utfall"]
                hold(row.get("vidareformedlat", 0) == sent.get(target, 0), target, "sent on", sent.get(target))
            if row["radtyp"] == "delsumma":
                per_area[row["omrade"]] = row["utfall"]
        for row in tables[f"aktivitet-kontogrupp-{agreement}"]:
            if row["typ"] == "spend":
                per_group[row["omrade_id"], row["aktivitet_id"]] += row["utfall"]
    for target in told.keys() | facts.keys():
        amount = facts.get(target, Decimal(0))
        hold(told.get(target) == amount, target, "facts", amount, "but aktiviteter", told.get(target))
        hold(per_group.get(target, Decimal(0)) == amount, target, "facts", amount, "but by group", per_group.get(target))
        checked["activities"] += 1
    areas = {row["omrade"]: row["utfall"] for row in tables["sammanstallning"] if row["radtyp"] == "normal"}
    hold(areas == per_area, "areas differ:", areas, per_area)
    total = [row["utfall"] for row in tables["sammanstallning"] if row["radtyp"] == "summa"]
    hold(total == [sum(facts.values())], "totals differ:", total, sum(facts.values()))
    balances = db.execute(f"SELECT sum(rader)::BIGINT, sum(netto) FROM '{folder / 'saldon.parquet'}'").fetchone()
    for name in ("kontrollsummor", "kontrollsummor-filer"):
        row = tables[name][-1]
        hold((row["rader"], row["netto"]) == balances, name, "totals", row, "but balances", balances)


def main(job, folder):
    settings = tomllib.loads(job.read_text(encoding="utf-8"))
    files = [tomllib.loads((job.parent / path).read_text(encoding="utf-8")) for path in settings["job"]["agreements"]]
    agreements = [file["agreement"]["id"] for file in files]
    layouts = [tomllib.loads((job.parent / i["layout"]).read_text(encoding="utf-8")) for i in settings["input"]]
    part_names = {name for layout in layouts for name in layout["parts"]}
    sections, parts = described(ROOT / "docs" / "DATA.md")
    (file,) = [path for path in folder.glob("*.xlsx") if not path.name.startswith("~$")]
    opened = openpyxl.load_workbook(file)
    book = {sheet.title: list(numbers_of_sheet(sheet)) for sheet in opened}
    db, tables = duckdb.connect(), {}
    for path in [folder / "fakta.parquet", folder / "saldon.parquet", *sorted((folder / "tabeller").glob("*.parquet"))]:
        name = section_of(path, agreements)
        hold(name in sections, "docs/DATA.md has no section", name)
        types = check_types(db, path, sections[name], name in parts, part_names)
        if path.parent.name == "tabeller":
            rows = db.execute(f"SELECT * FROM '{path}'").fetchall()
            hold(rows == read_csv(path.with_suffix(".csv"), types), path.stem, "differs between Parquet and CSV")
            in_workbook(book, path.stem, [row[:-1] for row in rows])
            tables[path.stem] = [dict(zip(types, row, strict=True)) for row in rows]
            checked["tables"] += 1
    check_sums(db, folder, tables, agreements, spend_groups(job, settings), forwarded(files))
    print(f"{folder}:", ", ".join(f"{count} {what}" for what, count in checked.items()))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
