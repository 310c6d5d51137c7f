"""One name or phrase on its own resolved to the actor that it stands for."""

from __future__ import annotations

from dateline.model import Actor, Annotations, Document, Mention, Span


def resolved(document: Document, annotations: Annotations, start: int) -> Actor | None:
    """Return the actor of the phrase that begins at ``start`` and ends with the text, None if it stands for nobody.

    Args:
        document: the phrase, with any context before it.
        annotations: its layers.
        start: where the phrase begins, in code points.
    """
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
