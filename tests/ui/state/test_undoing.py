from toolkit.ui.state.undoing import Undoing


class Counting(Undoing[int]):
    """A number that is changed step by step."""

    most_steps = 3

    def __init__(self, value: int | None) -> None:
        super().__init__()
        self.value = value

    @property
    def _now(self) -> int | None:
        return self.value

    def _become(self, value: int) -> None:
        self.value = value

    def to(self, *values: int) -> None:
        for value in values:
            self._put(value)


def test_undo_leads_back_and_redo_forward_to_the_ends() -> None:
    counting = Counting(1)
    counting.to(2, 3)
    told = []
    for step in (counting.undo, counting.undo, counting.undo):
        step()
        told.append((counting.value, str(counting.told)))
    assert [value for value, _ in told] == [2, 1, 1]
    assert {words for _, words in told} == {"The last change is undone."}
    for step in (counting.redo, counting.redo, counting.redo):
        step()
    assert counting.value == 3
    assert str(counting.told) == "The change is made again."


def test_only_so_many_steps_can_be_undone() -> None:
    counting = Counting(1)
    counting.to(2, 3, 4, 5)
    assert counting.past == (2, 3, 4)


def test_a_new_step_ends_what_was_undone() -> None:
    counting = Counting(1)
    counting.to(2)
    counting.undo()
    counting.to(7)
    assert (counting.past, counting.future) == ((1,), ())


def test_the_first_value_leads_nowhere_back() -> None:
    counting = Counting(None)
    counting.to(1)
    assert counting.past == ()
    counting.to(2)
    counting._forget()
    counting.undo()
    assert counting.value == 2
