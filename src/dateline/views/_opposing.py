"""Claims that oppose each other: by their words, by what they deny, or by what they make of a matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from dateline.codebook.files import find, read_csv
from dateline.model.conflict import Conflict
from dateline.resolvers import stem, telling
from dateline.views._actors import names_of_states, states
from dateline.views._claims import Claim, Claims, conflict, days_apart, one_subject
from dateline.views._contrary import LIGHT, VAGUE
from dateline.views._denials import NAME, NOT_BUT

NEAR = 700  # characters between two claims of one article on one matter
FAR = 3000  # and between what two of its sources make of it
ADJACENT = 350  # where the two sides of a quarrel follow each other
REACH, REACH_FAR = 5, 3  # words between an opposite and what it is said of
SOON = 3  # days between two articles on one state of affairs
OPEN = frozenset(
    (
        "could",
        "may",
        "might",
        "if",
        "unless",
        "consider",
        "should",
        "calls",
        "call",
        "allow",
        "thought",
        "hoped",
        "whether",
        "hope",
        "hopes",
        "need",
        "needs",
        "must",
        "clear",
    )
)  # not said to be so
WISHED = OPEN | {"must", "would", "can", "whether", "urged", "hope", "hopes", "want", "wants", "wanted"}
LATER = 30  # and between a rumour and its end
TWO = 2
STEM = 4  # letters that a land and its people share
ALIKE = 4  # telling words that accounts of two speakers in two articles share
SAME = 0.6  # or their share of the shorter account
SCOPE = 3  # words that a negation turns round
PREPOSITIONS = frozenset(("against", "for", "of", "with", "on", "in", "at", "by", "from", "to"))
ARTICLES = frozenset(("a", "an", "the"))
HEADS = frozenset(("criminal", "criminals", "crime", "crimes", "abuse", "abuses", "fraud"))  # of compounds
DISOWNED = frozenset(
    ("contrary", "allegation", "allegations", "accusation", "accusations", "denied", "rejected")
)
YEAR = 4  # digits
COUNTS = frozenset(
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "hundred")
)
FOREGOING_CLOSE = 20  # words around one, in which stands what is said of it
SEEN = frozenset(
    ("found", "seen", "discovered", "heard", "observed", "recorded", "reported", "left", "there")
)
STARTS = 20  # characters before "those reports are false", if they do not say which
FOREGOING = 25  # words before one in which it is called what others say
ABOUT = 5  # words between a judgement and what it is of
TIES = frozenset(
    ("relation", "relations")
)  # ties of two sides are a matter of their own; "-ship" is taken off
_TIES = re.compile(r"\b(?:relation(?:ship)?s?|ties)\b", re.I)
BESIDE = 40  # characters
CLAUSE = 6  # words of a clause before one of its words
_VERBS = ("did", "was", "is", "do", "does", "were", "are", "has", "had", "have", "would", "wo", "ca", "could", "should")  # fmt: skip
NEGATIONS = frozenset(("no", "not", "never", "without", "hardly", "cannot", "n't", "n’t")).union(
    f"{verb}n{mark}t" for verb in _VERBS for mark in "'’"
)
_NO = re.compile(
    r"\bthere (?:is|are|was|were|has been|have been|had been) no (?P<there>(?:\w+ ){0,2}?\w+)(?= (?:in|at|on|of|or|and|to|for|from|with|that|inside|outside|between|among|against|about|over|within|behind)\b|[.,;\"”]|\s*$)"
    r"|\bno (?P<found>(?:\w+ )?\w+) (?:is|are|was|were|has|have|had) (?:been )?(?P<done>\w+)",
    re.I,
)
_DID_NOT = re.compile(
    r"\b(?:did|was|were|had|has|have|is|are)(?: not|n['’]t| n['’]t) (?:been )?"
    r"(?!think|know|understand|want|believe|expect|going|able|wish|plan)(?P<what>[\w-]+)",
    re.I,
)
NOTHING = frozenset(("nothing", "neither", "nobody", "none"))  # turn round all that follows
ALLEGED = re.compile(
    r"\b(?:allegation|accusation|claim|charge|report|rumou?r|account|story|narrative)s?\b", re.I
)
_VERDICT = re.compile(
    r"\b(?:those|these|the|that|this|such) (?:reports?|rumou?rs?|claims?|allegations?|accounts?|story|stories)\b[^.;]{0,20}"
    r"\b(?:proved|proven|turned out|were|was|are|is)\b[^.;]{0,12}\b(?:false|untrue|wrong|unfounded|baseless|debunked)\b",
    re.I,
)


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
def _judging() -> dict[str, int]:
    """Return the words that call a matter good (1) or bad (-1); to call it false is bad."""
    signs = {"good": 1, "bad": -1, "false": -1}
    rows = (row for path in find("resolution/assessments.csv") for row in read_csv(path))
    return {word: signs[row.cells["kind"]] for row in rows for word in row.items("words")}


@cache
def _false() -> frozenset[str]:
    rows = (row for path in find("resolution/assessments.csv") for row in read_csv(path))
    return frozenset(word for row in rows if row.cells["kind"] == "false" for word in row.items("words"))


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
        for one in _around(left, word, reach):
            for other in _around(right, word, reach):
                rows = {(n, "right" if s == "left" else "left") for n, s in _opposites().get(one, ())}
                both = {one, other} <= {*left.tokens} or {one, other} <= {
                    *right.tokens
                }  # "success or failure"
                if (
                    not both
                    and rows & _opposites().get(other, frozenset())
                    and word not in telling(f"{one} {other}")
                ):
                    return f"“{one}” and “{other}” of one thing"
    return None


def _counted(claim: Claim) -> frozenset[str]:
    """Return the numbers of a claim that count something, and are no years."""
    return frozenset(t for t in claim.tokens if (t.isdigit() and len(t) != YEAR) or t in COUNTS)


def _around(claim: Claim, word: str, reach: int) -> list[str]:
    """Return the words with an opposite that stand near a word, unless they are negated."""
    places = [i for i, t in enumerate(claim.tokens) if word in telling(t)]
    return [
        t
        for i, t in enumerate(claim.tokens)
        if t in _opposites()
        and any(
            0 < abs(i - place) <= reach and "if" not in claim.tokens[min(i, place) : max(i, place)]
            for place in places
        )
        and not NEGATIONS & set(claim.tokens[max(0, i - SCOPE) : i])
        and not OPEN & set(claim.tokens[max(0, i - CLAUSE) : i])
        and not DISOWNED & set(claim.tokens[max(0, i - FOREGOING) : i])
    ]


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


def assessed(claims: Claims) -> Iterator[Conflict]:
    """Yield what two sources make of one matter, where one calls it good and the other bad."""
    for left, right in claims.near(FAR):
        said = left.statement is not None and right.statement is not None and left.asserts and right.asserts
        voices = [c.statement.speaker for c in (left, right) if c.statement]
        if (
            not said
            or None in voices
            or judgement(left) * judgement(right) >= 0
            or _supposes(left)
            or _supposes(right)
        ):
            continue
        near = right.span.start - left.span.end <= ADJACENT
        quarrel = (
            near
            and None not in (left.country, right.country)
            and left.country != right.country
            and (_mentions(left, right.country) or _mentions(right, left.country))
        )
        own = (left.words & right.words) - left.names - right.names
        both = min(abs(judgement(left)), abs(judgement(right))) >= TWO and _judged(left) & _judged(right)
        if quarrel or both or (_same_object(left, right) and (near or len(own) >= TWO)):
            yield conflict("assessment", (left, right), f"opposing assessments{_of(left, right)}")
    for left in claims.all():
        if left.statement is None or not judgement(left) or not left.asserts:
            continue
        for right in claims.elsewhere(left, sorted(left.words)):
            if (
                right.asserts
                and not (_supposes(left) or _supposes(right))
                and judgement(left) * judgement(right) < 0
                and _one_matter(left, right)
                and one_subject(left.document, right.document)
                and days_apart(left, right) <= LATER
            ):
                yield conflict("assessment", (left, right), f"opposing assessments{_of(left, right)}")


def _judged(claim: Claim) -> frozenset[str]:
    """Return the names before a judging word, of whom or of whose deeds it can be said."""
    last = max((at for at, _ in _weights(claim.tokens)), default=0)
    return claim.names & telling(" ".join(claim.tokens[:last]))


def _supposes(claim: Claim) -> bool:
    """Return whether a claim only asks, or says what would be."""
    return "?" in claim.text or bool({"if", "unless", "whether"} & set(claim.tokens))


def _tied(claim: Claim) -> frozenset[str]:
    """Return the countries named close to a word for their ties: "the DPRK-U.S. relations"."""
    near = (claim.text[max(0, m.start() - BESIDE) : m.end() + BESIDE] for m in _TIES.finditer(claim.text))
    return frozenset().union(*(_states_in(part.replace("-", " ").replace("–", " ")) for part in near))


def _of(left: Claim, right: Claim) -> str:
    """Return of what two claims are: of the ties between two countries, or of the thing that both judge.

    Example: `` of North Korea–United States relations``, `` of the talks``.
    """
    both = _objects(left) & _objects(right)
    if (TIES & left.words and TIES & right.words) or not both:
        told = [_states_in(c.text) | ({c.country} if c.country else set()) for c in (left, right)]
        for lands in (_tied(left) | _tied(right), told[0] | told[1], told[0] & told[1]):
            names = [names_of_states()[land] for land in sorted(lands) if land in names_of_states()]
            if len(names) == TWO:
                return f" of {'–'.join(names)} relations"
        return ""
    found = {t for c in (left, right) for t in c.tokens if telling(t) and telling(t) <= both}
    return f" of the {min(found, key=lambda t: (-len(t), t))}" if found else ""


@lru_cache(maxsize=50_000)
def _weights(tokens: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return place and sign of each judging word; a negation before it turns it round."""
    found = []
    for i, token in enumerate(tokens):
        if token == "lies" and set(tokens[i + 1 : i + 2]) & PREPOSITIONS:
            continue  # "it lies with the owner"
        sign = _judging().get(token.removesuffix("'s").removesuffix("’s"), 0)
        if sign:
            before = tokens[max(0, i - SCOPE) : i]
            held = set(before[-2:]) & PREPOSITIONS  # "not move against peaceful crowds" calls them peaceful
            turned = (bool(NEGATIONS & set(before)) and not held) or bool(NOTHING & set(tokens[:i]))
            found.append((i, -sign if turned else sign))
    return tuple(found)


