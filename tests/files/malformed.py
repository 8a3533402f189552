"""Files that are wrong in a thousand ways, the same ones each time: good files, made worse."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

from .building import IDENTITY_NUMBER, ods, oneroster, xlsx, zipped
from .test_oneroster import (
    ALI,
    ALI_IN_8B,
    CLASSES,
    ENROLLMENTS,
    IDA,
    IN_8A,
    ORGS,
    ROLES,
    USERS,
    USERS_12,
)

ROWS = [
    ["Elev-ID", "Navn", "Klasse", "Barneskole", "Kjønn", "Født"],
    ["8a-01", "Olsen, Mari", "8A", "Fjell", "jente", "01.02.2012"],
    ["8a-02", "Åse Ødegård", "8A", "Bø", "jente", "31.12.2012"],
    ["8a-03", "Elias Nguyen", "8A", "Fjell", "gutt", "09.09.2012"],
    ["8a-04", "Bjørn Æsøy", "8A", "Bø", "gutt", "30.06.2012"],
]
RULES = """\
interval_weeks = 3
group_shape = "five"

[acquainted]
attributes = ["primary_school"]
groups = [["Mari Olsen", "Elias Nguyen"]]

[[keep_apart]]
students = ["Åse Ødegård", "8a-01"]
scope = "pair"

[[together]]
students = ["Mari Olsen", "Bjørn Æsøy"]
periods = [1, 2]

[balance]
attributes = ["gender"]
"""
PLAN = "period,starts,ends,group,pair,student_id,student\n" + "".join(
    f"{period},2026-08-17,2026-09-06,1,{1 + seat // 2},8a-0{seat + 1},{name}\n"
    for period in (1, 2)
    for seat, name in enumerate(("Mari Olsen", "Åse Ødegård", "Elias Nguyen", "Bjørn Æsøy"))
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "cp865", "mac_roman")
ODD = (
    *("\0", "\x07", "\x1b[31m", "\x85", "\u2028", "\u202e", "\u200f", "\ufeff", "\ufffe", "🦊"),
    *('"', '""', '";"', "'", ";", ",", "\t", "|", "\r", "\n", "\r\n\r\n", "{name}", "%s", "{}"),
    *("=1+1", "sep=;\n", "<b>", "&amp;", "&a;", "]]>", "NaN", "inf", "1e999", "-1", "9" * 30),
    *("99999-99-99", "0000-00-00", "2026-02-30", "31.02.2026", "[[", "]]", "[", "}", "=", '"""'),
    *(IDENTITY_NUMBER, f" {IDENTITY_NUMBER[:6]} {IDENTITY_NUMBER[6:]}", "x" * 700, '"' * 99),
)
HUGE = ("0", "-1", "+7", " 3", "1048576", "999999999", "18446744073709551616", "9" * 40, "NaN", "")

type Made = tuple[str, bytes]
"""Which reader the file is for, and its bytes."""


def malformed(number: int) -> Made:
    """One of as many files as there are numbers."""
    random = Random(number)
    large = tuple(LARGE.values())
    if number < len(large):
        return large[number]()
    kind, make = random.choice(tuple(MAKERS.items()))
    return kind.partition(" ")[0], make(random)


def several(random: Random) -> range:
    return range(random.choice((1, 1, 1, 2, 3, 8)))


# --- bytes and text


def worse_bytes(random: Random, content: bytes) -> bytes:
    worse = bytearray(content)
    for _ in several(random):
        at = random.randrange(len(worse) + 1)
        until = min(len(worse), at + random.choice((1, 2, 4, 40, 400)))
        match random.randrange(6):
            case 0 if until > at:
                worse[at] ^= 1 << random.randrange(8)
            case 1:
                del worse[at:]
            case 2:
                worse[at:at] = random.randbytes(random.choice((1, 4, 30)))
            case 3:
                del worse[at:until]
            case 4:
                worse[at:at] = worse[at:until] * random.choice((1, 2, 50))
            case _:
                worse[at:until] = bytes(until - at)
    return bytes(worse)


def worse_text(random: Random, text: str) -> str:
    for _ in several(random):
        lines = text.splitlines(keepends=True) or [""]
        line = random.randrange(len(lines))
        at = random.randrange(len(text) + 1)
        match random.randrange(8):
            case 0:
                lines.insert(line, random.choice(lines))
                text = "".join(lines)
            case 1:
                del lines[line]
                text = "".join(lines)
            case 2:
                random.shuffle(lines)
                text = "".join(lines)
            case 3:
                text = text[:at] + random.choice(ODD) * random.choice((1, 1, 1, 200)) + text[at:]
            case 4:
                one, other = random.choice(ODD), random.choice((",", ";", "8A", "1", "student"))
                text = text.replace(other, one)
            case 5:
                text = text[:at] + text[at + random.choice((1, 5, 50)) :]
            case 6:
                text = text[:at]
            case _:
                text += random.choice(ODD)
    return text


