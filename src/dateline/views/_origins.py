"""From whom the reports of a record come: outlets that pass on one agency are one source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import urlsplit

from dateline.codebook.files import find, read_csv
from dateline.model import Attribution
from dateline.store import Stored

REPRINT = 8  # words; the same longer sentence in two outlets is one origin
HEAD = 600  # characters of a text in which its dateline stands
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
    """Return the origins of reports, given with their attribution."""
    by_words: dict[str, str] = {}
    found = set()
    for stored, chain in reports:
        origin = _origin(stored, chain)
        words = " ".join(stored.value.evidence.exact.split()).casefold()
        found.add(by_words.setdefault(words, origin) if len(words.split()) >= REPRINT else origin)
    return found


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
