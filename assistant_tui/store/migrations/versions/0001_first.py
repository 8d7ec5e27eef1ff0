"""The first schema: patients and rooms; visits and what belongs to them; the journal.

Only an upgrade from nothing runs it: a new file is made whole by `store.create`, and a test holds the two
against each other. There is no way back but the backup.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    _people()
    _visits()
    _records()


def _people() -> None:
    op.create_table(
        "doctor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctor.id"], name="room_doctor_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="room_code"),
    )
    op.create_table(
        "patient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("born", sa.String()),
        sa.Column("phone", sa.String()),
        sa.Column("card", sa.String()),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("merged_into", sa.Integer()),
        sa.CheckConstraint("sex IN ('female', 'male', 'unknown')", name="patient_sex"),
        sa.CheckConstraint("LENGTH(name) BETWEEN 1 AND 200", name="patient_name"),
        sa.CheckConstraint("merged_into IS NULL OR merged_into <> id", name="patient_not_into_itself"),
        sa.ForeignKeyConstraint(["merged_into"], ["patient.id"], name="patient_merged_into_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("patient_by_card", "patient", ["card"])
    op.create_index("patient_by_phone", "patient", ["phone"])
    op.create_table(
        "search_key",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="search_key_patient_id_fkey"),
        sa.PrimaryKeyConstraint("kind", "key", "patient_id"),
    )
    op.create_index("search_key_by_patient", "search_key", ["patient_id"])


def _visits() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("complaint", sa.String(), nullable=False),
        sa.Column("acuity", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.BigInteger(), nullable=False),
        sa.Column("slot_at", sa.BigInteger()),
        sa.Column("departed_at", sa.BigInteger()),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "status IN ('arrived', 'in-progress', 'finished', 'cancelled', 'entered-in-error')",
            name="visit_status",
        ),
        sa.CheckConstraint("acuity BETWEEN 1 AND 4", name="visit_acuity"),
        sa.CheckConstraint(
            "arrived_at IS NULL OR departed_at IS NULL OR arrived_at <= departed_at",
            name="visit_departs_after_arrival",
        ),
        sa.CheckConstraint("number >= 1", name="visit_number"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctor.id"], name="visit_doctor_id_fkey"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="visit_patient_id_fkey"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="visit_room_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("day", "series", "number", name="visit_ticket"),
    )
    op.create_index("visit_by_day", "visit", ["day", "room_id", "status"])
    op.create_index("visit_by_patient", "visit", ["patient_id", "day"])
    op.create_table(
        "queue_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("queued_at", sa.BigInteger(), nullable=False),
        sa.Column("slot_at", sa.BigInteger()),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("calls_before", sa.Integer(), nullable=False),
        sa.Column("first_called_at", sa.BigInteger()),
        sa.Column("called_at", sa.BigInteger()),
        sa.Column("started_at", sa.BigInteger()),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("give_way", sa.Integer()),
        sa.Column("give_way_since", sa.BigInteger()),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('walk-in', 'appointment', 'return')", name="entry_kind"),
        sa.CheckConstraint(
            "status IN ('waiting', 'called', 'skipped', 'on-hold', 'in-progress', 'completed', 'left', "
            "'noshow', 'entered-in-error')",
            name="entry_status",
        ),
        sa.CheckConstraint("calls >= 0 AND calls_before >= 0", name="entry_calls"),
        sa.CheckConstraint("give_way IS NULL OR give_way >= 0", name="entry_give_way"),
        sa.CheckConstraint(
            "started_at IS NULL OR ended_at IS NULL OR started_at <= ended_at", name="entry_ends_after_start"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="queue_entry_room_id_fkey"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="queue_entry_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("entry_by_day", "queue_entry", ["day", "room_id", "status"])
    op.create_index("entry_by_visit", "queue_entry", ["visit_id"])
    _only_one(
        "entry_one_active",
        "queue_entry",
        "visit_id",
        "voided = 0 AND status IN ('called', 'in-progress', 'on-hold', 'skipped', 'waiting')",
    )
    _only_one("entry_one_called", "queue_entry", "room_id", "voided = 0 AND status = 'called'")
    _only_one("entry_one_in_room", "queue_entry", "room_id", "voided = 0 AND status = 'in-progress'")
    op.create_table(
        "stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("room_id", sa.Integer()),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger()),
        sa.Column("escort", sa.String(), nullable=False),
        sa.Column("back_by", sa.BigInteger()),
        sa.CheckConstraint("since IS NULL OR until IS NULL OR since <= until", name="stay_ends_after_start"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="stay_room_id_fkey"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="stay_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("stay_by_day", "stay", ["day"])
    op.create_index("stay_by_visit", "stay", ["visit_id", "since"])
    _only_one("stay_one_open", "stay", "visit_id", "voided = 0 AND until IS NULL")
    op.create_table(
        "companion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("phone", sa.String()),
        sa.Column("invite", sa.Boolean(), nullable=False),
        sa.Column("invited_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="companion_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("companion_by_visit", "companion", ["visit_id"])
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("low_at", sa.BigInteger(), nullable=False),
        sa.Column("high_at", sa.BigInteger(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "low_at IS NULL OR high_at IS NULL OR low_at <= high_at", name="promise_is_a_range"
        ),
        sa.CheckConstraint(
            "told_at IS NULL OR low_at IS NULL OR told_at <= low_at", name="promise_looks_ahead"
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["queue_entry.id"], name="promise_entry_id_fkey"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="promise_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("promise_by_entry", "promise", ["entry_id"])
    op.create_index("promise_by_visit", "promise", ["visit_id"])


def _records() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("room_id", sa.Integer()),
        sa.Column("visit_id", sa.Integer()),
        sa.Column("patient_id", sa.Integer()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["journal.id"], name="journal_undoes_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("journal_by_day", "journal", ["day", "room_id"])
    op.create_index("journal_by_patient", "journal", ["patient_id"])
    op.create_index("journal_by_visit", "journal", ["visit_id"])
    op.create_index("journal_undoes", "journal", ["undoes"])
    op.create_table(
        "meta",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _only_one(name: str, table: str, column: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, [column], unique=True, sqlite_where=condition, postgresql_where=condition)