def encoded(random: Random, text: str) -> bytes:
    content = text.encode(random.choice(ENCODINGS), "replace")
    return worse_bytes(random, content) if random.random() < 0.3 else content


def csv_of(rows: list[list[str]], random: Random) -> str:
    delimiter = random.choice((",", ";", "\t", "|", ", "))
    quote = random.choice(('"', "", "'"))
    return "".join(
        delimiter.join(quote + cell + quote for cell in row) + random.choice(("\n", "\r\n", "\r"))
        for row in rows
    )


def worse_rows(random: Random) -> list[list[str]]:
    rows = [list(row) for row in ROWS[random.choice((0, 0, 0, 1)) :]]
    for _ in several(random):
        row = random.choice(rows)
        match random.randrange(5):
            case 0:
                row.insert(random.randrange(len(row) + 1), random.choice(ODD))
            case 1 if row:
                row[random.randrange(len(row))] = random.choice(ODD)
            case 2 if row:
                del row[random.randrange(len(row))]
            case 3:
                rows.insert(random.randrange(len(rows)), random.choice(rows))
            case _:
                row.extend([""] * random.choice((1, 30, 300)))
    return rows


def xml_safe(rows: list[list[str]]) -> list[list[str]]:
    return [["".join(c for c in cell if c >= " " and c < "\ufffe") for cell in row] for row in rows]


# --- archives


def members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def worse_archive(random: Random, content: bytes) -> bytes:
    """Its members changed, taken out, named anew or put in again, or the archive itself."""
    members = members_of(content)
    for _ in several(random):
        name = random.choice(tuple(members))
        match random.randrange(8):
            case 0:
                members[name] = worse_bytes(random, members[name])
            case 1 | 2:
                text = worse_text(random, members[name].decode("utf-8", "replace"))
                members[name] = text.encode("utf-8", "replace")
            case 3 if len(members) > 1:
                del members[name]
            case 4:
                to = random.choice(("../../etc/", "/", "C:\\", "a/b/", "a\0", "__MACOSX/._"))
                members[to + name] = members[name]
            case 5:
                members[name] = random.choice(tuple(members.values()))
            case 6:
                members[name] = zipped(members)
            case _:
                members[name] = with_huge_numbers(random, members[name])
    archive = io.BytesIO()
    packing = random.choice((8, 8, 8, 0, 12, 14))
    with zipfile.ZipFile(archive, "w", packing) as made:
        for name, member in members.items():
            made.writestr(name, member)
    match random.randrange(6):
        case 0:
            return worse_bytes(random, archive.getvalue())
        case 1:
            return lying(random, archive.getvalue())
    return archive.getvalue()


def with_huge_numbers(random: Random, xml: bytes) -> bytes:
    """Numbers of attributes and cells put in place of others, and repeats where there are none."""

    def huge() -> str:
        return random.choice(HUGE)

    text = xml.decode("utf-8", "replace")
    times = random.choice(("table:number-columns-repeated", "table:number-rows-repeated"))
    text = text.replace("<table:table-cell ", f'<table:table-cell {times}="{huge()}" ', 1)
    text = text.replace("<table:table-row>", f'<table:table-row {times}="{huge()}">', 1)
    text = text.replace("</text:p>", f'<text:s text:c="{huge()}"/></text:p>', 1)
    for column in random.sample("ABCDEF", 2):
        other = random.choice(("XFD", "ZZZZZZZ", "A", ""))
        text = text.replace(f'"{column}2"', f'"{other}{huge()}"')
    return text.replace("<v>1</v>", f"<v>{huge()}</v>").encode()


def lying(random: Random, content: bytes) -> bytes:
    """An archive whose table of contents tells of other sizes, packings or places."""
    at = content.rfind(b"PK\1\2")
    where = at + random.choice((8, 10, 16, 20, 24, 28, 42))
    if at < 0 or where + 4 > len(content):
        return content
    lie = struct.pack("<I", random.choice((0, 1, 99, 0xFFFFFFFF)))
    return content[:where] + lie + content[where + 4 :]


ONE_ROSTER = oneroster(
    users=USERS + IDA + ALI,
    classes=CLASSES,
    enrollments=ENROLLMENTS + IN_8A + ALI_IN_8B,
    orgs=ORGS,
    demographics="sourcedId,birthDate,sex\nu1,2012-01-01,female\n",
)
ONE_ROSTER_12 = oneroster(
    "1.2",
    users=USERS_12 + "u1,,true,Ida,Berg\nu2,,true,Ali,Khan\n",
    roles=ROLES + "r1,,u1,primary,student,,,s1\nr2,,u2,primary,student,2026-08-01,,s1\n",
    classes=CLASSES,
    enrollments=ENROLLMENTS + IN_8A + ALI_IN_8B,
    orgs=ORGS,
)
OLD_WORKBOOK = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


