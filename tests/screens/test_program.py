"""Every action can be done: by each of its keys, from the menu, from help and from the palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations, permutations

import pytest
from textual.app import App
from textual.binding import Binding
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.actions import ACTIONS, BY_ID, SCREENS, Action, Scope, Subject, keys_on
from assistant_tui.app import Workstation
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.domain.orders import ResultStatus
from assistant_tui.i18n import language, spoken
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.help import Help
from assistant_tui.screens.dialogs.menu import PatientMenu
from assistant_tui.screens.dialogs.palette import Palette
from assistant_tui.screens.filter_line import FilterLine
from assistant_tui.screens.handlers import HANDLERS
from assistant_tui.screens.panes import pane_class
from assistant_tui.screens.report import ReportPane
from assistant_tui.services.context import Context
from assistant_tui.widgets.choice import Choice
from tests.factory import register
from tests.screens import slipday
from tests.screens.conftest import Opener
from tests.screens.seeing import said, settle, strike, text_of, write
from tests.services.orders.catalogue import BLOOD

NAME = "王芳"
IDS = [action.id for action in ACTIONS]


def desk_of(app: App[None]) -> Desk:
    """The desk, also from below a dialog."""
    return next(screen for screen in app.screen_stack if isinstance(screen, Desk))


# How things stand before the key.


def waiting(ctx: Context) -> None:
    """One patient waits."""
    register(ctx, NAME, phone="13800001111")


def called(ctx: Context) -> None:
    """She has been called."""
    waiting(ctx)
    services.queue.call_next(ctx)


def serving(ctx: Context) -> None:
    """She is with the doctor, and another one waits."""
    called(ctx)
    services.queue.start(ctx, 1)
    register(ctx, "李四")


def held(ctx: Context) -> None:
    """Her wait is on hold."""
    waiting(ctx)
    services.queue.hold(ctx, 1)


def at_lab(ctx: Context) -> None:
    """She has seen the doctor and is in the laboratory."""
    called(ctx)
    services.queue.finish(ctx, 1, to="lab")


def gone(ctx: Context) -> None:
    """She has left."""
    called(ctx)
    services.queue.finish(ctx, 1, to=None)


def undone(ctx: Context) -> None:
    """Her call was taken back."""
    called(ctx)
    services.history.undo(ctx)


def accompanied(ctx: Context) -> None:
    """Somebody who came along is to be invited in."""
    waiting(ctx)
    services.companions.add_companion(ctx, 1, name="张三", relation="丈夫", phone="", invite=True)


def ordered(ctx: Context) -> None:
    """A blood count is drafted for her."""
    waiting(ctx)
    slipday.drafted(ctx, services.board.read(ctx).inside[0], BLOOD)


def signed(ctx: Context) -> None:
    """It is signed."""
    ordered(ctx)
    services.orders.sign(ctx, [1])


def paid(ctx: Context) -> None:
    """It is paid."""
    signed(ctx)
    services.orders.pay(ctx, [1])


def performed(ctx: Context) -> None:
    """It is done."""
    paid(ctx)
    services.orders.perform(ctx, [1])


def resulted(ctx: Context) -> None:
    """Its result is back."""
    performed(ctx)
    services.orders.enter_result(ctx, [1], ResultStatus.NORMAL)


def voided(ctx: Context) -> None:
    """It was paid and is void."""
    paid(ctx)
    services.orders.void(ctx, [1], reason="wrong patient")


def missing(ctx: Context) -> None:
    """She waits, and something is lost."""
    waiting(ctx)
    services.incidents.report(ctx, IncidentKind.LOSS, "purse")


def observed(ctx: Context) -> None:
    """She is observed after surgery."""
    waiting(ctx)
    services.watches.start(ctx, 1, "post_op")


def doctor_called(ctx: Context) -> None:
    """The doctor was called to her."""
    observed(ctx)
    services.watches.call_doctor(ctx, 1)


Check = Callable[[App[None]], bool]


@dataclass(frozen=True)
class Scene:
    """How things stand, what is answered after the action's key, and what must be so then."""

    state: Callable[[Context], None] = waiting
    answers: tuple[str, ...] = ()
    deed: Deed | None = None
    shown: Check | str = ""
    pane: str = "queue"


def screen(name: str) -> Check:
    """A dialog of this class is open."""
    return lambda app: type(app.screen).__name__ == name


def section(code: str) -> Check:
    """The cursor is in this section of the report."""

    def there(app: App[None]) -> bool:
        pane = desk_of(app).pane
        assert isinstance(pane, ReportPane)
        return pane.selected_line.section.code == code

    return there


