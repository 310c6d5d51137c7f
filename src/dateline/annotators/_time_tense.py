"""Whether a time expression looks back or ahead: the tense of the verb that governs it."""

from __future__ import annotations

import re
from typing import Any, Literal

from dateline.model import Sentence, Token

Tense = Literal["past", "present", "future"]

FUTURE = (
    r"(?:will|shall|won[’']t|going\s+to|is\s+to|are\s+to|would|may|might|must)|to\s+be(?=\s+\w+(?:ed|en)\b)"
)
PAST = r"was|were|had|did|said|told|has|have|been|went|came|took|made|began|met|left|gave|held|killed|died|\w{2,}ed"
BACK = 60  # characters before an expression in which an earlier figure stands
RANKS = frozenset(("first", "second", "third", "fourth", "fifth", "last", "latest", "only"))


class TenseReader:
    """Tells the tense around a span, from a parsed sentence or from the words alone."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._ahead = re.compile(data["ahead"], re.IGNORECASE)
        self._back = re.compile(data["back"], re.IGNORECASE)
        self._forward = frozenset(data["forward_verbs"])
        stems = "|".join(sorted(v.removesuffix("e") for v in self._forward if len(v) > 2))
        self._verbs = re.compile(
            rf"\b(?:(?P<future>{FUTURE}|(?:{stems})\w*\s+to(?=\s+[a-z]))|(?P<past>{PAST}))\b|[’'](?P<short>ll)\b",
            re.IGNORECASE,
        )
        self._telling = frozenset(data["telling_verbs"])

    def of_text(self, text: str, start: int, end: int, low: int, high: int) -> Tense | None:
        """Return the tense at ``start`` to ``end`` in the sentence ``low`` to ``high`` of ``text``."""
        if (side := self._side(text, low, start)) is not None:
            return side
        before = list(self._verbs.finditer(text, low, start))
        found = before[-1] if before else self._verbs.search(text, end, high)
        if found is None:
            return None
        if found.lastgroup == "past" and len(before) > 1 and before[-2].lastgroup != "past":
            return "future" if found.start() - before[-2].end() < 12 else "past"  # "will be held"
        return "past" if found.lastgroup == "past" else "future"

    def of_sentence(self, text: str, sentence: Sentence, start: int, end: int) -> Tense | None:
        """Return the tense of the verb that governs the words ``start`` to ``end``."""
        if (side := self._side(text, sentence.span.start, start)) is not None:
            return side
        inside = [t for t in sentence.tokens if t.start < end and t.end > start]
        indices = {t.index for t in inside}
        token = next((t for t in inside if t.head not in indices), None)
        while token is not None:
            if token.index not in indices and (tense := self._of_verb(sentence, token)) is not None:
                return tense
            token = sentence.head(token)
        return None

    def _side(self, text: str, low: int, start: int) -> Tense | None:
        """Return the tense that the words right before an expression give it, whatever the verb."""
        if self._ahead.search(text, low, start):
            return "future"
        return "past" if self._back.search(text, max(low, start - BACK), start) else None

    def _of_verb(self, sentence: Sentence, verb: Token) -> Tense | None:
        auxiliaries = sentence.children(verb, "aux", "aux:pass", "cop")
        if verb.upos not in ("VERB", "AUX") and not auxiliaries:
            return None
        words = {t.lemma.lower() for t in auxiliaries} | {t.text.lower() for t in auxiliaries}
        perfect = "have" in words and (verb.xpos == "VBN" or "been" in words)
        if perfect:
            return "past"
        if words & {
            "will",
            "shall",
            "wo",
            "'ll",
            "’ll",
            "would",
            "may",
            "might",
            "must",
            "should",
            "could",
            "can",
            "ca",
        }:
            return "future"
        if any(t.lemma == "to" and t.upos == "PART" for t in sentence.children(verb, "mark", "aux")):
            return self._of_infinitive(sentence, verb)
        finite = next((t for t in auxiliaries if t.xpos in ("VBD", "VBZ", "VBP")), None)
        if finite is not None and finite.lemma in ("be", "do", "get", "have"):
            if finite.xpos == "VBD":
                return "future" if verb.xpos == "VBG" and verb.lemma == "go" else "past"
            return "future" if verb.xpos == "VBG" or verb.upos != "VERB" else "present"
        if verb.xpos == "VBD":
            return "past"
        if verb.xpos in ("VBZ", "VBP"):
            return "past" if verb.lemma in self._telling else "present"
        if verb.xpos == "VBN":
            return "future" if verb.lemma in ("schedule", "plan", "expect", "set", "slate") else "past"
        return None

    def _of_infinitive(self, sentence: Sentence, verb: Token) -> Tense | None:
        governor = sentence.head(verb)
        if governor is None:
            return "future"
        outer = self._of_verb(sentence, governor)
        counted = [
            t for t in sentence.children(governor, "amod", "det") if t.lemma in RANKS or t.xpos == "JJS"
        ]
        if governor.lemma in RANKS or counted:  # "the first leader to visit"
            return "past"
        forward = governor.lemma in self._forward or governor.upos in ("NOUN", "ADJ")
        if verb.dep in ("advcl", "acl:relcl") and not forward:
            return outer
        return "future" if forward or outer in ("future", "present") else outer
