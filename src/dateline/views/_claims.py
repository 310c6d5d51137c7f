"""What the articles say, sentence by sentence: words of a speaker, or the writer's own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from dateline.model import Document, Report, Span, Statement
from dateline.model.conflict import Conflict, Side
from dateline.model.ids import content_id
from dateline.resolvers import telling
from dateline.store import Stored
from dateline.views import _sides
from dateline.views._phrasing import listed, pattern, words

COMMON = 60  # claims with one word; more say that it is no help
SHORT = 140  # characters of a claim that are shown
_END = re.compile(
    r"(?<=[.!?])(?<!\.[A-Z]\.)(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St)\.)[\"”’']?\s+(?=[\"“‘'*(]*[A-Z0-9])|\n+"
)
_NAME = re.compile(r"(?<=[\w,’'] )[A-Z][\w’']+")
_CAPITAL = re.compile(r"(?<![.!?] )\b[A-Z][a-z][\w’']+")
PROMINENT = 8  # names by which an article is known
STEM = 3  # letters that a land and its people share, and the spellings of a name
JOINED = 60  # characters between two parts of one statement, for cue and speaker
_REJECTED = pattern("rejected")
BEFORE = 60  # characters before what is said, in which stands what its speaker makes of it
_WISHES = pattern("wishes")
DAYS = words("weekdays")
EVER = words("ever")
MOUTHPIECES = words("mouthpieces")
MONTHS = listed("months")  # as they are written
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")


def names_of(text: str) -> frozenset[str]:
    """Return the telling words of the names in a text; its first word may only be large."""
    return telling(" ".join(_NAME.findall(text)))


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A stretch of an article with who says it.

    Attributes:
        document: the article.
        span: where it stands.
        source: whose words they are: a speaker with the outlet that passes them on, or the article itself.
        stored: the statement that holds it, None for the writer's own sentence.
    """

    document: Document
    span: Span
    source: str
    stored: Stored | None = field(default=None, compare=False)

    @cached_property
    def text(self) -> str:
        """Its words; of a statement those that are said, without cue and speaker between them."""
        said = self.statement
        if said is None:
            return self.span.of(self.document.text)
        return " ".join(s.of(self.document.text) for s in said.content if s in self.span)

    @property
    def whole(self) -> str:
        """The passage in which it stands."""
        return self.stored.value.evidence.exact if self.stored else self.text

    @cached_property
    def names(self) -> frozenset[str]:
        """Telling words that are written large inside it."""
        return names_of(self.text)

    @property
    def asserts(self) -> bool:
        """Whether it says that something is so, and does not ask, promise, warn or deny it."""
        said = self.statement
        if said is None:
            return True
        if said.stance not in ("says", "claims", "believes") or _WISHES.search(said.cue):
            return False
        start = max(said.evidence.start, self.span.start - BEFORE)
        return _REJECTED.search(self.document.text[start : self.span.start]) is None

    @cached_property
    def words(self) -> frozenset[str]:
        """Its telling words; a relationship is a relation."""
        return frozenset(word.removesuffix("ship") for word in telling(self.text))

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Its words in order, in lower case."""
        return tuple(t.lower() for t in _TOKEN.findall(self.text))

    @property
    def statement(self) -> Statement | None:
        """The statement that holds it."""
        value = self.stored.value if self.stored else None
        return value if isinstance(value, Statement) else None

    @property
    def speaker(self) -> str:
        """Who speaks, whoever passes it on: an actor's id, or the article's where it speaks itself or hides the speaker."""
        said = self.statement
        return said.speaker.id if said and said.speaker else self.document.id

    def voiced_by(self, other: Claim) -> bool:
        """Return whether one speaker says both, under one name or a longer one ("BP" and "BP Plc")."""
        if self.speaker == other.speaker:
            return True
        told = [c.statement.speaker.name for c in (self, other) if c.statement and c.statement.speaker]
        return len(told) > 1 and _one_voice(*told)

    def answers(self, other: Claim) -> bool:
        """Return whether two speakers say the two; the article itself is none."""
        return None not in (self.statement, other.statement) and not self.voiced_by(other)

    @property
    def voice(self) -> frozenset[str]:
        """Telling words of the name of who speaks."""
        said = self.statement
        return telling(said.speaker.name) if said and said.speaker else frozenset()

    @property
    def country(self) -> str | None:
        """Country of the speaker."""
        said = self.statement
        return said.speaker.country if said and said.speaker else None

    def side(self, words: str | None = None) -> Side:
        """Return it as one side of a conflict."""
        told = words or short(self.text)
        if self.stored is not None:
            return _sides.side(self.stored, told)
        document = self.document
        report = Report(
            id=content_id("sentence1", document.id, self.span.start, self.span.end),
            document=document.id,
            publisher=document.publisher,
            published=document.published,
            url=document.url,
            title=document.title,
            evidence=document.evidence(self.span),
        )
        return Side(value=told, record="", report=report)


class Claims:
    """All claims, found by document and by word; with ``records``, only pairs with one of these are given."""

    def __init__(
        self,
        said: Iterable[Stored],
        others: Iterable[Stored] = (),
        records: frozenset[str] | None = None,
    ) -> None:
        self._records = records
        self.by_document: dict[str, list[Claim]] = defaultdict(list)
        self.by_word: dict[str, list[Claim]] = defaultdict(list)
        documents: dict[str, Document] = {}
        for stored in said:
            documents[stored.document.id] = stored.document
            self.by_document[stored.document.id].extend(_of_statement(stored))
        documents |= {stored.document.id: stored.document for stored in others}
        for name, document in documents.items():
            covered = [c.stored.value.evidence.span for c in self.by_document[name] if c.stored]
            self.by_document[name].extend(_narrated(document, covered))
            self.by_document[name].sort(key=lambda c: (c.span.start, c.span.end))
        self._any = any(map(self.wanted, self.all()))
        for claim in self.all():
            for word in claim.words:
                self.by_word[word].append(claim)

    def all(self) -> Iterator[Claim]:
        """Yield all claims in text order."""
        for found in self.by_document.values():
            yield from found

    def wanted(self, claim: Claim) -> bool:
        """Return whether a claim belongs to the records that are asked for."""
        return self._records is None or (claim.stored is not None and claim.stored.record in self._records)

    def near(self, most: int, among: Container[int] | None = None) -> Iterator[tuple[Claim, Claim]]:
        """Yield claims of two sources in one article with no more than so many characters between them.

        Args:
            most: characters.
            among: ids (as Python counts them) of the claims that are wanted, None for all.
        """
        for told in self.by_document.values():
            found = told if among is None else [c for c in told if id(c) in among]
            if self._records is not None and not any(map(self.wanted, found)):
                continue
            for i, left in enumerate(found):
                for right in found[i + 1 :]:
                    if right.span.start - left.span.end > most:
                        break
                    if not (self.wanted(left) or self.wanted(right)):
                        continue
                    if left.speaker != right.speaker and not left.span.overlap(right.span):
                        yield left, right

    def elsewhere(self, claim: Claim, words: Iterable[str]) -> list[Claim]:
        """Return the claims of other articles that share one of the words; words that many share are left out."""
        found: dict[int, Claim] = {}
        if self._records is not None and not self._any:
            return []
        for word in words:
            sharing = self.by_word.get(word, ())
            if len(sharing) <= COMMON:
                found |= {id(c): c for c in sharing if c.document.id != claim.document.id}
        if self.wanted(claim):
            return list(found.values())
        return [c for c in found.values() if self.wanted(c)]

    def before(self, claim: Claim) -> Claim | None:
        """Return the claim that ends before this one begins."""
        found = [c for c in self.by_document[claim.document.id] if c.span.end <= claim.span.start]
        return max(found, key=lambda c: c.span.end, default=None)


@lru_cache(maxsize=50_000)
def _one_voice(left: str, right: str) -> bool:
    """Return whether two names are one by a longer and a shorter name, or one is the unnamed voice of the other."""
    names = [frozenset(w for w in _TOKEN.findall(name) if w[0].isupper()) for name in (left, right)]
    longer = all(names) and (names[0] <= names[1] or names[1] <= names[0])
    return longer or speaks_for(left, right) or speaks_for(right, left)


def speaks_for(mouth: str, other: str) -> bool:
    """Return whether a speaker without a name is the voice of another: "ministry spokesman" of "Interior Ministry"."""
    mine = set(_TOKEN.findall(mouth.lower()))
    whose = mine - MOUTHPIECES
    return mouth.islower() and whose != mine and whose <= set(_TOKEN.findall(other.lower())) and bool(whose)


def _of_statement(stored: Stored) -> Iterator[Claim]:
    value = stored.value
    if not isinstance(value, Statement) or not value.content:
        return
    speaker = value.speaker.id if value.speaker else "-"
    source = "/".join((stored.document.id if speaker == "-" else "", speaker, *value.via))
    parts = [value.content[0]]
    for span in value.content[1:]:
        near = span.start - parts[-1].end <= JOINED
        parts[-1:] = [Span(parts[-1].start, span.end)] if near else [parts[-1], span]
    for span in parts:
        yield Claim(document=stored.document, span=span, source=source, stored=stored)


def _narrated(document: Document, covered: Sequence[Span]) -> Iterator[Claim]:
    """Yield the sentences of the body that no statement holds."""
    for block in document.body():
        at = block.span.start
        for match in (*_END.finditer(document.text, block.span.start, block.span.end), None):
            end = match.start() if match else block.span.end
            span = Span(at, end)
            if document.text[at:end].strip() and not any(span.overlap(other) for other in covered):
                yield Claim(document=document, span=span, source=document.id)
            at = match.end() if match else end


def sentence(document: Document, span: Span) -> Span:
    """Return the sentence in which a span stands."""
    whole = Span(0, len(document.text))
    block = next((b.span for b in document.blocks if span in b.span), whole)
    start, end = block.start, block.end
    for match in _END.finditer(document.text, block.start, block.end):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end:
            return Span(start, match.start())
    return Span(start, end)


def one_subject(left: Document, right: Document) -> bool:
    """Return whether two articles are about the same people and countries, as far as they name them most."""
    ours, theirs = _prominent(left.text), _prominent(right.text)
    return len(ours & theirs) >= len(ours | theirs) / 4


def common_names(left: Document, right: Document) -> int:
    """Return how many of the names that two articles have most are in both."""
    return len(_prominent(left.text) & _prominent(right.text))


@lru_cache(maxsize=2_000)
def _prominent(text: str) -> frozenset[str]:
    """Return the names that an article has most."""
    counted = Counter(word for name in _CAPITAL.findall(text) for word in telling(re.split("[’']", name)[0]))
    return frozenset(sorted(counted, key=lambda w: (-counted[w], w))[:PROMINENT])


def days_apart(left: Claim, right: Claim) -> int:
    """Return the days between two publications, 0 where one is unknown."""
    a, b = left.document.published, right.document.published
    return 0 if a is None or b is None else max((b.start - a.end).days, (a.start - b.end).days, 0)


def set_apart(left: Claim, right: Claim) -> bool:
    """Return whether two claims name people or places of which the other's article knows none, or other days."""
    names = (_beginnings(left.names - left.voice), _beginnings(right.names - right.voice))
    known = (named_in(right.document.text), named_in(left.document.text))
    elsewhere = all(ours and not ours & theirs for ours, theirs in zip(names, known, strict=True))
    days = [DAYS & set(c.tokens) for c in (left, right)]
    return elsewhere or (all(days) and not days[0] & days[1])