def judgement(claim: Claim) -> int:
    """Return what a claim makes of its matter: above 0 good, below 0 bad, 0 nothing or both."""
    signs = {sign for _, sign in _weights(claim.tokens)}
    return sum(sign for _, sign in _weights(claim.tokens)) if len(signs) == 1 else 0


def _mentions(claim: Claim, country: str | None) -> bool:
    """Return whether a claim names a country."""
    return country is not None and country in _states_in(claim.text)


@lru_cache(maxsize=20_000)
def _states_in(text: str) -> frozenset[str]:
    lower = text.casefold()
    return frozenset(
        code for name, code in states().items() if len(name) >= SCOPE and f" {name}" in f" {lower}"
    )


def _one_matter(left: Claim, right: Claim) -> bool:
    """Return whether two claims of two articles share more than the word that they judge."""
    shared = left.words & right.words
    if TIES & shared & (_objects(left) | _objects(right)):
        return True
    return _same_object(left, right) and len(shared) > TWO and len(shared - left.names - right.names) >= TWO


def _same_object(left: Claim, right: Claim) -> bool:
    """Return whether both judge one thing, named by one noun near the judging word."""
    return bool(_objects(left) & _objects(right))


def _objects(claim: Claim) -> frozenset[str]:
    found: set[str] = set()
    for at, _ in _weights(claim.tokens):
        compound = claim.tokens[at] in HEADS and not ARTICLES & set(claim.tokens[max(0, at - 1) : at])
        first = at if compound else max(0, at - 2)  # in "war criminals" no war is judged
        near = claim.tokens[first : at + ABOUT]
        found |= {w.removesuffix("ship") for w in telling(" ".join(t for t in near if t not in _judging()))}
    return frozenset(found) - claim.names