def pane(name: str) -> Check:
    """This numbered screen is in view."""
    return lambda app: desk_of(app).pane.id == name


SCENES = {
    "help": Scene(shown=screen("Help")),
    "register": Scene(answers=(*"李四 男40", "enter"), deed=Deed.REGISTER, shown="李四"),
    "find": Scene(
        shown=lambda app: pane("patients")(app) and getattr(app.focused, "id", "") == "patient-search"
    ),
    "call_next": Scene(deed=Deed.CALL, shown="Called A001 王芳"),
    "recall": Scene(called, deed=Deed.RECALL, shown="call 2"),
    "undo": Scene(called, deed=Deed.UNDO, shown="Room free   1 waiting"),
    "redo": Scene(undone, deed=Deed.REDO, shown="Called A001 王芳"),
    "hide_names": Scene(shown=lambda app: NAME not in text_of(app) and "王*" in text_of(app)),
    "palette": Scene(shown=screen("Palette")),
    "screen_checklist": Scene(shown=pane("checklist")),
    "do_task": Scene(deed=Deed.DO_TASK, shown="[x]", pane="checklist"),
    "skip_task": Scene(answers=(*"rain", "enter"), deed=Deed.SKIP_TASK, shown="left out", pane="checklist"),
    "note_task": Scene(answers=(*"windy", "enter"), deed=Deed.DO_TASK, shown="windy", pane="checklist"),
    "task_history": Scene(shown=screen("TaskHistory"), pane="checklist"),
    "edit_task": Scene(shown=screen("TaskForm"), pane="checklist"),
    "retire_task": Scene(deed=Deed.EDIT_CHECKLIST, shown="taken off", pane="checklist"),
    "add_task": Scene(shown=screen("TaskForm"), pane="checklist"),
    "supplies": Scene(answers=("3", "ctrl+s"), deed=Deed.COUNT_SUPPLIES, shown="1 entered", pane="checklist"),
    "screen_queue": Scene(shown=pane("queue"), pane="whereabouts"),
    "screen_whereabouts": Scene(shown=pane("whereabouts")),
    "screen_orders": Scene(shown=pane("orders")),
    "fees": Scene(ordered, shown=screen("FeeCheck")),
    "answer_slip": Scene(ordered, deed=Deed.SIGN_ORDERS, shown="to be paid", pane="orders"),
    "sign_slip": Scene(ordered, deed=Deed.SIGN_ORDERS, shown="to be paid", pane="orders"),
    "sign_on_paper": Scene(ordered, ("ctrl+s",), Deed.SIGN_ORDERS, "(on paper)", pane="orders"),
    "pay_slip": Scene(signed, deed=Deed.PAY_ORDERS, shown="to be done", pane="orders"),
    "do_slip": Scene(ordered, (*"urgent", "enter"), Deed.PERFORM_ORDERS, "result to come", pane="orders"),
    "enter_result": Scene(performed, ("1",), Deed.ENTER_RESULT, "to be read", pane="orders"),
    "read_result": Scene(resulted, deed=Deed.READ_RESULTS, shown="No slip waits", pane="orders"),
    "refuse_slip": Scene(
        ordered, (*"dear", "enter", "2", "enter"), Deed.REFUSE_ORDERS, "No slip waits", pane="orders"
    ),
    "void_slip": Scene(paid, (*"wrong", "enter"), Deed.VOID_ORDERS, "to be given back", pane="orders"),
    "refund_slip": Scene(voided, deed=Deed.REFUND_ORDERS, shown="No slip waits", pane="orders"),
    "lists_or_patients": Scene(
        ordered, shown=lambda app: desk_of(app).pane.has_class("-by-patient"), pane="orders"
    ),
    "screen_watch": Scene(shown=pane("watch")),
    "record_due": Scene(observed, (*"112", "enter"), Deed.RECORD_ROUND, "A001: round recorded"),
    "record_round": Scene(observed, (*"112", "enter"), Deed.RECORD_ROUND, "none, passed, 2", pane="watch"),
    "call_doctor": Scene(observed, deed=Deed.CALL_DOCTOR, shown="王主任 was called", pane="watch"),
    "doctor_came": Scene(doctor_called, (*"rest", "enter"), Deed.DOCTOR_CAME, "rest", pane="watch"),
    "skip_round": Scene(observed, (*"away", "enter"), Deed.CANCEL_ROUND, "left out: away", pane="watch"),
    "instruct": Scene(observed, ("enter",), Deed.INSTRUCT, "2 of 2", pane="watch"),
    "stop_watch": Scene(
        observed, ("1", *"22222", "enter"), Deed.STOP_WATCH, "Nobody is observed", pane="watch"
    ),
    "hand_over": Scene(observed, (*"Zhao", "enter"), Deed.HAND_OVER, "Zhao looks after", pane="watch"),
    "start_watch": Scene(answers=("1", "enter"), deed=Deed.START_WATCH, shown="first round at 09:20"),
    "screen_patients": Scene(shown=pane("patients")),
    "screen_report": Scene(shown=pane("report")),
    "open_figure": Scene(shown=screen("BehindRows"), pane="report"),
    "sign_report": Scene(shown=screen("SignReport"), pane="report"),
    "remark": Scene(answers=(*"rain", "ctrl+s"), deed=Deed.REMARK, shown="Remark  rain", pane="report"),
    "print_report": Scene(deed=Deed.PRINT, shown="open in the browser", pane="report"),
    "next_section": Scene(shown=section("visits"), pane="report"),
    "previous_section": Scene(shown=section("glance"), pane="report"),
    "day_before": Scene(shown="11-20 Fri", pane="report"),
    "day_after": Scene(shown="2026-11-22 has not come yet", pane="report"),
    "doctor_pin": Scene(
        answers=(*"2468", "enter", *"2468", "enter"), deed=Deed.SET_PIN, shown="the new PIN", pane="report"
    ),
    "menu": Scene(shown=screen("PatientMenu")),
    "language": Scene(shown=lambda app: language() == "zh_CN" and "候诊" in text_of(app)),
    "theme": Scene(shown=lambda app: app.theme == "contrast"),
    "quit": Scene(shown=lambda app: app._exit),
    "start": Scene(called, deed=Deed.START, shown="In the room A001 王芳"),
    "finish": Scene(serving, ("1",), Deed.FINISH, "Room free"),
    "call": Scene(deed=Deed.CALL, shown="Called A001 王芳"),
    "tell_wait": Scene(answers=("enter",), deed=Deed.TELL_WAIT, shown="Told"),
    "move": Scene(answers=("4",), deed=Deed.MOVE, shown="Laboratory"),
    "send_on": Scene(signed, deed=Deed.MOVE, shown="A001 goes on to Cashier: to pay: Blood count"),
    "draft": Scene(answers=(*"cbc ecg", "enter"), deed=Deed.DRAFT_ORDERS, shown="Lab test no. 1, Exam"),
    "catalogue": Scene(shown=screen("CatalogueList")),
    "skip": Scene(called, deed=Deed.SKIP, shown="missed"),
    "hold": Scene(answers=(*"phone", "enter"), deed=Deed.HOLD, shown="on hold: ph"),
    "resume": Scene(held, deed=Deed.RESUME, shown=" 1 A001   王芳"),
    "queue_again": Scene(at_lab, deed=Deed.QUEUE_AGAIN, shown="Waiting area", pane="whereabouts"),
    "place": Scene(answers=(*"1 faint", "enter"), deed=Deed.MOVE_IN_LINE),
    "level": Scene(answers=("2", *"faint", "enter"), deed=Deed.TRIAGE, shown="faint"),
    "incident": Scene(answers=("2", "enter", *"purse", "ctrl+s", "1"), deed=Deed.FOLLOW_INCIDENT),
    "incidents": Scene(missing, shown=screen("Pick")),
    "next_alert": Scene(missing, shown=screen("FollowUp")),
    "signals": Scene(answers=("2",), shown="Tone: on"),
    "support": Scene(shown=screen("Support")),
    "companion": Scene(answers=(*"张三", "ctrl+s"), deed=Deed.ADD_COMPANION, shown="张三"),
    "invite": Scene(accompanied, deed=Deed.INVITE, shown="invited in"),
    "timeline": Scene(shown=screen("VisitTimeline")),
    "record": Scene(deed=Deed.VIEW_PATIENT, shown=screen("Record")),
    "edit": Scene(shown=screen("PatientForm")),
    "left": Scene(answers=("enter",), deed=Deed.LEAVE, shown="Nobody is waiting"),
    "noshow": Scene(deed=Deed.NO_SHOW, shown="Nobody is waiting"),
    "error": Scene(answers=(*"twice", "enter"), deed=Deed.VOID_VISIT, shown="Nobody is waiting"),
    "depart": Scene(at_lab, deed=Deed.DEPART, pane="whereabouts", shown="A001 has left"),
    "filter": Scene(shown=lambda app: isinstance(app.focused, FilterLine)),
    "board_or_list": Scene(shown=lambda app: desk_of(app).pane.has_class("-as-list"), pane="whereabouts"),
    "visit_known": Scene(gone, (*"first", "enter"), Deed.REGISTER, pane="patients", shown="A002"),
    "merge": Scene(shown=screen("MergeRecords"), pane="patients"),
}


