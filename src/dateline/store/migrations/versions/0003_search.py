"""Full-text search; in PostgreSQL, text in the order in which SQLite has it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

LONGEST = 100_000
# text by which rows are sorted, compared or sought by their beginning
COLUMNS = {
    "runs": ("id",),
    "documents": ("id", "publisher", "url"),
    "raws": ("document",),
    "document_runs": ("document",),
    "events": ("id", "document", "type", "country", "status"),
    "statements": ("id", "document", "type", "country"),
    "indicators": ("id", "document", "type", "country"),
    "commitments": ("id", "document", "type", "country", "status"),
    "participants": ("report", "role", "actor", "name", "country", "code"),
    "memberships": ("report", "record", "kind", "machine"),
    "keys": ("key", "report"),
    "judgements": ("id", "left", "right"),
    "rulings": ("kind", "left", "right"),
    "revisions": ("document", "first"),
    "issues": ("id", "location"),
}


def upgrade() -> None:
    """Add a table, and the words of the documents that are there."""
    on_server = op.get_bind().dialect.name == "postgresql"
    if on_server:
        _sort_as_sqlite()
    op.create_table(
        "searchable",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("document", _text(), nullable=False),
        sa.Column("vector", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")),
        sa.PrimaryKeyConstraint("number", name="pk_searchable"),
        sa.UniqueConstraint("document", name="uq_searchable_document"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_searchable_document"),
    )
    if on_server:
        op.create_index("ix_searchable_vector", "searchable", ["vector"], postgresql_using="gin")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE searchable_words USING fts5"
            "(title, body, content='', tokenize='porter unicode61 remove_diacritics 2')"
        )
    _index_all(on_server)


def _text() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def _sort_as_sqlite() -> None:
    """Let PostgreSQL compare by code point: ids, codes and names then stand as in SQLite, and prefixes use the index."""
    connection = op.get_bind()
    held = [
        (table, key)
        for table in COLUMNS
        for key in sa.inspect(connection).get_foreign_keys(table)
        if key["referred_columns"] != ["number"]
    ]
    for table, key in held:
        op.drop_constraint(str(key["name"]), table, type_="foreignkey")
    for table, names in COLUMNS.items():
        changes = ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in names)
        op.execute(f"ALTER TABLE {table} {changes}")
    for table, key in held:
        op.create_foreign_key(
            str(key["name"]),
            table,
            key["referred_table"],
            key["constrained_columns"],
            key["referred_columns"],
        )


def _index_all(on_server: bool) -> None:
    body = f"substr(text, 1, {LONGEST})"
    numbered = "SELECT row_number() OVER (ORDER BY id) AS number, id, title, text FROM documents"
    if on_server:
        vector = (
            "setweight(to_tsvector('english', coalesce(title, '')), 'A')"
            f" || setweight(to_tsvector('english', {body}), 'D')"
        )
        op.execute(
            f"INSERT INTO searchable (number, document, vector) SELECT number, id, {vector} FROM ({numbered}) AS d"
        )
        return
    op.execute(f"INSERT INTO searchable (number, document) SELECT number, id FROM ({numbered}) AS d")
    op.execute(
        f"INSERT INTO searchable_words (rowid, title, body) SELECT s.number, coalesce(d.title, ''), {body}"
        " FROM searchable AS s JOIN documents AS d ON d.id = s.document"
    )