def debunked(claims: Claims) -> Iterator[Conflict]:
    """Yield accounts that another calls false: "those reports proved to be false", "the allegation has been debunked"."""
    for claim in claims.all():
        if _VERDICT.search(claim.text):
            yield from _ended(claims, claim)
        elif claim.statement is not None and ALLEGED.search(claim.text) and _false() & set(claim.tokens):
            for other in _accusers(claims.by_document[claim.document.id], claim):
                yield conflict("assessment", (other, claim), "one calls false what the other alleges")


def _ended(claims: Claims, verdict: Claim) -> Iterator[Conflict]:
    """Yield the accounts of other articles, and of the same, that a verdict on "those reports" means."""
    told = claims.before(verdict)
    found = _VERDICT.search(verdict.text)
    if told is None or (found and found.start() > STARTS):
        return  # what it means stands in the words of its own speaker
    matter = telling(told.whole)
    likely = [
        c
        for c in claims.elsewhere(verdict, sorted(matter))
        if _much(c.words, matter) and days_apart(c, verdict) <= LATER and c.statement is not None
    ]
    if likely:
        best = max(likely, key=lambda c: (len(c.words & matter), -len(c.words), c.span.start))
        yield conflict("status", (best, verdict), "one calls false what the other reports")
    if told.source != verdict.source:
        yield conflict("status", (told, verdict), "one calls false what the other reports")


