"""What all requests share: the database, what was counted before, and the coder that reads questions."""

from __future__ import annotations

import gc
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from dateline import views
from dateline.archive import Archive
from dateline.codebook import gazetteer
from dateline.errors import DatelineError
from dateline.pipeline import Coder
from dateline.store import Reader
from dateline.store.sharing import Watch, fresh

T = TypeVar("T")
KEPT = 256  # results


class Desk:
    """Gives each request its own reader, and keeps results until the database changes."""

    def __init__(self, archive: Archive, coder: Callable[[], Coder]) -> None:
        self._shared = archive
        self._watch = Watch(archive.store)
        self._kept: OrderedDict[object, tuple[int, float, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._coder: Coder | None = None
        self._make_coder, self._coding = coder, threading.Lock()
        self._working = dict[str, threading.Thread]()

    @property
    def where(self) -> str:
        """The database's path or URL."""
        return self._shared.store.where

    def archive(self) -> Archive:
        """Return the archive with a cache of its own."""
        return Archive(fresh(self._shared.store))

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Give a Reader of one moment."""
        with fresh(self._shared.store).reading() as reader:
            yield reader

    def kept(self, key: object, make: Callable[[], T], *, age: float = 0.0) -> T:
        """Return what was made for this key since the database last changed, or make it now.

        Args:
            key: what it is.
            make: makes it.
            age: seconds for which it is good enough although the database has changed.
        """
        version = self._watch.version()
        with self._lock:
            found = self._kept.get(key)
            if found is not None and (found[0] == version or time.monotonic() - found[1] < age):
                self._kept.move_to_end(key)
                value: T = found[2]
                return value
        value = make()
        with self._lock:
            self._kept[key] = (version, time.monotonic(), value)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return value

    def forget(self) -> None:
        """Take the database for changed."""
        with self._lock:
            for key, (_, made, value) in self._kept.items():
                self._kept[key] = (-1, made, value)

    @contextmanager
    def coder(self) -> Iterator[Coder]:
        """Give the coder, to one at a time; it is made when first asked for."""
        with self._coding:
            if self._coder is None:
                self._coder = self._make_coder()
                gc.freeze()
            yield self._coder

    def prepare(self) -> None:
        """Load in the background what curves and offices need: the first to ask would wait for it."""
        self._behind("pages", self._prepare)

    def warm(self) -> None:
        """Load in the background what answers need, so that it is there when somebody asks."""
        self._behind("answers", self._warm)

    def _behind(self, name: str, work: Callable[[], object]) -> None:
        with self._lock:
            if name not in self._working:
                self._working[name] = threading.Thread(target=work)
                self._working[name].start()

    def _prepare(self) -> None:
        views.prepare()
        gazetteer.load()
        gc.freeze()  # what was loaded stays: to look through it again and again would hold up answers

    def _warm(self) -> None:
        with suppress(DatelineError), self.coder():
            pass

    def close(self) -> None:
        """Let the database go."""
        for work in self._working.values():
            work.join()
        self._watch.close()
        self._shared.close()
