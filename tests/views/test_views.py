"""Questions to the store and their answers."""

from __future__ import annotations

import dataclasses
import datetime
from importlib import import_module
from types import SimpleNamespace

import pytest

from dateline.archive import Archive
from dateline.errors import ConfigError, NotFound
from dateline.model import (
    Actor,
    Attribution,
    Commitment,
    Document,
    Event,
    Indicator,
    Place,
    Record,
    Span,
    StateChange,
    Statement,
    When,
)
from dateline.views import _merging, match
from handmade import KIM, MOON, article, day, document, event, full, span

pytestmark = pytest.mark.usefixtures("each_database")

COURIER = "Kim Jong Un and Moon Jae-in met at Panmunjom on April 27 and signed a declaration."
TRIBUNE = "Leaders of North Korea and South Korea, Kim and Moon, met at Panmunjom on April 26."


def tell(
    archive: Archive, text: str, published: str = "2018-04-27", publisher: str = "Courier", **fields: object
) -> None:
    """Add an article with one event."""
    told = document(text, published, publisher=publisher)
    archive.add(article(told, event(told, "met", **fields)))


def test_two_reports_are_one_record(archive: Archive) -> None:
    """Both outlets stand under one record, the older first, the stated date before the inferred."""
    tell(archive, TRIBUNE, "2018-04-28", "Tribune", date=day("2018-04-27", "published"))
    tell(archive, COURIER)
    (record,) = archive.timeline()
    assert [r.publisher for r in record.reports] == ["Courier", "Tribune"]
    assert record.value.date == day("2018-04-27")
    assert record.independent_sources == 2
    assert record.first_reported == datetime.date(2018, 4, 27)
    assert record.last_changed == datetime.date(2018, 4, 28)
    assert record.conflicts == ()


def test_reports_that_differ_say_in_what(archive: Archive) -> None:
    """A report with another day names it, and the record names the field as disputed."""
    tell(archive, COURIER)
    tell(archive, TRIBUNE, publisher="Tribune", date=day("2018-04-26"))
    (record,) = archive.timeline()
    assert record.conflicts == ("date",)
    assert record.reports[1].differs["date"] in ("2018-04-26", "2018-04-27")


def test_what_two_reports_cannot_both_say_is_disputed() -> None:
    """Days, towns, people, denial and figures clash between reports, not what one of them says alone."""
    one, told = event(document()), document(TRIBUNE)
    dead = tuple(
        Indicator(measure="people killed", value=n, unit="people", evidence=one.evidence) for n in (3.0, 30.0)
    )
    busan = dataclasses.replace(one.place, name="Busan", kind="city")  # type: ignore[type-var]
    seoul = dataclasses.replace(busan, name="Seoul")
    alike = event(told, place=busan, magnitude=dead)
    assert disputed_in(alike, alike) == []
    assert disputed_in(alike, event(told, place=busan, magnitude=dead[:1])) == ["magnitude"]
    assert disputed_in(event(told, place=seoul), event(told, place=busan)) == ["place"]
    assert disputed_in(event(told, actors=(KIM,)), event(told, actors=(MOON,))) == ["actors"]
    assert disputed_in(event(told), event(told, status="negated")) == ["status"]


def disputed_in(*events: Event) -> list[str]:
    """Return the fields in which reports clash."""
    return list(_merging.disputed([SimpleNamespace(value=e) for e in events]))  # type: ignore[misc]


def test_the_newest_commitments_are_those_reported_last(archive: Archive) -> None:
    """Most have no day on which they are due: what is found first, and the time asked for, go by the report."""
    for month, words in (
        (4, "will send rice"),
        (5, "will close the old mine"),
        (6, "will free eleven sailors"),
    ):
        told = document(f"Kim {words}, he promised Moon.", f"2018-{month:02d}-02")
        evidence = told.evidence(Span(0, len(told.text)))
        made = Commitment(kind="promise", by=(KIM,), to=(MOON,), content=words, evidence=evidence)
        archive.add(article(told, commitments=(made,)))

    def found(**choice: object) -> list[str]:
        return [r.value.content.split()[-1] for r in archive.found("commitment", most=1, **choice)]  # type: ignore[union-attr, arg-type]

    assert (found(), found(until="2018-05-20"), found(oldest=True)) == (["sailors"], ["mine"], ["rice"])
    assert found(oldest=True, since="2018-05-01") == ["mine"]
    (one,) = archive.found("commitment", most=1)
    assert archive.followed([one.record_id]) == (archive.show(one.record_id),)


