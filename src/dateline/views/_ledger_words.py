"""What a commitment undertakes: its acts, and the words by which a later report names it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.model import Commitment
from dateline.resolvers import named, places, sameness, stem, telling
from dateline.views._ledger_rules import called, past_forms, rules

WORD = re.compile(r"[^\W\d_]+(?:[’'](?:t|s))?(?:-[^\W\d_]+)*|\d+(?:[.,]\d+)*")
_PARTS = re.compile(r",? and (?=to |not to |set |close |pull )|; |, (?=close |pull |to )")
_HEAD = re.compile(
    r"\b(?P<mark>not to|to|will|would|may|might|shall|must|can|could)(?P<no> not| no longer| never)?(?: also| soon| be| have| (?:seek|try|intend|plan|begin|start|attempt|move) to)* "
    r"(?!(?:the|an?|its|his|her|their|all|this|that|these|those|both|each) )(?P<verb>[^\W\d_]+)(?: (?P<next>[^\W\d_]+))?",
    re.I,
)
_THAT = re.compile(r"(?P<mark>)(?P<no>)(?<= )(?P<verb>[^\W\d_]+)(?=(?: (?P<next>[^\W\d_]+))?)")
_WISHED = re.compile(
    r"that (?:the )?(?:[A-Z][\w’'.-]*\s+)+(?:(?:government|authorities|army|leaders?|leadership|rebels|side|junta|military|president|company|regime)\s+)?(?P<mark>)(?P<no>not )?(?P<verb>[a-z]+)(?=(?: (?P<next>[^\W\d_]+))?)"
)
_OR = re.compile(r" or |, | and ")
_CIRCUMSTANCE = re.compile(
    r", over |,? (?:when|after|because|since|although|though|unless|if) |, (?:where|which|who|whose) | (?:who|which) (?:was|were|is|are|had|has|have) | worth (?=[\d$€£])"
)
_FROM = re.compile(
    r" from (?:the )?(?:[A-Z][\w’'-]++ )++(?=to )"
)  # where a thing is moved from, nobody tells later
_GENITIVE = re.compile(r"[’']s$")
_THEY = re.compile(r" (?P<before>[a-z]{3,}) (?:they|he|she|it|we) (?=[a-z]+)")  # "the policemen they hold"
_JOINING = frozenset({"that", "and", "but", "than", "what"})
_NUMBER = re.compile(
    r"\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|(?:\w{1,20}-)?(?:day|week|month|year|hour)s?|\d{1,4}-\w{1,20}",
    re.I,
)  # what says little without its thing
_HEAD_NOUN = re.compile(r"([^\W\d_]+)(?= (?:of|to|for|from|on|in|against|by|with)\b|\W*$)")
_GOING_ON = frozenset({"begin", "start", "continue", "keep", "resume", "finish", "complete"})
_FARTHER = re.compile(
    r" (?:of|to|for|from|on|in|into|over|after|before|within|through|with|at|by|under|near) "
)
_PARTICLES = frozenset({"back", "out", "down", "off", "up", "over"})
PARTICLE = 5  # words behind a verb in which its particle stands
ENDS = frozenset({"like", "up", "as", "in", "with"})  # "to end like them" ends nothing
ENOUGH = 0.8  # weight of the telling words, below which even all of them are few
USUAL = 0.45  # how usual two verbs must be for one act that the news has many words for
NAMING = 3  # first telling words, of which one can name an act
SMALL = 0.3  # of a number that another report may not have
FARTHER = 0.6  # of the weight of a word, for each preposition between the verb and it
LONG = 5  # letters of a verb by which its noun is known
SEVERAL = 2  # words that two texts share by more than chance
FEW = 2  # telling words that need no others to say what a pronoun means
NAME_WEIGHT = 2.0  # of a word that is written large, against a plain one


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One undertaking of those that a commitment makes.

    Attributes:
        text: its words.
        verb: what is to be done, without ending; None if it is a thing.
        acts: acts that the verb can name.
        usual: groups of words that the news uses for what the verb names, with its place in each.
        negative: whether it is not to be done, or to be ended.
        own: its telling words, without those that its pronouns stand for.
        thing: the first telling word behind the verb: most often what is to be given, opened or tested.
        terms: weight of each telling word.
    """

    text: str
    verb: str | None
    acts: frozenset[str]
    usual: Mapping[str, int]
    negative: bool
    own: frozenset[str]
    thing: str | None
    terms: dict[str, float]

    def named_by(self, words: frozenset[str]) -> bool:
        """Return whether one of some words without endings is the noun of its verb: to mediate, the mediation."""
        verb = self.verb or ""
        telling_verb = len(verb) >= LONG and verb not in rules().light | rules().lasting
        return telling_verb and any(word.startswith(verb) for word in words)


