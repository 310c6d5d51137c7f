"""Which words of a sentence are what is said."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.codebook.cues import Cue
from dateline.model import Sentence, Token

_LOOSE_CASES = frozenset({"in", "from", "over", "for", "with", "against", "to", "about"})
_QUOTE_MARKS = frozenset("\"“”‘’'«»„`") | {"''", "``"}
_SETTINGS = frozenset(
    {"ask", "press", "question", "speak", "address", "write", "respond", "refer", "talk", "cite"}
)
_QUOTING = frozenset({"quote", "cite"})
_CLAUSE_ENDS = frozenset({"ccomp", "root", "advcl", "acl:relcl", "parataxis", "conj", "acl", "csubj"})


def of_verb(sentence: Sentence, word: Token, cue: Cue, passive: bool) -> frozenset[int]:
    """Return the indices of the content of a verb, empty when its frames find none."""
    found: set[int] = set()
    if "clause" in cue.frames or "quote" in cue.frames:
        found |= clauses(sentence, word)
        if not found or (word.dep == "parataxis" and not _after(sentence, word)):
            found |= _host(sentence, word)
    if not found:
        found |= _complements(sentence, word, cue, passive)
    if not found and passive:
        found |= _hearsay(sentence, word, cue)
    return frozenset(found)


def _hearsay(sentence: Sentence, word: Token, cue: Cue) -> set[int]:
    """Return the content of "X is said to have fled": subject and infinitive."""
    subjects = sentence.children(word, "nsubj:pass")
    infinitives = [t for t in sentence.children(word, "xcomp") if sentence.children(t, "mark")]
    if (
        not subjects
        or not infinitives
        or "clause" not in cue.frames
        or "infinitive" in cue.frames
        or cue.addressee
    ):
        return set()
    return _tree(sentence, subjects[0]) | _tree(sentence, infinitives[0])


def of_noun(sentence: Sentence, word: Token, cue: Cue) -> frozenset[int]:
    """Return the indices of the content of a noun or adjective."""
    found: set[int] = set()
    for child in sentence.children(
        word, "acl", "acl:relcl", "ccomp", "advcl", "xcomp", "nmod", "obl", "appos"
    ):
        marks = {t.lemma.lower() for t in sentence.children(child, "mark", "case")}
        if child.dep in ("nmod", "obl"):
            if marks & cue.prepositions:
                found |= _tree(sentence, child, "case")
        elif (("that" in marks or child.dep == "ccomp") and "clause" in cue.frames) or (
            "to" in marks and "infinitive" in cue.frames and child.dep in ("acl", "xcomp")
        ):
            found |= _tree(sentence, child)
        elif marks & cue.prepositions:
            found |= _tree(sentence, child, "mark")
    return frozenset(i for i in found if i > word.index)


def hearer(sentence: Sentence, word: Token, cue: Cue) -> frozenset[int]:
    """Return the indices of the words that name the hearer."""
    if not cue.addressee:
        return frozenset()
    for clause in sentence.children(word, "ccomp"):
        early = before_that(sentence, clause, word)
        if word.index + 1 in early and sentence.tokens[word.index + 1].upos == "PROPN":
            names = (i for i in sorted(early) if sentence.tokens[i].upos == "PROPN")
            return frozenset(i for n, i in enumerate(names) if i == word.index + 1 + n)
    for child in sentence.children(word, "iobj", "obj"):
        if child.index > word.index:
            return frozenset(_tree(sentence, child, "acl:relcl", "parataxis", "ccomp"))
    return frozenset()


def around(sentence: Sentence, top: Token, phrase: set[int]) -> frozenset[int]:
    """Return the clause that the phrase under ``top`` hangs on, without the phrase."""
    host = sentence.head(top)
    if host is None:
        return frozenset()
    last = max((t.index for t in sentence.tokens if t.dep != "punct"), default=0)
    ends = max(phrase) >= last and sentence.tokens[min(phrase) - 1].text == ","
    while (above := sentence.head(host)) is not None and (ends or host.dep not in _CLAUSE_ENDS):
        host = above
    return frozenset(t.index for t in sentence.subtree(host) if t.index not in phrase)


def clauses(sentence: Sentence, word: Token) -> frozenset[int]:
    """Return the words of the clauses that complement the verb."""
    found: set[int] = set()
    for child in sentence.children(word, "ccomp"):
        if not _writers(sentence, child, word) and not _setting(sentence, child, word):
            found |= _tree(sentence, child) - _asked(sentence, child) - before_that(sentence, child, word)
    if not found:
        found |= _told(sentence, word)
    for child in sentence.children(word, "parataxis"):
        if child.index > word.index and _introduced(sentence, child, word):
            found |= _tree(sentence, child)
    return frozenset(found - {word.index})


def _told(sentence: Sentence, word: Token) -> set[int]:
    """Return the that-clause which the parser hung on the hearer: "told a conference that he had asked for peace"."""
    for hearer in sentence.children(word, "iobj", "obj"):
        for clause in sentence.children(hearer, "acl:relcl"):
            marked = [t for t in sentence.children(clause, "mark") if t.lemma.lower() == "that"]
            if marked and word.lemma.lower() in ("tell", "inform", "assure", "remind", "warn"):
                return _tree(sentence, clause)
    return set()


def _writers(sentence: Sentence, clause: Token, word: Token) -> bool:
    """Return whether the writer goes on behind "X is so, he said, but Y"."""
    conjunction = next(iter(sentence.children(clause, "cc")), None)
    return (
        conjunction is not None
        and word.dep == "parataxis"
        and word.index < conjunction.index < clause.index
        and sentence.tokens[conjunction.index - 1].text == ","
    )


def _closing(sentence: Sentence, word: Token) -> set[int]:
    """Return all before a bare ", she states" that ends the sentence; the parser may join it to what is said."""
    subject = next(iter(sentence.children(word, "nsubj")), None)
    behind = sentence.tokens[word.index + 1 :]
    if subject is None or not _says(sentence, word) or any(t.upos != "PUNCT" for t in behind):
        return set()
    first = sentence.subtree(subject)[0].index
    comma = first > 1 and sentence.tokens[first - 1].text == ","
    return set(range(first - 1)) if comma and word.index > subject.index else set()


def _says(sentence: Sentence, clause: Token) -> bool:
    """Return whether a clause is but subject and verb, as "she states" is."""
    below = sentence.children(clause, "ccomp", "obj", "xcomp")
    return clause.upos == "VERB" and bool(sentence.children(clause, "nsubj")) and not below


def _turns(sentence: Sentence, clause: Token, word: Token) -> bool:
    """Return whether a clause with a subject of its own goes on with "but" behind a parenthesis."""
    conjunction = next(iter(sentence.children(clause, "cc")), None)
    own = bool(sentence.children(clause, "nsubj", "nsubj:pass"))
    return (
        own
        and conjunction is not None
        and conjunction.lemma.lower() == "but"
        and conjunction.index > word.index
    )


def before_that(sentence: Sentence, clause: Token, word: Token) -> set[int]:
    """Return the words between a verb and its "that", which the parser took into the clause: "told Yonhap that …"."""
    marks = [t.index for t in sentence.children(clause, "mark") if t.lemma.lower() == "that"]
    if not marks or clause.index < word.index:
        return set()
    inside = _tree(sentence, clause)
    return {i for i in range(word.index + 1, marks[0]) if i in inside}


def _asked(sentence: Sentence, clause: Token) -> set[int]:
    """Return the words of a fronted "Asked about …," which belongs to the reporting and not to the content."""
    for child in sentence.children(clause, "advcl"):
        first = sentence.subtree(child)[0]
        if (
            first is child
            and child.index < clause.index
            and child.lemma.lower() in _SETTINGS
            and child.xpos in ("VBN", "VBG")
        ):
            return _tree(sentence, child)
    return set()


def _setting(sentence: Sentence, clause: Token, word: Token) -> bool:
    """Return whether a clause is itself a fronted "Asked what he wanted, he said"."""
    fronted = clause.index < word.index and clause.text[:1].isupper() and clause.lemma.lower() in _SETTINGS
    return fronted and clause is sentence.subtree(clause)[0] and clause.xpos in ("VBN", "VBD", "VBG")


def _introduced(sentence: Sentence, child: Token, word: Token) -> bool:
    """Return whether a colon or a quotation mark leads to the clause."""
    first = sentence.subtree(child)[0].index
    lead = sentence.tokens[max(word.index + 1, first - 2) : first + 1]
    return any(t.text == ":" or t.text in _QUOTE_MARKS for t in lead)


def _after(sentence: Sentence, word: Token) -> bool:
    return any(t.index > word.index for t in sentence.children(word, "ccomp"))


def _host(sentence: Sentence, word: Token) -> set[int]:
    """Return the clause that a parenthetical "he said" or "as he said" interrupts or ends."""
    host = sentence.head(word)
    if word.dep == "conj" and (closed := _closing(sentence, word)):
        return closed
    if host is None or not (
        word.dep == "parataxis" or _as_clause(sentence, word) or _set_off(sentence, word)
    ):
        return set()
    while (
        word.dep in ("acl:relcl", "parataxis")
        and host.dep not in _CLAUSE_ENDS
        and (above := sentence.head(host)) is not None
    ):
        host = above
    if (
        word.dep == "parataxis"
        and word.index > host.index
        and word.lemma.lower() not in _QUOTING
        and sentence.children(word, "obj")
    ):
        return set()  # "…; his brother denied it" has its own content
    own = {t.index for t in sentence.subtree(word)}
    found = {t.index for t in sentence.subtree(host)} - own
    for child in sentence.children(host, "parataxis"):
        if child is not word and child.index > word.index and _says(sentence, child):
            found -= {t.index for t in sentence.subtree(child)}
    for child in sentence.children(host, "conj"):
        if child.index > word.index and _turns(sentence, child, word):
            found -= {t.index for t in sentence.subtree(child)}
    return found if found and min(found) < word.index else set()


def _as_clause(sentence: Sentence, word: Token) -> bool:
    marked = any(t.lemma.lower() == "as" for t in sentence.children(word, "mark"))
    return word.dep == "advcl" and marked and not sentence.children(word, "obj", "xcomp")


def _set_off(sentence: Sentence, word: Token) -> bool:
    """Return whether "the mayor said" stands between commas; the parser takes it for a relative clause."""
    if word.dep != "acl:relcl" or any(
        t.upos == "PRON" and t.xpos in ("WP", "WDT") for t in sentence.subtree(word)
    ):
        return False
    if sentence.children(word, "obj", "xcomp") or any(t.xpos == "WRB" for t in sentence.children(word)):
        return False
    tree = [t.index for t in sentence.subtree(word) if t.dep != "punct"]
    first, last = tree[0], tree[-1]
    commas = first > 0 and last + 1 < len(sentence.tokens)
    return commas and sentence.tokens[first - 1].text == "," and sentence.tokens[last + 1].text == ","


def _complements(sentence: Sentence, word: Token, cue: Cue, passive: bool) -> set[int]:
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
            tree = _tree(sentence, child, *drop)
            if frame in cue.prepositions and frame != "as" and child.dep == "advcl":
                tree -= (
                    {t.index for t in sentence.children(child, "mark")}
                    if not _object(sentence, word)
                    else set()
                )
            parts.append((frame, tree))
    kinds = {frame for frame, _ in parts}
    if "figure" in cue.frames:
        return _figure(sentence, word)
    if parts and kinds & cue.prepositions:
        parts += [
            ("if", _tree(sentence, c))
            for c in sentence.children(word, "advcl")
            if _condition(sentence, c, word)
        ]
    if not kinds & {"object", *cue.frames}:
        return set()
    if passive:
        parts = [*parts, *(("object", _tree(sentence, t)) for t in sentence.children(word, "nsubj:pass"))]
        if not sentence.children(word, "obl:agent"):
            return set()
        kinds |= {"object"}
    if "object" in kinds and "object" not in cue.frames and not kinds & (cue.frames - {"object"}):
        return set()
    if "predicate" in cue.frames and "object" not in cue.frames and kinds and kinds <= {"object"}:
        return set()
    return set().union(*(tree for _, tree in parts)) if parts else set()


def _figure(sentence: Sentence, word: Token) -> set[int]:
    """Return object and number of "put the toll at 12"."""
    for place in sentence.children(word, "obl", "nmod"):
        cases = {t.lemma.lower() for t in sentence.children(place, "case")}
        number = any(t.upos in ("NUM", "SYM") for t in sentence.subtree(place))
        if "at" in cases and place.index > word.index and number and _object(sentence, word):
            return {t.index for t in sentence.subtree(word) if t.index > word.index}
    return set()


def _condition(sentence: Sentence, clause: Token, word: Token) -> bool:
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


def _tree(sentence: Sentence, top: Token, *without: str) -> set[int]:
    """Return the indices under a word; children of ``top`` alone in the relations ``without`` are left out."""
    found = {t.index for t in sentence.subtree(top)}
    for child in sentence.children(top, *without) if without else ():
        found -= {t.index for t in sentence.subtree(child)}
    return found


def runs(sentence: Sentence, content: Iterable[int], keep_out: Iterable[int]) -> list[tuple[int, int]]:
    """Return the stretches (first, last index) of content; gaps are closed unless ``keep_out`` words lie in them."""
    barred, found = set(keep_out), list[tuple[int, int]]()
    for index in sorted(set(content) - barred):
        if found and not any(i in barred for i in range(found[-1][1] + 1, index)):
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    found = _to_semicolon(sentence, found)
    trimmed = (_trim(sentence, first, last) for first, last in found)
    return [run for run in trimmed if run is not None]


def _to_semicolon(sentence: Sentence, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches, the last one cut at a single semicolon: what follows is the writer's."""
    if not found:
        return found
    first, last = found[-1]
    at = [i for i in range(first + 3, last) if sentence.tokens[i].text == ";"]
    return [*found[:-1], (first, at[0] - 1)] if len(at) == 1 else found


def _trim(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Return the stretch without the punctuation at its ends; quotation marks stay."""
    while first <= last and _loose(sentence.tokens[first]):
        first += 1
    while last >= first and _loose(sentence.tokens[last]):
        last -= 1
    return (first, last) if first <= last else None


def _loose(token: Token) -> bool:
    return token.upos == "PUNCT" and token.text not in _QUOTE_MARKS and token.text not in ("(", ")", "[", "]")
