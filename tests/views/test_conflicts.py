"""Accounts that cannot both hold, and those that only look so."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from dateline.archive import Archive
from dateline.model import Actor, Attribution, Indicator, Place, When
from dateline.model.conflict import Conflict
from handmade import KIM, MOON, TRUMP, article, day, document, event, span, telling

pytestmark = pytest.mark.usefixtures("each_database")

OSLO = Place(name="Oslo", country="NOR", kind="city")
HANSEN = Actor(id="person:hansen", name="Hansen", kind="person", country="NOR", sector="GOV")
BERG = Actor(id="person:berg", name="Berg", kind="person", country="NOR", sector="GOV")


def meeting(archive: Archive, text: str, published: str, **fields: Any) -> None:
    """Add an article with a meeting."""
    told = document(text, published, publisher=f"Paper of {published}")
    archive.add(article(told, event(told, "met", **fields)))


def said(
    archive: Archive, text: str, *statements: tuple[Actor, str, str, str], published: str = "2018-04-27"
) -> None:
    """Add an article with statements: speaker, cue, stance, and the words that hold cue and content."""
    told = [
        telling(text, (who, cue, words), published=published, stance=stance)
        for who, cue, stance, words in statements
    ]
    archive.add(dataclasses.replace(told[0], statements=tuple(s for one in told for s in one.statements)))


def only(archive: Archive, field: str) -> Conflict:
    """Return the one conflict that there is."""
    (conflict,) = archive.conflicts()
    assert conflict.field == field
    assert len(conflict.sides) == 2
    return conflict


def test_a_year_got_wrong_is_a_conflict(archive: Archive) -> None:
    """The same parties in the same town in the same month of another year: somebody errs."""
    months = [
        When(start=datetime.date(y, 2, 1), end=datetime.date(y, 2, 28), precision="month", basis="stated")
        for y in (2019, 2018)
    ]
    meeting(
        archive,
        "Kim Jong Un and Donald Trump met in Oslo in February 2019.",
        "2020-01-01",
        actors=(KIM, TRUMP),
        place=OSLO,
        date=months[0],
    )
    meeting(
        archive,
        "Trump and Kim met in Oslo in February 2018.",
        "2020-03-01",
        actors=(KIM, TRUMP),
        place=OSLO,
        date=months[1],
    )
    conflict = only(archive, "date")
    assert "2019-02" in conflict.explanation
    assert "2018-02" in conflict.explanation
    assert "both dates" in conflict.explanation


def test_two_meetings_of_one_year_are_none(archive: Archive) -> None:
    """Leaders may meet twice in a town, weeks apart."""
    meeting(archive, "Kim Jong Un and Moon Jae-in met in Oslo.", "2018-04-27", place=OSLO)
    meeting(
        archive, "Kim Jong Un and Moon Jae-in met in Oslo.", "2018-05-26", place=OSLO, date=day("2018-05-26")
    )
    assert archive.conflicts() == ()


def test_a_plan_that_was_moved_is_none(archive: Archive) -> None:
    """A plan and its deed share a record and do not contradict each other; the record tells the deed."""
    june = When(
        start=datetime.date(2018, 6, 1), end=datetime.date(2018, 6, 30), precision="month", basis="stated"
    )
    meeting(
        archive,
        "Kim Jong Un and Moon Jae-in will have met in Oslo by June.",
        "2018-04-01",
        place=OSLO,
        date=june,
        status="planned",
    )
    meeting(
        archive,
        "Kim Jong Un and Moon Jae-in met in Oslo on June 5.",
        "2018-06-06",
        place=OSLO,
        date=day("2018-06-05"),
    )
    assert archive.conflicts() == ()
    (record,) = archive.timeline()
    assert record.value.date == day("2018-06-05")
    assert [r.differs.get("status") for r in record.reports] == ["planned", None]
    assert archive.timeline(as_of="2018-05-01") == ()


def test_it_means_the_claim_before(archive: Archive) -> None:
    """A denial of "it" means what somebody else said just before, not his own words."""
    text = "Hansen said the bank had lost the money. Berg denied it. Berg said that all was well."
    said(
        archive,
        text,
        (HANSEN, "said", "says", "the bank had lost the money"),
        (BERG, "denied", "denies", "it"),
        (BERG, "said", "says", "all was well"),
    )
    conflict = only(archive, "status")
    assert conflict.explanation == "Berg denied what Hansen said: “the bank had lost the money”"


def test_a_denial_finds_its_claim_by_words(archive: Archive) -> None:
    """In one article one telling word can do; in two articles several must be shared."""
    said(
        archive,
        "Hansen said that soldiers had set up a roadblock. A storm came. Berg denied claims of roadblocks in the valley.",
        (HANSEN, "said", "says", "soldiers had set up a roadblock"),
        (BERG, "denied", "denies", "claims of roadblocks in the valley"),
    )
    assert only(archive, "status").sides[0].value == "soldiers had set up a roadblock"
    said(
        archive,
        "Berg denied that soldiers lost the bridge.",
        (BERG, "denied", "denies", "soldiers lost the bridge"),
        published="2018-04-30",
    )
    assert len(archive.conflicts()) == 1


def test_a_denial_in_another_article_is_found(archive: Archive) -> None:
    """Three telling words and half of them lead across articles of the same weeks."""
    claim = "the northern garrison had seized the harbour of Bodo"
    denial = "the garrison seized any harbour in Bodo"
    said(archive, f"Hansen said {claim}.", (HANSEN, "said", "says", claim))
    said(archive, f"Berg denied that {denial}.", (BERG, "denied", "denies", denial), published="2018-04-29")
    assert [s.value for s in only(archive, "status").sides] == [claim, "denied"]


def test_refusing_is_no_denial(archive: Archive) -> None:
    """Who rejects an offer does not say that it was not made."""
    text = "Hansen said rice would come. Berg refused the rice."
    said(archive, text, (HANSEN, "said", "says", "rice would come"), (BERG, "refused", "denies", "the rice"))
    assert archive.conflicts() == ()


def test_a_correction_names_what_is_wrong(archive: Archive) -> None:
    """Not from Bodo but from Narvik: that contradicts the article that has Bodo; "not only, but also" does not."""
    claim, correction = (
        "the navy fired two rockets from Bodo",
        "The rockets were not fired from Bodo, as Oslo said, but from Narvik",
    )
    said(archive, f"Hansen said {claim}.", (HANSEN, "said", "says", claim))
    said(archive, f"{correction}, Berg said.", (BERG, "said", "says", correction), published="2018-04-28")
    conflict = only(archive, "content")
    assert conflict.sides[1].value.startswith("not fired from Bodo")
    both = "The rockets were not only fired from Bodo but also from Narvik"
    said(archive, f"{both}, Berg said.", (BERG, "said", "says", both), published="2018-04-29")
    assert len(archive.conflicts()) == 1


def figures(
    archive: Archive,
    text: str,
    *given: tuple[str, float, str | None],
    published: str = "2018-04-27",
    **fields: Any,
) -> None:
    """Add an article with figures: words, value, source."""
    told = document(text, published, publisher=f"Paper of {published}")
    made = tuple(
        Indicator(
            measure="people killed",
            value=value,
            unit="people",
            attribution=(Attribution(speaker=Actor(id=source, name=source)),) if source else (),
            evidence=told.evidence(span(text, words)),
            **fields,
        )
        for words, value, source in given
    )
    archive.add(article(told, indicators=made))


def test_figures_of_the_writer_side_by_side_count_two_things(archive: Archive) -> None:
    """Only two named sources of one article can disagree."""
    figures(
        archive,
        "The north lost 30 men and the south lost 20, doctors said.",
        ("30 men", 30, None),
        ("20", 20, "doctors"),
    )
    assert archive.conflicts() == ()
    figures(archive, "Doctors counted 30 dead, the army 20.", ("30 dead", 30, "doctors"), ("20", 20, "army"))
    assert only(archive, "value").explanation.endswith("more than rounding")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The quake killed 30 people; Oslo puts the toll at 20.", "20", 20),
        ("The quake killed 30 people, but doctors of the port said nobody died.", "nobody", 0),
    ],
)
def test_a_source_can_be_set_against_the_writer(
    archive: Archive, text: str, words: str, value: float
) -> None:
    """Words that give another's figure for the same thing make the two disagree."""
    figures(archive, text, ("30 people", 30, None), (words, value, "Oslo"))
    assert {s.value for s in only(archive, "value").sides} == {"30 people", f"{value} people"}


