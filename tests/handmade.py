"""Articles made by hand, for the tests that need no coder."""

from __future__ import annotations

import datetime
from typing import Any

from dateline.errors import DocumentError
from dateline.model import (
    Actor,
    Annotations,
    Article,
    Attribution,
    Block,
    Commitment,
    Document,
    Event,
    Indicator,
    Place,
    RawDocument,
    Run,
    Span,
    Statement,
    Trigger,
    When,
)

KIM = Actor(id="person:kim-jong-un", name="Kim Jong Un", kind="person", country="PRK", sector="GOV")
MOON = Actor(id="person:moon-jae-in", name="Moon Jae-in", kind="person", country="KOR", sector="GOV")
TRUMP = Actor(id="person:donald-trump", name="Donald Trump", kind="person", country="USA", sector="GOV")
HANSEN = Actor(id="person:hansen", name="Hansen", kind="person", country="NOR", sector="GOV")
LIND = Actor(id="person:lind", name="Lind", kind="person", country="SWE", sector="GOV")
SEOUL = Actor(id="KOR", name="South Korea", kind="state", country="KOR")
PANMUNJOM = Place(name="Panmunjom", country="PRK", kind="city")
MEETING = "Kim Jong Un and Moon Jae-in met at Panmunjom on April 27 and signed a declaration."


def day(text: str, basis: Any = "stated") -> When:
    """Return one day."""
    found = datetime.date.fromisoformat(text)
    return When(start=found, end=found, basis=basis)


def document(text: str = MEETING, published: str | None = "2018-04-27", **known: Any) -> Document:
    """Return a document of one paragraph."""
    known.setdefault("publisher", "Evening Courier")
    return Document(
        text=text,
        blocks=(Block(span=Span(0, len(text))),),
        published=day(published, "given") if published else None,
        language="en",
        **known,
    )


def span(text: str, words: str) -> Span:
    """Return where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def event(told: Document, words: str = "met", **fields: Any) -> Event:
    """Return a meeting of Kim and Moon, with other fields where given."""
    where = span(told.text, words)
    given: dict[str, Any] = {
        "event_type": "CONSULT",
        "actors": (KIM, MOON),
        "date": day("2018-04-27"),
        "place": PANMUNJOM,
        "trigger": Trigger(start=where.start, end=where.end, text=words),
        "evidence": told.evidence(Span(0, len(told.text))),
    }
    return Event(**{**given, **fields})


def article(told: Document | None = None, *events: Event, **found: Any) -> Article:
    """Return a coded article; with the meeting in it if nothing is given."""
    told = told or document()
    return Article(
        document=told,
        annotations=Annotations(),
        events=events or (() if found else (event(told),)),
        **found,
    )


def telling(
    text: str, *said: tuple[Actor, str, str], published: str = "2018-04-27", stance: Any = "says"
) -> Article:
    """Return an article with what is said in it: speaker, cue, and the words that hold cue and content."""
    told = document(text, published, publisher=f"Paper of {published}")
    statements = tuple(
        Statement(
            speaker=who,
            cue=cue,
            stance=stance,
            content=(span(text, words),),
            evidence=told.evidence(span(text, words)),
        )
        for who, cue, words in said
    )
    return article(told, statements=statements)


def full() -> Article:
    """Return an article with a report of each kind."""
    text = (
        "Kim Jong Un met Moon Jae-in on Friday. “We will close the test site,” Kim said. "
        "More than 200 reporters came. Seoul offered 5,000 tonnes of rice if talks go on."
    )
    told = document(text, title="A handshake", url="https://courier.example/handshake")
    quoted = span(text, "“We will close the test site,”")
    said = told.evidence(Span(quoted.start, text.index("said.") + 5))
    return article(
        told,
        event(told, date=day("2018-04-27", "relative")),
        statements=(
            Statement(
                speaker=KIM, cue="said", direct=True, content=(quoted,), date=day("2018-04-27"), evidence=said
            ),
        ),
        indicators=(
            Indicator(
                measure="reporters",
                value=200.0,
                low=200.0,
                qualifier="more than",
                unit="people",
                place=PANMUNJOM,
                attribution=(Attribution(speaker=MOON, cue="said"),),
                evidence=told.evidence(span(text, "More than 200 reporters")),
            ),
        ),
        commitments=(
            Commitment(
                kind="offer",
                by=(SEOUL,),
                content="5,000 tonnes of rice",
                condition="talks go on",
                evidence=told.evidence(span(text, "5,000 tonnes of rice")),
            ),
        ),
    )


class HandCoder:
    """Reads plain text and finds a meeting where the text has "met"; stands in for the real coder."""

    run = Run(version="1", pipeline="hand", model_digest="", codebook_digest="")

    def documents(self, raw: RawDocument) -> tuple[Document, ...]:
        """Return the text as one document."""
        text = raw.content.decode("utf-8", "replace").strip()
        if not text:
            raise DocumentError("no text", where=raw.where, reason="empty")
        if "crash" in text:
            raise KeyError("a bug of a reader")
        published = raw.published.isoformat() if raw.published else None
        return (
            document(
                text,
                published,
                publisher=raw.publisher,
                title=raw.title,
                url=raw.url,
                source_id=raw.source_id,
                where=raw.where,
            ),
        )

    def code(self, told: Document) -> Article:
        """Return the meeting."""
        return article(told, *((event(told),) if "met" in told.text else ()), statements=())
