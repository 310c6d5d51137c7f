"""The tables, as the newest migration leaves them.

Reports (events, statements, indicators, commitments) are kept per run: a newer coder writes beside the older one.
``payload`` holds the whole value as JSON; the other columns are for filters and for people who read the database.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# text by which rows are sorted, compared or sought by their beginning: by code point, in PostgreSQL as in SQLite
SORTED = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),  # a higher number was first used later
    sa.Column("id", SORTED, nullable=False, unique=True),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("pipeline", sa.Text, nullable=False),
    sa.Column("model_digest", sa.Text, nullable=False),
    sa.Column("codebook_digest", sa.Text, nullable=False),
    sa.Column("rank", sa.Integer, nullable=False, server_default="0"),  # the highest speaks for a document
)

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", SORTED, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("title", sa.Text),
    sa.Column("publisher", SORTED, index=True),
    sa.Column("url", SORTED, index=True),
    sa.Column("language", sa.Text),
    sa.Column("published_start", sa.Date, index=True),
    sa.Column("published_end", sa.Date),
    sa.Column("payload", sa.JSON, nullable=False),  # all fields but the text
)

raws = sa.Table(
    "raws",
    metadata,
    sa.Column("document", sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),  # zlib
)

document_runs = sa.Table(
    "document_runs",
    metadata,
    sa.Column("document", sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("run", sa.ForeignKey("runs.number"), primary_key=True, index=True),
)


def _reports(name: str, *columns: sa.Column[Any]) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        sa.Column("run", sa.ForeignKey("runs.number"), primary_key=True),
        sa.Column("id", SORTED, primary_key=True, index=True),
        sa.Column("document", sa.ForeignKey("documents.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),  # first code point of the evidence
        *columns,
        sa.Column("country", SORTED, index=True),  # of the place
        sa.Column("start_date", sa.Date, index=True),
        sa.Column("end_date", sa.Date, index=True),
        sa.Column("payload", sa.JSON, nullable=False),
    )


events = _reports(
    "events",
    sa.Column("type", SORTED, nullable=False, index=True),
    sa.Column("mode", sa.Text),
    sa.Column("quad", sa.Integer),
    sa.Column("status", SORTED, nullable=False, index=True),
    sa.Column("certainty", sa.Text, nullable=False),
    sa.Column("place", SORTED, index=True),  # its name
    sa.Column("score", sa.Float),  # calibrated probability that it is right
)
statements = _reports(
    "statements",
    sa.Column("type", SORTED, nullable=False, index=True),  # the stance
    sa.Column("cue", sa.Text, nullable=False),
)
indicators = _reports(
    "indicators",
    sa.Column("type", SORTED, nullable=False, index=True),  # the measure
    sa.Column("value", sa.Float),
    sa.Column("unit", sa.Text),
)
commitments = _reports(
    "commitments",
    sa.Column("type", SORTED, nullable=False, index=True),  # the kind
    sa.Column("status", SORTED, nullable=False, index=True),  # the state
)

REPORTS = {"event": events, "statement": statements, "indicator": indicators, "commitment": commitments}

participants = sa.Table(
    "participants",
    metadata,
    sa.Column("run", sa.ForeignKey("runs.number"), primary_key=True),
    sa.Column("report", SORTED, primary_key=True, index=True),
    sa.Column("role", SORTED, primary_key=True),  # actor, recipient, speaker, ...
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("actor", SORTED, nullable=False, index=True),
    sa.Column("name", SORTED, nullable=False, index=True),
    sa.Column("country", SORTED, index=True),
    sa.Column("code", SORTED, index=True),
)

dealings = sa.Table(  # reports of events by the two countries that deal with each other, and by day
    "dealings",
    metadata,
    sa.Column("low", SORTED, primary_key=True),  # the countries in the order of the alphabet
    sa.Column("high", SORTED, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),  # the last day that there is for undated ones
    sa.Column("run", sa.ForeignKey("runs.number"), primary_key=True),
    sa.Column("report", SORTED, primary_key=True),
    sa.Column("last_day", sa.Date),
    sa.Column("document", SORTED, nullable=False),
    sa.Column("publisher", sa.Text),
    sa.Column("standing", sa.Integer, nullable=False),  # 2 happened, 1 planned, 0 neither, or in doubt
    sa.Column("quad", sa.Integer),
    sa.Column("intensity", sa.Float),
    sqlite_with_rowid=False,
)

memberships = sa.Table(
    "memberships",
    metadata,
    sa.Column("report", SORTED, primary_key=True),
    sa.Column("record", SORTED, nullable=False, index=True),
    sa.Column("kind", SORTED, nullable=False),
    sa.Column("machine", SORTED, index=True),  # where the resolver put it, when people moved it
)

keys = sa.Table(
    "keys",
    metadata,
    sa.Column("key", SORTED, primary_key=True),  # reports that share none are never compared
    sa.Column("report", sa.ForeignKey("memberships.report"), primary_key=True, index=True),
)

judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("id", SORTED, primary_key=True),
    sa.Column("left", SORTED, nullable=False, index=True),
    sa.Column("right", SORTED, nullable=False, index=True),
    sa.Column("same", sa.Boolean, nullable=False),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("reasons", sa.JSON, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
)

rulings = sa.Table(  # judgements by people; the pair is of reports
    "rulings",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("kind", SORTED, nullable=False),
    sa.Column("left", SORTED, nullable=False, index=True),
    sa.Column("right", SORTED, nullable=False, index=True),
    sa.Column("same", sa.Boolean, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("note", sa.Text),
    sa.Column("made_at", sa.Text, nullable=False),  # ISO 8601, UTC
    sa.Column("undone_at", sa.Text),
)

revisions = sa.Table(  # documents of one address, where there is more than one
    "revisions",
    metadata,
    sa.Column("document", sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("first", SORTED, nullable=False, index=True),  # the document that stood there first
    sa.Column("number", sa.Integer, nullable=False),  # in the order in which they were read
    sa.Column("since", sa.Date, nullable=False),  # from this day it stood there, as far as is known
)

searchable = sa.Table(  # documents by their words; SQLite keeps the words themselves in searchable_words
    "searchable",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("document", sa.ForeignKey("documents.id"), nullable=False, unique=True),
    sa.Column("vector", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")),  # PostgreSQL only
)

imports = sa.Table(  # events as other data sets have them; no report of ours
    "imports",
    metadata,
    sa.Column("id", SORTED, primary_key=True),
    sa.Column("system", SORTED, nullable=False, index=True),  # the data set
    sa.Column("source_id", SORTED, nullable=False),  # the id there
    sa.Column("url", SORTED),
    sa.Column("type", SORTED),  # of PLOVER
    sa.Column("start_date", sa.Date, index=True),
    sa.Column("end_date", sa.Date, index=True),
    sa.Column("payload", sa.JSON, nullable=False),
)

import_mentions = sa.Table(  # articles that a data set names for its events
    "import_mentions",
    metadata,
    sa.Column("id", SORTED, primary_key=True),
    sa.Column("system", SORTED, nullable=False, index=True),
    sa.Column("event", SORTED, nullable=False, index=True),  # source_id; the event may come later, or never
    sa.Column("url", SORTED),
    sa.Column("payload", sa.JSON, nullable=False),
)

issues = sa.Table(
    "issues",
    metadata,
    sa.Column("id", SORTED, primary_key=True),
    sa.Column("run", sa.ForeignKey("runs.number"), nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("location", SORTED, nullable=False, index=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
)
