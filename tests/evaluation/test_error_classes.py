"""Classes of errors."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluation import cases, errors_page
from dateline.evaluation.error_classes import Compared, Comparer, date_error
from dateline.evaluation.ordinary import Alarms
from dateline.model import Article
from dateline.pipeline import Coder

TEXT = (
    "Officials of France met officials of Germany in Berlin on 3 March 2021. "
    "Poland handed Estonia a basket of apples. "
    "Russia attacked Ukraine on 4 March 2021."
)
FRANCE, GERMANY = {"country": "FRA", "sector": "GOV"}, {"country": "DEU", "sector": "GOV"}
RUSSIA, UKRAINE = {"country": "RUS", "sector": "GOV"}, {"country": "UKR", "sector": "GOV"}
POLAND, ESTONIA = {"country": "POL", "sector": "GOV"}, {"country": "EST", "sector": "GOV"}


def event(
    n: int, event_type: str, trigger: str, actors: Any, recipients: Any = (), **fields: Any
) -> dict[str, Any]:
    """Return a gold event of the n-th sentence, as a case has it."""
    sentence = TEXT.split(". ")[n]
    return {
        "sentence": sentence, "trigger": trigger, "event_type": event_type, "mode": None, "status": "actual",
        "date": None, "attribution": [], "core": True,
        "actors": [dict(a, text="x") for a in actors], "recipients": [dict(r, text="x") for r in recipients],
    } | fields  # fmt: skip


def compared(coder: Coder, *events: dict[str, Any]) -> tuple[Compared, Article]:
    """Return the text laid on gold with these events."""
    document = coder.plain(TEXT)
    case = {"events": events, "statements": (), "indicators": (), "commitments": ()}
    article = coder.code(document)
    return Comparer().compare(cases.gold("a", case, document), article), article


def day(value: str, basis: str = "stated") -> dict[str, str]:
    """Return one day as gold has it."""
    return {"start": value, "end": value, "basis": basis}


def errors(found: Compared) -> set[str]:
    """Return the classes found."""
    return {f.error for f in found.findings}


def test_right_events_have_no_errors(coder: Coder) -> None:
    """Gold that says what was coded gives no finding."""
    found, _ = compared(
        coder,
        event(0, "CONSULT", "met", [FRANCE, GERMANY], date=day("2021-03-03")),
        event(2, "ASSAULT", "attacked", [RUSSIA], [UKRAINE], date=day("2021-03-04")),
    )
    assert [f for f in found.findings if "met" in f.words or "attacked" in f.words] == []
    assert len(found.pairs) == 2


def test_missed_act_without_a_frame(coder: Coder) -> None:
    """A trigger that no frame knows is named so."""
    found, _ = compared(coder, event(1, "AID", "basket", [POLAND], [ESTONIA]))
    (missed,) = [f for f in found.findings if f.error.startswith("missed")]
    assert missed.error == "missed: no frame for the words"
    assert "**basket**" in missed.words
    assert missed.detail == "AID by POL/GOV → EST/GOV"


def test_miss_of_an_event_that_need_not_be_found_is_no_error(coder: Coder) -> None:
    """Gold that is not core may be missed."""
    found, _ = compared(coder, event(1, "AID", "basket", [POLAND], [ESTONIA], core=False))
    assert not any(e.startswith("missed") for e in errors(found))


def test_wrong_type_is_one_error(coder: Coder) -> None:
    """Gold and prediction on one trigger are confused, neither missed nor false."""
    found, _ = compared(coder, event(2, "PROTEST", "attacked", [RUSSIA], [UKRAINE]))
    mine = [f for f in found.findings if "attacked" in f.words]
    assert [(f.error, f.detail) for f in mine] == [("wrong type", "PROTEST taken for ASSAULT")]
    assert "| PROTEST | ASSAULT | 1 |" in errors_page.confusions([found])


def test_each_wrong_field_is_an_error(coder: Coder) -> None:
    """Status, countries, sectors, date and attribution are told apart."""
    gold = event(
        2, "ASSAULT", "attacked", [POLAND], [dict(UKRAINE, sector="MIL")], status="planned",
        date=day("2021-03-05"), attribution=[{"speaker": "Lena Holm", "via": None}],
    )  # fmt: skip
    assert errors(compared(coder, gold)[0]) >= {
        "status: planned taken for actual",
        "actors: another country",
        "date: off by a day",
        "attribution: none found",
    }
    sector = event(2, "ASSAULT", "attacked", [RUSSIA], [dict(UKRAINE, sector="CVL")])
    assert "sector only" in errors(compared(coder, sector)[0])


def test_events_without_gold_are_false(coder: Coder) -> None:
    """Each prediction that the gold lacks is a false one, by what it stands in."""
    found, article = compared(coder)
    assert len(found.findings) == len(article.events) >= 2
    assert all(f.error.startswith("false: ") for f in found.findings)


@pytest.mark.parametrize(
    ("gold", "given", "bases", "error"),
    [
        (("2021-03-04", "2021-03-04"), ("2021-03-04", "2021-03-04"), ("stated", "published"), None),
        (None, ("2021-03-04", "2021-03-04"), ("stated", "stated"), None),
        (("2021-03-04", "2021-03-04"), None, ("stated", None), "none given"),
        (("2021-03-04", "2021-03-04"), ("2021-03-05", "2021-03-05"), ("stated", "published"), "stated taken for published"),
        (("2021-03-04", "2021-03-04"), ("2021-03-05", "2021-03-05"), ("stated", "relative"), "off by a day"),
        (("2021-03-04", "2021-03-04"), ("2020-03-04", "2020-03-04"), ("stated", "stated"), "wrong year"),
        (("2021-03-04", "2021-03-04"), ("2021-03-01", "2021-03-31"), ("stated", "stated"), "interval too wide"),
        (("2021-03-01", "2021-03-31"), ("2021-03-04", "2021-03-04"), ("stated", "stated"), "interval too narrow"),
        (("2021-03-04", "2021-03-04"), ("2021-03-14", "2021-03-14"), ("stated", "stated"), "another day"),
    ],
)  # fmt: skip
def test_dates_are_wrong_in_one_way(gold: Any, given: Any, bases: Any, error: str | None) -> None:
    """The first rule that holds names the error."""
    assert date_error(gold, given, *bases) == error


def test_page_counts_and_quotes(coder: Coder, pairs: list[tuple[dict[str, Any], Article]]) -> None:
    """The page has a row for every type, a count for every class, at most two examples of each, and the false alarms."""
    comparer = Comparer()
    found = [comparer.compare(gold, article) for gold, article in pairs[:6]]
    alarms = Alarms(texts=1, words=500, events=(("chess", "REQUEST by a of b: He **asked**."),))
    page = errors_page.page(found, alarms)
    types = {g.types[0] for c in found for g in c.gold}
    assert all(f"\n| {name} | " in page for name in types)
    for part in page.split("\n### ")[1:]:
        assert 1 <= part.split("\n## ")[0].count("\n- ") <= 2
    assert "2.0 per 1,000 words" in page
    assert "- chess: REQUEST by a of b" in page
