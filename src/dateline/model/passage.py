"""Passages: where a stored article has the words that were sought."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.evidence import Evidence
from dateline.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An article that has the words, with a part of it that has most of them.

    Attributes:
        document: id of the article.
        title: its title.
        publisher: who published it.
        url: its address.
        published: when.
        score: how well it fits; only to be compared within one answer.
        evidence: the part.
    """

    document: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: When | None = None
    score: float
    evidence: Evidence
