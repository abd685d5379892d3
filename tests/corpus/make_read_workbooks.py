"""The workbooks of `make_read_cases.py`: written by openpyxl, and by LibreOffice from those."""

import datetime
import io
import pathlib
import re
import struct
import subprocess
import tempfile
import zipfile

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import make_read_files as files
from make_read_cases import HEAD, Case, fault, row

DAY = datetime.date(2022, 1, 15)
REJECTED = "Raden är avvisad och ingår inte i något utfall. "


def cells(posting, **other):
    return [{**posting, **other}[name] for name in HEAD]


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_openpyxl(rows, touch=None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Blad1"
    for cells_of_row in rows:
        sheet.append(cells_of_row)
    if touch:
        touch(book, sheet)
    return saved(book)


def by_libreoffice(data, ending):
    """The workbook as LibreOffice reads, reckons and saves it."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "in").mkdir()
        (folder / "in/bok.xlsx").write_bytes(data)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending,
                        "--outdir", folder, folder / "in/bok.xlsx"], check=True, capture_output=True)
        return (folder / f"bok.{ending}").read_bytes()


def with_macros(data):
    """An .xlsm: the same parts under another type."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = re.sub(r"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml",
                                          "application/vnd.ms-excel.sheet.macroEnabled.main+xml", types).encode()
    return files.zipped(parts)


def placed(postings, first=2):
    return [(number, {**posting, "blad": "Blad1"}) for number, posting in enumerate(postings, first)]


def five_formats(case, make, xlsb, place):
    """The same table in each format; vouchers differ."""
    if not case.wanted:
        return
    for number, ending in enumerate(["xlsx", "xlsm", "xls", "ods"]):
        rows = make(10 * number)
        data = by_libreoffice(rows, {"xlsm": "xlsx"}.get(ending, ending))
        case.file(f"{number + 1}.{ending}", with_macros(data) if ending == "xlsm" else data, None, place(10 * number))
    case.file("5.xlsb", xlsb(40), None, place(40))


def workbook_cases():
    formats()
    dates()
    case = Case("workbook-sheets", """
All sheets are read, each with a header of its own; a sheet without a cell has none to miss, and a sheet that is a chart
has no rows. The second file's layout names one sheet of two.""")
    book = openpyxl.Workbook()
    rows = [row(1), row(2), row(3)]
    first = book.active
    first.title = "Tom"
    for title, postings in (("Jan", rows[:1]), ("Å & Ö <1>", rows[1:2])):
        sheet = book.create_sheet(title)
        sheet.append(HEAD)
        sheet.append(cells(postings[0]))
    book.create_chartsheet("Diagram").add_chart(openpyxl.chart.BarChart())
    book.create_sheet("Tom också")
    case.file("1.xlsx", saved(book), None, [(2, {**rows[0], "blad": "Jan"}), (2, {**rows[1], "blad": "Å & Ö <1>"})])
    named = case.layout("namngivet.toml", workbook={"sheets": '["Rader"]'})
    case.file("2.xlsx", files.xlsx({"Noter": [["Noter"]], "Rader": [HEAD, cells(rows[2])]}), named,
              [(2, {**rows[2], "blad": "Rader"})])
    case.tell("upplysning", "sheet-not-read", " 2.xlsx", "Bladet ”Noter” är inte läst: layouten tar inte upp det.")
    case.tell("varning", "several-sheets", " 1.xlsx", "2 blad har layoutens rubriker och räknas samman: Jan, Å & Ö <1>. Är "
              "något av dem en kopia eller ett urval räknas dess rader två gånger, utom där verifikationens nummer och radnummer visar att de är samma.")
    for title in ("Jan", "Å & Ö <1>"):
        case.tell("upplysning", "sheet-read", f" 1.xlsx!{title}", "Bladet räknas med: 1 rad, 1,00 kr.")
    case.ends_well()

    case = Case("workbook-sheet-copied", """
A sheet copied within its workbook, under a title of its own, with rows of another between; the second file's layout names
one of the two, and is read. Exit 3.""")
    rows = [row(1), row(2), row(3)]
    copied = [HEAD, *map(cells, rows[:2])]
    sheets = {"Jan": copied, "Feb": [HEAD, cells(rows[2])], "Jan (2)": [["Kopia"], *copied]}
    case.file("1.xlsx", files.xlsx(sheets))
    case.file("2.xlsx", files.xlsx({**sheets, "Noter": [["Noter"]]}), case.layout("namngivet.toml", workbook={"sheets": '["Jan (2)"]'}))
    case.ends_with(fault("1.xlsx!Jan (2)", "Bladets 2 rader är desamma som på bladet ”Jan” och skulle räknas två gånger.",
                         "Ange i layouten det av bladen som ska läsas (sheets), eller ta bort det andra."))

    case = Case("workbook-blank-rows", """
Banner rows, a header that starts in column B, blank rows in the middle, a total, and a row far below: in five formats.
Rows have the numbers that the sheet shows.""")

    def spread(base):
        def touch(book, sheet):
            sheet["A1"], sheet["B2"] = "Huvudbok", "Utskriven av ekonomisystemet"
            for number, line in ((4, HEAD), (5, cells(row(base + 1))), (8, cells(row(base + 2)))):
                for place, value in enumerate(line, 2):
                    sheet.cell(number, place, value)
            sheet["B9"], sheet["L9"] = "Summa", 2
            for place, value in enumerate(cells(row(base + 3)), 2):
                sheet.cell(40, place, value)
        return by_openpyxl([], touch)

    def spread_xlsb(base):
        lines = {1: ["Huvudbok"], 2: ["", "Utskriven"], 4: [""] + HEAD, 5: [""] + cells(row(base + 1)),
                 8: [""] + cells(row(base + 2)), 9: ["", "Summa"] + [""] * 9 + [2.0], 40: [""] + cells(row(base + 3))}
        return files.xlsb({"Blad1": files.xlsb_sheet([lines.get(n, []) for n in range(1, 41)])})

    five_formats(case, spread, spread_xlsb, lambda base: [(at, {**row(base + n), "blad": "Blad1"})
                                                         for n, at in ((1, 5), (2, 8), (3, 40))])
    case.ends_well()
    formulas()
    errors()
    merged()
    hidden()


