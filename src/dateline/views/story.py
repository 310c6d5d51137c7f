"""Which days matter in a collection of articles."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.annotators.times import Times
from dateline.model import Document
from dateline.model.day import Day
from dateline.store import Query, Reader
from dateline.views._accounts import Account, account
from dateline.views._day_lines import Lines

BEFORE = datetime.timedelta(days=14)  # a story may begin so long before its first article
LATE = datetime.timedelta(days=30)  # whoever still names a day so much later finds that it mattered
ENOUGH = 0.6  # of what is told of a day on average: of days with less there is little to tell
ROOTS = 4.0  # times the square root of the number of days told of: nobody reads more, however much is told of each
APPEARED, TOLD = 0.5, 1.5  # what an article counts for the day on which it appears, and for one that it names
LINES = 3


def days(reader: Reader, query: Query, *, most: int | None = None) -> tuple[Day, ...]:
    """Return the days that matter, in their order.

    Args:
        reader: of the store.
        query: whose events the articles must report, and between which days; an empty one takes all articles.
        most: so many days at most; None leaves their number to what is told.
    """
    asked = query.actors or query.type is not None
    names = {s.document.id for s in reader.reports("event", query)} if asked else set(reader.documents())
    documents = (reader.document(name) for name in sorted(names))
    known = (d for d in documents if query.as_of is None or (d.published and d.published.end <= query.as_of))
    story = Story(known, times=Times(), since=query.since, until=query.until)
    return story.chosen(most)


class Story:
    """What a number of articles tell of days.

    Args:
        documents: the articles.
        times: reads the days that sentences name.
        since: no day before this one.
        until: no day after this one.

    Attributes:
        ranked: the days, those of which most is told first, yet without sentences.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        *,
        times: Times,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> None:
        self._accounts = [account(document, times) for document in documents]
        self.ranked = [
            d
            for d in ranking(self._accounts)
            if (not since or d.day >= since) and (not until or d.day <= until)
        ]

    def chosen(self, most: int | None = None) -> tuple[Day, ...]:
        """Return the days that matter, in their order; ``most`` of them, else as many as there is enough to tell of."""
        lines = Lines(self._accounts)
        kept = self.ranked[: enough(self.ranked) if most is None else most]
        told = (replace(d, lines=tuple(lines.of(d.day, LINES))) for d in kept)
        return tuple(sorted((d for d in told if d.lines), key=lambda d: d.day))


def enough(ranked: Sequence[Day]) -> int:
    """Return how many of the first days are told of well enough, measured by all of them; a long story shows a smaller part."""
    least = ENOUGH * sum(d.weight for d in ranked) / (len(ranked) or 1)
    return min(sum(d.weight >= least for d in ranked), math.ceil(ROOTS * math.sqrt(len(ranked))))


def ranking(accounts: Sequence[Account]) -> list[Day]:
    """Return the days of a story, those of which most is told first.

    Each article counts half for the day on which it appears, one and a half for a day that it names, one more if by its
    date ("on April 20", which is how one names a day that readers should keep), and one more if a month or more has gone by.
    """
    published = Counter(one.published for one in accounts if one.published is not None)
    told: Counter[datetime.date] = Counter()
    extra: Counter[datetime.date] = Counter()
    for one in accounts:
        told.update({m.day for m in one.mentions})
        extra.update({m.day for m in one.mentions if m.stated})
        extra.update({m.day for m in one.mentions if one.published and one.published - m.day > LATE})
    found = [
        Day(
            day=day,
            weight=APPEARED * published[day] + TOLD * told[day] + extra[day],
            published=published[day],
            told=told[day],
        )
        for day in published.keys() | told.keys()
        if not published or (min(published) - day <= BEFORE and day <= max(published))
    ]
    return sorted(found, key=lambda d: (-d.weight, d.day))
