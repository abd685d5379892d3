"""The rows that a SIE file holds, read a second time by other code than tertial's.

    python3 .ci/sie_rows.py FILE [--by 20,21] [--dims 1,6,20]     writes the table as CSV on stdout

The expected `rows.csv` of the corpus cases `sie-*` were made by this program. It is naive on purpose: the whole file in
memory, Decimal for amounts, one regular expression for fields, the standard library's XML parser for SIE 5.
"""

import csv
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from decimal import Decimal

FIXED = "serie vernr rad verdatum transdatum regdatum period konto belopp kvantitet vertext text sign rest".split()
FIELD = re.compile(r'\{[^{}]*\}|"(?:\\"|[^"])*(?:"|$)|[^\s{}]+')


def decoded(raw):
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:].decode("utf-8")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        swedish = [sum(raw.decode(c, "replace").count(letter) for letter in "åäöÅÄÖéÉ") for c in ("cp437", "cp1252")]
        return raw.decode("cp1252" if swedish[1] > swedish[0] else "cp437", "replace")


def bare(field):
    return field[1:].removesuffix('"').replace('\\"', '"') if field.startswith('"') else field.replace('\\"', '"')


def split(line):
    found = FIELD.findall(line)
    return [[bare(f) for f in FIELD.findall(f[1:-1])] if f.startswith("{") else bare(f) for f in found]


def month(day):
    digits = day[:10].replace("-", "")
    return digits[:6] if len(digits) == 8 and digits.isdigit() else day


def padded(fields, n):
    return fields + [""] * (n - len(fields))


def pairs(items):
    return [(d.lstrip("0") or "0", o) for d, o in zip(items[::2], items[1::2])]


def tagged(text):
    vouchers, balances, years, reaches, dims = [], [], {}, "", set()
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        label = line.split()[0] if line else ""
        if label in ("#DIM", "#UNDERDIM"):
            dims.add(split(line)[1])
        elif label == "#RAR":
            years[split(line)[1]] = split(line)[3]
        elif label == "#OMFATTN":
            reaches = split(line)[1]
        elif label == "#VER":
            vouchers.append((padded(split(line)[1:], 6), []))
        elif label in ("#TRANS", "#RTRANS", "#BTRANS"):
            fields = split(line)[1:]
            if len(fields) < 2 or not isinstance(fields[1], list):
                fields.insert(1, [])
            vouchers[-1][1].append([number, label, padded(fields, 7), line])
        elif label in ("#PSALDO", "#RES"):
            fields = split(line)[1:]
            at = 3 if label == "#PSALDO" else 2
            if not isinstance(fields[at], list):
                fields.insert(at, [])
            balances.append((number, label, padded(fields, 6), line))
    return vouchers, balances, years, reaches, dims


def voucher_rows(vouchers):
    for head, entries in vouchers:
        series, number, date, text, registered, sign = head[:6]
        twins = set()
        for i, (_, label, fields, _) in enumerate(entries):
            for j in range(i + 1, len(entries)):
                other = entries[j]
                if label == "#RTRANS" and other[1] == "#TRANS" and j not in twins and other[2][:4] == fields[:4]:
                    twins |= {i, j}
                    break
        row = 0
        for i, (line, label, fields, raw) in enumerate(entries):
            if label == "#BTRANS" or (label == "#RTRANS" and i in twins):
                yield line, {"text": raw}, []
                continue
            row += 1
            account, objects, amount, day, own, quantity, by = fields[:7]
            yield line, {
                "serie": series, "vernr": number, "rad": str(row), "verdatum": date, "transdatum": day or date,
                "regdatum": registered, "period": month(day or date), "konto": account, "belopp": amount,
                "kvantitet": quantity, "vertext": text, "text": own or text, "sign": by or sign,
            }, pairs(objects)


