"""What the words beside a date say: days off, a day with school, or something else at school."""

import re

from toolkit.files.school_days.read import Said

_SCHOOL = r"(?:skole|skule|elev)"
_SUBJECTS = (
    r"(?:skole\w*|skule\w*|elev\w*|undervisning\w*|school|term|classes|lessons|semester\w*"
    r"|halvår\w*|students|pupils)"
)
_FIRST = re.compile(
    rf"\b{_SCHOOL}(?:start|oppstart)\w*|\boppstart\b|\bstudiestart\b"
    rf"|\b(?:første|fyrste|first)\s+(?:{_SCHOOL}\s*|school\s*)?da(?:g|y)\w*"
    rf"|\b{_SUBJECTS}\s+(?:\w+\s+){{0,2}}?"
    r"(?:startar?|starter|begynner|byrjar?|starts?|begins?|resumes?|returns?|reopens|opens|opnar|åpner|møter)\b"
    r"|\b(?:startar?|starter|begynner|byrjar|møter|oppmøte)\s+(?:igjen|att|opp)\b"
    r"|\bback to school\b|\btilbake (?:på|til) (?:skolen|skulen)\b"
)
_LAST = re.compile(
    rf"\b{_SCHOOL}(?:slutt|avslutning|avslutting)\w*"
    rf"|\bsiste\s+(?:{_SCHOOL}\s*)?dag\w*|^siste$|\blast\s+(?:school\s*)?day\w*"
    rf"|\b{_SUBJECTS}\s+(?:\w+\s+){{0,2}}?(?:slutter|sluttar|avsluttes|ends?|finishes)\b"
    r"|^(?:og )?(?:slutter|sluttar|ends)$"
)
_AGAIN = re.compile(r"\b(?:etter|after|igjen|att|again|resumes?|reopens|tilbake|back)\b")
_BEFORE = re.compile(r"\b(?:før|føre|innan|before)\b")
_SURELY_OFF = re.compile(
    r"\b(?:skole|skule|elev|elever|undervisnings|undervisings|jule|jole|påske|høst|haust|vinter)?"
    r"fri(?:dag(?:er|ar|en|ene|ane)?|e|tt)?\b"
    r"|\b(?:skole|skule|elev)?(?:planleggings|planleggjings|plan|studie|kurs)"
    r"dag(?:er|ar|en|ene|ane)?\b"
    r"|\bin+eklem(?:t|te|d|de)\b|\bin+eklemt\w*|\bin+klemt\w*|\bsteng(?:t|te|d|de)\b"
    r"|\bavspasering\w*|\bplanleg(?:ging|gjing)\b"
    r"|\b(?:ingen|inga|ikke|ikkje)\s+(?:skole|skule|undervisning|undervising)\w*"
    r"|\bclosed\b|\bno school\b|\bdays? off\b|\boff\b|\binset\b"
    r"|\b(?:planning|staff|teacher|teachers|training)(?: training| planning| work)? days?\b"
)
_OFF = re.compile(
    r"\b\w*ferie(?:r|n|ne|ane|fri|uke|veke|dag|dager|dagar)?\b"
    r"|\bholidays?\b|\bbreak\b|\bhalf-?\s?term\b"
    r"|\bvacations?\b|\brecess\b|\bhelligdag\w*|\bheilagdag\w*|\bhø[yg]+tidsdag\w*|\bhøgtidsdag\w*"
    r"|\blangfredag\w*|\bskjærtorsdag\w*|\bskirtorsdag\w*"
    r"|\bpåsk(?:e|en|a|edag|eaften|eaftan|edagen|eveke|eveka|euke|euka)\b"
    r"|\bpalmesøndag\b|\bpalmesundag\b"
    r"|\bpins(?:e|en|a|edag|edagen|eaften)\b|\b(?:kristi\s+)?himmelfart\w*|\bkristi himmel\w*"
    r"|\bgrunnlovsdag\w*|\bgrunnlovdag\w*|\bnasjonaldag\w*|\barbeid\w* dag\b|\bmaidag\b"
    r"|\bj[ou]l(?:a|en)?\b|\bjuledag(?:en)?\b|\bjula?ften\b|\bjulea?ften\b|\bjulaftan\b|\bromjul\w*"
    r"|\bnyttår\w*|\bchristmas\b|\beaster\b|\bwhit\w*|\bgood\b|\bmaundy\b|\bascension\b"
    r"|\blabou?r\b|\bconstitution\b|\bnew year\w*|\bpentecost\b"
)
_NOT_OFF = re.compile(
    r"\b(?:ikke|ikkje|not|ingen)\s+(?:fri|ferie|off|elevfri|skolefri|skulefri)\b"
    r"|\b(?:vanlig|vanleg|ordinær|normal)\w*\s+(?:skole|skule|undervisning|undervising|dag|school)\w*"
    r"|\bsom (?:vanlig|vanleg|normalt)\b"
)
_EVENT = re.compile(
    r"\b\w*(?:møte|møter|samtale\w*|samtaler|eksamen\w*|prøve|prøver|prøven|tentamen|konsert\w*"
    r"|forestilling\w*|framsyning\w*|avslutning|avslutting|fotografering|foto|vaksin\w*|leirskole"
    r"|leirskule|besøk|karneval|gudstjeneste|gudsteneste|basar|dugnad|verksted|frokost|frukost|ball"
    r"|turnering|ekskursjon|frist|konferansetime\w*|tur|fest|cup|skoledag|skuledag)\b"
    r"|\b(?:ski|idretts|aktivitets|aktivitet|tur|fag|tema|frilufts|uteskole|miljø|bade)dag(?:en|er|ar)?\b"
    r"|\b(?:ope[nt]*|åpe[nt]*|åpne|opne)\s+(?:dag|skole|skule|hus)\b|\bprosjektuke\b|\btemauke\b"
    r"|\bprosjektveke\b|\btemaveke\b|\belevråd\w*|\bfau\b|\bkonsert\w*|\bconcert\b|\bmeetings?\b"
    r"|\bexams?\b|\btests?\b|\bphoto\w*|\btrip\b|\bsports day\b|\bopen day\b|\bschool day\b"
    r"|\blucia\w*|\bhalloween\b|\bfn-dagen\b|\bsamefolkets dag\b|\bsamefolkedagen\b|\bgrilling\b"
)
_LONG = re.compile(r"\b\w*ferie(?:n|ne|ane)?\b|\bbreak\b")
_SOME_ONLY = re.compile(
    r"\btrinn\b|\bgrades?\b"
    r"|\b(?:etter|after)\s+(?:(?:siste|endt|ferdig|end of)\s+)?(?:skoletid|skuletid|time|school)\b"
)
_AFTER_SCHOOL = re.compile(
    r"\b(?:sfo|aks)(?:-\w+)?\b(?:\s+(?:er|har|held|holder|is))?\s*"
    r"(?:steng\w*|åpe\w*|ope\w*|closed|opent)?"
)
_SAYS_NOTHING = re.compile(
    r"på|i|er|den|det|de|en|ein|et|eit|for|fra|frå|til|ved|med|og|samt|som|om|også|òg|both|hele"
    r"|heile|alle|all|kun|berre|bare|ca|inkl|inklusive|including|the|of|in|on|at|is|a|an|and|to"
    r"|days|day|dag|dager|dagar|uke|veke|dato|tid"
)
_GENERAL = re.compile(
    r"(?:skole|skule)?(?:rute|ruta|ruten|år|året|kalender|kalenderen)|ferie(?:r|rute|ruta|kalender)?"
    r"|fridag(?:er|ar)|planleggings?dag(?:er|ar)|planleggjingsdagar|plandag(?:er|ar)|kursdag(?:er|ar)"
    r"|skolerute\w*|skulerute\w*|skoleår\w*|skuleår\w*|skoleferie[rn]?|skuleferie[rn]?"
    r"|helligdag(?:er|ar)|heilagdagar|høytidsdag(?:er)?|høgtidsdagar|elevfrie|elevfri|skolefri|skulefri"
    r"|fri|offentlige|offentlege|andre|other|viktige|viktige|important|school|holidays|breaks|calendar"
    r"|year|høst(?:en)?|haust(?:en)?|vår(?:en)?|høsthalvår\w*|hausthalvår\w*|vårhalvår\w*|halvår\w*"
    r"|høsttermin\w*|vårtermin\w*|termin\w*|semester\w*|autumn|spring|term"
    r"|dato(?:er|ar)?|merknad(?:er|ar)?|kommentar(?:er|ar)?|måned(?:er)?|månad(?:er|ar)?|antall|tal"
    r"|(?:skole|skule|elev)dag(?:er|ar|ene|ane)|elev(?:er|ar|ene|ane)?|hva|kva|når|date|month|event"
    r"|sum|totalt?|oversikt|over|gjelder|gjeld|første|andre"
)
_A_SCHOOL = re.compile(
    r"\b\w*(?:skole|skule|skoler|skular|skolen|skulen|vgs|kommune|fylkeskommune|fylke|oppvekstsenter"
    r"|videregående|vidaregåande|school)\b"
)
_RESERVATION = re.compile(
    r"\b(?:med )?(?:forbehold|atterhald)\b.*|\b(?:vedtatt|vedteke|oppdatert|revidert)\b.*"
)
MOST_WORDS = 10


