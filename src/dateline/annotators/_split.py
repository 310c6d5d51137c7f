"""Where sentences begin, by rules.

On news text these rules find sentence starts better than the small trained pipelines do (see the model card).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model import Span

_ABBREVIATIONS = """
mr mrs ms dr prof sen rep gov gen lt col capt maj sgt adm cmdr brig rev hon st jr sr inc corp co ltd llc plc vs etc
no nos fig vol pp jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun dept
est al e.g i.e u.s u.k u.n d.c a.m p.m e.u u.a.e ft mt approx cf pres vice-pres messrs mme mlle bros ave blvd
"""
_ENDING_TOO = "u.s u.k u.n e.u u.a.e a.m p.m inc corp co ltd llc plc d.c etc jr sr"
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
ENDS_A_SENTENCE_TOO = frozenset(_ENDING_TOO.split())
END = re.compile(r"""[.!?…](?<![.!?…]{2})[.!?…]*+(?:\s?["'”’)\]]++)*(?=\s++(?:["'“‘(\[`]++\s?)?[A-Z0-9])""")
OPENER = re.compile(
    r"""(?<!\s)\s++["'“‘`]*+\s?(?:The|A|An|In|On|It|He|She|They|But|And|This|That|These|Those|At|For|As|We|I|His|Her|Its|Their|When|While|After|"""
    r"""Before|Since|If|There|However|Meanwhile|Last|Earlier|Both|Some|Many|Most|All|One|Two)\b"""
)
LONGEST = 40  # characters before a mark in which an abbreviation is looked for
INITIAL = re.compile(r"[a-z]$")


def sentences(text: str, block: Span) -> Iterator[Span]:
    """Yield the sentences of a block, in order, without surrounding white space.

    A line break inside a block ends a sentence too when a capital follows a final mark or a very short line;
    other line breaks are soft.
    """
    part = block.of(text)
    start = 0
    for stop in [*_stops(part), len(part)]:
        piece = part[start:stop]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield Span(block.start + start + lead, block.start + start + len(piece.rstrip()))
        start = stop


def _stops(part: str) -> Iterator[int]:
    for match in END.finditer(part):
        if not _abbreviation(part, match):
            yield match.end()


def _abbreviation(part: str, match: re.Match[str]) -> bool:
    if match.group().strip(" \"'”’)]") != ".":
        return False
    before = part[max(0, match.start() - LONGEST) : match.start()]
    last = before.rsplit(None, 1)[-1] if before and not before[-1].isspace() else ""
    word = last.strip("\"'“‘([").lower()
    if word in ABBREVIATIONS:
        return not (word in ENDS_A_SENTENCE_TOO and OPENER.match(part, match.end()))
    return bool(INITIAL.fullmatch(word)) and match.group() == "."
