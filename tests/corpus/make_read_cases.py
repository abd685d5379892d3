"""Makes the corpus cases about reading files: their inputs, and what must come of them, from the rows written here.

Nothing here is tertial's output: the rows, their places and their sums are worked out from what is put into the files,
and sentences are written by hand. Files of other programs' making come from openpyxl and LibreOffice (`soffice`); what
no program at hand writes (.xlsb, damaged and hostile files) is put together byte by byte in `make_read_files.py`.

    python3 tests/corpus/make_read_cases.py [case ...]

Workbooks made by other programs hold the time at which they were made, so a second run gives other bytes in them.
"""

import gzip
import pathlib
import shutil
import sys

import make_read_files as files

HERE = pathlib.Path(__file__).parent
HEAD = ["Serie", "Vernr", "Rad", "Datum", "Period", "Konto", "Ansvar", "Objekt", "Aktivitet", "Projekt", "Belopp"]
LAYOUT = (HERE / "shared/layout.toml").read_text()
WANTED = set(sys.argv[1:])


def row(number, ansvar="10", amount="1,00", line=1, **other):
    """A posting on activity A1."""
    fields = dict(Serie="L", Vernr=str(number), Rad=str(line), Datum="2022-01-15", Period="202201", Konto="5000",
                  Ansvar=ansvar, Objekt="100", Aktivitet="11", Projekt="", Belopp=amount)
    return {**fields, **other}


def ore(amount):
    return int(amount.replace(" ", "").replace(",", ""))


def kronor(total):
    sign = "-" if total < 0 else ""
    whole, part = divmod(abs(total), 100)
    return sign + f"{whole:,}".replace(",", "\u00a0") + f",{part:02}"


def joined(rows, separator=";", end="\n", quote=lambda field, separator: field):
    lines = [HEAD] + [[r[name] for name in HEAD] for r in rows]
    return "".join(separator.join(quote(field, separator) for field in line) + end for line in lines)


def quoted(field, separator):
    return '"' + field.replace('"', '""') + '"' if any(c in field for c in (separator, '"', "\n", "\r")) else field


class Case:
    """A folder. Places are (file, sheet, row) of each posting, in the order of files and rows."""

    def __init__(self, name, about):
        self.name, self.folder, self.about = name, HERE / name, about
        self.wanted = not WANTED or name in WANTED
        self.inputs, self.postings, self.told, self.limits = [], [], [], {}
        self.rejected = 0
        if self.wanted:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir()

    def file(self, name, contents, layout=None, postings=(), sheet=""):
        """An input with the postings that it holds, each with its row number."""
        if self.wanted:
            path = self.folder / name
            path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
        self.input(name, layout, postings, sheet)

    def input(self, name, layout=None, postings=(), sheet=""):
        self.inputs.append((name, layout))
        for number, posting in postings:
            self.postings.append((name, posting.get("blad", sheet), number, posting))

    def layout(self, name, **tables):
        """The usual layout with `delimited` or `workbook` of its own."""
        text = LAYOUT.replace("[layout]", "[layout]", 1)
        for table, keys in tables.items():
            text += f"\n[{table}]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())
        if self.wanted:
            (self.folder / name).write_text(text)
        return name

    def tell(self, severity, code, place, sentence):
        self.told.append((severity, code, place, sentence))

    def job(self, control=None):
        job = f'[job]\nid         = "{self.name}"\ntitle      = "Prov"\nyear       = 2022\n'
        job += 'agreements = ["../shared/agreement.toml"]\naccounts   = "../shared/accounts.toml"\n'
        job += 'vouchers   = "selection"\n'
        for name, layout in self.inputs:
            job += f'\n[[input]]\npath   = "{name}"\nlayout = "{layout or "../shared/layout.toml"}"\n'
        if self.limits:
            job += "\n[limits]\n" + "".join(f"{key} = {value}\n" for key, value in self.limits.items())
        line = 0
        if control:
            job += "\n[[control]]\n"
            line = job.count("\n") + 1
            job += f'rows = {control[0]}\nsum  = "{kronor(control[1])}"\n'.replace("\u00a0", " ")
        (self.folder / "job.toml").write_text(job)
        return line

    def about_file(self, tables):
        about = "".join(f"# {line}\n" for line in self.about.strip().splitlines())
        tables = f"tables = {tables}\n".replace("'", '"') if tables else ""
        (self.folder / "case.toml").write_text(about + 'through = "2022-01"\n' + tables)

    def ends_well(self):
        """Every posting stands in the result at its place; the ERP's control ties."""
        if not self.wanted:
            return
        rows = len(self.postings) + self.rejected
        total = sum(ore(r["Belopp"]) for *_, r in self.postings)
        line = self.job((rows, total))
        self.about_file(["underlag"])
        self.tell("upplysning", "control-ties", f" job.toml:{line}", "Kontrolluppgiften för hela utdraget stämmer på "
                  f"öret: {rows} {'rad' if rows == 1 else 'rader'}, {kronor(total)} kr.")
        self.tell("upplysning", "object-without-postings", "",
                  "Ingen rad till och med perioden bär objekt 900, som ett område äger.")
        order = ["control-ties", "row-rejected", "several-sheets", "sheet-read", "sheet-not-read", "hidden-sheet", "hidden-rows", "hidden-columns",
                 "merged-cells", "short-rows", "object-without-postings"]
        severities = ["varning", "upplysning"]
        told = sorted(self.told, key=lambda t: (severities.index(t[0]), order.index(t[1])))
        warnings = sum(t[0] == "varning" for t in told)
        infos = len(told) - warnings
        text = (f"Avvikelser: 0 fel, {warnings} varning{'' if warnings == 1 else 'ar'}, "
                f"{infos} upplysning{'' if infos == 1 else 'ar'}\n")
        for severity, code, place, sentence in told:
            text += f"{severity} [{code}]{place}\n  {sentence}\n"
        (self.folder / "findings.txt").write_text(text)
        out = "vernr;verrad;bokforingsdatum;ansvar;belopp;fil;blad;rad\n"
        # The table is sorted by voucher, as text.
        for name, sheet, number, r in sorted(self.postings, key=lambda p: (p[3]["Vernr"], p[3]["Rad"])):
            ansvar = quoted(r["Ansvar"], ";")
            out += f"{r['Vernr']};{r['Rad']};{r['Datum']};{ansvar};{r['Belopp']};{name};{sheet};{number}\n"
        (self.folder / "tables").mkdir(exist_ok=True)
        (self.folder / "tables/underlag.csv").write_text(out)

    def ends_with(self, error):
        """Exit code 3, nothing published."""
        if not self.wanted:
            return
        self.job()
        self.about_file([])
        (self.folder / "error.txt").write_text(error.lstrip("\n"))
        (self.folder / "exit").write_text("3\n")