def formats():
    case = Case("workbook-formats", """
The same rows in .xlsx, .xlsm, .xls and .ods as LibreOffice saves them, and in .xlsb. Amounts as numbers, as text and as a
formula with its value; codes as numbers and as text with a leading zero; dates as dates and as text; float noise of less
than a hundredth of an öre.""")

    def lines(base):
        return [HEAD, cells(row(base + 1, "0104"), Belopp=1), cells(row(base + 2), Belopp=-1237.5, Datum=DAY, Konto=5000, Objekt=100,
                Aktivitet=11, Period=202201, Vernr=base + 2, Rad=1, Ansvar=104), cells(row(base + 3), Belopp="1 234,50"),
                cells(row(base + 4), Belopp="=L1+1+3"), cells(row(base + 5), Belopp=0.1 + 0.2)]

    def place(base):
        return placed([row(base + 1, "0104"), row(base + 2, "104", "-1237,50"), row(base + 3, amount="1234,50"),
                       row(base + 4, amount="4,00"), row(base + 5, amount="0,30")])

    def xlsb(base):
        rows = lines(base)
        small = bytes([2]) + struct.pack("<I", (100 << 2) | 3)  # 100 as a whole number, divided by 100
        formula = bytes([9]) + struct.pack("<dHII", 4.0, 0, 0, 0)
        rows[1][-1] = small
        rows[2] = [float(value) if isinstance(value, (int, float)) else value for value in rows[2]]
        rows[2][3] = "2022-01-15"
        rows[4][-1], rows[5][-1] = formula, 0.1 + 0.2
        return files.xlsb({"Blad1": rows})

    five_formats(case, lambda base: by_openpyxl(lines(base)), xlsb, place)
    case.ends_well()


