"""Evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import EvidenceError
from dateline.model import Block, Document, Event, Evidence, Record, Span, Trigger
from dateline.model.evidence import quote


def test_evidence_that_differs_from_the_text_cannot_be_built() -> None:
    """The words must stand at the offsets."""
    with pytest.raises(EvidenceError, match="is not"):
        Evidence(document="doc1:x", start=0, end=3, exact="Kim", text="Moon met Kim.")
    assert Evidence(document="doc1:x", start=0, end=4, exact="Moon", text="Moon met Kim.").exact == "Moon"


def test_evidence_outside_the_text_cannot_be_built() -> None:
    """A range past the end, and an empty one, are refused."""
    for start, end in ((0, 99), (3, 3), (-1, 2)):
        with pytest.raises(EvidenceError):
            Evidence(document="doc1:x", start=start, end=end, exact="Moon"[start:end], text="Moon")


def test_evidence_with_another_context_cannot_be_built() -> None:
    """Prefix and suffix are checked too."""
    with pytest.raises(EvidenceError, match="around"):
        Evidence(
            document="d", start=5, end=8, exact="met", prefix="Kim ", suffix=" Kim", text="Moon met Kim."
        )


@given(st.text(min_size=1, max_size=80), st.data())
def test_quotation_always_equals_the_text_at_its_offsets(text: str, data: st.DataObject) -> None:
    """For any text, astral characters and combining marks included, text[start:end] == exact."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    evidence = quote("d", text, Span(start, end))
    assert text[evidence.start : evidence.end] == evidence.exact


def test_record_without_reports_cannot_be_built() -> None:
    """What no document tells is not in the record."""
    document = Document(text="Moon met Kim.", blocks=(Block(span=Span(0, 13)),))
    event = Event(
        event_type="CONSULT",
        trigger=Trigger(start=5, end=8, text="met"),
        evidence=document.evidence(Span(0, 13)),
    )
    with pytest.raises(EvidenceError, match="report"):
        Record(record_id="record1:x", kind="event", value=event, reports=())


def test_overlapping_blocks_are_refused() -> None:
    """Blocks stand in text order without overlaps."""
    with pytest.raises(EvidenceError, match="overlaps"):
        Document(text="Moon met Kim.", blocks=(Block(span=Span(0, 8)), Block(span=Span(5, 13))))


def test_document_id_depends_on_the_content_alone() -> None:
    """The same article has the same id wherever it was found; another text has another."""
    blocks = (Block(span=Span(0, 4)),)
    one = Document(text="Moon", blocks=blocks, where="a.txt")
    assert one.id == Document(text="Moon", blocks=blocks, where="b.txt").id
    assert one.id != Document(text="Kim.", blocks=blocks).id
