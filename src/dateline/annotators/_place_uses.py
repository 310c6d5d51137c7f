"""How a place name is used: for the place, or for those who act in its name."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from dateline.annotators._place_names import Name
from dateline.codebook.files import find, read_yaml
from dateline.codebook.places import Spot
from dateline.model import Sentence, Token

SUBJECTS = ("nsubj", "nsubj:pass")
STATES = ("country", "state", "wide")


class Uses:
    """Tells places from actors by grammar; capitals act like states ("Moscow accused Kyiv").

    Source: the distinction of literal and associative toponyms in Gritta et al., "A pragmatic guide to geoparsing
    evaluation" (2020).
    """

    def __init__(self, capitals: Collection[str], overlay: Path | None = None) -> None:
        self._capitals = capitals
        words: dict[str, Any] = {}
        for path in find("lexicons/en/places.yaml", overlay):
            words.update(read_yaml(path))
        self._where, self._party = frozenset(words["where"]), frozenset(words["party"])
        self._still, self._reach = frozenset(words["still"]), frozenset(words["reach"])
        self._located = frozenset(words["located"])

    def is_place(self, name: Name, spot: Spot | None) -> bool:
        """Return whether a name stands for the place itself: "in Washington", not "Washington said"."""
        if name.adjective or (name.part and name.label == "ORG"):
            return False
        power = spot is not None and (spot.kind in STATES or name.key in self._capitals)
        return self._literal(name.sentence, name.head, power, 0)

    def _literal(self, sentence: Sentence, token: Token, state: bool, depth: int) -> bool:
        head = sentence.head(token)
        if head is None or depth > 4:
            return True
        lemma = head.lemma.casefold()
        if token.dep in ("conj", "appos", "flat", "nmod:unmarked"):
            return self._literal(sentence, head, state, depth + 1) or bool(
                self._cases(sentence, token) & self._where
            )
        if token.dep in SUBJECTS:
            return head.upos not in ("VERB",) or lemma in self._still or token.dep == "nsubj:pass"
        if token.dep in ("compound", "amod", "nmod:poss"):
            return lemma in self._located or head.upos == "PROPN"
        if token.dep in ("obj", "iobj"):
            return not state or lemma in self._reach
        cases = self._cases(sentence, token)
        if cases & self._where:
            return True
        return not (state and cases & self._party and lemma not in self._reach)

    def _cases(self, sentence: Sentence, token: Token) -> set[str]:
        return {c.lemma.casefold() for c in sentence.children(token, "case")}
