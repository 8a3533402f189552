"""What is asked about a class list, where it can be read in more ways than one."""

from dataclasses import dataclass

from toolkit.messages import Message


@dataclass(frozen=True)
class Question:
    """One question about a list, and the answers that there are.

    ``key`` names it in the answers that a user gives. ``options`` are pairs of a value and its
    words; ``likely`` is the value that holds until the user says otherwise. ``said`` tells
    whether that must be said where nobody can be asked: a name that is turned loses nobody.
    """

    key: str
    message: Message
    options: tuple[tuple[str, Message], ...]
    likely: str
    said: bool = True

    @property
    def assumed(self) -> Message:
        """The words of the likely answer."""
        return dict(self.options)[self.likely]

    @property
    def unasked(self) -> Message:
        """The question with the answer that was taken, and how another is given."""
        others = [f"{self.key}={value}" for value, _ in self.options if value != self.likely]
        return Message(
            "{question} This was taken: {answer}. Other answers: {others}.",
            question=self.message,
            answer=self.assumed,
            others=others,
        )
