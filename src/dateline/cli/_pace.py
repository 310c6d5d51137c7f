"""How far long work is, how fast it goes, and how long it will take."""

from __future__ import annotations

import datetime
import time
from collections import deque
from collections.abc import Callable

WINDOW = 60.0  # seconds back that tell how fast it goes now
EVERY = 0.5  # seconds between two marks


class Pace:
    """Counts items, and measures how much of the work they are.

    Args:
        total: how much work there is, None if nobody knows.
        clock: tells seconds.
    """

    def __init__(self, total: float | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.total = total or None
        self.count = 0
        self.done = 0.0
        self._clock = clock
        self._began = clock()
        self._marks = deque([(self._began, 0, 0.0)])

    def step(self, done: float) -> None:
        """Note one more item, after which so much of the work is done."""
        self.count, self.done = self.count + 1, done
        now = self._clock()
        if now - self._marks[-1][0] >= EVERY:
            self._marks.append((now, self.count, done))
        while len(self._marks) > 2 and now - self._marks[1][0] > WINDOW:
            self._marks.popleft()

    @property
    def elapsed(self) -> float:
        """Seconds since it began."""
        return self._clock() - self._began

    @property
    def per_second(self) -> float:
        """Items a second, of late."""
        begun, count, _ = self._marks[0]
        seconds = self._clock() - begun
        return (self.count - count) / seconds if seconds > 0 else 0.0

    @property
    def share(self) -> float | None:
        """Part of the work that is done, 0 to 1."""
        return None if self.total is None else min(1.0, self.done / self.total)

    @property
    def left(self) -> float | None:
        """Seconds that it will take, if it goes on as of late."""
        begun, _, done = self._marks[0]
        if self.total is None or self.done <= done:
            return None
        return max(0.0, self.total - self.done) * (self._clock() - begun) / (self.done - done)

    def words(self) -> str:
        """Return all of it on one line."""
        told = [
            f"{self.count:,}" + (f" of {self.total:,.0f}" if self.done == self.count and self.total else "")
        ]
        if self.share is not None:
            told.append(f"{self.share:.0%}")
        rate = self.per_second
        told.append(f"{rate:.1f}/s" if rate >= 1 or not rate else f"{rate * 60:.1f}/min")
        told.append(_clock_time(self.elapsed))
        if self.left is not None:
            told.append(f"{_clock_time(self.left)} left")
        return "  ".join(told)

    def fields(self) -> dict[str, int | float | None]:
        """Return all of it for a log."""
        left, share = self.left, self.share
        return {
            "number": self.count,
            "share": None if share is None else round(share, 4),
            "per_second": round(self.per_second, 3),
            "elapsed": round(self.elapsed, 1),
            "remaining": None if left is None else round(left, 1),
        }


def _clock_time(seconds: float) -> str:
    return str(datetime.timedelta(seconds=round(seconds)))