def dates():
    case = Case("workbook-dates", """
The same day as a date, as a date with a time, and as text, in books that count days from 1900 and from 1904, and in an
.ods, which writes dates out. An amount that is formatted as a date is no amount.""")
    if not case.wanted:
        return

    def lines(base):
        return [HEAD, cells(row(base + 1), Datum=DAY), cells(row(base + 2), Datum=datetime.datetime(2022, 1, 15, 13, 45)),
                cells(row(base + 3))]

    def macintosh(book, _):
        book.epoch = CALENDAR_MAC_1904

    place = lambda base: placed([row(base + n) for n in (1, 2, 3)])
    case.file("1-1900.xlsx", by_openpyxl(lines(0)), None, place(0))
    case.file("2-1904.xlsx", by_openpyxl(lines(10), macintosh), None, place(10))
    case.file("3-1900.xls", by_libreoffice(by_openpyxl(lines(20)), "xls"), None, place(20))
    case.file("4-1904.xls", by_libreoffice(by_openpyxl(lines(30), macintosh), "xls"), None, place(30))
    case.file("5.ods", by_libreoffice(by_openpyxl(lines(40)), "ods"), None, place(40))
    case.file("6-belopp.xlsx", by_openpyxl([HEAD, cells(row(51)), cells(row(52), Belopp=DAY)]), None, placed([row(51)]))
    case.limits, case.rejected = {"rejected-rows": 1}, 1
    case.tell("varning", "row-rejected", " 6-belopp.xlsx!Blad1!K3",
              REJECTED + "Oläsligt belopp i kolumnen ”Belopp”: ”2022-01-15”.")
    case.ends_well()


def formulas():
    case = Case("workbook-formula-without-value", """
Formulas that no program has worked out: openpyxl writes none of their values, and an .ods can lack them too. Such a cell
is rejected with a reason of its own, as an amount, a period, a date and a code; a formula in a column that nobody reads
does no harm, and one with its value is read (in workbook-formats).""")
    lines = [HEAD + ["Not"], cells(row(1)) + ["=1+1"], cells(row(2), Belopp="=1+1"), cells(row(3), Period="=202200+1"),
             cells(row(4), Datum="=DATE(2022,1,15)"), cells(row(5), Ansvar="=B1")]
    case.file("1.xlsx", by_openpyxl(lines), None, placed([row(1)]))
    formula = b'<table:table-cell table:formula="of:=1+1"/>'
    value = b'<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    lines = [HEAD, cells(row(11), Belopp=value), cells(row(12), Belopp=formula), cells(row(13), Ansvar=formula)]
    case.file("2.ods", files.ods(files.ods_rows(lines)), None, placed([row(11, amount="2,00")]))
    case.limits, case.rejected = {"rejected-rows": 6}, 6
    for place, header in (("1.xlsx!Blad1!K3", "Belopp"), ("1.xlsx!Blad1!E4", "Period"), ("1.xlsx!Blad1!D5", "Datum"),
                          ("1.xlsx!Blad1!G6", "Ansvar"), ("2.ods!Blad1!K3", "Belopp"), ("2.ods!Blad1!G4", "Ansvar")):
        case.tell("varning", "row-rejected", f" {place}", REJECTED + f"Formel utan värde i kolumnen ”{header}”.")
    case.ends_well()