def said_of(words: str, has_time: bool = False) -> Said:
    """What these words, in small letters, say of the days beside them."""
    words = _AFTER_SCHOOL.sub(" sfo ", words)
    if _NOT_OFF.search(words):
        return Said.EVENT
    is_first, is_last = bool(_FIRST.search(words)), bool(_LAST.search(words))
    if is_first != is_last:
        return Said.FIRST if is_first else Said.LAST
    if is_first:
        return Said.UNCLEAR
    surely, perhaps = bool(_SURELY_OFF.search(words)), bool(_OFF.search(words))
    if surely or perhaps:
        is_mixed = not surely and bool(_EVENT.search(words))
        part = has_time or bool(_SOME_ONLY.search(words))
        return Said.UNCLEAR if is_mixed or part else Said.OFF
    if _EVENT.search(words):
        return Said.EVENT
    return Said.UNCLEAR if _content(words) or has_time else Said.OFF


def is_after_a_break(words: str) -> bool:
    """Whether a first day is the first after days off, not of the year."""
    return bool(_AGAIN.search(words))


def is_before_a_break(words: str) -> bool:
    """Whether a last day is the last before days off, not of the year."""
    return bool(_BEFORE.search(words))


def is_only_for_some(words: str) -> bool:
    """Whether it is not for all of the school, or not for the whole day."""
    return bool(_SOME_ONLY.search(words))


