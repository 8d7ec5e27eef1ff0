"""Incidents on a real file: noted, reported in time, followed up, closed; alerts and undo."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant_tui import services
from assistant_tui.domain.attention import NOTE, SOON, Alert
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.incidents import IncidentKind, IncidentState
from assistant_tui.domain.saying import InputError, MissingError, RuleError
from assistant_tui.readmodels.incidents import IncidentRow
from assistant_tui.services.context import Context
from tests.conftest import NINE
from tests.factory import register
from tests.services.orders.catalogue import BLOOD, draft

HALF_AN_HOUR = timedelta(minutes=30)


def note(ctx: Context, what: str = "耳温枪摔坏", kind: IncidentKind = IncidentKind.DAMAGE) -> IncidentRow:
    return services.incidents.report(ctx, kind, what, place="诊室")


def about_incidents(ctx: Context) -> list[Alert]:
    return [alert for alert in services.board.read(ctx).alerts if alert.key.startswith("incident/")]


def test_four_fields_are_kept_and_the_half_hour_runs_from_when_it_became_known(
    ctx: Context, clock: FixedClock
) -> None:
    visit = register(ctx)
    clock.advance(minutes=20)
    incident = services.incidents.report(
        ctx,
        IncidentKind.COMPLAINT,
        "等候太久",
        place="候诊区",
        visit_id=visit.visit_id,
        happened_at=NINE,
    )
    assert (incident.kind, incident.what, incident.place) == (IncidentKind.COMPLAINT, "等候太久", "候诊区")
    assert (incident.ticket, incident.patient, incident.by) == (visit.ticket, "王芳", "李敏")
    assert incident.happened_at == NINE
    assert incident.report_by == clock.now() + HALF_AN_HOUR
    assert incident.state is IncidentState.UNREPORTED
    assert services.incidentlist.of_day(ctx) == services.incidentlist.still_open(ctx) == (incident,)
    assert services.history.recent(ctx, 1)[0].visit_id == visit.visit_id


def test_a_slip_brings_its_patient_with_it(ctx: Context) -> None:
    visit = register(ctx)
    item = draft(ctx, visit, BLOOD)[0]
    incident = services.incidents.report(ctx, IncidentKind.ERROR, "开错项目", slip_id=item.slip_id)
    assert (incident.visit_id, incident.slip_number) == (visit.visit_id, 1)


def test_an_incident_goes_from_noted_to_reported_to_closed(ctx: Context, clock: FixedClock) -> None:
    number = note(ctx).incident_id
    clock.advance(minutes=10)
    told = services.incidents.reported(ctx, number, to="设备科 老周")
    assert (told.state, told.reported_at, told.reported_to) == (
        IncidentState.REPORTED,
        clock.now(),
        "设备科 老周",
    )
    services.incidents.follow_up(ctx, number, action="换备用耳温枪")
    after = services.incidents.follow_up(ctx, number, root_cause="放在桌沿", prevention="固定支架")
    assert (after.action, after.root_cause, after.prevention) == ("换备用耳温枪", "放在桌沿", "固定支架")
    closed = services.incidents.close(ctx, number)
    assert (closed.state, closed.closed_by) == (IncidentState.CLOSED, "李敏")
    assert services.incidentlist.still_open(ctx) == ()
    assert services.incidentlist.of_day(ctx) == (closed,)


def test_nobody_told_after_half_an_hour_is_an_alert_that_gets_louder_until_somebody_is(
    ctx: Context, clock: FixedClock
) -> None:
    number = note(ctx).incident_id
    assert [(one.priority, one.escalates) for one in about_incidents(ctx)] == [(NOTE, False)]
    clock.advance(minutes=31)
    (alert,) = about_incidents(ctx)
    assert (alert.priority, alert.escalates, alert.since) == (SOON, True, NINE + HALF_AN_HOUR)
    services.incidents.reported(ctx, number, to="主任")
    assert about_incidents(ctx) == []
    assert services.incidentlist.incident(ctx, number).late(clock.now())


def test_an_incident_of_yesterday_is_not_forgotten(ctx: Context, clock: FixedClock) -> None:
    note(ctx)
    clock.advance(days=1)
    assert len(about_incidents(ctx)) == 1
    assert len(services.incidentlist.still_open(ctx)) == 1
    assert services.incidentlist.of_day(ctx) == ()


def test_undo_takes_an_incident_back_and_with_it_its_alert(ctx: Context) -> None:
    note(ctx)
    services.history.undo(ctx)
    assert services.incidentlist.of_day(ctx) == ()
    assert about_incidents(ctx) == []


def test_undo_takes_a_report_back_and_the_timer_runs_on(ctx: Context) -> None:
    number = note(ctx).incident_id
    services.incidents.reported(ctx, number, to="主任")
    services.history.undo(ctx)
    assert services.incidentlist.incident(ctx, number).state is IncidentState.UNREPORTED
    assert len(about_incidents(ctx)) == 1


def test_it_was_reported_at_a_time_between_happening_and_now(ctx: Context, clock: FixedClock) -> None:
    number = note(ctx).incident_id
    clock.advance(minutes=40)
    for wrong in (NINE - timedelta(minutes=1), clock.now() + timedelta(minutes=1)):
        with pytest.raises(InputError, match="after it happened"):
            services.incidents.reported(ctx, number, to="主任", at=wrong)
    earlier = NINE + timedelta(minutes=20)
    assert services.incidents.reported(ctx, number, to="主任", at=earlier).reported_at == earlier


def test_a_clock_that_was_set_back_hinders_no_report(ctx: Context, clock: FixedClock) -> None:
    number = note(ctx).incident_id
    clock.advance(hours=-1)
    assert services.incidents.reported(ctx, number, to="主任").reported_at == NINE


def test_what_is_missing_is_said(ctx: Context, clock: FixedClock) -> None:
    with pytest.raises(InputError, match="Say what happened"):
        note(ctx, " \u200b")
    with pytest.raises(InputError, match="still to come"):
        services.incidents.report(ctx, IncidentKind.LOSS, "x", happened_at=clock.now() + timedelta(minutes=1))
    with pytest.raises(MissingError):
        services.incidents.report(ctx, IncidentKind.LOSS, "x", visit_id=99)
    with pytest.raises(MissingError):
        services.incidents.report(ctx, IncidentKind.LOSS, "x", slip_id=99)
    with pytest.raises(MissingError, match="no incident 99"):
        services.incidents.reported(ctx, 99, to="主任")
    with pytest.raises(MissingError, match="no incident 99"):
        services.incidentlist.incident(ctx, 99)
    assert services.incidentlist.of_day(ctx) == ()


def test_steps_out_of_order_are_refused(ctx: Context) -> None:
    number = note(ctx).incident_id
    with pytest.raises(RuleError, match="Report it first"):
        services.incidents.close(ctx, number)
    with pytest.raises(InputError, match="to whom"):
        services.incidents.reported(ctx, number, to=" ")
    services.incidents.reported(ctx, number, to="主任")
    with pytest.raises(RuleError, match="主任 already"):
        services.incidents.reported(ctx, number, to="院长")
    with pytest.raises(RuleError, match="what was done"):
        services.incidents.close(ctx, number)
    services.incidents.follow_up(ctx, number, action="赔偿")
    services.incidents.close(ctx, number)
    with pytest.raises(RuleError, match="is closed"):
        services.incidents.follow_up(ctx, number, action="x")
    with pytest.raises(RuleError, match="is closed"):
        services.incidents.close(ctx, number)


def test_text_that_could_do_harm_is_made_safe(ctx: Context) -> None:
    incident = note(ctx, "\x1b[2J[/b]碎\u202e" + "长" * 900)
    assert incident.what.startswith("[2J[/b]碎长")
    assert len(incident.what) <= services.incidents.LONGEST


def test_whom_to_call_and_what_to_say_come_from_the_pack(ctx: Context) -> None:
    first = services.incidentlist.contacts(ctx, IncidentKind.LOSS)[0]
    assert first.code == "security"
    assert services.incidentlist.contacts(ctx) == ctx.pack.contacts
    steps = services.incidentlist.phrases(ctx, IncidentKind.COMPLAINT)
    assert len(steps) == 4
    ((_, said),) = services.incidentlist.phrases(ctx, IncidentKind.EMERGENCY, place="候诊区")
    assert "一诊室" in said
    assert "候诊区" in said
    ((_, blank),) = services.incidentlist.phrases(ctx, IncidentKind.EMERGENCY)
    assert "____" in blank
