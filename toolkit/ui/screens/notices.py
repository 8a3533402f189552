"""What stands in the way of saving, and what can be done about it."""

from collections.abc import Iterable

from ipywidgets import VBox, Widget

from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import button, close, replace_children, row, shown
from toolkit.ui.state.keeper import Conflict, Keeper


class Notices:
    """Stands above every screen; ``view`` is empty where all is well."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._session = keeper.session
        self.view = VBox()
        self.view.add_class("mk-region")
        self.view.add_class("mk-notices")
        self._session.observe(self._show, "language")
        keeper.observe(self._show, ["error", "conflict", "strange"])
        self._show()

    def _show(self, _change: object = None) -> None:
        replace_children(self.view, self._content())

    def _content(self) -> Iterable[Widget]:
        _, keeper = self._session.translate, self._keeper
        if self._session.keeps and not self._session.is_lasting:
            text = _(
                "Nothing is saved: all is gone when you close the page. Download what you need."
            )
            yield shown(markup.note([text], "warning"))
        if keeper.strange:
            yield shown(markup.note([*map(_, keeper.strange)], "warning"))
        if keeper.error is not None:
            yield shown(markup.note([keeper.error.translated(_)], "danger"))
            choices = [button(_("Try again"), keeper.keep)]
            if keeper.can_save_anew and self._session.work is not None:
                choices.insert(0, button(_("Save this in the archive now"), keeper.save_anew))
            if keeper.can_go_back:
                choices.append(
                    button(_("Open the last backup instead"), keeper.go_back, "mk-quiet")
                )
            yield row(*choices)
        if keeper.conflict is not None:
            yield from self._settling(keeper.conflict)

    def _settling(self, conflict: Conflict) -> Iterable[Widget]:
        """What both have done, and whose of it is to count."""
        _, keeper = self._session.translate, self._keeper
        theirs = _("{who} This was done there:", who=conflict.told)
        yield shown(markup.note([theirs], "warning", list(map(_, conflict.their_changes))))
        choices = [button(_("Use the other version"), keeper.take_theirs)]
        if mine := conflict.my_changes:
            text = _("You have done this, and it is not saved:")
            yield shown(markup.note([text], "quiet", list(map(_, mine))))
        if conflict.can_keep_mine:
            choices.append(button(_("Keep this version"), keeper.keep_mine, "mk-quiet"))
        yield row(*choices)

    def close(self) -> None:
        """Stop watching, and free every widget."""
        self._session.unobserve(self._show, "language")
        self._keeper.unobserve(self._show, ["error", "conflict", "strange"])
        close(self.view)