def numbered(rows, first=2):
    return list(enumerate(rows, first))


def fault(place, sentence, hint):
    return f"fel: {place}: {sentence}\n  gör så här: {hint}\n"


def text_cases():
    case = Case("text-separators", """
One file for each separator that a layout can name. The code of ansvar holds the separator itself, within quotes.""")
    for number, (name, sign, toml) in enumerate(
            [("1-semikolon", ";", ";"), ("2-komma", ",", ","), ("3-tab", "\t", "\\t"), ("4-streck", "|", "|")]):
        layout = case.layout(f"{name}.toml", delimited={"separator": f'"{toml}"'})
        rows = [row(10 * number + 1, f"1{sign if sign != chr(9) else ' '}5"), row(10 * number + 2, amount="-0,50")]
        case.file(f"{name}.csv", joined(rows, sign, quote=quoted), layout, numbered(rows))
    case.ends_well()

    case = Case("text-quotes", """
Quotes: doubled ones within quotes, a separator and line breaks within quotes, and stray quotes in fields without any,
which are letters like others. Row numbers count the lines within the quotes.""")
    rows = [row(1, 'A "b" c'), row(2, '5" rör'), row(3, "a;b"), row(4, "efter", "2,00"), row(5, "1''2\"")]
    text = ";".join(HEAD) + "\n"
    text += 'L;1;1;2022-01-15;202201;5000;"A ""b"" c";100;11;;1,00\n'
    text += 'L;2;1;2022-01-15;202201;5000;5" rör;100;11;;1,00\n'
    text += '"L";"3";"1";"2022-01-15";"202201";"5000";"a;b";"100";"11";"";"1,00"\n'
    text += '"L";"4";"1\n";"2022-01-15\r\n";"202201";"5000";"efter";"100";"11";"";"2,00"\n'
    text += "L;5;1;2022-01-15;202201;5000;1''2\";100;11;;1,00\n"
    case.file("in.csv", text, None, [(2, rows[0]), (3, rows[1]), (4, rows[2]), (5, rows[3]), (8, rows[4])])
    case.ends_well()

    case = Case("text-line-ends", """
LF, CR LF and CR alone, and all three in one file, with blank lines and no line end at the end. Row numbers are those
that an editor shows: a blank line counts, and so do lines within quotes.""")
    for number, (name, end) in enumerate([("1-lf", "\n"), ("2-crlf", "\r\n"), ("3-cr", "\r")]):
        rows = [row(10 * number + 1), row(10 * number + 2), row(10 * number + 3)]
        lines = joined(rows, end=end).split(end)
        text = end.join([lines[0], "", lines[1].replace("2022-01-15", f'"2022-01-15{end}"'), lines[2], "", "", lines[3]])
        case.file(f"{name}.csv", text, None, [(3, rows[0]), (5, rows[1]), (8, rows[2])])
    rows = [row(31), row(32), row(33)]
    lines = joined(rows).split("\n")
    case.file("4-blandat.csv", "\n".join(lines[:2]) + "\r" + lines[2] + "\r\n" + lines[3] + "\r\n", None, numbered(rows))
    case.ends_well()

    case = Case("sep-line", """
Excel's own line about the separator stands first: sep=; as it is and within quotes, and sep= with a tab in UTF-16. It
is no row of the table; the rows after it have their own numbers.""")
    layout = case.layout("tab.toml", delimited={"separator": '"\\t"', "encoding": '"utf-16le"'})
    rows = [row(1), row(2)]
    case.file("1.csv", "sep=;\r\n" + joined(rows[:1], end="\r\n"), None, [(3, rows[0])])
    case.file("2.csv", '"sep=;"\n' + joined(rows[1:]), None, [(3, rows[1])])
    rows = [row(3)]
    case.file("3.txt", b"\xff\xfe" + ("sep=\t\n" + joined(rows, "\t")).encode("utf-16le"), layout, [(3, rows[0])])
    case.ends_well()

    case = Case("sep-line-contradicts", "The file says that its separator is a comma, the layout says semicolon. Exit 3.")
    case.file("in.csv", "sep=,\n" + joined([row(1)], ","))
    case.ends_with(fault("in.csv:1", "Filens första rad anger avgränsaren ”,”, men layouten anger ”;”.",
                         "Ange filens avgränsare i layouten (separator)."))

    case = Case("text-encodings", """
One file for each encoding, with and without its byte order mark. Ansvar holds å, ä and ö, and where the encoding has
them also signs that no other has at that byte. The bytes are those of Python's codecs.""")
    cases = [("01-utf-8", "utf-8", "utf-8", b"", "Åäö–€"), ("02-utf-8-bom", "utf-8", "utf-8", b"\xef\xbb\xbf", "Åäö–€"),
             ("03-windows-1252", "windows-1252", "cp1252", b"", "Åäö–€é"),
             ("04-iso-8859-1", "iso-8859-1", "latin-1", b"", "Åäö½é"),
             ("05-utf-16le-bom", "utf-16le", "utf-16le", b"\xff\xfe", "Åäö–\U0001d11e"),
             ("06-utf-16le", "utf-16le", "utf-16le", b"", "Åäö–"),
             ("07-utf-16be-bom", "utf-16be", "utf-16be", b"\xfe\xff", "Åäö–\U0001d11e"),
             ("08-utf-16be", "utf-16be", "utf-16be", b"", "Åäö–"),
             ("09-cp437", "cp437", "cp437", b"", "Åäöß½É"), ("10-cp850", "cp850", "cp850", b"", "ÅäöØß¾"),
             ("11-macintosh", "macintosh", "mac-roman", b"", "Åäö–€ß")]
    for number, (name, label, codec, mark, ansvar) in enumerate(cases):
        layout = case.layout(f"{name}.toml", delimited={"encoding": f'"{label}"'})
        rows = [row(10 * number + 1, ansvar), row(10 * number + 2, "Sjukvård Östra")]
        case.file(f"{name}.csv", mark + joined(rows).encode(codec), layout, numbered(rows))
    case.ends_well()

    case = Case("encoding-contradicts", """
Files that are plainly not in the encoding that their layout gives, though every byte could be read: UTF-8 and code page
850 under windows-1252, windows-1252 under code page 437, a byte order mark that says UTF-16, and a Mac's letters under code
page 437. Exit 3, all told.""")
    ansi = case.layout("ansi.toml", delimited={"encoding": '"windows-1252"'})
    oem = case.layout("oem.toml", delimited={"encoding": '"cp437"'})
    rows = [row(1, "Vårdområde Mörsil")]
    case.file("1-utf-8.csv", joined(rows), ansi)
    case.file("2-cp850.csv", joined(rows).encode("cp850"), ansi)
    case.file("3-windows-1252.csv", joined(rows).encode("cp1252"), oem)
    case.file("4-utf-16.csv", b"\xff\xfe" + joined(rows).encode("utf-16le"))
    case.file("5-macintosh.csv", joined(rows).encode("mac-roman"), oem)
    hint = "Ange filens teckenkodning i layouten (encoding), eller ta ut utdraget i den som layouten anger."
    case.ends_with("".join(
        fault(name, f"Layouten anger teckenkodningen {says}, men filen är i {looks}.", hint)
        for name, says, looks in [("1-utf-8.csv", "windows-1252", "utf-8"), ("2-cp850.csv", "windows-1252", "cp850"),
                                  ("3-windows-1252.csv", "cp437", "windows-1252"), ("4-utf-16.csv", "utf-8", "utf-16le"),
                                  ("5-macintosh.csv", "cp437", "macintosh")]))

    case = Case("byte-not-in-the-encoding", """
One byte in each file that its encoding has no letter for: told with line, column and byte, and which encoding would read
it where that can be seen. A hole of Windows-1252, a control character of ISO-8859-1, and a zero byte. Wrong UTF-8 is in
wrong-encoding. Exit 3.""")
    ansi = case.layout("ansi.toml", delimited={"encoding": '"windows-1252"'})
    latin = case.layout("latin.toml", delimited={"encoding": '"iso-8859-1"'})
    text = joined([row(1), row(2, "X")])
    case.file("1-hal.csv", text.encode("cp1252").replace(b"X", b"M\x81ller"), ansi)
    case.file("2-styrtecken.csv", text.replace("X", "–").encode("cp1252"), latin)
    case.file("3-noll.csv", text.replace("X", "a\0b"))
    seems = "Filen ser ut att vara i {}. Stämmer det, ange den teckenkodningen i layouten (encoding)."
    unknown = "Ange utdragets teckenkodning i layouten (encoding), vanligen windows-1252 eller utf-8."
    case.ends_with(
        fault("1-hal.csv:3, kolumn 7", "Texten går inte att läsa som windows-1252, byte 0x81: M\ufffdller", seems.format("cp850"))
        + fault("2-styrtecken.csv:3, kolumn 7", "Texten går inte att läsa som iso-8859-1, byte 0x96: \ufffd", seems.format("windows-1252"))
        + fault("3-noll.csv:3, kolumn 7", "Texten går inte att läsa som utf-8, byte 0x00: a\ufffdb", unknown))

    case = Case("utf-16-broken", """
Half a letter in the midst of UTF-16, and UTF-16 that ends within a letter: told with line, column and byte. Exit 3.""")
    wide = case.layout("wide.toml", delimited={"encoding": '"utf-16le"'})
    half = text.encode("utf-16le").replace("X".encode("utf-16le"), "Z".encode("utf-16le") + b"\x00\xd8")
    case.file("1-halv.csv", half, wide)
    case.file("2-avhuggen.csv", text.encode("utf-16le")[:-1], wide)
    case.ends_with(
        fault("1-halv.csv:3, kolumn 7", "Texten går inte att läsa som utf-16le, byte 0x00: Z", unknown)
        + fault("2-avhuggen.csv:3, kolumn 11", "Texten går inte att läsa som utf-16le, byte 0x0A: 1,00", unknown))

    case = Case("quote-open-at-the-end", """
The last row opens a quote that nothing closes: the rest of the row would be one text and its amount lost. Exit 3.""")
    case.file("in.csv", joined([row(1)]) + 'L;2;1;2022-01-15;202201;5000;10;100;"11;;1,00\n')
    case.ends_with(fault("in.csv:3, kolumn 9", "Citattecknet som öppnas här stängs aldrig: filen slutar inne i fältet.",
                         "Hör tecknet till texten, ta bort det i källan eller låt ekonomisystemet dubbla citattecken inne i "
                         "text. Ska texten verkligen ha radbrytningar och så många skiljetecken som en rad, ta bort radbrytningarna i källan. "
                         "Slutar filen mitt i en rad är den avhuggen. Ta sedan ut utdraget på nytt."))

    case = Case("short-rows", """
Excel leaves out the separators after the last filled cell. Here projekt is the last column and blank: rows that end
before it are read with a blank, and that is told. A row with blanks beyond the header is whole.""")
    head = [name for name in HEAD if name != "Projekt"] + ["Projekt"]
    rows = [row(1), row(2), row(3)]
    lines = [";".join(head)] + [";".join(r[name] for name in head) for r in rows]
    text = "\n".join([lines[0], lines[1].rstrip(";"), lines[2] + ";;;", lines[3].rstrip(";")]) + "\n"
    case.file("in.csv", text, None, numbered(rows))
    case.tell("varning", "short-rows", " in.csv:2",
              "2 rader slutar före sista kolumnen som layouten läser. Det som saknas är läst som tomt.")
    case.ends_well()

    case = Case("rows-cut-or-shifted", """
A row that ends before its amount, one with a separator within a text, so that all after it is shifted and the last field
stands beyond the header, and the rest of a row that a line break has cut. The first two are rejected with their place;
the rest has neither codes, period nor amount and is no row of its own.""")
    rows = [row(1), row(4, amount="4,00")]
    text = joined(rows[:1]) + "L;2;1;2022-01-15;202201;5000;10\n" + "L;3;1;2022-01-15;202201;5000;1;0;100;11;;3,00\n"
    text += "L;4;1;2022-01-15;202201;5000;10;100;11;;4,00\n" + "rest\n"
    case.file("in.csv", text, None, [(2, rows[0]), (5, rows[1])])
    case.limits, case.rejected = {"rejected-rows": 2}, 2
    case.tell("varning", "row-rejected", " in.csv:3, kolumn 11", "Raden är avvisad och ingår inte i något utfall. "
              "Raden är för kort i kolumnen ”Belopp”.")
    case.tell("varning", "row-rejected", " in.csv:4, kolumn 12", "Raden är avvisad och ingår inte i något utfall. "
              "Fler fält än rubriken i kolumnen ””: ”3,00”.")
    case.ends_well()

    case = Case("text-stacked-tables", """
Two tables one under the other, each with a heading, a header of its own and a total, the second with a line break within
quotes before it, and disclaimers at the end. Every row has the number that an editor shows.""")
    rows = [row(1), row(2, amount="2,50"), row(3, amount="-1,00"), row(4, amount="4,00")]
    head, *lines = joined(rows).splitlines()
    text = "\n".join(["Ansvar 10", "", head, lines[0], lines[1], "Summa;;;;;;;;;;3,50", "", '"Ansvar 10\nforts.";;', head,
                      lines[2], lines[3], "Summa;;;;;;;;;;3,00", "", "Totalt;;;;;;;;;;6,50", "Uttaget av ekonomienheten.",
                      "Preliminära uppgifter; kan ändras."]) + "\n"
    case.file("in.csv", text, case.layout("layout.toml"),
              [(4, rows[0]), (5, rows[1]), (11, rows[2]), (12, rows[3])])
    if case.wanted:
        path = case.folder / "layout.toml"
        path.write_text(path.read_text().replace('"S:a"]', '"S:a", "Totalt"]'))
    case.ends_well()

    limit = "Kontrollera att filen är rätt utdrag. Är den det, höj {} under [limits] i jobbet."
    case = Case("text-over-the-limits", """
A row longer than row-bytes and a row with more columns than the limit, with the limits that this job sets. Exit 3.""")
    case.limits = {"row-bytes": 200, "columns": 11}
    case.file("1-lang.csv", joined([row(1), row(2, "x" * 200)]))
    case.file("2-bred.csv", joined([row(3)]) + ";" * 15 + "x\n")
    case.ends_with(
        fault("1-lang.csv:3", "Filen går över en gräns för vad som läses. Radens längd, byte: högst 200.", limit.format("row-bytes"))
        + fault("2-bred.csv:3", "Filen går över en gräns för vad som läses. Kolumner: högst 11.", limit.format("columns")))


