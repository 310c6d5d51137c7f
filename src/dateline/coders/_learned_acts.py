"""Acts of verbs that no frame of the codebook knows: what the learned relation model reads between their parties.

Asked only where a verb that tells something stands between two parties of politics and nothing else in its clause
names an act; believed only when it is sure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.codebook.events import EventCodebook
from dateline.coders._acts import Act
from dateline.coders._clause import Clause, Clauses, conjuncts
from dateline.coders._mishaps import struck_by_mishap
from dateline.coders._participants import Participants, is_political, is_powerful
from dateline.coders._relation_model import Opinion, RelationModel
from dateline.coders._status import StatusWords, settle
from dateline.model import Actor, Sentence, Span, Token

SURE = 0.72  # probability from which the model is believed
SPOKEN = frozenset(
    {"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"}
)  # words are the act itself
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
WOULD = frozenset({"would", "'d", "’d"})
TOLD = ("root", "conj", "ccomp", "parataxis", "acl:relcl", "advcl")
BARRED = frozenset({"say", "aspect", "allege"})  # operators that are no act of their own
TOPIC_OR_PLACE = frozenset(
    {"about", "regarding", "concerning", "in", "near", "at", "off", "across", "around", "within", "outside"}
)
CAMEO = {
    "AGREE": "030", "CONSULT": "040", "SUPPORT": "050", "COOPERATE": "060", "AID": "070", "CONCEDE": "080", "RETREAT": "084",
    "REQUEST": "100", "ACCUSE": "110", "REJECT": "120", "THREATEN": "130", "PROTEST": "140", "MOBILIZE": "150",
    "SANCTION": "160", "COERCE": "170", "ASSAULT": "190",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two parties of one verb, as the model is asked about them."""

    actor: Token
    recipient: Token
    spans: tuple[Span, Span]
    mutual: bool


class LearnedActs:
    """Adds acts to sentences.

    Args:
        book: the codebook.
        words: what tells the status of an act.
        model: gives the model when it is first asked, None where it is switched off.
    """

    def __init__(
        self, book: EventCodebook, words: StatusWords, model: Callable[[], RelationModel | None]
    ) -> None:
        self._book, self._words, self._model = book, words, model

    def add(
        self, text: str, sentence: Sentence, clauses: Clauses, acts: dict[int, Act], who: Participants
    ) -> None:
        """Add the acts of verbs that stand between two parties and have none, in place."""
        new = []
        for verb in sentence.tokens:
            if self._is_free(sentence, verb, acts):
                clause = clauses.of(verb)
                if struck_by_mishap(self._book, sentence, clause):
                    continue
                for pair in self._pairs(sentence, clause, who):
                    act = self._act(text, sentence, verb, pair)
                    if act is not None:
                        new.append(act)
                        break
        acts |= {act.trigger.index: act for act in new}

    def _is_free(self, sentence: Sentence, verb: Token, acts: dict[int, Act]) -> bool:
        """Whether a verb tells something of its own, and nothing in its clause or above it names an act."""
        if (
            verb.upos != "VERB"
            or verb.dep not in TOLD
            or verb.index in acts
            or not _is_finite(sentence, verb)
        ):
            return False
        if verb.lemma.lower() in ("be", "mean") or sentence.children(verb, "cop"):
            return False
        effects = {o.effect for o in self._book.operators.get(verb.lemma.lower(), ())}
        if effects & BARRED or verb.lemma.lower() in self._book.classes["stative"]:
            return False
        at, head = verb, sentence.head(verb)
        while head is not None and at.dep in ("conj", "ccomp"):
            if at.dep == "ccomp" and head.index in acts:
                return False
            at, head = head, sentence.head(head)
        return not any(self._inside(sentence, verb, act) for act in acts.values())

    def _inside(self, sentence: Sentence, verb: Token, act: Act) -> bool:
        """Whether an act belongs to the clause of a verb."""
        if verb in act.embedded:
            return True
        at: Token | None = act.trigger
        while at is not None and at.index != verb.index:
            if at.dep in ("conj", "acl:relcl", "advcl", "parataxis") and at.upos == "VERB":
                return False
            at = sentence.head(at)
        return at is not None

    def _pairs(self, sentence: Sentence, clause: Clause, who: Participants) -> Iterator[_Pair]:
        """Yield who may have done something to whom, the nearest first."""
        subjects = [t for s in clause.subjects for t in conjuncts(sentence, s)]
        aimed = (token for case, token in clause.obliques if case not in TOPIC_OR_PLACE)
        others = [*clause.indirect, *clause.objects, *aimed]
        for subject in subjects[:1]:
            own = _own(sentence, subject, who)
            first = _span(sentence, subject, own, who)
            if first is None or not any(is_powerful(a) for a in own):
                continue
            together = subjects[1:] if sentence.children(clause.verb, "nsubj") else []
            for other, mutual in (*((t, True) for t in together), *((t, False) for t in others)):
                named = _own(sentence, other, who)
                second = _span(sentence, other, named, who)
                if any(a.kind == "organisation" and a.sector == "JRN" for a in named):
                    continue  # "according to KCNA"
                if not any(is_powerful(a) for a in named):
                    continue  # "put the number of people at"
                if second is None or first.overlap(second) or not _differ(own, named):
                    continue
                yield _Pair(subject, other, (first, second), mutual)

    def _act(self, text: str, sentence: Sentence, verb: Token, pair: _Pair) -> Act | None:
        model = self._model()
        if model is None:
            return None
        start = sentence.span.start
        actor, recipient = (Span(s.start - start, s.end - start) for s in pair.spans)
        part = text[start : sentence.span.end]
        name, sure = _best(model.opinions([(part, actor, recipient)])[0])
        if sure < SURE or (pair.mutual and name not in MUTUAL):
            return None
        act = Act(
            trigger=verb, event_type=name, cameo=CAMEO[name],
            actors=(pair.actor,), recipients=() if pair.mutual else (pair.recipient,), reciprocal=pair.mutual,
            strength=1.0, reasons=(f"relation model {sure:.2f}",),
        )  # fmt: skip
        trial = replace(act)
        settle(sentence, trial, self._words, frozenset())
        if trial.status == "hypothetical" or (trial.status == "negated" and name not in SPOKEN):
            return None
        if (
            name in SPOKEN
        ):  # what it calls a refusal or a promise is one, though the verb is negated or to come
            act.status, act.settled = "actual", True
        return act


