"""Bundles of a day that was played: the public FHIR models take them, and nobody is named unasked."""

from __future__ import annotations

import io
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.naming import Naming
from assistant_tui.domain.vitals import Consciousness, Vitals
from assistant_tui.export.fhir.bundle import write_bundle
from assistant_tui.pack.model import Pack
from assistant_tui.readmodels.visitexport import VisitFacts
from assistant_tui.services import visitexport
from assistant_tui.services.context import Context
from assistant_tui.services.demo import make_demo
from assistant_tui.services.naming import naming
from assistant_tui.services.stats import Days
from tests.export.fhirchecks import problems, validated
from tests.factory import register

Json = dict[str, Any]
DAY = date(2026, 11, 21)
KEY = bytes(range(32))


def written(ctx: Context, days: Days, names: Naming) -> str:
    """The bundle as it is on the disk."""
    stream = io.StringIO(newline="")
    where = visitexport.source(ctx)
    facts = visitexport.export(ctx, days, names)
    count = write_bundle(facts, stream, file=where.file, places=where.places, zone=ctx.zone, naming=names)
    text = stream.getvalue()
    assert text.count('"fullUrl"') == count
    return text


def exported(ctx: Context, **options: Any) -> Json:
    """The bundle of the context's day, read back."""
    today = Days(ctx.today(), ctx.today())
    bundle: Json = json.loads(written(ctx, today, naming(ctx, **options)))
    return bundle


def resources(bundle: Json, kind: str) -> list[Json]:
    """The bundle's resources of one type."""
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]


def sound(bundle: Json) -> Json:
    """The bundle, which nothing is wrong with."""
    assert problems(bundle) == []
    assert validated(bundle) == []
    return bundle


