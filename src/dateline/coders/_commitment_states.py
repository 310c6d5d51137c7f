"""What became of commitments: who accepts, refuses, leaves unanswered, keeps, breaks or withdraws them."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Sequence

from dateline.codebook.commitments import Answer, CommitmentLexicon
from dateline.coders._commitment_content import negated
from dateline.coders._commitment_people import Participants
from dateline.model import Actor, Commitment, Document, Sentence, Span, StateChange, Token
from dateline.model.commitment import CommitmentState

OBJECTS = ("obj", "obl", "nsubj:pass", "xcomp", "ccomp")
SHORT = 3  # letters of a word too short to tell one content from another
ASKED = frozenset({"offer", "demand", "ultimatum"})
KINDS = {"refused": ASKED | {"promise"}}  # of which others say so
SETTLED = ("accepted", "refused", "kept", "broken", "withdrawn")


@dataclasses.dataclass(frozen=True, slots=True)
class Reply:
    """A state that somebody gives to a commitment, whether his own, about what, and where it stands."""

    state: CommitmentState
    by: tuple[Actor, ...]
    own: bool
    about: frozenset[str]
    where: Span
    verb: Span


def replies(sentence: Sentence, people: Participants, lexicon: CommitmentLexicon) -> Iterator[Reply]:
    """Yield the answers to commitments that a sentence tells."""
    for token in sentence.tokens:
        if token.upos != "VERB":
            continue
        lemma = token.lemma.casefold()
        for answer in lexicon.answers:
            if lemma in answer.verbs and _holds(sentence, token, answer, lexicon):
                about = frozenset(t.lemma.casefold() for t in _objects(sentence, token) if t.upos == "NOUN")
                by = people.subject(sentence, token)
                yield Reply(answer.state, by, answer.own, about, sentence.span, token.span)
                break


def _holds(sentence: Sentence, token: Token, answer: Answer, lexicon: CommitmentLexicon) -> bool:
    """Return whether an answering word has what its entry wants."""
    if negated(sentence, token) != answer.negated or _refused_itself(sentence, token, lexicon):
        return False
    if any(t.xpos == "MD" for t in sentence.children(token, "aux")) or _conditional(sentence, token):
        return False
    if answer.particle and answer.particle not in {
        t.lemma.casefold() for t in sentence.children(token, "compound:prt", "advmod")
    }:
        return False
    if answer.whether:
        marks = (m for c in sentence.children(token, "ccomp") for m in sentence.children(c, "mark"))
        return any(m.text.casefold() in ("whether", "if") for m in marks)
    if answer.objects:
        phrases = {_phrase(sentence, o) for o in sentence.children(token, "obj", "obl")}
        return bool(phrases & answer.objects)
    return answer.alone or bool(_objects(sentence, token))


def _conditional(sentence: Sentence, token: Token) -> bool:
    return any(t.text.casefold() in ("if", "unless", "whether") for t in sentence.children(token, "mark"))


def _phrase(sentence: Sentence, token: Token) -> str:
    no = any(t.text.casefold() == "no" for t in sentence.children(token, "det"))
    return f"no {token.lemma.casefold()}" if no else token.lemma.casefold()


def _objects(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """Return the words of the objects of a verb."""
    return tuple(t for o in sentence.children(token, *OBJECTS) for t in sentence.subtree(o, "acl:relcl"))


def _refused_itself(sentence: Sentence, token: Token, lexicon: CommitmentLexicon) -> bool:
    """Return whether the answering word stands under a refusal: "its refusal to accept help"."""
    above = sentence.head(token)
    refusals = (a for a in lexicon.answers if a.state == "refused" and not a.negated)
    return above is not None and any(
        above.lemma.casefold() in a.verbs or above.lemma.casefold() in ("refusal", "rejection")
        for a in refusals
    )


def applied(
    found: list[Commitment], reply: Reply, document: Document, lexicon: CommitmentLexicon
) -> list[Commitment]:
    """Return the commitments with the latest one that these actors can answer, or made themselves, in its new state."""
    for i in range(len(found) - 1, -1, -1):
        if answers(found[i], reply, lexicon):
            return [*found[:i], changed(found[i], reply, document), *found[i + 1 :]]
    return found


def answers(commitment: Commitment, reply: Reply, lexicon: CommitmentLexicon, *, named: bool = False) -> bool:
    """Return whether a reply is to a commitment; with ``named``, it must name what was offered or asked."""
    if commitment.state in SETTLED or (commitment.kind == "agreement" and not reply.own):
        return False
    if not reply.own and commitment.kind not in KINDS.get(reply.state, ASKED):
        return False
    if reply.verb in commitment.evidence.span:
        return False  # it is part of what is undertaken
    content = commitment.content.casefold()
    same = any(len(word) > SHORT and word in content for word in reply.about)
    if named and not same:
        return False
    if not (same or reply.about & lexicon.answerable or _alone(reply)):
        return False
    if reply.own and reply.state != "unanswered" and commitment.kind in ("demand", "ultimatum"):
        return False
    countries = _countries(reply.by)
    made = _countries(commitment.by)
    if reply.own:
        return bool(countries & made)
    asked = _countries(commitment.to)
    if not countries or countries & made:
        return False
    return bool(countries & asked) or not asked


def _alone(reply: Reply) -> bool:
    """Return whether a reply needs nothing that names what it is to: "did not respond", "rejected it"."""
    return reply.state == "unanswered" or (reply.state in ("refused", "accepted") and not reply.about)


def changed(commitment: Commitment, reply: Reply, document: Document) -> Commitment:
    """Return a commitment in the state that a reply gives it."""
    step = StateChange(state=reply.state, date=day(document), evidence=document.evidence(reply.where))
    return dataclasses.replace(commitment, state=reply.state, history=(*commitment.history, step))


def day(document: Document) -> datetime.date | None:
    """Return the last day on which a document can have been published."""
    return document.published.end if document.published else None


def _countries(actors: Sequence[Actor]) -> set[str]:
    return {a.country or a.id for a in actors}
