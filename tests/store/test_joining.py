"""Reports of one article on their way into records."""

from __future__ import annotations

import datetime
from pathlib import Path

from dateline.archive import hand_run
from dateline.store import Joining, Store
from dateline.store.reader import CACHED_TELLERS, CACHED_VALUES, Cache
from handmade import article, document, event

SEEN = datetime.date(2018, 5, 1)
TOLD = document()
EVENT = event(TOLD)


def test_reports_of_one_article_see_each_other_before_they_are_written(tmp_path: Path) -> None:
    """What shares a key is a candidate at once, with its record; what shares none is not."""
    with Store.open(str(tmp_path / "a.db")) as store, store.writing() as writer:
        number = writer.article(article(TOLD, EVENT), hand_run(), seen=SEEN)
        joining = Joining(writer, TOLD, number)
        joining.join(EVENT.id, EVENT, "record1:a", "event", ("x", "x", "y"))
        found = joining.candidates("event", ("z", "y", "x"))
        assert [(s.name, s.record, s.value, s.document) for s in found] == [
            (EVENT.id, "record1:a", EVENT, TOLD)
        ]
        assert joining.candidates("event", ("z",)) == joining.candidates("statement", ("x",)) == []
        assert writer.joined([EVENT.id]) == set()
        joining.write()
        assert writer.joined([EVENT.id, "event1:other"]) == {EVENT.id}


def test_candidates_have_what_resolvers_look_at(tmp_path: Path) -> None:
    """Text, day and id of the document are those of the whole one; its blocks are left out."""
    other = document(TOLD.text + " It rained.")
    with Store.open(str(tmp_path / "a.db")) as store:
        with store.writing() as writer:
            joining = Joining(writer, TOLD, writer.article(article(TOLD, EVENT), hand_run(), seen=SEEN))
            joining.join(EVENT.id, EVENT, "record1:a", "event", ("x",))
            joining.write()
        with store.writing() as writer:
            (found,) = writer.candidates("event", ("x",), other.id)
    assert (found.document.id, found.document.text) == (TOLD.id, TOLD.text)
    assert (found.document.published, found.document.blocks) == (TOLD.published, ())
    assert found.value == EVENT


def test_the_cache_forgets_the_older_half() -> None:
    """It is bounded, and what was read last stays."""
    cache = Cache()
    cache.tellers = {str(n): TOLD for n in range(CACHED_TELLERS + 1)}
    cache.values = {(1, str(n)): EVENT for n in range(CACHED_VALUES + 1)}
    cache.trim()
    assert len(cache.tellers) == CACHED_TELLERS // 2
    assert len(cache.values) == CACHED_VALUES // 2
    assert (1, str(CACHED_VALUES)) in cache.values
