"""What an evaluation came to: the figures that may be told, each with how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from toolkit.errors import InputError, Spot
from toolkit.evaluation.clusters import Clustered
from toolkit.evaluation.counts import Counts, Tally
from toolkit.evaluation.form import Item, Published
from toolkit.evaluation.intervals import newcombe, wilson
from toolkit.evaluation.telling import Share, hidden_classes, may_be_told
from toolkit.messages import Message
from toolkit.values import choice, count, only


@dataclass(frozen=True, slots=True)
class Result:
    """What is told of the answers to a question; where nothing is, ``n`` is None.

    ``missing`` is None also where it would help to work out what is hidden. ``clustered`` is there
    for several classes together, and ``before`` where an earlier year asked the same.
    """

    item: Item
    n: int | None = None
    agree: int | None = None
    missing: int | None = None
    clustered: Clustered | None = None
    before: "Result | None" = None

    @property
    def is_hidden(self) -> bool:
        """Whether nothing is told."""
        return self.n is None

    @property
    def share(self) -> float | None:
        """Of those who answered, how many agree: 0 to 1."""
        return None if self.n is None or self.agree is None else self.agree / self.n

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval of the share."""
        return None if self.n is None or self.agree is None else wilson(self.agree, self.n)

    @property
    def published(self) -> Published | None:
        """The published figure that it is held against, if there is one."""
        return next(iter(self.item.published), None)

    @property
    def difference(self) -> tuple[float, float] | None:
        """Newcombe's 95 % interval of how much higher the share is than the published one."""
        if self.n is None or self.agree is None or self.published is None:
            return None
        return newcombe(self.agree, self.n, self.published.agree, self.published.n)

    @property
    def likely(self) -> tuple[float, float] | None:
        """The interval to go by: with classes as clusters where there are several."""
        return self.clustered.interval if self.clustered else self.interval

    @property
    def likely_difference(self) -> tuple[float, float] | None:
        """The difference from the published share to go by, as ``likely``."""
        if self.clustered is None or self.published is None:
            return self.difference
        return self.clustered.higher_than(self.published.agree, self.published.n)

    @property
    def change(self) -> tuple[float, float] | None:
        """Newcombe's 95 % interval of how much higher the share is than the year before.

        None where either of the two is hidden.
        """
        if self.before is None or self.worth is None or self.before.worth is None:
            return None
        return newcombe(*self.worth, *self.before.worth)

    @property
    def is_surely_other(self) -> bool:
        """Whether there is a difference from the published share that is more than chance."""
        return excludes_none(self.likely_difference)

    @property
    def is_surely_changed(self) -> bool:
        """Whether there is a difference from the year before that is more than chance."""
        return excludes_none(self.change)

    @property
    def worth(self) -> tuple[float, float] | None:
        """Those who agree and all who answered, as many as they are worth, classes as clusters."""
        if self.n is None or self.agree is None:
            return None
        return self.clustered.worth if self.clustered else (self.agree, self.n)


def excludes_none(difference: tuple[float, float] | None) -> bool:
    """Whether there is a difference at all, whichever of the interval it is."""
    return difference is not None and (difference[0] > 0 or difference[1] < 0)


@dataclass(frozen=True)
class Evaluation:
    """The results of all classes together, and of each where there are several.

    ``least`` answers are behind every figure that is told.
    """

    least: int
    items: tuple[Result, ...]
    classes: Mapping[str, tuple[Result, ...]]

    def of_class(self, name: str | None) -> tuple[Result, ...]:
        """The results of one class, or of all together where no name is given.

        Raises ``InputError`` for a class of which there is nothing.
        """
        if name is None:
            return self.items
        if name not in self.classes:
            raise InputError(
                Message("The classes of the answers are {classes}.", classes=list(self.classes)),
                Spot("school_class"),
            )
        return self.classes[name]


def evaluate(
    counts: Counts,
    share: Share | str = Share.INSIDE,
    least: int | None = None,
    before: Counts | None = None,
) -> Evaluation:
    """What may be told of counted answers, inside the school or outside of it.

    ``least`` asks for more answers behind a figure than the 10 or 20 that are needed anyway.
    ``before`` are the counts of an earlier year, told by the same limits; only the figures of all
    classes together stand beside each other, for another year's 8A is other students.
    Raises ``InputError`` where fewer are asked for, and for a ``share`` that is none.
    """
    needed = choice(share, Share, "share").least
    least = needed if least is None else count(least, "least")
    if least < needed:
        raise InputError(Message("At least {least} answers are needed here.", least=needed))
    only(counts, Counts, "counts")
    items = list(counts.items)
    tallies = {item: counts.tallies(item) for item in items}
    hidden = {item: hidden_classes(found, least) for item, found in tallies.items()}
    together = tuple(_of_all(item, tallies[item], hidden[item], least) for item in items)
    classes = {
        one: tuple(
            _told(item, None if one in hidden[item] else tallies[item][one])
            for item in items
            if one in tallies[item]
        )
        for one in counts.classes
    }
    if before is not None:
        earlier = {one.item.key: one for one in evaluate(before, share, least).items}
        together = tuple(replace(one, before=earlier.get(one.item.key)) for one in together)
    return Evaluation(least, together, classes if len(classes) > 1 else {})


def _told(item: Item, tally: Tally | None) -> Result:
    return Result(item) if tally is None else Result(item, tally.n, tally.agree, tally.missing)


def _of_all(item: Item, tallies: Mapping[str, Tally], hidden: frozenset[str], least: int) -> Result:
    together = sum(tallies.values(), Tally())
    if not may_be_told(together, least):
        return Result(item)
    # With those who did not answer, it could be known how many of a hidden class did.
    missing = None if hidden and len(tallies) > 1 else together.missing
    clustered = _clustered(tallies, hidden)
    return replace(_told(item, together), missing=missing, clustered=clustered)


def _clustered(tallies: Mapping[str, Tally], hidden: frozenset[str]) -> Clustered | None:
    """What is told of the classes as clusters, the hidden ones as one that all can subtract.

    So it says nothing of them that the other figures do not.
    """
    rest = sum((tallies[one] for one in hidden), Tally())
    clusters = [tally for one, tally in tallies.items() if one not in hidden]
    clusters += [rest] if rest.n else []
    return Clustered.of(clusters) if len(clusters) > 1 else None
