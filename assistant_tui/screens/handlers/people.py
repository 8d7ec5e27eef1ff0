"""Registering, finding, reading and correcting patients."""

from __future__ import annotations

from assistant_tui import services
from assistant_tui.domain.saying import say
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.merge import MergeRecords
from assistant_tui.screens.dialogs.patient_form import PatientForm
from assistant_tui.screens.dialogs.record import Record
from assistant_tui.screens.dialogs.register import QuickRegister
from assistant_tui.screens.handlers.registry import handles


@handles("register")
async def register(desk: Desk) -> None:
    """One line registers; the patient is then selected."""
    await _register(desk, QuickRegister(desk.ctx, desk.lens))


@handles("visit_known")
async def visit_known(desk: Desk) -> None:
    """A visit of the selected patient."""
    await _register(desk, QuickRegister(desk.ctx, desk.lens, patient_id=desk.require_patient()))


async def _register(desk: Desk, dialog: QuickRegister) -> None:
    visit = await desk.ask(dialog)
    if visit:
        desk.select(visit.visit_id)
        desk.tell(say("{ticket} {name} registered", ticket=visit.ticket, name=desk.lens.name(visit.name)))


@handles("find")
async def find(desk: Desk) -> None:
    """To the patients, ready to type."""
    await desk.open_pane("patients")
    desk.pane.open_filter()


@handles("record")
async def record(desk: Desk) -> None:
    """The selected patient's record."""
    await show_record(desk, desk.require_patient())


async def show_record(desk: Desk, patient_id: int) -> None:
    """This patient's record; that it was opened is journalled."""
    found = desk.perform(services.patients.view, patient_id)
    if found:
        await desk.ask(Record(found, desk.lens))


@handles("edit")
async def edit(desk: Desk) -> None:
    """Correct the record."""
    known = services.records.glance(desk.ctx, desk.require_patient())
    await desk.ask(PatientForm(desk.ctx, known.patient))


@handles("merge")
async def merge(desk: Desk) -> None:
    """Two records of one person become one."""
    known = services.records.glance(desk.ctx, desk.require_patient())
    await desk.ask(MergeRecords(desk.ctx, desk.lens, known.patient))
