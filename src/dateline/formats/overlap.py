"""Our records beside those of other data sets, as text of 80 columns, as JSON and as a table; counts come first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from dateline.formats import _tables, _words
from dateline.formats.jsonl import record_json
from dateline.formats.wrapping import wrapped
from dateline.model import Record
from dateline.model.codec import to_json
from dateline.model.imported import Imported
from dateline.model.overlap import Match, Overlap

SHOWN = 10  # of each section
COLUMNS = (
    "found",
    "date",
    "their_date",
    "type",
    "their_type",
    "parties",
    "their_parties",
    "differs",
    "record_id",
    "data_set",
    "their_id",
    "their_url",
)


def text(found: Overlap, *, most: int | None = SHOWN) -> Iterator[str]:
    """Yield the lines: counts, what both have with where they disagree, what only they have, what only we have."""
    yield from _counts(found)
    told: dict[str, list[Match]] = {}
    for match in found.matches:
        told.setdefault(match.record.record_id, []).append(match)
    disputed = [matches for matches in told.values() if any(m.differs for m in matches)]
    agreed = [matches for matches in told.values() if not any(m.differs for m in matches)]
    for heading, group in (("Both, and they differ", disputed), ("Both, and they agree", agreed)):
        yield from _section(heading, group, _pair, most)
    yield from _section("Only they have", list(found.theirs), _theirs, most)
    yield from _section("Only we have", list(found.ours), _ours, most)
    yield from _section(
        "Cannot be compared: without a date, or nobody named", list(found.unplaced), _theirs, most
    )


def jsonl(found: Overlap, *, most: int | None = None) -> Iterator[str]:
    """Yield one JSON object a line: the counts, then each match, each event and each record that stands alone."""
    yield _json({"kind": "counts", **found.counts})
    for match in found.matches[:most]:
        differs = {name: {"ours": ours, "theirs": theirs} for name, (ours, theirs) in match.differs.items()}
        yield _json(
            {
                "kind": "both",
                "record_id": match.record.record_id,
                "differs": differs,
                "imported": imported_json(match.imported),
            }
        )
    for one in found.theirs[:most]:
        yield _json({"kind": "only theirs", "imported": imported_json(one)})
    for record in found.ours[:most]:
        yield _json({"kind": "only ours", "record": record_json(record)})
    for one in found.unplaced[:most]:
        yield _json({"kind": "not comparable", "imported": imported_json(one)})


def csv(found: Overlap, *, most: int | None = None) -> Iterator[str]:
    """Yield the lines of a table; no cell of words is a formula."""
    yield _tables.commas(COLUMNS).rstrip("\n")
    for match in found.matches[:most]:
        yield _row("both", match.record, match.imported, ";".join(match.differs))
    for one in found.theirs[:most]:
        yield _row("only theirs", None, one)
    for record in found.ours[:most]:
        yield _row("only ours", record, None)
    for one in found.unplaced[:most]:
        yield _row("not comparable", None, one)


FORMS: dict[str, Callable[..., Iterator[str]]] = {"text": text, "jsonl": jsonl, "csv": csv}


def imported_json(one: Imported) -> dict[str, Any]:
    """Return an event of another data set; what was given stands under ``given``, word for word."""
    return {"id": one.id, **to_json(one)}


def _counts(found: Overlap) -> Iterator[str]:
    n = found.counts
    yield f"{n['our_records_matched']} of our {n['our_records']} records are among their {n['their_events']} events,"
    yield f"{n['their_events_matched']} of their events are among our records."
    differing = ", ".join(
        f"{field} {count}"
        for field in ("date", "type", "actors", "sides")
        if (count := n[f"differ_in_{field}"])
    )
    yield f"They differ in: {differing}." if differing else "Where both have it, they agree."


def _section(
    heading: str, group: list[Any], lines: Callable[[Any], Iterator[str]], most: int | None
) -> Iterator[str]:
    if not group:
        return
    yield ""
    yield f"{heading} ({len(group)})"
    for one in group[:most]:
        yield from lines(one)
    if most is not None and len(group) > most:
        yield f"  … {len(group) - most} more; --most shows more of them"


def _pair(matches: list[Match]) -> Iterator[str]:
    yield from _ours(matches[0].record)
    for match in matches:
        yield from _wrapped(f"= {_named(match.imported)}", "    ")
        for field, (ours, theirs) in match.differs.items():
            yield from _wrapped(
                f"{field}: ours {_words.clean(ours)}; theirs {_words.clean(theirs)}", "      "
            )


def _ours(record: Record) -> Iterator[str]:
    date, label = _words.head(record.value)
    yield from _wrapped(f"{date}  {label}: {_words.line(record.value)}", "  ")
    yield f"    {_words.origins(record)} · {record.record_id}"


def _theirs(one: Imported) -> Iterator[str]:
    yield from _wrapped(_named(one), "  ")


def _named(one: Imported) -> str:
    """Return an event of theirs in a line: data set and id, day, type, parties, words, address."""
    kind = one.event_type or (f"CAMEO {one.cameo}" if one.cameo else "")
    told = [f"{one.system} {one.source_id}:", _words.day(one.date), kind, parties(one)]
    told += [f"“{one.headline}”" if one.headline and parties(one) not in one.headline else ""]
    told += [one.url or one.publisher or ""]
    more = len(one.urls) - 1
    return _words.clean(" ".join(part for part in told if part)) + (f" (and {more} more)" if more > 0 else "")


def parties(one: Imported) -> str:
    """Return who did it to whom."""
    sides = (_words.names(side) for side in (one.actors, one.recipients))
    return " → ".join(side for side in sides if side) or "nobody named"


def _row(found: str, record: Record | None, one: Imported | None, differs: str = "") -> str:
    cells: list[_tables.Cell] = [found]
    ours = _words.head(record.value) if record else ("", "")
    cells += [ours[0], _words.day(one.date) if one else None]
    cells += [ours[1], (one.event_type or one.cameo) if one else None]
    cells += [_words.line(record.value) if record else None, parties(one) if one else None, differs]
    cells += [record.record_id if record else None]
    cells += [one.system, one.source_id, one.url] if one else [None, None, None]
    return _tables.commas(cells).rstrip("\n")


def _wrapped(words: str, indent: str) -> list[str]:
    return wrapped(words, indent, indent + "  ")


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
