"""What form tools export, as real ones do, with what nobody may keep of it."""

import csv
import io
from collections.abc import Sequence

from xlsxwriter import Workbook

from toolkit.files.evaluation_forms import shipped_form
from toolkit.files.sources import Source
from toolkit.messages import Language

FORM = shipped_form()
START, OUTSIDE = FORM.items[:2]
PRIVATE = ("Kari Zz-Hemmelig", "zz-hemmelig@skolen.example", "Ola Zz-Hemmelig er dum")
ANSWERS = (("8A", 0, 1), ("8A", 1, 4), ("8B", 2, None))  # class, first answer, second answer


def as_csv(rows: Sequence[Sequence[str]], delimiter: str = ",") -> Source:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    return Source("svar.csv", text.getvalue().encode("utf-8-sig"))


def as_workbook(rows: Sequence[Sequence[str]]) -> Source:
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Form1")
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return Source("svar.xlsx", content.getvalue())


def label(item: int, answer: int | None, language: Language) -> str:
    return "" if answer is None else FORM.items[item].answers[answer].label(language)


def microsoft(language: Language) -> Source:
    heading = ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-post", "Navn", "Klasse"]
    heading += [START.text(language), OUTSIDE.text(language), "Noe mer du vil si?"]
    rows = [
        [
            *("1", "2027-05-03 10:00", "2027-05-03 10:01", PRIVATE[1], PRIVATE[0], school_class),
            *(label(0, one, language), label(1, two, language), PRIVATE[2]),
        ]
        for school_class, one, two in ANSWERS
    ]
    return as_workbook([heading, *rows])


def google(language: Language) -> Source:
    heading = ["Tidsmerke", "Brukernavn", "Klasse"]
    heading += [f"Hva mener du? [{item.text(language)}]" for item in (START, OUTSIDE)]
    rows = [
        [
            *("2027/05/03 10:00:00 AM CET", PRIVATE[1], school_class),
            *(label(0, one, language), label(1, two, language)),
        ]
        for school_class, one, two in ANSWERS
    ]
    return as_csv([heading, *rows])


def nettskjema(language: Language) -> Source:
    heading = ["$submission_id", "$created", "$answer_time_ms", "$email", "Noe mer?", "Klasse"]
    heading += [f"Hva mener du.{item.text(language)}" for item in (START, OUTSIDE)]
    rows = [
        [
            *("4711", "2027-05-03T10:00:00", "61000", PRIVATE[1], PRIVATE[2], school_class),
            *(label(0, one, language) or "-1", label(1, two, language) or "-1"),
        ]
        for school_class, one, two in ANSWERS
    ]
    return as_csv([heading, *rows, *[[]]], ";")


def limesurvey(language: Language) -> Source:
    heading = [
        "id. Svar-ID",
        "submitdate. Dato",
        "ipaddr. IP-adresse",
        "G1Q0. Navn",
        "G1Q3. Klasse",
    ]
    heading += [f"G1Q1[SQ1]. Hva mener du? [{START.text(language)}]"]
    heading += [f"G1Q2. <p>{OUTSIDE.text(language)}&nbsp;</p>"]
    rows = [
        [
            *("1", "2027-05-03", "10.0.0.1", PRIVATE[0], school_class),
            *(label(0, one, language), label(1, two, language) or "N/A"),
        ]
        for school_class, one, two in ANSWERS
    ]
    return as_csv([heading, *rows])


TOOLS = (microsoft, google, nettskjema, limesurvey)
UNKEPT = (
    "Hemmelig",
    "hemmelig",
    "er dum",
    "2027-05",
    "2027/05",
    "10:00",
    "10.0.0.1",
    "4711",
    "61000",
)
"""Parts of names, addresses, times, free text and numbers of those who answered."""
