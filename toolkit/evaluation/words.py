"""What is told of an evaluation in words, the same on the screen, on paper and in the program."""

from collections.abc import Iterator

from toolkit.evaluation.results import Evaluation, Result, excludes_none
from toolkit.messages import Language, Message, Words
from toolkit.values import only, translator

ALL_CLASSES = Message("All classes together")
NO_CLASS = Message("No class")
HIDDEN = Message("hidden")
_HEADINGS = (
    *(Message("Question"), Message("Class"), Message("Agree"), Message("Answers")),
    *(Message("Did not answer"), Message("Share"), Message("Likely between")),
    *(Message("Published"), Message("The year before")),
)


def percent(share: float) -> str:
    """A share from 0 to 1 in whole percent."""
    return f"{round(100 * share)} %"


def sentences(result: Result, least: int) -> Iterator[Message]:
    """What is told of a question, sentence by sentence; the first is the figure itself."""
    if result.share is None or result.interval is None:
        yield Message(
            "Nothing is told. Fewer than {least} have answered, a few, all or none of them agree, "
            "or another class could be worked out.",
            least=least,
        )
        return
    yield Message(
        "{agree} of {n} agree ({share}, likely between {low} and {high}).",
        agree=result.agree,
        n=result.n,
        share=percent(result.share),
        low=percent(result.interval[0]),
        high=percent(result.interval[1]),
    )
    if result.clustered and result.likely:
        yield Message(
            "Taken class by class, likely between {low} and {high}: "
            "students of a class answer alike.",
            low=percent(result.likely[0]),
            high=percent(result.likely[1]),
        )
    if result.missing:
        yield Message("{n} did not answer.", n=result.missing)
    if result.published is not None:
        yield Message(
            "Published: {share} of {n} ({who}, {years}).",
            share=percent(result.published.share),
            n=result.published.n,
            who=result.published.who,
            years=result.published.years,
        )
        yield _compared(result.likely_difference)
    if result.before is not None and result.before.share is not None:
        yield Message(
            "The year before: {agree} of {n} ({share}).",
            agree=result.before.agree,
            n=result.before.n,
            share=percent(result.before.share),
        )
        yield _compared(result.change)


def _compared(difference: tuple[float, float] | None) -> Message:
    """No word of more or less unless chance is ruled out."""
    if difference is None or not excludes_none(difference):
        return Message("The difference may be chance.")
    if difference[0] > 0:
        return Message("Here more agree, and that is hardly chance.")
    return Message("Here fewer agree, and that is hardly chance.")


def evaluation_table(evaluation: Evaluation, language: Words = Language.NB) -> list[list[str]]:
    """The results as rows of text, headings first: all classes together, then each class."""
    _ = translator(language)
    only(evaluation, Evaluation, "evaluation")
    told = {_(ALL_CLASSES): evaluation.items}
    told |= {name or _(NO_CLASS): results for name, results in evaluation.classes.items()}
    rows = [
        [
            one.item.text(_.language),
            name,
            *(_(cell) if cell is HIDDEN else str(cell) for cell in row),
        ]
        for name, results in told.items()
        for one in results
        for row in [_figures(one)]
    ]
    return [[_(heading) for heading in _HEADINGS], *rows]


def _figures(one: Result) -> list[object]:
    if one.share is None or one.likely is None:
        return [HIDDEN, *[""] * (len(_HEADINGS) - 3)]
    published, before = one.published, one.before
    return [
        one.agree,
        one.n,
        "" if one.missing is None else one.missing,
        percent(one.share),
        "–".join(percent(end) for end in one.likely),
        "" if published is None else f"{percent(published.share)} (n = {published.n})",
        _of_before(before),
    ]


def _of_before(before: Result | None) -> object:
    if before is None:
        return ""
    return HIDDEN if before.share is None else f"{percent(before.share)} (n = {before.n})"
