"""Day reports: what was signed and what it said, remarks, amendments, the doctors' PINs."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables of day reports."""

    op.create_table(
        "report_content",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.CheckConstraint("LENGTH(hash) = 64", name="report_content_hash"),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_table(
        "day_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("through", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name="day_report_numbered"),
        sa.CheckConstraint("signed_by <> ''", name="day_report_signed_by"),
        sa.CheckConstraint("through >= 0", name="day_report_through"),
        sa.ForeignKeyConstraint(
            ["content_hash"], ["report_content.hash"], name="day_report_content_hash_fkey"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="day_report_room_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("room_id", "day", "number", name="day_report_number"),
    )
    op.create_index("day_report_by_day", "day_report", ["day", "room_id"])
    op.create_table(
        "day_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.CheckConstraint("text <> ''", name="day_remark_text"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="day_remark_room_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "day_remark_once",
        "day_remark",
        ["day", "room_id"],
        unique=True,
        sqlite_where=sa.text("voided = 0"),
        postgresql_where=sa.text("voided = 0"),
    )
    op.create_table(
        "amendment",
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["journal_id"], ["journal.id"], name="amendment_journal_id_fkey"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="amendment_room_id_fkey"),
        sa.PrimaryKeyConstraint("journal_id", "room_id", "day"),
    )
    op.create_index("amendment_by_day", "amendment", ["day", "room_id"])
    op.create_table(
        "doctor_pin",
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctor.id"], name="doctor_pin_doctor_id_fkey"),
        sa.PrimaryKeyConstraint("doctor_id"),
    )
