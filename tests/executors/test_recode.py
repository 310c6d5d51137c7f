"""Coding stored articles again: a run of its own that can be broken off, compared and taken back."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.archive import Archive
from dateline.errors import NotFound
from dateline.executors.recode import recode
from dateline.model import Article, Document, Event, Run
from handmade import HandCoder, article, day, document, event

pytestmark = pytest.mark.usefixtures("each_database")

TEXTS = ("They met at Panmunjom, and signed.", "In the rain they met again.", "Nobody came to the hall.")


class NewCoder(HandCoder):
    """Finds, where they met, an agreement where they signed, sees the meeting otherwise, and more."""

    run = Run(version="2", pipeline="hand", model_digest="", codebook_digest="new")

    def __init__(self, *, breaks_at: str | None = None) -> None:
        self._breaks_at = breaks_at

    def code(self, told: Document) -> Article:
        """Return meetings with a mode, and agreements."""
        if told.text == self._breaks_at:
            raise KeyboardInterrupt
        if "rain" in told.text:
            return article(told, statements=())
        found = [
            event(told, words, **fields)
            for words, fields in (
                ("met", {"mode": "meet"}),
                ("signed", {"event_type": "AGREE"}),
            )
            if words in told.text
        ]
        return article(told, *found, statements=())


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive of three articles, coded by the first coder."""
    with dateline.open(str(tmp_path / "a.db")) as opened:
        for number, text in enumerate(TEXTS):
            told = document(text, f"2018-04-{27 + number}", publisher=f"Paper {number}")
            opened.add(HandCoder().code(told), HandCoder.run)
        yield opened


def types(archive: Archive) -> list[tuple[str, str | None]]:
    """Return type and mode of all events."""
    found = [r.value for r in archive.timeline()]
    return sorted((e.event_type, e.mode) for e in found if isinstance(e, Event))


def test_a_new_run_speaks_and_the_old_one_stays(archive: Archive) -> None:
    """Views use what was coded last; the old reports are still there."""
    outcomes = list(recode(NewCoder(), archive))
    assert [o.new for o in outcomes] == [1, 1, 1]
    assert types(archive) == [("AGREE", None), ("CONSULT", "meet")]
    assert [(s.documents, s.speaks_for, s.found["events"]) for s in archive.runs()] == [(3, 0, 2), (3, 3, 2)]


def test_coding_again_does_nothing_and_going_back_is_one_step(archive: Archive) -> None:
    """The second time nothing is new; preferring the first run, or coding by it again, shows its reports."""
    list(recode(NewCoder(), archive))
    assert [o.known for o in recode(NewCoder(), archive)] == [1, 1, 1]
    archive.prefer("1")
    assert types(archive) == [("CONSULT", None)]
    assert [s.speaks_for for s in archive.runs()] == [3, 0]
    list(recode(NewCoder(), archive))
    assert types(archive) == [("AGREE", None), ("CONSULT", "meet")]
    with pytest.raises(NotFound, match="known: 1, 2"):
        archive.prefer("9")


def test_what_was_broken_off_goes_on(archive: Archive) -> None:
    """After an interruption the same command codes the rest, and the content is as if undisturbed."""
    with pytest.raises(KeyboardInterrupt):
        list(recode(NewCoder(breaks_at=TEXTS[1]), archive))
    assert [s.documents for s in archive.runs()] == [3, 1]
    assert [o.new for o in recode(NewCoder(), archive)] == [0, 1, 1]
    assert types(archive) == [("AGREE", None), ("CONSULT", "meet")]


def test_only_a_time_is_coded(archive: Archive) -> None:
    """Bounds choose by publication."""
    april = datetime.date(2018, 4, 28)
    assert len(list(recode(NewCoder(), archive, since=april, until=april))) == 1


def test_a_failure_is_an_issue_and_the_old_coding_stays(archive: Archive) -> None:
    """An article that cannot be coded again keeps what was found before."""

    class Failing(NewCoder):
        run = Run(version="3", pipeline="hand", model_digest="", codebook_digest="")

        def code(self, told: Document) -> Article:
            raise RuntimeError("a bug")

    outcomes = list(recode(Failing(), archive))
    assert [o.issues[0].message for o in outcomes] == ["RuntimeError: a bug"] * 3
    assert types(archive) == [("CONSULT", None)]


def test_records_keep_their_ids(archive: Archive) -> None:
    """What the new coder sees otherwise at the same words is in the same record."""
    (before,) = archive.timeline(type="CONSULT")
    list(recode(NewCoder(), archive))
    (after,) = archive.timeline(type="CONSULT")
    assert after.record_id == before.record_id


def test_diff_tells_what_appeared_vanished_and_changed(archive: Archive) -> None:
    """Reports at the same words are compared field by field; the rest came or went."""
    list(recode(NewCoder(), archive))
    found = archive.diff("1", "2")
    assert (found.documents, found.only_before, found.only_after, found.alike) == (3, 0, 0, {})
    assert sorted((c.what, c.type) for c in found.changes) == [
        ("appeared", "AGREE"),
        ("changed", "CONSULT"),
        ("vanished", "CONSULT"),
    ]
    (changed,) = (c for c in found.changes if c.what == "changed")
    assert changed.fields == {"mode": ("none", "meet")}


def test_a_run_compared_with_itself_has_no_changes(archive: Archive) -> None:
    """All is alike."""
    found = archive.diff("1", "1")
    assert (found.alike, found.changes) == ({"event": 2}, ())


def test_fields_outside_the_id_are_compared_too(archive: Archive) -> None:
    """A place that only one run sees is a change, though the report keeps its id."""

    class Elsewhere(HandCoder):
        run = Run(version="4", pipeline="hand", model_digest="", codebook_digest="")

        def code(self, told: Document) -> Article:
            found = HandCoder.code(self, told)
            return dataclasses.replace(
                found, events=tuple(dataclasses.replace(e, place=None) for e in found.events)
            )

    list(recode(Elsewhere(), archive))
    assert {tuple(c.fields.items()) for c in archive.diff("1", "2").changes} == {
        (("place", ("Panmunjom", "none")),)
    }


def test_documents_of_one_run_alone_are_counted(archive: Archive) -> None:
    """What only one run coded is not compared."""
    told = document("They met at sea.", "2018-05-01")
    archive.add(article(told, event(told, date=day("2018-05-01"))), NewCoder.run)
    found = archive.diff("1", "2")
    assert (found.documents, found.only_before, found.only_after) == (0, 3, 1)
