"""Names between a quotation or a comma and the verb of saying, where the parser took them for what is said."""

from __future__ import annotations

import dataclasses

from dateline.codebook.cues import Cues
from dateline.coders import _speaker
from dateline.coders._cue_hits import Hit
from dateline.coders._quoted import QuotationIndex

MAX_SPEAKER_WORDS = 25  # longest phrase looked for between a quotation and its verb
COMMAS = 3  # of ", its head, Ana Ruiz, said"


class NameBetween:
    """Reads the speaker from the words right before a verb."""

    def __init__(self, quotations: QuotationIndex, cues: Cues) -> None:
        self._quotations, self._cues = quotations, cues

    def named(self, hit: Hit) -> Hit:
        """Return the hit with the name right before its verb, if the parser took that for content.

        The name stands between a quotation or a comma and the verb: "…, a spokeswoman for the ministry said".
        """
        verb = hit.word.index
        if hit.cue.frames.isdisjoint({"clause", "quote"}) or self._quotations.at(hit.word.start) is not None:
            return hit
        apposed = self._before_apposition(hit)
        first = self._clause_start(hit) if apposed is None else apposed
        if first is None or (apposed is None and hit.speaker & set(range(first, verb))):
            return hit
        between = [
            t for t in hit.sentence.tokens[first:verb] if t.dep != "punct" and t.upos not in ("ADV", "AUX")
        ]
        if not between or between[0].upos in ("VERB", "CCONJ", "SCONJ", "ADP"):
            return hit
        inside = {t.index for t in between}
        heads = [t for t in between if t.upos in ("PROPN", "NOUN", "PRON") and t.head not in inside]
        if not heads or any(t.upos == "VERB" and t.xpos != "VBG" for t in between if t.dep != "acl:relcl"):
            return hit
        words = frozenset(range(between[0].index, between[-1].index + 1))
        head = heads[0]
        if head.lemma.lower() in self._cues.documents:
            head = _speaker.owner(hit.sentence, head) or head
        return dataclasses.replace(hit, speaker=words, head=head, content=hit.content - words)

    def _before_apposition(self, hit: Hit) -> int | None:
        """Return where "its head, Ana Ruiz, said" begins behind a comma, None where no such phrase ends at the verb."""
        tokens, verb = hit.sentence.tokens, hit.word.index
        commas = [i for i in range(max(0, verb - MAX_SPEAKER_WORDS), verb) if tokens[i].text == ","][-COMMAS:]
        if len(commas) < COMMAS or commas[-1] != verb - 1:
            return None
        if hit.head is not None and hit.head.index < commas[1]:
            return None
        first, name = tokens[commas[0] + 1], tokens[commas[1] + 1]
        return first.index if first.xpos in ("DT", "PRP$") and name.upos == "PROPN" else None

    def _clause_start(self, hit: Hit) -> int | None:
        """Return the index of the first word behind the quotation or, without a speaker, the comma before a verb."""
        verb, comma = hit.word.index, None
        for index in range(verb - 1, max(-1, verb - MAX_SPEAKER_WORDS), -1):
            token = hit.sentence.tokens[index]
            if self._quotations.at(token.start) is not None:
                return index + 1
            if token.text == "," and comma is None:
                comma = index + 1
        finite = hit.word.xpos in ("VBD", "VBZ", "VBP")
        return comma if hit.head is None and hit.content and (finite or min(hit.content) < verb) else None
