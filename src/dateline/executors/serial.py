"""One item after the other, in this process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from dateline.archive import Archive
from dateline.errors import DatelineError, SourceError, StoreError
from dateline.model import Article, Document, Issue, RawDocument, Run

T = TypeVar("T")
KINDS = ("events", "statements", "indicators", "commitments")


class Coder(Protocol):
    """What is needed of ``dateline.pipeline.Coder``."""

    run: Run

    def documents(self, raw: RawDocument) -> tuple[Document, ...]:
        """Return the documents in one raw item."""
        ...

    def code(self, document: Document) -> Article:
        """Return a document with all that is found in it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one item.

    Attributes:
        where: path or URL.
        new: how many documents were added.
        found: how many reports of each kind are in them ("events", ...).
        known: how many documents this run had coded before.
        issues: what went wrong.
    """

    where: str
    new: int = 0
    found: Counter[str] = field(default_factory=Counter)
    known: int = 0
    issues: tuple[Issue, ...] = ()


def run(
    items: Iterable[RawDocument | Issue], coder: Coder, archive: Archive, *, strict: bool = False
) -> Iterator[Outcome]:
    """Yield the outcome of each item, read, coded and kept; a bad item is an issue, and the next one follows.

    Args:
        items: from ``sources.fetch``.
        coder: reads and codes.
        archive: keeps.
        strict: raise the first error instead.

    Raises:
        StoreError: the database fails; what was added before stays.
    """
    for item in items:
        outcome = (
            Outcome(where=item.where, issues=(item,))
            if isinstance(item, Issue)
            else _one(item, coder, archive, strict)
        )
        archive.report(outcome.issues, coder.run)
        yield outcome


def guarded(items: Iterable[RawDocument | Issue], where: str) -> Iterator[RawDocument | Issue]:
    """Yield the items; a source that breaks off ends with an issue."""
    try:
        yield from items
    except SourceError as error:
        yield Issue(stage="source", where=error.where or where, code=error.code, message=error.message)


def _one(raw: RawDocument, coder: Coder, archive: Archive, strict: bool) -> Outcome:
    documents, issues = attempt(lambda: coder.documents(raw), "reader", raw.where, strict)
    new = known = 0
    found: Counter[str] = Counter()
    for document in documents:
        if archive.has(document.id, coder.run):
            known += 1
            continue

        def add(document: Document = document) -> tuple[Article, ...]:
            article = coder.code(document)
            return (article,) if archive.add(article, coder.run, raw=raw.content) else ()

        added, wrong = attempt(add, "coder", raw.where, strict)
        issues += wrong
        new += len(added)
        known += not added and not wrong  # another process was faster
        for article in added:
            issues += article.issues
            found.update({kind: len(getattr(article, kind)) for kind in KINDS})
    return Outcome(where=raw.where, new=new, found=found, known=known, issues=issues)


def attempt(
    step: Callable[[], tuple[T, ...]], stage: str, where: str, strict: bool
) -> tuple[tuple[T, ...], tuple[Issue, ...]]:
    """Return what a step gives, or the issue that it failed with."""
    try:
        return step(), ()
    except StoreError:
        raise
    except DatelineError as error:
        if strict:
            raise
        code, message = getattr(error, "reason", error.code), error.message
    except Exception as error:
        if strict:
            raise
        code, message = "internal", f"{type(error).__name__}: {error}"
    return (), (Issue(stage=stage, where=where, code=code, message=message),)
