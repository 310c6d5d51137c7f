"""Plain text: kept exactly as given, cut into blocks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from dateline.model import Block, Document, Span
from dateline.model.document import BlockKind
from dateline.readers import _datelines, _liveblog, _published, _runins
from dateline.readers._judge import LONG, Line, judge, line
from dateline.readers._language import language
from dateline.readers._lines import paragraphs
from dateline.readers._publishers import publisher as host_name

ABOVE = 5  # paragraphs, at most, with the dateline in the last of them: title, byline, caption, highlights


AUTHOR = re.compile(
    r"\A(?:[Bb][Yy]:? )?((?-i:[A-Z][\w.'’-]+(?:,? (?:and |in |de |van |von |al-)?[A-Z][\w.'’-]+){1,7}))"
    r"(?:[\s|,·–—-]*+(?:Published|Updated|Posted))?\W*+(?:\d{1,2}[:.]\d\d.{0,8})?\W*"
)


def document(
    text: str,
    *,
    title: str | None = None,
    published: datetime.date | None = None,
    published_basis: str = "given",
    publisher: str | None = None,
    url: str | None = None,
    where: str | None = None,
    source_id: str | None = None,
) -> Document:
    """Return a plain text as a document; every offset of the document is one of the text given."""
    spans = list(_pieces(text, publisher))
    lines = [line(span.of(text)) for span, _ in spans]
    for item, (_, reason) in zip(lines, spans, strict=True):
        if reason is not None:
            item.mark(reason)
    judge(lines, title)
    blocks = tuple(_block(span, item) for (span, _), item in zip(spans, lines, strict=True))
    body = " ".join(item.text for item in lines if item.kind != "furniture")
    headline = next((" ".join(item.text.split()) for item in lines if item.kind == "title"), None)
    return Document(
        text=text,
        blocks=blocks,
        title=title or headline,
        byline=byline(text, blocks),
        language=language(body),
        published=_published.given(published, published_basis) or _published.stated(text, blocks),
        publisher=publisher or host_name(url),
        url=url,
        where=where,
        source_id=source_id,
    )


def byline(text: str, blocks: tuple[Block, ...]) -> str | None:
    """Return the author line that stands in a text."""
    for block in blocks:
        words = block.span.of(text)
        if block.reason == "byline" and (
            match := AUTHOR.fullmatch(_published.DATE.sub("", " ".join(words.split())))
        ):
            return match[1]
    return None


def _block(span: Span, item: Line) -> Block:
    """Return a judged line as a block."""
    kind: BlockKind = item.kind
    return Block(span=span, kind=kind, reason=item.reason)


def _pieces(text: str, publisher: str | None) -> Iterator[tuple[Span, str | None]]:
    """Yield the blocks of a text, some of them with what they are known to be."""
    spans = paragraphs(text)
    times: set[Span] = set()
    if _liveblog.is_live(span.of(text) for span in spans):
        entries = [_entry(text, span) for span in spans]
        times = {time for time, _ in entries if time is not None}
        spans = [part for entry in entries for part in entry if part is not None]
    first = _dateline(text, spans)
    for i, span in enumerate(spans):
        if span in times:
            yield span, "liveblog"
            continue
        part = span.of(text)
        if i < first:
            parts = _above(part)
        else:
            parts = cut(part, publisher, started=first >= 0 and i > first)
        for inner, reason in parts:
            place = Span(span.start + inner.start, span.start + inner.end)
            yield from _unrun(text, place, i) if reason is None else [(place, reason)]


def _unrun(text: str, span: Span, number: int) -> Iterator[tuple[Span, str | None]]:
    """Yield what runs into the first sentence of a paragraph, of the first one its own headline, and the rest of it."""
    found = _runins.run_in(span.of(text))
    if found is None:
        yield span, None
        return
    before, reason = found
    if number == 0 and reason == "related":
        reason = "highlights"
    yield Span(span.start, span.start + before.end), reason
    yield from _stripped(text, span.start + before.end, span.end, None)


def _entry(text: str, span: Span) -> tuple[Span | None, Span | None]:
    """Return the time that an entry of a live blog opens with, and the rest of it."""
    time = _liveblog.stamp(span.of(text))
    if time is None:
        return None, span
    at = span.start + time.end
    rest = next(_stripped(text, at, span.end, None), None)
    return Span(span.start, at), rest[0] if rest else None


def _dateline(text: str, spans: list[Span]) -> int:
    """Return which of the first paragraphs holds an agency's dateline, -1 if none does."""
    for i, span in enumerate(spans[:ABOVE]):
        found = _datelines.head(span.of(text))
        if found is not None:
            return i if found[1].of(span.of(text)).rstrip("-–— ").endswith(")") else -1
    return -1


def _above(text: str) -> Iterator[tuple[Span, str | None]]:
    """Yield the parts of a paragraph above the one with the dateline."""
    if len(text.split()) > LONG or _datelines.question(text):
        yield from _before(text, Span(0, len(text)))
    else:
        yield Span(0, len(text)), None


def cut(text: str, publisher: str | None, *, started: bool) -> Iterator[tuple[Span, str | None]]:
    """Yield the parts of one paragraph that are set off from its sentences, and the rest.

    Args:
        text: the paragraph; offsets are in it.
        publisher: name that may open it.
        started: whether the dateline was found before.
    """
    at = 0
    if not started and (found := _datelines.head(text)):
        before, dateline = found
        if len(before):
            yield from _before(text, before)
        yield dateline, "dateline"
        at = dateline.end
    elif publisher and (named := _datelines.name_head(text, publisher)):
        yield named, "byline"
        at = named.end
    credit = _datelines.credit(text[at:])
    if credit is None:
        yield from _stripped(text, at, len(text), None)
        return
    yield from _stripped(text, at, at + credit.start, None)
    yield Span(at + credit.start, at + credit.end), "credit"
    yield from _stripped(text, at + credit.end, len(text), "promo")


def _before(text: str, span: Span) -> Iterator[tuple[Span, str | None]]:
    """Yield what stands before a dateline: highlights, and perhaps a question to the readers."""
    asked = _datelines.question(span.of(text))
    if asked is None:
        yield span, "highlights"
        return
    yield from _stripped(text, span.start, span.start + asked.start, "highlights")
    yield Span(span.start + asked.start, span.start + asked.end), "form"
    yield from _stripped(text, span.start + asked.end, span.end, "form")


def _stripped(text: str, start: int, end: int, reason: str | None) -> Iterator[tuple[Span, str | None]]:
    """Yield a part without the white space around it, if anything is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end), reason
