"""Which mentions of acts, in articles of one story, name one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dateline.codebook.files import KNOWLEDGE
from dateline.model import Sentence, Token
from dateline.resolvers import _network
from dateline.resolvers._linkage import Matrix, average_linkage
from dateline.resolvers._mention_pairs import Mention, Setting, features

MODEL = KNOWLEDGE / "resolution/mention_network.json"
LEAST = 0.34  # probability at which groups still join
NEAREST = 0.2  # share of it that is the nearest two mentions of two groups; the rest is the mean of all
SAID = 0.6  # what is left of it between two words of speech: many speak in one story, each for himself
BARE = ("ADP", "PART", "ADV", "AUX", "DET", "PRON", "PUNCT")


def mention(document: str, sentences: Sequence[Sentence], start: int, end: int) -> Mention | None:
    """Return the mention that stands from start to end, None where no parsed sentence has it.

    Args:
        document: its id.
        sentences: those of the document.
        start: first code point.
        end: one past the last.
    """
    for sentence in sentences:
        inside = [t for t in sentence.tokens if t.start < end and start < t.end]
        if inside:
            return Mention(document=document, sentence=sentence, head=_head(inside), tokens=tuple(inside))
    return None


def _head(tokens: Sequence[Token]) -> Token:
    """Return the word on which the others hang; a particle gives way to a word that says more."""
    own = {t.index for t in tokens}
    head = [t for t in tokens if t.head not in own][-1]
    return head if head.upos not in BARE else next((t for t in tokens if t.upos not in BARE), head)


def pairs(
    mentions: Sequence[Mention], likeness: Matrix, rows: Mapping[str, int], spread: Counter[str]
) -> Iterator[tuple[int, int, dict[str, float]]]:
    """Yield each two mentions of one story with what they have in common.

    Args:
        mentions: of one story.
        likeness: of the articles.
        rows: row of each article there.
        spread: in how many articles each lemma stands.
    """
    setting = Setting(documents=len(rows), spread=spread, frequency=Counter(m.lemma for m in mentions))
    for (i, a), (j, b) in combinations(enumerate(mentions), 2):
        alike = 1.0 if a.document == b.document else float(likeness[rows[a.document], rows[b.document]])
        yield i, j, features(a, b, setting, alike)


def same_events(
    mentions: Sequence[Mention],
    groups: Sequence[int],
    likeness: Matrix,
    parsed: Mapping[str, Sequence[Sentence]],
) -> list[int]:
    """Return the number of the event of each mention.

    Args:
        mentions: of all articles.
        groups: the story of each article.
        likeness: of the articles, as ``stories.likeness`` gives it.
        parsed: sentences of each article, in the order of ``groups``.
    """
    rows = {name: i for i, name in enumerate(parsed)}
    spread = Counter(
        word for found in parsed.values() for word in {t.lemma.lower() for s in found for t in s.tokens}
    )
    by_story: dict[int, list[int]] = defaultdict(list)
    for i, found in enumerate(mentions):
        by_story[groups[rows[found.document]]].append(i)
    events = list(range(len(mentions)))
    for members in by_story.values():
        for i, event in zip(
            members, _events([mentions[i] for i in members], likeness, rows, spread), strict=True
        ):
            events[i] = members[event]
    return events


def _events(
    mentions: Sequence[Mention], likeness: Matrix, rows: Mapping[str, int], spread: Counter[str]
) -> list[int]:
    model = _network.load(MODEL)
    found = list(pairs(mentions, likeness, rows, spread))
    if not found:
        return list(range(len(mentions)))
    scores = model.probability([[values[name] for name in model.features] for _, _, values in found])
    return joined(len(mentions), found, scores)


def joined(
    count: int, found: Sequence[tuple[int, int, Mapping[str, float]]], scores: NDArray[np.float64]
) -> list[int]:
    """Return the number of the event of each mention of one story.

    Args:
        count: of mentions.
        found: what ``pairs`` gives for them.
        scores: probability of each pair.
    """
    table: Matrix = np.zeros((count, count))
    for (i, j, values), score in zip(found, scores, strict=True):
        table[i, j] = table[j, i] = score * SAID if values["speech"] else score
    return average_linkage(table, LEAST, NEAREST)
