"""Undo and redo: every action can be taken back whole, and nothing over the head of a later one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import ConflictError, MissingError, RuleError
from assistant_tui.readmodels.board import Board, VisitRow
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts
from assistant_tui.store.queries.journal import last_to_undo
from assistant_tui.store.tables import Doctor, Patient, Room
from tests.factory import register

Act = Callable[[Context, VisitRow], object]


def called(ctx: Context, visit: VisitRow) -> None:
    services.queue.call(ctx, visit.visit_id)


def in_room(ctx: Context, visit: VisitRow) -> None:
    called(ctx, visit)
    services.queue.start(ctx, visit.visit_id)


def at_lab(ctx: Context, visit: VisitRow) -> None:
    in_room(ctx, visit)
    services.queue.finish(ctx, visit.visit_id, to="lab")


def skipped(ctx: Context, visit: VisitRow) -> None:
    called(ctx, visit)
    services.queue.skip(ctx, visit.visit_id)


def held(ctx: Context, visit: VisitRow) -> None:
    services.queue.hold(ctx, visit.visit_id, reason="空腹")


def accompanied(ctx: Context, visit: VisitRow) -> None:
    services.companions.add_companion(ctx, visit.visit_id, name="丈夫", invite=True)


def left(ctx: Context, visit: VisitRow) -> None:
    services.queue.leave(ctx, visit.visit_id)


def come_again(ctx: Context, visit: VisitRow) -> None:
    register(ctx, "", phone="13800001234", patient_id=visit.patient_id)


def second_place(ctx: Context, visit: VisitRow) -> None:
    services.queue.move_in_line(ctx, visit.visit_id, position=2, reason="迟到")


def go(ctx: Context, visit: VisitRow, *, to: str) -> None:
    services.whereabouts.move(ctx, visit.visit_id, to, escort="小张", back_in=timedelta(minutes=20))


def corrected(ctx: Context, visit: VisitRow) -> None:
    services.patients.edit(ctx, visit.patient_id, PatientFacts("仇英", "male", "1980"))


def nothing(_ctx: Context, _visit: VisitRow) -> None: ...


ACTIONS: dict[str, tuple[Act, Act]] = {
    "register": (nothing, lambda ctx, _: register(ctx, "单于飞")),
    "register a known patient": (left, come_again),
    "call next": (nothing, lambda ctx, _: services.queue.call_next(ctx)),
    "call": (nothing, called),
    "recall": (called, lambda ctx, v: services.queue.recall(ctx, v.visit_id)),
    "start": (called, lambda ctx, v: services.queue.start(ctx, v.visit_id)),
    "finish to a place": (in_room, lambda ctx, v: services.queue.finish(ctx, v.visit_id, to="lab")),
    "finish and leave": (in_room, lambda ctx, v: services.queue.finish(ctx, v.visit_id, to=None)),
    "finish who was only called": (called, lambda ctx, v: services.queue.finish(ctx, v.visit_id, to=None)),
    "skip": (called, lambda ctx, v: services.queue.skip(ctx, v.visit_id)),
    "hold": (nothing, held),
    "resume from hold": (held, lambda ctx, v: services.queue.resume(ctx, v.visit_id)),
    "resume from a call": (called, lambda ctx, v: services.queue.resume(ctx, v.visit_id)),
    "resume after a skip": (skipped, lambda ctx, v: services.queue.resume(ctx, v.visit_id)),
    "leave": (nothing, left),
    "walk out": (in_room, lambda ctx, v: services.queue.leave(ctx, v.visit_id, reason="等太久")),
    "no show": (nothing, lambda ctx, v: services.queue.no_show(ctx, v.visit_id)),
    "enter in error": (nothing, lambda ctx, v: services.queue.enter_in_error(ctx, v.visit_id, reason="重复")),
    "move in line": (nothing, second_place),
    "queue again": (at_lab, lambda ctx, v: services.queue.queue_again(ctx, v.visit_id)),
    "level": (nothing, lambda ctx, v: services.queue.set_acuity(ctx, v.visit_id, level=2, reason="胸痛")),
    "move": (nothing, partial(go, to="lab")),
    "move where she is": (nothing, partial(go, to="waiting")),
    "depart": (at_lab, lambda ctx, v: services.whereabouts.depart(ctx, v.visit_id)),
    "tell": (nothing, lambda ctx, v: services.promises.tell(ctx, services.promises.offer(ctx, v.visit_id))),
    "companion": (nothing, accompanied),
    "invite": (accompanied, lambda ctx, _: services.companions.invite(ctx, 1)),
    "edit": (nothing, corrected),
    "merge": (left, lambda ctx, v: services.patients.merge(ctx, keep=v.patient_id + 1, other=v.patient_id)),
}


def seen(ctx: Context) -> tuple[Board, object]:
    """All that the screens show, except what the wait estimate makes of the order of rows."""
    board = services.board.read(ctx)
    found = [services.records.find(ctx, text) for text in ("王", "wf", "仇", "qy", "曾", "单", "1234", "")]
    return board, found


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_undone_is_as_if_it_had_not_been_and_redone_as_if_it_had(
    ctx: Context, clock: FixedClock, name: str
) -> None:
    before_it, act = ACTIONS[name]
    visit = register(ctx, "王芳", phone=None)
    register(ctx, "曾敏")
    clock.advance(minutes=1)
    before_it(ctx, visit)
    clock.advance(minutes=1)
    before = seen(ctx)
    act(ctx, visit)
    after = seen(ctx)
    assert after != before
    done = services.history.recent(ctx, 1)[0]
    undone = services.history.undo(ctx, reason="按错")
    assert seen(ctx) == before
    assert undone == replace(done, undone=True)
    row = services.history.recent(ctx, 1)[0]
    assert (row.action, row.undoes, row.reason) == (Deed.UNDO, done.number, "按错")
    assert (row.visit_id, row.patient_id) == (done.visit_id, done.patient_id)
    services.history.redo(ctx)
    assert seen(ctx) == after
    services.history.undo(ctx)
    assert seen(ctx) == before
    assert list(services.checking.check(ctx.database.path)) == []


def test_a_ticket_is_not_given_again_after_its_registration_was_undone(ctx: Context) -> None:
    first = register(ctx)
    services.history.undo(ctx)
    second = register(ctx)
    assert (first.ticket, second.ticket) == ("A001", "A002")
    assert services.board.read(ctx).visit(first.visit_id) is None


def test_undo_goes_back_step_by_step_and_redo_comes_again(ctx: Context) -> None:
    boards = [services.board.read(ctx).inside]
    for name in ("王芳", "曾敏", "单于飞"):
        register(ctx, name)
        boards.append(services.board.read(ctx).inside)
    for board in reversed(boards[:-1]):
        services.history.undo(ctx)
        assert services.board.read(ctx).inside == board
    with pytest.raises(RuleError, match="nothing to undo"):
        services.history.undo(ctx)
    for board in boards[1:]:
        services.history.redo(ctx)
        assert services.board.read(ctx).inside == board
    with pytest.raises(RuleError, match="nothing to redo"):
        services.history.redo(ctx)


def test_after_something_new_there_is_nothing_to_redo(ctx: Context) -> None:
    register(ctx)
    services.history.undo(ctx)
    register(ctx)
    with pytest.raises(RuleError, match="nothing to redo"):
        services.history.redo(ctx)


def test_looking_at_a_record_takes_no_step(ctx: Context) -> None:
    visit = register(ctx)
    services.patients.view(ctx, visit.patient_id)
    assert services.history.undo(ctx).action == Deed.REGISTER
    services.records.find(ctx, "x")
    assert services.history.redo(ctx).action == Deed.UNDO


def test_nothing_is_undone_over_the_head_of_a_later_change_which_is_named(ctx: Context) -> None:
    visit = register(ctx)
    number = services.history.recent(ctx, 1)[0].number
    colleague = replace(ctx, actor="赵敏")
    services.queue.hold(colleague, visit.visit_id)
    before = seen(ctx)
    with pytest.raises(ConflictError, match=r"赵敏 did something after it \(put on hold\)"):
        services.history.undo_row(ctx, number)
    assert seen(ctx) == before


def test_an_undo_that_would_put_two_at_the_door_is_refused(ctx: Context) -> None:
    first, second = register(ctx, "王芳"), register(ctx, "曾敏")
    skipped(ctx, first)
    skip = services.history.recent(ctx, 1)[0].number
    services.queue.call(ctx, second.visit_id, reason="到了")
    with pytest.raises(ConflictError, match="stands in its way"):
        services.history.undo_row(ctx, skip)
    called_row = services.board.read(ctx).called
    assert called_row
    assert called_row.visit.visit_id == second.visit_id


@pytest.mark.parametrize(
    ("number", "words"), [(99, "no journal row 99"), (1, "making of the file cannot"), (3, "undone already")]
)
def test_rows_that_cannot_be_undone_say_why(ctx: Context, number: int, words: str) -> None:
    register(ctx)
    register(ctx)
    services.history.undo(ctx)
    with pytest.raises((RuleError, MissingError), match=words):
        services.history.undo_row(ctx, number)


def test_an_undo_and_a_look_are_not_undone_by_number(ctx: Context) -> None:
    visit = register(ctx)
    services.patients.view(ctx, visit.patient_id)
    viewed = services.history.recent(ctx, 1)[0].number
    services.history.undo(ctx)
    for number, words in ((viewed, "changed nothing"), (viewed + 1, "itself an undo")):
        with pytest.raises(RuleError, match=words):
            services.history.undo_row(ctx, number)


def test_an_edit_undone_is_found_by_its_old_name_only(ctx: Context) -> None:
    visit = register(ctx, "王芳")
    services.patients.edit(ctx, visit.patient_id, PatientFacts("仇英", "female"))
    assert [row.name for row in services.records.find(ctx, "qy")] == ["仇英"]
    services.history.undo(ctx)
    assert services.records.find(ctx, "qy") == []
    assert [row.name for row in services.records.find(ctx, "wf")] == ["王芳"]


def second_room(ctx: Context) -> Context:
    with ctx.work(Deed.SET_UP) as work:
        doctor = work.add(Doctor(name="钱主任"))
        room = work.add(Room(code="2", name="二诊室", doctor_id=doctor.key))
        work.commit()
    return replace(ctx, room_id=room.key, room_name=room.name, doctor_id=doctor.key, actor="赵敏")


def test_each_room_takes_back_its_own_actions(ctx: Context) -> None:
    other = second_room(ctx)
    mine, theirs = register(ctx, "王芳"), register(other, "曾敏")
    assert (mine.ticket, theirs.ticket) == ("A001", "A002")
    assert services.history.undo(ctx).visit_id == mine.visit_id
    assert [row.visit_id for row in services.board.read(other).inside] == [theirs.visit_id]
    with pytest.raises(RuleError, match="nothing to redo"):
        services.history.redo(other)
    assert services.history.redo(ctx).visit_id == mine.visit_id
    assert services.history.undo(other).visit_id == theirs.visit_id
    assert services.board.read(other).inside == ()


def test_the_other_room_s_change_of_the_same_patient_is_in_the_way_and_named(ctx: Context) -> None:
    other = second_room(ctx)
    visit = register(ctx, "王芳")
    services.patients.edit(ctx, visit.patient_id, PatientFacts("王芬", "female"))
    services.patients.edit(other, visit.patient_id, PatientFacts("王菲", "female"))
    with pytest.raises(ConflictError, match=r"赵敏 did something after it \(record edited\)"):
        services.history.undo(ctx)


def test_yesterday_is_not_undone_by_a_key(ctx: Context, clock: FixedClock) -> None:
    register(ctx)
    clock.advance(days=1)
    with pytest.raises(RuleError, match="nothing to undo"):
        services.history.undo(ctx)
    assert last_to_undo(ctx.reading, ctx.room_id, ctx.today(), ctx.actor) is None


def test_a_key_takes_back_one_s_own_action_never_a_colleague_s(ctx: Context) -> None:
    colleague = replace(ctx, actor="赵敏")
    mine, hers = register(ctx, "王芳"), register(colleague, "曾敏")
    assert services.history.undo(ctx).visit_id == mine.visit_id
    with pytest.raises(RuleError, match="nothing to undo"):
        services.history.undo(ctx)
    services.queue.hold(colleague, hers.visit_id)
    assert services.history.redo(ctx).visit_id == mine.visit_id
    assert services.history.undo(colleague).action == Deed.HOLD
    assert services.history.undo(colleague).visit_id == hers.visit_id
    with pytest.raises(RuleError, match="nothing to redo"):
        services.history.redo(ctx)


def test_every_column_comes_back_as_it_was(ctx: Context) -> None:
    visit = register(ctx, phone="13800001111")
    with ctx.work(Deed.EDIT_PATIENT) as work:
        before = work.get(Patient, visit.patient_id)
    services.patients.edit(
        ctx, visit.patient_id, PatientFacts("仇英", "male", "1980-05", None, "C1", "过敏\n青霉素")
    )
    services.history.undo(ctx)
    with ctx.work(Deed.EDIT_PATIENT) as work:
        after = work.get(Patient, visit.patient_id)
    assert after.model_dump(exclude={"version"}) == before.model_dump(exclude={"version"})
    assert after.version == before.version + 2
