"""Whether two articles quote one statement."""

from __future__ import annotations

import datetime

from dateline.model import Judgement, Statement, When
from dateline.resolvers._placing import Search, Told, verdict
from dateline.resolvers._words import likeness, sketch

THRESHOLD = 0.55
WINDOW = datetime.timedelta(
    days=31
)  # between two reports of one statement; words quoted later are quoted anew
KEPT_MONTHS = 3  # of an interval, under which a statement is found; a wider one says little of when it was
ALL = "/all"  # ends a key of what has a month, for those that have none
MAX_MONTHS = 120  # of an interval in which others are looked for


class Statements:
    """Same speaker, and nearly the same words, in two documents; sought within a month."""

    author = "resolver:statements/2"

    def keys(self, told: Told) -> tuple[str, ...]:
        """Return the speaker with a few telling words of the content, for each month in which it may have been said.

        The month keeps the reports of a key few, however long the archive reaches back; it is left out where it is not known.
        What itself has none is sought among all, so that it does not matter which of two was read first.
        """
        date = _date(told)
        months = _months(date.start, date.end) if date else ()
        return _keys(told, (*months, ALL) if 0 < len(months) <= KEPT_MONTHS else ("",))

    def search(self, told: Told) -> Search:
        """Return where statements of the same words are, a month about, and those of no known month."""
        date = _date(told)
        if date is None:
            return Search(keys=_keys(told, ("", ALL)))
        since, until = _shifted(date.start, -WINDOW), _shifted(date.end, WINDOW)
        months = _months(since, until) or (ALL,)
        return Search(keys=_keys(told, ("", *months)), since=since, until=until)

    def judge(self, left: Told, right: Told) -> Judgement:
        """Return whether the two are one statement."""
        share = likeness(_content(left), _content(right))
        apart = left.document.id != right.document.id
        same = apart and _speaker(left) == _speaker(right) and share >= THRESHOLD
        reasons = (f"speaker: {_speaker(left)} and {_speaker(right)}", f"words: {share:.2f} in common")
        return verdict(
            left, right, same=same, score=share if same else share / 2, reasons=reasons, author=self.author
        )


def _keys(told: Told, months: tuple[str, ...]) -> tuple[str, ...]:
    words = sketch(_content(told))
    return tuple(f"statement/{_speaker(told)}/{word}{month}" for word in words for month in months)


def _date(told: Told) -> When | None:
    assert isinstance(told.value, Statement)
    return told.value.date


def _months(start: datetime.date, end: datetime.date) -> tuple[str, ...]:
    """Return the months of an interval as endings of keys, none of one that says nothing."""
    first, last = (day.year * 12 + day.month - 1 for day in (start, end))
    if last - first >= MAX_MONTHS:
        return ()
    return tuple(f"/{month // 12}-{month % 12 + 1:02}" for month in range(first, last + 1))


def _shifted(day: datetime.date, by: datetime.timedelta) -> datetime.date:
    try:
        return day + by
    except OverflowError:
        return day


def _speaker(told: Told) -> str:
    assert isinstance(told.value, Statement)
    return told.value.speaker.id if told.value.speaker else "-"


def _content(told: Told) -> str:
    assert isinstance(told.value, Statement)
    return " ".join(span.of(told.document.text) for span in told.value.content)
