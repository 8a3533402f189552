"""An evaluation as plain values: what the program prints as JSON, and the page hands out."""

from toolkit.evaluation.results import Evaluation, Result


def evaluation_values(evaluation: Evaluation) -> dict[str, object]:
    """What may be told: of all classes together, and of each where there are several."""
    value: dict[str, object] = {"items": [_figures(one) for one in evaluation.items]}
    if evaluation.classes:
        value["classes"] = [
            {"class": name, "items": [_figures(one) for one in results]}
            for name, results in evaluation.classes.items()
        ]
    if clustered := [_as_clusters(one) for one in evaluation.items if one.clustered]:
        value["clustered"] = clustered
    if changes := [_change(one) for one in evaluation.items if one.before]:
        value["before"] = changes
    return value


def _figures(result: Result) -> dict[str, object]:
    """Every figure of a question, None for each where nothing is told."""
    low, high = result.interval or (None, None)
    published = None if result.is_hidden else result.published
    return {
        "item": result.item.key,
        "n": result.n,
        "missing": result.missing,
        "agree": result.agree,
        "share": _rounded(result.share, 3),
        "low": _rounded(low, 2),
        "high": _rounded(high, 2),
        "published": published and published.share,
        "published_n": published and published.n,
        "difference": _ends(result.difference),
        "hidden": result.is_hidden,
    }


def _as_clusters(result: Result) -> dict[str, object]:
    """How sure the figure of all classes is, each class taken as a cluster."""
    low, high = result.likely or (None, None)
    return {
        "item": result.item.key,
        "classes": result.clustered and result.clustered.classes,
        "low": _rounded(low, 2),
        "high": _rounded(high, 2),
        "difference": _ends(result.likely_difference if result.published else None),
    }


def _change(result: Result) -> dict[str, object]:
    """The earlier year's figure, and how much higher this year's is."""
    before = result.before or Result(result.item)
    return {
        "item": result.item.key,
        "n": before.n,
        "agree": before.agree,
        "share": _rounded(before.share, 3),
        "change": _ends(result.change),
        "hidden": before.is_hidden,
    }


def _ends(interval: tuple[float, float] | None) -> list[float] | None:
    return interval and [round(end, 2) for end in interval]


def _rounded(figure: float | None, digits: int) -> float | None:
    return None if figure is None else round(figure, digits)
