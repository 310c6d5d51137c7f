"""Judgements by people: written, taken back, and laid over what the resolvers placed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dateline.errors import ConfigError, NotFound, StoreError
from dateline.model.ruling import Ruling
from dateline.store import tables
from dateline.store._divide import bound, divide, founded
from dateline.store.reader import Reader, Stored
from dateline.store.writer import Writer

Likeness = Callable[[Stored, Stored], float]
CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What became of a judgement: the ruling, whether it is new, and the records of its two reports now."""

    ruling: Ruling
    new: bool
    records: tuple[str, str]


def rulings(reader: Reader, *, undone: bool = False) -> tuple[Ruling, ...]:
    """Return all rulings, oldest first, with what the resolvers made of the same pairs.

    Args:
        reader: of the store.
        undone: also those that were taken back.
    """
    return _read(reader, () if undone else (tables.rulings.c.undone_at.is_(None),))


def judge(
    writer: Writer,
    names: tuple[str, str],
    *,
    same: bool,
    author: str,
    note: str | None,
    at: datetime.datetime,
    likeness: Likeness,
) -> Ruled:
    """Write a ruling on two reports or records, given by their ids, and lay it over the placements.

    Raises:
        NotFound: an id names nothing, or several things.
        ConfigError: the two cannot be judged: a document, two kinds, one report, no author.
        StoreError: another ruling says the contrary; it has to be taken back first.
    """
    if not author.strip():
        raise ConfigError("a judgement needs an author; give a name with --author")
    kind, left, right = _pair(writer, names, same)
    held = _read(writer, (tables.rulings.c.undone_at.is_(None), tables.rulings.c.kind == kind))
    for ruling in held:
        if {ruling.left, ruling.right} == {left, right} and ruling.same == same:
            return Ruled(ruling=ruling, new=False, records=_records(writer, left, right))
    _refuse_contrary(held, left, right, same)
    values = {
        "kind": kind,
        "left": left,
        "right": right,
        "same": same,
        "author": author.strip(),
        "note": note,
        "made_at": at.astimezone(datetime.UTC).isoformat(timespec="seconds"),
    }
    written = writer.connection.execute(tables.rulings.insert().values(values))
    assert written.inserted_primary_key is not None
    number = written.inserted_primary_key[0]
    _lay(writer, kind, (left, right), likeness)
    (ruling,) = _read(writer, (tables.rulings.c.number == number,))
    return Ruled(ruling=ruling, new=True, records=_records(writer, left, right))


def undo(writer: Writer, number: int, *, at: datetime.datetime, likeness: Likeness) -> Ruled:
    """Take a ruling back; the resolvers' placements hold again where no other ruling stands.

    Raises:
        NotFound: there is none of this number.
    """
    column = tables.rulings.c
    found = _read(writer, (column.number == number,))
    if not found:
        raise NotFound(
            "no judgement has this number; 'dateline judge list' lists what there is", where=str(number)
        )
    (ruling,) = found
    new = ruling.undone_at is None
    if new:
        undone_at = at.astimezone(datetime.UTC).isoformat(timespec="seconds")
        writer.connection.execute(
            tables.rulings.update().where(column.number == number).values(undone_at=undone_at)
        )
        _lay(writer, ruling.kind, (ruling.left, ruling.right), likeness)
        (ruling,) = _read(writer, (column.number == number,))
    return Ruled(ruling=ruling, new=new, records=_records(writer, ruling.left, ruling.right))


def _pair(reader: Reader, names: tuple[str, str], same: bool) -> tuple[str, str, str]:
    """Return kind and reports that two ids stand for; a record stands for the report that it began with."""
    found = [reader.complete(name) for name in names]
    ids = []
    for name, one in zip(names, found, strict=True):
        if one is None:
            raise NotFound("nothing has this id; 'dateline records' lists what there is", where=name)
        if one[0] == "document":
            raise ConfigError("is a document; give the id of a record or of a report", where=name)
        ids.append(one[1])
    kinds = sorted({one[0] for one in found if one})
    if len(kinds) > 1:
        raise ConfigError(
            f"one is a report of kind {kinds[0]}, the other of kind {kinds[1]}; nothing can be both"
        )
    left, right = (_report(reader, name, other, same) for name, other in (ids, ids[::-1]))
    if left == right:
        raise ConfigError("both are one report; give two", where=left)
    return kinds[0], left, right


