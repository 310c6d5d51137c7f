"""What two mentions of acts have in common, for a scorer that was trained on pairs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dateline.model import Sentence, Token
from dateline.resolvers import _acts, _synonyms, _vectors
from dateline.resolvers._words import plain

CONTENT = ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
PARTS = ("compound", "flat", "nmod", "amod", "appos", "conj", "nummod")
OTHERS = (
    "obl",
    "nmod",
    "obl:tmod",
    "nmod:poss",
    "nmod:tmod",
    "obl:npmod",
    "compound",
    "amod",
    "ccomp",
    "xcomp",
    "nummod",
)
SPEECH = frozenset(
    (
        "say",
        "tell",
        "report",
        "announce",
        "state",
        "add",
        "claim",
        "note",
        "explain",
        "accord",
        "comment",
        "confirm",
    )
)
EMPTY = ("DET", "PUNCT", "PRON", "AUX")
PARTICLES = ("ADP", "ADV", "PART")
SYNONYM = 0.5  # cosine of two words that may well name one act
NEAR = 8  # words on each side that tell of the act
FIRST = 3  # words of a participant that are compared
AFTER = 3  # words behind an act among which its particle stands ("took two men in")
FEW = 400  # articles; fewer do not tell that a word is a common one
NEGATIONS = ("not", "never", "no", "n't")


@dataclass(frozen=True, kw_only=True)
class Mention:
    """Words that name an act: their head in its sentence.

    Attributes:
        document: where they stand.
        sentence: the parsed sentence.
        head: the word that names the act.
        tokens: all of its words.
    """

    document: str
    sentence: Sentence
    head: Token
    tokens: tuple[Token, ...]

    @cached_property
    def lemma(self) -> str:
        """Base form of the head."""
        return self.head.lemma.lower()

    @cached_property
    def stem(self) -> str:
        """Stem of the base form."""
        return _acts.stem(self.lemma)

    @cached_property
    def words(self) -> frozenset[str]:
        """Stems of its telling words."""
        return frozenset((self.stem, *_stems(self.tokens)))

    @cached_property
    def acts(self) -> frozenset[str]:
        """The acts that the word can name."""
        return _acts.named(self.stem)

    @cached_property
    def senses(self) -> Mapping[str, int]:
        """The groups of synonyms in which it stands, as a phrase if it is known as one, with its place there."""
        return _synonyms.places(self._phrases())

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Words of who does it."""
        own = self._words("nsubj", "obl:agent")
        above = self.sentence.head(self.head)
        if own or above is None or self.head.dep not in ("xcomp", "conj") or self._passive:
            return own
        return tuple(w for t in self.sentence.children(above, "nsubj") for w in self._of(t))

    @cached_property
    def objects(self) -> tuple[str, ...]:
        """Words of whom or what it is done to."""
        return self._words("nsubj:pass", "obj", "iobj")

    @cached_property
    def arguments(self) -> frozenset[str]:
        """Words of all that hangs on it."""
        return frozenset((*self.subjects, *self.objects, *self._words(*OTHERS)))

    @cached_property
    def governor(self) -> str | None:
        """The noun that it hangs on ("bomb attack"), None if there is none."""
        above = self.sentence.head(self.head)
        return above.lemma.lower() if above is not None and above.upos in ("NOUN", "PROPN") else None

    @cached_property
    def near(self) -> frozenset[str]:
        """Stems of the telling words around it."""
        return frozenset(_stems(t for t in self._others if abs(t.index - self.head.index) <= NEAR))

    @cached_property
    def around(self) -> frozenset[str]:
        """Stems of the telling words of its sentence."""
        return frozenset(_stems(self._others))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Figures of its sentence."""
        return frozenset(t.text for t in self.sentence.tokens if t.upos == "NUM")

    @cached_property
    def negated(self) -> bool:
        """Whether it is said not to be."""
        return any(t.lemma.lower() in NEGATIONS for t in self.sentence.children(self.head))

    def _phrases(self) -> Iterator[str]:
        """Yield what it can be known by, the most telling first."""
        own = [t for t in self.tokens if t.upos not in EMPTY]
        if len(own) > 1:
            yield "_".join(t.lemma.lower() for t in own)
            yield f"{own[0].lemma}_{own[-1].lemma}".lower()
        behind = (t for t in self.sentence.tokens if 0 < t.index - self.head.index <= AFTER)
        yield from (f"{self.lemma}_{t.lemma.lower()}" for t in behind if t.upos in PARTICLES)
        under = self.sentence.children(self.head, "obj", "xcomp", "compound:prt")
        yield from (f"{self.lemma}_{t.lemma.lower()}" for t in under)
        yield from (self.lemma, self.head.text.lower())
        yield from (t.lemma.lower() for t in own if t.upos in CONTENT and t.upos != "NUM")

    @property
    def _others(self) -> list[Token]:
        return [t for t in self.sentence.tokens if t.index != self.head.index]

    @property
    def _passive(self) -> bool:
        return bool(self.sentence.children(self.head, "nsubj:pass", "aux:pass"))

    def _words(self, *relations: str) -> tuple[str, ...]:
        return tuple(w for t in self.sentence.children(self.head, *relations) for w in self._of(t))

    def _of(self, token: Token) -> tuple[str, ...]:
        parts = (token, *self.sentence.children(token, *PARTS))
        return tuple(t.lemma.lower() for t in parts if t.upos in (*CONTENT, "PRON"))


def _stems(tokens: Iterable[Token]) -> set[str]:
    stems = {_acts.stem(t.lemma) for t in tokens if t.upos in CONTENT and t.lemma.lower() not in plain()}
    return stems


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What pairs are judged against.

    Attributes:
        documents: how many articles there are.
        spread: in how many of them a lemma stands.
        frequency: how many mentions of the story have a lemma.
    """

    documents: int
    spread: Counter[str]
    frequency: Counter[str]

    def rarity(self, word: str) -> float:
        """Return the log of how rare a word is."""
        return math.log((1 + max(self.documents, FEW)) / (1 + self.spread[word])) + 1