@pytest.fixture(scope="module")
def demo(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The demo at half past eleven, with weeks behind it."""
    at = datetime(2026, 11, 21, 3, 30, tzinfo=UTC)
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    zone = ZoneInfo("Asia/Shanghai")
    ctx = make_demo(path, pack, language="zh_CN", at=at, zone=zone, clock=FixedClock(at))
    yield ctx
    ctx.database.close()


@pytest.mark.parametrize("options", [{}, {"identifiers": True}, {"key": KEY}], ids=str)
def test_the_public_models_take_a_whole_day(demo: Context, options: dict[str, Any]) -> None:
    bundle = sound(exported(demo, **options))
    kinds = Counter(one["resource"]["resourceType"] for one in bundle["entry"])
    assert bundle["type"] == "collection"
    assert set(kinds) == {
        "Organization", "Patient", "Encounter", "Appointment", "ServiceRequest", "Task", "Observation",
        "Location", "Practitioner",
    }  # fmt: skip
    (visits,) = demo.reading.execute("SELECT COUNT(*) FROM visit WHERE day = ? AND voided = 0", (str(DAY),))
    assert kinds["Encounter"] == visits[0]


def test_every_row_of_the_days_goes_out_once(demo: Context) -> None:
    month = Days(date(2026, 11, 1), DAY)
    bundle = sound(json.loads(written(demo, month, Naming())))

    def count(table: str, where: str = "TRUE") -> int:
        statement = f"SELECT COUNT(*) FROM {table} WHERE voided = 0 AND {where}"
        return int(demo.reading.execute(statement).fetchone()[0])

    encounters = resources(bundle, "Encounter")
    in_range = "visit_id IN (SELECT id FROM visit WHERE voided = 0 AND day >= '2026-11-01')"
    assert len(encounters) == count("visit", "day >= '2026-11-01'")
    assert sum(len(one["location"]) for one in encounters) == count("stay", in_range)
    assert len(resources(bundle, "ServiceRequest")) == count("order_item", in_range)
    rounds = [one for one in resources(bundle, "Task") if "partOf" in one]
    assert len(rounds) == count("watch_round", in_range)


def test_the_same_file_gives_the_same_bytes_and_another_file_other_ids(demo: Context, ctx: Context) -> None:
    today = Days(DAY, DAY)
    assert written(demo, today, Naming()) == written(demo, today, Naming())
    ours = {one["fullUrl"] for one in exported(demo)["entry"]}
    register(ctx)
    assert ours.isdisjoint(one["fullUrl"] for one in exported(ctx)["entry"])


def test_without_the_flag_nobody_is_named_and_with_it_everybody(demo: Context) -> None:
    came = "SELECT patient_id FROM visit WHERE day = ? AND voided = 0"
    people = demo.reading.execute(
        f"SELECT name, phone, card, born FROM patient WHERE id IN ({came})", (str(DAY),)
    ).fetchall()
    told = {"name", "telecom"}
    for options in ({}, {"key": KEY}):
        patients = resources(exported(demo, **options), "Patient")
        assert len(patients) == len(people)
        assert all(told.isdisjoint(one) and len(one["identifier"]) == 1 for one in patients)
        assert all(len(one.get("birthDate", "1900")) == 4 for one in patients)
    openly = resources(exported(demo, identifiers=True), "Patient")
    assert {one["name"][0]["text"] for one in openly} == {name for name, *_ in people}
    assert {one.get("birthDate") for one in openly} == {born for *_, born in people}


def test_pseudonyms_hide_numbers_staff_tickets_and_what_was_written(ctx: Context) -> None:
    visit = register(ctx, "王芳", phone="13800001111", complaint="王芳说腹痛")
    services.triage.triage(ctx, visit.visit_id, level=2, reason="发热")
    text = json.dumps(sound(exported(ctx, key=KEY)), ensure_ascii=False)
    for hidden in ("王芳", "13800001111", "腹痛", "李敏", "王主任", visit.ticket, "发热", "1990-"):
        assert hidden not in text
    plain = json.dumps(exported(ctx), ensure_ascii=False)
    assert "腹痛" in plain
    assert "李敏" in plain


def test_beside_pseudonyms_no_element_holds_what_somebody_wrote(demo: Context) -> None:
    free = {"valueString", "note", "reasonCode", "statusReason"}
    month = Days(date(2026, 11, 1), DAY)

    def held(names: Naming) -> set[str]:
        entries = json.loads(written(demo, month, names))["entry"]
        return free & {name for one in entries for name in one["resource"]}

    assert {"valueString", "reasonCode"} <= held(Naming())
    assert held(naming(demo, key=KEY)) == set()


def test_a_pseudonym_is_the_same_on_every_day_and_another_under_another_key(
    ctx: Context, clock: FixedClock
) -> None:
    visit = register(ctx)
    first = exported(ctx, key=KEY)
    services.queue.leave(ctx, visit.visit_id)
    clock.advance(days=1)
    register(ctx, patient_id=visit.patient_id)
    second, other = exported(ctx, key=KEY), exported(ctx, key=KEY[::-1])
    assert resources(first, "Patient") == resources(second, "Patient")
    assert resources(first, "Encounter")[0]["id"] != resources(second, "Encounter")[0]["id"]
    assert resources(second, "Patient")[0]["id"] != resources(other, "Patient")[0]["id"]
    assert first["meta"]["security"][0]["code"] == "PSEUDED"


def test_the_year_of_the_very_old_is_kept_back_and_said_to_be(ctx: Context) -> None:
    register(ctx, "甲", born="1936-12-01")  # 89 until December, but the year alone would say 90
    register(ctx, "乙", born="1937")
    old, younger = resources(sound(exported(ctx)), "Patient")
    assert "birthDate" not in old
    assert old["_birthDate"]["extension"][0]["valueCode"] == "masked"
    assert (younger["birthDate"], "_birthDate" in younger) == ("1937", False)
    assert resources(exported(ctx, identifiers=True), "Patient")[0]["birthDate"] == "1936-12-01"


def test_a_visit_tells_when_she_was_where_and_how_it_stood(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    clock.advance(minutes=10)
    services.queue.call_next(ctx)
    clock.advance(minutes=5)
    services.queue.finish(ctx, visit.visit_id, to="lab")
    clock.advance(minutes=20)
    services.whereabouts.depart(ctx, visit.visit_id)
    bundle = sound(exported(ctx))
    (encounter,) = resources(bundle, "Encounter")
    names = {f"urn:uuid:{one['id']}": one["name"] for one in resources(bundle, "Location")}
    stays = [
        (names[one["location"]["reference"]], one["period"]["start"][11:16], one["period"]["end"][11:16])
        for one in encounter["location"]
    ]
    assert stays == [("候诊区", "09:00", "09:10"), ("一诊室", "09:10", "09:15"), ("检验科", "09:15", "09:35")]
    assert encounter["status"] == "finished"
    history = [(one["status"], one["period"]["end"][11:16]) for one in encounter["statusHistory"]]
    assert history == [("arrived", "09:10"), ("in-progress", "09:35")]
    assert encounter["class"]["code"] == "AMB"
    assert encounter["participant"][0]["period"]["end"][11:16] == "09:15"
    assert not resources(bundle, "Appointment")


def _seen(ctx: Context, visit_id: int) -> None:
    services.queue.call_next(ctx)
    services.queue.start(ctx, visit_id)


@pytest.mark.parametrize(
    ("status", "act"),
    [
        ("arrived", lambda _ctx, _visit: None),
        ("noshow", services.queue.no_show),
        ("cancelled", services.queue.leave),
        ("fulfilled", _seen),
    ],
    ids=["arrived", "noshow", "cancelled", "fulfilled"],
)
def test_a_booked_time_tells_how_it_was_kept(
    ctx: Context, status: str, act: Callable[[Context, int], object]
) -> None:
    slot = ctx.now() + timedelta(minutes=30)
    visit = register(ctx, slot_at=slot)
    act(ctx, visit.visit_id)
    found = resources(sound(exported(ctx)), "Appointment")
    assert [one["status"] for one in found] == [status]
    assert found[0]["start"] == slot.astimezone(ctx.zone).isoformat(timespec="milliseconds")
    assert found[0]["end"] > found[0]["start"]


def test_a_night_over_midnight_in_which_the_clocks_go_back_keeps_every_instant(
    ctx: Context, clock: FixedClock
) -> None:
    """2026-10-25 in Berlin: 02:30 comes twice, an hour apart."""
    ctx = replace(ctx, zone=ZoneInfo("Europe/Berlin"))
    clock.at = datetime(2026, 10, 24, 21, 30, tzinfo=UTC)  # 23:30
    visit = register(ctx)
    for hours, place in ((3, "lab"), (1, "cashier"), (1, "waiting")):
        clock.advance(hours=hours)
        services.whereabouts.move(ctx, visit.visit_id, place)
    days = Days(date(2026, 10, 24), date(2026, 10, 24))
    bundle = sound(json.loads(written(ctx, days, Naming())))
    stays = resources(bundle, "Encounter")[0]["location"]
    starts = [one["period"]["start"] for one in stays]
    assert [start[:16] + start[-6:] for start in starts] == [
        "2026-10-24T23:30+02:00",
        "2026-10-25T02:30+02:00",
        "2026-10-25T02:30+01:00",
        "2026-10-25T03:30+01:00",
    ]
    assert [one["status"] for one in stays] == ["completed"] * 3 + ["active"]
    ends = [one["period"].get("end") for one in stays]
    assert ends == [*starts[1:], None]


def test_what_was_measured_has_the_codes_and_units_of_the_vital_signs_profiles(ctx: Context) -> None:
    vitals = Vitals(
        respiration=22, oxygen=93, on_oxygen=True, systolic=98, pulse=115,
        consciousness=Consciousness.ALERT, temperature=38.4, pain=5,
    )  # fmt: skip
    visit = register(ctx)
    services.triage.triage(ctx, visit.visit_id, level=2, reason="发热", vitals=vitals)
    found = {one["code"]["coding"][0]["code"]: one for one in resources(sound(exported(ctx)), "Observation")}
    measured = {
        code: (one["valueQuantity"]["value"], one["valueQuantity"]["code"])
        for code, one in found.items()
        if "valueQuantity" in one
    }
    assert measured == {
        "9279-1": (22, "/min"), "2708-6": (93, "%"), "8867-4": (115, "/min"), "8310-5": (38.4, "Cel"),
        "72514-3": (5, "{score}"), "news2": (11, "{score}"),
    }  # fmt: skip
    systolic, diastolic = found["85354-9"]["component"]
    assert systolic["valueQuantity"] == {
        "value": 98, "unit": "mmHg", "system": "http://unitsofmeasure.org", "code": "mm[Hg]",
    }  # fmt: skip
    assert diastolic["dataAbsentReason"]["coding"][0]["code"] == "not-performed"
    assert found["acvpu"]["valueCodeableConcept"]["coding"][0]["code"] == "A"
    assert found["2708-6"]["component"][0]["valueBoolean"] is True
    assert found["triage-level"]["valueCodeableConcept"]["coding"][0]["code"] == "2"


def test_rounds_are_tasks_with_when_they_were_due_and_done(demo: Context) -> None:
    bundle = exported(demo)
    by_url = {f"urn:uuid:{one['id']}": one for one in resources(bundle, "Observation")}
    tasks = resources(bundle, "Task")
    rounds = [one for one in tasks if one["code"]["coding"][0]["code"] == "watch-round"]
    done = [one for one in rounds if one["status"] == "completed"]
    assert done
    for one in done:
        readings = [by_url[output["valueReference"]["reference"]] for output in one["output"]]
        assert {reading["effectiveDateTime"] for reading in readings} == {one["executionPeriod"]["start"]}
    statuses = Counter(
        status
        for (status,) in demo.reading.execute(
            "SELECT r.status FROM watch_round r JOIN watch w ON w.id = r.watch_id"
            " WHERE r.voided = 0 AND w.day = ?",
            (str(DAY),),
        )
    )
    assert Counter(one["status"] for one in rounds) == Counter(
        completed=statuses["done"], failed=statuses["missed"], cancelled=statuses["cancelled"]
    )


def test_days_on_which_nobody_came_make_a_sound_bundle(ctx: Context) -> None:
    bundle = sound(exported(ctx))
    assert [one["resource"]["resourceType"] for one in bundle["entry"]] == ["Organization"]


def test_the_checks_of_this_file_find_what_is_wrong(demo: Context) -> None:
    good = exported(demo)

    def spoilt(kind: str, change: Callable[[Json], object]) -> Json:
        bundle = deepcopy(good)
        change(resources(bundle, kind)[0])
        return bundle

    def late(one: Json) -> None:
        one["period"] = {"start": "2026-11-21T10:00:00+08:00", "end": "2026-11-21T09:59:00+08:00"}

    for kind, change in (
        ("Encounter", lambda one: one.update(status="gone")),
        ("Encounter", late),
        ("Appointment", lambda one: one.pop("end")),
        ("Task", lambda one: one.update(focus={"reference": "urn:uuid:none"})),
        ("Patient", lambda one: one.update(id="other")),
        ("ServiceRequest", lambda one: one.update(note=[])),
    ):
        assert problems(spoilt(kind, change)), kind
    assert len(validated(spoilt("Encounter", lambda one: one.pop("class")))) == 2
    assert len(validated(spoilt("Task", lambda one: one.update(begun="today")))) == 2


def test_an_export_is_on_record_with_what_it_tells_of_people(ctx: Context) -> None:
    for options, words in (
        ({}, "no identifiers"),
        ({"identifiers": True}, "with identifiers"),
        ({"key": KEY}, "pseudonymised"),
    ):
        exported(ctx, **options)
        assert services.history.recent(ctx, 1)[0].reason == f"fhir {DAY}..{DAY}, {words}"


def test_it_reads_one_state_of_the_file_and_leaves_it_free_when_broken_off(ctx: Context) -> None:
    first = register(ctx)
    facts = visitexport.export(ctx, Days(DAY, DAY), Naming())
    next(facts)
    with closing(sqlite3.connect(ctx.database.path)) as others, others:
        others.execute("UPDATE visit SET complaint = '晚写'")
    assert [one.complaint for one in facts if isinstance(one, VisitFacts)] == [""]
    again = visitexport.export(ctx, Days(DAY, DAY), Naming())
    next(again)
    again.close()  # type: ignore[attr-defined]
    services.queue.leave(ctx, first.visit_id)
