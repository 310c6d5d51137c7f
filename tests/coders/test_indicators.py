"""Indicators: which figures count, and what is known about them."""

from __future__ import annotations

import datetime

import pytest

from dateline.codebook.files import KNOWLEDGE, read_yaml
from dateline.coders.indicators import Indicators
from dateline.model import Actor, Block, Document, Indicator, Span, Statement, When
from dateline.pipeline import Coder

CODER = Indicators()
FRIDAY = datetime.date(2022, 5, 20)
MEASURES = read_yaml(KNOWLEDGE / "indicators" / "measures.yaml")
EXAMPLES = [
    (row["example"], row["measure"])
    for table in ("frames", "counted", "money", "rates", "shares")
    for row in MEASURES[table]
]


def document(text: str) -> Document:
    """Return a text of one paragraph, published on Friday 20 May 2022."""
    blocks = (Block(span=Span(0, len(text))),)
    return Document(text=text, blocks=blocks, published=When(start=FRIDAY, end=FRIDAY, basis="given"))


def coded(coder: Coder, text: str, statements: tuple[Statement, ...] = ()) -> tuple[Indicator, ...]:
    """Return the indicators of a text."""
    one = document(text)
    return CODER.code(one, coder.annotate(one), statements)


@pytest.mark.parametrize(
    ("text", "measure", "value", "low", "high", "exact"),
    [
        ("Police arrested at least 90 people.", "people arrested", 90, 90, None, "at least 90 people"),
        (
            "Up to 300 of its fighters were killed.",
            "people killed",
            300,
            None,
            300,
            "Up to 300 of its fighters",
        ),
        ("The death toll rose to 45.", "people killed", 45, 45, 45, "45"),
        ("Officials said 65 have died.", "people killed", 65, 65, 65, "65"),
        ("Dozens of farmers gathered in the square.", "protesters", None, 24, None, "Dozens of farmers"),
        (
            "More than 2.6 million people with fever were counted.",
            "fever cases",
            2.6e6,
            2.6e6,
            None,
            "More than 2.6 million people",
        ),
        ("Seoul will send 50,000 tonnes of rice.", "rice (tonnes)", 5e4, 5e4, 5e4, "50,000 tonnes of rice"),
        ("It paid $8 million in aid.", "aid (USD)", 8e6, 8e6, 8e6, "$8 million"),
        ("He imposed a tariff of 15%.", "tariff rate (%)", 15, 15, 15, "15%"),
        ("The North fired two missiles.", "missiles", 2, 2, 2, "two missiles"),
        ("The ministry reported no cases of cholera.", "cholera cases", 0, 0, 0, "no cases"),
    ],
)
def test_measure_and_bounds(
    coder: Coder,
    text: str,
    measure: str,
    value: float | None,
    low: float | None,
    high: float | None,
    exact: str,
) -> None:
    """What happens to the counted people or things is the measure; the figure keeps its bounds and its words."""
    (one,) = coded(coder, text)
    assert (one.measure, one.value, one.low, one.high) == (measure, value, low, high)
    assert one.evidence.exact == exact


def test_hedged_count_past_a_number(coder: Coder) -> None:
    """A count that "went past" a number of cases: the disease's cases, lower bound, with the hedge."""
    text = "In the south the count of patients reportedly with cholera went past 1.4 million cases."
    (one,) = coded(coder, text)
    assert (one.measure, one.low, one.high) == ("cholera cases", 1.4e6, None)
    assert one.qualifier == "past, reportedly"


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders met for the first time in ten years.",
        "The 36-year-old clerk lives 40 kilometres north of the town.",
        "It was one of the reasons, three analysts said.",
        "Flight 103 left Gate 7 at 9.30am on 12 June.",
    ],
)
def test_other_numbers_are_no_indicators(coder: Coder, text: str) -> None:
    """Ages, distances, dates, numbered names and a handful of speakers are no indicators."""
    assert coded(coder, text) == ()


def test_date_is_the_sentences_time_else_the_publication(coder: Coder) -> None:
    """A figure holds for the time nearest to it; without one for the day of the report."""
    told, untold = coded(coder, "On Monday 12 miners died."), coded(coder, "At least 12 miners died.")
    assert told[0].date is not None
    assert (told[0].date.iso(), told[0].date.basis) == ("2022-05-16", "relative")
    assert untold[0].date is not None
    assert (untold[0].date.iso(), untold[0].date.basis) == ("2022-05-20", "published")


def test_attribution_is_the_statement_that_holds_the_figure(coder: Coder) -> None:
    """The speaker of the statement around the figure is its source."""
    text = "The ministry said 35 people were injured."
    speaker = Actor(id="role:ministry", name="The ministry", kind="role")
    evidence = document(text).evidence(Span(0, len(text)))
    said = Statement(speaker=speaker, cue="said", content=(Span(17, 40),), evidence=evidence)
    (one,) = coded(coder, text, (said,))
    assert [(a.speaker, a.cue) for a in one.attribution] == [(speaker, "said")]


def test_headline_figure_is_not_counted_twice(coder: Coder) -> None:
    """A figure of the headline that the body gives again is one indicator, the body's."""
    text = "12 miners killed\nA blast killed 12 miners on Monday."
    blocks = (Block(span=Span(0, 16), kind="title"), Block(span=Span(17, len(text))))
    one = Document(text=text, blocks=blocks)
    found = CODER.code(one, coder.annotate(one), ())
    assert [i.evidence.start for i in found] == [text.rindex("12 miners")]


