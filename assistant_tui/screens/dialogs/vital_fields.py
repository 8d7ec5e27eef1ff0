"""The vital signs in a compact grid: short labels, short fields, one for each measurement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Grid, Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.domain.vitals import (
    Consciousness,
    Vital,
    Vitals,
    checked,
    read_number,
    read_pressure,
    read_temperature,
)
from assistant_tui.readmodels.shell import Words
from assistant_tui.screens.dialogs.form import options_of
from assistant_tui.screens.dialogs.one_of import OneOf
from assistant_tui.widgets.plain import cells, plain, words
from assistant_tui.widgets.plain_input import PlainInput

_GAP = 1
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the grid: `read` answers the columns of `Vitals` that it gives."""

    key: str
    label: Saying
    hint: str
    read: Callable[[str], Mapping[str, Any]]


def _number(vital: Vital) -> Callable[[str], Mapping[str, Any]]:
    return lambda typed: {vital.value: read_number(vital, typed)}


def _pressure(typed: str) -> Mapping[str, Any]:
    systolic, diastolic = read_pressure(typed)
    return {"systolic": systolic, "diastolic": diastolic}


_FIELDS: tuple[_Field, ...] = (
    _Field("respiration", say("Breaths"), "/min", _number(Vital.RESPIRATION)),
    _Field("oxygen", say("SpO2"), "%", _number(Vital.OXYGEN)),
    _Field("pressure", say("Pressure"), "mmHg", _pressure),
    _Field("pulse", say("Pulse"), "/min", _number(Vital.PULSE)),
    _Field("temperature", say("Temp."), "C", lambda typed: {"temperature": read_temperature(typed)}),
    _Field("pain", say("Pain"), "0-10", _number(Vital.PAIN)),
)

_MINDS: tuple[tuple[str, Words], ...] = (
    ("", "-"),
    (Consciousness.ALERT.value, say("alert")),
    (Consciousness.CONFUSED.value, say("confused")),
    (Consciousness.VOICE.value, say("to voice")),
    (Consciousness.PAIN.value, say("to pain")),
    (Consciousness.UNRESPONSIVE.value, say("nothing")),
)
"""What the patient answers to; without a choice nobody has looked."""
_AIR, _OXYGEN, _AIR_2, _OXYGEN_2 = "air", "oxygen", "air-2", "oxygen-2"
_BREATHES: tuple[tuple[str, Saying], ...] = (
    (_AIR, say("air")),
    (_OXYGEN, say("oxygen")),
    (_AIR_2, say("air, scale 2")),
    (_OXYGEN_2, say("oxygen, scale 2")),
)
_LABELS = (*(field.label for field in _FIELDS), say("Breathes"), say("Pregnant"))


class VitalFields(Vertical):
    """Tab and Enter go from field to field; `Changed` is posted at every change."""

    DEFAULT_CSS = """
    VitalFields { height: auto; }
    VitalFields Grid { grid-size: 3; grid-gutter: 0 1; height: auto; grid-rows: 1; }
    """

    class Changed(Message):
        """Something was typed or chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._inputs = {
            field.key: PlainInput(placeholder=field.hint, ascii_keys=True, max_length=_LONGEST)
            for field in _FIELDS
        }
        self._mind = OneOf(options_of(_MINDS))
        self._breathes = OneOf(options_of(_BREATHES))

    def compose(self) -> ComposeResult:
        """Two rows of three, then the two that are chosen."""
        with Grid():
            for field in _FIELDS:
                yield labelled(field.label, self._inputs[field.key])
        yield labelled(say("Mind"), self._mind)
        yield labelled(say("Breathes"), self._breathes)

    def read(self) -> tuple[Vitals, InputError | None]:
        """What the fields say, and why the first that cannot be right is left out of it."""
        values: dict[str, Any] = {}
        wrong: InputError | None = None
        for field in _FIELDS:
            editor = self._inputs[field.key]
            try:
                values |= field.read(editor.value)
                editor.remove_class("-wrong")
            except InputError as error:
                wrong = wrong or error
                editor.add_class("-wrong")
        breathes = self._breathes.value
        mind = self._mind.value
        vitals = Vitals(
            **values,
            consciousness=Consciousness(mind) if mind else None,
            on_oxygen=breathes in {_OXYGEN, _OXYGEN_2},
            oxygen_scale_2=breathes in {_AIR_2, _OXYGEN_2},
        )
        return checked(vitals), wrong

    def focus_wrong(self) -> None:
        """To the first field that cannot be right."""
        for editor in self._inputs.values():
            if editor.has_class("-wrong"):
                editor.focus()
                return

    @property
    def being_typed(self) -> bool:
        """Whether the cursor is in a field that cannot be right: it may only be half typed."""
        return any(editor.has_focus and editor.has_class("-wrong") for editor in self._inputs.values())

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

    @on(Input.Changed)
    @on(OneOf.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed())


def labelled(label: Saying, editor: Widget) -> Widget:
    """A field of one line behind its label; all labels of the form are as wide as the widest of the grid."""
    static = Static(plain(label), classes="field-label", markup=False)
    static.styles.width = max(cells(words(one)) for one in (label, *_LABELS)) + _GAP
    return Horizontal(static, editor, classes="labelled")
