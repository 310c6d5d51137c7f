"""What both have is found by days, pair and type; what differs in one of them is said."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline import formats, importers
from dateline.formats.overlap import FORMS
from dateline.model import Actor, Record, When
from dateline.model.imported import Imported
from dateline.model.overlap import Overlap
from dateline.views import beside
from dateline.views.overlap import FAR
from handmade import KIM, MOON, article, day, document, event

PRK = Actor(id="PRK", name="North Korea", kind="state", country="PRK")
KOR = Actor(id="KOR", name="South Korea", kind="state", country="KOR")
USA = Actor(id="USA", name="United States", kind="state", country="USA")
HOSTILE = "=cmd|'/c calc'!A1\t\x1b[31m<script>\u202e"


def theirs(number: int = 1, **fields: Any) -> Imported:
    """Return a meeting of the two Koreas as another data set has it."""
    given: dict[str, Any] = {
        "event_type": "CONSULT",
        "actors": (PRK,),
        "recipients": (KOR,),
        "date": day("2018-04-27", "given"),
    }
    return Imported(system="x", source_id=str(number), **(given | fields))


@pytest.fixture
def ours(tmp_path: Path) -> tuple[Record, ...]:
    """One record: Kim met Moon on 2018-04-27."""
    with dateline.open(str(tmp_path / "a.db")) as archive:
        archive.add(article())
        return archive.timeline()


@pytest.mark.parametrize(
    ("fields", "differs"),
    [
        ({}, []),
        ({"actors": (MOON, KIM), "recipients": ()}, []),
        ({"date": day("2018-04-29", "given")}, ["date"]),
        ({"date": day("2018-05-05", "given")}, ["date"]),
        ({"event_type": "AGREE"}, ["type"]),
        ({"event_type": None, "cameo": "010"}, ["type"]),
        ({"event_type": None}, []),
        ({"recipients": (USA,)}, ["actors"]),
        ({"recipients": ()}, ["actors"]),
    ],
)
def test_one_thing_may_differ(ours: tuple[Record, ...], fields: dict[str, Any], differs: list[str]) -> None:
    """Days, pair and type agree, or one of them does not and is named with both values."""
    found = beside(ours, [theirs(**fields)])
    assert [list(match.differs) for match in found.matches] == [differs]
    assert (found.ours, found.theirs) == ((), ())


@pytest.mark.parametrize(
    "fields",
    [
        {"date": day("2018-04-30", "given"), "event_type": "AGREE"},
        {"date": day("2018-04-28", "given"), "event_type": "AGREE"},
        {"date": day("2018-04-28", "given"), "recipients": (USA,)},
        {"date": day("2018-04-27", "given"), "event_type": "AGREE", "recipients": (USA,)},
        {"date": day("2018-05-05", "given"), "recipients": (USA,)},
        {"date": day("2018-05-20", "given")},
        {"date": day("2018-05-05", "given"), "event_type": None},
        {"actors": (USA,), "recipients": ()},
        {
            "date": When(
                start=day("2018-01-01").start, end=day("2018-12-31").start, precision="year", basis="given"
            )
        },
    ],
)
def test_two_differences_are_another_event(ours: tuple[Record, ...], fields: dict[str, Any]) -> None:
    """Such events stand apart on both sides."""
    found = beside(ours, [theirs(**fields)])
    assert (found.matches, len(found.ours), len(found.theirs)) == ((), 1, 1)


def test_a_record_that_is_found_is_not_found_wrongly_too(ours: tuple[Record, ...]) -> None:
    """What agrees goes first; what differs goes only to records that nothing agrees with."""
    found = beside(ours, [theirs(1, event_type="AGREE"), theirs(2), theirs(3)])
    assert [m.imported.source_id for m in found.matches] == ["2", "3"]
    assert [one.source_id for one in found.theirs] == ["1"]
    assert found.counts["our_records_matched"] == 1


def test_a_record_has_one_wrong_date_at_most(ours: tuple[Record, ...]) -> None:
    """Of several events on other days the nearest is taken; the others are events of their own."""
    days = ("2018-05-07", "2018-05-03", "2018-04-20")
    found = beside(ours, [theirs(i, date=day(told, "given")) for i, told in enumerate(days)])
    assert [m.imported.source_id for m in found.matches] == ["1"]
    assert [one.source_id for one in found.theirs] == ["0", "2"]


def test_what_has_no_day_or_nobody_cannot_be_compared(ours: tuple[Record, ...]) -> None:
    """It is counted apart."""
    found = beside(ours, [theirs(date=None), theirs(actors=(), recipients=())])
    assert (len(found.unplaced), len(found.ours)) == (2, 1)


def test_sides_that_are_turned_are_said(tmp_path: Path) -> None:
    """Who did it to whom is told by both; the pair is the same."""
    told = document()
    with dateline.open(str(tmp_path / "a.db")) as archive:
        archive.add(article(told, event(told, event_type="AID", actors=(KIM,), recipients=(MOON,))))
        (match,) = beside(
            archive.timeline(), [theirs(event_type="AID", actors=(KOR,), recipients=(PRK,))]
        ).matches
    assert match.differs == {"sides": ("Kim Jong Un → Moon Jae-in", "South Korea → North Korea")}


def test_the_first_days_of_the_calendar_do_no_harm(ours: tuple[Record, ...]) -> None:
    """There is no day before the first."""
    early = When(start=datetime.date.min, end=datetime.date.min, basis="given")
    late = When(start=datetime.date.max, end=datetime.date.max, basis="given")
    assert len(beside(ours, [theirs(date=early), theirs(2, date=late)], days=FAR).theirs) == 2


@pytest.mark.parametrize("name", ["gdelt", "timelinejs", "timelinejs-csv"])
def test_our_own_exports_come_back_to_their_records(tmp_path: Path, name: str) -> None:
    """What we write for others is read again, and each event belongs to the record that it was written from."""
    month = When(
        start=day("2018-06-01").start, end=day("2018-06-30").start, precision="month", basis="stated"
    )
    told = document("Kim met Moon. Kim aided Moon. Kim met Trump. Seoul met nobody.")
    crowd = Actor(id="role:KOR:crowd", name="crowd", kind="role", country="KOR", sector="CVL")
    police = Actor(id="role:KOR:police", name="police", kind="role", country="KOR", sector="COP")
    given = (
        event(told, words="met", cameo="042"),
        event(told, words="aided", event_type="AID", cameo="073", actors=(KIM,), recipients=(MOON,)),
        event(told, words="Trump", event_type="COERCE", cameo="173", actors=(police,), recipients=(crowd,)),
        event(told, words="nobody", cameo="040", actors=(KIM,), date=day("2018-09-01")),
        event(told, words="Seoul", cameo="040", date=month),
    )
    with dateline.open(str(tmp_path / "a.db")) as archive:
        archive.add(article(told, *given))
        text = "".join(formats.load(name).write(archive.timeline()))
        importer = importers.load(name.removesuffix("-csv"))
        found = importer.read(text.encode().splitlines(keepends=True), "f", system="back")
        assert archive.import_events(one for one in found if isinstance(one, Imported)) == (
            4 if name == "gdelt" else 5,
            0,
        )
        back = archive.compare()
    assert [match.differs for match in back.matches] == [{}] * len(back.matches)
    assert len({match.record.record_id for match in back.matches}) == len(back.matches)
    assert (len(back.theirs), len(back.unplaced), len(back.ours)) == (0, 0, 1 if name == "gdelt" else 0)
    if name == "timelinejs":
        assert all(match.record.record_id == match.imported.source_id for match in back.matches)


@pytest.mark.parametrize("form", FORMS)
def test_hostile_words_stay_words(ours: tuple[Record, ...], form: str) -> None:
    """No control character, formula or second cell gets out."""
    bad = Actor(id="x:bad", name=HOSTILE, country="KOR")
    found = beside(
        ours, [theirs(recipients=(bad,), headline=HOSTILE), theirs(2, actors=(USA, bad), date=None)]
    )
    lines = list(FORMS[form](found))
    assert not [line for line in lines if "\x1b" in line or ("\u202e" in line and form != "jsonl")]
    assert not [line for line in lines if line.startswith("=") or ",=" in line]


def test_nothing_beside_nothing_is_said() -> None:
    """Counts are zero, and no section is shown."""
    assert list(FORMS["text"](Overlap()))[-1] == "Where both have it, they agree."


def test_the_choice_holds_for_both(tmp_path: Path) -> None:
    """Actor, type and time choose among theirs as among ours."""
    with dateline.open(str(tmp_path / "a.db")) as archive:
        archive.add(article())
        archive.import_events(
            [theirs(1), theirs(2, actors=(USA,)), theirs(3, date=day("2017-01-01", "given"))]
        )
        archive.import_events([Imported(system="y", source_id="1")])
        assert [one.source_id for one in archive.imported(actor="PRK")] == ["3", "1"]
        assert [one.source_id for one in archive.imported(since="2018-01-01", type="consult")] == ["1", "2"]
        assert archive.compare(actor="PRK", system="x").counts["only_theirs"] == 1
        assert archive.data_sets() == {"x": 3, "y": 1}