def parts(commitment: Commitment, before: str, own: frozenset[str]) -> tuple[Part, ...]:
    """Return the undertakings of a commitment; what is to be stopped is one to stop it and one not to do it.

    Args:
        commitment: which.
        before: the sentences before it, which say what its pronouns mean.
        own: words that name who makes it.
    """
    content = _FROM.sub(" ", _without_clauses(commitment.content))
    due = commitment.due.text if commitment.due else None
    if due and len(due) < len(content) / 2:
        content = content.replace(due, " ")
    texts = (text for text in _PARTS.split(content) if text.strip())
    return tuple(part for text in texts for part in _read(text, before, own))


def _without_clauses(content: str) -> str:
    """Return the words of an undertaking up to a clause that only describes its thing or its circumstances."""
    content = _CIRCUMSTANCE.split(content)[0]
    described = (m for m in _THEY.finditer(content) if m["before"] not in _JOINING)
    return next((content[: m.end("before")] for m in described), content)


def verb_stem(word: str) -> str:
    """Return a verb without its ending, as of now: that of "paid" is that of "pay"."""
    return stem(past_forms().get(word.lower(), word))


@lru_cache(maxsize=20_000)
def synonyms(word: str, after: str) -> Mapping[str, int]:
    """Return the groups of words for one act in which a verb stands, with the particle behind it if there is one."""
    base = past_forms().get(word.lower(), word.lower())
    return places([f"{base}_{after.lower()}", base])


def like(part: Part, word: str, after: str) -> bool:
    """Return whether a verb and the word behind it name what was undertaken, whatever words it was told in."""
    if verb_stem(word) == part.verb or acts(word, after) & part.acts:
        return True
    return alike(part, word, after)


def alike(part: Part, word: str, after: str) -> bool:
    """Return whether the news uses a verb, with the word behind it, for what was undertaken."""
    return bool(part.usual) and sameness(part.usual, synonyms(word, after)) >= USUAL


def acts(word: str, after: str = "") -> frozenset[str]:
    """Return the acts that a word can name, with what the rules add."""
    base = past_forms().get(word.lower())
    if base is not None and base != word.lower() and not named(stem(word)):
        return acts(base, after)
    found = named(f"{stem(word)}_{after.lower()}") or named(stem(word))
    return found | rules().acts.get(stem(word), frozenset())


@lru_cache(maxsize=50_000)
def terms(text: str) -> frozenset[str]:
    """Return the telling words of a text without endings; words for one thing are one."""
    return frozenset(_ordered(text))


def covered(part: Part, found: frozenset[str], telling_of: Callable[[str], float]) -> float:
    """Return the share of the telling words of an undertaking that a report has, 0 to 1.

    Args:
        part: the undertaking.
        found: words of the report.
        telling_of: how much a word tells, 0 to 1; those that stand everywhere tell nothing.
    """
    if part.terms.keys().isdisjoint(found):
        return 0.0  # before anything is asked of the store
    weights = {word: weight * telling_of(word) for word, weight in part.terms.items()}
    shared = sum(weight for word, weight in weights.items() if word in found)
    return shared / max(ENOUGH, sum(weights.values()))


def several(part: Part, found: frozenset[str], stems: frozenset[str]) -> bool:
    """Return whether a report has more than one word of an undertaking that has more, its verb among them, or a name.

    Args:
        part: the undertaking.
        found: telling words of the report.
        stems: all its words without endings.
    """
    shared = part.terms.keys() & found
    name = any(part.terms[word] > 1.0 and word not in called() for word in shared)  # of no country
    return len(shared) + (part.verb in stems) + name >= min(SEVERAL, len(part.terms))


