"""A round as digits: one for each observation, in the order in which they stand below the line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from assistant_tui import services
from assistant_tui.domain.protocols import Level, Observation, ObservationKind, level_of, missing
from assistant_tui.domain.roundline import RoundLine, read_round
from assistant_tui.domain.saying import InputError, Saying
from assistant_tui.domain.timetable import latest
from assistant_tui.i18n import _, language, spoken
from assistant_tui.readmodels.shell import Tone
from assistant_tui.readmodels.watches import Recorded, WatchRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.lens import Lens, minutes
from assistant_tui.screens.watch_columns import TONES
from assistant_tui.screens.watch_panel import title_of_watch
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import plain
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import Cell, Column, LineTable

_NOTHING = RoundLine({}, frozenset(), "")


@dataclass(frozen=True, slots=True)
class _Answer:
    """An observation, how it is typed, and what the line says of it so far."""

    observation: Observation
    said: str
    tone: Tone


class RecordRound(Dialog[Recorded]):
    """Enter records what stands below: typed values, usual ones, and what was left out for a reason."""

    def __init__(self, ctx: Context, lens: Lens, watch: WatchRow) -> None:
        super().__init__(
            _title(watch, lens, ctx), _("Enter: record   @10:42: earlier   -: not seen   Esc: back")
        )
        self._ctx = ctx
        self._lens = lens
        self._watch = watch
        self._line = _NOTHING

    def body(self) -> Iterable[Widget]:
        """The line, what it says, and the observations."""
        yield PlainInput(ascii_keys=True, placeholder=_("Such as: 1 2 4, then words"), max_length=200)
        yield LineTable[_Answer](
            [
                Column(
                    "name",
                    lambda: "",
                    lambda row: Cell(row.observation.name.said_in(language())),
                    12,
                    priority=9,
                ),
                Column("said", lambda: "", lambda row: Cell(row.said, row.tone), 14, weight=1, priority=8),
                Column(
                    "keys", lambda: "", lambda row: Cell(how_typed(row.observation), "muted"), 20, weight=3
                ),
            ],
            key=lambda row: row.observation.code,
            empty=lambda: "",
            header=False,
        )
        yield Static(classes="round-check", markup=False)

    def on_mount(self) -> None:
        """Ready for the first digit."""
        self.query_one(LineTable).can_focus = False
        self._input.focus()
        self._show()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.attempt(lambda: self._record(event.value))

    def refused(self, saying: Saying) -> None:
        """Why not, below the line."""
        self._input.problem = saying

    def _record(self, typed: str) -> Recorded:
        protocol, line = self._watch.protocol, read_round(self._watch.protocol, typed)
        return services.watches.record(
            self._ctx,
            self._watch.watch_id,
            line.readings,
            happened_at=latest(line.at, self._ctx.now(), self._ctx.zone) if line.at else None,
            note=line.note(protocol),
            reason=line.reason(protocol),
        )

    # What is shown.

    def _show(self) -> None:
        try:
            self._line = read_round(self._watch.protocol, self._input.value)
        except InputError as error:
            self._check(spoken(error.saying), "$error")
            return
        table = self.query_one(LineTable)
        table.show([self._answer(one) for one in self._watch.protocol.observations])
        left_out = missing(self._watch.protocol, self._line.readings)
        if left_out:
            table.select(left_out[0].code)
        self._check(*self._remark())

    def _answer(self, one: Observation) -> _Answer:
        reading = self._line.readings.get(one.code)
        if reading is None:
            return _Answer(one, "" if one.optional else "?", "muted" if one.optional else "warn")
        said = one.said_in(language(), reading)
        try:
            level = level_of(one, reading, self._since_start)
        except InputError as error:
            return _Answer(one, spoken(error.saying), "alarm")
        if one.code in self._line.taken:
            return _Answer(one, _("{usual} (usual)", usual=said), "muted")
        return _Answer(one, said, TONES[level] or "good")

    def _remark(self) -> tuple[str, str]:
        """The worst of what stands there, and what is still needed."""
        left_out = missing(self._watch.protocol, self._line.readings)
        alarming = any(self._level(one) is Level.ALARM for one in self._watch.protocol.observations)
        if alarming:
            return _("This calls for the doctor at once"), "$error"
        if left_out and self._line.words:
            return _("In part: {reason}", reason=self._line.words), "$warning"
        if left_out and self._input.value.strip():
            names = ", ".join(one.name.said_in(language()) for one in left_out)
            return _("Not seen yet: {what}. Words behind say why", what=names), "$foreground-muted"
        return (_("Note: {note}", note=self._line.words) if self._line.words else ""), "$foreground-muted"

    def _level(self, one: Observation) -> Level:
        reading = self._line.readings.get(one.code)
        try:
            return Level.USUAL if reading is None else level_of(one, reading, self._since_start)
        except InputError:
            return Level.USUAL

    @property
    def _since_start(self) -> timedelta:
        now = self._ctx.now()
        at = latest(self._line.at, now, self._ctx.zone) if self._line.at else now
        return at - self._watch.started_at

    def _check(self, text: str, style: str) -> None:
        self.query_one(".round-check", Static).update(plain(text, style))

    @property
    def _input(self) -> PlainInput:
        return self.query_one(PlainInput)


def _title(watch: WatchRow, lens: Lens, ctx: Context) -> str:
    now = ctx.now()
    stands = watch.standing(now)
    title = title_of_watch(watch, lens)
    if stands.since is not None:
        when, late = lens.time(stands.since), minutes(stands.since, now)
        return _("{who}, round {number} of {time}, due for {minutes} min", who=title, number=stands.due,
                 time=when, minutes=late)  # fmt: skip
    if stands.ahead_at is not None:
        return _("{who}, next round at {time}", who=title, time=lens.time(stands.ahead_at))
    return title


def how_typed(one: Observation) -> str:
    """What may be typed: `1 none 2 spotting`, `0-10`."""
    if one.choices:
        listed: Sequence[str] = [
            f"{place} {choice.name.said_in(language())}" for place, choice in enumerate(one.choices, 1)
        ]
        return "  ".join(listed)
    if one.kind is ObservationKind.TEXT:
        return _("words")
    return f"{one.least:g}-{one.most:g} {one.unit}".strip()
