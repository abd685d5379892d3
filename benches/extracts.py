"""One generated extract in other formats, for `formats.py`: other encodings, packed, SIE 4 and workbooks. A format is a folder
like the generator's own, with `expected.json` saying which file it is, so that `ledgers.py` makes and checks a job of it.

SIE 4 and .xlsb are written here; .xls and .ods are made by LibreOffice. Sums are integer öre."""

import csv
import gzip
import json
import os
import shutil
import signal
import struct
import subprocess
import zipfile
from datetime import date

from ledgers import ore

PATIENCE = 300  # seconds that LibreOffice has for a file
TABLES = ["mapping.csv", "allocations.csv", "expected.csv"]
DIMENSIONS = {"Ansvar": 1, "Projekt": 6, "Verksamhet": 20, "Objekt": 21, "Aktivitet": 22, "Motpart": 23}


def ledger(base):
    with open(base / "ledger.csv", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def put(base, folder, name, write, encoding=None, more_rows=0):
    """The format's folder: `write(path)` makes the file and returns how many rows it added."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "expected.json").exists():
        return
    added = write(folder / name) or 0
    for table in TABLES:
        shutil.copy(base / table, folder / table)
    known = json.loads((base / "expected.json").read_text(encoding="utf-8"))
    known["files"] = [name]
    known["control"]["rows_read"] += added
    known["flags"]["encoding"] = encoding or known["flags"]["encoding"]
    (folder / "expected.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")


# Text.

def recoded(base, encoding, mark=""):
    def write(path):
        with open(base / "ledger.csv", encoding="utf-8", newline="") as source, open(
            path, "w", encoding=encoding, newline=""
        ) as target:
            target.write(mark)
            shutil.copyfileobj(source, target, 1 << 22)

    return write


def gzipped(base):
    def write(path):
        with open(base / "ledger.csv", "rb") as source, gzip.open(path, "wb", 6) as target:
            shutil.copyfileobj(source, target, 1 << 22)

    return write


def zipped(base):
    def write(path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
            package.write(base / "ledger.csv", "ledger.csv")

    return write


# SIE 4.

def sie(base):
    """A voucher of the ledger is one of the file, with a last row on 2440 that balances it; no voucher of a real file is
    without. Such rows have no object, so that no agreement has them."""

    def write(path):
        rows, added = list(ledger(base)), 0
        with open(path, "w", encoding="cp437", newline="\r\n") as file:
            file.write(sie_head(rows))
            for at, first in enumerate(rows):
                if at and rows[at - 1]["Verifikationsnummer"] == first["Verifikationsnummer"]:
                    continue
                added += 1
                series, number = first["Verifikationsnummer"].split("-")
                file.write(f'#VER {series} {int(number)} {day(first)} "{text(first)}"\n{{\n{sie_rows(rows, at)}}}\n')
        return added

    return write


def day(row):
    return row["Bokföringsdatum"].replace("-", "")


def text(row):
    return row["Text"].replace("\\", "\\\\").replace('"', '\\"')


def kronor(amount):
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def sie_rows(rows, at):
    voucher, lines, total = rows[at]["Verifikationsnummer"], "", 0
    while at < len(rows) and rows[at]["Verifikationsnummer"] == voucher:
        row = rows[at]
        objects = " ".join(f'{number} "{row[name]}"' for name, number in DIMENSIONS.items() if row[name])
        amount = ore(row["Belopp"])
        total += amount
        lines += f'\t#TRANS {row["Konto"]} {{{objects}}} {kronor(amount)} {day(row)} "{text(row)}"\n'
        at += 1
    return f"{lines}\t#TRANS 2440 {{}} {kronor(-total)}\n"


def sie_head(rows):
    head = '#FLAGGA 0\n#PROGRAM "generated" 1.0\n#FORMAT PC8\n#GEN 20221231\n#SIETYP 4\n#FNAMN "Generated"\n'
    head += "#RAR 0 20220101 20221231\n"
    head += "".join(f'#DIM {number} "{name}"\n' for name, number in DIMENSIONS.items())
    head += '#KONTO 2440 "Konto 2440"\n'
    head += "".join(f'#KONTO {code} "Konto {code}"\n' for code in sorted({row["Konto"] for row in rows}))
    for name, number in DIMENSIONS.items():
        codes = sorted({row[name] for row in rows if row[name]})
        head += "".join(f'#OBJEKT {number} "{code}" "{name} {code}"\n' for code in codes)
    return head


# Workbooks.

def record(kind, body=b""):
    return seven(kind) + seven(len(body)) + body


def seven(number):
    """Seven bits a byte, the least first."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out) + bytes([number])


def wide(letters):
    return struct.pack("<I", len(letters)) + letters.encode("utf-16le")


NUMBERS = {"Rad", "Period", "Konto"}
EPOCH = date(1899, 12, 30)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def xlsb(base):
    """The records that readers look at, as Excel writes them: texts in a table of their own, numbers as such, dates as days with a date's style."""

    def write(path):
        texts = {}
        rows = list(xlsb_rows(base, texts))
        area = record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, 12))
        sheet = record(129) + area + record(145) + b"".join(rows) + record(146) + record(130)
        known = record(159, struct.pack("<II", len(texts), len(texts)))
        known += b"".join(record(19, b"\0" + wide(letters)) for letters in texts) + record(160)
        styles = record(278) + record(617, struct.pack("<I", 2))
        styles += b"".join(record(47, struct.pack("<HH", 0, form) + bytes(12)) for form in (0, 14))
        styles += record(618) + record(279)
        book = record(131) + record(153, struct.pack("<III", 0, 0, 0) + wide("")) + record(143)
        book += record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Huvudbok")) + record(144)
        book += record(157) + record(132)
        parts = {"[Content_Types].xml": xlsb_types(), "_rels/.rels": related({"rId1": ("officeDocument", "xl/workbook.bin")})}
        parts |= {"xl/workbook.bin": book, "xl/worksheets/sheet1.bin": sheet, "xl/sharedStrings.bin": known}
        parts |= {"xl/styles.bin": styles, "xl/_rels/workbook.bin.rels": related({
            "rId1": ("worksheet", "worksheets/sheet1.bin"), "rId2": ("styles", "styles.bin"),
            "rId3": ("sharedStrings", "sharedStrings.bin"),
        })}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
            for name, body in parts.items():
                package.writestr(name, body)

    return write


