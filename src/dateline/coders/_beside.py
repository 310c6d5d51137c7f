"""Who speaks beside a quotation, read from the order of words where the parse shows nobody.

Four ways to attribute need no parse: "…," said the envoy; "…," the envoy said; "…" — Ana Ruiz; The envoy had this to say: "…".
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Container, Iterator, Sequence

from dateline.codebook.cues import Cue, Cues
from dateline.coders import _speaker
from dateline.coders._cue_hits import Hit
from dateline.coders._quoted import QuotationIndex
from dateline.model import Quotation, Sentence, Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
DASHES = frozenset({"-", "--", "–", "—", "―"})
NAMING = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"})
NO_SPEAKER = frozenset(
    {"i", "you", "it", "this", "that", "which", "what", "there", "these", "those", "him", "them"}
)
LINKS = frozenset({"of", "for", "from", "at", "in", "with", "and"})
LEAST_WORDS = 3  # of a quotation that does not end like a sentence
REACH = 26  # words between a quotation and the verb that attributes it
CLOSE = 5  # words between it and a verb of no list
MAX_SIGNATURE = 8  # words behind the dash
_ENDS = (",", ".", "!", "?", "…")
_MARKS = "\"“”‘’'`« »"
_DASH = Cue(lemma="—", kind="verb", frames=frozenset({"quote"}), example="“No.” — Ana Ruiz")


class Beside:
    """Reads the words around quotations that nobody has been found to say."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        quotations: QuotationIndex,
        cues: Cues,
        people: Container[int] | None,
    ) -> None:
        self._sentences, self._quotations, self._cues, self._people = sentences, quotations, cues, people
        self._starts = [s.span.start for s in sentences]

    def hits(self, owned: Container[int]) -> Iterator[Hit]:
        """Yield a hit for each free quotation beside which somebody is said to speak; its content is the quotation."""
        for quotation in self._quotations.all:
            if quotation.span.start in owned or not self._sentence_like(quotation):
                continue
            hit = self._behind(quotation) or self._before(quotation)
            if hit is not None:
                yield dataclasses.replace(hit, quote=quotation.span)

    def named(self, hit: Hit) -> Hit:
        """Return the hit of "“…,” said the envoy" with the envoy as its speaker, whatever the parser took him for."""
        quotation = self._quotations.before(hit.word.start)
        if quotation is None or hit.word.xpos not in FINITE or hit.cue.frames.isdisjoint({"clause", "quote"}):
            return hit
        words = quotation.span.of(self._quotations.document.text).strip(_MARKS)
        found = speaker_behind(hit.sentence, hit.word.index) if words.endswith((",", "?", "!", "…")) else ()
        indices = frozenset(t.index for t in found)
        if not found or hit.speaker & indices or hit.hearer & indices:
            return hit
        head = _head(hit.sentence, found)
        return dataclasses.replace(hit, speaker=indices, head=head, content=hit.content - indices, who=None)

    def _sentence_like(self, quotation: Quotation) -> bool:
        """Return whether quoted words can be said, and are no name or scare quote."""
        words = quotation.span.of(self._quotations.document.text).strip(_MARKS)
        return words.endswith(_ENDS) or len(words.split()) >= LEAST_WORDS

    def _sentence(self, offset: int) -> Sentence | None:
        """Return the sentence that holds a character or, between two, the next one of the same block."""
        at = bisect.bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        if offset >= self._sentences[at].span.end and at + 1 < len(self._sentences):
            following = self._sentences[at + 1]
            return following if following.block == self._sentences[at].block else self._sentences[at]
        return self._sentences[at]

    def _behind(self, quotation: Quotation) -> Hit | None:
        """Return the hit of what stands behind a quotation: verb and speaker, speaker and verb, or a signature."""
        sentence = self._sentence(quotation.span.end)
        if sentence is None or not quotation.closed:
            return None
        first = next((t.index for t in sentence.tokens if t.start >= quotation.span.end), None)
        if first is None or self._quotations.block(sentence.tokens[first].start) != self._quotations.block(
            quotation.span.end - 1
        ):
            return None
        token = sentence.tokens[first]
        text = self._quotations.document.text
        if token.text in DASHES:
            return self._signed(sentence, token, first + 1)
        if text[quotation.span.end - 1 : token.start].rstrip()[-1:] in DASHES:
            return self._signed(sentence, sentence.tokens[first - 1], first)
        words = quotation.span.of(text).strip(_MARKS)
        if not words.endswith(_ENDS) and token.text != ",":
            return None
        first += token.text == ","
        hit = self._inverted(sentence, first) or self._straight(sentence, first, listed=words.endswith("."))
        return hit if hit is None or not words.endswith(".") or _ends(sentence, hit) else None

    def _inverted(self, sentence: Sentence, at: int) -> Hit | None:
        """Return the hit of "said the envoy"."""
        if at + 1 >= len(sentence.tokens) or not self._says(sentence.tokens[at]):
            return None
        named = speaker_behind(sentence, at)
        return self._hit(sentence, sentence.tokens[at], named) if named else None

    def _straight(self, sentence: Sentence, at: int, *, listed: bool) -> Hit | None:
        """Return the hit of "the envoy, who led the talks, said"."""
        tokens = sentence.tokens
        if at >= len(tokens) or tokens[at].upos not in NAMING or tokens[at].text.lower() in NO_SPEAKER:
            return None
        relative = False
        for token in tokens[at + 1 : at + REACH]:
            if self._quotations.at(token.start) is not None or token.text in (".", ";", ":"):
                return None
            relative = relative or (tokens[token.index - 1].text == "," and token.xpos in ("WP", "WDT"))
            said = self._says(token)
            if token.xpos in FINITE and not (relative and not said):
                near = not listed and token.index - at <= CLOSE and token.upos == "VERB"
                named = _phrase(tokens[at : token.index])
                if not named or not (said or (near and self._person(named))):
                    return None
                return self._hit(sentence, token, named)
        return None

    def _signed(self, sentence: Sentence, dash: Token, at: int) -> Hit | None:
        """Return the hit of a name behind a dash that ends the line or leads to the next quotation."""
        named = []
        for token in sentence.tokens[at:]:
            if token.text in (",", "(", ".") or self._quotations.at(token.start) is not None:
                break
            named.append(token)
        name = any(e.label in ("PER", "ORG") and e.start == at for e in sentence.entities)
        if not named or len(named) > MAX_SIGNATURE or not name or any(t.xpos in FINITE for t in named):
            return None
        return self._hit(sentence, dash, tuple(named), _DASH)

    def _before(self, quotation: Quotation) -> Hit | None:
        """Return the hit of a clause that a colon ends before the quotation, on the same line or the one above."""
        text = self._quotations.document.text
        lead = text[: quotation.span.start].rstrip()
        if not lead.endswith(":"):
            return None
        sentence = self._sentence(len(lead) - 1)
        if sentence is None or self._quotations.at(len(lead) - 1) is not None:
            return None
        for verb in reversed([t for t in sentence.tokens if t.end <= len(lead) and t.xpos in FINITE]):
            if verb.dep in ("acl:relcl", "advcl") or self._quotations.at(verb.start) is not None:
                continue
            speaker = _speaker.of_verb(sentence, verb, _speaker.is_passive(sentence, verb), self._people)
            if speaker is None or speaker.text.lower() in NO_SPEAKER:
                continue
            named = tuple(sentence.tokens[i] for i in sorted(_speaker.phrase(sentence, speaker)))
            owner = None if self._person((speaker,)) else _speaker.owner(sentence, speaker)
            return self._hit(sentence, verb, named, head=owner or speaker) if self._person(named) else None
        return None

    def _says(self, token: Token) -> bool:
        """Return whether a word is a verb that can attribute a quotation."""
        if token.xpos not in FINITE and not (token.xpos == "VBN" and token.text.lower().endswith("ed")):
            return False
        return any(c.frames & {"clause", "quote"} for c in self._cues.verb(token.lemma))

    def _person(self, named: Sequence[Token]) -> bool:
        """Return whether somebody is named who can speak."""
        return any(
            t.upos == "PROPN"
            or t.text.lower() in ("he", "she", "they")
            or (self._people is not None and t.start in self._people)
            for t in named
        )

    def _hit(
        self,
        sentence: Sentence,
        word: Token,
        named: Sequence[Token],
        cue: Cue | None = None,
        head: Token | None = None,
    ) -> Hit:
        known = [c for c in self._cues.verb(word.lemma) if c.frames & {"clause", "quote"}]
        plain = Cue(lemma=word.lemma.lower(), kind="verb", frames=frozenset({"quote"}), example="")
        return Hit(
            sentence=sentence,
            cue=cue or (known[0] if known else plain),
            word=word,
            cue_words=(word,),
            speaker=frozenset(t.index for t in named),
            head=head or _head(sentence, named),
        )


