"""The event codebook: frames of verbs and nouns, operators, classes of nouns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from dateline.codebook.files import KNOWLEDGE, Row, find, read_csv, read_yaml
from dateline.codebook.ontology import Ontology
from dateline.codebook.ontology import load as load_ontology
from dateline.errors import CodebookError

Effect = Literal[
    "promise",
    "decide",
    "threat",
    "refuse",
    "request",
    "plan",
    "wish",
    "fail",
    "cease",
    "aspect",
    "try",
    "say",
    "allege",
    "order",
]
OPEN_CLASSES = ("person", "place", "any")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that a frame needs.

    Attributes:
        slot: ``subj``, ``obj``, ``iobj``, ``xcomp``, ``ccomp``, ``ing`` (an -ing form behind a preposition), ``aim`` (an infinitive of purpose),
            ``pass``, ``subjs`` (several subjects), a preposition,
            ``state`` (a country beside a noun), ``~`` for any word under the head, or ``^`` for the verb that a noun is the subject of.
        words: class of nouns or one word that must fill it; None when it only has to be there.
        absent: True when it must not hold.
    """

    slot: str
    words: str | None = None
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One row of the codebook: what a verb or noun means, and where its parties stand.

    Attributes:
        lemmas: the words; parts joined by ``_`` stand together ("call_off").
        needs: all of these must hold; each is a tuple of alternatives.
        actor: slot of the actor (for nouns: the role of "of X").
        recipients: slots of the recipient, best first; those with ``+`` make it one of the parties.
        event_type: PLOVER type.
        mode: PLOVER mode.
        cameo: CAMEO code.
        weak: a word with many meanings: it counts only between two known parties.
        bare: a noun that names an act even when no party is named.
        example: a sentence in which it must be found.
        counter: a sentence in which it must not be found, where it once misfired.
        noun: whether it is a noun.
        line: where it stands, for messages.
        own: whether it is a row of the user's with conditions; where they hold, it goes before all rows of ours.
        transitive: whether it cannot hold without an object, whatever else there is.
    """

    lemmas: tuple[str, ...]
    needs: tuple[tuple[Condition, ...], ...]
    actor: str
    recipients: tuple[str, ...]
    event_type: str
    mode: str | None
    cameo: str | None
    weak: bool = False
    bare: bool = False
    example: str
    counter: str | None = None
    noun: bool
    line: int
    own: bool = False
    transitive: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        wants = any(
            all(c.slot == "obj" and not c.absent for c in alternatives) for alternatives in self.needs
        )
        object.__setattr__(self, "transitive", wants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A word that takes another act as its complement and changes what is coded."""

    word: str
    effect: Effect
    prepositions: tuple[str, ...]
    control: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCodebook:
    """All that the event coder knows about words.

    Attributes:
        verbs: frames by lemma.
        nouns: frames by lemma or plural form.
        operators: embedding words by lemma.
        classes: sets of words by name.
        light: light verbs by what they do: ``do``, ``undergo``, ``occur``.
        off_topic: words of other subjects, by subject.
        agents: nouns for people, that may act without being known.
        ontology: PLOVER.
    """

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    operators: Mapping[str, tuple[Operator, ...]]
    classes: Mapping[str, frozenset[str]]
    light: Mapping[str, frozenset[str]]
    off_topic: Mapping[str, frozenset[str]]
    agents: frozenset[str]
    ontology: Ontology

    def frames(self) -> Iterator[Frame]:
        """Yield every frame once."""
        seen: set[int] = set()
        for frames in (*self.verbs.values(), *self.nouns.values()):
            for frame in frames:
                if id(frame) not in seen:
                    seen.add(id(frame))
                    yield frame