def xlsb_rows(base, texts):
    for number, row in enumerate(ledger(base)):
        if number == 0:
            yield xlsb_row(0, [(None, name) for name in row], texts)
        yield xlsb_row(number + 1, row.items(), texts)


def xlsb_row(number, cells, texts):
    out = record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
    for place, (name, value) in enumerate(cells):
        if name in NUMBERS:
            out += record(5, struct.pack("<IId", place, 0, int(value)))
        elif name == "Belopp":
            out += record(5, struct.pack("<IId", place, 0, ore(value) / 100))
        elif name == "Bokföringsdatum":
            out += record(5, struct.pack("<IId", place, 1, (date.fromisoformat(value) - EPOCH).days))
        elif value:
            out += record(7, struct.pack("<III", place, 0, texts.setdefault(value, len(texts))))
    return out


def related(parts):
    lines = "".join(f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{name}"/>' for key, (kind, name) in parts.items())
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def xlsb_types():
    kind = "application/vnd.ms-excel"
    named = {"workbook": "sheet.binary.macroEnabled.main", "worksheets/sheet1": "worksheet", "styles": "styles",
             "sharedStrings": "sharedStrings"}
    lines = "".join(f'<Override PartName="/xl/{part}.bin" ContentType="{kind}.{end}"/>' for part, end in named.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{XML}<Types xmlns="{PACKAGE}/content-types">{rels}{lines}</Types>'


def converted(source, kind, profile, office):
    """By LibreOffice, with a profile of its own; what it starts is ended with it where it needs too long."""

    def write(path):
        argv = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir", path.parent, source]
        child = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            raise
        if not path.exists():
            raise FileNotFoundError(path)

    return write