def test_a_count_of_a_day_may_have_grown(archive: Archive) -> None:
    """Two outlets of one day with close counts and no firm time: the toll moved on; told for one day, they conflict."""
    figures(archive, "63 people have died in Oslo.", ("63 people", 63, None), place=OSLO)
    figures(
        archive,
        "Now 70 people have died in Oslo.",
        ("70 people", 70, None),
        place=OSLO,
        date=day("2018-04-27", "published"),
    )
    assert archive.conflicts() == ()
    figures(
        archive,
        "The dead of April 26 in Oslo were 63 people.",
        ("63 people", 63, None),
        place=OSLO,
        date=day("2018-04-26"),
    )
    figures(
        archive,
        "On April 26 it was 70 people in Oslo.",
        ("70 people", 70, None),
        place=OSLO,
        date=day("2018-04-26"),
    )
    assert {s.value for s in only(archive, "value").sides} == {"63 people", "70 people"}


def test_other_people_in_one_part_conflict(archive: Archive) -> None:
    """Two names for one visitor of one country on one day, told alike, are a dispute about who."""
    text = "{} opened the new harbour school of Oslo on Friday and met teachers."
    for who, published in ((HANSEN, "2018-04-28"), (BERG, "2018-04-29")):
        meeting(
            archive,
            text.format(who.name),
            published,
            actors=(who,),
            recipients=(MOON,),
            place=OSLO,
            mode="visit",
            event_type="COOPERATE",
        )
    assert {s.value for s in only(archive, "actors").sides} == {"Hansen", "Berg"}


def test_only_what_speaks_against_the_records_asked_for(archive: Archive) -> None:
    """For some records the view gives what it gives for all, as far as it touches them."""
    text = "Hansen said the bank had lost the money. Berg denied it."
    said(
        archive,
        text,
        (HANSEN, "said", "says", "the bank had lost the money"),
        (BERG, "denied", "denies", "it"),
    )
    figures(archive, "Doctors counted 30 dead, the army 20.", ("30 dead", 30, "doctors"), ("20", 20, "army"))
    everything = archive.conflicts()
    assert {c.field for c in everything} == {"status", "value"}
    for conflict in everything:
        assert archive.conflicts(records=conflict.records[:1]) == (conflict,)
    assert archive.conflicts(records=()) == ()
