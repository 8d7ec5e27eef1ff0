"""The page of a signed report beside its figures, and visits by the day on which she is to come back."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table of signatures anew, which no program could write yet, and the index."""

    op.drop_table("day_report")
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
        sa.Column("page_hash", sa.String(), nullable=False),
        sa.Column("through", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name="day_report_numbered"),
        sa.CheckConstraint("signed_by <> ''", name="day_report_signed_by"),
        sa.CheckConstraint("through >= 0", name="day_report_through"),
        sa.ForeignKeyConstraint(
            ["content_hash"], ["report_content.hash"], name="day_report_content_hash_fkey"
        ),
        sa.ForeignKeyConstraint(["page_hash"], ["report_content.hash"], name="day_report_page_hash_fkey"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="day_report_room_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("room_id", "day", "number", name="day_report_number"),
    )
    op.create_index("day_report_by_day", "day_report", ["day", "room_id"])
    op.create_index(
        "visit_by_return",
        "visit",
        ["return_on"],
        sqlite_where=sa.text("return_on IS NOT NULL"),
        postgresql_where=sa.text("return_on IS NOT NULL"),
    )
