"""Files as the world makes them, built for the tests."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

import xlsxwriter

from toolkit.errors import InputError
from toolkit.files.rosters import read_roster
from toolkit.files.sources import Source
from toolkit.people import Roster

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://x","y")',
    '"; DROP TABLE students; --',
    "Robert'); --",
    "+47 a",
    "@SUM(A1)",
    "Ida\\u0000 {name} %s",
    "O'Brien 🦊",
)

# Made up: their check digits are right, but nobody has them. 40 is added to a D-number's
# day and an H-number's month, 80 to the month of a synthetic person.
IDENTITY_NUMBER = "15108695088"

ABSENT = ("academicSessions", "classes", "demographics", "enrollments", "orgs", "results", "users")

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def roster_of(content: bytes | str, name: str = "class.csv", **options: object) -> Roster:
    content = content.encode() if isinstance(content, str) else content
    return read_roster(Source(name, content), **options)


def error_of(content: bytes | str, name: str = "class.csv") -> InputError:
    try:
        found = roster_of(content, name)
    except InputError as error:
        return error
    raise AssertionError(f"read as {found}")


def xlsx(*sheets: Sequence[Sequence[object]], hidden: int = 0) -> bytes:
    """A workbook; the first ``hidden`` sheets are hidden."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        made = []
        for rows in sheets:
            sheet = workbook.add_worksheet()
            made.append(sheet)
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value)
                    else:
                        sheet.write(row, column, value)
        for sheet in made[:hidden]:
            made[-1].activate()
            sheet.hide()
    return content.getvalue()


def ods(rows: Iterable[Iterable[str]], *, encrypted: bool = False) -> bytes:
    table = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(cell)}</text:p></table:table-cell>"
            for cell in cells
        )
        + "</table:table-row>"
        for cells in rows
    )
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    content = (
        f'<office:document-content xmlns:office="{office}" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Ark">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    lock = "<manifest:encryption-data/>" if encrypted else ""
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        f"{lock}</manifest:file-entry></manifest:manifest>"
    )
    return zipped({"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest})


def oneroster(version: str = "1.1", **tables: str | bytes) -> bytes:
    """An export whose manifest lists its tables, and those that it may lack as absent."""
    states = {table: "bulk" if table in tables else "absent" for table in (*tables, *ABSENT)}
    manifest = f"propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,{version}\r\n"
    manifest += "".join(f"file.{table},{state}\r\n" for table, state in states.items())
    members = {"manifest": manifest, **tables}
    return zipped({f"{table}.csv": text for table, text in members.items()})


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()