VALUES = (
    *("nan", "-inf", "0x" + "f" * 9_000, "9" * 5_000, "2026-02-30", "1979-05-27T07:32:00Z"),
    *("[" * 5_000, "{a=" * 900, "true", "[[1]]", "{}", '""', IDENTITY_NUMBER, "[1, 'a', {b=1}]"),
    *(f'["{IDENTITY_NUMBER}"]', f"[{IDENTITY_NUMBER}]", "'''x", "0b2", "1_000", "-0", "1e400"),
)
KEYS = (
    *("interval_weeks", "group_shape", "students", "periods", "scope", "attributes", "groups"),
    *(IDENTITY_NUMBER, f'"{IDENTITY_NUMBER}"', ".".join("abc" * 100), "[keep_apart]", '""'),
)


def worse_toml(random: Random) -> str:
    lines = RULES.splitlines()
    lines[random.randrange(len(lines))] = f"{random.choice(KEYS)} = {random.choice(VALUES)}"
    return "\n".join(lines)


ROOM = """\
name = "Rom 214"
front = "top"

map = \"\"\"
. . T T . . . D
a a . b b . c c
d' d' . e e . # V
\"\"\"
"""


def worse_room(random: Random) -> str:
    lines = ROOM.splitlines()
    key = random.choice(("name", "front", "map", *KEYS))
    lines[random.randrange(len(lines))] = f"{key} = {random.choice(VALUES)}"
    return "\n".join(lines)


MAKERS: dict[str, Callable[[Random], bytes]] = {
    "roster bytes": lambda random: worse_bytes(random, encoded(random, csv_of(ROWS, random))),
    "roster text": lambda random: encoded(random, worse_text(random, csv_of(ROWS, random))),
    "roster cells": lambda random: encoded(random, csv_of(worse_rows(random), random)),
    "roster xlsx": lambda random: worse_archive(random, xlsx(ROWS)),
    "roster xlsx cells": lambda random: xlsx(worse_rows(random)),
    "roster ods": lambda random: worse_archive(random, ods(ROWS)),
    "roster ods cells": lambda random: ods(xml_safe(worse_rows(random))),
    "roster xls": lambda random: worse_bytes(random, OLD_WORKBOOK),
    "roster oneroster 1.1": lambda random: worse_archive(random, ONE_ROSTER),
    "roster oneroster 1.2": lambda random: worse_archive(random, ONE_ROSTER_12),
    "roster noise": lambda random: random.randbytes(random.choice((0, 1, 3, 40, 4_000))),
    "rules text": lambda random: worse_text(random, RULES).encode("utf-8", "replace"),
    "rules values": lambda random: worse_toml(random).encode(),
    "rules bytes": lambda random: worse_bytes(random, RULES.encode()),
    "room text": lambda random: encoded(random, worse_text(random, ROOM)),
    "room values": lambda random: worse_room(random).encode(),
    "room bytes": lambda random: worse_bytes(random, ROOM.encode()),
    "plan text": lambda random: encoded(random, worse_text(random, PLAN)),
    "plan bytes": lambda random: worse_bytes(random, PLAN.encode()),
    "plan xlsx": lambda random: worse_archive(
        random, xlsx([line.split(",") for line in PLAN.splitlines()])
    ),
}


# --- the large ones


def sheet(body: str, shared: str = "") -> bytes:
    members = members_of(xlsx([["Navn"], ["Ida"]]))
    name = "xl/worksheets/sheet1.xml"
    before, _, rest = members[name].partition(b"<sheetData>")
    after = rest.partition(b"</sheetData>")[2]
    members[name] = before + f"<sheetData>{body}</sheetData>".encode() + after
    if shared:
        members["xl/sharedStrings.xml"] = f"<sst>{shared}</sst>".encode()
    return zipped(members)


def spreadsheet(rows: str, before: str = "") -> bytes:
    members = members_of(ods([["Navn"], ["Ida"]]))
    content = members["content.xml"].decode().replace("</table:table>", rows + "</table:table>")
    members["content.xml"] = (before + content).encode()
    return zipped(members)


def with_member(name: str, member: bytes) -> bytes:
    return zipped({**members_of(ONE_ROSTER), name: member})


