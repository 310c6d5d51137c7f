"""Which words of a sentence are what is said."""

from __future__ import annotations

from dateline.codebook.cues import Cue
from dateline.coders._complements import complements, condition, tree
from dateline.coders._runs import QUOTE_MARKS
from dateline.model import Sentence, Token

_SETTINGS = frozenset(
    {"ask", "press", "question", "speak", "address", "write", "respond", "refer", "talk", "cite"}
)
_OCCASIONS = frozenset(
    (  # noqa: SIM905
        "address announcement appearance blog briefing broadcast call comment conference editorial email e-mail essay filing "
        "hearing interview letter memo message note post posting press release remark report speech statement telecast "
        "telephone television testimony tweet video"
    ).split()
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUOTING = frozenset({"quote", "cite"})
TIMES = frozenset(
    {"day", "week", "weekend", "month", "year", "morning", "evening", "afternoon", "night", "hour", "time"}
)
_CLAUSE_ENDS = frozenset({"ccomp", "root", "advcl", "acl:relcl", "parataxis", "conj", "acl", "csubj"})


def of_verb(sentence: Sentence, word: Token, cue: Cue, passive: bool) -> frozenset[int]:
    """Return the indices of the content of a verb, empty when its frames find none."""
    found: set[int] = set()
    if "clause" in cue.frames or "quote" in cue.frames:
        found |= clauses(sentence, word)
        if not found:
            found |= _free_relative(sentence, word)
        if not found or (word.dep == "parataxis" and not _after(sentence, word)):
            found |= _host(sentence, word) or _behind_as(sentence, word, cue)
            found |= _condition_behind(sentence, word, found)
        found = _before_semicolon(sentence, word, found)
    if not found:
        found |= complements(sentence, word, cue, passive)
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
    return tree(sentence, subjects[0]) | tree(sentence, infinitives[0])


def of_noun(sentence: Sentence, word: Token, cue: Cue) -> frozenset[int]:
    """Return the indices of the content of a noun or adjective."""
    found: set[int] = set()
    for child in sentence.children(
        word, "acl", "acl:relcl", "ccomp", "advcl", "xcomp", "nmod", "obl", "appos"
    ):
        marks = {t.lemma.lower() for t in sentence.children(child, "mark", "case")}
        if child.dep in ("nmod", "obl"):
            if marks & cue.prepositions:
                found |= tree(sentence, child, "case")
        elif (("that" in marks or child.dep == "ccomp") and "clause" in cue.frames) or (
            "to" in marks and "infinitive" in cue.frames and child.dep in ("acl", "xcomp")
        ):
            found |= tree(sentence, child)
        elif marks & cue.prepositions:
            found |= tree(sentence, child, "mark")
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
            return frozenset(tree(sentence, child, "acl:relcl", "parataxis", "ccomp"))
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


def _free_relative(sentence: Sentence, word: Token) -> set[int]:
    """Return the words behind the verb in "what they said was a strike on the port"."""
    what, behind = sentence.head(word), sentence.tokens[word.index + 1 : word.index + 2]
    if what is None or what.text.lower() != "what" or not behind or behind[0].xpos not in _FINITE:
        return set()
    predicate = behind[0]
    while (above := sentence.head(predicate)) is not None and above.index > word.index:
        predicate = above
    return {i for i in tree(sentence, predicate) if i > word.index}


def _behind_as(sentence: Sentence, word: Token, cue: Cue) -> set[int]:
    """Return the clause behind "As the envoy noted, …"."""
    host = sentence.head(word)
    if (
        host is None
        or host.index < word.index
        or "clause" not in cue.frames
        or cue.stance in ("asks", "believes")
    ):
        return set()
    own = tree(sentence, word)
    closed = sentence.tokens[max(own)].text in (",", ":")
    if not closed or not _as_clause(sentence, word) or not sentence.children(word, "nsubj"):
        return set()
    return {i for i in tree(sentence, host) - own if i > word.index}


def clauses(sentence: Sentence, word: Token) -> frozenset[int]:
    """Return the words of the clauses that complement the verb."""
    found: set[int] = set()
    for child in sentence.children(word, "ccomp"):
        if not _writers(sentence, child, word) and not _setting(sentence, child, word):
            found |= tree(sentence, child) - _asked(sentence, child) - before_that(sentence, child, word)
            found -= _occasion(sentence, child, word) | _setting_of(sentence, child, word)
    if not found:
        found |= _told(sentence, word)
    for child in sentence.children(word, "parataxis"):
        if child.index > word.index and _introduced(sentence, child, word):
            found |= tree(sentence, child)
    return frozenset(found - {word.index})


def _condition_behind(sentence: Sentence, word: Token, found: set[int]) -> set[int]:
    """Return the if-clause behind a parenthesis, which belongs to what is said: "It would help, she says, if they left"."""
    if (
        not found
        or min(found) > word.index
        or sentence.tokens[min(word.index + 1, len(sentence.tokens) - 1)].text != ","
    ):
        return set()
    return set().union(
        *(tree(sentence, c) for c in sentence.children(word, "advcl") if condition(sentence, c, word)),
        set(),
    )


def _told(sentence: Sentence, word: Token) -> set[int]:
    """Return the that-clause which the parser hung on the hearer or the time before it.

    "told a conference that he had asked for peace", "said the same month that the offer stood".
    """
    telling = word.lemma.lower() in ("tell", "inform", "assure", "remind", "warn")
    for between in sentence.children(word, "iobj", "obj", "obl:unmarked", "nmod:unmarked"):
        if between.index < word.index or not (telling or between.lemma.lower() in TIMES):
            continue
        for clause in sentence.children(between, "acl:relcl", "acl", "ccomp"):
            if any(t.lemma.lower() == "that" for t in sentence.children(clause, "mark", "nsubj", "obj")):
                return tree(sentence, clause)
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
    inside = tree(sentence, clause)
    return {i for i in range(word.index + 1, marks[0]) if i in inside}


def _occasion(sentence: Sentence, clause: Token, word: Token) -> set[int]:
    """Return the words that tell where it was said: "said in an address on television the army stood firm"."""
    for child in sentence.children(clause, "obl"):
        inside = tree(sentence, child)
        if min(inside) == word.index + 1 and child.lemma.lower() in _OCCASIONS:
            subject = next(iter(sentence.children(clause, "nsubj", "nsubj:pass", "expl")), None)
            return inside if subject is not None and subject.index > max(inside) else set()
    return set()


def _setting_of(sentence: Sentence, clause: Token, word: Token) -> set[int]:
    """Return what the parser took into a clause from before the verb: "As it rained, the envoy said that it was over"."""
    behind = sentence.tokens[word.index + 1 : word.index + 2]
    first = next((t for t in sentence.children(clause, "mark", "nsubj", "nsubj:pass", "expl")), None)
    if not behind or behind[0].upos == "PUNCT" or first is None or first.index < word.index:
        return set()
    before = {t.index for t in sentence.subtree(clause) if t.index < word.index}
    return before if any(sentence.tokens[i].xpos not in ("WDT", "WP", ",") for i in before) else set()


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
            return tree(sentence, child)
    return set()


def _before_semicolon(sentence: Sentence, word: Token, found: set[int]) -> set[int]:
    """Return the words of content, those behind a semicolon not where it stands before: "…, she said; he denied it"."""
    if not found or min(found) > word.index:
        return found
    end = next((t.index for t in sentence.tokens[word.index :] if t.text == ";"), len(sentence.tokens))
    return {i for i in found if i < end}


def _setting(sentence: Sentence, clause: Token, word: Token) -> bool:
    """Return whether a clause is itself a fronted "Asked what he wanted, he said"."""
    fronted = clause.index < word.index and clause.text[:1].isupper() and clause.lemma.lower() in _SETTINGS
    return fronted and clause is sentence.subtree(clause)[0] and clause.xpos in ("VBN", "VBD", "VBG")


def _introduced(sentence: Sentence, child: Token, word: Token) -> bool:
    """Return whether a colon or a quotation mark leads to the clause."""
    first = sentence.subtree(child)[0].index
    lead = sentence.tokens[max(word.index + 1, first - 2) : first + 1]
    return any(t.text == ":" or t.text in QUOTE_MARKS for t in lead)


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
        and _has_its_own(sentence, word)
    ):
        return set()  # "…; his brother denied it", "…; a ransom denied"
    if _as_clause(sentence, word) and _corrected(sentence, host, word):
        return set()
    own = {t.index for t in sentence.subtree(word)}
    found = {t.index for t in sentence.subtree(host)} - own
    for child in sentence.children(host, "obl", "advcl"):
        if child.index > word.index and _according(sentence, child):
            found -= {t.index for t in sentence.subtree(child)}
    for child in sentence.children(host, "parataxis"):
        if child is not word and child.index > word.index and _says(sentence, child):
            found -= {t.index for t in sentence.subtree(child)}
    for child in sentence.children(host, "conj"):
        if child.index > word.index and _turns(sentence, child, word):
            found -= {t.index for t in sentence.subtree(child)}
    return found if found and min(found) < word.index else set()


def _has_its_own(sentence: Sentence, word: Token) -> bool:
    """Return whether a clause tells itself what is said: an object, or what a passive is about ("it was said" is not)."""
    told = sentence.children(word, "nsubj:pass")
    return bool(sentence.children(word, "obj")) or any(t.lemma.lower() != "it" for t in told)


def _according(sentence: Sentence, child: Token) -> bool:
    first = next((t for t in sentence.subtree(child) if t.upos != "PUNCT"), child)
    return first.text.lower() == "according"


def _as_clause(sentence: Sentence, word: Token) -> bool:
    if word.lemma.lower() == "continue":  # "as the rain continues"
        return False
    marked = any(t.lemma.lower() == "as" for t in sentence.children(word, "mark"))
    return word.dep == "advcl" and marked and not sentence.children(word, "obj", "xcomp")


def _corrected(sentence: Sentence, host: Token, word: Token) -> bool:
    """Return whether the clause says the contrary: "not from the north, as the king had said, but from the south"."""
    no = any(t.text.lower() in ("not", "n't", "n’t") for t in sentence.children(host, "advmod"))
    behind = sentence.tokens[word.index + 1 : word.index + 3]
    return no and [t.text.lower() for t in behind] == [",", "but"]


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