def packed_cases():
    case = Case("packed", """
A gzip, a gzip in two parts, a zip of one file with what a Mac puts beside it, and a workbook in a gzip. What a file is
stands in its first bytes, not in its name.""")
    rows = [row(n) for n in range(1, 6)]
    case.file("1.csv.gz", files.gz(joined(rows[:1]).encode()), None, numbered(rows[:1]))
    one = joined(rows[1:3]).encode()
    case.file("2.csv", files.gz(one[:90]) + files.gz(one[90:]), None, numbered(rows[1:3]))
    case.file("3.zip", files.zipped({"mapp/": b"", "mapp/utdrag.csv": joined(rows[3:4]).encode(),
                                     "__MACOSX/mapp/._utdrag.csv": b"x"}), None, numbered(rows[3:4]))
    sheet = [HEAD, [rows[4][name] for name in HEAD]]
    case.file("4.gz", files.gz(files.xlsx({"Blad1": sheet})), None, [(2, {**rows[4], "blad": "Blad1"})])
    case.ends_well()

    case = Case("packed-several-files", "A zip with two extracts, and one with none: both are named. Exit 3.")
    case.file("1-tva.zip", files.zipped({"januari.csv": b"a", "februari.csv": b"b"}))
    case.file("2-ingen.zip", files.zipped({}))
    hint = "Packa upp filen och ange varje utdrag för sig i jobbet."
    case.ends_with(fault("1-tva.zip", "”1-tva.zip” ska innehålla en fil men har 2: januari.csv, februari.csv.", hint)
                   + fault("2-ingen.zip", "”2-ingen.zip” ska innehålla en fil men har 0: .", hint))

    case = Case("packed-twice", "Packed files in packed files: gzip in gzip in gzip, and a zip in a zip in a gzip. Exit 3.")
    case.file("1.gz", files.gz(files.gz(files.gz(joined([row(1)]).encode()))))
    case.file("2.gz", files.gz(files.zipped({"inre.zip": files.zipped({"in.csv": b"a"})})))
    case.ends_with("".join(fault(name, f"”{name}” innehåller en packad fil i en packad fil.",
                                 "Packa upp den yttersta och ange den inre i jobbet.") for name in ("1.gz", "2.gz")))

    case = Case("packed-and-damaged", """
A gzip that is cut off, one whose sum is wrong, a zip that is cut off, a stored file in a zip whose sum is wrong, and a
zip with a password. Exit 3, all told.""")
    whole = joined([row(n) for n in range(1, 50)]).encode()
    case.file("1-avhuggen.gz", files.gz(whole)[:-20])
    case.file("2-fel-summa.gz", files.flipped(files.gz(whole), -8))
    case.file("3-avhuggen.zip", files.zipped({"in.csv": whole})[:-30])
    stored = files.zipped({"in.csv": whole}, stored=True)
    case.file("4-fel-summa.zip", files.flipped(stored, stored.index(b"2022-01-15")))
    case.file("5-losenord.zip", files.encrypted_zip({"in.csv": whole}))
    hint = "Ta ut eller kopiera filen på nytt. Går den att öppna i Excel, spara den där som ny .xlsx."
    broken = lambda name, detail: fault(name, f"”{name}” är skadad eller avhuggen: {files.why(detail)}", hint)
    case.ends_with(broken("1-avhuggen.gz", "incomplete deflate stream") + broken("2-fel-summa.gz", "corrupt gzip stream does not have a matching checksum")
                   + broken("3-avhuggen.zip", "invalid Zip archive: Could not find EOCD")
                   + broken("4-fel-summa.zip", "in.csv: Invalid checksum")
                   + fault("5-losenord.zip", "Arbetsboken ”5-losenord.zip” är lösenordsskyddad.",
                           "Spara en kopia utan lösenord och ange den i jobbet."))

    case = Case("packed-over-the-limits", """
Packed files that come to more than the job's limits: unpacked size, its ratio to the file, and entries of a zip. They
are stopped while they are unpacked. Exit 3.""")
    case.limits = {"inflated-megabytes": 20, "inflate-ratio": 300, "zip-entries": 3}
    case.file("1-stor.gz", files.gz(files.noise(20_000) * 1250))
    case.file("2-bomb.gz", files.gz(b"0;" * 10_000_000))
    case.file("3-manga.zip", files.zipped({f"{n}.csv": b"a" for n in range(4)}))
    limit = "Kontrollera att filen är rätt utdrag. Är den det, höj {} under [limits] i jobbet."
    over = "Filen går över en gräns för vad som läses. "
    case.ends_with(fault("1-stor.gz", over + "Uppackad storlek, MB: högst 20.", limit.format("inflated-megabytes"))
                   + fault("2-bomb.gz", over + "Uppackad storlek mot packad, gånger: högst 300.", limit.format("inflate-ratio"))
                   + fault("3-manga.zip", over + "Filer i en zip: högst 3.", limit.format("zip-entries")))


if __name__ == "__main__":
    import make_read_workbooks

    text_cases()
    packed_cases()
    make_read_workbooks.workbook_cases()
    make_read_workbooks.hostile_cases()
