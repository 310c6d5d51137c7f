"""Distances in time between two clauses: "three days after he resigned", "hours before the visit"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.model import Sentence, TimeExpression, Token, When
from dateline.model.when import Precision

LENGTH = re.compile(r"PT?(\d+)([HDWMY])")
DAYS = {"H": 0, "D": 1, "W": 7, "M": 30, "Y": 365}
GRAINS: dict[str, Precision] = {"W": "week", "M": "month", "Y": "year"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """How long before the later of two clauses the earlier one lies.

    Attributes:
        earlier: the verb of the earlier clause.
        later: the verb of the later one.
        number: how many units.
        unit: H, D, W, M or Y.
        base: the verb whose time is known; that of the other is asked for.
    """

    earlier: Token
    later: Token
    number: int
    unit: str
    base: Token

    def seen_from(self, clause: list[Token]) -> Distance | None:
        """Return the distance with the other clause as its base; None when both hold the act."""
        for token in clause:
            if token.index == self.earlier.index:
                return replace(self, base=self.later)
            if token.index == self.later.index:
                return replace(self, base=self.earlier)
        return None

    def applied(self, known: When) -> When:
        """Return the time of the other clause, as coarse as the unit: weeks give a week, months a month."""
        days = datetime.timedelta(days=self.number * DAYS[self.unit])
        sign = 1 if self.base.index == self.earlier.index else -1
        start, end = known.start + sign * days, known.end + sign * days
        precision = GRAINS.get(self.unit, known.precision)
        if self.unit == "Y" and known.precision == "year":
            year = known.start.year + sign * self.number
            start, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        if precision == "week" and known.is_day:
            start -= datetime.timedelta(days=start.weekday())
            end = start + datetime.timedelta(days=6)
        if precision == "month" and known.is_day:
            start = start.replace(day=1)
            end = (start + datetime.timedelta(days=32)).replace(day=1) - datetime.timedelta(days=1)
        if precision == "year" and known.is_day:
            start, end = datetime.date(start.year, 1, 1), datetime.date(start.year, 12, 31)
        return When(start=start, end=end, precision=precision, basis="relative")


def find(sentence: Sentence, lengths: Iterable[TimeExpression]) -> Iterator[Distance]:
    """Yield the distances that a sentence states, from its lengths of time."""
    for length in lengths:
        match = LENGTH.fullmatch(length.value or "")
        word = next((t for t in sentence.tokens if t.start >= length.span.end), None)
        if match is None or word is None or word.lemma.lower() not in ("after", "before"):
            continue
        other = _clause(sentence, word)
        above = sentence.head(other) if other is not None else None
        while above is not None and above.upos not in ("VERB", "AUX"):
            above = sentence.head(above)
        if other is None or above is None:
            continue
        after = word.lemma.lower() == "after"
        yield Distance(
            earlier=other if after else above,
            later=above if after else other,
            number=int(match.group(1)),
            unit=match.group(2),
            base=above,
        )


def _clause(sentence: Sentence, word: Token) -> Token | None:
    """The verb of the clause that "after" or "before" opens; the parse may hang the word on the clause's subject."""
    head = sentence.head(word)
    if head is not None and head.upos not in ("VERB", "AUX") and head.dep in ("nsubj", "nsubj:pass"):
        head = sentence.head(head)
    return head if head is not None and head.upos in ("VERB", "AUX") and head.dep != "root" else None
