"""Which reports are one event."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from typing import Any

import pytest

from dateline.codebook.files import Row, find, read_csv
from dateline.model import Actor, Block, Place, Span, When
from dateline.resolvers import Told, place
from dateline.resolvers._acts import likeness, stem
from dateline.resolvers.events import Events, type_groups
from handmade import KIM, MOON, PANMUNJOM, TRUMP, day, document, event, span

FIRST = "Kim Jong Un and Moon Jae-in met at Panmunjom on April 27 and signed a declaration."
SECOND = "The North Korean and South Korean leaders met at the village of Panmunjom on Friday."


def told(text: str = FIRST, published: str = "2018-04-27", *, words: str = "met", **fields: Any) -> Told:
    """Return an event as a report."""
    whole = document(text, published)
    return Told(value=event(whole, words, **fields), document=whole)


def same(left: Told, right: Told) -> bool:
    """Return the verdict, which must not hang on the order."""
    resolver = Events()
    one, other = resolver.judge(left, right), resolver.judge(right, left)
    assert (one.left, one.right, one.same, one.score) == (other.left, other.right, other.same, other.score)
    if one.same:
        assert set(resolver.search(left).keys) & set(resolver.keys(right))
        assert set(resolver.search(right).keys) & set(resolver.keys(left))
        assert right.value.event_type in resolver.search(left).types
    return one.same


def test_two_outlets_tell_of_one_meeting() -> None:
    """Same type, day, parties and place in other words are one event."""
    assert same(told(), told(SECOND))


def test_another_day_is_another_event() -> None:
    """Two firm days that are not neighbours are two events."""
    assert not same(told(), told(SECOND, date=day("2018-05-26")))


def test_a_published_basis_gives_way_to_a_stated_day_close_by() -> None:
    """A report dated by its publication may be of the day before."""
    assert same(told(), told(SECOND, date=day("2018-04-28", "published")))


def test_other_countries_are_another_event() -> None:
    """Participants of other states settle it."""
    assert not same(told(), told(SECOND, actors=(KIM, TRUMP)))


def test_fewer_participants_can_be_the_same_event() -> None:
    """A report may name one side only."""
    assert same(told(), told(SECOND, actors=(KIM,)))


def test_a_place_in_another_country_is_another_event() -> None:
    """Places that contradict settle it."""
    assert not same(told(), told(SECOND, place=Place(name="Singapore", country="SGP", kind="city")))


def test_who_hits_whom_matters() -> None:
    """The same act the other way round is another event."""
    one = told(event_type="ASSAULT", actors=(KIM,), recipients=(MOON,))
    other = told(SECOND, event_type="ASSAULT", actors=(MOON,), recipients=(KIM,))
    assert not same(one, other)


def test_a_plan_joins_its_deed() -> None:
    """A plan for the day on which it came true is the same event, whenever the deed is read."""
    plan = told(
        "Kim Jong Un and Moon Jae-in will have met at Panmunjom by April 27.", "2018-04-01", status="planned"
    )
    assert same(plan, told())


def test_a_plan_written_after_the_deed_is_another_event() -> None:
    """Plans look ahead: a later plan, and one for another day, are linked at best."""
    late = told("Kim Jong Un and Moon Jae-in want to have met at Panmunjom.", "2018-06-01", status="planned")
    judgement = Events().judge(told(), late)
    assert not judgement.same
    assert judgement.score > 0.5
    assert any("linked" in reason for reason in judgement.reasons)
    other = told(
        "They will have met at Panmunjom by May 20.", "2018-04-01", status="planned", date=day("2018-05-20")
    )
    assert not same(told(), other)


def test_a_plan_to_do_it_again_is_another_event() -> None:
    """Words that call it one of several keep it apart."""
    again = told(
        "Kim Jong Un and Moon Jae-in will have met again at Panmunjom by April 27.",
        "2018-04-01",
        status="planned",
    )
    assert not same(told(), again)


def test_what_happened_and_what_did_not_are_apart() -> None:
    """A denied event is linked to the event and stays its own record."""
    judgement = Events().judge(told(), told(SECOND, status="negated"))
    assert not judgement.same
    assert judgement.score > 0.6


def test_a_year_and_a_day_are_one_event_where_both_name_the_town() -> None:
    """A span of years in Oslo and a day in it are one meeting; without the town, years say too little."""
    years = When(
        start=datetime.date(2017, 1, 1), end=datetime.date(2018, 12, 31), precision="range", basis="relative"
    )
    oslo = Place(name="Oslo", country="NOR", kind="city")
    vague = told(
        "Two years ago Kim Jong Un and Moon Jae-in met in Oslo.", "2019-05-01", date=years, place=oslo
    )
    exact = told(
        "Kim Jong Un and Moon Jae-in first met on June 5 in the city of Oslo.",
        date=day("2018-06-05"),
        place=oslo,
    )
    assert same(vague, exact)
    nowhere = told("Two years ago Kim Jong Un and Moon Jae-in met.", "2019-05-01", date=years, place=None)
    assert not same(nowhere, told(FIRST, date=day("2018-06-05"), place=None))


def test_the_same_act_on_other_days_is_another_event() -> None:
    """Tests and counts come back: no two days in one record, however alike the words."""
    launch = {"event_type": "MOBILIZE", "mode": "weapons", "actors": (KIM,), "place": None}
    may = told(
        "North Korea fired two missiles from its eastern coast on Saturday.",
        "2019-05-04",
        words="fired",
        date=day("2019-05-04", "relative"),
        **launch,
    )
    july = told(
        "North Korea fired two missiles from its eastern coast on Thursday.",
        "2019-07-25",
        words="fired",
        date=day("2019-07-25", "relative"),
        **launch,
    )
    assert not same(may, july)


def test_spoken_acts_need_the_same_content() -> None:
    """Two promises of one speaker on one day are two, unless they promise the same."""
    promise = {
        "event_type": "AGREE",
        "actors": (MOON,),
        "recipients": (KIM,),
        "place": None,
        "words": "pledged",
    }
    rice = told("Moon Jae-in pledged 5,000 tonnes of rice for flooded villages.", **promise)
    rail = told("Moon Jae-in pledged engineers for the coastal railway.", **promise)
    more = told("Seoul pledged rice for villages under water, Moon Jae-in announced.", **promise)
    assert not same(rice, rail)
    assert same(rice, more)


def test_other_people_of_one_country_are_other_actors() -> None:
    """Ann and Bob of one country did two things."""
    sister = Actor(id="person:kim-yo-jong", name="Kim Yo Jong", kind="person", country="PRK", sector="GOV")
    fields = {"event_type": "ACCUSE", "recipients": (MOON,), "place": None, "words": "scolded"}
    assert same(
        told("Kim Jong Un scolded Seoul over its drills.", actors=(KIM,), **fields),
        told("On Friday Kim Jong Un scolded the South over the drills.", actors=(KIM,), **fields),
    )
    assert not same(
        told("Kim Jong Un scolded Seoul over its drills.", actors=(KIM,), **fields),
        told("Kim Yo Jong scolded Moon Jae-in for a speech.", actors=(sister,), **fields),
    )


def in_one_document(first: dict[str, Any], second: dict[str, Any], text: str) -> bool:
    """Return whether two events of one document, each in its sentence, are the same."""
    whole = document(text)
    made = []
    for fields in (first, second):
        given = dict(fields)
        words, sentence = given.pop("words"), given.pop("sentence")
        found = event(whole, words, **given)
        made.append(dataclasses.replace(found, evidence=whole.evidence(span(text, sentence))))
    return same(*(Told(value=e, document=whole) for e in made))


def test_a_noun_joins_the_act_it_names() -> None:
    """A launch named again by a noun is the launch of the lead; another verb with other content is not."""
    lead, later, other = (
        "North Korea launched a rocket from its western coast on Friday.",
        "Seoul said that the launch had failed.",
        "Soldiers launched flares over the river.",
    )
    fields = {"event_type": "MOBILIZE", "mode": "weapons", "actors": (KIM,), "place": None}
    first = {"words": "launched", "sentence": lead, **fields}
    noun = {
        "words": "launch had",
        "sentence": later,
        "reasons": ("noun launch",),
        "date": day("2018-04-28", "published"),
        **fields,
    }
    flares = {"words": "launched flares", "sentence": other, "reasons": ("verb launch",), **fields}
    text = " ".join((lead, later, other))
    assert in_one_document(first, noun, text)
    assert not in_one_document(first, flares, text)


def test_a_headline_tells_the_act_of_its_article() -> None:
    """Other words for it, and the day of the report in place of the act's, do not make the headline another event."""
    title, lead = "Oslo recalls envoy from Lima", "Norway recalled its ambassador on Thursday."
    text = f"{title}\n{lead}"
    blocks = (Block(span=Span(0, len(title)), kind="title"), Block(span=Span(len(title) + 1, len(text))))
    whole = dataclasses.replace(document(text), blocks=blocks)
    fields: dict[str, Any] = {"event_type": "SANCTION", "mode": "withdraw", "place": None}
    told_days = (("recalls", title, day("2018-04-27", "published")), ("recalled", lead, day("2018-04-26")))
    reports = [
        Told(
            value=event(whole, words, evidence=whole.evidence(span(text, line)), date=date, **fields),
            document=whole,
        )
        for words, line, date in told_days
    ]
    assert same(*reports)
    plain = document(text)
    assert not same(*(dataclasses.replace(r, document=plain) for r in reports))


