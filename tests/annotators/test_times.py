"""Time expressions: where they stand and which days they are."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotators._time_readings import READERS
from dateline.annotators._time_rules import Grammar
from dateline.annotators.times import Times
from dateline.model import Annotations, Block, Document, Span, TimeExpression, When
from dateline.pipeline import Coder

TIMES = Times()
FRIDAY = datetime.date(2020, 6, 12)

# Text published on Friday 12 June 2020; words, value, days of what is found.
CASES = [
    ("The treaty was signed on 12 June 2018.", [("12 June 2018", "2018-06-12", "2018-06-12")]),
    ("The treaty was signed on June 12, 2018.", [("June 12, 2018", "2018-06-12", "2018-06-12")]),
    ("The log of 2018-06-12 was lost.", [("2018-06-12", "2018-06-12", "2018-06-12")]),
    ("It is dated 13/06/2018.", [("13/06/2018", "2018-06-13", "2018-06-13")]),
    ("The camp opened on 10 Nov 19.", [("10 Nov 19", "2019-11-10", "2019-11-10")]),
    ("Voters went to the polls on Feb. 11.", [("Feb. 11", "2020-02-11", "2020-02-11")]),
    ("The law was passed in June 2018.", [("June 2018", "2018-06", "2018-06")]),
    ("The plan dates from 2017.", [("2017", "2017", "2017")]),
    ("Prices rose in the 1990s.", [("the 1990s", "199X", "1990-01-01/1999-12-31")]),
    ("The fort is of the 19th century.", [("the 19th century", "18XX", "1800-01-01/1899-12-31")]),
    ("Talks failed on Tuesday.", [("Tuesday", "2020-06-09", "2020-06-09")]),
    ("Talks failed on Friday.", [("Friday", "2020-06-12", "2020-06-12")]),
    ("Envoys will meet on Tuesday.", [("Tuesday", "2020-06-16", "2020-06-16")]),
    ("The hearing was set for Monday.", [("Monday", "2020-06-15", "2020-06-15")]),
    ("They met last Friday.", [("last Friday", "2020-06-05", "2020-06-05")]),
    ("They will meet next Friday.", [("next Friday", "2020-06-19", "2020-06-19")]),
    ("He left yesterday.", [("yesterday", "2020-06-11", "2020-06-11")]),
    ("She will speak tomorrow night.", [("tomorrow night", "2020-06-13TNI", "2020-06-13")]),
    ("Shots were heard on Sunday night.", [("Sunday night", "2020-06-07TNI", "2020-06-07")]),
    ("It burned in the early hours of Sunday.", [("the early hours of Sunday", "2020-06-07", "2020-06-07")]),
    ("Exports fell this week.", [("this week", "2020-W24", "2020-06-08/2020-06-12")]),
    ("Exports fell last week.", [("last week", "2020-W23", "2020-06-01/2020-06-07")]),
    ("Exports fell last month.", [("last month", "2020-05", "2020-05")]),
    ("Exports fell this year.", [("this year", "2020", "2020-01-01/2020-06-12")]),
    ("The bridge was closed in late January.", [("late January", "2020-01", "2020-01-21/2020-01-31")]),
    ("The bridge opened in early 2019.", [("early 2019", "2019", "2019-01-01/2019-04-30")]),
    ("It closed in mid-March.", [("mid-March", "2020-03", "2020-03-11/2020-03-20")]),
    (
        "The army must leave by the end of the month.",
        [("the end of the month", "2020-06-30", "2020-06-21/2020-06-30")],
    ),
    ("The leaders spoke over the weekend.", [("the weekend", "2020-W23-WE", "2020-06-06/2020-06-07")]),
    ("Rain has fallen in recent days.", [("recent days", "PAST_REF", "2020-06-05/2020-06-12")]),
    ("The price rose earlier this month.", [("earlier this month", "2020-06", "2020-06-01/2020-06-12")]),
    ("Two years ago the leaders met.", [("Two years ago", "2018", "2018")]),
    ("Three days ago the leaders met.", [("Three days ago", "2020-06-09", "2020-06-09")]),
    ("They vowed to boycott the vote in October.", [("October", "2020-10", "2020-10")]),
    ("The harvest failed in summer 2019.", [("summer 2019", "2019-SU", "2019-06-01/2019-08-31")]),
    (
        "Sales fell in the third quarter of 2019.",
        [("the third quarter of 2019", "2019-Q3", "2019-07-01/2019-09-30")],
    ),
    ("The fiscal year 2019 budget passed.", [("The fiscal year 2019", "2019", "2019")]),
    (
        "The fair ran between 3 and 5 May.",
        [("between 3 and 5 May", "2020-05-03/2020-05-05", "2020-05-03/2020-05-05")],
    ),
    (
        "It rained from May 30 to June 2.",
        [("from May 30 to June 2", "2020-05-30/2020-06-02", "2020-05-30/2020-06-02")],
    ),
    (
        "The fair ran on June 4-6, 2018.",
        [("June 4-6, 2018", "2018-06-04/2018-06-06", "2018-06-04/2018-06-06")],
    ),
    (
        "Trade grew between 2005 and 2008.",
        [("between 2005 and 2008", "2005-01-01/2008-12-31", "2005-01-01/2008-12-31")],
    ),
    ("The truce held at Christmas.", [("Christmas", "2019-12-25", "2019-12-25")]),
    ("The siege lasted three days.", [("three days", "P3D", None)]),
    ("The council meets every week.", [("every week", "P1W", None)]),
    ("He is now in custody.", [("now", "PRESENT_REF", None)]),
    ("He resigned in September last year.", [("September last year", "2019-09", "2019-09")]),
    (
        "The gates will be shut at noon on Tuesday.",
        [("noon", "2020-06-16T12:00", "2020-06-16"), ("Tuesday", "2020-06-16", "2020-06-16")],
    ),
    (
        "On 3 May 2018 the raid began. Three days later the town fell. The next day the mayor fled.",
        [
            ("3 May 2018", "2018-05-03", "2018-05-03"),
            ("Three days later", "2018-05-06", "2018-05-06"),
            ("The next day", "2018-05-07", "2018-05-07"),
        ],
    ),
    (
        "In 2012 he was jailed. A year later he was freed.",
        [("2012", "2012", "2012"), ("A year later", "2013", "2013")],
    ),
    ("The 36-year-old man won 2,018 votes.", []),
    ("Black Friday sales rose, Theresa May said.", []),
    ("We may march on the capital.", []),
]


def document(
    text: str, published: datetime.date | None = FRIDAY, end: datetime.date | None = None
) -> Document:
    """Return a text as a document of one block."""
    when = When(start=published, end=end or published, basis="given") if published else None
    return Document(text=text, blocks=(Block(span=Span(0, len(text))),) if text else (), published=when)


def found(
    text: str, published: datetime.date | None = FRIDAY, end: datetime.date | None = None
) -> tuple[TimeExpression, ...]:
    """Return the expressions found without a parse."""
    return TIMES.annotate(document(text, published, end), Annotations()).times or ()


def shown(text: str, times: tuple[TimeExpression, ...]) -> list[tuple[str, str | None, str | None]]:
    """Return expressions as (words, value, days)."""
    return [(t.span.of(text), t.value, t.when.iso() if t.when else None) for t in times]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_resolves_without_a_parse(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    """Each kind of expression is found and resolved from the words alone."""
    assert shown(text, found(text)) == expected


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_resolves_with_a_parse(coder: Coder, text: str, expected: list[tuple[str, str, str | None]]) -> None:
    """With the parse each kind of expression is resolved just so."""
    assert shown(text, coder.annotate(document(text)).times or ()) == expected


def test_tense_comes_from_the_governing_verb(coder: Coder) -> None:
    """A weekday under a present or future verb looks ahead though another verb of the sentence is past."""
    text = "The union, which lost its leader, starts its strike on Monday."
    times = coder.annotate(document(text)).times or ()
    assert shown(text, times) == [("Monday", "2020-06-15", "2020-06-15")]


def test_last_week_on_a_sunday_is_the_week_that_ends() -> None:
    """A Sunday paper's "last week" is the week that ends on that day."""
    sunday = datetime.date(2020, 6, 14)
    assert shown("Exports fell last week.", found("Exports fell last week.", sunday))[0][1] == "2020-W24"


