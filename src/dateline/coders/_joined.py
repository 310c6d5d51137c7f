"""Verbs of saying that the parser hangs on what is said, though they go on from the verb that says it."""

from __future__ import annotations

from collections.abc import Container

from dateline.codebook.cues import Cues
from dateline.model import Sentence, Token

SIMPLE = ("VBD", "VBZ", "VBP")
QUOTES = frozenset({'"', "“", "``", "«", "‘", "'"})


def joined(sentence: Sentence, cues: Cues, people: Container[int] | None) -> dict[int, Token]:
    """Return, for verbs inside a that-clause, the verb of saying outside it that they share the subject with.

    "The ministry said it was watching and asked the North to talk": the ministry asks. "He argued that it would help,
    saying it was all about order": he says. A person who acts in the clause may speak there too, so such stay inside.

    Args:
        sentence: a parsed sentence.
        cues: the words that attribute.
        people: first characters of words that can speak; None when nothing is known of that.
    """
    found: dict[int, Token] = {}
    for verb in sentence.tokens:
        known = cues.verb(verb.lemma) if verb.upos == "VERB" else ()
        if (
            not known
            or all(c.stance == "believes" for c in known)
            or sentence.children(verb, "nsubj", "nsubj:pass")
        ):
            continue
        if verb.dep == "conj" or (verb.dep == "advcl" and _trailing(sentence, verb)):
            matrix = _matrix(sentence, verb, cues, people)
            if matrix is not None:
                found[verb.index] = matrix
    return found


def _trailing(sentence: Sentence, verb: Token) -> bool:
    """Return whether a participle follows a comma: ", saying that …"."""
    first = next(t.index for t in sentence.subtree(verb) if t.upos != "PUNCT")
    return verb.xpos == "VBG" and first == verb.index > 0 and sentence.tokens[first - 1].text == ","


def _matrix(sentence: Sentence, verb: Token, cues: Cues, people: Container[int] | None) -> Token | None:
    """Return the verb of saying above the clause that a verb hangs on, None if it belongs into the clause."""
    top = sentence.head(verb)
    subject: Token | None = None
    while top is not None:
        subject = subject or next(iter(sentence.children(top, "nsubj", "nsubj:pass")), None)
        if top.dep != "conj":
            break
        top = sentence.head(top)
    if top is None or top.dep != "ccomp" or top.index > verb.index:
        return None
    matrix = sentence.head(top)
    if matrix is None or matrix.index > top.index or not cues.verb(matrix.lemma):
        return None
    if verb.dep == "conj" and not _same_tense(sentence, verb, matrix):
        return None
    if verb.dep == "conj" and leads_to_quotation(sentence, verb):
        return matrix
    stative = verb.dep == "advcl" and bool(sentence.children(top, "aux", "cop", "aux:pass"))
    return matrix if stative or _cannot_speak(sentence, top, subject, people) else None


def leads_to_quotation(sentence: Sentence, verb: Token) -> bool:
    """Return whether a quotation stands right behind a verb: "said he would go and added, “Now.”"."""
    behind = [t.text for t in sentence.tokens[verb.index + 1 : verb.index + 3]]
    return bool(behind) and (behind[0] in QUOTES or (behind[0] in (",", ":") and behind[-1] in QUOTES))


def _same_tense(sentence: Sentence, verb: Token, matrix: Token) -> bool:
    if verb.xpos == "VBN" and matrix.xpos == "VBD":  # "denied that X was Y, and repeated that Z"
        return any(
            t.lemma.lower() == "that"
            for c in sentence.children(verb, "ccomp")
            for t in sentence.children(c, "mark")
        )
    same = verb.xpos == matrix.xpos or {verb.xpos, matrix.xpos} <= {"VBZ", "VBP"}
    return same and verb.xpos in SIMPLE and not sentence.children(verb, "aux")


def _cannot_speak(
    sentence: Sentence, top: Token, subject: Token | None, people: Container[int] | None
) -> bool:
    """Return whether the subject of a clause is no one who acts in it."""
    if subject is None:
        return True
    if subject.upos == "PRON":
        return bool(sentence.children(top, "aux", "cop", "aux:pass"))
    return subject.upos == "NOUN" and people is not None and subject.start not in people
