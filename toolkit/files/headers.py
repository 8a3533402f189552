"""What the headings of a class list mean, in the Nordic languages, German and English."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.names import normalised
from toolkit.people import did_you_mean


class Meaning(StrEnum):
    """What a column of a class list holds; the last two are the user's choice for the rest."""

    ID = "id"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    NAME = "name"
    CLASS = "class"
    YEAR = "year"
    PRIMARY_SCHOOL = "primary_school"
    GENDER = "gender"
    ATTRIBUTE = "attribute"
    LEFT_OUT = "left_out"

    @property
    def label(self) -> Message:
        """What the user calls it."""
        return _LABELS[self]


NAMES = frozenset({Meaning.NAME, Meaning.FIRST_NAME, Meaning.LAST_NAME})

_LABELS = {
    Meaning.ID: Message("Student id"),
    Meaning.FIRST_NAME: Message("First name"),
    Meaning.MIDDLE_NAME: Message("Middle name"),
    Meaning.LAST_NAME: Message("Last name"),
    Meaning.NAME: Message("Name"),
    Meaning.CLASS: Message("Class"),
    Meaning.YEAR: Message("Year level"),
    Meaning.PRIMARY_SCHOOL: Message("Primary school"),
    Meaning.GENDER: Message("Gender"),
    Meaning.ATTRIBUTE: Message("Keep as it is"),
    Meaning.LEFT_OUT: Message("Leave out"),
}

# The surest heading first: where two columns could mean the same, it wins.
_HEADINGS = {
    Meaning.ID: (
        *("id", "elevid", "elevnummer", "elevnr", "elevkode", "studentid", "studentnumber"),
        *("studentnr", "studentno", "pupilid", "sourcedid", "userid", "brukerid", "brukarid"),
        *("elevnumber", "schülerid", "schülernummer", "pupilnumber", "idnummer", "idnumber"),
    ),
    Meaning.FIRST_NAME: (
        *("firstname", "fornavn", "førenamn", "fornamn", "førenavn", "givenname"),
        *("fornavnogmellomnavn", "fornavnmellomnavn", "førenamnogmellomnamn", "førenamnmellomnamn"),
        *("førnamn", "förnamn", "fornavne", "fornavnene", "forename", "forenames", "firstnames"),
        *("givennames", "vorname", "vornamen", "rufname", "tilltalsnamn", "first", "given"),
        *("kallenavn", "kallenamn", "ønsketnavn", "ynsktnamn", "chosenname", "knownas"),
        *("firstmiddlename", "fornavnogmellemnavn", "fornavnmellemnavn", "förnamnochmellannamn"),
    ),
    Meaning.MIDDLE_NAME: (
        *("middlename", "middlenames", "mellomnavn", "mellomnamn", "mellemnavn", "mellannamn"),
        *("zweitername", "zweitname", "mellomnavnet", "middle", "middleinitial", "mi", "initial"),
        *("zweitervorname", "zweiterufname", "andrenavn", "andrenamn", "othernames", "2navn"),
    ),
    Meaning.LAST_NAME: (
        *("lastname", "etternavn", "etternamn", "surname", "familyname", "efternavn", "efternamn"),
        *("nachname", "familienname", "slektsnavn", "slektsnamn", "slægtsnavn", "släktnamn"),
        *("familienavn", "familjenamn", "zuname", "lastnames", "surnames", "last", "etternavnet"),
        *("tilnavn", "ættarnamn", "ættenavn"),
    ),
    Meaning.NAME: (
        *("name", "navn", "namn", "elevnavn", "elevnamn", "fulltnavn", "fulltnamn", "fullname"),
        *("studentname", "pupilname", "elevensnavn", "namnetpåeleven", "elev", "student", "pupil"),
        *("etternavnfornavn", "etternamnførenamn", "lastnamefirstname", "fornavnetternavn"),
        *("førenamnetternamn", "firstnamelastname", "elever", "elevar", "students", "pupils"),
        *("fornavnogetternavn", "førenamnogetternamn", "etternavnogfornavn", "fornavnefternavn"),
        *("förnamnefternamn", "förnamnochefternamn", "efternamnförnamn", "efternavnfornavn"),
        *("lastfirst", "firstlast", "surnameforename", "surnamefirstname", "nachnamevorname"),
        *("vornamenachname", "vornameundnachname", "firstandlastname", "heltnavn", "heiltnamn"),
        *("fuldtnavn", "fuldenavn", "fullständigtnamn", "helanamnet", "vollständigername"),
        *("displayname", "visningsnavn", "visingsnamn"),
        *("visningsnamn", "elevensnamn", "elevernavn"),
        *("elevnavne", "schüler", "schülerin", "schülerinnen", "schülername", "navnet", "namnet"),
        *("learner", "learnername", "navnpåelev", "namnpåelev", "dittnavn", "dittnamn", "yourname"),
        *("hvaheterdu", "kvaheiterdu", "kvaheitardu", "vadheterdu", "hvadhedderdu", "navnetditt"),
        *("hvaernavnetditt", "kvaernamnetditt", "whatisyourname", "skrivnavnetditt", "wieheißtdu"),
    ),
    Meaning.CLASS: (
        *("class", "klasse", "schoolclass", "classname", "klassenavn", "klassenamn", "basisgruppe"),
        *("basisgruppenavn", "basisgruppenamn", "homeroom", "klass", "klassen", "studentclass"),
        *("pupilclass", "elevklasse", "klassekode"),
        *("klassebetegnelse", "klassegruppe", "stamklasse"),
        *("basisgrupper", "klassenname", "klassbeteckning", "formclass", "formgroup", "tutorgroup"),
        *("registrationgroup", "reggroup", "homeclass", "classgroup", "classsection", "classcode"),
        *("hvilkenklassegårdui", "kvaklassegårdui", "kvaforklassegårdui", "vilkenklassgårdui"),
        *("whichclassareyouin", "whatclassareyouin", "whichclassdoyougoto", "hvilkenklasseerdui"),
        *("kvaklasseerdui", "kvaforklasseerdui", "hvilkenklassegårdupå", "hvaklassegårdui"),
        *("hvilkenklasse", "kvaklasse", "kvaforklasse", "whichclass", "klassendin", "klassadi"),
        *("dinklasse", "minklasse", "yourclass", "myclass", "velgklasse", "velklasse"),
        *("velgklassendin", "velklassadi", "chooseyourclass", "selectyourclass", "selectclass"),
        *("kontaktgruppe", "kontaktlærergruppe", "stamgruppe"),
        *("gruppe", "gruppenavn", "gruppenamn"),
        *("group", "section", "sections", "groups", "grupper", "grupp", "hold", "groupname"),
    ),
    Meaning.YEAR: (
        *("trinn", "årstrinn", "klassetrinn", "klassesteg", "steg", "årssteg", "årskurs", "årgang"),
        *("årskull", "yeargroup", "year", "grade", "gradelevel", "yearlevel", "klassetrin", "trin"),
        *("jahrgang", "jahrgangsstufe", "klassenstufe", "stufe", "årsteg"),
    ),
    Meaning.PRIMARY_SCHOOL: (
        *("primaryschool", "barneskole", "barneskule", "avgiverskole", "avgjevarskule"),
        *("elementaryschool", "feederschool", "previousschool", "grundschule", "avgivendeskole"),
        *("tidligereskole", "tidlegareskule"),
        *("hvilkenbarneskolegikkdupå", "kvabarneskulegjekkdupå"),
    ),
    Meaning.GENDER: ("gender", "kjønn", "kjonn", "sex", "køn", "kön", "geschlecht"),
}
_WHOSE = re.compile(
    r"(?:eleven[es]?s?|elev|students?|pupils?|schülers?|deltakers?|preferred|legal|official)(?=.)"
    r"|(?<=.)(?:på|til|for)(?:eleve?n?|barnet)$"
)
_FOUND = {
    "".join(filter(str.isalnum, heading.casefold())): (meaning, rank)
    for meaning, headings in _HEADINGS.items()
    for rank, heading in enumerate(headings)
}


