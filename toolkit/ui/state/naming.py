"""What is said of a name that was written and leads to nobody, or to several."""

from toolkit.messages import Message

NOBODY = Message("Found no “{text}”.")
ONE = Message("One student fits “{text}”. Press Enter to choose.")
SEVERAL = Message("{n} students fit “{text}”. Choose one.")


def left_over(text: str, matches: int) -> Message | None:
    """Why the text in a name field, which fits so many students, is no name yet."""
    written = text.strip()
    if not written:
        return None
    sentence = {0: NOBODY, 1: ONE}.get(matches, SEVERAL)
    return Message(sentence.text, text=written, n=matches)
