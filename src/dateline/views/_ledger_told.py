"""Whether a state that an article tells of a commitment can be that of the commitment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dateline.model import Actor, Commitment, StateChange
from dateline.resolvers import stem
from dateline.views._ledger_rules import rules
from dateline.views._ledger_words import WORD, Part, acts, terms

ANSWERS = frozenset({"refuse", "accept"})
UNDOING = frozenset({"cancel", "annul"})
REACH = 5  # words behind a verb in which its object stands
POINTING = frozenset({"it", "that", "this", "them", "so"})


OTHERS = frozenset(
    {"REB", "OPP", "CVL", "SOC", "LAB", "MED", "BUS", "EDU", "CRM", "REL", "UAF"}
)  # sectors that no state is


def one_side(left: Sequence[Actor], right: Sequence[Actor], *, closely: bool = False) -> bool:
    """Return whether two groups can be of one side: rebels and the government of one country are not.

    Args:
        left: one group.
        right: the other.
        closely: whether only the same people are, as in a dispute within one country.
    """
    return any(
        a.id == b.id
        or (not closely and a.country == b.country and (a.sector in OTHERS) == (b.sector in OTHERS))
        for a in left
        for b in right
    )


def plausible(step: StateChange, value: Commitment, parts: Sequence[Part]) -> bool:
    """Return whether the words of a step are about the commitment, as far as words show it.

    A threat is not left unanswered nor broken; silence needs words that say so; who takes something back in the very sentence
    that makes a commitment may take back something else; an answer or a breach names what it is of.
    """
    if step.evidence is None:
        return True
    text = step.evidence.exact
    own = value.evidence.span in step.evidence.span and value.evidence.document == step.evidence.document
    if step.state == "unanswered":
        return value.kind in rules().silence.kinds and bool(rules().silence.pattern.search(text))
    if step.state == "withdrawn":
        return not own or _taken_back(text, rules().names[value.kind])
    if step.state in ("open", "disputed"):
        return True
    if not any(value.kind in rule.kinds for rule in rules().rules if rule.state == step.state):
        return False
    return own or bool(rules().names[value.kind] & _stems(text)) or _about(text, parts)


def _taken_back(text: str, names: frozenset[str]) -> bool:
    """Return whether a word for the commitment, or a pronoun, follows a word that takes it back."""
    words = [w.lower() for w in WORD.findall(text)]
    return any(
        acts(word) & UNDOING and any(w in POINTING or stem(w) in names for w in words[at + 1 : at + REACH])
        for at, word in enumerate(words)
    )


def _about(text: str, parts: Sequence[Part]) -> bool:
    """Return whether a sentence has a word of the undertaking, or a pronoun that is refused or accepted."""
    if any(terms(text) & part.terms.keys() for part in parts):
        return True
    words = [w.lower() for w in WORD.findall(text)]
    pairs = pairwise(words)
    return any(
        after in POINTING and (acts(word) & ANSWERS or word in ("down", "with")) for word, after in pairs
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(text))