@pytest.mark.parametrize(("example", "measure"), EXAMPLES, ids=[e for e, _ in EXAMPLES])
def test_every_measure_has_an_example_with_a_figure(coder: Coder, example: str, measure: str) -> None:
    """Each row of the measures is illustrated by a phrase that holds a quantity."""
    assert coder.annotate(document(example)).quantities, measure


def test_seat_of_the_speaker_is_no_place_of_the_figure(coder: Coder) -> None:
    """What the government in a capital tells was not counted in the capital."""
    text = "Shells killed six soldiers at a border post, the government in N'Djamena said."
    (found,) = coder.read(text, published="2021-03-18").indicators
    assert (found.value, found.place) == (6, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The agency put the total of cholera cases at 1,213 and the dead at 50.",
            [("cholera cases", 1213), ("people killed", 50)],
        ),
        ("The harbour handed over 55 boxes of bones.", [("bodies", 55)]),
        ("About 1,400 are said to have recovered.", [("people recovered", 1400)]),
        ("The bulletin gives 1.2 million with fever.", [("fever cases", 1.2e6)]),
        ("They imposed more than 20 sets of sanctions.", [("sanctions", 20)]),
        (
            "Trade with Oslo was worth $318m in 2021, down from $539m.",
            [("trade (USD)", 318e6), ("trade (USD)", 539e6)],
        ),
        ("Trade with Oslo fell. Customs put it at $318m in 2021.", [("trade (USD)", 318e6)]),
        (
            "The bulletin gives 900 new cholera cases. The total stood at 1,978.",
            [("cholera cases", 900), ("cholera cases", 1978)],
        ),
        ("The 2,000 vaccine doses were burned.", [("vaccine doses", 2000)]),
        ("At least one missile flew over the strait.", [("missiles", 1)]),
        ("Aden has no confirmed cases of cholera.", [("cholera cases", 0)]),
        ("Forty soldiers were killed and 90 injured.", [("people killed", 40), ("people injured", 90)]),
        (
            "Six soldiers were killed and nine others wounded.",
            [("people killed", 6), ("people injured", 9)],
        ),
        ("Nobody was hurt.", [("people injured", 0)]),
        ("None of the 40 clerks was injured.", [("people injured", 0)]),
        ("Nobody should be killed for a hat.", []),
        ("Nobody reads the bulletin.", []),
        ("The hosts put the crowd at 9,000.", [("people", 9000)]),
        ("Police said 1,500 attended; the hosts spoke of 9,000.", [("people", 1500), ("people", 9000)]),
        ("Aden spends 1.8 percent of GDP on ships.", [("share of GDP (%)", 1.8)]),
        ("Brent crude fell to $93 a barrel.", [("oil price (USD a barrel)", 93)]),
        ("A ticket costs $93 a head.", []),
        ("A magnitude 6.8 quake woke Aden.", [("earthquake magnitude", 6.8)]),
        ("A 7.1-magnitude quake woke Aden.", [("earthquake magnitude", 7.1)]),
    ],
)
def test_figures_that_lean_on_other_words(coder: Coder, text: str, expected: list[tuple[str, float]]) -> None:
    """What a figure measures is read from the words around it, before it, or told last."""
    assert [(i.measure, i.value) for i in coded(coder, text)] == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Cholera cases rose from 900 in March to 1,200 in April.", ["2022-03-01", "2022-04-01"]),
        ("Cholera cases rose to 1,200, up from 900 in March.", ["2022-05-20", "2022-03-01"]),
        ("Cholera cases rose to 1,200 on Monday, up from 900.", ["2022-05-16", None]),
        ("Unemployment fell to 6 percent, the lowest since 2009.", ["2022-05-20"]),
        ("Six soldiers were hurt; the office had closed in March.", ["2022-05-20"]),
        ("Six soldiers were hurt in March; Oslo said nobody was killed.", ["2022-03-01", "2022-03-01"]),
        ("From 2015 to 2019 floods killed 300 people.", ["2015-01-01"]),
    ],
)
def test_an_earlier_figure_has_its_own_day(coder: Coder, text: str, days: list[str | None]) -> None:
    """What a figure is compared with, a record and what stands behind a semicolon do not date it."""
    assert [i.date.start.isoformat() if i.date else None for i in coded(coder, text)] == days


def test_over_of_a_verb_is_no_bound(coder: Coder) -> None:
    """The "over" of "handed over 55 boxes" is no lower bound."""
    (indicator,) = coded(coder, "The harbour handed over 55 boxes of bones.")
    assert (indicator.low, indicator.high, indicator.qualifier) == (55, 55, None)


def test_half_of_a_country_is_the_country(coder: Coder) -> None:
    """The North beside North Korea places a figure in North Korea, not in a town of that name."""
    text = "North Korea closed its border. Officials in the North counted 67 dead."
    (indicator,) = coded(coder, text)
    assert indicator.place is not None
    assert (indicator.place.name, indicator.place.country) == ("North Korea", "PRK")


def test_actor_of_a_figure_has_no_number_in_its_name(coder: Coder) -> None:
    """Who is counted is named without the count, so that two counts of them are one series."""
    (indicator,) = coded(coder, "Some 70 lawmakers of South Korea were arrested.")
    assert indicator.actor is not None
    assert indicator.actor.name == "lawmakers"
