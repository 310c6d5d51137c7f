"""Verbs of no list that stand beside a quotation: "…," she shot back; He sighed: "…"."""

from __future__ import annotations

from collections.abc import Container, Iterator

from dateline.codebook.cues import Cue, Cues
from dateline.coders import _speaker
from dateline.coders._cue_hits import Hit
from dateline.coders._quoted import QuotationIndex
from dateline.model import Sentence, Token

FINITE = ("VBD", "VBZ", "VBP")
PERSONS = frozenset({"he", "she", "they"})
MAX_LEAD = 80  # characters between such a verb and the colon
LEAST_WORDS = 3  # of a quotation beside a verb of no list
_COMMAS = (",", "!", "?", "…")
_MARKS = "\"”’'» "


def hits(
    sentence: Sentence, quotations: QuotationIndex, people: Container[int] | None, cues: Cues
) -> Iterator[Hit]:
    """Yield the verbs of a sentence without another cue that a person does beside a quotation."""
    for verb in sentence.tokens:
        if verb.upos != "VERB" or verb.xpos not in FINITE or cues.verb(verb.lemma):
            continue
        if quotations.at(verb.start) is not None:
            continue
        subject = next(iter(sentence.children(verb, "nsubj")), None)
        if subject is None or not _person(subject, people) or quotations.at(subject.start) is not None:
            continue
        content = _after_colon(sentence, verb, subject, quotations)
        before = not content and _before(verb, subject, quotations)
        if content or before:
            yield Hit(
                sentence=sentence,
                cue=Cue(lemma=verb.lemma.lower(), kind="verb", frames=frozenset({"quote"}), example=""),
                word=verb,
                cue_words=(verb, *_particle(sentence, verb)),
                content=content,
                speaker=_speaker.phrase(sentence, subject, without=content),
                head=subject,
            )
            return


def _particle(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """Return the "back" of "shot back", which stands right behind the verb."""
    beside = sentence.children(verb, "compound:prt", "advmod")
    return tuple(t for t in beside if t.index == verb.index + 1 and t.xpos in ("RP", "RB", "IN"))


def _person(subject: Token, people: Container[int] | None) -> bool:
    if subject.upos == "PRON":
        return subject.text.lower() in PERSONS
    return subject.upos == "PROPN" or (people is not None and subject.start in people)


def _after_colon(
    sentence: Sentence, verb: Token, subject: Token, quotations: QuotationIndex
) -> frozenset[int]:
    """Return the words of the quotation behind a colon, if the verb leads to it."""
    for token in sentence.tokens[verb.index + 1 :]:
        if token.start - verb.end > MAX_LEAD:
            break
        if token.text == ":" and token.index + 1 < len(sentence.tokens) and subject.index < verb.index:
            found = quotations.at(sentence.tokens[token.index + 1].start)
            if found is not None and _sentence_like(found.span.of(quotations.document.text)):
                return frozenset(t.index for t in sentence.tokens if t.span in found.span)
            break
    return frozenset()


def _before(verb: Token, subject: Token, quotations: QuotationIndex) -> bool:
    """Return whether a quotation that ends in a comma, and no more, stands before subject and verb."""
    found = quotations.before(min(subject.start, verb.start))
    words = found.span.of(quotations.document.text) if found is not None else ""
    return _sentence_like(words) and words.rstrip(_MARKS).endswith(_COMMAS)


def _sentence_like(words: str) -> bool:
    """Return whether quoted words can be a sentence, and no name or scare quote."""
    return len(words.split()) >= LEAST_WORDS or words.rstrip(_MARKS).endswith((".", "!", "?"))
