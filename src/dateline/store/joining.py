"""The reports of one document on their way into records: they see each other at once, and are written together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from dateline.model import Document, Judgement
from dateline.model.record import Value
from dateline.store import _check, tables
from dateline.store._dialect import insert_new
from dateline.store.reader import Stored
from dateline.store.writer import MAX_CANDIDATES, Writer


class Joining:
    """Collects what puts the reports of a document into records; ``write`` writes all of it.

    Args:
        writer: which has written the document and its reports.
        document: the document.
        run: number of the run that found them.
    """

    def __init__(self, writer: Writer, document: Document, run: int) -> None:
        self._writer, self._document, self._run = writer, document, run
        self._names: set[str] = set()
        self._by_key: dict[tuple[str, str], list[Stored]] = defaultdict(list)
        self._memberships: list[dict[str, Any]] = []
        self._keys: list[dict[str, Any]] = []
        self._judgements: list[Judgement] = []

    def __contains__(self, report: str) -> bool:
        """Return whether a report has been joined here."""
        return report in self._names

    def candidates(self, kind: str, keys: tuple[str, ...], **choice: Any) -> list[Stored]:
        """Return the reports that share a key: see ``Writer.candidates``; those joined here are among them."""
        found = self._writer.candidates(kind, keys, self._document.id, **choice)
        here = {s.name: s for key in keys for s in self._by_key.get((kind, _key(key)), ())}
        if not here:
            return found
        return sorted([*found, *here.values()], key=lambda stored: stored.name)[:MAX_CANDIDATES]

    def join(
        self,
        report: str,
        value: Value,
        record: str,
        kind: str,
        keys: tuple[str, ...],
        *,
        machine: str | None = None,
    ) -> None:
        """Make a report part of a record, to be found by its keys; ``machine`` is the resolver's own where people judged."""
        self._names.add(report)
        self._memberships.append({"report": report, "record": record, "kind": kind, "machine": machine})
        stored = Stored(
            name=report,
            record=record,
            kind=kind,
            value=self._writer.as_stored(self._run, report, value),
            document=self._document,
            machine=machine,
        )
        for key in dict.fromkeys(map(_key, keys)):
            self._keys.append({"key": key, "report": report})
            self._by_key[kind, key].append(stored)

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements."""
        self._judgements += judgements

    def write(self) -> None:
        """Write it all."""
        insert_new(self._writer.connection, tables.memberships, self._memberships)
        insert_new(self._writer.connection, tables.keys, self._keys)
        self._writer.judge(self._judgements)


def _key(key: str) -> str:
    return str(_check.short(key))
