"""Events of other data sets, and the articles that they name for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "imports",
        sa.Column("id", _text(), nullable=False),
        sa.Column("system", _text(), nullable=False),
        sa.Column("source_id", _text(), nullable=False),
        sa.Column("url", _text()),
        sa.Column("type", _text()),
        sa.Column("start_date", sa.Date),
        sa.Column("end_date", sa.Date),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_table(
        "import_mentions",
        sa.Column("id", _text(), nullable=False),
        sa.Column("system", _text(), nullable=False),
        sa.Column("event", _text(), nullable=False),
        sa.Column("url", _text()),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_mentions"),
    )
    for name in ("system", "start_date", "end_date"):
        op.create_index(f"ix_imports_{name}", "imports", [name])
    for name in ("system", "event"):
        op.create_index(f"ix_import_mentions_{name}", "import_mentions", [name])


def _text() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
