"""Records across visits: found by every spelling, viewed on record, edited, merged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant_tui import services
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, MissingError, RuleError
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts
from tests.factory import register


def names(ctx: Context, text: str) -> list[str]:
    return [row.name for row in services.records.find(ctx, text)]


@pytest.mark.parametrize("text", ["单于", "单于飞", "cyf", "chanyu", "chanyufei", "13800001234", "1234"])
def test_a_patient_is_found_by_name_initials_pinyin_and_phone(ctx: Context, text: str) -> None:
    register(ctx, "王芳", phone="13900005678")
    register(ctx, "单于飞", phone="13800001234")
    assert names(ctx, text) == ["单于飞"]


def test_for_no_text_those_who_were_here_last_come_first(ctx: Context) -> None:
    for name in ("王芳", "曾敏", "单于飞"):
        register(ctx, name)
    assert names(ctx, "  ") == ["单于飞", "曾敏", "王芳"]
    assert len(services.records.find(ctx, "", limit=2)) == 2


def test_viewing_a_record_is_journalled_and_a_glance_is_not(ctx: Context) -> None:
    visit = register(ctx)
    before = len(services.history.recent(ctx, 99))
    services.records.glance(ctx, visit.patient_id)
    assert len(services.history.recent(ctx, 99)) == before
    record = services.patients.view(ctx, visit.patient_id)
    assert [past.ticket for past in record.visits] == ["A001"]
    row = services.history.recent(ctx, 1)[0]
    assert (row.action, row.actor, row.patient_id, row.changes) == (
        Deed.VIEW_PATIENT,
        "李敏",
        visit.patient_id,
        (),
    )


def test_an_edit_sets_every_fact_and_the_ways_to_find_her(ctx: Context) -> None:
    visit = register(ctx, "王芳", phone="13800001111")
    row = services.patients.edit(
        ctx, visit.patient_id, PatientFacts("仇英", "male", "1980-05", "13900002222", "C7", "青霉素过敏")
    )
    assert (row.name, row.sex, row.born, row.phone, row.card, row.note) == (
        "仇英", "male", "1980-05", "13900002222", "C7", "青霉素过敏",
    )  # fmt: skip
    assert (names(ctx, "qy"), names(ctx, "2222"), names(ctx, "c7")) == (["仇英"], ["仇英"], ["仇英"])
    assert (names(ctx, "wf"), names(ctx, "1111")) == ([], [])


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (PatientFacts("  "), "A name is needed"),
        (PatientFacts("王芳", "woman"), "Sex is"),
        (PatientFacts("王芳", born="1800"), "years old"),
        (PatientFacts("王芳", phone="123"), "7 to 15 digits"),
    ],
)
def test_what_cannot_be_true_is_refused(ctx: Context, facts: PatientFacts, words: str) -> None:
    visit = register(ctx)
    with pytest.raises(InputError, match=words):
        services.patients.edit(ctx, visit.patient_id, facts)


def departed(ctx: Context, name: str, **facts: str) -> int:
    """The patient's id, after a visit that is over."""
    visit = register(ctx, name, **facts)  # type: ignore[arg-type]
    services.queue.leave(ctx, visit.visit_id)
    return visit.patient_id


def test_a_merge_moves_the_visits_and_fills_the_gaps(ctx: Context) -> None:
    keep = departed(ctx, "王芳", phone="13800001111")
    other = departed(ctx, "王芬", phone="13900002222")
    services.patients.edit(ctx, other, PatientFacts("王芬", "female", "1990", "13900002222", "C7", "过敏"))
    row = services.patients.merge(ctx, keep=keep, other=other)
    assert (row.name, row.phone, row.card, row.note, row.visits) == ("王芳", "13800001111", "C7", "过敏", 2)
    record = services.records.glance(ctx, other)
    assert (record.patient.patient_id, record.merged) == (keep, (other,))
    assert [past.ticket for past in record.visits] == ["A002", "A001"]
    assert names(ctx, "王") == ["王芳"]
    assert names(ctx, "c7") == ["王芳"]
    with pytest.raises(MissingError, match="merged"):
        services.patients.edit(ctx, other, PatientFacts("王芬"))


def test_of_several_merges_the_last_record_holds_all(ctx: Context) -> None:
    first, second, third = (departed(ctx, name) for name in ("王一", "王二", "王三"))
    services.patients.merge(ctx, keep=second, other=first)
    services.patients.merge(ctx, keep=third, other=second)
    record = services.records.glance(ctx, first)
    assert (record.patient.patient_id, record.merged, record.patient.visits) == (third, (first, second), 3)


def test_what_cannot_be_merged_says_why(ctx: Context) -> None:
    one, other = register(ctx, "王芳").patient_id, register(ctx, "王芬").patient_id
    with pytest.raises(InputError, match="two different"):
        services.patients.merge(ctx, keep=one, other=one)
    with pytest.raises(RuleError, match=r"Both have a visit under way \(A001, A002\)"):
        services.patients.merge(ctx, keep=one, other=other)
    with pytest.raises(MissingError):
        services.patients.merge(ctx, keep=one, other=999)


@pytest.mark.parametrize(
    "name", ["[/]", "[TODO] 张三", "[@click=app.quit]x[/]", "=cmd()", "O'Brien %_", "𠮷野家"]
)
def test_hostile_names_are_kept_as_they_are_and_found(ctx: Context, name: str) -> None:
    register(ctx, name)
    assert services.board.read(ctx).inside[0].name == name
    assert name in names(ctx, name)


def test_signs_that_searches_use_find_nothing_by_themselves(ctx: Context) -> None:
    register(ctx, "王芳")
    assert [names(ctx, text) for text in ("%", "_", "*", "'", '"; DROP TABLE patient;--')] == [[]] * 5


def test_two_who_edit_the_same_record_do_not_undo_each_other(ctx: Context) -> None:
    patient = register(ctx, "王芳").patient_id
    services.patients.edit(replace(ctx, actor="赵敏"), patient, PatientFacts("王芬"))
    services.patients.edit(ctx, patient, PatientFacts("王菲"))
    rows = services.history.recent(ctx, 2)
    assert [(row.actor, row.changes[0].after.get("name")) for row in rows] == [
        ("李敏", "王菲"),
        ("赵敏", "王芬"),
    ]