def test_relative_words_stay_open_without_a_publication_date() -> None:
    """Without a publication date a weekday is found and not resolved."""
    assert shown("Talks failed on Tuesday.", found("Talks failed on Tuesday.", None)) == [
        ("Tuesday", None, None)
    ]


def test_story_anchors_words_without_a_publication_date() -> None:
    """Without a publication date "the next day" still follows a day that the text names."""
    text = "On 3 May 2018 the raid began. The next day the mayor fled."
    assert shown(text, found(text, None))[1] == ("The next day", "2018-05-04", "2018-05-04")


def test_publication_of_several_days_covers_what_both_ends_give() -> None:
    """With an interval as publication date the days that its first and its last day give are covered."""
    first, last = datetime.date(2020, 6, 10), datetime.date(2020, 6, 12)
    text = "Exports fell this year, and on Thursday a ship sank."
    assert shown(text, found(text, first, last)) == [
        ("this year", "2020", "2020-01-01/2020-06-12"),
        ("Thursday", "2020-06-04/2020-06-11", "2020-06-04/2020-06-11"),
    ]


def test_ambiguous_day_and_month_needs_an_anchor() -> None:
    """03/04/2018 is the order nearest to publication, and open without one."""
    assert found("It is dated 03/04/2018.", datetime.date(2018, 4, 5))[0].value == "2018-04-03"
    assert found("It is dated 03/04/2018.", None)[0].value is None