def test_a_sentence_tells_of_a_meeting_and_its_talk_once() -> None:
    """Meeting and discussing in one sentence is one meeting; two other acts of one sentence are two."""
    text = (
        "Kim and Moon held meetings in Oslo in February, where they discussed the border and accepted a plan."
    )
    met, talked = {"words": "meetings", "sentence": text}, {"words": "discussed", "sentence": text}
    assert in_one_document(met, talked, text)
    offer = {"event_type": "AGREE", "sentence": text}
    assert not in_one_document({"words": "held", **offer}, {"words": "accepted", **offer}, text)


def test_types_that_are_readings_of_one_act_can_match() -> None:
    """A signing may be coded AGREE or CONSULT."""
    assert same(told(), told(FIRST.replace("April 27", "Friday"), event_type="AGREE"))
    assert not same(told(), told(SECOND, event_type="ASSAULT"))


def test_placing_does_not_hang_on_the_order_of_candidates() -> None:
    """Any order of the candidates gives the same record."""
    new = told("Leaders Kim Jong Un and Moon Jae-in met at Panmunjom.", place=None)
    others = [
        Told(value=t.value, document=t.document, record=f"record1:{i}")
        for i, t in enumerate((told(), told(SECOND), told(SECOND, place=PANMUNJOM, mode="visit")))
    ]
    results = {place(Events(), new, order).record for order in itertools.permutations(others)}
    assert len(results) == 1
    assert results < {"record1:0", "record1:1", "record1:2"}


