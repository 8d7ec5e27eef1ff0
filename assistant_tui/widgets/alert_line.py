"""The third line: what is due or late, worst first, and the key that leads there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.message import Message

from assistant_tui.i18n import _
from assistant_tui.readmodels.shell import AlertItem, KeyHint
from assistant_tui.widgets.line import OneLine, Piece, after_key, width_of
from assistant_tui.widgets.plain import fit, words


class AlertChosen(Message):
    """An alert was clicked on."""

    def __init__(self, alert: AlertItem) -> None:
        super().__init__()
        self.alert = alert


class AlertLine(OneLine):
    """Alerts side by side, urgent ones marked `!`; those that do not fit are counted at the end.

    The line stays when nothing is due, so that the screen below never moves, and says so: an empty line
    could as well be a broken one. The key for the first stands behind it, where it takes no alert's room.
    """

    PREFIX = "alert-line"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("alert-line--urgent", "alert-line--due", "alert-line--calm", "alert-line--key")
    }

    DEFAULT_CSS = """
    AlertLine {
        & > .alert-line--urgent { color: $error; text-style: bold; }
        & > .alert-line--due { color: $warning; }
        & > .alert-line--calm { color: $foreground-muted; }
        & > .alert-line--key { color: $accent; }
    }
    """

    _alerts: Sequence[AlertItem] = ()
    _hint: KeyHint | None = None

    def show(self, alerts: Sequence[AlertItem], hint: KeyHint | None = None) -> None:
        """Show these alerts, in the given order but urgent ones first; the hint is about the first."""
        self._alerts = sorted(alerts, key=lambda alert: not alert.urgent)
        self._hint = hint
        self.redraw()

    def pieces(self, width: int) -> Iterable[Piece]:
        """As many alerts as fit whole, the first in any case."""
        if not self._alerts:
            return [Piece(f" {_('Nothing is due.')}", "calm")]
        fitting = self._fitting(width)
        for shown in range(len(fitting), 0, -1):
            rest = self._rest_after(shown)
            room = width - width_of(fitting[:shown]) - width_of(rest)
            if room >= 0:
                return [fitting[0], *self._key_within(room), *fitting[1:shown], *rest]
        first, rest = _piece(self._alerts[0]), self._rest_after(1)
        return [first._replace(text=fit(first.text, width - width_of(rest))), *rest]

    def _fitting(self, width: int) -> list[Piece]:
        """The alerts that go into so many cells; the others, perhaps many, are not looked at."""
        pieces: list[Piece] = []
        for alert in self._alerts:
            pieces.append(_piece(alert))
            if width_of(pieces) > width:
                return pieces[:-1]
        return pieces

    def _key_within(self, room: int) -> list[Piece]:
        """The key and what it does, if so many cells are left for them."""
        if self._hint is None:
            return []
        first, label = self._alerts[0], after_key(words(self._hint.label))
        pieces = [Piece(f" {self._hint.key}", "key", first), Piece(f"{label}  ", "calm", first)]
        return pieces if width_of(pieces) <= room else []

    def _rest_after(self, shown: int) -> list[Piece]:
        return [_rest(self._alerts[shown:])] if shown < len(self._alerts) else []

    def clicked(self, target: object) -> None:
        """Tell which alert was chosen; the count stands for the first that is not shown."""
        if isinstance(target, AlertItem):
            self.post_message(AlertChosen(target))


def _piece(alert: AlertItem) -> Piece:
    return Piece(f" {'! ' if alert.urgent else ''}{words(alert.text)} ", _look(alert), alert)


def _rest(hidden: Sequence[AlertItem]) -> Piece:
    return Piece(f" +{len(hidden)} ", _look(hidden[0]), hidden[0])


def _look(alert: AlertItem) -> str:
    return "urgent" if alert.urgent else "due"
