"""Claims that oppose each other by their words or by what they deny."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.codebook.files import find, read_csv
from dateline.model.conflict import Conflict
from dateline.resolvers import stem, telling
from dateline.views._claims import Claim, Claims, conflict, days_apart, set_apart
from dateline.views._contrary import LIGHT, VAGUE
from dateline.views._denials import NAME, NOT_BUT
from dateline.views._phrasing import pattern, words

NEAR = 700  # characters between two claims of one article on one matter
ADJACENT = 350  # where the two sides of a quarrel follow each other
REACH, REACH_FAR = 5, 3  # words between an opposite and what it is said of
SOON = 3  # days between two articles on one state of affairs
OPEN = words("open")
WISHED = OPEN | words("wished")
LATER = 30  # and between a rumour and its end
TWO = 2
RIGHT = 5  # words behind "but" in which stands the right name
STEM = 4  # letters that a land and its people share
ALIKE = 4  # telling words that accounts of two speakers in two articles share
SAME = 0.6  # or their share of the shorter account
SCOPE = 3  # words that a negation turns round
DISOWNED = words("disowned_nouns")
YEAR = 4  # digits
COUNTS = words("counts")
FOREGOING_CLOSE = 20  # words around one, in which stands what is said of it
SEEN = words("found")
FOREGOING = 25  # words before one in which it is called what others say
CLAUSE = 6  # words of a clause before one of its words
NEGATIONS = words("negations").union(f"{verb}n{mark}t" for verb in words("auxiliaries") for mark in "'’")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NO = pattern("there_is_no")
_DID_NOT = pattern("did_not")
NOTHING = words("nothing")
TIMES = words("times")
BEING, OF_ITSELF = words("being"), words("of_itself")


@cache
def _opposites() -> dict[str, frozenset[tuple[str, str]]]:
    """Return for each word the rows with the side on which it stands."""
    found: dict[str, set[tuple[str, str]]] = {}
    for path in find("resolution/opposites.csv"):
        for number, row in enumerate(read_csv(path)):
            for side in ("left", "right"):
                for word in row.items(side):
                    found.setdefault(word, set()).add((str(number), side))
    return {word: frozenset(rows) for word, rows in found.items()}


@cache
def _once() -> frozenset[str]:
    """Return the words of which one thing has only one on a day."""
    rows = [row for path in find("resolution/opposites.csv") for row in read_csv(path) if row.text("once")]
    return frozenset(word for row in rows for side in ("left", "right") for word in row.items(side))


def opposing(claims: Claims) -> Iterator[Conflict]:
    """Yield claims of two sources that say the opposite of one matter."""
    for left, right in claims.near(NEAR):
        if (left.statement is None and right.statement is None) or not (left.asserts and right.asserts):
            continue
        if not _comparable(left, right):
            continue
        if (words := _opposite(left, right, REACH)) or (words := _negated(left, right)):
            yield conflict("content", (left, right), f"opposite accounts ({words})")
        elif _blame_each_other(left, right):
            yield conflict("content", (left, right), "each says that the other did it")
    for left, right in _abroad(claims):
        shared, fewest = len(left.words & right.words), min(len(left.words), len(right.words))
        if left.speaker != right.speaker and shared < ALIKE and (shared < TWO or shared < SAME * fewest):
            continue
        if words := _opposite(left, right, REACH_FAR):
            yield conflict("content", (left, right), f"opposite accounts ({words})")


def outcomes(claims: Claims) -> Iterator[Conflict]:
    """Yield what two outlets of a day tell otherwise of how one thing ended: "approved the bill" / "rejected the bill"."""
    for left in claims.all():
        for right in claims.elsewhere(left, sorted(left.words)) if _ends(left) else ():
            if left.document.id < right.document.id and _ends(right) and _one_end(left, right):
                words_ = _ended_otherwise(left, right)
                if words_:
                    yield conflict("content", (left, right), f"opposite accounts ({words_})")


def _ends(claim: Claim) -> bool:
    """Return whether a claim tells how something ended, or has that for its verb: "the council rejected the plan"."""
    said = claim.statement
    cue = said is not None and said.cue.lower() in _once()
    return cue or (claim.asserts and bool(_once() & set(claim.tokens)))


def _tokens(claim: Claim) -> tuple[str, ...]:
    """Return the words of a claim, with those for speaker and verb where these are what happened."""
    return claim.tokens if claim.asserts else tuple(_WORD.findall(claim.whole.lower()))


def _one_end(left: Claim, right: Claim) -> bool:
    """Return whether two claims of two outlets of a day can be of one thing."""
    outlets = (left.document.publisher, right.document.publisher)
    printed = None not in (left.document.published, right.document.published, *outlets)
    ours, theirs = (telling(" ".join(_tokens(c))) for c in (left, right))
    shared = ours & theirs
    alike = len(shared) >= ALIKE and len(shared) >= min(len(ours), len(theirs)) / TWO
    return (
        alike
        and printed
        and outlets[0] != outlets[1]
        and days_apart(left, right) <= 1
        and len(shared - left.names - right.names) >= TWO
        and not left.voiced_by(right)
        and not set_apart(left, right)
    )


def _ended_otherwise(left: Claim, right: Claim) -> str | None:
    """Return two opposite words before and behind which both claims have a telling word in common."""
    ours, theirs = _tokens(left), _tokens(right)
    for i, one in enumerate(ours):
        rows = {(n, "right" if s == "left" else "left") for n, s in _opposites().get(one, ())}
        for j, other in enumerate(theirs) if one in _once() else ():
            if not rows & _opposites().get(other, frozenset()) or _turned(ours, i) or _turned(theirs, j):
                continue
            near = [
                (t[max(0, n - CLAUSE) : n], t[n + 1 : n + 1 + CLAUSE]) for t, n in ((ours, i), (theirs, j))
            ]
            if all(telling(" ".join(a)) & telling(" ".join(b)) for a, b in zip(*near, strict=True)):
                return f"“{one}” and “{other}” of one thing"
    return None


def _turned(tokens: tuple[str, ...], at: int) -> bool:
    """Return whether a word is negated, only possible, or what others say."""
    return bool((NEGATIONS | WISHED | DISOWNED | {"will", "to"}) & set(tokens[max(0, at - CLAUSE) : at]))


def _comparable(left: Claim, right: Claim) -> bool:
    """Return whether two neighbouring claims can be of one thing: the writer's own shares more with what a speaker says."""
    if "?" in left.text or "?" in right.text:
        return False
    shared = (left.words & right.words) - left.names - right.names
    if left.voiced_by(right):
        return False
    said = left.statement is not None and right.statement is not None
    if said and right.span.start - left.span.end <= ADJACENT:
        return True
    return len(shared) > TWO or len(shared) >= min(len(left.words), len(right.words)) / 2