async def prepare(pilot: Pilot[None], ctx: Context, scene: Scene) -> None:
    await settle(pilot)
    if scene.pane != "queue":
        await strike(pilot, SCREENS[scene.pane][0])


def happened(app: App[None], ctx: Context, scene: Scene) -> None:
    last = services.history.recent(ctx, 1)[0]
    if scene.deed:
        assert last.action == scene.deed, (last.action, text_of(app))
    if isinstance(scene.shown, str):
        everything = "\n".join([text_of(app), *said(app)])
        assert scene.shown in everything, everything
    else:
        assert scene.shown(app), text_of(app)


@pytest.mark.parametrize("action_id", IDS)
async def test_its_first_key_carries_the_action_out(
    workstation: Opener, ctx: Context, english: str, action_id: str
) -> None:
    scene = SCENES[action_id]
    scene.state(ctx)
    app = workstation()
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await prepare(pilot, ctx, scene)
        await strike(pilot, BY_ID[action_id].keys[0], *scene.answers)
        happened(app, ctx, scene)


ABOUT_NOBODY = [one for one in IDS if BY_ID[one].subject is Subject.NOTHING]
LISTS = {"menu", "palette", "help"}
"""What the others can be chosen from."""


@pytest.mark.parametrize("action_id", [one for one in IDS if one not in {*ABOUT_NOBODY, *LISTS}])
async def test_with_an_input_method_on_it_can_be_chosen_from_the_menu(
    workstation: Opener, ctx: Context, english: str, action_id: str
) -> None:
    """Behind Enter, if it is about somebody or something."""
    scene = SCENES[action_id]
    scene.state(ctx)
    app = workstation()
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await prepare(pilot, ctx, scene)
        await strike(pilot, "enter")
        assert isinstance(app.screen, PatientMenu)
        offers = [offer.id for offer in app.screen._offers]
        await strike(pilot, *["down"] * offers.index(action_id), "enter", *scene.answers)
        happened(app, ctx, scene)