@cache
def load(overlay: Path | None = None) -> EventCodebook:
    """Return the English event codebook, the overlay's rows before the built-in ones.

    Of rows whose conditions weigh the same the first one counts. A row of the overlay replaces ours for the words that
    it has with the same conditions; one with conditions that hold counts before ours, however much theirs weigh.

    Raises:
        CodebookError: a row names a type, mode, code or noun class that does not exist.
    """
    ontology = load_ontology(overlay)
    words: dict[str, dict[str, list[Any]]] = {"classes": {}, "light": {}, "off_topic": {}}
    for path in find("lexicons/en/events.yaml", overlay):
        raw = read_yaml(path)
        for part in words:
            words[part] |= raw.get(part, {})
    sets = {
        part: {name: frozenset(str(w) for w in row) for name, row in rows.items()}
        for part, rows in words.items()
    }
    frames = {
        noun: [
            [
                _frame(row, noun, ontology, sets["classes"], own=not path.is_relative_to(KNOWLEDGE))
                for row in read_csv(path)
            ]
            for path in reversed(find(f"lexicons/en/events_{'nouns' if noun else 'verbs'}.csv", overlay))
        ]
        for noun in (False, True)
    }
    operators = [
        operator
        for path in find("lexicons/en/events_operators.csv", overlay)
        for row in read_csv(path)
        for operator in _operators(row)
    ]
    return EventCodebook(
        verbs=_index(frames[False]),
        nouns=_index(frames[True]),
        operators={
            w: tuple(o for o in operators if o.word == w) for w in dict.fromkeys(o.word for o in operators)
        },
        classes=sets["classes"],
        light=sets["light"],
        off_topic=sets["off_topic"],
        agents=sets["classes"].get("agents", frozenset()),
        ontology=ontology,
    )


def _frame(
    row: Row, noun: bool, ontology: Ontology, classes: Mapping[str, frozenset[str]], *, own: bool
) -> Frame:
    event_type, mode, cameo = row.cells["type"], row.text("mode"), row.text("cameo")
    if not ontology.has(event_type, mode):
        raise CodebookError(f"no type {event_type}/{mode}", file=row.file, line=row.line)
    if cameo is not None and cameo not in ontology.cameo:
        raise CodebookError(f"no CAMEO code {cameo}", file=row.file, line=row.line)
    needs = tuple(_needs(row))
    for condition in (c for alternatives in needs for c in alternatives):
        name = condition.words or ""
        if name.startswith("@") and name[1:] not in classes and name[1:] not in OPEN_CLASSES:
            raise CodebookError(f"no noun class {name}", file=row.file, line=row.line)
    return Frame(
        lemmas=row.items("nouns" if noun else "verbs"),
        needs=needs,
        actor=row.cells["of" if noun else "actor"],
        recipients=tuple(r for r in row.items("recipient") if r != "-"),
        event_type=event_type,
        mode=mode,
        cameo=cameo,
        weak=row.text("weak") == "y" or row.text("bare") == "weak",
        bare=row.text("bare") == "y" or row.text("weak") == "bare",
        example=row.cells["example"],
        counter=row.text("not"),
        noun=noun,
        line=row.line,
        own=own and bool(needs),
    )


def _needs(row: Row) -> Iterator[tuple[Condition, ...]]:
    for part in (row.text("needs") or "").split(";"):
        if part.strip():
            yield tuple(condition(alternative) for alternative in part.split("|"))


def condition(text: str) -> Condition:
    """Return one condition of a frame as a row writes it: ``obj:@aid``, ``!by``, ``~phone``."""
    text = text.strip()
    absent = text.startswith("!")
    text = text.removeprefix("!").removeprefix("+")
    if text[:1] in ("~", "^"):
        return Condition(slot=text[0], words="@" + text[1:], absent=absent)
    slot, _, words = text.partition(":")
    return Condition(slot=slot, words=words or None, absent=absent)


def _operators(row: Row) -> Iterator[Operator]:
    for word in row.items("words"):
        yield Operator(
            word=word,
            effect=row.cells["effect"],  # type: ignore[arg-type]
            prepositions=row.items("prepositions"),
            control=row.cells["control"],
            example=row.cells["example"],
        )


def _index(tables: list[list[Frame]]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for frames in tables:
        replaced = {(lemma, frame.needs) for lemma, known in found.items() for frame in known}
        for frame in frames:
            for lemma in frame.lemmas:
                if (lemma, frame.needs) not in replaced:
                    found.setdefault(lemma, []).append(frame)
    return {lemma: tuple(rows) for lemma, rows in found.items()}
