"""The best event type between two given stretches of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.codebook.events import EventCodebook
from dateline.coders._acts import Act
from dateline.coders._clause import Clauses, conjuncts
from dateline.coders._status import HOSTILE, REFUSABLE
from dateline.model import Sentence, Span, Token

DIRECT, INSIDE, DEPTH, EATEN, IN_PHRASE, REVERSED = 3.0, 1.5, 0.4, 3.0, 2.0, 2.5
FALLBACK, FLOOR, SURE = 0.1, -1.0, 4.0


@dataclass(frozen=True, slots=True)
class Relation:
    """What one does to another.

    Attributes:
        event_type: PLOVER type, None when nothing is found.
        mode: PLOVER mode or None.
        score: how sure: by the codebook alone points that are not calibrated, with the learned model a probability.
        cameo: CAMEO code of the act that it rests on.
    """

    event_type: str | None
    mode: str | None
    score: float
    cameo: str | None = None


def candidates(
    sentence: Sentence, acts: dict[int, Act], book: EventCodebook, actor: Span, recipient: Span
) -> Iterator[Relation]:
    """Yield the types that the codebook allows between two spans of a sentence, the best one first."""
    ranked = sorted(
        ((_score(sentence, act, actor, recipient), -index, act) for index, act in acts.items()),
        key=lambda row: row[:2],
        reverse=True,
    )
    found = [_as_told(act, score) for score, _, act in ranked]
    good = sum(each.score > FLOOR for each in found)
    if _told(sentence, book, actor, recipient) and (not found or found[0].score < SURE):
        yield Relation("CONSULT", None, FALLBACK)
    yield from found[:good]
    words = sorted(_words(sentence, book, actor, recipient), key=lambda row: -row[0])
    yield from (Relation(event_type, mode, FALLBACK) for _, event_type, mode in words)
    yield from (Relation(act.event_type, act.mode, 0.0, act.cameo) for _, _, act in ranked[good:])


def _as_told(act: Act, score: float) -> Relation:
    """The type of an act given its status: what was refused is REJECT, what was promised AGREE or THREATEN."""
    if act.status == "negated" and act.event_type in REFUSABLE:
        return Relation("REJECT", None, score)
    if act.status == "planned" and act.event_type in HOSTILE and not act.noun:
        return Relation("THREATEN", act.mode, score)
    yielding = act.event_type in ("RETREAT", "CONCEDE") and act.status == "planned"
    if act.announced or yielding:
        return Relation("AGREE", act.mode, score)
    return Relation(act.event_type, act.mode, score, act.cameo)


def _told(sentence: Sentence, book: EventCodebook, actor: Span, recipient: Span) -> bool:
    """Whether the one only talks to the other: "told the jury that", "gave the paper an interview"."""
    clauses = Clauses(sentence)
    for verb in sentence.tokens:
        words = {verb.lemma.lower(), *(t.lemma.lower() for t in sentence.children(verb, "obj"))}
        if verb.upos != "VERB" or not words & book.classes["communication"]:
            continue
        clause = clauses.of(verb)
        others = (*clause.objects, *clause.indirect, *clause.at("to"), *clause.at("with"), *clause.at("by"))
        one = _closeness(sentence, clause.subjects, actor) or _closeness(sentence, clause.subjects, recipient)
        if (
            one
            and max(_closeness(sentence, others, actor), _closeness(sentence, others, recipient)) >= INSIDE
        ):
            return True
    return False


def _score(sentence: Sentence, act: Act, actor: Span, recipient: Span) -> float:
    """How well an act joins the two: who stands in its roles, how near the top of the sentence it is."""
    parties = (*act.actors, *act.recipients)
    if act.reciprocal:
        score = _closeness(sentence, parties, actor) + _closeness(sentence, parties, recipient)
    else:
        score = _closeness(sentence, act.actors, actor) + _closeness(sentence, act.recipients, recipient)
        if (
            not act.recipients
            and recipient.start <= _end(sentence, act.trigger)
            and _under(sentence, act, recipient)
        ):
            score += INSIDE
        reverse = _closeness(sentence, act.actors, recipient) + _closeness(sentence, act.recipients, actor)
        if reverse >= DIRECT and reverse > score:
            score -= REVERSED
    if _under(sentence, act, recipient):
        score += INSIDE / 2
    if act.trigger.span in actor or act.trigger.span in recipient:
        score -= IN_PHRASE
    score -= DEPTH * _depth(sentence, act.trigger) + EATEN * act.eaten
    return score + 0.1 * min(act.strength, 4.0)


def _closeness(sentence: Sentence, heads: tuple[Token, ...], span: Span) -> float:
    """3 when a head (or a noun coordinated with it) stands in the span, 1.5 when the span lies inside its phrase."""
    best = 0.0
    for head in heads:
        for each in conjuncts(sentence, head):
            if each.span in span:
                return DIRECT
            if each.upos == "PRON":
                best = max(best, INSIDE / 2)
        below = sentence.span_of(sentence.subtree(head))
        if span in below or below.overlap(span) >= max(1, len(span) - 2):
            best = INSIDE
    return best


def _under(sentence: Sentence, act: Act, span: Span) -> bool:
    return any(t.span in span for t in sentence.subtree(act.trigger))


def _end(sentence: Sentence, trigger: Token) -> int:
    return max(t.end for t in sentence.subtree(trigger))


def _depth(sentence: Sentence, token: Token) -> int:
    depth, at = 0, sentence.head(token)
    while at is not None:
        depth += at.upos in ("VERB", "NOUN")
        at = sentence.head(at)
    return depth


def _words(
    sentence: Sentence, book: EventCodebook, actor: Span, recipient: Span
) -> Iterator[tuple[float, str, str | None]]:
    """Types that the words of the sentence suggest by themselves, those between the two first."""
    low, high = min(actor.end, recipient.end), max(actor.start, recipient.start)
    for token in sentence.tokens:
        lemma = token.lemma.lower()
        frames = book.verbs.get(lemma, ()) if token.upos == "VERB" else book.nouns.get(lemma, ())
        frames = tuple(f for f in frames if not f.needs) or frames
        if not frames:
            continue
        loose = any(not c.absent for a in frames[0].needs for c in a)
        between = low <= token.start < high
        inside = token.span in actor or token.span in recipient
        yield (
            1.0 + between - 0.5 * inside - 1.5 * loose - 0.1 * _depth(sentence, token),
            frames[0].event_type,
            frames[0].mode,
        )
