"""Reports by the countries that deal with each other; places and scores of events to choose by."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

LAST_DAY = datetime.date.max
CHUNK = 5_000
LONGEST = 500  # characters of a name; an index holds no more in the worst case
HAPPENED = ("actual", "historical")
CERTAIN = ("asserted", "reported")


def upgrade() -> None:
    """Add a table, and two columns, and fill them."""
    op.create_table(
        "dealings",
        sa.Column("low", _text(), nullable=False),
        sa.Column("high", _text(), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("report", _text(), nullable=False),
        sa.Column("last_day", sa.Date),
        sa.Column("document", _text(), nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("standing", sa.Integer, nullable=False),
        sa.Column("quad", sa.Integer),
        sa.Column("intensity", sa.Float),
        sa.PrimaryKeyConstraint("low", "high", "day", "run", "report", name="pk_dealings"),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name="fk_dealings_run"),
        sqlite_with_rowid=False,
    )
    op.add_column("events", sa.Column("place", _text()))
    op.add_column("events", sa.Column("score", sa.Float))
    _fill(op.get_bind())
    op.create_index("ix_events_place", "events", ["place"])


def _text() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def _fill(connection: sa.Connection) -> None:
    """Fill the columns by the database itself, the table by reading the events once, in the order of their key."""
    if connection.dialect.name == "postgresql":
        place, score = "payload->'place'->>'name'", "CAST(payload->>'score' AS double precision)"
    else:
        place, score = "json_extract(payload, '$.place.name')", "json_extract(payload, '$.score')"
    connection.execute(sa.text(f"UPDATE events SET place = substr({place}, 1, {LONGEST}), score = {score}"))
    insert = sa.text(
        "INSERT INTO dealings (low, high, day, last_day, run, report, document, publisher, standing, quad, intensity) VALUES"
        " (:low, :high, :day, :last_day, :run, :report, :document, :publisher, :standing, :quad, :intensity)"
    ).bindparams(sa.bindparam("day", type_=sa.Date), sa.bindparam("last_day", type_=sa.Date))
    question = sa.text(
        "SELECT e.run, e.id, e.document, d.publisher, e.payload, e.start_date, e.end_date"
        " FROM events AS e JOIN documents AS d ON d.id = e.document"
        f" WHERE e.run > :run OR (e.run = :run AND e.id > :id) ORDER BY e.run, e.id LIMIT {CHUNK}"
    ).columns(
        sa.column("run"), sa.column("id"), sa.column("document"), sa.column("publisher"), sa.column("payload", sa.JSON),
        sa.column("start_date", sa.Date), sa.column("end_date", sa.Date),
    )  # fmt: skip
    last: dict[str, Any] = {"run": -1, "id": ""}
    while rows := connection.execute(question, last).all():
        dealt = [d for row in rows for d in _dealings(row)]
        if dealt:
            connection.execute(insert, dealt)
        last = {"run": rows[-1].run, "id": rows[-1].id}


def _dealings(row: Any) -> Iterator[dict[str, Any]]:
    event = row.payload
    ours, theirs = (
        sorted({a["country"] for a in event.get(side) or () if a.get("country")})
        for side in ("actors", "recipients")
    )
    pairs = {(a, b) for a in ours for b in (theirs if event.get("recipients") else ours) if a != b}
    standing = 0
    if event.get("certainty") in CERTAIN:
        standing = 2 if event.get("status") in HAPPENED else int(event.get("status") == "planned")
    for low, high in sorted({(min(pair), max(pair)) for pair in pairs}):
        yield {
            "low": low, "high": high, "day": row.start_date or LAST_DAY, "last_day": row.end_date, "run": row.run,
            "report": row.id, "document": row.document, "publisher": row.publisher, "standing": standing,
            "quad": event.get("quad"), "intensity": event.get("intensity"),
        }  # fmt: skip
