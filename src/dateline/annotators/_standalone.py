"""One name or phrase on its own resolved to the actor that it stands for."""

from __future__ import annotations

import datetime

from dateline.model import Actor, Annotations, Block, Document, Mention, Span, When

# Without a day, offices are read as of this one: what has ended is over, what has no end holds.
NO_DAY = datetime.date(2999, 1, 1)


def standalone(name: str, context: str, day: datetime.date | None) -> Document:
    """Return a document whose last block is a name or phrase, and whose first one is what stands before it."""
    parts = [" ".join(part.split()) for part in (context, name)]
    text = "\n".join(part for part in parts if part)
    start = len(text) - len(parts[1])
    spans = (Span(0, max(start - 1, 0)), Span(start, len(text)))
    published = When(start=day or NO_DAY, end=day or NO_DAY, basis="given")
    blocks = tuple(Block(span=span) for span in spans if len(span))
    return Document(text=text, blocks=blocks, published=published, language="en")


def resolved(document: Document, annotations: Annotations) -> Actor | None:
    """Return the actor of the phrase that is a document's last block, None if it stands for nobody.

    Args:
        document: the phrase, with any context before it.
        annotations: its layers.
    """
    start = document.blocks[-1].span.start if document.blocks else 0
    heads = {
        (s.index, t.index)
        for s in annotations.sentences or ()
        for t in s.tokens
        if t.head < 0 and t.start >= start
    }
    mentions = [m for m in annotations.mentions or () if m.span.start >= start and m.actors]
    whole = sorted(mentions, key=lambda m: ((m.sentence, m.head) not in heads, -len(m.span)))
    for mention in whole:
        actor = mention.actors[0]
        if _is_known(actor, mention):
            return actor
    for place in annotations.places or ():
        if place.place is not None and place.place.country and _is_whole(document.text, start, place.span):
            where = place.place
            return Actor(
                id=f"place:{where.geonameid or where.name}",
                name=where.name,
                kind="state",
                country=where.country,
                sector="CVL" if where.kind == "city" else None,
                mention=place.span,
                reason=f"place in {where.country}",
            )
    return None


def _is_whole(text: str, start: int, span: Span) -> bool:
    """Return whether a place is the whole phrase, or what a preposition of place introduces."""
    before = text[start : span.start].casefold().split() if span.start >= start else ["?"]
    whole = not set(before) - {"the"} and span.end >= len(text.rstrip(" ."))
    return whole or before[-1:] in (["in"], ["at"], ["from"])


def _is_known(actor: Actor, mention: Mention) -> bool:
    """Return whether more is known of an actor than that it has a name."""
    return (
        bool(actor.country or actor.sector)
        or actor.id.startswith(("org:", "group:"))
        or mention.kind == "nominal"
    )
