"""The invented classes that come with the package, each with a story to tell."""

from dataclasses import dataclass
from pathlib import Path

from toolkit.messages import Message


@dataclass(frozen=True, slots=True)
class Sample:
    """A class list with its story, and the rules and the plan so far that belong to it."""

    key: str
    title: Message
    story: Message
    roster_path: Path
    rules_path: Path | None = None
    plan_path: Path | None = None


def samples() -> tuple[Sample, ...]:
    """All samples, the most ordinary class first."""
    folder = _folder()
    return (
        Sample(
            "ordinary",
            Message("An ordinary class: 8A"),
            Message(
                "28 students from four primary schools, who tend to sit with those they know. "
                "Two are kept apart, and two begin the year side by side."
            ),
            folder / "8a.csv",
            folder / "8a.rules.toml",
        ),
        Sample(
            "odd",
            Message("An odd number: 9B"),
            Message(
                "27 students do not divide by four, so one trio is a group of its own, and the "
                "turns in it go round. The list is as Excel saves it in Norway."
            ),
            folder / "9b.csv",
            folder / "9b.rules.toml",
        ),
        Sample(
            "small",
            Message("A small class: 10C"),
            Message(
                "11 students at a small school. With so few, everyone has met everyone after a "
                "handful of periods. The list is names only, in an Excel file."
            ),
            folder / "10c.xlsx",
        ),
        Sample(
            "web",
            Message("Many to keep apart: 8D"),
            Message(
                "24 students and a web of students who are kept apart. It is more than a "
                "teacher can hold in mind, and still there is a plan."
            ),
            folder / "8d.ods",
            folder / "8d.rules.toml",
        ),
        Sample(
            "under_way",
            Message("Two periods into the year: 8B"),
            Message(
                "Two makkerbytter have been. Since then one student has moved away, one has "
                "joined, and a talk with the primary school has brought a new rule."
            ),
            folder / "8b.csv",
            folder / "8b.rules.toml",
            folder / "8b.plan.csv",
        ),
        Sample(
            "year",
            Message("A whole year group: four VG1 classes"),
            Message(
                "106 students from six schools in one file, with one file of rules. Two of them "
                "have the same name, in different classes."
            ),
            folder / "vg1.csv",
            folder / "vg1.rules.toml",
        ),
    )


def _folder() -> Path:
    """Where the files are: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent
    shipped = package / "_shipped" / "sample_data"
    return shipped if shipped.is_dir() else package.parent / "sample_data"
