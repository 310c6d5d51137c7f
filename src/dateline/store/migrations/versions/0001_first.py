"""The first schema."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    _sources()
    for name in ("events", "statements", "indicators", "commitments"):
        _reports(name, *_columns(name))
    _judgements()


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def _sources() -> None:
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("pipeline", sa.Text, nullable=False),
        sa.Column("model_digest", sa.Text, nullable=False),
        sa.Column("codebook_digest", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_runs"),
        sa.UniqueConstraint("id", name="uq_runs_id"),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("published_start", sa.Date),
        sa.Column("published_end", sa.Date),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    _index("documents", "publisher", "url", "published_start")
    op.create_table(
        "raws",
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_raws"),
        _reference("raws", "document", "documents.id"),
    )
    op.create_table(
        "document_runs",
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("document", "run", name="pk_document_runs"),
        _reference("document_runs", "document", "documents.id"),
        _reference("document_runs", "run", "runs.number"),
    )
    _index("document_runs", "run")
    op.create_table(
        "issues",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("location", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_issues"),
        _reference("issues", "run", "runs.number"),
    )
    _index("issues", "location")


def _columns(name: str) -> list[sa.Column[Any]]:
    status: sa.Column[Any] = sa.Column("status", sa.Text, nullable=False)
    match name:
        case "events":
            certainty: sa.Column[Any] = sa.Column("certainty", sa.Text, nullable=False)
            return [sa.Column("mode", sa.Text), sa.Column("quad", sa.Integer), status, certainty]
        case "statements":
            return [sa.Column("cue", sa.Text, nullable=False)]
        case "indicators":
            return [sa.Column("value", sa.Float), sa.Column("unit", sa.Text)]
        case _:
            return [status]


def _reports(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        *columns,
        sa.Column("country", sa.Text),
        sa.Column("start_date", sa.Date),
        sa.Column("end_date", sa.Date),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("run", "id", name=f"pk_{name}"),
        _reference(name, "run", "runs.number"),
        _reference(name, "document", "documents.id"),
    )
    _index(name, "id", "document", "type", "country", "start_date", "end_date")
    if "status" in {column.name for column in columns}:
        _index(name, "status")


def _judgements() -> None:
    op.create_table(
        "participants",
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("code", sa.Text),
        sa.PrimaryKeyConstraint("run", "report", "role", "position", name="pk_participants"),
        _reference("participants", "run", "runs.number"),
    )
    _index("participants", "report", "actor", "name", "country", "code")
    op.create_table(
        "memberships",
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_memberships"),
    )
    _index("memberships", "record")
    op.create_table(
        "keys",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", "report", name="pk_keys"),
        _reference("keys", "report", "memberships.report"),
    )
    _index("keys", "report")
    op.create_table(
        "judgements",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("left", sa.Text, nullable=False),
        sa.Column("right", sa.Text, nullable=False),
        sa.Column("same", sa.Boolean, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_judgements"),
    )
    _index("judgements", "left", "right")