def _read(text: str, before: str, own: frozenset[str]) -> Iterator[Part]:
    head = _HEAD.search(text) or _subjunctive(text)
    word = head["verb"] if head else _first(text)
    rest = text[head.end("verb") :] if head else text
    told = bool(head and (head["mark"].lower().startswith("not") or head["no"]))
    if head and word.lower() == "end" and (head["next"] or "").lower() in ENDS:
        yield _part(text, None, frozenset(), rest, before, own, negative=False)
    elif stem(word) in rules().negative:
        rest = rest if head else text.partition(word)[2]
        for thing in _OR.split(rest):
            yield _part(text, None, _any_acts(thing), thing, before, own, negative=True)
        if head:
            yield _part(text, stem(word), acts(word), rest, before, own, negative=False)
    elif told:
        for thing in _OR.split(rest):
            yield _part(text, stem(word), acts(word), thing, before, own, negative=True)
    elif head and word.lower() in _GOING_ON and (head["next"] or "").endswith("ing"):
        doing = head["next"]
        yield _part(text, stem(doing), acts(doing) | acts(word), rest, before, own, negative=False)
    elif head:
        yield _part(text, stem(word), _acts_with(word, rest), rest, before, own, negative=False)
    elif stem(word) in rules().lasting:  # "make a deal": a verb without "to"
        yield _part(text, stem(word), frozenset(), rest, before, own, negative=False)
    else:
        noun = _HEAD_NOUN.search(text)
        done = acts(noun.group()) & rules().nominal if noun else frozenset()
        verb = stem(noun.group()) if noun and done else None  # "the release of the crew" is to release it
        yield _part(text, verb, done or rules().given, rest, before, own, negative=False)


def _part(
    text: str,
    verb: str | None,
    done: frozenset[str],
    rest: str,
    before: str,
    own: frozenset[str],
    *,
    negative: bool,
) -> Part:
    weights = _weights(rest, own)
    thing, said = next(iter(weights), None), frozenset(weights)
    pronoun = not rules().pronouns.isdisjoint(w.lower() for w in WORD.findall(rest))
    if not weights or (pronoun and len(weights) < FEW):
        meant = _weights(before, own)
        meant = {word: weight / sum(meant.values()) for word, weight in meant.items()}
        weights = meant | weights
    if verb in rules().light:
        done |= next(filter(None, map(named, [*weights][:NAMING])), frozenset())  # "put sanctions on"
    if not weights and verb is not None and verb not in rules().lasting:
        weights = {w: 1.0 for w in _ordered(text) if w not in own} or {
            verb: 1.0
        }  # "to walk out" is all there is
    if thing in rules().held and not (verb and named(verb)):
        done |= rules().held[thing]
    usual = synonyms(verb, _first(rest)) if verb is not None else {}
    return Part(
        text=text, verb=verb, acts=done, usual=usual, negative=negative, own=said, thing=thing, terms=weights
    )


def _acts_with(word: str, rest: str) -> frozenset[str]:
    """Return the acts of a verb; with a particle close behind it those of both: "pull its tanks back"."""
    near = [w.lower() for w in WORD.findall(rest)[:PARTICLE]]
    phrases = (acts(word, p) for p in near if p in _PARTICLES)
    return next((found for found in phrases if found), None) or acts(word, near[0] if near else "")


def _subjunctive(text: str) -> re.Match[str] | None:
    """Return the verb of "that Peru release them": the word behind a name, else the first that can name an act."""
    named_ = _WISHED.match(text)
    if named_:
        return named_
    found = (m for m in _THAT.finditer(text) if m["verb"].islower() and acts(m["verb"]))
    return next(found, None) if text.startswith("that ") else None


def _first(text: str) -> str:
    found = WORD.search(text)
    return found.group() if found else ""


def _any_acts(text: str) -> frozenset[str]:
    """Return the acts that any word of a text names: of "stop nuclear tests", to test."""
    return frozenset().union(*(acts(word) for word in WORD.findall(text)))


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, rules().phrases))})\b", re.I)


def _ordered(text: str) -> list[str]:
    text = _phrase().sub(
        lambda found: rules().phrases[found.group().lower()], text
    )  # "walked out" is a walkout
    words = (_GENITIVE.sub("", word) for word in WORD.findall(text))
    stems = (stem(word) for word in words if telling(word))
    return [word for word in dict.fromkeys(rules().kin.get(s, s) for s in stems) if word not in rules().empty]


def _weights(text: str, own: frozenset[str]) -> dict[str, float]:
    """Return the telling words in their order with their weight: less, the farther they stand from the verb."""
    large = {word for name in WORD.findall(text) if name[:1].isupper() for word in terms(name)}
    small = {word for number in WORD.findall(text) if _NUMBER.fullmatch(number) for word in terms(number)}
    weights: dict[str, float] = {}
    far = 0
    for phrase in _FARTHER.split(text):
        for word in _ordered(phrase):
            if word not in own:
                weight = SMALL if word in small else NAME_WEIGHT if word in large else 1.0
                weights.setdefault(word, weight * FARTHER ** min(far, NAMING))
        far += bool(weights)
    return weights if weights.keys() - small else {}
