"""Whether two articles quote one statement."""

from __future__ import annotations

from dateline.model import Judgement, Statement
from dateline.resolvers._placing import Search, Told, verdict
from dateline.resolvers._words import likeness, sketch

THRESHOLD = 0.55


class Statements:
    """Same speaker, and nearly the same words, in two documents."""

    author = "resolver:statements/1"

    def keys(self, told: Told) -> tuple[str, ...]:
        """Return the speaker with a few telling words of the content."""
        return tuple(f"statement/{_speaker(told)}/{word}" for word in sketch(_content(told)))

    def search(self, told: Told) -> Search:
        """Return the same keys: they do not depend on the side."""
        return Search(keys=self.keys(told))

    def judge(self, left: Told, right: Told) -> Judgement:
        """Return whether the two are one statement."""
        share = likeness(_content(left), _content(right))
        apart = left.document.id != right.document.id
        same = apart and _speaker(left) == _speaker(right) and share >= THRESHOLD
        reasons = (f"speaker: {_speaker(left)} and {_speaker(right)}", f"words: {share:.2f} in common")
        return verdict(
            left, right, same=same, score=share if same else share / 2, reasons=reasons, author=self.author
        )


def _speaker(told: Told) -> str:
    assert isinstance(told.value, Statement)
    return told.value.speaker.id if told.value.speaker else "-"


def _content(told: Told) -> str:
    assert isinstance(told.value, Statement)
    return " ".join(span.of(told.document.text) for span in told.value.content)
