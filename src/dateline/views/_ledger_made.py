"""A commitment with what is needed to find its reports."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dateline.model import Commitment, Event, Record, When
from dateline.views._ledger_near import Neighbourhood
from dateline.views._ledger_passages import Passage, countries, years
from dateline.views._ledger_rules import rules
from dateline.views._ledger_words import WORD, Part, parts, terms

VAGUE = datetime.timedelta(days=31)  # an act dated more vaguely is dated by its report
LEAD = 4  # words of a content in which stands who is to act
TWO = 2  # words at least, and
ALIKE = 0.5  # share of the telling words for a commitment told again
MAKING = frozenset({"AGREE", "CONCEDE", "THREATEN", "REQUEST", "SUPPORT"})


@dataclass(frozen=True, kw_only=True)
class Made:
    """A commitment with what is needed to find its reports.

    Attributes:
        record: its record.
        value: its canonical reading.
        day: when it was made, or else reported; None if unknown.
        makers: countries of those who made it.
        addressees: countries of those it is for, or of whom something is wanted.
        sure: whether its own sentence names the addressees; else those named before it stand for them.
        here: the sentence in which it stands.
        parts: what it undertakes.
        documents: articles that report it.
    """

    record: Record
    value: Commitment
    day: datetime.date | None
    makers: frozenset[str]
    addressees: frozenset[str]
    sure: bool
    here: Passage | None
    parts: tuple[Part, ...]
    documents: frozenset[str]

    @property
    def day_or_min(self) -> datetime.date:
        """The day of the making, the earliest there is if it is not known."""
        return self.day or datetime.date.min

    @property
    def short(self) -> frozenset[str]:
        """All telling words."""
        return frozenset(word for part in self.parts for word in part.own)

    @cached_property
    def years(self) -> frozenset[int]:
        """Years that its words name: those by which it is due, or against which it is measured."""
        return years(self.value.content)

    @property
    def conditional(self) -> bool:
        """Whether it depends on something."""
        value = self.value
        return value.condition is not None or bool(rules().conditional.search(value.content))


def read(record: Record, value: Commitment, near: Neighbourhood) -> Made:
    """Return a commitment with what its sentence and those before it say of who is bound to what."""
    makers = frozenset(a.country or a.id for a in value.by)
    passages = near.of(makers)
    here, before = passages.at(value.evidence), passages.before(value.evidence)
    to = frozenset(a.country for a in value.to if a.country) - makers
    lead = "" if value.content.startswith(("to ", "not ")) else " ".join(value.content.split()[:LEAD])
    to = to or _at_home(value, makers) or countries(lead) - makers
    unnamed = not any(a.country for a in value.to)  # nobody, or a man whose country is not known
    to = to or (here.countries - makers if here and unnamed else to)
    likely = frozenset(c for p in before for c in p.countries) - makers
    own = frozenset(word for a in value.by for word in terms(a.name)) | _own_names(value.content, makers)
    return Made(
        record=record,
        value=value,
        day=_day_made(here, record),
        makers=makers,
        addressees=to or likely,
        sure=bool(to),
        here=here,
        parts=parts(value, " ".join(p.text for p in before), own),
        documents=frozenset(r.document for r in record.reports),
    )


def _at_home(value: Commitment, makers: frozenset[str]) -> frozenset[str]:
    """Return the makers' own country, where somebody else of it is named whom it is for."""
    by = {a.id for a in value.by}
    return frozenset(
        a.country for a in value.to if a.country in makers and a.country not in by and a.id not in by
    )


def may_be_one(left: Made, right: Made) -> bool:
    """Return whether two commitments are the same one, as far as a state of one can be that of the other."""
    kinds = {left.value.kind, right.value.kind}
    alike = len(kinds) == 1 or kinds in (
        {"offer", "promise"},
        {"promise", "agreement"},
        {"demand", "ultimatum"},
    )
    if not alike or not left.makers & right.makers or left.day is None or right.day is None:
        return False
    if left.here is not None and left.here == right.here and len(kinds) == 1:
        return True  # "offered vaccines and was prepared to send them": one answer to both
    soon = right.day - left.day <= datetime.timedelta(days=rules().soon)
    if len(kinds) == 1 and soon and _same_deed(left, right):
        return True
    ours, theirs = left.short, right.short
    shared = ours & theirs
    fewest = min(len(ours), len(theirs))
    if fewest == 1 and shared and soon:
        return len(kinds) == 1  # "the corridor" that was offered last week
    return len(shared) >= TWO and len(shared) / fewest >= ALIKE


def _own_names(text: str, makers: frozenset[str]) -> frozenset[str]:
    """Return the words of a text that name the makers' own country: "to move the American embassy"."""
    large = (word for word in WORD.findall(text) if word[0].isupper())
    return frozenset(t for word in large if countries(word) & makers for t in terms(word))


def _same_deed(left: Made, right: Made) -> bool:
    """Return whether one of two tells no more than the verb of the other: "the offer to mediate"."""
    verbs = [
        {p.verb for p in made.parts if p.verb and p.verb not in rules().lasting} for made in (left, right)
    ]
    bare = any(not made.short or made.short <= {p.verb for p in made.parts} for made in (left, right))
    return bare and bool(verbs[0] & verbs[1])


def _day_made(here: Passage | None, record: Record) -> datetime.date | None:
    """Return the day on which the makers acted as the sentence tells it, else that of the first report."""
    dates = [e.date for e in _making(here) if e.date is not None and _told(e.date)]
    if dates:
        return min(d.end for d in dates)
    return record.first_reported


def _making(here: Passage | None) -> Iterator[Event]:
    for stored in here.events if here else ():
        event = stored.value
        if isinstance(event, Event) and event.event_type in MAKING:
            yield event


def _told(when: When) -> bool:
    return when.basis in ("stated", "relative") and when.end - when.start <= VAGUE
