"""Files of other data sets become events beside ours; what cannot be used is said with its line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline import importers
from dateline.importers import IMPORTERS, Found, _actors, gdelt
from dateline.model import Issue
from dateline.model.imported import Imported, ImportedMention

HOSTILE = "<script>alert(1)</script>=cmd|x\u202e\x00"


def read(name: str, content: str | bytes, system: str = "theirs") -> list[Found]:
    """Return what a file holds."""
    raw = content.encode() if isinstance(content, str) else content
    return list(importers.load(name).read(raw.splitlines(keepends=True), "file", system=system))


def one(name: str, content: str | bytes) -> Imported:
    """Return the only event of a file."""
    (found,) = read(name, content)
    assert isinstance(found, Imported), found
    return found


def problem(name: str, content: str | bytes) -> tuple[str, str]:
    """Return where and what the only problem of a file is."""
    (found,) = (f for f in read(name, content) if isinstance(f, Issue))
    return found.where, found.message


def gdelt_line(**cells: str) -> str:
    """Return a line of the events table."""
    given = {
        "GLOBALEVENTID": "7",
        "SQLDATE": "20180427",
        "Actor1Name": "ROMANIA",
        "Actor1CountryCode": "ROM",
        "Actor1Type1Code": "GOV",
        "Actor2Name": "NORTH KOREA",
        "Actor2CountryCode": "PRK",
        "EventCode": "0211",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Pyongyang",
        "ActionGeo_CountryCode": "KN",
        "ActionGeo_Lat": "39.0",
        "SOURCEURL": "https://paper.example/a",
    }
    return "\t".join((given | cells).get(name, "") for name in gdelt.EVENTS) + "\n"


def test_the_tables_of_gdelt_have_their_columns() -> None:
    """Sixty-one and sixteen, by the names of the codebook."""
    assert (len(gdelt.EVENTS), len(gdelt.MENTIONS)) == (61, 16)
    assert (gdelt.EVENTS[26], gdelt.EVENTS[51], gdelt.EVENTS[60]) == (
        "EventCode",
        "ActionGeo_Type",
        "SOURCEURL",
    )


def test_an_event_of_gdelt_is_mapped() -> None:
    """Codes become ours: country, sector, PLOVER type of the CAMEO code, country of the place; the line stays as given."""
    found = one("gdelt", gdelt_line())
    (actor,), (recipient,) = found.actors, found.recipients
    assert (actor.code, recipient.code, recipient.id) == ("ROUGOV", "PRK", "PRK")
    assert (found.event_type, found.cameo) == ("REQUEST", "0211")
    assert found.date is not None
    assert (found.date.iso(), found.date.basis) == ("2018-04-27", "given")
    assert found.place is not None
    assert (found.place.country, found.place.lat, found.place.kind) == ("PRK", 39.0, "city")
    assert found.given["Actor1CountryCode"] == "ROM"


def test_a_code_without_a_type_of_plover_keeps_its_code() -> None:
    """A code that is not known takes the type of the code above it; none is made up."""
    assert one("gdelt", gdelt_line(EventCode="0439")).event_type == "CONSULT"
    assert one("gdelt", gdelt_line(EventCode="999")).event_type is None


@pytest.mark.parametrize("name", ["gdelt", "gdelt-mentions"])
def test_a_line_with_other_columns_is_a_problem(name: str) -> None:
    """The line is named, those around it are read."""
    good = gdelt_line() if name == "gdelt" else "\t".join(["7"] * 2 + ["20180427000000"] + ["1"] * 13) + "\n"
    found = read(name, good + "7\t20180427\n" + "\n" + good.replace("7", "8", 1))
    assert [type(f) is Issue for f in found] == [False, True, False]
    expected = f"2 columns instead of {61 if name == 'gdelt' else 16}"
    assert problem(name, good + "7\t20180427\n") == ("file:2", expected)


def test_days_that_do_not_exist_are_problems() -> None:
    """No day is guessed."""
    assert problem("gdelt", gdelt_line(SQLDATE="20180431")) == ("file:1", "not a day: '20180431'")


def test_bytes_that_are_no_text_are_problems() -> None:
    """A line that is not UTF-8 is listed; the next one is read."""
    found = read("gdelt", b"\xff\xfe\t\n" + gdelt_line().encode())
    assert [type(f) for f in found] == [Issue, Imported]


def test_a_mention_names_an_article() -> None:
    """It has the event's id, the day, and the address if it is one."""
    cells = ["7", "20180427101500", "20180428101500", "1", "paper.example", "https://paper.example/b"]
    (found,) = read("gdelt-mentions", "\t".join([*cells, *["1"] * 10]))
    assert isinstance(found, ImportedMention)
    assert (found.event, found.url, str(found.published)) == ("7", "https://paper.example/b", "2018-04-28")