def _blame_each_other(left: Claim, right: Claim) -> bool:
    """Return whether two speakers name each other as who did one thing: "the rebels shelled it" / "the army did"."""
    if None in (left.statement, right.statement) or right.span.start - left.span.end > ADJACENT:
        return False
    if any(
        c.statement and c.statement.speaker and c.statement.speaker.name.count(" ") > SCOPE
        for c in (left, right)
    ):
        return False  # no name, but a phrase that holds names
    sides = [
        _stems(c.statement.speaker.name if c.statement and c.statement.speaker else "") for c in (left, right)
    ]
    shared = {w for w in left.words & right.words if w[:STEM] not in sides[0] | sides[1]}
    named = _stems(left.text) & sides[1] and _stems(right.text) & sides[0]
    doubt = (NEGATIONS | WISHED | {"will", "us"}) & (set(left.tokens) | set(right.tokens))
    return bool(named) and not sides[0] & sides[1] and len(shared - left.names) >= TWO and not doubt


def _stems(text: str) -> set[str]:
    """Return the beginnings of telling words, by which India is found in Indian."""
    return {w[:STEM] for w in telling(text) if len(w) >= STEM}


def _abroad(claims: Claims) -> Iterator[tuple[Claim, Claim]]:
    """Yield statements of two articles of about one day that share a word, one of them near an opposite."""
    for left in claims.all():
        if left.statement is None or not left.asserts or not any(t in _opposites() for t in left.tokens):
            continue
        for right in claims.elsewhere(left, sorted(left.words)):
            same_day = days_apart(left, right) <= SOON and None not in (
                left.document.published,
                right.document.published,
            )
            if (
                right.statement is not None
                and right.asserts
                and same_day
                and left.document.id < right.document.id
            ):
                yield left, right


def _opposite(left: Claim, right: Claim, reach: int) -> str | None:
    """Return two opposite words that are said of one word that both claims have, None if there are none."""
    if _counted(left) and _counted(right) and not _counted(left) & _counted(right):
        return None  # two were found dead, seventy were found alive
    for word in sorted((left.words & right.words) - left.names - right.names):
        for one, acts in _around(left, word, reach):
            for other, does in _around(right, word, reach):
                rows = {(n, "right" if s == "left" else "left") for n, s in _opposites().get(one, ())}
                both = {one, other} <= {*left.tokens} or {one, other} <= {
                    *right.tokens
                }  # "success or failure"
                if (
                    not both
                    and acts == does
                    and rows & _opposites().get(other, frozenset())
                    and word not in telling(f"{one} {other}")
                ):
                    return f"“{one}” and “{other}” of one thing"
    return None


