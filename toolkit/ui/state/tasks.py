"""The leadership's tasks of the school year: which are due, done or late."""

from functools import partial

from toolkit.messages import Message
from toolkit.school.tasks import Done, DueTask, Task, dated_tasks
from toolkit.school.words import TASKS
from toolkit.ui.state.programme import ProgrammeModel
from toolkit.workspace.school import first_day, set_task_done, tasks_done


class TasksModel(ProgrammeModel):
    """Ticks tasks off, and opens them again."""

    @property
    def tasks(self) -> tuple[DueTask, ...]:
        """All of them, in the order of their days."""
        nothing: tuple[Done, ...] = ()
        done = self.keeper.ask(partial(tasks_done, school_year=self.year), nothing)
        first = self.keeper.ask(partial(first_day, school_year=self.year), self.today)
        return tuple(dated_tasks(first, done))

    def set_done(self, task: Task, is_done: bool) -> None:
        """Keep that a task is done now, or that it is open after all."""

        def act() -> Message:
            set_task_done(self.keeper.workspace, self.year, task, is_done=is_done)
            if is_done:
                return Message("Done: {task}", task=TASKS[task])
            return Message("Open again: {task}", task=TASKS[task])

        self.change(act)