NGEC = {
    "id": "a_CONSULT_0",
    "date": "2018-05-01",
    "date_resolved": "2018-04-27",
    "event_type": "CONSULT",
    "event_mode": ["meet", "juggle"],
    "publisher": "Paper",
    "attributes": {
        "ACTOR": [{"text": "Kim", "wiki": "Kim Jong-un", "country": "PRK", "code_1": "GOV", "code_2": ""}],
        "RECIP": [{"text": "Moon", "wiki": "Moon Jae-in", "country": "KOR", "code_1": "GOV"}],
    },
    "event_geolocation": {"name": "Panmunjom", "country_code3": "PRK", "lat": 37.9, "lon": 126.6},
}


def test_an_event_of_ngec_is_mapped() -> None:
    """The resolved day goes before that of publication; a mode that PLOVER does not have is left out."""
    found = one("ngec", json.dumps(NGEC))
    assert [a.code for a in (*found.actors, *found.recipients)] == ["PRKGOV", "KORGOV"]
    assert found.actors[0].name == "Kim Jong-un"
    assert found.date is not None
    assert found.date.iso() == "2018-04-27"
    assert found.mode != "juggle"
    assert found.place is not None
    assert found.place.name == "Panmunjom"
    assert found.given == NGEC


def test_the_json_of_plover_is_read_too() -> None:
    """Its keys are ``event``, ``actor``, ``recipient``, ``enddate``, ``link``."""
    given = {
        "id": "1",
        "date": "2018-04-27",
        "enddate": "2018-04-28",
        "event": ["AID"],
        "actor": [{"code": "USAGOV", "entity_text": "Washington"}],
        "recipient": [{"code": "KOR", "sector": "CVL"}],
        "link": "https://paper.example/",
    }
    found = one("ngec", json.dumps(given))
    assert [a.code for a in (*found.actors, *found.recipients)] == ["USAGOV", "KORCVL"]
    assert found.date is not None
    assert found.date.iso() == "2018-04-27/2018-04-28"
    assert found.url == "https://paper.example/"


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        '"CONSULT"',
        '{"event_type": "JUGGLE", "date": "2018-04-27"}',
        '{"event_type": "CONSULT", "date": "2018-13-01"}',
        '{"event_type": "CONSULT", "date": "2018-04-27", "enddate": "2018-04-01"}',
        '{"event_type": "CONSULT", "x": NaN}',
        "[" * 100_000,
    ],
)
def test_bad_lines_of_ngec_are_problems(line: str) -> None:
    """Each is said with its line, and the next one is read."""
    found = read("ngec", line + "\n" + json.dumps(NGEC))
    assert [type(f) for f in found] == [Issue, Imported]
    assert isinstance(found[0], Issue)
    assert found[0].where == "file:1"


def slides(*given: dict[str, Any]) -> str:
    """Return a timeline."""
    return json.dumps({"title": {"text": {"headline": "x"}}, "events": list(given)})


def test_partial_dates_of_timelinejs_stay_partial() -> None:
    """A month is a month; an end makes an interval."""
    month = one("timelinejs", slides({"start_date": {"year": "2018", "month": 6}}))
    span = one(
        "timelinejs",
        slides({"start_date": {"year": 2018, "month": 6, "day": 1}, "end_date": {"year": 2018, "month": 7}}),
    )
    assert month.date is not None
    assert span.date is not None
    assert (month.date.iso(), month.date.precision) == ("2018-06", "month")
    assert span.date.iso() == "2018-06-01/2018-07-31"


