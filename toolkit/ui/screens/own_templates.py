"""The school's own Word templates: which there are, and what they may say."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from ipywidgets import VBox, Widget

from toolkit.messages import Language, Translator
from toolkit.paper.fields import FIELDS, Record, Several
from toolkit.paper.file_names import TEMPLATED, Paper
from toolkit.ui.screens import markup
from toolkit.ui.screens.files import Download, upload
from toolkit.ui.screens.outcome import asked_first, outcome
from toolkit.ui.screens.screen import Screen, Watched, button, row, section, shown
from toolkit.ui.state.own_templates import OwnTemplates
from toolkit.ui.state.paper_words import TITLES
from toolkit.workspace.templates import KeptTemplate


def own_templates(
    screen: Screen[Any],
    model: OwnTemplates,
    watched: Watched,
    languages: Callable[[], tuple[Language, ...]],
) -> Widget:
    """A row for each paper that is made of a template, in each of the ``languages``."""
    _ = screen._
    return section(
        _("The school's own templates"),
        _(
            "Group contracts and the letter are Word files. Take ours, change it as your school "
            "wants it, and choose it here."
        ),
        screen.live(
            lambda: _answer(screen, model), (model, "asking"), (model, "error"), (model, "done")
        ),
        screen.live(lambda: _rows(screen, model, languages()), watched, (model, "version")),
        screen.live(lambda: _explained(screen, model), (model, "is_explained")),
    )


def _answer(screen: Screen[Any], model: OwnTemplates) -> Iterable[Widget]:
    """The question that waits for a yes, or what came of the last thing that was done."""
    _ = screen._
    if model.asking is not None:
        paper = _(TITLES[model.asking.paper])
        text = _("Delete the school's template for {paper}? It cannot be undone.", paper=paper)
        yield from asked_first(screen, text, _("Yes, delete"), model.delete, model.leave)
    else:
        yield from outcome(screen, model.error, model.done)


def _rows(
    screen: Screen[Any], model: OwnTemplates, languages: tuple[Language, ...]
) -> Iterable[Widget]:
    kept = {(one.paper, one.language): one for one in model.kept}
    for language in languages:
        for paper in TEMPLATED:
            yield _row(screen, model, paper, language, kept.get((paper, language)))


def _row(
    screen: Screen[Any],
    model: OwnTemplates,
    paper: Paper,
    language: Language,
    kept: KeptTemplate | None,
) -> Widget:
    """Whose template a paper is made of, and what can be done with it."""
    _ = screen._
    title = f"{_(TITLES[paper])} · {language.label}"
    name = paper.file_name(Translator(language))
    ours = Download(_("Download our template"), name, partial(model.example, paper, language))
    take = partial(model.take, paper, language)
    acts: list[Widget] = [ours]
    if kept is None:
        acts.append(upload(_("Choose a template …"), ".docx", take))
    else:
        acts += [
            Download(_("Download the school's"), name, partial(bytes, kept.content)),
            upload(_("Replace it …"), ".docx", take),
            button(
                _("Delete"),
                partial(model.ask_to_delete, kept),
                "mk-quiet",
                tooltip=_("Delete the template for {paper}", paper=title),
            ),
        ]
    whose = _("Made of the school's template.") if kept else _("Made of our template.")
    return row(VBox([shown(markup.rule_line(title, whose))]), row(*acts), kind="mk-rule")


def _explained(screen: Screen[Any], model: OwnTemplates) -> Iterable[Widget]:
    """Every field, and how loops and conditions are written."""
    _ = screen._
    yield row(button(_("What a template may say"), model.explain, "mk-quiet"))
    if not model.is_explained:
        return
    title = _("What a template may say")
    header = (_("Written in the template"), _("What stands there on the paper"))
    yield shown(
        markup.paragraph(
            _(
                "Names, loops and conditions between braces, as below. Nothing else is allowed "
                "there, and nothing in a template can run."
            )
        )
    )
    yield shown(markup.table(title, header, [*_fields(FIELDS, "", _), *_examples(_)]))


def _fields(record: Record, of: str, _: Translator) -> Iterable[tuple[str, str]]:
    """Each field as it is written, those of what a loop gives below it."""
    for field in record.fields:
        name = _(field.called)
        yield f"{{{{ {of}{name} }}}}", _(field.means)
        if isinstance(field.shape, Several) and isinstance(field.shape.each, Record):
            yield from _fields(field.shape.each, f"{_('group')}.", _)


def _examples(_: Translator) -> Iterable[tuple[str, str]]:
    group, groups, students, starts = _("group"), _("groups"), _("students"), _("starts")
    loop = f"{{% for {group} in {groups} %}} {{{{ {group}.{students} }}}} {{% endfor %}}"
    yield loop, _("what is between is written for each group")
    yield (
        f"{{% if {starts} %}} … {{% endif %}}",
        _("what is between is written where there are dates"),
    )
    own = f"{{%p for {group} in {groups} %}}"
    yield own, _("the same, in a paragraph of its own that is left out")
