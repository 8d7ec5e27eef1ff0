"""Registering: patient, visit, ticket, queue entry and first stay, all or nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import InputError, MissingError, RuleError
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts
from assistant_tui.services.registration import Registration
from tests.conftest import NINE
from tests.factory import register


def test_who_is_registered_waits_with_a_ticket_in_the_waiting_area(ctx: Context) -> None:
    visit = register(ctx, "王芳", complaint="下腹痛", phone="138 0000 1111")
    assert (visit.ticket, visit.name, visit.phone, visit.complaint) == (
        "A001",
        "王芳",
        "13800001111",
        "下腹痛",
    )
    assert (visit.status, visit.arrived_at, visit.kind) == ("arrived", NINE, ctx.pack.visit_kinds[0].code)
    assert visit.entry
    assert visit.stay
    assert (visit.entry.status, visit.stay.location, visit.stay.since) == ("waiting", "waiting", NINE)


def test_every_series_counts_for_itself_and_starts_anew_each_day(ctx: Context, clock: FixedClock) -> None:
    slot = NINE + timedelta(minutes=30)
    tickets = [register(ctx, kind=kind, slot_at=slot if kind == "booked" else None).ticket
               for kind in ("first", "booked", "follow-up", "booked")]  # fmt: skip
    assert tickets == ["A001", "B001", "A002", "B002"]
    clock.advance(days=1)
    assert register(ctx).ticket == "A001"


def test_a_booked_time_makes_an_appointment_and_without_one_nobody_is_booked(ctx: Context) -> None:
    booked = register(ctx, kind="first", slot_at=NINE + timedelta(minutes=30))
    not_booked = register(ctx, kind="booked")
    assert booked.entry
    assert not_booked.entry
    assert (booked.entry.kind, not_booked.entry.kind) == ("appointment", "walk-in")


def test_a_known_patient_keeps_her_facts_and_gains_missing_ones(ctx: Context) -> None:
    first = register(ctx, "王芳", born=None, phone="13800001111")
    services.queue.leave(ctx, first.visit_id)
    again = register(ctx, "", born="1990", phone="13999999999", patient_id=first.patient_id)
    assert (again.patient_id, again.name, again.born, again.phone) == (
        first.patient_id, "王芳", "1990", "13800001111",
    )  # fmt: skip
    assert services.records.glance(ctx, first.patient_id).patient.visits == 2


def test_who_is_here_already_is_not_registered_again(ctx: Context) -> None:
    visit = register(ctx)
    with pytest.raises(RuleError, match="王芳 is here already with A001"):
        register(ctx, "", patient_id=visit.patient_id)
    assert len(services.board.read(ctx).inside) == 1


def test_a_merged_record_is_not_registered(ctx: Context) -> None:
    first, second = register(ctx, "王芳"), register(ctx, "王芬")
    services.queue.leave(ctx, second.visit_id)
    services.patients.merge(ctx, keep=first.patient_id, other=second.patient_id)
    with pytest.raises(RuleError, match="merged or voided"):
        register(ctx, "", patient_id=second.patient_id)


@pytest.mark.parametrize(
    ("entered", "error"),
    [
        (Registration(PatientFacts("")), InputError),
        (Registration(PatientFacts("\u202e \x1b")), InputError),
        (Registration(PatientFacts("王芳"), acuity=5), InputError),
        (Registration(PatientFacts("王芳"), kind="nothing"), MissingError),
        (Registration(PatientFacts("王芳"), patient_id=999), MissingError),
    ],
)
def test_what_cannot_be_right_registers_nobody_and_uses_no_ticket(
    ctx: Context, entered: Registration, error: type[RuleError]
) -> None:
    with pytest.raises(error):
        services.registration.register(ctx, entered)
    assert len(services.history.recent(ctx, 9)) == 1
    assert register(ctx).ticket == "A001"


def test_family_who_come_along_are_noted(ctx: Context) -> None:
    entered = Registration(PatientFacts("王芳"), companion="李强", relation="丈夫")
    visit = services.registration.register(ctx, entered)
    assert [(one.name, one.relation, one.invite) for one in visit.companions] == [("李强", "丈夫", False)]


def test_family_to_be_invited_is_a_reminder_until_it_is_done(ctx: Context) -> None:
    visit = register(ctx)
    row = services.companions.add_companion(ctx, visit.visit_id, name="", relation="丈夫", invite=True)
    services.companions.invite(ctx, row.companions[0].companion_id)
    with pytest.raises(RuleError, match="丈夫 was invited in already"):
        services.companions.invite(ctx, row.companions[0].companion_id)
    with pytest.raises(InputError, match="Who is it"):
        services.companions.add_companion(ctx, visit.visit_id, name=" ")


@pytest.mark.parametrize("born", ["1990-02-31", "1990-13", "1990-13-40", "90", "1990-5-3", "x"])
def test_a_birth_date_that_cannot_be_is_refused_and_nothing_is_stored(ctx: Context, born: str) -> None:
    before = len(services.history.recent(ctx))
    with pytest.raises(InputError, match="looks like 1990"):
        services.registration.register(ctx, Registration(PatientFacts("王芳", born=born)))
    assert len(services.history.recent(ctx)) == before
