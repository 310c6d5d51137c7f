"""Judgements by people, revisions of articles, and which run speaks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add two tables, where the resolver had put a report that people moved, and the rank of runs."""
    op.create_table(
        "rulings",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("left", sa.Text, nullable=False),
        sa.Column("right", sa.Text, nullable=False),
        sa.Column("same", sa.Boolean, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("undone_at", sa.Text),
        sa.PrimaryKeyConstraint("number", name="pk_rulings"),
    )
    op.create_index("ix_rulings_left", "rulings", ["left"])
    op.create_index("ix_rulings_right", "rulings", ["right"])
    op.create_table(
        "revisions",
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_revisions"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_revisions_document"),
    )
    op.create_index("ix_revisions_first", "revisions", ["first"])
    op.add_column("memberships", sa.Column("machine", sa.Text))
    op.create_index("ix_memberships_machine", "memberships", ["machine"])
    op.add_column("runs", sa.Column("rank", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE runs SET rank = number")
