"""The words of the page around the dashboard: while it loads, and when it cannot."""

from toolkit.messages import Language, Message, Translator, plural

_REFUSED_TITLE = Message("This address does not open the dashboard")
_REFUSED = Message(
    "Use the whole address that the program printed, or ask the one who started it. "
    "On the machine where it runs, an address serves once: "
    "press Enter in the program's window for a new one."
)
_WORDS = {
    "skip": Message("Skip to the content"),
    "loading": Message("Getting ready …"),
    "noscript": Message("This page needs JavaScript. Turn it on in the browser, and reload."),
    "lost": Message(
        "The page has lost its connection and cannot go on. "
        "What was saved is safe. Reload the page to go on."
    ),
    "trouble": Message(
        "Something went wrong with what you did last, and it may not have been done. "
        "What was saved is safe. Reload the page to go on."
    ),
    "too_big": Message("The file is larger than {most} MB. Choose a smaller one.", most="{most}"),
    "reload": Message("Reload"),
    "again": Message("Try again"),
    "error_title": Message("Something went wrong"),
    "error": Message("The page could not be shown. Reload it, or start the program again."),
    "refused_title": _REFUSED_TITLE,
    "refused": _REFUSED,
    "closed_title": _REFUSED_TITLE,
    "closed": _REFUSED,
    "code": Message("The code, or the whole address, from the program's window"),
    "code_wrong": Message("That does not open it. Look in the program's window once more."),
    "code_too_many": Message("Too many wrong codes have been tried. Wait a minute, and try again."),
    "elsewhere_title": Message("Do you want to open the dashboard?"),
    "elsewhere": Message("Another page led here. Nothing has been opened yet."),
    "open": Message("Open"),
}

# Who comes through a school's own server has not seen the program start.
_AT_A_SCHOOL = {
    "closed_title": Message("Type your code to come in"),
    "closed": Message("You have it from the one who looks after the dashboard at your school."),
    "code": Message("The code"),
    "code_wrong": Message("That does not open it. Look at the code once more."),
}

# Participants of a course see no window of the program, only the projector.
_IN_A_HALL = {
    "closed_title": Message("Type the code to join"),
    "closed": Message("It is on the screen at the front."),
    "code": Message("The code on the screen"),
    "code_wrong": Message("That does not open it. Look at the code once more."),
    "over_title": Message("The exercise is over"),
    "over": Message("Nothing of what you did is kept. Look at the screen at the front."),
    "refused": Message("Use the address on the screen at the front."),
    "full": Message(
        "There is no room for more right now. Look on with somebody beside you, or try again."
    ),
}

# Why a page could not be opened, by the reason that the server gives.
_FAILURES = {
    "died": Message(
        "The process behind the page ended while it was being started. Try again. "
        "If it happens once more, start the program again."
    ),
    "memory": Message(
        "The machine has no memory left to open a page with. "
        "Close other pages or programs, and try again."
    ),
    "space": Message(
        "The disk is full, so the page could not be opened. Make room, and try again."
    ),
    "cell": Message(
        "The page could not be opened, because a cell of its notebook failed ({kind}). "
        "Whoever made it can see where, with --develop.",
        kind="{kind}",
    ),
    "failed": Message(
        "The page could not be opened, because of a fault in the program ({kind}). Try again. "
        "If it happens once more, start the program again.",
        kind="{kind}",
    ),
}


def full(most: int) -> Message:
    """What is said where ``most`` pages are open, and no more can be."""
    return plural(
        "{n} page is open, and there is room for no more. Close it, and try again.",
        "{n} pages are open, and there is room for no more. Close one of them, and try again.",
        n=most,
    )


def words(
    language: Language, most: int, *, at_a_school: bool = False, in_a_hall: bool = False
) -> dict[str, str]:
    """All of them in a language; ``most`` is how many pages may be open.

    ``at_a_school`` is whether another server stands before this one, and ``in_a_hall`` whether
    they are said to participants of a course.
    """
    translate = Translator(language)
    said = {**_WORDS, **_FAILURES, "full": full(most), **(_AT_A_SCHOOL if at_a_school else {})}
    said |= _IN_A_HALL if in_a_hall else {}
    return {key: translate(message) for key, message in said.items()}