def _much(left: frozenset[str], right: frozenset[str]) -> bool:
    """Return whether two accounts share two telling words, and half of those of the shorter."""
    shared = len(left & right)
    return shared >= TWO and TWO * shared >= min(len(left), len(right))


def _accusers(found: Iterable[Claim], verdict: Claim) -> Iterator[Claim]:
    """Yield the nearest claims before and behind a verdict in which others call something bad."""
    others = [
        c
        for c in found
        if c.statement is not None
        and c.source != verdict.source
        and judgement(c) < 0
        and not _false() & set(c.tokens)
        and not _judged_alike(verdict, c)
        and _meant(verdict, c)
    ]
    before = [c for c in others if c.span.end <= verdict.span.start]
    behind = [c for c in others if c.span.start >= verdict.span.end]
    yield from before[-1:]
    yield from behind[:1]


def _judged_alike(left: Claim, right: Claim) -> bool:
    """Return whether one word of blame stands in both: two voices of one side."""
    words = [{c.tokens[i] for i, sign in _weights(c.tokens) if sign < 0} for c in (left, right)]
    return bool(words[0] & words[1])


def _meant(verdict: Claim, accusation: Claim) -> bool:
    """Return whether a verdict names the accuser, or a word of what he says that is no name."""
    who = accusation.statement.speaker.name if accusation.statement and accusation.statement.speaker else ""
    own = (verdict.words & accusation.words) - verdict.names - accusation.names - _false()
    return bool(telling(who) & telling(verdict.whole)) or len(own) >= TWO


def renamed(claims: Claims) -> Iterator[Conflict]:
    """Yield what one article says and a sentence of another corrects by name: "not from Oslo but from Bergen"."""
    for claim in claims.all():
        match = NOT_BUT.search(claim.text) if claim.statement is None else None
        wrong = telling(" ".join(NAME.findall(match["wrong"]))) if match else frozenset()
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
