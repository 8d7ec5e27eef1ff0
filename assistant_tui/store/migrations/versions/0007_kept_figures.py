"""Figures of closed days and months, kept."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table of kept figures: derived, so it begins empty."""

    op.create_table(
        "kept_figures",
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("tally", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("LENGTH(period) IN (7, 10)", name="kept_figures_period"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="kept_figures_room_id_fkey"),
        sa.PrimaryKeyConstraint("period", "room_id"),
    )
