"""Printing as a service: the right paper of the right slip, on record before it is handed out."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.orders import ResultStatus
from assistant_tui.domain.saying import MissingError, RuleError
from assistant_tui.printing.escpos import Roll
from assistant_tui.services import prints
from assistant_tui.services.context import Context
from assistant_tui.services.stops import stops_ahead
from assistant_tui.store.journal import broken_links
from assistant_tui.toml import FileError
from tests.factory import register
from tests.services.orders.catalogue import BLOOD, FORM, SCAN, SURGERY, draft, ids, seen, with_catalogue


@pytest.fixture
def clinic(ctx: Context) -> Context:
    return with_catalogue(ctx)


def recorded(ctx: Context) -> list[str]:
    rows = services.history.recent(ctx)
    return [row.reason for row in rows if row.action == Deed.PRINT]


def test_a_slip_is_printed_as_it_stands_and_put_on_record(clinic: Context) -> None:
    visit = register(clinic)
    (blood,) = draft(clinic, visit, BLOOD)
    assert "Doctor&#39;s signature" in prints.slip(clinic, blood.slip_id)
    services.orders.sign(clinic, [blood.item_id], on_paper=True)
    signed = prints.slip(clinic, prints.find_slip(clinic, 1))
    for words in ("王芳", "Blood count", "25.00", "王主任", "(on paper)"):
        assert words in signed
    assert "Doctor&#39;s signature" not in signed
    assert recorded(clinic) == [f"slip 1 {visit.ticket}"] * 2
    assert not list(broken_links(clinic.reading))


def test_what_is_void_is_not_printed(clinic: Context) -> None:
    visit = register(clinic)
    blood, scan = draft(clinic, visit, BLOOD, SCAN)
    services.orders.void(clinic, [blood.item_id], reason="错")
    with pytest.raises(RuleError, match="nothing to print"):
        prints.slip(clinic, blood.slip_id)
    with pytest.raises(MissingError):
        prints.find_slip(clinic, 99)
    assert "Blood count" not in prints.slip(clinic, scan.slip_id)
    assert len(recorded(clinic)) == 1


def test_a_surgery_brings_its_consent_and_a_test_has_none(clinic: Context) -> None:
    items = draft(clinic, seen(clinic), SURGERY)
    surgery = next(item for item in items if item.code == SURGERY.code)
    form = next(item for item in items if item.code == FORM.code)
    for slip_id in (surgery.slip_id, form.slip_id):
        html = prints.consent(clinic, slip_id)
        assert "Surgery consent" in html
        assert "Outpatient surgery" in html
    blood = next(item for item in items if item.code == BLOOD.code)
    with pytest.raises(RuleError, match="no consent"):
        prints.consent(clinic, blood.slip_id)


def test_a_refusal_has_what_was_refused_or_still_can_be(clinic: Context) -> None:
    visit = register(clinic)
    (blood,) = draft(clinic, visit, BLOOD)
    assert "Blood count" in prints.refusal(clinic, blood.slip_id)
    services.orders.refuse(clinic, [blood.item_id], reason="怕疼", form_signed=True)
    assert "怕疼" in prints.refusal(clinic, blood.slip_id)
    (scan,) = draft(clinic, visit, SCAN)
    services.orders.void(clinic, [scan.item_id], reason="错")
    with pytest.raises(RuleError, match="nothing that can be refused"):
        prints.refusal(clinic, scan.slip_id)


def test_the_way_is_the_stops_that_come_one_after_the_other(clinic: Context) -> None:
    visit = seen(clinic)
    scan = replace(SCAN, location="ultrasound")
    services.orders.sign(clinic, ids(draft(clinic, visit, BLOOD, scan)))
    slips = services.slips.of_visit(clinic, visit.visit_id)
    way = stops_ahead(clinic, slips, "waiting")
    assert [(stop.errand.value, stop.location) for stop in way] == [
        ("pay", "cashier"),
        ("test", "lab"),
        ("test", "ultrasound"),
        ("await", "waiting"),
        ("doctor", "waiting"),
    ]
    first = services.slips.stop_of(clinic, slips, visit)
    assert way[0] == first
    html = prints.itinerary(clinic, visit.visit_id)
    assert html.index("145.00") < html.index("Blood count")
    assert recorded(clinic) == [f"itinerary {visit.ticket}"]


def test_the_way_goes_on_after_what_holds_a_surgery_back(clinic: Context) -> None:
    visit = seen(clinic)
    items = draft(clinic, visit, SURGERY)
    way = stops_ahead(clinic, services.slips.of_visit(clinic, visit.visit_id), "waiting")
    surgery = next(item.item_id for item in items if item.code == SURGERY.code)
    form = next(item.item_id for item in items if item.code == FORM.code)
    about = [stop.items for stop in way if stop.errand.value != "pay"]
    assert next(n for n, ones in enumerate(about) if form in ones) < next(
        n for n, ones in enumerate(about) if surgery in ones and n > 0
    )
    assert any(stop.errand.value == "test" and surgery in stop.items for stop in way)


def test_nobody_without_open_slips_or_gone_has_a_way(clinic: Context) -> None:
    visit = seen(clinic)
    with pytest.raises(RuleError, match="nowhere to go"):
        prints.itinerary(clinic, visit.visit_id)
    services.whereabouts.depart(clinic, visit.visit_id)
    with pytest.raises(RuleError, match="has left"):
        prints.itinerary(clinic, visit.visit_id)


def test_a_summary_has_stays_results_sums_and_the_date_to_come_back(
    clinic: Context, clock: FixedClock
) -> None:
    visit = seen(clinic)
    (blood,) = ids(draft(clinic, visit, BLOOD))
    for act in (services.orders.sign, services.orders.pay, services.orders.perform):
        act(clinic, [blood])
        clock.advance(minutes=5)
    services.orders.enter_result(clinic, [blood], ResultStatus.ABNORMAL, "WBC 12.1 <高>")
    services.gate.agree_return(clinic, visit.visit_id, date(2026, 11, 28))
    html = prints.summary(clinic, visit.visit_id)
    for words in ("09:00", "Consulting room", "abnormal", "WBC 12.1 &lt;高&gt;", "25.00", "2026-11-28"):
        assert words in html


def test_a_ticket_masks_the_name_and_counts_those_before(clinic: Context) -> None:
    register(clinic, "李秀英")
    visit = register(clinic, "欧阳若兰")
    strip = prints.ticket(clinic, visit.visit_id, Roll.NARROW)
    text = strip.decode("gb18030")
    assert "欧阳**" in text
    assert "若兰" not in text
    assert visit.ticket in text
    assert "People before you: 1" in text
    assert "Your call: about" in text
    in_room = seen(clinic)
    assert "People before" not in prints.ticket(clinic, in_room.visit_id, Roll.WIDE).decode("gb18030")
    assert recorded(clinic)[-1] == f"ticket {visit.ticket}"


def test_a_mistake_in_the_packs_template_prints_and_records_nothing(clinic: Context, tmp_path: Path) -> None:
    (tmp_path / "print").mkdir()
    (tmp_path / "print" / "slip.html.j2").write_text("\n{{ nobody }}", encoding="utf-8")
    own = replace(clinic, pack=replace(clinic.pack, folder=tmp_path))
    (blood,) = draft(own, register(own), BLOOD)
    with pytest.raises(FileError, match=r"slip\.html\.j2, line 2: There is no nobody here"):
        prints.slip(own, blood.slip_id)
    assert recorded(own) == []


def test_the_template_engine_is_loaded_only_to_print_a_page() -> None:
    code = (
        "import sys; from assistant_tui.services import prints;"
        "from assistant_tui.printing import strips, targets;"
        "print({'jinja2', 'sqlmodel', 'textual'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
