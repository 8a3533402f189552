"""The parts of the course on the projector: few words, large, and what each of them shows."""

from collections.abc import Iterable

from ipywidgets import Box, VBox, Widget

from toolkit.evaluation.form import Item, Role
from toolkit.evaluation.words import percent
from toolkit.messages import plural
from toolkit.short_names import short_names
from toolkit.ui.screens import markup
from toolkit.ui.screens.figures import figure_of
from toolkit.ui.screens.screen import Screen, row, shown
from toolkit.ui.screens.seating import groups_list
from toolkit.ui.screens.speaker import SpeakerNotes
from toolkit.ui.state.course import PartModel


class PartScreen[Model: PartModel](Screen[Model]):
    """A part: its title and its one sentence, what it shows, and its points."""

    def build(self) -> Box:
        """The notes are behind a button, and in another window."""
        part, _ = self.model.part, self._
        minutes = _(plural("{n} minute", "{n} minutes", n=part.minutes))
        about = minutes if part.sample is None else f"{minutes} · {_(part.sample)}"
        screen = VBox(
            [
                row(
                    shown(markup.heading(2, _(part.title), about)),
                    *self.beside(),
                    kind="mk-part-head",
                ),
                *self.opens(),
                *self.shows(),
                *([shown(markup.items(self.say(part.points), "mk-points"))] if part.points else []),
            ]
        )
        screen.add_class("mk-part")
        return screen

    def beside(self) -> Iterable[Widget]:
        """What stands beside the title."""
        yield SpeakerNotes(self.model.part, self.model.following, self._)

    def opens(self) -> Iterable[Widget]:
        """The sentence to remember."""
        yield shown(markup.paragraph(self._(self.model.part.lead), "mk-lead"))

    def shows(self) -> Iterable[Widget]:
        """What there is to see beside the words."""
        return ()


class WhyScreen(PartScreen[PartModel]):
    """What the students of the pilot say."""

    def shows(self) -> Iterable[Widget]:
        """The published figures of the pilot, in the leaflet's order."""
        figures = [(item, item.published[0]) for item in _published(Role.STUDENT)]
        yield shown(
            markup.facts((percent(one.share), item.text(self._.language)) for item, one in figures)
        )


class WaysScreen(PartScreen[PartModel]):
    """The curves of chance, of a careful teacher and of the plan, and the same in a table."""

    def shows(self) -> Iterable[Widget]:
        """The figure, and the table beside it."""
        from toolkit.figures.ways_compared import CAREFUL, CHANCE, PLAN, ways_compared
        from toolkit.training.ways import ways

        _, found = self._, ways()
        rows = (
            (_(name), percent(way.after(found.bound)), str(round(way.full)))
            for name, way in ((CHANCE, found.chance), (CAREFUL, found.careful), (PLAN, found.plan))
        )
        header = (_("Way"), _("After {n} periods", n=found.bound), _("Everyone after period"))
        table = markup.table(_("Three ways to divide a class"), header, rows)
        yield row(figure_of(ways_compared(found, _), _), shown(table), kind="mk-beside")


class HardScreen(PartScreen[PartModel]):
    """Many who are kept apart: what chance makes of it, and what the plan does. Names nobody."""

    def shows(self) -> Iterable[Widget]:
        """A few figures, large."""
        from toolkit.training.classes import DRAWS, hard_class

        _, hard = self._, hard_class()
        yield shown(
            markup.facts(
                [
                    (str(hard.apart), _("pairs of students are never to meet in a group")),
                    (
                        _("{n} of {all}", n=hard.kept_by_chance, all=DRAWS),
                        _("divisions by lot keep them apart"),
                    ),
                    (str(hard.broken), _("rules broken by the program's proposal")),
                ]
            )
        )


class FirstDayScreen(PartScreen[PartModel]):
    """The groups of the first day, as the class sees them."""

    def shows(self) -> Iterable[Widget]:
        """A card for each group."""
        from toolkit.training.classes import first_day

        period = first_day().periods[0]
        names = short_names(period.students)
        _ = self._
        yield shown(
            groups_list(
                period,
                lambda group: _("Group {label}", label=group.label),
                lambda student: names[student.id],
            )
        )


class PapersScreen(PartScreen[PartModel]):
    """Where the class sits."""

    def shows(self) -> Iterable[Widget]:
        """The klassekart."""
        from toolkit.training.classes import seats

        yield shown(markup.drawing(seats(self._.language), self._("Seating map")))


class WorryScreen(PartScreen[PartModel]):
    """Who writes to whom on a day on which some are away."""

    def shows(self) -> Iterable[Widget]:
        """The messages of the day, a line each."""
        from toolkit.training.classes import absence, first_day

        names = short_names(first_day().periods[0].students)
        _, day = self._, absence()
        rows = [(names[one.sender.id], names[one.to.id]) for one in day.messages]
        rows += [(_("The contact teacher"), names[one.id]) for one in day.teacher]
        yield shown(markup.table(_("Who writes to whom"), (_("Writes"), _("To")), rows))


class EvaluationScreen(PartScreen[PartModel]):
    """The published figures that a school holds its own against."""

    def shows(self) -> Iterable[Widget]:
        """A row a statement: the pilot, and all of vgs."""
        _ = self._
        rows = (
            (item.text(_.language), *(percent(one.share) for one in item.published))
            for item in _published(Role.STUDENT)
        )
        header = (_("Students who agree"), _("The pilot"), _("Vg1 to Vg3"))
        yield shown(markup.table(_("Published figures"), header, rows))


def _published(role: Role) -> list[Item]:
    from toolkit.files.evaluation_forms import shipped_form

    return [item for item in shipped_form().items if item.role is role and item.published]
