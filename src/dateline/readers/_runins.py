"""Lines that lost their break: a link, a credit or a highlight that runs into the first sentence of a paragraph."""

from __future__ import annotations

import re

from dateline.model import Span

MOST = 24  # words of such a line
OPENERS = "The|An?|In|On|At|But|He|She|It|They|We|This|These|There|Some|Many|As|After|When|While|According|Speaking|Meanwhile"
RUN_IN = re.compile(
    r"\A(?P<label>[A-Z][\w'’-]*(?: (?!said|says|told|adds?|added|asks?|asked)[\w'’-]+){0,4}) ?: (?P<line>[A-Z][^.?!:\";\n]{3,140}?) "
    rf"(?=(?:{OPENERS})\s[^.\n]{{10}})"
)
LEANING = frozenset(  # words that a line does not end with: what follows is still part of it
    (  # noqa: SIM905
        "a an the of by in on at to for from with and or but as than that which who whose if is are was were be been has "
        "have had will would about into over under after before between against 's ' called named titled film book plan "
        "obtained before says said told when while because"
    ).split()
)
LABELS = (
    (
        "credit",
        re.compile(r"(?:photo(?:graph)?|picture|image|video|graphic|illustration|credit)s?$", re.IGNORECASE),
    ),
    ("highlights", re.compile(r"(?:new|update|updated|just in|developing|breaking)$", re.IGNORECASE)),
)


def run_in(text: str) -> tuple[Span, str] | None:
    """Return a line that runs into the first sentence of a paragraph, with what it is, None if there is none.

    Such a line has a label, a colon and no end: "Gallery: Boats of the north The minister said ...".

    Example:
        >>> run_in("Gallery: Boats of the north The minister said on Monday that ferries would stop.")
        (Span(start=0, end=27), 'related')
    """
    match = RUN_IN.match(text)
    if match is None or match[0].count(" ") >= MOST:
        return None
    label, last = match["label"], match["line"].split()[-1]
    speaker = label.isupper() and " " not in label and label != "NEW"  # of a transcript
    if last.lower() in LEANING or not last[-1].isalnum() or speaker:
        return None
    reason = next((reason for reason, pattern in LABELS if pattern.match(label)), "related")
    return Span(0, match.end() - 1), reason
