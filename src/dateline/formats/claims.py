"""Statements as schema.org Claims with drafts of ClaimReviews (JSON-LD), for fact-checkers to complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.formats import Item, _flat, _pieces, _words
from dateline.model import Actor, Record, Report, Statement

UNRATED = "Unrated draft"


class Claims:
    """One ClaimReview for each statement; the rating says that nobody has rated it yet.

    Loss: events, figures and commitments; cue and directness of the statements.

    Source: schema.org, Claim and ClaimReview; developers.google.com/search/docs (required fields).
    """

    media_type = "application/ld+json"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the JSON."""
        found = (
            _review(item, item.value)
            for item in items
            if isinstance(item, Record) and isinstance(item.value, Statement)
        )
        yield from _pieces.json_list({"@context": "https://schema.org"}, "@graph", found)
        yield "\n"

    def lacks(self, item: Item) -> str | None:
        """Return why there is no claim for an item, None if there is."""
        return (
            None
            if isinstance(item, Record) and isinstance(item.value, Statement)
            else "that are no statements"
        )


def _review(record: Record, statement: Statement) -> dict[str, Any]:
    content = next(_flat.rows([record]))["content"]
    claim: dict[str, Any] = {"@type": "Claim", "text": content}
    if statement.speaker:
        claim["author"] = _author(statement.speaker)
    if statement.date and statement.date.is_day:
        claim["datePublished"] = statement.date.iso()
    claim["appearance"] = [_work(report) for report in record.reports]
    return {
        "@type": "ClaimReview",
        "url": f"urn:dateline:{record.record_id}",
        "claimReviewed": content,
        "itemReviewed": claim,
        "reviewRating": {"@type": "Rating", "alternateName": UNRATED},
    }


def _author(actor: Actor) -> dict[str, str]:
    return {"@type": "Person" if actor.kind == "person" else "Organization", "name": _words.clean(actor.name)}


def _work(report: Report) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork"}
    if report.url:
        work["url"] = report.url
    if report.title:
        work["headline"] = _words.clean(report.title)
    if report.publisher:
        work["publisher"] = {"@type": "Organization", "name": _words.clean(report.publisher)}
    if report.published:
        work["datePublished"] = report.published.iso()
    return work
