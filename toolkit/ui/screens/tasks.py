"""The leadership's tasks on the screen: one click for what is done."""

from collections.abc import Iterable
from functools import partial

from ipywidgets import Box, VBox, Widget

from toolkit.school.tasks import DueTask, Task
from toolkit.school.words import TASKS
from toolkit.ui.screens import markup
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.outcome import outcome
from toolkit.ui.screens.screen import Screen, button, row, section, shown
from toolkit.ui.state.file_names import file_name
from toolkit.ui.state.task_papers import TASK_PAPERS
from toolkit.ui.state.tasks import TasksModel


class TasksScreen(Screen[TasksModel]):
    """What the leaflet asks of the leadership, in the order of its days."""

    def build(self) -> Box:
        """Heading and list."""
        _, model = self._, self.model
        title = _("The leadership's tasks {year}", year=model.year)
        explanation = _("What VIP asks of the school's leadership. Click when it is done.")
        return VBox(
            [
                shown(markup.heading(2, title, explanation)),
                self.live(self._tasks, (model, "version"), (model, "error")),
            ]
        )

    def _tasks(self) -> Iterable[Widget]:
        _, model, today = self._, self.model, self.model.today
        yield from outcome(self, model.error, model.done)
        tasks = model.tasks
        done = sum(one.done is not None for one in tasks)
        late = sum(one.is_late(today) for one in tasks)
        figures = [
            (f"{done}/{len(tasks)}", _("tasks done")),
            *([(str(late), _("past their day"))] if late else []),
        ]
        yield shown(markup.facts(figures))
        yield section(_("Through the school year"), "", *map(self._task, tasks))

    def _task(self, one: DueTask) -> Widget:
        _, model = self._, self.model
        words, date = _(TASKS[one.task]), _.language.date
        if one.done is None:
            told = _("by {day}", day=date(one.due))
            if one.is_late(model.today):
                told = _("should have been done by {day}", day=date(one.due))
            act = button(
                _("Done"),
                partial(model.set_done, one.task, True),
                "mk-add",
                tooltip=_("Done: {task}", task=words),
            )
        else:
            told = _("done {day} by {who}", day=date(one.done.on), who=one.done.by)
            act = button(
                _("Open again"),
                partial(model.set_done, one.task, False),
                "mk-quiet",
                tooltip=_("Open again: {task}", task=words),
            )
        line = shown(markup.rule_line(words, f"· {told}"))
        return row(line, row(*self._paper(one.task), act), kind="mk-rule")

    def _paper(self, task: Task) -> Iterable[Widget]:
        if (paper := TASK_PAPERS.get(task)) is not None:
            name = file_name(paper.content, paper.ending, self._)
            yield Download(self._(paper.words), name, partial(self.model.paper_of, task))
