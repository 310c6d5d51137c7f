"""Questions about the record, and answers that rest on it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from dateline.model.actor import Actor
from dateline.model.conflict import Conflict
from dateline.model.record import Record

Aim = Literal["acts", "when", "where", "who", "count", "said", "change", "commitments", "differ"]
Section = Literal["done", "not done", "denied", "undertaken", "said", "counted", "contradicted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody wants to know.

    Attributes:
        text: the question.
        aim: what kind of answer it wants.
        subjects: who acts or speaks.
        others: who or which countries else are named.
        types: PLOVER types that its verbs and nouns name; empty for any.
        kinds: kinds of commitments that it names.
        words: the words of its matter, in lower case.
        counted: what is counted, where that is not just people.
        acts: the verbs among them that name acts.
        places: names of the places in which it was, as written and as the gazetteer has them.
        states: of the commitments that are asked for; empty for any.
        since: first day asked for.
        until: last day asked for.
        order: ``last`` or ``first`` where one of many is wanted.
        closed: whether yes or no would do.
        respelt: names that nobody on record bears, with the known ones that they were taken for.
    """

    text: str
    aim: Aim = "acts"
    subjects: tuple[Actor, ...] = ()
    others: tuple[Actor, ...] = ()
    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    counted: str | None = None
    acts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    order: Literal["last", "first"] | None = None
    closed: bool = False
    respelt: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One sentence of an answer, with the record that it rests on.

    Attributes:
        section: what kind of knowledge it is.
        text: the sentence.
        record: what it rests on; its reports have the sources and the quoted words.
        conflict: the accounts that differ, each with its words, where the sentence is about such.
    """

    section: Section
    text: str
    record: Record
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question; without lines there is nothing in the record.

    Attributes:
        question: as it was understood.
        lines: sentences, each resting on a record, by section.
        left_out: how many more there are in a section than are shown.
    """

    question: Question
    lines: tuple[AnswerLine, ...] = ()
    left_out: dict[str, int]

    @property
    def found(self) -> bool:
        """Whether the record knows anything of it."""
        return bool(self.lines)