def filled(size: int, part: bytes) -> bytes:
    return (part * (size // len(part) + 1))[:size]


def doctype() -> str:
    names = "abcdefghij"
    entities = "".join(
        f'<!ENTITY {name} "{10 * f"&{before};"}">' for before, name in pairwise(names)
    )
    return f'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">{entities}]>'


VALUE = 'office:value-type="float" office:value="1"'
TEXT_ROW = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>{}</text:p>'
    "</table:table-cell></table:table-row>"
)
MB = 1_000_000

LARGE: dict[str, Callable[[], Made]] = {
    "nothing": lambda: ("roster", b""),
    "a BOM": lambda: ("roster", b"\xef\xbb\xbf"),
    "a map of one desk": lambda: ("room", ROOM.encode()[:40] + filled(45_000, b"a") + b'\n"""'),
    "a map of marks": lambda: ("room", ROOM.encode()[:41] + filled(45_000, "\u0301".encode())),
    "a map of breaks": lambda: ("room", ROOM.encode()[:41] + filled(45_000, b"\\\n")),
    "half a BOM": lambda: ("rules", b"\xff\xfe\xff"),
    "more than is read": lambda: ("roster", filled(60 * MB, b"Ida Berg;8A\n")),
    "blank lines": lambda: ("roster", b"Navn\n" + filled(20 * MB - 9, b"\n")),
    "short lines": lambda: ("roster", filled(20 * MB, b"a\n")),
    "short lines of a plan": lambda: ("plan", filled(20 * MB, b"a\n")),
    "one line": lambda: ("roster", filled(20 * MB, b"a")),
    "one row": lambda: ("roster", filled(20 * MB, b";")),
    "one row of many lines": lambda: ("roster", filled(20 * MB, b'"a\n";')),
    "one quoted cell": lambda: ("roster", b'"' + filled(20 * MB - 1, b"ab\n")),
    "wide characters": lambda: ("roster", filled(20 * MB - 9, b"ab;cd\n") + "🦊".encode()),
    "UTF-16": lambda: ("roster", b"\xff\xfe" + filled(20 * MB - 2, "ab;c\n".encode("utf-16-le"))),
    "a wide row and many": lambda: ("roster", b"Navn" + b";1" * 190 + b"\n" + b"1\n" * 400_000),
    "a zip bomb": lambda: ("roster", with_member("orgs.csv", bytes(400 * MB))),
    "a zip bomb in a zip bomb": lambda: (
        "roster",
        with_member("orgs.csv", zipped({"a": zipped({"b": bytes(200 * MB)}) * 90})),
    ),
    "a crowd of members": lambda: ("roster", zipped({str(n): "" for n in range(60_000)})),
    "very many enrollments": lambda: (
        "roster",
        with_member("enrollments.csv", ENROLLMENTS.encode() + b"e,c1,s1,x,student,,,\n" * 300_000),
    ),
    "a cell far away": lambda: (
        "roster",
        sheet('<row r="9"><c s="1" r="XFD1048576"><v>1</v></c></row>'),
    ),
    "a far row of nameless cells": lambda: (
        "roster",
        sheet('<row r="1048576"><c><v>1</v></c></row>'),
    ),
    "a long text in many cells": lambda: (
        "roster",
        sheet(
            "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 50_000)),
            f"<si><t>{'a' * MB}</t></si>",
        ),
    ),
    "very many cells": lambda: (
        "roster",
        sheet(("<row>" + "<c><v>1</v></c>" * 150 + "</row>") * 2_000),
    ),
    "very many elements": lambda: ("roster", sheet("<a/>" * 3_000_000)),
    "deep XML": lambda: ("roster", sheet("<a>" * 3_000_000)),
    "a long attribute": lambda: ("roster", sheet(f'<row x="{"a" * 25 * MB}"/>')),
    "a billion laughs": lambda: ("roster", spreadsheet(TEXT_ROW.format("&j;"), doctype())),
    "rows and columns repeated": lambda: (
        "roster",
        spreadsheet(
            '<table:table-row table:number-rows-repeated="99999"><table:table-cell '
            f'table:number-columns-repeated="999" {VALUE}/></table:table-row>'
        ),
    ),
    "spaces repeated": lambda: (
        "roster",
        spreadsheet(TEXT_ROW.format('<text:s text:c="4000000000"/>')),
    ),
    "deep TOML": lambda: ("rules", b"a=" + b"[" * 200_000),
    "long keys of TOML": lambda: ("rules", b'["=".' + b"a." * 90_000 + b"b]\n" + b"a=1\n" * 9_000),
    "much TOML": lambda: ("rules", b"a=[" + b"1," * 200_000 + b"]"),
    "far too much TOML": lambda: ("rules", b"a=[" + b"1," * 900_000 + b"]"),
    "many tables of TOML": lambda: ("rules", b"[[keep_apart]]\n" * 20_000),
}


def all_malformed(count: int) -> Iterator[tuple[int, Made]]:
    for number in range(count):
        yield number, malformed(number)
