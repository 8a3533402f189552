"""What the program tells of an evaluation."""

import argparse
from collections.abc import Iterable, Iterator

from toolkit.evaluation.results import Evaluation, Result
from toolkit.evaluation.words import NO_CLASS, sentences
from toolkit.messages import Translator


def told(evaluation: Evaluation, translate: Translator) -> Iterator[str]:
    """The same in sentences."""
    yield from _told(evaluation.items, evaluation.least, translate)
    for name, results in evaluation.classes.items():
        yield ""
        yield name or translate(NO_CLASS)
        yield from _told(results, evaluation.least, translate)


def page_of(evaluation: Evaluation, options: argparse.Namespace, translate: Translator) -> bytes:
    """The results as a page to print."""
    from toolkit.paper.evaluation import evaluation_pdf

    return evaluation_pdf(evaluation, translate, school=options.school, year=options.year)


def _told(results: Iterable[Result], least: int, translate: Translator) -> Iterator[str]:
    for result in results:
        first, *more = (translate(sentence) for sentence in sentences(result, least))
        yield f"{result.item.text(translate.language).rstrip('.?!')}: {first}"
        yield from (f"  {sentence}" for sentence in more)