def says_something(words: str) -> bool:
    """Whether there is more here than words that join others."""
    return bool(_content(words))


def is_heading(words: str) -> bool:
    """Whether words without a date are a heading: of a table, a part of the year, a school."""
    content = _content(_RESERVATION.sub("", words))
    if all(_GENERAL.fullmatch(word) for word in content):
        return True
    rest = [word for word in content if not _GENERAL.fullmatch(word)]
    is_name = _A_SCHOOL.search(words) and len(content) <= MOST_WORDS
    return bool(
        is_name and said_of(" ".join(rest)) is Said.UNCLEAR and not _SURELY_OFF.search(words)
    )


def is_name_of_days(words: str) -> bool:
    """Whether the words are what days off are called, so that their dates must stand nearby."""
    return said_of(words) in (Said.OFF, Said.FIRST, Said.LAST) and says_something(words)


def opens_the_summer(words: str) -> bool:
    """Whether a day alone is the first of the summer, which lasts until the next year."""
    return bool(re.search(r"\bsomm[ae]rferie|\bsumarferie|\bsummer\b", words))


def name_in(text: str, words: str) -> str:
    """What days off are called, in one word that schools use for them; nobody is named by it.

    ``words`` are those of the text in small letters. Empty where none of them is such a word.
    """
    for word in words.split():
        if len(word) > 2 and said_of(word) is Said.OFF and says_something(word):
            at = text.lower().find(word)
            return text[at : at + len(word)] if at >= 0 else word.capitalize()
    return ""


def is_long(words: str) -> bool:
    """Whether these days off are called holidays, which are more than a day."""
    return bool(_LONG.search(words)) and not _SURELY_OFF.search(words)


def _content(words: str) -> list[str]:
    return [word for word in words.split() if not _SAYS_NOTHING.fullmatch(word)]
