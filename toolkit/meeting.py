"""Whom a plan means: its students, and those of a class list, who are the same.

They meet by their ids, and by their names where ids fail: a spreadsheet has turned 007 into 7,
or the class is 9A now and ids were made of the old name. Two of the same name never meet by it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from toolkit.matching import Comparison, Match, name_of
from toolkit.messages import Message
from toolkit.names import class_key, normalised, tidy, without_nickname
from toolkit.people import Roster, Student, free_id, has_made_id
from toolkit.plan import Period, Plan

type _Who = tuple[str, str]
"""The id and the name, as it is compared, of one in the plan: only both are always of one."""


@dataclass(frozen=True, repr=False)
class Meeting:
    """The plan that was ``given``, held against a class list.

    ``answers`` tell of ``doubtful`` matches whether the user has called the two the same.
    """

    given: Plan
    roster: Roster
    answers: Mapping[Match, bool] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        return f"Meeting({self.met} met, {len(self.lost)} lost, {len(self.doubtful)} doubtful)"

    @cached_property
    def plan(self) -> Plan:
        """The plan with the ids of the class list; who is not there has nobody's id of it."""
        ids = {**self._ids_of_strangers, **self._found}
        if all(key == who[0] for who, key in ids.items()):
            return self.given
        return self.given.renaming(lambda student: replace(student, id=ids[_who(student)]))

    @property
    def met(self) -> int:
        """How many of the class list have a place in the plan."""
        return len(set(self._found.values()))

    @cached_property
    def doubtful(self) -> tuple[Match, ...]:
        """Those of the plan's last period who may be in the list under another name, to ask about.

        A no may bring up who is next in likelihood: ask until this is empty.
        """
        return tuple(self._as_in_plan(match) for match in self._comparison.likely)

    @cached_property
    def lost(self) -> tuple[Student, ...]:
        """Those of the plan's last period who are nobody in the class list, as far as is known."""
        return tuple(self._strangers.values())

    @cached_property
    def new(self) -> tuple[Student, ...]:
        """Those of the class list who have no place in the plan, for all that is known."""
        known = set(self._found.values())
        return tuple(student for student in self.roster if student.id not in known)

    def decided(self, answers: Mapping[Match, bool]) -> "Meeting":
        """The same once the user has said of these whether they are the same student."""
        return replace(self, answers={**self.answers, **answers})

    @property
    def sentences(self) -> tuple[Message, ...]:
        """What has to be said of it: whose history may be lost, and who is known by id alone."""
        said = []
        if self.lost and self.new and (self.doubtful or not self._ids_tell):
            said.append(
                Message(
                    "In the plan, but not in the class list: {lost}. In the class list, but not in "
                    "the plan: {new}. If some of them are the same, write the same name or the "
                    "same id in both files; otherwise what has happened does not count for them.",
                    lost=[student.name for student in self.lost],
                    new=[self.roster.label(student) for student in self.new],
                )
            )
        if 2 * len(self._by_id_alone) > self.met:
            said.append(
                Message(
                    "The plan has other names than the class list, so only the ids tell who is "
                    "who. Is it the plan of this class?"
                )
            )
        return tuple(said)

    @property
    def _ids_tell(self) -> bool:
        """Whether students have ids of their own, so that another id is another student."""
        made = any(map(has_made_id, (*self.lost, *self.new)))
        return not made and all(key == who[0] for who, key in self._found.items())

    @cached_property
    def _people(self) -> dict[_Who, Student]:
        """Everyone in the plan, in the order in which they come."""
        return {_who(student): student for one in self._seatings for student in one.students}

    @cached_property
    def _seatings(self) -> tuple[Period, ...]:
        return tuple(one for period in self.given.periods for one in period.seatings)

    @cached_property
    def _places_of(self) -> dict[_Who, set[int]]:
        found: dict[_Who, set[int]] = {}
        for at, seating in enumerate(self._seatings):
            for student in seating.students:
                found.setdefault(_who(student), set()).add(at)
        return found

    @cached_property
    def _found(self) -> dict[_Who, str]:
        """The id in the class list of everyone in the plan who is in it."""
        sure = self._sure
        told = ((match.old, match.new) for match, same in self.answers.items() if same)
        return {**sure, **{_who(old): new.id for old, new in told}}

    @cached_property
    def _sure(self) -> dict[_Who, str]:
        found: dict[_Who, str] = {}
        self._take(found, (p for p in self._same_id if name_of(p[1]) == p[0][1]))
        agreed = len(found)
        for key in (name_of, _bare_name_of):
            self._take(found, list(self._same_name(key, found)))
        # Ids that many names contradict are numbers of lines, which are new every time.
        if sum(who in found and found[who] != s.id for who, s in self._same_id) <= agreed:
            self._take(found, (pair for pair in self._same_id if pair[0] not in found))
        return found

    def _take(self, found: dict[_Who, str], pairs: Iterable[tuple[_Who, Student]]) -> None:
        """Let these be the same, but for who has a place of that student's period already."""
        for who, student in pairs:
            places = self._places_of[who]
            others = (self._places_of[one] for one, key in found.items() if key == student.id)
            if all(places.isdisjoint(other) for other in others):
                found[who] = student.id

    @cached_property
    def _same_id(self) -> tuple[tuple[_Who, Student], ...]:
        ids = {tidy(student.id): student for student in self.roster} | self.roster.by_id
        both = ((who, ids.get(who[0]) or ids.get(tidy(who[0]))) for who in self._people)
        return tuple((who, student) for who, student in both if student is not None)

    def _same_name(
        self, key: Callable[[Student], str], found: Mapping[_Who, str]
    ) -> Iterator[tuple[_Who, Student]]:
        """Those who alone have their name in the plan and in the list, and are not found yet."""
        in_list, in_plan = Counter(map(key, self.roster)), Counter(map(key, self._people.values()))
        known = set(found.values())
        listed = {key(student): student for student in self.roster if student.id not in known}
        for who, student in self._people.items():
            name = key(student)
            if who not in found and name in listed and in_list[name] == in_plan[name] == 1:
                yield who, listed[name]

    @cached_property
    def _by_id_alone(self) -> tuple[_Who, ...]:
        """Those found by an id though the names are nothing like each other."""
        return tuple(
            who
            for who, student in self._same_id
            if self._sure.get(who) == student.id
            and not Match(self._people[who], student).has_like_name
        )

    @cached_property
    def _strangers(self) -> dict[_Who, Student]:
        """Those of the last period who are not found."""
        last = self.given.periods[-1].students if self.given.periods else ()
        return {_who(student): student for student in last if _who(student) not in self._found}

    @cached_property
    def _ids_of_strangers(self) -> dict[_Who, str]:
        """The id of everyone who is not found: their own, where that is nobody else's."""
        taken = set(self.roster.by_id)
        ids: dict[_Who, str] = {}
        for who in self._people:
            if who not in self._found:
                ids[who] = free_id(who[0], taken)
                taken.add(ids[who])
        return ids

    @cached_property
    def _comparison(self) -> Comparison:
        # All are of the class now, whatever it was called then.
        old = {s.id: replace(s, school_class="") for s in self._strangers.values()}
        new = Roster(tuple(replace(student, school_class="") for student in self.new))
        asked = {
            Match(*(replace(one, school_class="") for one in (match.old, match.new))): same
            for match, same in self.answers.items()
        }
        return Comparison(Roster(tuple(old.values())), new, asked)

    def _as_in_plan(self, match: Match) -> Match:
        return Match(self._strangers[_who(match.old)], self.roster.by_id[match.new.id])


def plan_of(plans: Sequence[Plan], roster: Roster) -> Meeting:
    """The plan in which most of a class have a place; of several, the one that names the class."""
    own = set(map(class_key, roster.classes))
    return max(
        (Meeting(plan, roster) for plan in plans),
        key=lambda one: (one.met, class_key(one.given.school_class) in own),
    )


def _who(student: Student) -> _Who:
    return student.id, name_of(student)


def _bare_name_of(student: Student) -> str:
    return normalised(without_nickname(name_of(student)))