def _counted(claim: Claim) -> frozenset[str]:
    """Return the numbers of a claim that count something, and are no years."""
    return frozenset(t for t in claim.tokens if (t.isdigit() and len(t) != YEAR) or t in COUNTS)


def _around(claim: Claim, word: str, reach: int) -> list[tuple[str, bool]]:
    """Return the words with an opposite that stand near a word, unless they are negated, and whether it is who does that."""
    places = [i for i, t in enumerate(claim.tokens) if word in telling(t)]
    return [
        (t, all(_does(claim.tokens, place, i) for place in near))
        for i, t in enumerate(claim.tokens)
        if t in _opposites()
        and not TIMES & set(claim.tokens[i + 1 : i + 2])  # the first time and the last
        and (
            near := [
                place
                for place in places
                if 0 < abs(i - place) <= reach and "if" not in claim.tokens[min(i, place) : max(i, place)]
            ]
        )
        and not NEGATIONS & set(claim.tokens[max(0, i - SCOPE) : i])
        and not OPEN & set(claim.tokens[max(0, i - CLAUSE) : i])
        and not DISOWNED & set(claim.tokens[max(0, i - FOREGOING) : i])
    ]


def _does(tokens: tuple[str, ...], place: int, at: int) -> bool:
    """Return whether a word before a verb is who does it to others: "forces removed it", not "the ban was removed"."""
    between = set(tokens[place + 1 : at])
    return place < at and tokens[at].endswith("ed") and tokens[at] not in OF_ITSELF and not BEING & between


def _negated(left: Claim, right: Claim) -> str | None:
    """Return a word that one claim says there is not, or is not so, and the other has; None if there is none.

    They share two words, or half of those of the shorter; what is not to be, or not wished, is no account.
    """
    shared = left.words & right.words
    if len(shared) < TWO or left.statement is None or right.statement is None:
        return None
    for no, yes in ((left, right), (right, left)):
        for word, done in sorted(_absent(no).items(), key=lambda pair: pair[0]):
            if word not in shared - telling(" ".join(VAGUE)) or (
                done and stem(done) not in map(stem, yes.tokens)
            ):
                continue
            if not _in_doubt(yes, word) and (shared & _close(no, word) & _close(yes, word)) - {word}:
                return f"“no {word}” in one of them only"
        alike = len(shared) >= min(len(left.words), len(right.words)) / 2
        for word in sorted((_undone(no) & shared) - telling(" ".join(LIGHT))) if alike else ():
            if not _in_doubt(yes, word):
                return f"“not {word}” in one of them only"
    return None


def _absent(claim: Claim) -> dict[str, str | None]:
    """Return the words for what there is none of, with what was not done to it: "no militants", "no body was found"."""
    found = _NO.finditer(claim.text)
    told = ((m, m["there"] or m["found"]) for m in found)
    return {word: None if m["done"] in SEEN else m["done"] for m, words in told for word in telling(words)}


def _close(claim: Claim, word: str) -> frozenset[str]:
    """Return the telling words near a word, and it."""
    places = [i for i, token in enumerate(claim.tokens) if word in telling(token)]
    return frozenset().union(
        *(telling(" ".join(claim.tokens[max(0, i - FOREGOING_CLOSE) : i + FOREGOING_CLOSE])) for i in places)
    )


def _undone(claim: Claim) -> frozenset[str]:
    """Return the words for what is said not to have been so: "did not cross", "was not arrested"."""
    return frozenset().union(*(telling(m["what"]) for m in _DID_NOT.finditer(claim.text)))


def _in_doubt(claim: Claim, word: str) -> bool:
    """Return whether a claim has a word only with a negation, a wish or a possibility before it in its clause."""
    places = [i for i, t in enumerate(claim.tokens) if word in telling(t)]
    return not places or any(
        (NEGATIONS | NOTHING | WISHED) & set(claim.tokens[max(0, i - CLAUSE) : i]) for i in places
    )


def renamed(claims: Claims) -> Iterator[Conflict]:
    """Yield what one article says and a sentence of another corrects by name: "not from Oslo but from Bergen"."""
    for claim in claims.all():
        match = NOT_BUT.search(claim.text) if claim.statement is None else None
        named = (
            match is not None and NAME.search(" ".join(claim.text[match.end() :].split()[:RIGHT])) is not None
        )
        wrong = telling(" ".join(NAME.findall(match["wrong"]))) if match and named else frozenset()
        topic = claim.words - wrong
        found = [
            c
            for c in claims.elsewhere(claim, sorted(wrong))
            if wrong
            and wrong <= c.words
            and len((c.words & topic) - c.names) >= TWO
            and days_apart(c, claim) <= LATER
            and not NOT_BUT.search(c.text)
        ]
        if found:
            best = max(found, key=lambda c: (len(c.words & topic), c.document.id, -c.span.start))
            yield conflict("content", (best, claim), "one corrects the other")
