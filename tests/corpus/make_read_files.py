"""Files byte by byte, for `make_read_cases.py`: packed, binary, damaged and hostile ones. No program's output."""

import gzip
import io
import random
import struct
import zipfile

MOMENT = (2022, 2, 1, 8, 0, 0)


def gz(data):
    return gzip.compress(data, mtime=0)


def flipped(data, place):
    place %= len(data)
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]


def noise(length):
    return random.Random(1).randbytes(length)


def zipped(parts, stored=False):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            info = zipfile.ZipInfo(name, MOMENT)
            info.compress_type = zipfile.ZIP_STORED if stored or not data else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def encrypted_zip(parts):
    """The mark of encryption on each entry, in both of its headers."""
    data = bytearray(zipped(parts))
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(magic, at + 4)
    return bytes(data)


def column(place):
    name = ""
    place += 1
    while place:
        place, digit = divmod(place - 1, 26)
        name = chr(65 + digit) + name
    return name


def escaped(text):
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def sheet_xml(rows, before="", after="", first=1):
    """Cells as text, or as XML of their own where they are bytes with {r} for the place."""
    out = []
    for number, cells in enumerate(rows, first):
        inside = ""
        for place, cell in enumerate(cells):
            where = f"{column(place)}{number}"
            if isinstance(cell, bytes):
                inside += cell.decode().replace("{r}", where)
            elif cell != "":
                inside += f'<c r="{where}" t="inlineStr"><is><t>{escaped(cell)}</t></is></c>'
        out.append(f'<row r="{number}">{inside}</row>')
    return ('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
            f'2006/main">{before}<sheetData>{"".join(out)}</sheetData>{after}</worksheet>')


TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(sheets, kind):
    links = "".join(f'<Relationship Id="rId{n}" Type="{RELATION}/worksheet" Target="worksheets/sheet{n}.{kind}"/>'
                    for n in range(1, sheets + 1))
    return ('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{links}</Relationships>")


def xlsx_parts(sheets):
    """The parts of a workbook; a sheet is rows, or XML of its own."""
    names = "".join(f'<sheet name="{escaped(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
    root = ('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": root, "xl/_rels/workbook.xml.rels": relations(len(sheets), "xml"),
             "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
                                f'main" xmlns:r="{RELATION}"><sheets>{names}</sheets></workbook>'}
    for number, rows in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = rows if isinstance(rows, str) else sheet_xml(rows)
    return {name: data.encode() for name, data in parts.items()}


def xlsx(sheets, stored=False):
    return zipped(xlsx_parts(sheets), stored)


# .xlsb: records with a type and a length, seven bits a byte.

def seven(number):
    out = b""
    while True:
        out += bytes([number & 0x7F | (0x80 if number > 0x7F else 0)])
        number >>= 7
        if not number:
            return out


def record(kind, body=b""):
    return seven(kind) + seven(len(body)) + body


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16le")


def xlsb_cell(place, value):
    head = struct.pack("<II", place, 0)
    if isinstance(value, bytes):  # a record of its own: type, then what follows column and style
        return record(value[0], head + value[1:])
    if isinstance(value, float):
        return record(5, head + struct.pack("<d", value))
    return record(6, head + wide(value))


def xlsb_sheet(rows, hidden_rows=(), hidden_columns=(), merged=(), filtered=False, first=1):
    out = record(129) + record(148, struct.pack("<IIII", 0, 100, 0, 20))
    if hidden_columns:
        out += record(390)
        for low, high in hidden_columns:
            out += record(60, struct.pack("<IIIIH", low, high, 2560, 0, 1))
        out += record(391)
    out += record(145)
    for number, cells in enumerate(rows, first):
        flags = 0x10 if number in hidden_rows else 0
        out += record(0, struct.pack("<IIHBBBI", number - 1, 0, 300, 0, flags, 0, 0))
        out += b"".join(xlsb_cell(place, cell) for place, cell in enumerate(cells) if cell != "")
    out += record(146)
    if filtered:
        out += record(161, struct.pack("<IIII", 0, 9, 0, 9)) + record(163, struct.pack("<IH", 0, 0)) + record(164) + record(162)
    if merged:
        out += record(177, struct.pack("<I", len(merged)))
        out += b"".join(record(176, struct.pack("<IIII", *area)) for area in merged) + record(178)
    return out + record(130)


def xlsb(sheets, date1904=False):
    """Sheets by name: rows, or the bytes of a sheet part."""
    book = record(131) + record(153, struct.pack("<IIII", int(date1904), 0, 0, 0)) + record(143)
    for number, name in enumerate(sheets, 1):
        book += record(156, struct.pack("<II", 0, number) + wide(f"rId{number}") + wide(name))
    book += record(144) + record(157) + record(132)
    parts = {"[Content_Types].xml": TYPES.encode(), "xl/workbook.bin": book,
             "xl/_rels/workbook.bin.rels": relations(len(sheets), "bin").encode()}
    for number, rows in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.bin"] = rows if isinstance(rows, bytes) else xlsb_sheet(rows)
    return zipped(parts)


def why(detail):
    """What a library says of a damaged file, with our words before it."""
    for parts, words in [(["checksum"], "kontrollsumman stämmer inte"), (["DOCTYPE"], "den definierar egna namn"),
                         (["unexpected end", "EOCD", "incomplete"], "filen slutar för tidigt")]:
        if any(part in detail for part in parts):
            return f"{words} ({detail})"
    return f"innehållet hänger inte ihop ({detail})"


# OLE containers and the records of .xls.

def ole(streams, circle=False):
    """Streams by name, each in whole sectors of 512 bytes."""
    sectors, chains, entries = [], [], []
    for name, data in streams.items():
        data = data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0")
        start = len(sectors)
        for at in range(0, len(data), 512):
            sectors.append(data[at:at + 512])
            chains.append(len(sectors))
        chains[-1] = start if circle else 0xFFFFFFFE
        entries.append((name, 2, start, len(data)))
    folder = b""
    for place, (name, kind, start, length) in enumerate([("Root Entry", 5, 0xFFFFFFFE, 0)] + entries):
        encoded = name.encode("utf-16le") + b"\0\0"
        folder += encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF,
                                                         1 if place == 0 else 0xFFFFFFFF)
        folder += bytes(36) + struct.pack("<II", start, length) + bytes(4)
    folder = folder.ljust(-(-len(folder) // 512) * 512, b"\0")
    folder_start = len(sectors)
    for at in range(0, len(folder), 512):
        sectors.append(folder[at:at + 512])
        chains.append(len(sectors))
    chains[-1] = 0xFFFFFFFE
    table_start = len(sectors)
    tables = -(-(len(chains) + 8) // 128)
    chains += [0xFFFFFFFD] * tables
    table = b"".join(struct.pack("<I", number) for number in chains).ljust(tables * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, folder_start, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += b"".join(struct.pack("<I", table_start + n) if n < tables else b"\xff" * 4 for n in range(109))
    return head + b"".join(sectors) + table


def biff(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def xls_stream(sheet, protected=False):
    """A workbook stream with one sheet, whose records are given."""
    begin = biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    name = b"Blad1"
    extra = biff(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if protected else b""
    length = len(begin) + len(extra) + 4 + 8 + len(name) + 4
    listed = biff(0x85, struct.pack("<IHBB", length, 0, len(name), 0) + name)
    return begin + extra + listed + biff(0x0A) + begin.replace(b"\x05\0", b"\x10\0", 1) + sheet + biff(0x0A)


# OpenDocument.

ODS_NAMES = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:'
             'opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
             'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"')


def ods_cell(cell):
    if isinstance(cell, bytes):
        return cell.decode()
    if cell == "":
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escaped(cell)}</text:p></table:table-cell>'


def ods_rows(rows):
    return "".join(f'<table:table-row>{"".join(map(ods_cell, cells))}</table:table-row>' for cells in rows)


def ods(body, before=""):
    """An .ods whose only table has these rows, as XML."""
    content = (f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {ODS_NAMES}><office:body>'
               f'<office:spreadsheet><table:table table:name="Blad1">{body}</table:table></office:spreadsheet>'
               "</office:body></office:document-content>")
    return ods_of(content)


def ods_of(content, manifest=""):
    parts = {"META-INF/manifest.xml": '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
                                      f'xmlns:manifest:1.0">{manifest}</manifest:manifest>',
             "content.xml": content}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", MOMENT), "application/vnd.oasis.opendocument.spreadsheet")
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()
