"""The stages joined."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.config import Config
from dateline.errors import ConfigError, DocumentError, UnknownName
from dateline.formats.article import article_json
from dateline.model import Annotations, Article, Document
from dateline.pipeline import Coder, check_order

CODER = Coder()
REPORT = (
    "In a statement carried by the state news agency KCNA, Foreign Minister Ri Son Gwon said on Friday that talks with "
    "the United States were over. North Korea cut its hotlines with South Korea on Tuesday. About 3,000 people were quarantined."
)


def spans(article: Article) -> list[tuple[int, int, str]]:
    """Return every quotation in an article."""
    groups = (article.events, article.statements, article.indicators, article.commitments)
    return [(v.evidence.start, v.evidence.end, v.evidence.exact) for group in groups for v in group]


def test_one_article_gives_all_kinds_of_value() -> None:
    """Events with dates, statements with speakers, figures: from one report."""
    article = CODER.read(REPORT, published="2020-06-12", media_type="text/plain")
    cut = next(e for e in article.events if e.event_type == "SANCTION")
    assert [a.country for a in cut.actors] == ["PRK"]
    assert cut.date is not None
    assert cut.date.start == datetime.date(2020, 6, 9)
    assert any(s.speaker and s.speaker.name == "Ri Son Gwon" for s in article.statements)
    assert any(i.value == 3000 for i in article.indicators)
    assert article.issues == ()


def test_reading_again_gives_the_same_ids() -> None:
    """Coding is a function of the text: no clock, no chance."""
    first = CODER.read(REPORT, published="2020-06-12")
    again = CODER.read(REPORT, published="2020-06-12")
    assert [e.id for e in first.events] == [e.id for e in again.events]
    assert first.document.id == again.document.id


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                ["Seoul", "“", "”", "said", "on Tuesday", ".", "\n\n", "2.2 million", "Kim Jong Un", "attacked", "if", "'s", "the two leaders"]
            ),
        ),
        min_size=1,
        max_size=14,
    )
)  # fmt: skip
def test_any_text_is_coded_with_exact_offsets(parts: list[str]) -> None:
    """No string raises but one that is no article; every quotation stands where it says."""
    try:
        article = CODER.read(" ".join(parts), published="2020-06-12", media_type="text/plain")
    except DocumentError:
        return
    text = article.document.text
    assert all(text[start:end] == exact for start, end, exact in spans(article))
    assert article_json(article)["text"] == text
    assert article.issues == ()


def test_undated_article_gets_an_interval_and_never_a_false_day() -> None:
    """What the text looks back on and forward to bounds its publication."""
    article = CODER.read("The summit was held in June 2019. The election is due in November 2019.")
    published = article.document.published
    assert published is not None
    assert (published.basis, published.start, published.end) == (
        "inferred",
        datetime.date(2019, 6, 1),
        datetime.date(2019, 11, 30),
    )


def test_nothing_bounds_a_text_without_dates_and_offices() -> None:
    """Where nothing is known, nothing is claimed."""
    assert CODER.read("Police arrested ten farmers after the protest.").document.published is None


def test_furniture_is_kept_and_never_coded() -> None:
    """A donation line is a block with its reason, and no event comes from it."""
    text = "Iran attacked a tanker on Monday. The crew was unhurt, officials said in Tehran.\n\nDonate now: your gift is tax deductible.\n"
    article = CODER.read(text, published="2019-06-14", media_type="text/plain")
    assert [b.reason for b in article.furniture] == ["donation"]
    assert all(e.evidence.end <= text.index("Donate") for e in article.events)


def test_annotator_before_what_it_needs_is_refused() -> None:
    """The order of the annotators is checked before the first document."""

    class Needy:
        """An annotator without its layer."""

        name = "needy"
        requires = ("sentences",)
        provides = ("mentions",)

        def annotate(self, document: Document, annotations: Annotations) -> Annotations:
            """Return them unchanged."""
            return annotations

    with pytest.raises(ConfigError, match="needs the layer 'sentences'"):
        check_order([Needy()])


def test_load_names_the_pipelines_there_are() -> None:
    """An unknown pipeline is an error that lists the known ones."""
    with pytest.raises(UnknownName, match="minilm"):
        dateline.load("large")


def test_failing_coder_leaves_an_issue_and_the_rest_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """One bad stage on one document does not take the others with it."""

    def fail(*_: object) -> tuple[object, ...]:
        raise ValueError("broken")

    coder = Coder()
    monkeypatch.setattr(coder, "_indicators", type("Broken", (), {"code": staticmethod(fail)}))
    article = coder.read(REPORT, published="2020-06-12")
    assert [(i.stage, i.code) for i in article.issues] == [("indicators", "coding")]
    assert article.events


def test_body_too_long_to_be_an_article_is_refused() -> None:
    """A book in one file is an item error, not an hour of parsing."""
    coder = Coder(Config(max_body_characters=200))
    with pytest.raises(DocumentError, match="split it") as caught:
        coder.read("Seoul and Tokyo met on Monday. " * 20)
    assert caught.value.reason == "too-large"
