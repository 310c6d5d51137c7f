"""Documents that are not about politics: sport, weather, culture, business pages; and those about disasters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dateline.codebook.events import EventCodebook
from dateline.model import Sentence

SHARE = 0.02
MINIMUM = 4
DISASTER = 2  # words of it


def is_off_topic(sentences: Iterable[Sentence], codebook: EventCodebook) -> bool:
    """Return whether so many of the words belong to another subject that conflict words are figures of speech."""
    counts: Counter[str] = Counter()
    total = 0
    subjects = {word: subject for subject, words in codebook.off_topic.items() for word in words}
    for sentence in sentences:
        for token in sentence.tokens:
            total += token.upos != "PUNCT"
            subject = subjects.get(token.text.lower())
            if subject is not None:
                counts[subject] += 1
    most = max(counts.values(), default=0)
    return most >= MINIMUM and most >= SHARE * total


def is_of_disaster(sentences: Iterable[Sentence], codebook: EventCodebook) -> bool:
    """Return whether a document tells more of quakes, storms and diseases than of fighters and weapons."""
    mishaps, fights = codebook.classes["calamity"], codebook.classes["fighting"]
    words = Counter(token.lemma.lower() for sentence in sentences for token in sentence.tokens)
    disaster, fight = (sum(words[word] for word in chosen) for chosen in (mishaps, fights))
    return disaster >= DISASTER and disaster > fight