def test_impossible_days_are_no_dates() -> None:
    """A day that its month lacks is not read as a date."""
    assert not [t for t in found("It is dated 31 June 2018.") if t.when and t.when.precision == "day"]


def test_anchor_is_told() -> None:
    """An expression names what it was laid on, and its basis tells stated from relative."""
    text = "On 3 May 2018 it began. The next day he left. She spoke yesterday."
    assert [t.anchor for t in found(text)] == [None, "narrative", "published"]
    assert [t.when.basis for t in found(text) if t.when] == ["stated", "relative", "relative"]


def test_furniture_has_no_times() -> None:
    """Blocks that are not the article are left out."""
    text = "Updated on 3 May 2018"
    block = Block(span=Span(0, len(text)), kind="furniture", reason="byline")
    times = TIMES.annotate(Document(text=text, blocks=(block,)), Annotations()).times
    assert times == ()


GRAMMAR = Grammar.load()


@pytest.mark.parametrize("rule", GRAMMAR.rules, ids=lambda rule: rule.name)
def test_every_rule_finds_its_example(rule: object) -> None:
    """Each rule matches its own example and has a reader."""
    row = next(r for r in GRAMMAR.rules if r is rule)
    text = f"It was {row.example} ."
    assert row.name in [f.rule.name for f in GRAMMAR.find(text, 0, len(text))]
    assert row.reads in READERS


WORDS = st.sampled_from(
    [
        "May",
        "31",
        "June",
        "2018",
        "last",
        "next",
        "Tuesday",
        "the",
        "of",
        "week",
        "-",
        ",",
        "0",
        "99",
        "two",
        "ago",
        "later",
        "12:30",
        "a",
        "end",
        "Q3",
        "quarter",
        "hundred",
        "century",
        "s",
        "'s",
        "to",
        "between",
        "and",
        "years",
        "in",
        "early",
        "mid",
        "9/11",
        "$",
        "Sunday",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)))
def test_any_string_has_exact_spans_in_order(text: str) -> None:
    """Spans lie in the text, in order, without overlap or blank edges; intervals name their words."""
    at = 0
    for time in found(text):
        assert at <= time.span.start < time.span.end <= len(text)
        words = time.span.of(text)
        assert words == words.strip()
        assert time.when is None or (time.when.text == words and time.when.span == time.span)
        at = time.span.end


def test_every_rule_is_searched_where_its_example_stands() -> None:
    """The triggers that a rule needs are in its own example, in capitals too where the rule does not ask for small letters."""
    grammar = Grammar.load()
    for rule in grammar.rules:
        for text in (
            rule.example,
            f"Officials waited. {rule.example[:1].upper()}{rule.example[1:]} they left.",
        ):
            lowered = text.lower()
            found = {n for n, trigger in grammar.triggers.items() if trigger.fires(text, lowered)}
            assert rule.needs <= found, rule.name
