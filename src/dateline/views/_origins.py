"""From whom the reports of a record come: outlets that pass on one agency are one source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from urllib.parse import urlsplit

from dateline.codebook.files import find, read_csv
from dateline.model import Attribution, Event, Indicator
from dateline.store import Stored

REPRINT = 8  # words; the same longer sentence in two outlets is one origin
RUN = 5  # words of a shingle
COPIED = 0.6  # share of the shorter sentence's shingles that the other has
NAMED = ("person", "organisation")
HEAD = 600  # characters of a text in which its dateline stands
_TOKEN = re.compile(r"\w+")
_CREDIT = re.compile(r"\(\s*([A-Z][\w.&' ]{1,30}?)\s*\)\s*(?:-{1,2}|–|—)\s")


@cache
def _agencies() -> dict[str, str]:
    """Return the names of news agencies, in lower case, with their usual name."""
    found: dict[str, str] = {}
    for path in find("gazetteers/outlets.csv"):
        for row in read_csv(path):
            if row.text("kind") == "agency":
                for name in (row.cells["name"], *row.items("aliases")):
                    found.setdefault(name.casefold(), row.cells["name"].casefold())
    return found


def origins(reports: Iterable[tuple[Stored, tuple[Attribution, ...]]]) -> set[str]:
    """Return the origins of reports, given with their attribution; reprints, and who quotes one speaker, are one."""
    return set(_traced(reports)[1].values())


def labelled(reports: Iterable[tuple[Stored, tuple[Attribution, ...]]]) -> list[str]:
    """Return the origin of each report."""
    names, found = _traced(reports)
    return [found[name] for name in names]


def _traced(reports: Iterable[tuple[Stored, tuple[Attribution, ...]]]) -> tuple[list[str], dict[str, str]]:
    """Return who tells each report, and whom each of them copies."""
    found: dict[str, str] = {}
    names: list[str] = []
    texts: list[tuple[frozenset[str], str]] = []
    for stored, chain in reports:
        origin = _origin(stored, chain)
        spoken = _speaker(stored, chain)
        shingles = _shingles(stored.value.evidence.exact)
        alike = next((known for other, known in texts if _reprint(shingles, other)), None)
        if origin in _agencies().values():
            alike = None  # who names an agency copies that one
        known = alike or found.get(spoken or origin) or found.get(origin) or origin
        texts.append((shingles, known))
        found |= dict.fromkeys((origin, spoken) if spoken else (origin,), known)
        names.append(origin)
    return names, found


def _speaker(stored: Stored, chain: Sequence[Attribution]) -> str | None:
    """Return the one named person or body on whose word an event or figure rests; a statement rests on who heard it."""
    if not isinstance(stored.value, Event | Indicator):
        return None
    speaker = next((link.speaker for link in reversed(chain) if link.speaker is not None), None)
    return speaker.id if speaker is not None and speaker.kind in NAMED else None


@lru_cache(maxsize=20_000)
def _shingles(text: str) -> frozenset[str]:
    """Return the runs of five words of a text, none of a short one."""
    words = _TOKEN.findall(text.casefold())
    if len(words) < REPRINT:
        return frozenset()
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _reprint(left: frozenset[str], right: frozenset[str]) -> bool:
    """Return whether two sentences are one, cut or changed in a few words.

    Source: Broder (1997), On the resemblance and containment of documents.
    """
    return bool(left and right) and len(left & right) >= COPIED * min(len(left), len(right))


def _origin(stored: Stored, chain: Sequence[Attribution]) -> str:
    """Return the agency that is quoted or credited, or who passes it on, or the outlet."""
    named = [n for link in chain for n in (link.via, link.speaker.name if link.speaker else None) if n]
    agency = next((_agencies()[n.casefold()] for n in named if n.casefold() in _agencies()), None)
    if agency:
        return agency
    relay = next((link.via for link in chain if link.via), None)
    credit = _CREDIT.search(stored.document.text, 0, HEAD)
    host = urlsplit(stored.document.url or "").hostname
    outlet = (credit and credit.group(1)) or stored.document.publisher or host or stored.document.id
    return _usual(relay or outlet)


def _usual(name: str) -> str:
    return _agencies().get(name.casefold(), name.casefold())
