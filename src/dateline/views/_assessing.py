"""What sources make of one matter: one calls it good and the other bad, or calls false what another reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import takewhile

from dateline.codebook.files import find, read_csv
from dateline.model.conflict import Conflict
from dateline.resolvers import telling
from dateline.views._actors import names_of_states, states
from dateline.views._claims import Claim, Claims, conflict, days_apart, one_subject
from dateline.views._opposing import ADJACENT, LATER, NEGATIONS, NOTHING, SCOPE, TWO
from dateline.views._phrasing import pattern, words

FAR = 3000  # and between what two of its sources make of it
PREPOSITIONS = words("prepositions")
ARTICLES = words("articles")
HEADS = words("compound_heads")
STARTS = 20  # characters before "those reports are false", if they do not say which
ABOUT = 5  # words between a judgement and what it is of
TIES = words("ties")
_TIES = pattern("ties")
BESIDE = 40  # characters
ALLEGED = pattern("alleged")
_VERDICT = pattern("verdict")


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
        near = _judged_noun(claim.tokens[at + 1 :]) or claim.tokens[first : at + ABOUT]
        found |= {w.removesuffix("ship") for w in telling(" ".join(t for t in near if t not in _judging()))}
    return frozenset(found) - claim.names


def _judged_noun(behind: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words right behind a judging word, if it stands before a noun: in "legitimate outrage" outrage is judged."""
    run = tuple(takewhile(lambda t: bool(telling(t)) and t not in _judging(), behind[:TWO]))
    return run


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
    return bool(telling(who) & _called(verdict)) or len(own) >= TWO


def _called(verdict: Claim) -> frozenset[str]:
    """Return the telling words near what a verdict calls false: "the charges of the union are baseless"."""
    text = verdict.whole
    near = [text[max(0, m.start() - BESIDE) : m.end() + BESIDE] for m in ALLEGED.finditer(text)]
    return frozenset().union(*(telling(part) for part in near if _false() & set(part.lower().split())))
