"""GDELT 2.0: the tables of events (61 columns) and of mentions (16 columns), tab-separated, without a header.

Source: the codebook of the GDELT Event Database 2.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.codebook import exchange, ontology
from dateline.errors import FormatError
from dateline.importers import Found, _actors, _given
from dateline.model import Actor, Place, When
from dateline.model.imported import Imported, ImportedMention

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
_HEAD = "GLOBALEVENTID SQLDATE MonthYear Year FractionDate"
_ACT = "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale"
_SIZE = "NumMentions NumSources NumArticles AvgTone"
_MENTION = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID"
    " Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone"
    " MentionDocTranslationInfo Extras"
)
EVENTS = (
    *_HEAD.split(),
    *(f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR.split()),
    *_ACT.split(),
    *_SIZE.split(),
    *(f"{of}Geo_{part}" for of in ("Actor1", "Actor2", "Action") for part in _GEO.split()),
    "DATEADDED",
    "SOURCEURL",
)
MENTIONS = tuple(_MENTION.split())
KINDS = {"1": "country", "2": "region", "3": "city", "4": "city", "5": "region"}


class Gdelt:
    """Each line an event, its CAMEO code mapped to a PLOVER type; the parties by country, known group and role.

    Loss: nothing of the line, which is kept as given; ethnic groups, religions and tone are mapped to nothing.
    """

    system = "gdelt"

    def read(self, lines: Iterable[bytes], where: str, *, system: str) -> Iterator[Found]:
        """Yield the events."""
        for number, line in enumerate(lines, 1):
            try:
                if given := _cells(line, EVENTS):
                    yield _event(given, system)
            except FormatError as error:
                yield _given.issue(where, number, error)


class GdeltMentions:
    """Each line an article that tells of an event; it is shown with that event, in whatever order the two are imported.

    Loss: nothing of the line, which is kept as given.
    """

    system = "gdelt"

    def read(self, lines: Iterable[bytes], where: str, *, system: str) -> Iterator[Found]:
        """Yield the mentions."""
        for number, line in enumerate(lines, 1):
            try:
                if given := _cells(line, MENTIONS):
                    yield _mention(given, system)
            except FormatError as error:
                yield _given.issue(where, number, error)


def _cells(line: bytes, columns: tuple[str, ...]) -> dict[str, str]:
    """Return the cells that hold something; nothing for an empty line."""
    words = _given.text(line)
    if not words:
        return {}
    cells = _given.fit(words.split("\t"))
    if len(cells) != len(columns):
        raise FormatError(f"{len(cells)} columns instead of {len(columns)}")
    given = {name: cell for name, cell in zip(columns, cells, strict=True) if cell.strip()}
    if "GLOBALEVENTID" not in given:
        raise FormatError("no GLOBALEVENTID")
    return given


def _event(given: dict[str, str], system: str) -> Imported:
    day = _given.day(given.get("SQLDATE"))
    code = given.get("EventCode")
    known = _code(code)
    first, second = (_actor(given, f"Actor{n}", system) for n in (1, 2))
    return Imported(
        system=system,
        source_id=given["GLOBALEVENTID"],
        url=_given.url(given.get("SOURCEURL")),
        event_type=known.event_type if known else None,
        mode=known.mode if known else None,
        cameo=code,
        actors=(first,) if first else (),
        recipients=(second,) if second else (),
        date=When(start=day, end=day, basis="given") if day else None,
        place=_place(given),
        given=given,
    )


def _code(code: str | None) -> ontology.CameoCode | None:
    """Return what a code is, or what the code above it is."""
    known = ontology.load().cameo
    return next((known[c] for c in (code, code[:3], code[:2]) if c in known), None) if code else None


def _actor(given: dict[str, str], side: str, system: str) -> Actor | None:
    code = given.get(f"{side}CountryCode") or given.get(f"{side}KnownGroupCode")
    role = given.get(f"{side}Type1Code")
    return _actors.actor(system, _given.words(given.get(f"{side}Name")), code, role)


def _place(given: dict[str, str]) -> Place | None:
    name = _given.words(given.get("ActionGeo_FullName"))
    if name is None:
        return None
    return Place(
        name=name,
        country=exchange.by_fips().get(given.get("ActionGeo_CountryCode", "")),
        lat=_given.number(given.get("ActionGeo_Lat")),
        lon=_given.number(given.get("ActionGeo_Long")),
        kind=KINDS.get(given.get("ActionGeo_Type", ""), "other"),
    )


def _mention(given: dict[str, str], system: str) -> ImportedMention:
    return ImportedMention(
        system=system,
        event=given["GLOBALEVENTID"],
        url=_given.url(given.get("MentionIdentifier")),
        publisher=_given.words(given.get("MentionSourceName")),
        published=_given.day(given.get("MentionTimeDate")),
        given=given,
    )
