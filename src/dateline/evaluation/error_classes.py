"""Errors of events put into classes by simple rules over prediction and gold.

A core gold event without a prediction is *missed*, a prediction without a gold event is *false*; where the two are laid on each
other, each field that differs is an error of its own. Rules are tried in the order in which they stand here; the first that
holds names the class. Figurative use is no class: no rule over the two can tell it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.coders._acts import Act
from dateline.coders._participants import Participants
from dateline.coders.events import Events
from dateline.evaluation._align import Range, aligner, overlap
from dateline.evaluation._event_match import GoldEvent, PredictedEvent, match
from dateline.evaluation._parties import Party, side_right
from dateline.evaluation.articles import SOFT, attributed, attributed_right
from dateline.formats.article import article_json
from dateline.model import Article, Token

FALLBACK = ("published", "inferred")  # bases of a date that no words give
SHOWN = 90  # characters of the sentence on each side of the trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One error.

    Attributes:
        error: its class.
        words: the sentence around the trigger, the trigger between asterisks.
        detail: what the gold has and what was predicted.
    """

    error: str
    words: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One article's events against its gold.

    Attributes:
        gold: its gold events.
        given: its predicted events, those in furniture that is not scored left out.
        pairs: index of gold to index of prediction, for those laid on each other.
        confused: likewise, for those that stand on one trigger with types that do not fit.
        findings: the errors.
    """

    gold: tuple[GoldEvent, ...]
    given: tuple[PredictedEvent, ...]
    pairs: Mapping[int, int]
    confused: Mapping[int, int]
    findings: tuple[Finding, ...]


class Comparer:
    """Compares coded articles with gold."""

    def __init__(self) -> None:
        self._events = Events()

    def compare(self, row: Mapping[str, Any], article: Article) -> Compared:
        """Return an article's events laid on its gold, and its errors.

        Args:
            row: the annotated article, as ``cases.gold`` returns it.
            article: what the coder made of it.
        """
        predicted = article_json(article)
        place = aligner(row["text"], predicted["text"])
        gold = tuple(GoldEvent.of(e) for e in row["events"])
        soft = [(f["start"], f["end"]) for f in row["furniture"] if f["kind"] in SOFT]
        rows = [(e, PredictedEvent.of(e, place)) for e in predicted["events"]]
        taken = set(match(list(gold), [p for _, p in rows]).values())
        aside = [p for j, (_, p) in enumerate(rows) if j not in taken and _inside(p.trigger, soft)]
        rows = [r for j, r in enumerate(rows) if j in taken or not _inside(r[1].trigger, soft)]
        given = tuple(p for _, p in rows)
        pairs = match(list(gold), list(given))
        confused = _confused(gold, given, pairs)
        sight = _Sight(row, article, self._acts(article))
        findings: list[Finding] = []
        for i, g in enumerate(gold):
            if i in pairs:
                basis = ((row["events"][i].get("date") or {}).get("basis"), _basis(rows[pairs[i]][0]))
                findings += sight.fields(g, given[pairs[i]], *basis)
            elif i in confused:
                other = given[confused[i]].event_type
                findings.append(sight.finding("wrong type", g.trigger, f"{g.types[0]} taken for {other}"))
            elif g.core:
                findings.append(sight.missed(g))
        used = {*pairs.values(), *confused.values()}
        known = [g for i, g in enumerate(gold) if i in pairs]
        findings += [sight.false(p, known) for j, p in enumerate(given) if j not in used]
        findings += [sight.false(p, known) for p in aside]
        return Compared(gold=gold, given=given, pairs=pairs, confused=confused, findings=tuple(findings))

    def _acts(self, article: Article) -> list[Act]:
        who = Participants(article.document, article.annotations, self._events.codebook.agents)
        sentences = article.annotations.sentences or ()
        return [act for s in sentences for act in self._events.acts(s, who).values()]


def _confused(
    gold: Iterable[GoldEvent], given: tuple[PredictedEvent, ...], pairs: Mapping[int, int]
) -> dict[int, int]:
    """Return gold and predicted events that nothing is laid on and that share a trigger."""
    used = set(pairs.values())
    found: dict[int, int] = {}
    for i, g in enumerate(gold):
        for j, p in enumerate(given):
            if i not in pairs and i not in found and j not in used and overlap(g.trigger, p.trigger):
                found[i] = j
                used.add(j)
    return found


@dataclass(frozen=True, slots=True)
class _Sight:
    """What the rules look at: the gold, the article, the acts that frames found in it."""

    row: Mapping[str, Any]
    article: Article
    acts: list[Act]

    def finding(self, error: str, trigger: Range | None, detail: str) -> Finding:
        return Finding(error=error, words=self._words(trigger), detail=detail)

    def missed(self, g: GoldEvent) -> Finding:
        """Return why a gold event has no prediction."""
        here = [a for a in self.acts if overlap((a.trigger.start, a.trigger.end), g.trigger)]
        detail = f"{g.types[0]} by {_sides(g.actors, g.recipients)}"
        if not here:
            return self.finding("missed: no frame for the words", g.trigger, detail)
        if all(a.eaten for a in here):
            return self.finding("missed: taken as part of another act", g.trigger, detail)
        types = ", ".join(sorted({a.event_type for a in here if not a.eaten}))
        if types and not any(a.event_type in g.types for a in here):
            return self.finding("missed: frame of another type", g.trigger, f"{detail}; frame {types}")
        return self.finding("missed: frame, but no participant that counts", g.trigger, detail)

    def false(self, p: PredictedEvent, known: list[GoldEvent]) -> Finding:
        """Return what an event is that the gold has not."""
        detail = f"{p.event_type} by {_sides(p.actors, p.recipients)}, {p.status}"
        return self.finding(f"false: {self._kind(p, known)}", p.trigger, detail)

    def _kind(self, p: PredictedEvent, known: list[GoldEvent]) -> str:
        for piece in self.row["furniture"]:
            if _inside(p.trigger, [(piece["start"], piece["end"])]):
                scored = "" if piece["kind"] not in SOFT else ", not scored"
                return f"in furniture ({piece['kind']}{scored})"
        if any(overlap(p.sentence, g.sentence) and p.event_type in g.types for g in known):
            return "a second time in one sentence"
        if _inside(p.trigger, [(c[0], c[1]) for s in self.row["statements"] for c in s["content"]]):
            return "in a statement"
        if p.status in ("planned", "hypothetical", "negated"):
            return f"{p.status}, not told as fact"
        token = self._token(p.trigger)
        if token is not None and token.upos in ("NOUN", "PROPN"):
            return "a noun"
        if token is not None and token.xpos in ("VBZ", "VBP"):
            return "general present"
        if all(a.country == "-" for a in (*p.actors, *p.recipients)):
            return "nobody with a country takes part"
        return "other verbs"

    def fields(
        self, g: GoldEvent, p: PredictedEvent, gold_basis: str | None, basis: str | None
    ) -> Iterator[Finding]:
        """Yield the fields in which a found event is wrong."""
        if p.status != g.status:
            detail = f"{g.status} taken for {p.status}"
            yield self.finding(f"status: {detail}", g.trigger, g.types[0])
        yield from self._who(g, p)
        error = date_error(g.date, p.date, gold_basis, basis)
        if error:
            yield self.finding(f"date: {error}", g.trigger, f"{_days(g.date)} taken for {_days(p.date)}")
        ours, theirs = attributed(g, p)
        if not attributed_right(ours, theirs):
            what = (
                "none found" if not theirs else "another speaker" if ours else "a speaker where there is none"
            )
            detail = f"{' / '.join(ours) or 'nobody'} taken for {' / '.join(theirs) or 'nobody'}"
            yield self.finding(f"attribution: {what}", g.trigger, detail)

    def _who(self, g: GoldEvent, p: PredictedEvent) -> Iterator[Finding]:
        sides = [("actors", g.actors, p.actors), ("recipients", g.recipients, p.recipients)]
        if g.reciprocal:
            sides = [("actors", g.actors + g.recipients, p.actors + p.recipients)]
        whole = True
        for name, ours, theirs in sides:
            if not side_right(ours, theirs):
                whole = False
                detail = f"{_codes(ours)} taken for {_codes(theirs)}"
                yield self.finding(f"{name}: {_side_error(ours, theirs)}", g.trigger, detail)
        if whole and not g.who(p, sectors=True):
            detail = f"{_sides(g.actors, g.recipients)} taken for {_sides(p.actors, p.recipients)}"
            yield self.finding("sector only", g.trigger, detail)

    def _token(self, where: Range | None) -> Token | None:
        tokens = (t for s in self.article.annotations.sentences or () for t in s.tokens)
        return next((t for t in tokens if where and overlap((t.start, t.end), where)), None)

    def _words(self, where: Range | None) -> str:
        if where is None:
            return ""
        text, (start, end) = self.row["text"], where
        before = text[max(0, start - SHOWN) : start].rpartition("\n")[2]
        after = text[end : end + SHOWN].partition("\n")[0]
        if start > SHOWN and len(before) == SHOWN:
            before = "… " + before.partition(" ")[2]
        if len(after) == SHOWN:
            after = after.rpartition(" ")[0] + " …"
        return f"{before}**{text[start:end]}**{after}".strip()


def date_error(
    gold: tuple[str, str] | None, given: tuple[str, str] | None, gold_basis: str | None, basis: str | None
) -> str | None:
    """Return the class of a wrong date, None where it is right or the gold has none.

    Args:
        gold: first and last day, ISO.
        given: likewise, as predicted.
        gold_basis: how the gold knows it.
        basis: how the prediction knows it.
    """
    if gold is None or gold == given:
        return None
    if given is None:
        return "none given"
    if (basis in FALLBACK) != (gold_basis in FALLBACK):
        return f"{gold_basis} taken for {basis}"
    if gold[0][5:] == given[0][5:] and gold[1][5:] == given[1][5:]:
        return "wrong year"
    first, last, start, end = (datetime.date.fromisoformat(day[:10]) for day in (*gold, *given))
    if first == last and start == end and abs((start - first).days) == 1:
        return "off by a day"
    if start <= first and last <= end:
        return "interval too wide"
    if first <= start and end <= last:
        return "interval too narrow"
    return "another day"


def _side_error(ours: tuple[Party, ...], theirs: tuple[Party, ...]) -> str:
    wanted, found = {a.country for a in ours if a.required}, {a.country for a in theirs}
    allowed = {a.country for a in ours}
    if not theirs:
        return "none found"
    if wanted - found and found - allowed:
        return "another country"
    return "one is missing" if wanted - found else "one too many"


def _basis(event: Mapping[str, Any]) -> str | None:
    found: str | None = (event.get("date") or {}).get("basis")
    return found


def _inside(where: Range | None, ranges: Iterable[Range]) -> bool:
    return where is not None and any(r[0] <= where[0] and where[1] <= r[1] for r in ranges)


def _codes(side: Iterable[Party]) -> str:
    return "+".join(f"{a.country}/{a.sector}" for a in side) or "nobody"


def _sides(actors: Iterable[Party], recipients: Iterable[Party]) -> str:
    return f"{_codes(actors)} → {_codes(recipients)}"


def _days(date: tuple[str, str] | None) -> str:
    return "none" if date is None else date[0] if date[0] == date[1] else f"{date[0]} to {date[1]}"