def errors():
    case = Case("workbook-error-cells", """
Error values in an amount and in a code, as LibreOffice saves them in four formats, and in an .xlsb both as a cell and as
what a formula came to. They are rejected with the value, never read as text or blank.""")

    def lines(base):
        return by_openpyxl([HEAD, cells(row(base + 1)), cells(row(base + 2), Belopp="=1/0"), cells(row(base + 3), Ansvar="=NA()")])

    def xlsb(base):
        rows = [HEAD, cells(row(base + 1)), cells(row(base + 2)), cells(row(base + 3))]
        rows[2][-1], rows[3][6] = bytes([3, 0x07]), bytes([11, 0x2A, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        return files.xlsb({"Blad1": rows})

    five_formats(case, lines, xlsb, lambda base: placed([row(base + 1)]))
    case.limits, case.rejected = {"rejected-rows": 10}, 10
    for name in ("1.xlsx", "2.xlsm", "3.xls", "4.ods", "5.xlsb"):
        case.tell("varning", "row-rejected", f" {name}!Blad1!K3", REJECTED + "Felvärde i cellen i kolumnen ”Belopp”: ”#DIV/0!”.")
        case.tell("varning", "row-rejected", f" {name}!Blad1!G4", REJECTED + "Felvärde i cellen i kolumnen ”Ansvar”: ”#N/A”.")
    case.ends_well()


def merged():
    case = Case("workbook-merged-cells", """
Ansvar is merged over three rows, and a banner over the header's columns, in five formats. The value stands on the first
row only; the two others are read with a blank, and that is told with the first such cell. Nobody is told of the banner.""")

    def touch(book, sheet):
        sheet.merge_cells("A1:K1")
        sheet.merge_cells("G3:G5")

    def postings(base):
        return [row(base + 1, "77"), row(base + 2, ""), row(base + 3, ""), row(base + 4)]

    def make(base):
        return by_openpyxl([["Huvudbok"], HEAD] + [cells(posting) for posting in postings(base)], touch)

    def xlsb(base):
        rows = [["Huvudbok"], HEAD] + [cells(posting) for posting in postings(base)]
        return files.xlsb({"Blad1": files.xlsb_sheet(rows, merged=[(0, 0, 0, 10), (2, 4, 6, 6)])})

    five_formats(case, make, xlsb, lambda base: placed(postings(base), 3))
    for name in ("1.xlsx", "2.xlsm", "3.xls", "4.ods", "5.xlsb"):
        case.tell("varning", "merged-cells", f" {name}!Blad1!G4",
                  "2 celler i lästa kolumner är sammanslagna med en annan och har inget eget värde. De är lästa som tomma.")
    case.ends_well()


def hidden():
    case = Case("workbook-hidden", """
A hidden row and two hidden columns in five formats; rows that a filter hides in an .xlsx, an .ods and an .xlsb; and a
hidden sheet. All are read, and each is told once for its sheet.""")

    def touch(book, sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["I"].hidden = True
        sheet.column_dimensions["J"].hidden = True

    postings = lambda base: [row(base + 1), row(base + 2)]
    make = lambda base: by_openpyxl([HEAD] + [cells(posting) for posting in postings(base)], touch)
    xlsb = lambda base: files.xlsb({"Blad1": files.xlsb_sheet([HEAD] + [cells(p) for p in postings(base)], hidden_rows=[3],
                                                               hidden_columns=[(8, 9)])})
    five_formats(case, make, xlsb, lambda base: placed(postings(base)))
    for name in ("1.xlsx", "2.xlsm", "3.xls", "4.ods", "5.xlsb"):
        case.tell("upplysning", "hidden-rows", f" {name}!Blad1, rad 3", "Lästa som andra rader: 1 rad som bladet döljer.")
        case.tell("upplysning", "hidden-columns", f" {name}!Blad1", "Dolda kolumner i bladet är lästa som andra kolumner: I–J.")
    rows = [HEAD] + [cells(row(60 + n)) for n in (1, 2, 3)]
    xml = files.sheet_xml(rows, after='<autoFilter ref="A1:K4"><filterColumn colId="0"/></autoFilter>')
    xml = xml.replace('<row r="3">', '<row r="3" hidden="1">').replace('<row r="4">', '<row hidden="true" r="4">')
    case.file("6-filter.xlsx", files.xlsx({"Blad1": xml}), None, placed([row(60 + n) for n in (1, 2, 3)]))
    body = files.ods_rows([HEAD, cells(row(71))]) + files.ods_rows([cells(row(72))]).replace(
        "<table:table-row>", '<table:table-row table:visibility="filter">')
    case.file("7-filter.ods", files.ods(body), None, placed([row(71), row(72)]))
    sheet = files.xlsb_sheet([HEAD, cells(row(81)), cells(row(82))], hidden_rows=[2], filtered=True)
    case.file("8-filter.xlsb", files.xlsb({"Blad1": sheet}), None, placed([row(81), row(82)]))
    for name, first, told in (("6-filter.xlsx", 3, "2 rader"), ("7-filter.ods", 3, "1 rad"), ("8-filter.xlsb", 2, "1 rad")):
        case.tell("upplysning", "hidden-rows", f" {name}!Blad1, rad {first}", f"Lästa som andra rader: {told} som ett filter döljer i bladet.")
    book = openpyxl.load_workbook(io.BytesIO(by_openpyxl([HEAD, cells(row(91))])))
    book.create_sheet("Framsida")
    book["Blad1"].sheet_state = "veryHidden"
    book.active = 1
    case.file("9-dolt-blad.xlsx", saved(book), None, placed([row(91)]))
    case.tell("upplysning", "hidden-sheet", " 9-dolt-blad.xlsx!Blad1", "Bladet är dolt i arbetsboken men läst som andra blad.")
    case.ends_well()


def hostile_cases():
    broken_hint = "Ta ut eller kopiera filen på nytt. Går den att öppna i Excel, spara den där som ny .xlsx."
    broken = lambda name, detail: fault(name, f"”{name.split('!')[0]}” är skadad eller avhuggen: {files.why(detail)}", broken_hint)
    rows = [HEAD, cells(row(1)), cells(row(2))]

    case = Case("workbook-protected", """
Workbooks behind a password: an encrypted .xlsx, which has an OLE container around it, an .xls, an .ods, and a zip whose
parts are encrypted. Exit 3.""")
    case.file("1.xlsx", files.ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}))
    case.file("2.xls", files.ole({"Workbook": files.xls_stream(b"", protected=True)}))
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    case.file("3.ods", files.ods_of("<x/>", entry))
    case.file("4.xlsx", files.encrypted_zip(files.xlsx_parts({"Blad1": rows})))
    case.ends_with("".join(fault(name, f"Arbetsboken ”{name}” är lösenordsskyddad.", "Spara en kopia utan lösenord och "
                                 "ange den i jobbet.") for name in ("1.xlsx", "2.xls", "3.ods", "4.xlsx")))

    case = Case("workbook-damaged", """
Workbooks that are cut off or changed: an .xlsx that ends early, a part whose sum is wrong, packed and stored, a sheet whose
XML ends within a row, an .ods whose XML ends within a table, an .xls that ends early and one whose chain of sectors runs
in a circle, an .xlsb that ends within a record, and two parts of one name. Exit 3, all told.""")
    whole = files.xlsx({"Blad1": rows * 50})
    stored = files.xlsx({"Blad1": rows}, stored=True)
    case.file("1.xlsx", whole[:-100])
    at = whole.index(b"xl/worksheets/sheet1.xml") + 60
    case.file("2.xlsx", files.flipped(whole, at))
    case.file("3.xlsx", files.flipped(stored, stored.index(b"2022-01-15")))
    case.file("4.xlsx", files.xlsx({"Blad1": files.sheet_xml(rows)[:-150]}))
    ods = f'<office:document-content {files.ODS_NAMES}><table:table table:name="Blad1">{files.ods_rows(rows)}'
    case.file("5.ods", files.ods_of(ods))
    sheet = files.biff(0x204, struct.pack("<HHHHB", 0, 0, 0, 1, 0) + b"a")
    case.file("6.xls", files.ole({"Workbook": files.xls_stream(sheet)})[:2000])
    case.file("7.xls", files.ole({"Workbook": files.xls_stream(sheet)}, circle=True))
    case.file("8.xlsb", files.xlsb({"Blad1": files.xlsb_sheet(rows)[:-40]}))
    parts = list(files.xlsx_parts({"Blad1": rows}).items())
    case.file("9.xlsx", files.zipped(parts + [parts[-1]]))
    sheet = "xl/worksheets/sheet1.xml: "
    case.ends_with(
        broken("1.xlsx", "invalid Zip archive: Could not find EOCD") + broken("2.xlsx", sheet + "corrupt deflate stream")
        + broken("3.xlsx", sheet + "Invalid checksum") + broken("4.xlsx", sheet + "unexpected end of XML")
        + broken("5.ods", "content.xml: unexpected end of XML") + broken("6.xls", "OLE: a sector outside the file")
        + broken("7.xls", "OLE: a chain in circles") + broken("8.xlsb", "xl/worksheets/sheet1.bin: unexpected end of records")
        + broken("9.xlsx", "two parts of one name"))

    case = Case("workbook-declares-entities", """
XML with a document type, in a sheet, in the shared texts and in an .ods: nothing that a spreadsheet program writes, and a
way to make a small file large. Exit 3.""")
    declared = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    sheet = files.sheet_xml(rows).replace("?>", "?>" + declared, 1)
    case.file("1.xlsx", files.xlsx({"Blad1": sheet}))
    parts = files.xlsx_parts({"Blad1": rows})
    parts["xl/sharedStrings.xml"] = ('<?xml version="1.0"?>' + declared + "<sst/>").encode()
    case.file("2.xlsx", files.zipped(parts))
    case.file("3.ods", files.ods(files.ods_rows(rows), declared))
    case.ends_with(broken("1.xlsx", "xl/worksheets/sheet1.xml: DOCTYPE, ENTITY")
                   + broken("2.xlsx", "xl/sharedstrings.xml: DOCTYPE, ENTITY") + broken("3.ods", "content.xml: DOCTYPE, ENTITY"))

    case = Case("workbook-over-the-limits", """
Workbooks beyond the job's limits, before a row is read: elements in elements, parts of the zip, a part that unpacks to far more than the file; an .ods of which a few repeated cells come to billions, in columns, in rows
and in blanks, and an .xls that says it has four billion rows. All are stopped before memory is. Exit 3.""")
    case.limits = {"sheet-cells": 100, "columns": 30, "xml-depth": 20, "zip-entries": 20, "inflated-megabytes": 60}
    case.file("03-djup.xlsx", files.xlsx({"Blad1": files.sheet_xml(rows, before="<a>" * 30 + "</a>" * 30)}))
    case.file("04-delar.xlsx", files.zipped({**files.xlsx_parts({"Blad1": rows}), **{f"{n}.xml": b"<a/>" for n in range(20)}}))
    padded = files.sheet_xml(rows).replace("<sheetData>", "<sheetData>" + " " * 20_000_000)
    case.file("05-uppackad.xlsx", files.xlsx({"Blad1": padded}))
    cell = '<table:table-cell {} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    body = files.ods_rows([HEAD])
    case.file("06-kolumner.ods", files.ods(body + "<table:table-row>" + cell.format('table:number-columns-repeated="16384"') + "</table:table-row>"))
    case.file("07-rader.ods", files.ods(body + '<table:table-row table:number-rows-repeated="1048570">' + cell.format("") + "</table:table-row>"))
    blanks = '<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>'
    case.file("08-blanksteg.ods", files.ods(body + blanks))
    size = files.biff(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFE, 0, 255, 0))
    case.file("09-rader.xls", files.ole({"Workbook": files.xls_stream(size)}))
    far = files.biff(0x204, struct.pack("<HHHHB", 0, 0, 0, 1, 0) + b"a") + files.biff(0x204, struct.pack("<HHHHB", 65535, 255, 0, 1, 0) + b"a")
    case.file("10-hornen.xls", files.ole({"Workbook": files.xls_stream(far)}))
    over = lambda place, what, most, key: fault(place, f"Filen går över en gräns för vad som läses. {what}: högst {most}.",
                                                f"Kontrollera att filen är rätt utdrag. Är den det, höj {key} under [limits] i jobbet.")
    case.ends_with(
        over("03-djup.xlsx", "XML-element i varandra", 20, "xml-depth") + over("04-delar.xlsx", "Filer i en zip", 20, "zip-entries")
        + over("05-uppackad.xlsx", "Uppackad storlek mot packad, gånger", 200, "inflate-ratio")
        + over("06-kolumner.ods", "Kolumner", 30, "columns") + over("07-rader.ods", "Celler i ett blad", 100, "sheet-cells")
        + over("08-blanksteg.ods", "Radens längd, byte", 1000000, "row-bytes")
        + over("09-rader.xls", "Celler i ett blad", 100, "sheet-cells") + over("10-hornen.xls", "Celler i ett blad", 100, "sheet-cells"))

    case = Case("sheet-over-the-limits", """
A sheet with more cells than the job's limit and one with a cell far to the right: stopped at the row. Exit 3.""")
    case.limits = {"sheet-cells": 100, "columns": 30}
    case.file("1-celler.xlsx", files.xlsx({"Blad1": [HEAD] + [cells(row(n)) for n in range(10)]}))
    case.file("2-kolumner.xlsx", files.xlsx({"Blad1": [HEAD, cells(row(1)) + [""] * 20 + ["x"]]}))
    case.ends_with(over("1-celler.xlsx!Blad1, rad 10", "Celler i ett blad", 100, "sheet-cells")
                   + over("2-kolumner.xlsx!Blad1, rad 2", "Kolumner", 30, "columns"))

    case = Case("workbook-that-makes-the-reader-panic", """
An .xlsb whose cell names a shared text that isn't there makes the reader of workbooks panic. That is told like any other
damaged file, nothing else is printed, and the file after it is told too. Exit 3.""")
    case.file("1.xlsb", files.xlsb({"Blad1": [HEAD, [bytes([7]) + struct.pack("<I", 99)]]}))
    case.file("2.csv", "ingen rubrik\n")
    no_header = "Serie, Vernr, Rad, Datum, Period, Belopp, Konto, Ansvar, Objekt, Aktivitet, Projekt"
    case.ends_with(
        broken("1.xlsb!Blad1", "index out of bounds: the len is 0 but the index is 99")
        + fault("2.csv", f"Ingen rubrikrad hittades. Fält som söks: {no_header}.",
                "Kontrollera att filen är rätt utdrag och att layouten har de rubriker som utdraget använder."))

    case = Case("workbook-cells-out-of-order", """
A row that comes after a later one, and a cell that is there twice: no spreadsheet program writes that, and which of them
counts would be a guess. Exit 3.""")
    case.file("1.xlsx", files.xlsx({"Blad1": files.sheet_xml(rows).replace('r="3"', 'r="1"').replace("3\"", "1\"")}))
    twice = files.sheet_xml(rows).replace('r="K3"', 'r="J3"').replace('r="I3"', 'r="J3"')
    case.file("2.xlsx", files.xlsx({"Blad1": twice}))
    hint = "Öppna arbetsboken i Excel och spara den på nytt."
    case.ends_with(fault("1.xlsx!Blad1, rad 1", "Bladets celler står inte i ordning eller finns två gånger: A1.", hint)
                   + fault("2.xlsx!Blad1, rad 3", "Bladets celler står inte i ordning eller finns två gånger: J3.", hint))

    case = Case("not-an-extract", """
What lands in a job by mistake: a lock file of Excel and one of LibreOffice, a folder, HTML under the name of an .xls, a
workbook of Excel 2003's XML, a PDF, and an OLE file that is no workbook. A pipe, and a file that changes while it is read,
are unit tests of read::file. Exit 3, all told.""")
    case.file("~$Utdrag.xlsx", b"\x05ann".ljust(165, b" "))
    case.file(".~lock.Utdrag.ods#", "ann,dator,2022-01-15\n")
    if case.wanted:
        (case.folder / "mapp.csv").mkdir()
        (case.folder / "mapp.csv/in.csv").write_text("a\n")
    case.input("mapp.csv")
    case.file("1.xls", "\r\n<HTML><body><table><tr><td>Serie</td></tr></table></body></HTML>\n")
    case.file("2.xls", '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:'
              'office:spreadsheet"/>\n')
    case.file("3.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    case.file("4.xls", files.ole({"WordDocument": b"x"}))
    kind = "Är det en tabell som går att öppna i Excel, spara den som .xlsx. Ta annars ut utdraget på nytt."
    lock = "Ange arbetsboken utan tecknen före namnet, och stäng den i kalkylprogrammet."
    locked = "”{}” är en låsfil som ett kalkylprogram lägger bredvid en öppen arbetsbok, inte själva arbetsboken."
    case.ends_with(
        fault(".~lock.Utdrag.ods#", locked.format(".~lock.Utdrag.ods#"), lock)
        + fault("1.xls", "”1.xls” är inget utdrag utan HTML.", kind)
        + fault("2.xls", "”2.xls” är inget utdrag utan XML Spreadsheet 2003.", kind)
        + fault("3.csv", "”3.csv” är inget utdrag utan PDF.", kind)
        + fault("4.xls", "”4.xls” är ingen arbetsbok som går att läsa: innehållet är något annat (OLE2)", "Öppna filen i Excel och spara den som .xlsx. "
                "Är den egentligen en textfil, ge den ändelsen .csv.")
        + fault("mapp.csv", "”mapp.csv” är en mapp.", "Ange filerna i mappen en och en i jobbet.")
        + fault("~$Utdrag.xlsx", locked.format("~$Utdrag.xlsx"), lock))
