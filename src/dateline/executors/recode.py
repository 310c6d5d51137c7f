"""Codes the stored articles again, one after the other."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from dateline.archive import Archive
from dateline.executors.serial import KINDS, Coder, Outcome, attempt
from dateline.model import Article


def recode(
    coder: Coder,
    archive: Archive,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    strict: bool = False,
) -> Iterator[Outcome]:
    """Yield the outcome of each stored document, coded again from its text of record; a bad one is an issue.

    The coder's run speaks for its documents from the start. What it coded before is passed over, so that a run that was
    broken off goes on where it was.

    Args:
        coder: codes.
        archive: has the documents.
        since: only what was published on this day or later.
        until: only what was published on this day or earlier.
        strict: raise the first error instead.

    Raises:
        StoreError: the database fails; what was added before stays.
    """
    archive.prefer(coder.run)
    for name in archive.documents(since, until):
        outcome = _one(name, coder, archive, strict)
        archive.report(outcome.issues, coder.run)
        yield outcome


def _one(name: str, coder: Coder, archive: Archive, strict: bool) -> Outcome:
    if archive.has(name, coder.run):
        return Outcome(where=name, known=1)
    document = archive.document(name)
    where = document.where or name

    def add() -> tuple[Article, ...]:
        article = coder.code(document)
        return (article,) if archive.add(article, coder.run) else ()

    added, issues = attempt(add, "coder", where, strict)
    found: Counter[str] = Counter()
    for article in added:
        issues += article.issues
        found.update({kind: len(getattr(article, kind)) for kind in KINDS})
    return Outcome(
        where=where, new=len(added), known=int(not added and not issues), found=found, issues=issues
    )
