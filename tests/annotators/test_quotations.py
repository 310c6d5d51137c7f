"""Quotations: which marks belong together."""

from __future__ import annotations

import pytest

from dateline.annotators.quotations import Quotations
from dateline.model import Annotations, Block, Document, Quotation, Span


def found(*paragraphs: str) -> tuple[list[str], tuple[Quotation, ...]]:
    """Return the words of the quotations in some paragraphs, and the quotations."""
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(span=Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    layer = Quotations().annotate(Document(text=text, blocks=tuple(blocks)), Annotations()).quotations or ()
    return [q.span.of(text) for q in layer], layer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree,” he said. “We do.”", ["“We agree,”", "“We do.”"]),
        ('"We agree," he said. "We do."', ['"We agree,"', '"We do."']),
        ("''We agree,'' he said. ``We do.''", ["''We agree,''", "``We do.''"]),
        ("He called it ‘a farce’ and left.", ["‘a farce’"]),
        ("He called it 'a farce' and left.", ["'a farce'"]),
        ("He called it «a farce» and left.", ["«a farce»"]),
        ('He said " we agree " and " we do . "', ['" we agree "', '" we do . "']),
    ],
)
def test_marks_of_each_style_pair(text: str, expected: list[str]) -> None:
    """Curly, straight, doubled, single and angle marks pair with their own kind, spaces around them or not."""
    assert found(text)[0] == expected


@pytest.mark.parametrize(
    "text", ["It's the workers' day, isn't it?", "the '90s and rock 'n roll", 'a 6" gun']
)
def test_apostrophes_and_inches_open_nothing(text: str) -> None:
    """Apostrophes, clipped years and inch marks are no quotation marks."""
    assert found(text)[0] == []


def test_inner_quotation_stays_inside() -> None:
    """A quotation within a quotation is part of the outer one."""
    assert found("“She said ‘never’ to me,” he said.")[0] == ["“She said ‘never’ to me,”"]


def test_reopened_mark_gives_one_quotation_a_paragraph() -> None:
    """A quotation over paragraphs, each opened anew, is open in all but the last."""
    words, layer = found("He said: “We came.", "“We saw.”")
    assert words == ["“We came.", "“We saw.”"]
    assert [q.closed for q in layer] == [False, True]


def test_broken_line_carries_the_quotation_on() -> None:
    """A line break inside a quotation does not end it, and the closing mark opens nothing."""
    words, _ = found('He said " We came .', 'We saw , " and left .')
    assert words == ['" We came .\n\nWe saw , "']


def test_unclosed_mark_ends_with_its_block() -> None:
    """A mark that is never closed quotes to the end of its block and no further."""
    words, layer = found("He said “we came.", "Nobody saw.")
    assert words == ["“we came."]
    assert not layer[0].closed


def test_furniture_is_skipped() -> None:
    """Furniture has no quotations."""
    text = "“Subscribe now,” we say."
    document = Document(text=text, blocks=(Block(span=Span(0, len(text)), kind="furniture"),))
    assert Quotations().annotate(document, Annotations()).quotations == ()
