"""The leadership's tasks of the school year: which are due, done or late."""

from functools import partial

from toolkit.messages import Message
from toolkit.school.tasks import DueTask, Task
from toolkit.school.words import TASKS
from toolkit.ui.state.programme import ProgrammeModel
from toolkit.ui.state.task_papers import TASK_PAPERS, Asked
from toolkit.workspace.school_tasks import set_task_done, tasks


class TasksModel(ProgrammeModel):
    """Ticks tasks off, and opens them again."""

    @property
    def tasks(self) -> tuple[DueTask, ...]:
        """All of them, in the order of their days."""
        nothing: tuple[DueTask, ...] = ()
        return self.keeper.ask(partial(tasks, school_year=self.year), nothing)

    def paper_of(self, task: Task) -> bytes | None:
        """The paper of a task; None where it cannot be made, and ``error`` says why."""
        made: list[bytes] = []

        def act() -> None:
            asked = Asked(self.keeper.workspace, self.year, self.today, self.session.translate)
            made.append(TASK_PAPERS[task].make(asked))

        return made[0] if self.attempt(act) else None

    def set_done(self, task: Task, is_done: bool) -> None:
        """Keep that a task is done now, or that it is open after all."""

        def act() -> Message:
            set_task_done(self.keeper.workspace, self.year, task, is_done=is_done)
            if is_done:
                return Message("Done: {task}", task=TASKS[task])
            return Message("Open again: {task}", task=TASKS[task])

        self.change(act)
