"""The articles behind the pages in the tests, one of which means harm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import dateline
from dateline.model import Actor, Article, Block, Document, Place, Span
from handmade import KIM, MOON, TRUMP, article, day, document, event, full, span

TOKEN = "the-token-of-the-tests"
HARM = '<script>alert("x")</script>'
HARMFUL = Actor(id="person:x", name=f'"><img src=x onerror=alert(1)>{HARM}', kind="person", country="USA")
SINGAPORE = Place(name="Singapore", country="SGP", lat=1.29, lon=103.85, kind="city")


def hostile() -> Article:
    """Return an article whose text, title, names and address try to become more than text."""
    text = f"{HARM} met Moon Jae-in on May 3. {{{{ 7 * 7 }}}} javascript:alert(1)\n\nShare this <b>now</b>"
    body = text.index("\n\n")
    told = Document(
        text=text,
        blocks=(
            Block(span=Span(0, body)),
            Block(span=Span(body + 2, len(text)), kind="furniture", reason='share"><script>'),
        ),
        title=f"Title {HARM}",
        publisher=f"Outlet {HARM}",
        url="javascript:alert(document.cookie)",
        published=day("2018-05-03", "given"),
        language="en",
    )
    evidence = told.evidence(Span(0, body))
    return article(
        told,
        event(
            told, actors=(HARMFUL,), recipients=(MOON,), date=day("2018-05-03"), evidence=evidence, place=None
        ),
    )


def summits() -> Iterator[Article]:
    """Yield many meetings, one of them told by two outlets and dated differently by a third."""
    for year in range(1990, 2030):
        told = document(
            f"Donald Trump met Kim Jong Un on June 12, {year}, in Singapore.",
            f"{year}-06-13",
            title=f"Summit of {year}",
            url=f"https://courier.example/{year}",
        )
        yield article(
            told,
            event(
                told,
                actors=(TRUMP,),
                recipients=(KIM,),
                date=day(f"{year}-06-12"),
                place=SINGAPORE,
                quad=1,
                intensity=2.5,
            ),
        )
    for publisher, stated in (("Meridian Wire", "2018-04-27"), ("Harbour Post", "2018-04-28")):
        told = document(
            "Kim Jong Un and Moon Jae-in met at Panmunjom and signed a declaration, a spokesman said.",
            "2018-04-29",
            publisher=publisher,
        )
        yield article(told, event(told, date=day(stated)))


def disputed() -> Iterator[Article]:
    """Yield two accounts of one visit, of which each names another day."""
    accounts = {
        "Lake Gazette": "Moon Jae-in met Kim Jong Un in Pyongyang on March 27 and signed a pact on shared fishing, aides said.",
        "Harbour Post": "For a pact on shared fishing, Moon Jae-in met Kim Jong Un in Pyongyang on March 28, it was said.",
    }
    for publisher, words in accounts.items():
        named = words[words.index("March") :][:8]
        told = document(words, "2017-03-29", publisher=publisher)
        date = replace(day(f"2017-03-{named[-2:]}"), span=span(words, named), text=named)
        yield article(told, event(told, actors=(MOON,), recipients=(KIM,), date=date, place=None))


def fill(path: Path) -> None:
    """Put the articles into a database."""
    with dateline.open(str(path)) as archive:
        for one in (article(), full(), hostile(), *summits(), *disputed()):
            archive.add(one)