@pytest.mark.parametrize("pane", sorted({SCENES[one].pane for one in ABOUT_NOBODY}))
async def test_with_an_input_method_on_all_others_can_be_chosen_from_help_or_palette(
    workstation: Opener, ctx: Context, english: str, monkeypatch: pytest.MonkeyPatch, pane: str
) -> None:
    """What is chosen is carried out as by its key, which the tests above try one by one."""
    chosen: list[str] = []
    carry_out = Desk.action_carry_out

    def note(desk: Desk, action_id: str) -> None:
        chosen.append(action_id)
        if action_id in LISTS:
            carry_out(desk, action_id)

    ids = [one for one in ABOUT_NOBODY if SCENES[one].pane == pane and one not in LISTS]
    app = workstation()
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await prepare(pilot, ctx, SCENES[ids[0]])
        monkeypatch.setattr(Desk, "action_carry_out", note)
        for number, action_id in enumerate(ids):
            await strike(pilot, "f1" if number % 2 else "ctrl+p")
            assert isinstance(app.screen, Help | Palette)
            await write(pilot, spoken(BY_ID[action_id].words).lower())
            await strike(pilot, "enter")
            assert chosen[-1] == action_id


def test_every_action_has_a_handler_and_a_scene() -> None:
    assert set(HANDLERS) == set(IDS) == set(SCENES)


def reachable_with_an_input_method(action: Action) -> bool:
    """An F-key, a digit, Ctrl and a letter, Enter, an arrow, or a line in the menu behind Enter."""
    keys = any(
        key in {"enter", "left", "right"}
        or key.isdigit()
        or key.startswith("ctrl+")
        or (key[0] == "f" and key[1:].isdigit())
        for key in action.keys
    )
    return keys or action.subject is not Subject.NOTHING


def test_every_action_can_be_reached_without_letters() -> None:
    assert [action.id for action in ACTIONS if not reachable_with_an_input_method(action)] == []


def test_no_key_means_two_things_on_one_screen() -> None:
    for scope in Scope:
        here = [action for action in ACTIONS if action.scope in {scope, Scope.EVERYWHERE}]
        for first, second in combinations(here, 2):
            assert not set(keys_on(scope, first)) & set(keys_on(scope, second)), (first.id, second.id)