def test_relays_of_one_agency_are_one_source(archive: Archive) -> None:
    """Two outlets that pass on the same agency are one origin, and a reprint is none of its own."""
    agency = (Attribution(via="Meridian Wire"),)
    tell(archive, COURIER, attribution=agency)
    tell(archive, TRIBUNE, publisher="Tribune", attribution=agency, date=day("2018-04-27"))
    assert archive.timeline()[0].independent_sources == 1
    tell(archive, COURIER, publisher="Post")
    (record,) = archive.timeline()
    assert len(record.reports) == 3
    assert record.independent_sources == 1


def test_the_wire_and_those_who_quote_it_are_one_source(archive: Archive) -> None:
    """An agency under any of its names, as speaker, relay, publisher or credit, is one origin; another agency is two."""
    kcna = Actor(id="org:kcna", name="Korean Central News Agency", kind="organisation", country="PRK")
    tell(archive, COURIER, publisher="KCNA")
    tell(
        archive,
        TRIBUNE,
        publisher="Tribune",
        date=day("2018-04-27"),
        attribution=(Attribution(speaker=kcna),),
    )
    tell(archive, f"PANMUNJOM (KCNA) - {TRIBUNE}", publisher="Post", date=day("2018-04-27"))
    tell(archive, f"At last {COURIER}", publisher="Mail", attribution=(Attribution(via="KCNA", speaker=KIM),))
    (record,) = archive.timeline()
    assert (len(record.reports), record.independent_sources) == (4, 1)
    tell(archive, f"Today {COURIER}", publisher="Star", attribution=(Attribution(via="Yonhap"),))
    (record,) = archive.timeline()
    assert (len(record.reports), record.independent_sources) == (5, 2)


def test_a_copied_sentence_and_one_speaker_are_one_source(archive: Archive) -> None:
    """A sentence cut and changed in a word is a reprint; all who rest on one minister's word are one source."""
    tell(archive, COURIER)
    tell(archive, COURIER.replace("declaration", "paper") + " It rained.", publisher="Post")
    (record,) = archive.timeline()
    assert (len(record.reports), record.independent_sources) == (2, 1)
    word = (Attribution(speaker=MOON),)
    texts = (
        "Kim and Moon met at Panmunjom, Moon told reporters.",
        "By Moon's word the two met at Panmunjom on Friday.",
    )
    for name, text in zip(("Mail", "Star"), texts, strict=True):
        tell(archive, text, publisher=name, attribution=word)
    (record,) = archive.timeline()
    assert (len(record.reports), record.independent_sources) == (4, 2)


def test_only_what_happened_unless_all_is_asked(archive: Archive) -> None:
    """Planned, negated and denied events need include_all."""
    tell(archive, COURIER)
    tell(archive, "They will have met by May.", status="planned", date=day("2018-05-20"))
    tell(archive, "Nobody denied that they met in June.", certainty="denied", date=day("2018-06-20"))
    assert len(archive.timeline()) == 1
    assert len(archive.timeline(include_all=True)) == 3


def test_a_timeline_is_in_order_of_time(archive: Archive) -> None:
    """Undated events stand at the end."""
    tell(archive, "Somebody met somebody, once upon a time.", date=None)
    tell(archive, COURIER)
    tell(archive, "Kim and Moon had met before, in a dream.", date=day("2017-04-27"))
    dates = [r.value.date for r in archive.timeline()]
    assert dates == [day("2017-04-27"), day("2018-04-27"), None]


@pytest.mark.parametrize("actor", ["PRK", "PRKGOV", "North Korea", "DPRK", "Kim Jong Un", "kim jong", KIM.id])
def test_an_actor_is_found_by_code_and_name(archive: Archive, actor: str) -> None:
    """Code, start of a code, name of the state, name of the person."""
    tell(archive, COURIER)
    assert len(archive.timeline(actor=actor)) == 1
    assert len(archive.timeline(actor=actor, with_="South Korea")) == 1
    assert archive.timeline(actor=actor, with_="USA") == ()


@pytest.mark.parametrize("actor", ["KOR_", "%", "PR", "USA", "Im", "' OR 1=1 --"])
def test_other_words_find_nobody(archive: Archive, actor: str) -> None:
    """Wildcards and quotes are plain characters; two letters are no code."""
    told = document("Officials met in the old town hall on April 27.")
    chief = Actor(id="role:PRK:officials", name="officials", kind="role", country="PRK", sector="GOV")
    archive.add(article(told, event(told, actors=(chief,))))
    assert archive.timeline(actor=actor) == ()


def test_codes_are_prefixes() -> None:
    """PRKGOV means the government only, PRK all of the country."""
    assert match("PRK").prefix == "PRK"
    assert match("South Korea").countries == ("KOR",)
    assert match("Moon").name == "moon"


def test_time_limits_are_inclusive(archive: Archive) -> None:
    """Since and until take events that touch the day."""
    tell(archive, COURIER)
    assert archive.timeline(since="2018-04-27", until="2018-04-27")
    assert not archive.timeline(since="2018-04-28")
    assert not archive.timeline(until="2018-04-26")
    with pytest.raises(ConfigError, match="not a day"):
        archive.timeline(since="last week")


