"""The canonical value of a record: each field from the report that tells it best, and where it is from."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.formats.jsonl import record_json
from dateline.formats.text import Text
from dateline.model import (
    Actor,
    Attribution,
    Document,
    Event,
    Indicator,
    Place,
    Record,
    Span,
    Statement,
    When,
)
from dateline.store import Stored
from dateline.views import record
from handmade import KIM, MOON, PANMUNJOM, SEOUL, TRUMP, article, day, document, event, span

LEADER = Actor(
    id="role:PRK:leader",
    name="North Korean leader",
    kind="role",
    country="PRK",
    sector="GOV",
    mention=Span(0, 5),
)
NORTH = Place(name="North Korea", country="PRK", kind="country")
APRIL = When(
    start=datetime.date(2018, 4, 1), end=datetime.date(2018, 4, 30), precision="month", basis="stated"
)


def stored(value: Event | Statement, paper: Document, kind: str = "event") -> Stored:
    """Return a report as the store has it."""
    return Stored(name=value.id, record="record1:a", kind=kind, value=value, document=paper)


def told(text: str, published: str = "2018-04-28", publisher: str = "", **fields: Any) -> Stored:
    """Return a report that "met" stands in, of an outlet of its own."""
    paper = document(text, published, publisher=publisher or text)
    return stored(event(paper, "met", **fields), paper)


def merged(*reports: Stored) -> tuple[Record, Event]:
    """Return the record of reports and its value."""
    found = record(list(reports))
    assert isinstance(found.value, Event)
    return found, found.value


def test_each_field_comes_from_the_report_that_tells_it_best() -> None:
    """A day over its month, a village over its land, a name over an office; each says which report it is from."""
    vague = told("Today the North Korean leader met Moon.", date=APRIL, place=NORTH, actors=(LEADER, MOON))
    place = told("At Panmunjom Kim met Moon.", place=PANMUNJOM, date=APRIL, actors=(KIM, MOON))
    date = told(
        "They met on April 27, it is said.", date=day("2018-04-27"), place=NORTH, actors=(LEADER, MOON)
    )
    found, value = merged(vague, place, date)
    assert value.date == day("2018-04-27")
    assert value.place == PANMUNJOM
    assert {a.name for a in value.actors} == {"Kim Jong Un", "Moon Jae-in"}
    reports = {name: choice.report for name, choice in found.chosen.items()}
    assert (reports["date"], reports["place"], reports["actors"]) == (
        date.value.id,
        place.value.id,
        place.value.id,
    )
    assert all(choice.reason for choice in found.chosen.values())


def test_what_more_sources_contradict_is_not_chosen() -> None:
    """Two independent sources for a day, a town or a person outweigh one that names another, however surely."""
    wrong: dict[str, Any] = {
        "date": day("2018-04-26"),
        "place": Place(name="Kaesong", country="PRK", kind="city"),
    }
    right: dict[str, Any] = {
        "date": day("2018-04-27", "relative"),
        "place": Place(name="Sariwon", country="PRK", kind="city"),
    }
    reported = (Attribution(speaker=SEOUL),)
    _, value = merged(
        told("Early on they met.", "2018-04-27", actors=(KIM, TRUMP), **wrong),
        told(
            "Later they met again.", actors=(KIM, MOON), certainty="reported", attribution=reported, **right
        ),
        told(
            "Last of all they met.", actors=(KIM, MOON), certainty="reported", attribution=reported, **right
        ),
    )
    assert (value.date, value.place) == (right["date"], right["place"])
    assert {a.id for a in value.actors} == {KIM.id, MOON.id}
    assert value.certainty == "reported"


def test_one_wire_in_many_papers_does_not_outvote_another_source() -> None:
    """Papers that pass on one agency are one voice, so the better report stands against them."""
    wire = (Attribution(via="Meridian Wire"),)
    copies = [
        told(f"{name}: the two met, it said.", date=day("2018-04-26"), attribution=wire, certainty="reported")
        for name in ("Post", "Mail", "Star")
    ]
    found, value = merged(told("First they met.", "2018-04-27", date=day("2018-04-27")), *copies)
    assert value.date == day("2018-04-27")
    assert found.conflicts == ("date",)


def test_a_leader_is_not_named_by_who_cannot_be_meant() -> None:
    """A person of another land, of other work, two persons, or one already there: the office stays."""
    general = Actor(id="person:ri", name="Ri", kind="person", country="PRK", sector="MIL")
    sister = Actor(id="person:kim-yo-jong", name="Kim Yo Jong", kind="person", country="PRK", sector="GOV")
    for others in ((MOON,), (general,), (KIM, sister)):
        _, value = merged(
            told(
                "Soon the leader met them.",
                "2018-04-27",
                event_type="ACCUSE",
                actors=(LEADER,),
                recipients=(SEOUL,),
            ),
            told(
                "They met.",
                event_type="ACCUSE",
                actors=(*others,),
                certainty="unconfirmed",
            ),
        )
        assert "North Korean leader" in [a.name for a in value.actors]


def test_an_office_is_named_where_the_rest_of_its_report_is_the_best() -> None:
    """The person takes the place of the office alone, and brings no span of another text."""
    kim = Actor(id=KIM.id, name=KIM.name, kind="person", country="PRK", sector="GOV", mention=Span(0, 3))
    best = told(
        "Soon the leader met the ships.",
        "2018-04-27",
        event_type="ACCUSE",
        actors=(LEADER,),
        recipients=(SEOUL, MOON),
    )
    other = told(
        "Kim met one.", event_type="ACCUSE", actors=(kim,), recipients=(LEADER,), certainty="reported"
    )
    found, value = merged(best, other)
    assert [(a.name, a.mention) for a in value.actors] == [("Kim Jong Un", None)]
    assert value.recipients == (SEOUL, MOON)
    assert [e.exact for e in found.chosen["actors"].evidence] == ["Kim"]
    assert found.reports[0].differs["actors"] == "North Korean leader"
    assert "actors" not in found.reports[1].differs


def test_no_span_is_of_another_document_than_the_evidence() -> None:
    """A date and a place from elsewhere come without their spans; their words stand in what is chosen."""
    text = "They met on Friday in Panmunjom, far from home."
    where = Place(name="Panmunjom", country="PRK", kind="city", span=span(text, "Panmunjom"))
    when = When(
        start=datetime.date(2018, 4, 27),
        end=datetime.date(2018, 4, 27),
        basis="relative",
        text="Friday",
        span=span(text, "Friday"),
    )
    best = told("They met, the better report says.", "2018-04-27", date=day("2018-04-27"), place=NORTH)
    found, value = merged(best, told(text, "2018-04-29", date=when, place=where, certainty="reported"))
    assert value.evidence.document == best.document.id
    assert value.place is not None
    assert value.place.span is None
    assert [e.exact for e in found.chosen["place"].evidence] == ["Panmunjom"]
    assert value.trigger.span.of(best.document.text) == "met"
    reverse, other = merged(best, told(text, "2018-04-29", date=when, place=None, certainty="reported"))
    assert reverse.chosen["place"].report == best.value.id
    assert other.date == day("2018-04-27")


def test_the_deed_stands_over_its_plan_and_its_denial() -> None:
    """A plan that took place is actual, with the day of the deed; one denial does not undo two accounts, two undo one."""
    planned = told("They will have met in May.", "2018-04-01", status="planned", date=day("2018-05-20"))
    _, value = merged(planned, told("They met.", date=day("2018-04-27")))
    assert (value.status, value.date) == ("actual", day("2018-04-27"))
    yes = [told(f"{n} they met.", date=day("2018-04-27")) for n in ("Once", "Here")]
    no = [
        told(f"{n} says they never met.", certainty="denied", date=day("2018-04-27")) for n in ("Ann", "Bob")
    ]
    assert merged(*yes, no[0])[1].certainty == "asserted"
    assert merged(yes[0], *no)[1].certainty == "denied"
    echo = [
        told(
            f"{n} writes that Moon never met him.",
            certainty="denied",
            attribution=(Attribution(speaker=MOON),),
        )
        for n in ("Post", "Mail", "Star")
    ]
    assert merged(*yes, *echo)[1].certainty == "asserted"


def test_a_finer_code_and_the_figure_of_most_sources_are_taken() -> None:
    """A mode over none, 042 over 040; of two figures the one that more sources give."""
    plain, fine = (
        told("They met.", cameo="040"),
        told("Again they met.", "2018-04-29", cameo="042", mode="visit"),
    )
    _, value = merged(plain, fine)
    assert (value.mode, value.cameo) == ("visit", "042")

    def counted(text: str, number: float) -> Stored:
        paper = document(text, "2018-04-28", publisher=text)
        figure = Indicator(measure="people", value=number, evidence=paper.evidence(Span(0, 4)))
        return stored(event(paper, "met", magnitude=(figure,)), paper)

    found, value = merged(
        counted("Many met: 27.", 27.0), counted("More met: 35.", 35.0), counted("Thus met: 35.", 35.0)
    )
    assert [m.value for m in value.magnitude] == [35.0]
    assert found.reports[0].differs["magnitude"] == "people 27"
    assert "magnitude" not in found.reports[1].differs


def test_the_id_of_the_best_report_stays_that_of_a_stored_one() -> None:
    """A value put together from several reports has no id of its own; the record and its JSON name the best report."""
    best = told("They met, the better report says.", "2018-04-27", place=None, actors=(KIM, MOON))
    found, _ = merged(best, told("They met at Panmunjom.", "2018-04-29", date=APRIL))
    line = record_json(found)
    assert found.report_id == line["report_id"] == best.value.id
    assert line["chosen"]["place"]["report"] == found.reports[1].id
    assert line["place"]["name"] == "Panmunjom"
    assert "place from They met at Panmunjom." in " ".join("".join(Text().write([found])).split())


def test_one_report_needs_no_choice() -> None:
    """A record of one report is that report."""
    only = told("They met.")
    found, value = merged(only)
    assert value is only.value
    assert found.chosen == {}
    assert found.report_id == only.value.id


def test_what_was_said_is_dated_by_who_tells_the_day() -> None:
    """A statement that two articles carry has the day that one of them names."""

    def said(text: str, when: When | None) -> Stored:
        paper = document(text, "2018-04-28", publisher=text)
        value = Statement(
            speaker=KIM, cue="said", date=when, content=(Span(0, 4),), evidence=paper.evidence(Span(0, 9))
        )
        return stored(value, paper, "statement")

    named = said("Kim said so on Friday.", day("2018-04-27", "relative"))
    found = record([said("Then Kim said so.", APRIL), named])
    assert isinstance(found.value, Statement)
    assert found.value.date == day("2018-04-27", "relative")
    assert found.chosen["date"].report == named.value.id


@pytest.mark.usefixtures("each_database")
def test_as_of_a_day_only_reports_known_by_then_choose(tmp_path: Path) -> None:
    """The name that a later article brings is in today's record and not in that of the day before; its id stays."""
    with dateline.open(str(tmp_path / "a.db")) as archive:
        first = document(
            "Today the North Korean leader met Moon at Panmunjom.", "2018-04-27", publisher="Courier"
        )
        later = document("Kim Jong Un met Moon at Panmunjom on April 27.", "2018-04-30", publisher="Tribune")
        archive.add(article(first, event(first, "met", actors=(LEADER, MOON))))
        archive.add(article(later, event(later, "met", actors=(KIM, MOON))))
        (now,) = archive.timeline()
        (then,) = archive.timeline(as_of=datetime.date(2018, 4, 29))
    assert now.record_id == then.record_id
    assert isinstance(now.value, Event)
    assert isinstance(then.value, Event)
    assert [a.name for a in now.value.actors] == ["Kim Jong Un", "Moon Jae-in"]
    assert [a.name for a in then.value.actors] == ["North Korean leader", "Moon Jae-in"]
    assert then.chosen == {}
