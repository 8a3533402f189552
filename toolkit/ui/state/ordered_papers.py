"""Papers that are asked for on the page, and the making of them, which needs no page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.files.sources import Source
from toolkit.messages import Language, Translator
from toolkit.paper.file_names import Paper, zipped
from toolkit.seats import Seating
from toolkit.ui.state.file_names import Content, file_name
from toolkit.workspace.templates import KeptTemplate
from toolkit.workspace.work import Work

if TYPE_CHECKING:
    from toolkit.paper.making import Papers


@dataclass(frozen=True, slots=True)
class PaperFile:
    """What is handed to the browser: one paper, or an archive of several; of which period."""

    name: str
    content: bytes
    number: int
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The first page (PNG) of a paper in a language."""

    paper: Paper
    language: Language
    content: bytes


@dataclass(frozen=True, slots=True)
class Making:
    """How far it is: which paper is being made, how many are, and seconds since the start."""

    paper: Paper
    done: int
    all: int
    seconds: float


type OnMaking = Callable[[Making], object]
"""Told before each paper; returning ``False`` stops it, and nothing is handed out."""


@dataclass(frozen=True)
class Order:
    """Papers of a class's period in some languages, each in its own.

    ``language`` is the page's, in which an archive has its name.
    """

    work: Work
    number: int
    papers: tuple[Paper, ...]
    languages: tuple[Language, ...]
    templates: tuple[KeptTemplate, ...]
    school: str
    language: Language

    def file(self, on_making: OnMaking) -> PaperFile | None:
        """One paper as it is, or all as an archive, with a folder for each of several languages.

        None where it was stopped. Raises ``InputError`` as ``papers`` does.
        """
        begun, files = time.monotonic(), dict[str, bytes]()
        count = len(self.papers) * len(self.languages)
        for paper, name, made in self._each():
            making = Making(paper, len(files), count, time.monotonic() - begun)
            if on_making(making) is False:
                return None
            folder, file = name
            files[f"{folder}{file}"] = made[file]
        if len(files) == 1:
            (alone,) = files.items()
            return PaperFile(*alone, self.number, self.papers)
        title = file_name(Content.PAPERS, ".zip", Translator(self.language), self.work.name)
        return PaperFile(title, zipped(files), self.number, self.papers)

    def picture(self, on_making: OnMaking) -> Picture | None:
        """The first page of the first paper; None where it is no page, or was stopped."""
        for paper, (_folder, file), made in self._each():
            if on_making(Making(paper, 0, 1, 0)) is False:
                return None
            content = made.first_page(file)
            return None if content is None else Picture(paper, self.languages[0], content)
        return None

    def _each(self) -> Iterator[tuple[Paper, tuple[str, str], Papers]]:
        """Each paper that there can be, its folder and its file, and where it is made."""
        for language in self.languages:
            translate = Translator(language)
            made = self._papers(translate)
            folder = f"{language.value}/" if len(self.languages) > 1 else ""
            for paper in self.papers:
                if (file := paper.file_name(translate)) in made:
                    yield paper, (folder, file), made

    def _papers(self, translate: Translator) -> Papers:
        from toolkit.paper.making import papers  # heavy, where the first page is light

        seats = self.work.seating.get(self.number)
        return papers(
            self.work.plan,
            self.number,
            roster=self.work.roster,
            seating=None if seats is None else Seating((seats,)),
            calendar=self.work.calendar,
            school=self.school,
            school_class=self.work.name,
            language=translate,
            templates=self._own(translate),
        )

    def _own(self, translate: Translator) -> Mapping[str, Source]:
        """The school's own templates for what is asked for, each under the name of its paper."""
        kept = (
            one
            for one in self.templates
            if one.language is translate.language and one.paper in self.papers
        )
        names = ((one.paper.file_name(translate), one.content) for one in kept)
        return {name: Source(name, content) for name, content in names}
