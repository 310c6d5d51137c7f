"""Articles as read: raw bytes, and text in blocks."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from dateline.errors import EvidenceError
from dateline.model.evidence import Evidence, quote
from dateline.model.ids import content_id
from dateline.model.span import Span
from dateline.model.when import When

BlockKind = Literal["title", "heading", "paragraph", "list", "furniture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """What a source hands over: one item, not yet read.

    Attributes:
        content: the bytes.
        where: path or URL, with a fragment for the item inside a file (``feed.xml#3``); for messages.
        media_type: ``text/html``, ``text/plain`` or None when it must be guessed.
        url: address of the article, when known.
        published: publication date given by the user or by the feed or the JSON line.
        published_basis: ``given`` by the user or the record, ``metadata`` for a feed's field.
        publisher: its publisher, when given.
        title: its title, when given.
        source_id: the id that the input gave it.
        encoding: character set named by the transport, when known.
    """

    content: bytes
    where: str
    media_type: str | None = None
    url: str | None = None
    published: datetime.date | None = None
    published_basis: Literal["given", "metadata"] = "given"
    publisher: str | None = None
    title: str | None = None
    source_id: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph-sized piece of a document's text.

    Attributes:
        span: where it stands.
        kind: ``furniture`` is not the article: it is kept, shown and never coded.
        reason: for furniture, what it is: ``related``, ``promo``, ``form``, ``comments``, ``donation``, ``bio``,
            ``share``, ``cookie``, ``nav``, ``copyright``, ``tags``, ``caption``, ``credit``, ``byline``,
            ``dateline``, ``boilerplate`` ...
    """

    span: Span
    kind: BlockKind = "paragraph"
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article: the text of record and what is known about it.

    Blocks stand in text order and do not overlap; only white space lies between them. The text is cleaned
    once, by a reader; no later stage rewrites it.

    Attributes:
        text: all of it, furniture included.
        blocks: its pieces.
        title: headline, if known; it may also stand in the text as a block of kind ``title``.
        byline: author line, if known.
        language: two letters, or None when too short to tell.
        published: interval of its publication with its basis, None when nothing is known.
        publisher: name of the outlet.
        url: its address.
        where: path or URL that it was read from.
        source_id: id that the input gave it.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    published: When | None = None
    publisher: str | None = None
    url: str | None = None
    where: str | None = None
    source_id: str | None = None
    _id: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        at = 0
        for block in self.blocks:
            if block.span.start < at or block.span.end > len(self.text):
                raise EvidenceError(f"block {block.span} overlaps or lies outside the text", where=self.where)
            at = block.span.end

    @property
    def id(self) -> str:
        """Content id: the same article read again has the same id, whatever is inferred of its date."""
        if not self._id:  # asked for by each quotation, and made from the whole text
            told = self.published is not None and self.published.basis != "inferred"
            published = self.published.iso() if self.published is not None and told else None
            self._id.append(content_id("doc1", self.text, self.title, self.url, self.publisher, published))
        return self._id[0]

    def evidence(self, span: Span) -> Evidence:
        """Return the quotation of a span of the text."""
        return quote(self.id, self.text, span)

    def body(self) -> tuple[Block, ...]:
        """Return the blocks that are coded: all but furniture."""
        return tuple(block for block in self.blocks if block.kind != "furniture")

    def furniture(self) -> tuple[Block, ...]:
        """Return the blocks that are not the article."""
        return tuple(block for block in self.blocks if block.kind == "furniture")
