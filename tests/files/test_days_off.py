"""Days off as schools print them: what each line is understood as, and what is asked about."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.calendar.year import school_year
from toolkit.errors import InputError
from toolkit.files.days_off import read_days_off
from toolkit.files.school_days.read import DaysOffRead, Said
from toolkit.files.sources import Source

YEAR = ("2026-08-17", "2027-06-18")
AUTUMN = ["09-28..10-02"]


def read(text: str, name: str = "") -> DaysOffRead:
    return read_days_off(Source(name, text.encode()), *YEAR)


def spans(found: DaysOffRead) -> list[str]:
    """The days off that are in the school year, short: 09-28..10-02, 05-14."""
    return [
        f"{one.first:%m-%d}" if one.first == one.last else f"{one.first:%m-%d}..{one.last:%m-%d}"
        for one in found.days_off
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # the front door's own
        ("Høstferie uke 40", AUTUMN),
        ("21.12–3.1 juleferie", ["12-21..01-03"]),
        ("14. mai fri", ["05-14"]),
        ("Vinterferie: 22.–26. februar", ["02-22..02-26"]),
        # weeks
        ("Haustferie veke 40", AUTUMN),
        ("Uke 40: Høstferie", AUTUMN),
        ("uke 40 høstferie", AUTUMN),
        ("Høstferie (uke 40)", AUTUMN),
        ("Høstferie uke 40 (28. september – 2. oktober)", AUTUMN),
        ("Høstferie: 28.09.–02.10. (uke 40)", AUTUMN),
        ("Høstferie, uke 40, mandag 28. september - fredag 2. oktober", AUTUMN),
        ("Juleferie uke 52 og 53", ["12-21..12-25", "12-28..01-01"]),
        ("Juleferie uke 52-53", ["12-21..01-01"]),
        ("Juleferie uke 53 - uke 1", ["12-28..01-08"]),
        ("Autumn break: week 40", AUTUMN),
        ("Høstferie i uke 40 og vinterferie i uke 8", ["09-28..10-02", "02-22..02-26"]),
        ("Høstferie uke 40, vinterferie uke 8", ["09-28..10-02", "02-22..02-26"]),
        ("Høstferie uke 40. Vinterferie uke 8.", ["09-28..10-02", "02-22..02-26"]),
        ("Planleggingsdag mandag uke 47", ["11-16"]),
        ("Fri torsdag og fredag i uke 45", ["11-05", "11-06"]),
        ("Elevfri onsdag–fredag uke 45", ["11-04..11-06"]),
        ("Vinterferie veke 8, 2027", ["02-22..02-26"]),
        # ranges
        ("Juleferie 21. desember – 3. januar", ["12-21..01-03"]),
        ("Juleferie: 21. desember 2026 – 3. januar 2027", ["12-21..01-03"]),
        ("Juleferie 21. desember - 3. januar 2027", ["12-21..01-03"]),
        ("Juleferie 21.12.2026-03.01.2027", ["12-21..01-03"]),
        ("Juleferie 21.12.26 – 3.1.27", ["12-21..01-03"]),
        ("Juleferie f.o.m. 21. desember t.o.m. 3. januar", ["12-21..01-03"]),
        ("Juleferie fom 21.12 tom 03.01", ["12-21..01-03"]),
        ("Juleferie fra og med mandag 21. desember til og med søndag 3. januar", ["12-21..01-03"]),
        ("Juleferie frå og med måndag 21. desember til og med sundag 3. januar", ["12-21..01-03"]),
        ("Jul: 21/12 - 3/1", ["12-21..01-03"]),
        ("2026-12-21 – 2027-01-03 juleferie", ["12-21..01-03"]),
        ("Påskeferie 22. mars - 29. mars", ["03-22..03-29"]),
        ("Påske: mandag 22. mars til og med mandag 29. mars", ["03-22..03-29"]),
        ("Påskeferie 22.-29.3.", ["03-22..03-29"]),
        ("Mandag 22. – fredag 26. februar: Vinterferie", ["02-22..02-26"]),
        ("22.02 - 26.02 Vinterferie", ["02-22..02-26"]),
        ("22-26 February: Winter break", ["02-22..02-26"]),
        ("Winter break: Mon 22 Feb – Fri 26 Feb", ["02-22..02-26"]),
        ("Fri: uke 45 samt 7. mai", ["11-02..11-06", "05-07"]),
        ("Elevfri: ma 16.11, ti 17.11", ["11-16", "11-17"]),
        ("Winter holiday February 22-26, 2027", ["02-22..02-26"]),
        ("Christmas holiday: Monday 21 December to Sunday 3 January", ["12-21..01-03"]),
        ("Vinterferie 22. februar—26. februar", ["02-22..02-26"]),
        ("•\tVinterferie\t22.02.2027–26.02.2027", ["02-22..02-26"]),
        ("| Vinterferie | 22. – 26. februar |", ["02-22..02-26"]),
        # single days
        ("mandag 5. oktober: planleggingsdag", ["10-05"]),
        ("fredag 14. mai (inneklemt)", ["05-14"]),
        ("fredag 7. mai (inneklemt)", ["05-07"]),
        ("Fri fredag den 7. mai", ["05-07"]),
        ("fre. 7.5. fri", ["05-07"]),
        ("7/5 elevfri", ["05-07"]),
        ("7/5-27 elevfri", ["05-07"]),
        ("Planleggingsdag (Elevfri, SFO stengt) 16.11", ["11-16"]),
        ("16. november: Planleggingsdag for lærere, fri for elevane", ["11-16"]),
        ("Planleggjingsdag måndag 16. november", ["11-16"]),
        ("tysdag 17. november – planleggjingsdag", ["11-17"]),
        ("Staff planning day: 16 November", ["11-16"]),
        ("Friday 7 May: day off", ["05-07"]),
        ("November 16th: no school", ["11-16"]),
        ("Planleggingsdager: 16. november, 4. januar og 18. mai", ["11-16", "01-04", "05-18"]),
        ("Fridager: 2. og 3. november", ["11-02", "11-03"]),
        ("Fri: 21., 22. og 23. desember", ["12-21", "12-22", "12-23"]),
        ("1. mai: Arbeidernes dag", ["05-01"]),
        ("17. mai Grunnlovsdag", ["05-17"]),
        ("Kristi himmelfartsdag torsdag 6. mai", ["05-06"]),
        ("2. pinsedag 17. mai", ["05-17"]),
        ("Skjærtorsdag 25. mars", ["03-25"]),
        ("14. mai", ["05-14"]),
        ("Oktober: 5.–9. høstferie", ["10-05..10-09"]),
        ("Oktober 5.–9. høstferie", ["10-05..10-09"]),
        ("November: 16. planleggingsdag", ["11-16"]),
        ("Sommerferie fra og med 18. juni", ["06-18"]),
        ("Påskeferie: 22. mars t.o.m. 2. påskedag mandag 29. mars", ["03-22..03-29"]),
        ("Påskeferie 22. mars – 2. påskedag (29. mars)", ["03-22..03-29"]),
        ("Planleggingsdag nr. 4: 16. november", ["11-16"]),
        # numbers behind a word for staff or students are days where more days follow
        ("Planleggingsdagar for lærarane: 12., 13. og 14. oktober", ["10-12", "10-13", "10-14"]),
        ("Studiedager lærere: 5., 6. november", ["11-05", "11-06"]),
        ("Studiedager for ansatte: 5, 6 og 9 november", ["11-05", "11-06", "11-09"]),
        ("Studiedag for tilsette 5. november", ["11-05"]),
        ("Fri for elever: 5.–6. november", ["11-05..11-06"]),
        ("Elever: 5. og 6. november fri", ["11-05", "11-06"]),
        ("Fri, ingen skoledag: 5., 6. november", ["11-05", "11-06"]),
        # weeks in short, and the day they begin
        ("Haustferie v. 41", ["10-05..10-09"]),
        ("Høstferie u41", ["10-05..10-09"]),
        ("Høstferie uke41", ["10-05..10-09"]),
        ("vinterferie uke 8 (fra og med mandag 22.02)", ["02-22..02-26"]),
        ("Vinterferie veke 8 frå onsdag 24.02", ["02-24..02-26"]),
        ("Fri uke 8 fra og med onsdag 24. februar", ["02-24..02-26"]),
        ("Jolefri 21.12–3.1", ["12-21..01-03"]),
        ("Sommarferie frå 18. juni", ["06-18"]),
        ("Sommerferien starter 19. juni", []),
        ("Sommerferie 19. juni – 16. august", []),
    ],
)
def test_a_line_is_understood(line: str, expected: list[str]) -> None:
    found = spans(read(f"{line}\nFri 4. juni"))
    found.remove("06-04")
    assert [one for one in found if one < "06-19" or one > "08-16"] == expected


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Høstferie", "There is no date beside this"),
        ("fri en gang i mai", "There is no date|not understood"),
        ("32. mai fri", "no such day as 32.5"),
        ("30. februar fri", "no such day as 30.2"),
        ("45.13 fri", "no such day"),
        ("29. februar fri", "no such day as 29.2"),
        ("Fri 29.2.–1.3.", "no such day as 29.2"),
        ("Juleferie etter skoletid 18. desember til 4. januar", "part of the day"),
        ("Juleferie frå etter siste time 18.12. til 3.1.", "part of the day"),
        ("Høstferie uke 54", "There is no week 54"),
        ("Høstferie 40", "Which month is 40|not understood"),
        ("mandag 4. oktober fri", "is a Sunday, and here it says Monday"),
        ("tirsdag 14. mai fri", "is a Friday, and here it says Tuesday"),
        ("mandag 22. mars – mandag 30. mars påskeferie", "is a Tuesday, and here it says Monday"),
        ("26.–22. februar vinterferie", "ends before it begins"),
        ("Juleferie 3.1–21.12", "ends before it begins"),
        ("Skolen stengt 17.8.2026–18.6.2027", "to the last there are 305"),
        ("Juleferie fra 21. desember", "When does this end"),
        ("Høstferie 28. september, 2. oktober", "two days, or the first and the last"),
        ("Høstferie 28.09.2026 02.10.2026", "two days, or the first and the last"),
        ("Høstferie;28.09.2026;02.10.2026", "two days, or the first and the last"),
        ("Høstferie uke 40/41", "Which month is 41"),
        ("Høstferie uke 40 (5.–9. oktober)", "not in the week that is printed"),
        ("Fri for 10. trinn 5. mai", "only for some years"),
        ("Fri fra kl. 12 fredag 7. mai", "part of the day"),
        ("Krokodille 5. mai", "Is there school on these days"),
        ("SFO-planleggingsdag 16. november", "Is there school on these days"),
        ("SFO stengt 16. november", "Is there school on these days"),
        ("bla bla bla", "not understood"),
        ("Fri 14. mai 2031", "is not in the school year"),
        ("Skolerute 2025–2026", "This is of 2025-2026"),
        ("5. fri", "Which month is 5"),
        ("August: 11", "a day, or a number of school days"),
        ("Juleferie 21. desember", "When does this end"),
        ("Juleferien starter 21. desember", "When does this end"),
        ("Påskeferie 22. mars t.o.m. 2. påskedag", "When does this end"),
        ("Ring oss på 99887766", "not understood"),
    ],
)
def test_what_is_not_understood_names_the_line_and_what_to_write(line: str, words: str) -> None:
    found = read(f"Fri 14. mai\n\n{line}\n", "dager.txt")
    with pytest.raises(InputError, match=words) as raised:
        _ = found.days_off
    assert raised.value.spot is not None
    assert (raised.value.spot.file, raised.value.spot.line) == ("dager.txt", 3)


@pytest.mark.parametrize(
    "line",
    [
        "Skolerute 2026–2027",
        "Skulerute for skuleåret 2026/27",
        "Ferie og fridager 2026/2027",
        "Lia ungdomsskole",
        "Lia kommune",
        "August 2026",
        "Høsten 2026",
        "1. halvår",
        "Dato\tMerknad",
        "Med forbehold om endringer",
        "# hva som helst 99",
        "Foreldremøte 3. september kl. 18",
        "Skidag 12. februar",
        "Juleavslutning torsdag 17. desember",
        "Heldagsprøve i norsk 4. mai",
        "Første skoledag mandag 17. august",
        "Siste skoledag: fredag 18. juni 2027",
        "Skolen starter mandag 17. august kl. 08.30",
    ],
)
def test_what_is_no_day_off_is_understood_as_that(line: str) -> None:
    found = read(f"{line}\nFri 14. mai")
    assert spans(found) == ["05-14"]


def test_names_and_months_above_hold_for_the_days_below() -> None:
    found = read(
        "Høstferie\nUke 40\n\nPlanleggingsdager:\n16. november\n4. januar\n"
        "Februar\n22.–26. vinterferie\nMai 2027\nFredag 7.: fri"
    )
    assert spans(found) == ["09-28..10-02", "11-16", "01-04", "02-22..02-26", "05-07"]
    names = [one.name for one in found.days_off]
    assert names == ["Høstferie", "Planleggingsdager", "Planleggingsdager", "vinterferie", "fri"]


def test_a_name_without_days_below_it_is_asked_about() -> None:
    found = read("Høstferie\nVinterferie uke 8")
    (line,) = found.unclear
    assert (line.text, line.spot.line) == ("Høstferie", 1)
    with pytest.raises(InputError, match="There is no date"):
        _ = found.days_off


def test_the_first_and_the_last_day_leave_the_days_outside_them_off() -> None:
    found = read("Skolestart: 19. august\nSiste skoledag 16. juni")
    assert spans(found) == ["08-17..08-18", "06-17..06-18"]


def test_between_the_last_day_before_a_break_and_the_first_after_it_there_is_no_school() -> None:
    found = read(
        "Siste skoledag før jul: fredag 18. desember\nFørste skoledag etter jul: mandag 4. januar"
    )
    assert spans(found) == ["12-19..01-03"]


def test_a_first_day_after_a_break_must_have_one_before_it() -> None:
    found = read("Høstferie uke 40\nFørste skoledag etter høstferien: mandag 5. oktober")
    assert spans(found) == AUTUMN
    with pytest.raises(InputError, match="the days before it are school days"):
        _ = read("Skolen begynner igjen mandag 12. oktober").days_off
    with pytest.raises(InputError, match="and elsewhere it is a day off"):
        _ = read("Høstferie uke 40\nFørste skoledag etter ferien: 2. oktober").days_off


COUNTED = """Skolerute 2026–2027
Høstferie uke 40
Juleferie 21.12–3.1
{line}
"""


@pytest.mark.parametrize(
    "line",
    [
        "August 11 skoledager",
        "August: 11 dager",
        "August (11 skoledager)",
        "11 skoledager i august",
        "Skuledagar i august: 11",
        "Antall skoledager: august 11, september 19, oktober 20",
        "Skoledager\nAugust 11\nSeptember 19",
        "August\n11 skoledager",
        "Oktober 20 elevdager",
        "Sum 200 skoledager",
        "Sum: 200",
        "Totalt 200 skoledager for elevene, 206 dager for lærere",
        "August 11 school days",
        "Tal skuledagar: august 11, september 19",
        "Antall skoledager høst: 85 vår: 115 sum: 200",
        "200 elevdager, 206 lærerdager (38 uker)",
    ],
)
def test_printed_counts_are_held_against_the_calendar(line: str) -> None:
    found = read(COUNTED.format(line=line))
    calendar = school_year(*YEAR, days_off=found.days_off)
    assert any(one.counts for one in found.lines)
    assert found.differing(calendar) == ()
    wrong = line.replace("11", "12").replace("200", "199").replace("Oktober 20", "Oktober 19")
    assert read(COUNTED.format(line=wrong)).differing(calendar) != ()


def test_a_count_beside_its_days() -> None:
    found = read(
        "August: skolestart 17. august. 11 skoledager\nOktober: 5.–9. høstferie, 17 skoledager"
    )
    assert spans(found) == ["10-05..10-09"]
    assert [count.days for one in found.lines for count in one.counts] == [11, 17]


def test_a_file_of_another_year_is_told() -> None:
    text = "Høstferie 29. september 1925 – 3. oktober 2025"
    with pytest.raises(InputError, match="not in the school year"):
        _ = read(text).days_off


def test_windows_1252_and_a_bom_are_read() -> None:
    text = "Høstferie uke 40 – påske: 22.–29. mars"
    for content in (text.encode("cp1252"), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        found = read_days_off(Source("dager.txt", content), *YEAR)
        assert spans(found) == ["09-28..10-02", "03-22..03-29"]


def test_what_is_said_of_each_line() -> None:
    found = read("Skolerute\nHøstferie uke 40\nForeldremøte 3. september\nAugust 11 skoledager")
    assert [one.said for one in found.lines] == [Said.HEADING, Said.OFF, Said.EVENT, Said.COUNT]
    assert found.events[0].days[0].first == date(2026, 9, 3)
    assert timedelta(days=4) == found.days_off[0].last - found.days_off[0].first


PIECES = st.sampled_from(
    [
        *("høstferie", "fri", "uke", "40", "53", "5.", "31.", "5.10", "31.2", "2026", "2031-01-01"),
        *(
            "oktober",
            "mai",
            "mandag",
            "fredag",
            "-",
            "–",
            "til",
            "fra",
            "og",
            ",",
            ";",
            ".",
            "(",
            ")",
        ),
        *(
            "f.o.m.",
            "t.o.m.",
            "skoledager",
            "siste skoledag",
            "første",
            "før",
            "etter",
            "jul",
            "sum",
        ),
        *("10. trinn", "kl. 12", "\t", "\n", "#", "\u2028", "0", "99999", "İ", "ſ", "é"),
    ]
)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=40))
def test_whatever_is_written_there_is_an_answer_in_words(text: str) -> None:
    try:
        found = read(f"{text}\nFri 14. mai")
    except InputError:
        return  # it is no text at all
    for line in found.lines:
        assert (line.problem is None) == (line.said is not Said.UNCLEAR)
    school_year(*YEAR, days_off=[day for day in found.understood if day.last.year < 2027])
