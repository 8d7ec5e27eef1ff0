"""Watches and their rounds, acknowledged alerts, triage, the checklist, supplies, incidents."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables of watches, triage, checklist, supplies and incidents."""

    op.create_table(
        "checklist_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.Column("due_from", sa.String(), nullable=False),
        sa.Column("due_by", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("once", sa.Date(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('tick', 'span', 'note')", name="checklist_task_kind"),
        sa.CheckConstraint("phase IN ('opening', 'midday', 'closing')", name="checklist_task_phase"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "checklist_task_code",
        "checklist_task",
        ["code"],
        unique=True,
        sqlite_where=sa.text("voided = 0"),
        postgresql_where=sa.text("voided = 0"),
    )
    op.create_table(
        "supply_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('count', 'received', 'used')", name="supply_entry_kind"),
        sa.CheckConstraint("quantity >= 0", name="supply_entry_quantity"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="supply_entry_room_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("supply_entry_by_code", "supply_entry", ["room_id", "code", "at"])
    op.create_index("supply_entry_by_day", "supply_entry", ["day"])
    op.create_table(
        "task_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("status <> 'skipped' OR reason <> ''", name="task_record_reason"),
        sa.CheckConstraint("status IN ('running', 'done', 'skipped')", name="task_record_status"),
        sa.CheckConstraint(
            "started_at IS NULL OR ended_at IS NULL OR started_at <= ended_at", name="task_record_ends"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="task_record_room_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("task_record_by_code", "task_record", ["code", "day"])
    op.create_index("task_record_by_day", "task_record", ["day", "room_id"])
    op.create_index(
        "task_record_once",
        "task_record",
        ["room_id", "day", "code"],
        unique=True,
        sqlite_where=sa.text("voided = 0"),
        postgresql_where=sa.text("voided = 0"),
    )
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.CheckConstraint("at IS NULL OR until IS NULL OR at <= until", name="acknowledgement_ends"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="acknowledgement_room_id_fkey"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="acknowledgement_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("acknowledgement_by_until", "acknowledgement", ["room_id", "until"])
    op.create_table(
        "triage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("red_flag", sa.String(), nullable=False),
        sa.Column("respiration", sa.Integer(), nullable=True),
        sa.Column("oxygen", sa.Integer(), nullable=True),
        sa.Column("on_oxygen", sa.Boolean(), nullable=False),
        sa.Column("oxygen_scale_2", sa.Boolean(), nullable=False),
        sa.Column("systolic", sa.Integer(), nullable=True),
        sa.Column("diastolic", sa.Integer(), nullable=True),
        sa.Column("pulse", sa.Integer(), nullable=True),
        sa.Column("consciousness", sa.String(), nullable=True),
        sa.Column("temperature", sa.Float(), nullable=True),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.Column("pregnant", sa.Boolean(), nullable=False),
        sa.Column("news2", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "consciousness IS NULL OR consciousness IN ('A', 'C', 'V', 'P', 'U')", name="triage_consciousness"
        ),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name="triage_level"),
        sa.CheckConstraint("news2 IS NULL OR news2 BETWEEN 0 AND 20", name="triage_news2"),
        sa.CheckConstraint("pain IS NULL OR pain BETWEEN 0 AND 10", name="triage_pain"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="triage_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("triage_by_visit", "triage", ["visit_id"])
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("slip_id", sa.Integer(), nullable=True),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("report_by", sa.BigInteger(), nullable=False),
        sa.Column("reported_at", sa.BigInteger(), nullable=True),
        sa.Column("reported_to", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("root_cause", sa.String(), nullable=False),
        sa.Column("prevention", sa.String(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('damage', 'loss', 'complaint', 'emergency', 'error', 'near-miss')", name="incident_kind"
        ),
        sa.CheckConstraint("reported_at IS NULL OR reported_to <> ''", name="incident_reported"),
        sa.CheckConstraint("LENGTH(what) >= 1", name="incident_what"),
        sa.CheckConstraint(
            "happened_at IS NULL OR reported_at IS NULL OR happened_at <= reported_at",
            name="incident_reported_after",
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="incident_room_id_fkey"),
        sa.ForeignKeyConstraint(["slip_id"], ["order_slip.id"], name="incident_slip_id_fkey"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="incident_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("incident_by_day", "incident", ["day", "room_id"])
    op.create_index("incident_by_visit", "incident", ["visit_id"])
    op.create_index(
        "incident_open",
        "incident",
        ["room_id"],
        sqlite_where=sa.text("closed_at IS NULL AND voided = 0"),
        postgresql_where=sa.text("closed_at IS NULL AND voided = 0"),
    )
    op.create_table(
        "watch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("protocol", sa.String(), nullable=False),
        sa.Column("timetable", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("surgeon", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("instructions", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("score_parts", sa.String(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.Column("end_kind", sa.String(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "end_kind IS NULL OR end_kind = 'discharged' OR end_reason <> ''", name="watch_end_reason"
        ),
        sa.CheckConstraint(
            "end_kind IS NULL OR end_kind IN ('discharged', 'transferred', 'cancelled')",
            name="watch_end_kind",
        ),
        sa.CheckConstraint("(end_kind IS NULL) = (ended_at IS NULL)", name="watch_ended"),
        sa.CheckConstraint(
            "started_at IS NULL OR ended_at IS NULL OR started_at <= ended_at", name="watch_ends_after_start"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["order_item.id"], name="watch_item_id_fkey"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="watch_room_id_fkey"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="watch_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("watch_by_day", "watch", ["day"])
    op.create_index("watch_by_visit", "watch", ["visit_id"])
    op.create_index(
        "watch_one_running",
        "watch",
        ["visit_id", "protocol"],
        unique=True,
        sqlite_where=sa.text("voided = 0 AND ended_at IS NULL"),
        postgresql_where=sa.text("voided = 0 AND ended_at IS NULL"),
    )
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("from_whom", sa.String(), nullable=False),
        sa.Column("to_whom", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="handover_visit_id_fkey"),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="handover_watch_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("handover_by_watch", "handover", ["watch_id"])
    op.create_table(
        "watch_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("happened_at", sa.BigInteger(), nullable=True),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("readings", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("(status = 'done') = (happened_at IS NOT NULL)", name="watch_round_happened"),
        sa.CheckConstraint("status <> 'cancelled' OR reason <> ''", name="watch_round_reason"),
        sa.CheckConstraint("status IN ('done', 'missed', 'cancelled')", name="watch_round_status"),
        sa.CheckConstraint("(number IS NULL) = (due_at IS NULL)", name="watch_round_due"),
        sa.CheckConstraint(
            "happened_at IS NULL OR entered_at IS NULL OR happened_at <= entered_at",
            name="watch_round_entered",
        ),
        sa.CheckConstraint("level BETWEEN 0 AND 2", name="watch_round_level"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="watch_round_visit_id_fkey"),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="watch_round_watch_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("watch_round_by_visit", "watch_round", ["visit_id"])
    op.create_index("watch_round_by_watch", "watch_round", ["watch_id"])
    op.create_index(
        "watch_round_once",
        "watch_round",
        ["watch_id", "number"],
        unique=True,
        sqlite_where=sa.text("voided = 0 AND number IS NOT NULL"),
        postgresql_where=sa.text("voided = 0 AND number IS NOT NULL"),
    )
    op.create_table(
        "doctor_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("doctor", sa.String(), nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=False),
        sa.Column("called_by", sa.String(), nullable=False),
        sa.Column("arrived_at", sa.BigInteger(), nullable=True),
        sa.Column("ordered", sa.String(), nullable=False),
        sa.CheckConstraint(
            "called_at IS NULL OR arrived_at IS NULL OR called_at <= arrived_at", name="doctor_call_arrives"
        ),
        sa.ForeignKeyConstraint(["round_id"], ["watch_round.id"], name="doctor_call_round_id_fkey"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="doctor_call_visit_id_fkey"),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="doctor_call_watch_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("doctor_call_by_visit", "doctor_call", ["visit_id"])
