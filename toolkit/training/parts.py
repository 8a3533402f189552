"""What the three hours say, part by part, in the terms and figures of the leaflet."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.messages import Message


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the course: what it takes, what is seen, and what only the trainer sees.

    ``lead`` is the one sentence to remember and ``points`` what else stands there. ``notes`` are
    the speaker's. ``sample`` tells the invented class that is used, where there is one.
    """

    key: str
    title: Message
    minutes: int
    lead: Message
    points: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()
    sample: Message | None = None


PARTS: tuple[Part, ...] = (
    Part(
        "why",
        Message("Why"),
        15,
        Message("Everyone gets to know everyone."),
        (
            Message("So many of the pilot's 72 students agree or partly agree."),
            Message("Students meet across the relations that they have, which prevents cliques."),
            Message("It is about being a good colleague to every classmate."),
        ),
        (
            Message("Ask first: who in the room remembers sitting alone on a first school day?"),
            Message(
                "The figures: 72 students in the pilot at Hole ungdomsskole, and about 33 000 "
                "students in Vg1 to Vg3, 2015 to 2023. They agree or partly agree."
            ),
            Message(
                "Be honest: Ungsinn sets it at level 3 of evidence, some documentation of effect."
            ),
        ),
    ),
    Part(
        "what",
        Message("What a makkerskap is"),
        15,
        Message("Two who sit side by side, for three weeks."),
        (
            Message("Makkere sit side by side in every subject that the whole class has together."),
            Message("They greet each other, show interest, and notice whether the other thrives."),
            Message("Two makkerpar are a makkergruppe. It writes a contract of its own each time."),
            Message("Every third week, pairs and groups are new."),
        ),
        (
            Message("Let two and two in the room be makkere for the rest of the course."),
            Message("They are colleagues, not friends on demand. Say that out loud."),
        ),
    ),
    Part(
        "try",
        Message("Try it yourself"),
        25,
        Message("Make the second makkerbytte by hand."),
        (),
        (
            Message("Let somebody from the hall come up, or let the hall call out the names."),
            Message("Say nothing of how many are possible until they are done."),
            Message("Afterwards: with twelve it is a game. With 28, and the ninth time?"),
        ),
        Message("Twelve invented students who have sat together for three weeks"),
    ),
    Part(
        "nine",
        Message("Why nine periods for 28"),
        15,
        Message("27 classmates, 3 new ones each time: nine periods."),
        (),
        (
            Message("Ask for a guess before you point at the curves."),
            Message(
                "For four periods the careful teacher is nearly as good as the plan. Then the "
                "periods that are left no longer fit together."
            ),
            Message("Nine periods of three weeks are 27 weeks: it fits within one school year."),
        ),
        Message("28 students, no rules"),
    ),
    Part(
        "hard",
        Message("A hard class"),
        15,
        Message("Some are never to be makkere, and nobody has to be told why."),
        (
            Message("A student is never put with somebody who has bullied them."),
            Message("Not as makkere, not in one makkergruppe, not as neighbours in the room."),
            Message("The reason is never written down."),
        ),
        (
            Message("Ask what the barneskole has told, and whom it has told. It often comes late."),
            Message("Who is kept apart is never seen on a projector or on a paper for students."),
        ),
        Message("8D, an invented class of 24"),
    ),
    Part(
        "first",
        Message("The first day"),
        20,
        Message("From day one, everyone has somebody to sit with."),
        (),
        (
            Message("The contact teacher decides: every proposal can be changed by hand."),
            Message("Read the groups aloud calmly, one at a time, and let them find their seats."),
            Message(
                "Then a simple exercise: two minutes each on the summer, and the makker listens."
            ),
        ),
        Message("9B, an invented class of 27"),
    ),
    Part(
        "papers",
        Message("Seats and papers"),
        20,
        Message("The klassekart hangs on the wall before the bell rings."),
        (
            Message("A gruppekontrakt for each makkergruppe, to be written by the students."),
            Message("A letter to the guardians, and the school's årshjul."),
        ),
        (
            Message("Show a gruppekontrakt on paper, and let the groups in the hall fill one in."),
            Message("Each makkerbytte takes time: ask the leadership when it is to be."),
        ),
        Message("The twelve of the game"),
    ),
    Part(
        "worry",
        Message("A worry and an absence"),
        20,
        Message("“Hi! I see that you are away today. I hope to see you tomorrow.”"),
        (
            Message("Whoever is at school writes to a makker who is away."),
            Message("Whoever is worried about a makker tells the contact teacher."),
        ),
        (
            Message("Who writes to whom stands there, so that nobody is forgotten."),
            Message("Ask: what do you do when a student comes with a worry five minutes to eight?"),
        ),
        Message("9B, on a day on which three are away"),
    ),
    Part(
        "evaluation",
        Message("Evaluation"),
        15,
        Message("Ask the students every year, and hold the answers against these."),
        (
            Message(
                "75 percent of 1538 teachers in vgs are satisfied or very satisfied (2016 to 2021)."
            ),
        ),
        (
            Message("The first figure is of 72 students at one school. It is not a promise."),
            Message(
                "Morin (2021) found a better social climate in class, more so after several years."
            ),
            Message("No figure may reveal a single student: small classes are not shown."),
        ),
    ),
    Part(
        "questions",
        Message("Questions"),
        20,
        Message("What will you do on Monday?"),
        (
            Message("The leadership names a coordinator, and sets time aside at each makkerbytte."),
            Message("VIP Makkerskap stands in the school's årshjul and plans."),
            Message("Students and guardians are told before the school year begins."),
        ),
        (
            Message("Let everyone write down one thing, and read it to their makker."),
            Message("Questions afterwards: vip@vestreviken.no"),
        ),
    ),
)


def part(key: str) -> Part:
    """The part of this key."""
    return next(one for one in PARTS if one.key == key)