OWN_FIRST = {
    ("visit_known", "draft"): ("ctrl+d",),
    ("note_task", "register"): ("f2",),
    ("open_figure", "menu"): (),
    ("print_report", "draft"): ("ctrl+d",),
}
"""Keys of a screen that work otherwise everywhere else, and what is left there of the other action's.

The report's rows are nobody's: there is no menu behind Enter, but the palette has it too.
"""


def test_few_keys_are_a_screen_s_own_and_work_otherwise_everywhere() -> None:
    """Each of those other actions keeps another key there, or is not missed."""
    for own, other in permutations(ACTIONS, 2):
        if (
            other.scope is Scope.EVERYWHERE
            and own.scope is not Scope.EVERYWHERE
            and set(own.keys) & set(other.keys)
        ):
            assert keys_on(own.scope, other) == OWN_FIRST[own.id, other.id]


def test_every_key_is_bound() -> None:
    bound: dict[Scope, set[str]] = {Scope.EVERYWHERE: {binding.key for binding in keys_of(Desk)}}
    bound |= {kind.SCOPE: {binding.key for binding in keys_of(kind)} for kind in map(pane_class, SCREENS)}
    for action in ACTIONS:
        assert set(action.keys) - {"enter"} <= bound[action.scope], action.id


def keys_of(kind: type) -> list[Binding]:
    """The bindings that a class makes itself."""
    return [binding for binding in kind.__dict__["BINDINGS"] if isinstance(binding, Binding)]


def test_no_key_is_one_that_textual_or_the_terminal_takes() -> None:
    """Textual keeps Ctrl+Q to itself, which quits as ours does; the others are control bytes."""
    taken = {"ctrl+c", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+left_square_bracket"}
    assert {key for action in ACTIONS for key in action.keys} & taken == set()
    priority = {b.key for b in Workstation.BINDINGS if isinstance(b, Binding) and b.priority}
    assert priority <= set(BY_ID["quit"].keys)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("？", screen("Help")),
        ("／", lambda app: isinstance(app.focused, FilterLine)),
        ("３", pane("whereabouts")),
        ("８", pane("patients")),
    ],
)
async def test_full_width_keys_work(
    workstation: Opener, ctx: Context, chinese: str, key: str, shown: Check
) -> None:
    waiting(ctx)
    app = workstation()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await strike(pilot, key)
        assert shown(app), text_of(app)
        if key in "３８":
            await strike(pilot, "２")
            assert desk_of(app).pane.id == "queue"


async def test_the_menu_picks_by_full_width_digit(workstation: Opener, ctx: Context, chinese: str) -> None:
    waiting(ctx)
    app = workstation()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await strike(pilot, "enter")
        first = app.screen.query_one(Choice).cursor_row
        assert first is not None
        assert first.offer.id == "call"
        await strike(pilot, "１")
        assert services.history.recent(ctx, 1)[0].action == Deed.CALL


async def test_language_and_colours_are_kept_for_the_next_start(
    workstation: Opener, ctx: Context, english: str
) -> None:
    app = workstation()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await strike(pilot, "ctrl+l", "ctrl+t")
    kept = app._resolved.config_path.read_text(encoding="utf-8")
    assert 'language = "zh_CN"' in kept
    assert 'theme = "contrast"' in kept


async def test_ctrl_c_says_how_to_leave(workstation: Opener, ctx: Context, english: str) -> None:
    app = workstation()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "ctrl+c")
        assert said(app) == ["Ctrl+Q closes the program"]


async def test_undo_and_redo_say_what_they_did(workstation: Opener, ctx: Context, english: str) -> None:
    called(ctx)
    app = workstation()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        heard = []
        for key in ("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y", "ctrl+y"):
            await strike(pilot, key)
            heard.append(said(app))
        refusal = "There is nothing to undo today"
        assert heard == [
            ["Undone: A001 called"],
            ["Undone: A001 registered"],
            [refusal],
            ["Redone: A001", refusal],
            ["Redone: A001", refusal],
            [refusal, "There is nothing to redo"],
        ]
        assert "Called A001 王芳" in text_of(app)


@pytest.mark.parametrize("key", ["f1", "ctrl+p"])
async def test_the_line_that_would_run_is_always_in_view(
    workstation: Opener, ctx: Context, english: str, key: str
) -> None:
    app = workstation()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await strike(pilot, key)
        assert "Enter: run it" in text_of(app)
        for _ in range(4):
            await strike(pilot, "pagedown")
            assert [line for line in text_of(app).splitlines() if ">" in line[8:14]], text_of(app)
