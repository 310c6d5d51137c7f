"""Objects, infinitives, gerunds, predicates and prepositional phrases that are what is said."""

from __future__ import annotations

from dateline.codebook.cues import Cue
from dateline.model import Sentence, Token

_LOOSE_CASES = frozenset({"in", "from", "over", "for", "with", "against", "to", "about"})
FIGURE_WORDS = 4  # words behind "at" in which a figure stands: "at more than about 10 million"


def complements(sentence: Sentence, word: Token, cue: Cue, passive: bool) -> set[int]:
    """Return objects, infinitives, gerunds, predicates and prepositional phrases, as the frames allow."""
    parts: list[tuple[str, set[int]]] = []
    for child in sentence.children(word):
        frame = _frame(sentence, child, cue)
        if frame:
            drop = (
                ()
                if frame in ("infinitive", "ing", "object", "predicate") or child.dep == "advcl"
                else ("case",)
            )
            words = tree(sentence, child, *drop)
            if frame in cue.prepositions and frame != "as" and child.dep == "advcl":
                words -= (
                    {t.index for t in sentence.children(child, "mark")}
                    if not _object(sentence, word)
                    else set()
                )
            parts.append((frame, words))
    kinds = {frame for frame, _ in parts}
    if "figure" in cue.frames:
        return _figure(sentence, word)
    if parts and kinds & cue.prepositions:
        parts += [
            ("if", tree(sentence, c))
            for c in sentence.children(word, "advcl")
            if condition(sentence, c, word)
        ]
    if not kinds & {"object", *cue.frames}:
        return set()
    if passive:
        parts = [*parts, *(("object", tree(sentence, t)) for t in sentence.children(word, "nsubj:pass"))]
        if not sentence.children(word, "obl:agent"):
            return set()
        kinds |= {"object"}
    if "object" in kinds and "object" not in cue.frames and not kinds & (cue.frames - {"object"}):
        return set()
    if "predicate" in cue.frames and "object" not in cue.frames and kinds and kinds <= {"object"}:
        return set()
    if "predicate" in kinds:
        parts += [("clause", words) for words in _announced_by_it(sentence, word)]
    return set().union(*(words for _, words in parts)) if parts else set()


def _announced_by_it(sentence: Sentence, word: Token) -> list[set[int]]:
    """Return the clause that "it" stands for: "called it a pity that they had not agreed"."""
    if not any(t.text.lower() == "it" for t in sentence.children(word, "obj", "expl")):
        return []
    below = sentence.children(word, "advcl", "ccomp")
    below += tuple(
        c for t in sentence.children(word, "xcomp") for c in sentence.children(t, "ccomp", "advcl", "acl")
    )
    marked = [c for c in below if any(m.lemma.lower() == "that" for m in sentence.children(c, "mark"))]
    return [tree(sentence, c) for c in marked]


def _figure(sentence: Sentence, word: Token) -> set[int]:
    """Return object and number of "put the toll at 12", wherever the parser hangs the number."""
    behind = [t for t in sentence.subtree(word) if t.index > word.index]
    for place in (t for t in behind if t.lemma.lower() == "at"):
        following = sentence.tokens[place.index + 1 : place.index + 1 + FIGURE_WORDS]
        if any(t.upos in ("NUM", "SYM") for t in following) and _object(sentence, word):
            return {t.index for t in behind}
    return set()


def condition(sentence: Sentence, clause: Token, word: Token) -> bool:
    marks = {t.lemma.lower() for t in sentence.children(clause, "mark")}
    return clause.index > word.index and bool(marks & {"if", "unless"})


def _object(sentence: Sentence, word: Token) -> bool:
    return bool(sentence.children(word, "obj", "iobj"))


def _frame(sentence: Sentence, child: Token, cue: Cue) -> str | None:
    """Return the frame that a dependent of the verb fills, None if none."""
    marks = [t.lemma.lower() for t in sentence.children(child, "mark", "case")]
    if child.dep in ("obj", "iobj"):
        return "object" if not cue.addressee or _infinitive(sentence, child.head) else None
    if child.dep in ("xcomp", "ccomp", "advcl") and "to" in marks and "infinitive" in cue.frames:
        return "infinitive"
    if child.dep == "xcomp" and child.xpos == "VBG" and "ing" in cue.frames:
        return "ing"
    if child.dep == "xcomp" and "to" not in marks and "predicate" in cue.frames:
        return "predicate"
    if child.dep == "advcl" and sentence.children(child, "nsubj", "nsubj:pass"):
        return None
    if child.dep in ("obl", "advcl", "xcomp", "nmod") and child.index > child.head:
        if child.dep == "obl" and "object" in cue.frames and marks and marks[0] in _LOOSE_CASES:
            return marks[0]
        allowed = cue.prepositions | {"as"} if "object" in cue.frames else cue.prepositions
        return next((m for m in marks if m in allowed), None)
    return None


def _infinitive(sentence: Sentence, verb: int) -> bool:
    """Return whether an infinitive follows, so that the object is its subject: "asked him to leave"."""
    clauses = sentence.children(sentence.tokens[verb], "xcomp", "advcl")
    return any(t.lemma.lower() == "to" for c in clauses for t in sentence.children(c, "mark"))


def tree(sentence: Sentence, top: Token, *without: str) -> set[int]:
    """Return the indices under a word; children of ``top`` alone in the relations ``without`` are left out."""
    found = {t.index for t in sentence.subtree(top)}
    for child in sentence.children(top, *without) if without else ():
        found -= {t.index for t in sentence.subtree(child)}
    return found
