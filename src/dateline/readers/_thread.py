"""Threads of comments below an article whose markup is lost: where many people write in the first person and nobody is quoted.

A thread has no heading in bare text. It differs from the article above it by its voice: "I", "you" and "!!" outside quotation
marks in sentence after sentence, while the article reports what others say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from dateline.codebook.files import find, read_yaml
from dateline.readers._furniture import LEXICON

REPORTING = 3  # blocks that tell who said something, which make a report
LEAST = 6  # blocks of a thread
LOUD = 2  # of them that nobody would print in an article,
NOISE = 0.1  # and share of such blocks
TURNS = 3  # labels of speakers, which make a transcript
OWN = 0.15  # share of blocks in the writer's own voice above which a text is no report
POSTED = 0.4  # share of blocks in the voice of posters that a thread has
QUOTED = 0.15  # share of blocks that quote somebody which it may have
_QUOTATION = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|``.*?(?:''|$)")
_FIRST = re.compile(r"(?<![\w.])(?:I|I['’]?m|I['’]ve|I['’]d|I['’]ll|[Mm]y|[Mm]yself)(?![\w.])")
_CRIES = r"[!?]{2,}|\A\s*@\w"
_TURN = re.compile(r"\A[A-Z][A-Z.'’ -]{2,40}(?:,[^:]{2,80})?\s?(?:\([^()]{2,40}\)\s?)?:")


@cache
def _voice(name: str) -> re.Pattern[str]:
    """Return the words of a voice: what is loud, what speaks to somebody, what reports."""
    words = (word for path in find(LEXICON) for word in read_yaml(path)["threads"][name])
    told = "|".join(re.escape(word).replace("'", "['’]") for word in words)
    return re.compile(rf"\b(?:{told})\b" + (f"|{_CRIES}" if name == "loud" else ""), re.IGNORECASE)


def start(texts: Sequence[str]) -> int | None:
    """Return the index of the block where a thread begins below a report, None if there is none.

    Args:
        texts: the blocks of the article in order, furniture left out.
    """
    if sum(_TURN.match(text) is not None for text in texts) >= TURNS:
        return None
    reported = [_voice("reported").search(text) is not None for text in texts]
    if sum(reported) < REPORTING:
        return None
    plain = [_QUOTATION.sub(" ", text) for text in texts]
    loud = [_voice("loud").search(text) is not None for text in plain]
    own = [cry or _FIRST.search(text) is not None for cry, text in zip(loud, plain, strict=True)]
    posted = [
        said or _voice("second").search(text) is not None for said, text in zip(own, plain, strict=True)
    ]
    mine, noise, voices, told = (_before(marks) for marks in (own, loud, posted, reported))
    for at in range(1, len(texts) - LEAST + 1):
        rest = len(texts) - at
        if mine[at] > OWN * at:
            return None
        if not own[at] or told[at] < REPORTING or noise[-1] - noise[at] < max(LOUD, NOISE * rest):
            continue
        if voices[-1] - voices[at] >= POSTED * rest and told[-1] - told[at] <= QUOTED * rest:
            return at
    return None


def _before(marks: Sequence[bool]) -> list[int]:
    """Return how many marks stand before each block, and before the end."""
    return list(accumulate(marks, initial=0))
