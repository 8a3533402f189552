"""One who knows all that is told, and how many were asked in every class, and wants more."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

import pulp

from toolkit.evaluation.counts import Count, Counts, Tally
from toolkit.evaluation.form import Form, Item
from toolkit.evaluation.results import Evaluation, Result
from toolkit.evaluation.telling import may_be_told


def a_school(random: Random, form: Form) -> Counts:
    """Some classes, some of them small, some of one mind, in which some leave out a question."""
    counts = []
    items = random.sample(form.items, random.randint(1, 3))
    for number in range(random.randint(1, 6)):
        size = random.choice((4, 9, 10, 12, 20, 25, 30))
        for item in items:
            agreeing = [answer.key for answer in item.answers if answer.is_agreeing]
            other = [answer.key for answer in item.answers if not answer.is_agreeing]
            agree = random.choice((0, 3, 5, size // 2, size - 1, size))
            agree = min(agree, size)
            missing = min(size - agree, random.choice((0, 0, 0, 1, 3)))
            for answer, count in (
                (random.choice(agreeing), agree),
                (random.choice(other), size - agree - missing),
                ("", missing),
            ):
                counts.append(Count(f"8{'ABCDEF'[number]}", item.key, answer, count))
    return Counts(form, tuple(counts))


def worked_out(counts: Counts, *told: Evaluation) -> Iterator[tuple[str, str]]:
    """The hidden answers of which one number alone fits all that is told, by class and question.

    ``told`` are all the evaluations of these counts that there are, whomever they were made for.
    """
    for item in counts.items:
        known = _Known.of(item, told)
        tallies = counts.tallies(item)
        asked = {one: tally.asked for one, tally in tallies.items() if one not in known.classes}
        model = _Model(known, asked)
        for name in asked if counts.classes[1:] else ():
            if any(model.least(what, name) == model.most(what, name) for what in ("agree", "rest")):
                yield name, item.key


def must_be_hidden(tallies: Mapping[str, Tally], least: int) -> frozenset[str]:
    """The classes that may not be told themselves, without those that could give them away."""
    return frozenset(one for one, tally in tallies.items() if not may_be_told(tally, least))


def told_of_earlier(evaluation: Evaluation) -> Evaluation:
    """What a year's evaluation tells of the year before."""
    earlier = tuple(one.before for one in evaluation.items if one.before)
    return Evaluation(evaluation.least, earlier, {})


@dataclass(frozen=True)
class _Known:
    """All that is told of a question: of the classes that are told of, and of all together."""

    classes: dict[str, Result]
    together: tuple[Result, ...]

    @classmethod
    def of(cls, item: Item, told: Iterable[Evaluation]) -> "_Known":
        classes = {}
        together = []
        for evaluation in told:
            shown = (one for one in evaluation.items if one.item == item and not one.is_hidden)
            together += list(shown)
            for name, results in evaluation.classes.items():
                for one in results:
                    if one.item == item and not one.is_hidden:
                        classes[name] = one
        return cls(classes, tuple(together))


class _Model:
    """Every table of hidden answers that fits: how many agree, and how many do not."""

    def __init__(self, known: _Known, asked: dict[str, int]) -> None:
        self._problem = pulp.LpProblem()
        self._cells = {
            (what, name): self._problem.add_variable(f"{what}{index}", 0, cat="Integer")
            for what in ("agree", "rest")
            for index, name in enumerate(asked)
        }
        cells = self._cells
        for name, students in asked.items():
            self._problem += cells["agree", name] + cells["rest", name] <= students
        shown = known.classes.values()
        for together in known.together if asked else ():
            assert together.n is not None
            assert together.agree is not None
            agree = together.agree - sum(one.agree or 0 for one in shown)
            n = together.n - sum(one.n or 0 for one in shown)
            self._problem += pulp.lpSum(cells["agree", one] for one in asked) == agree
            self._problem += pulp.lpSum(cells["rest", one] for one in asked) == n - agree
            if together.missing is not None:
                missing = together.missing - sum(one.missing or 0 for one in shown)
                assert missing == sum(asked.values()) - n

    def least(self, what: str, name: str) -> int:
        """The least value of a cell that fits."""
        return self._solved(1 * self._cells[what, name])

    def most(self, what: str, name: str) -> int:
        """The greatest value of a cell that fits."""
        return -self._solved(-1 * self._cells[what, name])

    def _solved(self, objective: pulp.LpAffineExpression) -> int:
        self._problem.setObjective(objective)
        solved = self._problem.solve(pulp.HiGHS(msg=False, threads=1))
        assert solved.status == pulp.LpSolveStatus.Optimal
        return round(pulp.value(self._problem.objective))
