"""Labelled fields one below the other, with the problem said at the field concerned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from assistant_tui.domain.saying import InputError, Saying
from assistant_tui.readmodels.shell import Words
from assistant_tui.screens.dialogs.one_of import OneOf, Option
from assistant_tui.widgets.plain import cells, plain, words
from assistant_tui.widgets.plain_input import PlainInput

_GAP = 2  # between label and field
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Field:
    """One of `options`, or a text; `check` raises InputError for one that cannot be right.

    What is typed into a `secret` field is not seen.
    """

    key: str
    label: Saying
    check: Callable[[str], object] | None = None
    options: tuple[Option, ...] = ()
    hint: Words = ""
    ascii_keys: bool = False
    secret: bool = False


class Form(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Up, Down, Tab and Enter go from field to field; Enter in the last one finishes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,shift+tab", "go(-1)", show=False),
        Binding("down,tab", "go(1)", show=False),
        Binding("enter", "go_on", show=False),
    ]

    class Finished(Message):
        """Enter in the last field."""

    class Changed(Message):
        """Something was typed or chosen."""

    def __init__(self, fields: Sequence[Field], *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._fields = tuple(fields)
        self._editors: dict[str, PlainInput | OneOf] = {
            field.key: OneOf(field.options)
            if field.options
            else PlainInput(
                placeholder=field.hint,
                ascii_keys=field.ascii_keys,
                secret=field.secret,
                max_length=_LONGEST,
            )
            for field in self._fields
        }
        self._filled: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Labels in a column as wide as the widest of them, in cells."""
        width = max(cells(words(field.label)) for field in self._fields) + _GAP
        for field in self._fields:
            with Horizontal(classes="field"):
                label = Static(plain(field.label), classes="field-label", markup=False)
                label.styles.width = width
                yield label
                yield self._editors[field.key]

    def fill(self, values: Mapping[str, str]) -> None:
        """Fill the fields anew; what is not named stays empty."""
        for key, editor in self._editors.items():
            editor.value = values.get(key, "")
            self._say_at(editor, "")
        self._filled = self.values

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {key: editor.value for key, editor in self._editors.items()}

    @property
    def changed(self) -> dict[str, str]:
        """What the user has changed since the form was filled."""
        return {key: value for key, value in self.values.items() if value != self._filled.get(key, "")}

    def focus_first(self) -> None:
        """Begin at the top."""
        self._fields_in_order()[0].focus()

    def focus_on(self, key: str) -> None:
        """Begin at this field."""
        self._editors[key].focus()

    def complain(self, key: str, problem: Saying) -> None:
        """Say at this field what is wrong with it, and go there."""
        editor = self._editors[key]
        self._say_at(editor, problem)
        editor.focus()

    def approve(self) -> bool:
        """Check every field; at the first that cannot be right say why, go there, and answer False."""
        for field in self._fields:
            editor = self._editors[field.key]
            self._say_at(editor, "")
            if field.check is None:
                continue
            try:
                field.check(editor.value)
            except InputError as error:
                self.complain(field.key, error.saying)
                return False
        return True

    def action_go(self, by: int) -> None:
        """To the field above or below; it stops at the ends."""
        editors = self._fields_in_order()
        at = self._place()
        editors[min(max(at + by, 0), len(editors) - 1)].focus()

    def action_go_on(self) -> None:
        """To the next field, or out of the form."""
        if self._place() == len(self._editors) - 1:
            self.post_message(self.Finished())
        else:
            self.action_go(1)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go_on()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if isinstance(event.input, PlainInput):
            self._say_at(event.input, "")
        self.post_message(self.Changed())

    @on(OneOf.Changed)
    def _chosen(self, event: OneOf.Changed) -> None:
        """Another choice may ask for other things."""
        event.stop()
        for editor in self._editors.values():
            self._say_at(editor, "")
        self.post_message(self.Changed())

    def _place(self) -> int:
        focused = self.screen.focused
        editors = self._fields_in_order()
        return editors.index(focused) if isinstance(focused, PlainInput | OneOf) and focused in editors else 0

    def _fields_in_order(self) -> list[PlainInput | OneOf]:
        return list(self._editors.values())

    @staticmethod
    def _say_at(editor: PlainInput | OneOf, problem: Words) -> None:
        if isinstance(editor, PlainInput):
            editor.problem = problem
            editor.set_class(bool(problem), "-wrong")


def options_of(pairs: Iterable[tuple[str, Words]]) -> tuple[Option, ...]:
    """Options from values and what they are called."""
    return tuple(Option(value, text) for value, text in pairs)