def features(a: Mention, b: Mention, setting: Setting, likeness: float) -> dict[str, float]:
    """Return what two mentions of one story have in common.

    Args:
        a: one.
        b: the other.
        setting: the articles around them.
        likeness: of their articles, 1 for one article.
    """
    nearness = _nearness(a, b)
    senses = a.senses.keys() & b.senses.keys()
    figures = _share(a.figures, b.figures)
    arguments, near, around = (
        _cosine(x, y, setting)
        for x, y in ((a.arguments, b.arguments), (a.near, b.near), (a.around, b.around))
    )
    often = sorted((setting.frequency[a.lemma], setting.frequency[b.lemma]))
    rare = sorted((setting.rarity(a.lemma), setting.rarity(b.lemma)))
    return {
        "stem": a.stem == b.stem,
        "words": bool(a.words & b.words),
        "text": [t.lemma for t in a.tokens] == [t.lemma for t in b.tokens],
        "verbs": a.head.upos == b.head.upos == "VERB",
        "figures": figures,
        "other_figures": figures == 0,
        "same_figures": figures == 1,
        "prefix": _prefix(a.lemma, b.lemma),
        "nearness": nearness or 0.0,
        "known": nearness is not None,
        "synonym": nearness is not None and nearness > SYNONYM,
        "act": bool(a.acts & b.acts),
        "other_act": bool(a.acts and b.acts) and not a.acts & b.acts,
        "senses": len(senses),
        "sense": bool(senses),
        "sameness": _synonyms.sameness(a.senses, b.senses),
        "of_senses": len(senses) / max(1, min(len(a.senses), len(b.senses))),
        "nouns": a.head.upos != "VERB" and b.head.upos != "VERB",
        "mentioned": (b.stem in a.around) + (a.stem in b.around),
        "governor": (a.governor is not None and a.governor in (b.lemma, b.governor)) or b.governor == a.lemma,
        "subjects": _alike(a.subjects, b.subjects),
        "objects": _alike(a.objects, b.objects),
        "arguments": arguments,
        "some_arguments": math.sqrt(arguments),
        "near": near,
        "some_near": math.sqrt(near),
        "around": around,
        "some_around": math.sqrt(around),
        "negated": a.negated != b.negated,
        "speech": a.lemma in SPEECH and b.lemma in SPEECH,
        "likeness": likeness,
        "one_article": a.document == b.document,
        "less_often": math.log(1 + often[0]),
        "more_often": math.log(1 + often[1]),
        "less_rare": rare[0],
        "more_rare": rare[1],
    }


def _nearness(a: Mention, b: Mention) -> float | None:
    """Return how near two heads are, by their base forms or else by the words as they stand."""
    tried = (
        _vectors.nearness(x, y)
        for x in (a.lemma, a.head.text.lower())
        for y in (b.lemma, b.head.text.lower())
    )
    return next((found for found in tried if found is not None), None)


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / min(len(left), len(right)) if left and right else 0.5


def _prefix(left: str, right: str) -> float:
    """Return the share of letters that two words begin with alike."""
    alike = next((i for i, (x, y) in enumerate(zip(left, right, strict=False)) if x != y), None)
    return (min(len(left), len(right)) if alike is None else alike) / max(len(left), len(right), 1)


def _alike(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Return how near the nearest two words of two participants are."""
    if set(left) & set(right):
        return 1.0
    found = (_vectors.nearness(x, y) or 0.0 for x in left[:FIRST] for y in right[:FIRST])
    return max(found, default=0.0)


def _cosine(left: frozenset[str], right: frozenset[str], setting: Setting) -> float:
    shared = sum(setting.rarity(w) ** 2 for w in left & right)
    if not shared:
        return 0.0
    whole = sum(setting.rarity(w) ** 2 for w in left) * sum(setting.rarity(w) ** 2 for w in right)
    return shared / math.sqrt(whole)
