"""Which reports are one commitment."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.model import Commitment
from dateline.resolvers import Told
from dateline.resolvers.commitments import Commitments
from handmade import HANSEN, KIM, LIND, document, span


def told(words: str, published: str = "2018-04-27", **fields: Any) -> Told:
    """Return an offer of Norway as a report."""
    whole = document(f"Hansen offered {words}.", published)
    where = span(whole.text, words)
    given = {"kind": "offer", "by": (HANSEN,), "content": words, "evidence": whole.evidence(where)}
    return Told(value=Commitment(**{**given, **fields}), document=whole)


def same(left: Told, right: Told) -> bool:
    """Return the verdict, which must not hang on the order; what is the same must be found."""
    resolver = Commitments()
    one, other = resolver.judge(left, right), resolver.judge(right, left)
    assert (one.same, one.score) == (other.same, other.score)
    if one.same:
        assert set(resolver.search(left).keys) & set(resolver.keys(right))
    return one.same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("to mediate between the ports", "mediation"),
        ("to withdraw its ships", "a withdrawal of ships from the bay"),
        ("to send 300 tonnes of flour", "to send 300 tonnes of flour by rail"),
    ],
)
def test_one_report_can_put_an_offer_in_short(left: str, right: str) -> None:
    """Verb or noun, and fewer words, make no other offer in one week."""
    assert same(told(left), told(right, "2018-04-30"))


@pytest.mark.parametrize(
    "other",
    [
        told("mediation", "2018-06-30"),
        told("mediation", "2018-04-30", by=(LIND,)),
        told("mediation", "2018-04-30", kind="demand"),
        told("flour", "2018-04-30"),
    ],
)
def test_other_weeks_makers_kinds_and_things_are_other_undertakings(other: Told) -> None:
    """Only news of one week is put together by less than half of its words."""
    assert not same(told("to mediate between the ports"), other)


def test_offers_to_two_countries_are_two() -> None:
    """The same help can be offered twice."""
    assert not same(told("to mediate", to=(KIM,)), told("mediation", "2018-04-30", to=(LIND,)))
