"""One item after the other, in this process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What was found in one item, not kept yet.

    Attributes:
        where: path or URL.
        content: the bytes of the item.
        articles: what was coded.
        known: how many documents were coded before.
        issues: what went wrong.
    """

    where: str
    content: bytes = b""
    articles: tuple[Article, ...] = ()
    known: int = 0
    issues: tuple[Issue, ...] = ()


def run(
    items: Iterable[RawDocument | Issue],
    coder: Coder,
    archive: Archive,
    *,
    strict: bool = False,
    known: Callable[[Document], bool] = lambda _: False,
) -> Iterator[Outcome]:
    """Yield the outcome of each item, read, coded and kept; a bad item is an issue, and the next one follows.

    Args:
        items: from ``sources.fetch``.
        coder: reads and codes.
        archive: keeps.
        strict: raise the first error instead.
        known: whether a document is passed over, beside those that the coder's run has coded.

    Raises:
        StoreError: the database fails; what was added before stays.
    """

    def passed_over(document: Document) -> bool:
        return archive.has(document.id, coder.run) or known(document)

    for item in items:
        yield keep(code(item, coder, passed_over, strict=strict), archive, coder.run, strict=strict)


def code(
    item: RawDocument | Issue, coder: Coder, known: Callable[[Document], bool], *, strict: bool = False
) -> Coded:
    """Return what is found in an item; nothing is kept yet.

    Args:
        item: from ``sources.fetch``.
        coder: reads and codes.
        known: whether a document was coded before.
        strict: raise the first error instead.
    """
    if isinstance(item, Issue):
        return Coded(where=item.where, issues=(item,))
    documents, issues = attempt(lambda: coder.documents(item), "reader", item.where, strict)
    new = [document for document in documents if not known(document)]
    articles: list[Article] = []
    for document in new:
        found, wrong = attempt(partial(_code, coder, document), "coder", item.where, strict)
        articles += found
        issues += wrong
    return Coded(
        where=item.where,
        content=item.content,
        articles=tuple(articles),
        known=len(documents) - len(new),
        issues=issues,
    )


def _code(coder: Coder, document: Document) -> tuple[Article]:
    return (coder.code(document),)


def keep(coded: Coded, archive: Archive, run: Run, *, strict: bool = False) -> Outcome:
    """Keep what was found in an item, and return what became of it.

    Raises:
        StoreError: the database fails; what was added before stays.
    """
    issues, new, known = coded.issues, 0, coded.known
    found: Counter[str] = Counter()
    for article in coded.articles:
        added, wrong = attempt(
            partial(_keep, article, archive, run, coded.content), "coder", coded.where, strict
        )
        issues += wrong
        new += len(added)
        known += not added and not wrong  # another process was faster
        for each in added:
            issues += each.issues
            found.update({kind: len(getattr(each, kind)) for kind in KINDS})
    archive.report(issues, run)
    return Outcome(where=coded.where, new=new, found=found, known=known, issues=issues)


def _keep(article: Article, archive: Archive, run: Run, content: bytes) -> tuple[Article, ...]:
    return (article,) if archive.add(article, run, raw=content) else ()


def guarded(items: Iterable[RawDocument | Issue], where: str) -> Iterator[RawDocument | Issue]:
    """Yield the items; a source that breaks off ends with an issue."""
    try:
        yield from items
    except SourceError as error:
        yield Issue(stage="source", where=error.where or where, code=error.code, message=error.message)


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
