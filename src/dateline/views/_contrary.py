"""Claims of two sources of which one says that what the other says is not so, did not happen, or was done by the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateline.model.conflict import Conflict
from dateline.resolvers import named, stem, telling
from dateline.views import _scope
from dateline.views._claims import (
    Claim,
    Claims,
    another_time,
    common_names,
    conflict,
    days_apart,
    one_subject,
    set_apart,
)
from dateline.views._denials import NOT_BUT
from dateline.views._ledger_rules import called, past_forms
from dateline.views._phrasing import pattern, words

NEAR = 700  # characters between two claims of one article on one matter
CLOSE = 350  # where one answers the other
SOON = 3  # days between two articles on one state of affairs
LATER = 7  # and where one says that what the other told before had not been done
FEW, MOST = 2, 0.6  # telling words that both have, and their share of the shorter, where few are shared
MORE, HALF = 3, 0.45  # and where more are
ANSWERED = 2  # accounts of other articles that are shown against one denial
BARE = 2  # telling words of an answer so short that it can only mean what was said before
NAMES = 1  # names that two articles on one matter have among their foremost
STEM = 4  # letters of the name of a land
CLAUSE = 5  # words before one in which a wish or a negation makes it unsure
LIGHT = frozenset(map(stem, words("light")))
VAGUE = words("vague")
UNSURE = words("unsure")
DISOWNED = words("disowned")
OWNED = words("owned")
BEING = words("being")
PREPOSITIONS = words("prepositions")
WINDOW = 10  # words around one that is denied, in which stands what it is said of
LEADING = 3  # words of a claim in which stands who acts
_VERB_NOT = pattern("verb_not")
_NO_NOUN = pattern("no_noun")
_CLEARED = pattern("cleared")
_BLAMED = pattern("blamed")
_WON = pattern("won")
_OWN = pattern("own")


def contrary(claims: Claims) -> Iterator[Conflict]:
    """Yield claims of two sources that cannot both hold, as their words and negations show."""
    for left, right in claims.near(NEAR):
        if _told(left) and _told(right) and (why := _why(left, right, near=True)):
            yield conflict("content", (left, right), why)
    found: dict[int, list[tuple[float, str, Conflict]]] = defaultdict(list)
    for left, right in _abroad(claims):
        if why := _why(left, right, near=False):
            made = conflict("content", (left, right), why)
            no = left if _denied(left.text) else right
            found[id(no)].append((len(left.words & right.words), made.id, made))
    for pairs in found.values():  # one denial does not mean everybody who spoke of the matter
        yield from (made for _, _, made in sorted(pairs, key=lambda p: (-p[0], p[1]))[:ANSWERED])


def _abroad(claims: Claims) -> Iterator[tuple[Claim, Claim]]:
    """Yield what two speakers say in two articles of about one day on one matter."""
    for left in claims.all():
        if _told(left) and left.words:
            for right in claims.elsewhere(left, sorted(left.words)):
                if left.document.id < right.document.id and _told(right) and _one_time(left, right):
                    yield left, right


def _why(left: Claim, right: Claim, *, near: bool) -> str | None:
    """Return why two claims of two sources cannot both hold, None if they can."""
    if left.voiced_by(right) or left.source == right.source:
        return None
    if not near and all(_OWN.match(c.text.lstrip("\"“‘' ")) for c in (left, right)):
        return None  # each may speak of himself
    for no, yes in ((left, right), (right, left)):
        if not near and days_apart(left, right) > SOON and not _after(no, yes):
            continue  # what had not been done by then
        word = _negated(no, yes, near=near)
        if word and not another_time(no, yes) and (near or not set_apart(no, yes)):
            return f"“not {word}” in one of them only"
        if _cleared(no, yes):
            return "one blames whom the other clears"
    if _turned_about(left, right) and (near or _told_well(left, right, 1)):
        return "each says that the other did it"
    return "both are said to have won" if near and _both_won(left, right) else None


def _told(claim: Claim) -> bool:
    """Return whether somebody asserts a claim."""
    return claim.statement is not None and claim.asserts and "?" not in claim.text


def _one_time(left: Claim, right: Claim) -> bool:
    if None in (left.document.published, right.document.published) or days_apart(left, right) > LATER:
        return False
    return one_subject(left.document, right.document) or common_names(left.document, right.document) >= NAMES


def _after(left: Claim, right: Claim) -> bool:
    """Return whether one claim was published on a later day than another."""
    a, b = left.document.published, right.document.published
    return a is not None and b is not None and a.start > b.end


def _words(claim: Claim, *, near: bool) -> frozenset[str]:
    """Return the telling words of a claim, of "fire" and "fired" one; in one article with those for its speaker."""
    return frozenset(word.removesuffix("e") for word in (claim.words | claim.voice if near else claim.words))


def _told_well(left: Claim, right: Claim, least: int, *, near: bool = False) -> bool:
    """Return whether two claims share enough telling words to be of one matter, so many of them no names."""
    shared = _words(left, near=near) & _words(right, near=near)
    share = len(shared) / max(1, min(len(left.words), len(right.words)))
    own = shared - left.names - right.names
    return len(own) >= least and (
        (len(shared) >= FEW and share >= MOST) or (len(shared) >= MORE and share >= HALF)
    )


def _negated(no: Claim, yes: Claim, *, near: bool) -> str | None:
    """Return the word that one claim denies and the other has, None if there is none."""
    heads = _denied(no.text)
    if not heads or _stems(heads) & _stems(_denied(yes.text)) or _of_others(no, yes):
        return None
    heads = frozenset(
        h for h in heads if sum(stem(t) == stem(h) for t in no.tokens) == 1
    )  # it does not say so as well
    close = abs(yes.span.start - no.span.end) <= CLOSE
    answer = (
        near
        and close
        and 0 < len(no.words) <= BARE
        and no.words <= yes.words
        and yes.span.start < no.span.start
    )
    if not answer and not _told_well(no, yes, 1, near=near):
        return None
    besides = (_words(no, near=near) & _words(yes, near=near)) - (
        frozenset() if near else no.names | yes.names
    )
    meant = (head for head in sorted(heads) if answer or besides - telling(head) - {stem(head)})
    return next((head for head in meant if _has(yes, head, no, near=near)), None)


def _stems(words_: Iterable[str]) -> frozenset[str]:
    return frozenset(map(stem, words_))


@lru_cache(maxsize=50_000)
def _denied(text: str) -> frozenset[str]:
    """Return the words that a text denies: verbs behind "did not", nouns behind "no"."""
    if NOT_BUT.search(text):
        return frozenset()  # a correction by name
    found = {next(filter(None, m.groups()), None) for m in _VERB_NOT.finditer(text)}
    for match in _NO_NOUN.finditer(text):
        told = match.groupdict()
        if match["done"]:  # "no shot was fired" denies that one was fired, not that there are shots
            told = {"done": match["done"]}
        groups = (group.split() for group in told.values() if group)
        found |= {next((w for w in reversed(group) if telling(w)), "") for group in groups}
    lower = frozenset(word.lower() for word in found if word and telling(word))
    return frozenset() if lower & VAGUE else lower


def _of_others(no: Claim, yes: Claim) -> bool:
    """Return whether one claim denies of some people ("no soldier was killed") what the other tells of others."""
    whose = {word for m in _NO_NOUN.finditer(no.text) for word in (m["of"] or "").lower().split()[-1:]}
    groups = {_scope.population(word) for word in whose} - {None, "all"}
    return bool(groups) and not groups & {_scope.population(token) for token in yes.tokens}


def _has(claim: Claim, head: str, no: Claim, *, near: bool) -> bool:
    """Return whether a claim says what the other denies, without a negation or a wish of its own.

    In another article it says it with the same word, and of the same thing: another telling word stands near both.
    """
    meant, acts = stem(head), named(stem(head)) if near else frozenset()
    light = meant in LIGHT
    shared = claim.words & no.words
    if light and not _object(no, head) <= claim.words:
        return False
    for at, token in enumerate(claim.tokens):
        fits = (
            meant in _forms(token)
            or (acts and _tells(token) and named(stem(token)) & acts)
            or (light and telling(token) & shared)
        )
        before = claim.tokens[max(0, at - CLAUSE) : at]
        sure = not UNSURE & set(before) and not DISOWNED & set(claim.tokens[:at])
        noun = (
            token in OWNED
            or _another_tense(token, head)
            or (not near and token.endswith("ing") and not BEING & set(before[-LEADING:]))
        ) or (token.endswith("ing") and bool(set(before[-1:]) & PREPOSITIONS))
        if fits and sure and not noun and "to" not in before[-1:] and (near or _said_of(claim, no, at, head)):
            return not light or (len(shared) >= MORE and not UNSURE & set(claim.tokens))
    return False


def _another_tense(token: str, head: str) -> bool:
    """Return whether a denial is of a moment ("is not leaking") and a word tells what was done ("leaked")."""
    return head.endswith("ing") and (token.endswith("ed") or token in past_forms())


@lru_cache(maxsize=50_000)
def _forms(word: str) -> frozenset[str]:
    """Return a word without ending, and the verb of which it can be the past: "died" is of "die", "took" of "take"."""
    return frozenset(map(stem, (word, past_forms().get(word, word), word.removesuffix("d"))))


def _tells(word: str) -> bool:
    """Return whether a word has the form of a verb that tells what was done."""
    return word.endswith(("ed", "ing")) or word in past_forms()


def _object(claim: Claim, head: str) -> frozenset[str]:
    """Return the telling words right behind a verb that tells little: "did not use rubber bullets"."""
    at = next((i for i, token in enumerate(claim.tokens) if token == head), len(claim.tokens))
    return telling(" ".join(claim.tokens[at + 1 : at + 1 + LEADING])) or frozenset(("",))


def _said_of(claim: Claim, no: Claim, at: int, head: str) -> bool:
    """Return whether near a word of one claim, and near the same word of another, stands one more telling word of both."""
    places = [i for i, token in enumerate(no.tokens) if stem(token) == stem(head)]
    around = (no.tokens[max(0, i - WINDOW) : i + WINDOW + 1] for i in places)
    theirs = frozenset().union(*(telling(" ".join(tokens)) for tokens in around))
    ours = telling(" ".join(claim.tokens[max(0, at - WINDOW) : at + WINDOW + 1]))
    return bool((ours & theirs) - telling(head) - telling(claim.tokens[at]))


def _cleared(no: Claim, yes: Claim) -> bool:
    """Return whether one claim clears of an act somebody whom the other holds to be behind it."""
    if not (_CLEARED.search(no.text) and _BLAMED.search(yes.text)) or _CLEARED.search(yes.text):
        return False
    shared = no.words & yes.words
    who = _lands(no.text) | _speaks_for(no)
    return bool(shared - no.names - yes.names) and bool(who & _lands(yes.text) or no.names & yes.names)


def _turned_about(left: Claim, right: Claim) -> bool:
    """Return whether each of two sides lays one act to the other: "Indian soldiers crossed" / "Chinese troops crossed"."""
    ours, theirs = _speaks_for(left), _speaks_for(right)
    if not ours or not theirs or ours & theirs:
        return False
    doer, other = (_first_land(" ".join(c.text.split()[:LEADING])) for c in (left, right))
    if doer not in theirs or other not in ours:
        return False
    same = {w for w in left.words & right.words if w not in left.names | right.names and not _land(w)}
    return len(same) >= FEW and not UNSURE & (set(left.tokens) | set(right.tokens))


def _both_won(left: Claim, right: Claim) -> bool:
    """Return whether two rivals claim one victory, each for himself or his own."""
    if not (_WON.search(left.text) and _WON.search(right.text)) or right.span.start - left.span.end > CLOSE:
        return False
    if (UNSURE & set(left.tokens)) or (UNSURE & set(right.tokens)):
        return False
    winners = [_winner(c) for c in (left, right)]
    return all(winners) and winners[0] != winners[1]


def _winner(claim: Claim) -> frozenset[str]:
    """Return telling words for who won, as a claim has it."""
    found = _WON.search(claim.text)
    before = claim.text[: found.start()] if found else ""
    names = telling(" ".join(re.findall(r"\b[A-Z][\w’'-]+", before)))
    said = claim.statement
    if (
        not names
        and said is not None
        and said.speaker is not None
        and (_OWN.search(before) or not before.strip())
    ):
        return telling(said.speaker.name)
    return names


def _speaks_for(claim: Claim) -> frozenset[str]:
    """Return the country for which a speaker speaks."""
    return frozenset((claim.country,)) if claim.country else frozenset()


def _lands(text: str) -> frozenset[str]:
    return frozenset(code for word in re.findall(r"\b[A-Z][\w-]+", text) if (code := _land(word)))


def _first_land(text: str) -> str | None:
    return next((code for word in re.findall(r"\b[A-Z][\w-]+", text) if (code := _land(word))), None)


def _land(word: str) -> str | None:
    return called().get(word.casefold()) if len(word) >= STEM else None