def speaker_behind(sentence: Sentence, verb: int) -> tuple[Token, ...]:
    """Return the words that name the speaker right behind a verb, none if something else stands there."""
    tokens = sentence.tokens[verb + 1 :]
    if not tokens or tokens[0].upos not in NAMING or tokens[0].text.lower() in NO_SPEAKER:
        return ()
    return _phrase(tokens)


def _ends(sentence: Sentence, hit: Hit) -> bool:
    """Return whether nothing stands behind verb and speaker: "“No.” the king said." is no start of another sentence."""
    last = max(hit.speaker | {hit.word.index})
    return all(t.upos == "PUNCT" for t in sentence.tokens[last + 1 :])


def _phrase(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the noun phrase at the start of some words, with "of" and its like behind its first noun."""
    named: list[Token] = []
    for token in tokens:
        link = bool(named) and token.upos in ("ADP", "CCONJ") and token.lemma.lower() in LINKS
        possessive = token.xpos in ("POS", "HYPH")
        if not (token.upos in NAMING or link or possessive) or token.xpos in FINITE:
            break
        if token.upos == "PRON" and named and token.xpos != "PRP$":
            break
        named.append(token)
    while named and named[-1].upos in ("ADP", "CCONJ", "DET"):
        named.pop()
    return tuple(named) if any(t.upos in ("PROPN", "NOUN", "PRON") for t in named) else ()


def _head(sentence: Sentence, named: Sequence[Token]) -> Token:
    """Return the word that a phrase hangs on: its first person's name, else the last noun before "of"."""
    first, last = named[0].index, named[-1].index
    for entity in sentence.entities:
        if entity.label == "PER" and first <= entity.start and entity.end - 1 <= last:
            after = sentence.tokens[entity.end] if entity.end < len(sentence.tokens) else None
            if after is None or after.xpos != "POS":
                inside = sentence.tokens[entity.start : entity.end]
                return next((t for t in inside if not entity.start <= t.head < entity.end), inside[0])
    nouns: list[Token] = []
    for token in named:
        if token.upos == "ADP" and nouns:
            break
        if token.upos in ("PROPN", "NOUN", "PRON"):
            nouns.append(token)
    return nouns[-1]
