"""Contradictions of a large store, looked for in windows of articles, and sentences that two articles share."""

from __future__ import annotations

import sys
from functools import partial

import pytest

from dateline.archive import Archive
from dateline.model import Actor, Statement
from dateline.store import Query
from dateline.views._windows import windows
from handmade import article, document, span

HANSEN = Actor(id="person:hansen", name="Hansen", kind="person", country="NOR", sector="GOV")
LIND = Actor(id="person:lind", name="Lind", kind="person", country="SWE", sector="GOV")
FIRED = "the guards fired at the ferry near Lorne"
NOT_FIRED = "the guards did not fire at the ferry near Lorne"


def tell(archive: Archive, published: str, who: Actor, words: str, besides: str = "") -> None:
    """Add an article with what somebody says."""
    text = f"{who.name} said {words}. {besides}"
    told = document(text, published, publisher=f"Paper of {who.name} {published}")
    said = Statement(
        speaker=who,
        cue="said",
        stance="says",
        content=(span(text, words),),
        evidence=told.evidence(span(text, words)),
    )
    archive.add(article(told, statements=(said,)))


@pytest.fixture
def dispute(archive: Archive) -> Archive:
    """Two accounts of one day, and two articles on something else."""
    tell(archive, "2018-04-20", HANSEN, "the harvest was late in Lorne")
    tell(archive, "2018-04-27", HANSEN, FIRED)
    tell(archive, "2018-04-27", LIND, NOT_FIRED)
    tell(archive, "2018-05-09", LIND, "the school in Lorne has a new roof")
    return archive


@pytest.mark.parametrize("articles", [1, 2, 3])
def test_windows_find_what_neighbours_dispute(
    dispute: Archive, articles: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few articles are read at a time, each is compared with those just before it, and nothing is told twice."""
    whole = dispute.conflicts()
    assert len(whole) == 1
    view = sys.modules["dateline.views.conflicts"]
    monkeypatch.setattr(view, "WIDE", -1)
    monkeypatch.setattr(view, "windows", partial(windows, articles=articles))
    assert dispute.conflicts() == whole


def test_a_window_holds_so_many_articles_and_those_before(dispute: Archive) -> None:
    """What is held at a time follows the size of the windows."""
    with dispute.store.reading() as reader:
        held = [len({s.document.id for s in w.said}) for w in windows(reader, Query(), articles=1)]
    assert held == [1, 2, 2, 2]


def test_an_article_that_prints_both_sentences_is_no_second_account(archive: Archive) -> None:
    """Whose sentence stands in the other article as well does not contradict it."""
    tell(archive, "2018-04-27", HANSEN, FIRED)
    tell(archive, "2018-04-27", LIND, NOT_FIRED, besides=f"Hansen said {FIRED}.")
    assert not archive.conflicts()