def _is_finite(sentence: Sentence, verb: Token) -> bool:
    if any(m.lemma.lower() == "to" for m in sentence.children(verb, "mark")):
        return False
    aux = sentence.children(verb, "aux", "aux:pass")
    if any(a.text.lower() in WOULD for a in aux):
        return False  # "would not have expected it", "said that it would never again help"
    if verb.xpos in ("VBZ", "VBP"):
        return verb.dep in ("root", "conj", "ccomp")  # "who leads the opposition"
    return verb.xpos == "VBD" or bool(aux)


def _own(sentence: Sentence, token: Token, who: Participants) -> tuple[Actor, ...]:
    """Return the actors of a phrase without those of the phrases coordinated with it."""
    mention = who.mention(sentence, token)
    if mention is not None:
        return mention.actors
    near = sentence.children(token, "nmod", "nmod:poss", "compound", "amod", "appos")
    if sentence.children(token, "conj") or not any(who.mention(sentence, t) for t in near):
        return ()  # "unveiled plans for more drilling off Norway"
    return who.actors(sentence, (token,))


def _span(sentence: Sentence, token: Token, actors: Sequence[Actor], who: Participants) -> Span | None:
    """Return the words that name somebody who can take part, None where nobody is named."""
    if not any(is_political(a) and (a.country or a.sector) for a in actors):
        return None
    mention = who.mention(sentence, token)
    if mention is not None:
        return mention.span
    return next((a.mention for a in actors if a.mention is not None and a.mention in sentence.span), None)


def _differ(one: Sequence[Actor], other: Sequence[Actor]) -> bool:
    """Whether two sides are of two countries: between those of one, the model is right too seldom."""
    left, right = ({a.country for a in side} - {None} for side in (one, other))
    return bool(left) and bool(right) and left.isdisjoint(right)


def _best(opinion: Opinion) -> tuple[str, float]:
    name = max(opinion.types, key=lambda each: opinion.types[each])
    return name, math.exp(opinion.types[name]) * (1 - opinion.nothing)