def test_a_report_without_match_makes_its_own_record() -> None:
    """The id of a record is that of its first report."""
    new = told()
    assert place(Events(), new, []).record == "record1:" + new.value.id.split(":")[1]


ROWS = list(read_csv(find("resolution/event_types.csv")[0]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.cells["group"])
def test_groups_of_types_are_well_formed(row: Row) -> None:
    """Each row has two types or more, a weight between 0 and 1, and an example of two readings."""
    assert len(row.items("types")) >= 2
    assert 0 < float(row.cells["weight"]) < 1
    assert " / " in row.cells["example"]
    assert all(kind in type_groups() for kind in row.items("types"))


ACTS = list(read_csv(find("resolution/acts.csv")[0]))


@pytest.mark.parametrize("row", ACTS, ids=lambda row: row.cells["group"])
def test_acts_are_well_formed(row: Row) -> None:
    """Each row has several words, and both halves of its example hold one of them."""
    stems = {stem(word.partition("_")[0]) for word in row.items("words")}
    halves = row.cells["example"].split(" / ")
    assert len(stems) >= 2
    assert len(halves) == 2
    assert all(stems & {stem(word.removesuffix("'s")) for word in half.split()} for half in halves)


def test_triggers_are_alike_by_act() -> None:
    """Forms of a word are one word, synonyms one act, particles change the act, and unknown words say nothing."""

    def alike(left: str, right: str) -> float:
        one, other = (document(f"They {words} it all, at last.") for words in (left, right))
        first, second = (event(d, words.split()[0]) for d, words in ((one, left), (other, right)))
        return likeness(first, second)

    assert alike("cancelled", "cancels") == 1
    assert alike("called off", "cancelled") == 0.8
    assert alike("blew", "demolished") == 0.8
    assert alike("signed", "bombed") == 0
    assert 0 < alike("did", "bombed") < 0.8


def test_an_announced_meeting_and_the_meeting_are_one_event() -> None:
    """A plan of the same two people joins the meeting: by the day it names, and undated inside the next months."""
    meeting = told(
        "Donald Trump met Kim Jong Un in Hanoi on Wednesday.",
        "2019-02-27",
        actors=(TRUMP, KIM),
        date=day("2019-02-27"),
        place=None,
    )
    agreed = {"event_type": "AGREE", "actors": (TRUMP, KIM), "date": day("2019-02-05"), "place": None}
    named = told(
        "Donald Trump said that he would meet Kim Jong Un on February 27.",
        "2019-02-05",
        words="meet",
        **agreed,
    )
    later = told(
        "Donald Trump said that he would meet Kim Jong Un on May 27.", "2019-02-05", words="meet", **agreed
    )
    assert same(named, meeting)
    assert not same(later, meeting)
    plan = {"status": "planned", "actors": (TRUMP, KIM), "date": None, "place": None}
    soon = told("Donald Trump will meet Kim Jong Un within weeks.", "2019-01-20", words="meet", **plan)
    early = told("Donald Trump will meet Kim Jong Un within weeks.", "2018-03-10", words="meet", **plan)
    assert same(soon, meeting)
    assert not same(early, meeting)
    assert not same(
        told(
            "Moon will meet Kim within weeks.", "2019-01-20", words="meet", **plan | {"actors": (MOON, KIM)}
        ),
        meeting,
    )


def test_a_light_verb_names_the_act_of_its_noun() -> None:
    """To make an offer is to offer."""
    made = told("Ghana made an offer of rice.", words="made", event_type="AGREE")
    offered = told("Rice was offered by Ghana.", words="offered", event_type="AGREE")
    taken = told("Ghana took the road to the coast.", words="took", event_type="AGREE")
    pair = [one.value for one in (made, offered, taken)]
    assert likeness(pair[0], pair[1]) == 1.0
    assert likeness(pair[2], pair[1]) < 0.8


def test_a_report_without_country_is_found_by_its_day() -> None:
    """The passive hides who did it; the day and the kind of act lead to the other report."""
    launch = {"event_type": "MOBILIZE", "mode": "weapons", "recipients": (), "place": None}
    hidden = told(
        "A Hwasong missile was launched from the airport at dawn.", words="launched", actors=(), **launch
    )
    open_ = told(
        "Kim Jong Un had a Hwasong missile launched from the airport.",
        words="launched",
        actors=(KIM,),
        **launch,
    )
    assert same(hidden, open_)


def test_undated_reports_are_sought_at_the_time_of_their_article() -> None:
    """Keys without a day do not gather all undated reports of a country."""
    resolver = Events()
    first, second = told(published="2018-04-28", date=None), told(published="2019-08-02", date=None)
    shared = set(resolver.search(first).keys) & set(resolver.keys(second))
    assert not shared
    assert any("2018-04" in key for key in resolver.keys(first))