def meaning_of(heading: str) -> Meaning | None:
    """What a heading means, however it is cased and hyphenated; None where it is unknown.

    A year means something beside a class only, and so is unknown by itself.
    """
    found = _found(heading)
    return found[0] if found and found[0] is not Meaning.YEAR else None


def _found(heading: str) -> tuple[Meaning, int] | None:
    plain = _plain(heading)
    # "Elevens fornavn", "Student first name"
    return _FOUND.get(plain) or _FOUND.get(_WHOSE.sub("", plain))


def headings_of(attribute: str) -> tuple[str, ...]:
    """What else an attribute may be called, in any language; nothing for the user's own."""
    return _HEADINGS.get(Meaning(attribute), ()) if attribute in set(Meaning) else ()


def attribute_called(word: str, attributes: Iterable[str]) -> str:
    """The one of these attributes that a word means: its name, or what a column of it is called.

    Raises ``InputError`` where there is none, with those that may have been meant.
    """
    known = {normalised(name): name for name in attributes}
    meaning = meaning_of(word)
    if meaning in (Meaning.PRIMARY_SCHOOL, Meaning.GENDER) and meaning.value in known:
        return meaning.value
    if normalised(word) in known:
        return known[normalised(word)]
    names = [each for name in known.values() for each in (name, *headings_of(name))]
    raise InputError(unknown_attribute(word, zip(names, names, strict=True)))


def unknown_attribute(word: str, known: Iterable[tuple[str, str]]) -> Message:
    """That there is no such column; ``known`` as ``did_you_mean`` has it."""
    return did_you_mean(Message("The class list has no column {word}.", word=word), word, known)


def meanings_of(headings: Sequence[str]) -> dict[str, Meaning]:
    """The meaning of each heading, no meaning twice; what is unknown is an attribute.

    Whether a year is part of what the class is called shows in the cells.
    """
    best: dict[Meaning, tuple[int, str]] = {}
    for heading in headings:
        if found := _found(heading):
            meaning, rank = found
            best[meaning] = min(best.get(meaning, (rank, heading)), (rank, heading), key=_rank)
    if Meaning.NAME in best and Meaning.LAST_NAME in best and Meaning.FIRST_NAME not in best:
        best[Meaning.FIRST_NAME] = best.pop(Meaning.NAME)  # "Navn, Etternavn"
    if not {Meaning.FIRST_NAME, Meaning.LAST_NAME} & best.keys():
        best.pop(Meaning.MIDDLE_NAME, None)
    of_heading = {heading: meaning for meaning, (_, heading) in best.items()}
    return {heading: of_heading.get(heading, Meaning.ATTRIBUTE) for heading in headings}


def _rank(ranked: tuple[int, str]) -> int:
    return ranked[0]


def _plain(heading: str) -> str:
    return "".join(filter(str.isalnum, normalised(heading)))