def test_a_headline_names_who_acts() -> None:
    """Codes are taken as they stand; other headlines are looked up in the gazetteer, without sides and without a type."""
    coded = _actors.coded("Kim [PRKGOV], Ri [PRKGOV] → crowd [---CVL], at Seoul", "x")
    assert [[a.code for a in side] for side in coded] == [["PRKGOV", "PRKGOV"], ["---CVL"]]
    free = one(
        "timelinejs",
        slides({"start_date": {"year": 2018}, "text": {"headline": "<b>North Korea</b> and Sweden talk"}}),
    )
    assert [a.country for a in free.actors] == ["PRK", "SWE"]
    assert (free.event_type, free.headline) == (None, "North Korea and Sweden talk")


@pytest.mark.parametrize(
    "start", [None, {}, {"year": "soon"}, {"year": 2018, "month": 13}, {"year": -4000}, {"year": 1e300}, 7]
)
def test_slides_without_a_day_of_our_calendar_are_problems(start: Any) -> None:
    """Each is said with its number, and the next one is read."""
    found = read("timelinejs", slides({"start_date": start}, {"start_date": {"year": 2018}}))
    assert [type(f) for f in found] == [Issue, Imported]
    assert isinstance(found[0], Issue)
    assert found[0].where == "file, slide:1"


def test_the_spreadsheet_of_timelinejs_is_read() -> None:
    """Title, eras and empty lines are passed over; a line of other length is a problem; a formula's guard goes."""
    head = "Year,Month,Day,Headline,Type,Group,Media\n"
    table = (
        f"{head},,,Our story,title,,\n1990,,,Cold War,era,,\n,,,,,,\n"
        "2018,4,27,'=Kim [PRKGOV] → Moon [KORGOV],,CONSULT (talks: meet),javascript:x\n2018,4\n"
    )
    event, wrong = read("timelinejs", table)
    assert isinstance(event, Imported)
    assert isinstance(wrong, Issue)
    assert (event.event_type, event.url, event.headline) == (
        "CONSULT",
        None,
        "=Kim [PRKGOV] → Moon [KORGOV]",
    )
    assert (wrong.where, wrong.message) == ("file:6", "2 columns instead of 7")


@pytest.mark.parametrize("content", ["", "\n\n", "a,b\n1,2\n", "{}", '{"events": 1}', "{", b"\xff,Year"])
def test_files_that_are_no_timeline_are_one_problem(content: str | bytes) -> None:
    """Nothing is read from them, and they are named."""
    assert problem("timelinejs", content)[0] == "file:1"


@pytest.mark.parametrize("name", IMPORTERS)
def test_what_is_kept_is_fit_for_a_database(name: str) -> None:
    """No NUL and no half character comes through, and no address but one of the web."""
    line = {
        "gdelt": gdelt_line(Actor1Name=HOSTILE, SOURCEURL="javascript:alert(1)"),
        "gdelt-mentions": "\t".join(["7", "", "", "1", HOSTILE, "javascript:alert(1)", *["1"] * 10]),
        "ngec": json.dumps(NGEC | {"headline": HOSTILE + "\ud800", "url": "javascript:alert(1)"}),
        "timelinejs": slides(
            {
                "start_date": {"year": 2018},
                "text": {"headline": HOSTILE + "\udfff"},
                "media": {"url": "file:///etc/passwd"},
            }
        ),
    }[name]
    (found,) = read(name, line)
    assert not isinstance(found, Issue)
    assert found.url is None
    assert "\\u0000" not in json.dumps(found.given)
    assert json.dumps(found.given, ensure_ascii=False).encode()


@pytest.mark.parametrize("name", IMPORTERS)
def test_every_importer_says_what_it_loses(name: str) -> None:
    """Its docstring has a paragraph on it."""
    assert "Loss:" in (type(importers.load(name)).__doc__ or "")
