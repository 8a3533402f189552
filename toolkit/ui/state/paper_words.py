"""What the papers are called on the page, and what each is for."""

from toolkit.messages import Message
from toolkit.paper.file_names import Paper

TITLES = {
    Paper.SEATS: Message("Seating map"),
    Paper.GROUPS: Message("Groups and pairs"),
    Paper.CARDS: Message("Partner cards"),
    Paper.LISTS: Message("Lists"),
    Paper.CONTRACTS: Message("Group contracts"),
    Paper.LETTER: Message("Letter to the homes"),
    Paper.DATES: Message("Dates for the calendar"),
}

PURPOSES = {
    Paper.SEATS: Message("One page as you see the room, and one as the students do."),
    Paper.GROUPS: Message("One page for the wall."),
    Paper.CARDS: Message(
        "One for each student: the partner, what partners do, and what to write when one is away."
    ),
    Paper.LISTS: Message("For Excel: the pairs of each group, and every student by name."),
    Paper.CONTRACTS: Message("For Word: a page for each group, which the students fill in."),
    Paper.LETTER: Message("For Word: to students and guardians. No student is named in it."),
    Paper.DATES: Message("Every makkerbytte, for the calendar on a computer or a phone."),
}
