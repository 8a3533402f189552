"""Implementation on the screen: figures that nobody has typed, and five questions to the team."""

from collections.abc import Iterable
from functools import partial

from ipywidgets import Box, Dropdown, ToggleButtons, VBox, Widget

from toolkit.evaluation import telling
from toolkit.messages import Language
from toolkit.school import class_table
from toolkit.school.class_table import fraction
from toolkit.school.implementation import (
    LEAST,
    MOST,
    Question,
    Term,
    taking_part,
    together,
)
from toolkit.school.words import QUESTIONS, TERMS
from toolkit.ui.screens import markup
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.outcome import outcome
from toolkit.ui.screens.school_name import school_name_field
from toolkit.ui.screens.screen import Screen, row, section, shown
from toolkit.ui.state.file_names import Content, file_name
from toolkit.ui.state.implementation import ImplementationModel


class ImplementationScreen(Screen[ImplementationModel]):
    """What the log tells of the classes, and what the team answers together."""

    def build(self) -> Box:
        """Heading, the figures, and the questions."""
        _, model = self._, self.model
        explanation = _("The figures are counted from what the classes have done.")
        title = _("Implementation {year}", year=model.year)
        return VBox(
            [
                shown(markup.heading(2, title, explanation)),
                *self._figures(),
                self._report(),
                self._questions(),
                self.live(self._answers, (model, "version")),
            ]
        )

    def _figures(self) -> Iterable[Widget]:
        _, classes = self._, self.model.classes
        if not classes:
            yield shown(markup.paragraph(_("No class is kept yet."), "mk-muted"))
            return
        counted = [
            (taking_part(classes), _("classes take part")),
            (together(one.held for one in classes), _("planned makkerbytter held")),
            (together(one.in_time for one in classes), _("of these in time")),
            (together(one.seated for one in classes), _("periods with a seating map")),
            (together(one.contracts for one in classes), _("periods with group contracts")),
            (together(one.two_pairs for one in classes), _("groups of two pairs")),
        ]
        figures = [(fraction(share), words) for share, words in counted]
        yield shown(markup.facts(figures))
        header = [_(words) for words in class_table.HEADER]
        rows = (class_table.row(one, _) for one in classes)
        yield section(
            _("Class by class"),
            _("In the order of their names. Hold a figure against the class's own plan only."),
            shown(markup.table(_("Class by class"), header, rows, "mk-stacked")),
        )

    def _report(self) -> Widget:
        """The page for the leadership and the one for VIP, in any language."""
        _, model = self._, self.model
        school = school_name_field(self, model.school)
        language = Dropdown(
            description=_("Language"),
            options=[(one.label, one) for one in Language],
            value=_.language,
        )

        def page(share: telling.Share) -> bytes | None:
            return model.report(share, language.value)

        return section(
            _("To the leadership and to VIP"),
            _(
                "All of it on one page, with the year before beside it. The page for VIP names no "
                "class."
            ),
            row(
                *(school, language),
                Download(
                    _("To the leadership (.pdf)"),
                    file_name(Content.TO_LEADERSHIP, ".pdf", _),
                    partial(page, telling.Share.INSIDE),
                ),
                Download(
                    _("To VIP (.pdf)"),
                    file_name(Content.TO_VIP, ".pdf", _),
                    partial(page, telling.Share.OUTSIDE),
                ),
                kind="mk-maker",
            ),
        )

    def _questions(self) -> Widget:
        _, model = self._, self.model
        term = _(TERMS[model.term])
        return section(
            _("What only you can know ({term})", term=term.lower()),
            _("The team answers together, twice a year: 1 is not at all, 5 is fully."),
            self.live(lambda: outcome(self, model.error, None), (model, "error")),
            *map(self._question, Question),
        )

    def _question(self, question: Question) -> Widget:
        _, model = self._, self.model
        name, statement = QUESTIONS[question]
        answered = model.answers.get((model.term, question))
        choice = ToggleButtons(
            options=[str(number) for number in range(LEAST, MOST + 1)],
            value=None if answered is None else str(answered),
            description=f"{_(name)}: {_(statement)}",
        )
        choice.observe(lambda change: model.answer(question, int(change["new"])), "value")
        return choice

    def _answers(self) -> Iterable[Widget]:
        _, answers = self._, self.model.answers
        if not any(term is not self.model.term for term, _question in answers):
            return
        header = ["", *(_(TERMS[term]) for term in Term)]
        rows = [
            [_(QUESTIONS[question][0]), *(str(answers.get((term, question), "–")) for term in Term)]
            for question in Question
        ]
        yield section(_("This school year"), "", shown(markup.table(_("Answers"), header, rows)))
