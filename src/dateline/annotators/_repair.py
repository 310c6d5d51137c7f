"""Repairs of what the parser is known to get wrong in news text.

Each repair is a general one, about a construction and not a word; the model card lists the mistakes behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.annotators._encoder import Parse

LONGEST_SYLLABLE = 6  # of the second half of a hyphenated given name: "Jae-in", "Kyung-wha", "Son-gwon"
APART = (",", "(", ")", ";", ":", "—", "–")
PLURAL = ("NNS", "NNPS")
QUOTES = ('"', "“", "``", "'", "‘")
FINITE = ("VBD", "VBZ", "VBP")
NOMINAL = ("NOUN", "PROPN", "PRON")


def repair(words: Sequence[str], glued: Sequence[bool], parse: Parse) -> Parse:
    """Return the analysis of a sentence with its known mistakes mended.

    Args:
        words: the words.
        glued: whether each word stands right after the one before, without a space.
        parse: the analysis.
    """
    parse = _hyphenated_names(words, glued, parse)
    heads, deps = list(parse.heads), list(parse.deps)
    _coordinated_titles(words, heads, deps)
    _titles_of_the_last(parse, heads, deps)
    _bare_objects(parse.upos, heads, deps)
    _names_beside_kin(parse, heads, deps)
    _early_subjects(heads, deps)
    _late_subjects(words, parse, heads, deps)
    _appositions_of_the_last(words, parse.xpos, heads, deps)
    _verbs_after_a_saying(words, parse, heads, deps)
    _clauses_behind_a_semicolon(words, heads, deps)
    return replace(parse, heads=heads, deps=deps)


def _hyphenated_names(words: Sequence[str], glued: Sequence[bool], parse: Parse) -> Parse:
    """Make "Moon Jae-in" one name: the half after the hyphen belongs to the half before it."""
    hits = [
        i
        for i in range(1, len(words) - 1)
        if words[i] == "-" and glued[i] and glued[i + 1] and _name_half(words, parse, i)
    ]
    if not hits:
        return parse
    upos, xpos, heads, deps = list(parse.upos), list(parse.xpos), list(parse.heads), list(parse.deps)
    lemmas, entities = list(parse.lemmas), list(parse.entities)
    for i in hits:
        before, after = i - 1, i + 1
        if before in _above(heads, after) or heads[after] != -1:
            top = heads[before] if deps[before] == "flat" else before
            if after not in _above(heads, top):
                heads[after], deps[after] = top, "flat"
                heads[i], deps[i] = top, "punct"
                upos[after], xpos[after], lemmas[after] = "PROPN", "NNP", words[after]
        entities = [
            (a, after + 1, label) if a <= before < b <= after else (a, b, label) for a, b, label in entities
        ]
    return replace(parse, upos=upos, xpos=xpos, heads=heads, deps=deps, lemmas=lemmas, entities=entities)


def _name_half(words: Sequence[str], parse: Parse, i: int) -> bool:
    person = any(a <= i - 1 < b and label == "PER" for a, b, label in parse.entities)
    return (
        person
        and words[i - 1][:1].isupper()
        and words[i + 1].islower()
        and len(words[i + 1]) <= LONGEST_SYLLABLE
    )


def _above(heads: Sequence[int], token: int) -> list[int]:
    """Return the tokens above one, nearest first."""
    found: list[int] = []
    while token >= 0 and len(found) <= len(heads):
        token = heads[token]
        found.append(token)
    return found


def _coordinated_titles(words: Sequence[str], heads: list[int], deps: list[str]) -> None:
    """Hang what is coordinated with "leader Kim" on "leader" where the parser made the name an apposition of its title."""
    for i, dep in enumerate(deps):
        name = heads[i]
        if dep != "conj" or name < 0 or deps[name] != "appos" or heads[name] >= name:
            continue
        if not any(w in APART for w in words[heads[name] + 1 : name]):
            heads[i] = heads[name]


def _titles_of_the_last(parse: Parse, heads: list[int], deps: list[str]) -> None:
    """Hang a title on its name where the parser has both beside each other: "Ana Lau and leader Ost met", "with leader Ost"."""
    starts = {a for a, _, label in parse.entities if label == "PER"}
    marked = {heads[i] for i, dep in enumerate(deps) if dep == "case"}
    for name in sorted(starts - marked - {0}):
        title = name - 1
        both = deps[title] == deps[name] in ("conj", "nmod", "obl") and heads[title] == heads[name] >= 0
        if both and parse.upos[title] == "NOUN" and parse.xpos[title] not in PLURAL:
            heads[title], deps[title] = name, "compound"
            for i, dep in enumerate(deps):
                if heads[i] == title and dep in ("cc", "case"):
                    heads[i] = name


def _names_beside_kin(parse: Parse, heads: list[int], deps: list[str]) -> None:
    """Hang a person's name that the parser has beside another person's on the noun above both: "the son of Lau, Ben"."""
    people = {i: a for a, b, label in parse.entities if label == "PER" for i in range(a, b)}
    for i, dep in enumerate(deps):
        name = heads[i]
        if dep != "appos" or i not in people or people.get(name, people[i]) == people[i] or name > i:
            continue
        top = name
        while deps[top] in ("nmod", "appos", "flat", "compound") and heads[top] < top:
            top = heads[top]
        if top != name and parse.upos[top] == "NOUN" and deps[top] not in ("nmod", "conj"):
            heads[i] = top


def _appositions_of_the_last(
    words: Sequence[str], xpos: Sequence[str], heads: list[int], deps: list[str]
) -> None:
    """Hang an apposition in the singular on the name right before its comma: "Ost, a clerk, and Ana Lau, an aide to him"."""
    for i, dep in enumerate(deps):
        name = heads[i]
        if dep != "appos" or name < 0 or name > i or xpos[i] in PLURAL:
            continue
        comma = max((k for k in range(name, i) if words[k] == ","), default=-1)
        if comma < 1 or comma - 1 <= name:
            continue
        last = comma - 1
        while last != name and deps[last] in ("flat", "compound") and heads[last] > name:
            last = heads[last]
        if deps[last] == "conj" and heads[last] == name:
            heads[i] = last


def _verbs_after_a_saying(words: Sequence[str], parse: Parse, heads: list[int], deps: list[str]) -> None:
    """Hang a verb behind ", and" on the verb of saying, not on what is said to be: "Ost said it was fair, and thanked Lau"."""
    own = {heads[i] for i, dep in enumerate(deps) if dep in ("nsubj", "nsubj:pass", "aux", "aux:pass", "cop")}
    for i, dep in enumerate(deps):
        said = heads[i]
        if dep != "conj" or i in own or deps[said] != "ccomp" or parse.upos[said] == "VERB":
            continue
        saying = heads[said]
        finite = parse.xpos[i] in FINITE and parse.upos[i] == "VERB" and parse.xpos[i] == parse.xpos[saying]
        link = next((k for k, d in enumerate(deps) if d == "cc" and heads[k] == i), 0)
        if finite and saying < said and link > 0 and words[link - 1] == ",":
            heads[i] = saying


def _clauses_behind_a_semicolon(words: Sequence[str], heads: list[int], deps: list[str]) -> None:
    """Hang a clause behind a semicolon on what was said before it: "One died, Ost said; the police had counted two"."""
    for i, dep in enumerate(deps):
        saying = heads[i]
        if dep != "ccomp" or not 0 <= saying < i or deps[saying] != "parataxis" or heads[saying] > saying:
            continue
        stops = [k for k in range(saying + 1, i) if words[k] == ";"]
        if stops and words[stops[-1] + 1] not in QUOTES:
            heads[i], deps[i] = heads[saying], "parataxis"


def _bare_objects(upos: Sequence[str], heads: list[int], deps: list[str]) -> None:
    """Call a noun after its verb an object where the parser has an oblique without a preposition."""
    marked = {heads[i] for i, dep in enumerate(deps) if dep in ("case", "mark")}
    full = {heads[i] for i, dep in enumerate(deps) if dep in ("obj", "ccomp")}
    for i, dep in enumerate(deps):
        verb = heads[i]
        bare = dep == "obl" and i not in marked and upos[i] in NOMINAL
        if bare and verb not in full and 0 <= verb < i and upos[verb] == "VERB":
            deps[i] = "obj"
            full.add(verb)


def _early_subjects(heads: list[int], deps: list[str]) -> None:
    """Give the first of two subjects to the clause between them: "A share of the fines should go there, the envoy said"."""
    subjects: dict[int, list[int]] = {}
    for i, dep in enumerate(deps):
        if dep == "nsubj":
            subjects.setdefault(heads[i], []).append(i)
    for verb, (first, *rest) in subjects.items():
        if not rest or rest[-1] > verb:
            continue
        between = range(first + 1, rest[-1])
        clause = next((i for i in between if deps[i] == "ccomp" and heads[i] == verb), None)
        if clause is not None and not _subjects(clause, heads, deps):
            heads[first] = clause
            if any(h == clause and d == "aux:pass" for h, d in zip(heads, deps, strict=True)):
                deps[first] = "nsubj:pass"


def _late_subjects(words: Sequence[str], parse: Parse, heads: list[int], deps: list[str]) -> None:
    """Give a subject behind its verb to the verb right behind it: "They land, but the navy, which left, says it is so"."""
    for i, dep in enumerate(deps):
        wrong = heads[i]
        if dep != "nsubj" or not 0 <= wrong < i:
            continue
        under = _under(i, heads)
        behind_comma = words[under[0] - 1] in APART
        if not behind_comma and not any(k < wrong for k in _subjects(wrong, heads, deps)):
            continue
        verb = under[-1] + 1
        while verb < len(words) and (words[verb] in APART or parse.upos[verb] in ("AUX", "ADV")):
            verb += 1
        if verb < len(words) and parse.xpos[verb] in FINITE and not _subjects(verb, heads, deps):
            heads[i] = verb


def _subjects(verb: int, heads: Sequence[int], deps: Sequence[str]) -> list[int]:
    return [i for i, head in enumerate(heads) if head == verb and deps[i].startswith(("nsubj", "csubj"))]


def _under(token: int, heads: Sequence[int]) -> list[int]:
    """Return a token and all that hangs on it, in order."""
    return [i for i in range(len(heads)) if i == token or token in _above(heads, i)]
