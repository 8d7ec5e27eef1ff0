"""The first run: language, pack, room, doctor and assistant are asked for, or a demo is opened."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from assistant_tui import pack as packs
from assistant_tui import services
from assistant_tui.domain.clock import Clock
from assistant_tui.domain.saying import RuleError, Saying
from assistant_tui.domain.typedtimes import instant_typed
from assistant_tui.i18n import LANGUAGES, _, language, use_language
from assistant_tui.pack.model import Pack
from assistant_tui.services.context import Context
from assistant_tui.services.pulse import Pulse
from assistant_tui.settings import Language, Resolved, save, zone
from assistant_tui.widgets.choice import Choice, Offer, OfferPicked
from assistant_tui.widgets.plain import plain
from assistant_tui.widgets.plain_input import PlainInput

_LANGUAGE_NAMES = {"zh_CN": "简体中文", "en": "English"}
_FIELDS = ("room", "doctor", "assistant")
DEMO = "demo"


class FirstRun(Screen[tuple[Context, Pulse | None] | None]):
    """Three steps: the language, what kind of clinic (or the demo), three names. Esc goes a step back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f2,ctrl+s", "finish", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, resolved: Resolved, clock: Clock) -> None:
        super().__init__()
        self._resolved = resolved
        self._clock = clock
        self._zone = zone(resolved.settings.timezone)
        self._packs: dict[str, Pack] = {}
        self._pack: Pack | None = None

    def compose(self) -> ComposeResult:
        """A title, a choice, the fields of the last step, a hint."""
        with Vertical(classes="dialog"):
            yield Static(id="first-title", classes="dialog-title", markup=False)
            yield Choice(lambda: "", id="first-choice")
            with Vertical(id="first-fields"):
                for field in _FIELDS:
                    with Horizontal(classes="first-field"):
                        yield Static(id=f"first-{field}-label", classes="first-label", markup=False)
                        yield PlainInput(id=f"first-{field}")
            yield Static(id="first-hint", classes="dialog-hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the language, the system's own first."""
        for folder in packs.available(packs.pack_folders()).values():
            pack = packs.load(folder)
            self._packs[pack.code] = pack
        self._ask_language()

    def _ask_language(self) -> None:
        self._pack = None
        ordered = (language(), *(other for other in LANGUAGES if other != language()))
        self._say("欢迎使用  Welcome", "1-2 / 回车 Enter     Esc: 退出 quit")
        self._offer([Offer(code, _LANGUAGE_NAMES[code]) for code in ordered])

    def _ask_pack(self) -> None:
        self._pack = None
        self._say(_("What kind of clinic is this?"), _("1-9 or Enter: choose   Esc: back"))
        usual_first = sorted(self._packs.values(), key=lambda pack: pack.code != self._resolved.settings.pack)
        kinds = [Offer(pack.code, pack.name.said_in(language())) for pack in usual_first]
        self._offer([*kinds, Offer(DEMO, _("Only look around: open a demo day"))])

    def _ask_names(self, pack: Pack) -> None:
        self._pack = pack
        title = _("{kind}: who works here?", kind=pack.name.said_in(language()))
        self._say(title, _("Enter: next, at last begin   Up/Down: fields   Esc: back"))
        labels = {"room": _("Room"), "doctor": _("Doctor"), "assistant": _("Assistant")}
        examples = {"room": _("e.g. Room 1"), "doctor": _("e.g. Dr Wang"), "assistant": _("your name")}
        for field in _FIELDS:
            self.query_one(f"#first-{field}-label", Static).update(plain(labels[field]))
            self._field(field).placeholder = examples[field]
        self.query_one("#first-choice").display = False
        self.query_one("#first-fields").display = True
        self._field("room").focus()

    def _offer(self, offers: Iterable[Offer]) -> None:
        choice = self.query_one("#first-choice", Choice)
        self.query_one("#first-fields").display = False
        choice.display = True
        choice.offer(list(offers))
        choice.focus()

    def _say(self, title: str, hint: str) -> None:
        self.query_one("#first-title", Static).update(plain(title))
        self.query_one("#first-hint", Static).update(plain(hint))

    def _refuse(self, saying: Saying) -> None:
        self.query_one("#first-hint", Static).update(plain(saying, "$error"))

    def _field(self, name: str) -> PlainInput:
        return self.query_one(f"#first-{name}", PlainInput)

    @on(OfferPicked)
    def _picked(self, event: OfferPicked) -> None:
        event.stop()
        if event.offer.id in LANGUAGES:
            use_language(event.offer.id)
            self._ask_pack()
        elif event.offer.id == DEMO:
            self._open_demo()
        else:
            self._ask_names(self._packs[event.offer.id])

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        empty = [field for field in _FIELDS if not self._field(field).value.strip()]
        if event.input.value.strip() and empty:
            self._field(empty[0]).focus()
        else:
            self.action_finish()

    def action_finish(self) -> None:
        """Make the file and keep the settings; what is missing is said at its field."""
        if self._pack is None:
            return
        desk = services.setup.Desk(*(self._field(field).value for field in _FIELDS))
        try:
            desk.checked()
        except RuleError as error:
            field = next(field for field in _FIELDS if not self._field(field).value.strip())
            self._field(field).problem = error.saying
            self._field(field).focus()
            return
        try:
            settings = self._resolved.settings.with_(
                language=Language(language()), pack=self._pack.code, assistant=desk.checked().assistant
            )
            save(self._resolved.config_path, settings)
            ctx = services.setup.set_up(
                self._resolved.database_path, desk, self._pack, clock=self._clock, zone=self._zone
            )
        except RuleError as error:
            self._refuse(error.saying)
            return
        self.dismiss((ctx, None))

    def _open_demo(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="assistant-tui-demo-"))
        today = self._clock.now().astimezone(self._zone).date()
        at = instant_typed(services.demo.USUAL_TIME, today, self._zone)
        pack = self._packs[self._resolved.settings.pack]
        try:
            ctx = services.demo.make_demo(
                folder / "demo.db", pack, language=language(), at=at, zone=self._zone
            )
        except RuleError as error:
            self._refuse(error.saying)
            return
        self.dismiss((ctx, services.demo.begin_living(ctx, language=language())))

    def action_back(self) -> None:
        """A step back; from the first one, out."""
        if self._pack is not None:
            self._ask_pack()
        elif self.query_one("#first-choice", Choice).cursor_key in LANGUAGES:
            self.dismiss(None)
        else:
            self._ask_language()
