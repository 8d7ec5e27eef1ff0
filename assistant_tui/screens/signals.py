"""How alerts ring: in the terminal, as a tone, as a message on the desktop; each can be switched off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant_tui.domain.attention import Alert
from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import _
from assistant_tui.widgets.plain import words

if TYPE_CHECKING:
    from assistant_tui.desktop import Desktop


class Signal(StrEnum):
    """One way of ringing, named like its setting."""

    BELL = "bell"
    SOUND = "sound"
    DESKTOP = "desktop"


SIGNAL_WORDS: dict[Signal, Saying] = {
    Signal.BELL: say("Bell of the terminal"),
    Signal.SOUND: say("Tone"),
    Signal.DESKTOP: say("Message on the desktop"),
}


class Signals:
    """Rings in all the ways that are switched on.

    `bell` and `to_terminal`, which has the terminal show a message, stand in for what the computer cannot do;
    they may be called from any thread.
    """

    def __init__(
        self,
        desktop: Callable[[], Desktop],
        *,
        bell: Callable[[], None],
        to_terminal: Callable[[str], None],
        on: Collection[Signal] = (),
    ) -> None:
        self._desktop = desktop
        self._bell = bell
        self._to_terminal = to_terminal
        self._on = set(on)

    def is_on(self, signal: Signal) -> bool:
        """Whether alerts ring this way."""
        return signal in self._on

    def switch(self, signal: Signal) -> bool:
        """The other way round from now on; answers whether it is on."""
        self._on ^= {signal}
        return self.is_on(signal)

    def ring(self, alerts: Sequence[Alert]) -> None:
        """Ring for these, the worst first. A message names tickets, never patients: as alerts do."""
        if self.is_on(Signal.BELL):
            self._bell()
        if self.is_on(Signal.SOUND):
            rung = self.is_on(Signal.BELL)
            self._desktop().play(otherwise=(lambda: None) if rung else self._bell)
        if self.is_on(Signal.DESKTOP):
            text = _message(alerts)
            self._desktop().show(text, otherwise=lambda: self._to_terminal(text))


def _message(alerts: Sequence[Alert]) -> str:
    first, others = words(alerts[0].saying), len(alerts) - 1
    return _("{alert}, and {count} more", alert=first, count=others) if others else first