def test_as_of_shows_what_was_known(archive: Archive) -> None:
    """Later publications are not seen, neither as records nor as reports."""
    tell(archive, COURIER)
    tell(archive, TRIBUNE, "2018-04-29", "Tribune", date=day("2018-04-27", "published"))
    assert len(archive.timeline(as_of="2018-04-30")[0].reports) == 2
    assert len(archive.timeline(as_of="2018-04-27")[0].reports) == 1
    assert archive.timeline(as_of="2018-04-26") == ()


def test_type_chooses(archive: Archive) -> None:
    """Types are found in any case."""
    tell(archive, COURIER)
    assert archive.timeline(type="consult")
    assert not archive.timeline(type="ASSAULT")


def test_one_statement_in_two_outlets_is_one_record(archive: Archive) -> None:
    """The same speaker with nearly the same words, in two documents."""
    texts = (
        "“We will close the nuclear test site in May,” Kim said.",
        "Kim said: “We will close the nuclear test site in early May.”",
        "“There will be no further talks with anybody this year,” Kim said.",
    )
    for number, text in enumerate(texts):
        told = document(text, publisher=f"Paper {number}")
        quoted = span(text, text[text.index("“") : text.index("”") + 1])
        said = Statement(
            speaker=KIM, cue="said", direct=True, content=(quoted,), evidence=told.evidence(quoted)
        )
        archive.add(article(told, statements=(said,)))
    assert sorted(len(r.reports) for r in archive.statements(actor="PRK")) == [1, 2]


def cases(archive: Archive, text: str, value: float, published: str = "2022-05-20", **fields: object) -> None:
    """Add an article with one figure."""
    told = document(text, published, publisher=f"Paper of {value:,.0f}")
    place = Place(name="North Korea", country="PRK", kind="country")
    figure = Indicator(
        measure="fever cases",
        value=value,
        unit="people",
        place=place,
        evidence=told.evidence(span(text, text)),
    )
    archive.add(article(told, indicators=(dataclasses.replace(figure, **fields),)))  # type: ignore[arg-type]


def test_one_figure_in_two_outlets_is_one_record(archive: Archive) -> None:
    """Equal figures of one measure and place are one record."""
    cases(archive, "State media count 2,240,000 cases.", 2_240_000)
    cases(archive, "There are 2,240,000 fever cases.", 2_240_000.0)
    (record,) = archive.indicators()
    assert len(record.reports) == 2


def test_figures_of_one_day_that_differ_conflict(archive: Archive) -> None:
    """Both values are shown with their reports; another day is change, not conflict; rounding is neither."""
    cases(archive, "State media count 2,240,000 cases.", 2_240_000)
    cases(archive, "Seoul counts 3,000,000 cases.", 3_000_000)
    cases(archive, "There are 2,250,000 cases.", 2_250_000)
    cases(archive, "A week later 4,000,000 were ill.", 4_000_000, "2022-05-27")
    found = archive.conflicts()
    assert [c.field for c in found] == ["value", "value"]
    assert all("3,000,000 people" in {s.value for s in c.sides} for c in found)
    assert all(len(c.records) == 2 for c in found)


def test_a_disputed_date_is_a_conflict(archive: Archive) -> None:
    """Two outlets with two firm days for one event."""
    tell(archive, COURIER)
    tell(archive, TRIBUNE, publisher="Tribune", date=day("2018-04-26"))
    (conflict,) = archive.conflicts()
    assert conflict.field == "date"
    assert {s.value for s in conflict.sides} == {"2018-04-26", "2018-04-27"}


def test_a_vaguer_date_is_no_conflict(archive: Archive) -> None:
    """A month that holds the day does not speak against it."""
    tell(archive, COURIER)
    start, end = datetime.date(2018, 4, 1), datetime.date(2018, 4, 30)
    month = When(start=start, end=end, precision="month", basis="stated")
    tell(archive, TRIBUNE.replace("April 26", "in April"), publisher="Tribune", date=month)
    (record,) = archive.timeline()
    assert len(record.reports) == 2
    assert record.value.date == day("2018-04-27")
    assert archive.conflicts() == ()


def test_a_denial_is_a_conflict(archive: Archive) -> None:
    """One outlet has the event, another has that it did not happen."""
    tell(archive, COURIER)
    tell(archive, COURIER.replace("met", "never met"), publisher="Tribune", status="negated")
    (conflict,) = archive.conflicts()
    assert conflict.field == "status"
    assert [s.value for s in conflict.sides].count("denied") == 1


