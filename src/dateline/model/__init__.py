"""Frozen values that travel between the stages; standard library only."""

from dateline.model.actor import Actor
from dateline.model.annotation import (
    Annotations,
    Entity,
    Mention,
    PlaceMention,
    Quantity,
    Quotation,
    Sentence,
    TimeExpression,
    Token,
)
from dateline.model.article import Article
from dateline.model.commitment import Commitment, StateChange
from dateline.model.document import Block, Document, RawDocument
from dateline.model.event import Attribution, Event, Trigger
from dateline.model.evidence import Evidence
from dateline.model.indicator import Indicator
from dateline.model.issue import Issue
from dateline.model.judgement import Judgement
from dateline.model.place import Place
from dateline.model.record import Choice, Record, Report
from dateline.model.run import Run
from dateline.model.span import Span
from dateline.model.statement import Statement
from dateline.model.when import When

__all__ = [
    "Actor",
    "Annotations",
    "Article",
    "Attribution",
    "Block",
    "Choice",
    "Commitment",
    "Document",
    "Entity",
    "Event",
    "Evidence",
    "Indicator",
    "Issue",
    "Judgement",
    "Mention",
    "Place",
    "PlaceMention",
    "Quantity",
    "Quotation",
    "RawDocument",
    "Record",
    "Report",
    "Run",
    "Sentence",
    "Span",
    "StateChange",
    "Statement",
    "TimeExpression",
    "Token",
    "Trigger",
    "When",
]