def _report(reader: Reader, name: str, other: str, same: bool) -> str:
    if not name.startswith("record"):
        return name
    members = tables.memberships.c
    held = sa.or_(members.record == name, members.machine == name)
    reports: list[str] = sorted(
        reader.connection.execute(sa.select(members.report).where(held)).scalars(),
        key=lambda report: (founded(report) != name, report),
    )
    if not same:  # a record against one of its own reports: the others are meant
        reports = [r for r in reports if r != other] or reports
    return reports[0]


def _refuse_contrary(held: Sequence[Ruling], left: str, right: str, same: bool) -> None:
    if not same:
        contrary = bound(held, left, right)
    else:
        contrary = tuple(
            r for r in held if not r.same and (_linked(held, r, left, right) or _linked(held, r, right, left))
        )
    if contrary:
        first = contrary[0]
        raise StoreError(
            f"{first.author} judged on {first.made_at[:10]} that they are {first.verdict}; "
            f"'dateline judge undo {first.number}' takes that back"
        )


def _linked(held: Sequence[Ruling], apart: Ruling, left: str, right: str) -> bool:
    """Return whether joining two reports would join two that are judged different."""

    def one(a: str, b: str) -> bool:
        return a == b or bool(bound(held, a, b))

    return one(apart.left, left) and one(apart.right, right)


def _lay(writer: Writer, kind: str, changed: tuple[str, str], likeness: Likeness) -> None:
    """Place all reports anew that the rulings on these two may reach."""
    machine, held = _reach(writer, changed)
    stored: dict[str, Stored] = {}

    def alike(left: str, right: str) -> float:
        if not stored:
            stored.update({s.value.id: s for s in writer.told(kind, machine)})
        return likeness(stored[left], stored[right])

    now = dict(_rows(writer, machine))
    for report, record in divide(machine, held, alike).items():
        if now[report] != record:
            moved = {"record": record, "machine": None if record == machine[report] else machine[report]}
            column = tables.memberships.c
            writer.connection.execute(
                tables.memberships.update().where(column.report == report).values(moved)
            )


def _reach(reader: Reader, changed: tuple[str, str]) -> tuple[dict[str, str], tuple[Ruling, ...]]:
    """Return the reports of all records that rulings tie to these two, with the resolver's record, and the rulings."""
    members, column = tables.memberships.c, tables.rulings.c
    home = sa.func.coalesce(members.machine, members.record)
    machine: dict[str, str] = {}
    held: dict[int, Ruling] = {}
    asked: set[str] = set()
    waiting = set(changed)
    while waiting:
        asked |= waiting
        homes = set(reader.connection.execute(sa.select(home).where(members.report.in_(waiting))).scalars())
        inside = sa.or_(
            members.machine.in_(homes), sa.and_(members.record.in_(homes), members.machine.is_(None))
        )
        rows = reader.connection.execute(sa.select(members.report, home).where(inside))
        found = {row[0]: row[1] for row in rows}
        machine |= found
        for part in _chunks(sorted(found)):
            ties = sa.or_(column.left.in_(part), column.right.in_(part))
            held |= {r.number: r for r in _read(reader, (column.undone_at.is_(None), ties))}
        waiting = (
            {r for ruling in held.values() for r in (ruling.left, ruling.right)} - asked - machine.keys()
        )
    return machine, tuple(held[number] for number in sorted(held))


def _rows(reader: Reader, reports: dict[str, str]) -> list[tuple[str, str]]:
    members = tables.memberships.c
    found: list[tuple[str, str]] = []
    for part in _chunks(sorted(reports)):
        question = sa.select(members.report, members.record).where(members.report.in_(part))
        found += [(row[0], row[1]) for row in reader.connection.execute(question)]
    return found


def _records(reader: Reader, left: str, right: str) -> tuple[str, str]:
    return reader.record_of(left) or left, reader.record_of(right) or right


def _read(reader: Reader, conditions: Sequence[sa.ColumnElement[bool]]) -> tuple[Ruling, ...]:
    table = tables.rulings
    rows = reader.connection.execute(sa.select(table).where(*conditions).order_by(table.c.number)).all()
    return tuple(_ruling(reader, row) for row in rows)


def _ruling(reader: Reader, row: Any) -> Ruling:
    pair = {row.left, row.right}
    return Ruling(
        number=row.number,
        kind=row.kind,
        left=row.left,
        right=row.right,
        same=row.same,
        author=row.author,
        note=row.note,
        made_at=row.made_at,
        undone_at=row.undone_at,
        machine=tuple(j for j in reader.judgements(pair) if {j.left, j.right} == pair),
    )


def _chunks(names: Sequence[str]) -> list[Sequence[str]]:
    return [names[start : start + CHUNK] for start in range(0, len(names), CHUNK)]