def another_time(left: Claim, right: Claim) -> bool:
    """Return whether the sentence of one claim names a month that is not that of the other's, nor of its publication."""
    if EVER & {*left.tokens, *right.tokens}:
        return False
    told = [
        {t for t in _TOKEN.findall(sentence(c.document, c.span).of(c.document.text)) if t in MONTHS}
        for c in (left, right)
    ]
    news = {MONTHS[c.document.published.start.month - 1] for c in (left, right) if c.document.published}
    return told[0] != told[1] and bool((told[0] ^ told[1]) - news)


@lru_cache(maxsize=2_000)
def named_in(text: str) -> frozenset[str]:
    """Return the beginnings of the names in a text."""
    return _beginnings(telling(" ".join(_CAPITAL.findall(text))))


def _beginnings(words_: frozenset[str]) -> frozenset[str]:
    return frozenset(w[:STEM] for w in words_)


def conflict(field_: str, claims: Sequence[Claim], why: str, values: Sequence[str] = ()) -> Conflict:
    """Return the conflict of claims, oldest publication first.

    Args:
        field_: what they differ in.
        claims: the accounts.
        why: why both cannot hold.
        values: what each says, in the same order; by default its words.
    """
    told = values or [short(c.text) for c in claims]
    pairs = sorted(zip(claims, told, strict=True), key=lambda pair: _order(pair[0]))
    sides = tuple(claim.side(words) for claim, words in pairs)
    sources = tuple(dict.fromkeys(_sides.source(side) for side in sides))
    accounts = ", ".join(f"{_sides.source(s)} says {s.value}" for s in sides)
    told = f"{accounts if values and _sides.brief(sides) else ' and '.join(sources)}: {why}"
    return Conflict(field=field_, matter=told, sides=sides, explanation=told)


def short(text: str) -> str:
    """Return the beginning of a text for people."""
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[:SHORT].rpartition(" ")[0] + " …"


def _order(claim: Claim) -> tuple[bool, str, str, int]:
    published = claim.document.published
    return (
        published is None,
        published.start.isoformat() if published else "",
        claim.document.id,
        claim.span.start,
    )
