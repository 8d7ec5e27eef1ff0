"""A registration under way, without its widgets: line, form, and whom they mean."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant_tui import services
from assistant_tui.domain.saying import InputError, RuleError
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.screens.dialogs.draft import Draft, draft_of, line_of, slot_typed
from assistant_tui.screens.dialogs.matches import Match
from assistant_tui.screens.dialogs.registering import NEW, NewPatient, Registering
from assistant_tui.services.arrivals import understood
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts
from assistant_tui.services.registration import Registration, register


def known(ctx: Context, name: str = "王芳", **facts: str) -> PatientRow:
    """A patient who was here and has left."""
    visit = register(ctx, Registration(PatientFacts(name, **facts)))
    services.queue.leave(ctx, visit.visit_id)
    return services.records.glance(ctx, visit.patient_id).patient


def typed(ctx: Context, line: str, patient: PatientRow | None = None) -> Registering:
    under_way = Registering(ctx, patient)
    under_way.type(line)
    return under_way


def patients(ctx: Context) -> int:
    (count,) = ctx.reading.execute("SELECT COUNT(*) FROM patient").fetchone()
    assert isinstance(count, int)
    return count


# Whom the line means


def test_a_line_that_finds_nobody_registers_somebody_new(ctx: Context) -> None:
    visit = typed(ctx, "下腹痛 13800001111 复诊 女34 王芳").register()
    assert (visit.name, visit.sex, visit.born, visit.phone) == ("王芳", "female", "1992", "13800001111")
    assert (visit.kind, visit.complaint) == ("follow-up", "下腹痛")


@pytest.mark.parametrize("line", ["王芳 13800001111", "王芳 #A17 复诊", "13800001111 复诊", "#a17"])
def test_the_phone_or_card_with_the_name_or_without_any_is_beyond_doubt(ctx: Context, line: str) -> None:
    her = known(ctx, phone="13800001111", card="A17")
    under_way = typed(ctx, line)
    assert under_way.chosen == her
    assert under_way.register().patient_id == her.patient_id
    assert patients(ctx) == 1


@pytest.mark.parametrize("line", ["王芳", "李强 13800001111", "wf", "1111"])
def test_less_than_that_offers_her_and_registers_somebody_new(ctx: Context, line: str) -> None:
    her = known(ctx, phone="13800001111")
    under_way = typed(ctx, line)
    assert under_way.chosen is None
    assert her in [match.patient for match in under_way.matches]


def test_a_family_that_shares_a_phone_is_offered_but_nobody_taken_for_another(ctx: Context) -> None:
    known(ctx, "王芳", phone="13800001111")
    known(ctx, "李强", phone="13800001111")
    assert typed(ctx, "13800001111").chosen is None
    under_way = typed(ctx, "李强 13800001111")
    assert under_way.chosen is not None
    assert under_way.chosen.name == "李强"
    assert [type(row) for row in under_way.rows] == [Match, NewPatient, Match]


def test_at_most_five_are_offered_and_those_beyond_doubt_first(ctx: Context) -> None:
    for number in range(8):
        known(ctx, "王芳", phone=f"1380000111{number}")
    under_way = typed(ctx, "王芳 13800001117")
    assert len(under_way.matches) == 5
    assert under_way.chosen is not None
    assert under_way.chosen.phone == "13800001117"


def test_a_choice_stays_while_typing_goes_on(ctx: Context) -> None:
    her = known(ctx)
    under_way = typed(ctx, "wf")
    under_way.choose(her.patient_id)
    under_way.type("wf 复诊 下腹痛")
    assert under_way.chosen == her
    visit = under_way.register()
    assert (visit.patient_id, visit.kind, visit.complaint) == (her.patient_id, "follow-up", "下腹痛")


def test_a_choice_that_is_found_no_longer_is_forgotten(ctx: Context) -> None:
    her = known(ctx)
    under_way = typed(ctx, "wf")
    under_way.choose(her.patient_id)
    under_way.type("赵敏")
    assert under_way.chosen is None


@pytest.mark.parametrize("found_by", ["wf", "1111", "wangf"])
def test_what_only_found_her_is_no_complaint(ctx: Context, found_by: str) -> None:
    her = known(ctx, phone="13800001111")
    under_way = typed(ctx, f"{found_by} 复诊")
    under_way.choose(her.patient_id)
    assert under_way.register().complaint == ""


def test_letters_typed_to_find_somebody_register_nobody_called_so(ctx: Context) -> None:
    known(ctx)
    with pytest.raises(InputError, match="Down chooses"):
        typed(ctx, "wf").register()
    assert patients(ctx) == 1


def test_somebody_new_can_be_insisted_on(ctx: Context) -> None:
    known(ctx, phone="13800001111")
    under_way = typed(ctx, "王芳 13800001111")
    under_way.choose(NEW)
    under_way.register()
    assert patients(ctx) == 2


def test_facts_only_add_to_a_known_record(ctx: Context) -> None:
    her = known(ctx, phone="13800001111")
    typed(ctx, "王芳 女34 13800001111 #B2").register()
    record = services.records.glance(ctx, her.patient_id).patient
    assert (record.sex, record.born, record.card) == ("female", "1992", "B2")


def test_where_it_is_settled_who_comes_nothing_typed_is_a_name(ctx: Context) -> None:
    her = known(ctx)
    under_way = typed(ctx, "复诊 安娜 头晕", her)
    assert under_way.rows == []
    visit = under_way.register()
    assert (visit.patient_id, visit.complaint) == (her.patient_id, "安娜 头晕")


def test_who_is_here_already_is_refused_and_nothing_is_stored(ctx: Context) -> None:
    register(ctx, Registration(PatientFacts("王芳", phone="13800001111")))
    with pytest.raises(RuleError, match="is here already"):
        typed(ctx, "王芳 13800001111").register()
    assert ctx.reading.execute("SELECT COUNT(*) FROM visit").fetchone() == (1,)


def test_a_booked_time_is_of_the_clinics_today(ctx: Context) -> None:
    visit = typed(ctx, "王芳 @10:30").register()
    assert visit.entry is not None
    assert visit.entry.slot_at == datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["25:00", "soon", "10:30 and more"])
def test_what_is_no_time_of_day_is_refused(ctx: Context, text: str) -> None:
    with pytest.raises(InputError, match="no time of day"):
        slot_typed(ctx, text)


# Line and form


def test_the_form_has_what_was_typed_and_gives_the_line_back_as_it_was(ctx: Context) -> None:
    line = "下腹痛,  王芳 女34岁 @10:30 13800001111"
    under_way = typed(ctx, line)
    fields = under_way.form()
    assert (fields["name"], fields["sex"], fields["born"]) == ("王芳", "female", "1992")
    assert (fields["slot"], fields["complaint"], fields["level"]) == ("10:30", "下腹痛", "4")
    under_way.fill({"name": "王方"})
    under_way.fill({})
    assert under_way.line == line


def test_what_the_form_changes_stands_in_the_line(ctx: Context) -> None:
    under_way = typed(ctx, "王芳 女34 下腹痛")
    under_way.form()
    under_way.fill({"phone": "13800001111", "kind": "follow-up"})
    assert draft_of(understood(ctx, under_way.line)) == Draft(
        "王芳", "female", "1992", "13800001111", kind="follow-up", complaint="下腹痛"
    )


def test_what_has_no_place_in_a_line_is_kept_beside_it(ctx: Context) -> None:
    under_way = typed(ctx, "王芳")
    under_way.form()
    under_way.fill({"level": "2", "companion": "王强", "relation": "husband", "phone": "12"})
    under_way.type(f"{under_way.line} 下腹痛")
    kept = under_way.draft
    assert (kept.level, kept.companion, kept.relation, kept.phone) == ("2", "王强", "husband", "12")
    assert kept.complaint == "下腹痛"
    with pytest.raises(InputError, match="7 to 15 digits"):
        under_way.register()
    under_way.form()
    under_way.fill({"phone": ""})
    visit = under_way.register()
    assert visit.acuity == 2
    assert [(one.name, one.relation) for one in visit.companions] == [("王强", "husband")]


def test_the_line_overrules_the_form_where_it_says_something_new(ctx: Context) -> None:
    under_way = typed(ctx, "王芳")
    under_way.form()
    under_way.fill({"phone": "13800001111"})
    under_way.type(under_way.line.replace("1111", "2222"))
    assert under_way.draft.phone == "13800002222"


def test_the_form_recognises_a_known_patient_too(ctx: Context) -> None:
    her = known(ctx, phone="13800001111")
    under_way = typed(ctx, "王芳")
    under_way.form()
    under_way.fill({"phone": "13800001111"})
    assert under_way.chosen == her


HOSTILE = [
    "[/]",
    "[TODO] 张三",
    "[@click=app.quit]x[/]",
    "=cmd()",
    "\x1b[31m",
    "\u202e王",
    "👩‍⚕️",
    "x" * 200,
    "{name}",
]
WORDS = st.sampled_from(
    [
        *HOSTILE,
        "王芳",
        "女34",
        "13800001111",
        "复诊",
        "下腹痛",
        "@10:30",
        "wf",
        "1990",
        "1990-05",
        "#A1",
        "138",
        "Anna",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(WORDS, max_size=6).map(" ".join),
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("name", "born", "phone", "card", "complaint", "slot"), WORDS)
    ),
)
def test_going_to_the_form_and_back_loses_nothing(ctx: Context, line: str, changes: dict[str, str]) -> None:
    under_way = typed(ctx, line)
    before = under_way.draft_of_all
    under_way.form()
    under_way.fill(changes)
    assert under_way.draft_of_all == before.with_(changes)
    under_way.form()
    assert under_way.draft_of_all == before.with_(changes)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.builds(Draft, name=WORDS, born=WORDS, phone=WORDS, card=WORDS, complaint=WORDS, slot=WORDS))
def test_a_line_made_of_a_draft_says_nothing_that_the_draft_does_not(ctx: Context, draft: Draft) -> None:
    said = draft_of(understood(ctx, line_of(ctx, draft)))
    for name in ("name", "phone", "card", "complaint", "slot", "companion"):
        assert getattr(said, name) in ("", getattr(draft, name))