def offer(archive: Archive, text: str, published: str, state: str, *history: StateChange) -> None:
    """Add an article with one offer."""
    told = document(text, published)
    words = "five thousand tonnes of rice before winter"
    made = Commitment(
        kind="offer",
        by=(MOON,),
        to=(KIM,),
        content=words,
        state=state,  # type: ignore[arg-type]
        history=history,
        evidence=told.evidence(span(text, words)),
    )
    archive.add(article(told, commitments=(made,)))


def test_a_commitment_has_the_state_of_its_last_report(archive: Archive) -> None:
    """Offer and refusal in two documents are one commitment with a history; as-of looks back."""
    refused = StateChange(state="refused", date=datetime.date(2018, 6, 3))
    offer(archive, "Moon offered five thousand tonnes of rice before winter.", "2018-06-01", "open")
    offer(
        archive, "Kim refused five thousand tonnes of rice before winter.", "2018-06-03", "refused", refused
    )
    (record,) = archive.commitments()
    assert isinstance(record.value, Commitment)
    assert (record.value.state, record.value.history) == ("refused", (refused,))
    assert archive.commitments(state="open") == ()
    (before,) = archive.commitments(as_of="2018-06-02")
    assert isinstance(before.value, Commitment)
    assert before.value.state == "open"


def test_show_finds_by_record_report_document_and_start(archive: Archive) -> None:
    """Any id, or the start of one, leads to the thing."""
    told = full()
    archive.add(told)
    (record,) = archive.timeline()
    assert archive.show(record.record_id) == record
    assert archive.show(record.record_id[:14]) == record
    assert archive.show(told.events[0].id) == record
    assert archive.show(told.document.id) == told.document
    assert isinstance(archive.show("doc1:"), Document)
    with pytest.raises(NotFound, match="several"):
        archive.show("record1:")
    with pytest.raises(NotFound, match="nothing has this id"):
        archive.show("record1:zzz")


def test_records_are_of_all_kinds(archive: Archive) -> None:
    """One record for each report of the article, and the counts agree."""
    archive.add(full())
    records = archive.records()
    assert [r.kind for r in records] == ["event", "statement", "indicator", "commitment"]
    assert all(isinstance(r, Record) and len(r.reports) == 1 for r in records)
    assert isinstance(records[0].value, Event)
    counts = archive.counts()
    assert (counts["documents"], counts["events"], counts["records"]) == (1, 1, 4)
    assert {r.record_id for r in archive.of_document(full().document.id)} == {r.record_id for r in records}


def counts(told: Document, *given: tuple[str, float, str | None]) -> tuple[Indicator, ...]:
    """Return figures of the wounded, each with its words, value and source."""
    return tuple(
        Indicator(
            measure="people injured",
            value=value,
            unit="people",
            attribution=(Attribution(speaker=Actor(id=source, name=source)),) if source else (),
            evidence=told.evidence(span(told.text, words)),
        )
        for words, value, source in given
    )


def test_two_sources_of_one_article_can_disagree(archive: Archive) -> None:
    """Inside a document, figures of different sources conflict; those of one source are a list."""
    told = document("The hospital said 27 people were hurt, the party said 35 were, ten of them reporters.")
    one = counts(told, ("27 people", 27, "hospital"), ("35 were", 35, "party"))
    archive.add(article(told, indicators=one))
    (conflict,) = archive.conflicts()
    assert {s.value for s in conflict.sides} == {"27 people", "35 people"}
    listed = document("The hospital said 27 men and 35 women were hurt.")
    archive.add(
        article(listed, indicators=counts(listed, ("27 men", 27, "hospital"), ("35 women", 35, "hospital")))
    )
    assert len(archive.conflicts()) == 1


@pytest.mark.parametrize("read", [1, 2, 500])
def test_records_come_one_by_one_as_they_come_at_once(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, read: int
) -> None:
    """However many are read at a time, all come, in the order of their date, undated ones last."""
    monkeypatch.setattr(import_module("dateline.views.records"), "READ", read)
    tell(archive, "The two met again.", "2018-05-01", date=None)
    tell(archive, TRIBUNE, "2018-04-28", "Tribune", date=day("2018-04-27", "published"))
    tell(archive, COURIER)
    for number, when in enumerate(("2019-03-02", "2017-01-05", "2018-12-24")):
        tell(archive, f"They met for the {number}th time in the hall.", "2019-04-01", date=day(when))
    tell(archive, "They never met in Oslo.", "2019-04-02", date=day("2018-01-01"), status="negated")
    at_once = archive.records()
    assert len(at_once) > 4
    assert list(archive.each()) == list(at_once)
    assert list(archive.each("event", include_all=False)) == list(archive.timeline())
    asked = {"since": "2018-01-01", "until": "2018-12-31", "as_of": "2019-04-01"}
    assert list(archive.each("event", **asked)) == list(archive.records("event", **asked))