def period_rows(balances, by):
    ways = {tuple(sorted(d for d, _ in pairs(f[3]))) for _, label, f, _ in balances if label == "#PSALDO"} - {()}
    by = tuple(by) or (ways.pop() if len(ways) == 1 else ())
    parts, totals = defaultdict(Decimal), Counter()
    for _, _, fields, _ in balances:
        if by and tuple(sorted(d for d, _ in pairs(fields[3]))) == by:
            parts[tuple(fields[:3])] += Decimal(fields[4])
        elif not fields[3]:
            totals[tuple(fields[:3])] += Decimal(fields[4])
    seen = set()
    for line, _, fields, raw in balances:
        year, period, account, objects, amount, quantity = fields[:6]
        key, cells = (year, period, account), {"period": period, "konto": account, "belopp": amount, "kvantitet": quantity}
        if objects and tuple(sorted(d for d, _ in pairs(objects))) != by:
            cells = {"text": raw}
        elif not objects and key in parts:
            rest = totals[key] - parts[key]
            cells = {"text": raw} if rest == 0 or key in seen else {**cells, "belopp": f"{rest:.2f}", "rest": "rest"}
            seen.add(key)
        yield line, cells, pairs(objects) if "konto" in cells else []


def sie5(text):
    space = "{http://www.sie.se/sie5}"
    numbered = enumerate(text.split("\n"), 1)
    lines = iter([n for n, line in numbered for _ in re.findall(r"<(?:\w+:)?LedgerEntry[\s/>]", line)])
    root = ET.fromstring(text.encode() if "encoding" not in text[:60] else re.sub(r'encoding="[^"]*"', "", text, count=1))
    dims = {d.get("id") for d in root.iter(space + "Dimension")}
    rows = []
    for journal in root.iter(space + "Journal"):
        for entry in journal.iter(space + "JournalEntry"):
            info = entry.find(space + "EntryInfo")
            info = {} if info is None else info.attrib
            counted = 0
            for ledger in entry.iter(space + "LedgerEntry"):
                line, date, own = next(lines), entry.get("journalDate", ""), ledger.get("text", "")
                if ledger.find(space + "Overstrike") is not None:
                    rows.append((line, {"text": f"{ledger.get('accountId')} {ledger.get('amount')}"}, []))
                    continue
                counted += 1
                day = ledger.get("ledgerDate") or date
                rows.append((line, {
                    "serie": journal.get("id", ""), "vernr": entry.get("id", ""), "rad": str(counted), "verdatum": date,
                    "transdatum": day, "regdatum": info.get("date", "")[:10], "period": month(day),
                    "konto": ledger.get("accountId"), "belopp": ledger.get("amount"),
                    "kvantitet": ledger.get("quantity", ""), "vertext": entry.get("text", ""),
                    "text": own or entry.get("text", ""), "sign": info.get("by", ""),
                }, [(o.get("dimId"), o.get("objectId")) for o in ledger.iter(space + "ObjectReference")]))
    return rows, dims


def main(arguments):
    path, options = arguments[0], dict(zip(arguments[1::2], arguments[2::2]))
    text = decoded(open(path, "rb").read())
    if text.lstrip().startswith("<"):
        rows, dims = sie5(text)
    else:
        vouchers, balances, years, reaches, dims = tagged(text)
        if vouchers:
            rows = list(voucher_rows(vouchers))
        elif any(label == "#PSALDO" for _, label, _, _ in balances):
            by = [d for d in options.get("--by", "").split(",") if d]
            rows = list(period_rows([b for b in balances if b[1] == "#PSALDO"], by))
        else:
            last = lambda year: month(reaches if year == "0" and reaches else years.get(year, ""))
            rows = [(line, {"period": last(f[0]), "konto": f[1], "belopp": f[3], "kvantitet": f[4]}, [])
                    for line, _, f, _ in balances]
    dims |= {d for _, _, objects in rows for d, _ in objects} | set(options.get("--dims", "1,6,20,21").split(","))
    dims = sorted(dims - {""}, key=int)
    out = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    out.writerow(["line", *FIXED, *("dim" + d for d in dims)])
    for line, cells, objects in rows:
        named = defaultdict(list)
        for d, o in objects:
            named[d].append(o)
        out.writerow([line, *(cells.get(c, "") for c in FIXED), *(" + ".join(dict.fromkeys(named[d])) for d in dims)])


if __name__ == "__main__":
    main(sys.argv[1:])
