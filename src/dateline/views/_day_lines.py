"""The sentences that say best what happened on a day: those most like all that is told of it, no two alike."""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline.model import Document, Report, Span
from dateline.views._accounts import LONGEST, SHORTEST, Account

WORD = re.compile(r"\w+")
NAMED = 0.5  # what a sentence that names the day counts, a first sentence of an article of that day being 1
FIRST = 0.6  # how much the place of a sentence counts beside its words
SHORT = 16  # words that are added to the length of a sentence, lest the shortest win
ALIKE = 0.5  # share of common words above which two sentences say the same

Candidate = tuple[Account, Span, float, frozenset[str]]


class Lines:
    """Picks sentences out of accounts.

    Source: the centroid of a day's sentences, as in Radev et al. 2004, "Centroid-based summarization of multiple documents".
    """

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._accounts = len(accounts)
        self._spread = Counter(word for a in accounts for word in set(_words(a.document.text)))
        self._by_day: dict[datetime.date, dict[tuple[str, Span], Candidate]] = {}
        for told in accounts:
            for day, span, weight in _sentences(told):
                words = frozenset(_words(span.of(told.document.text)))
                held = self._by_day.setdefault(day, {})
                held.setdefault((told.document.id, span), (told, span, weight, words))

    def of(self, day: datetime.date, most: int) -> Iterator[Report]:
        """Yield the best sentences of a day, at most so many."""
        told = list(self._by_day.get(day, {}).values())
        centre: Counter[str] = Counter()
        for _, _, weight, words in told:
            centre.update(dict.fromkeys(words, weight))
        said: list[frozenset[str]] = []
        for account, span, _, words in sorted(told, key=lambda c: -self._worth(c, centre, len(told))):
            if len(said) == most:
                return
            if all(len(words & other) <= ALIKE * len(words | other) for other in said):
                said.append(words)
                yield _report(account.document, span)

    def _tells(self, word: str) -> bool:
        """Whether a word is worth to be compared: one that stands in almost every article is not."""
        return self._accounts < 3 or self._spread[word] <= 0.8 * self._accounts

    def _worth(self, candidate: Candidate, centre: Counter[str], among: int) -> float:
        _, span, weight, words = candidate
        rare = (
            centre[w] * math.log(1 + self._accounts / (1 + self._spread[w])) for w in words if self._tells(w)
        )
        length = _length(candidate[0].document.text, span)
        return FIRST * weight + sum(rare) / (among * (length + SHORT))


def _sentences(told: Account) -> Iterator[tuple[datetime.date, Span, float]]:
    """Yield the sentences that may stand for a day."""
    if told.published is not None:
        for at, span in enumerate(told.lead):
            yield told.published, span, 1 / (at + 1)
    for mention in told.mentions:
        if SHORTEST <= _length(told.document.text, mention.sentence) <= LONGEST:
            yield mention.day, mention.sentence, NAMED


def _report(document: Document, span: Span) -> Report:
    return Report(
        id=f"{document.id}:{span.start}-{span.end}",
        document=document.id,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        title=document.title,
        evidence=document.evidence(span),
    )


def _length(text: str, span: Span) -> int:
    return len(WORD.findall(text, span.start, span.end))


def _words(text: str) -> Iterable[str]:
    return WORD.findall(text.casefold())
